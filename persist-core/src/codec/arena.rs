//! Scratch memory for the recursive part of the codec: a stack of allocations on the heap.
//!
//! Lists of row addresses, payloads of enum variants, keys of maps: they are too large for frames
//! that recurse, and too short-lived for an allocation each. An arena belongs to one writer or
//! reader, so that user code which starts another save or load in the middle gets one of its own.

use std::alloc::Layout;
use std::mem::MaybeUninit;
use std::ptr::null_mut;

/// A new chunk is at least this large, in units of 16 bytes: 32 KiB.
const CHUNK: usize = 2048;

/// The unit of allocation; its alignment serves all but types with a larger one.
#[derive(Clone, Copy)]
#[repr(align(16))]
struct Unit(#[allow(dead_code, reason = "only its size and alignment matter")] [MaybeUninit<u8>; 16]);

/// A stack of scratch allocations. It has no memory until that is needed, as a message never does.
pub(crate) struct Arena {
    /// Used by their capacity: nothing borrows a chunk while addresses in it are out (rule 4).
    chunks: Option<Vec<Vec<Unit>>>,
    top: Mark,
    /// Where the chunk in use ends; null before the first.
    end: *mut Unit,
}

/// A height of the stack, to go back to.
///
/// Words beside each other are of different types, so that the compiler does not copy two by one load, which would wait for
/// the one that has just been written.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Mark {
    /// Which chunk is in use, from one on, and where its unused part begins.
    chunk: usize,
    next: *mut Unit,
    /// How many bytes have been taken in all.
    taken: usize,
}

impl Default for Arena {
    #[inline]
    fn default() -> Self {
        Arena { chunks: None, top: Mark { chunk: 0, next: null_mut(), taken: 0 }, end: null_mut() }
    }
}

impl Arena {
    /// The present height.
    #[inline]
    pub(crate) fn mark(&self) -> Mark {
        self.top
    }

    /// Gives back everything that was allocated since `mark`, and returns how many bytes that was. A caller that leaves by
    /// an error need not: the writer or reader is not used again.
    #[inline]
    pub(crate) fn release(&mut self, mark: Mark) -> usize {
        let before = std::mem::replace(&mut self.top, mark);
        if before.chunk != mark.chunk {
            self.come_back();
        }
        before.taken - mark.taken
    }

    /// Uninitialised memory of this layout, good until the arena is released below it or dropped.
    pub(crate) fn take(&mut self, layout: Layout) -> *mut u8 {
        let excess = layout.align().saturating_sub(align_of::<Unit>());
        // At least one, so that there is a chunk.
        let units = (layout.size().saturating_add(excess)).div_ceil(size_of::<Unit>()).max(1);
        loop {
            let next = self.top.next;
            if (self.end.addr() - next.addr()) / size_of::<Unit>() >= units {
                self.top.next = next.wrapping_add(units);
                self.top.taken += layout.size();
                let place = next.cast::<u8>();
                return place.wrapping_add(place.align_offset(layout.align()).min(excess));
            }
            self.go_on(units);
        }
    }

    /// Goes on with the next chunk, which has at least so many units.
    #[cold]
    fn go_on(&mut self, units: usize) {
        let chunks = self.chunks.get_or_insert_default();
        let fresh = || Vec::with_capacity(units.max(CHUNK));
        match chunks.get_mut(self.top.chunk) {
            None => chunks.push(fresh()),
            // It lies above the top: nothing lives in it.
            Some(chunk) if chunk.capacity() < units => *chunk = fresh(),
            Some(_) => {}
        }
        self.top.chunk += 1;
        (self.top.next, self.end) = self.ends();
    }

    /// Comes back to the chunk that was in use before others.
    #[cold]
    fn come_back(&mut self) {
        self.end = self.ends().1;
    }

    /// Where the chunk in use begins and ends; null and null before the first.
    fn ends(&mut self) -> (*mut Unit, *mut Unit) {
        let chunk = self.top.chunk.checked_sub(1).and_then(|index| self.chunks.as_mut()?.get_mut(index));
        chunk.map_or((null_mut(), null_mut()), |chunk| {
            let start = chunk.as_mut_ptr();
            (start, start.wrapping_add(chunk.capacity()))
        })
    }

    /// Room for an array of `T`.
    pub(crate) fn array<T>(&mut self, count: usize) -> *mut T {
        match Layout::array::<T>(count) {
            Ok(layout) => self.take(layout).cast(),
            // As `Vec` does it; no input reaches this: a block has at most 256 rows.
            Err(_) => std::alloc::handle_alloc_error(Layout::new::<T>()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allocations_are_aligned_disjoint_and_reused() {
        let mut arena = Arena::default();
        let start = arena.mark();
        let mut seen: Vec<(usize, usize)> = Vec::new();
        for (size, align) in [(1, 1), (24, 8), (100_000, 16), (64, 64), (40_000, 4096), (0, 1), (16, 16)] {
            let layout = Layout::from_size_align(size, align).unwrap();
            let place = arena.take(layout);
            assert_eq!(place.addr() % align, 0);
            // SAFETY: the arena gave `size` bytes.
            unsafe { place.write_bytes(7, size) };
            let range = (place.addr(), place.addr() + size);
            assert!(seen.iter().all(|other| range.1 <= other.0 || other.1 <= range.0));
            seen.push(range);
        }
        arena.release(start);
        let chunks = arena.chunks.as_ref().map(Vec::len);
        arena.array::<u64>(100);
        assert_eq!(arena.chunks.as_ref().map(Vec::len), chunks, "released memory is used again");
    }

    #[test]
    fn a_chunk_that_one_comes_back_to_ends_where_it_did() {
        let mut arena = Arena::default();
        let bottom = arena.mark();
        for round in 0..3 {
            let first = arena.array::<u64>(100).addr();
            let middle = arena.mark();
            arena.array::<u8>(100_000 << round);
            let upper = arena.mark();
            arena.array::<u8>(400_000 << round);
            arena.release(upper);
            arena.release(middle);
            // Fills what is left of the first chunk, and goes on with the next one.
            let mut places: Vec<usize> = Vec::new();
            for _ in 0..3 * CHUNK {
                let place = arena.array::<u128>(1);
                // SAFETY: the arena gave memory for one.
                unsafe { place.write(7) };
                places.push(place.addr());
            }
            places.sort_unstable();
            assert!(places.windows(2).all(|pair| pair[0] + 16 <= pair[1]), "no two overlap");
            assert!(places.iter().all(|place| *place >= first + 800 || place + 16 <= first), "nor what was there");
            let chunks = arena.chunks.as_ref().unwrap();
            let within = |place: usize| {
                chunks.iter().any(|chunk| {
                    let start = chunk.as_ptr().addr();
                    start <= place && place + 16 <= start + chunk.capacity() * size_of::<Unit>()
                })
            };
            assert!(places.iter().all(|place| within(*place)));
            arena.release(bottom);
        }
    }
}
