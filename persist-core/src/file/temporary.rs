//! The new file until it is in its place: created beside the old one under a name that no other saver
//! has, locked while its process lives, and removed again unless it is published.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::save::{Durability, failed};
use super::storage::{Access, Entry, Handle, Rights, Storage};
use crate::error::{Error, ErrorKind, Result};

/// How many names are tried; a second one is needed only if somebody guesses the first.
const NAMES: u32 = 16;

/// How many times a rename is tried where a failure may pass, with a pause before each that is
/// twice the one before.
const RENAMES: u32 = 8;

/// The first pause. The pauses sum up to a quarter of a second.
const PAUSE: Duration = Duration::from_millis(2);

/// The new file. Dropped before it is published, it removes itself.
pub(crate) struct Temporary<'s> {
    storage: &'s dyn Storage,
    path: PathBuf,
    rights: Rights<'s>,
    /// `None` when it has been handed over.
    file: Option<Box<dyn Handle>>,
    /// What it was when it had been created.
    own: Option<Entry>,
}

impl<'s> Temporary<'s> {
    /// Creates it in `directory`.
    ///
    /// # Errors
    /// What the file system reports.
    pub(crate) fn create(storage: &'s dyn Storage, directory: &Path, rights: Rights<'s>) -> Result<Self> {
        let mut tries = 0;
        loop {
            tries += 1;
            let path = directory.join(name());
            match storage.create_new(&path, rights) {
                Ok(file) => {
                    let mut temporary = Temporary { storage, path, rights, file: Some(file), own: None };
                    if temporary.hold() || tries == NAMES {
                        return Ok(temporary);
                    }
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

    /// Locks the file against [`sweep`]; false if that has taken it already, between its creation and
    /// now. Where there are no locks nothing is swept.
    fn hold(&mut self) -> bool {
        let Some(file) = &self.file else { return false };
        let Ok(locked) = file.try_lock() else { return true };
        // By its name: a file that is removed while it is open has another one on some file systems.
        self.own = self.storage.look(&self.path).ok();
        locked && self.own.is_some()
    }

    /// The file, to be written.
    ///
    /// # Errors
    /// If it has been handed over.
    pub(crate) fn file(&mut self) -> Result<&mut dyn Handle> {
        match &mut self.file {
            Some(file) => Ok(&mut **file),
            None => Err(Error::new(ErrorKind::Misuse, "the temporary file is no longer open")),
        }
    }

    /// Makes the file complete, and safe, if `durability` asks for that.
    ///
    /// # Errors
    /// What the file system reports.
    pub(crate) fn finish(&mut self, durability: Durability) -> Result<()> {
        let (rights, own) = (self.rights, self.own.take());
        let file = self.file()?;
        if let Rights::As(old) = rights {
            own.map_or_else(|| file.look(), Ok)
                .and_then(|own| file.take_over(&own, old))
                .map_err(failed("cannot give the new file the permissions of the old one"))?;
        }
        if durability != Durability::None {
            // Once only: after a failure, a second flush may succeed without the data being there.
            file.sync().map_err(failed("cannot flush the new file to the device"))?;
        }
        Ok(())
    }

    /// Puts the file in its place, and hands it over.
    ///
    /// # Errors
    /// What the file system reports; `target` is what it was then.
    pub(crate) fn publish(mut self, target: &Path) -> Result<Box<dyn Handle>> {
        self.rename(target).map_err(failed("cannot put the new file in place of the old one"))?;
        let file = self.file.take();
        let file = file.ok_or_else(|| Error::new(ErrorKind::Misuse, "the temporary file is no longer open"))?;
        // Its name is one that nobody sweeps. Not left to its closing, which a child process may delay, or the system (Windows).
        // Where there are no locks, it never had one.
        let _ = file.unlock();
        Ok(file)
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

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if self.file.is_some() {
            // Removed while it is locked, so that nobody else does. There is an error to report already,
            // and this one would hide it.
            let _ = self.storage.remove(&self.path);
        }
    }
}

/// Removes what savers have left here that are dead: what bears such a name and is not locked.
///
/// A failure is none of the saver's business.
pub(crate) fn sweep(storage: &dyn Storage, directory: &Path) {
    if !storage.may_have_litter(directory) {
        return;
    }
    let names = storage.list(directory).unwrap_or_default();
    for name in names.iter().filter(|name| name.to_str().is_some_and(is_name)) {
        let path = directory.join(name);
        let Ok(file) = storage.open(&path, Access::Edit) else { continue };
        if let Ok(true) = file.try_lock() {
            let _ = storage.remove(&path);
        }
    }
}

const BEFORE: &str = ".persist-";
const BEHIND: &str = ".tmp";

/// A name that no other saver has: short, so that it fits wherever the file's own name does.
fn name() -> String {
    format!("{BEFORE}{:016x}{BEHIND}", random())
}

fn is_name(name: &str) -> bool {
    let digits = name.strip_prefix(BEFORE).and_then(|name| name.strip_suffix(BEHIND));
    digits.is_some_and(|digits| digits.len() == 16 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// A number that nobody else has drawn.
pub(crate) fn random() -> u64 {
    // The standard library's source of random numbers: every `RandomState` has new keys.
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::disk::Disk;
    use super::*;

    #[test]
    fn what_is_swept_before_it_is_locked_is_not_used() {
        let directory = std::env::temp_dir();
        let mut temporary = Temporary::create(&Disk, &directory, Rights::Own).unwrap();
        Disk.remove(&temporary.path).unwrap();
        assert!(!temporary.hold());
    }
}
