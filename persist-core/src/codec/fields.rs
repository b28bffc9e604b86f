//! What the derive asks of a field's type: one trait for each direction.
//!
//! rustc leaves out a complaint that it has made already. As all that the derive asks goes by these
//! two traits, it complains once for each direction about a field whose type lacks [`Encode`] or
//! [`Decode`], and not at every place where the derive names the type.

use super::decode::{Decode, DecodeItem};
use super::encode::{Encode, EncodeItem};
use super::places::Located;
use super::reader::Reader;
use super::writer::Writer;
use crate::error::{Result, Segment};

/// A field's type on the way out.
///
/// # Safety
/// `BOUND` and `CODEC` are those of the type's [`Encode`]; tables trust them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be saved by Persist",
    label = "`{Self}` does not implement `Encode`",
    note = "if it is a type parameter, bound it: `bound = \"T: Persist\"`",
    note = "add `#[derive(Persist)]` to `{Self}` if it is yours"
)]
pub unsafe trait EncodeField {
    /// The most bytes that the fixed part of a single value takes.
    const BOUND: usize;

    /// The block codec.
    const CODEC: &'static EncodeItem;

    /// Encodes the field `name` of a single value.
    ///
    /// # Errors
    /// The field's, with its name.
    fn encode_field(&self, name: &'static str, writer: &mut Writer<'_>) -> Result<()>;

    /// Encodes the field `name` of a single value's variant.
    ///
    /// # Errors
    /// The field's, with its name and the variant's.
    fn encode_variant_field(&self, variant: &'static str, name: &'static str, writer: &mut Writer<'_>) -> Result<()>;
}

// SAFETY: the codec is the type's own.
unsafe impl<F: Encode> EncodeField for F {
    const BOUND: usize = <F as Encode>::BOUND;
    const CODEC: &'static EncodeItem = &EncodeItem::of::<F>();

    #[inline(always)]
    fn encode_field(&self, name: &'static str, writer: &mut Writer<'_>) -> Result<()> {
        self.encode_one(writer).map_err(|error| error.within(Segment::Field(name)))
    }

    #[inline(always)]
    fn encode_variant_field(&self, variant: &'static str, name: &'static str, writer: &mut Writer<'_>) -> Result<()> {
        self.encode_one(writer).map_err(|error| error.within(Segment::Field(name)).within(Segment::Variant(variant)))
    }
}

/// A field's type on the way in.
///
/// # Safety
/// `LOCATES` and `CODEC` are those of the type's [`Decode`]; tables trust them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be loaded by Persist",
    label = "`{Self}` does not implement `Decode`",
    note = "if it is a type parameter, bound it: `bound = \"T: Persist\"`",
    note = "add `#[derive(Persist)]` to `{Self}` if it is yours"
)]
pub unsafe trait DecodeField<'de>: Sized {
    /// Whether the block codec leaves text that is only located.
    const LOCATES: bool;

    /// The block codec.
    const CODEC: &'de DecodeItem<'de>;

    /// Decodes the field `name` of a single value.
    ///
    /// # Errors
    /// The field's, with its name.
    fn decode_field(name: &'static str, reader: &mut Reader<'de>) -> Result<Self>;

    /// Decodes the field `name` of a single value's variant.
    ///
    /// # Errors
    /// The field's, with its name and the variant's.
    fn decode_variant_field(variant: &'static str, name: &'static str, reader: &mut Reader<'de>) -> Result<Self>;

    /// Makes the field at `offset` own itself; `slot` is the struct's, of whatever type.
    fn own_field(slot: &Located<'_, ()>, offset: usize);
}

// SAFETY: as above.
unsafe impl<'de, F: Decode<'de>> DecodeField<'de> for F {
    const LOCATES: bool = <F as Decode<'de>>::LOCATES;
    const CODEC: &'de DecodeItem<'de> = &DecodeItem::of::<F>();

    #[inline(always)]
    fn decode_field(name: &'static str, reader: &mut Reader<'de>) -> Result<Self> {
        F::decode_one(reader).map_err(|error| error.within(Segment::Field(name)))
    }

    #[inline(always)]
    fn decode_variant_field(variant: &'static str, name: &'static str, reader: &mut Reader<'de>) -> Result<Self> {
        F::decode_one(reader).map_err(|error| error.within(Segment::Field(name)).within(Segment::Variant(variant)))
    }

    #[inline(always)]
    fn own_field(slot: &Located<'_, ()>, offset: usize) {
        if <F as Decode<'de>>::LOCATES {
            F::own(slot.field(offset));
        }
    }
}
