//! Values that are saved as another type: conversions, representations, copies out of packed
//! structs and cells.
//!
//! Encoding converts a block's rows into a buffer of representations and encodes that; decoding
//! goes the other way, by scratch. The conversions are the program's code: every value that exists
//! while they run is owned by a guard (rule 5).

use super::decode::{Decode, DecodeItem};
use super::encode::{Encode, EncodeColumn};
use super::owned::Owned;
use super::places::{Places, Rows, Slots};
use super::reader::Reader;
use super::structs::encode_columns;
use super::writer::Writer;
use crate::error::{Error, ErrorKind, Result};

/// The program's own error.
pub(crate) type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What `each` makes of every row, until it fails.
///
/// # Errors
/// That of `each`, with the row.
pub(crate) fn map_rows<'a, T, R>(rows: Rows<'a, T>, mut each: impl FnMut(&'a T) -> Result<R>) -> Result<Vec<R>> {
    let mut results = Vec::with_capacity(rows.len());
    let places = rows.places;
    for index in 0..places.len() {
        // SAFETY: a row of the view, valid as long as that.
        let row: &'a T = unsafe { &*places.row(index).cast::<T>() };
        results.push(each(row).map_err(|error| error.on_row(index))?);
    }
    Ok(results)
}

/// Calls a closure, which learns from here what it takes.
#[inline]
pub(crate) fn apply<V, R>(value: V, closure: impl FnOnce(V) -> R) -> R {
    closure(value)
}

/// Encodes a block of values by their representations.
///
/// # Errors
/// A value that cannot be represented or saved, or a limit.
pub(crate) fn try_encode_through<T, R: Encode>(
    rows: Rows<'_, T>,
    writer: &mut Writer<'_>,
    represent: impl Fn(&T) -> Result<R>,
) -> Result<()> {
    R::encode_rows(Rows::of_slice(&map_rows(rows, represent)?), writer)
}

/// Encodes a block of values by what they are converted into.
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub fn encode_through<T, R: Encode>(
    rows: Rows<'_, T>,
    writer: &mut Writer<'_>,
    convert: impl Fn(&T) -> R,
) -> Result<()> {
    try_encode_through(rows, writer, |value| Ok(convert(value)))
}

/// Encodes a block of values by copies of their fields, which form the tuple `P` (of packed
/// structs, whose fields cannot be borrowed).
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub fn encode_copied<T, P>(
    rows: Rows<'_, T>,
    writer: &mut Writer<'_>,
    copy: impl Fn(&T) -> P,
    columns: &[EncodeColumn],
) -> Result<()> {
    let copies = map_rows(rows, |row| Ok(copy(row)))?;
    // SAFETY: valid tuples, whose fields the derive has put at the columns' offsets.
    unsafe { encode_columns(Rows::of_slice(&copies).places, columns, writer) }
}

/// Decodes a block of values by their representations.
///
/// # Errors
/// Bytes that are not a block of representations, one that `convert` refuses, or a limit.
pub fn decode_through<'de, R, T, E, C>(slots: Slots<'_, T>, reader: &mut Reader<'de>, convert: C) -> Result<()>
where
    R: Decode<'de>,
    E: Into<Cause>,
    C: Fn(R) -> Result<T, E>,
{
    try_decode_through(&slots, reader, |representation, _| convert(representation).map_err(refused))
}

/// As [`decode_through`], with an error of ours.
pub(crate) fn try_decode_through<'de, R: Decode<'de>, T>(
    slots: &Slots<'_, T>,
    reader: &mut Reader<'de>,
    convert: impl Fn(R, &mut Reader<'de>) -> Result<T>,
) -> Result<()> {
    let rows = slots.len();
    let offset = reader.offset();
    let memory = reader.scratch_of::<R>(rows)?;
    let item = const { DecodeItem::of::<R>() }.by(reader.take_step());
    let places = Places::strided(memory.cast(), size_of::<R>(), rows);
    // SAFETY: the scratch memory has room for all representations, which are then owned; the slots
    // are as yet without values.
    unsafe {
        item.decode_owned(places, reader)?;
        convert_rows(places, slots.places, |value| convert(value, reader)).map_err(|error| error.at(offset))?;
    }
    Ok(())
}

/// Moves values out of places and, as what `convert` makes of each, into others; if it fails, all
/// of both are dropped.
///
/// # Safety
/// There are owned values of type `R` in the first places, and as many second ones take a `T`.
pub(crate) unsafe fn convert_rows<R, T>(
    from: Places,
    to: Places,
    mut convert: impl FnMut(R) -> Result<T>,
) -> Result<()> {
    // SAFETY: the caller vouches for both.
    let (mut waiting, mut converted) = unsafe { (Owned::<R>::first(from, from.len()), Owned::<T>::first(to, 0)) };
    while let Some(value) = waiting.take() {
        let row = converted.len();
        converted.push(convert(value).map_err(|error| error.on_row(row))?);
    }
    converted.keep();
    Ok(())
}

/// Makes a value of its representation, by a closure of ours; `costs` tells what memory that asks
/// for.
///
/// # Errors
/// A representation that is not one of a value, or a limit.
#[inline]
pub(crate) fn restored<R, T>(
    representation: R,
    reader: &mut Reader<'_>,
    costs: impl Fn(&R) -> usize,
    restore: impl Fn(R) -> Result<T>,
) -> Result<T> {
    reader.charge(costs(&representation))?;
    restore(representation)
}

/// The program refused a representation.
#[cold]
pub(crate) fn refused(cause: impl Into<Cause>) -> Error {
    Error::caused(ErrorKind::Rejected, "the program refused to make a value of what was loaded", cause)
}

/// Makes a single value of its representation.
///
/// # Errors
/// The program's refusal.
pub fn restore<R, T, E, C>(representation: R, convert: C) -> Result<T>
where
    E: Into<Cause>,
    C: FnOnce(R) -> Result<T, E>,
{
    convert(representation).map_err(refused)
}
