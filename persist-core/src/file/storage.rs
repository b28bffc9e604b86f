//! What saving and loading ask of a file system, and how the real one does it.
//!
//! The trait has one method for each call that can fail by itself, so that a test can let each of
//! them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// A file system.
pub(crate) trait Storage {
    /// A file being read.
    type Input: Read + Seek;
    /// A file being written.
    type Output: Write;

    /// Opens a file to read it.
    fn open(&self, path: &Path) -> io::Result<Self::Input>;

    /// What stands at `path` itself: a symbolic link is not followed.
    fn look(&self, path: &Path) -> io::Result<Entry>;

    /// Where a symbolic link points, as it says.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;

    /// Whether this process may write the file: an error if it may not.
    fn check_writable(&self, path: &Path) -> io::Result<()>;

    /// Creates a file that is not there yet; `private`: that nobody else may open.
    fn create_new(&self, path: &Path, private: bool) -> io::Result<Self::Output>;

    /// Gives a file the permissions that `of` has, and, where that is allowed, its owner.
    fn take_over(&self, file: &Self::Output, of: &Entry) -> io::Result<()>;

    /// Waits until a file's data is on the device.
    fn sync(&self, file: &Self::Output) -> io::Result<()>;

    /// Closes a file. The real file system cannot report a failure here; [`Storage::sync`] has
    /// reported it before.
    fn close(&self, file: Self::Output) -> io::Result<()>;

    /// Renames a file, replacing what stands at `to`.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Whether a failed rename may succeed a moment later.
    fn is_passing(&self, error: &io::Error) -> bool;

    /// Waits until the entries of a directory are on the device.
    fn sync_directory(&self, path: &Path) -> io::Result<()>;

    /// Creates a directory.
    fn create_directory(&self, path: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// What sort of thing a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryKind {
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
pub(crate) struct Entry {
    /// What sort of thing it is.
    pub(crate) kind: EntryKind,
    /// Whether nobody may write it.
    pub(crate) read_only: bool,
    /// The rest, where the real file system has it.
    pub(crate) metadata: Option<fs::Metadata>,
}

/// The real file system.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Disk;

impl Storage for Disk {
    type Input = File;
    type Output = File;

    fn open(&self, path: &Path) -> io::Result<File> {
        File::open(path)
    }

    fn look(&self, path: &Path) -> io::Result<Entry> {
        let metadata = fs::symlink_metadata(path)?;
        let kind = metadata.file_type();
        Ok(Entry {
            kind: if kind.is_file() {
                EntryKind::File
            } else if kind.is_dir() {
                EntryKind::Directory
            } else if kind.is_symlink() {
                EntryKind::Link
            } else {
                EntryKind::Other
            },
            read_only: metadata.permissions().readonly(),
            metadata: Some(metadata),
        })
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    #[cfg(unix)]
    fn check_writable(&self, path: &Path) -> io::Result<()> {
        // Only the system knows: owner, groups, access lists and mount options all have a say.
        OpenOptions::new().write(true).open(path).map(drop)
    }

    #[cfg(not(unix))]
    fn check_writable(&self, _: &Path) -> io::Result<()> {
        // Opening it could collide with a program that reads it; the rename asks for the same
        // rights.
        Ok(())
    }

    fn create_new(&self, path: &Path, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = private;
        options.open(path)
    }

    fn take_over(&self, file: &File, of: &Entry) -> io::Result<()> {
        match &of.metadata {
            Some(metadata) => take_over(file, metadata),
            None => Ok(()),
        }
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn close(&self, file: File) -> io::Result<()> {
        drop(file);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn is_passing(&self, error: &io::Error) -> bool {
        // Windows refuses to replace a file that another program has open, a virus scanner for
        // instance.
        cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied
    }

    #[cfg(unix)]
    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        match File::open(path) {
            Ok(directory) => directory.sync_all(),
            // One may create files in a directory that one may not read, but not flush it.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Err(io::Error::new(io::ErrorKind::Unsupported, error))
            }
            Err(error) => Err(error),
        }
    }

    #[cfg(not(unix))]
    fn sync_directory(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn create_directory(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

#[cfg(unix)]
fn take_over(file: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let new = file.metadata()?;
    let group_differs = new.gid() != old.gid() && fchown(file, None, Some(old.gid())).is_err();
    if new.uid() != old.uid() {
        // Only root may give files away; anybody else keeps what they wrote.
        let _ = fchown(file, Some(old.uid()), None);
    }
    let mut mode = old.mode() & 0o7777;
    if group_differs {
        // The rights were meant for another group: ours gets no more than everybody.
        mode = (mode & !0o070) | ((mode & 0o007) << 3);
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn take_over(file: &File, old: &fs::Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}
