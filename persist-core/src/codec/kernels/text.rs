//! Text columns (FORMAT.md, *Text column*): lengths and one run of bytes, or a dictionary of the
//! block's distinct strings.
//!
//! Writing goes twice over the rows: lengths first, then the bytes straight from the rows. Reading
//! validates the run once, as a whole, and only tells where each string lies; who needs an owner
//! makes it later (rule 2).

use std::mem::MaybeUninit;

use super::dictionary::{Dictionary, SLOT_BITS, take_entries, take_indices};
use super::gather::collect;
use super::integer::Integer;
use super::integers::{How, take_inner};
use super::keys::{KEPT, Key, Long, Short};
use super::lengths::Counts;
use super::pieces::{BEYOND, Found, Pieces, Texts};
use super::vectorised::vectorised;
use super::{integers, lengths};
use crate::codec::UNTAGGED_TO;
use crate::codec::places::{BLOCK, Rows};
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::{Error, Result};

const PLAIN: u8 = 0;
const DICTIONARY: u8 = 1;

/// Writes the column of a view's rows, each of which is the UTF-8 bytes that `text` finds.
///
/// # Safety
/// `text` finds the same of a row each time.
pub(crate) unsafe fn put_rows<T>(rows: Rows<'_, T>, writer: &mut Writer<'_>, text: impl Fn(&T) -> &[u8] + Copy) {
    let open = writer.open_length(rows.len());
    if rows.len() > UNTAGGED_TO {
        if writer.small() && put_small(rows, writer, text) {
            return writer.close_length(open);
        }
        writer.put_slice(&[PLAIN]);
    }
    let mut counts = [const { MaybeUninit::uninit() }; BLOCK];
    let counts = collect(rows, &mut counts, |row| text(row).len() as u64);
    let Counts { total, longest } = lengths::put(counts, writer);
    // Rows may share one text: no address space bounds the sum. What saturates cannot be reserved.
    let room = usize::try_from(total).unwrap_or(usize::MAX).saturating_add(BEYOND);
    let pieces = Pieces { rows, first: |row: &T| text(row).as_ptr(), counts, size: 1 };
    // SAFETY: there is a count for each row, of the text that is found again; they are `total` in all, and none is greater than
    // `longest`.
    unsafe { writer.put_with(room, |out| pieces.copy(longest, out)) }
    writer.close_length(open);
}

// ---- dictionary ----

/// The most entries of a dictionary.
const MOST_ENTRIES: usize = 255;

/// Writes the column with a dictionary, if that is smaller.
#[inline(never)]
fn put_small<T>(rows: Rows<'_, T>, writer: &mut Writer<'_>, text: impl Fn(&T) -> &[u8]) -> bool {
    let column = writer.forms().column(0, rows.len());
    if column.known() == Some(PLAIN) {
        return false;
    }
    let mut firsts = [const { MaybeUninit::<*const u8>::uninit() }; BLOCK];
    let mut counts = [const { MaybeUninit::<u64>::uninit() }; BLOCK];
    let room = (firsts.as_mut_ptr().cast(), counts.as_mut_ptr().cast());
    // SAFETY: a view has at most a block of rows; the texts stay as they are while the view shares them.
    let texts = unsafe { Texts::gather(rows, room, text) };
    let done = put_dictionary(texts, column.known().is_some(), writer);
    writer.forms().settle(column, if done { DICTIONARY } else { PLAIN });
    done
}

/// The same of gathered texts; whether the block before had one is known.
#[inline(never)]
fn put_dictionary(texts: Texts<'_>, known: bool, writer: &mut Writer<'_>) -> bool {
    let rows = texts.lengths().len().min(BLOCK);
    let mut dictionary = Dictionary::new();
    let (bits, total) = lengths::sum(texts.lengths());
    if !fill(&mut dictionary, texts, bits, known) {
        return false;
    }
    let mut lengths = [const { MaybeUninit::uninit() }; MOST_ENTRIES];
    let lengths = dictionary.collect(&mut lengths, |row| texts.lengths()[row]);
    // The sums wrap only where rows share more bytes than any memory has; a form is all that hangs on them.
    let saved = total.saturating_sub(lengths::sum(lengths).1);
    let index_bits = u64::from((lengths.len() as u64 - 1).bit_length());
    if saved + (rows - lengths.len()) as u64 / 2 <= rows as u64 * index_bits / 8 + 4 {
        return false;
    }
    writer.put_slice(&[DICTIONARY, lengths.len() as u8]);
    integers::put(lengths, writer);
    for first in dictionary.firsts() {
        writer.put_short(texts.of(usize::from(*first)));
    }
    dictionary.put_indices(rows, writer);
    true
}

/// Fills a dictionary, if the column has few distinct texts, whose lengths have no more than these bits.
fn fill(dictionary: &mut Dictionary, texts: Texts<'_>, bits: u64, known: bool) -> bool {
    if bits < KEPT as u64 {
        return fill_short(dictionary, texts, known);
    }
    #[cfg(target_arch = "x86_64")]
    if masked::is_available() {
        // SAFETY: the features are there.
        return unsafe { masked::fill_long(dictionary, texts, known) };
    }
    fill_long(dictionary, texts, known)
}

vectorised! {
    /// The same of texts that are all in their keys.
    fn fill_short[][](dictionary: &mut Dictionary, texts: Texts<'_>, known: bool) -> bool {
        fill_by::<Short>(dictionary, texts, known, |keys, one, other| keys[one] == keys[other])
    }

    /// The same of any texts.
    fn fill_long[][](dictionary: &mut Dictionary, texts: Texts<'_>, known: bool) -> bool {
        // What is no longer than two parts is all in the key.
        let is_whole = |row: usize| texts.lengths()[row] <= 2 * KEPT as u64;
        fill_by::<Long>(dictionary, texts, known, |keys, one, other| {
            keys[one] == keys[other] && (is_whole(one) || texts.of(one) == texts.of(other))
        })
    }
}

#[cfg(target_arch = "x86_64")]
mod masked {
    use super::{Dictionary, Long, Texts, fill_by};
    use crate::codec::kernels::keys::masked::are_equal;
    pub(super) use crate::codec::kernels::pieces::masked::is_available;

    /// Compares texts themselves, which takes no branch for their lengths and no call.
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi2")]
    pub(super) fn fill_long(dictionary: &mut Dictionary, texts: Texts<'_>, known: bool) -> bool {
        fill_by::<Long>(dictionary, texts, known, |_, one, other| are_equal(texts.of(one), texts.of(other)))
    }
}

/// The same by keys of a kind, which are equal where texts are, and by what tells whether the texts of two rows are.
#[inline(always)]
fn fill_by<K: Key>(
    dictionary: &mut Dictionary,
    texts: Texts<'_>,
    known: bool,
    same: impl Fn(&[K], usize, usize) -> bool,
) -> bool {
    /// Texts that are nearly all distinct show it early: of the first 64, at most so many may be.
    const EARLY: (usize, usize) = (64, 56);
    let rows = texts.lengths().len().min(BLOCK);
    let mut keys = [const { MaybeUninit::uninit() }; BLOCK];
    let keys: &[K] = K::fill(texts, &mut keys);
    let hash = |row: usize| (keys[row].hash() >> (64 - SLOT_BITS)) as usize;
    let equal = |one: usize, other: usize| same(keys, one, other);
    // A block whose last one had a dictionary most likely has one.
    let early = if known { 0 } else { rows.min(EARLY.0) };
    let most = if early < EARLY.0 { MOST_ENTRIES } else { EARLY.1 };
    dictionary.fill(0..early, most, hash, equal) && dictionary.fill(early..rows, MOST_ENTRIES, hash, equal)
}

// ---- reading ----

/// Reads a column of `rows` texts, and calls `locate` with the index of each, and with where it was found; it has been
/// validated. The bytes stay as long as the reader's piece does. Their number is charged to the memory limit, and for each
/// so many more as its memory may be `rounded` up by.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take(
    rows: usize,
    reader: &mut Reader<'_>,
    rounded: usize,
    mut locate: impl FnMut(usize, Found),
) -> Result<()> {
    let end = reader.open_length(rows)?;
    match take_head(rows, reader)? {
        (true, entries) => take_dictionary(entries, rows, reader, rounded, locate)?,
        (false, _) => {
            let mut lengths = [const { MaybeUninit::uninit() }; BLOCK];
            let (lengths, run) = take_run(&mut lengths[..rows.min(BLOCK)], reader)?;
            reader.charge(with_rooms(run.length, rows, rounded))?;
            for (index, found) in cut(lengths, run).enumerate() {
                locate(index, found);
            }
        }
    }
    reader.close_length(end)
}

/// Reads a column of `rows` texts; `visit` gets the bytes of each, and the index of its row.
///
/// # Errors
/// Those of [`take`].
pub(crate) fn visit(rows: usize, reader: &mut Reader<'_>, mut visit: impl FnMut(usize, &[u8])) -> Result<()> {
    take(rows, reader, 0, |row, Found { start, length, .. }| {
        // SAFETY: `take` finds texts that it has read in the reader's present piece, which is there as long as it runs.
        visit(row, unsafe { std::slice::from_raw_parts(start, length) });
    })
}

/// Reads the tag, where there is one: whether there is a dictionary, and how many texts come next.
fn take_head(rows: usize, reader: &mut Reader<'_>) -> Result<(bool, usize)> {
    match if rows > UNTAGGED_TO { reader.byte()? } else { PLAIN } {
        PLAIN => Ok((false, rows)),
        DICTIONARY => Ok((true, take_entries(reader)?)),
        tag => Err(reader.malformed(format!("tag {tag:#04x} is not one of a text column"))),
    }
}

/// Steps over a column of `rows` texts, which it does not look at: by the column's length, or, in a
/// block that has none, by the texts'.
///
/// # Errors
/// The bytes end early, or begin no such column.
pub(crate) fn skip(rows: usize, reader: &mut Reader<'_>) -> Result<()> {
    if reader.pass_length(rows)? {
        return Ok(());
    }
    let (has_dictionary, texts) = take_head(rows, reader)?;
    let mut lengths = [0; BLOCK];
    let total = lengths::take(&mut lengths[..texts], reader)?;
    reader.take(reader.fits(total)?)?;
    if has_dictionary { take_inner(How::bits(false), &mut [0_u8; BLOCK][..rows], reader) } else { Ok(()) }
}

/// Reads lengths and the run of texts that they cut, and validates it.
fn take_run<'l>(lengths: &'l mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<(&'l [u64], Found)> {
    let (lengths, total) = lengths::take_into(lengths, reader)?;
    let offset = reader.offset();
    let length = reader.fits(total)?;
    // The place in the piece, not the run's own address: what is behind the run may be read by it too.
    let found = Found { start: reader.position(), length, readable: reader.left() };
    let run = reader.slice(length)?;
    if !is_ascii(run) {
        check_each(run, lengths, offset)?;
    }
    Ok((lengths, found))
}

/// How much memory texts of so many bytes in all take at most, where that of each that has some is rounded up.
#[inline(always)]
fn with_rooms(total: usize, rows: usize, rounded: usize) -> usize {
    total.saturating_add(rows.min(total) * rounded)
}

/// The texts of a run.
#[inline(always)]
fn cut(lengths: &[u64], run: Found) -> impl Iterator<Item = Found> {
    let Found { mut start, mut readable, .. } = run;
    lengths.iter().map(move |length| {
        let length = *length as usize;
        let found = Found { start, length, readable };
        start = start.wrapping_add(length);
        readable -= length;
        found
    })
}

vectorised! {
    /// Whether all bytes are ASCII.
    fn is_ascii[][](run: &[u8]) -> bool {
        run.iter().fold(0, |bits, byte| bits | byte) < 0x80
    }
}

/// Whether a text of a few bytes is ASCII; of others, it says no.
#[inline(always)]
fn is_short_ascii(text: &[u8]) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let bits = match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) if text.len() <= 16 => u64::from_le_bytes(*first) | u64::from_le_bytes(*last),
        (None, _) => text.iter().fold(0, |bits, byte| bits | u64::from(*byte)),
        _ => HIGH,
    };
    bits & HIGH == 0
}

/// Checks that a run is UTF-8 and that each text begins and ends between characters.
fn check_each(run: &[u8], lengths: &[u64], offset: u64) -> Result<()> {
    let valid = std::str::from_utf8(run);
    let mut start = 0;
    for (row, length) in lengths.iter().enumerate() {
        let end = start + *length as usize;
        let whole = match valid {
            Ok(run) => run.is_char_boundary(end),
            Err(error) => end <= error.valid_up_to() && (end == run.len() || run[end] & 0xc0 != 0x80),
        };
        if !whole {
            let text = run.get(start..end).unwrap_or_default();
            return Err(not_utf8(text, offset + start as u64).on_row(row));
        }
        start = end;
    }
    Ok(())
}

#[cold]
fn not_utf8(text: &[u8], offset: u64) -> Error {
    let valid = std::str::from_utf8(text).map_or_else(|error| error.valid_up_to(), str::len);
    Error::new(crate::error::ErrorKind::Malformed, "a text that is not UTF-8").at(offset + valid as u64)
}

#[inline(never)]
fn take_dictionary(
    count: usize,
    rows: usize,
    reader: &mut Reader<'_>,
    rounded: usize,
    mut locate: impl FnMut(usize, Found),
) -> Result<()> {
    let mut lengths = [const { MaybeUninit::uninit() }; 255];
    let (lengths, run) = take_run(&mut lengths[..count], reader)?;
    let mut entries = [Found { start: std::ptr::null(), length: 0, readable: 0 }; 255];
    for (entry, found) in entries.iter_mut().zip(cut(lengths, run)) {
        *entry = found;
    }
    let mut indices = [0_u8; BLOCK];
    let indices = &mut indices[..rows.min(BLOCK)];
    take_indices(true, indices, count, reader)?;
    let length = |index: &u8| entries[usize::from(*index)].length;
    let total = indices.iter().fold(0_usize, |sum, index| sum.saturating_add(length(index)));
    reader.charge(with_rooms(total, rows, rounded))?;
    for (row, index) in indices.iter().enumerate() {
        locate(row, entries[usize::from(*index)]);
    }
    Ok(())
}

/// Reads the text of a single value.
///
/// # Errors
/// Bytes that are not a text.
#[inline(never)]
pub(crate) fn take_one<'r>(reader: &'r mut Reader<'_>) -> Result<&'r str> {
    let length = reader.length()?;
    let offset = reader.offset();
    let bytes = reader.slice_to_own(length)?;
    if is_short_ascii(bytes) {
        // SAFETY: ASCII is UTF-8.
        return Ok(unsafe { std::str::from_utf8_unchecked(bytes) });
    }
    std::str::from_utf8(bytes).map_err(|_| not_utf8(bytes, offset))
}
