//! bitcode's own derive (faster and smaller than its serde mode), with its reused `Buffer`; and its serde mode, for types that contain
//! themselves, which the derive does not take.

use bitcode::{Buffer, Decode, DecodeOwned, Encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

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
    type View<'de> = T::Borrowed<'de>;

    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<T::Borrowed<'de>> {
        Ok(self.buffer.decode(bytes)?)
    }
    fn shows<'v>(view: &T::Borrowed<'v>, value: &'v T) -> Result<bool> {
        Ok(*view == value.view())
    }
}

/// bitcode by way of serde, which has no buffer to keep.
#[derive(Default)]
pub struct BitcodeSerde {
    bytes: Vec<u8>,
}

impl Library for BitcodeSerde {
    const NAME: &'static str = "bitcode-serde";
    const STANDING: Standing = Standing::Peer;
}

impl<T: Serialize + DeserializeOwned> Codec<T> for BitcodeSerde {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.bytes = bitcode::serialize(value)?;
        Ok(&self.bytes)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(bitcode::deserialize(bytes)?)
    }
}
