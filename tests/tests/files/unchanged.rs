//! Saves that replace one version only.

use persist_core::{ErrorKind, LoadOptions, Result, SaveOptions, Saved, Token};
use tests::faults::folder::{Folder, names};
use tests::simulated::{Fault, SimulatedDisk};

use super::{disk, is_there, value};

fn save(disk: &SimulatedDisk, since: Option<Token>, number: u32) -> Result<Saved> {
    SaveOptions::new().if_unchanged(since).on_storage(disk.storage()).save("/d/f", &value(number))
}

#[test]
fn a_token_stands_for_a_version_wherever_it_is_from() {
    let disk = disk();
    let loaded = LoadOptions::new().on_storage(disk.storage()).load::<Vec<u32>>("/d/f").unwrap();
    let bytes = disk.read("/d/f").unwrap();
    assert_eq!(LoadOptions::new().from_slice::<Vec<u32>>(&bytes).unwrap().token, loaded.token);
    let second = save(&disk, Some(loaded.token), 2).unwrap();
    assert_ne!(second.token, loaded.token);
    let third = save(&disk, Some(second.token), 3).unwrap();
    is_there(&disk, "/d/f", 3);
    for stale in [Some(loaded.token), Some(second.token), None] {
        let error = save(&disk, stale, 4).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Changed, "{error}");
    }
    is_there(&disk, "/d/f", 3);
    disk.storage().remove("/d/f".as_ref()).unwrap();
    let error = save(&disk, Some(third.token), 4).unwrap_err();
    assert!(error.to_string().contains("not there any more"), "{error}");
    save(&disk, None, 4).unwrap();
    is_there(&disk, "/d/f", 4);
    assert_eq!(disk.names(), ["f", "f.lock"], "the lock is never removed");
}

#[test]
fn each_call_that_fails_leaves_the_old_file() {
    let bytes = disk().read("/d/f").unwrap();
    let token = LoadOptions::new().from_slice::<Vec<u32>>(&bytes).unwrap().token;
    let mut failures = 0;
    for index in 0.. {
        let disk = disk();
        disk.fail(Fault::At(index, std::io::ErrorKind::Other));
        let result = save(&disk, Some(token), 2);
        let ended = index >= disk.calls().len();
        disk.fail(Fault::None);
        match result {
            Err(error) if error.kind() != ErrorKind::DurabilityUnknown => {
                failures += 1;
                is_there(&disk, "/d/f", 1);
            }
            _ => is_there(&disk, "/d/f", 2),
        }
        if ended {
            break;
        }
    }
    assert!(failures >= 15, "{failures}");
}

#[test]
fn programs_that_count_up_lose_nothing() {
    let folder = Folder::new("unchanged").unwrap();
    let path = folder.path().join("n");
    persist_core::save(&path, &0_u32).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..25 {
                    loop {
                        let loaded = LoadOptions::new().load::<u32>(&path).unwrap();
                        let mut options = SaveOptions::new();
                        options.if_unchanged(Some(loaded.token));
                        match options.save(&path, &(loaded.value + 1)) {
                            Ok(_) => break,
                            Err(error) => assert_eq!(error.kind(), ErrorKind::Changed),
                        }
                    }
                }
            });
        }
    });
    assert_eq!(persist_core::load::<u32>(&path).unwrap(), 100);
    assert_eq!(names(folder.path()).unwrap(), ["n", "n.lock"]);
}
