//! The lock of the crate that is compiled.
//!
//! One process may expand many crates (an editor's does), one after another, and a crate many times: what was read is
//! kept by path, as long as the file is the same.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::SystemTime;

use super::parse::{Damage, Lock, parse};

/// What the file holds, or what is wrong with it.
pub(super) type Parsed = Arc<Result<Lock, Damage>>;

/// What a file was read as, and when it was changed last, and how long it was.
type Read = (Option<SystemTime>, u64, Parsed);

static KEPT: LazyLock<Mutex<HashMap<PathBuf, Read>>> = LazyLock::new(Mutex::default);

/// The lock of this crate; `None` if it has none, or is a published one, which is checked at home.
pub(super) fn of_this_crate() -> Option<Parsed> {
    let folder = env::var_os("CARGO_MANIFEST_DIR")?;
    of_crate_in(Path::new(&folder))
}

pub(super) fn of_crate_in(folder: &Path) -> Option<Parsed> {
    let path = folder.join("persist.lock");
    let facts = fs::metadata(&path).ok()?;
    // Cargo leaves this in what it has packaged.
    if folder.join("Cargo.toml.orig").exists() {
        return None;
    }
    let (changed, len) = (facts.modified().ok(), facts.len());
    // Nothing that panics can leave the map half changed.
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((at, before, parsed)) = kept().get(&path) {
        if (*at, *before) == (changed, len) {
            return Some(Arc::clone(parsed));
        }
    }
    let parsed = Arc::new(match fs::read(&path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => parse(&text),
            Err(_) => Err(Damage { line: 1, message: "it is not UTF-8 text".to_owned() }),
        },
        Err(error) => Err(Damage { line: 1, message: format!("it cannot be read: {error}") }),
    });
    kept().insert(path, (changed, len, Arc::clone(&parsed)));
    Some(parsed)
}
