//! The elements of containers: one sequence across all rows of a block, cut into blocks of their
//! own.
//!
//! Going out, containers hand over *spans* of elements as they have them; elements that lie next to
//! each other are encoded in place, others by a list of addresses, 256 at a time. Coming in, each
//! row's memory is asked for when its first elements are reached, and never for more than the input
//! that is left can fill.

use std::alloc::{Layout, alloc, dealloc, realloc};

use super::BLOCK;
use super::UNTAGGED_TO;
use super::arena::Mark;
use super::decode::DecodeItem;
use super::encode::EncodeItem;
use super::flat::Wire;
use super::kernels::text::copy_short;
use super::places::Places;
use super::reader::Reader;
use super::sequences::Span;
use super::writer::Writer;
use crate::error::Result;

/// The mode byte of elements of fixed width.
pub(crate) const FLAT: u8 = 0;
pub(crate) const BLOCKS: u8 = 1;

/// Takes the elements of a block's containers and encodes them, 256 at a time.
pub(crate) struct Elements<'w, 's> {
    item: EncodeItem,
    pub(crate) writer: &'w mut Writer<'s>,
    /// Elements are written in fixed width, one after another.
    flat: bool,
    /// Room for a block's addresses, or for the elements themselves if they are leaves, once it is
    /// needed.
    list: *mut u8,
    mark: Mark,
    pending: Pending,
}

/// What has been handed over and is not encoded yet.
#[derive(Clone, Copy)]
enum Pending {
    /// This many elements from this address on: 0 to 255.
    Span(*const u8, usize),
    /// This many in the list: 1 to 255.
    Listed(usize),
}

impl<'w, 's> Elements<'w, 's> {
    /// Begins `total` elements (at least 1).
    pub(crate) fn begin(item: EncodeItem, total: u64, writer: &'w mut Writer<'s>) -> Result<Self> {
        let flat = match item.flat.wire {
            Wire::Blocks => false,
            Wire::Bytes => {
                writer.cut_here(total)?;
                true
            }
            Wire::Fixed { .. } if total <= UNTAGGED_TO as u64 && !writer.in_container() => false,
            Wire::Fixed { size, align } => {
                let flat = !writer.small();
                writer.put_slice(&[if flat { FLAT } else { BLOCKS }]);
                if flat {
                    writer.cut_here(total.saturating_mul(size as u64))?;
                    writer.pad(align);
                }
                flat
            }
        };
        let mark = writer.arena().mark();
        let list = std::ptr::null_mut();
        Ok(Elements { item, writer, flat, list, mark, pending: Pending::Span(std::ptr::null(), 0) })
    }

    /// Takes `count` elements that lie next to each other.
    ///
    /// # Safety
    /// They are valid values of the item's type until [`Elements::end`].
    #[inline]
    pub(crate) unsafe fn span(&mut self, first: *const u8, count: usize) -> Result<()> {
        if self.flat && self.item.flat.image {
            // SAFETY: the memory of such elements is initialised, and their wire form.
            unsafe { self.copy(first, count) };
            return Ok(());
        }
        if let Pending::Listed(before) = self.pending {
            // The usual case: a short span joins others in the list.
            if before + count < BLOCK {
                self.list_span(before, first, count);
                self.pending = Pending::Listed(before + count);
                return Ok(());
            }
        }
        // SAFETY: the caller vouches for the elements.
        unsafe { self.long_span(first, count) }
    }

    unsafe fn long_span(&mut self, mut first: *const u8, mut count: usize) -> Result<()> {
        while count > 0 {
            let pending = match self.pending {
                Pending::Span(_, 0) if count >= BLOCK => {
                    let block = Places::strided(first.cast_mut(), self.item.size, BLOCK);
                    // SAFETY: the caller vouches for the elements.
                    unsafe { self.encode(block)? }
                    first = first.wrapping_add(BLOCK * self.item.size);
                    count -= BLOCK;
                    continue;
                }
                Pending::Span(_, 0) => {
                    self.pending = Pending::Span(first, count);
                    return Ok(());
                }
                Pending::Span(start, before) => {
                    if self.list.is_null() {
                        let size = if self.item.leaf { self.item.size } else { size_of::<*mut u8>() };
                        // Units of 16 bytes, which serve every leaf's alignment.
                        self.list = self.writer.arena().array::<u128>((BLOCK * size).div_ceil(16)).cast();
                    }
                    self.list_span(0, start, before);
                    before
                }
                Pending::Listed(before) => before,
            };
            let taken = count.min(BLOCK - pending);
            self.list_span(pending, first, taken);
            self.pending = Pending::Listed(pending + taken);
            if pending + taken == BLOCK {
                // SAFETY: the caller vouches for all elements listed.
                unsafe { self.flush()? }
            }
            first = first.wrapping_add(taken * self.item.size);
            count -= taken;
        }
        Ok(())
    }

    #[inline]
    fn list_span(&mut self, at: usize, first: *const u8, count: usize) {
        let size = self.item.size;
        if self.item.leaf {
            // SAFETY: the list has been made, with room for a block of elements, and `at + count`
            // is at most one; leaves are plain memory.
            return unsafe { copy_short(first, self.list.wrapping_add(at * size), count * size) };
        }
        let list = self.list.cast::<*mut u8>();
        for index in 0..count {
            let element = first.wrapping_add(index * size).cast_mut();
            // SAFETY: as above, for a block of addresses.
            unsafe { list.add(at + index).write(element) }
        }
    }

    #[inline]
    unsafe fn copy(&mut self, first: *const u8, count: usize) {
        let bytes = count.saturating_mul(self.item.size);
        // SAFETY: the caller vouches for `count` elements, initialised to the last byte; `put_with`
        // gives the room.
        unsafe {
            self.writer.put_with(bytes, |out| {
                copy_short(first, out, bytes);
                bytes
            });
        }
    }

    /// Takes all spans of a block's containers.
    ///
    /// # Safety
    /// As for [`Elements::span`]; they have `total` elements.
    pub(crate) unsafe fn spans(&mut self, spans: &[Span], total: u64) -> Result<()> {
        if !(self.flat && self.item.flat.image) {
            for span in spans {
                // SAFETY: the caller vouches for the elements.
                unsafe { self.span(span.first, span.count)? }
            }
            return Ok(());
        }
        let size = self.item.size;
        let bytes = usize::try_from(total).unwrap_or(usize::MAX).saturating_mul(size);
        // SAFETY: the caller vouches for the elements, initialised to the last byte, and for their
        // number, for which `put_with` gives the room.
        unsafe {
            self.writer.put_with(bytes, |out| {
                let mut place = out;
                for span in spans {
                    copy_short(span.first, place, span.count * size);
                    place = place.wrapping_add(span.count * size);
                }
                bytes
            });
        }
        Ok(())
    }

    unsafe fn flush(&mut self) -> Result<()> {
        let block = match self.pending {
            Pending::Span(_, 0) => return Ok(()),
            Pending::Span(first, count) => Places::strided(first.cast_mut(), self.item.size, count),
            Pending::Listed(count) if self.item.leaf => Places::strided(self.list, self.item.size, count),
            Pending::Listed(count) => Places::listed(self.list.cast(), count),
        };
        self.pending = Pending::Span(std::ptr::null(), 0);
        // SAFETY: the elements pending are valid (contract of `span`).
        unsafe { self.encode(block) }
    }

    unsafe fn encode(&mut self, block: Places) -> Result<()> {
        let writer = &mut *self.writer;
        if self.flat {
            writer.set_untagged();
            // SAFETY: the caller vouches for the block.
            return unsafe { (self.item.encode)(block, writer) };
        }
        writer.cut()?;
        let position = writer.position();
        // SAFETY: the caller vouches for the block.
        unsafe {
            if block.len() == 1 {
                (self.item.one)(block.row(0), writer)?;
            } else {
                (self.item.encode)(block, writer)?;
            }
        }
        writer.count_empty(block.len(), position)
    }

    /// Encodes what is pending, and leaves room as the writer wants it.
    ///
    /// # Safety
    /// All elements handed over are still valid.
    pub(crate) unsafe fn end(mut self) -> Result<()> {
        // SAFETY: the caller vouches for the elements.
        unsafe { self.flush()? }
        self.writer.arena().release(self.mark);
        self.writer.reserve_beyond(0);
        Ok(())
    }
}

/// The memory of one row's elements while they are decoded.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) start: *mut u8,
    /// How many elements the row has.
    pub(crate) count: usize,
    /// For how many there is memory.
    capacity: usize,
}

/// The elements of a block of containers while they are decoded; frees them all unless it is
/// forgotten.
pub(crate) struct Runs<'de> {
    item: DecodeItem<'de>,
    runs: *mut Run,
    rows: usize,
    /// How many elements are decoded, counted over all rows, and not owned yet.
    done: usize,
}

impl Drop for Runs<'_> {
    fn drop(&mut self) {
        let mut done = self.done;
        for row in 0..self.rows {
            // SAFETY: all `rows` runs have been initialised (contract of `decode_elements`).
            let run = unsafe { self.runs.add(row).read() };
            let here = done.min(run.count);
            done -= here;
            // SAFETY: the first `here` elements are as the item's `decode` left them; the memory
            // was allocated for `capacity`.
            unsafe {
                discard_run(&self.item, run.start, here);
                free(&self.item, run.start, run.capacity);
            }
        }
    }
}

/// Gets rid of decoded elements that were not owned yet.
///
/// # Safety
/// `count` elements at `start` are as the item's `decode` left them.
pub(crate) unsafe fn discard_run(item: &DecodeItem<'_>, start: *mut u8, count: usize) {
    // SAFETY: the caller vouches for them.
    unsafe { for_blocks(start, item.size, count, item.discard) }
}

/// Applies a function to elements, a block at a time.
///
/// # Safety
/// They are in the state that the function asks for.
pub(crate) unsafe fn for_blocks(start: *mut u8, size: usize, count: usize, apply: unsafe fn(Places)) {
    let mut from = 0;
    while from < count {
        let rows = (count - from).min(BLOCK);
        // SAFETY: the caller vouches for the elements.
        unsafe { apply(Places::strided(start.wrapping_add(from * size), size, rows)) }
        from += rows;
    }
}

fn layout(item: &DecodeItem<'_>, count: usize) -> Option<Layout> {
    Layout::from_size_align(item.size.checked_mul(count)?, item.align).ok()
}

/// Frees the memory of a run.
///
/// # Safety
/// It was allocated for `capacity` elements of the item, and is not used any more.
pub(crate) unsafe fn free(item: &DecodeItem<'_>, start: *mut u8, capacity: usize) {
    if let Some(layout) = layout(item, capacity).filter(|layout| layout.size() > 0) {
        // SAFETY: `Run::grow` allocated it with the same layout.
        unsafe { dealloc(start, layout) }
    }
}

impl Run {
    /// A run of `count` elements that has no memory yet.
    pub(crate) fn of(item: &DecodeItem<'_>, count: usize) -> Self {
        Run { start: std::ptr::without_provenance_mut(item.align), count, capacity: 0 }
    }

    /// Makes sure that there is memory for `needed` elements: for all at once, if the input left
    /// could fill them.
    fn grow(&mut self, item: &DecodeItem<'_>, needed: usize, reader: &mut Reader<'_>) -> Result<()> {
        /// Below this, nobody minds.
        const SMALL: usize = 64 << 10;
        /// How many bytes of memory a byte of input is taken to be good for.
        const FACTOR: u64 = 16;
        if needed <= self.capacity {
            return Ok(());
        }
        let whole = self.count.saturating_mul(item.size);
        let capacity = if whole <= SMALL || whole as u64 <= reader.left_in_all().saturating_mul(FACTOR) {
            self.count
        } else {
            needed.max(self.capacity.saturating_mul(2)).min(self.count)
        };
        reader.charge((capacity - self.capacity).saturating_mul(item.size))?;
        let Some(new) = layout(item, capacity) else {
            return Err(reader.refused(usize::MAX));
        };
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
                return Err(reader.refused(new.size()));
            }
            self.start = start;
        }
        self.capacity = capacity;
        Ok(())
    }
}

/// Whether `total` elements (at least 1) lie flat; if so, the reader is at the first one.
pub(crate) fn take_mode(wire: Wire, total: usize, reader: &mut Reader<'_>) -> Result<bool> {
    match wire {
        Wire::Blocks => Ok(false),
        Wire::Bytes => {
            reader.cut()?;
            Ok(true)
        }
        Wire::Fixed { .. } if total <= UNTAGGED_TO && !reader.in_container() => Ok(false),
        Wire::Fixed { align, .. } => match reader.byte()? {
            FLAT => {
                reader.cut()?;
                reader.pad(align)?;
                Ok(true)
            }
            BLOCKS => Ok(false),
            mode => Err(reader.malformed(format!("mode {mode} of elements is neither 0 nor 1"))),
        },
    }
}

/// Decodes a block of elements into places that nothing has been written to.
///
/// # Safety
/// The places take the item's type.
unsafe fn decode_block<'de>(
    item: &DecodeItem<'de>,
    flat: bool,
    places: Places,
    reader: &mut Reader<'de>,
) -> Result<()> {
    if flat {
        reader.set_untagged();
        // SAFETY: the caller vouches for the places.
        return unsafe { (item.decode)(places, reader) };
    }
    let position = reader.position();
    // SAFETY: as above.
    unsafe { (item.decode)(places, reader)? }
    reader.count_empty(places.len(), position).inspect_err(|_| {
        // SAFETY: the block has just been decoded, and the error says that it is not.
        unsafe { (item.discard)(places) }
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
    let mut guard = Runs { item, runs, rows, done: 0 };
    let flat = take_mode(item.flat.wire, total, reader)?;
    if flat && item.flat.image {
        copy_runs(&mut guard, reader)?;
    } else {
        decode_runs(&mut guard, flat, total, reader)?;
    }
    Ok(guard)
}

/// Copies elements whose memory is their wire form.
fn copy_runs(guard: &mut Runs<'_>, reader: &mut Reader<'_>) -> Result<()> {
    for row in 0..guard.rows {
        // SAFETY: all runs have been initialised.
        let run = unsafe { &mut *guard.runs.add(row) };
        if run.count > 0 {
            let bytes = run.count.saturating_mul(guard.item.size);
            let from = reader.take(bytes)?;
            run.grow(&guard.item, run.count, reader)?;
            // SAFETY: `bytes` were taken, and the run has memory for them; every bit pattern is a
            // value (`image`).
            unsafe { run.start.copy_from_nonoverlapping(from, bytes) };
            guard.done += run.count;
        }
    }
    Ok(())
}

/// Decodes elements by blocks, each of which may reach over several rows.
fn decode_runs<'de>(guard: &mut Runs<'de>, flat: bool, total: usize, reader: &mut Reader<'de>) -> Result<()> {
    let (list, scratch) = reader.scratch(size_of::<*mut u8>(), align_of::<*mut u8>(), BLOCK)?;
    let list = list.cast::<*mut u8>();
    let mut cursor = Cursor { row: 0, within: 0 };
    while guard.done < total {
        let block = (total - guard.done).min(BLOCK);
        if !flat {
            reader.cut()?;
        }
        let places = cursor.places(guard, block, list, reader)?;
        // SAFETY: the places are memory of the runs that nothing has been written to yet.
        unsafe { decode_block(&guard.item, flat, places, reader)? }
        guard.done += block;
    }
    reader.give_back(scratch);
    Ok(())
}

/// How far the elements have been given places.
struct Cursor {
    row: usize,
    within: usize,
}

impl Cursor {
    /// Places for the next `block` elements: in one piece if one row has them all, else listed.
    fn places(
        &mut self,
        guard: &mut Runs<'_>,
        block: usize,
        list: *mut *mut u8,
        reader: &mut Reader<'_>,
    ) -> Result<Places> {
        let size = guard.item.size;
        let mut filled = 0;
        while filled < block && self.row < guard.rows {
            // SAFETY: all runs have been initialised.
            let run = unsafe { &mut *guard.runs.add(self.row) };
            let here = (run.count - self.within).min(block - filled);
            if here > 0 {
                run.grow(&guard.item, self.within + here, reader)?;
            }
            let first = run.start.wrapping_add(self.within * size);
            self.within += here;
            if self.within == run.count {
                self.row += 1;
                self.within = 0;
            }
            if here == block {
                return Ok(Places::strided(first, size, block));
            }
            for index in 0..here {
                // SAFETY: the list has room for a block, of which `filled + here` is a part.
                unsafe { list.add(filled + index).write(first.wrapping_add(index * size)) }
            }
            filled += here;
        }
        Ok(Places::listed(list, filled))
    }
}

impl Runs<'_> {
    /// Hands all runs over: each has exactly the memory that it needs, and whoever takes it frees
    /// it.
    pub(crate) fn hand_over(self) {
        std::mem::forget(self);
    }
}

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
        struct Memory<'m, 'de>(&'m DecodeItem<'de>, Run);
        impl Drop for Memory<'_, '_> {
            fn drop(&mut self) {
                // SAFETY: the run has this much memory, and its elements are gone.
                unsafe { free(self.0, self.1.start, self.1.capacity) }
            }
        }
        let _memory = Memory(&self.item, self.run);
        // SAFETY: `owned` elements are owned values, dropped once.
        unsafe { for_blocks(self.run.start, self.item.size, self.owned, self.item.drop) }
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
                decode_block(&self.item, flat, places, reader)?;
                if self.item.locates {
                    (self.item.own)(places);
                }
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
    if length == 0 {
        return Ok(());
    }
    let total = slots.len().saturating_mul(length);
    let flat = take_mode(item.flat.wire, total, reader)?;
    if flat && item.flat.image {
        let bytes = length.saturating_mul(item.size);
        let from = reader.take(bytes.saturating_mul(slots.len()))?;
        // SAFETY: all slots' bytes were taken; every bit pattern is a value (`image`).
        unsafe {
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
        for index in 0..block {
            let at = arrays.done + index;
            // SAFETY: element `at` is one of the block's, and the list has room for a block.
            unsafe { list.add(index).write(slots.row(at / length).wrapping_add(at % length * item.size)) }
        }
        // SAFETY: the places are parts of the slots that nothing has been written to yet.
        unsafe { decode_block(&arrays.item, flat, Places::listed(list, block), reader)? }
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

impl Drop for Arrays<'_> {
    fn drop(&mut self) {
        let mut done = self.done;
        for row in 0..self.slots.len() {
            let here = done.min(self.length);
            done -= here;
            // SAFETY: the first `done` elements are as the item's `decode` left them.
            unsafe { discard_run(&self.item, self.slots.row(row), here) }
        }
    }
}

/// Makes an array's elements own themselves.
///
/// # Safety
/// `count` elements at `start` are as the item's `decode` left them.
pub(crate) unsafe fn own_array(start: *mut u8, item: DecodeItem<'_>, count: usize) {
    if item.locates {
        // SAFETY: the caller vouches for them.
        unsafe { for_blocks(start, item.size, count, item.own) }
    }
}
