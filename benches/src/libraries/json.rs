//! serde_json: what many programs save with. A text for people, so that it is shown but not counted.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Codec, Library, Standing};
use crate::Result;

/// serde_json with a buffer that is kept.
#[derive(Default)]
pub struct Json {
    buffer: Vec<u8>,
}

impl Library for Json {
    const NAME: &'static str = "serde_json";
    const STANDING: Standing = Standing::Shown;
}

impl<T: Serialize + DeserializeOwned> Codec<T> for Json {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        serde_json::to_writer(&mut self.buffer, value)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(serde_json::from_slice(bytes)?)
    }
}
