//! bitcode's own derive (faster and smaller than its serde mode), with its reused `Buffer`.

use bitcode::{Buffer, Decode, DecodeOwned, Encode};

use super::{Borrowing, BorrowingCodec, Codec, Library, Standing};
use crate::Result;

/// bitcode with a buffer that is kept.
#[derive(Default)]
pub struct Bitcode {
    buffer: Buffer,
}

impl Library for Bitcode {
    const NAME: &'static str = "bitcode";
    const STANDING: Standing = Standing::Peer;
}

impl<T: Encode + DecodeOwned> Codec<T> for Bitcode {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        Ok(self.buffer.encode(value))
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(self.buffer.decode(bytes)?)
    }
}

impl<T> BorrowingCodec<T> for Bitcode
where
    T: Borrowing + Encode + DecodeOwned,
    for<'de> T::Borrowed<'de>: Decode<'de>,
{
    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<T::Borrowed<'de>> {
        Ok(self.buffer.decode(bytes)?)
    }
}
