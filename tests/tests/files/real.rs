//! The real disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use persist_core::{SaveOptions, save};

use super::{io_kind, value};

/// A directory that is removed at the end.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("persist-files-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(super) fn names(&self) -> Vec<String> {
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

fn is_there(path: &Path, number: u32) {
    assert_eq!(persist_core::load::<Vec<u32>>(path).unwrap(), value(number));
}

#[test]
fn the_real_disk_does_the_same() {
    let folder = Folder::new("save");
    // As long as a name can be: the temporary file's must not be longer.
    let name = "x".repeat(255);
    let path = folder.path(&name);
    for number in 0..2 {
        save(&path, &value(number)).unwrap();
        is_there(&path, number);
        assert_eq!(folder.names(), [name.as_str()]);
    }
    let nested = folder.0.join("a").join("b").join("f");
    assert_eq!(io_kind(save(&nested, &value(1)).unwrap_err()), io::ErrorKind::NotFound);
    SaveOptions::new().create_dirs(true).save(&nested, &value(1)).unwrap();
    is_there(&nested, 1);
}

#[test]
fn backups_are_further_names() {
    let folder = Folder::new("backups");
    let path = folder.path("f");
    for number in 0..4 {
        SaveOptions::new().backups(2).save(&path, &value(number)).unwrap();
    }
    is_there(&path, 3);
    is_there(&folder.path("f.backup-1"), 2);
    is_there(&folder.path("f.backup-2"), 1);
    assert_eq!(folder.names(), ["f", "f.backup-1", "f.backup-2"]);
}

#[test]
fn what_a_dead_process_left_is_removed() {
    let folder = Folder::new("litter");
    fs::write(folder.path(".persist-0123456789abcdef.tmp"), b"litter").unwrap();
    save(folder.path("f"), &value(1)).unwrap();
    assert_eq!(folder.names(), ["f"]);
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_links_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new("permissions");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let (file, link, plain) = (folder.path("f"), folder.path("l"), folder.path("p"));
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
    assert_eq!(folder.names(), ["f", "l", "p"]);
}

#[cfg(unix)]
#[test]
fn devices_are_not_replaced() {
    let error = save("/dev/null", &value(1)).unwrap_err();
    assert!(error.to_string().contains("not a regular file"), "{error}");
}

#[test]
fn of_many_savers_at_once_one_wins_whole() {
    let folder = Folder::new("savers");
    let path = folder.path("f");
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
    assert_eq!(folder.names(), ["f"]);
}
