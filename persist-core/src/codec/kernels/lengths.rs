//! Columns of lengths and counts: 64-bit integers of which most are small (FORMAT.md, *Integer
//! column*).

use std::mem::MaybeUninit;

use super::gather::to_fill;
use super::integers::{self, Frame};
use crate::codec::UNTAGGED_TO;
use crate::codec::places::{BLOCK, Rows};
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// Writes the column of how many parts each row has, and returns their sum.
#[inline(never)]
pub(crate) fn put_counts<C>(rows: Rows<'_, C>, writer: &mut Writer<'_>, count: impl Fn(&C) -> usize) -> u64 {
    let mut counts = [0_u32; BLOCK];
    let (mut total, mut bits) = (0_u64, 0);
    rows.for_each(|index, row| {
        let count = count(row) as u64;
        // SAFETY: a view has at most as many rows as there are places.
        unsafe { *counts.get_unchecked_mut(index) = count as u32 };
        bits |= count;
        total = total.wrapping_add(count);
    });
    if bits <= u64::from(u32::MAX) {
        put(&counts[..rows.len()], writer);
        return total;
    }
    let mut counts = [0_u64; BLOCK];
    rows.for_each(|index, row| counts[index & (BLOCK - 1)] = count(row) as u64);
    integers::put(&counts[..rows.len()], writer);
    // Only elements without bytes can be so many that this saturates; they are refused later.
    counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
}

/// Writes a column of lengths: 64-bit integers, which come as 32 bits wherever all of them fit.
fn put(lengths: &[u32], writer: &mut Writer<'_>) {
    let any_form = lengths.len() <= UNTAGGED_TO || writer.small();
    match if any_form { None } else { Frame::exact(lengths) } {
        // Frames of narrower integers look the same.
        Some(frame) => frame.put(lengths, writer),
        None => {
            let mut wide = [0_u64; BLOCK];
            for (wide, length) in wide.iter_mut().zip(lengths) {
                *wide = u64::from(*length);
            }
            integers::put(&wide[..lengths.len()], writer);
        }
    }
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
    let add = |(bits, sum): (u64, u64), length: &u64| (bits | length, sum.wrapping_add(*length));
    let (bits, sum) = lengths.iter().fold((0, 0), add);
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

/// Reads a column of lengths, and returns their sum.
///
/// # Errors
/// Bytes that are not such a column, or a sum beyond 64 bits.
pub(crate) fn take(lengths: &mut [u64], reader: &mut Reader<'_>) -> Result<u64> {
    Ok(take_into(to_fill(lengths), reader)?.1)
}
