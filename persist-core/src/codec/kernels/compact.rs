//! Integer columns: the forms that only `Effort::Small` looks for (FORMAT.md, *Integer column*).
//!
//! **Delta** for sorted ids and times, a **dictionary** for few distinct values far apart (not
//! where a compressor follows: it does that better), a **patched** frame for heavy tails. Each is
//! estimated in bytes, and the least one is taken. Sources: delta and frame of reference
//! are folklore of column stores; the patched frame is *PFOR* (Zukowski, Héman, Nes, Boncz:
//! Super-scalar RAM-CPU cache compression, ICDE 2006).

use std::mem::MaybeUninit;

use super::bits::{self, BEYOND};
use super::gather::fill_with;
use super::integer::Integer;
use super::integers::{DELTA, DICTIONARY, Frame, PATCHED, extremes, put_inner, put_packed, take_inner, take_packed};
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// Writes the column in the smallest of these forms, if one is smaller than the plain ones.
pub(crate) fn put<T: Integer>(values: &[T], writer: &mut Writer<'_>) -> bool {
    let plain = Frame::of(values).map_or(1 + size_of_val(values), |frame| frame.len(values.len()));
    // What no form can gain on: a narrow or constant column.
    if plain <= 2 + T::SINGLE + values.len() / 4 {
        return false;
    }
    let mut differences = [T::Bits::default(); BLOCK];
    let differences = zigzag_differences(values, &mut differences);
    let delta = 1 + T::SINGLE + Frame::of(differences).map_or(usize::MAX / 2, |frame| frame.len(differences.len()));
    let patched = Patched::of(values);
    let patched_len = patched.as_ref().map_or(usize::MAX, |patched| patched.len);
    let dictionary = if writer.settings().compressed { None } else { Dictionary::of(values) };
    let dictionary_len = dictionary.as_ref().map_or(usize::MAX, |dictionary| dictionary.len(values.len()));
    let best = delta.min(patched_len).min(dictionary_len);
    if best >= plain {
        return false;
    }
    match (dictionary, patched) {
        _ if best == delta => put_delta(values, differences, writer),
        (_, Some(patched)) if best == patched_len => patched.put(values, writer),
        (Some(dictionary), _) => dictionary.put(values.len(), writer),
        _ => return false,
    }
    true
}

/// Reads the rest of a column that has one of these forms.
///
/// # Errors
/// Bytes that are not such a column.
#[inline(never)]
pub(crate) fn take<T: Integer>(tag: u8, out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
    match tag {
        DELTA => take_delta(out, reader),
        DICTIONARY => take_dictionary(out, reader),
        _ => take_patched(out, reader),
    }
}

// ---- delta ----

fn zigzag_differences<'b, T: Integer>(values: &[T], buffer: &'b mut [T::Bits; BLOCK]) -> &'b [T::Bits] {
    let count = values.len() - 1;
    for (difference, pair) in buffer.iter_mut().zip(values.windows(2)) {
        *difference = pair[1].wrapping_sub(pair[0]).zigzag();
    }
    &buffer[..count]
}

fn put_delta<T: Integer>(values: &[T], differences: &[T::Bits], writer: &mut Writer<'_>) {
    writer.reserve_beyond(1 + T::SINGLE);
    writer.put([DELTA]);
    values[0].put_single(writer);
    put_inner(differences, writer);
}

fn take_delta<T: Integer>(out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
    let mut value = T::take_single(reader)?;
    let mut differences = [T::Bits::default(); BLOCK];
    take_inner(&mut differences[..out.len() - 1], reader)?;
    fill_with(out, |index| {
        if index > 0 {
            value = value.wrapping_add(T::from_zigzag(differences[index - 1]));
        }
        value
    });
    Ok(())
}

// ---- dictionary ----

/// More entries save too little.
const MOST_ENTRIES: usize = 64;

/// The distinct values of a column, and which one each row has.
struct Dictionary<T> {
    values: [T; MOST_ENTRIES],
    count: usize,
    indices: [u8; BLOCK],
}

impl<T: Integer> Dictionary<T> {
    const SLOTS: usize = 128;

    /// The dictionary of these values, if they have few distinct ones.
    fn of(values: &[T]) -> Option<Self> {
        let mut this = Dictionary { values: [T::default(); MOST_ENTRIES], count: 0, indices: [0; BLOCK] };
        // Open addressing; 0xff is a free slot.
        let mut slots = [0xff_u8; 128];
        for (row, value) in values.iter().enumerate() {
            let mut slot = (value.low().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57) as usize;
            let index = loop {
                match slots[slot % Self::SLOTS] {
                    0xff => break None,
                    index if this.values[usize::from(index)] == *value => break Some(index),
                    _ => slot += 1,
                }
            };
            this.indices[row] = match index {
                Some(index) => index,
                None => {
                    let index = this.count as u8;
                    *this.values.get_mut(this.count)? = *value;
                    this.count += 1;
                    slots[slot % Self::SLOTS] = index;
                    index
                }
            };
        }
        Some(this)
    }

    fn len(&self, rows: usize) -> usize {
        let index_bits = (self.count as u64 - 1).bit_length();
        let values = &self.values[..self.count];
        let entries = Frame::of(values).map_or(1 + size_of_val(values), |frame| frame.len(self.count));
        2 + entries + 3 + bits::packed_len(rows, index_bits)
    }

    fn put(&self, rows: usize, writer: &mut Writer<'_>) {
        writer.reserve_beyond(2);
        writer.put([DICTIONARY, self.count as u8]);
        put_inner(&self.values[..self.count], writer);
        put_inner(&self.indices[..rows], writer);
    }
}

fn take_dictionary<T: Integer>(out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
    let count = take_entries(reader)?;
    let mut values = [T::default(); BLOCK];
    take_inner(&mut values[..count], reader)?;
    let mut indices = [0_u8; BLOCK];
    take_indices(&mut indices[..out.len()], count, reader)?;
    fill_with(out, |row| values[usize::from(indices[row & (BLOCK - 1)])]);
    Ok(())
}

/// Reads how many entries a dictionary has.
///
/// # Errors
/// It has none.
pub(crate) fn take_entries(reader: &mut Reader<'_>) -> Result<usize> {
    match reader.byte()? {
        0 => Err(reader.malformed("a dictionary with no entries")),
        count => Ok(count.into()),
    }
}

/// Reads a column of dictionary indices, each below `count`.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take_indices(indices: &mut [u8], count: usize, reader: &mut Reader<'_>) -> Result<()> {
    take_inner(indices, reader)?;
    match indices.iter().copied().max() {
        Some(largest) if usize::from(largest) >= count => {
            Err(reader.malformed(format!("entry {largest} of a dictionary that has {count}")))
        }
        _ => Ok(()),
    }
}

// ---- patched ----

/// A frame that is too narrow for some rows, whose high bits lie beside it.
struct Patched<T> {
    least: T,
    width: u32,
    len: usize,
}

impl<T: Integer> Patched<T> {
    /// The best width for these values, by a count of the bits that each needs.
    fn of(values: &[T]) -> Option<Self> {
        let (least, most) = extremes(values);
        let widest = most.wrapping_sub(least).bit_length();
        let mut lengths = [0_usize; 130];
        for value in values {
            lengths[value.wrapping_sub(least).bit_length() as usize] += 1;
        }
        // What is wider than the widest frame is an exception to all of them.
        let top = widest.min(64);
        let mut exceptions: usize = lengths[top as usize + 1..].iter().sum();
        let mut best: Option<Self> = None;
        for width in (1..top).rev() {
            exceptions += lengths[width as usize + 1];
            let high = (exceptions * (widest - width) as usize).div_ceil(8);
            let len = 5 + 2 * T::SINGLE + bits::packed_len(values.len(), width) + exceptions + high;
            if exceptions * 4 > values.len() {
                break;
            }
            if best.as_ref().is_none_or(|best| len < best.len) {
                best = Some(Patched { least, width, len });
            }
        }
        best
    }

    fn put(&self, values: &[T], writer: &mut Writer<'_>) {
        let mut positions = [0_u8; BLOCK];
        let mut high = [T::Bits::default(); BLOCK];
        let mut count = 0;
        for (row, value) in values.iter().enumerate() {
            let rest = value.wrapping_sub(self.least).wide() >> self.width;
            if rest != 0 {
                positions[count] = row as u8;
                high[count] = T::Bits::from_wide(rest);
                count += 1;
            }
        }
        writer.reserve_beyond(3 + T::SINGLE + bits::packed_len(values.len(), self.width) + BEYOND);
        writer.put([PATCHED, self.width as u8, count as u8]);
        self.least.put_single(writer);
        let mask = u64::MAX >> (64 - self.width);
        put_packed(values, self.width, writer, |value| value.wrapping_sub(self.least).low() & mask);
        writer.put_slice(&positions[..count]);
        put_inner(&high[..count], writer);
    }
}

/// Reads the width of a patched frame of `rows` rows, and how many patches it has.
///
/// # Errors
/// A width that is too large, no patches, or too many.
pub(crate) fn take_patches<T: Integer>(rows: usize, reader: &mut Reader<'_>) -> Result<(u32, usize)> {
    let [width, count] = reader.array()?;
    let (width, count) = (u32::from(width), usize::from(count));
    if width >= 8 * T::WIDTH as u32 || width > 64 || count == 0 || count >= rows {
        return Err(reader.malformed(format!("a patched column of width {width} with {count} patches")));
    }
    Ok((width, count))
}

fn take_patched<T: Integer>(out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
    let (width, count) = take_patches::<T>(out.len(), reader)?;
    let least = T::take_single(reader)?;
    take_packed(width, out, reader, |low| T::from_low(low).wrapping_add(least))?;
    let mut positions = [0_u8; BLOCK];
    let positions = &mut positions[..count];
    positions.copy_from_slice(reader.slice(count)?);
    let ascending = positions.windows(2).all(|pair| pair[0] < pair[1]);
    if !ascending || positions.last().is_some_and(|last| usize::from(*last) >= out.len()) {
        return Err(reader.malformed("the positions of a patched column do not ascend within it"));
    }
    let mut high = [T::Bits::default(); BLOCK];
    take_inner(&mut high[..count], reader)?;
    for (position, high) in positions.iter().zip(high) {
        let place = &mut out[usize::from(*position)];
        // SAFETY: `take_packed` has initialised all of `out`.
        let low = unsafe { place.assume_init() };
        place.write(low.wrapping_add(T::from_wide(high.wide() << width)));
    }
    Ok(())
}
