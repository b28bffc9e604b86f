//! `f64` columns of similar size (FORMAT.md, *Float column*, tag `01` of `f64`): the sign moved below the fraction, the
//! exponents counted from the least one, and what is left packed.
//!
//! So much as exponents have in common, most columns of measured or computed numbers save: of numbers between 1 and 200,
//! eight bits each. It is a frame of reference whose least value has an exponent alone.

use std::mem::MaybeUninit;

use super::floats::EXPONENT;
use super::integers::{put_packed, sampled, take_packed};
use super::vectorised::vectorised;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The bits below the exponent: the fraction, and the sign below that.
const BELOW: u32 = f64::MANTISSA_DIGITS;

/// The exponents there are.
const EXPONENTS: u16 = 1 << (u64::BITS - BELOW);

/// A wider column saves less than a ninth, and is left raw.
const WIDEST: u32 = 57;

/// The least exponent, and the bits of what is packed, unless they are too many.
#[inline(always)]
fn frame(values: &[u64]) -> Option<(u16, u32)> {
    // In words of 32 bits, which more processors compare by vectors.
    let word = |value: &u64| (value >> u32::BITS) as u32 & (u32::MAX >> 1);
    let (least, most) =
        values.iter().map(word).fold((u32::MAX, 0), |(least, most), word| (least.min(word), most.max(word)));
    let exponent = |word: u32| (word >> (BELOW - 1 - u32::BITS)) as u16;
    let width = BELOW + u16::BITS - (exponent(most) - exponent(least)).leading_zeros();
    (width <= WIDEST).then_some((exponent(least), width))
}

/// What is taken off each value once it is rotated.
fn base(exponent: u16) -> u64 {
    u64::from(exponent) << BELOW
}

vectorised! {
    /// Writes the column in this form, if that is worth it.
    pub(super) fn put[][](values: &[u64], writer: &mut Writer<'_>) -> bool {
        let Some((exponent, width)) = sampled(values, frame) else { return false };
        writer.reserve_beyond(4);
        writer.put([EXPONENT, width as u8]);
        writer.put(exponent.to_le_bytes());
        put_packed(values, width, writer, |value| value.rotate_left(1).wrapping_sub(base(exponent)));
        true
    }

    /// Reads the rest of such a column, as [`super::integers::read`] does.
    ///
    /// # Errors
    /// Bytes that are not such a column.
    pub(super) fn take[][](look: bool, out: &mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<()> {
        let [width, low, high] = reader.array()?;
        let (width, exponent) = (u32::from(width), u16::from_le_bytes([low, high]));
        if !(BELOW..u64::BITS).contains(&width) || exponent >= EXPONENTS {
            return Err(reader.malformed(format!("an exponent column of width {width} from {exponent} on")));
        }
        take_packed(look, width, out, reader, |packed| packed.wrapping_add(base(exponent)).rotate_right(1))
    }
}
