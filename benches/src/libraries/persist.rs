//! Persist itself, twice: as it encodes by default, and as small as it can.

use std::marker::PhantomData;
use std::path::Path;

use persist_core::{Decode, Effort, Encode, SaveOptions};

use super::files::Filed;
use super::{Borrowing, BorrowingCodec, Codec, Library, Standing};
use crate::Result;

/// The bytes at the beginning of a bare value that tell its type.
const FINGERPRINT: usize = 8;

/// How hard Persist tries.
pub trait Level {
    /// What it is called in tables.
    const NAME: &'static str;
    /// The effort.
    const EFFORT: Effort;
}

/// [`Effort::Fast`].
#[derive(Default)]
pub struct Fast;

/// [`Effort::Small`].
#[derive(Default)]
pub struct Small;

impl Level for Fast {
    const NAME: &'static str = "persist";
    const EFFORT: Effort = Effort::Fast;
}

impl Level for Small {
    const NAME: &'static str = "persist-small";
    const EFFORT: Effort = Effort::Small;
}

/// Persist with its default effort for bytes in memory.
pub type Persist = With<Fast>;

/// Persist with [`Effort::Small`].
pub type PersistSmall = With<Small>;

/// Persist with a buffer and options that are kept.
pub struct With<L> {
    buffer: Vec<u8>,
    options: SaveOptions,
    level: PhantomData<L>,
}

impl<L: Level> Default for With<L> {
    fn default() -> Self {
        let mut options = SaveOptions::new();
        options.effort(L::EFFORT);
        With { buffer: Vec::new(), options, level: PhantomData }
    }
}

impl<L: Level + Default> Library for With<L> {
    const NAME: &'static str = L::NAME;
    const STANDING: Standing = Standing::Ours;
    const HEAD: usize = FINGERPRINT;
}

impl<L: Level + Default, T: persist_core::Persist> Codec<T> for With<L> {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        self.options.encode_into(value, &mut self.buffer)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(persist_core::decode(bytes)?)
    }
}

impl<L, T> BorrowingCodec<T> for With<L>
where
    L: Level + Default,
    T: Borrowing + persist_core::Persist,
    for<'de> T::Borrowed<'de>: Encode + Decode<'de>,
{
    type View<'de> = T::Borrowed<'de>;

    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<T::Borrowed<'de>> {
        Ok(persist_core::decode(bytes)?)
    }

    fn shows<'v>(view: &T::Borrowed<'v>, value: &'v T) -> Result<bool> {
        Ok(*view == value.view())
    }
}

/// With its checksums, and as durable as it is by default.
impl<L: Level + Default, T: persist_core::Persist> Filed<T> for With<L> {
    fn save(&mut self, path: &Path, value: &T) -> Result<()> {
        self.options.save(path, value)?;
        Ok(())
    }

    fn load(&mut self, path: &Path) -> Result<T> {
        Ok(persist_core::load(path)?)
    }
}
