//! The codec: values to blocks of columns and back (docs/FORMAT.md, *Blocks and columns*).
//!
//! A type says how its rows are encoded by [`Encode`] and [`Decode`]; the derive implements both
//! with tables of columns that the routines here walk ([`structs`], [`enums`], [`elements`],
//! [`maps`]), so that one piece of compiled code serves every type. What a leaf column looks like
//! is decided in [`kernels`]. [`Writer`] and [`Reader`] hold the bytes, [`chunks`] is the seam to
//! the container, [`places`] has the views of a block's rows.
//!
//! `unsafe` is argued with the rules of docs/DESIGN.md, *Rules that keep it sound*.

pub(crate) mod ahead;
pub(crate) mod append;
pub(crate) mod arena;
pub(crate) mod arrays;
pub(crate) mod bytes;
pub(crate) mod canonical;
pub(crate) mod chunks;
pub(crate) mod decode;
pub(crate) mod elements;
pub(crate) mod encode;
pub(crate) mod enums;
pub(crate) mod fields;
pub(crate) mod flat;
pub(crate) mod forms;
pub(crate) mod groups;
pub(crate) mod growing;
pub(crate) mod kernels;
mod late;
pub(crate) mod maps;
pub(crate) mod owned;
pub(crate) mod partition;
pub(crate) mod places;
pub(crate) mod planned;
pub(crate) mod pointers;
pub(crate) mod reader;
pub(crate) mod records;
pub(crate) mod runs;
pub(crate) mod sequences;
pub(crate) mod structs;
pub(crate) mod through;
pub(crate) mod together;
pub(crate) mod variants;
pub(crate) mod varint;
pub(crate) mod walk;
pub(crate) mod writer;

pub use decode::Decode;
pub use encode::Encode;
pub(crate) use places::BLOCK;
pub(crate) use places::Located;
pub use places::{Rows, Slots};
pub(crate) use reader::ReadSettings;
pub use reader::Reader;
pub(crate) use writer::WriteSettings;
pub use writer::Writer;

use crate::error::Result;

/// Blocks of at least this many rows have columns that tell their length.
pub(crate) const LENGTHS_FROM: usize = 32;

/// The variants of an enum that has up to this many are told by a byte.
pub(crate) const BYTE_TAGS_TO: usize = 256;

/// Columns of up to this many rows have no tag.
pub(crate) const UNTAGGED_TO: usize = 4;

/// Values of up to so many bytes that stand behind a pointer, or alone in their block, are encoded and decoded by code of their
/// type; larger ones by their table, so that not every type has such code, and none of them passes through the stack (rule 8).
pub(crate) const INLINED_TO: usize = 128;

/// Encodes one value as bare bytes: what tells its type, and the value.
///
/// # Errors
/// A value that cannot be saved, or a limit.
#[inline]
pub(crate) fn encode_bare<T: Encode + ?Sized, const N: usize>(
    head: [u8; N],
    value: &T,
    writer: &mut Writer<'_>,
) -> Result<()> {
    // One reservation serves both.
    writer.single(T::BOUND.saturating_add(N), |writer| {
        writer.put(head);
        value.encode_one(writer)
    })
}

/// Decodes one value of bare bytes.
///
/// # Errors
/// Bytes that are not those of a `T`, or a limit.
#[inline]
pub(crate) fn decode_bare<'de, T: Decode<'de>>(reader: &mut Reader<'de>) -> Result<T> {
    planned::decode_row(reader.take_step(), reader)
}
