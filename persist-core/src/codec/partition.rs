//! The rows of a block by the variants that they have: listed in one pass for all variants, as a pass for each would be most of
//! what an enum costs.

use std::alloc::Layout;

use super::places::{BLOCK, Places};
use crate::error::Result;

/// Enums of up to this many variants are partitioned in one pass; of others, each variant that occurs takes one.
const AT_ONCE: usize = 64;

/// A block's rows by variant, in memory that is not on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Partition {
    list: *mut *mut u8,
    ends: *mut u16,
}

/// The memory of one.
#[repr(C)]
struct Memory {
    /// The rows' addresses.
    list: [*mut u8; BLOCK],
    /// Where each variant's rows end in the list, of the first ones.
    ends: [u16; AT_ONCE],
}

impl Partition {
    /// What memory it takes.
    pub(crate) const LAYOUT: Layout = Layout::new::<Memory>();

    /// One in this memory.
    pub(crate) fn at(memory: *mut u8) -> Self {
        Partition { list: memory.cast(), ends: memory.wrapping_add(std::mem::offset_of!(Memory, ends)).cast() }
    }

    /// Calls `each` with every variant that occurs, in ascending order, and its rows.
    ///
    /// # Safety
    /// `tags` has the variant of each row, below `variants`; the memory has the layout, is there until this is done, and nobody
    /// else's.
    pub(crate) unsafe fn for_each(
        self,
        rows: Places,
        tags: &[u16],
        variants: usize,
        each: &mut dyn FnMut(u16, Places) -> Result<()>,
    ) -> Result<()> {
        if variants > AT_ONCE {
            // SAFETY: the caller vouches for tags and memory.
            return unsafe { self.one_by_one(rows, tags, each) };
        }
        // SAFETY: as above.
        unsafe { self.sort(rows, tags) };
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

    /// Lists all rows, variant by variant. Apart, so that its counters are not below what comes of the rows.
    ///
    /// # Safety
    /// As for [`Partition::for_each`].
    #[inline(never)]
    unsafe fn sort(self, rows: Places, tags: &[u16]) {
        // How many rows each variant has, then where its next row goes. Tags are below `AT_ONCE`.
        let mut next = [0_u16; AT_ONCE];
        let place_of = |tag: u16| usize::from(tag) % AT_ONCE;
        for tag in tags {
            next[place_of(*tag)] += 1;
        }
        let mut sum = 0;
        for count in &mut next {
            sum += std::mem::replace(count, sum);
        }
        // SAFETY: there is a tag for each row; as many places as rows are told, each once, and the list has room for a block.
        unsafe {
            rows.for_each(|index, row| {
                let next = &mut next[place_of(*tags.get_unchecked(index))];
                self.list.add(usize::from(*next)).write(row);
                *next += 1;
            });
            self.ends.copy_from_nonoverlapping(next.as_ptr(), AT_ONCE);
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
