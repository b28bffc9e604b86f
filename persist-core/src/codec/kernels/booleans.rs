//! Boolean columns (FORMAT.md, *Boolean column*): bits, or one constant.

use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::{Error, Result};

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

/// Writes a column.
pub(crate) fn put(flags: &[bool], writer: &mut Writer<'_>) {
    let mut bytes = [0_u8; BLOCK / 8];
    let eights = flags.chunks_exact(8);
    let rest = eights.remainder();
    let (mut all, mut any) = (u8::MAX, 0);
    let mut count = eights.len();
    for (byte, chunk) in bytes.iter_mut().zip(eights) {
        let mut eight = [false; 8];
        eight.copy_from_slice(chunk);
        *byte = pack_eight(eight);
        all &= *byte;
        any |= *byte;
    }
    if let Some(last) = bytes.get_mut(count).filter(|_| !rest.is_empty()) {
        let mut eight = [false; 8];
        eight[..rest.len()].copy_from_slice(rest);
        *last = pack_eight(eight);
        // The missing flags are neither.
        all &= *last | u8::MAX << rest.len();
        any |= *last;
        count += 1;
    }
    writer.reserve_beyond(1 + BLOCK / 8);
    if flags.len() <= ONE_BYTE_TO {
        writer.put([bytes[0]]);
    } else if any == 0 {
        writer.put([ALL_FALSE]);
    } else if all == u8::MAX {
        writer.put([ALL_TRUE]);
    } else {
        writer.put([BITS]);
        writer.put_slice(&bytes[..count]);
    }
}

/// Reads a column.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take(flags: &mut [bool], reader: &mut Reader<'_>) -> Result<()> {
    if flags.len() <= ONE_BYTE_TO {
        let byte = reader.byte()?;
        return take_bits(&[byte], flags, reader);
    }
    match reader.byte()? {
        ALL_FALSE => flags.fill(false),
        ALL_TRUE => flags.fill(true),
        BITS => {
            let count = flags.len().div_ceil(8);
            let mut bytes = [0_u8; BLOCK / 8];
            let bytes = &mut bytes[..count];
            bytes.copy_from_slice(reader.slice(count)?);
            return take_bits(bytes, flags, reader);
        }
        tag => return Err(unknown_tag(tag, reader)),
    }
    Ok(())
}

fn take_bits(bytes: &[u8], flags: &mut [bool], reader: &Reader<'_>) -> Result<()> {
    for (byte, chunk) in bytes.iter().zip(flags.chunks_mut(8)) {
        for (bit, flag) in chunk.iter_mut().enumerate() {
            *flag = byte >> bit & 1 == 1;
        }
    }
    let used = flags.len() % 8;
    match bytes.last() {
        Some(last) if used != 0 && last >> used != 0 => Err(reader.malformed("bits after the last boolean are set")),
        _ => Ok(()),
    }
}

#[cold]
fn unknown_tag(tag: u8, reader: &Reader<'_>) -> Error {
    reader.malformed(format!("tag {tag:#04x} is not one of a boolean column"))
}

/// Steps over a column of `rows` rows, whose values it does not look at.
///
/// # Errors
/// The bytes end early, or begin no such column.
pub(crate) fn skip(rows: usize, reader: &mut Reader<'_>) -> Result<()> {
    match reader.byte()? {
        _ if rows <= ONE_BYTE_TO => Ok(()),
        ALL_FALSE | ALL_TRUE => Ok(()),
        BITS => reader.take(rows.div_ceil(8)).map(drop),
        tag => Err(unknown_tag(tag, reader)),
    }
}
