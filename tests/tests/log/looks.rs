//! Logs that are looked into and verified without the types of their rows.

use std::collections::BTreeMap;

use persist_core::{
    Durability, ErrorKind, Inspection, LoadOptions, Log, LogOptions, Persist, Result, inspect_slice, to_vec,
    verify_slice,
};
use tests::container::{Chunk, Container};
use tests::faults::folder::Folder;
use tests::simulated::SimulatedDisk;

use super::{Event, disk, edit, event, events, evolution, open, places, torn};

fn bytes(disk: &SimulatedDisk) -> Vec<u8> {
    disk.read("/d/log").unwrap()
}

/// Looks in both ways, and finds the same.
fn both(bytes: &[u8]) -> [Inspection; 2] {
    [inspect_slice(bytes).unwrap(), verify_slice(bytes).unwrap()]
}

#[test]
fn all_is_told() {
    let disk = disk(3);
    open(&disk).unwrap().append_all(&events(3..300)).unwrap();
    let (bytes, places) = (bytes(&disk), places(&disk));
    for (index, found) in both(&bytes).into_iter().enumerate() {
        assert_eq!(found.is_verified(), index == 1);
        assert_eq!((found.type_name().as_str(), found.version()), ("[Event]", None));
        assert_eq!((found.rows(), found.size()), (300, bytes.len() as u64));
        let log = found.log().unwrap();
        assert!(log.unfinished.is_none());
        let [schema] = &log.schemas[..] else { panic!("{log:?}") };
        assert_eq!((schema.records, schema.rows), (4, 300));
        assert_eq!((schema.fingerprint, &schema.schema), (found.fingerprint(), found.schema()));
        assert_eq!(schema.bytes, found.chunks().iter().map(|chunk| chunk.stored_len).sum::<u64>());
        let chunks: Vec<_> = found.chunks().iter().map(|chunk| (chunk.offset, chunk.rows, chunk.kind)).collect();
        let expected = places.iter().zip([1, 1, 1, 297]).map(|(place, rows)| (*place as u64 + 48, rows, 5));
        assert_eq!(chunks, expected.collect::<Vec<_>>());
        let text = found.to_string();
        for part in
            ["[Event], a log", "rows         300", "4 records, 300 rows", "record ", ", 297 rows", "what: String"]
        {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }
    assert!(inspect_slice(&to_vec(&7_u8).unwrap()).unwrap().log().is_none());
}

#[test]
fn every_schema_is_told_once() {
    let bytes = bytes(&evolution::disk());
    for found in both(&bytes) {
        let log = found.log().unwrap();
        let counts: Vec<_> = log.schemas.iter().map(|schema| (schema.records, schema.rows)).collect();
        assert_eq!(counts, [(1, 1), (4, 4), (1, 1)]);
        let kinds: Vec<u8> = found.chunks().iter().map(|chunk| chunk.kind).collect();
        assert_eq!(kinds, [5, 6, 5, 5, 5, 5, 6, 5], "a schema stands before what is by it");
        let text = found.to_string();
        for schema in &log.schemas {
            assert!(
                text.contains(&schema.schema.to_string()) && text.contains(&schema.fingerprint.to_string()),
                "{text}"
            );
        }
    }
}

/// The same schema, met again, is the same: of programs that take turns.
#[test]
fn schemas_that_come_again_are_not_told_again() {
    let disk = evolution::disk();
    let mut log = Container::open_log(&bytes(&disk));
    let schemas: Vec<Chunk> = log.chunks.iter().filter(|chunk| chunk.kind == 6).cloned().collect();
    log.chunks.push(Chunk { flags: 3 << 8, ..schemas[0].clone() });
    log.chunks.push(Chunk { flags: 3 << 8, ..log.chunks[2].clone() });
    for found in both(&log.seal_log()) {
        let counts: Vec<_> = found.log().unwrap().schemas.iter().map(|schema| schema.records).collect();
        assert_eq!(counts, [1, 5, 1]);
    }
}

#[test]
fn every_flipped_bit_is_found() {
    for log in [bytes(&disk(4)), bytes(&evolution::disk())] {
        verify_slice(&log).unwrap();
        for bit in 0..log.len() * 8 {
            let mut log = log.clone();
            log[bit / 8] ^= 1 << (bit % 8);
            assert!(verify_slice(&log).is_err(), "bit {bit}");
        }
    }
}

/// A log that is cut is a shorter one, with the rest of a record at its end; an inspection and a check say so.
#[test]
fn every_cut_is_told() {
    let disk = disk(4);
    let (log, places) = (bytes(&disk), places(&disk));
    for len in 0..log.len() {
        let cut = &log[..len];
        if len < places[0] {
            assert!(inspect_slice(cut).is_err() && verify_slice(cut).is_err(), "{len}");
            continue;
        }
        let records = places.iter().filter(|place| **place <= len).count() - 1;
        for found in both(cut) {
            assert_eq!(found.rows(), records as u64, "{len}");
            let rest = found.log().unwrap().unfinished.clone();
            let rest = rest.map(|rest| (rest.offset, rest.bytes, rest.error.is_some()));
            let expected = (len - places[records]) as u64;
            assert_eq!(rest, (expected > 0).then_some((places[records] as u64, expected, false)), "{len}");
            assert_eq!(found.to_string().contains("being written, or torn"), expected > 0);
        }
    }
}

#[test]
fn a_torn_end_is_told_as_what_it_is() {
    for (what, disk) in torn::torn() {
        let (log, last) = (bytes(&disk), places(&self::disk(3))[2]);
        let rest = (log.len() - last) as u64;
        match verify_slice(&log) {
            Ok(found) => {
                let end = found.log().unwrap().unfinished.clone().expect(what);
                assert_eq!((end.offset, end.bytes, end.error.is_none()), (last as u64, rest, true), "{what}");
            }
            Err(error) => {
                assert!(error.to_string().contains("nothing sound follows"), "{what}: {error}");
                assert!((last as u64..log.len() as u64).contains(&error.offset().unwrap()), "{what}: {error}");
            }
        }
        let found = inspect_slice(&log).unwrap();
        // Of a payload that is damaged, nothing is seen before it is read.
        if what == "zeros in place of the data" {
            assert_eq!(found.rows(), 3);
            continue;
        }
        let end = found.log().unwrap().unfinished.clone().expect(what);
        assert_eq!((found.rows(), end.offset, end.bytes), (2, last as u64, rest), "{what}");
        if let Some(error) = end.error {
            assert!(found.to_string().contains(&format!("are torn: {error}")), "{found}");
        }
    }
}

#[test]
fn what_is_followed_by_a_record_is_damage() {
    let places = places(&disk(4));
    let damaged = |change: &dyn Fn(&mut Vec<u8>)| {
        let disk = disk(4);
        edit(&disk, |log| change(log));
        bytes(&disk)
    };
    for log in [damaged(&|log| log[places[1]..places[1] + 48].fill(0)), damaged(&|log| log[places[1] + 5] ^= 1)] {
        for error in [inspect_slice(&log).unwrap_err(), verify_slice(&log).unwrap_err()] {
            assert_eq!(error.kind(), ErrorKind::Checksum, "{error}");
            assert!(!error.to_string().contains("nothing sound follows"), "{error}");
        }
    }
    let log = damaged(&|log| log[places[1] + 48] ^= 1);
    assert_eq!(inspect_slice(&log).unwrap().rows(), 4);
    assert_eq!(verify_slice(&log).unwrap_err().kind(), ErrorKind::Checksum);
}

/// What is looked into is the log at one moment after another: a record that has come meanwhile is not taken for a torn one.
#[test]
fn a_log_may_grow_meanwhile() {
    let folder = Folder::new("grows").unwrap();
    let path = folder.path().join("log");
    let mut log: Log<Event> = LogOptions::new().durability(Durability::None).open(&path).unwrap();
    log.append_all(&events(0..50)).unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| (0..400).for_each(|number| log.append_all(&events(number..number + 60)).unwrap()));
        let mut looks = 0;
        while !writer.is_finished() {
            for found in [persist_core::inspect(&path).unwrap(), persist_core::verify(&path).unwrap()] {
                let end = found.chunks().last().map_or(0, |chunk| chunk.offset + chunk.stored_len);
                assert!(found.size() >= end, "{found}");
            }
            looks += 1;
        }
        assert!(looks > 0);
    });
    let found = persist_core::verify(&path).unwrap();
    assert_eq!((found.rows(), found.log().unwrap().unfinished.is_none()), (50 + 400 * 60, true));
}

/// Rows that cannot be, under checksums that hold.
#[test]
fn rows_are_checked_by_their_schema() {
    let container = Container::open_log(&bytes(&evolution::disk()));
    let refused = |change: &dyn Fn(&mut Vec<Chunk>)| {
        let mut changed = container.clone();
        change(&mut changed.chunks);
        verify_slice(&changed.seal_log()).unwrap_err()
    };
    verify_slice(&container.seal_log()).unwrap();
    let error = refused(&|chunks| chunks[2].payload.push(0));
    assert_eq!(error.kind(), ErrorKind::Trailing, "{error}");
    let error = refused(&|chunks| chunks[2].payload.truncate(2));
    assert!(error.field_path().starts_with("[Event]"), "{error}");
    // Without its schema, a record is not read by another one.
    let error = refused(&|chunks| drop(chunks.remove(1)));
    assert!(error.to_string().contains("a record whose schema is not there"), "{error}");
    let error = refused(&|chunks| chunks[1].payload[0] ^= 1);
    assert!(error.to_string().contains("fingerprint"), "{error}");
    let error = refused(&|chunks| chunks[1].payload.truncate(7));
    assert!(error.to_string().contains("less than 8 bytes"), "{error}");
    // A schema of something that nothing can be appended to.
    let number = Container::open(&to_vec(&7_u32).unwrap()).header;
    let payload = [&number.fingerprint.to_le_bytes()[..], &number.schema].concat();
    let error = refused(&|chunks| chunks[1].payload.clone_from(&payload));
    assert!(error.to_string().contains("no sequence"), "{error}");
}

/// A row whose map may have a key twice.
#[derive(Persist)]
struct Named {
    names: BTreeMap<Name, u8>,
}

#[derive(Persist, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    name: String,
    #[persist(skip)]
    number: u32,
}

#[test]
fn equal_keys_are_found_in_logs_too() {
    let disk = SimulatedDisk::empty();
    let mut log: Log<Named> = LogOptions::new().on_storage(disk.storage()).open("/d/log").unwrap();
    let name = |number| (Name { name: "n".to_owned(), number }, 7);
    log.append(&Named { names: BTreeMap::from([name(1)]) }).unwrap();
    verify_slice(&bytes(&disk)).unwrap();
    log.append(&Named { names: BTreeMap::from([name(1), name(2)]) }).unwrap();
    let error = verify_slice(&bytes(&disk)).unwrap_err();
    assert!(error.to_string().contains("a key of a map equals an earlier one"), "{error}");
}

#[test]
fn files_on_other_storages_and_limits_are_heeded() {
    let disk = disk(2);
    let mut options = LoadOptions::new();
    options.on_storage(disk.storage());
    assert_eq!(options.verify("/d/log").unwrap().rows(), 2);
    // Beside a writer, as readers are.
    let mut log = open(&disk).unwrap();
    log.append_all(&(0..200).map(event).collect::<Vec<Event>>()).unwrap();
    assert_eq!(options.verify("/d/log").unwrap().rows(), 202);
    let found: Result<Inspection> = options.max_memory(100).verify("/d/log");
    let error = found.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    assert!(error.to_string().contains("/d/log"), "{error}");
}
