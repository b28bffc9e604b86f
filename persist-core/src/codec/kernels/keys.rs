//! Keys of texts: a few words by which they are hashed, and compared where no load under a mask compares the texts themselves.

use std::mem::MaybeUninit;

use super::pieces::Texts;
use crate::codec::places::BLOCK;

/// What is kept of a text; keys of equal texts are equal.
pub(super) trait Key: Copy + Eq {
    /// The key of a text, of which `part` reads at most [`KEPT`] bytes at once, and fills the rest with zeros.
    fn of(text: &[u8], part: impl Fn(&[u8]) -> [u64; 2]) -> Self;

    /// A hash, best in its highest bits.
    fn hash(self) -> u64;

    /// The keys of all texts, in `keys`.
    #[inline(always)]
    fn fill<'k>(texts: Texts<'_>, keys: &'k mut [MaybeUninit<Self>; BLOCK]) -> &'k [Self] {
        #[cfg(target_arch = "x86_64")]
        if super::pieces::masked::is_available() {
            // SAFETY: the features are there.
            return unsafe { masked::fill(texts, keys) };
        }
        fill_by(texts, keys, part)
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
    fn of(text: &[u8], part: impl Fn(&[u8]) -> [u64; 2]) -> Self {
        debug_assert!(text.len() < KEPT);
        let [low, high] = part(text);
        // The last byte is none of the text's.
        Short([low, high | (text.len() as u64) << 56])
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
    fn of(text: &[u8], part: impl Fn(&[u8]) -> [u64; 2]) -> Self {
        let count = text.len();
        let last = if count > KEPT { count - KEPT } else { count };
        Long { head: part(&text[..count.min(KEPT)]), tail: part(&text[last..]), count }
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
    texts: Texts<'_>,
    keys: &'k mut [MaybeUninit<K>; BLOCK],
    part: impl Fn(&[u8]) -> [u64; 2],
) -> &'k [K] {
    for (key, text) in keys.iter_mut().zip(texts.iter()) {
        key.write(K::of(text, &part));
    }
    // SAFETY: the loop has initialised as many.
    unsafe { std::slice::from_raw_parts(keys.as_ptr().cast(), texts.lengths().len().min(BLOCK)) }
}

/// At most [`KEPT`] bytes as two numbers of eight, put together in registers: what is written to memory in pieces cannot be read
/// from there as a whole at once.
#[inline(always)]
fn part(bytes: &[u8]) -> [u64; 2] {
    let count = bytes.len();
    let byte = |at: usize| u64::from(bytes[at]) << (8 * at);
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>(), bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (_, _, Some(first), Some(last)) => {
            let last = u64::from_le_bytes(*last);
            // Of eight bytes, all are in the first number.
            [u64::from_le_bytes(*first), if count == 8 { 0 } else { last >> (8 * KEPT.saturating_sub(count)) }]
        }
        (Some(first), Some(last), ..) => {
            let half = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
            [half(first) | half(last) << (8 * (count - 4)), 0]
        }
        _ if count == 0 => [0, 0],
        _ => [byte(0) | byte(count / 2) | byte(count - 1), 0],
    }
}

/// Reads parts, and compares texts, by loads under a mask, where the processor has them.
#[cfg(target_arch = "x86_64")]
pub(super) mod masked {
    use std::arch::x86_64::{
        _bzhi_u64, _mm_maskz_loadu_epi8, _mm_storeu_epi8, _mm512_cmpneq_epi64_mask, _mm512_maskz_loadu_epi8,
    };

    use super::{BLOCK, Key, MaybeUninit, Texts, fill_by};

    /// Whether two texts are equal: those of up to 64 bytes, by one load of each.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi2")]
    pub(in crate::codec::kernels) fn are_equal(one: &[u8], other: &[u8]) -> bool {
        if one.len() != other.len() {
            return false;
        }
        if one.is_empty() || one.len() > 64 {
            return one == other;
        }
        let mask = _bzhi_u64(u64::MAX, one.len() as u32);
        // SAFETY: no more than the texts is read.
        let (one, other) = unsafe {
            (_mm512_maskz_loadu_epi8(mask, one.as_ptr().cast()), _mm512_maskz_loadu_epi8(mask, other.as_ptr().cast()))
        };
        _mm512_cmpneq_epi64_mask(one, other) == 0
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi2")]
    pub(super) fn fill<'k, K: Key>(texts: Texts<'_>, keys: &'k mut [MaybeUninit<K>; BLOCK]) -> &'k [K] {
        let nothing = [0_u64; 2];
        fill_by(texts, keys, |bytes| {
            // A masked load from an address that is none is slow, though it is no fault.
            let from = if bytes.is_empty() { nothing.as_ptr().cast() } else { bytes.as_ptr() };
            // SAFETY: no more than the bytes is read; the part takes 16.
            unsafe {
                let value = _mm_maskz_loadu_epi8(_bzhi_u64(u64::MAX, bytes.len() as u32) as u16, from.cast());
                let mut part = [0_u64; 2];
                _mm_storeu_epi8(part.as_mut_ptr().cast(), value);
                part
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Rows;
    use crate::codec::kernels::vectorised::at_each_level;

    /// Whether the two texts have equal keys.
    fn equal<K: Key>(texts: &[Vec<u8>; 2]) -> bool {
        let (mut firsts, mut counts) = ([std::ptr::null(); 2], [0; 2]);
        // SAFETY: there is room for two, and nobody changes them.
        let texts =
            unsafe { Texts::gather(Rows::of_slice(texts), (firsts.as_mut_ptr(), counts.as_mut_ptr()), Vec::as_slice) };
        let mut keys = [const { MaybeUninit::uninit() }; BLOCK];
        let keys = K::fill(texts, &mut keys);
        keys[0] == keys[1]
    }

    #[test]
    fn a_key_tells_texts_apart_by_each_of_its_bytes() {
        let text = |count: usize| (1..=count as u8).collect::<Vec<_>>();
        for count in 0..=2 * KEPT {
            at_each_level(|| {
                assert!(equal::<Long>(&[text(count), text(count)]));
                assert!(!equal::<Long>(&[text(count), text(count + 1)]));
                assert!(count >= KEPT || equal::<Short>(&[text(count), text(count)]));
                for byte in 0..count {
                    let mut other = text(count);
                    other[byte] ^= 0x80;
                    assert!(!equal::<Long>(&[text(count), other.clone()]));
                    assert!(count >= KEPT || !equal::<Short>(&[text(count), other]));
                }
                // What is missing is not taken for zeros.
                let mut longer = text(count);
                longer.push(0);
                assert!(count >= KEPT - 1 || !equal::<Short>(&[text(count), longer]));
            });
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn texts_are_told_apart_by_each_of_their_bytes() {
        if !crate::codec::kernels::pieces::masked::is_available() {
            return;
        }
        // SAFETY: the features are there.
        let equal = |one: &[u8], other: &[u8]| unsafe { masked::are_equal(one, other) };
        for count in 0..=100 {
            let text: Vec<u8> = (1..=count).collect();
            assert!(equal(&text, &text.clone()));
            assert!(!equal(&text, &[text.as_slice(), &[0]].concat()));
            for byte in 0..text.len() {
                let mut other = text.clone();
                other[byte] ^= 0x80;
                assert!(!equal(&text, &other));
            }
        }
    }
}
