//! A global allocator that counts what each thread holds, and can be told to refuse.
//!
//! A test binary that measures installs it: `#[global_allocator] static MEMORY: Counting = Counting;`.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, with counters per thread.
#[derive(Debug)]
pub struct Counting;

thread_local! {
    /// What the thread has allocated and not freed; negative where it frees what others allocated.
    static HELD: Cell<isize> = const { Cell::new(0) };
    /// The most that it has held.
    static PEAK: Cell<isize> = const { Cell::new(0) };
    /// Allocations of more than this are refused.
    static LARGEST: Cell<usize> = const { Cell::new(usize::MAX) };
}

fn count(bytes: isize) {
    let held = HELD.get() + bytes;
    HELD.set(held);
    PEAK.set(PEAK.get().max(held));
}

// SAFETY: the system's allocator does it all; the counters allocate nothing, as they are constant and have no destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.size() > LARGEST.get() {
            return std::ptr::null_mut();
        }
        count(layout.size() as isize);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if layout.size() > LARGEST.get() {
            return std::ptr::null_mut();
        }
        count(layout.size() as isize);
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size > LARGEST.get() {
            return std::ptr::null_mut();
        }
        count(size as isize - layout.size() as isize);
        // SAFETY: as above.
        unsafe { System.realloc(place, layout, size) }
    }
}

/// What `run` returns, and the most bytes that this thread held meanwhile beyond what it held before.
///
/// # Panics
/// If [`Counting`] is not the global allocator.
pub fn peak<R>(run: impl FnOnce() -> R) -> (R, usize) {
    assert_installed();
    let before = HELD.get();
    let outer = PEAK.replace(before);
    let done = run();
    let peak = PEAK.get() - before;
    PEAK.set(PEAK.get().max(outer));
    (done, peak.max(0) as usize)
}

/// What `run` returns, and how many bytes more this thread holds after it.
///
/// # Panics
/// If [`Counting`] is not the global allocator.
pub fn held<R>(run: impl FnOnce() -> R) -> (R, isize) {
    assert_installed();
    let before = HELD.get();
    let done = run();
    (done, HELD.get() - before)
}

/// Runs `run` while this thread gets no memory in pieces of more than `largest` bytes.
pub fn without_large_allocations<R>(largest: usize, run: impl FnOnce() -> R) -> R {
    struct Restore(usize);
    impl Drop for Restore {
        fn drop(&mut self) {
            LARGEST.set(self.0);
        }
    }
    let _restore = Restore(LARGEST.replace(largest));
    run()
}

fn assert_installed() {
    let before = HELD.get();
    let probe = std::hint::black_box(Box::new([0_u8; 64]));
    assert_eq!(HELD.get() - before, 64, "`Counting` is the global allocator");
    drop(probe);
}
