//! [`Flags`]: a bit for each row of a block, by which values are brought together, and back to their rows.

use std::mem::MaybeUninit;

use super::bits::{clean_end, packed_len};
use super::integer::Integer;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The rows of a word.
const LANES: usize = 64;

/// A bit for each row of a block.
#[derive(Clone, Copy)]
pub(super) struct Flags {
    words: [u64; BLOCK / LANES],
}

impl Flags {
    /// Set where `is_set` of a value holds.
    #[inline(always)]
    pub(super) fn of<T: Copy>(values: &[T], is_set: impl Fn(T) -> bool) -> Self {
        let mut flags = [0_u8; BLOCK];
        for (flag, value) in flags.iter_mut().zip(values) {
            *flag = is_set(*value).into();
        }
        Self::of_bytes(&flags)
    }

    /// Set where a byte is 1; the others are 0.
    #[inline(never)]
    fn of_bytes(flags: &[u8; BLOCK]) -> Self {
        #[cfg(target_arch = "x86_64")]
        if masked::is_available() {
            // SAFETY: the features are there.
            return Flags { words: unsafe { masked::words(flags) } };
        }
        let (eights, _) = flags.as_chunks::<8>();
        let mut bytes = [[0; 8]; BLOCK / LANES];
        for (byte, eight) in bytes.as_flattened_mut().iter_mut().zip(eights) {
            // Each bit moves to a place of its own in the highest byte; no two sums meet.
            *byte = (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8;
        }
        Flags { words: bytes.map(u64::from_le_bytes) }
    }

    /// How many are set.
    #[inline]
    pub(super) fn count(self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Writes those of so many rows.
    pub(super) fn put(self, rows: usize, writer: &mut Writer<'_>) {
        let bytes = self.words.map(u64::to_le_bytes);
        writer.put_slice(&bytes.as_flattened()[..packed_len(rows, 1)]);
    }

    /// Reads those of so many rows.
    ///
    /// # Errors
    /// The bytes end early, or bits after the last row's are set.
    pub(super) fn take(rows: usize, reader: &mut Reader<'_>) -> Result<Self> {
        let mut bytes = [[0; 8]; BLOCK / LANES];
        let packed = &mut bytes.as_flattened_mut()[..packed_len(rows, 1)];
        packed.copy_from_slice(reader.slice(packed.len())?);
        if !packed.last().is_some_and(|last| clean_end(*last, rows, 1)) {
            return Err(reader.malformed("bits after the last packed value are set"));
        }
        Ok(Flags { words: bytes.map(u64::from_le_bytes) })
    }

    /// The values of the rows whose bit is set, in the first places of `out`. Only rows that there are have their bit set.
    #[inline]
    pub(super) fn bring_together<T: Integer>(self, values: &[T], out: &mut [T; BLOCK]) {
        #[cfg(target_arch = "x86_64")]
        if T::WIDTH == 1 && masked::is_available() {
            // SAFETY: the features are there; the numbers are bytes.
            return unsafe {
                masked::compress(
                    self,
                    std::slice::from_raw_parts(values.as_ptr().cast(), values.len()),
                    &mut *out.as_mut_ptr().cast(),
                )
            };
        }
        let mut places = out.iter_mut();
        self.for_each(|row| {
            if let (Some(place), Some(value)) = (places.next(), values.get(row)) {
                *place = *value;
            }
        });
    }

    /// Writes values to the rows whose bit is set, and `rest` to the others.
    #[inline]
    pub(super) fn bring_back<T: Integer>(self, values: &[T; BLOCK], rest: T, out: &mut [MaybeUninit<T>]) {
        #[cfg(target_arch = "x86_64")]
        if T::WIDTH == 1 && masked::is_available() {
            // SAFETY: the features are there; the numbers are bytes.
            return unsafe {
                let out = std::slice::from_raw_parts_mut(out.as_mut_ptr().cast(), out.len());
                masked::expand(self, &*values.as_ptr().cast(), rest.low() as u8, out);
            };
        }
        out.fill(MaybeUninit::new(rest));
        let mut values = values.iter();
        self.for_each(|row| {
            if let (Some(place), Some(value)) = (out.get_mut(row), values.next()) {
                place.write(*value);
            }
        });
    }

    /// Calls `each` with the rows whose bit is set, in order.
    #[inline(always)]
    fn for_each(self, mut each: impl FnMut(usize)) {
        for (index, mut word) in self.words.into_iter().enumerate() {
            while word != 0 {
                each(index * LANES + word.trailing_zeros() as usize);
                word &= word - 1;
            }
        }
    }
}

/// The same for bytes by AVX-512, 64 rows at a time.
#[cfg(target_arch = "x86_64")]
mod masked {
    use std::arch::x86_64::{
        _mm512_loadu_si512, _mm512_mask_expand_epi8, _mm512_mask_storeu_epi8, _mm512_maskz_compress_epi8,
        _mm512_maskz_loadu_epi8, _mm512_set1_epi8, _mm512_test_epi8_mask,
    };
    use std::mem::MaybeUninit;

    use super::{BLOCK, Flags, LANES};
    use crate::codec::kernels::bits::ones;
    use crate::codec::kernels::vectorised::{Level, has};

    #[inline]
    pub(super) fn is_available() -> bool {
        has(Level::Bytes)
    }

    /// # Safety
    /// [`is_available`].
    #[target_feature(enable = "avx512f,avx512bw")]
    pub(super) fn words(flags: &[u8; BLOCK]) -> [u64; BLOCK / LANES] {
        let (rounds, _) = flags.as_chunks::<LANES>();
        let mut words = [0; BLOCK / LANES];
        for (word, round) in words.iter_mut().zip(rounds) {
            // SAFETY: an array of as many bytes.
            let round = unsafe { _mm512_loadu_si512(round.as_ptr().cast()) };
            *word = _mm512_test_epi8_mask(round, round);
        }
        words
    }

    /// # Safety
    /// [`is_available`].
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
    pub(super) fn compress(flags: Flags, values: &[u8], out: &mut [u8; BLOCK]) {
        let mut end = 0;
        for (word, round) in flags.words.into_iter().zip(values.chunks(LANES)) {
            let count = word.count_ones();
            // SAFETY: only values that there are are read; at most as many as those are written behind those before.
            unsafe {
                let round = _mm512_maskz_loadu_epi8(ones(round.len() as u32), round.as_ptr().cast());
                let found = _mm512_maskz_compress_epi8(word, round);
                _mm512_mask_storeu_epi8(out.as_mut_ptr().add(end).cast(), ones(count), found);
            }
            end += count as usize;
        }
    }

    /// # Safety
    /// [`is_available`].
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
    pub(super) fn expand(flags: Flags, values: &[u8; BLOCK], rest: u8, out: &mut [MaybeUninit<u8>]) {
        let rest = _mm512_set1_epi8(rest as i8);
        let mut end = 0;
        for (word, round) in flags.words.into_iter().zip(out.chunks_mut(LANES)) {
            let count = word.count_ones();
            // SAFETY: no more values are read than there are bits, which are at most a block's; the rows of the round are
            // written.
            unsafe {
                let values = _mm512_maskz_loadu_epi8(ones(count), values.as_ptr().add(end).cast());
                let all = _mm512_mask_expand_epi8(rest, word, values);
                _mm512_mask_storeu_epi8(round.as_mut_ptr().cast(), ones(round.len() as u32), all);
            }
            end += count as usize;
        }
    }
}
