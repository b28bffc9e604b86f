//! How to save and load: [`SaveOptions`] and [`LoadOptions`], in the manner of
//! [`std::fs::OpenOptions`].
//!
//! The free functions of the crate are these with their defaults.

mod chunks;
mod files;
mod iterate;
mod load;
pub(crate) mod mismatch;
mod progress;
mod recovery;
mod save;
mod schemas;
mod sequence;
mod verify;

pub use chunks::Compression;
pub use files::Fallback;
pub use iterate::LoadIter;
pub(crate) use load::default_memory;
pub use load::{LoadOptions, Loaded, ReadAll};
pub use progress::Progress;
pub(crate) use progress::Report;
pub use recovery::{Recovery, Skipped};
pub use save::SaveOptions;
pub use schemas::Schemas;

/// The deepest nesting, unless an option says otherwise.
pub(crate) const DEFAULT_DEPTH: u32 = 128;

/// The deepest nesting that an option can allow: what a thread with a stack of 2 MiB encodes,
/// decodes and drops.
pub(crate) const MAX_DEPTH: u32 = 256;

/// How hard an encoder looks for a small form. Any reader reads what either writes.
///
/// # Examples
/// ```
/// use persist_core::{Effort, SaveOptions};
///
/// let words: Vec<String> = ["tick", "tock"].iter().cycle().take(1_000).map(|s| s.to_string()).collect();
/// let fast = SaveOptions::new().effort(Effort::Fast).to_vec(&words)?;
/// let small = SaveOptions::new().effort(Effort::Small).to_vec(&words)?;
/// assert!(small.len() < fast.len());
/// assert_eq!(persist_core::from_slice::<Vec<String>>(&fast)?, words);
/// assert_eq!(persist_core::from_slice::<Vec<String>>(&small)?, words);
/// # Ok::<(), persist_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effort {
    /// Takes what costs next to nothing to find: narrow integers, constant columns, exponents that `f64`s have in common. The
    /// default for bytes in memory.
    Fast,
    /// Also looks for repeated strings, for differences from row to row, and for the best form of
    /// floats. The default for files and streams.
    Small,
}
