//! Dictionaries of integer and text columns: the distinct values of a block, and a column of
//! indices.

use std::mem::MaybeUninit;
use std::ops::Range;

use super::integer::Order;
use super::integers::{How, put_inner, take_inner};
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The rows in which distinct values come first, at most 255, and which of them each row has.
///
/// `slots` are a hash table with open addressing, or, where values have keys of their own, a table of these.
pub(super) struct Dictionary {
    /// As many as a byte may count, so that no index is checked.
    firsts: [u8; BLOCK],
    count: usize,
    indices: [u8; BLOCK],
    slots: [u8; SLOTS],
}

/// The slots of a dictionary, each of which has its number of bits.
pub(super) const SLOT_BITS: u32 = 10;
const SLOTS: usize = 1 << SLOT_BITS;

/// No entry: there are at most 255.
const FREE: u8 = u8::MAX;

impl Dictionary {
    /// A dictionary of no values.
    #[inline(always)]
    pub(super) fn new() -> Self {
        Dictionary { firsts: [0; BLOCK], count: 0, indices: [0; BLOCK], slots: [FREE; SLOTS] }
    }

    /// Adds the values of these rows; false if more than `most` are distinct. `hash` tells the slot to begin at;
    /// where it is the value's own, all that are met there are `equal`.
    #[inline(always)]
    pub(super) fn fill(
        &mut self,
        rows: Range<usize>,
        most: usize,
        hash: impl Fn(usize) -> usize,
        equal: impl Fn(usize, usize) -> bool,
    ) -> bool {
        let mut count = self.count;
        for row in rows.start..rows.end.min(BLOCK) {
            let mut slot = hash(row) % SLOTS;
            let index = loop {
                let index = self.slots[slot];
                if index == FREE {
                    if count >= most {
                        return false;
                    }
                    self.firsts[count % BLOCK] = row as u8;
                    self.slots[slot] = count as u8;
                    count += 1;
                    break count as u8 - 1;
                }
                if equal(usize::from(self.firsts[usize::from(index)]), row) {
                    break index;
                }
                slot = (slot + 1) % SLOTS;
            };
            self.indices[row] = index;
        }
        self.count = count;
        true
    }

    /// The rows in which they come first, in order.
    pub(super) fn firsts(&self) -> &[u8] {
        &self.firsts[..self.count]
    }

    /// What `value` makes of each entry's first row, in the first places of `out`.
    pub(super) fn collect<'o, T: Copy>(&self, out: &'o mut [MaybeUninit<T>], value: impl Fn(usize) -> T) -> &'o [T] {
        for (place, first) in out.iter_mut().zip(self.firsts()) {
            place.write(value(usize::from(*first)));
        }
        let count = self.count.min(out.len());
        // SAFETY: the loop has initialised as many.
        unsafe { std::slice::from_raw_parts(out.as_ptr().cast(), count) }
    }

    /// Writes the column of indices of so many rows.
    pub(super) fn put_indices(&self, rows: usize, writer: &mut Writer<'_>) {
        put_inner(&self.indices[..rows], Order::UNSIGNED, writer);
    }
}

/// Reads how many entries a dictionary has.
///
/// # Errors
/// It has none.
pub(super) fn take_entries(reader: &mut Reader<'_>) -> Result<usize> {
    match reader.byte()? {
        0 => Err(reader.malformed("a dictionary with no entries")),
        count => Ok(count.into()),
    }
}

/// Reads a column of dictionary indices, each below `count`; without a look, `indices` stays as it is: zeros.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take_indices(look: bool, indices: &mut [u8], count: usize, reader: &mut Reader<'_>) -> Result<()> {
    take_inner(How::bits(look), indices, reader)?;
    match indices.iter().copied().max() {
        Some(largest) if usize::from(largest) >= count => {
            Err(reader.malformed(format!("entry {largest} of a dictionary that has {count}")))
        }
        _ => Ok(()),
    }
}
