//! The elements of containers on their way in, for a block of containers at once: a *run* of memory
//! for each.
//!
//! A row's memory is asked for when its first elements are reached, and never for more than the
//! input that is left can fill. [`super::growing`] is the same for one container, [`super::arrays`] for those
//! that have their memory in them.

use std::alloc::{Layout, alloc, dealloc, realloc};

use super::ahead::ask_for_slots;
use super::decode::DecodeItem;
use super::elements::{BLOCKS, FLAT};
use super::flat::Wire;
use super::kernels::pieces::copy_short;
use super::owned::each_despite_panics;
use super::places::{Places, SPARE, list_span};
use super::reader::Reader;
use super::together::{LEAST, SMALL, Together};
use super::{BLOCK, UNTAGGED_TO};
use crate::error::{Error, Result};

/// The memory of one row's elements while they are decoded.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) start: *mut u8,
    /// How many elements the row has.
    pub(crate) count: usize,
    /// For how many there is memory.
    pub(crate) capacity: usize,
}

/// The elements of a block of containers while they are decoded; frees them all unless it is
/// forgotten.
pub(crate) struct Runs<'de> {
    item: DecodeItem<'de>,
    runs: *mut Run,
    rows: usize,
    /// How many elements are decoded, counted over all rows, and not owned yet.
    done: usize,
    /// The row whose elements are next, and how many of them have had their places told.
    row: usize,
    within: usize,
}

impl Drop for Runs<'_> {
    fn drop(&mut self) {
        let mut done = self.done;
        each_despite_panics(self.rows, &mut |row| {
            // SAFETY: all `rows` runs have been initialised (contract of `decode_elements`). The first `here` elements are as the
            // item's `decode` left them; the memory was allocated for `capacity`.
            unsafe {
                let run = self.runs.add(row).read();
                let here = done.min(run.count);
                done -= here;
                let _memory = Memory::of(&self.item, run.start, run.capacity);
                discard_run(&self.item, run.start, here);
            }
        });
    }
}

/// Gets rid of decoded elements that were not owned yet.
///
/// # Safety
/// `count` elements at `start` are as the item's `decode` left them.
pub(crate) unsafe fn discard_run(item: &DecodeItem<'_>, start: *mut u8, count: usize) {
    // SAFETY: the caller vouches for them.
    unsafe { for_blocks(start, item.size, count, |block| item.discard(block)) }
}

/// Applies a function to `count` elements of so many bytes from `start` on, a block at a time.
pub(crate) fn for_blocks(start: *mut u8, size: usize, count: usize, apply: impl Fn(Places)) {
    each_despite_panics(count.div_ceil(BLOCK), &mut |index| apply(Places::block(start, size, count, index)));
}

/// The memory of a run's elements; frees it when it is dropped.
pub(crate) struct Memory<'m, 'de> {
    item: &'m DecodeItem<'de>,
    start: *mut u8,
    capacity: usize,
}

impl<'m, 'de> Memory<'m, 'de> {
    /// # Safety
    /// The memory was allocated for `capacity` elements of the item, and is this guard's now; its elements are gone before it is.
    pub(crate) unsafe fn of(item: &'m DecodeItem<'de>, start: *mut u8, capacity: usize) -> Self {
        Memory { item, start, capacity }
    }
}

impl Drop for Memory<'_, '_> {
    fn drop(&mut self) {
        if let Some(layout) = layout(self.item, self.capacity).filter(|layout| layout.size() > 0) {
            // SAFETY: `Run::resize` allocated it with the same layout.
            unsafe { dealloc(self.start, layout) }
        }
    }
}

/// For how many elements there is memory where there are `count`: for some bytes at least, which allocators give in any
/// case, so that few elements are copied without a branch for their number.
pub(crate) const fn room(count: usize, size: usize) -> usize {
    if count == 0 || size == 0 || count >= LEAST / size { count } else { LEAST / size }
}

fn layout(item: &DecodeItem<'_>, count: usize) -> Option<Layout> {
    Layout::from_size_align(item.size.checked_mul(count)?, item.align).ok()
}

impl Run {
    /// A run of `count` elements that has no memory yet.
    pub(crate) fn of(item: &DecodeItem<'_>, count: usize) -> Self {
        Run { start: std::ptr::without_provenance_mut(item.align), count, capacity: 0 }
    }

    /// Gives a run memory for `capacity` elements, more than it has, and charges what is new.
    #[inline]
    pub(crate) fn fit(&mut self, item: &DecodeItem<'_>, capacity: usize, reader: &mut Reader<'_>) -> Result<()> {
        reader.charge((capacity - self.capacity).saturating_mul(item.size))?;
        if self.resize(item, capacity) { Ok(()) } else { Err(reader.refused(capacity.saturating_mul(item.size))) }
    }

    /// Makes sure that there is memory for `needed` elements: for all at once, if the input left
    /// could fill them.
    pub(crate) fn grow(&mut self, item: &DecodeItem<'_>, needed: usize, reader: &mut Reader<'_>) -> Result<()> {
        /// How many bytes of memory a byte of input is taken to be good for.
        const FACTOR: u64 = 16;
        if needed <= self.capacity {
            return Ok(());
        }
        let whole = self.count.saturating_mul(item.size);
        let capacity = if whole <= SMALL || whole as u64 <= reader.left_in_all().saturating_mul(FACTOR) {
            room(self.count, item.size)
        } else {
            needed.max(self.capacity.saturating_mul(2)).min(self.count)
        };
        self.fit(item, capacity, reader)
    }

    /// Gives a run memory for `capacity` elements, more than it has; false, and as it was, if there is none.
    #[inline]
    pub(crate) fn resize(&mut self, item: &DecodeItem<'_>, capacity: usize) -> bool {
        let Some(new) = layout(item, capacity) else { return false };
        if new.size() > 0 {
            let old = layout(item, self.capacity).filter(|old| old.size() > 0);
            // SAFETY: the new size is not 0; an old block was allocated here with the old layout,
            // of the same alignment.
            let start = unsafe {
                match old {
                    Some(old) => realloc(self.start, old, new.size()),
                    None => alloc(new),
                }
            };
            if start.is_null() {
                return false;
            }
            self.start = start;
        }
        self.capacity = capacity;
        true
    }
}

/// How elements lie.
pub(crate) enum Mode {
    /// In blocks.
    Blocks,
    /// Flat, from here on: they are a field of a record.
    Here,
    /// Flat, from the next place on that is a multiple of this, perhaps in another chunk.
    Flat { align: usize },
}

/// How `total` elements (at least 1) lie.
pub(crate) fn take_mode(wire: Wire, total: usize, reader: &mut Reader<'_>) -> Result<Mode> {
    if reader.walk.take_untagged() {
        return Ok(Mode::Here);
    }
    match wire {
        Wire::Blocks => Ok(Mode::Blocks),
        Wire::Bytes => Ok(Mode::Flat { align: 1 }),
        Wire::Fixed { .. } if total <= UNTAGGED_TO && !reader.in_container() => Ok(Mode::Blocks),
        Wire::Fixed { align, .. } => match reader.byte()? {
            FLAT => Ok(Mode::Flat { align }),
            BLOCKS => Ok(Mode::Blocks),
            mode => Err(reader.malformed(format!("mode {mode} of elements is neither 0 nor 1"))),
        },
    }
}

/// Whether `total` elements (at least 1) lie flat; if so, the reader is at the first one.
pub(crate) fn begin_elements(wire: Wire, total: usize, reader: &mut Reader<'_>) -> Result<bool> {
    take_mode(wire, total, reader)?.begin(reader)
}

impl Mode {
    /// Goes to the first element, if they lie flat; whether they do.
    pub(crate) fn begin(self, reader: &mut Reader<'_>) -> Result<bool> {
        match self {
            Mode::Blocks => Ok(false),
            Mode::Here => Ok(true),
            Mode::Flat { align } => {
                reader.cut()?;
                reader.pad(align)?;
                Ok(true)
            }
        }
    }
}

/// Where elements go, piece by piece, and who owns them then.
pub(crate) trait Spans<'de> {
    /// The place of the next elements, and how many of them lie there next to each other: at least
    /// 1 and at most `most`, uninitialised.
    fn next(&mut self, item: &DecodeItem<'de>, most: usize, reader: &mut Reader<'de>) -> Result<(*mut u8, usize)>;

    /// Takes the elements that have been decoded into the last places told, and left as `settle`
    /// left them.
    fn take(&mut self, count: usize);

    /// Whether the elements go to memory beyond the caches.
    fn is_far(&self, _: &DecodeItem<'de>) -> bool {
        false
    }

    /// Goes to a place between two blocks where the payload may be cut.
    fn cut(&self, reader: &mut Reader<'de>) -> Result<()> {
        reader.cut()
    }

    /// How many elements have been taken.
    fn taken(&self) -> usize;

    /// Tells which row and element of it an error is about that knows which one of all.
    fn of_row(&self, error: Error) -> Error;

    /// Makes of a block of elements, as the item's `decode` left them, what is taken.
    ///
    /// # Safety
    /// They are as said.
    unsafe fn settle(_: &DecodeItem<'de>, _: Places) {}

    /// Decodes `total` elements (at least 1), which are next in the input, and lie flat or do not.
    ///
    /// # Errors
    /// Bytes that are not such elements, or a limit.
    fn fill(&mut self, item: &DecodeItem<'de>, flat: bool, total: usize, reader: &mut Reader<'de>) -> Result<()> {
        if flat && item.flat.image {
            self.copy(item, total, reader)?;
        } else {
            self.decode(item, flat, total, reader)?;
        }
        if flat { self.cut(reader) } else { Ok(()) }
    }

    /// Copies elements whose memory is their wire form.
    fn copy(&mut self, item: &DecodeItem<'de>, total: usize, reader: &mut Reader<'de>) -> Result<()> {
        let mut from = reader.take(total.saturating_mul(item.size))?;
        let mut left = total;
        while left > 0 {
            let (first, count) = self.next(item, left, reader)?;
            // SAFETY: all elements' bytes were taken, and there is memory for these; every bit
            // pattern is a value (`image`).
            unsafe { first.copy_from_nonoverlapping(from, count * item.size) }
            self.take(count);
            from = from.wrapping_add(count * item.size);
            left -= count;
        }
        Ok(())
    }

    /// Decodes elements by blocks, each of which may reach over several pieces.
    fn decode(&mut self, item: &DecodeItem<'de>, flat: bool, total: usize, reader: &mut Reader<'de>) -> Result<()> {
        let mut list = std::ptr::null_mut();
        let mut left = total;
        while left > 0 {
            let block = left.min(BLOCK);
            if !flat {
                self.cut(reader)?;
            }
            let places = self.places(item, &mut list, block, reader)?;
            // SAFETY: the places are memory that nothing has been written to yet.
            unsafe {
                decode_block(item, flat, places, reader)
                    .map_err(|error| self.of_row(error.in_block(self.taken(), block)))?;
                Self::settle(item, places);
            }
            self.take(block);
            left -= block;
        }
        Ok(())
    }

    /// Places for the next block of elements: in one piece if one has them all, else listed. Apart,
    /// so that its frame is not below theirs.
    #[inline(never)]
    fn places(
        &mut self,
        item: &DecodeItem<'de>,
        list: &mut *mut *mut u8,
        block: usize,
        reader: &mut Reader<'de>,
    ) -> Result<Places> {
        let (mut first, mut count) = self.next(item, block, reader)?;
        if count == block {
            let places = Places::strided(first, item.size, block);
            if self.is_far(item) {
                ask_for_slots(first, block.saturating_mul(item.size), reader.position());
            }
            return Ok(places);
        }
        if list.is_null() {
            *list = reader.scratch_of(BLOCK + SPARE)?;
        }
        let mut filled = 0;
        loop {
            // SAFETY: the list has room for a block, of which `filled + count` is a part, and for `SPARE` more.
            unsafe { list_span(list.add(filled), first, item.size, count) }
            filled += count;
            if filled == block {
                return Ok(Places::listed(*list, block));
            }
            (first, count) = self.next(item, block - filled, reader)?;
        }
    }
}

/// Decodes a block of elements into places that nothing has been written to.
///
/// # Safety
/// The places take the item's type.
pub(super) unsafe fn decode_block<'de>(
    item: &DecodeItem<'de>,
    flat: bool,
    places: Places,
    reader: &mut Reader<'de>,
) -> Result<()> {
    if flat {
        reader.walk.untagged = true;
        // SAFETY: the caller vouches for the places.
        return unsafe { item.decode(places, reader) };
    }
    let position = reader.position();
    // SAFETY: as above.
    unsafe { item.decode(places, reader)? }
    reader.count_empty(places.len(), position).inspect_err(|_| {
        // SAFETY: the block has just been decoded, and the error says that it is not.
        unsafe { item.discard(places) }
    })
}

/// Decodes the elements of `rows` containers: `runs` has their counts, and gets their memory,
/// filled as the item's `decode` leaves it.
///
/// # Safety
/// `runs` has `rows` runs without memory, `total` elements in all (at least 1), and stays in place
/// until the guard is gone.
pub(crate) unsafe fn decode_elements<'de>(
    item: DecodeItem<'de>,
    runs: *mut Run,
    rows: usize,
    total: usize,
    reader: &mut Reader<'de>,
) -> Result<Runs<'de>> {
    let mut guard = Runs { item, runs, rows, done: 0, row: 0, within: 0 };
    if let Some(flat) = guard.begin(item, total, reader)? {
        guard.fill(&item, flat, total, reader)?;
    }
    Ok(guard)
}

impl<'de> Spans<'de> for Runs<'de> {
    fn next(&mut self, item: &DecodeItem<'de>, most: usize, reader: &mut Reader<'de>) -> Result<(*mut u8, usize)> {
        loop {
            debug_assert!(self.row < self.rows, "the counts add up to the total");
            // SAFETY: all runs have been initialised, and their counts add up to what is asked for.
            let run = unsafe { &mut *self.runs.add(self.row) };
            let here = (run.count - self.within).min(most);
            if here == 0 {
                self.row += 1;
                self.within = 0;
                continue;
            }
            run.grow(item, self.within + here, reader)?;
            let first = run.start.wrapping_add(self.within * item.size);
            self.within += here;
            return Ok((first, here));
        }
    }

    fn take(&mut self, count: usize) {
        self.done += count;
    }

    fn taken(&self) -> usize {
        self.done
    }

    fn of_row(&self, error: Error) -> Error {
        // SAFETY: all runs have been initialised.
        error.of_element((0..self.rows).map(|row| unsafe { (*self.runs.add(row)).count }))
    }
}

/// Into the memory that every row gets.
impl<'de> Together<'de> for Runs<'de> {
    unsafe fn distribute(&mut self, elements: *const u8, beyond: usize, reader: &mut Reader<'_>) -> Result<()> {
        let size = self.item.size;
        // So that the few elements of most rows can be moved by a copy of constant length.
        let fixed = beyond >= LEAST && size > 0 && LEAST.is_multiple_of(size);
        let mut next = elements;
        for row in 0..self.rows {
            // SAFETY: all runs have been initialised, without memory, and have as many elements as there are; memory that was
            // just allocated is not theirs. A run that has less than `LEAST` bytes has room for as many, which can be read.
            unsafe {
                let run = &mut *self.runs.add(row);
                let bytes = run.count * size;
                if bytes > 0 {
                    run.fit(&self.item, room(run.count, size), reader)?;
                    if fixed && bytes <= LEAST {
                        run.start.copy_from_nonoverlapping(next, LEAST);
                    } else {
                        copy_short(next, run.start, bytes);
                    }
                    next = next.wrapping_add(bytes);
                }
                self.done += run.count;
            }
        }
        Ok(())
    }
}

impl Runs<'_> {
    /// Hands all runs over: each has exactly the memory that it needs, and whoever takes it frees
    /// it.
    pub(crate) fn hand_over(self) {
        std::mem::forget(self);
    }
}
