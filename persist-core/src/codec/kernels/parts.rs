//! `f32` columns in two parts (FORMAT.md, *Float column*): the exponents, and the signs on top of the fractions; or, *split*, the
//! highest bytes, and all below.
//!
//! The high parts are a column of bytes. The low parts are three bytes, which AVX-512 picks out of 16 values at a time.

use std::mem::MaybeUninit;

use super::bits::{lane_bytes, ones};
use super::floats::{EXPONENT, SPLIT};
use super::gather::to_fill;
use super::integers::{self, put_packed, take_lanes};
use super::vectorised::vectorised;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The bits of a fraction, and of a low part.
const FRACTION: u32 = f32::MANTISSA_DIGITS - 1;
const LOW: u32 = FRACTION + 1;

/// Writes the column with its exponents apart, or, where a compressor follows, split into bytes if that is smaller; unless neither
/// is smaller than raw.
pub(super) fn put(values: &[u32], writer: &mut Writer<'_>) -> bool {
    let start = writer.position();
    let mut len = put_as(false, values, writer);
    // Whole bytes are what a compressor works on; where that does not make the column smaller, it gains nothing.
    if writer.settings.compressed {
        writer.truncate(start);
        let split = put_as(true, values, writer);
        if split >= len {
            writer.truncate(start);
            put_as(false, values, writer);
        }
        len = len.min(split);
    }
    if len <= size_of_val(values) {
        return true;
    }
    writer.truncate(start);
    false
}

/// Writes the column, and returns how many bytes that took.
fn put_as(split: bool, values: &[u32], writer: &mut Writer<'_>) -> usize {
    let start = writer.position();
    let mut high = [0; BLOCK];
    put_high(values, split, &mut high);
    let high = &high[..values.len()];
    writer.reserve_beyond(1);
    writer.put([if split { SPLIT } else { EXPONENT }]);
    // Exponents and highest bytes are columns of their own.
    let outer = writer.forms().descend(split.into());
    if !split {
        integers::put(high, writer);
    }
    put_low(values, split, writer);
    if split {
        integers::put(high, writer);
    }
    writer.forms().ascend(outer);
    writer.position() - start
}

/// Fills in the high parts.
fn put_high(values: &[u32], split: bool, high: &mut [u8; BLOCK]) {
    #[cfg(target_arch = "x86_64")]
    if masked::is_available() {
        // SAFETY: the features are there.
        return unsafe { masked::high(values, split, high) };
    }
    high_portable(values, split, high);
}

/// Writes the low parts.
fn put_low(values: &[u32], split: bool, writer: &mut Writer<'_>) {
    #[cfg(target_arch = "x86_64")]
    if masked::is_available() {
        let len = 3 * values.len();
        // SAFETY: the features are there; `put_with` gives the room that `low` asks for.
        return unsafe {
            writer.put_with(len + masked::BEYOND, |out| {
                masked::low(values, split, out);
                len
            });
        };
    }
    low_portable(values, split, writer);
}

vectorised! {
    fn high_portable[][](values: &[u32], split: bool, high: &mut [u8; BLOCK]) {
        for (high, value) in high.iter_mut().zip(values) {
            *high = part(*value, split).0;
        }
    }

    fn low_portable[][](values: &[u32], split: bool, writer: &mut Writer<'_>) {
        put_packed(values, LOW, writer, |value| part(value, split).1.into());
    }

    /// Joins the high parts to the low ones.
    fn join_portable[][](low: &mut [u32], high: &[u8; BLOCK], split: bool) {
        for (low, high) in low.iter_mut().zip(high) {
            *low = join((*high).into(), *low, split);
        }
    }
}

/// A value as the exponent, and the sign on top of the fraction; or, split, as the bits above those
/// of the fraction and one more, and these.
#[inline(always)]
fn part(value: u32, split: bool) -> (u8, u32) {
    if split {
        return ((value >> LOW) as u8, value & ones(LOW) as u32);
    }
    ((value >> FRACTION) as u8, value >> (u32::BITS - 1) << FRACTION | value & ones(FRACTION) as u32)
}

/// The inverse of [`part`].
#[inline(always)]
fn join(high: u32, low: u32, split: bool) -> u32 {
    if split {
        high << LOW | low
    } else {
        low >> FRACTION << (u32::BITS - 1) | high << FRACTION | low & ones(FRACTION) as u32
    }
}

/// Reads the rest of the column, as [`integers::read`] does.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take(look: bool, out: &mut [MaybeUninit<u32>], split: bool, reader: &mut Reader<'_>) -> Result<()> {
    let mut all_high = [0; BLOCK];
    let high = &mut all_high[..out.len()];
    if !split {
        integers::read(look, to_fill(high), reader)?;
    }
    #[cfg(target_arch = "x86_64")]
    if look && masked::is_available() {
        let low = reader.take(3 * out.len())?;
        if split {
            integers::read(look, to_fill(high), reader)?;
        }
        // SAFETY: the features are there. Three bytes for each value were taken from the reader's piece, which is there until the
        // column's end.
        unsafe { masked::join(&all_high, low, split, out.as_mut_ptr().cast(), out.len()) }
        return Ok(());
    }
    const { assert!(lane_bytes(LOW) == size_of::<u32>()) };
    take_lanes(look, LOW, out, reader)?;
    if split {
        integers::read(look, to_fill(high), reader)?;
    }
    if look {
        // SAFETY: as it looks, `take_lanes` has initialised all of `out`.
        let low = unsafe { std::slice::from_raw_parts_mut(out.as_mut_ptr().cast::<u32>(), out.len()) };
        join_portable(low, &all_high, split);
    }
    Ok(())
}

/// `f32`s by AVX-512 VBMI.
#[cfg(target_arch = "x86_64")]
mod masked {
    use std::arch::x86_64::{
        __m512i, _mm_loadu_si128, _mm_storeu_si128, _mm512_and_si512, _mm512_cvtepi32_epi8, _mm512_cvtepu8_epi32,
        _mm512_loadu_si512, _mm512_mask_storeu_epi8, _mm512_maskz_loadu_epi8, _mm512_maskz_permutexvar_epi8,
        _mm512_or_si512, _mm512_permutexvar_epi8, _mm512_set1_epi32, _mm512_slli_epi32, _mm512_srli_epi32,
        _mm512_storeu_si512,
    };

    use super::{BLOCK, ones};
    use crate::codec::kernels::vectorised::{Level, has};

    /// The bytes that [`low`] may write beyond those of the values.
    pub(super) const BEYOND: usize = BYTES;

    /// The bytes of a vector, and its values.
    const BYTES: usize = 64;
    const LANES: usize = 16;

    /// The three low bytes of each value, one after another; and where each byte of a value is among those.
    const PICKED: [u8; BYTES] = {
        let mut bytes = [0; BYTES];
        let mut byte = 0;
        while byte < 3 * LANES {
            bytes[byte] = (byte / 3 * 4 + byte % 3) as u8;
            byte += 1;
        }
        bytes
    };
    const PLACED: [u8; BYTES] = {
        let mut bytes = [0; BYTES];
        let mut byte = 0;
        while byte < BYTES {
            bytes[byte] = (byte / 4 * 3 + byte % 4) as u8;
            byte += 1;
        }
        bytes
    };
    /// All bytes of values but the highest of each.
    const LOW_BYTES: u64 = 0x7777_7777_7777_7777;

    /// The sign of a value, and of a low part.
    const SIGN_OF_LOW: i32 = 1 << 23;
    const FRACTION: i32 = SIGN_OF_LOW - 1;

    #[inline]
    pub(super) fn is_available() -> bool {
        has(Level::Bytes)
    }

    /// Up to 16 values.
    #[target_feature(enable = "avx512f,avx512bw")]
    fn load(values: &[u32]) -> __m512i {
        // SAFETY: only the values are read.
        unsafe { _mm512_maskz_loadu_epi8(ones(size_of_val(values) as u32), values.as_ptr().cast()) }
    }

    /// The exponents, or the highest bytes.
    ///
    /// # Safety
    /// [`is_available`].
    #[target_feature(enable = "avx512f,avx512bw")]
    pub(super) fn high(values: &[u32], split: bool, high: &mut [u8; BLOCK]) {
        let (places, _) = high.as_chunks_mut::<LANES>();
        for (values, place) in values.chunks(LANES).zip(places) {
            let values = load(values);
            let high = if split { _mm512_srli_epi32::<24>(values) } else { _mm512_srli_epi32::<23>(values) };
            // SAFETY: an array of as many bytes.
            unsafe { _mm_storeu_si128(place.as_mut_ptr().cast(), _mm512_cvtepi32_epi8(high)) }
        }
    }

    /// Writes the low parts.
    ///
    /// # Safety
    /// [`is_available`], and `out` is valid for writes of three bytes for each value and [`BEYOND`] more.
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    pub(super) unsafe fn low(values: &[u32], split: bool, out: *mut u8) {
        // SAFETY: an array of as many bytes.
        let picked = unsafe { _mm512_loadu_si512(PICKED.as_ptr().cast()) };
        let (fraction, sign) = (_mm512_set1_epi32(FRACTION), _mm512_set1_epi32(SIGN_OF_LOW));
        let mut place = out;
        for values in values.chunks(LANES) {
            let values = load(values);
            let signs = _mm512_and_si512(_mm512_srli_epi32::<8>(values), sign);
            let low = if split { values } else { _mm512_or_si512(_mm512_and_si512(values, fraction), signs) };
            // SAFETY: the low parts of these values begin here, behind which is the room for a vector.
            unsafe { _mm512_storeu_si512(place.cast(), _mm512_permutexvar_epi8(picked, low)) }
            place = place.wrapping_add(3 * LANES);
        }
    }

    /// Joins the parts.
    ///
    /// # Safety
    /// [`is_available`], `low` is valid for reads of three bytes for each value, and `out` for writes of `count` values, which are at
    /// most a block.
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    pub(super) unsafe fn join(high: &[u8; BLOCK], low: *const u8, split: bool, out: *mut u32, count: usize) {
        // SAFETY: an array of as many bytes.
        let placed = unsafe { _mm512_loadu_si512(PLACED.as_ptr().cast()) };
        let (fraction, sign) = (_mm512_set1_epi32(FRACTION), _mm512_set1_epi32(SIGN_OF_LOW));
        let (groups, _) = high.as_chunks::<LANES>();
        for (start, high) in (0..count.min(BLOCK)).step_by(LANES).zip(groups) {
            let lanes = (count - start).min(LANES) as u32;
            // SAFETY: only the bytes of these values are read; the high parts are an array of as many bytes.
            let (low, high) = unsafe {
                let bytes = _mm512_maskz_loadu_epi8(ones(3 * lanes), low.add(3 * start).cast());
                (_mm512_maskz_permutexvar_epi8(LOW_BYTES, placed, bytes), _mm_loadu_si128(high.as_ptr().cast()))
            };
            let high = _mm512_cvtepu8_epi32(high);
            let values = if split {
                _mm512_or_si512(low, _mm512_slli_epi32::<24>(high))
            } else {
                let signs = _mm512_slli_epi32::<8>(_mm512_and_si512(low, sign));
                let fractions = _mm512_and_si512(low, fraction);
                _mm512_or_si512(_mm512_or_si512(fractions, signs), _mm512_slli_epi32::<23>(high))
            };
            // SAFETY: these values have their places here.
            unsafe { _mm512_mask_storeu_epi8(out.add(start).cast(), ones(4 * lanes), values) }
        }
    }
}
