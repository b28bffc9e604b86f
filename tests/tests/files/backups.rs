//! Old versions that are kept.

use std::io;

use persist_core::{ErrorKind, LoadOptions, Loaded, Result, SaveOptions};
use tests::simulated::{Fault, SimulatedDisk};

use super::{disk, is_there, value};

fn save(disk: &SimulatedDisk, backups: u32, number: u32) -> Result<()> {
    SaveOptions::new().backups(backups).on_storage(disk.storage()).save("/d/f", &value(number)).map(drop)
}

fn load(disk: &SimulatedDisk) -> Result<Loaded<Vec<u32>>> {
    LoadOptions::new().backups(true).on_storage(disk.storage()).load("/d/f")
}

#[test]
fn the_last_versions_are_kept_and_no_more() {
    let disk = disk();
    for number in 2..=6 {
        save(&disk, 3, number).unwrap();
    }
    assert_eq!(disk.names(), ["f", "f.backup-1", "f.backup-2", "f.backup-3"]);
    for (name, number) in [("", 6), (".backup-1", 5), (".backup-2", 4), (".backup-3", 3)] {
        is_there(&disk, &format!("/d/f{name}"), number);
    }
    save(&disk, 2, 7).unwrap();
    assert_eq!(disk.names(), ["f", "f.backup-1", "f.backup-2"]);
    is_there(&disk, "/d/f.backup-2", 5);
}

#[test]
fn where_a_file_has_one_name_it_is_copied() {
    let disk = disk();
    disk.fail(Fault::Every("link", io::ErrorKind::Unsupported));
    save(&disk, 1, 2).unwrap();
    save(&disk, 1, 3).unwrap();
    is_there(&disk, "/d/f.backup-1", 2);
    assert_eq!(disk.names(), ["f", "f.backup-1"]);
    assert_eq!(disk.calls().iter().filter(|call| **call == "sync").count(), 4);
}

#[test]
fn each_call_that_fails_loses_no_version() {
    let before = || {
        let disk = disk();
        save(&disk, 2, 2).unwrap();
        save(&disk, 2, 3).unwrap();
        disk
    };
    for index in 0.. {
        let disk = before();
        disk.fail(Fault::At(index, io::ErrorKind::Other));
        let result = save(&disk, 2, 4);
        let calls = disk.calls();
        disk.fail(Fault::None);
        let found = load(&disk).unwrap();
        assert!(found.fallback.is_none(), "the file itself is there at every moment");
        let kept = ["/d/f.backup-1", "/d/f.backup-2"].map(|path| super::load(&disk, path).ok());
        match &result {
            Ok(()) => {
                assert_eq!(found.value, value(4));
                assert_eq!(kept, [Some(value(3)), Some(value(2))]);
            }
            Err(error) if error.kind() == ErrorKind::DurabilityUnknown => assert_eq!(found.value, value(4)),
            Err(_) => {
                assert_eq!(found.value, value(3));
                let third = super::load(&disk, "/d/f.backup-3").ok();
                let kept = [kept.to_vec(), vec![third]].concat();
                assert!([1, 2].iter().all(|number| kept.contains(&Some(value(*number)))), "{:?}", calls.get(index));
                // The save that follows is none the worse.
                save(&disk, 2, 5).unwrap();
                is_there(&disk, "/d/f.backup-1", 3);
                is_there(&disk, "/d/f.backup-2", 2);
                assert_eq!(disk.names(), ["f", "f.backup-1", "f.backup-2"]);
            }
        }
        if index >= calls.len() {
            assert!(index > 15, "{calls:?}");
            break;
        }
    }
}

/// A save that got as far as the backup is followed by one of which a call fails: the versions before are still there.
#[test]
fn a_file_that_is_its_own_backup_drives_out_no_other() {
    let before = || {
        let disk = disk();
        save(&disk, 2, 2).unwrap();
        save(&disk, 2, 3).unwrap();
        disk.fail(Fault::None);
        save(&disk, 2, 4).unwrap();
        let last = disk.calls().iter().rposition(|call| *call == "rename").unwrap();
        disk.fail(Fault::At(last, io::ErrorKind::Other));
        save(&disk, 2, 5).unwrap_err();
        disk.fail(Fault::None);
        is_there(&disk, "/d/f", 4);
        is_there(&disk, "/d/f.backup-1", 4);
        is_there(&disk, "/d/f.backup-2", 3);
        disk
    };
    for index in 0.. {
        let disk = before();
        disk.fail(Fault::At(index, io::ErrorKind::Other));
        let _ = save(&disk, 2, 6);
        let ended = index >= disk.calls().len();
        disk.fail(Fault::None);
        is_there(&disk, "/d/f.backup-1", 4);
        is_there(&disk, "/d/f.backup-2", 3);
        if ended {
            assert!(index > 10);
            break;
        }
    }
}

#[test]
fn a_load_falls_back_only_when_asked_and_tells_why() {
    let disk = disk();
    save(&disk, 3, 2).unwrap();
    save(&disk, 3, 3).unwrap();
    let damage = |disk: &SimulatedDisk, path: &str| {
        disk.edit(|image| {
            let file = image.file(path.as_ref()).unwrap();
            image.files[file][200] ^= 1;
        });
    };
    assert_eq!(load(&disk).unwrap().value, value(3));
    damage(&disk, "/d/f");
    assert_eq!(super::load(&disk, "/d/f").unwrap_err().kind(), ErrorKind::Checksum);
    let loaded = load(&disk).unwrap();
    assert_eq!(loaded.value, value(2));
    let fallback = loaded.fallback.unwrap();
    assert_eq!((fallback.path.to_str(), fallback.error.kind()), (Some("/d/f.backup-1"), ErrorKind::Checksum));
    damage(&disk, "/d/f.backup-1");
    assert_eq!(load(&disk).unwrap().value, value(1));
    damage(&disk, "/d/f.backup-2");
    let error = load(&disk).unwrap_err();
    assert_eq!((error.kind(), error.file().and_then(|path| path.to_str())), (ErrorKind::Checksum, Some("/d/f")));
}

#[test]
fn a_sound_file_of_another_type_is_no_damage() {
    let disk = disk();
    save(&disk, 1, 2).unwrap();
    SaveOptions::new().on_storage(disk.storage()).save("/d/f", "a text").unwrap();
    assert_eq!(load(&disk).unwrap_err().kind(), ErrorKind::TypeMismatch);
}
