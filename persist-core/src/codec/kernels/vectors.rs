//! Bit packing by AVX-512 VBMI: a vector of values at a time, whatever their width.
//!
//! **Packing** joins the values in each word by shifts, moves every word to where its bits begin within a byte, and then picks
//! each packed byte: from one word, and, where two share it, from the next. **Unpacking** brings the packed bytes of as many values as fit
//! a word to that word, and every byte of a value picks its eight bits from it. That instruction is made for this: Intel 64 and IA-32
//! Architectures Software Developer's Manual, volume 2, *VPMULTISHIFTQB*.

use std::arch::x86_64::{
    __m512i, _mm_cvtsi64_si128, _mm512_and_si512, _mm512_loadu_si512, _mm512_mask_storeu_epi8, _mm512_maskz_loadu_epi8,
    _mm512_maskz_permutexvar_epi8, _mm512_multishift_epi64_epi8, _mm512_or_si512, _mm512_permutexvar_epi8,
    _mm512_set1_epi64, _mm512_sllv_epi64, _mm512_srl_epi16, _mm512_srl_epi32, _mm512_srl_epi64, _mm512_storeu_si512,
    _mm512_ternarylogic_epi64,
};
use std::mem::MaybeUninit;

use super::bits::{Lane, lane_bytes, ones};
use super::vectorised::{Level, has};

/// The widest values: of wider ones, not all bits of each are in a word.
const WIDEST: u32 = 57;

/// The bytes that packing may write beyond the packed bytes.
pub(super) const BEYOND: usize = BYTES;

/// The bytes of a vector, and its words.
const BYTES: usize = 64;
const WORDS: usize = BYTES / 8;

/// Which bytes and bits go where.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Plan {
    /// Unpacking: the packed byte that each byte of a word is, and the first of a value's eight bits in that word.
    from: [u8; BYTES],
    first: [u8; BYTES],
    /// Packing: by how much each word is moved, and which byte each packed byte is then; where a second word has bits in it,
    /// also which of that.
    moved: [u64; WORDS],
    last_of: [u8; BYTES],
    first_of: [u8; BYTES],
    lasts: u64,
    firsts: u64,
}

static PLANS: [Plan; WIDEST as usize + 1] = {
    let mut plans = [Plan::NONE; WIDEST as usize + 1];
    let mut width = 1;
    while width <= WIDEST as usize {
        plans[width] = Plan::of(width);
        width += 1;
    }
    plans
};

impl Plan {
    const NONE: Self = Plan {
        from: [0; BYTES],
        first: [0; BYTES],
        moved: [0; WORDS],
        last_of: [0; BYTES],
        first_of: [0; BYTES],
        lasts: 0,
        firsts: 0,
    };

    const fn of(width: usize) -> Self {
        let mut plan = Self::NONE;
        let lane = lane_bytes(width as u32);
        let word_bits = 8 / lane * width;
        let mut byte = 0;
        while byte < BYTES {
            let begin = byte / 8 * word_bits / 8;
            plan.from[byte] = (begin + byte % 8) as u8;
            plan.first[byte] = (byte / lane * width - begin * 8 + byte % lane * 8) as u8;
            byte += 1;
        }
        let mut word = 0;
        while word < WORDS {
            let (begin, end) = (word * word_bits, (word + 1) * word_bits);
            plan.moved[word] = begin as u64 % 8;
            let mut byte = begin / 8;
            while byte < end.div_ceil(8) {
                let source = (word * 8 + byte - begin / 8) as u8;
                // A byte that the word before has begun.
                if byte * 8 < begin {
                    plan.first_of[byte] = source;
                    plan.firsts |= 1 << byte;
                } else {
                    plan.last_of[byte] = source;
                    plan.lasts |= 1 << byte;
                }
                byte += 1;
            }
            word += 1;
        }
        plan
    }
}

/// Whether values of this width can be packed and unpacked here.
#[inline]
pub(super) fn is_available(width: u32) -> bool {
    width <= WIDEST && has(Level::Bytes)
}

/// Of each lane, the lowest `bits`.
#[target_feature(enable = "avx512f")]
fn low_of_lanes(lane: usize, bits: u32) -> __m512i {
    _mm512_set1_epi64((ones(bits) * (u64::MAX / ones(8 * lane as u32))) as i64)
}

/// Moves the upper half of every two lanes of so many bytes to where it follows the `bits` of the lower half.
#[target_feature(enable = "avx512f,avx512bw")]
fn join(words: __m512i, lane: usize, bits: u32) -> __m512i {
    let by = _mm_cvtsi64_si128((8 * lane) as i64 - i64::from(bits));
    let moved = match lane {
        1 => _mm512_srl_epi16(words, by),
        2 => _mm512_srl_epi32(words, by),
        _ => _mm512_srl_epi64(words, by),
    };
    // Of `words` where the first has a bit, of `moved` elsewhere.
    _mm512_ternarylogic_epi64::<0xca>(low_of_lanes(2 * lane, bits), words, moved)
}

/// Packs values, each below 2^`width`.
///
/// # Safety
/// [`is_available`], the lane is the width's, and `out` is valid for writes of the packed bytes and [`BEYOND`] more.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
pub(super) unsafe fn pack<L: Lane>(values: &[L], width: u32, out: *mut u8) {
    let plan = &PLANS[width as usize];
    // SAFETY: the caller vouches for all of it.
    unsafe {
        if plan.firsts == 0 {
            pack_by::<L, true>(plan, values, width, out);
        } else {
            pack_by::<L, false>(plan, values, width, out);
        }
    }
}

/// The same, if each word is `WHOLE` bytes or not.
///
/// # Safety
/// As for [`pack`].
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
unsafe fn pack_by<L: Lane, const WHOLE: bool>(plan: &Plan, values: &[L], width: u32, out: *mut u8) {
    let lanes = BYTES / size_of::<L>();
    // SAFETY: all are arrays of as many bytes.
    let (moved, last_of, first_of) = unsafe {
        (
            _mm512_loadu_si512(plan.moved.as_ptr().cast()),
            _mm512_loadu_si512(plan.last_of.as_ptr().cast()),
            _mm512_loadu_si512(plan.first_of.as_ptr().cast()),
        )
    };
    let mut place = out;
    for values in values.chunks(lanes) {
        // SAFETY: only the values are read.
        let mut words = unsafe { _mm512_maskz_loadu_epi8(ones(size_of_val(values) as u32), values.as_ptr().cast()) };
        let (mut lane, mut bits) = (size_of::<L>(), width);
        while lane < 8 {
            words = join(words, lane, bits);
            (lane, bits) = (2 * lane, 2 * bits);
        }
        let packed = if WHOLE {
            _mm512_maskz_permutexvar_epi8(plan.lasts, last_of, words)
        } else {
            let words = _mm512_sllv_epi64(words, moved);
            _mm512_or_si512(
                _mm512_maskz_permutexvar_epi8(plan.lasts, last_of, words),
                _mm512_maskz_permutexvar_epi8(plan.firsts, first_of, words),
            )
        };
        // SAFETY: the packed bytes of these values begin here, behind which is the room for a vector.
        unsafe { _mm512_storeu_si512(place.cast(), packed) }
        place = place.wrapping_add(lanes * width as usize / 8);
    }
}

/// Unpacks as many values as there are lanes, and initialises them all.
///
/// # Safety
/// [`is_available`], the lane is the width's, and `from` is valid for reads of the packed bytes, which are `len`.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
pub(super) unsafe fn unpack<L: Lane>(from: *const u8, len: usize, width: u32, out: &mut [MaybeUninit<L>]) {
    let lanes = BYTES / size_of::<L>();
    let step = lanes * width as usize / 8;
    let plan = &PLANS[width as usize];
    let values = low_of_lanes(size_of::<L>(), width);
    // SAFETY: both are arrays of as many bytes.
    let (bytes, first) =
        unsafe { (_mm512_loadu_si512(plan.from.as_ptr().cast()), _mm512_loadu_si512(plan.first.as_ptr().cast())) };
    let (mut place, mut left) = (from, len);
    for lanes_out in out.chunks_mut(lanes) {
        // SAFETY: only packed bytes that are left are read.
        let packed = unsafe { _mm512_maskz_loadu_epi8(ones(left.min(BYTES) as u32), place.cast()) };
        let words = _mm512_permutexvar_epi8(bytes, packed);
        let unpacked = _mm512_and_si512(_mm512_multishift_epi64_epi8(first, words), values);
        // SAFETY: as many bytes as the lanes have are written.
        unsafe {
            if lanes_out.len() == lanes {
                _mm512_storeu_si512(lanes_out.as_mut_ptr().cast(), unpacked);
            } else {
                _mm512_mask_storeu_epi8(lanes_out.as_mut_ptr().cast(), ones(size_of_val(lanes_out) as u32), unpacked);
            }
        }
        place = place.wrapping_add(step);
        left = left.saturating_sub(step);
    }
}
