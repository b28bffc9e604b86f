//! A single struct on its way in: built in its place, field by field.
//!
//! The derive writes one call for each field. Which field is next, where it lies and what its name is, the columns tell; so
//! do they what has to be dropped if a later one fails. A nested struct is built where it belongs, and never moved.

use std::marker::PhantomData;
use std::mem::MaybeUninit;

use super::decode::{Decode, DecodeColumn};
use super::owned::{Owned, each_despite_panics};
use super::places::Places;
use super::reader::Reader;
use crate::error::Result;

/// An uninitialised place for one value.
///
/// Invariant: the place is valid for writes of a `T` during `'a`, aligned, and nobody else has it.
pub struct Vacant<'a, T> {
    place: *mut u8,
    value: PhantomData<&'a mut MaybeUninit<T>>,
}

impl<'a, T> Vacant<'a, T> {
    /// The place of a value that is not there yet.
    #[inline]
    pub(crate) fn of(value: &'a mut MaybeUninit<T>) -> Self {
        Vacant { place: value.as_mut_ptr().cast(), value: PhantomData }
    }

    /// Puts a value there.
    #[inline(always)]
    pub(crate) fn put(self, value: T) {
        // SAFETY: the invariant.
        unsafe { self.place.cast::<T>().write(value) }
    }

    /// The fields of the value, none of which is there yet. To be called with the type's own columns only (in the `unsafe
    /// impl`s that the derive writes, which vouch for it).
    #[inline(always)]
    #[must_use]
    pub fn fields<'de>(self, columns: &'de [DecodeColumn<'de>]) -> Fields<'a, 'de> {
        Fields { place: self.place, columns, done: 0, value: PhantomData }
    }
}

/// The fields of a struct, of which the first have been decoded; drops those unless the struct is complete.
pub struct Fields<'a, 'de> {
    place: *mut u8,
    columns: &'de [DecodeColumn<'de>],
    done: usize,
    value: PhantomData<&'a mut ()>,
}

impl<'a, 'de> Fields<'a, 'de> {
    /// Decodes the next field, an `F` at `offset`; if it cannot be, the reader has the error. (The columns have the offset,
    /// too, but what stands in the code is a constant there.)
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn decode<F: Decode<'de>>(&mut self, offset: usize, reader: &mut Reader<'de>) -> bool {
        // The next field's place, which is nobody else's; that it is one of an `F` is what an `unsafe impl` of the derive
        // vouches for.
        let place = Vacant { place: self.place.wrapping_add(offset), value: PhantomData };
        let decoded = F::decode_at(place, reader);
        self.pass(decoded, reader)
    }

    /// Goes on to the field behind the next one, if that has been decoded.
    #[inline]
    fn pass(&mut self, decoded: Result<()>, reader: &mut Reader<'de>) -> bool {
        match decoded {
            Ok(()) => {
                self.done += 1;
                true
            }
            Err(error) => {
                let name = self.columns.get(self.done).map_or("", |column| column.name);
                reader.fail(error, name);
                false
            }
        }
    }

    /// All fields that files have are there: fills the others.
    ///
    /// # Errors
    /// None: the result of what it is the last step of.
    #[inline(always)]
    pub fn complete(mut self) -> Result<()> {
        if self.done < self.columns.len() {
            self.fill();
        }
        std::mem::forget(self);
        Ok(())
    }

    /// The same of a value of type `T`, which `validate` is asked for first.
    ///
    /// # Errors
    /// The program's refusal.
    pub fn complete_valid<T>(mut self, validate: impl FnOnce(&T) -> Result<()>) -> Result<()> {
        self.fill();
        let place = self.place;
        std::mem::forget(self);
        // SAFETY: all fields of the `T` are there; the guard alone would drop it.
        let (owned, value) = unsafe { (Owned::<T>::first(Places::strided(place, 0, 1), 1), &*place.cast::<T>()) };
        validate(value)?;
        owned.keep();
        Ok(())
    }

    /// Fills the fields that come from no file.
    #[inline(never)]
    fn fill(&mut self) {
        while let Some(column) = self.columns.get(self.done) {
            if let Some(fill) = column.origin.fill {
                // SAFETY: the field's place, which has no value yet.
                unsafe { fill(Places::strided(self.place.wrapping_add(column.offset), 0, 1)) }
            }
            self.done += 1;
        }
    }
}

impl Drop for Fields<'_, '_> {
    #[cold]
    fn drop(&mut self) {
        each_despite_panics(self.done, &mut |index| {
            if let Some(column) = self.columns.get(index) {
                // SAFETY: the first fields have been decoded, owned; each is dropped once.
                unsafe { column.item.drop(Places::strided(self.place.wrapping_add(column.offset), 0, 1)) }
            }
        });
    }
}

/// Decodes a single value of a type that is built in its place.
///
/// # Errors
/// Bytes that are not a value of this type, or a limit.
#[inline]
pub fn decode_in_place<'de, T: Decode<'de>>(reader: &mut Reader<'de>) -> Result<T> {
    let mut value = MaybeUninit::<T>::uninit();
    match T::decode_at(Vacant::of(&mut value), reader) {
        // SAFETY: `decode_at` has succeeded, and left a value (contract of `Decode`).
        Ok(()) => Ok(unsafe { value.assume_init() }),
        Err(error) => Err(error),
    }
}
