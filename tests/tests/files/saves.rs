//! One file replaced by another.

use std::io;

use persist_core::{Durability, Effort, ErrorKind, LoadOptions, Result, SaveOptions, Saved};
use tests::simulated::{Fault, Op, SimulatedDisk, Thing};

use super::{count, disk, io_kind, is_there, link, save, thing, value};

#[test]
fn the_calls_come_in_the_order_that_makes_it_safe() {
    let disk = disk();
    save(&disk, "/d/f", 2).unwrap();
    is_there(&disk, "/d/f", 2);
    let changes = [
        "look",
        "check_writable",
        "list",
        "create_new",
        "try_lock",
        "look",
        "write",
        "take_over",
        "sync",
        "rename",
        "unlock",
        "sync_directory",
    ];
    assert_eq!(disk.calls()[..changes.len()], changes);
    assert_eq!(disk.names(), ["f"]);
}

#[test]
fn each_durability_flushes_what_it_says() {
    for (durability, flushes) in [
        (Durability::Full, ["sync", "sync_directory"].as_slice()),
        (Durability::Flush, &["sync"]),
        (Durability::None, &[]),
    ] {
        let disk = disk();
        let mut options = SaveOptions::new();
        let saved = options.durability(durability).on_storage(disk.storage()).save("/d/f", &value(2)).unwrap();
        assert_eq!(saved.durability, durability);
        let found: Vec<&str> = disk.calls().into_iter().filter(|call| call.starts_with("sync")).collect();
        assert_eq!(found, flushes);
        is_there(&disk, "/d/f", 2);
    }
}

#[test]
fn each_call_that_fails_leaves_the_old_file_and_no_litter() {
    let kinds = [
        io::ErrorKind::StorageFull,
        io::ErrorKind::QuotaExceeded,
        io::ErrorKind::Other,
        io::ErrorKind::PermissionDenied,
    ];
    for kind in kinds {
        let mut failed = Vec::new();
        for index in 0.. {
            let disk = disk();
            disk.fail(Fault::At(index, kind));
            let result = save(&disk, "/d/f", 2);
            let Some(call) = disk.calls().get(index).copied() else {
                result.unwrap();
                break;
            };
            failed.push(call);
            disk.fail(Fault::None);
            assert_eq!(disk.names(), ["f"], "{call}: no temporary file stays");
            match (call, result) {
                // Whether somebody else's litter is removed is none of this save's business; and without locks none is.
                ("list" | "try_lock" | "unlock", result) => {
                    result.unwrap();
                    is_there(&disk, "/d/f", 2);
                }
                // The rename is the moment: before it the old file, after it the new one.
                ("sync_directory", Err(error)) => {
                    assert_eq!(error.kind(), ErrorKind::DurabilityUnknown);
                    assert!(error.to_string().contains("in its place"), "{error}");
                    assert_eq!(io_kind(error), kind);
                    is_there(&disk, "/d/f", 2);
                }
                // The file that it has created is not at its name any more: it takes another one.
                ("look", Ok(_)) if index > 0 => is_there(&disk, "/d/f", 2),
                (call, result) => {
                    assert_eq!(io_kind(result.unwrap_err()), kind, "{call}");
                    is_there(&disk, "/d/f", 1);
                }
            }
        }
        assert_eq!(failed.len(), 12, "{failed:?}");
    }
}

/// Has each call of a save fail for want of room, one after another, on a disk that `begin` has made ready and that takes at most
/// `most` bytes at once; `check` is told whether the new file is there. Returns how many of the calls were writes.
fn each_call_fails(
    most: usize,
    begin: impl Fn(&SimulatedDisk),
    save: impl Fn(&SimulatedDisk) -> Result<Saved>,
    check: impl Fn(&SimulatedDisk, bool),
) -> usize {
    let mut writes = 0;
    for index in 0.. {
        let disk = disk();
        begin(&disk);
        disk.short_writes(most);
        disk.fail(Fault::At(index, io::ErrorKind::StorageFull));
        let result = save(&disk);
        let Some(call) = disk.calls().get(index).copied() else {
            result.unwrap();
            break;
        };
        writes += usize::from(call == "write");
        disk.fail(Fault::None);
        assert_eq!(disk.names(), ["f"], "{call}: no temporary file stays");
        let is_new = match result {
            Err(error) if error.kind() == ErrorKind::DurabilityUnknown => true,
            Err(error) => {
                assert_eq!(io_kind(error), io::ErrorKind::StorageFull, "{call}");
                false
            }
            Ok(_) => true,
        };
        check(&disk, is_new);
    }
    writes
}

/// The same while a sequence is written as its items are made, in several writes.
#[test]
fn each_call_that_fails_while_items_are_made_keeps_the_old_file() {
    let save = |disk: &SimulatedDisk| {
        SaveOptions::new().chunk_size(1 << 10).on_storage(disk.storage()).sequence("/d/f", value(2))
    };
    let check = |disk: &SimulatedDisk, is_new| is_there(disk, "/d/f", if is_new { 2 } else { 1 });
    let writes = each_call_fails(1 << 10, |_| {}, save, check);
    assert!(writes > 3, "{writes}");
}

/// The same where large fields are written from where they are.
#[test]
fn each_call_that_fails_while_a_run_is_written_keeps_the_old_file() {
    type Fields = (Vec<u8>, String, Vec<u64>, u8);
    let fields =
        |number: u8| -> Fields { (vec![number; 9_000], "between".to_owned(), vec![u64::from(number); 2_000], number) };
    let save = |disk: &SimulatedDisk, number| {
        let mut options = SaveOptions::new();
        options.effort(Effort::Fast).chunk_size(1 << 10).on_storage(disk.storage()).save("/d/f", &fields(number))
    };
    let check = |disk: &SimulatedDisk, is_new| {
        let loaded = LoadOptions::new().on_storage(disk.storage()).load::<Fields>("/d/f").unwrap();
        assert_eq!(loaded.value, fields(if is_new { 2 } else { 1 }));
    };
    let begin = |disk: &SimulatedDisk| {
        save(disk, 1).unwrap();
    };
    let writes = each_call_fails(1 << 11, begin, |disk| save(disk, 2), check);
    assert!(writes > 12, "{writes}");
}

#[test]
fn a_system_that_fails_for_ever_keeps_the_old_file() {
    for kind in [io::ErrorKind::Other, io::ErrorKind::StorageFull] {
        for index in 0.. {
            let disk = disk();
            disk.fail(Fault::From(index, kind));
            let result = save(&disk, "/d/f", 2);
            let calls = disk.calls();
            disk.fail(Fault::None);
            match result {
                Ok(_) => {
                    assert!(index >= calls.len());
                    break;
                }
                Err(error) if error.kind() == ErrorKind::DurabilityUnknown => is_there(&disk, "/d/f", 2),
                Err(error) => {
                    assert_eq!(io_kind(error), kind);
                    is_there(&disk, "/d/f", 1);
                    // What could not be removed now is removed by the next save.
                    save(&disk, "/d/f", 3).unwrap();
                    assert_eq!(disk.names(), ["f"]);
                }
            }
        }
    }
}

#[test]
fn writes_that_are_short_or_interrupted_go_on() {
    let disk = disk();
    disk.short_writes(100);
    save(&disk, "/d/f", 2).unwrap();
    is_there(&disk, "/d/f", 2);
    let writes = disk.calls().iter().position(|call| *call == "write").unwrap();
    assert!(count(&disk, "write") > 20);
    disk.fail(Fault::At(writes + 3, io::ErrorKind::Interrupted));
    save(&disk, "/d/f", 3).unwrap();
    is_there(&disk, "/d/f", 3);
    disk.short_writes(0);
    disk.fail(Fault::None);
    assert_eq!(io_kind(save(&disk, "/d/f", 4).unwrap_err()), io::ErrorKind::WriteZero);
    is_there(&disk, "/d/f", 3);
}

#[test]
fn a_failed_flush_is_not_tried_again() {
    let disk = disk();
    disk.fail(Fault::Every("sync", io::ErrorKind::Other));
    save(&disk, "/d/f", 2).unwrap_err();
    assert_eq!(count(&disk, "sync"), 1);
    assert_eq!(disk.calls().last(), Some(&"remove"));
}

#[test]
fn a_directory_that_cannot_be_flushed_is_no_failure_but_told() {
    for kind in [io::ErrorKind::InvalidInput, io::ErrorKind::Unsupported] {
        let disk = disk();
        disk.fail(Fault::Every("sync_directory", kind));
        assert_eq!(save(&disk, "/d/f", 2).unwrap().durability, Durability::Flush);
        is_there(&disk, "/d/f", 2);
    }
}

#[test]
fn a_rename_that_may_succeed_later_is_tried_again() {
    let disk = disk();
    disk.fail(Fault::Passing("rename", 3));
    save(&disk, "/d/f", 2).unwrap();
    is_there(&disk, "/d/f", 2);
    disk.fail(Fault::Passing("rename", 100));
    save(&disk, "/d/f", 3).unwrap_err();
    assert_eq!(count(&disk, "rename"), 8);
    disk.fail(Fault::None);
    is_there(&disk, "/d/f", 2);
}

#[test]
fn a_temporary_name_that_is_taken_is_not_used() {
    let disk = disk();
    disk.fail(Fault::At(3, io::ErrorKind::AlreadyExists));
    save(&disk, "/d/f", 2).unwrap();
    disk.fail(Fault::Every("create_new", io::ErrorKind::AlreadyExists));
    save(&disk, "/d/f", 3).unwrap_err();
    is_there(&disk, "/d/f", 2);
}

#[test]
fn temporary_files_of_the_dead_are_removed_and_no_others() {
    let disk = disk();
    let names = [".persist-0123456789abcdef.tmp", ".persist-0123456789abcdeg.tmp", ".persist-1.tmp", "persist.tmp"];
    disk.edit(|image| names.iter().for_each(|name| image.put(format!("/d/{name}"), b"litter")));
    save(&disk, "/d/f", 2).unwrap();
    assert_eq!(disk.names(), [names[1], names[2], "f", names[3]]);
    is_there(&disk, "/d/f", 2);
    // One that its saver has locked is in use.
    disk.edit(|image| image.put(format!("/d/{}", names[0]), b"in use"));
    let path = format!("/d/{}", names[0]);
    let held = disk.storage().open(path.as_ref(), persist_core::__private::storage::Access::Edit).unwrap();
    assert!(held.try_lock().unwrap());
    save(&disk, "/d/f", 3).unwrap();
    assert!(disk.read(&path).is_some());
    drop(held);
    save(&disk, "/d/f", 4).unwrap();
    assert!(disk.read(&path).is_none());
}

#[test]
fn a_failure_to_remove_litter_fails_no_save() {
    for call in ["list", "open"] {
        let disk = disk();
        disk.edit(|image| image.put("/d/.persist-0123456789abcdef.tmp", b"litter"));
        disk.fail(Fault::Every(call, io::ErrorKind::PermissionDenied));
        save(&disk, "/d/f", 2).unwrap();
        disk.fail(Fault::None);
        is_there(&disk, "/d/f", 2);
        assert_eq!(disk.names().len(), 2);
    }
}

#[test]
fn links_are_followed_also_to_where_nothing_is_yet() {
    let disk = disk();
    disk.edit(|image| {
        image.names.insert("/e".into(), Thing::Directory);
    });
    for (at, to) in [("/d/a", "b"), ("/d/b", "/e/f"), ("/d/c", "/e/g"), ("/d/loop", "loop")] {
        link(&disk, at, to);
    }
    save(&disk, "/d/a", 2).unwrap();
    save(&disk, "/d/c", 3).unwrap();
    is_there(&disk, "/e/f", 2);
    is_there(&disk, "/e/g", 3);
    assert_eq!(thing(&disk, "/d/a"), Some(Thing::Link("b".into())));
    let error = save(&disk, "/d/loop", 4).unwrap_err();
    assert!(error.to_string().contains("symbolic links"), "{error}");
}

#[test]
fn what_must_not_be_replaced_is_not() {
    let disk = disk();
    disk.edit(|image| image.read_only.push(image.file("/d/f".as_ref()).unwrap()));
    assert_eq!(io_kind(save(&disk, "/d/f", 2).unwrap_err()), io::ErrorKind::PermissionDenied);
    let error = save(&disk, "/d", 2).unwrap_err();
    assert!(error.to_string().contains("directory"), "{error}");
    assert_eq!(io_kind(save(&disk, "/d/..", 2).unwrap_err()), io::ErrorKind::InvalidInput);
    is_there(&disk, "/d/f", 1);
}

#[test]
fn further_names_are_told_of_where_asked() {
    let disk = disk();
    disk.storage().link("/d/f".as_ref(), "/d/g".as_ref()).unwrap();
    let mut options = SaveOptions::new();
    options.refuse_hard_links(true).backups(1).on_storage(disk.storage());
    let error = options.save("/d/f", &value(2)).unwrap_err();
    assert!(error.to_string().contains("2 names"), "{error}");
    is_there(&disk, "/d/f", 1);
    // A backup is no name of somebody else's.
    disk.storage().rename("/d/g".as_ref(), "/d/f.backup-1".as_ref()).unwrap();
    options.save("/d/f", &value(2)).unwrap();
    is_there(&disk, "/d/f", 2);
    is_there(&disk, "/d/f.backup-1", 1);
}

#[test]
fn directories_are_created_only_when_asked_for_and_are_flushed() {
    let disk = SimulatedDisk::empty();
    let error = save(&disk, "/d/a/b/f", 2).unwrap_err();
    assert!(error.to_string().contains("create_dirs"), "{error}");
    assert_eq!(io_kind(error), io::ErrorKind::NotFound);
    assert_eq!(disk.names().len(), 0);
    SaveOptions::new().create_dirs(true).on_storage(disk.storage()).save("/d/a/b/f", &value(2)).unwrap();
    is_there(&disk, "/d/a/b/f", 2);
    let directories = |op: Op| match op {
        Op::Directory(path) => Some(("created", path)),
        Op::SyncDirectory(path) => Some(("flushed", path)),
        _ => None,
    };
    let done: Vec<_> = disk.trace().into_iter().filter_map(directories).collect();
    let expected =
        [("created", "/d/a"), ("flushed", "/d"), ("created", "/d/a/b"), ("flushed", "/d/a"), ("flushed", "/d/a/b")];
    assert_eq!(done, expected.map(|(what, path)| (what, path.into())));
}

#[test]
fn a_value_that_cannot_be_encoded_leaves_the_old_file() {
    let disk = disk();
    let borrowed = std::cell::RefCell::new(7_u32);
    let _held = borrowed.borrow_mut();
    let error = SaveOptions::new().on_storage(disk.storage()).save("/d/f", &borrowed).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    is_there(&disk, "/d/f", 1);
    assert_eq!(disk.names(), ["f"]);
}
