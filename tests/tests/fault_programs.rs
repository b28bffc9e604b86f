//! Small versions of `faults kill`, `faults syscalls` and `faults disk-full`; and that they find what is wrong.

use std::fs;
use std::path::Path;
use std::process::Command;

use persist_core::{Durability, SaveOptions};
use tests::faults::folder::Folder;
use tests::faults::kill::check::{Known, check};
use tests::faults::kill::steps::{Step, Worker, counter_path, file_path, log_path, step, stream_path};
use tests::faults::kill::{self, race};
use tests::faults::syscalls::operation::{OPERATIONS, Operation, Outcome};
use tests::faults::syscalls::place::Place;
use tests::faults::syscalls::{Tally, simulated, traced};
use tests::simulated::SimulatedDisk;

/// The program that starts itself again.
const PROGRAM: &str = env!("CARGO_BIN_EXE_faults");

#[test]
fn a_killed_process_loses_nothing() {
    let counts = kill::run(Path::new(PROGRAM), 20, 1).unwrap();
    assert_eq!((counts.rounds, counts.lost), (20, 0));
    assert!(counts.steps > 100 && counts.early < 20, "{counts:?}");
}

#[test]
fn processes_that_save_at_once_and_are_killed_lose_nothing() {
    let counts = race::run(Path::new(PROGRAM), 6, 1).unwrap();
    assert_eq!((counts.rounds, counts.kills, counts.lost), (6, 18, 0));
    assert!(counts.saves > 20, "{counts:?}");
}

/// Whoever does not ask what is there replaces what another one has saved: that is found.
#[test]
fn an_update_that_is_lost_is_found() {
    let folder = Folder::new("race").unwrap();
    let path = race::shared_path(folder.path());
    persist_core::save(&path, &race::Shared::of([4, 5, 6])).unwrap();
    for acknowledged in [[4, 5, 6], [3, 5, 6], [3, 4, 5]] {
        race::check(folder.path(), acknowledged).unwrap();
    }
    for acknowledged in [[5, 5, 6], [4, 5, 7], [2, 5, 6]] {
        race::check(folder.path(), acknowledged).unwrap_err();
    }
    // Three that save at once, one of them without a look at what is there.
    let mut done = [4, 5, 6];
    let options = SaveOptions::new();
    let mut acknowledged = 0;
    let stale = persist_core::load::<race::Shared>(&path).unwrap();
    let ended = race::save(&path, 1, &options, &mut |count| {
        (done[1], acknowledged) = (count, acknowledged + 1);
        if acknowledged == 3 { Err("enough".to_owned()) } else { Ok(()) }
    });
    assert_eq!(ended, Err("enough".to_owned()));
    race::check(folder.path(), done).unwrap();
    let [first, second, third] = stale.counts;
    options.save(&path, &race::Shared::of([first + 1, second, third])).unwrap();
    assert!(race::check(folder.path(), [first + 1, done[1], third]).unwrap_err().contains("has saved 8 times"));
    fs::write(&path, b"half a file").unwrap();
    race::check(folder.path(), done).unwrap_err();
}

/// A folder in which so many steps have been taken.
fn worked(steps: u64) -> Folder {
    let folder = Folder::new("worked").unwrap();
    let mut worker = Worker::new(folder.path(), Durability::None).unwrap();
    (1..=steps).for_each(|number| worker.take(number).unwrap());
    folder
}

#[test]
fn what_a_kill_could_have_lost_is_found() {
    // A step that appends is the last one, and none but compactions and the like have no trace.
    let steps = (40..).find(|number| matches!(step(*number), Step::Append { rows: 1, .. })).unwrap();
    let known = Known { opened: true, done: steps };
    let spoil = |what: &str, spoil: fn(&Path)| {
        let folder = worked(steps);
        assert_eq!(check(folder.path(), known).unwrap().done, steps);
        spoil(folder.path());
        (what.to_owned(), check(folder.path(), known))
    };
    let cut = |folder: &Path| {
        let log = fs::OpenOptions::new().write(true).open(log_path(folder)).unwrap();
        log.set_len(log.metadata().unwrap().len() - 1).unwrap();
    };
    let found = [
        spoil("the last row is torn", cut),
        spoil("the log is gone", |folder| fs::remove_file(log_path(folder)).unwrap()),
        spoil("an old version is in its place", |folder| {
            fs::rename(folder.join("file.backup-1"), file_path(folder)).unwrap();
        }),
        spoil("a backup is gone", |folder| fs::remove_file(folder.join("file.backup-1")).unwrap()),
        spoil("another file is gone", |folder| fs::remove_file(counter_path(folder)).unwrap()),
        spoil("a streamed file is gone", |folder| fs::remove_file(stream_path(folder)).unwrap()),
        spoil("a streamed file is cut", |folder| {
            let file = fs::OpenOptions::new().write(true).open(stream_path(folder)).unwrap();
            file.set_len(file.metadata().unwrap().len() - 80).unwrap();
        }),
        spoil("a file is there that nobody knows", |folder| fs::write(folder.join("log.old"), "").unwrap()),
    ];
    for (what, found) in found {
        assert!(found.is_err(), "{what}: {found:?}");
    }
    // What was in flight may be there, as a whole.
    let before = Known { opened: true, done: steps - 1 };
    let folder = worked(steps);
    assert_eq!(check(folder.path(), before).unwrap().done, steps);
    cut(folder.path());
    let found = check(folder.path(), before).unwrap();
    assert_eq!(found.done, steps - 1);
    assert!(found.torn > 0);
}

fn nothing_wrong(tally: &Tally) {
    assert!(tally.wrong.is_empty(), "{}\n{tally}", tally.wrong.join("\n"));
}

#[test]
fn each_call_to_the_simulated_disk_may_fail() {
    let tally = simulated::run().unwrap();
    nothing_wrong(&tally);
    for (operation, name) in OPERATIONS {
        assert!(tally.cases_of(operation) >= 60, "{name}\n{tally}");
    }
    assert!(tally.cases() > 5_000, "{tally}");
}

/// Nothing that an operation may say about a disk on which nothing has happened is believed, but that it has failed.
#[test]
fn an_operation_that_says_the_wrong_thing_is_found_out() {
    for (operation, name) in OPERATIONS {
        let prepared = || {
            let disk = SimulatedDisk::empty();
            let place = Place::simulated(&disk);
            operation.prepare(&place).unwrap();
            place
        };
        let changes =
            !matches!(operation, Operation::OpenTorn | Operation::Compact | Operation::Load | Operation::Read);
        for outcome in [Outcome::Done, Outcome::Weaker, Outcome::Unknown] {
            assert_eq!(operation.check(&prepared(), &outcome, false).is_err(), changes, "{name}, {outcome:?}");
        }
        let failed = Outcome::Failed(std::io::ErrorKind::Other);
        operation.check(&prepared(), &failed, false).unwrap();
        let place = prepared();
        let mut held = operation.hold(&place).unwrap();
        assert_eq!(operation.perform(&place, &mut held), Outcome::Done, "{name}");
        drop(held);
        assert_eq!(operation.check(&place, &failed, false).is_err(), changes, "{name}: done, and said to have failed");
    }
}

#[test]
fn litter_is_found() {
    let disk = SimulatedDisk::empty();
    let place = Place::simulated(&disk);
    Operation::Save.prepare(&place).unwrap();
    disk.edit(|image| image.put("/d/file.new", b"litter"));
    let error = Operation::Save.check(&place, &Outcome::Failed(std::io::ErrorKind::Other), false).unwrap_err();
    assert!(error.contains("file.new"), "{error}");
}

#[test]
fn each_system_call_may_fail() {
    if let Err(why) = traced::is_possible() {
        return println!("skipped: {why}");
    }
    let tally = traced::run(Path::new(PROGRAM), &[Operation::Append, Operation::CreateLog]).unwrap();
    nothing_wrong(&tally);
    assert!(tally.cases() > 100, "{tally}");
}

/// In a process that starts no others: one that is being started has all files open for a moment, and what was removed
/// goes on to take room.
#[test]
fn a_full_disk_is_an_error_and_no_more() {
    let output = Command::new(PROGRAM).arg("disk-full").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    println!("{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success());
    let last = text.lines().last().unwrap();
    if last.starts_with("disk-full: skipped") {
        return;
    }
    let failures = last.strip_prefix("disk-full: ").and_then(|rest| rest.strip_suffix(" failures, wrong: 0"));
    assert!(failures.unwrap().parse::<u32>().unwrap() > 30, "{last}");
}
