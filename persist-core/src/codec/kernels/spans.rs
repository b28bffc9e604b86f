//! Many short pieces of memory, one after another: the texts of a column, the elements of a block of containers.
//!
//! Copying them is most of what encoding does to real data, and there is nothing in it but the copies themselves: a call of
//! `memcpy` for each costs more than its bytes, and so does a branch for every class of lengths, which vary from row to row.

use super::prefetch;
use crate::codec::places::Rows;

/// Where the parts of a block's rows lie, in one piece each.
///
/// Invariant, which only [`Spans::gather`] can promise: each piece is valid for reads during `'s`.
#[derive(Clone, Copy)]
pub(crate) struct Spans<'s> {
    firsts: &'s [*const u8],
    /// How many parts each row has.
    counts: &'s [u64],
    /// How many bytes a part has: of texts, one.
    size: usize,
}

impl<'s> Spans<'s> {
    /// Gathers what `span` tells of each row: the address of its first part of `size` bytes, and their number.
    ///
    /// # Safety
    /// `firsts` and `counts` are valid for writes of as many as there are rows, and what `span` tells is valid for reads, during `'s`.
    #[inline(always)]
    pub(crate) unsafe fn gather<T>(
        rows: Rows<'_, T>,
        size: usize,
        (firsts, counts): (*mut *const u8, *mut u64),
        span: impl Fn(&T) -> (*const u8, usize),
    ) -> Self {
        // SAFETY: the caller gives room for all rows.
        unsafe {
            rows.for_each(|index, row| {
                let (first, count) = span(row);
                firsts.add(index).write(first);
                counts.add(index).write(count as u64);
            });
            Spans {
                firsts: std::slice::from_raw_parts(firsts, rows.len()),
                counts: std::slice::from_raw_parts(counts, rows.len()),
                size,
            }
        }
    }

    /// Asks for the beginning of each, if they lie beyond the caches.
    pub(crate) fn fetch_if(self, far: bool) {
        if far {
            self.firsts.iter().for_each(|first| prefetch::fetch(*first, 1));
        }
    }

    /// How many parts each row has; of texts, bytes.
    #[inline(always)]
    pub(crate) fn counts(self) -> &'s [u64] {
        self.counts
    }

    /// Copies all of them, one after another, and returns how many bytes they have.
    ///
    /// # Safety
    /// As for [`copy_pieces`].
    pub(crate) unsafe fn copy(self, longest: usize, out: *mut u8) -> usize {
        // SAFETY: a span can be read, and each has a count; the caller vouches for the rest.
        unsafe { copy_pieces(self.firsts, self.counts, self.size, longest, out) }
    }

    /// Each row's first part and their number.
    pub(crate) fn iter(self) -> impl Iterator<Item = (*const u8, usize)> {
        // What is counted here is in memory.
        self.firsts.iter().zip(self.counts).map(|(first, count)| (*first, *count as usize))
    }
}

/// The spans of texts.
///
/// Invariant: their parts are bytes, which have values, and stay as they are during `'s`.
#[derive(Clone, Copy)]
pub(super) struct Texts<'s>(Spans<'s>);

impl<'s> Texts<'s> {
    /// Gathers the texts that `text` finds in rows.
    ///
    /// # Safety
    /// `firsts` and `counts` are valid for writes of as many as there are rows, and the texts stay as they are, during `'s`.
    #[inline(always)]
    pub(super) unsafe fn gather<T>(
        rows: Rows<'_, T>,
        room: (*mut *const u8, *mut u64),
        text: impl Fn(&T) -> &[u8],
    ) -> Self {
        // SAFETY: the caller vouches for the room; a slice can be read.
        Texts(unsafe { Spans::gather(rows, 1, room, |row| (text(row).as_ptr(), text(row).len())) })
    }

    /// How many bytes each has.
    #[inline(always)]
    pub(super) fn lengths(self) -> &'s [u64] {
        self.0.counts
    }

    /// The text of a row.
    #[inline(always)]
    pub(super) fn of(self, row: usize) -> &'s [u8] {
        // SAFETY: the invariant; what is counted is in memory.
        unsafe { std::slice::from_raw_parts(self.0.firsts[row], self.0.counts[row] as usize) }
    }

    /// All of them.
    #[inline(always)]
    pub(super) fn iter(self) -> impl Iterator<Item = &'s [u8]> {
        // SAFETY: as above.
        self.0.iter().map(|(first, count)| unsafe { std::slice::from_raw_parts(first, count) })
    }
}

/// How many bytes beyond those of the pieces [`copy_pieces`] may write.
pub(crate) const BEYOND: usize = 64;

/// Where the pieces of a block's rows begin.
pub(crate) trait Firsts {
    /// Calls `each` with the index of every row, and where its piece begins.
    fn for_each(self, each: impl FnMut(usize, *const u8));
}

impl Firsts for &[*const u8] {
    #[inline(always)]
    fn for_each(self, mut each: impl FnMut(usize, *const u8)) {
        self.iter().enumerate().for_each(|(index, first)| each(index, *first));
    }
}

/// The rows themselves, and what finds each one's text. To read an address where it is takes less than to gather it first.
#[derive(Clone, Copy)]
pub(super) struct InRows<'r, T, F>(pub(super) Rows<'r, T>, pub(super) F);

impl<T, F: Fn(&T) -> &[u8]> Firsts for InRows<'_, T, F> {
    #[inline(always)]
    fn for_each(self, mut each: impl FnMut(usize, *const u8)) {
        self.0.for_each(|index, row| each(index, (self.1)(row).as_ptr()));
    }
}

/// Copies the pieces of all rows, one after another: of each, as many parts of `size` bytes as is counted. Returns how many bytes
/// they have.
///
/// # Safety
/// Each piece has as many parts as its count says, and none more than `longest`; there is a count for each. `out` is valid for
/// writes of all of them and [`BEYOND`] bytes more; they do not overlap.
#[inline(always)]
pub(crate) unsafe fn copy_pieces(
    firsts: impl Firsts,
    counts: &[u64],
    size: usize,
    longest: usize,
    out: *mut u8,
) -> usize {
    #[cfg(target_arch = "x86_64")]
    if longest.saturating_mul(size) <= masked::WIDEST && masked::is_available() {
        // SAFETY: the features are there; the caller vouches for the rest.
        return unsafe { masked::copy_pieces(firsts, counts, size, longest, out) };
    }
    let _ = longest;
    let mut place = out;
    firsts.for_each(|index, first| {
        // SAFETY: there is a count for each, of what is in memory; the caller vouches for the room.
        unsafe {
            let bytes = *counts.get_unchecked(index) as usize * size;
            copy_short(first, place, bytes);
            place = place.wrapping_add(bytes);
        }
    });
    place.addr() - out.addr()
}

/// Copies `count` bytes, most often few: what has N to 2·N of them by two pieces of N, which overlap as they must.
///
/// # Safety
/// Both are valid for `count` bytes and do not overlap.
#[inline(always)]
pub(crate) unsafe fn copy_short(from: *const u8, to: *mut u8, count: usize) {
    #[inline(always)]
    unsafe fn two<const N: usize>(from: *const u8, to: *mut u8, count: usize) {
        for at in [0, count - N] {
            // SAFETY: `at + N` is at most `count`. A copy of a constant number of bytes is a load and a store.
            unsafe { to.add(at).copy_from_nonoverlapping(from.add(at), N) }
        }
    }
    // SAFETY: each arm has the count that it says.
    unsafe {
        match count {
            0 => {}
            1..4 => {
                for at in [0, count / 2, count - 1] {
                    to.add(at).write(from.add(at).read());
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

/// A copy of bytes, most often few, in memory of its own. A call, as what it returns is in registers: a caller that makes a
/// `Vec` or `String` of it there need not wait for the memory that another function would have left one in.
#[inline(never)]
pub(crate) fn boxed(bytes: &[u8]) -> Box<[u8]> {
    let mut copy = Box::<[u8]>::new_uninit_slice(bytes.len());
    // SAFETY: as many bytes were just asked for; all are initialised then.
    unsafe {
        copy_short(bytes.as_ptr(), copy.as_mut_ptr().cast(), bytes.len());
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

    use super::Firsts;
    use crate::codec::kernels::vectorised::{Level, has};

    /// The longest piece.
    pub(super) const WIDEST: usize = 64;

    #[inline]
    pub(in crate::codec::kernels) fn is_available() -> bool {
        has(Level::Masks)
    }

    macro_rules! copy {
        ($firsts:ident, $counts:ident, $size:ident, $out:ident, $mask:ty, $load:ident, $store:ident) => {{
            let mut place = $out;
            $firsts.for_each(
                #[inline(always)]
                |index, first| {
                    // SAFETY: there is a count for each.
                    let bytes = unsafe { *$counts.get_unchecked(index) } as usize * $size;
                    // Where nothing is read, the address is none; a masked load from one is slow, though it is no fault.
                    let from = if bytes == 0 { place.cast_const() } else { first };
                    // SAFETY: `bytes` are at most as many as the mask has bits, and are all that is read of the piece; the
                    // caller vouches for the room, and for `BEYOND` bytes behind the last one.
                    unsafe {
                        let value = $load(_bzhi_u64(u64::MAX, bytes as u32) as $mask, from.cast());
                        $store(place.cast(), value);
                    }
                    place = place.wrapping_add(bytes);
                },
            );
            place.addr() - $out.addr()
        }};
    }

    /// # Safety
    /// As for [`super::copy_pieces`], of pieces of at most [`WIDEST`] bytes; and [`is_available`].
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi2")]
    pub(super) unsafe fn copy_pieces(
        firsts: impl Firsts,
        counts: &[u64],
        size: usize,
        longest: usize,
        out: *mut u8,
    ) -> usize {
        match longest * size {
            0..=16 => copy!(firsts, counts, size, out, u16, _mm_maskz_loadu_epi8, _mm_storeu_epi8),
            17..=32 => copy!(firsts, counts, size, out, u32, _mm256_maskz_loadu_epi8, _mm256_storeu_epi8),
            _ => copy!(firsts, counts, size, out, u64, _mm512_maskz_loadu_epi8, _mm512_storeu_epi8),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::kernels::vectorised::at_each_level;

    #[test]
    fn pieces_of_every_length_are_copied_one_after_another() {
        for longest in 0..=100 {
            // The lengths up to it, each in memory of its own that ends where the text does.
            let texts: Vec<Box<[u8]>> = (0..=longest).map(|count| (1..=count as u8).collect()).collect();
            let whole = texts.concat();
            let counts: Vec<u64> = (0..=longest as u64).collect();
            let rows = Rows::of_slice(&texts);
            let firsts: Vec<*const u8> = texts.iter().map(|text| text.as_ptr()).collect();
            at_each_level(|| {
                let check = |copy: &dyn Fn(*mut u8) -> usize| {
                    let mut out = vec![0; whole.len() + BEYOND];
                    let written = copy(out.as_mut_ptr());
                    assert_eq!(out[..written], whole);
                };
                // SAFETY: there is a count for each, none is longer, and the room is what they ask for.
                check(&|out| unsafe { copy_pieces(firsts.as_slice(), &counts, 1, longest, out) });
                // SAFETY: as above.
                check(&|out| unsafe { copy_pieces(InRows(rows, Box::as_ref), &counts, 1, longest, out) });
            });
        }
    }
}
