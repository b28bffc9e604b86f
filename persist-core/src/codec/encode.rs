//! [`Encode`]: what a type must offer to be saved, and the erased forms that tables hold.

use super::INLINED_TO;
use super::flat::Flat;
use super::places::{Places, Rows};
use super::structs::{bound, encode_columns};
use super::writer::Writer;
use crate::error::{Result, Segment};
use crate::schema::Describe;

/// A type whose values can be saved.
///
/// Implemented by `#[derive(Persist)]` and for the types of the standard library. To save a foreign
/// type, implement [`Represent`](crate::Represent), which is safe.
///
/// # Safety
/// For the derive and this crate only. `encode_one` writes at most `BOUND` bytes besides those for
/// which it makes room itself; `encode_rows` reads fields only at their own offsets, and where it is
/// not written, or `IN_PLACE`, `COLUMNS` are those of all fields that are saved; `FLAT` is true of the type's memory;
/// `VARIANTS` has the variants' encoded fields in the order in which `encode_rows` measures them;
/// `LEAF` is true of the type; where there is a `LEAD`, each value has an aligned and initialised word there.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be saved by Persist",
    label = "`{Self}` does not implement `Encode`",
    note = "add `#[derive(Persist)]` to `{Self}` if it is yours",
    note = "for a foreign type, name a representation: `#[persist(with = YourCodec)]`, with `YourCodec: persist_core::Represent<{Self}>`",
    note = "for `dyn Trait`, save an enum of the types it can be"
)]
pub unsafe trait Encode: Describe {
    /// The most bytes that the fixed part of a single value takes: of a struct, the sum of its fields'.
    #[doc(hidden)]
    const BOUND: usize = bound(Self::COLUMNS);

    /// How elements of this type lie in a sequence.
    #[doc(hidden)]
    const FLAT: Flat = Flat::NO;

    /// Whether values are plain memory of at most 16 bytes without interior mutability, so that a
    /// copy of the bytes is as good as the value.
    #[doc(hidden)]
    const LEAF: bool = false;

    /// Where in a value the address is that its text or elements begin at; of a type that has none, nowhere. No more than a hint
    /// of what to ask for before it is needed.
    #[doc(hidden)]
    const LEAD: fn() -> Option<usize> = nowhere;

    /// A struct's columns.
    #[doc(hidden)]
    const COLUMNS: &'static [EncodeColumn] = &[];

    /// Whether the fields of a value lie where its columns tell, as those of a packed struct do not.
    #[doc(hidden)]
    const IN_PLACE: bool = !Self::COLUMNS.is_empty();

    /// An enum's variants.
    #[doc(hidden)]
    const VARIANTS: &'static [EncodeVariant] = &[];

    /// Encodes a block of rows: of a struct, column by column.
    ///
    /// # Errors
    /// A value that cannot be saved, or a limit.
    #[doc(hidden)]
    fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()>
    where
        Self: Sized,
    {
        // SAFETY: rows of this type, whose columns are its fields at their own offsets (contract of this trait).
        unsafe { encode_columns(rows.places, Self::COLUMNS, writer) }
    }

    /// Encodes a single value: the same bytes as a block of one row. `BOUND` bytes of room have
    /// been made.
    ///
    /// # Errors
    /// A value that cannot be saved, or a limit.
    #[doc(hidden)]
    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()>;

    /// Encodes the root of a container. Sequences and sets do it in groups.
    ///
    /// # Errors
    /// A value that cannot be saved, a limit, or what the sink reports.
    #[doc(hidden)]
    fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.single(Self::BOUND, |writer| self.encode_one(writer))
    }
}

/// A function of its own, where a closure would be one for each type.
fn nowhere() -> Option<usize> {
    None
}

/// Encodes a block of rows whose type has been erased.
///
/// # Safety
/// As for [`Rows::from_places`], of the type that the function was made for.
pub(crate) type EncodeFn = unsafe fn(Places, &mut Writer<'_>) -> Result<()>;

/// `T::encode_rows`, without its type: the function itself, where a wrapper would be one more to compile for each type.
const fn encode_erased<T: Encode>() -> EncodeFn {
    // SAFETY: the types differ in the view alone, which is a transparent wrapper around `Places`, and such functions may
    // be called for each other (*ABI compatibility* in the documentation of `fn`); the view's invariant is the new type's
    // contract.
    unsafe { std::mem::transmute::<fn(Rows<'_, T>, &mut Writer<'_>) -> Result<()>, EncodeFn>(T::encode_rows) }
}

/// `T::encode_one`, without its type; of a large struct, by its table, which is compiled anyway.
///
/// # Safety
/// The row is a valid value of `T`.
unsafe fn encode_one_erased<T: Encode>(row: *const u8, writer: &mut Writer<'_>) -> Result<()> {
    // SAFETY: the caller vouches for the row, and the type for its columns.
    unsafe {
        if const { T::IN_PLACE && size_of::<T>() > INLINED_TO } {
            return encode_fields(row, T::COLUMNS, writer);
        }
        (*(row as *const T)).encode_one(writer)
    }
}

/// Encodes the fields of a single value one after another; compiled once for all types.
///
/// # Safety
/// It is a valid value whose fields are at the columns' offsets, and of the types that the columns were made for.
unsafe fn encode_fields(row: *const u8, columns: &[EncodeColumn], writer: &mut Writer<'_>) -> Result<()> {
    for column in columns {
        // SAFETY: the caller vouches for the field at this offset.
        if let Err(error) = unsafe { (column.item.one)(row.add(column.offset), writer) } {
            return Err(error.within(Segment::Field(column.name)));
        }
    }
    Ok(())
}

/// A column of a struct or variant: a field's name, place and codec.
#[derive(Clone, Copy)]
pub struct EncodeColumn {
    /// The field's stable name.
    pub name: &'static str,
    /// Where it lies; of a variant's field, that is measured, and this is 0.
    pub offset: usize,
    /// The codec of its type.
    pub item: &'static EncodeItem,
}

impl EncodeColumn {
    /// The column of a field of type `F` at `offset`.
    #[must_use]
    pub const fn of<F: Encode>(name: &'static str, offset: usize) -> Self {
        EncodeColumn { name, offset, item: const { &EncodeItem::of::<F>() } }
    }

    /// Where in a row the address is that its text or elements begin at.
    pub(super) fn lead(&self) -> Option<usize> {
        (self.item.lead)().map(|at| self.offset + at)
    }
}

/// A variant of an enum: its name and the columns of its fields.
#[derive(Clone, Copy)]
pub struct EncodeVariant {
    /// The variant's stable name.
    pub name: &'static str,
    /// The columns of its encoded fields.
    pub columns: &'static [EncodeColumn],
}

/// What is known of a type that has been erased: of a field's, or of the elements in a container.
#[derive(Clone, Copy)]
pub struct EncodeItem {
    pub(crate) size: usize,
    pub(crate) flat: Flat,
    pub(crate) leaf: bool,
    pub(crate) encode: EncodeFn,
    /// Where in a value the address of its text or elements is.
    pub(super) lead: fn() -> Option<usize>,
    /// The most bytes that the fixed part of a single value takes.
    pub(super) bound: usize,
    /// Encodes one row, by the single-value path, for which room has been made.
    one: unsafe fn(*const u8, &mut Writer<'_>) -> Result<()>,
}

impl EncodeItem {
    pub(crate) const fn of<T: Encode>() -> Self {
        EncodeItem {
            size: size_of::<T>(),
            flat: T::FLAT,
            leaf: T::LEAF,
            encode: encode_erased::<T>(),
            lead: T::LEAD,
            bound: T::BOUND,
            one: encode_one_erased::<T>,
        }
    }

    /// The same of values that lie apart, as the keys of maps do.
    pub(crate) const fn apart(self) -> Self {
        EncodeItem { flat: Flat::NO, leaf: false, ..self }
    }

    /// Encodes one row, by the single-value path.
    ///
    /// # Safety
    /// It is a valid value of the type.
    pub(crate) unsafe fn encode_one(&self, row: *const u8, writer: &mut Writer<'_>) -> Result<()> {
        // SAFETY: the caller vouches for the row.
        writer.single(self.bound, |writer| unsafe { (self.one)(row, writer) })
    }
}
