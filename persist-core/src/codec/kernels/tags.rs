//! Columns of variant indices: bytes, up to 256 variants; else 16-bit integers (FORMAT.md, *Enum
//! column*).

use super::integers;
use crate::codec::BYTE_TAGS_TO;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// Writes the indices of an enum of `count` variants.
pub(crate) fn put(tags: &[u16], count: usize, writer: &mut Writer<'_>) {
    if count > BYTE_TAGS_TO {
        return integers::put(tags, writer);
    }
    let mut bytes = [0_u8; BLOCK];
    for (byte, tag) in bytes.iter_mut().zip(tags) {
        *byte = *tag as u8;
    }
    // Few enums have as many variants as some bits tell apart, and their indices are what each has.
    integers::put_joined(&bytes[..tags.len()], true, writer);
}

/// Reads indices, and checks that each is one of an enum of `count` variants.
///
/// # Errors
/// Bytes that are not such a column.
#[inline(never)] // Its buffer is not to be in the frame of whoever decodes variants, which recurses.
pub(crate) fn take(tags: &mut [u16], count: usize, reader: &mut Reader<'_>) -> Result<()> {
    if count > BYTE_TAGS_TO {
        integers::take(tags, reader)?;
    } else {
        let mut bytes = [0_u8; BLOCK];
        let bytes = &mut bytes[..tags.len()];
        integers::take(bytes, reader)?;
        for (tag, byte) in tags.iter_mut().zip(bytes) {
            *tag = u16::from(*byte);
        }
    }
    let largest = tags.iter().copied().max().unwrap_or(0);
    if usize::from(largest) >= count {
        return Err(reader.no_variant(u64::from(largest), count as u32));
    }
    Ok(())
}
