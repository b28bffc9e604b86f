//! The rows of a block by the variants that they have: listed for all variants at once, as a pass for each would be most of what an
//! enum costs.

use super::kernels::sorting::{MOST_TAGS, Sorted};
use super::places::{BLOCK, Places};
use crate::error::Result;

/// A block's rows by variant, in memory that is not on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Partition {
    list: *mut *mut u8,
    ends: *mut u16,
}

/// The memory of one.
#[repr(C)]
pub(crate) struct Listed {
    /// The rows' addresses.
    list: [*mut u8; BLOCK],
    /// Where each variant's rows end in the list, of the first ones.
    ends: [u16; MOST_TAGS],
}

impl Partition {
    /// One in this memory.
    pub(crate) fn at(memory: *mut Listed) -> Self {
        Partition { list: memory.cast(), ends: memory.wrapping_byte_add(std::mem::offset_of!(Listed, ends)).cast() }
    }

    /// Calls `each` with every variant that occurs, in ascending order, and its rows.
    ///
    /// # Safety
    /// `tags` has the variant of each row, below `variants`; the memory is there until this is done, and nobody
    /// else's.
    pub(crate) unsafe fn for_each(
        self,
        rows: Places,
        tags: &[u16],
        variants: usize,
        each: &mut dyn FnMut(u16, Places) -> Result<()>,
    ) -> Result<()> {
        // Of more variants, each that occurs takes a pass of its own.
        if variants > MOST_TAGS {
            // SAFETY: the caller vouches for tags and memory.
            return unsafe { self.one_by_one(rows, tags, each) };
        }
        // SAFETY: as above.
        unsafe { self.sort(rows, tags, variants) };
        let mut start = 0;
        for variant in 0..variants {
            // SAFETY: `sort` has written an end for each variant, which are in ascending order and no more than there are rows.
            let (end, list) = unsafe { (self.ends.add(variant).read(), self.list.add(usize::from(start))) };
            if end > start {
                each(variant as u16, Places::listed(list, usize::from(end - start)))?;
                start = end;
            }
        }
        Ok(())
    }

    /// Lists all rows, variant by variant. Apart, so that what it needs is not below what comes of the rows.
    ///
    /// # Safety
    /// As for [`Partition::for_each`].
    #[inline(never)]
    unsafe fn sort(self, rows: Places, tags: &[u16], variants: usize) {
        let sorted = Sorted::of(tags, variants);
        // SAFETY: there is a tag for each row, and the list has room for a block; every row that is told is below their number.
        unsafe {
            rows.list(sorted.rows(rows.len()), self.list);
            self.ends.copy_from_nonoverlapping(sorted.ends.as_ptr(), MOST_TAGS);
        }
    }

    /// The same for any number of variants.
    ///
    /// # Safety
    /// As for [`Partition::for_each`].
    #[cold]
    unsafe fn one_by_one(
        self,
        rows: Places,
        tags: &[u16],
        each: &mut dyn FnMut(u16, Places) -> Result<()>,
    ) -> Result<()> {
        let mut after = None;
        // At most as many rounds as there are rows.
        while let Some(next) = tags.iter().copied().filter(|tag| after.is_none_or(|last| *tag > last)).min() {
            let mut count = 0;
            // SAFETY: there is a tag for each row, and the list has room for a block; `count` never passes the row's index.
            unsafe {
                rows.for_each(|index, row| {
                    self.list.add(count).write(row);
                    count += usize::from(*tags.get_unchecked(index) == next);
                });
            }
            each(next, Places::listed(self.list, count))?;
            after = Some(next);
        }
        Ok(())
    }
}
