//! Bit packing by AVX2: the values of lanes of up to four bytes, a vector at a time.
//!
//! **Packing** joins the values in each of the vector's four words by shifts, moves every word to where its bits begin within a
//! byte, with the last bits of the one before below them, and writes it there, over what that one has left behind its own.
//! **Unpacking** goes the same way back.

use std::arch::x86_64::{
    __m128i, __m256i, _mm_cvtsi64_si128, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_permute4x64_epi64, _mm256_set1_epi8, _mm256_set1_epi32, _mm256_set1_epi64x,
    _mm256_setr_epi64x, _mm256_shuffle_epi8, _mm256_sll_epi64, _mm256_slli_epi16, _mm256_sllv_epi64, _mm256_srl_epi64,
    _mm256_srlv_epi64, _mm256_storeu_si256,
};
use std::mem::MaybeUninit;

use super::bits::{Lane, ones};
use super::vectorised::{Level, has};

/// The widest values: those of the lanes whose vectors are whole bytes when they are packed.
const WIDEST: u32 = 29;

/// The bytes of a vector, and its words.
const BYTES: usize = 32;
const WORDS: usize = BYTES / 8;

/// Whether values of this width can be packed and unpacked here.
#[inline]
pub(super) fn is_available(width: u32) -> bool {
    width <= WIDEST && has(Level::Avx2)
}

/// Where the words of a vector begin when they are packed.
struct Begins {
    /// The byte, and the bit within it.
    bytes: [usize; WORDS],
    bits: __m256i,
    /// By how much the word before is moved down to leave the bits that it has in the same byte.
    before: __m256i,
}

impl Begins {
    #[target_feature(enable = "avx2")]
    fn of(word_bits: u32) -> Self {
        let begin = [0, 1, 2, 3].map(|word| word * word_bits);
        let words = |values: [u32; WORDS]| {
            let [first, second, third, fourth] = values.map(i64::from);
            _mm256_setr_epi64x(first, second, third, fourth)
        };
        Begins {
            bytes: begin.map(|begin| begin as usize / 8),
            bits: words(begin.map(|begin| begin % 8)),
            // A shift by all bits leaves none.
            before: words(begin.map(|begin| if begin % 8 == 0 { 64 } else { word_bits - begin % 8 })),
        }
    }
}

/// A number of bits to shift all words by.
#[target_feature(enable = "avx2")]
fn by(bits: u32) -> __m128i {
    _mm_cvtsi64_si128(bits.into())
}

/// Of each lane, the lowest `bits`.
#[target_feature(enable = "avx2")]
fn low_of_lanes(lane: usize, bits: u32) -> __m256i {
    _mm256_set1_epi64x((ones(bits) * (u64::MAX / ones(8 * lane as u32))) as i64)
}

/// A vector of values, no more than it takes; behind them come zeros.
#[target_feature(enable = "avx2")]
fn load<L: Lane>(values: &[L]) -> __m256i {
    let mut bytes = [0_u8; BYTES];
    let len = size_of_val(values).min(BYTES);
    // SAFETY: as many bytes as the values have are read, and no more than a vector has.
    unsafe {
        if len == BYTES {
            return _mm256_loadu_si256(values.as_ptr().cast());
        }
        bytes.as_mut_ptr().copy_from_nonoverlapping(values.as_ptr().cast(), len);
        _mm256_loadu_si256(bytes.as_ptr().cast())
    }
}

/// Initialises as many values as there are lanes, no more than a vector has.
#[target_feature(enable = "avx2")]
fn store<L: Lane>(words: __m256i, lanes: &mut [MaybeUninit<L>]) {
    let (place, len) = (lanes.as_mut_ptr().cast::<u8>(), size_of_val(lanes).min(BYTES));
    // SAFETY: as many bytes as the lanes have are written.
    unsafe {
        if len == BYTES {
            return _mm256_storeu_si256(place.cast(), words);
        }
        let bytes: [u8; BYTES] = std::mem::transmute(words);
        place.copy_from_nonoverlapping(bytes.as_ptr(), len);
    }
}

/// Packs values, each below 2^`width`.
///
/// # Safety
/// [`is_available`], the lane is the width's, and `out` is valid for writes of the packed bytes and [`BYTES`] more.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn pack<L: Lane>(values: &[L], width: u32, out: *mut u8) {
    let lanes = BYTES / size_of::<L>();
    let step = lanes * width as usize / 8;
    let places = (0..).map(|index| out.wrapping_add(index * step));
    if width == 1 {
        for (values, place) in values.chunks(lanes).zip(places) {
            let bits = _mm256_movemask_epi8(_mm256_slli_epi16::<7>(load(values)));
            // SAFETY: the packed bytes of these values begin here, behind which is the room for a vector.
            unsafe { place.cast::<i32>().write_unaligned(bits) }
        }
        return;
    }
    let begins = Begins::of((8 / size_of::<L>()) as u32 * width);
    for (values, place) in values.chunks(lanes).zip(places) {
        let mut words = load(values);
        let (mut lane, mut bits) = (size_of::<L>(), width);
        while lane < 8 {
            let even = low_of_lanes(2 * lane, 8 * lane as u32);
            let odd = _mm256_and_si256(_mm256_srl_epi64(words, by(8 * lane as u32)), even);
            words = _mm256_or_si256(_mm256_and_si256(words, even), _mm256_sll_epi64(odd, by(bits)));
            (lane, bits) = (2 * lane, 2 * bits);
        }
        // The word before each; before the first one, whatever there is goes.
        let before = _mm256_srlv_epi64(_mm256_permute4x64_epi64::<0b10_01_00_00>(words), begins.before);
        let words = _mm256_or_si256(_mm256_sllv_epi64(words, begins.bits), before);
        // SAFETY: four words of 64 bits.
        let words: [u64; WORDS] = unsafe { std::mem::transmute(words) };
        for (begin, word) in begins.bytes.into_iter().zip(words) {
            // SAFETY: the packed bytes of these values begin here, behind which is the room for a vector, in which each word ends.
            unsafe { place.add(begin).cast::<u64>().write_unaligned(word) }
        }
    }
}

/// A byte for each of 32 bits.
#[target_feature(enable = "avx2")]
fn spread_bits(bits: i32) -> __m256i {
    const EIGHT: i64 = 0x0101_0101_0101_0101;
    // The byte that has each bit, and that bit.
    let from = _mm256_setr_epi64x(0, EIGHT, 2 * EIGHT, 3 * EIGHT);
    let bytes = _mm256_shuffle_epi8(_mm256_set1_epi32(bits), from);
    let bit = _mm256_set1_epi64x(i64::from_le_bytes([1, 2, 4, 8, 16, 32, 64, 128]));
    _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_and_si256(bytes, bit), bit), _mm256_set1_epi8(1))
}

/// Unpacks as many values as there are lanes, and initialises them all.
///
/// # Safety
/// [`is_available`], the lane is the width's, and `from` is valid for reads of the packed bytes and [`BYTES`] more.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn unpack<L: Lane>(from: *const u8, width: u32, out: &mut [MaybeUninit<L>]) {
    let lanes = BYTES / size_of::<L>();
    let step = lanes * width as usize / 8;
    let places = (0..).map(|index| from.wrapping_add(index * step));
    if width == 1 {
        for (lanes, place) in out.chunks_mut(lanes).zip(places) {
            // SAFETY: the packed bytes of these values begin here, behind which more can be read.
            store(spread_bits(unsafe { place.cast::<i32>().read_unaligned() }), lanes);
        }
        return;
    }
    let word_bits = (8 / size_of::<L>()) as u32 * width;
    let begins = Begins::of(word_bits);
    for (lanes, place) in out.chunks_mut(lanes).zip(places) {
        // SAFETY: each word ends within the room for a vector behind the packed bytes.
        let [first, second, third, fourth] =
            begins.bytes.map(|begin| unsafe { place.add(begin).cast::<i64>().read_unaligned() });
        let words = _mm256_srlv_epi64(_mm256_setr_epi64x(first, second, third, fourth), begins.bits);
        let mut words = _mm256_and_si256(words, low_of_lanes(8, word_bits));
        let (mut lane, mut bits) = (8, word_bits);
        while lane > size_of::<L>() {
            (lane, bits) = (lane / 2, bits / 2);
            let low = low_of_lanes(2 * lane, bits);
            let high = _mm256_and_si256(_mm256_srl_epi64(words, by(bits)), low);
            words = _mm256_or_si256(_mm256_and_si256(words, low), _mm256_sll_epi64(high, by(8 * lane as u32)));
        }
        store(words, lanes);
    }
}
