//! Columns to and from contiguous memory: gathering a view's rows, and scattering values to a
//! view's slots.

use std::mem::MaybeUninit;

use crate::codec::places::{BLOCK, Rows, Slots};
use crate::codec::reader::Reader;
use crate::error::Result;

/// Calls `use_values` with the rows' values next to each other: in place where they are, else
/// copied to the stack.
#[inline(always)]
pub(crate) fn gather<T: Copy, R>(rows: Rows<'_, T>, use_values: impl FnOnce(&[T]) -> R) -> R {
    if let Some(first) = rows.places.contiguous(size_of::<T>()) {
        // SAFETY: the rows are valid values, one after another.
        return use_values(unsafe { std::slice::from_raw_parts(first.cast::<T>(), rows.len()) });
    }
    use_values(collect(rows, &mut [const { MaybeUninit::uninit() }; BLOCK], |row| *row))
}

/// What `value` makes of each row, next to each other.
#[inline(always)]
pub(crate) fn collect<'b, T, V: Copy>(
    rows: Rows<'_, T>,
    buffer: &'b mut [MaybeUninit<V>; BLOCK],
    value: impl Fn(&T) -> V,
) -> &'b [V] {
    rows.for_each(|index, row| {
        // SAFETY: a view has at most as many rows as the buffer has places.
        unsafe { buffer.get_unchecked_mut(index) }.write(value(row));
    });
    // SAFETY: the loop has initialised as many values as there are rows.
    unsafe { std::slice::from_raw_parts(buffer.as_ptr().cast::<V>(), rows.len()) }
}

/// What `make` makes of each value, of which there are at most as many as the buffer has places.
#[inline(always)]
pub(super) fn map_to<'b, T: Copy, V: Copy>(
    values: &[T],
    buffer: &'b mut [MaybeUninit<V>; BLOCK],
    mut make: impl FnMut(T) -> V,
) -> &'b mut [V] {
    let made = &mut buffer[..values.len()];
    for (place, value) in made.iter_mut().zip(values) {
        place.write(make(*value));
    }
    // SAFETY: all of it has just been initialised.
    unsafe { std::slice::from_raw_parts_mut(made.as_mut_ptr().cast::<V>(), values.len()) }
}

/// Calls `make` with contiguous memory for the slots' values, which it must fill, and brings them
/// into the slots.
///
/// # Safety
/// If `make` returns `Ok`, it has initialised all of the memory.
#[inline(always)]
pub(crate) unsafe fn scatter<'de, T: Copy>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'de>,
    make: impl FnOnce(&mut [MaybeUninit<T>], &mut Reader<'de>) -> Result<()>,
) -> Result<()> {
    let places = slots.places;
    if let Some(first) = places.contiguous(size_of::<T>()) {
        // SAFETY: the slots are places for `T`, one after another, that only this view has.
        let values = unsafe { std::slice::from_raw_parts_mut(first.cast(), places.len()) };
        return make(values, reader);
    }
    let mut buffer = [const { MaybeUninit::<T>::uninit() }; BLOCK];
    make(&mut buffer[..places.len()], reader)?;
    // SAFETY: `make` has initialised as many values as there are slots (the caller vouches for it).
    unsafe {
        places.for_each(|index, slot| slot.cast::<T>().write(buffer.get_unchecked(index).assume_init()));
    }
    Ok(())
}

/// Initialised memory, seen as memory to fill. Only for functions that write nothing but values.
#[inline]
pub(crate) fn to_fill<T: Copy>(values: &mut [T]) -> &mut [MaybeUninit<T>] {
    // SAFETY: the layout is the same; the kernels write initialised values only, so that the slice
    // stays valid.
    unsafe { &mut *(std::ptr::from_mut(values) as *mut [MaybeUninit<T>]) }
}

/// Fills memory with what `make` returns for each index.
#[inline(always)]
pub(crate) fn fill_with<T: Copy>(out: &mut [MaybeUninit<T>], mut make: impl FnMut(usize) -> T) {
    for (index, place) in out.iter_mut().enumerate() {
        place.write(make(index));
    }
}
