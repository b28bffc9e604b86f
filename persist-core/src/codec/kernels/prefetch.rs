//! Memory that is asked for before it is needed.
//!
//! A block is gone over once per column, so that what is not in a cache is met in leaps of a row's size, and waited for at
//! each. Where a sequence is larger than the caches, every column of a block asks for a part of the next block's rows, and
//! texts are asked for before their column is written. Where it is not, asking costs 3 to 5 % and brings nothing.

/// The bytes of a cache line. Rows that are no larger than that lie next to each other in every column.
const LINE: usize = 64;

/// Elements of so many bytes in all are taken to lie beyond the caches of one core.
const FAR: u64 = 8 << 20;

/// Whether `count` rows of `size` bytes are met in leaps, and beyond the caches of one core.
#[inline]
pub(crate) fn is_far(count: u64, size: usize) -> bool {
    size > LINE && count.saturating_mul(size as u64) >= FAR
}

/// Memory that will be needed soon.
#[derive(Clone, Copy, Default)]
pub(crate) struct Ahead {
    address: usize,
    bytes: usize,
}

impl Ahead {
    /// `bytes` bytes from `start` on.
    pub(crate) fn of(start: *const u8, bytes: usize) -> Self {
        Ahead { address: start.addr(), bytes }
    }

    /// Asks for one of so many parts of it.
    #[inline]
    pub(crate) fn fetch_part(self, part: usize, parts: usize) {
        if self.bytes > 0 {
            self.fetch_some(part, parts);
        }
    }

    /// Apart, as there is nothing to ask for most often.
    #[cold]
    #[inline(never)]
    fn fetch_some(self, part: usize, parts: usize) {
        let bytes = self.bytes / parts;
        fetch(std::ptr::without_provenance(self.address.wrapping_add(bytes * part)), bytes);
    }
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
