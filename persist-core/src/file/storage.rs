//! What saving and loading ask of a file system.
//!
//! The traits have one method for each call that can fail by itself, so that a test can let each of
//! them fail, and can tell what a power cut leaves of them. [`disk`](super::disk) has the real one.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// A file system.
pub trait Storage: fmt::Debug + Send + Sync {
    /// Opens a file.
    ///
    /// # Errors
    /// Those of the system, as for all methods here.
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn Handle>>;

    /// Creates a file that is not there yet, to be written.
    fn create_new(&self, path: &Path, rights: Rights<'_>) -> io::Result<Box<dyn Handle>>;

    /// What stands at `path` itself: a symbolic link is not followed.
    fn look(&self, path: &Path) -> io::Result<Entry>;

    /// Where a symbolic link points, as it says.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;

    /// Whether this process may write the file: an error if it may not.
    fn check_writable(&self, path: &Path) -> io::Result<()>;

    /// Renames a file, replacing what stands at `to`.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Whether a failed rename may succeed a moment later.
    fn is_passing(&self, error: &io::Error) -> bool;

    /// Gives a file a second name, at which nothing stands yet.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// The names of what is in a directory.
    fn list(&self, directory: &Path) -> io::Result<Vec<OsString>>;

    /// Whether temporary files of dead processes are to be looked for in a directory.
    fn may_have_litter(&self, directory: &Path) -> bool;

    /// Creates a directory.
    fn create_directory(&self, path: &Path) -> io::Result<()>;

    /// Waits until the entries of a directory are on the device.
    fn sync_directory(&self, path: &Path) -> io::Result<()>;
}

/// An open file. It is closed, and its lock given back, when it is dropped: what a system reports only
/// when a file is closed, [`Handle::sync`] has reported before.
pub trait Handle: Read + Write + Seek + Send {
    /// What it is, wherever it stands by now.
    ///
    /// # Errors
    /// Those of the system, as for all methods here.
    fn look(&self) -> io::Result<Entry>;

    /// Gives the file, which is `own` so far, the permissions that `old` has, and, where that is allowed, its owner.
    fn take_over(&self, own: &Entry, old: &Entry) -> io::Result<()>;

    /// Locks the file against all others that lock it, if nobody has; whether it did.
    fn try_lock(&self) -> io::Result<bool>;

    /// Locks the file, when nobody else has it locked any more.
    fn lock(&self) -> io::Result<()>;

    /// Gives the lock back.
    fn unlock(&self) -> io::Result<()>;

    /// Waits until the file's data, its length and its permissions are on the device.
    fn sync(&self) -> io::Result<()>;

    /// Waits until the file's data and its length are on the device.
    fn sync_data(&self) -> io::Result<()>;

    /// Cuts the file off.
    fn set_len(&self, len: u64) -> io::Result<()>;
}

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To be read.
    Read,
    /// To be read and written.
    Edit,
    /// To be locked: it is created if it is not there.
    Lock,
}

/// Who may open a new file.
#[derive(Clone, Copy, Debug)]
pub enum Rights<'e> {
    /// Whoever may open what this process creates.
    Usual,
    /// This user.
    Own,
    /// Whom a file allows it whose place it is to take. Until [`Handle::take_over`], beside this user only whom that allows to
    /// read it, both as one of its group and as anybody else: the new file may be of another group.
    As(&'e Entry),
}

impl<'e> Rights<'e> {
    /// Those of a file that takes the place of `old`, if there is one.
    pub(crate) fn in_place_of(old: Option<&'e Entry>) -> Self {
        old.map_or(Rights::Usual, Rights::As)
    }
}

/// What sort of thing a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link.
    Link,
    /// A device, a pipe, a socket.
    Other,
}

/// What stands at a path.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What sort of thing it is.
    pub kind: EntryKind,
    /// Its length in bytes.
    pub len: u64,
    /// Whether nobody may write it.
    pub read_only: bool,
    /// How many names it has.
    pub links: u64,
    /// By what it is known, whatever its name is; `None` where the system does not tell.
    pub id: Option<(u64, u64)>,
    /// The rest, where the real file system has it.
    pub metadata: Option<fs::Metadata>,
}

impl Entry {
    /// Whether both are one file; not, where the system does not tell.
    pub(crate) fn is(&self, other: &Entry) -> bool {
        self.id.is_some() && self.id == other.id
    }
}

/// The directory that holds what `path` leads to.
pub(crate) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Flushes a directory, where the file system can: whether it did.
///
/// # Errors
/// What the file system reports but that it never can.
pub(crate) fn flush_directory(storage: &dyn Storage, directory: &Path) -> io::Result<bool> {
    match storage.sync_directory(directory) {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(false),
        Err(error) => Err(error),
    }
}
