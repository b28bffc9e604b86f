//! [`Walk`]: what writer and reader alike remember of their way through a value.

use super::kernels::prefetch::is_far;
use crate::error::{Error, ErrorKind, Result};

/// How many elements without bytes a container may have.
pub(crate) const MAX_EMPTY_ROWS: u64 = 1 << 24;

/// Where a writer or reader is in a value.
#[derive(Default)]
pub(crate) struct Walk {
    depth: u32,
    /// The next number or record column is in fixed width, without a tag: elements that lie flat.
    pub(super) untagged: bool,
    /// How many columns with a length are in work: none of them may be cut.
    pub(super) uncut: u32,
    /// How many blocks are in work whose values may lead into the input until all of a block is owned.
    pub(super) located: u32,
    /// How many elements without bytes have been counted.
    pub(crate) empty_rows: u64,
    /// The rows in work are part of a sequence that is larger than the caches.
    pub(super) far: bool,
}

impl Walk {
    /// Goes one level deeper, to at most `most`.
    #[inline]
    pub(super) fn enter(&mut self, most: u32) -> Result<()> {
        self.depth += 1;
        if self.depth > most { Err(too_deep(most)) } else { Ok(()) }
    }

    /// Whether there may be a level below.
    #[inline]
    pub(super) fn may_enter(&self, most: u32) -> bool {
        self.depth < most
    }

    /// Comes back from one level.
    #[inline]
    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Whether this column is in fixed width, without a tag.
    #[inline]
    pub(crate) fn take_untagged(&mut self) -> bool {
        std::mem::replace(&mut self.untagged, false)
    }

    /// Begins `count` rows of `size` bytes; what it returns is what `far` was, and is to be when they end.
    pub(crate) fn begin_rows(&mut self, count: u64, size: usize) -> bool {
        let far = self.far || is_far(count, size);
        std::mem::replace(&mut self.far, far)
    }

    /// Counts a block of `rows` elements that took no bytes.
    #[cold]
    pub(super) fn count_empty(&mut self, rows: usize) -> Result<()> {
        self.empty_rows += rows as u64;
        if self.empty_rows > MAX_EMPTY_ROWS {
            let message = format!("more than {MAX_EMPTY_ROWS} elements that take no bytes");
            return Err(Error::new(ErrorKind::Limit, message));
        }
        Ok(())
    }
}

#[cold]
fn too_deep(most: u32) -> Error {
    Error::new(ErrorKind::Limit, format!("the value is nested more than {most} levels deep"))
}
