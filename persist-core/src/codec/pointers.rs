//! Pointers and options: the values behind them are rows of their own, listed by address.
//!
//! A pointer counts as a level of depth. A `Box` in a block of decoded ones is, until it is owned,
//! the bare address of its content, which may be only located. An option's present values are
//! decoded and owned in scratch, and moved in whole, as `Some(v)` (rule 3).

use std::mem::MaybeUninit;

use super::ahead::ask_for_values;
use super::decode::{Decode, DecodeItem, conjure};
use super::encode::{Encode, EncodeItem};
use super::kernels::booleans;
use super::owned::{Undo, each_despite_panics};
use super::places::{BLOCK, Places, Rows, Slots};
use super::planned::optional;
use super::reader::Reader;
use super::runs::{Memory, Run};
use super::writer::Writer;
use crate::error::{Error, Result};

/// Encodes a block of what is reached through a wrapper that is no level of depth.
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub(crate) fn encode_targets<P, T: Encode>(
    rows: Rows<'_, P>,
    writer: &mut Writer<'_>,
    target: impl Fn(&P) -> &T,
) -> Result<()> {
    writer.column(|writer| {
        let list = writer.arena().array::<*mut u8>(BLOCK);
        // SAFETY: the list has room for a block, and then has a `T` for each row, which is borrowed as long as the view.
        unsafe {
            rows.for_each(|index, row| list.add(index).write(std::ptr::from_ref(target(row)).cast_mut().cast()));
            encode_apart(Places::listed(list, rows.len()), const { &EncodeItem::of::<T>() }, writer)
        }
    })
}

/// Encodes a block of values that are not where the rows are that lead to them.
///
/// # Safety
/// Every place is a value that the item is of.
unsafe fn encode_apart(values: Places, item: &EncodeItem, writer: &mut Writer<'_>) -> Result<()> {
    // SAFETY: the caller vouches for the values.
    unsafe {
        if writer.walk.far {
            ask_for_values(values, item);
        }
        (item.encode)(values, writer)
    }
}

/// Encodes a block of addresses, each to a value that the item is of.
///
/// # Safety
/// Every place is such an address.
pub(crate) unsafe fn encode_addresses(rows: Places, item: &EncodeItem, writer: &mut Writer<'_>) -> Result<()> {
    writer.enter()?;
    writer.column(|writer| {
        let list = writer.arena().array::<*mut u8>(BLOCK);
        // SAFETY: the list has room for a block; the caller vouches for the addresses.
        unsafe {
            rows.for_each(|index, row| list.add(index).write(row.cast::<*mut u8>().read()));
            encode_apart(Places::listed(list, rows.len()), item, writer)
        }
    })?;
    writer.walk.leave();
    Ok(())
}

/// Encodes a single value behind a pointer.
///
/// # Errors
/// A value that cannot be saved, or a limit.
#[inline]
pub(crate) fn encode_pointer<T: Encode>(target: &T, writer: &mut Writer<'_>) -> Result<()> {
    // SAFETY: a `T`.
    unsafe { encode_behind(std::ptr::from_ref(target).cast(), const { &EncodeItem::of::<T>() }, writer) }
}

/// The same of a type that has been erased.
///
/// # Safety
/// It is a value that the item is of.
unsafe fn encode_behind(target: *const u8, item: &EncodeItem, writer: &mut Writer<'_>) -> Result<()> {
    writer.enter()?;
    // A pointer may lead anywhere, so its bound is not part of what holds it.
    // SAFETY: the caller vouches for the value.
    unsafe { item.encode_one(target, writer)? }
    writer.reserve_beyond(0);
    writer.walk.leave();
    Ok(())
}

/// Decodes a block of boxes, and leaves in each slot the address of its content as the item's
/// `decode` leaves it.
///
/// # Safety
/// Each slot takes an address.
pub(crate) unsafe fn decode_boxes<'de>(slots: Places, item: DecodeItem<'de>, reader: &mut Reader<'de>) -> Result<()> {
    // A box is, in the file, what is in it.
    let item = item.by(reader.take_step());
    reader.enter()?;
    let list = reader.scratch_of::<*mut u8>(slots.len())?;
    // SAFETY: these slots hold addresses that were allocated for one of the item, and nothing lives there.
    let mut boxes = Undo::by(|row| unsafe { drop(Memory::of(&item, slots.row(row).cast::<*mut u8>().read(), 1)) });
    for row in 0..slots.len() {
        let mut content = Run::of(&item, 1);
        content.fit(&item, 1, reader)?;
        // SAFETY: the caller vouches for the slot, and the list has room for all.
        unsafe {
            slots.row(row).cast::<*mut u8>().write(content.start);
            list.add(row).write(content.start);
        }
        boxes.done += 1;
    }
    // SAFETY: each content is fresh memory for the item.
    unsafe { item.decode(Places::listed(list, slots.len()), reader)? }
    boxes.keep();
    reader.walk.leave();
    Ok(())
}

/// Gets rid of a block of boxes that are not owned yet.
///
/// # Safety
/// [`decode_boxes`] left them, with the same item.
pub(crate) unsafe fn discard_boxes(slots: Places, item: &DecodeItem<'_>) {
    each_despite_panics(slots.len(), &mut |row| {
        // SAFETY: the caller vouches for the boxes; each content is discarded once, and its memory freed then.
        unsafe {
            let content = slots.row(row).cast::<*mut u8>().read();
            let _memory = Memory::of(item, content, 1);
            item.discard(Places::strided(content, item.size, 1));
        }
    });
}

/// Encodes a block of values that may be absent: a boolean column, then the present ones.
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub(crate) fn encode_options<O, T: Encode>(
    rows: Rows<'_, O>,
    writer: &mut Writer<'_>,
    value: impl Fn(&O) -> Option<&T> + Copy,
) -> Result<()> {
    // SAFETY: these are the rows that the function lists, and their values are borrowed as long as the view.
    unsafe { encode_present(rows.places, list_erased(value), const { &EncodeItem::of::<T>() }, writer) }
}

/// Writes down for each row whether it has a value, and the addresses of the values that there are; returns their number.
///
/// # Safety
/// The rows are of the type that the function was made for; both lists are valid for writes of as many.
type List = unsafe fn(Places, *mut bool, *mut *mut u8) -> usize;

/// `value`, a closure that captures nothing, of all rows, without its type.
fn list_erased<O, T, V: Fn(&O) -> Option<&T> + Copy>(_: V) -> List {
    unsafe fn erased<O, T, V: Fn(&O) -> Option<&T> + Copy>(
        rows: Places,
        flags: *mut bool,
        places: *mut *mut u8,
    ) -> usize {
        let value = conjure::<V>();
        let mut present = 0;
        // SAFETY: the caller vouches for the rows, and for the room; `present` is at most the index.
        unsafe {
            Rows::<O>::from_places(rows).for_each(|index, row| {
                let place: *const T = match value(row) {
                    Some(value) => value,
                    None => std::ptr::null(),
                };
                // Written in any case and counted if present: no branch to mispredict.
                flags.add(index).write(!place.is_null());
                places.add(present).write(place.cast_mut().cast());
                present += usize::from(!place.is_null());
            });
        }
        present
    }
    erased::<O, T, V>
}

/// Encodes which values are present, and those. Compiled once for all types.
///
/// # Safety
/// The rows are those that `list` was made for, and their values ones that the item is of, valid until this returns.
unsafe fn encode_present(rows: Places, list: List, item: &EncodeItem, writer: &mut Writer<'_>) -> Result<()> {
    writer.column(|writer| {
        let (flags, places) = (writer.arena().array(rows.len()), writer.arena().array(rows.len()));
        // SAFETY: the caller vouches for the rows; the memory has room for all, and gets a flag for each.
        let (present, flags) = unsafe {
            let present = list(rows, flags, places);
            (present, std::slice::from_raw_parts(flags, rows.len()))
        };
        booleans::put(flags, writer);
        if present > 0 {
            let values = Places::listed(places, present);
            // SAFETY: the caller vouches for the values.
            unsafe { encode_apart(values, item, writer) }.map_err(|error| of_present(error, flags))?;
        }
        Ok(())
    })
}

/// Encodes a single value that may be absent.
///
/// # Errors
/// A value that cannot be saved, or a limit.
#[inline]
pub(crate) fn encode_option<T: Encode>(value: Option<&T>, writer: &mut Writer<'_>) -> Result<()> {
    writer.put([u8::from(value.is_some())]);
    match value {
        Some(value) => value.encode_one(writer),
        None => Ok(()),
    }
}

/// The rows were those that are present.
#[cold]
fn of_present(error: Error, flags: &[bool]) -> Error {
    error.of_row(|row| flags.iter().enumerate().filter(|(_, present)| **present).nth(row).map(|(row, _)| row))
}

/// Decodes a block of values that may be absent; `make` only moves.
///
/// # Errors
/// Bytes that are not such a block, or a limit.
pub(crate) fn decode_options<'de, O, T: Decode<'de>>(
    slots: &Slots<'_, O>,
    reader: &mut Reader<'de>,
    make: impl Fn(Option<T>) -> O,
) -> Result<()> {
    let places = slots.places;
    // SAFETY: every slot is filled once, nothing panics here, and each of the values, which are owned, is moved once.
    unsafe {
        let (present, values) = decode_present(places, &const { DecodeItem::of::<T>() }, reader)?;
        let values = values.cast::<T>();
        // Absent first, wherever some are: a branch for each row would be mispredicted.
        if present.len() < places.len() {
            places.for_each(|_, slot| slot.cast::<O>().write(make(None)));
        }
        let mut index = 0;
        while index < present.len() {
            present[index].cast::<O>().write(make(Some(values.add(index).read())));
            index += 1;
        }
    }
    Ok(())
}

/// Decodes which of the rows' values are present, and those, owned, into scratch. Returns the slots that they are of, and where
/// they are. Compiled once for all types.
///
/// # Safety
/// The values are moved out, each once. Slots and values are there until the reader takes its scratch memory back.
unsafe fn decode_present<'l, 'de>(
    slots: Places,
    item: &DecodeItem<'de>,
    reader: &mut Reader<'de>,
) -> Result<(&'l [*mut u8], *mut u8)> {
    let (item, all) = optional(*item, reader)?;
    let rows = slots.len();
    let flags = reader.scratch_of::<bool>(rows)?;
    // SAFETY: the scratch memory has room for all rows.
    let to_fill = unsafe { std::slice::from_raw_parts_mut(flags.cast::<MaybeUninit<bool>>(), rows) };
    if all {
        to_fill.fill(MaybeUninit::new(true));
    } else {
        booleans::take(to_fill, reader)?;
    }
    // SAFETY: every flag has been filled in.
    let flags = unsafe { std::slice::from_raw_parts(flags, rows) };
    let list = reader.scratch_of(rows)?;
    // SAFETY: the scratch memory has room for an address for each row.
    let present = unsafe { list_present(slots, flags, list) };
    let values = reader.scratch(item.size, item.align, present.len())?;
    if !present.is_empty() {
        let payloads = Places::strided(values, item.size, present.len());
        // SAFETY: the scratch memory has room for the present values.
        unsafe { item.decode_owned(payloads, reader).map_err(|error| of_present(error, flags))? }
    }
    Ok((present, values))
}

/// Lists the slots whose flag is set: every one is written down, and stays if it is.
///
/// # Safety
/// `list` has room for as many addresses as there are slots, each of which has a flag.
unsafe fn list_present<'l>(slots: Places, flags: &[bool], list: *mut *mut u8) -> &'l [*mut u8] {
    let mut present = 0;
    // SAFETY: `present` is at most the index, for which there is room and a flag.
    unsafe {
        slots.for_each(|index, slot| {
            list.add(present).write(slot);
            present += usize::from(*flags.get_unchecked(index));
        });
        std::slice::from_raw_parts(list, present)
    }
}

/// Decodes a single value that may be absent.
///
/// # Errors
/// Bytes that are not such a value, or a limit.
#[inline]
pub(crate) fn decode_option<'de, T: Decode<'de>>(reader: &mut Reader<'de>) -> Result<Option<T>> {
    match reader.byte()? {
        0 => Ok(None),
        1 => T::decode_one(reader).map(Some),
        _ => Err(reader.malformed("bits after the last boolean are set")),
    }
}
