//! Many short pieces of memory, one after another: the texts of a column, the elements of a block of containers.
//!
//! Copying them is most of what encoding does to real data, and there is nothing in it but the copies themselves: a call of
//! `memcpy` for each costs more than its bytes, and so does a branch for every class of lengths, which vary from row to row.

use crate::codec::places::Rows;

/// The texts of a block's rows, gathered.
///
/// Invariant, which only [`Texts::gather`] can promise: each can be read, and stays as it is, during `'s`.
#[derive(Clone, Copy)]
pub(super) struct Texts<'s> {
    firsts: &'s [*const u8],
    lengths: &'s [u64],
}

impl<'s> Texts<'s> {
    /// Gathers the texts that `text` finds in rows.
    ///
    /// # Safety
    /// `firsts` and `lengths` are valid for writes of as many as there are rows, and the texts stay as they are, during `'s`.
    #[inline(always)]
    pub(super) unsafe fn gather<T>(
        rows: Rows<'_, T>,
        (firsts, lengths): (*mut *const u8, *mut u64),
        text: impl Fn(&T) -> &[u8],
    ) -> Self {
        // SAFETY: the caller gives room for all rows.
        unsafe {
            rows.for_each(|index, row| {
                firsts.add(index).write(text(row).as_ptr());
                lengths.add(index).write(text(row).len() as u64);
            });
            Texts {
                firsts: std::slice::from_raw_parts(firsts, rows.len()),
                lengths: std::slice::from_raw_parts(lengths, rows.len()),
            }
        }
    }

    /// How many bytes each has.
    #[inline(always)]
    pub(super) fn lengths(self) -> &'s [u64] {
        self.lengths
    }

    /// The text of a row.
    #[inline(always)]
    pub(super) fn of(self, row: usize) -> &'s [u8] {
        // SAFETY: the invariant; what is counted is in memory.
        unsafe { std::slice::from_raw_parts(self.firsts[row], self.lengths[row] as usize) }
    }

    /// All of them.
    #[inline(always)]
    pub(super) fn iter(self) -> impl Iterator<Item = &'s [u8]> {
        let texts = self.firsts.iter().zip(self.lengths);
        // SAFETY: as above.
        texts.map(|(first, length)| unsafe { std::slice::from_raw_parts(*first, *length as usize) })
    }
}

/// How many bytes beyond those of the pieces [`Pieces::copy`] may write.
pub(crate) const BEYOND: usize = 64;

/// A piece of memory of each row: as many parts of `size` bytes as is counted, from what `first` finds on.
///
/// To find a piece where its row is takes less than to gather addresses first.
#[derive(Clone, Copy)]
pub(crate) struct Pieces<'p, T, F> {
    pub(crate) rows: Rows<'p, T>,
    pub(crate) first: F,
    /// How many parts each has.
    pub(crate) counts: &'p [u64],
    pub(crate) size: usize,
}

impl<T, F: Fn(&T) -> *const u8> Pieces<'_, T, F> {
    /// Copies all of them, one after another, and returns how many bytes they have.
    ///
    /// # Safety
    /// There is a count for each row, none greater than `longest`, and the rows' pieces have as many parts. `out` is valid for
    /// writes of all of them and [`BEYOND`] bytes more; they do not overlap.
    #[inline(never)]
    pub(crate) unsafe fn copy(self, longest: usize, out: *mut u8) -> usize {
        #[cfg(target_arch = "x86_64")]
        if longest.saturating_mul(self.size) <= masked::WIDEST && masked::is_available() {
            // SAFETY: the features are there; the caller vouches for the rest.
            return unsafe { masked::copy(self, longest, out) };
        }
        let _ = longest;
        // SAFETY: the caller vouches for the counts and the room.
        unsafe { self.copy_by(out, |from, to, bytes| copy_short(from, to, bytes)) }
    }

    /// The same by what copies a piece of so many bytes.
    ///
    /// # Safety
    /// There is a count for each row; `copy` may be called for each piece, with the place where the one before ended.
    #[inline(always)]
    unsafe fn copy_by(self, out: *mut u8, copy: impl Fn(*const u8, *mut u8, usize)) -> usize {
        let mut place = out;
        self.rows.for_each(|index, row| {
            // SAFETY: there is a count for each, of what is in memory.
            let bytes = unsafe { *self.counts.get_unchecked(index) } as usize * self.size;
            copy((self.first)(row), place, bytes);
            place = place.wrapping_add(bytes);
        });
        place.addr() - out.addr()
    }
}

/// Copies `count` bytes, most often few: what has N to 2·N of them by two pieces of N, which overlap as they must.
///
/// # Safety
/// Both are valid for `count` bytes and do not overlap.
#[inline(always)]
pub(crate) unsafe fn copy_short(from: *const u8, to: *mut u8, count: usize) {
    // SAFETY: each arm has the count that it says.
    unsafe {
        match count {
            0 => {}
            1..4 => {
                // As copies, not as numbers: of a value whose bytes are moved, not all need be initialised.
                for at in [0, count / 2, count - 1] {
                    to.add(at).copy_from_nonoverlapping(from.add(at), 1);
                }
            }
            4..8 => two::<4>(from, to, count),
            8..16 => two::<8>(from, to, count),
            16..=32 => two::<16>(from, to, count),
            33..=64 => two::<32>(from, to, count),
            _ => to.copy_from_nonoverlapping(from, count),
        }
    }
}

/// How many bytes single texts have most often.
pub(crate) const USUAL: std::ops::RangeInclusive<usize> = 8..=32;

/// The same of single texts: what is [`USUAL`] is told apart first.
///
/// # Safety
/// As for [`copy_short`].
#[inline(always)]
pub(crate) unsafe fn copy_single(from: *const u8, to: *mut u8, count: usize) {
    // SAFETY: each has the count that it says; the caller vouches for the rest.
    unsafe {
        match count {
            8..=16 => two::<8>(from, to, count),
            17..=32 => two::<16>(from, to, count),
            _ => copy_short(from, to, count),
        }
    }
}

/// Copies N to 2·N bytes by two pieces of N.
///
/// # Safety
/// As for [`copy_short`].
#[inline(always)]
unsafe fn two<const N: usize>(from: *const u8, to: *mut u8, count: usize) {
    for at in [0, count - N] {
        // SAFETY: `at + N` is at most `count`. A copy of a constant number of bytes is a load and a store.
        unsafe { to.add(at).copy_from_nonoverlapping(from.add(at), N) }
    }
}

/// A piece of the input, at least as much of which can be read as it has.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub(crate) start: *const u8,
    pub(crate) length: usize,
    /// How many bytes can be read from the start on: what is behind the piece too.
    pub(crate) readable: usize,
}

impl Found {
    /// The most bytes that are few.
    const FEW: usize = 56;

    /// For how many bytes few of them, at least one, are given memory: for 24, 40 or 56, which allocators most often give in any
    /// case.
    const fn room(few: usize) -> usize {
        if few <= 24 { 24 } else { (few + 7) / 16 * 16 + 8 }
    }

    /// A copy in memory of its own. Lengths vary from row to row, and a branch for each class of them costs more than the bytes:
    /// few are copied with what is behind them, which falls into the room that is left.
    ///
    /// # Safety
    /// As much can be read as `readable` tells, of which the piece is the beginning.
    #[inline]
    pub(crate) unsafe fn own(self) -> Vec<u8> {
        const PART: usize = 16;
        let Found { start, length, readable } = self;
        if length == 0 {
            return Vec::new();
        }
        if length > Self::FEW || readable < Self::FEW {
            // SAFETY: the piece can be read.
            return boxed(unsafe { std::slice::from_raw_parts(start, length) }).into_vec();
        }
        let room = Self::room(length);
        let mut copy = Vec::<u8>::with_capacity(room);
        // SAFETY: the memory was just asked for. The room is 24 at least, and 56 at most: no part ends behind it, it can be
        // read, and the parts leave nothing of it out. A copy of a constant number of bytes is a load and a store.
        unsafe {
            for at in [0, PART.min(room - PART), room - 24, room - PART] {
                copy.as_mut_ptr().add(at).copy_from_nonoverlapping(start.add(at), PART);
            }
            copy.set_len(length);
        }
        copy
    }
}

/// By how many bytes [`Found::own`] rounds memory up at most.
pub(crate) const ROUNDED: usize = 23;

/// A copy of bytes, most often few, in memory of its own. A call, as what it returns is in registers: a caller that makes a
/// `Vec` or `String` of it there need not wait for the memory that another function would have left one in.
#[inline(never)]
pub(crate) fn boxed(bytes: &[u8]) -> Box<[u8]> {
    let mut copy = Box::<[u8]>::new_uninit_slice(bytes.len());
    // SAFETY: as many bytes were just asked for; all are initialised then.
    unsafe {
        copy_single(bytes.as_ptr(), copy.as_mut_ptr().cast(), bytes.len());
        copy.assume_init()
    }
}

/// Copies by loads under a mask, where the processor has them: one load and one store a piece, whatever its length.
#[cfg(target_arch = "x86_64")]
pub(super) mod masked {
    use std::arch::x86_64::{
        _bzhi_u64, _mm_maskz_loadu_epi8, _mm_storeu_epi8, _mm256_maskz_loadu_epi8, _mm256_storeu_epi8,
        _mm512_maskz_loadu_epi8, _mm512_storeu_epi8,
    };

    use super::Pieces;
    use crate::codec::kernels::vectorised::{Level, has};

    /// The longest piece.
    pub(super) const WIDEST: usize = 64;

    #[inline]
    pub(in crate::codec::kernels) fn is_available() -> bool {
        has(Level::Masks)
    }

    /// # Safety
    /// As for [`Pieces::copy`], of pieces of at most [`WIDEST`] bytes; and [`is_available`].
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi2")]
    pub(super) unsafe fn copy<T, F: Fn(&T) -> *const u8>(
        pieces: Pieces<'_, T, F>,
        longest: usize,
        out: *mut u8,
    ) -> usize {
        // Where nothing is read, the address is none; a masked load from one is slow, though it is no fault.
        let readable = |from: *const u8, to: *mut u8, bytes: usize| if bytes == 0 { to.cast_const() } else { from };
        let mask = |bytes: usize| _bzhi_u64(u64::MAX, bytes as u32);
        // SAFETY: the bytes of a piece are at most as many as its mask has bits, and are all that is read of it; the caller
        // vouches for the counts and the room, and for `BEYOND` bytes behind the last one.
        unsafe {
            match longest * pieces.size {
                0..=16 => pieces.copy_by(out, |from, to, bytes| {
                    let from = readable(from, to, bytes);
                    _mm_storeu_epi8(to.cast(), _mm_maskz_loadu_epi8(mask(bytes) as u16, from.cast()));
                }),
                17..=32 => pieces.copy_by(out, |from, to, bytes| {
                    let from = readable(from, to, bytes);
                    _mm256_storeu_epi8(to.cast(), _mm256_maskz_loadu_epi8(mask(bytes) as u32, from.cast()));
                }),
                _ => pieces.copy_by(out, |from, to, bytes| {
                    let from = readable(from, to, bytes);
                    _mm512_storeu_epi8(to.cast(), _mm512_maskz_loadu_epi8(mask(bytes), from.cast()));
                }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::kernels::vectorised::at_each_level;
    use crate::codec::places::Places;

    #[test]
    fn pieces_of_every_length_are_owned_whatever_is_behind_them() {
        let input: Vec<u8> = (1..=200).collect();
        for (length, behind) in (0..=100).flat_map(|length| (0..=100).map(move |behind| (length, behind))) {
            // In memory of its own, which ends where nothing can be read any more.
            let readable = input[..length + behind].to_vec().into_boxed_slice();
            // SAFETY: as much can be read.
            let owned = unsafe { Found { start: readable.as_ptr(), length, readable: readable.len() }.own() };
            assert_eq!(owned, input[..length]);
            assert!(owned.capacity() <= length + ROUNDED);
        }
    }

    #[test]
    fn pieces_of_every_length_are_copied_one_after_another() {
        for (longest, size) in (0..=100).flat_map(|longest| [(longest, 1), (longest, 3)]) {
            // The lengths up to it, each in memory of its own that ends where the piece does.
            let pieces: Vec<Vec<u8>> =
                (0..=longest).map(|count| (0..count * size).map(|byte| byte as u8).collect()).collect();
            let whole = pieces.concat();
            let counts: Vec<u64> = (0..=longest as u64).collect();
            let mut list: Vec<*mut u8> =
                pieces.iter().map(|piece| std::ptr::from_ref(piece).cast_mut().cast()).collect();
            // SAFETY: the list has the addresses of all pieces, and is there as long.
            let listed = unsafe { Rows::from_places(Places::listed(list.as_mut_ptr(), list.len())) };
            for rows in [Rows::of_slice(&pieces), listed] {
                at_each_level(|| {
                    let mut out = vec![0; whole.len() + BEYOND];
                    let pieces = Pieces { rows, first: Vec::as_ptr, counts: &counts, size };
                    // SAFETY: there is a count for each, none is longer, and the room is what it asks for.
                    let written = unsafe { pieces.copy(longest, out.as_mut_ptr()) };
                    assert_eq!(out[..written], whole);
                });
            }
        }
    }
}
