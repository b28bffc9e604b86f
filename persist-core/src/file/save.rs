//! Saves a file in one step: it is the old one, or the new one, at every moment.
//!
//! The bytes go to a new file in the same directory, are flushed to the device, and the new file is
//! renamed over the old one; then the directory is flushed. What is not kept: extended attributes,
//! access lists, and further hard links, which go on to lead to the old contents.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::storage::{Entry, EntryKind, Storage};
use crate::error::{Error, ErrorKind, Result};

/// How many names are tried for the temporary file; a second one is needed only if somebody guesses
/// the first.
const NAMES: u32 = 16;

/// How many times a rename is tried where a failure may pass, with a pause before each that is
/// twice the one before.
const RENAMES: u32 = 8;

/// The first pause. The pauses sum up to a quarter of a second.
const PAUSE: Duration = Duration::from_millis(2);

/// How many symbolic links may lead from one to the next, as on Linux.
const LINKS: u32 = 40;

/// Saves to `path` what `write` writes when it is called, once.
///
/// # Errors
/// What `write` returns, or what the file system reports. Unless the error says that the new file
/// is in its place, the old one still is.
pub(crate) fn save<S: Storage>(
    storage: &S,
    path: &Path,
    create_dirs: bool,
    write: &mut dyn FnMut(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let (target, old) = follow_links(storage, path)?;
    if let Some(old) = &old {
        check_replaceable(storage, &target, old)?;
    }
    let directory = parent(&target);
    if create_dirs {
        create_directories(storage, directory)?;
    }
    let mut temporary = Temporary::create(storage, directory, old.is_some())?;
    temporary.write(write)?;
    temporary.publish(&target, old.as_ref())?;
    match storage.sync_directory(directory) {
        Err(error) if !is_unsupported(&error) => {
            let message = "the new file is in its place, but the directory could not be flushed: \
                 whether it outlasts a power cut is not known";
            Err(Error::caused(ErrorKind::Io, message, error))
        }
        _ => Ok(()),
    }
}

/// The file that `path` leads to, and what stands there, if anything does.
fn follow_links<S: Storage>(storage: &S, path: &Path) -> Result<(PathBuf, Option<Entry>)> {
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
            Ok(entry) => return Ok((path, Some(entry))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((path, None)),
            Err(error) => return Err(failed("cannot look at what is there")(error)),
        }
    }
    let error = io::Error::other("too many symbolic links, one after another");
    Err(Error::caused(ErrorKind::Io, "cannot save here", error))
}

fn check_replaceable<S: Storage>(storage: &S, path: &Path, old: &Entry) -> Result<()> {
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

/// The directory that holds what `path` leads to.
fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Creates `directory` and those above it that are missing, each safe on the device.
fn create_directories<S: Storage>(storage: &S, directory: &Path) -> Result<()> {
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
        match storage.sync_directory(parent(path)) {
            Err(error) if !is_unsupported(&error) => {
                return Err(failed("cannot flush the directory above the new one")(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Some file systems cannot flush directories; what is saved there is as durable as they make it.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

fn failed(what: &'static str) -> impl Fn(io::Error) -> Error {
    move |error| Error::caused(ErrorKind::Io, what, error)
}

/// The new file until it is in its place. Dropped before that, it removes itself.
struct Temporary<'s, S: Storage> {
    storage: &'s S,
    path: PathBuf,
    file: Option<S::Output>,
    published: bool,
}

impl<'s, S: Storage> Temporary<'s, S> {
    fn create(storage: &'s S, directory: &Path, private: bool) -> Result<Self> {
        let mut tries = 0;
        loop {
            tries += 1;
            let path = directory.join(name());
            match storage.create_new(&path, private) {
                Ok(file) => {
                    return Ok(Temporary { storage, path, file: Some(file), published: false });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < NAMES => {}
                Err(error) => {
                    let missing = error.kind() == io::ErrorKind::NotFound;
                    let error = failed("cannot create a temporary file beside it")(error);
                    let help = "the directory does not exist: create it, or use `SaveOptions::create_dirs(true)`";
                    return Err(if missing { error.help(help) } else { error });
                }
            }
        }
    }

    fn write(&mut self, write: &mut dyn FnMut(&mut dyn Write) -> Result<()>) -> Result<()> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        write(file)
    }

    /// Makes the file complete and safe, and puts it in its place.
    fn publish(mut self, target: &Path, old: Option<&Entry>) -> Result<()> {
        if let Some(file) = self.file.take() {
            if let Some(old) = old {
                self.storage
                    .take_over(&file, old)
                    .map_err(failed("cannot give the new file the permissions of the old one"))?;
            }
            // Once only: after a failure, a second flush may succeed without the data being there.
            self.storage.sync(&file).map_err(failed("cannot flush the new file to the device"))?;
            self.storage.close(file).map_err(failed("cannot close the new file"))?;
        }
        self.rename(target).map_err(failed("cannot put the new file in place of the old one"))?;
        self.published = true;
        Ok(())
    }

    fn rename(&self, target: &Path) -> io::Result<()> {
        let mut pause = PAUSE;
        for _ in 1..RENAMES {
            match self.storage.rename(&self.path, target) {
                Err(error) if self.storage.is_passing(&error) => std::thread::sleep(pause),
                done => return done,
            }
            pause = pause.saturating_mul(2);
        }
        self.storage.rename(&self.path, target)
    }
}

impl<S: Storage> Drop for Temporary<'_, S> {
    fn drop(&mut self) {
        if !self.published {
            // Windows does not remove what is open.
            drop(self.file.take());
            // There is an error to report already, and this one would hide it.
            let _ = self.storage.remove(&self.path);
        }
    }
}

/// A name that no other saver has: short, so that it fits wherever the file's own name does.
fn name() -> String {
    // The standard library's source of random numbers: every `RandomState` has new keys.
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    format!(".persist-{:016x}.tmp", hasher.finish())
}
