//! Where a save goes: the file that a path leads to, whether it may be replaced, and the directories
//! above it.

use std::io;
use std::path::{Path, PathBuf};

use super::save::failed;
use super::storage::{Entry, EntryKind, Storage, flush_directory, parent};
use crate::error::{Error, ErrorKind, Result};

/// How many symbolic links may lead from one to the next, as on Linux.
const LINKS: u32 = 40;

/// The file that is to be written.
#[derive(Debug)]
pub(crate) struct Target {
    /// Where it is: no symbolic link.
    pub(crate) path: PathBuf,
    /// What stands there, if anything does.
    pub(crate) old: Option<Entry>,
}

impl Target {
    /// The file that `path` leads to, which may be replaced if it is there.
    ///
    /// # Errors
    /// What stands in the way, or what the file system reports.
    pub(crate) fn find(storage: &dyn Storage, path: &Path) -> Result<Self> {
        let target = Self::follow_links(storage, path)?;
        if let Some(old) = &target.old {
            check_replaceable(storage, &target.path, old)?;
        }
        Ok(target)
    }

    fn follow_links(storage: &dyn Storage, path: &Path) -> Result<Self> {
        if path.file_name().is_none() {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "the path does not end in a name");
            return Err(Error::caused(ErrorKind::Io, "cannot save here", error));
        }
        let mut path = path.to_owned();
        for _ in 0..LINKS {
            match storage.look(&path) {
                Ok(entry) if entry.kind == EntryKind::Link => {
                    let to = storage.read_link(&path).map_err(failed("cannot follow the symbolic link"))?;
                    path = parent(&path).join(to);
                }
                Ok(entry) => return Ok(Target { path, old: Some(entry) }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Target { path, old: None }),
                Err(error) => return Err(failed("cannot look at what is there")(error)),
            }
        }
        let error = io::Error::other("too many symbolic links, one after another");
        Err(Error::caused(ErrorKind::Io, "cannot save here", error))
    }

    /// The directory that it is in.
    pub(crate) fn directory(&self) -> &Path {
        parent(&self.path)
    }
}

/// `NAME.suffix`, in the directory of `NAME`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

fn check_replaceable(storage: &dyn Storage, path: &Path, old: &Entry) -> Result<()> {
    let what = match old.kind {
        EntryKind::File if old.read_only => {
            let error = io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only");
            return Err(failed("cannot replace the file")(error).help("make it writable, or save under another name"));
        }
        EntryKind::File => {
            return storage.check_writable(path).map_err(failed("cannot replace the file"));
        }
        EntryKind::Directory => "it is a directory",
        EntryKind::Link | EntryKind::Other => "it is not a regular file",
    };
    let error = io::Error::new(io::ErrorKind::InvalidInput, what);
    Err(failed("cannot save here")(error).help("`to_writer` writes to whatever is open already"))
}

/// Creates `directory` and those above it that are missing; each safe on the device, if `durably`.
///
/// # Errors
/// What the file system reports.
pub(crate) fn create_directories(storage: &dyn Storage, directory: &Path, durably: bool) -> Result<()> {
    let mut missing = Vec::new();
    for ancestor in directory.ancestors().filter(|path| !path.as_os_str().is_empty()) {
        match storage.look(ancestor) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push(ancestor),
            _ => break,
        }
    }
    for path in missing.into_iter().rev() {
        match storage.create_directory(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(failed("cannot create the directory for it")(error));
            }
            _ => {}
        }
        if durably {
            flush_directory(storage, parent(path)).map_err(failed("cannot flush the directory above the new one"))?;
        }
    }
    Ok(())
}
