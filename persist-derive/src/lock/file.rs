//! Finds the lock of the crate that is being compiled.
//!
//! A compiler loads the macro for one crate, but an editor's server keeps it for all crates and for days, with another
//! environment at each call. So what was read is kept by path, and for as long as the file does not change.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::{Damage, Lock, NAME, parse};

/// A lock that was read, or what is wrong with it.
pub(crate) type Found = Arc<Result<Lock, Damage>>;

/// What cargo puts beside the manifest of a crate that it packs. Who builds such a crate could do nothing about its lock.
const PUBLISHED: &str = "Cargo.toml.orig";

/// When a file was last written, and its length: what tells that it has changed.
type Stamp = (SystemTime, u64);

static CACHE: Mutex<BTreeMap<PathBuf, (Stamp, Found)>> = Mutex::new(BTreeMap::new());

/// The lock of the crate that is being compiled, if it has one.
pub(crate) fn current() -> Option<Found> {
    // The current directory says nothing: it is the workspace's, or the server's.
    of_crate(Path::new(&std::env::var_os("CARGO_MANIFEST_DIR")?))
}

/// The lock of the crate whose manifest is in `folder`.
pub(crate) fn of_crate(folder: &Path) -> Option<Found> {
    if folder.join(PUBLISHED).exists() {
        return None;
    }
    let path = folder.join(NAME);
    match fs::metadata(&path) {
        Ok(metadata) => Some(cached(path, &metadata)),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => Some(Arc::new(Err(unreadable(&error)))),
    }
}

fn cached(path: PathBuf, metadata: &Metadata) -> Found {
    let Ok(modified) = metadata.modified() else {
        return Arc::new(read(&path));
    };
    // Taken before the file is read: if it changes meanwhile, the next call sees another stamp, and reads again.
    let stamp = (modified, metadata.len());
    // A panic elsewhere leaves whole entries.
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, found)) = cache.get(&path).filter(|(known, _)| *known == stamp) {
        return Arc::clone(found);
    }
    let found = Arc::new(read(&path));
    cache.insert(path, (stamp, Arc::clone(&found)));
    found
}

fn read(path: &Path) -> Result<Lock, Damage> {
    let bytes = fs::read(path).map_err(|error| unreadable(&error))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let before = bytes.iter().take(error.valid_up_to());
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        Damage::at(line, "this is not UTF-8, which Persist writes. Take the file back from version control")
    })?;
    parse(text)
}

fn unreadable(error: &io::Error) -> Damage {
    Damage { line: None, message: format!("the file is there, but cannot be read: {error}") }
}
