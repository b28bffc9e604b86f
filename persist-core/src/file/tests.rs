//! Saving with every call failing in turn, and on the real disk.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::faulty::{Fault, Faulty, Thing};
use super::save::save;
use super::storage::Disk;
use crate::error::{Error, ErrorKind, Result};

const NEW: [u8; 2_500] = [7; 2_500];

fn old() -> Thing {
    Thing::File(b"old".to_vec())
}

fn new() -> Thing {
    Thing::File(NEW.to_vec())
}

fn write_new(out: &mut dyn Write) -> Result<()> {
    out.write_all(&NEW).map_err(Error::from)
}

fn storage(fault: Fault) -> Faulty {
    Faulty::new(fault, &[("/d", Thing::Directory), ("/d/f", old())])
}

fn io_kind(error: Error) -> io::ErrorKind {
    assert_eq!(error.kind(), ErrorKind::Io, "{error}");
    io::Error::from(error).kind()
}

#[test]
fn the_calls_come_in_the_order_that_makes_it_safe() {
    let storage = storage(Fault::None);
    save(&&storage, Path::new("/d/f"), false, &mut write_new).unwrap();
    assert_eq!(storage.at("/d/f"), Some(new()));
    assert_eq!(storage.count(), 2);
    let order = [
        "look",
        "check_writable",
        "create_new",
        "write",
        "write",
        "write",
        "take_over",
        "sync",
        "close",
        "rename",
        "sync_directory",
    ];
    assert_eq!(storage.calls(), order);
}

#[test]
fn each_call_that_fails_leaves_the_old_file_and_no_litter() {
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::Other, io::ErrorKind::PermissionDenied] {
        for index in 0.. {
            let storage = storage(Fault::At(index, kind));
            let result = save(&&storage, Path::new("/d/f"), false, &mut write_new);
            let Some(failed) = storage.calls().get(index).copied() else {
                result.unwrap();
                break;
            };
            let error = result.unwrap_err();
            assert_eq!(storage.count(), 2, "{failed}: no temporary file stays");
            // The rename is the moment: before it the old file, after it the new one.
            let there = if failed == "sync_directory" { new() } else { old() };
            assert_eq!(storage.at("/d/f"), Some(there), "{failed}");
            if failed == "sync_directory" {
                assert!(error.to_string().contains("in its place"), "{error}");
            }
            assert_eq!(io_kind(error), kind, "{failed}");
        }
    }
}

#[test]
fn an_interrupted_write_goes_on() {
    let storage = storage(Fault::At(4, io::ErrorKind::Interrupted));
    save(&&storage, Path::new("/d/f"), false, &mut write_new).unwrap();
    assert_eq!(storage.calls().iter().filter(|call| **call == "write").count(), 4);
    assert_eq!(storage.at("/d/f"), Some(new()));
}

#[test]
fn a_failed_flush_is_not_tried_again() {
    let storage = storage(Fault::Every("sync", io::ErrorKind::Other));
    save(&&storage, Path::new("/d/f"), false, &mut write_new).unwrap_err();
    assert_eq!(storage.calls().iter().filter(|call| **call == "sync").count(), 1);
    assert_eq!(storage.calls().last(), Some(&"remove"));
}

#[test]
fn a_directory_that_cannot_be_flushed_is_no_failure() {
    for kind in [io::ErrorKind::InvalidInput, io::ErrorKind::Unsupported] {
        let storage = storage(Fault::Every("sync_directory", kind));
        save(&&storage, Path::new("/d/f"), false, &mut write_new).unwrap();
        assert_eq!(storage.at("/d/f"), Some(new()));
    }
}

#[test]
fn a_rename_that_may_succeed_later_is_tried_again() {
    let storage = storage(Fault::Passing("rename", 3));
    save(&&storage, Path::new("/d/f"), false, &mut write_new).unwrap();
    assert_eq!(storage.at("/d/f"), Some(new()));
    let storage = Faulty::new(Fault::Passing("rename", 100), &[("/d", Thing::Directory)]);
    save(&&storage, Path::new("/d/f"), false, &mut write_new).unwrap_err();
    assert_eq!(storage.count(), 1);
}

#[test]
fn a_temporary_name_that_is_taken_is_not_used() {
    let storage = storage(Fault::At(2, io::ErrorKind::AlreadyExists));
    save(&&storage, Path::new("/d/f"), false, &mut write_new).unwrap();
    assert_eq!(storage.at("/d/f"), Some(new()));
    let storage = self::storage(Fault::Every("create_new", io::ErrorKind::AlreadyExists));
    save(&&storage, Path::new("/d/f"), false, &mut write_new).unwrap_err();
}

#[test]
fn a_value_that_cannot_be_encoded_leaves_the_old_file() {
    let storage = storage(Fault::None);
    let error = save(&&storage, Path::new("/d/f"), false, &mut |out| {
        write_new(out)?;
        Err(Error::new(ErrorKind::Value, "no"))
    });
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Value);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        save(&&storage, Path::new("/d/f"), false, &mut |out| {
            write_new(out)?;
            panic!("the program's own code does this")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!((storage.at("/d/f"), storage.count()), (Some(old()), 2));
}

#[test]
fn links_are_followed_also_to_where_nothing_is_yet() {
    let link = |to: &str| Thing::Link(PathBuf::from(to));
    let storage = Faulty::new(
        Fault::None,
        &[
            ("/d", Thing::Directory),
            ("/e", Thing::Directory),
            ("/d/a", link("b")),
            ("/d/b", link("/e/f")),
            ("/e/f", old()),
            ("/d/c", link("/e/g")),
            ("/d/loop", link("loop")),
        ],
    );
    save(&&storage, Path::new("/d/a"), false, &mut write_new).unwrap();
    save(&&storage, Path::new("/d/c"), false, &mut write_new).unwrap();
    assert_eq!((storage.at("/e/f"), storage.at("/e/g")), (Some(new()), Some(new())));
    assert_eq!(storage.at("/d/a"), Some(link("b")));
    let error = save(&&storage, Path::new("/d/loop"), false, &mut write_new).unwrap_err();
    assert!(error.to_string().contains("symbolic links"), "{error}");
}

#[test]
fn what_must_not_be_replaced_is_not() {
    let storage = Faulty::new(Fault::None, &[("/d", Thing::Directory), ("/d/f", Thing::ReadOnly(b"old".to_vec()))]);
    let error = save(&&storage, Path::new("/d/f"), false, &mut write_new).unwrap_err();
    assert_eq!(io_kind(error), io::ErrorKind::PermissionDenied);
    let error = save(&&storage, Path::new("/d"), false, &mut write_new).unwrap_err();
    assert!(error.to_string().contains("directory"), "{error}");
    let error = save(&&storage, Path::new("/d/.."), false, &mut write_new).unwrap_err();
    assert_eq!(io_kind(error), io::ErrorKind::InvalidInput);
    assert_eq!(storage.at("/d/f"), Some(Thing::ReadOnly(b"old".to_vec())));
}

#[test]
fn directories_are_created_only_when_asked_for_and_are_flushed() {
    let storage = Faulty::new(Fault::None, &[("/", Thing::Directory)]);
    let path = Path::new("/a/b/f");
    let error = save(&&storage, path, false, &mut write_new).unwrap_err();
    assert!(error.to_string().contains("create_dirs"), "{error}");
    assert_eq!((io_kind(error), storage.count()), (io::ErrorKind::NotFound, 1));
    save(&&storage, path, true, &mut write_new).unwrap();
    assert_eq!(storage.at("/a/b/f"), Some(new()));
    let calls = storage.calls();
    assert_eq!(calls.iter().filter(|call| **call == "create_directory").count(), 2);
    assert_eq!(calls.iter().filter(|call| **call == "sync_directory").count(), 3);
}

/// A directory on the real disk that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("persist-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_real_disk_does_the_same() {
    let folder = Folder::new("save");
    // As long as a name can be: the temporary file's must not be longer.
    let name = "x".repeat(255);
    let path = folder.0.join(&name);
    for _ in 0..2 {
        save(&Disk, &path, false, &mut write_new).unwrap();
        assert_eq!(fs::read(&path).unwrap(), NEW);
        assert_eq!(folder.names(), [name.as_str()]);
    }
    let nested = folder.0.join("a").join("b").join("f");
    assert_eq!(io_kind(save(&Disk, &nested, false, &mut write_new).unwrap_err()), io::ErrorKind::NotFound);
    save(&Disk, &nested, true, &mut write_new).unwrap();
    assert_eq!(fs::read(&nested).unwrap(), NEW);
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_links_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new("permissions");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let (file, link, plain) = (folder.0.join("f"), folder.0.join("l"), folder.0.join("p"));
    fs::write(&plain, b"as the system makes it").unwrap();
    save(&Disk, &file, false, &mut write_new).unwrap();
    assert_eq!(mode(&file), mode(&plain));
    symlink("f", &link).unwrap();
    for kept in [0o640, 0o600, 0o666, 0o755] {
        fs::set_permissions(&file, fs::Permissions::from_mode(kept)).unwrap();
        save(&Disk, &link, false, &mut write_new).unwrap();
        assert_eq!(mode(&file), kept);
    }
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    fs::write(&file, b"old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let error = save(&Disk, &link, false, &mut write_new).unwrap_err();
    assert_eq!(io_kind(error), io::ErrorKind::PermissionDenied);
    assert_eq!(fs::read(&file).unwrap(), b"old");
    assert_eq!(folder.names(), ["f", "l", "p"]);
}

#[cfg(unix)]
#[test]
fn devices_are_not_replaced() {
    let error = save(&Disk, Path::new("/dev/null"), false, &mut write_new).unwrap_err();
    assert!(error.to_string().contains("not a regular file"), "{error}");
}

#[test]
fn of_many_savers_at_once_one_wins_whole() {
    let folder = Folder::new("savers");
    let path = folder.0.join("f");
    std::thread::scope(|scope| {
        for saver in 0..8_u8 {
            let path = &path;
            scope.spawn(move || {
                for _ in 0..10 {
                    let bytes = vec![saver; 1_000 + usize::from(saver)];
                    save(&Disk, path, false, &mut |out| out.write_all(&bytes).map_err(Error::from)).unwrap();
                    let there = fs::read(path).unwrap();
                    assert_eq!(there, vec![there[0]; 1_000 + usize::from(there[0])]);
                }
            });
        }
    });
    assert_eq!(folder.names(), ["f"]);
}
