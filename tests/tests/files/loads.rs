//! Loads of which calls fail.

use std::io;

use tests::simulated::Fault;

use super::{disk, io_kind, load, value};

/// The file system's error is what is reported, and never a file that seems to be empty or to end too early.
#[test]
fn each_call_that_fails_is_told() {
    for kind in [io::ErrorKind::Other, io::ErrorKind::PermissionDenied] {
        let mut failed = Vec::new();
        for index in 0.. {
            let disk = disk();
            disk.fail(Fault::At(index, kind));
            let result = load(&disk, "/d/f");
            let Some(call) = disk.calls().get(index).copied() else {
                assert_eq!(result.unwrap(), value(1));
                break;
            };
            failed.push(call);
            match call {
                // The length is only asked for to have room for all of it at once.
                "look" => assert_eq!(result.unwrap(), value(1)),
                _ => assert_eq!(io_kind(result.unwrap_err()), kind, "{call}"),
            }
        }
        assert!(failed.starts_with(&["open", "look", "read"]), "{failed:?}");
    }
}
