//! How a container is cut into chunks.

use super::SaveOptions;
use crate::frame::writer::PIECE_SIZE;

/// What becomes of the chunks of a container.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunks {
    /// In bytes, before they are compressed.
    pub(super) size: usize,
}

impl Chunks {
    pub(super) const DEFAULT: Self = Chunks { size: PIECE_SIZE };
}

impl SaveOptions {
    /// The size at which a chunk ends, in bytes before they are compressed. Default: 256 KiB; at least 1 KiB and at
    /// most 1 GiB, to which other numbers are brought.
    ///
    /// A chunk is what is checked, and lost where it is damaged, as a whole; of a sequence that is read
    /// item by item, about as much is in memory at once. It ends between blocks of 256 rows, so that it may be
    /// larger than asked for. Larger chunks are compressed a little better.
    ///
    /// # Examples
    /// ```
    /// use persist_core::SaveOptions;
    ///
    /// let numbers: Vec<u64> = (0..100_000).collect();
    /// let bytes = SaveOptions::new().chunk_size(64 << 10).to_vec(&numbers)?;
    /// assert_eq!(persist_core::inspect_slice(&bytes)?.chunks().len(), 13);
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn chunk_size(&mut self, bytes: usize) -> &mut Self {
        self.chunks.size = bytes.clamp(1 << 10, 1 << 30);
        self
    }
}
