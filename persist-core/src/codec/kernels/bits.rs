//! Bit packing: `n` values of `w` bits each as one little-endian bit string (FORMAT.md, *Bits*),
//! for any width.
//!
//! Eight values of `w` bits are `w` whole bytes, so everything goes by groups of eight: narrow
//! lanes are joined in pairs by shifts and masks within a 64-bit word (the form that compilers turn
//! into vector code), wide ones are placed one by one. Groups are written and read by whole words;
//! the few bytes beyond a group are room that the caller provides.

use std::mem::MaybeUninit;

/// The bytes that packing may write, and unpacking may read, beyond the packed bytes.
pub(crate) const BEYOND: usize = 32;

/// The number of bytes that `count` values of `width` bits take.
#[inline]
pub(crate) fn packed_len(count: usize, width: u32) -> usize {
    (count * width as usize).div_ceil(8)
}

/// A value of a width that has a packing kernel.
pub(crate) trait Lane: Copy + Default {
    /// Packs a group of eight values, each below 2^`width`, which is at most 7, 15, 29 or 64; writes at most `width` + 16 bytes.
    ///
    /// # Safety
    /// `out` is valid for writes of `width` bytes and 16 more.
    unsafe fn pack_group(values: &[Self; 8], width: u32, out: *mut u8);

    /// Unpacks a group of eight values; reads at most `width` + 16 bytes.
    ///
    /// # Safety
    /// `from` is valid for reads of `width` bytes and 16 more.
    unsafe fn unpack_group(from: *const u8, width: u32) -> [Self; 8];
}

/// Packs values, each below 2^`width`, and returns how many bytes that takes.
///
/// # Safety
/// `out` is valid for writes of the packed bytes and [`BEYOND`] more.
#[inline(always)]
pub(crate) unsafe fn pack<L: Lane>(values: &[L], width: u32, out: *mut u8) -> usize {
    let groups = values.chunks_exact(8);
    let rest = groups.remainder();
    let mut place = out;
    for group in groups {
        // `chunks_exact` gives groups of eight.
        let Some(group) = group.first_chunk::<8>() else {
            continue;
        };
        // SAFETY: a group takes `width` bytes; the caller gives room for all of them and `BEYOND`.
        unsafe { L::pack_group(group, width, place) };
        place = place.wrapping_add(width as usize);
    }
    if !rest.is_empty() {
        let mut last = [L::default(); 8];
        last[..rest.len()].copy_from_slice(rest);
        // SAFETY: the buffer has room for any group; what is copied are the packed bytes of the
        // rest, fewer than `width`.
        unsafe {
            let mut buffer = [0_u8; 64 + BEYOND];
            L::pack_group(&last, width, buffer.as_mut_ptr());
            place.copy_from_nonoverlapping(buffer.as_ptr(), packed_len(rest.len(), width));
        }
    }
    packed_len(values.len(), width)
}

/// Unpacks `out.len()` values of `width` bits, and initialises all of `out`.
///
/// # Safety
/// `from` is valid for reads of the packed bytes and [`BEYOND`] more.
#[inline(always)]
pub(crate) unsafe fn unpack<L: Lane>(from: *const u8, width: u32, out: &mut [MaybeUninit<L>]) {
    let mut place = from;
    let mut groups = out.chunks_exact_mut(8);
    for group in &mut groups {
        // SAFETY: a group takes `width` bytes; the caller vouches for all of them and `BEYOND`.
        let values = unsafe { L::unpack_group(place, width) };
        group.copy_from_slice(&values.map(MaybeUninit::new));
        place = place.wrapping_add(width as usize);
    }
    let rest = groups.into_remainder();
    if !rest.is_empty() {
        let mut buffer = [0_u8; 64 + BEYOND];
        // SAFETY: the packed bytes of the rest are readable, and at most 56; the buffer serves the
        // whole group.
        let values = unsafe {
            buffer.as_mut_ptr().copy_from_nonoverlapping(place, packed_len(rest.len(), width));
            L::unpack_group(buffer.as_ptr(), width)
        };
        rest.copy_from_slice(&values.map(MaybeUninit::new)[..rest.len()]);
    }
}

/// Whether the bits after the last value are all 0.
#[inline]
pub(crate) fn clean_end(last: u8, count: usize, width: u32) -> bool {
    let used = (count * width as usize) % 8;
    used == 0 || last >> used == 0
}

/// The bytes of the narrowest lane that values of this width are packed from.
pub(crate) const fn lane_bytes(width: u32) -> usize {
    match width {
        ..8 => 1,
        8..16 => 2,
        16..30 => 4,
        _ => 8,
    }
}

/// The low `bits` bits set; `bits` ≤ 64.
#[inline]
pub(crate) fn ones(bits: u32) -> u64 {
    if bits == 0 { 0 } else { u64::MAX >> (64 - bits.min(64)) }
}

/// Joins pairs of lanes: the upper half of every lane of `2 · lane` bits moves down to follow
/// `width` bits of the lower half.
#[inline(always)]
fn join(word: u64, even: u64, lane: u32, width: u32) -> u64 {
    (word & even) | (((word >> lane) & even) << width)
}

const EVEN_8: u64 = 0x00ff_00ff_00ff_00ff;
const EVEN_16: u64 = 0x0000_ffff_0000_ffff;
const EVEN_32: u64 = 0x0000_0000_ffff_ffff;

impl Lane for u8 {
    #[inline(always)]
    unsafe fn pack_group(values: &[u8; 8], width: u32, out: *mut u8) {
        let word = u64::from_le_bytes(*values);
        if width == 1 {
            // Each bit moves to a place of its own in the highest byte; no two sums meet.
            // SAFETY: the caller has room for 8 bytes.
            return unsafe { out.write((word.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8) };
        }
        let pairs = join(word, EVEN_8, 8, width);
        let fours = join(pairs, EVEN_16, 16, 2 * width);
        let all = join(fours, EVEN_32, 32, 4 * width);
        // SAFETY: the caller has room for 8 bytes.
        unsafe { out.cast::<u64>().write_unaligned(all.to_le()) }
    }

    #[inline(always)]
    unsafe fn unpack_group(from: *const u8, width: u32) -> [u8; 8] {
        // SAFETY: the caller has 16 readable bytes.
        let word = u64::from_le(unsafe { from.cast::<u64>().read_unaligned() }) & ones(8 * width);
        if width == 1 {
            // Each byte keeps a bit of its own, which then moves to its lowest place.
            let bits = word.wrapping_mul(0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
            return ((bits + 0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101).to_le_bytes();
        }
        let halves = (word & ones(4 * width)) | (word >> (4 * width)) << 32;
        let low = ones(2 * width) * 0x1_0000_0001;
        let quarters = (halves & low) | ((halves >> (2 * width)) & low) << 16;
        let low = ones(width) * 0x1_0001_0001_0001;
        let eighths = (quarters & low) | ((quarters >> width) & low) << 8;
        eighths.to_le_bytes()
    }
}

/// Unpacks lanes of which `$some`, at most 7 bits further, fit a word.
macro_rules! unpack_wide {
    ($lane:ty, $word:ty, $some:literal) => {
        #[inline(always)]
        #[allow(clippy::modulo_one, reason = "some may be one")]
        unsafe fn unpack_group(from: *const u8, width: u32) -> [$lane; 8] {
            let mask = ones(width);
            if width.is_multiple_of(8) {
                return std::array::from_fn(|index| {
                    // SAFETY: the value begins before byte `width`, as below.
                    let value = unsafe { from.add(index * width as usize / 8).cast::<$lane>().read_unaligned() };
                    <$lane>::from_le(value) & mask as $lane
                });
            }
            std::array::from_fn(|index| {
                let first = index / $some * $some * width as usize;
                // SAFETY: the value begins before byte `width`; a word from there is within the
                // caller's `width` + 16 bytes.
                let word = unsafe { from.add(first / 8).cast::<$word>().read_unaligned() };
                let word = <$word>::from_le(word) >> (first % 8);
                ((word >> (index as u32 % $some * width)) as u64 & mask) as $lane
            })
        }
    };
}

impl Lane for u16 {
    #[inline(always)]
    unsafe fn pack_group(values: &[u16; 8], width: u32, out: *mut u8) {
        let four = |at: usize| {
            let word = (0..4).fold(0, |word, index| word | u64::from(values[at + index]) << (16 * index));
            join(join(word, EVEN_16, 16, width), EVEN_32, 32, 2 * width)
        };
        let all = u128::from(four(0)) | u128::from(four(4)) << (4 * width);
        // SAFETY: the caller has room for 16 bytes.
        unsafe { out.cast::<u128>().write_unaligned(all.to_le()) }
    }

    unpack_wide!(u16, u64, 4);
}

impl Lane for u32 {
    #[inline(always)]
    unsafe fn pack_group(values: &[u32; 8], width: u32, out: *mut u8) {
        // The low parts of `f32`s: three bytes each.
        if width == 24 {
            for (index, value) in values.iter().enumerate() {
                // SAFETY: the caller has room for `width` + 16 bytes: the last word ends one byte behind the packed ones.
                unsafe { out.add(3 * index).cast::<u32>().write_unaligned(value.to_le()) }
            }
            return;
        }
        let pair = |at: usize| u64::from(values[at]) | u64::from(values[at + 1]) << width;
        let low = u128::from(pair(0)) | u128::from(pair(2)) << (2 * width);
        let high = u128::from(pair(4)) | u128::from(pair(6)) << (2 * width);
        let half = (width / 2) as usize;
        // The second store begins with the bits that the first one ended with.
        let high = if width.is_multiple_of(2) { high } else { high << 4 | low >> (4 * width - 4) };
        // SAFETY: the caller has room for `width` + 16 bytes: `half` + 16 are no more.
        unsafe {
            out.cast::<u128>().write_unaligned(low.to_le());
            out.add(half).cast::<u128>().write_unaligned(high.to_le());
        }
    }

    unpack_wide!(u32, u64, 2);
}

impl Lane for u64 {
    #[inline(always)]
    unsafe fn pack_group(values: &[u64; 8], width: u32, out: *mut u8) {
        let mut pending: u128 = 0;
        let mut bits = 0;
        let mut place = out;
        for value in values {
            pending |= u128::from(*value) << bits;
            bits += width;
            // SAFETY: the caller has room for `width` + 16 bytes, and `place` is within the first
            // `width`.
            unsafe { place.cast::<u128>().write_unaligned(pending.to_le()) };
            let whole = bits / 8;
            place = place.wrapping_add(whole as usize);
            pending = if whole == 16 { 0 } else { pending >> (8 * whole) };
            bits %= 8;
        }
    }

    unpack_wide!(u64, u128, 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::kernels::gather::to_fill;
    #[cfg(target_arch = "x86_64")]
    use crate::codec::kernels::{vectors, words};

    /// The bit string as FORMAT.md describes it, one bit at a time.
    fn by_the_bit(values: &[u64], width: u32) -> Vec<u8> {
        let mut bytes = vec![0_u8; packed_len(values.len(), width)];
        for (index, value) in values.iter().enumerate() {
            for bit in 0..width as usize {
                let at = index * width as usize + bit;
                bytes[at / 8] |= ((value >> bit & 1) as u8) << (at % 8);
            }
        }
        bytes
    }

    fn check<L: Lane + PartialEq + std::fmt::Debug>(widest: u32, from: fn(u64) -> L) {
        let mut state = 1_u64;
        for width in 0..=widest {
            for count in [1_usize, 5, 7, 8, 9, 64, 255, 256] {
                let wide: Vec<u64> = (0..count)
                    .map(|_| {
                        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        (state >> 3) & ones(width)
                    })
                    .collect();
                let values: Vec<L> = wide.iter().map(|value| from(*value)).collect();
                let expected = by_the_bit(&wide, width);
                let held =
                    |beyond: usize, pack: &dyn Fn(*mut u8), unpack: &dyn Fn(*const u8, &mut [MaybeUninit<L>])| {
                        let mut out = vec![0xaa_u8; expected.len() + beyond];
                        let mut back = vec![L::default(); count];
                        pack(out.as_mut_ptr());
                        unpack(out.as_ptr(), to_fill(&mut back));
                        assert_eq!(&out[..expected.len()], &expected[..], "{widest} {width} {count}");
                        assert_eq!(back, values, "{widest} {width} {count}");
                    };
                // SAFETY: the buffer has the packed length and `BEYOND`.
                let packed = |out| assert_eq!(unsafe { pack(&values, width, out) }, expected.len());
                // SAFETY: as above.
                held(BEYOND, &packed, &|from, back| unsafe { unpack(from, width, back) });
                #[cfg(target_arch = "x86_64")]
                if width > 0 && lane_bytes(width) == size_of::<L>() {
                    if vectors::is_available(width) {
                        // SAFETY: as above; the lane is the width's.
                        let packed = |out| unsafe { vectors::pack(&values, width, out) };
                        // SAFETY: as above.
                        let unpacked =
                            |from, back: &mut [_]| unsafe { vectors::unpack(from, expected.len(), width, back) };
                        held(vectors::BEYOND, &packed, &unpacked);
                    }
                    if words::is_available(width) {
                        // SAFETY: as above.
                        let packed = |out| unsafe { words::pack(&values, width, out) };
                        // SAFETY: as above.
                        held(BEYOND, &packed, &|from, back| unsafe { words::unpack(from, width, back) });
                    }
                }
            }
        }
    }

    #[test]
    fn every_width_of_every_lane() {
        check::<u8>(7, |value| value as u8);
        check::<u16>(15, |value| value as u16);
        check::<u32>(29, |value| value as u32);
        check::<u64>(64, |value| value);
    }
}
