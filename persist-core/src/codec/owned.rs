//! What guards values that exist while something may still fail (rule 5): [`Owned`] those of a type, [`Undo`] any others.

use std::marker::PhantomData;

use super::places::Places;

/// The owned values in a part of a view's places; drops them unless it is told to keep them.
///
/// Invariant: the places from `start` to `end` hold owned values that nobody else drops, those from `end` on take more.
pub(crate) struct Owned<T> {
    places: Places,
    start: usize,
    end: usize,
    values: PhantomData<T>,
}

impl<T> Owned<T> {
    /// The first `count` values of a view.
    ///
    /// # Safety
    /// They are owned values, and now this guard's; the other places take values of `T`.
    pub(crate) unsafe fn first(places: Places, count: usize) -> Self {
        Owned { places, start: 0, end: count, values: PhantomData }
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.end - self.start
    }

    /// Puts a value into the next place, if there is one.
    pub(crate) fn push(&mut self, value: T) {
        if self.end < self.places.len() {
            // SAFETY: the invariant: the next place takes a value.
            unsafe { self.places.row(self.end).cast::<T>().write(value) }
            self.end += 1;
        }
    }

    /// Moves the first value out.
    pub(crate) fn take(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.start += 1;
        // SAFETY: the invariant: the value is owned; it is the guard's no longer.
        Some(unsafe { self.places.row(self.start - 1).cast::<T>().read() })
    }

    /// Leaves the values where they are: they are somebody else's now.
    pub(crate) fn keep(self) {
        std::mem::forget(self);
    }
}

impl<T> Drop for Owned<T> {
    fn drop(&mut self) {
        if std::mem::needs_drop::<T>() {
            each_despite_panics(self.len(), &mut |index| {
                // SAFETY: the invariant: the value is owned; each is dropped once.
                unsafe { self.places.row(self.start + index).cast::<T>().drop_in_place() }
            });
        }
    }
}

/// Steps of which the first ones are done; undoes these unless it is told to keep them.
pub(crate) struct Undo<F: FnMut(usize)> {
    pub(crate) done: usize,
    undo: F,
}

impl<F: FnMut(usize)> Undo<F> {
    /// None is done yet; `undo` undoes one.
    pub(crate) fn by(undo: F) -> Self {
        Undo { done: 0, undo }
    }

    pub(crate) fn keep(self) {
        std::mem::forget(self);
    }
}

impl<F: FnMut(usize)> Drop for Undo<F> {
    fn drop(&mut self) {
        each_despite_panics(self.done, &mut self.undo);
    }
}

/// Calls `each` with 0 to `count` − 1; if it panics (a user's `drop` does), then for the rest all the same, before the panic
/// goes on. So does Rust with the fields of a struct and the elements of a `Vec`.
pub(crate) fn each_despite_panics(count: usize, each: &mut dyn FnMut(usize)) {
    struct Rest<'e> {
        next: usize,
        count: usize,
        each: &'e mut dyn FnMut(usize),
    }
    impl Drop for Rest<'_> {
        fn drop(&mut self) {
            // A second panic, while the first one unwinds, ends the process, as Rust has it.
            while self.next < self.count {
                self.next += 1;
                (self.each)(self.next - 1);
            }
        }
    }
    let mut rest = Rest { next: 0, count, each };
    while rest.next < count {
        rest.next += 1;
        (rest.each)(rest.next - 1);
    }
}
