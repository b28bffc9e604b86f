//! speedy into a buffer of the measured size, as its `write_to_vec` does; enums have a tag of one byte.

use speedy::{LittleEndian, Readable, Writable};

use super::{Borrowing, BorrowingCodec, Codec, Library, Standing};
use crate::Result;

/// speedy with a buffer that is kept.
#[derive(Default)]
pub struct Speedy {
    buffer: Vec<u8>,
}

impl Library for Speedy {
    const NAME: &'static str = "speedy";
    const STANDING: Standing = Standing::Peer;
}

impl<T: Writable<LittleEndian> + for<'de> Readable<'de, LittleEndian>> Codec<T> for Speedy {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.resize(Writable::<LittleEndian>::bytes_needed(value)?, 0);
        value.write_to_buffer(&mut self.buffer)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(T::read_from_buffer(bytes)?)
    }
}

impl<T> BorrowingCodec<T> for Speedy
where
    T: Borrowing,
    Self: Codec<T>,
    for<'de> T::Borrowed<'de>: Readable<'de, LittleEndian>,
{
    type View<'de> = T::Borrowed<'de>;

    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<T::Borrowed<'de>> {
        Ok(Readable::read_from_buffer(bytes)?)
    }

    fn shows<'v>(view: &T::Borrowed<'v>, value: &'v T) -> Result<bool> {
        Ok(*view == value.view())
    }
}
