//! The elements of one container on their way in, owned block by block: a root, group by group, or a
//! single value.

use super::BLOCK;
use super::decode::DecodeItem;
use super::places::Places;
use super::reader::Reader;
use super::runs::{Memory, Run, decode_block, for_blocks, take_mode};
use crate::error::Result;

/// One sequence that is decoded and owned block by block, possibly group by group: a root, or a
/// single value.
pub(crate) struct Growing<'de> {
    item: DecodeItem<'de>,
    run: Run,
    /// How many elements are decoded and owned.
    owned: usize,
}

impl Drop for Growing<'_> {
    fn drop(&mut self) {
        // SAFETY: the run has this much memory, of which the first `owned` elements are owned values, dropped once.
        unsafe {
            let _memory = Memory::of(&self.item, self.run.start, self.run.capacity);
            for_blocks(self.run.start, self.item.size, self.owned, self.item.drop);
        }
    }
}

impl<'de> Growing<'de> {
    pub(crate) fn new(item: DecodeItem<'de>) -> Self {
        Growing { run: Run::of(&item, 0), item, owned: 0 }
    }

    /// Decodes `count` more elements.
    ///
    /// # Errors
    /// Bytes that are not such elements, or a limit.
    pub(crate) fn extend(&mut self, count: u64, reader: &mut Reader<'de>) -> Result<()> {
        if count == 0 {
            return Ok(());
        }
        let total = usize::try_from(count)
            .ok()
            .and_then(|count| self.run.count.checked_add(count))
            .ok_or_else(|| reader.too_long(count))?;
        let more = total - self.owned;
        self.run.count = total;
        let flat = take_mode(self.item.flat.wire, more, reader)?;
        if flat && self.item.flat.image {
            let bytes = more.saturating_mul(self.item.size);
            let from = reader.take(bytes)?;
            self.run.grow(&self.item, total, reader)?;
            // SAFETY: `bytes` were taken, and the run has memory for them; every bit pattern is a
            // value (`image`).
            unsafe { self.next().copy_from_nonoverlapping(from, bytes) };
            self.owned = total;
            return Ok(());
        }
        while self.owned < total {
            let block = (total - self.owned).min(BLOCK);
            if !flat {
                reader.cut()?;
            }
            self.run.grow(&self.item, self.owned + block, reader)?;
            let places = Places::strided(self.next(), self.item.size, block);
            // SAFETY: the places are memory of the run that nothing has been written to yet, and
            // then as `decode` leaves it.
            unsafe {
                decode_block(&self.item, flat, places, reader)
                    .map_err(|error| error.in_block(self.owned, block).of_element([total]))?;
                self.item.own()(places);
            }
            self.owned += block;
        }
        Ok(())
    }

    fn next(&self) -> *mut u8 {
        self.run.start.wrapping_add(self.owned * self.item.size)
    }

    /// Hands the elements over: where they begin, how many there are, and for how many there is
    /// memory.
    pub(crate) fn hand_over(self) -> (*mut u8, usize, usize) {
        let parts = (self.run.start, self.owned, self.run.capacity);
        std::mem::forget(self);
        parts
    }
}
