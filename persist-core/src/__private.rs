//! What the derive's code names. Not for use by hand: anything here may change in any release.

pub use crate::codec::decode::{DecodeColumn, Origin};
pub use crate::codec::encode::{EncodeColumn, EncodeVariant};
pub use crate::codec::enums::{
    Offsets, TAG_BOUND, encode_enum, encode_fieldless, refuse_unknown, unknown_variant, variants_bound,
};
pub use crate::codec::fields::{DecodeField, EncodeField};
pub use crate::codec::flat::Flat;
pub use crate::codec::planned::{Converted, DecodeWas, Upgrade};
pub use crate::codec::records::{
    Leaves, Plain, decode_record, decode_records, encode_record, encode_records, no_padding,
};
pub use crate::codec::structs::{bound, decode_struct, decode_transparent, decode_validated, validated};
pub use crate::codec::through::{decode_through, encode_copied, encode_through, restore};
pub use crate::codec::variants::{
    DecodeRemoved, DecodeVariant, decode_assembled, decode_enum, decode_fieldless, no_variant,
};
use crate::codec::{BLOCK, WriteSettings};
use crate::options::Effort;
pub use std::mem::offset_of;

pub use crate::codec::{Decode, Encode, Reader, Rows, Slots, Writer};
pub use crate::error::{Error, Result};
pub use crate::schema::{
    Argument, Describe, Field, Fingerprint, FingerprintCell, Link, Named, NodeId, Outline, Part, Removed,
    SchemaBuilder, Seal, Variant, Was,
};
pub use crate::types::{Borrowed, With};

/// What the tests give another file system for.
pub mod storage {
    pub use crate::file::storage::{Access, Entry, EntryKind, Handle, Rights, Storage};
}

/// What the lock's macros name.
pub mod lock {
    pub use crate::lock::{Lock, Root, Sample, Site, Stanzas, Text, is_in, problem, test, walk};
}

/// The bytes that a test of the codec writes; it sets nothing but the effort.
fn written(effort: Effort, write: impl FnOnce(&mut Writer<'_>) -> Result<()>) -> Result<Vec<u8>> {
    let settings = WriteSettings { effort, canonical: false, compressed: false, max_depth: 128, max_repeats: 1 << 24 };
    let mut writer = Writer::bare(Vec::new(), &settings);
    write(&mut writer)?;
    writer.finish()
}

/// Encodes a block of at most 256 rows alone: for tests that hold the block path against the
/// single-value path.
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub fn encode_block<T: Encode>(rows: &[T], effort: Effort) -> Result<Vec<u8>> {
    assert!(rows.len() <= BLOCK, "a block has at most {BLOCK} rows");
    written(effort, |writer| T::encode_rows(Rows::of_slice(rows), writer))
}

/// Encodes a value alone, by the single-value path.
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub fn encode_single<T: Encode>(value: &T, effort: Effort) -> Result<Vec<u8>> {
    written(effort, |writer| writer.single(T::BOUND, |writer| value.encode_one(writer)))
}

/// Stands for the body of an implementation that the derive could not write, beside the errors that
/// say why.
#[must_use]
pub fn stub<T>() -> T {
    panic!("this type's `#[derive(Persist)]` did not compile")
}
