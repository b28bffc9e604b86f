//! Save Rust objects to disk and get them back, years and versions later.
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]

extern crate self as persist_core;

mod codec;
mod error;
mod file;
mod frame;
mod options;
mod schema;
mod surface;
mod types;

pub use codec::{Decode, Encode};
pub use error::{Error, ErrorKind, Result};
pub use file::buffer::Buffer;
pub use options::*;
pub use schema::Describe;
pub use surface::*;
pub use types::{Represent, Unchanged};

#[cfg(feature = "derive")]
pub use persist_derive::Persist;

/// A type that can be saved and loaded: what `#[derive(Persist)]` makes of yours.
pub trait Persist: Encode + for<'de> Decode<'de> {}

impl<T: Encode + for<'de> Decode<'de>> Persist for T {}

#[doc(hidden)]
pub mod __private;
