//! The elements of a block of arrays on their way in: their memory is that of the slots.

use super::BLOCK;
use super::decode::DecodeItem;
use super::owned::each_despite_panics;
use super::places::Places;
use super::planned::{Coming, elements};
use super::reader::Reader;
use super::runs::{decode_block, discard_run, for_blocks, take_mode};
use super::sequences::take_counts;
use crate::error::{Error, ErrorKind, Result};

/// Decodes the elements of a block of arrays of `length` elements each, left as the item's `decode`
/// leaves them.
///
/// # Safety
/// Each slot takes that many elements next to each other.
pub(crate) unsafe fn decode_array<'de>(
    slots: Places,
    item: DecodeItem<'de>,
    length: usize,
    reader: &mut Reader<'de>,
) -> Result<()> {
    let planned = reader.is_planned();
    let Coming { item, count, .. } = elements(item, reader)?;
    if planned && count.is_none() {
        // SAFETY: the caller vouches for the slots.
        return unsafe { decode_counted(slots, item, length, reader) };
    }
    if length == 0 {
        return Ok(());
    }
    // SAFETY: the caller vouches for the slots.
    unsafe { decode_all(slots, item, length, reader) }
}

/// Decodes sequences, each of which must have the array's length.
///
/// # Safety
/// As for [`decode_array`]; the elements are left owned.
unsafe fn decode_counted<'de>(
    slots: Places,
    item: DecodeItem<'de>,
    length: usize,
    reader: &mut Reader<'de>,
) -> Result<()> {
    let end = reader.open_length(slots.len())?;
    let (runs, total, scratch) = take_counts(slots.len(), &item, None, reader)?;
    for row in 0..slots.len() {
        // SAFETY: `take_counts` has written a run for each slot.
        let count = unsafe { (*runs.add(row)).count };
        if count != length {
            let message = format!("{count} elements, where an array of {length} is expected");
            return Err(reader.error(ErrorKind::Value, message).on_row(row));
        }
    }
    reader.give_back(scratch);
    if total > 0 {
        // SAFETY: the caller vouches for the slots.
        unsafe { decode_all(slots, item, length, reader)? }
    }
    reader.close_length(end).inspect_err(|_| {
        // SAFETY: all elements have just been decoded, and the error says that none is.
        each_despite_panics(slots.len(), &mut |row| unsafe { discard_run(&item, slots.row(row), length) });
    })?;
    // SAFETY: as just said.
    unsafe { slots.for_each(|_, slot| own_array(slot, item, length)) }
    Ok(())
}

/// Decodes the elements of arrays, at least one of each.
unsafe fn decode_all<'de>(slots: Places, item: DecodeItem<'de>, length: usize, reader: &mut Reader<'de>) -> Result<()> {
    let total = slots.len().saturating_mul(length);
    let flat = take_mode(item.flat.wire, total, reader)?;
    if flat && item.flat.image {
        let bytes = length.saturating_mul(item.size);
        let from = reader.take(bytes.saturating_mul(slots.len()))?;
        // SAFETY: all slots' bytes were taken; every bit pattern is a value (`image`).
        unsafe {
            if let Some(first) = slots.contiguous(bytes) {
                first.copy_from_nonoverlapping(from, bytes.saturating_mul(slots.len()));
                return Ok(());
            }
            slots.for_each(|row, slot| slot.copy_from_nonoverlapping(from.add(row * bytes), bytes));
        }
        return Ok(());
    }
    // SAFETY: the caller vouches for the slots.
    unsafe { decode_array_blocks(slots, item, length, flat, reader) }
}

unsafe fn decode_array_blocks<'de>(
    slots: Places,
    item: DecodeItem<'de>,
    length: usize,
    flat: bool,
    reader: &mut Reader<'de>,
) -> Result<()> {
    let (list, scratch) = reader.scratch(size_of::<*mut u8>(), align_of::<*mut u8>(), BLOCK)?;
    let list = list.cast::<*mut u8>();
    let total = slots.len().saturating_mul(length);
    let mut arrays = Arrays { slots, item, length, done: 0 };
    while arrays.done < total {
        let block = (total - arrays.done).min(BLOCK);
        if !flat {
            reader.cut()?;
        }
        // SAFETY: the list has room for a block; the places are parts of the slots that nothing has
        // been written to yet.
        unsafe { decode_block(&arrays.item, flat, arrays.places(list, block), reader) }
            .map_err(|error| arrays.of_element(error, block))?;
        arrays.done += block;
    }
    std::mem::forget(arrays);
    reader.give_back(scratch);
    Ok(())
}

/// The elements of a block of arrays that have been decoded; gets rid of them unless it is
/// forgotten.
struct Arrays<'de> {
    slots: Places,
    item: DecodeItem<'de>,
    length: usize,
    done: usize,
}

impl Arrays<'_> {
    /// Lists the next block of elements.
    ///
    /// # Safety
    /// There are so many more, and the list has room for them.
    unsafe fn places(&self, list: *mut *mut u8, block: usize) -> Places {
        for index in 0..block {
            let at = self.done + index;
            let (row, offset) = (at / self.length, at % self.length * self.item.size);
            // SAFETY: element `at` is one of the slots'.
            unsafe { list.add(index).write(self.slots.row(row).wrapping_add(offset)) }
        }
        Places::listed(list, block)
    }

    /// The next block of elements met an error.
    #[cold]
    fn of_element(&self, error: Error, block: usize) -> Error {
        error.in_block(self.done, block).of_element(std::iter::repeat_n(self.length, self.slots.len()))
    }
}

impl Drop for Arrays<'_> {
    fn drop(&mut self) {
        let mut done = self.done;
        each_despite_panics(self.slots.len(), &mut |row| {
            let here = done.min(self.length);
            done -= here;
            // SAFETY: the first `done` elements are as the item's `decode` left them.
            unsafe { discard_run(&self.item, self.slots.row(row), here) }
        });
    }
}

/// Makes an array's elements own themselves.
///
/// # Safety
/// `count` elements at `start` are as the item's `decode` left them.
pub(crate) unsafe fn own_array(start: *mut u8, item: DecodeItem<'_>, count: usize) {
    if item.locates() {
        // SAFETY: the caller vouches for them.
        unsafe { for_blocks(start, item.size, count, item.own()) }
    }
}
