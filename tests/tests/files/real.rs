//! The real disk.

use std::fs;
use std::io;
use std::path::Path;

use persist_core::{SaveOptions, save};

use tests::faults::folder::{Folder, names};

use super::{io_kind, value};

fn is_there(path: &Path, number: u32) {
    assert_eq!(persist_core::load::<Vec<u32>>(path).unwrap(), value(number));
}

#[test]
fn the_real_disk_does_the_same() {
    let folder = Folder::new("save").unwrap();
    // As long as a name can be: the temporary file's must not be longer.
    let name = "x".repeat(255);
    let path = folder.path().join(&name);
    for number in 0..2 {
        save(&path, &value(number)).unwrap();
        is_there(&path, number);
        assert_eq!(names(folder.path()).unwrap(), [name.as_str()]);
    }
    let nested = folder.path().join("a").join("b").join("f");
    assert_eq!(io_kind(save(&nested, &value(1)).unwrap_err()), io::ErrorKind::NotFound);
    SaveOptions::new().create_dirs(true).save(&nested, &value(1)).unwrap();
    is_there(&nested, 1);
}

#[test]
fn backups_are_further_names() {
    let folder = Folder::new("backups").unwrap();
    let path = folder.path().join("f");
    for number in 0..4 {
        SaveOptions::new().backups(2).save(&path, &value(number)).unwrap();
    }
    is_there(&path, 3);
    is_there(&folder.path().join("f.backup-1"), 2);
    is_there(&folder.path().join("f.backup-2"), 1);
    assert_eq!(names(folder.path()).unwrap(), ["f", "f.backup-1", "f.backup-2"]);
}

#[test]
fn what_a_dead_process_left_is_removed() {
    let folder = Folder::new("litter").unwrap();
    fs::write(folder.path().join(".persist-0123456789abcdef.tmp"), b"litter").unwrap();
    save(folder.path().join("f"), &value(1)).unwrap();
    assert_eq!(names(folder.path()).unwrap(), ["f"]);
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_links_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new("permissions").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let (file, link, plain) = (folder.path().join("f"), folder.path().join("l"), folder.path().join("p"));
    fs::write(&plain, b"as the system makes it").unwrap();
    save(&file, &value(0)).unwrap();
    assert_eq!(mode(&file), mode(&plain));
    symlink("f", &link).unwrap();
    for kept in [0o640, 0o600, 0o666, 0o755] {
        fs::set_permissions(&file, fs::Permissions::from_mode(kept)).unwrap();
        save(&link, &value(kept)).unwrap();
        assert_eq!(mode(&file), kept);
        is_there(&file, kept);
    }
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(io_kind(save(&link, &value(9)).unwrap_err()), io::ErrorKind::PermissionDenied);
    is_there(&file, 0o755);
    assert_eq!(names(folder.path()).unwrap(), ["f", "l", "p"]);
}

#[cfg(unix)]
#[test]
fn what_is_not_in_its_place_yet_nobody_opens_who_may_not_open_the_old_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("rights").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let file = folder.path().join("f");
    // Of a group that may less than others, somebody may be one of the others to the new file as long as its group is another.
    for (kept, meanwhile) in
        [(0o640, 0o600), (0o604, 0o600), (0o600, 0o600), (0o644, 0o644), (0o666, 0o644), (0o755, 0o755)]
    {
        fs::write(&file, b"old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(kept)).unwrap();
        let items = (0..10_u32).inspect(|_| {
            let new = names(folder.path()).unwrap().into_iter().find(|name| name.starts_with(".persist-")).unwrap();
            assert_eq!(mode(&folder.path().join(new)) & !meanwhile, 0, "{kept:o}");
        });
        SaveOptions::new().sequence(&file, items).unwrap();
        assert_eq!(mode(&file), kept);
    }
}

#[cfg(unix)]
#[test]
fn owners_are_kept_where_they_may_be() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    let folder = Folder::new("owners").unwrap();
    let file = folder.path().join("f");
    fs::write(&file, b"old").unwrap();
    // Only root may.
    if chown(&file, Some(4_321), Some(8_765)).is_err() {
        return;
    }
    for kept in [0o6755, 0o640] {
        fs::set_permissions(&file, fs::Permissions::from_mode(kept)).unwrap();
        save(&file, &value(kept)).unwrap();
        let now = fs::metadata(&file).unwrap();
        assert_eq!((now.uid(), now.gid(), now.mode() & 0o7777), (4_321, 8_765, kept));
    }
}

#[cfg(unix)]
#[test]
fn devices_are_not_replaced() {
    let error = save("/dev/null", &value(1)).unwrap_err();
    assert!(error.to_string().contains("not a regular file"), "{error}");
}

#[test]
fn of_many_savers_at_once_one_wins_whole() {
    let folder = Folder::new("savers").unwrap();
    let path = folder.path().join("f");
    std::thread::scope(|scope| {
        for saver in 0..8 {
            let path = &path;
            scope.spawn(move || {
                for _ in 0..10 {
                    save(path, &value(saver)).unwrap();
                    let there = persist_core::load::<Vec<u32>>(path).unwrap();
                    assert_eq!(there, value(there.len() as u32 - 1_000));
                }
            });
        }
    });
    assert_eq!(names(folder.path()).unwrap(), ["f"]);
}
