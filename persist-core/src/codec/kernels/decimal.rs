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
    pub(super) fn choose[T: Integer][T](values: &[T]) -> Option<usize> {
        const SAMPLE: usize = 32;
        let mut sample = [0; SAMPLE];
        let step = values.len().div_ceil(SAMPLE);
        let count = values.len().div_ceil(step.max(1)).min(SAMPLE);
        for (place, bits) in sample.iter_mut().zip(values.iter().step_by(step.max(1))) {
            *place = bits.low();
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
                best = (cost, Some(exponent));
            }
        }
        best.1
    }
}

/// A column of decimals: its integers, its corrections, and the rows of its exceptions.
struct Decimals {
    ks: [i64; BLOCK],
    rs: [i16; BLOCK],
    exact: [bool; BLOCK],
}

vectorised! {
    /// Splits all values, and returns how many are exceptions.
    fn split_all[T: Integer][T](values: &[T], exponent: usize, decimals: &mut Decimals) -> usize {
        let Decimals { ks, rs, exact } = decimals;
        for (((value, k), r), exact) in values.iter().zip(ks).zip(rs).zip(&mut *exact) {
            let parts = split(value.low(), exponent);
            (*k, *r, *exact) = parts;
        }
        exact[..values.len()].iter().filter(|exact| !**exact).count()
    }
}

/// Writes the column as decimals with an exponent below [`TRIED`], if that is worth it.
pub(super) fn put<T: Integer>(values: &[T], exponent: usize, writer: &mut Writer<'_>) -> bool {
    let mut decimals = Decimals { ks: [0; BLOCK], rs: [0; BLOCK], exact: [true; BLOCK] };
    let exceptions = split_all(values, exponent, &mut decimals);
    if exceptions > values.len() / 16 {
        return false;
    }
    let Decimals { ks, rs, exact } = &mut decimals;
    let mut positions = [0_u8; BLOCK];
    let mut before = 0;
    let mut found = 0;
    if exceptions > 0 {
        for row in 0..values.len() {
            if exact[row] {
                before = ks[row];
            } else {
                // An exception costs no width: it repeats its neighbour.
                (ks[row], rs[row]) = (before, 0);
                positions[found] = row as u8;
                found += 1;
            }
        }
    }
    let (ks, rs) = (&ks[..values.len()], &rs[..values.len()]);
    let corrected = rs.iter().fold(0, |bits, r| bits | r) != 0;
    if spread(ks) + spread(rs) > MOST_BITS {
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
pub(super) fn take<T: Integer>(look: bool, out: &mut [MaybeUninit<T>], reader: &mut Reader<'_>) -> Result<()> {
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
            T::from_low(join(ks[row], exponent).wrapping_add_signed(rs[row].into()))
        });
    }
    for position in take_positions("decimal", exceptions, out.len(), reader)?.into_iter().take(exceptions) {
        out[usize::from(position)].write(T::from_low(u64::from_le_bytes(reader.array()?)));
    }
    Ok(())
}
