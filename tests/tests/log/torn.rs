//! What a crash leaves at the end of a log.

use std::io;

use persist_core::{ErrorKind, LogOptions};
use tests::simulated::{Fault, SimulatedDisk};

use super::{Event, disk, edit, event, events, open, options, places, read};

/// Logs of two whole events and something at their end that is no whole record.
pub(super) fn torn() -> Vec<(&'static str, SimulatedDisk)> {
    let make = |change: fn(&mut Vec<u8>, usize)| {
        let disk = disk(3);
        let last = places(&disk)[2];
        edit(&disk, |log| change(log, last));
        disk
    };
    vec![
        ("a byte", make(|log, last| log.truncate(last + 1))),
        ("a part of a head", make(|log, last| log.truncate(last + 47))),
        ("a head", make(|log, last| log.truncate(last + 48))),
        ("all but a byte", make(|log, _| log.truncate(log.len() - 1))),
        ("zeros in place of the data", make(|log, last| log[last + 48..].fill(0))),
        ("zeros in place of all", make(|log, last| log[last..].fill(0))),
        ("zeros in place of the head", make(|log, last| log[last..last + 48].fill(0))),
        (
            "far more zeros",
            make(|log, last| {
                log.truncate(last);
                log.resize(last + 200_000, 0);
            }),
        ),
        (
            "noise",
            make(|log, last| {
                let noise = |index: usize| (index.wrapping_mul(0x9e37_79b9) >> 11) as u8;
                log.truncate(last);
                log.extend((0..70_000).map(noise));
            }),
        ),
    ]
}

#[test]
fn it_is_set_aside_cut_off_and_told() {
    for (what, disk) in torn() {
        let last = places(&self::disk(3))[2];
        let rest = disk.read("/d/log").unwrap()[last..].to_vec();
        let mut log = open(&disk).unwrap();
        let found = log.torn().expect(what).clone();
        assert_eq!((found.offset, found.bytes), (last as u64, rest.len() as u64), "{what}");
        let aside = format!("/d/log.torn-{last}");
        assert_eq!(found.path.to_str(), Some(aside.as_str()));
        assert_eq!(disk.read(&aside).unwrap(), rest, "{what}");
        assert_eq!(log.size(), last as u64);
        log.append(&event(7)).unwrap();
        assert_eq!(read(&disk).unwrap(), events([0, 1, 7]), "{what}");
        drop(log);
        assert!(open(&disk).unwrap().torn().is_none());
    }
}

#[test]
fn each_call_that_fails_meanwhile_does_no_harm() {
    for (what, _) in torn() {
        let mut ended = false;
        let mut index = 0;
        while !ended {
            let (_, disk) = torn().into_iter().find(|(other, _)| *other == what).unwrap();
            disk.fail(Fault::At(index, io::ErrorKind::Other));
            let first = open(&disk);
            ended = index >= disk.calls().len();
            drop(first);
            disk.fail(Fault::None);
            let mut log = open(&disk).unwrap();
            log.append(&event(2)).unwrap();
            assert_eq!(read(&disk).unwrap(), events(0..3), "{what}, {index}");
            let last = places(&self::disk(3))[2];
            assert!(disk.read(&format!("/d/log.torn-{last}")).is_some(), "{what}, {index}");
            assert_eq!(disk.names().len(), 3, "{what}, {index}: {disk:?}");
            index += 1;
        }
        assert!(index > 15, "{index}");
    }
}

/// Of what is only copied, nothing is gone, and no new log is there: it is not said that there is.
#[test]
fn a_directory_that_cannot_be_flushed_leaves_the_log_as_it_is() {
    for (what, disk) in torn() {
        let before = disk.read("/d/log").unwrap();
        // A second time, the file that it is set aside to is there already.
        for _ in 0..2 {
            disk.fail(Fault::Every("sync_directory", io::ErrorKind::Other));
            let error = open(&disk).unwrap_err();
            disk.fail(Fault::None);
            assert_eq!(error.kind(), ErrorKind::Io, "{what}: {error}");
            assert!(error.to_string().contains("nothing has been cut off"), "{what}: {error}");
            assert!(!error.to_string().contains("new file"), "{what}: {error}");
            assert_eq!(disk.read("/d/log").unwrap(), before, "{what}");
        }
        assert!(open(&disk).unwrap().torn().is_some(), "{what}");
    }
}

#[test]
fn what_was_set_aside_before_is_kept() {
    let place = places(&disk(3))[2];
    let disk = disk(2);
    for (number, rest) in ["one", "two", "two", "three"].into_iter().enumerate() {
        edit(&disk, |log| log.extend_from_slice(rest.as_bytes()));
        let log = open(&disk).unwrap();
        let suffix = ["", "-2", "-2", "-3"][number];
        assert_eq!(log.torn().unwrap().path.to_str().unwrap(), format!("/d/log.torn-{place}{suffix}"));
    }
    assert_eq!(disk.read(&format!("/d/log.torn-{place}")).unwrap(), b"one");
    assert_eq!(disk.read(&format!("/d/log.torn-{place}-3")).unwrap(), b"three");
}

/// A reader changes nothing: it stops where the last whole record ends, or tells what is there instead.
#[test]
fn a_reader_leaves_it_alone() {
    for (what, disk) in torn() {
        let before = disk.read("/d/log").unwrap();
        let mut reader = LogOptions::new().on_storage(disk.storage()).read::<Event>("/d/log").unwrap();
        assert_eq!([reader.next(), reader.next()].map(|row| row.unwrap().unwrap()), [event(0), event(1)]);
        match reader.next() {
            None => assert!(reader.unfinished().unwrap() > 0, "{what}"),
            Some(row) => {
                row.unwrap_err();
                assert!(reader.next().is_none(), "{what}");
            }
        }
        assert_eq!(disk.read("/d/log").unwrap(), before);
        // As soon as a writer has cut it off and gone on, so does the reader.
        let mut log = open(&disk).unwrap();
        log.append(&event(2)).unwrap();
        assert_eq!(reader.next().unwrap().unwrap(), event(2), "{what}");
    }
}

/// What looks like the end of a log, but is followed by something sound, is damage.
#[test]
fn what_is_followed_by_a_record_is_not_torn() {
    let disk = disk(4);
    let places = places(&disk);
    edit(&disk, |log| log[places[2]..places[2] + 48].fill(0));
    let error = open(&disk).unwrap_err();
    assert_eq!(error.offset(), Some(places[2] as u64));
    assert!(error.to_string().contains("zeros"), "{error}");
    // A damaged length makes a record seem to end behind the log.
    let options = options(&disk);
    drop(options);
    assert_eq!(disk.names(), ["log", "log.lock"], "nothing is cut off or set aside");
}
