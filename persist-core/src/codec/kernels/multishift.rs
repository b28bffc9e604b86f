//! Unpacking by AVX-512 VBMI: a vector of values at a time, whatever their width. The bytes of as many values as fit a word are
//! brought to that word, and every byte of a value picks its eight bits from it.
//!
//! The instruction is made for this: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, *VPMULTISHIFTQB*.

use std::arch::x86_64::{
    _mm512_and_si512, _mm512_loadu_si512, _mm512_mask_storeu_epi8, _mm512_maskz_loadu_epi8,
    _mm512_multishift_epi64_epi8, _mm512_permutexvar_epi8, _mm512_set1_epi64, _mm512_storeu_si512,
};
use std::mem::MaybeUninit;

use super::bits::{Lane, lane_bytes, ones};

/// The widest values: of wider ones, not all bits of each are in a word.
const WIDEST: u32 = 57;

/// The bytes of a vector.
const BYTES: usize = 64;

/// Where each byte of a vector of values comes from.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Plan {
    /// The packed byte that each byte of a word is.
    bytes: [u8; BYTES],
    /// The first of a value's eight bits in that word.
    shifts: [u8; BYTES],
}

static PLANS: [Plan; WIDEST as usize + 1] = {
    let mut plans = [Plan { bytes: [0; BYTES], shifts: [0; BYTES] }; WIDEST as usize + 1];
    let mut width = 1;
    while width <= WIDEST as usize {
        plans[width] = plan(width);
        width += 1;
    }
    plans
};

const fn plan(width: usize) -> Plan {
    let mut plan = Plan { bytes: [0; BYTES], shifts: [0; BYTES] };
    let lane = lane_bytes(width as u32);
    let mut byte = 0;
    while byte < BYTES {
        // The first bit of the word's first value.
        let word = byte / 8 * (8 / lane) * width;
        let value = byte / lane * width;
        plan.bytes[byte] = (word / 8 + byte % 8) as u8;
        plan.shifts[byte] = (value - word / 8 * 8 + byte % lane * 8) as u8;
        byte += 1;
    }
    plan
}

/// Whether values of this width can be unpacked here.
pub(super) fn is_available(width: u32) -> bool {
    width <= WIDEST
        && super::vectorised::any_form()
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vbmi")
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
    // Of each lane, the bits of a value.
    let every_lane = u64::MAX / ones(8 * size_of::<L>() as u32);
    let values = _mm512_set1_epi64((ones(width) * every_lane) as i64);
    // SAFETY: both are arrays of as many bytes.
    let (bytes, shifts) =
        unsafe { (_mm512_loadu_si512(plan.bytes.as_ptr().cast()), _mm512_loadu_si512(plan.shifts.as_ptr().cast())) };
    let (mut place, mut left) = (from, len);
    for lanes_out in out.chunks_mut(lanes) {
        // SAFETY: only packed bytes that are left are read.
        let packed = unsafe { _mm512_maskz_loadu_epi8(ones(left.min(BYTES) as u32), place.cast()) };
        let words = _mm512_permutexvar_epi8(bytes, packed);
        let unpacked = _mm512_and_si512(_mm512_multishift_epi64_epi8(shifts, words), values);
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
