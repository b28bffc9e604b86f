//! Logs, on a simulated file system and on the real one.

mod appends;
mod compaction;
mod damage;
mod evolution;
mod looks;
mod real;
mod torn;

use persist_core::{Log, LogOptions, Persist, Result};
use tests::simulated::SimulatedDisk;

/// What is appended.
#[derive(Persist, Clone, Debug, PartialEq)]
struct Event {
    at: u64,
    what: String,
}

/// The event of this number.
fn event(number: u64) -> Event {
    Event { at: number, what: "x".repeat(number as usize % 50) }
}

fn events(numbers: impl IntoIterator<Item = u64>) -> Vec<Event> {
    numbers.into_iter().map(event).collect()
}

fn options(disk: &SimulatedDisk) -> LogOptions {
    let mut options = LogOptions::new();
    options.on_storage(disk.storage());
    options
}

fn open(disk: &SimulatedDisk) -> Result<Log<Event>> {
    options(disk).open("/d/log")
}

fn read(disk: &SimulatedDisk) -> Result<Vec<Event>> {
    options(disk).read("/d/log")?.collect()
}

/// A disk with a log of so many events, appended one by one.
fn disk(count: u64) -> SimulatedDisk {
    let disk = SimulatedDisk::empty();
    let mut log = open(&disk).unwrap();
    (0..count).for_each(|number| log.append(&event(number)).unwrap());
    disk
}

/// Where the records of a log begin, and where it ends.
fn places(disk: &SimulatedDisk) -> Vec<usize> {
    let bytes = disk.read("/d/log").unwrap();
    let header = u32::from_le_bytes(bytes[12..16].try_into().unwrap()) as usize;
    let mut places = vec![(24 + header + 8).next_multiple_of(16)];
    while let Some(head) = bytes.get(*places.last().unwrap()..).filter(|rest| rest.len() >= 48) {
        let len = u64::from_le_bytes(head[..8].try_into().unwrap()) as usize;
        places.push((places.last().unwrap() + 48 + len).next_multiple_of(16));
    }
    places
}

/// Changes the bytes of the log.
fn edit(disk: &SimulatedDisk, edit: impl FnOnce(&mut Vec<u8>)) {
    disk.edit(|image| {
        let file = image.file("/d/log".as_ref()).unwrap();
        edit(&mut image.files[file]);
    });
}
