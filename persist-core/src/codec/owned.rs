//! [`Owned`]: the one guard of values that exist while something may still fail (rule 5).

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
        unsafe fn drop_one<T>(place: *mut u8) {
            // SAFETY: the caller vouches for the value.
            unsafe { place.cast::<T>().drop_in_place() }
        }
        if std::mem::needs_drop::<T>() {
            drop(Undropped { places: self.places, next: self.start, end: self.end, drop_one: drop_one::<T> });
        }
    }
}

/// Values that are still to be dropped, whatever their type; its own drop does that.
struct Undropped {
    places: Places,
    next: usize,
    end: usize,
    drop_one: unsafe fn(*mut u8),
}

impl Drop for Undropped {
    fn drop(&mut self) {
        while self.next < self.end {
            let place = self.next;
            self.next += 1;
            // If the value's own drop panics, this goes on with the rest.
            let rest = Undropped { places: self.places, next: self.next, end: self.end, drop_one: self.drop_one };
            // SAFETY: the invariant of `Owned`; each value is dropped once.
            unsafe { (self.drop_one)(self.places.row(place)) }
            std::mem::forget(rest);
        }
    }
}
