//! revision with its default features.

use revision::{DeserializeRevisioned, SerializeRevisioned};

use super::{Codec, Library, Standing};
use crate::Result;

/// revision with a buffer that is kept.
#[derive(Default)]
pub struct Revision {
    buffer: Vec<u8>,
}

impl Library for Revision {
    const NAME: &'static str = "revision";
    const STANDING: Standing = Standing::Peer;
}

impl<T: SerializeRevisioned + DeserializeRevisioned> Codec<T> for Revision {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        revision::to_writer(&mut self.buffer, value)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(revision::from_slice(bytes)?)
    }
}
