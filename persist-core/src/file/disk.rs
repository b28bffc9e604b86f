//! The real file system.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::storage::{Access, Entry, EntryKind, Handle, Rights, Storage};

/// The real file system.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Disk;

impl Storage for Disk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn Handle>> {
        let mut options = OpenOptions::new();
        match access {
            Access::Read => options.read(true),
            Access::Edit => options.read(true).write(true),
            Access::Lock => options.write(true).create(true).truncate(false),
        };
        Ok(Box::new(options.open(path)?))
    }

    fn create_new(&self, path: &Path, rights: Rights<'_>) -> io::Result<Box<dyn Handle>> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        if let Some(mode) = first_mode(rights) {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        }
        #[cfg(not(unix))]
        let _ = rights;
        Ok(Box::new(options.open(path)?))
    }

    fn look(&self, path: &Path) -> io::Result<Entry> {
        fs::symlink_metadata(path).map(entry)
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

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn is_passing(&self, error: &io::Error) -> bool {
        // Windows refuses to replace a file that another program has open, a virus scanner for
        // instance.
        cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(directory)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    /// Once for each directory: what other processes leave there later, the next process finds, and
    /// no save pays for a long list of names more than once.
    fn may_have_litter(&self, directory: &Path) -> bool {
        static SEEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
        const MOST: usize = 1_000;
        let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.contains(directory) {
            return false;
        }
        if seen.len() == MOST {
            seen.clear();
        }
        seen.insert(directory.to_owned())
    }

    fn create_directory(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
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
}

impl Handle for File {
    fn look(&self) -> io::Result<Entry> {
        self.metadata().map(entry)
    }

    fn take_over(&self, own: &Entry, old: &Entry) -> io::Result<()> {
        match (&own.metadata, &old.metadata) {
            (Some(own), Some(old)) => take_over(self, own, old),
            _ => Ok(()),
        }
    }

    fn try_lock(&self) -> io::Result<bool> {
        match File::try_lock(self) {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn lock(&self) -> io::Result<()> {
        File::lock(self)
    }

    fn unlock(&self) -> io::Result<()> {
        File::unlock(self)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_all()
    }

    fn sync_data(&self) -> io::Result<()> {
        File::sync_data(self)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        File::set_len(self, len)
    }
}

fn entry(metadata: fs::Metadata) -> Entry {
    let kind = metadata.file_type();
    #[cfg(unix)]
    let (links, id) = {
        use std::os::unix::fs::MetadataExt;
        (metadata.nlink(), Some((metadata.dev(), metadata.ino())))
    };
    #[cfg(not(unix))]
    let (links, id) = (1, None);
    Entry {
        kind: if kind.is_file() {
            EntryKind::File
        } else if kind.is_dir() {
            EntryKind::Directory
        } else if kind.is_symlink() {
            EntryKind::Link
        } else {
            EntryKind::Other
        },
        len: metadata.len(),
        read_only: metadata.permissions().readonly(),
        links,
        id,
        metadata: Some(metadata),
    }
}

/// The mode that a new file gets; `None`: the usual one. Where it is the old file's, it need not be changed any more.
#[cfg(unix)]
fn first_mode(rights: Rights<'_>) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;

    const OWN: u32 = 0o600;
    match rights {
        Rights::Usual => None,
        Rights::Own => Some(OWN),
        Rights::As(old) => {
            let mode = old.metadata.as_ref().map_or(0, MetadataExt::mode);
            // Nobody else writes to it, or takes it for one to be swept, before it is in its place.
            let both = (mode >> 3) & mode & 0o5;
            Some(OWN | (mode & 0o100) | (both << 3) | both)
        }
    }
}

#[cfg(unix)]
fn take_over(file: &File, own: &fs::Metadata, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let group_differs = own.gid() != old.gid() && fchown(file, None, Some(old.gid())).is_err();
    // Only root may give files away; anybody else keeps what they wrote.
    let owner_differs = own.uid() != old.uid() && fchown(file, Some(old.uid()), None).is_err();
    let mut mode = old.mode() & 0o7777;
    if group_differs {
        // The rights were meant for another group: ours gets no more than everybody.
        mode = (mode & !0o070) | ((mode & 0o007) << 3);
    }
    if group_differs || owner_differs {
        // To run as somebody is a right that only they, or their group, can give.
        mode &= !0o6000;
    }
    // A change of owner may have taken some away.
    let stays = (own.uid(), own.gid(), own.mode() & 0o7777) == (old.uid(), old.gid(), mode);
    if stays { Ok(()) } else { file.set_permissions(fs::Permissions::from_mode(mode)) }
}

#[cfg(not(unix))]
fn take_over(file: &File, _: &fs::Metadata, old: &fs::Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}
