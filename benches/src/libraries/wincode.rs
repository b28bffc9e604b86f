//! wincode with its own derive, in its default configuration, whose fixed widths are the fastest; enums have a tag of one byte. Only its
//! bound on what it allocates at once is lifted: two sets are larger.

use wincode::config::{self, Configuration, PREALLOCATION_SIZE_LIMIT_DISABLED};
use wincode::{SchemaRead, SchemaReadOwned, SchemaWrite};

use super::{Borrowing, BorrowingCodec, Codec, Library, Standing};
use crate::Result;

type Unbounded = Configuration<true, PREALLOCATION_SIZE_LIMIT_DISABLED>;

const CONFIGURATION: Unbounded = Configuration::default().disable_preallocation_size_limit();

/// wincode with a buffer that is kept.
#[derive(Default)]
pub struct Wincode {
    buffer: Vec<u8>,
}

impl Library for Wincode {
    const NAME: &'static str = "wincode";
    const STANDING: Standing = Standing::Peer;
}

impl<T> Codec<T> for Wincode
where
    T: SchemaWrite<Unbounded, Src = T> + SchemaReadOwned<Unbounded, Dst = T>,
{
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        config::serialize_into(&mut self.buffer, value, CONFIGURATION)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(config::deserialize(bytes, CONFIGURATION)?)
    }
}

impl<T> BorrowingCodec<T> for Wincode
where
    T: Borrowing,
    Self: Codec<T>,
    for<'de> T::Borrowed<'de>: SchemaRead<'de, Unbounded, Dst = T::Borrowed<'de>>,
{
    type View<'de> = T::Borrowed<'de>;

    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<T::Borrowed<'de>> {
        Ok(config::deserialize(bytes, CONFIGURATION)?)
    }

    fn shows<'v>(view: &T::Borrowed<'v>, value: &'v T) -> Result<bool> {
        Ok(*view == value.view())
    }
}
