//! The libraries that race, behind one interface: [`Persist`], [`PersistSmall`] and the peers,
//! one file a library.
//!
//! A library is entered in its best documented configuration, with reused buffers where it
//! offers them. [`entry`] turns a library and a value into what is measured, [`files`] is how bytes get
//! into a file and back, and [`limits`] does what no library can do without.

mod bilrost;
mod bitcode;
mod borsh;
pub mod entry;
pub mod files;
mod fory;
mod json;
pub mod limits;
mod persist;
pub mod pickle;
mod postcard;
mod revision;
pub mod rkyv;
mod savefile;
mod speedy;
mod wincode;

use std::fmt;

use crate::Result;

pub use self::bilrost::Bilrost;
pub use self::bitcode::{Bitcode, BitcodeSerde};
pub use self::borsh::Borsh;
pub use self::fory::{Compatible, Fixed, Fory, Registered};
pub use self::json::Json;
pub use self::persist::{Fast, Level, Persist, PersistSmall, Small, With};
pub use self::postcard::Postcard;
pub use self::revision::Revision;
pub use self::rkyv::Rkyv;
pub use self::savefile::Savefile;
pub use self::speedy::Speedy;
pub use self::wincode::Wincode;

/// What a library is in the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// One of ours: compared with the best peer.
    Ours,
    /// A peer that counts.
    Peer,
    /// Shown beside the best peer, but never the best peer itself.
    Shown,
    /// No library at all: what the machine needs for a part of the job.
    Limit,
}

/// A library as tables name and compare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contender {
    /// What it is called.
    pub name: &'static str,
    /// What is special about this row of it.
    pub variant: Option<&'static str>,
    /// How it is compared.
    pub standing: Standing,
}

impl Contender {
    /// The contender that a library is.
    pub fn of<L: Library>() -> Self {
        Self { name: L::NAME, variant: None, standing: L::STANDING }
    }

    /// One that is shown, but does not count.
    pub const fn shown(name: &'static str) -> Self {
        Self { name, variant: None, standing: Standing::Shown }
    }
}

impl fmt::Display for Contender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.variant {
            Some(variant) => f.pad(&format!("{}, {variant}", self.name)),
            None => f.pad(self.name),
        }
    }
}

/// One library in one configuration, with whatever it reuses from one call to the next.
pub trait Library: Default {
    /// What it is called in tables.
    const NAME: &'static str;
    /// How it is compared.
    const STANDING: Standing;
    /// Bytes that tell the type, at the beginning: they are not counted in the size of a message, only in its time.
    const HEAD: usize = 0;
}

/// A library that can write and read back a `T`.
pub trait Codec<T>: Library {
    /// Encodes into a buffer that is reused from call to call.
    ///
    /// # Errors
    /// If the library refuses the value.
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]>;

    /// Decodes to a value that owns all it holds. The bytes are aligned to 16.
    ///
    /// # Errors
    /// If the library refuses the bytes.
    fn decode(&mut self, bytes: &[u8]) -> Result<T>;
}

/// A type with a twin whose texts are borrowed.
pub trait Borrowing: 'static {
    /// The twin. Its encoding is that of the owned type.
    type Borrowed<'a>: PartialEq;

    /// The twin of this value, which borrows from it.
    fn view(&self) -> Self::Borrowed<'_>;
}

/// A library that can decode a `T` to something that borrows its texts from the bytes.
pub trait BorrowingCodec<T>: Codec<T> {
    /// The twin of `T`, or what the library has in its place.
    type View<'de>;

    /// Whether a view is a decoded value, with its rows there to be used. What has none is shown and not counted.
    const DECODES: bool = true;

    /// Decodes to a value that borrows its texts from the bytes.
    ///
    /// # Errors
    /// If the library refuses the bytes.
    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<Self::View<'de>>;

    /// Whether a view shows this value.
    ///
    /// # Errors
    /// If it cannot be compared with it.
    fn shows<'v>(view: &Self::View<'v>, value: &'v T) -> Result<bool>;
}

/// A value that every library in the benchmark of leaves can write and read back.
pub trait Raced: PartialEq + persist_core::Persist + ::bitcode::Encode + ::bitcode::DecodeOwned {}

impl<T> Raced for T where T: PartialEq + persist_core::Persist + ::bitcode::Encode + ::bitcode::DecodeOwned {}
