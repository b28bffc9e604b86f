//! Elements that are decoded together, in one place, and then moved to where each row has its own: few bytes, which own
//! nothing. Told one by one where they belong, the elements of short lists and arrays cost more than they are.

use super::BLOCK;
use super::decode::DecodeItem;
use super::places::Places;
use super::reader::Reader;
use super::runs::{Spans, begin_elements, decode_block};
use crate::error::Result;

/// Elements of so many bytes in all get their memory at once, whatever the input holds: below this, nobody minds.
pub(super) const SMALL: usize = 64 << 10;

/// The least memory of a list's elements, in bytes; as many can be read behind the last one that is moved.
pub(super) const LEAST: usize = 24;

/// Where the elements of a block's rows go.
pub(super) trait Together<'de>: Spans<'de> {
    /// Moves elements, one after another, to where they belong. `beyond` more bytes can be read.
    ///
    /// # Safety
    /// There are as many values as all rows have; they are the rows' from here on, or, where this fails, not dropped.
    unsafe fn distribute(&mut self, elements: *const u8, beyond: usize, reader: &mut Reader<'_>) -> Result<()>;

    /// Decodes `total` elements (at least 1) if they are such; if not, tells whether they lie flat. Apart, so that its frame is
    /// not below that of elements that hold others.
    ///
    /// # Errors
    /// Bytes that are not such elements, or a limit.
    #[inline(never)]
    fn begin(&mut self, item: DecodeItem<'de>, total: usize, reader: &mut Reader<'de>) -> Result<Option<bool>> {
        let flat = begin_elements(item.flat.wire, total, reader)?;
        let bytes = total.saturating_mul(item.size);
        if bytes > SMALL {
            return Ok(Some(flat));
        }
        if flat && item.flat.image {
            let elements = reader.take(bytes)?;
            let beyond = reader.left();
            // SAFETY: the bytes were taken; every bit pattern is a value (`image`).
            unsafe { self.distribute(elements, beyond, reader)? }
            reader.cut()?;
            return Ok(None);
        }
        if !item.is_small() {
            return Ok(Some(flat));
        }
        let elements = reader.scratch(item.size, item.align, total.saturating_add(LEAST))?;
        let mut done = 0;
        while done < total {
            let block = (total - done).min(BLOCK);
            if !flat {
                reader.cut()?;
            }
            let places = Places::strided(elements.wrapping_add(done * item.size), item.size, block);
            // SAFETY: the scratch memory has room for all elements, of which there is nothing to drop.
            unsafe { decode_block(&item, flat, places, reader) }
                .map_err(|error| self.of_row(error.in_block(done, block)))?;
            done += block;
        }
        // SAFETY: all elements have been decoded, and are moved from where they are.
        unsafe { self.distribute(elements, LEAST, reader)? }
        if flat {
            reader.cut()?;
        }
        Ok(None)
    }
}
