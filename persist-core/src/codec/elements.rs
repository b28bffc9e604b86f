//! The elements of containers on their way out: one sequence across all rows of a block, cut into
//! blocks of their own.
//!
//! Containers hand over *spans* of elements as they have them; elements that lie next to each other
//! are encoded in place, others by a list of addresses, 256 at a time. The way in is [`super::runs`].

use super::ahead::ask_for_values;
use super::arena::Mark;
use super::encode::{Encode, EncodeItem};
use super::flat::Wire;
use super::kernels::lengths::Counts;
use super::kernels::pieces::{BEYOND, Pieces, copy_short};
use super::places::{Places, Rows, SPARE, list_span};
use super::writer::{SHORT, Writer};
use super::{BLOCK, UNTAGGED_TO};
use crate::error::{Error, Result, Segment};

/// The mode byte of elements of fixed width.
pub(crate) const FLAT: u8 = 0;
pub(crate) const BLOCKS: u8 = 1;

/// Leaves of so many bytes in all are copied together before they are encoded.
const GATHERED: usize = 16 << 10;

/// Takes the elements of a block's containers and encodes them, 256 at a time.
pub(crate) struct Elements<'w, 's> {
    kind: &'static Content,
    pub(crate) writer: &'w mut Writer<'s>,
    /// Elements are written in fixed width, one after another.
    pub(super) flat: bool,
    /// Room for a block's addresses and [`SPARE`] more, or for so many elements themselves if they are leaves, once it is
    /// needed.
    list: *mut u8,
    /// Room for the addresses of the values of a block's entries.
    values: *mut *mut u8,
    mark: Mark,
    /// How many elements there are to be at most; if they come in one span, so many.
    total: u64,
    /// Whether what these are elements of lies beyond the caches.
    outer_far: bool,
    pending: Pending,
    /// How many have been encoded, where that can fail.
    done: usize,
}

/// What the elements of a container are.
pub(crate) struct Content {
    pub(super) item: EncodeItem,
    /// Of the entries of a map, whose keys are the items.
    values: Option<EncodeItem>,
}

impl Content {
    /// The elements of a sequence, a set or an array.
    pub(crate) const fn of<T: Encode>() -> Self {
        Content { item: EncodeItem::of::<T>(), values: None }
    }

    /// The entries of a map.
    pub(crate) const fn entries<K: Encode, V: Encode>() -> Self {
        Content { item: EncodeItem::of::<K>().apart(), values: Some(EncodeItem::of::<V>()) }
    }

    /// The bytes of an element or entry.
    pub(super) fn size(&self) -> usize {
        self.item.size + self.values.as_ref().map_or(0, |values| values.size)
    }
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
    pub(crate) fn begin(kind: &'static Content, total: u64, writer: &'w mut Writer<'s>) -> Result<Self> {
        let flat = match kind.item.flat.wire {
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
        let (list, values) = match kind.values {
            Some(_) => (writer.arena().array::<*mut u8>(BLOCK + SPARE).cast(), writer.arena().array(BLOCK)),
            None => (std::ptr::null_mut(), std::ptr::null_mut()),
        };
        let pending = Pending::Span(std::ptr::null(), 0);
        let outer_far = writer.walk.begin_rows(total, kind.size());
        Ok(Elements { kind, writer, flat, list, values, mark, total, outer_far, pending, done: 0 })
    }

    /// Takes an entry.
    ///
    /// # Safety
    /// As for [`Elements::span`]; the kind is one of entries, with keys and values of these types.
    #[inline]
    pub(crate) unsafe fn entry(&mut self, key: *const u8, value: *const u8) -> Result<()> {
        let filled = match self.pending {
            Pending::Listed(filled) => filled,
            Pending::Span(..) => 0,
        };
        // SAFETY: the kind is that of entries: both lists have room for a block, and are flushed when full.
        unsafe {
            self.list.cast::<*mut u8>().add(filled).write(key.cast_mut());
            self.values.add(filled).write(value.cast_mut());
        }
        self.pending = Pending::Listed(filled + 1);
        // SAFETY: the caller vouches for all entries.
        if filled + 1 == BLOCK { unsafe { self.flush() } } else { Ok(()) }
    }

    /// Takes an element.
    ///
    /// # Safety
    /// As for [`Elements::span`]; the kind is that of `T`.
    #[inline]
    pub(crate) unsafe fn element<T: Encode>(&mut self, element: &T) -> Result<()> {
        let place = std::ptr::from_ref(element);
        if const { T::FLAT.image && size_of::<T>() <= SHORT } && self.flat {
            // SAFETY: an element that is initialised to the last byte.
            self.writer.put_slice(unsafe { std::slice::from_raw_parts(place.cast(), size_of::<T>()) });
            return Ok(());
        }
        match self.pending {
            // The usual case, as there.
            Pending::Listed(before) if before + 1 < BLOCK => {
                // SAFETY: the list has been made, with room for a block of leaves, which are plain memory, or of addresses.
                unsafe {
                    if T::LEAF {
                        self.list.cast::<T>().add(before).copy_from_nonoverlapping(place, 1);
                    } else {
                        self.list.cast::<*mut T>().add(before).write(place.cast_mut());
                    }
                }
                self.pending = Pending::Listed(before + 1);
                Ok(())
            }
            // SAFETY: the caller vouches for the element.
            _ => unsafe { self.span(place.cast(), 1) },
        }
    }

    /// Takes `count` elements that lie next to each other.
    ///
    /// # Safety
    /// They are valid values of the item's type until [`Elements::end`].
    #[inline]
    pub(crate) unsafe fn span(&mut self, first: *const u8, count: usize) -> Result<()> {
        if self.flat && self.kind.item.flat.image {
            // SAFETY: the memory of such elements is initialised, and their wire form.
            return unsafe { self.copy(first, count) };
        }
        if let Pending::Listed(before) = self.pending {
            // The usual case: a short span joins others in the list.
            if count < BLOCK - before {
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
                    let block = Places::strided(first.cast_mut(), self.kind.item.size, BLOCK);
                    // SAFETY: the caller vouches for the elements.
                    unsafe { self.encode(block)? }
                    first = first.wrapping_add(BLOCK * self.kind.item.size);
                    count -= BLOCK;
                    continue;
                }
                Pending::Span(_, 0) => {
                    self.pending = Pending::Span(first, count);
                    return Ok(());
                }
                Pending::Span(start, before) => {
                    if self.list.is_null() {
                        let size = if self.kind.item.leaf { self.kind.item.size } else { size_of::<*mut u8>() };
                        // Units of 16 bytes, which serve every leaf's alignment.
                        let units = ((BLOCK + SPARE) * size).div_ceil(16);
                        self.list = self.writer.arena().array::<u128>(units).cast();
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
            first = first.wrapping_add(taken * self.kind.item.size);
            count -= taken;
        }
        Ok(())
    }

    #[inline]
    fn list_span(&mut self, at: usize, first: *const u8, count: usize) {
        let size = self.kind.item.size;
        if self.kind.item.leaf {
            // SAFETY: the list has been made, with room for a block of elements, and `at + count`
            // is at most one; leaves are plain memory.
            return unsafe { copy_short(first, self.list.wrapping_add(at * size), count * size) };
        }
        // SAFETY: as above, for a block of addresses and `SPARE` more.
        unsafe { list_span(self.list.cast::<*mut u8>().add(at), first.cast_mut(), size, count) }
    }

    #[inline]
    unsafe fn copy(&mut self, first: *const u8, count: usize) -> Result<()> {
        let bytes = count.saturating_mul(self.kind.item.size);
        // SAFETY: the caller vouches for `count` elements, initialised to the last byte; `put_with`
        // gives the room.
        unsafe {
            if bytes > SHORT && count as u64 == self.total {
                return self.writer.put_run(first, bytes);
            }
            self.writer.put_with(bytes, |out| {
                copy_short(first, out, bytes);
                bytes
            });
        }
        Ok(())
    }

    /// Whether the elements of a block's containers are best handed over by [`Elements::pieces`].
    pub(crate) const fn are_copied<T: Encode>() -> bool {
        T::LEAF || T::FLAT.image
    }

    /// Takes all elements of a block's containers, which have them in one piece each, as many as is counted.
    ///
    /// # Safety
    /// As for [`Elements::span`], of each row's piece, whose parts are the elements. There is a count for each row, and `all` is what
    /// they come to.
    pub(crate) unsafe fn pieces<C, F: Fn(&C) -> *const u8>(
        &mut self,
        pieces: Pieces<'_, C, F>,
        all: Counts,
    ) -> Result<()> {
        let bytes = usize::try_from(all.total).unwrap_or(usize::MAX).saturating_mul(pieces.size);
        let room = bytes.saturating_add(BEYOND);
        if self.flat && self.kind.item.flat.image {
            // SAFETY: the caller vouches for the elements, initialised to the last byte, and for their
            // number, for which `put_with` gives the room.
            unsafe { self.writer.put_with(room, |out| pieces.copy(all.longest, out)) }
            return Ok(());
        }
        if self.kind.item.leaf && bytes <= GATHERED {
            // SAFETY: leaves are plain memory; the arena gives room for all.
            return unsafe {
                let gathered = self.writer.arena().array::<u128>(room.div_ceil(16)).cast();
                pieces.copy(all.longest, gathered);
                self.span(gathered, all.total as usize)
            };
        }
        let Pieces { rows, first, counts, .. } = pieces;
        // SAFETY: the caller vouches for the elements.
        rows.try_for_each(|index, row| unsafe { self.span(first(row), counts[index] as usize) })
    }

    /// Takes the elements of a block of arrays of `length` elements each.
    ///
    /// # Safety
    /// As for [`Elements::span`], of each row's elements; there are as many as was told to [`Elements::begin`].
    pub(crate) unsafe fn arrays(&mut self, rows: Places, length: usize) -> Result<()> {
        let EncodeItem { size, leaf, flat, .. } = self.kind.item;
        // SAFETY: the caller vouches for the rows. Leaves are plain memory, and so is what is its own wire form; the arena gives
        // room for an address and a count of each row.
        unsafe {
            if rows.contiguous(size.saturating_mul(length)).is_some() {
                return self.span(rows.row(0), rows.len().saturating_mul(length));
            }
            if leaf || flat.image {
                let firsts = self.writer.arena().array::<*const u8>(rows.len());
                let counts = self.writer.arena().array::<u64>(rows.len());
                rows.for_each(|row, first| {
                    firsts.add(row).write(first);
                    counts.add(row).write(length as u64);
                });
                let firsts = Rows::of_slice(std::slice::from_raw_parts(firsts, rows.len()));
                let counts = std::slice::from_raw_parts(counts, rows.len());
                let pieces = Pieces { rows: firsts, first: |first: &*const u8| *first, counts, size };
                return self.pieces(pieces, Counts { total: self.total, longest: length });
            }
            (0..rows.len()).try_for_each(|row| self.span(rows.row(row), length))
        }
    }

    /// Encodes what is pending: a block, unless it is the last one.
    ///
    /// # Safety
    /// All elements handed over are still valid.
    pub(crate) unsafe fn flush(&mut self) -> Result<()> {
        let block = match self.pending {
            Pending::Span(_, 0) => return Ok(()),
            Pending::Span(first, count) => Places::strided(first.cast_mut(), self.kind.item.size, count),
            Pending::Listed(count) if self.kind.item.leaf => Places::strided(self.list, self.kind.item.size, count),
            Pending::Listed(count) => Places::listed(self.list.cast(), count),
        };
        self.pending = Pending::Span(std::ptr::null(), 0);
        // SAFETY: the elements pending are valid (contract of `span`).
        unsafe { self.encode(block) }
    }

    /// Encodes a block; an error tells which of all elements it is about.
    unsafe fn encode(&mut self, block: Places) -> Result<()> {
        // SAFETY: the caller vouches for the block.
        unsafe { self.encode_block(block) }.map_err(|error| error.in_block(self.done, block.len()))?;
        self.done += block.len();
        Ok(())
    }

    #[inline(always)]
    unsafe fn encode_block(&mut self, block: Places) -> Result<()> {
        let (kind, writer) = (self.kind, &mut *self.writer);
        if self.flat {
            writer.walk.untagged = true;
            // SAFETY: the caller vouches for the block.
            return unsafe { (kind.item.encode)(block, writer) };
        }
        writer.cut()?;
        if writer.walk.far {
            // SAFETY: the caller vouches for the block, and for the values listed beside it.
            unsafe { ask_for_block(kind, block, self.values) }
        }
        let position = writer.position();
        let outer = writer.forms().descend(0);
        // SAFETY: the caller vouches for the block, and for the values listed beside it.
        unsafe {
            match &kind.values {
                None => encode_rows(&kind.item, block, writer)?,
                Some(values) => {
                    let listed = Places::listed(self.values, block.len());
                    encode_rows(&kind.item, block, writer).map_err(|error| within(error, "{key}"))?;
                    writer.forms().ascend(outer);
                    writer.forms().descend(1);
                    encode_rows(values, listed, writer).map_err(|error| within(error, "{value}"))?;
                }
            }
        }
        writer.forms().ascend(outer);
        writer.count_empty(block.len(), position)
    }

    /// Encodes what is pending, and leaves room as the writer wants it.
    ///
    /// # Safety
    /// All elements handed over are still valid.
    pub(crate) unsafe fn end(mut self) -> Result<()> {
        // SAFETY: the caller vouches for the elements.
        unsafe { self.flush()? }
        if self.flat {
            self.writer.cut()?;
        }
        self.writer.walk.far = self.outer_far;
        self.writer.arena().release(self.mark);
        self.writer.reserve_beyond(0);
        Ok(())
    }
}

/// Asks for a block of elements, or of entries, whose values are listed. Apart, as there is nothing to ask for most often.
///
/// # Safety
/// As for [`ask_for_values`], of the kind's types; there is a value for each key.
#[cold]
#[inline(never)]
unsafe fn ask_for_block(kind: &Content, block: Places, values: *mut *mut u8) {
    // SAFETY: the caller vouches for both.
    unsafe {
        ask_for_values(block, &kind.item);
        if let Some(item) = &kind.values {
            ask_for_values(Places::listed(values, block.len()), item);
        }
    }
}

#[inline(always)]
unsafe fn encode_rows(item: &EncodeItem, rows: Places, writer: &mut Writer<'_>) -> Result<()> {
    // SAFETY: the caller vouches for the rows.
    unsafe { if rows.len() == 1 { item.encode_one(rows.row(0), writer) } else { (item.encode)(rows, writer) } }
}

/// The error was in a part of entries.
#[cold]
pub(crate) fn within(error: Error, part: &str) -> Error {
    error.within(Segment::Path(part.to_owned()))
}
