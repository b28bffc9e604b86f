//! The types of the standard library, one file a family.
//!
//! A new leaf type is one file here and its line in this list; CONTRIBUTING.md shows it for one.
//! The macros in `foreign` write the implementations; what they name is imported here, for every
//! family.

#[macro_use]
mod foreign;

mod arrays;
mod cells;
mod enums;
mod maps;
mod net;
mod numbers;
mod options;
mod pointers;
mod ranges;
mod schemas;
mod sequences;
mod slices;
mod text;
mod time;
mod tuples;
mod with;
mod wrappers;

pub use with::{Borrowed, Represent, Unchanged, With};

use crate::codec::decode::{DecodeColumn, DecodeItem};
use crate::codec::encode::EncodeColumn;
use crate::codec::fields::{DecodeField, EncodeField};
use crate::codec::flat::Flat;
use crate::codec::kernels::varint_bound;
use crate::codec::planned::{decode_in_block, decode_value};
use crate::codec::through::{apply, map_rows, restored, try_decode_through, try_encode_through};
use crate::codec::{Decode, Encode, INLINED_TO, Located, Reader, Rows, Slots, Writer, structs};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::resolve::plan::Step;
use crate::schema::{Argument, Describe, Field, Kind, Link, Named, Outline, Part};
