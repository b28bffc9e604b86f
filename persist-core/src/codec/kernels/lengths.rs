//! Columns of lengths and counts: 64-bit integers of which most are small (FORMAT.md, *Integer
//! column*).

use std::mem::MaybeUninit;

use super::gather::to_fill;
use super::integer::{Integer, Order, extremes};
use super::integers::{self, Frame, put_packed};
use super::vectorised::vectorised;
use crate::codec::UNTAGGED_TO;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// What a column of counts comes to.
#[derive(Clone, Copy)]
pub(crate) struct Counts {
    /// Their sum.
    pub(crate) total: u64,
    /// No count is greater.
    pub(crate) longest: usize,
}

vectorised! {
    /// Writes a column of lengths: 64-bit integers, which are narrowed first where all of them are small.
    #[inline(never)]
    pub(crate) fn put[][](lengths: &[u64], writer: &mut Writer<'_>) -> Counts {
        let (bits, total) = sum(lengths);
        let any_form = lengths.len() <= UNTAGGED_TO || writer.small();
        if !any_form && bits < 1 << 8 {
            put_narrow(lengths, |length| length as u8, writer);
        } else if !any_form && bits < 1 << 32 {
            put_narrow(lengths, |length| length as u32, writer);
        } else {
            integers::put(lengths, writer);
        }
        // At most 256 numbers of 56 bits: their sum has 64. Only elements without bytes can be so many that this
        // saturates; they are refused later.
        let total = if bits >> 56 == 0 { total } else { lengths.iter().fold(0, |sum: u64, length| sum.saturating_add(*length)) };
        Counts { total, longest: usize::try_from(bits).unwrap_or(usize::MAX) }
    }
}

/// Writes the frame of lengths that fit a narrower integer: it looks the same.
#[inline(always)]
fn put_narrow<T: Integer>(lengths: &[u64], narrow: impl Fn(u64) -> T, writer: &mut Writer<'_>) {
    let mut narrowed = [T::default(); BLOCK];
    for (narrowed, length) in narrowed.iter_mut().zip(lengths) {
        *narrowed = narrow(*length);
    }
    let narrowed = &narrowed[..lengths.len().min(BLOCK)];
    let (least, most) = extremes(narrowed);
    let frame = Frame { least: least.low(), range: most.wrapping_sub(least).low(), order: Order::UNSIGNED };
    frame.begin(writer);
    put_packed(narrowed, frame.width(), writer, |value| value.wrapping_sub(least).low());
}

/// Reads a column of lengths into memory that it initialises, and returns them with their sum.
///
/// # Errors
/// Bytes that are not such a column, or a sum beyond 64 bits.
#[inline]
pub(crate) fn take_into<'o>(out: &'o mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<(&'o [u64], u64)> {
    integers::take_into(out, reader)?;
    // SAFETY: `integers::take_into` has initialised all of it.
    let lengths = unsafe { std::slice::from_raw_parts(out.as_ptr().cast::<u64>(), out.len()) };
    let (bits, sum) = sum(lengths);
    // At most 256 numbers of 56 bits: their sum has 64.
    if bits >> 56 == 0 {
        return Ok((lengths, sum));
    }
    let sum: u128 = lengths.iter().map(|length| u128::from(*length)).sum();
    match u64::try_from(sum) {
        Ok(sum) => Ok((lengths, sum)),
        Err(_) => Err(reader.malformed("the sum of a column of lengths does not fit 64 bits")),
    }
}

vectorised! {
    /// The bits that any of the lengths has, and their sum, which may wrap.
    pub(super) fn sum[][](lengths: &[u64]) -> (u64, u64) {
        lengths.iter().fold((0, 0), |(bits, sum), length| (bits | length, sum.wrapping_add(*length)))
    }
}

/// Reads a column of lengths, and returns their sum.
///
/// # Errors
/// Bytes that are not such a column, or a sum beyond 64 bits.
pub(crate) fn take(lengths: &mut [u64], reader: &mut Reader<'_>) -> Result<u64> {
    Ok(take_into(to_fill(lengths), reader)?.1)
}
