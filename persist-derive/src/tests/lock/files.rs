//! Which file is read, and when again.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use super::example;
use crate::lock::Damage;
use crate::lock::file::{Found, current, of_crate};

/// A folder that is removed at the end of its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("persist-lock-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), content).expect("a file");
    }

    fn lock(&self) -> Option<Found> {
        of_crate(&self.0)
    }

    #[track_caller]
    fn found(&self) -> Found {
        self.lock().expect("a lock")
    }

    #[track_caller]
    fn damage(&self) -> String {
        self.found().as_ref().as_ref().map(|_| ()).map_err(Damage::to_string).expect_err("damage")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How many stanzas a lock has.
#[track_caller]
fn count(found: &Found) -> usize {
    found.as_ref().as_ref().expect("a whole lock").stanzas.len()
}

#[test]
fn a_crate_without_a_lock_has_none() {
    assert!(Folder::new("none").lock().is_none());
    assert!(of_crate(&std::env::temp_dir().join("persist-lock-no-such-folder")).is_none());
    // This crate saves nothing.
    assert!(current().is_none());
}

#[test]
fn a_published_crate_has_none() {
    let folder = Folder::new("published");
    folder.write("persist.lock", example());
    assert_eq!(count(&folder.found()), 6);
    folder.write("Cargo.toml.orig", "");
    assert!(folder.lock().is_none());
}

#[test]
fn a_lock_is_read_once_until_it_changes() {
    let folder = Folder::new("changes");
    folder.write("persist.lock", example());
    let first = folder.found();
    assert!(Arc::ptr_eq(&first, &folder.found()));
    folder.write("persist.lock", "persist.lock 1\n");
    assert_eq!(count(&folder.found()), 0);
    assert_eq!(count(&first), 6);
    fs::remove_file(folder.0.join("persist.lock")).expect("the lock");
    assert!(folder.lock().is_none());
}

#[test]
fn a_change_of_equal_length_is_seen_by_its_time() {
    let folder = Folder::new("time");
    folder.write("persist.lock", "persist.lock 1\n");
    assert_eq!(count(&folder.found()), 0);
    folder.write("persist.lock", "persist.lock 2\n");
    let file = fs::File::options().write(true).open(folder.0.join("persist.lock")).expect("the lock");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("a time");
    assert!(folder.damage().contains("format 2"));
}

#[test]
fn each_crate_has_its_own() {
    let (one, other) = (Folder::new("one"), Folder::new("other"));
    one.write("persist.lock", example());
    other.write("persist.lock", "persist.lock 1\n");
    for _ in 0..2 {
        assert_eq!(count(&one.found()), 6);
        assert_eq!(count(&other.found()), 0);
    }
}

#[test]
fn a_file_that_is_no_text_is_damaged_where_it_ceases_to_be() {
    let folder = Folder::new("bytes");
    folder.write("persist.lock", b"persist.lock 1\n# one\n# two \xff\n");
    assert_eq!(
        folder.damage(),
        "persist.lock, line 3: this is not UTF-8, which Persist writes. Take the file back from version control"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_damaged() {
    let folder = Folder::new("folder");
    fs::create_dir_all(folder.0.join("persist.lock")).expect("a folder in the lock's place");
    let damage = folder.damage();
    assert!(damage.starts_with("persist.lock: the file is there, but cannot be read: "), "{damage}");
}
