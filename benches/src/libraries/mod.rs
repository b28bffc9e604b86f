//! The libraries that race, behind one interface: [`Persist`], [`PersistSmall`] and the peers,
//! one file a library.
//!
//! A library is entered in its best documented configuration, with reused buffers where it
//! offers them. [`entry`] turns a library and a value into what is measured.

mod bitcode;
pub mod entry;
mod persist;

use crate::Result;

pub use self::bitcode::Bitcode;
pub use self::persist::{Persist, PersistSmall};

/// What a library is in the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// One of ours: compared with the best peer.
    Ours,
    /// A peer that counts.
    Peer,
}

/// A library as tables name and compare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contender {
    /// What it is called.
    pub name: &'static str,
    /// How it is compared.
    pub standing: Standing,
}

impl Contender {
    /// The contender that a library is.
    pub fn of<L: Library>() -> Self {
        Self { name: L::NAME, standing: L::STANDING }
    }
}

/// One library in one configuration, with whatever it reuses from one call to the next.
pub trait Library: Default {
    /// What it is called in tables.
    const NAME: &'static str;
    /// How it is compared.
    const STANDING: Standing;
}

/// A library that can write and read back a `T`.
pub trait Codec<T>: Library {
    /// Encodes into a buffer that is reused from call to call.
    ///
    /// # Errors
    /// If the library refuses the value.
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]>;

    /// Decodes to a value that owns all it holds.
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

/// A library that can decode the borrowed twin of a `T`.
pub trait BorrowingCodec<T: Borrowing>: Codec<T> {
    /// Decodes to a value that borrows its texts from the bytes.
    ///
    /// # Errors
    /// If the library refuses the bytes.
    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<T::Borrowed<'de>>;
}

/// A value that every library here can write and read back.
pub trait Raced: PartialEq + persist_core::Persist + ::bitcode::Encode + ::bitcode::DecodeOwned {}

impl<T> Raced for T where T: PartialEq + persist_core::Persist + ::bitcode::Encode + ::bitcode::DecodeOwned {}
