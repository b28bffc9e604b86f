//! Integer columns: the form of numbers from a small range that is no power of two (FORMAT.md, *Integer column*).
//!
//! Five values take three bits, of which they use 2.32. Three of them together are one of 125, which takes seven bits. So
//! a column is cut into parts of equal length, and the rows at the same place of each part are the **digits** of one number.
//! Numbers that lie far apart are joined, not neighbours, so that each part is a vector like any other.

use std::mem::MaybeUninit;

use super::bits::packed_len;
use super::gather::to_fill;
use super::integer::Integer;
use super::integers::{DIGITS, Frame, How, put_packed, take_packed};
use super::vectorised::vectorised;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The bases: of two digits of the greatest, the number has 15 bits.
const LEAST: usize = 3;
const MOST: usize = 181;

/// The bits of the greatest number that digits are joined to.
const WIDEST: u32 = 15;

/// How many digits of a base a number has, and how many bits.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    base: u16,
    count: u8,
    width: u8,
    /// The upper half of the product with this, shifted right by that, is a number divided by the base.
    inverse: u16,
    shift: u8,
    /// Times this and shifted right by 16 is divided by the number of digits, for numbers of rows.
    inverse_count: u32,
}

/// By base.
static BASES: [Digits; MOST + 1] = {
    let mut all = [Digits::best(LEAST as u32); MOST + 1];
    let mut base = LEAST;
    while base <= MOST {
        all[base] = Digits::best(base as u32);
        base += 1;
    }
    all
};

impl Digits {
    /// As many digits as take the fewest bits each; of several such numbers the least.
    const fn best(base: u32) -> Self {
        let (mut count, mut width) = (1, u32::BITS - (base - 1).leading_zeros());
        let (mut digits, mut power) = (2, base * base);
        while power <= 1 << WIDEST {
            let bits = u32::BITS - (power - 1).leading_zeros();
            if bits * count < width * digits {
                (count, width) = (digits, bits);
            }
            digits += 1;
            power *= base;
        }
        // As large as 16 bits allow. The inverse is too large by less than one part in 2^(16 + shift) ÷ base; a number has 15 bits, so
        // what that adds to the quotient is less than one part in the base, and the quotient exact (Granlund, Montgomery: Division by
        // Invariant Integers using Multiplication, PLDI 1994).
        let shift = (base - 1).ilog2();
        let inverse = (1_u32 << (u16::BITS + shift)).div_ceil(base);
        Digits {
            base: base as u16,
            count: count as u8,
            width: width as u8,
            inverse: inverse as u16,
            shift: shift as u8,
            inverse_count: 65_536 / count + 1,
        }
    }

    /// The digits of a base, if numbers of them are narrower than the digits alone.
    #[inline]
    pub(super) fn of(range: u64) -> Option<Self> {
        let base = range.checked_add(1)?;
        BASES.get(usize::try_from(base).ok()?).copied().filter(|digits| base >= LEAST as u64 && digits.count > 1)
    }

    /// How many bytes so many rows take.
    #[inline]
    pub(super) fn len(self, rows: usize) -> usize {
        packed_len(self.numbers(rows), self.width.into())
    }

    /// How many numbers so many rows are joined to.
    #[inline]
    fn numbers(self, rows: usize) -> usize {
        ((rows + usize::from(self.count) - 1) * self.inverse_count as usize) >> 16
    }

    /// Writes the column, whose frame these are digits of.
    #[inline(always)]
    pub(super) fn put<B: Integer<Bits = B>>(self, values: &[B], frame: Frame<B>, writer: &mut Writer<'_>) {
        writer.reserve_beyond(2 + B::SINGLE);
        writer.put([DIGITS, self.base as u8]);
        frame.order.put_single(frame.least, writer);
        let mut numbers = [0_u16; BLOCK];
        let numbers = &mut numbers[..self.numbers(values.len()).min(BLOCK)];
        let mut power = 1_u16;
        for part in values.chunks(numbers.len()) {
            for (number, value) in numbers.iter_mut().zip(part) {
                let digit = value.wrapping_sub(frame.least).low() as u16;
                *number = number.wrapping_add(digit.wrapping_mul(power));
            }
            power = power.wrapping_mul(self.base);
        }
        put_packed(numbers, self.width.into(), writer, u64::from);
    }

    /// A number divided by the base.
    #[inline(always)]
    fn quotient(self, number: u16) -> u16 {
        ((u32::from(number) * u32::from(self.inverse)) >> u16::BITS) as u16 >> self.shift
    }
}

vectorised! {
    /// Reads the rest of a column of digits.
    ///
    /// # Errors
    /// Bytes that are not such a column.
    #[inline(never)] // Its buffer is not to be in the frame of those who read other columns.
    pub(super) fn take[B: Integer<Bits = B>][B](how: How, out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
        let base = usize::from(reader.byte()?);
        let Some(digits) = BASES.get(base).copied().filter(|_| base >= LEAST) else {
            return Err(reader.malformed(format!("a column of digits of base {base}")));
        };
        let least = how.take_single::<B>(reader)?;
        let mut numbers = [0_u16; BLOCK];
        let numbers = &mut numbers[..digits.numbers(out.len()).min(BLOCK)];
        take_packed(how.look, digits.width.into(), to_fill(numbers), reader, |low| low as u16)?;
        if !how.look {
            return Ok(());
        }
        for part in out.chunks_mut(numbers.len()) {
            for (place, number) in part.iter_mut().zip(&mut *numbers) {
                let quotient = digits.quotient(*number);
                place.write(B::from_low((*number - quotient * digits.base).into()).wrapping_add(least));
                *number = quotient;
            }
        }
        // No digits are left of any number.
        if numbers.iter().fold(0, |bits, number| bits | number) != 0 {
            return Err(reader.malformed(format!("more digits of base {base} than there are rows")));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_divided_by_every_base() {
        for digits in &BASES[LEAST..] {
            for number in 0..1 << WIDEST {
                assert_eq!(digits.quotient(number), number / digits.base, "{number} by {}", digits.base);
            }
            for rows in 1..=BLOCK {
                assert_eq!(digits.numbers(rows), rows.div_ceil(digits.count.into()), "{rows} of {}", digits.base);
            }
        }
    }
}
