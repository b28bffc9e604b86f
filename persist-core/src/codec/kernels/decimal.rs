//! `f64` columns as decimals (FORMAT.md, *Float column*, tag `03`): an integer and a power of ten,
//! with the last bits beside them.
//!
//! What people measure has few decimals: k = round(x · 10ᵉ) is a small integer, and y = k ÷ 10ᵉ,
//! one correctly rounded division, is the number that the decimal text of up to 15 digits names.
//! Where arithmetic has moved a value by some ulps, r = bits(x) − bits(y) restores it. Lossless by
//! construction: what does not come back bit for bit (−0, NaN, infinities, far values) is an
//! exception. Related: *ALP* (Afroozeh, Kuffo, Boncz: ALP: Adaptive Lossless floating-Point
//! Compression, SIGMOD 2023), which has no r.

use std::mem::MaybeUninit;

use super::exceptions::{self, Exceptions};
use super::floats::DECIMAL;
use super::gather::{fill_with, to_fill};
use super::integer::Integer;
use super::integers::{self, spread};
use super::vectorised::vectorised;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The powers of ten that are exact as `f64`.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// Exponents tried; more decimals leave nothing to gain.
const TRIED: usize = 12;

/// A column that needs more bits a value than these is left to the other forms.
const MOST_BITS: u32 = 40;

/// The integer, the correction, and whether they give the value back. Without a branch, so that it is done to many at once.
#[inline(always)]
fn split(bits: u64, exponent: usize) -> (i64, i16, bool) {
    let scaled = f64::from_bits(bits) * POWERS[exponent];
    // Adding 1.5 · 2⁵² leaves an integer in the lowest bits, and the range check is false for NaN.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    let in_range = scaled.abs() < 2_251_799_813_685_248.0;
    let rounded = scaled + ROUND;
    let k = rounded.to_bits().wrapping_sub(ROUND.to_bits()) as i64;
    // The same integer as `join` would make a float of.
    let back = ((rounded - ROUND) / POWERS[exponent]).to_bits();
    let difference = bits.wrapping_sub(back) as i64;
    let r = difference as i16;
    let exact = in_range & (i64::from(r) == difference);
    (if in_range { k } else { 0 }, r, exact)
}

#[inline]
fn join(k: i64, exponent: usize) -> u64 {
    (k as f64 / POWERS[exponent]).to_bits()
}

vectorised! {
    /// The exponent that takes the fewest bits on a sample, if one is good for most of it.
    pub(super) fn choose[][](values: &[u64]) -> Option<u8> {
        const SAMPLE: usize = 32;
        let mut sample = [0; SAMPLE];
        let step = values.len().div_ceil(SAMPLE);
        let count = values.len().div_ceil(step.max(1)).min(SAMPLE);
        for (place, bits) in sample.iter_mut().zip(values.iter().step_by(step.max(1))) {
            *place = *bits;
        }
        let sample = &sample[..count];
        let mut best = (MOST_BITS * 2, None);
        for exponent in 0..TRIED {
            let (mut exceptions, mut corrections) = (0_u64, 0_i64);
            let (mut least, mut most) = (i64::MAX, i64::MIN);
            for bits in sample {
                let (k, r, exact) = split(*bits, exponent);
                // What is no exception counts.
                least = least.min(if exact { k } else { i64::MAX });
                most = most.max(if exact { k } else { i64::MIN });
                corrections |= if exact { r.into() } else { 0 };
                exceptions += u64::from(!exact);
            }
            if exceptions * 8 > count as u64 {
                continue;
            }
            let cost = most.wrapping_sub(least).bit_length() + if corrections != 0 { 12 } else { 0 };
            if cost < best.0 {
                best = (cost, Some(exponent as u8));
            }
        }
        best.1
    }
}

vectorised! {
    /// Splits all values into integers and corrections, and returns how many do not come back.
    fn split_all[][](values: &[u64], exponent: usize, ks: &mut [i64; BLOCK], rs: &mut [i16; BLOCK]) -> usize {
        let mut count = 0_u64;
        for ((value, k), r) in values.iter().zip(ks).zip(rs) {
            let exact;
            (*k, *r, exact) = split(*value, exponent);
            count += u64::from(!exact);
        }
        count as usize
    }
}

/// Writes the column as decimals with an exponent below [`TRIED`], if that is worth it.
pub(super) fn put(values: &[u64], exponent: u8, writer: &mut Writer<'_>) -> bool {
    let (mut ks, mut rs) = ([0; BLOCK], [0; BLOCK]);
    let (rows, count) = (values.len(), split_all(values, exponent.into(), &mut ks, &mut rs));
    let is_exception = |row: usize| !split(values[row], exponent.into()).2;
    let Some(exceptions) = Exceptions::of(count, rows, is_exception) else { return false };
    let (ks, rs) = (&mut ks[..rows], &mut rs[..rows]);
    exceptions.level(ks);
    exceptions.level(rs);
    let corrected = rs.iter().fold(0, |bits, r| bits | r) != 0;
    if spread(ks) + spread(rs) > MOST_BITS {
        return false;
    }
    writer.reserve_beyond(4);
    writer.put([DECIMAL, exponent, exceptions.count()]);
    integers::put(ks, writer);
    writer.reserve_beyond(1);
    writer.put([u8::from(corrected)]);
    if corrected {
        integers::put(rs, writer);
    }
    exceptions.put(values, writer);
    true
}

/// Reads the rest of a column of decimals.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take(look: bool, out: &mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<()> {
    let [exponent, exceptions] = reader.array()?.map(usize::from);
    if exponent >= POWERS.len() || exceptions >= out.len() {
        return Err(reader.malformed(format!("a decimal column of exponent {exponent} with {exceptions} exceptions")));
    }
    let mut ks = [0_i64; BLOCK];
    integers::read(look, to_fill(&mut ks[..out.len()]), reader)?;
    let mut rs = [0_i16; BLOCK];
    match reader.byte()? {
        0 => {}
        1 => integers::read(look, to_fill(&mut rs[..out.len()]), reader)?,
        flag => return Err(reader.malformed(format!("flag {flag} of a decimal column is neither 0 nor 1"))),
    }
    if look {
        fill_with(out, |row| {
            let row = row & (BLOCK - 1);
            join(ks[row], exponent).wrapping_add_signed(rs[row].into())
        });
    }
    exceptions::take("decimal", exceptions, out, reader)
}
