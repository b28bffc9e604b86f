//! The real disk.

use std::fs;

use persist_core::{ErrorKind, Log, LogOptions, LogReader};

use tests::faults::folder::Folder;

use super::{Event, event, events};

#[test]
fn the_real_disk_does_the_same() {
    let folder = Folder::new("same").unwrap();
    let path = folder.path().join("a").join("log");
    let mut log: Log<Event> = LogOptions::new().create_dirs(true).open(&path).unwrap();
    (0..20).for_each(|number| log.append(&event(number)).unwrap());
    assert_eq!(Log::<Event>::open(&path).unwrap_err().kind(), ErrorKind::Busy);
    let mut reader = LogReader::<Event>::open(&path).unwrap();
    assert_eq!(reader.by_ref().count(), 20);
    log.compact().unwrap();
    log.append(&event(20)).unwrap();
    assert_eq!(reader.next().unwrap().unwrap(), event(20));
    drop(log);
    fs::OpenOptions::new()
        .append(true)
        .open(&path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"torn"))
        .unwrap();
    let log = Log::<Event>::open(&path).unwrap();
    assert_eq!(fs::read(&log.torn().unwrap().path).unwrap(), b"torn");
    assert_eq!(log.iter().unwrap().collect::<Result<Vec<_>, _>>().unwrap(), events(0..21));
}

/// A reader sees a part of what has been appended, from the beginning, at every moment; also while the log is
/// written anew.
#[test]
fn readers_see_whole_records_while_the_log_is_written() {
    let folder = Folder::new("readers").unwrap();
    let path = folder.path().join("log");
    let mut log: Log<Event> = LogOptions::new().durability(persist_core::Durability::None).open(&path).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut reader = LogReader::<Event>::open(&path).unwrap();
                let mut next = 0;
                while next < 3_000 {
                    match reader.next() {
                        Some(row) => {
                            assert_eq!(row.unwrap(), event(next));
                            next += 1;
                        }
                        None => std::thread::yield_now(),
                    }
                }
            });
        }
        for number in 0..1_500 {
            log.append_all(&events([2 * number, 2 * number + 1])).unwrap();
            if number % 300 == 299 {
                log.compact().unwrap();
            }
        }
    });
    assert_eq!(log.rows(), 3_000);
}

/// A process that is being started has all files of its parent open for a moment, and with them their locks.
#[test]
fn a_log_that_is_closed_can_be_opened_while_processes_start() {
    let folder = Folder::new("spawn").unwrap();
    let path = folder.path().join("log");
    let done = std::sync::atomic::AtomicBool::new(false);
    let ordering = std::sync::atomic::Ordering::Relaxed;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let program = std::env::current_exe().unwrap();
            while !done.load(ordering) {
                std::process::Command::new(&program).arg("--list").output().unwrap();
            }
        });
        let opened: Vec<_> = (0..1_000).map(|_| Log::<Event>::open(&path).map(drop)).collect();
        done.store(true, ordering);
        opened.into_iter().for_each(Result::unwrap);
    });
}
