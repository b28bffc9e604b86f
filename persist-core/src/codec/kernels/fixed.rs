//! `f32` columns as binary fixed-point numbers (FORMAT.md, *Float column*, tag `04`): integers, and one power of two by
//! which all are divided.
//!
//! Whole numbers, samples of a converter, coordinates on a grid and what random number generators draw from 0 to 1 are such.
//! Lossless by construction: what does not come back bit for bit (−0, NaN, infinities, finer values) is an exception. It is
//! what [`super::decimal`] is for `f64`s, but that a power of two is exact.

use std::mem::MaybeUninit;

use super::bits::packed_len;
use super::exceptions::{self, Exceptions};
use super::floats::FIXED;
use super::gather::map_to;
use super::integers::{self, How, take_frame, take_rest};
use super::vectorised::vectorised;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The greatest power of two whose inverse is a normal number. Smaller ones than 1 gain nothing but where all numbers are far
/// greater.
const MOST_SCALE: u8 = 126;

/// A column that needs more bits a value than these, and more bytes before them, is left to the other forms.
const MOST_BITS: u32 = 25;
const HEAD: usize = 9;

/// The stored exponent of 1.
const BIAS: i32 = 127;
const FRACTION: u32 = f32::MANTISSA_DIGITS - 1;

/// Two to the power of a scale, and its inverse.
fn powers(scale: u8) -> (f32, f32) {
    let power = |exponent: i32| f32::from_bits(((BIAS + exponent) as u32) << FRACTION);
    (power(scale.into()), power(-i32::from(scale)))
}

/// Between which powers of two a value's bits are, the upper one not included; of zeros and what is not finite, none.
fn bits_between(bits: u32) -> Option<(i32, i32)> {
    let (fraction, exponent) = (bits & ((1 << FRACTION) - 1), (bits >> FRACTION & 0xff) as i32);
    let significand = fraction | if exponent == 0 { 0 } else { 1 << FRACTION };
    let unit = exponent.max(1) - BIAS - FRACTION as i32;
    (significand != 0 && exponent <= 2 * BIAS)
        .then(|| (unit + significand.trailing_zeros() as i32, unit + significand.ilog2() as i32 + 1))
}

/// The greatest power of two of which all of some values are multiples.
pub(crate) fn unit(values: [u32; 3]) -> Option<i32> {
    values.into_iter().filter_map(bits_between).map(|(low, _)| low).min()
}

/// The scale that makes integers of a sample, if these are narrow; but for one of many, which would be an exception.
pub(super) fn choose(values: &[u32]) -> Option<u8> {
    const SAMPLE: usize = 32;
    let (mut count, mut lowest, mut second, mut highest) = (0, i32::MAX, i32::MAX, i32::MIN);
    let step = values.len().div_ceil(SAMPLE).max(1);
    for (low, high) in values.iter().step_by(step).filter_map(|bits| bits_between(*bits)) {
        (lowest, second) = (lowest.min(low), second.min(lowest.max(low)));
        highest = highest.max(high);
        count += 1;
    }
    let low = if count > SAMPLE / 2 { second } else { lowest };
    let scale = u8::try_from(-i64::from(low.min(0))).ok().filter(|scale| *scale <= MOST_SCALE)?;
    (count > 0 && highest + i32::from(scale) <= MOST_BITS as i32).then_some(scale)
}

/// The integer of a value, if it has one, and whether it gives the value back.
#[inline(always)]
fn number(bits: u32, (up, down): (f32, f32)) -> (i32, bool) {
    /// All integers up to here are `f32`s.
    const MOST: f32 = (1 << f32::MANTISSA_DIGITS) as f32;
    let scaled = (f32::from_bits(bits) * up).to_bits();
    // By their bits, numbers are in order, and what is none is beyond them.
    let in_range = scaled & (u32::MAX >> 1) <= MOST.to_bits();
    // SAFETY: it is a number from −2²⁴ to 2²⁴. (`as` would check that in a way that compilers do not make vectors of.)
    let number = unsafe { f32::from_bits(if in_range { scaled } else { 0 }).to_int_unchecked() };
    (number, value(number, down) == bits)
}

/// The bits of the value that an integer is.
#[inline(always)]
fn value(number: i32, down: f32) -> u32 {
    (number as f32 * down).to_bits()
}

vectorised! {
    /// Writes the column as fixed-point numbers, if that is worth it.
    pub(super) fn put[][](values: &[u32], scale: u8, writer: &mut Writer<'_>) -> bool {
        let powers = powers(scale);
        let mut buffer = [const { MaybeUninit::uninit() }; BLOCK];
        let mut count = 0_u32;
        let numbers = map_to(values, &mut buffer, |bits| {
            let (number, exact) = number(bits, powers);
            count += u32::from(!exact);
            number
        });
        let is_exception = |row: usize| !number(values[row], powers).1;
        let Some(exceptions) = Exceptions::of(count as usize, values.len(), is_exception) else { return false };
        exceptions.level(numbers);
        let start = writer.position();
        writer.reserve_beyond(3);
        writer.put([FIXED, scale, exceptions.count()]);
        integers::put(numbers, writer);
        exceptions.put(values, writer);
        let most = (HEAD + packed_len(values.len(), MOST_BITS)).min(size_of_val(values));
        let is_worth_it = writer.position() - start <= most;
        if !is_worth_it {
            writer.truncate(start);
        }
        is_worth_it
    }

    fn take_numbers[][](look: bool, scale: u8, out: &mut [MaybeUninit<u32>], reader: &mut Reader<'_>) -> Result<()> {
        let (_, down) = powers(scale);
        let value = |number: u32| value(number.cast_signed(), down);
        let (how, tag) = (How::bits(look).of_signed::<u32>(), reader.byte()?);
        if u32::from(tag) < u32::BITS {
            return take_frame(how, tag.into(), out, reader, value);
        }
        take_rest(how, tag, out, reader)?;
        if look {
            // SAFETY: as it looks, `take_rest` has initialised all of `out`.
            for number in unsafe { std::slice::from_raw_parts_mut(out.as_mut_ptr().cast(), out.len()) } {
                *number = value(*number);
            }
        }
        Ok(())
    }
}

/// Reads the rest of such a column, as [`integers::read`] does.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take(look: bool, out: &mut [MaybeUninit<u32>], reader: &mut Reader<'_>) -> Result<()> {
    let [scale, count] = reader.array()?;
    let count = usize::from(count);
    if scale > MOST_SCALE || count >= out.len() {
        return Err(reader.malformed(format!("a fixed-point column of scale {scale} with {count} exceptions")));
    }
    take_numbers(look, scale, out, reader)?;
    exceptions::take("fixed-point", count, out, reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(values: &[f32]) -> Option<u8> {
        choose(&values.iter().map(|value| value.to_bits()).collect::<Vec<_>>())
    }

    #[test]
    fn the_scale_is_that_of_the_finest_value() {
        assert_eq!(chosen(&[0.0, 100.0, 3.0]), Some(0));
        assert_eq!(chosen(&[0.5, 100.25, f32::NAN, -0.0]), Some(2));
        assert_eq!(chosen(&[1024.0, 4096.0]), Some(0));
        // Its inverse is no normal number.
        assert_eq!(chosen(&[2_f32.powi(-127)]), None);
        assert_eq!(chosen(&[2_f32.powi(-126)]), Some(126));
    }

    #[test]
    fn there_is_none_where_values_are_wide_or_not_numbers() {
        assert_eq!(chosen(&[1.0, 2_f32.powi(26)]), None);
        assert_eq!(chosen(&[f32::INFINITY, f32::NAN, 0.0]), None);
        assert_eq!(chosen(&[]), None);
    }

    #[test]
    fn the_unit_is_that_of_the_finest_value() {
        assert_eq!(unit([0.5, 3.0, -0.0].map(f32::to_bits)), Some(-1));
        assert_eq!(unit([f32::NAN, 6.0, 12.0].map(f32::to_bits)), Some(1));
        assert_eq!(unit([0.0, -0.0, f32::INFINITY].map(f32::to_bits)), None);
    }

    #[test]
    fn a_few_finer_values_are_left_to_be_exceptions() {
        let mut values: Vec<f32> = (0..32).map(|value| value as f32).collect();
        values[7] = 0.1;
        assert_eq!(chosen(&values), Some(0));
    }
}
