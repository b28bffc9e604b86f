//! postcard by way of serde, into a slice (its fastest sink), with byte sequences marked by `serde_bytes`.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Borrowing, BorrowingCodec, Codec, Library, Standing};
use crate::Result;

/// postcard with a buffer that is kept.
#[derive(Default)]
pub struct Postcard {
    buffer: Vec<u8>,
}

impl Library for Postcard {
    const NAME: &'static str = "postcard";
    const STANDING: Standing = Standing::Peer;
}

impl<T: Serialize + DeserializeOwned> Codec<T> for Postcard {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        const FIRST: usize = 1 << 10;
        loop {
            // The borrow checker does not see that a slice which is not returned has ended.
            match postcard::to_slice(value, &mut self.buffer).map(|written| written.len()) {
                Ok(length) => return Ok(&self.buffer[..length]),
                Err(postcard::Error::SerializeBufferFull) => self.buffer.resize(FIRST.max(2 * self.buffer.len()), 0),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(postcard::from_bytes(bytes)?)
    }
}

impl<T> BorrowingCodec<T> for Postcard
where
    T: Borrowing + Serialize + DeserializeOwned,
    for<'de> T::Borrowed<'de>: Deserialize<'de>,
{
    type View<'de> = T::Borrowed<'de>;

    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<T::Borrowed<'de>> {
        Ok(postcard::from_bytes(bytes)?)
    }

    fn shows<'v>(view: &T::Borrowed<'v>, value: &'v T) -> Result<bool> {
        Ok(*view == value.view())
    }
}
