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

use super::compact::take_positions;
use super::floats::DECIMAL;
use super::gather::{fill_with, to_fill};
use super::integer::Integer;
use super::integers::{self, spread};
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

/// The integer, the correction, and whether they give the value back.
#[inline]
fn split(bits: u64, exponent: usize) -> (i64, i16, bool) {
    let scaled = f64::from_bits(bits) * POWERS[exponent];
    // Adding and subtracting 1.5 · 2⁵² rounds to an integer, and the range check is false for NaN.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    let in_range = scaled.abs() < 2_251_799_813_685_248.0;
    let k = if in_range { (scaled + ROUND - ROUND) as i64 } else { 0 };
    let difference = bits.wrapping_sub(join(k, exponent)) as i64;
    let r = difference as i16;
    (k, r, in_range && i64::from(r) == difference)
}

#[inline]
fn join(k: i64, exponent: usize) -> u64 {
    (k as f64 / POWERS[exponent]).to_bits()
}

/// The exponent that takes the fewest bits on a sample, if one is good for most of it.
fn choose<T: Integer>(values: &[T]) -> Option<usize> {
    const SAMPLE: usize = 32;
    let step = values.len().div_ceil(SAMPLE);
    let mut best = (MOST_BITS * 2, None);
    for exponent in 0..TRIED {
        let (mut exceptions, mut corrected, mut count) = (0, false, 0);
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        for bits in values.iter().step_by(step) {
            let (k, r, exact) = split(bits.low(), exponent);
            count += 1;
            if exact {
                (least, most) = (least.min(k), most.max(k));
                corrected |= r != 0;
            } else {
                exceptions += 1;
            }
        }
        if exceptions * 8 > count {
            continue;
        }
        let cost = most.wrapping_sub(least).bit_length() + if corrected { 12 } else { 0 };
        if cost < best.0 {
            best = (cost, Some(exponent));
        }
    }
    best.1
}

/// Writes the column as decimals, if that is worth it.
pub(crate) fn put<T: Integer>(values: &[T], writer: &mut Writer<'_>) -> bool {
    let Some(exponent) = choose(values) else {
        return false;
    };
    let mut ks = [0_i64; BLOCK];
    let mut rs = [0_i16; BLOCK];
    let mut positions = [0_u8; BLOCK];
    let mut exceptions = 0;
    let mut before = 0;
    for (row, bits) in values.iter().enumerate() {
        let (k, r, exact) = split(bits.low(), exponent);
        if exact {
            before = k;
        } else {
            positions[exceptions] = row as u8;
            exceptions += 1;
        }
        // An exception costs no width: it repeats its neighbour.
        ks[row] = if exact { k } else { before };
        rs[row] = if exact { r } else { 0 };
    }
    let (ks, rs) = (&ks[..values.len()], &rs[..values.len()]);
    let corrected = rs.iter().any(|r| *r != 0);
    if exceptions > values.len() / 16 || spread(ks) + spread(rs) > MOST_BITS {
        return false;
    }
    writer.reserve_beyond(4);
    writer.put([DECIMAL, exponent as u8, exceptions as u8]);
    integers::put(ks, writer);
    writer.reserve_beyond(1);
    writer.put([u8::from(corrected)]);
    if corrected {
        integers::put(rs, writer);
    }
    writer.put_slice(&positions[..exceptions]);
    for position in &positions[..exceptions] {
        writer.put_slice(&values[usize::from(*position)].low().to_le_bytes());
    }
    true
}

/// Reads the rest of a column of decimals.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take<T: Integer, const LOOK: bool>(out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
    let [exponent, exceptions] = reader.array()?.map(usize::from);
    if exponent >= POWERS.len() || exceptions >= out.len() {
        return Err(reader.malformed(format!("a decimal column of exponent {exponent} with {exceptions} exceptions")));
    }
    let mut ks = [0_i64; BLOCK];
    integers::read::<_, LOOK>(to_fill(&mut ks[..out.len()]), reader)?;
    let mut rs = [0_i16; BLOCK];
    match reader.byte()? {
        0 => {}
        1 => integers::read::<_, LOOK>(to_fill(&mut rs[..out.len()]), reader)?,
        flag => return Err(reader.malformed(format!("flag {flag} of a decimal column is neither 0 nor 1"))),
    }
    if LOOK {
        fill_with(out, |row| {
            let row = row & (BLOCK - 1);
            T::from_low(join(ks[row], exponent).wrapping_add_signed(rs[row].into()))
        });
    }
    for position in take_positions("decimal", exceptions, out.len(), reader)?.into_iter().take(exceptions) {
        out[usize::from(position)].write(T::from_low(u64::from_le_bytes(reader.array()?)));
    }
    Ok(())
}
