//! What the derive asks of a field's type: one trait for each direction.
//!
//! rustc leaves out a complaint that it has made already. As all that the derive asks goes by these
//! two traits, it complains once for each direction about a field whose type lacks [`Encode`] or
//! [`Decode`], and not at every place where the derive names the type.
//!
//! The functions of fields are inlined in a release build in any case. A debug build calls one for each
//! field's type.

use super::decode::{Decode, DecodeItem};
use super::encode::{Encode, EncodeItem};
use super::reader::Reader;
use super::writer::Writer;
use crate::error::{Error, Result, Segment};

/// A field's type on the way out.
///
/// # Safety
/// `CODEC` is that of the type's [`Encode`]; tables trust it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be saved by Persist",
    label = "`{Self}` does not implement `Encode`",
    note = "if it is a type parameter, bound it: `bound = \"T: Persist\"`",
    note = "add `#[derive(Persist)]` to `{Self}` if it is yours"
)]
pub unsafe trait EncodeField {
    /// The block codec.
    const CODEC: &'static EncodeItem;

    /// Encodes the field `name` of a single value, or of its `variant`, which is empty where there is none. If that fails,
    /// the [writer](Writer::outcome) has the error: a `bool`, as this is called for each field of each type, and a `?` is more
    /// for rustc to check and to compile, as is an array of both names.
    #[must_use]
    fn encode_field(&self, variant: &'static str, name: &'static str, writer: &mut Writer<'_>) -> bool;
}

// SAFETY: the codec is the type's own.
unsafe impl<F: Encode> EncodeField for F {
    const CODEC: &'static EncodeItem = &EncodeItem::of::<F>();

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn encode_field(&self, variant: &'static str, name: &'static str, writer: &mut Writer<'_>) -> bool {
        match self.encode_one(writer) {
            Ok(()) => true,
            Err(error) => {
                writer.fail(of_field(error, variant, name));
                false
            }
        }
    }
}

#[cold]
fn of_field(error: Error, variant: &'static str, name: &'static str) -> Error {
    let error = error.within(Segment::Field(name));
    if variant.is_empty() { error } else { error.within(Segment::Variant(variant)) }
}

/// A field's type on the way in.
///
/// # Safety
/// `CODEC` is that of the type's [`Decode`]; tables trust it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be loaded by Persist",
    label = "`{Self}` does not implement `Decode`",
    note = "if it is a type parameter, bound it: `bound = \"T: Persist\"`",
    note = "add `#[derive(Persist)]` to `{Self}` if it is yours"
)]
pub unsafe trait DecodeField<'de>: Sized {
    /// The block codec.
    const CODEC: &'de DecodeItem<'de>;

    /// Decodes the field `name` of a single value, or of its `variant`, which is empty where there is none.
    ///
    /// # Errors
    /// The field's, with its name and the variant's.
    fn decode_field(variant: &'static str, name: &'static str, reader: &mut Reader<'de>) -> Result<Self>;
}

// SAFETY: as above.
unsafe impl<'de, F: Decode<'de>> DecodeField<'de> for F {
    const CODEC: &'de DecodeItem<'de> = &DecodeItem::of::<F>();

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn decode_field(variant: &'static str, name: &'static str, reader: &mut Reader<'de>) -> Result<Self> {
        match F::decode_one(reader) {
            Ok(value) => Ok(value),
            Err(error) => Err(of_field(error, variant, name)),
        }
    }
}
