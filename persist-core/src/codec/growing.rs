//! The elements of one container on their way in, owned block by block: a root, group by group, or a
//! single value.

use super::decode::DecodeItem;
use super::kernels::prefetch;
use super::places::Places;
use super::reader::Reader;
use super::runs::{Memory, Mode, Run, Spans, for_blocks, take_mode};
use crate::error::{Error, Result};

/// One sequence that is decoded and owned block by block, possibly group by group: a root, or a
/// single value.
pub(crate) struct Growing<'de> {
    item: DecodeItem<'de>,
    run: Run,
    /// How many elements are decoded and owned.
    owned: usize,
    /// For how many, of those for which there is memory, it has not been charged.
    reserved: usize,
}

/// Elements that are decoded and owned: where they begin, how many there are, and for how many there is memory.
pub(crate) struct Grown {
    pub(crate) start: *mut u8,
    pub(crate) count: usize,
    pub(crate) capacity: usize,
}

impl Drop for Growing<'_> {
    fn drop(&mut self) {
        // SAFETY: the run has this much memory, of which the first `owned` elements are owned values, dropped once.
        unsafe {
            let _memory = Memory::of(&self.item, self.run.start, self.run.capacity);
            for_blocks(self.run.start, self.item.size, self.owned, |block| self.item.drop(block));
        }
    }
}

impl<'de> Growing<'de> {
    pub(crate) fn new(item: DecodeItem<'de>) -> Self {
        Growing { run: Run::of(&item, 0), item, owned: 0, reserved: 0 }
    }

    /// Decodes a single sequence of `count` elements.
    ///
    /// # Errors
    /// Bytes that are not such a sequence, or a limit.
    pub(crate) fn decode_all(&mut self, count: u64, reader: &mut Reader<'de>) -> Result<()> {
        if count > 0 {
            reader.enter()?;
            self.extend(count, reader)?;
            reader.walk.leave();
        }
        Ok(())
    }

    /// Decodes `count` more elements.
    ///
    /// # Errors
    /// Bytes that are not such elements, or a limit.
    pub(crate) fn extend(&mut self, count: u64, reader: &mut Reader<'de>) -> Result<()> {
        if count == 0 {
            return Ok(());
        }
        let total = self.run.count.checked_add(reader.fits(count)?).ok_or_else(|| reader.too_long(count))?;
        let more = total - self.owned;
        self.run.count = total;
        let item = self.item;
        let mode = take_mode(item.flat.wire, more, reader)?;
        if matches!(mode, Mode::Flat { .. }) && item.flat.image && self.pour(&item, more, reader)? {
            return Ok(());
        }
        let flat = mode.begin(reader)?;
        self.fill(&item, flat, more, reader)
    }

    /// Has `more` elements, whose memory is their wire form, read to where they belong; false if they are few, or in memory
    /// already.
    fn pour(&mut self, item: &DecodeItem<'de>, more: usize, reader: &mut Reader<'de>) -> Result<bool> {
        let bytes = more.saturating_mul(item.size);
        if !reader.may_pour(bytes) {
            return Ok(false);
        }
        let (first, more) = self.next(item, more, reader)?;
        // SAFETY: there is memory for these, of so many bytes.
        let poured = unsafe { reader.pour(first, bytes)? };
        if poured {
            // Every bit pattern is a value (`image`).
            self.take(more);
            self.cut(reader)?;
        }
        Ok(poured)
    }

    /// Decodes a group of `count` more elements, of which more groups may follow: what is there is not to be moved for each.
    ///
    /// # Errors
    /// Those of [`Growing::extend`].
    pub(crate) fn extend_group(&mut self, count: u64, reader: &mut Reader<'de>) -> Result<()> {
        self.reserve(count, reader);
        self.extend(count, reader)
    }

    /// Reserves memory for the elements that are likely to come, if those of a group of `count` take as many bytes each: for no
    /// more than the input could fill in earnest, and not if there is none. It is charged when it is filled.
    fn reserve(&mut self, count: u64, reader: &Reader<'_>) {
        /// How many bytes of memory a byte of input is likely to be good for at most.
        const LIKELY: u64 = 4;
        let size = self.item.size as u64;
        let here = reader.left() as u64;
        let behind = reader.left_in_all().saturating_sub(here);
        let owned = self.owned as u64;
        // How long a stream is, nobody knows: as much again as there is.
        let more = if behind == 0 { owned } else { count.saturating_mul(behind) / here.max(1) };
        let likely = here.saturating_add(behind).saturating_mul(LIKELY) / size.max(1);
        let most = owned.saturating_add(likely).saturating_add(if behind == 0 { owned } else { 0 });
        let wanted = owned.saturating_add(count).saturating_add(more).min(most);
        let wanted = usize::try_from(wanted).unwrap_or(0);
        let before = self.run.capacity;
        if wanted > before
            && size > 0
            && reader.can_charge((wanted - before).saturating_mul(self.item.size))
            && self.run.resize(&self.item, wanted)
        {
            self.reserved += wanted - before;
        }
    }

    /// Charges what is reserved of the memory for `needed` elements.
    fn pay(&mut self, needed: usize, reader: &mut Reader<'_>) -> Result<()> {
        let paid = self.run.capacity - self.reserved;
        let due = needed.saturating_sub(paid).min(self.reserved);
        if due > 0 {
            reader.charge(due.saturating_mul(self.item.size))?;
            self.reserved -= due;
        }
        Ok(())
    }

    /// Hands the elements over.
    pub(crate) fn hand_over(self) -> Grown {
        let grown = Grown { start: self.run.start, count: self.owned, capacity: self.run.capacity };
        std::mem::forget(self);
        grown
    }
}

impl<'de> Spans<'de> for Growing<'de> {
    fn next(&mut self, item: &DecodeItem<'de>, most: usize, reader: &mut Reader<'de>) -> Result<(*mut u8, usize)> {
        self.pay(self.owned + most, reader)?;
        self.run.grow(item, self.owned + most, reader)?;
        Ok((self.run.start.wrapping_add(self.owned * item.size), most))
    }

    fn take(&mut self, count: usize) {
        self.owned += count;
    }

    fn is_far(&self, item: &DecodeItem<'de>) -> bool {
        prefetch::is_far(self.run.count as u64, item.size)
    }

    fn cut(&self, reader: &mut Reader<'de>) -> Result<()> {
        reader.cut_behind_owned()
    }

    fn taken(&self) -> usize {
        self.owned
    }

    fn of_row(&self, error: Error) -> Error {
        error.of_element([self.run.count])
    }

    unsafe fn settle(item: &DecodeItem<'de>, places: Places) {
        // SAFETY: the caller vouches for them.
        unsafe { item.own(places) }
    }
}
