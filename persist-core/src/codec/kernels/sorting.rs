//! The rows of a block in the order of their tags: a counting sort (Knuth, The Art of Computer Programming, volume 3, section
//! 5.2), or, where the processor compares many tags at once and there are few, one look at all rows for each of them.

#[cfg(target_arch = "x86_64")]
use super::vectorised::{Level, has};
use crate::codec::places::BLOCK;

/// Blocks of up to so many different tags are sorted.
pub(crate) const MOST_TAGS: usize = 64;

/// What one round of the other forms writes at most, though fewer rows may count.
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
        let count = count.min(MOST_TAGS);
        #[cfg(target_arch = "x86_64")]
        {
            // Whether the rounds for all tags, each of which takes as long as counting so many rows, take no longer than counting all.
            let is_worth_it = |rows: usize| count * tags.len().div_ceil(rows) <= tags.len();
            if is_worth_it(masked::LANES) && has(Level::Bytes) {
                // SAFETY: the features are there.
                unsafe { masked::sort(tags, count, &mut sorted) }
                return sorted;
            }
            if is_worth_it(compared::WORTH) && has(Level::Avx2) {
                // SAFETY: the features are there.
                unsafe { compared::sort(tags, count, &mut sorted) }
                return sorted;
            }
        }
        let _ = count;
        sorted.count(tags);
        sorted
    }

    /// The first `count` rows in their order, as many as there are.
    pub(crate) fn rows(&self, count: usize) -> &[u8] {
        &self.rows[..count.min(BLOCK)]
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

    /// The rows of a round.
    pub(super) const LANES: usize = 64;
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

/// Sorting by AVX2: for each tag, the rows that have it are found 32 at a time, and their numbers looked up by eights.
#[cfg(target_arch = "x86_64")]
mod compared {
    use std::arch::x86_64::{_mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_set1_epi8};

    use super::{BEYOND, BLOCK, Sorted};

    /// A round takes as long as it does to count so many rows.
    pub(super) const WORTH: usize = 16;

    /// The rows of a round.
    const LANES: usize = 32;

    /// For each set of eight rows, the numbers of those in it, one after another.
    static NUMBERS: [[u8; 8]; 256] = {
        let mut numbers = [[0; 8]; 256];
        let mut set = 0;
        while set < 256 {
            let (mut row, mut filled) = (0, 0);
            while row < 8 {
                if set >> row & 1 == 1 {
                    numbers[set][filled] = row as u8;
                    filled += 1;
                }
                row += 1;
            }
            set += 1;
        }
        numbers
    };

    #[target_feature(enable = "avx2,popcnt")]
    pub(super) fn sort(tags: &[u16], count: usize, sorted: &mut Sorted) {
        const { assert!(BEYOND >= 8) };
        // Where there is no row, there is no such tag.
        let mut bytes = [u8::MAX; BLOCK];
        for (byte, tag) in bytes.iter_mut().zip(tags) {
            *byte = *tag as u8;
        }
        let mut end = 0;
        for (tag, place) in sorted.ends[..count].iter_mut().enumerate() {
            for (round, lanes) in bytes.chunks_exact(LANES).enumerate().take(tags.len().div_ceil(LANES)) {
                // SAFETY: there are as many bytes.
                let lanes = unsafe { _mm256_loadu_si256(lanes.as_ptr().cast()) };
                let rows = _mm256_movemask_epi8(_mm256_cmpeq_epi8(lanes, _mm256_set1_epi8(tag as i8)));
                for (eighth, set) in rows.to_le_bytes().into_iter().enumerate() {
                    // No number is beyond a byte, so that none is carried into the next one.
                    let first = u64::from_le_bytes([(round * LANES + eighth * 8) as u8; 8]);
                    let numbers = u64::from_le_bytes(NUMBERS[usize::from(set)]) + first;
                    // A row has one tag: this is at most a block.
                    let next = end.min(BLOCK);
                    sorted.rows[next..next + 8].copy_from_slice(&numbers.to_le_bytes());
                    end += set.count_ones() as usize;
                }
            }
            *place = end as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codec::kernels::vectorised::at_each_level;

    proptest! {
        #[test]
        fn rows_are_in_the_order_of_their_tags(
            (count, tags) in (1..=MOST_TAGS).prop_flat_map(|count| (Just(count), prop::collection::vec(0..count as u16, 0..=BLOCK))),
        ) {
            let mut expected: Vec<u8> = (0..tags.len()).map(|row| row as u8).collect();
            expected.sort_by_key(|row| tags[usize::from(*row)]);
            at_each_level(|| {
                let sorted = Sorted::of(&tags, count);
                assert_eq!(sorted.rows(tags.len()), &expected[..]);
                for tag in 0..count {
                    let end = tags.iter().filter(|other| usize::from(**other) <= tag).count();
                    assert_eq!(usize::from(sorted.ends[tag]), end);
                }
            });
        }
    }
}
