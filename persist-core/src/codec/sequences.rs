//! Containers of elements in both directions: sequences and sets, single or a block of them, and as
//! roots of a container (on the way out, [`super::groups`]).
//!
//! One routine serves `Vec`, slices, deques, lists and sets: each hands over its spans of elements.
//! In a block of decoded `Vec`s each slot holds a [`Header`] until it is owned: its elements are
//! decoded, perhaps only located, and their memory belongs to the header.

use std::mem::MaybeUninit;

use super::decode::{Decode, DecodeItem, conjure, own_run};
use super::elements::{Content, Elements};
use super::encode::Encode;
use super::growing::{Growing, Grown};
use super::kernels::lengths::{self, Counts};
use super::kernels::pieces::{Pieces, boxed};
use super::owned::each_despite_panics;
use super::places::{BLOCK, Located, Places, Rows};
use super::planned::{Coming, elements};
use super::reader::Reader;
use super::runs::{Memory, Run, decode_elements, discard_run, room};
use super::writer::Writer;
use crate::error::{Error, Result};

/// Encodes a block of containers, maps among them: `count` tells the number of a row's elements, `feed` hands them
/// over.
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub(crate) fn encode_sequences<C>(
    rows: Rows<'_, C>,
    kind: &'static Content,
    writer: &mut Writer<'_>,
    count: impl Fn(&C) -> usize,
    feed: impl Fn(&C, &mut Elements<'_, '_>) -> Result<()>,
) -> Result<()> {
    encode_all(rows, kind, writer, count, &mut |elements, _, _| rows.try_for_each(|_, row| feed(row, elements)))
}

/// Encodes a block of containers whose elements lie in one piece each. Leaves and records are taken from where they are; of
/// others, the places are gathered, so that nothing but that is compiled for each of their types.
///
/// # Errors
/// A value that cannot be saved, or a limit.
///
/// # Safety
/// `slice` finds the same elements of a row each time.
pub(crate) unsafe fn encode_slices<C, T: Encode>(
    rows: Rows<'_, C>,
    writer: &mut Writer<'_>,
    slice: impl Fn(&C) -> &[T] + Copy,
) -> Result<()> {
    let kind = const { &Content::of::<T>() };
    let first = |row: &C| slice(row).as_ptr().cast::<u8>();
    let count = |row: &C| slice(row).len();
    if const { Elements::are_copied::<T>() } {
        // SAFETY: these are the elements' places; there are as many as `encode_all` counts, as `slice` finds the same each time.
        return encode_all(rows, kind, writer, count, &mut |elements, counts, all| unsafe {
            elements.pieces(Pieces { rows, first, counts, size: size_of::<T>() }, all)
        });
    }
    // SAFETY: these are the rows that the function gathers from, and they hold their elements while the view lasts.
    unsafe { encode_gathered(rows.places, gather_erased(slice), kind, writer) }
}

/// Writes down where the elements of each row begin, and how many there are.
///
/// # Safety
/// The rows are of the type that the function was made for; both lists are valid for writes of as many.
type Gather = unsafe fn(Places, *mut *const u8, *mut u64);

/// `slice`, a closure that captures nothing, of all rows, without its type.
fn gather_erased<C, T, S: Fn(&C) -> &[T] + Copy>(_: S) -> Gather {
    unsafe fn erased<C, T, S: Fn(&C) -> &[T] + Copy>(rows: Places, firsts: *mut *const u8, counts: *mut u64) {
        let slice = conjure::<S>();
        // SAFETY: the caller vouches for the rows, and for the room.
        unsafe {
            rows.for_each(|index, row| {
                let elements = slice(&*row.cast());
                firsts.add(index).write(elements.as_ptr().cast());
                counts.add(index).write(elements.len() as u64);
            });
        }
    }
    erased::<C, T, S>
}

/// Encodes a block of containers of which `gather` finds the elements; compiled once for all types.
///
/// # Safety
/// The rows are those that it was made for; their elements are of the kind's type, and valid until this returns.
unsafe fn encode_gathered(rows: Places, gather: Gather, kind: &'static Content, writer: &mut Writer<'_>) -> Result<()> {
    writer.column(|writer| {
        let (firsts, counts) = (writer.arena().array(rows.len()), writer.arena().array(rows.len()));
        // SAFETY: the memory has room for all rows, and is filled first; the caller vouches for the rows and their elements.
        unsafe {
            gather(rows, firsts, counts);
            let firsts = std::slice::from_raw_parts(firsts, rows.len());
            let counts = std::slice::from_raw_parts(counts, rows.len());
            encode_counted(counts, kind, writer, &mut |elements, counts, _| {
                firsts.iter().zip(counts).try_for_each(|(first, count)| elements.span(*first, *count as usize))
            })
        }
    })
}

/// What hands over the elements of all rows, of which each has as many as is counted.
type Feed<'f> = dyn FnMut(&mut Elements<'_, '_>, &[u64], Counts) -> Result<()> + 'f;

fn encode_all<C>(
    rows: Rows<'_, C>,
    kind: &'static Content,
    writer: &mut Writer<'_>,
    count: impl Fn(&C) -> usize,
    feed: &mut Feed<'_>,
) -> Result<()> {
    writer.column(|writer| {
        let counts = writer.arena().array::<u64>(rows.len());
        // SAFETY: the memory has room for all rows. A feed vouches for what it hands over, which is unsafe to do.
        unsafe {
            rows.for_each(|index, row| counts.add(index).write(count(row) as u64));
            encode_counted(std::slice::from_raw_parts(counts, rows.len()), kind, writer, feed)
        }
    })
}

/// Encodes the counts of a block of containers and then their elements, which `feed` hands over; compiled once for all types.
///
/// # Safety
/// The elements are as many, of the kind's type, and stay valid until this returns.
unsafe fn encode_counted(
    counts: &[u64],
    kind: &'static Content,
    writer: &mut Writer<'_>,
    feed: &mut Feed<'_>,
) -> Result<()> {
    let open = writer.open_length(counts.len());
    let all = lengths::put(counts, writer);
    if all.total > 0 {
        writer.enter()?;
        let mut elements = Elements::begin(kind, all.total, writer)?;
        let of_row = |error: Error| error.of_element(counts.iter().map(|count| *count as usize));
        feed(&mut elements, counts, all).map_err(of_row)?;
        // SAFETY: the caller vouches for the elements.
        unsafe { elements.end() }.map_err(of_row)?;
        writer.walk.leave();
    }
    writer.close_length(open);
    Ok(())
}

/// Encodes a single container of `count` elements.
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub(crate) fn encode_sequence(
    count: usize,
    kind: &'static Content,
    writer: &mut Writer<'_>,
    feed: impl FnOnce(&mut Elements<'_, '_>) -> Result<()>,
) -> Result<()> {
    writer.put_varint(count as u64);
    if count == 0 {
        return Ok(());
    }
    writer.enter()?;
    let outer = writer.forms().descend_alone();
    let mut elements = Elements::begin(kind, count as u64, writer)?;
    let of_row = |error: Error| error.of_element([count]);
    feed(&mut elements).map_err(of_row)?;
    // SAFETY: the container that fed the elements is still borrowed by the caller.
    unsafe { elements.end() }.map_err(of_row)?;
    writer.forms().ascend(outer);
    writer.walk.leave();
    Ok(())
}

/// Encodes a single container whose elements lie in one piece; compiled once for all types.
///
/// # Safety
/// They are valid values of the kind's type.
pub(crate) unsafe fn encode_span(
    (first, count): (*const u8, usize),
    kind: &'static Content,
    writer: &mut Writer<'_>,
) -> Result<()> {
    // SAFETY: the caller vouches for the elements.
    encode_sequence(count, kind, writer, |elements| unsafe { elements.span(first, count) })
}

/// The counts of a block of containers, in scratch memory, and their sum: those in the file, or
/// `each` for every one.
pub(crate) fn take_counts(
    rows: usize,
    item: &DecodeItem<'_>,
    each: Option<usize>,
    reader: &mut Reader<'_>,
) -> Result<(*mut Run, usize)> {
    let runs = reader.scratch_of(rows)?;
    let total = match each {
        None => read_counts(rows, item, runs, reader)?,
        Some(count) => {
            for row in 0..rows {
                // SAFETY: the scratch memory has room for all rows.
                unsafe { runs.add(row).write(Run::of(item, count)) }
            }
            count.checked_mul(rows).ok_or_else(|| reader.too_long(count as u64))?
        }
    };
    Ok((runs, total))
}

/// Apart, so that its buffer is not on the stack while elements are decoded.
#[inline(never)]
fn read_counts(rows: usize, item: &DecodeItem<'_>, runs: *mut Run, reader: &mut Reader<'_>) -> Result<usize> {
    let mut counts = [const { MaybeUninit::uninit() }; BLOCK];
    let (counts, total) = lengths::take_into(&mut counts[..rows.min(BLOCK)], reader)?;
    for (row, count) in counts.iter().enumerate() {
        // No count exceeds the sum, which is checked below; the scratch memory has room for all
        // rows. SAFETY: as just said.
        unsafe { runs.add(row).write(Run::of(item, *count as usize)) }
    }
    reader.fits(total)
}

/// A decoded sequence that is not owned yet: what a slot holds in place of its `Vec`.
#[derive(Clone, Copy)]
pub(crate) struct Header {
    start: *mut u8,
    count: usize,
}

/// Decodes a block of sequences, and leaves a [`Header`] in each slot; or, if they come by a plan,
/// what `finish` makes of those, which is [`own_vec`].
///
/// # Safety
/// Each slot takes two words, and what `finish` makes of them.
pub(crate) unsafe fn decode_sequences<'de>(
    slots: Places,
    item: DecodeItem<'de>,
    finish: unsafe fn(&Located<'_>, bool),
    reader: &mut Reader<'de>,
) -> Result<()> {
    let Coming { item, count, planned } = elements(item, reader)?;
    let end = reader.open_length(if count.is_none() { slots.len() } else { 0 })?;
    let (runs, total) = take_counts(slots.len(), &item, count, reader)?;
    if total == 0 {
        reader.close_length(end)?;
    } else {
        reader.enter()?;
        // SAFETY: `take_counts` has written all runs, without memory.
        let decoded = unsafe { decode_elements(item, runs, slots.len(), total, reader)? };
        reader.walk.leave();
        reader.close_length(end)?;
        decoded.hand_over();
    }
    // SAFETY: all runs have been written; the caller vouches for the slots.
    unsafe { put_headers(slots, runs) }
    if planned {
        // Elements that are located came as the type's own: nothing but their number is by the plan.
        // SAFETY: headers have just been written, whose elements are as the item's `decode` left them.
        unsafe { slots.for_each(|_, place| finish(&Located::from_place(place), !item.locates())) }
    }
    Ok(())
}

/// Writes a header for each run; apart, so that this takes no room on the stack while elements are
/// decoded.
unsafe fn put_headers(slots: Places, runs: *const Run) {
    for row in 0..slots.len() {
        // SAFETY: the caller vouches for the runs and the slots.
        unsafe {
            let Run { start, count, .. } = runs.add(row).read();
            slots.row(row).cast::<Header>().write(Header { start, count });
        }
    }
}

/// Gets rid of a block of headers.
///
/// # Safety
/// [`decode_sequences`] left them, with the same item, and they have not been owned.
pub(crate) unsafe fn discard_sequences(slots: Places, item: &DecodeItem<'_>) {
    each_despite_panics(slots.len(), &mut |row| {
        // SAFETY: the caller vouches for the headers, each of which has the memory that its elements get.
        unsafe {
            let header = slots.row(row).cast::<Header>().read();
            let _memory = Memory::of(item, header.start, room(header.count, item.size));
            discard_run(item, header.start, header.count);
        }
    });
}

/// Puts a `Vec` in the place of its header, and owns its elements unless they are `owned`.
///
/// # Safety
/// [`decode_sequences`] left the header, of elements of `T`.
#[inline]
pub(crate) unsafe fn own_vec<'de, T: Decode<'de>>(slot: &Located<'_>, owned: bool) {
    const { assert!(size_of::<Vec<T>>() >= size_of::<Header>() && align_of::<Vec<T>>() >= align_of::<Header>()) };
    // SAFETY: the caller vouches for the header. Each element is as `T`'s `decode_rows` left it, and owned once; the memory
    // was allocated for so many of them as there is room for; the slot takes the owner.
    unsafe {
        let Header { start, count } = slot.place().cast::<Header>().read();
        let start = start.cast::<T>();
        if T::LOCATES && !owned {
            own_run::<T>(start, count);
        }
        slot.place().cast::<Vec<T>>().write(Vec::from_raw_parts(start, count, room(count, size_of::<T>())));
    }
}

/// Decodes a single sequence into the memory of a `Vec`.
///
/// # Errors
/// Bytes that are not such a sequence, or a limit.
#[inline]
pub(crate) fn decode_sequence<'de, T: Decode<'de>>(reader: &mut Reader<'de>) -> Result<Vec<T>> {
    if const { T::FLAT.is_bytes() } {
        let bytes = decode_bytes(reader)?;
        let count = bytes.len();
        let start = Box::into_raw(bytes).cast::<T>();
        // SAFETY: memory of `count` bytes, each of which is a `T`: as every byte is, which was checked, and as large.
        return Ok(unsafe { Vec::from_raw_parts(start, count, count) });
    }
    decode_growing(reader)
}

#[inline(never)]
fn decode_growing<'de, T: Decode<'de>>(reader: &mut Reader<'de>) -> Result<Vec<T>> {
    match grow_as_counted(&const { DecodeItem::of::<T>() }, reader) {
        Ok(grown) => Ok(into_vec(grown)),
        Err(error) => Err(error),
    }
}

/// Decodes the elements of a single sequence, and before them their number; compiled once for all types.
fn grow_as_counted<'de>(item: &DecodeItem<'de>, reader: &mut Reader<'de>) -> Result<Grown> {
    let count = reader.varint()?;
    grow(item, count, reader)
}

/// Decodes the elements of a single sequence; compiled once for all types.
fn grow<'de>(item: &DecodeItem<'de>, count: u64, reader: &mut Reader<'de>) -> Result<Grown> {
    let mut growing = Growing::new(*item);
    growing.decode_all(count, reader)?;
    Ok(growing.hand_over())
}

/// A single sequence of bytes, the commonest one.
#[inline(never)]
fn decode_bytes(reader: &mut Reader<'_>) -> Result<Box<[u8]>> {
    let count = reader.length()?;
    if count == 0 {
        return Ok(Box::default());
    }
    if count > reader.left() || !reader.may_enter() {
        // In the next chunk, or an error.
        return Ok(into_vec::<u8>(grow(&const { DecodeItem::of::<u8>() }, count as u64, reader)?).into());
    }
    let bytes = boxed(reader.slice_to_own(count)?);
    reader.cut_behind_owned()?;
    Ok(bytes)
}

/// Decodes a root sequence, group by group.
///
/// # Errors
/// Bytes that are not such a sequence, or a limit.
pub(crate) fn decode_groups<'de, T: Decode<'de>>(reader: &mut Reader<'de>) -> Result<Vec<T>> {
    let Coming { item, count, .. } = elements(const { DecodeItem::of::<T>() }, reader)?;
    reader.enter()?;
    let mut growing = Growing::new(item);
    match count {
        // What was an array is one value.
        Some(count) => {
            reader.begin_value()?;
            growing.extend(count as u64, reader)?;
        }
        None => {
            while let Some(count) = reader.begin_group()? {
                growing.extend_group(count, reader)?;
            }
        }
    }
    reader.walk.leave();
    let mut elements = into_vec(growing.hand_over());
    // What the last groups might have taken.
    if elements.capacity() - elements.len() > elements.len() / 8 {
        elements.shrink_to_fit();
    }
    Ok(elements)
}

/// The `Vec` of elements that were made for one; `T` is the item's type.
fn into_vec<T>(Grown { start, count, capacity }: Grown) -> Vec<T> {
    // SAFETY: the memory was allocated with the layout of `capacity` elements of `T` (dangling if
    // that takes none), of which `count` are owned values.
    unsafe { Vec::from_raw_parts(start.cast(), count, capacity) }
}
