//! [`Lock`]: of all that write a file, one at a time.

use std::io;
use std::path::{Path, PathBuf};

use super::storage::{Access, Handle, Storage};
use super::target::beside;

/// A lock on `NAME.lock`, until it is dropped. That is a file of its own, which is never renamed or removed: locks on a file that
/// is replaced would exclude nobody.
pub(crate) struct Lock(Box<dyn Handle>);

impl Lock {
    /// Opens the file that is locked for the one at `path`.
    ///
    /// # Errors
    /// What the file system reports, as for all functions here.
    pub(crate) fn open(storage: &dyn Storage, path: &Path) -> io::Result<Box<dyn Handle>> {
        storage.open(&lock_path(path), Access::Lock)
    }

    /// Locks it, when nobody else has it locked any more.
    pub(crate) fn wait(file: Box<dyn Handle>) -> io::Result<Self> {
        file.lock()?;
        Ok(Lock(file))
    }

    /// Locks it, if nobody else has.
    pub(crate) fn take(file: Box<dyn Handle>) -> io::Result<Option<Self>> {
        Ok(file.try_lock()?.then(|| Lock(file)))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // To close the file is not enough: a process that another thread is just about to start has it open, too, and with it the
        // lock. If this fails, the lock goes with the last of them.
        let _ = self.0.unlock();
    }
}

fn lock_path(path: &Path) -> PathBuf {
    beside(path, "lock")
}
