//! Memory that is asked for before it is needed.

/// The bytes of a cache line. Rows that are no larger than that lie next to each other in every column.
const LINE: usize = 64;

/// Elements of so many bytes in all are taken to lie beyond the caches of one core.
const FAR: u64 = 8 << 20;

/// Whether `count` rows of `size` bytes are met in leaps, and beyond the caches of one core.
#[inline]
pub(crate) fn is_far(count: u64, size: usize) -> bool {
    size > LINE && count.saturating_mul(size as u64) >= FAR
}

/// Asks for `bytes` bytes from `start` on. Nothing is read: any address will do.
#[cfg(target_arch = "x86_64")]
pub(crate) fn fetch(start: *const u8, bytes: usize) {
    use std::arch::x86_64::{_MM_HINT_T1, _mm_prefetch};

    for line in 0..bytes.div_ceil(LINE) {
        // SAFETY: a hint to the processor, which takes any address, and that every x86-64 has.
        unsafe { _mm_prefetch::<_MM_HINT_T1>(start.wrapping_add(line * LINE).cast()) }
    }
}

/// There is no stable way to ask on other processors.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) fn fetch(_start: *const u8, _bytes: usize) {}
