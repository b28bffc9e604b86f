//! The interpreter for structs: walks a table of columns over a block of rows, in both directions.
//!
//! One guard owns everything that has been decoded of a block, so that an error or a panic in the
//! middle drops exactly that.

use super::ahead::ask_for_fields;
use super::bytes::{are_few_bytes, decode_few_bytes};
use super::decode::{Decode, DecodeColumn, DecodeItem};
use super::encode::EncodeColumn;
use super::owned::{Owned, Undo, each_despite_panics};
use super::places::{Places, Slots};
use super::planned::{Table, decode_fields, misplanned};
use super::reader::Reader;
use super::writer::Writer;
use crate::error::{Error, ErrorKind, Result, Segment};
use crate::schema::resolve::plan::{Reading, Step};

/// Encodes the columns of a block.
///
/// # Safety
/// Every place is a valid value whose fields are at the columns' offsets, and of the types that the
/// columns were made for.
pub(crate) unsafe fn encode_columns(rows: Places, columns: &[EncodeColumn], writer: &mut Writer<'_>) -> Result<()> {
    if writer.walk.far {
        // SAFETY: as the caller vouches for.
        unsafe { ask_for_fields(rows, columns) }
    }
    for (index, column) in columns.iter().enumerate() {
        let outer = writer.forms().descend(index);
        // SAFETY: the caller vouches for the field at this offset.
        let done = unsafe { (column.item.encode)(rows.field(column.offset), writer) };
        writer.forms().ascend(outer);
        if let Err(error) = done {
            return Err(error.within(Segment::Field(column.name)));
        }
    }
    Ok(())
}

/// Decodes a block of a struct by its table.
///
/// # Errors
/// Bytes that are not a block of this type, or a limit.
#[inline(always)]
pub fn decode_struct<'de, T: Decode<'de>>(slots: Slots<'_, T>, reader: &mut Reader<'de>) -> Result<()> {
    let table =
        const { &Table { columns: T::COLUMNS, upgrade: T::UPGRADE, located: DecodeItem::located_fns_of::<T>() } };
    // SAFETY: slots of `T`; the columns of `T` are its fields, each once, at their own offsets
    // (contract of `Decode`).
    unsafe { decode_by_table(slots.places, table, reader) }
}

/// Decodes a block of a struct; compiled once for all types.
///
/// # Safety
/// As for [`decode_fields`].
unsafe fn decode_by_table<'de>(slots: Places, table: &Table<'_, 'de>, reader: &mut Reader<'de>) -> Result<()> {
    // SAFETY: the caller vouches for slots and columns.
    unsafe {
        match reader.take_step() {
            Step::SAME => decode_columns(slots, table.columns, reader),
            step => decode_planned(slots, *table, step, reader),
        }
    }
}

/// Decodes a block of a struct whose rows come as a step tells, owned.
///
/// # Safety
/// As for [`decode_fields`].
#[cold]
unsafe fn decode_planned<'de>(
    slots: Places,
    table: Table<'_, 'de>,
    step: Step,
    reader: &mut Reader<'de>,
) -> Result<()> {
    let plan = reader.plan()?;
    match plan.reading(step) {
        // SAFETY: the caller vouches for slots and columns.
        Reading::Fields(fields) => unsafe { decode_fields(slots, table, fields, &plan, reader) },
        _ => Err(misplanned(reader)),
    }
}

/// Decodes a block of a type that is, in the file, the one field of it that is saved.
///
/// # Errors
/// Bytes that are not a block of that field's type, or a limit.
pub fn decode_transparent<'de, T: Decode<'de>>(slots: Slots<'_, T>, reader: &mut Reader<'de>) -> Result<()> {
    let places = slots.places;
    let step = reader.take_step();
    if step == Step::SAME {
        // SAFETY: as in `decode_struct`.
        return unsafe { decode_columns(places, T::COLUMNS, reader) };
    }
    let Some((inner, others)) = T::COLUMNS.split_first().filter(|(inner, _)| inner.origin.saved) else {
        return Err(misplanned(reader));
    };
    // SAFETY: as in `decode_struct`. Should what fills the others panic, the inner value is leaked.
    unsafe {
        inner.item.by(step).decode_owned(places.field(inner.offset), reader)?;
        for column in others {
            column.decode(places.field(column.offset), reader)?;
        }
    }
    Ok(())
}

/// Decodes a block by `decode`, makes it own itself and has every value checked; drops them all if one is refused.
///
/// # Errors
/// Those of `decode`, or a value that `validate` refuses.
pub fn decode_validated<'de, T: Decode<'de>>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'de>,
    decode: impl FnOnce(Slots<'_, T>, &mut Reader<'de>) -> Result<()>,
    validate: impl Fn(&T) -> Result<()>,
) -> Result<()> {
    let places = slots.places;
    let planned = reader.is_planned();
    decode(slots, reader)?;
    // SAFETY: `decode` fills all slots (contract of `Decode`, whose implementation this is part of), a struct's as its
    // columns leave them; what has none, or comes by a plan, is owned.
    let owned = unsafe {
        if !planned {
            own_columns(places, T::COLUMNS);
        }
        Owned::<T>::first(places, places.len())
    };
    for index in 0..places.len() {
        // SAFETY: an owned value, which the guard alone would drop.
        let value = unsafe { &*places.row(index).cast::<T>() };
        validate(value).map_err(|error| error.on_row(index))?;
    }
    owned.keep();
    Ok(())
}

/// Decodes the columns of a block.
///
/// # Safety
/// Every place takes a value whose fields are at the columns' offsets, of the types that the
/// columns were made for, each field once.
pub(crate) unsafe fn decode_columns<'de>(
    slots: Places,
    columns: &[DecodeColumn<'de>],
    reader: &mut Reader<'de>,
) -> Result<()> {
    if are_few_bytes(columns) {
        // SAFETY: as the caller vouches for.
        return unsafe { decode_few_bytes(slots, columns, reader) };
    }
    // SAFETY: these columns have been decoded; each is discarded once.
    let mut decoded = Undo::by(|index| unsafe { discard_column(slots, &columns[index]) });
    for column in columns {
        let field = slots.field(column.offset);
        // SAFETY: the caller vouches for the field at this offset.
        unsafe { column.decode_named(field, reader)? }
        decoded.done += 1;
    }
    decoded.keep();
    Ok(())
}

/// Makes the columns of a block own themselves, one after another.
///
/// # Safety
/// Every place is as [`decode_columns`] left it.
pub(crate) unsafe fn own_columns(slots: Places, columns: &[DecodeColumn<'_>]) {
    for column in columns {
        // SAFETY: the caller vouches for the state; each field is owned once.
        unsafe { column.item.own(slots.field(column.offset)) }
    }
}

/// Gets rid of a block of a struct that was not owned yet.
///
/// # Safety
/// Every place is as [`decode_columns`] left it.
pub(crate) unsafe fn discard_columns(places: Places, columns: &[DecodeColumn<'_>]) {
    // SAFETY: the caller vouches for the columns; each is discarded once.
    each_despite_panics(columns.len(), &mut |index| unsafe { discard_column(places, &columns[index]) });
}

unsafe fn discard_column(places: Places, column: &DecodeColumn<'_>) {
    // SAFETY: the caller vouches for the field at this offset.
    unsafe { column.item.discard(places.field(column.offset)) }
}

/// What a user's `validate` returns, as ours.
///
/// # Errors
/// The program's refusal.
#[inline]
pub fn validated(verdict: impl Verdict) -> Result<()> {
    verdict
        .into_result()
        .map_err(|source| Error::caused(ErrorKind::Rejected, "the program's `validate` refused the value", source))
}

/// What the program's own checks and conversions fail with: anything that becomes a boxed error.
#[diagnostic::on_unimplemented(
    message = "`validate` names a function that returns `{Self}`",
    label = "should return `Result<(), E>`",
    note = "`validate = PATH` takes a `fn(&Self) -> Result<(), E>`, where `E` is an error, a `String` or a `&str`"
)]
pub trait Verdict {
    /// The refusal, if it is one.
    ///
    /// # Errors
    /// The refusal.
    fn into_result(self) -> Result<(), Box<dyn std::error::Error + Send + Sync>>;
}

impl<E: Into<Box<dyn std::error::Error + Send + Sync>>> Verdict for Result<(), E> {
    fn into_result(self) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        self.map_err(Into::into)
    }
}

/// The sum of the fields' bounds.
#[must_use]
pub const fn bound(columns: &[EncodeColumn]) -> usize {
    let mut sum = 0_usize;
    let mut index = 0;
    while index < columns.len() {
        sum = sum.saturating_add(columns[index].item.bound);
        index += 1;
    }
    sum
}

/// Whether any of the fields leaves text that is only located.
#[must_use]
pub(crate) const fn locates(columns: &[DecodeColumn<'_>]) -> bool {
    let mut index = 0;
    while index < columns.len() {
        if columns[index].item.located.is_some() {
            return true;
        }
        index += 1;
    }
    false
}
