//! The files that each release wrote.

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use persist_core::{Decode, Effort, Encode, SaveOptions, from_slice, verify};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/history/fixtures").join(name)
}

/// Whether files that are missing or of an unreleased format, and texts that differ, are written.
pub(crate) fn blessing() -> bool {
    std::env::var_os("PERSIST_BLESS").is_some()
}

/// The names of a file that was written with each effort.
pub(crate) fn both(file: &str) -> [String; 2] {
    [Effort::Fast, Effort::Small].map(|effort| name(file, effort))
}

fn name(file: &str, effort: Effort) -> String {
    format!("{file}.{}.persist", if effort == Effort::Fast { "fast" } else { "small" })
}

/// The bytes of a fixture.
pub(crate) fn read(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap_or_else(|error| {
        panic!("{name}: {error}; `PERSIST_BLESS=1 cargo test -p tests --test history` writes fixtures that are missing")
    })
}

/// The bytes of a fixture, which is written if it is missing or no container any more, and that was asked for.
///
/// One that is read is left alone: its bytes are what it is there for.
pub(crate) fn read_or_write(name: &str, bytes: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
    if blessing() && verify(path(name)).is_err() {
        fs::write(path(name), bytes()).expect("a fixture is written");
    }
    read(name)
}

/// Checks that the file of a release holds what that release would write today, and that what it would write comes back.
///
/// The bytes may differ: a later Persist packs better, and hash maps have an order of their own.
pub(crate) fn written<T>(file: &str, value: &T)
where
    T: Encode + for<'de> Decode<'de> + PartialEq + Debug,
{
    for effort in [Effort::Fast, Effort::Small] {
        let name = name(file, effort);
        let today = SaveOptions::new().effort(effort).to_vec(value).expect("a sample is saved");
        let committed = read_or_write(&name, || today.clone());
        for (bytes, when) in [(&committed, "as committed"), (&today, "as written today")] {
            let loaded: T = from_slice(bytes).unwrap_or_else(|error| panic!("{name}, {when}: {error}"));
            assert!(loaded == *value, "{name}, {when}, is not the sample");
        }
    }
}

/// Compares a text with a committed one.
pub(crate) fn text(folder: &str, name: &str, found: &str) {
    let path = path("..").join(folder).join(format!("{name}.txt"));
    let found = format!("{found}\n");
    if blessing() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        return fs::write(&path, found).expect("a text is written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{}: if this text is better, `PERSIST_BLESS=1` writes it", path.display());
}
