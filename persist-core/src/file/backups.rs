//! The last versions of a file: `NAME.backup-1` is the one before `NAME`, `NAME.backup-2` the one
//! before that.

use std::io;
use std::path::{Path, PathBuf};

use super::save::{Durability, failed};
use super::storage::{Access, Entry, Rights, Storage, flush_directory};
use super::target::{Target, beside};
use super::temporary::Temporary;
use crate::error::Result;

/// Where the backup of this number is, from 1.
pub(crate) fn path(path: &Path, number: u32) -> PathBuf {
    beside(path, &format!("backup-{number}"))
}

/// Makes the file that is about to be replaced the first of `count` backups. It stays in its place
/// meanwhile.
///
/// # Errors
/// What the file system reports. No version is lost then: at most it has another number.
pub(crate) fn keep(storage: &dyn Storage, target: &Target, count: u32, durability: Durability) -> Result<()> {
    let Some(old) = target.old.as_ref().filter(|_| count > 0) else { return Ok(()) };
    let first = path(&target.path, 1);
    if is_kept(storage, old, &first)? {
        return Ok(());
    }
    make_room(storage, target, count, durability)?;
    match storage.link(&target.path, &first) {
        Ok(()) => {}
        Err(_) => copy(storage, target, old, &first, durability)?,
    }
    // Otherwise a power cut could leave the new file, and the old one nowhere.
    flush(storage, target, durability)
}

fn flush(storage: &dyn Storage, target: &Target, durability: Durability) -> Result<()> {
    if durability == Durability::Full {
        flush_directory(storage, target.directory()).map_err(failed("cannot flush the backups"))?;
    }
    Ok(())
}

/// Whether the file is its own first backup already: a save before this one got no further.
///
/// # Errors
/// If that cannot be seen. Taken for another file, it would drive out the oldest backup, and again at the next try.
pub(crate) fn is_kept(storage: &dyn Storage, old: &Entry, first: &Path) -> Result<bool> {
    match storage.look(first) {
        Ok(first) => Ok(first.is(old)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed("cannot look at the backup")(error)),
    }
}

/// Moves backups on until the first number is free, the last one of `count` to where [`trim`] finds it.
fn make_room(storage: &dyn Storage, target: &Target, count: u32, durability: Durability) -> Result<()> {
    let cannot = || failed("cannot give a backup its next number");
    let mut taken = 0;
    while taken < count {
        match storage.look(&path(&target.path, taken + 1)) {
            Ok(_) => taken += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => break,
            Err(error) => return Err(cannot()(error)),
        }
    }
    for number in (1..=taken).rev() {
        storage.rename(&path(&target.path, number), &path(&target.path, number + 1)).map_err(cannot())?;
        // One by one: a power cut could otherwise leave a version under the number of the next one, and that nowhere.
        flush(storage, target, durability)?;
    }
    Ok(())
}

/// Removes the backup that is one too many, now that the new file is in its place. It does no harm if it stays: the
/// next save moves another one there.
pub(crate) fn trim(storage: &dyn Storage, target: &Path, count: u32) {
    let last = path(target, count.saturating_add(1));
    if count > 0 && storage.look(&last).is_ok() {
        let _ = storage.remove(&last);
    }
}

/// For file systems where a file has one name.
fn copy(storage: &dyn Storage, target: &Target, old: &Entry, to: &Path, durability: Durability) -> Result<()> {
    let cannot = || failed("cannot keep the old file as a backup");
    let mut from = storage.open(&target.path, Access::Read).map_err(cannot())?;
    let mut temporary = Temporary::create(storage, target.directory(), Rights::As(old))?;
    io::copy(&mut from, temporary.file()?).map_err(cannot())?;
    temporary.finish(durability)?;
    temporary.publish(to).map(drop)
}
