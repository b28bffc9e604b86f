//! Logs that are written anew.

use std::io;

use persist_core::{Durability, ErrorKind, Log};
use tests::simulated::Fault;

use super::{Event, disk, event, events, open, options, read};

#[test]
fn the_rows_are_the_same_in_less_room() {
    let disk = disk(1_000);
    let before = disk.read("/d/log").unwrap().len();
    let mut log = open(&disk).unwrap();
    log.compact().unwrap();
    assert_eq!((log.rows(), log.size()), (1_000, disk.read("/d/log").unwrap().len() as u64));
    assert!(disk.read("/d/log").unwrap().len() * 10 < before);
    log.append(&event(1_000)).unwrap();
    assert_eq!(read(&disk).unwrap(), events(0..1_001));
    drop(log);
    assert_eq!(open(&disk).unwrap().rows(), 1_001);
    assert_eq!(disk.names(), ["log", "log.lock"]);
}

#[test]
fn large_logs_have_several_records() {
    let disk = disk(0);
    let mut log = open(&disk).unwrap();
    for _ in 0..30 {
        log.append_all(&events(0..1_000)).unwrap();
    }
    log.compact().unwrap();
    assert!(super::places(&disk).len() > 3);
    assert_eq!(read(&disk).unwrap().len(), 30_000);
}

#[test]
fn readers_go_on_behind_the_row_they_had_last() {
    for read_before in [0, 1, 2, 7, 10] {
        let disk = disk(10);
        let mut log = open(&disk).unwrap();
        let mut reader = options(&disk).read::<Event>("/d/log").unwrap();
        let mut found: Vec<Event> = reader.by_ref().take(read_before).map(Result::unwrap).collect();
        log.compact().unwrap();
        log.append(&event(10)).unwrap();
        found.extend(reader.by_ref().map(Result::unwrap));
        assert_eq!(found, events(0..11), "{read_before}");
        log.compact().unwrap();
        log.compact().unwrap();
        assert!(reader.next().is_none());
        log.append(&event(11)).unwrap();
        assert_eq!(reader.next().unwrap().unwrap(), event(11));
        assert_eq!(reader.rows(), 12);
    }
}

#[test]
fn a_shorter_log_in_its_place_is_told() {
    let disk = disk(5);
    let mut reader = options(&disk).read::<Event>("/d/log").unwrap();
    assert_eq!(reader.by_ref().count(), 5);
    let other = super::disk(3).read("/d/log").unwrap();
    disk.edit(|image| image.put("/d/log", &other));
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Changed);
    assert!(error.to_string().contains("2 fewer"), "{error}");
}

/// A reader at the end of a file that cannot see whether another one has taken its place says so: what it has read may be
/// less than there is.
#[test]
fn a_reader_that_cannot_look_for_a_new_file_says_so() {
    let disk = disk(2);
    let mut log = open(&disk).unwrap();
    let mut reader = options(&disk).read::<Event>("/d/log").unwrap();
    assert_eq!(reader.by_ref().count(), 2);
    log.compact().unwrap();
    log.append(&event(2)).unwrap();
    disk.fail(Fault::Every("look", io::ErrorKind::Other));
    assert_eq!(io::Error::from(reader.next().unwrap().unwrap_err()).kind(), io::ErrorKind::Other);
    assert!(reader.next().is_none());
    disk.fail(Fault::None);
    assert_eq!(reader.next().unwrap().unwrap(), event(2));
}

#[test]
fn each_call_that_fails_leaves_the_old_log() {
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::Other] {
        let mut failed = 0;
        for index in 0.. {
            let disk = disk(5);
            let mut log = open(&disk).unwrap();
            disk.fail(Fault::At(index, kind));
            let result = log.compact();
            let ended = index >= disk.calls().len();
            disk.fail(Fault::None);
            assert_eq!(read(&disk).unwrap(), events(0..5));
            match result {
                Err(error) if error.kind() == ErrorKind::DurabilityUnknown => {
                    assert_eq!(log.append(&event(5)).unwrap_err().kind(), ErrorKind::Poisoned);
                    drop(log);
                    log = open(&disk).unwrap();
                }
                Err(_) => failed += 1,
                Ok(()) => {}
            }
            log.append(&event(5)).unwrap();
            assert_eq!(read(&disk).unwrap(), events(0..6));
            assert_eq!(disk.names(), ["log", "log.lock"]);
            if ended {
                break;
            }
        }
        assert!(failed > 20, "{failed}");
    }
}

#[test]
fn without_flushes_there_are_none() {
    let disk = disk(5);
    let mut log: Log<Event> = options(&disk).durability(Durability::None).open("/d/log").unwrap();
    disk.fail(Fault::None);
    log.compact().unwrap();
    assert!(disk.calls().iter().all(|call| !call.starts_with("sync")), "{:?}", disk.calls());
}

#[test]
fn long_operations_tell_how_far_they_are() {
    use std::sync::{Arc, Mutex};

    let disk = disk(0);
    let mut log = open(&disk).unwrap();
    (0..3).for_each(|_| log.append_all(&events(0..20_000)).unwrap());
    let size = log.size();
    drop(log);
    let told = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&told);
    let mut options = options(&disk);
    options.progress(move |progress| seen.lock().unwrap().push((progress.bytes, progress.rows, progress.total_bytes)));
    let mut log: Log<Event> = options.open("/d/log").unwrap();
    let opened = std::mem::take(&mut *told.lock().unwrap());
    assert_eq!(
        opened.iter().map(|(_, rows, total)| (*rows, *total)).collect::<Vec<_>>(),
        [20_000, 40_000, 60_000].map(|rows| (rows, Some(size)))
    );
    assert_eq!(opened.last().unwrap().0, size);
    log.compact().unwrap();
    let compacted = std::mem::take(&mut *told.lock().unwrap());
    assert!(compacted.len() > 3 && compacted.is_sorted());
    assert_eq!(compacted.last().copied(), Some((log.size(), 60_000, None)));
}
