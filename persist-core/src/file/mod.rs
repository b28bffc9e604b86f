//! Containers in files: saved so that a crash leaves the old file or the new one, and loaded.
//!
//! Everything that touches the file system goes through [`storage::Storage`], which tests replace.

pub(crate) mod backups;
pub(crate) mod buffer;
pub(crate) mod disk;
pub(crate) mod load;
pub(crate) mod lock;
#[cfg(feature = "mmap")]
pub(crate) mod mapped;
pub(crate) mod save;
pub(crate) mod storage;
pub(crate) mod target;
pub(crate) mod temporary;
pub(crate) mod unchanged;
