//! Keys of texts: a few words by which they are hashed and compared, instead of byte by byte.

use std::mem::MaybeUninit;

use super::spans::Spans;
use crate::codec::places::BLOCK;

/// What is kept of a text; keys of equal texts are equal.
pub(super) trait Key: Copy + Eq {
    /// The key of a text of `count` bytes; `part` reads at most [`KEPT`] bytes of it, and fills the rest with zeros.
    fn of(first: *const u8, count: usize, part: impl Fn(*const u8, usize) -> [u64; 2]) -> Self;

    /// A hash, best in its highest bits.
    fn hash(self) -> u64;

    /// The keys of all texts, in `keys`.
    #[inline(always)]
    fn fill<'k>(texts: Spans<'_>, keys: &'k mut [MaybeUninit<Self>; BLOCK]) -> &'k [Self] {
        #[cfg(target_arch = "x86_64")]
        if super::spans::masked::is_available() {
            // SAFETY: the features are there.
            return unsafe { masked::fill(texts, keys) };
        }
        // SAFETY: spans are valid for reads.
        fill_by(texts, keys, |from, count| unsafe { part(from, count) })
    }
}

/// How many bytes a part of a key has.
pub(super) const KEPT: usize = 16;

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// All of a text of fewer than [`KEPT`] bytes, and its length in the last one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Short([u64; 2]);

impl Key for Short {
    #[inline(always)]
    fn of(first: *const u8, count: usize, part: impl Fn(*const u8, usize) -> [u64; 2]) -> Self {
        let [low, high] = part(first, count);
        // The last byte is none of the text's.
        Short([low, high | (count as u64) << 56])
    }

    #[inline(always)]
    fn hash(self) -> u64 {
        (self.0[0].rotate_left(23) ^ self.0[1]).wrapping_mul(MULTIPLIER)
    }
}

/// The first and the last bytes of a text, and its length; where it has no more than [`KEPT`] bytes, nothing is last.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Long {
    head: [u64; 2],
    tail: [u64; 2],
    count: usize,
}

impl Key for Long {
    #[inline(always)]
    fn of(first: *const u8, count: usize, part: impl Fn(*const u8, usize) -> [u64; 2]) -> Self {
        let last = count.saturating_sub(KEPT);
        let head = part(first, count.min(KEPT));
        Long { head, tail: part(first.wrapping_add(last), if last == 0 { 0 } else { KEPT }), count }
    }

    #[inline(always)]
    fn hash(self) -> u64 {
        let Long { head, tail, count } = self;
        let bits = (head[0] ^ tail[1].rotate_left(32)).wrapping_mul(MULTIPLIER) ^ head[1].rotate_left(29) ^ tail[0];
        (bits ^ count as u64).wrapping_mul(MULTIPLIER)
    }
}

#[inline(always)]
fn fill_by<'k, K: Key>(
    texts: Spans<'_>,
    keys: &'k mut [MaybeUninit<K>; BLOCK],
    part: impl Fn(*const u8, usize) -> [u64; 2],
) -> &'k [K] {
    for (key, (first, count)) in keys.iter_mut().zip(texts.iter()) {
        key.write(K::of(first, count, &part));
    }
    // SAFETY: the loop has initialised as many.
    unsafe { std::slice::from_raw_parts(keys.as_ptr().cast(), texts.counts.len().min(BLOCK)) }
}

/// The `count` ≤ [`KEPT`] bytes at `from` as two numbers of eight, put together in registers: what is written to memory in pieces
/// cannot be read from there as a whole at once.
///
/// # Safety
/// There are as many.
#[inline(always)]
unsafe fn part(from: *const u8, count: usize) -> [u64; 2] {
    // SAFETY: each arm reads what lies within `count` bytes.
    unsafe {
        let byte = |at: usize| u64::from(from.add(at).read()) << (8 * at);
        let half = |at: usize| u64::from(u32::from_le(from.add(at).cast::<u32>().read_unaligned())) << (8 * at);
        let whole = |at: usize| u64::from_le(from.add(at).cast::<u64>().read_unaligned());
        match count {
            0 => [0, 0],
            1..4 => [byte(0) | byte(count / 2) | byte(count - 1), 0],
            4..8 => [half(0) | half(count - 4), 0],
            8 => [whole(0), 0],
            _ => [whole(0), whole(count - 8) >> (8 * (KEPT - count))],
        }
    }
}

/// Reads parts by loads under a mask, where the processor has them.
#[cfg(target_arch = "x86_64")]
mod masked {
    use std::arch::x86_64::{_bzhi_u64, _mm_maskz_loadu_epi8, _mm_storeu_epi8};

    use super::{BLOCK, Key, MaybeUninit, Spans, fill_by};

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi2")]
    pub(super) fn fill<'k, K: Key>(texts: Spans<'_>, keys: &'k mut [MaybeUninit<K>; BLOCK]) -> &'k [K] {
        let nothing = [0_u64; 2];
        fill_by(texts, keys, |from, count| {
            let from = if count == 0 { nothing.as_ptr().cast() } else { from };
            // SAFETY: `count` ≤ 16 bytes are all that is read, and valid for that; the part takes 16.
            unsafe {
                let value = _mm_maskz_loadu_epi8(_bzhi_u64(u64::MAX, count as u32) as u16, from.cast());
                let mut part = [0_u64; 2];
                _mm_storeu_epi8(part.as_mut_ptr().cast(), value);
                part
            }
        })
    }
}
