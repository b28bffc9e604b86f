//! Saving and loading files, on a simulated file system of which every call fails in turn, and on the real
//! one.

mod backups;
mod loads;
mod real;
mod saves;
mod unchanged;

use std::io;
use std::path::Path;

use persist_core::{Error, ErrorKind, LoadOptions, Result, SaveOptions, Saved};
use tests::simulated::{Fault, SimulatedDisk, Thing};

/// Some values of different sizes.
fn value(number: u32) -> Vec<u32> {
    let scrambled = |index: u32| (u64::from(index ^ number << 16).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32;
    (0..1_000 + number).map(|index| scrambled(scrambled(index))).collect()
}

fn save(disk: &SimulatedDisk, path: &str, number: u32) -> Result<Saved> {
    SaveOptions::new().on_storage(disk.storage()).save(path, &value(number))
}

fn load(disk: &SimulatedDisk, path: &str) -> Result<Vec<u32>> {
    LoadOptions::new().on_storage(disk.storage()).load(path).map(|loaded| loaded.value)
}

fn is_there(disk: &SimulatedDisk, path: &str, number: u32) {
    assert_eq!(load(disk, path).unwrap(), value(number), "{path}");
}

fn io_kind(error: Error) -> io::ErrorKind {
    assert!(matches!(error.kind(), ErrorKind::Io | ErrorKind::DurabilityUnknown), "{error}");
    io::Error::from(error).kind()
}

/// A disk with `/d/f`, of version 1.
fn disk() -> SimulatedDisk {
    let disk = SimulatedDisk::empty();
    save(&disk, "/d/f", 1).unwrap();
    disk.fail(Fault::None);
    disk
}

fn count(disk: &SimulatedDisk, call: &str) -> usize {
    disk.calls().iter().filter(|name| **name == call).count()
}

fn link(disk: &SimulatedDisk, at: &str, to: &str) {
    disk.edit(|image| {
        image.names.insert(at.into(), Thing::Link(to.into()));
    });
}

fn thing(disk: &SimulatedDisk, path: &str) -> Option<Thing> {
    disk.image().names.get(Path::new(path)).cloned()
}
