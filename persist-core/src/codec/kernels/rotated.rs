//! `f64` columns of similar size (FORMAT.md, *Float column*, tags `01` and `02` of `f64`): the sign moved below the fraction, and
//! the exponents above apart from it.
//!
//! Most columns of measured or computed numbers have most bits of their exponents in common, and zeros. So exponents are counted
//! from the least one that is not a zero's, which is a frame of reference of whole values, made and read in one pass. Where that
//! saves too little, a few values being far smaller than the others, `Effort::Small` makes the exponents a column of their own.

use std::mem::MaybeUninit;

use super::bits::ones;
use super::floats::{EXPONENT, SPLIT};
use super::gather::{map_to, to_fill};
use super::integers::{self, put_packed, sampled, take_packed};
use super::vectorised::vectorised;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The bits below the exponent: the fraction, and the sign below that.
const BELOW: u32 = f64::MANTISSA_DIGITS;

/// The exponents there are.
const EXPONENTS: u16 = 1 << (u64::BITS - BELOW);

/// Where the exponent is in the upper half of a value.
const EXPONENT_BITS: u32 = (f64::INFINITY.to_bits() >> u32::BITS) as u32;

/// A wider frame saves less than a ninth.
const WIDEST: u32 = 57;

/// Set in the byte of the width where values without an exponent (zeros, most often) are left as they are.
const ZEROS: u8 = 0x80;

/// How exponents are counted: the column is rotated values, less what they have in common.
#[derive(Clone, Copy)]
struct Frame {
    /// What is taken off each exponent.
    exponent: u16,
    /// The bits of a number.
    width: u32,
    /// Whether values without an exponent are left as they are.
    zeros: bool,
}

impl Frame {
    /// The frame of these values, unless it is too wide.
    #[inline(always)]
    fn of(values: &[u64]) -> Option<Self> {
        // Exponents, in words of 32 bits, which more processors compare by vectors. Less one, that of zeros is the greatest.
        let word = |value: &u64| (value >> u32::BITS) as u32 & EXPONENT_BITS;
        let start = (u32::MAX, u32::MAX, 0);
        let (least, least_but_zero, most) =
            values.iter().map(word).fold(start, |(least, least_but_zero, most), word| {
                (least.min(word), least_but_zero.min(word.wrapping_sub(1)), most.max(word))
            });
        let exponent = |word: u32| (word >> (BELOW - 1 - u32::BITS)) as u16;
        let above_zeros = exponent(least_but_zero.wrapping_add(1)).saturating_sub(1);
        let zeros = least == 0 && above_zeros > 0;
        let from = if zeros { above_zeros } else { exponent(least) };
        let width = BELOW + u16::BITS - exponent(most).saturating_sub(from).leading_zeros();
        (width <= WIDEST).then_some(Frame { exponent: from, width, zeros })
    }

    /// What is taken off values that have an exponent, and those that have none.
    #[inline(always)]
    fn bases(self) -> (u64, u64) {
        let base = u64::from(self.exponent) << BELOW;
        (base, if self.zeros { 0 } else { base })
    }
}

/// Whether a rotated value, or the number in its place, has no exponent.
#[inline(always)]
fn is_below(rotated: u64) -> bool {
    rotated >> BELOW == 0
}

vectorised! {
    /// Writes the column as a frame, if that is worth it.
    pub(super) fn put[][](values: &[u64], writer: &mut Writer<'_>) -> bool {
        let Some(frame) = sampled(values, Frame::of) else { return false };
        writer.reserve_beyond(4);
        writer.put([EXPONENT, frame.width as u8 | if frame.zeros { ZEROS } else { 0 }]);
        writer.put(frame.exponent.to_le_bytes());
        let (base, base_below) = frame.bases();
        put_packed(values, frame.width, writer, |value| {
            let rotated = value.rotate_left(1);
            rotated.wrapping_sub(if is_below(rotated) { base_below } else { base })
        });
        true
    }

    /// Reads the rest of such a column, as [`integers::read`] does.
    ///
    /// # Errors
    /// Bytes that are not such a column.
    pub(super) fn take[][](look: bool, out: &mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<()> {
        let [width, low, high] = reader.array()?;
        let zeros = width & ZEROS != 0;
        let (width, exponent) = (u32::from(width & !ZEROS), u16::from_le_bytes([low, high]));
        if !(BELOW..u64::BITS).contains(&width) || exponent >= EXPONENTS {
            return Err(reader.malformed(format!("an exponent column of width {width} from {exponent} on")));
        }
        let (base, base_below) = Frame { exponent, width, zeros }.bases();
        take_packed(look, width, out, reader, |number| {
            number.wrapping_add(if is_below(number) { base_below } else { base }).rotate_right(1)
        })
    }

    /// Packs what is below the exponents.
    fn put_below[][](values: &[u64], writer: &mut Writer<'_>) {
        put_packed(values, BELOW, writer, |value| value.rotate_left(1) & ones(BELOW));
    }

    /// Reads what is below these exponents, and joins both.
    fn take_below[][](look: bool, exponents: &[u16], out: &mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<()> {
        take_packed(look, BELOW, out, reader, |below| below)?;
        if look {
            // SAFETY: as it looks, `take_packed` has initialised all of `out`.
            let values = unsafe { std::slice::from_raw_parts_mut(out.as_mut_ptr().cast::<u64>(), out.len()) };
            for (value, exponent) in values.iter_mut().zip(exponents) {
                *value = (u64::from(*exponent) << BELOW | *value).rotate_right(1);
            }
        }
        Ok(())
    }
}

/// Writes the column with its exponents in one of their own, if that is worth it.
pub(super) fn put_split(values: &[u64], writer: &mut Writer<'_>) -> bool {
    let start = writer.position();
    let mut buffer = [const { MaybeUninit::uninit() }; BLOCK];
    let exponents = map_to(values, &mut buffer, |value| (value.rotate_left(1) >> BELOW) as u16);
    writer.reserve_beyond(1);
    writer.put([SPLIT]);
    let outer = writer.forms().descend(0);
    integers::put(exponents, writer);
    writer.forms().ascend(outer);
    put_below(values, writer);
    let is_worth_it = writer.position() - start <= size_of_val(values);
    if !is_worth_it {
        writer.truncate(start);
    }
    is_worth_it
}

/// Reads the rest of such a column, as [`integers::read`] does.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take_split(look: bool, out: &mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<()> {
    let mut exponents = [0; BLOCK];
    let exponents = &mut exponents[..out.len()];
    integers::read(look, to_fill(exponents), reader)?;
    // Without a look they are zeros.
    if exponents.iter().any(|exponent| *exponent >= EXPONENTS) {
        return Err(reader.malformed(format!("an exponent of more than {} bits", u64::BITS - BELOW)));
    }
    take_below(look, exponents, out, reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_exponent_is_left_out_of_the_frame() {
        let frame = |odd: f64| {
            let mut values: [u64; 40] = std::array::from_fn(|row| (100.0 + row as f64).to_bits());
            values[7] = odd.to_bits();
            Frame::of(&values).map(|frame| (frame.width, frame.zeros))
        };
        assert_eq!(frame(100.0), Some((54, false)));
        for odd in [0.0, -0.0, f64::from_bits(1), 1e-310] {
            assert_eq!(frame(odd), Some((55, true)), "{odd}");
        }
        assert_eq!(frame(f64::MIN_POSITIVE), None);
    }
}
