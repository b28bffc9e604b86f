//! Values that are saved as another type: conversions, representations, copies out of packed
//! structs and cells.
//!
//! Encoding converts a block's rows into a buffer of representations and encodes that; decoding
//! goes the other way, by scratch. The conversions are the program's code: every value that exists
//! while they run is owned by a guard (rule 5).

use super::decode::{Decode, DecodeItem};
use super::encode::{Encode, EncodeColumn};
use super::owned::Owned;
use super::places::{BLOCK, Places, Rows, Slots};
use super::reader::Reader;
use super::structs::encode_columns;
use super::writer::Writer;
use crate::error::{Error, ErrorKind, Result, Segment};

/// The program's own error.
pub(crate) type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Encodes a block of values by their representations.
///
/// # Errors
/// A value that cannot be represented or saved, or a limit.
pub(crate) fn try_encode_through<T, R: Encode>(
    rows: Rows<'_, T>,
    writer: &mut Writer<'_>,
    represent: impl Fn(&T) -> Result<R>,
) -> Result<()> {
    let mut representations = Vec::with_capacity(rows.len());
    let places = rows.places();
    for index in 0..places.len() {
        // SAFETY: a row of the view.
        let value = unsafe { &*places.row(index).cast::<T>() };
        representations.push(represent(value).map_err(|error| error.within(Segment::Row(index as u64)))?);
    }
    R::encode_rows(Rows::of_slice(&representations), writer)
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
    let mut copies = Vec::with_capacity(rows.len().min(BLOCK));
    rows.for_each(|_, row| copies.push(copy(row)));
    // SAFETY: valid tuples, whose fields the derive has put at the columns' offsets.
    unsafe { encode_columns(Rows::of_slice(&copies).places(), columns, writer) }
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
    let (memory, scratch) = reader.scratch(size_of::<R>(), align_of::<R>(), rows)?;
    let item = const { DecodeItem::of::<R>() }.by(reader.take_step());
    let places = Places::strided(memory, size_of::<R>(), rows);
    // SAFETY: the scratch memory has room for all representations, which are then owned; no value has been made of one yet.
    let (mut waiting, mut converted) = unsafe {
        item.decode_owned(places, reader)?;
        (Owned::<R>::first(places, rows), Owned::<T>::first(slots.places(), 0))
    };
    while let Some(representation) = waiting.take() {
        let row = converted.len() as u64;
        let value = convert(representation, reader);
        converted.push(value.map_err(|error| error.within(Segment::Row(row)).at(offset))?);
    }
    converted.keep();
    reader.give_back(scratch);
    Ok(())
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
