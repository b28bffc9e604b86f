//! One log, and the programs of three years.

use persist_core::{ErrorKind, Log, LogReader, Recovery};
use tests::simulated::SimulatedDisk;

use super::options;

mod first {
    #[derive(persist_core::Persist)]
    pub(super) struct Event {
        pub(super) at: u32,
    }
}

mod second {
    #[derive(persist_core::Persist)]
    #[persist(version = 2)]
    pub(super) struct Event {
        pub(super) at: u64,
        #[persist(since = 2, default)]
        pub(super) what: String,
    }
}

mod third {
    #[derive(persist_core::Persist, Debug, PartialEq)]
    #[persist(version = 3)]
    pub(super) struct Event {
        pub(super) at: u64,
        #[persist(since = 2, default)]
        pub(super) what: String,
        #[persist(since = 3, default = true)]
        pub(super) old: bool,
    }
}

/// A log to which all three have appended, the second one in two runs.
pub(super) fn disk() -> SimulatedDisk {
    let disk = SimulatedDisk::empty();
    let mut log = options(&disk).open("/d/log").unwrap();
    log.append(&first::Event { at: 1 }).unwrap();
    drop(log);
    for at in [2, 3] {
        let mut log: Log<second::Event> = options(&disk).open("/d/log").unwrap();
        log.append(&second::Event { at, what: "two".to_owned() }).unwrap();
        log.append(&second::Event { at: at * 10, what: "two".to_owned() }).unwrap();
    }
    let mut log: Log<third::Event> = options(&disk).open("/d/log").unwrap();
    assert_eq!(log.rows(), 5);
    log.append(&third::Event { at: 4, what: "three".to_owned(), old: false }).unwrap();
    disk
}

fn third(at: u64, what: &str, old: bool) -> third::Event {
    third::Event { at, what: what.to_owned(), old }
}

fn all() -> Vec<third::Event> {
    vec![
        third(1, "", true),
        third(2, "two", true),
        third(20, "two", true),
        third(3, "two", true),
        third(30, "two", true),
        third(4, "three", false),
    ]
}

fn reader(disk: &SimulatedDisk) -> LogReader<third::Event> {
    options(disk).read("/d/log").unwrap()
}

#[test]
fn a_later_program_reads_all_of_it() {
    let disk = disk();
    assert_eq!(reader(&disk).collect::<Result<Vec<_>, _>>().unwrap(), all());
    // A front, two schemas and six records.
    assert_eq!(super::places(&disk).len(), 9);
    let mut log: Log<third::Event> = options(&disk).open("/d/log").unwrap();
    log.compact().unwrap();
    assert_eq!(super::places(&disk).len(), 2);
    assert_eq!(reader(&disk).collect::<Result<Vec<_>, _>>().unwrap(), all());
}

#[test]
fn an_earlier_program_does_not_open_it() {
    let disk = disk();
    for error in [
        options(&disk).open::<first::Event>("/d/log").unwrap_err(),
        options(&disk).read::<first::Event>("/d/log").unwrap().find_map(Result::err).unwrap(),
    ] {
        assert_eq!(error.kind(), ErrorKind::NewerVersion, "{error}");
    }
}

#[test]
fn a_follower_meets_the_schema_of_a_later_program() {
    let disk = SimulatedDisk::empty();
    let mut log = options(&disk).open("/d/log").unwrap();
    let mut reader = reader(&disk);
    log.append(&first::Event { at: 1 }).unwrap();
    assert_eq!(reader.next().unwrap().unwrap(), third(1, "", true));
    drop(log);
    let mut log = options(&disk).open("/d/log").unwrap();
    log.append(&third(2, "x", false)).unwrap();
    assert_eq!(reader.next().unwrap().unwrap(), third(2, "x", false));
}

/// Rows whose schema is lost are lost: they are never read by another one.
#[test]
fn records_without_their_schema_are_passed_over() {
    let disk = disk();
    let sound = disk.read("/d/log").unwrap();
    let places = super::places(&disk);
    // The second chunk is the schema of the second program.
    for bit in places[1] * 8..places[2] * 8 {
        super::edit(&disk, |log| {
            *log = sound.clone();
            log[bit / 8] ^= 1 << (bit % 8);
        });
        let mut reader = options(&disk).recovery(Recovery::Skip).read::<third::Event>("/d/log").unwrap();
        let found = reader.by_ref().collect::<Result<Vec<_>, _>>().unwrap();
        assert_eq!(found, [third(1, "", true), third(4, "three", false)], "bit {bit}");
        assert_eq!(reader.skipped().len(), 5, "bit {bit}");
        assert!(self::reader(&disk).any(|row| row.is_err()));
    }
}
