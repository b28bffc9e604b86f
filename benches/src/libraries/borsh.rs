//! borsh, of which there is one configuration.

use borsh::{BorshDeserialize, BorshSerialize};

use super::{Codec, Library, Standing};
use crate::Result;

/// borsh with a buffer that is kept.
#[derive(Default)]
pub struct Borsh {
    buffer: Vec<u8>,
}

impl Library for Borsh {
    const NAME: &'static str = "borsh";
    const STANDING: Standing = Standing::Peer;
}

impl<T: BorshSerialize + BorshDeserialize> Codec<T> for Borsh {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        borsh::to_writer(&mut self.buffer, value)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(borsh::from_slice(bytes)?)
    }
}
