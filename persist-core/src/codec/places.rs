//! Views of a block's rows: [`Rows`] to read from, [`Slots`] to write to, and [`Places`], what both
//! are once their type is erased.
//!
//! A view is either *strided* (one address, one distance: the rows of a slice, or one field of
//! them) or *listed* (an address for each row: the elements of many `Vec`s, the present values of
//! `Option`s, the payloads of one enum variant). A field of a view is the same view at an offset,
//! so that tables need nothing but offsets.

use std::marker::PhantomData;
use std::mem::MaybeUninit;

use super::kernels::vectorised::vectorised;
use super::owned::Owned;
use crate::error::Result;

/// The most rows that a block has: 256 rows of a typical struct stay in the first-level cache.
pub(crate) const BLOCK: usize = 256;

/// How many addresses a list has room for beyond those of a block, for [`list_span`].
pub(crate) const SPARE: usize = 4;

/// Writes the addresses of `count` elements of `size` bytes that lie next to each other to a list: four at once, as few take
/// a branch for their number that no processor foresees. What is behind the last one is no element's address.
///
/// # Safety
/// `list` is valid for writes of `count` and [`SPARE`] more.
#[inline]
pub(crate) unsafe fn list_span(list: *mut *mut u8, first: *mut u8, size: usize, count: usize) {
    let mut index = 0;
    loop {
        for next in index..index + SPARE {
            // SAFETY: `index` is 0 or below `count`; the caller vouches for the room.
            unsafe { list.add(next).write(first.wrapping_add(next * size)) }
        }
        index += SPARE;
        if index >= count {
            return;
        }
    }
}

vectorised! {
    /// Lists the addresses of some rows, which all are `stride` bytes apart.
    fn list_strided[][](base: *mut u8, stride: usize, rows: &[u8], list: &mut [MaybeUninit<*mut u8>]) {
        for (place, row) in list.iter_mut().zip(rows) {
            place.write(base.wrapping_add(usize::from(*row).wrapping_mul(stride)));
        }
    }
}

/// The addresses of a block's rows, without their type.
///
/// A pointer and 64 bits, which are handed on in registers. A larger view is copied by each function that hands it on, by 16
/// bytes at a time, and waits until the words that were just written are in the cache.
///
/// Holding one promises nothing; whoever reads or writes through one states what makes it sound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places {
    /// The first row, or the list of all.
    start: *mut u8,
    /// Whether they are listed (one bit), how many there are (nine), and how far they are apart or behind the listed addresses
    /// (the others: no value has 2^54 bytes).
    shape: u64,
}

/// Where the rows are.
enum At {
    /// Row `i` is at `base + i · stride`.
    Strided { base: *mut u8, stride: usize },
    /// Row `i` is at `list[i] + offset`.
    Listed { list: *const *mut u8, offset: usize },
}

const LISTED: u64 = 1;
const LEN_SHIFT: u32 = 1;
const DISTANCE_SHIFT: u32 = 10;

const _: () = assert!(2 * BLOCK == 1 << (DISTANCE_SHIFT - LEN_SHIFT), "a block's length fits its bits");

impl Places {
    /// `len` rows, the first at `base`, each `stride` bytes after the one before it.
    pub(crate) fn strided(base: *mut u8, stride: usize, len: usize) -> Self {
        debug_assert!(len <= BLOCK && (stride as u64).leading_zeros() >= DISTANCE_SHIFT);
        Places { start: base, shape: (stride as u64) << DISTANCE_SHIFT | (len as u64) << LEN_SHIFT }
    }

    #[inline]
    fn at(self) -> At {
        let distance = (self.shape >> DISTANCE_SHIFT) as usize;
        if self.shape & LISTED == 0 {
            At::Strided { base: self.start, stride: distance }
        } else {
            At::Listed { list: self.start.cast(), offset: distance }
        }
    }

    /// Block `index` of `count` rows that lie one after another, `size` bytes each.
    pub(crate) fn block(first: *mut u8, size: usize, count: usize, index: usize) -> Self {
        let start = index * BLOCK;
        Self::strided(first.wrapping_add(start * size), size, (count - start).min(BLOCK))
    }

    /// All blocks of such rows.
    pub(crate) fn blocks(first: *mut u8, size: usize, count: usize) -> impl Iterator<Item = Self> {
        (0..count.div_ceil(BLOCK)).map(move |index| Self::block(first, size, count, index))
    }

    /// `len` rows at the addresses in `list`.
    pub(crate) fn listed(list: *const *mut u8, len: usize) -> Self {
        debug_assert!(len <= BLOCK);
        Places { start: list.cast_mut().cast(), shape: (len as u64) << LEN_SHIFT | LISTED }
    }

    /// How many rows there are: 1 to 256 wherever a codec is called.
    #[inline]
    pub(crate) fn len(self) -> usize {
        (self.shape >> LEN_SHIFT) as usize & (2 * BLOCK - 1)
    }

    /// The same rows, `offset` bytes further: a field of each.
    #[inline]
    pub(crate) fn field(self, offset: usize) -> Self {
        // The address is only computed; it is in bounds of a row whenever the offset is one of a field.
        if self.shape & LISTED == 0 {
            Places { start: self.start.wrapping_add(offset), ..self }
        } else {
            Places { shape: self.shape.wrapping_add((offset as u64) << DISTANCE_SHIFT), ..self }
        }
    }

    /// The address of row `index`.
    ///
    /// # Safety
    /// `index < len`, and a listed view's list is still there.
    #[inline]
    pub(crate) unsafe fn row(self, index: usize) -> *mut u8 {
        debug_assert!(index < self.len());
        match self.at() {
            At::Strided { base, stride } => base.wrapping_add(index.wrapping_mul(stride)),
            // SAFETY: the caller vouches for the list, which has `len` entries.
            At::Listed { list, offset } => unsafe { (*list.add(index)).wrapping_add(offset) },
        }
    }

    /// The addresses of all rows: those that are listed, or else in `memory` for as many.
    ///
    /// # Errors
    /// That of `memory`.
    ///
    /// # Safety
    /// As for [`Places::row`]; the memory is valid for writes, and the list is used as long as that, or what these places list, is
    /// there.
    #[inline]
    pub(crate) unsafe fn as_list<'l>(self, memory: impl FnOnce() -> Result<*mut *mut u8>) -> Result<&'l [*mut u8]> {
        let list = match self.at() {
            At::Listed { list, offset: 0 } => list,
            _ => {
                let list = memory()?;
                // SAFETY: the caller vouches for the rows, and for memory for all.
                unsafe { self.for_each(|index, row| list.add(index).write(row)) }
                list
            }
        };
        // SAFETY: as many addresses as there are rows.
        Ok(unsafe { std::slice::from_raw_parts(list, self.len()) })
    }

    /// Writes the addresses of some rows to a list.
    ///
    /// # Safety
    /// As for [`Places::row`], of each of them; `list` is valid for writes of as many.
    pub(crate) unsafe fn list(self, rows: &[u8], list: *mut *mut u8) {
        // SAFETY: the caller vouches for the room.
        let list = unsafe { std::slice::from_raw_parts_mut(list.cast::<MaybeUninit<*mut u8>>(), rows.len()) };
        match self.at() {
            At::Strided { base, stride } => list_strided(base, stride, rows, list),
            At::Listed { .. } => {
                for (place, row) in list.iter_mut().zip(rows) {
                    // SAFETY: the caller vouches for the rows.
                    place.write(unsafe { self.row(usize::from(*row)) });
                }
            }
        }
    }

    /// The view of row `index` alone.
    ///
    /// # Safety
    /// As for [`Places::row`].
    pub(crate) unsafe fn alone(self, index: usize) -> Self {
        // SAFETY: the caller vouches for the row; a view of one row has no distance.
        Places::strided(unsafe { self.row(index) }, 0, 1)
    }

    /// The address of the first row if all lie next to each other, `size` bytes each.
    #[inline]
    pub(crate) fn contiguous(self, size: usize) -> Option<*mut u8> {
        match self.at() {
            At::Strided { base, stride } if stride == size || self.len() == 1 => Some(base),
            _ => None,
        }
    }

    /// Calls `each` with the index and address of every row, one loop for each kind of view. `while`, as each caller has a
    /// copy of this: a `for` is three times as much for a debug build to compile.
    ///
    /// # Safety
    /// As for [`Places::row`].
    #[inline(always)]
    pub(crate) unsafe fn for_each(self, mut each: impl FnMut(usize, *mut u8)) {
        let (mut index, len) = (0, self.len());
        match self.at() {
            At::Strided { base, stride } => {
                let mut row = base;
                while index < len {
                    each(index, row);
                    row = row.wrapping_add(stride);
                    index += 1;
                }
            }
            At::Listed { list, offset } => {
                while index < len {
                    // SAFETY: the caller vouches for the list, which has `len` entries.
                    each(index, unsafe { (*list.add(index)).wrapping_add(offset) });
                    index += 1;
                }
            }
        }
    }
}

/// A read-only view of 1 to 256 values of `T`.
///
/// Invariant: each place is a valid, shared `T` for `'a`. Covariant in `T`, as `&'a T` is.
#[repr(transparent)]
pub struct Rows<'a, T> {
    /// The view without its type.
    pub(crate) places: Places,
    values: PhantomData<&'a T>,
}

impl<T> Clone for Rows<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rows<'_, T> {}

impl<'a, T> Rows<'a, T> {
    /// Gives an erased view its type back.
    ///
    /// # Safety
    /// Every place is a valid `T` that nobody writes to during `'a`, and a listed view's list lives
    /// as long.
    #[inline]
    pub(crate) unsafe fn from_places(places: Places) -> Self {
        Rows { places, values: PhantomData }
    }

    /// The rows of a slice of at most 256 values.
    pub(crate) fn of_slice(values: &'a [T]) -> Self {
        let base = values.as_ptr().cast_mut().cast();
        Rows { places: Places::strided(base, size_of::<T>(), values.len()), values: PhantomData }
    }

    /// How many rows there are.
    #[inline]
    pub(crate) fn len(self) -> usize {
        self.places.len()
    }

    /// The field of type `F` at `offset` of each row. To be called with a field's own offset only
    /// (in the `unsafe impl`s that the derive writes, which vouch for it; nobody else gets hold
    /// of a view).
    #[inline]
    #[must_use]
    pub fn field<F>(self, offset: usize) -> Rows<'a, F> {
        Rows { places: self.places.field(offset), values: PhantomData }
    }

    /// Calls `each` with every row.
    #[inline(always)]
    pub(crate) fn for_each(self, mut each: impl FnMut(usize, &'a T)) {
        // SAFETY: the invariant: every place is a valid shared `T` for `'a`, lists included.
        unsafe { self.places.for_each(|index, row| each(index, &*row.cast::<T>())) }
    }

    /// The same, until one fails: the rows behind it are passed over.
    ///
    /// # Errors
    /// That one.
    #[inline(always)]
    pub(crate) fn try_for_each(self, mut each: impl FnMut(usize, &'a T) -> Result<()>) -> Result<()> {
        let mut done = Ok(());
        self.for_each(|index, row| {
            if done.is_ok() {
                done = each(index, row);
            }
        });
        done
    }
}

/// A view of 1 to 256 uninitialised places for values of `T`.
///
/// Invariant: each place is valid for writes of a `T` during `'a`, aligned, and no other view has
/// it. Invariant in `T`; the addresses come from the allocation itself and never through a `&mut
/// T`.
#[repr(transparent)]
pub struct Slots<'a, T> {
    /// The view without its type.
    pub(crate) places: Places,
    values: PhantomData<&'a mut T>,
}

impl<'a, T> Slots<'a, T> {
    /// Gives an erased view its type back.
    ///
    /// # Safety
    /// Every place is valid for writes of a `T` during `'a`, aligned, and in no other view in use;
    /// a listed view's list lives as long.
    #[inline]
    pub(crate) unsafe fn from_places(places: Places) -> Self {
        Slots { places, values: PhantomData }
    }

    /// The places of a slice of at most 256.
    pub(crate) fn of_slice(values: &'a mut [MaybeUninit<T>]) -> Self {
        let base = values.as_mut_ptr().cast();
        Slots { places: Places::strided(base, size_of::<T>(), values.len()), values: PhantomData }
    }

    /// How many slots there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The field of type `F` at `offset` of each slot; see [`Rows::field`].
    #[inline]
    #[must_use]
    pub fn field<F>(self, offset: usize) -> Slots<'a, F> {
        Slots { places: self.places.field(offset), values: PhantomData }
    }

    /// Fills every slot with what `make` returns for its index, and drops the ones filled if it
    /// panics.
    pub(crate) fn fill(&self, mut make: impl FnMut(usize) -> T) {
        let filled: Result<(), std::convert::Infallible> = self.try_fill(|index| Ok(make(index)));
        let Ok(()) = filled;
    }

    /// Fills every slot with what `make` returns for its index, and drops the ones filled if it
    /// fails or panics.
    pub(crate) fn try_fill<E>(&self, mut make: impl FnMut(usize) -> Result<T, E>) -> Result<(), E> {
        // SAFETY: no value yet, in uninitialised places for them.
        let mut filled = unsafe { Owned::first(self.places, 0) };
        while filled.len() < self.places.len() {
            filled.push(make(filled.len())?);
        }
        filled.keep();
        Ok(())
    }
}

/// The place of a value that has been decoded but may hold text that is only *located*, to be owned there. It has no type,
/// so that what all types do with it is compiled once; who is handed one knows it.
///
/// Invariant: the place holds what `Decode::decode_rows` of that type left there, and nobody else has it.
pub struct Located<'a> {
    place: *mut u8,
    value: PhantomData<&'a mut MaybeUninit<u8>>,
}

impl<'a> Located<'a> {
    /// # Safety
    /// `place` holds what `Decode::decode_rows` left there, of the type to whose `own` this is handed; after this call only the
    /// view touches it.
    #[inline]
    pub(crate) unsafe fn from_place(place: *mut u8) -> Self {
        Located { place, value: PhantomData }
    }

    /// The address of the value.
    #[inline]
    pub(crate) fn place(&self) -> *mut u8 {
        self.place
    }

    /// The field at `offset`; see [`Rows::field`].
    #[inline]
    pub(crate) fn field(&self, offset: usize) -> Located<'a> {
        Located { place: self.place.wrapping_add(offset), value: PhantomData }
    }
}
