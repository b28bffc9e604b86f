//! Float columns (FORMAT.md, *Float column*), on bit patterns: raw, constant, exponents apart,
//! split bytes.
//!
//! `Effort::Fast` writes constants and raw values only; `Effort::Small` compares the forms by their
//! size, or, where a compressor follows, takes the one that leaves it aligned bytes.

use std::mem::MaybeUninit;

use super::bits::packed_len;
use super::gather::{fill_with, gather, scatter};
use super::integer::Integer;
use super::{decimal, integers};
use crate::codec::UNTAGGED_TO;
use crate::codec::places::{BLOCK, Rows, Slots};
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

const CONSTANT: u8 = 0x00;
const EXPONENT: u8 = 0x01;
const SPLIT: u8 = 0x02;
pub(crate) const DECIMAL: u8 = 0x03;

/// The bit pattern of a float.
pub(crate) trait FloatBits: Integer {
    /// Writes the column in the smallest form that this width has, if one is smaller than raw.
    fn put_small(values: &[Self], writer: &mut Writer<'_>) -> bool;

    /// Reads the rest of a column that has one of those forms.
    fn take_small(tag: u8, out: &mut [MaybeUninit<Self>], reader: &mut Reader<'_>) -> Result<()>;

    /// Steps over the rest of such a column.
    fn skip_small(tag: u8, rows: usize, reader: &mut Reader<'_>) -> Result<()>;
}

/// Writes the column of a view's rows, or, where elements lie flat, their fixed-width form.
pub(crate) fn put_rows<B: FloatBits>(rows: Rows<'_, B>, writer: &mut Writer<'_>) {
    let untagged = writer.take_untagged();
    gather(rows, |values| if untagged { integers::put_raw(values, writer) } else { put(values, writer) });
}

/// Reads the column of a view's slots, or, where elements lie flat, their fixed-width form.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take_slots<B: FloatBits>(slots: Slots<'_, B>, reader: &mut Reader<'_>) -> Result<()> {
    let untagged = reader.take_untagged();
    // SAFETY: both functions initialise everything where they return `Ok`.
    unsafe {
        scatter(slots, reader, |out, reader| if untagged { integers::take_raw(out, reader) } else { take(out, reader) })
    }
}

/// Writes a column.
pub(crate) fn put<B: FloatBits>(values: &[B], writer: &mut Writer<'_>) {
    if values.len() <= UNTAGGED_TO {
        return integers::put_raw(values, writer);
    }
    writer.reserve_beyond(1);
    if values.iter().all(|value| *value == values[0]) {
        writer.put([CONSTANT]);
        integers::put_raw(&values[..1], writer);
    } else if !(writer.small() && B::put_small(values, writer)) {
        writer.put([integers::RAW]);
        integers::put_raw(values, writer);
    }
}

/// Reads a column.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take<B: FloatBits>(out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    if out.len() <= UNTAGGED_TO {
        return integers::take_raw(out, reader);
    }
    match reader.byte()? {
        CONSTANT => {
            let mut value = [MaybeUninit::uninit()];
            integers::take_raw(&mut value, reader)?;
            out.fill(value[0]);
            Ok(())
        }
        integers::RAW => integers::take_raw(out, reader),
        tag => B::take_small(tag, out, reader),
    }
}

/// Steps over a column of `rows` rows, whose values it does not look at.
///
/// # Errors
/// The bytes end early, or begin no such column.
pub(crate) fn skip<B: FloatBits>(rows: usize, reader: &mut Reader<'_>) -> Result<()> {
    if rows <= UNTAGGED_TO {
        return reader.take(rows * B::WIDTH).map(drop);
    }
    match reader.byte()? {
        CONSTANT => reader.take(B::WIDTH).map(drop),
        integers::RAW => reader.take(rows * B::WIDTH).map(drop),
        tag => B::skip_small(tag, rows, reader),
    }
}

#[cold]
fn unknown_tag(tag: u8, bits: usize, reader: &Reader<'_>) -> crate::error::Error {
    reader.malformed(format!("tag {tag:#04x} is not one of a column of {bits}-bit floats"))
}

/// Writes `write`'s column, and takes it back unless it is smaller than raw.
fn put_if_smaller(count: usize, width: usize, writer: &mut Writer<'_>, write: impl FnOnce(&mut Writer<'_>)) -> bool {
    let start = writer.position();
    write(writer);
    if writer.position() - start > count * width {
        writer.truncate(start);
        return false;
    }
    true
}

impl FloatBits for u32 {
    fn put_small(values: &[u32], writer: &mut Writer<'_>) -> bool {
        let compressed = writer.settings().compressed;
        put_if_smaller(values.len(), 4, writer, |writer| {
            let (tag, shift) = if compressed { (SPLIT, 0) } else { (EXPONENT, 1) };
            let mut high = [0_u8; BLOCK];
            let mut low = [0_u8; BLOCK * 3];
            for ((high, low), value) in high.iter_mut().zip(low.chunks_exact_mut(3)).zip(values) {
                // Rotated by one, the sign follows the fraction, and the exponent is the highest
                // byte.
                let word = value.rotate_left(shift);
                *high = (word >> 24) as u8;
                let rest = if shift == 1 { (word >> 1 & 0x7f_ffff) | (word & 1) << 23 } else { word };
                low.copy_from_slice(&rest.to_le_bytes()[..3]);
            }
            writer.reserve_beyond(1);
            writer.put([tag]);
            if tag == SPLIT {
                writer.put_slice(&low[..3 * values.len()]);
            }
            integers::put(&high[..values.len()], writer);
            if tag == EXPONENT {
                writer.put_slice(&low[..3 * values.len()]);
            }
        })
    }

    fn take_small(tag: u8, out: &mut [MaybeUninit<u32>], reader: &mut Reader<'_>) -> Result<()> {
        if !matches!(tag, EXPONENT | SPLIT) {
            return Err(unknown_tag(tag, 32, reader));
        }
        let mut high = [0_u8; BLOCK];
        let high = &mut high[..out.len()];
        let mut low = [0_u8; BLOCK * 3];
        let low = &mut low[..3 * out.len()];
        if tag == EXPONENT {
            integers::take(high, reader)?;
        }
        low.copy_from_slice(reader.slice(3 * out.len())?);
        if tag == SPLIT {
            integers::take(high, reader)?;
        }
        fill_with(out, |index| {
            let bytes = &low[3 * index..3 * index + 3];
            let rest = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]);
            let high = u32::from(high[index]);
            if tag == SPLIT { high << 24 | rest } else { (rest >> 23) << 31 | high << 23 | (rest & 0x7f_ffff) }
        });
        Ok(())
    }

    fn skip_small(tag: u8, rows: usize, reader: &mut Reader<'_>) -> Result<()> {
        match tag {
            EXPONENT => {
                integers::skip::<u8>(rows, reader)?;
                reader.take(3 * rows).map(drop)
            }
            SPLIT => {
                reader.take(3 * rows)?;
                integers::skip::<u8>(rows, reader)
            }
            _ => Err(unknown_tag(tag, 32, reader)),
        }
    }
}

/// The bits of an `f64` below its sign and exponent.
const FRACTION: u32 = 52;

impl FloatBits for u64 {
    fn put_small(values: &[u64], writer: &mut Writer<'_>) -> bool {
        if decimal::put(values, writer) {
            return true;
        }
        put_if_smaller(values.len(), 8, writer, |writer| {
            let mut exponents = [0_u16; BLOCK];
            let mut rest = [0_u64; BLOCK];
            for ((exponent, rest), value) in exponents.iter_mut().zip(&mut rest).zip(values) {
                *exponent = (value >> FRACTION) as u16 & 0x7ff;
                *rest = (value >> 63) << FRACTION | value & ((1 << FRACTION) - 1);
            }
            writer.reserve_beyond(1);
            writer.put([EXPONENT]);
            integers::put(&exponents[..values.len()], writer);
            integers::put_packed(&rest[..values.len()], FRACTION + 1, writer, |rest| rest);
        })
    }

    fn take_small(tag: u8, out: &mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<()> {
        match tag {
            EXPONENT => take_exponents(out, reader),
            DECIMAL => decimal::take(out, reader),
            _ => Err(unknown_tag(tag, 64, reader)),
        }
    }

    fn skip_small(tag: u8, rows: usize, reader: &mut Reader<'_>) -> Result<()> {
        match tag {
            EXPONENT => {
                integers::skip::<u16>(rows, reader)?;
                reader.take(packed_len(rows, FRACTION + 1)).map(drop)
            }
            DECIMAL => decimal::skip(rows, reader),
            _ => Err(unknown_tag(tag, 64, reader)),
        }
    }
}

fn take_exponents(out: &mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<()> {
    let mut exponents = [0_u16; BLOCK];
    let exponents = &mut exponents[..out.len()];
    integers::take(exponents, reader)?;
    if exponents.iter().any(|exponent| *exponent > 0x7ff) {
        return Err(reader.malformed("an exponent of more than 11 bits"));
    }
    integers::take_packed(FRACTION + 1, out, reader, |rest| (rest >> FRACTION) << 63 | rest & ((1 << FRACTION) - 1))?;
    for (place, exponent) in out.iter_mut().zip(exponents) {
        // SAFETY: `take_packed` has initialised all of `out`.
        let rest = unsafe { place.assume_init() };
        place.write(rest | u64::from(*exponent) << FRACTION);
    }
    Ok(())
}
