//! Integer columns (FORMAT.md, *Integer column*): which form a block gets, and the plain forms:
//! constant, frame of reference, raw.

use std::mem::MaybeUninit;

use super::bits::{self, BEYOND, Lane};
use super::digits::{self, Digits};
use super::gather::{gather, map_to, scatter, to_fill};
use super::integer::{Integer, Order, extremes, seen_as};
use super::vectorised::vectorised;
use super::{common, compact};
#[cfg(target_arch = "x86_64")]
use super::{vectors, words};
use crate::codec::UNTAGGED_TO;
use crate::codec::places::{BLOCK, Rows, Slots};
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::{Error, Result};

/// Up to this many single bytes are written as they are.
const BYTES_TO: usize = 16;

/// The tags beyond the widths of frames.
pub(crate) const RAW: u8 = 0x80;
pub(crate) const DELTA: u8 = 0x81;
pub(crate) const DICTIONARY: u8 = 0x82;
pub(crate) const PATCHED: u8 = 0x83;
pub(crate) const DIGITS: u8 = 0x84;
pub(crate) const COMMON: u8 = 0x85;

/// The widest frame.
pub(super) const WIDEST: u32 = 64;

/// Writes the column of a view's rows, or, where elements lie flat, their fixed-width form.
pub(crate) fn put_rows<T: Integer>(rows: Rows<'_, T>, writer: &mut Writer<'_>) {
    put_rows_as(rows, writer, put);
}

/// The same with a column that `put` writes.
#[inline(always)]
pub(super) fn put_rows_as<T: Integer>(rows: Rows<'_, T>, writer: &mut Writer<'_>, put: impl Fn(&[T], &mut Writer<'_>)) {
    let untagged = writer.walk.take_untagged();
    gather(rows, |values| if untagged { put_raw(values, writer) } else { put(values, writer) });
}

/// Reads the column of a view's slots, or, where elements lie flat, their fixed-width form.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take_slots<T: Integer>(slots: Slots<'_, T>, reader: &mut Reader<'_>) -> Result<()> {
    // SAFETY: `take_into` initialises everything where it returns `Ok`.
    unsafe { take_slots_as(slots, reader, take_into) }
}

/// The same with a column that `take` reads.
///
/// # Safety
/// If `take` returns `Ok`, it has initialised all of the memory.
#[inline(always)]
pub(super) unsafe fn take_slots_as<T: Integer>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'_>,
    take: impl Fn(&mut [MaybeUninit<T>], &mut Reader<'_>) -> Result<()>,
) -> Result<()> {
    let untagged = reader.walk.take_untagged();
    // SAFETY: so does `take_raw`, and the caller vouches for `take`.
    unsafe {
        scatter(slots, reader, |out, reader| if untagged { take_raw(true, out, reader) } else { take(out, reader) })
    }
}

/// Writes a column.
#[inline]
pub(crate) fn put<T: Integer>(values: &[T], writer: &mut Writer<'_>) {
    put_joined(values, writer.small(), writer);
}

/// The same, of digits too where those are fewer bytes, if it is to `join`.
#[inline]
pub(super) fn put_joined<T: Integer>(values: &[T], join: bool, writer: &mut Writer<'_>) {
    if T::WIDTH == 1 && values.len() <= BYTES_TO {
        put_raw(values, writer);
    } else if values.len() <= UNTAGGED_TO {
        writer.reserve_beyond(values.len() * T::SINGLE);
        for value in values {
            value.put_single(writer);
        }
    } else {
        put_tagged(seen_as::<T, T::Bits>(values), Order::of::<T>(), join, writer);
    }
}

#[inline(never)]
fn put_tagged<B: Integer<Bits = B>>(values: &[B], order: Order, join: bool, writer: &mut Writer<'_>) {
    if !(writer.small() && compact::put(values, order, writer)) {
        put_plain(values, order, join, writer);
    }
}

/// Writes an inner column.
pub(super) fn put_inner<B: Integer<Bits = B>>(values: &[B], order: Order, writer: &mut Writer<'_>) {
    put_plain(values, order, writer.small(), writer);
}

vectorised! {
    /// Writes a tagged column in one of the plain forms.
    fn put_plain[B: Integer<Bits = B>][B](values: &[B], order: Order, join: bool, writer: &mut Writer<'_>) {
        match Frame::of(values, order) {
            Some(frame) => match if join { frame.digits(values.len()) } else { None } {
                Some(digits) => digits.put(values, frame, writer),
                None => frame.put(values, writer),
            },
            None => {
                writer.reserve_beyond(1);
                writer.put([RAW]);
                put_raw(values, writer);
            }
        }
    }
}

/// Writes values in fixed width.
pub(crate) fn put_raw<T: Integer>(values: &[T], writer: &mut Writer<'_>) {
    // SAFETY: `put_with` gives the room for all values, each of which is written.
    unsafe {
        writer.put_with(size_of_val(values), |out| {
            for (index, value) in values.iter().enumerate() {
                out.cast::<T>().add(index).write_unaligned(value.to_le());
            }
            size_of_val(values)
        });
    }
}

/// A frame of reference: the least value, and the greatest difference to it.
#[derive(Clone, Copy)]
pub(super) struct Frame<B> {
    pub(super) least: B,
    pub(super) range: u64,
    pub(super) order: Order,
}

impl<B: Integer<Bits = B>> Frame<B> {
    /// The frame of these values, unless it saves nothing.
    #[inline(always)]
    pub(super) fn of(values: &[B], order: Order) -> Option<Self> {
        sampled(values, |values| Self::exact(values, order))
    }

    #[inline(always)]
    pub(super) fn exact(values: &[B], order: Order) -> Option<Self> {
        let (least, most) = order.extremes(values);
        let range = most.wrapping_sub(least);
        let width = range.bit_length();
        (width < B::BITS && width <= WIDEST).then_some(Frame { least, range: range.low(), order })
    }

    /// How many bits the differences take.
    #[inline(always)]
    pub(super) fn width(self) -> u32 {
        self.range.bit_length()
    }

    /// How to join so many differences, if that is worth it.
    #[inline(always)]
    pub(super) fn digits(self, count: usize) -> Option<Digits> {
        /// Fewer bytes saved are not.
        const LEAST: usize = 4;
        let frame = bits::packed_len(count, self.width());
        Digits::of(self.range).filter(|digits| LEAST + digits.len(count) < frame)
    }

    /// How many bytes the column takes in this form or in digits, its tag included, at most.
    pub(super) fn len(self, count: usize) -> usize {
        let packed = match self.digits(count) {
            Some(digits) => 1 + digits.len(count),
            None => bits::packed_len(count, self.width()),
        };
        1 + B::SINGLE + packed
    }

    /// Writes its tag and its least value.
    #[inline(always)]
    pub(super) fn begin(self, writer: &mut Writer<'_>) {
        writer.reserve_beyond(1 + B::SINGLE);
        writer.put([self.width() as u8]);
        self.order.put_single(self.least, writer);
    }

    #[inline(always)]
    pub(super) fn put(self, values: &[B], writer: &mut Writer<'_>) {
        self.begin(writer);
        put_packed(values, self.width(), writer, |value| value.wrapping_sub(self.least).low());
    }
}

/// A frame of these values, unless there is none of the first ones.
#[inline(always)]
pub(super) fn sampled<T: Integer, F>(values: &[T], frame: impl Fn(&[T]) -> Option<F>) -> Option<F> {
    // Most columns that cannot be narrowed show it in their first values; to look at those takes as long as to look at
    // some vectors of values.
    const SAMPLE: usize = 16;
    if T::WIDTH > 1 && values.len() * T::WIDTH > 32 * SAMPLE {
        frame(&values[..SAMPLE])?;
    }
    frame(values)
}

/// How many bits a value takes in a plain form, if all have no more than so many.
pub(super) fn plain_width<T: Integer>(width: u32) -> u32 {
    if width > WIDEST { T::BITS } else { width }
}

/// How many bytes the values take in a plain form, its tag included, at most.
pub(super) fn plain_len<B: Integer<Bits = B>>(values: &[B], order: Order) -> usize {
    Frame::of(values, order).map_or(1 + size_of_val(values), |frame| frame.len(values.len()))
}

/// Packs what `low` makes of each value, in the narrowest lane.
#[inline(always)]
pub(crate) fn put_packed<T: Copy>(values: &[T], width: u32, writer: &mut Writer<'_>, low: impl Fn(T) -> u64) {
    if width == 0 {
        return;
    }
    match bits::lane_bytes(width) {
        1 => pack_as::<T, u8>(values, width, writer, |value| low(value) as u8),
        2 => pack_as::<T, u16>(values, width, writer, |value| low(value) as u16),
        4 => pack_as::<T, u32>(values, width, writer, |value| low(value) as u32),
        _ => pack_as::<T, u64>(values, width, writer, low),
    }
}

#[inline(always)]
fn pack_as<T: Copy, L: Lane>(values: &[T], width: u32, writer: &mut Writer<'_>, narrow: impl Fn(T) -> L) {
    let mut lanes = [const { MaybeUninit::<L>::uninit() }; BLOCK];
    put_lanes(map_to(values, &mut lanes, narrow), width, writer);
}

fn put_lanes<L: Lane>(lanes: &[L], width: u32, writer: &mut Writer<'_>) {
    let len = bits::packed_len(lanes.len(), width);
    #[cfg(target_arch = "x86_64")]
    if vectors::is_available(width) {
        // SAFETY: `put_with` gives the room that `pack` asks for; the lane is the width's.
        return unsafe {
            writer.put_with(len + vectors::BEYOND, |out| {
                vectors::pack(lanes, width, out);
                len
            });
        };
    }
    // SAFETY: `put_with` gives the room that both ask for; the lane is the width's.
    unsafe {
        writer.put_with(len + BEYOND, |out| {
            #[cfg(target_arch = "x86_64")]
            if words::is_available(width) {
                words::pack(lanes, width, out);
                return len;
            }
            bits::pack(lanes, width, out)
        });
    }
}

/// How many bits the greatest difference between values takes.
pub(super) fn spread<T: Integer>(values: &[T]) -> u32 {
    let (least, most) = extremes(values);
    most.wrapping_sub(least).bit_length()
}

/// Reads a column.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take<T: Integer>(out: &mut [T], reader: &mut Reader<'_>) -> Result<()> {
    take_into(to_fill(out), reader)
}

/// Reads a column into memory that it initialises.
///
/// # Errors
/// Bytes that are not such a column.
#[inline]
pub(crate) fn take_into<T: Integer>(out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
    read(true, out, reader)
}

/// How a column of integers is read. Signed ones are read as unsigned ones of their size, by the same code: they differ in their
/// single forms alone.
#[derive(Clone, Copy)]
pub(super) struct How {
    /// Whether single forms are zigzags.
    zigzag: bool,
    /// Whether the memory is to be initialised. If not, the column is stepped over, and what is in the memory means nothing.
    pub(super) look: bool,
}

impl How {
    /// Bits, which are no signed numbers.
    pub(super) const fn bits(look: bool) -> Self {
        How { zigzag: false, look }
    }

    /// The same for bits that belong to the column.
    pub(super) fn of_bits(self) -> Self {
        How::bits(self.look)
    }

    /// The same for signed numbers that belong to the column.
    pub(super) fn of_signed<B: Integer>(self) -> Self {
        How { zigzag: B::Signed::ZIGZAG, ..self }
    }

    /// Reads a single form.
    #[inline(always)]
    pub(super) fn take_single<B: Integer<Bits = B>>(self, reader: &mut Reader<'_>) -> Result<B> {
        let bits = B::take_single(reader)?;
        Ok(if self.zigzag { B::from_zigzag(bits) } else { bits })
    }
}

/// Steps over a column of as many rows as `out` has; what is in it then means nothing.
///
/// # Errors
/// The bytes end early, or begin no such column.
pub(crate) fn skip<T: Integer>(out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
    read(false, out, reader)
}

/// Reads a column into memory that it initialises, if it is to `look`.
#[inline]
pub(super) fn read<T: Integer>(look: bool, out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
    if T::WIDTH == 1 && out.len() <= BYTES_TO {
        return take_raw(look, out, reader);
    }
    if out.len() <= UNTAGGED_TO {
        for place in out {
            place.write(T::take_single(reader)?);
        }
        return Ok(());
    }
    // SAFETY: numbers of one size, and so of one alignment, of which every bit pattern is one.
    let bits = unsafe { std::slice::from_raw_parts_mut(out.as_mut_ptr().cast(), out.len()) };
    take_tagged::<T::Bits>(How { zigzag: T::ZIGZAG, look }, bits, reader)
}

#[inline(never)]
fn take_tagged<B: Integer<Bits = B>>(how: How, out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    let tag = reader.byte()?;
    take_rest(how, tag, out, reader)
}

/// Reads what follows the tag of a column.
///
/// # Errors
/// Bytes that are not such a column.
#[inline]
pub(super) fn take_rest<B: Integer<Bits = B>>(
    how: How,
    tag: u8,
    out: &mut [MaybeUninit<B>],
    reader: &mut Reader<'_>,
) -> Result<()> {
    match tag {
        DELTA => compact::take_delta(how, out, reader),
        DICTIONARY => compact::take_dictionary(how, out, reader),
        PATCHED => compact::take_patched(how, out, reader),
        COMMON => common::take(how, out, reader),
        tag => take_plain(how, tag, out, reader),
    }
}

/// Reads a column that must have one of the plain forms.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take_inner<B: Integer<Bits = B>>(how: How, out: &mut [B], reader: &mut Reader<'_>) -> Result<()> {
    let tag = reader.byte()?;
    take_plain(how, tag, to_fill(out), reader)
}

vectorised! {
    fn take_plain[B: Integer<Bits = B>][B](
        how: How,
        tag: u8,
        out: &mut [MaybeUninit<B>],
        reader: &mut Reader<'_>,
    ) -> Result<()> {
        if tag == RAW {
            return take_raw(how.look, out, reader);
        }
        if tag == DIGITS {
            return digits::take(how, out, reader);
        }
        let width = u32::from(tag);
        if width >= B::BITS || width > WIDEST {
            return Err(unknown_tag(tag, B::WIDTH, reader));
        }
        take_frame(how, width, out, reader, |value| value)
    }
}

/// Reads the least value of a frame and what the others add to it, and makes of each sum what `make` says.
///
/// # Errors
/// The bytes end early, or bits after the last value are set.
#[inline(always)]
pub(super) fn take_frame<B: Integer<Bits = B>, T: Copy>(
    how: How,
    width: u32,
    out: &mut [MaybeUninit<T>],
    reader: &mut Reader<'_>,
    make: impl Fn(B) -> T,
) -> Result<()> {
    let least = how.take_single::<B>(reader)?;
    take_packed(how.look, width, out, reader, |low| make(B::from_low(low).wrapping_add(least)))
}

#[cold]
fn unknown_tag(tag: u8, width: usize, reader: &Reader<'_>) -> Error {
    reader.malformed(format!("tag {tag:#04x} is not one of a column of {width}-byte integers"))
}

/// Reads packed values, and makes of each what `widen` says.
///
/// # Errors
/// The bytes end early, or bits after the last value are set.
#[inline(always)]
pub(super) fn take_packed<T: Copy>(
    look: bool,
    width: u32,
    out: &mut [MaybeUninit<T>],
    reader: &mut Reader<'_>,
    widen: impl Fn(u64) -> T,
) -> Result<()> {
    if !look {
        return reader.take(bits::packed_len(out.len(), width)).map(drop);
    }
    if width == 0 {
        out.fill(MaybeUninit::new(widen(0)));
        return Ok(());
    }
    match bits::lane_bytes(width) {
        1 => unpack_as::<T, u8>(width, out, reader, |lane| widen(lane.into())),
        2 => unpack_as::<T, u16>(width, out, reader, |lane| widen(lane.into())),
        4 => unpack_as::<T, u32>(width, out, reader, |lane| widen(lane.into())),
        _ => unpack_as::<T, u64>(width, out, reader, widen),
    }
}

#[inline(always)]
fn unpack_as<T: Copy, L: Lane>(
    width: u32,
    out: &mut [MaybeUninit<T>],
    reader: &mut Reader<'_>,
    widen: impl Fn(L) -> T,
) -> Result<()> {
    let mut lanes = [const { MaybeUninit::<L>::uninit() }; BLOCK];
    let count = out.len().min(BLOCK);
    let lanes = &mut lanes[..count];
    take_lanes(true, width, lanes, reader)?;
    for (place, lane) in out.iter_mut().zip(lanes) {
        // SAFETY: `take_lanes` has initialised all lanes.
        place.write(widen(unsafe { lane.assume_init() }));
    }
    Ok(())
}

/// Reads as many packed values as there are lanes (at least 1), of the width's size, and initialises them all.
///
/// # Errors
/// The bytes end early, or bits after the last value are set.
pub(super) fn take_lanes<L: Lane>(
    look: bool,
    width: u32,
    lanes: &mut [MaybeUninit<L>],
    reader: &mut Reader<'_>,
) -> Result<()> {
    debug_assert!(!lanes.is_empty());
    let len = bits::packed_len(lanes.len(), width);
    if !look {
        return reader.take(len).map(drop);
    }
    let beyond = reader.left();
    let packed = reader.take(len)?;
    // SAFETY: `len` ≥ 1 bytes were taken.
    if !bits::clean_end(unsafe { packed.add(len - 1).read() }, lanes.len(), width) {
        return Err(reader.malformed("bits after the last packed value are set"));
    }
    #[cfg(target_arch = "x86_64")]
    if vectors::is_available(width) {
        // SAFETY: it is, the lane is the width's, and `len` bytes were taken.
        unsafe { vectors::unpack(packed, len, width, lanes) }
        return Ok(());
    }
    // SAFETY: so many bytes of the piece are there.
    let packed = unsafe { std::slice::from_raw_parts(packed, beyond.min(len + BEYOND)) };
    unpack_lanes(packed, width, lanes);
    Ok(())
}

vectorised! {
    /// Unpacks from the packed bytes and those behind them, if there are any.
    fn unpack_lanes[L: Lane][L](packed: &[u8], width: u32, lanes: &mut [MaybeUninit<L>]) {
        if packed.len() < bits::packed_len(lanes.len(), width) + BEYOND {
            return unpack_near_end(packed, width, lanes);
        }
        // SAFETY: the packed bytes are there, and `BEYOND`; the lane is the width's.
        unsafe {
            #[cfg(target_arch = "x86_64")]
            if words::is_available(width) {
                return words::unpack(packed.as_ptr(), width, lanes);
            }
            bits::unpack(packed.as_ptr(), width, lanes);
        }
    }
}

/// Unpacks from bytes with fewer than [`BEYOND`] after them, by way of a copy.
#[cold]
fn unpack_near_end<L: Lane>(packed: &[u8], width: u32, lanes: &mut [MaybeUninit<L>]) {
    let mut copy = [0_u8; BLOCK * 8 + BEYOND];
    let len = packed.len().min(BLOCK * 8);
    copy[..len].copy_from_slice(&packed[..len]);
    // SAFETY: the packed bytes are at most 8 for each of 256 values; the copy has `BEYOND` more.
    unsafe { bits::unpack(copy.as_ptr(), width, lanes) }
}

/// Reads values in fixed width.
///
/// # Errors
/// The bytes end early.
#[inline(always)]
pub(super) fn take_raw<T: Integer>(look: bool, out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
    let from = reader.take(size_of_val(out))?.cast::<T>();
    if !look {
        return Ok(());
    }
    for (index, place) in out.iter_mut().enumerate() {
        // SAFETY: as many values were taken; every bit pattern is an integer.
        place.write(unsafe { from.add(index).read_unaligned() }.to_le());
    }
    Ok(())
}
