//! The elements of a block of arrays on their way in: their memory is that of the slots.

use super::decode::DecodeItem;
use super::kernels::pieces::copy_short;
use super::owned::each_despite_panics;
use super::places::Places;
use super::planned::{Coming, elements};
use super::reader::Reader;
use super::runs::{Spans, begin_elements, discard_run, for_blocks};
use super::sequences::take_counts;
use super::together::Together;
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
    let (runs, total) = take_counts(slots.len(), &item, None, reader)?;
    for row in 0..slots.len() {
        // SAFETY: `take_counts` has written a run for each slot.
        let count = unsafe { (*runs.add(row)).count };
        if count != length {
            let message = format!("{count} elements, where an array of {length} is expected");
            return Err(reader.error(ErrorKind::Value, message).on_row(row));
        }
    }
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
    let mut arrays = Arrays { slots, item, length, told: 0, done: 0 };
    let total = slots.len().saturating_mul(length);
    // What lies next to each other is decoded where it belongs.
    let flat = match slots.contiguous(item.size.saturating_mul(length)) {
        Some(_) => Some(begin_elements(item.flat.wire, total, reader)?),
        None => arrays.begin(item, total, reader)?,
    };
    if let Some(flat) = flat {
        arrays.fill(&item, flat, total, reader)?;
    }
    std::mem::forget(arrays);
    Ok(())
}

/// The elements of a block of arrays that have been decoded; gets rid of them unless it is
/// forgotten.
struct Arrays<'de> {
    slots: Places,
    item: DecodeItem<'de>,
    length: usize,
    /// How many have had their places told.
    told: usize,
    done: usize,
}

impl<'de> Spans<'de> for Arrays<'de> {
    fn next(&mut self, item: &DecodeItem<'de>, most: usize, _: &mut Reader<'de>) -> Result<(*mut u8, usize)> {
        let whole = item.size.saturating_mul(self.length);
        let (row, within) = (self.told / self.length, self.told % self.length);
        // Arrays next to each other are one piece.
        let here = match self.slots.contiguous(whole) {
            Some(_) => most,
            None => most.min(self.length - within),
        };
        self.told += here;
        // SAFETY: one of the slots, as their elements add up to what is asked for.
        Ok((unsafe { self.slots.row(row) }.wrapping_add(within * item.size), here))
    }

    fn take(&mut self, count: usize) {
        self.done += count;
    }

    fn taken(&self) -> usize {
        self.done
    }

    fn of_row(&self, error: Error) -> Error {
        error.of_element(std::iter::repeat_n(self.length, self.slots.len()))
    }
}

impl<'de> Together<'de> for Arrays<'de> {
    unsafe fn distribute(&mut self, elements: *const u8, _: usize, _: &mut Reader<'_>) -> Result<()> {
        let bytes = self.item.size * self.length;
        // SAFETY: there are as many elements as all slots have, each of which takes so many bytes.
        unsafe {
            self.slots.for_each(|row, slot| copy_short(elements.wrapping_add(row * bytes), slot, bytes));
        }
        self.take(self.slots.len() * self.length);
        Ok(())
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
        unsafe { for_blocks(start, item.size, count, |block| item.own(block)) }
    }
}
