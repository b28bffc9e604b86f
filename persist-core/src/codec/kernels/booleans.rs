//! Boolean columns (FORMAT.md, *Boolean column*): bits, or one constant.

use std::mem::MaybeUninit;

use super::integers::{put_packed, take_packed};
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

const ALL_FALSE: u8 = 0;
const ALL_TRUE: u8 = 1;
const BITS: u8 = 2;

/// Up to this many rows are one byte without a tag.
const ONE_BYTE_TO: usize = 8;

/// Writes a column.
pub(crate) fn put(flags: &[bool], writer: &mut Writer<'_>) {
    if flags.len() > ONE_BYTE_TO {
        writer.reserve_beyond(1);
        let (all, any) = flags.iter().fold((true, false), |(all, any), flag| (all & flag, any | flag));
        if all == any {
            return writer.put([if all { ALL_TRUE } else { ALL_FALSE }]);
        }
        writer.put([BITS]);
    }
    put_packed(flags, 1, writer, u64::from);
}

/// Reads a column into memory that it initialises.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take(flags: &mut [MaybeUninit<bool>], reader: &mut Reader<'_>) -> Result<()> {
    match take_constant(flags.len(), reader)? {
        Some(all) => flags.fill(MaybeUninit::new(all)),
        None => take_packed(true, 1, flags, reader, |bit| bit != 0)?,
    }
    Ok(())
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
