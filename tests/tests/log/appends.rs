//! What is appended is there.

use std::io;

use persist_core::{Durability, ErrorKind, Log};
use tests::simulated::{Fault, Op};

use super::{Event, disk, event, events, open, options, read};

#[test]
fn what_is_appended_comes_back_in_order() {
    let disk = disk(3);
    let mut log = open(&disk).unwrap();
    log.append_all(&events(3..1_000)).unwrap();
    log.append_all(&[]).unwrap();
    log.append(&event(1_000)).unwrap();
    assert_eq!(log.rows(), 1_001);
    assert_eq!(log.size(), disk.read("/d/log").unwrap().len() as u64);
    assert_eq!(log.iter().unwrap().collect::<Result<Vec<_>, _>>().unwrap(), events(0..1_001));
    assert_eq!(read(&disk).unwrap(), events(0..1_001));
    assert!(log.torn().is_none() && log.skipped().is_empty());
    assert_eq!(disk.names(), ["log", "log.lock"]);
}

#[test]
fn values_without_bytes_are_rows_too() {
    let disk = tests::simulated::SimulatedDisk::empty();
    let mut log: Log<()> = options(&disk).open("/d/log").unwrap();
    log.append(&()).unwrap();
    log.append_all(&[(); 3]).unwrap();
    assert_eq!(options(&disk).read::<()>("/d/log").unwrap().count(), 4);
}

#[test]
fn an_append_is_one_write_and_one_flush() {
    for (durability, calls) in [
        (Durability::Full, ["seek", "write", "sync_data"].as_slice()),
        (Durability::Flush, &["seek", "write", "sync_data"]),
        (Durability::None, &["seek", "write"]),
    ] {
        let disk = disk(2);
        let mut log: Log<Event> = options(&disk).durability(durability).open("/d/log").unwrap();
        disk.fail(Fault::None);
        log.append_all(&events(2..20)).unwrap();
        assert_eq!(disk.calls(), calls);
    }
}

#[test]
fn a_new_log_is_safe_before_the_first_append() {
    let disk = disk(0);
    let ops = disk.trace();
    let at = |wanted: fn(&Op) -> bool| ops.iter().position(wanted).unwrap();
    let renamed = at(|op| matches!(op, Op::Rename(..)));
    assert!(at(|op| matches!(op, Op::Sync(_))) < renamed);
    assert!(ops[renamed..].iter().any(|op| matches!(op, Op::SyncDirectory(_))));
    assert_eq!(read(&disk).unwrap(), []);
}

#[test]
fn there_is_one_writer_and_any_number_of_readers() {
    let disk = disk(2);
    let first = open(&disk).unwrap();
    let error = open(&disk).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert!(error.to_string().contains("/d/log"), "{error}");
    assert_eq!(read(&disk).unwrap(), events(0..2));
    disk.fail(Fault::None);
    drop(first);
    assert_eq!(disk.calls(), ["unlock"], "a lock is given back, and not only closed");
    open(&disk).unwrap();
}

#[test]
fn a_reader_follows_a_log_that_grows() {
    let disk = disk(2);
    let mut log = open(&disk).unwrap();
    let mut reader = options(&disk).read::<Event>("/d/log").unwrap();
    let mut next = || reader.next().transpose().unwrap();
    assert_eq!([next(), next(), next(), next()], [Some(event(0)), Some(event(1)), None, None]);
    log.append_all(&events(2..4)).unwrap();
    assert_eq!([next(), next(), next()], [Some(event(2)), Some(event(3)), None]);
    assert_eq!(reader.rows(), 4);
}

#[test]
fn a_record_that_is_not_whole_is_not_yet_written() {
    let whole = disk(3);
    let bytes = whole.read("/d/log").unwrap();
    let places = super::places(&whole);
    for len in places[2]..places[3] {
        let disk = disk(0);
        super::edit(&disk, |log| *log = bytes[..len].to_vec());
        let mut reader = options(&disk).read::<Event>("/d/log").unwrap();
        assert_eq!(reader.by_ref().collect::<Result<Vec<_>, _>>().unwrap(), events(0..2), "{len}");
        assert_eq!(reader.unfinished().unwrap(), (len - places[2]) as u64);
        super::edit(&disk, |log| *log = bytes.clone());
        assert_eq!(reader.next().transpose().unwrap(), Some(event(2)));
    }
}

#[test]
fn each_call_that_fails_appends_nothing_and_does_no_harm() {
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded, io::ErrorKind::Other] {
        for (call, poisons) in [("seek", false), ("write", false), ("sync_data", true)] {
            let disk = disk(2);
            let mut log = open(&disk).unwrap();
            disk.fail(Fault::Every(call, kind));
            let error = log.append(&event(2)).unwrap_err();
            assert_eq!(io::Error::from(error).kind(), kind, "{call}");
            disk.fail(Fault::None);
            assert_eq!((log.rows(), read(&disk).unwrap()), (2, events(0..2)), "{call}");
            match log.append(&event(2)) {
                Err(error) if poisons => {
                    assert_eq!(error.kind(), ErrorKind::Poisoned);
                    assert!(disk.calls().iter().all(|call| *call != "write"));
                    assert_eq!(log.compact().unwrap_err().kind(), ErrorKind::Poisoned);
                    drop(log);
                    open(&disk).unwrap().append(&event(2)).unwrap();
                }
                result => result.unwrap(),
            }
            assert_eq!(read(&disk).unwrap(), events(0..3), "{call}");
        }
    }
}

#[test]
fn what_was_written_of_a_failed_append_is_cut_off() {
    let disk = disk(2);
    let mut log = open(&disk).unwrap();
    let before = disk.read("/d/log").unwrap();
    disk.short_writes(10);
    disk.fail(Fault::At(3, io::ErrorKind::StorageFull));
    log.append(&event(7)).unwrap_err();
    assert_eq!(disk.calls(), ["seek", "write", "write", "write", "set_len"]);
    assert_eq!(disk.read("/d/log").unwrap(), before);
    disk.fail(Fault::None);
    log.append(&event(2)).unwrap();
    assert_eq!(read(&disk).unwrap(), events(0..3));
    // If that cannot be done, nothing may be appended behind it.
    disk.fail(Fault::From(2, io::ErrorKind::Other));
    log.append(&event(7)).unwrap_err();
    disk.fail(Fault::None);
    assert_eq!(log.append(&event(7)).unwrap_err().kind(), ErrorKind::Poisoned);
    drop(log);
    let log = open(&disk).unwrap();
    assert!(log.torn().is_some());
    assert_eq!(read(&disk).unwrap(), events(0..3));
}

#[test]
fn each_call_that_fails_creates_no_half_log() {
    for index in 0.. {
        let disk = tests::simulated::SimulatedDisk::empty();
        disk.fail(Fault::At(index, io::ErrorKind::Other));
        let result = open(&disk);
        let ended = index >= disk.calls().len();
        disk.fail(Fault::None);
        assert!(result.is_ok() || disk.names().iter().all(|name| name == "log.lock" || name == "log"), "{disk:?}");
        drop(result);
        open(&disk).unwrap().append(&event(0)).unwrap();
        assert_eq!(read(&disk).unwrap(), events(0..1));
        if ended {
            assert!(index > 8);
            break;
        }
    }
}

#[test]
fn a_log_and_a_saved_value_are_told_apart() {
    let disk = disk(1);
    let load = persist_core::LoadOptions::new().on_storage(disk.storage()).load::<Vec<Event>>("/d/log");
    let error = load.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Misuse);
    assert!(error.to_string().contains("LogReader"), "{error}");
    persist_core::SaveOptions::new().on_storage(disk.storage()).save("/d/log", &events(0..1)).unwrap();
    assert_eq!(open(&disk).unwrap_err().kind(), ErrorKind::Misuse);
    assert_eq!(read(&disk).unwrap_err().kind(), ErrorKind::Misuse);
}

#[test]
fn a_log_of_another_type_is_refused() {
    let disk = disk(1);
    let error = options(&disk).open::<u32>("/d/log").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incompatible);
    assert_eq!(options(&disk).read::<u32>("/d/log").unwrap_err().kind(), ErrorKind::Incompatible);
}

#[test]
fn a_value_that_cannot_be_encoded_leaves_the_log() {
    let disk = tests::simulated::SimulatedDisk::empty();
    let mut log: Log<std::cell::RefCell<u32>> = options(&disk).open("/d/log").unwrap();
    let value = std::cell::RefCell::new(7);
    let held = value.borrow_mut();
    assert_eq!(log.append(&value).unwrap_err().kind(), ErrorKind::Value);
    drop(held);
    log.append(&value).unwrap();
    assert_eq!(log.rows(), 1);
}

#[test]
fn limits_are_kept_and_named() {
    let disk = disk(0);
    open(&disk).unwrap().append_all(&events(0..5_000)).unwrap();
    let error = options(&disk).max_memory(10_000).read::<Event>("/d/log").unwrap().next().unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("max_memory"), "{error}");
    assert_eq!(options(&disk).max_memory(10_000).open::<Event>("/d/log").unwrap_err().kind(), ErrorKind::Limit);
    options(&disk).max_memory(1 << 20).open::<Event>("/d/log").unwrap();
}

/// A row that the program refuses is met again, and not passed over, when the reader is asked once more.
#[test]
fn after_an_error_the_same_place_is_tried_again() {
    use std::cell::Cell;

    use persist_core::{LogReader, Persist};

    thread_local! { static ALLOWED: Cell<bool> = const { Cell::new(false) }; }

    fn check(row: &Row) -> Result<(), String> {
        if row.number == 1 && !ALLOWED.get() { Err("not now".to_owned()) } else { Ok(()) }
    }

    #[derive(Persist)]
    #[persist(validate = check)]
    struct Row {
        number: u32,
    }

    let disk = tests::simulated::SimulatedDisk::empty();
    let mut log = options(&disk).open("/d/log").unwrap();
    (0..3).for_each(|number| log.append(&Row { number }).unwrap());
    let mut reader: LogReader<Row> = options(&disk).read("/d/log").unwrap();
    assert_eq!(reader.next().unwrap().unwrap().number, 0);
    for _ in 0..2 {
        assert_eq!(reader.next().unwrap().err().unwrap().kind(), ErrorKind::Rejected);
        assert!(reader.next().is_none());
    }
    ALLOWED.set(true);
    assert_eq!(reader.map(|row| row.unwrap().number).collect::<Vec<_>>(), [1, 2]);
}
