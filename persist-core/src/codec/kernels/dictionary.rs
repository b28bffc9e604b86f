//! Dictionaries of integer and text columns: the distinct values of a block, and a column of
//! indices.

use super::integers::{put_inner, take_inner};
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The distinct values of a column, at most `MOST` (up to 255), and which one each row has.
pub(super) struct Dictionary<T, const MOST: usize> {
    values: [T; MOST],
    count: usize,
    indices: [u8; BLOCK],
}

impl<T: Copy + Default + Eq, const MOST: usize> Dictionary<T, MOST> {
    /// A dictionary of no values.
    pub(super) fn new() -> Self {
        Dictionary { values: [T::default(); MOST], count: 0, indices: [0; BLOCK] }
    }

    /// Fills it with a column's values; false if too many are distinct: more than `MOST`, or more
    /// than `early` of the first 64.
    pub(super) fn fill(&mut self, values: &[T], early: usize, hash: impl Fn(T) -> u64) -> bool {
        /// No entry: there are at most 255.
        const FREE: u8 = u8::MAX;
        // Open addressing.
        let mut slots = [FREE; 512];
        for (row, value) in values.iter().enumerate() {
            let mut slot = (hash(*value) >> 55) as usize;
            let index = loop {
                match slots[slot % 512] {
                    FREE if self.count == MOST || self.count == early && row < 64 && values.len() >= 64 => {
                        return false;
                    }
                    FREE => {
                        slots[slot % 512] = self.count as u8;
                        self.values[self.count] = *value;
                        self.count += 1;
                        break self.count as u8 - 1;
                    }
                    index if self.values[usize::from(index)] == *value => break index,
                    _ => slot += 1,
                }
            };
            self.indices[row] = index;
        }
        true
    }

    /// The distinct values, in the order in which they come first.
    pub(super) fn values(&self) -> &[T] {
        &self.values[..self.count]
    }

    /// Writes the column of indices of so many rows.
    pub(super) fn put_indices(&self, rows: usize, writer: &mut Writer<'_>) {
        put_inner(&self.indices[..rows], writer);
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

/// Reads a column of dictionary indices, each below `count`; without `LOOK`, `indices` stays as it is: zeros.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take_indices<const LOOK: bool>(indices: &mut [u8], count: usize, reader: &mut Reader<'_>) -> Result<()> {
    take_inner::<_, LOOK>(indices, reader)?;
    match indices.iter().copied().max() {
        Some(largest) if usize::from(largest) >= count => {
            Err(reader.malformed(format!("entry {largest} of a dictionary that has {count}")))
        }
        _ => Ok(()),
    }
}
