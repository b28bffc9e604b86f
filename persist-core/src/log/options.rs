//! [`LogOptions`]: how a log is written and read.

use std::path::Path;
use std::sync::Arc;

use super::{Log, LogReader};
use crate::error::Result;
use crate::file::save::Durability;
use crate::file::storage::Storage;
use crate::options::{Compression, Effort, LoadOptions, Progress, Recovery, SaveOptions};
use crate::{Decode, Persist};

/// How to write and read a log.
///
/// # Examples
/// ```
/// use persist_core::{Durability, Log, LogOptions};
///
/// # let folder = std::env::temp_dir().join(format!("persist-log-options-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// let path = folder.join("events.log");
/// let mut log: Log<u32> = LogOptions::new().durability(Durability::None).open(&path)?;
/// log.append(&7)?;
/// # drop(log);
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "options do nothing until one of `open`, `read` is called"]
pub struct LogOptions {
    pub(super) save: SaveOptions,
    pub(super) load: LoadOptions,
    pub(super) recovery: Recovery,
}

impl LogOptions {
    /// The defaults, which [`Log::open`] and [`LogReader::open`] use.
    pub const fn new() -> Self {
        LogOptions { save: SaveOptions::new(), load: LoadOptions::new(), recovery: Recovery::Stop }
    }

    /// What an append outlasts once it has returned. Default: [`Durability::Full`].
    ///
    /// With [`Durability::Flush`] an append is flushed all the same; what is not flushed is the directory, when the log is
    /// created or compacted. With [`Durability::None`] what was appended outlasts the process, and after a
    /// power cut any part of it may be missing or damaged.
    pub fn durability(&mut self, durability: Durability) -> &mut Self {
        self.save.durability(durability);
        self
    }

    /// What to do about damage in the middle of the log. Default: [`Recovery::Stop`], an error.
    pub fn recovery(&mut self, recovery: Recovery) -> &mut Self {
        self.recovery = recovery;
        self
    }

    /// How hard to look for a small form. Default: [`Effort::Fast`] for records, [`Effort::Small`] when the log is
    /// compacted.
    pub fn effort(&mut self, effort: Effort) -> &mut Self {
        self.save.effort(effort);
        self
    }

    /// How to compress the log when it is compacted. Default: [`Compression::None`]. What is appended afterwards is not
    /// compressed until it is compacted again.
    pub fn compression(&mut self, compression: Compression) -> &mut Self {
        self.save.compression(compression);
        self
    }

    /// Whether the directories above the log that are missing are created with it. Default: false.
    pub fn create_dirs(&mut self, create_dirs: bool) -> &mut Self {
        self.save.create_dirs(create_dirs);
        self
    }

    /// The most memory, in bytes, that a record and its rows may take. Default: the larger of 1 GiB and 64
    /// times the record for its rows, and no limit for the record.
    pub fn max_memory(&mut self, bytes: u64) -> &mut Self {
        self.load.max_memory(bytes);
        self
    }

    /// The deepest nesting of a row, as [`SaveOptions::max_depth`] counts it, and one more for the sequence
    /// that a log is. Default: 128; at most 256, to which greater numbers are lowered.
    pub fn max_depth(&mut self, levels: u32) -> &mut Self {
        self.save.max_depth(levels);
        self.load.max_depth(levels);
        self
    }

    /// Tells how far a long operation on the log has come: `report` is called after each chunk that is read when the log is opened
    /// ([`Progress::total_bytes`] is its length then), and after each record that is written when it is compacted.
    pub fn progress(&mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> &mut Self {
        self.save.progress(report);
        self
    }

    /// Opens a log to append to it, as [`Log::open`] does.
    ///
    /// # Errors
    /// Those of [`Log::open`].
    pub fn open<T: Persist>(&self, path: impl AsRef<Path>) -> Result<Log<T>> {
        let path = path.as_ref();
        Log::open_with(self.clone(), path).map_err(|error| error.in_file(path))
    }

    /// Opens a log to read it, as [`LogReader::open`] does.
    ///
    /// # Errors
    /// Those of [`LogReader::open`].
    pub fn read<T: for<'de> Decode<'de>>(&self, path: impl AsRef<Path>) -> Result<LogReader<T>> {
        let path = path.as_ref();
        LogReader::open_with(self.clone(), path).map_err(|error| error.in_file(path))
    }

    /// Uses another file system than the real one; for the tests of this crate.
    #[doc(hidden)]
    pub fn on_storage(&mut self, storage: Arc<dyn Storage>) -> &mut Self {
        self.save.on_storage(Arc::clone(&storage));
        self.load.on_storage(storage);
        self
    }
}
