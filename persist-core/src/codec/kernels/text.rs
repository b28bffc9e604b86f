//! Text columns (FORMAT.md, *Text column*): lengths and one run of bytes, or a dictionary of the
//! block's distinct strings.
//!
//! Writing goes twice over the rows: lengths first, then the bytes straight from the rows. Reading
//! validates the run once, as a whole, and only tells where each string lies; who needs an owner
//! makes it later (rule 2).

use std::mem::MaybeUninit;

use super::dictionary::{Dictionary, take_entries, take_indices};
use super::integer::Integer;
use super::integers::take_inner;
use super::{integers, lengths};
use crate::codec::UNTAGGED_TO;
use crate::codec::places::{BLOCK, Rows};
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::{Error, Result};

const PLAIN: u8 = 0;
const DICTIONARY: u8 = 1;

/// Writes the column of a view's rows, each of which is the UTF-8 bytes that `text` finds.
pub(crate) fn put_rows<T>(rows: Rows<'_, T>, writer: &mut Writer<'_>, text: impl Fn(&T) -> &[u8]) {
    let open = writer.open_length(rows.len());
    if rows.len() > UNTAGGED_TO && writer.small() && put_small(rows, writer, &text) {
        return writer.close_length(open);
    }
    if rows.len() > UNTAGGED_TO {
        writer.put_slice(&[PLAIN]);
    }
    // Rows may share one text: no address space bounds the sum. What saturates cannot be reserved.
    let total = usize::try_from(lengths::put_counts(rows, writer, |row| text(row).len())).unwrap_or(usize::MAX);
    // SAFETY: `copy_all` writes the bytes of the same rows again, `total` in all: nothing changes a
    // row meanwhile, as the view shares them.
    unsafe { writer.put_with(total, |out| copy_all(rows, out, text)) }
    writer.close_length(open);
}

/// Copies all rows' bytes, one after another, and returns their number.
unsafe fn copy_all<T>(rows: Rows<'_, T>, out: *mut u8, text: impl Fn(&T) -> &[u8]) -> usize {
    let mut place = out;
    rows.for_each(|_, row| {
        let bytes = text(row);
        // SAFETY: the caller gives room for all rows' bytes.
        unsafe { copy_short(bytes.as_ptr(), place, bytes.len()) }
        place = place.wrapping_add(bytes.len());
    });
    place.addr() - out.addr()
}

/// Copies `count` bytes, most often few. A call of `memcpy` costs more than these; and as lengths
/// vary from text to text, so does a branch for every class of them: each arm serves a wide range
/// without one.
///
/// # Safety
/// Both are valid for `count` bytes and do not overlap.
#[inline(always)]
pub(crate) unsafe fn copy_short(from: *const u8, to: *mut u8, count: usize) {
    /// Copies N to 4·N bytes as four pieces of N that overlap as they must.
    #[inline(always)]
    unsafe fn four<const N: usize>(from: *const u8, to: *mut u8, count: usize) {
        let last = count - N;
        for at in [0, N.min(last), (2 * N).min(last), last] {
            // SAFETY: `at + N` is at most `count`. A copy of a constant number of bytes is a load
            // and a store.
            unsafe { to.add(at).copy_from_nonoverlapping(from.add(at), N) }
        }
    }
    // SAFETY: each arm has the count that it says.
    unsafe {
        match count {
            4..16 => four::<4>(from, to, count),
            16..=64 => four::<16>(from, to, count),
            0 => {}
            1..4 => {
                to.write(from.read());
                to.add(count / 2).write(from.add(count / 2).read());
                to.add(count - 1).write(from.add(count - 1).read());
            }
            _ => to.copy_from_nonoverlapping(from, count),
        }
    }
}

/// Writes the text of a single value.
#[inline]
pub(crate) fn put_one(text: &[u8], writer: &mut Writer<'_>) {
    writer.put_varint(text.len() as u64);
    writer.put_slice(text);
}

// ---- dictionary ----

/// Writes the column with a dictionary, if that is smaller.
#[inline(never)]
fn put_small<T>(rows: Rows<'_, T>, writer: &mut Writer<'_>, text: impl Fn(&T) -> &[u8]) -> bool {
    let mut texts = [&[][..]; BLOCK];
    rows.for_each(|index, row| texts[index & (BLOCK - 1)] = text(row));
    let texts = &texts[..rows.len()];
    let mut dictionary = Dictionary::<_, 255>::new();
    // Texts that are nearly all distinct show it early.
    if !dictionary.fill(texts, 56, hash) {
        return false;
    }
    let entries = dictionary.values();
    let bytes = |texts: &[&[u8]]| texts.iter().fold(0_usize, |sum, text| sum.saturating_add(text.len()));
    let saved = bytes(texts).saturating_sub(bytes(entries));
    let index_bits = (entries.len() as u64 - 1).bit_length() as usize;
    if saved + (texts.len() - entries.len()) / 2 <= texts.len() * index_bits / 8 + 4 {
        return false;
    }
    writer.put_slice(&[DICTIONARY, entries.len() as u8]);
    let mut lengths = [0_u64; 255];
    for (length, entry) in lengths.iter_mut().zip(entries) {
        *length = entry.len() as u64;
    }
    integers::put(&lengths[..entries.len()], writer);
    for entry in entries {
        writer.put_slice(entry);
    }
    dictionary.put_indices(rows.len(), writer);
    true
}

/// A hash of a text: its ends and its length, eight bytes at a time for the rest.
fn hash(text: &[u8]) -> u64 {
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = text.len() as u64;
    let mut words = text.chunks_exact(8);
    for word in &mut words {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(word);
        state = (state.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(MULTIPLIER);
    }
    let mut bytes = [0; 8];
    bytes[..words.remainder().len()].copy_from_slice(words.remainder());
    (state.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(MULTIPLIER)
}

// ---- reading ----

/// Reads a column of `rows` texts, and calls `locate` with the index, the address and the length of
/// each, which has been validated. The bytes stay as long as the reader's piece does; their number
/// is charged to the memory limit.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take(
    rows: usize,
    reader: &mut Reader<'_>,
    mut locate: impl FnMut(usize, *const u8, usize),
) -> Result<()> {
    let end = reader.open_length(rows)?;
    match take_head(rows, reader)? {
        (true, entries) => take_dictionary(entries, rows, reader, locate)?,
        (false, _) => {
            let mut lengths = [const { MaybeUninit::uninit() }; BLOCK];
            let (lengths, mut start, total) = take_run(&mut lengths[..rows.min(BLOCK)], reader)?;
            reader.charge(total)?;
            for (index, length) in lengths.iter().enumerate() {
                locate(index, start, *length as usize);
                start = start.wrapping_add(*length as usize);
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
    take(rows, reader, |row, start, length| {
        // SAFETY: `take` locates texts that it has read from the reader's present piece, which is there as long as it runs.
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
    if has_dictionary { take_inner::<u8, false>(&mut [0; BLOCK][..rows], reader) } else { Ok(()) }
}

/// Reads lengths and the run of texts that they cut, and validates it: where it begins, and its
/// length.
fn take_run<'l>(lengths: &'l mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<(&'l [u64], *const u8, usize)> {
    let (lengths, total) = lengths::take_into(lengths, reader)?;
    let offset = reader.offset();
    let total = reader.fits(total)?;
    let run = reader.slice(total)?;
    if !run.is_ascii() {
        check_each(run, lengths, offset)?;
    }
    Ok((lengths, run.as_ptr(), total))
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
    mut locate: impl FnMut(usize, *const u8, usize),
) -> Result<()> {
    let mut lengths = [const { MaybeUninit::uninit() }; 255];
    let (lengths, mut start, _) = take_run(&mut lengths[..count], reader)?;
    let mut entries = [(std::ptr::null(), 0_usize); 255];
    for (entry, length) in entries.iter_mut().zip(lengths) {
        *entry = (start, *length as usize);
        start = start.wrapping_add(*length as usize);
    }
    let mut indices = [0_u8; BLOCK];
    let indices = &mut indices[..rows.min(BLOCK)];
    take_indices::<true>(indices, count, reader)?;
    let total = indices.iter().fold(0_usize, |sum, index| sum.saturating_add(entries[usize::from(*index)].1));
    reader.charge(total)?;
    for (row, index) in indices.iter().enumerate() {
        let (start, length) = entries[usize::from(*index)];
        locate(row, start, length);
    }
    Ok(())
}

/// Reads the text of a single value.
///
/// # Errors
/// Bytes that are not a text.
#[inline]
pub(crate) fn take_one<'r>(reader: &'r mut Reader<'_>) -> Result<&'r str> {
    let length = reader.length()?;
    let offset = reader.offset();
    reader.charge(length.min(reader.left()))?;
    let bytes = reader.slice(length)?;
    std::str::from_utf8(bytes).map_err(|_| not_utf8(bytes, offset))
}
