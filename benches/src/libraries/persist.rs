//! Persist itself, twice: as it encodes by default, and as small as it can.

use persist_core::{Decode, Effort, Encode, SaveOptions};

use super::{Borrowing, BorrowingCodec, Codec, Library, Standing};
use crate::Result;

/// Persist with its default effort for bytes in memory.
#[derive(Default)]
pub struct Persist {
    buffer: Vec<u8>,
}

/// Persist with [`Effort::Small`].
#[derive(Default)]
pub struct PersistSmall {
    buffer: Vec<u8>,
}

impl Library for Persist {
    const NAME: &'static str = "persist";
    const STANDING: Standing = Standing::Ours;
}

impl Library for PersistSmall {
    const NAME: &'static str = "persist-small";
    const STANDING: Standing = Standing::Ours;
}

impl<T: persist_core::Persist> Codec<T> for Persist {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        persist_core::encode_into(value, &mut self.buffer)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(persist_core::decode(bytes)?)
    }
}

impl<T: persist_core::Persist> Codec<T> for PersistSmall {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        SaveOptions::new().effort(Effort::Small).encode_into(value, &mut self.buffer)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(persist_core::decode(bytes)?)
    }
}

impl<T> BorrowingCodec<T> for Persist
where
    T: Borrowing + persist_core::Persist,
    for<'de> T::Borrowed<'de>: Encode + Decode<'de>,
{
    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<T::Borrowed<'de>> {
        Ok(persist_core::decode(bytes)?)
    }
}

impl<T> BorrowingCodec<T> for PersistSmall
where
    T: Borrowing + persist_core::Persist,
    for<'de> T::Borrowed<'de>: Encode + Decode<'de>,
{
    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<T::Borrowed<'de>> {
        Ok(persist_core::decode(bytes)?)
    }
}
