//! How a container is cut into chunks, and how these are compressed.

use super::SaveOptions;
use crate::frame::writer::PIECE_SIZE;

/// How the chunks of a container are compressed. Bare values ([`encode`](crate::encode)) never are.
///
/// Each chunk is compressed by itself, and stored as it is where that is smaller. A reader needs the same
/// feature of this crate; without it, it says which.
///
/// # Examples
/// ```
/// # #[cfg(feature = "zstd")] {
/// use persist_core::{Compression, SaveOptions};
///
/// let texts: Vec<String> = (0..10_000).map(|n| format!("reading number {n}")).collect();
/// let plain = SaveOptions::new().to_vec(&texts)?;
/// let packed = SaveOptions::new().compression(Compression::Zstd { level: 3 }).to_vec(&texts)?;
/// assert!(packed.len() < plain.len() / 3);
/// assert_eq!(persist_core::from_slice::<Vec<String>>(&packed)?, texts);
/// # }
/// # Ok::<(), persist_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compression {
    /// Not at all. The default.
    #[default]
    None,
    /// By zstd, with the feature `zstd`: small, and fast to unpack.
    #[cfg(feature = "zstd")]
    Zstd {
        /// From 1 (fast) to 22 (small); 0 is zstd's own default (3), and negative ones are faster still. Others are
        /// brought into zstd's range.
        level: i32,
    },
    /// By lz4, with the feature `lz4`: fast in both directions.
    #[cfg(feature = "lz4")]
    Lz4,
}

/// What becomes of the chunks of a container.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chunks {
    /// In bytes, before they are compressed.
    pub(crate) size: usize,
    pub(crate) compression: Compression,
}

impl Chunks {
    pub(super) const DEFAULT: Self = Chunks { size: PIECE_SIZE, compression: Compression::None };
}

impl SaveOptions {
    /// How to compress what is saved. Default: [`Compression::None`].
    ///
    /// What was compressed cannot be borrowed from the bytes that are loaded (`&str`, `&[f32]`).
    ///
    /// # Examples
    /// See [`Compression`].
    pub fn compression(&mut self, compression: Compression) -> &mut Self {
        self.chunks.compression = compression;
        self
    }

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
