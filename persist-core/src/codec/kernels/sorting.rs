//! The rows of a block in the order of their tags: a counting sort (Knuth, The Art of Computer Programming, volume 3, section
//! 5.2), or, where the processor can compress a vector under a mask, one look at all tags for each that there may be.

use crate::codec::places::BLOCK;

/// Blocks of up to so many different tags are sorted.
pub(crate) const MOST_TAGS: usize = 64;

/// What one round of the masked form writes, though fewer rows may count.
const BEYOND: usize = 64;

/// The rows of a block, sorted by their tags.
pub(crate) struct Sorted {
    rows: [u8; BLOCK + BEYOND],
    /// Where the rows of each tag end.
    pub(crate) ends: [u16; MOST_TAGS],
}

impl Sorted {
    /// Sorts up to a block of rows by their tags, each below `count`, which is at most [`MOST_TAGS`]; rows of one tag stay in
    /// order.
    pub(crate) fn of(tags: &[u16], count: usize) -> Self {
        let mut sorted = Sorted { rows: [0; BLOCK + BEYOND], ends: [0; MOST_TAGS] };
        let tags = &tags[..tags.len().min(BLOCK)];
        #[cfg(target_arch = "x86_64")]
        if masked::is_worth_it(tags.len(), count) && masked::is_available() {
            // SAFETY: the features are there.
            unsafe { masked::sort(tags, count.min(MOST_TAGS), &mut sorted) }
            return sorted;
        }
        sorted.count(tags);
        sorted
    }

    /// The rows in their order; behind the last one, what there is means nothing.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> {
        self.rows.iter().map(|row| usize::from(*row))
    }

    /// Sorts by counting the rows of each tag, whose place is then known.
    fn count(&mut self, tags: &[u16]) {
        let place_of = |tag: u16| usize::from(tag) % MOST_TAGS;
        for tag in tags {
            self.ends[place_of(*tag)] += 1;
        }
        let mut sum = 0;
        for count in &mut self.ends {
            sum += std::mem::replace(count, sum);
        }
        for (row, tag) in tags.iter().enumerate() {
            let next = &mut self.ends[place_of(*tag)];
            self.rows[usize::from(*next) % BLOCK] = row as u8;
            *next += 1;
        }
    }
}

/// Sorting by AVX-512: for each tag, the numbers of the rows that have it are compressed, 64 rows at a time.
#[cfg(target_arch = "x86_64")]
mod masked {
    use std::arch::x86_64::{
        __m512i, _mm512_add_epi8, _mm512_castsi256_si512, _mm512_cvtepi16_epi8, _mm512_inserti64x4, _mm512_loadu_si512,
        _mm512_mask_cmpeq_epi8_mask, _mm512_maskz_compress_epi8, _mm512_maskz_loadu_epi16, _mm512_set1_epi8,
        _mm512_storeu_si512,
    };

    use super::{BEYOND, BLOCK, Sorted};
    use crate::codec::kernels::vectorised::{Level, has};

    /// The rows of a round.
    const LANES: usize = 64;
    const ROUNDS: usize = BLOCK / LANES;

    const NUMBERS: [u8; LANES] = {
        let mut numbers = [0; LANES];
        let mut index = 0;
        while index < LANES {
            numbers[index] = index as u8;
            index += 1;
        }
        numbers
    };

    /// Whether the rounds for all tags are fewer than the rows, which are counted one by one.
    pub(super) fn is_worth_it(rows: usize, count: usize) -> bool {
        count * rows.div_ceil(LANES) <= rows
    }

    #[inline]
    pub(super) fn is_available() -> bool {
        has(Level::Bytes)
    }

    /// The tags from `start` on as bytes, and which lanes have one.
    #[target_feature(enable = "avx512f,avx512bw")]
    fn load(tags: &[u16], start: usize) -> (__m512i, u64) {
        // The end of the tags, and not an address that is none: what is not read there would still be slow.
        let rest = &tags[start.min(tags.len())..];
        let lanes = rest.len().min(LANES);
        let mask = if lanes == LANES { u64::MAX } else { (1 << lanes) - 1 };
        let half = rest.as_ptr().cast::<i16>();
        // SAFETY: only lanes that have a tag are read.
        let (low, high) = unsafe {
            (
                _mm512_maskz_loadu_epi16(mask as u32, half),
                _mm512_maskz_loadu_epi16((mask >> 32) as u32, half.wrapping_add(LANES / 2)),
            )
        };
        let bytes = _mm512_castsi256_si512(_mm512_cvtepi16_epi8(low));
        (_mm512_inserti64x4::<1>(bytes, _mm512_cvtepi16_epi8(high)), mask)
    }

    /// # Safety
    /// [`is_available`].
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
    pub(super) fn sort(tags: &[u16], count: usize, sorted: &mut Sorted) {
        const { assert!(BEYOND >= LANES) };
        let rounds = [0, 1, 2, 3].map(|round| load(tags, round * LANES));
        const { assert!(ROUNDS == 4) };
        let needed = tags.len().div_ceil(LANES);
        // SAFETY: an array of as many bytes.
        let numbers = unsafe { _mm512_loadu_si512(NUMBERS.as_ptr().cast()) };
        let mut end = 0;
        for (tag, place) in sorted.ends[..count].iter_mut().enumerate() {
            let tag = _mm512_set1_epi8(tag as i8);
            for (round, (tags, lanes)) in rounds.into_iter().enumerate().take(needed) {
                let rows = _mm512_mask_cmpeq_epi8_mask(lanes, tags, tag);
                let first = _mm512_set1_epi8((round * LANES) as i8);
                let found = _mm512_maskz_compress_epi8(rows, _mm512_add_epi8(numbers, first));
                // SAFETY: a row has one tag, so that `end` is at most a block, behind which is room for one round.
                unsafe { _mm512_storeu_si512(sorted.rows.as_mut_ptr().add(end).cast(), found) };
                end += rows.count_ones() as usize;
            }
            *place = end as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codec::kernels::vectorised::PORTABLE;

    proptest! {
        #[test]
        fn rows_are_in_the_order_of_their_tags(
            (count, tags) in (1..=MOST_TAGS).prop_flat_map(|count| (Just(count), prop::collection::vec(0..count as u16, 0..=BLOCK))),
        ) {
            let mut expected: Vec<_> = (0..tags.len()).collect();
            expected.sort_by_key(|row| tags[*row]);
            for portable in [true, false] {
                PORTABLE.set(portable);
                let sorted = Sorted::of(&tags, count);
                prop_assert_eq!(sorted.rows().take(tags.len()).collect::<Vec<_>>(), &expected[..]);
                for tag in 0..count {
                    let end = tags.iter().filter(|other| usize::from(**other) <= tag).count();
                    prop_assert_eq!(usize::from(sorted.ends[tag]), end);
                }
            }
            PORTABLE.set(false);
        }
    }
}
