//! Reading by a plan: rows of a file whose schema is not the program's own (`schema::resolve`).
//!
//! The reader holds the plan, and hands a [`Step`] to the `decode_rows` that is called next: how
//! the rows come. Who takes it hands steps on to its parts in the same way; [`Step::SAME`] is the
//! program's own form, and whatever it leads to is read by the static path. So nothing is decided
//! by row, and the code that decodes a type is compiled once for both.
//!
//! What is decoded by a step is owned (rule 5 has one state less to guard), and goes by blocks only:
//! a single value is a block of one row.

mod columns;
mod numbers;
mod records;
mod variants;

use std::mem::MaybeUninit;

pub use self::columns::{Converted, DecodeWas, Upgrade};
pub(crate) use self::columns::{Table, decode_fields};
pub(crate) use self::numbers::widen;
pub(crate) use self::variants::decode_variants;
use super::decode::{Decode, DecodeItem};
use super::flat::Flat;
use super::owned::Undo;
use super::places::{Places, Slots};
use super::reader::Reader;
use crate::error::{Error, Result};
use crate::schema::resolve::plan::{Elements, Reading, Step};

/// How the elements of a block of containers come.
pub(crate) struct Coming<'de> {
    pub(crate) item: DecodeItem<'de>,
    /// How many each row has, where the file does not tell it row by row.
    pub(crate) count: Option<usize>,
    /// Whether they come by a plan, and are owned when they are decoded.
    pub(crate) planned: bool,
}

/// How the elements come that are asked for as the type's own.
pub(crate) fn elements<'de>(mut item: DecodeItem<'de>, reader: &mut Reader<'de>) -> Result<Coming<'de>> {
    match *reader.take_reading()? {
        Reading::Same => Ok(Coming { item, count: None, planned: false }),
        Reading::Elements(Elements { step, wire, count }) => {
            item = item.by(step);
            if step != Step::SAME {
                item.flat = Flat { wire, image: false };
            }
            Ok(Coming { item, count: count.map(|count| reader.fits(count)).transpose()?, planned: true })
        }
        _ => Err(misplanned(reader)),
    }
}

/// How keys and values of maps come.
pub(crate) fn entries<'de>(
    key: DecodeItem<'de>,
    value: DecodeItem<'de>,
    reader: &mut Reader<'de>,
) -> Result<(DecodeItem<'de>, DecodeItem<'de>)> {
    match *reader.take_reading()? {
        Reading::Same => Ok((key, value)),
        Reading::Entries(key_step, value_step) => Ok((key.by(key_step), value.by(value_step))),
        _ => Err(misplanned(reader)),
    }
}

/// How what options hold comes, and whether all of it is there.
pub(crate) fn optional<'de>(item: DecodeItem<'de>, reader: &mut Reader<'de>) -> Result<(DecodeItem<'de>, bool)> {
    match *reader.take_reading()? {
        Reading::Same => Ok((item, false)),
        Reading::Part(step) => Ok((item.by(step), false)),
        Reading::Present(step) => Ok((item.by(step), true)),
        _ => Err(misplanned(reader)),
    }
}

/// How what locks hold comes, and whether all of it lies together: else, each row by itself.
pub(crate) fn locked(reader: &mut Reader<'_>) -> Result<(Step, bool)> {
    match *reader.take_reading()? {
        Reading::Same => Ok((Step::SAME, false)),
        Reading::Part(step) => Ok((step, false)),
        Reading::Lock(step) => Ok((step, true)),
        _ => Err(misplanned(reader)),
    }
}

/// Decodes a block of rows that come as a step tells.
///
/// # Safety
/// As for [`DecodeItem::decode`]: the slots take the item's type.
#[cold]
pub(crate) unsafe fn decode_by_step<'de>(
    item: &DecodeItem<'de>,
    step: Step,
    slots: Places,
    reader: &mut Reader<'de>,
) -> Result<()> {
    if let Reading::Unlock(inner) = *reader.reading(step)? {
        // SAFETY: the caller vouches for the slots.
        return unsafe { decode_each(&item.by(inner), slots, reader) };
    }
    reader.set_step(step);
    // SAFETY: as above.
    unsafe { (item.decode)(slots, reader)? }
    if reader.is_planned() {
        // Nobody has taken it: the type has read its own form, and left it as it does.
        reader.take_step();
        // SAFETY: the slots have just been decoded, by the static path.
        unsafe { item.by(Step::SAME).discard(slots) }
        return Err(misplanned(reader));
    }
    Ok(())
}

/// Decodes rows that lie one by one.
unsafe fn decode_each<'de>(item: &DecodeItem<'de>, slots: Places, reader: &mut Reader<'de>) -> Result<()> {
    // SAFETY: these rows are owned; each is dropped once.
    let mut owned = Undo::by(|row| unsafe { item.drop(slots.alone(row)) });
    for row in 0..slots.len() {
        // SAFETY: the caller vouches for the slots; nothing has been written to this one.
        let decoded = unsafe { item.decode_owned(slots.alone(row), reader) };
        decoded.map_err(|error| error.on_row(row))?;
        owned.done += 1;
    }
    owned.keep();
    Ok(())
}

/// Whether what comes is what an option or a lock of the program holds, with nothing around it in
/// the file; if so, it is next.
pub(crate) fn enter_bare(reader: &mut Reader<'_>) -> Result<bool> {
    if !reader.is_planned() {
        return Ok(false);
    }
    let step = reader.take_step();
    let (next, bare) = match *reader.reading(step)? {
        Reading::Present(inner) | Reading::Lock(inner) => (inner, true),
        _ => (step, false),
    };
    reader.set_step(next);
    Ok(bare)
}

/// Decodes the root of a container.
///
/// # Errors
/// Bytes that are not a value of this type, or a limit.
pub(crate) fn decode_root<'de, T: Decode<'de>>(reader: &mut Reader<'de>) -> Result<T> {
    // What the program has in groups may have been a single value: an array, or behind a lock.
    if reader.is_planned() && reader.at_value() { decode_value(reader) } else { T::decode_root(reader) }
}

/// Decodes the one value of a container.
///
/// # Errors
/// Bytes that are not such a value, or a limit.
pub(crate) fn decode_value<'de, T: Decode<'de>>(reader: &mut Reader<'de>) -> Result<T> {
    reader.begin_value()?;
    decode_row(reader.take_step(), reader)
}

/// Decodes a single value that comes as a step tells.
///
/// # Errors
/// Bytes that are not such a value, or a limit.
#[inline]
pub(crate) fn decode_row<'de, T: Decode<'de>>(step: Step, reader: &mut Reader<'de>) -> Result<T> {
    match step {
        Step::SAME => T::decode_one(reader),
        step => decode_in_block(step, reader),
    }
}

/// Decodes a single value as a block of one row.
///
/// # Errors
/// Bytes that are not such a value, or a limit.
#[inline(never)]
pub(crate) fn decode_in_block<'de, T: Decode<'de>>(step: Step, reader: &mut Reader<'de>) -> Result<T> {
    let mut value = MaybeUninit::<T>::uninit();
    let item = const { DecodeItem::of::<T>() }.by(step);
    // SAFETY: one place for a value, which is owned when it is taken.
    unsafe {
        item.decode_owned(Slots::of_slice(std::slice::from_mut(&mut value)).places, reader)?;
        Ok(value.assume_init())
    }
}

/// The error for a plan that was made for another type.
#[cold]
pub(super) fn misplanned(reader: &Reader<'_>) -> Error {
    reader.malformed("the plan for this file does not fit the type that is read")
}
