//! Boolean columns (FORMAT.md, *Boolean column*): bits, or one constant.

use super::bits::clean_end;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

const ALL_FALSE: u8 = 0;
const ALL_TRUE: u8 = 1;
const BITS: u8 = 2;

/// Up to this many rows are one byte without a tag.
const ONE_BYTE_TO: usize = 8;

/// Eight flags to one byte, the first one lowest.
#[inline]
fn pack_eight(flags: [bool; 8]) -> u8 {
    let bytes = u64::from_le_bytes(flags.map(u8::from));
    // Each flag moves to a bit of its own in the highest byte; no two sums meet.
    (bytes.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
}

/// The inverse of [`pack_eight`].
#[inline(always)]
fn unpack_eight(byte: u8) -> [bool; 8] {
    // Each byte keeps a bit of its own, which then moves to its lowest place.
    let bits = u64::from(byte).wrapping_mul(0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
    let flags = (bits + 0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101;
    flags.to_le_bytes().map(|flag| flag != 0)
}

/// Writes a column.
pub(crate) fn put(flags: &[bool], writer: &mut Writer<'_>) {
    // One byte more than a block takes: the rest of a whole block is none.
    let mut bytes = [0; BLOCK / 8 + 1];
    let eights = flags.chunks_exact(8);
    let mut rest = [false; 8];
    rest[..eights.remainder().len()].copy_from_slice(eights.remainder());
    let last = pack_eight(rest);
    // The flags that are missing from the rest are neither.
    let (mut all, mut any) = (last | u8::MAX << eights.remainder().len(), last);
    bytes[flags.len() / 8] = last;
    for (byte, chunk) in bytes.iter_mut().zip(eights) {
        let mut eight = [false; 8];
        eight.copy_from_slice(chunk);
        *byte = pack_eight(eight);
        all &= *byte;
        any |= *byte;
    }
    writer.reserve_beyond(1);
    if flags.len() <= ONE_BYTE_TO {
        writer.put([bytes[0]]);
    } else if any == 0 {
        writer.put([ALL_FALSE]);
    } else if all == u8::MAX {
        writer.put([ALL_TRUE]);
    } else {
        writer.put([BITS]);
        writer.put_slice(&bytes[..flags.len().div_ceil(8)]);
    }
}

/// Reads a column.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take(flags: &mut [bool], reader: &mut Reader<'_>) -> Result<()> {
    if let Some(all) = take_constant(flags.len(), reader)? {
        flags.fill(all);
        return Ok(());
    }
    let bytes = reader.slice(flags.len().div_ceil(8))?;
    let mut eights = flags.chunks_exact_mut(8);
    for (eight, byte) in (&mut eights).zip(bytes) {
        eight.copy_from_slice(&unpack_eight(*byte));
    }
    let rest = eights.into_remainder();
    let last = bytes.last().copied().unwrap_or(0);
    let count = rest.len();
    rest.copy_from_slice(&unpack_eight(last)[..count]);
    if clean_end(last, flags.len(), 1) { Ok(()) } else { Err(reader.malformed("bits after the last boolean are set")) }
}

/// Reads the tag, where there is one: the value of all rows, or none if bits follow.
fn take_constant(rows: usize, reader: &mut Reader<'_>) -> Result<Option<bool>> {
    match if rows <= ONE_BYTE_TO { BITS } else { reader.byte()? } {
        ALL_FALSE => Ok(Some(false)),
        ALL_TRUE => Ok(Some(true)),
        BITS => Ok(None),
        tag => Err(reader.malformed(format!("tag {tag:#04x} is not one of a boolean column"))),
    }
}

/// Steps over a column of `rows` rows, whose values it does not look at.
///
/// # Errors
/// The bytes end early, or begin no such column.
pub(crate) fn skip(rows: usize, reader: &mut Reader<'_>) -> Result<()> {
    match take_constant(rows, reader)? {
        Some(_) => Ok(()),
        None => reader.take(rows.div_ceil(8)).map(drop),
    }
}
