//! Saves a file in one step: it is the old one, or the new one, at every moment.
//!
//! The bytes go to a new file in the same directory ([`temporary`](super::temporary)), are flushed to
//! the device, and the new file is renamed over the old one ([`target`](super::target)); then the directory is
//! flushed. Before the rename the old file may become a backup ([`backups`](super::backups)). What is not kept:
//! extended attributes, access lists, and further hard links, which go on to lead to the old
//! contents.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::backups;
use super::disk::Disk;
use super::storage::{Rights, Storage, flush_directory};
use super::target::{Target, create_directories};
use super::temporary::{Temporary, sweep};
use super::unchanged::{self, Tail, Token};
use crate::error::{Error, ErrorKind, Result};

/// How much of a power cut or a crash a save outlasts once it has returned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Durability {
    /// Nothing is flushed: when the process dies, the file is the old or the new one; when the machine
    /// does, it may be neither.
    None,
    /// The file is flushed before it takes the place of the old one, but the directory is not: after
    /// a power cut it is the old or the new one, whole.
    Flush,
    /// File and directory are flushed: what was saved is there after a power cut.
    #[default]
    Full,
}

/// What a save has done.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Saved {
    /// What the file is now.
    pub token: Token,
    /// How durable it is: less than was asked for where the file system cannot flush directories.
    pub durability: Durability,
}

/// How a file is replaced.
#[derive(Clone, Debug)]
pub(crate) struct Replace {
    pub(crate) create_dirs: bool,
    pub(crate) durability: Durability,
    pub(crate) backups: u32,
    /// The version that is to be replaced, if it has to be a certain one; `Some(None)`: none at all.
    pub(crate) if_unchanged: Option<Option<Token>>,
    pub(crate) refuse_hard_links: bool,
    /// `None`: the real one.
    pub(crate) storage: Option<Arc<dyn Storage>>,
}

impl Replace {
    pub(crate) const fn new() -> Self {
        Replace {
            create_dirs: false,
            durability: Durability::Full,
            backups: 0,
            if_unchanged: None,
            refuse_hard_links: false,
            storage: None,
        }
    }

    pub(crate) fn storage(&self) -> &dyn Storage {
        match &self.storage {
            Some(storage) => &**storage,
            None => &Disk,
        }
    }

    /// Saves to `path` what `write` writes when it is called, once.
    ///
    /// # Errors
    /// What `write` returns, or what the file system reports. Unless the error's kind is
    /// [`ErrorKind::DurabilityUnknown`], the old file is still in its place.
    pub(crate) fn save(&self, path: &Path, write: &mut dyn FnMut(&mut dyn Write) -> Result<()>) -> Result<Saved> {
        let Some(since) = self.if_unchanged else {
            return self.replace(&self.find(path)?, write);
        };
        // From the check to the rename, no other saver that asks may save.
        let _lock = unchanged::hold(self.storage(), &self.find(path)?.path)?;
        let target = self.find(path)?;
        unchanged::check(self.storage(), &target.path, since)?;
        self.replace(&target, write)
    }

    /// The file that `path` leads to, which may be replaced, and whose directory is there.
    pub(crate) fn find(&self, path: &Path) -> Result<Target> {
        let target = Target::find(self.storage(), path)?;
        self.check_links(&target)?;
        if self.create_dirs {
            create_directories(self.storage(), target.directory(), self.durability == Durability::Full)?;
        }
        Ok(target)
    }

    fn replace(&self, target: &Target, write: &mut dyn FnMut(&mut dyn Write) -> Result<()>) -> Result<Saved> {
        let storage = self.storage();
        sweep(storage, target.directory());
        let mut temporary = Temporary::create(storage, target.directory(), Rights::in_place_of(target.old.as_ref()))?;
        let mut tail = Tail::of(temporary.file()?);
        write(&mut tail)?;
        let token = tail.token();
        temporary.finish(self.durability)?;
        backups::keep(storage, target, self.backups, self.durability)?;
        temporary.publish(&target.path)?;
        let durability = settle(storage, target.directory(), self.durability)?;
        backups::trim(storage, &target.path, self.backups);
        Ok(Saved { token, durability })
    }

    fn check_links(&self, target: &Target) -> Result<()> {
        let Some(old) = target.old.as_ref().filter(|old| self.refuse_hard_links && old.links > 1) else {
            return Ok(());
        };
        let own = backups::is_kept(self.storage(), old, &backups::path(&target.path, 1))?;
        if old.links == 1 + u64::from(own) {
            return Ok(());
        }
        let message =
            format!("the file is not replaced: it has {} names, and the others would keep the old one", old.links);
        Err(Error::new(ErrorKind::Io, message).help("save under another name, or without `refuse_hard_links`"))
    }
}

/// Makes a rename durable that has happened; returns how durable it is.
///
/// # Errors
/// [`ErrorKind::DurabilityUnknown`].
pub(crate) fn settle(storage: &dyn Storage, directory: &Path, durability: Durability) -> Result<Durability> {
    flush_names(storage, directory, durability).map_err(|error| {
        let message = "the new file is in its place, but the directory could not be flushed: \
             whether it outlasts a power cut is not known";
        Error::caused(ErrorKind::DurabilityUnknown, message, error)
    })
}

/// Flushes a directory, if that is asked for; returns how durable its names are.
///
/// # Errors
/// What the file system reports.
pub(crate) fn flush_names(storage: &dyn Storage, directory: &Path, durability: Durability) -> io::Result<Durability> {
    if durability != Durability::Full {
        return Ok(durability);
    }
    // Where it cannot be flushed, what is saved there is as durable as such a file system makes it.
    flush_directory(storage, directory).map(|flushed| if flushed { Durability::Full } else { Durability::Flush })
}

pub(crate) fn failed(what: &'static str) -> impl Fn(io::Error) -> Error {
    move |error| Error::caused(ErrorKind::Io, what, error)
}
