//! A real disk that fills up: every operation fails at some point, and is as good as not begun; when there is room again,
//! work goes on.
//!
//! The disk is a `tmpfs` of a mebibyte, where this process may mount one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use persist_core::{Error, ErrorKind, LoadOptions, Log, LogReader, SaveOptions};

use super::folder::{Folder, is_temporary, names};
use super::versions::{self, Versions};
use crate::specimen::Source;

/// How large the disk is.
const SIZE: &str = "size=1m";

/// What such a disk gives out, and one that a file takes at least.
const PAGE: usize = 4096;

/// The free pages with which operations are tried: from none to enough for all.
const MOST_FREE: usize = 40;

/// How many pages a version of the file, and a batch of the log, have about.
const PAGES: usize = 6;

/// What was met.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Operations that failed for want of room.
    full: u32,
    /// Operations that were done.
    done: u32,
    /// Those after which something was not as it should be.
    wrong: u32,
}

/// `disk-full`.
///
/// # Errors
/// Arguments, or anything that was wrong.
pub fn main(arguments: &[&str]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err(format!("`disk-full` takes no arguments, and got {arguments:?}"));
    }
    let disk = match Mounted::new() {
        Ok(disk) => disk,
        Err(why) => {
            println!("disk-full: skipped, as no disk can be mounted: {why}");
            return Ok(());
        }
    };
    let counts = run(disk.path())?;
    println!("operations that were done: {}; that failed for want of room: {}", counts.done, counts.full);
    println!("disk-full: {} failures, wrong: {}", counts.full, counts.wrong);
    if counts.wrong == 0 { Ok(()) } else { Err("something is wrong".to_owned()) }
}

/// A small disk, for as long as it is needed.
#[derive(Debug)]
struct Mounted(Folder);

impl Mounted {
    /// Mounts one.
    ///
    /// # Errors
    /// Why that is not possible.
    fn new() -> Result<Self, String> {
        let folder = Folder::new("disk-full").map_err(|error| error.to_string())?;
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", SIZE, "persist-disk-full"]).arg(folder.path());
        let output =
            command.stdin(Stdio::null()).output().map_err(|error| format!("`mount` does not start: {error}"))?;
        match output.status.success() {
            true => Ok(Mounted(folder)),
            false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        }
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // At once, or, with a file still open, as soon as that is closed.
        for arguments in [&[][..], &["-l"]] {
            let unmounted = Command::new("umount").args(arguments).arg(self.0.path()).stderr(Stdio::null()).status();
            if unmounted.is_ok_and(|status| status.success()) {
                return;
            }
        }
        eprintln!("{} is still mounted", self.0.path().display());
    }
}

/// Fills `disk` up again and again.
///
/// # Errors
/// What fails although there is room.
fn run(disk: &Path) -> Result<Counts, String> {
    let mut tried = Tried { disk: disk.to_owned(), counts: Counts::default(), appended: Vec::new(), next: 0 };
    tried.with_little_room().and_then(|()| tried.until_it_is_full())?;
    Ok(tried.counts)
}

/// What is saved and appended.
type Value = Vec<u64>;

fn value(number: u64) -> Value {
    let mut source = Source::new(number);
    let len = PAGES * PAGE / 8 - 50;
    std::iter::once(number).chain((1..len).map(|_| source.bits())).collect()
}

struct Tried {
    disk: PathBuf,
    counts: Counts,
    /// The numbers of the rows that were appended.
    appended: Vec<u64>,
    /// The last number given to a value.
    next: u64,
}

impl Tried {
    fn file(&self) -> PathBuf {
        self.disk.join("file")
    }

    fn log(&self) -> PathBuf {
        self.disk.join("log")
    }

    fn filler(&self) -> PathBuf {
        self.disk.join("filler")
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Leaves so many pages free. Whole files are written, until no more can be.
    fn fill(&self, free: usize) -> Result<(), String> {
        let text = |error: io::Error| format!("filling the disk: {error}");
        match fs::write(self.filler(), vec![1; 1 << 20]) {
            Err(error) if is_full(&error) => {}
            done => return Err(format!("filling the disk should not work, and gave {done:?}")),
        }
        let filler = fs::OpenOptions::new().write(true).open(self.filler()).map_err(text)?;
        let len = filler.metadata().map_err(text)?.len();
        filler.set_len(len.saturating_sub((free * PAGE) as u64) / PAGE as u64 * PAGE as u64).map_err(text)
    }

    fn make_room(&self) -> Result<(), String> {
        fs::remove_file(self.filler()).map_err(|error| error.to_string())
    }

    /// Tries each operation with each number of free pages.
    fn with_little_room(&mut self) -> Result<(), String> {
        let options = options();
        for _ in 0..3 {
            let number = self.number();
            options.save(self.file(), &value(number)).map_err(|error| error.to_string())?;
        }
        drop(self.open()?);
        for free in 0..=MOST_FREE {
            self.save(free)?;
            self.append(free, 1)?;
            self.append(free, 3)?;
            self.compact(free)?;
            self.create(free)?;
            self.torn(free)?;
            // A log that has grown too large leaves no room for what else is tried.
            if self.appended.len() > 8 {
                fs::remove_file(self.log()).map_err(|error| error.to_string())?;
                self.appended.clear();
            }
        }
        Ok(())
    }

    /// Appends, and saves under other names, until the disk is full.
    fn until_it_is_full(&mut self) -> Result<(), String> {
        let mut log = self.open()?;
        loop {
            let number = self.number();
            let result = log.append(&value(number));
            if result.is_ok() {
                self.appended.push(number);
            }
            let failed = result.is_err();
            self.enter(result);
            if failed {
                break;
            }
        }
        self.check_log("appending until the disk is full");
        let full = options().save(self.disk.join("other"), &value(0));
        self.enter(full);
        fs::remove_file(self.disk.join("file.backup-1")).map_err(|error| error.to_string())?;
        self.go_on(&mut log, "appending until the disk is full")
    }

    fn save(&mut self, free: usize) -> Result<(), String> {
        let before = self.versions();
        let number = self.number();
        self.fill(free)?;
        let result = options().save(self.file(), &value(number));
        let now = self.versions();
        let is_right = match result {
            Ok(_) => now == versions::after(before, number),
            Err(_) => now[0] == before[0] && versions::may_be_during(before, number, now),
        };
        self.enter(result);
        self.judge(is_right, &format!("a save with {free} pages: {before:?}, then {now:?}"));
        self.make_room()?;
        self.check_litter(&format!("a save with {free} pages"));
        Ok(())
    }

    fn append(&mut self, free: usize, rows: usize) -> Result<(), String> {
        let what = format!("{rows} rows with {free} pages");
        let mut log = self.open()?;
        let numbers: Vec<u64> = (0..rows).map(|_| self.number()).collect();
        let values: Vec<Value> = numbers.iter().map(|number| value(*number)).collect();
        self.fill(free)?;
        let result = log.append_all(&values);
        if result.is_ok() {
            self.appended.extend(numbers);
        }
        self.enter(result);
        self.check_log(&what);
        self.make_room()?;
        self.go_on(&mut log, &what)
    }

    fn compact(&mut self, free: usize) -> Result<(), String> {
        let what = format!("a compaction with {free} pages");
        let mut log = self.open()?;
        self.fill(free)?;
        let result = log.compact();
        self.enter(result);
        self.check_log(&what);
        self.make_room()?;
        self.go_on(&mut log, &what)
    }

    /// Creates another log.
    fn create(&mut self, free: usize) -> Result<(), String> {
        let path = self.disk.join("new");
        self.fill(free)?;
        let result = Log::<Value>::open(&path);
        let is_there = path.exists();
        self.judge(result.is_ok() == is_there, &format!("a new log with {free} pages: {result:?}"));
        self.enter(result);
        self.make_room()?;
        let again = Log::<Value>::open(&path).and_then(|mut log| log.append(&value(0)));
        self.judge(again.is_ok(), &format!("a new log with {free} pages, and then room: {again:?}"));
        let removed = fs::remove_file(&path).and_then(|()| fs::remove_file(self.disk.join("new.lock")));
        removed.map_err(|error| error.to_string())
    }

    /// Opens a log that a crash has torn: what is torn needs room to be set aside.
    fn torn(&mut self, free: usize) -> Result<(), String> {
        let mut log = self.open()?;
        let end = log.size();
        let text = |error: io::Error| error.to_string();
        let appended = log.append(&value(0));
        appended.map_err(|error| error.to_string())?;
        drop(log);
        let file = fs::OpenOptions::new().write(true).open(self.log()).map_err(text)?;
        file.set_len(end + (3 * PAGE) as u64).map_err(text)?;
        self.fill(free)?;
        let result = Log::<Value>::open(self.log());
        let torn = self.disk.join(format!("log.torn-{end}"));
        let is_there = torn.metadata().is_ok_and(|metadata| metadata.len() == (3 * PAGE) as u64);
        self.judge(result.is_ok() == is_there, &format!("a torn log with {free} pages: {result:?}"));
        self.enter(result);
        self.check_log(&format!("a torn log with {free} pages"));
        self.make_room()?;
        drop(self.open()?);
        fs::remove_file(torn).map_err(text)
    }

    fn open(&self) -> Result<Log<Value>, String> {
        Log::open(self.log()).map_err(|error| format!("the log does not open: {error}"))
    }

    /// With room again, the log that is open takes a row.
    fn go_on(&mut self, log: &mut Log<Value>, what: &str) -> Result<(), String> {
        let number = self.number();
        let result = log.append(&value(number));
        let is_right = result.is_ok();
        self.appended.extend(is_right.then_some(number));
        self.judge(is_right, &format!("an append after {what}: {result:?}"));
        self.check_log(what);
        self.check_litter(what);
        Ok(())
    }

    /// Which versions the file and its backups are.
    fn versions(&self) -> Versions {
        ["file", "file.backup-1", "file.backup-2"].map(|name| {
            let loaded = LoadOptions::new().load::<Value>(self.disk.join(name)).ok()?.value;
            loaded.first().copied().filter(|number| loaded == value(*number))
        })
    }

    fn check_log(&mut self, what: &str) {
        let found = LogReader::<Value>::open(self.log()).and_then(Iterator::collect::<Result<Vec<_>, Error>>);
        let expected = self.appended.iter().map(|number| value(*number));
        let is_right = found.as_ref().is_ok_and(|found| expected.eq(found.iter().cloned()));
        self.judge(is_right, &format!("the log after {what}"));
    }

    /// A failure removes its own temporary file.
    fn check_litter(&mut self, what: &str) {
        let names = names(&self.disk).unwrap_or_default();
        let litter = names.iter().find(|name| is_temporary(name));
        self.judge(litter.is_none(), &format!("{litter:?} is left of {what}"));
    }

    /// Counts an operation, which may have failed for want of room, and for no other reason.
    fn enter<T>(&mut self, result: Result<T, Error>) {
        match result {
            Ok(_) => self.counts.done += 1,
            Err(error) => {
                self.counts.full += 1;
                let message = error.to_string();
                let is_right = error.kind() == ErrorKind::Io && is_full(&io::Error::from(error));
                self.judge(is_right, &message);
            }
        }
    }

    fn judge(&mut self, is_right: bool, what: &str) {
        if !is_right {
            self.counts.wrong += 1;
            eprintln!("wrong: {what}");
        }
    }
}

fn options() -> SaveOptions {
    let mut options = SaveOptions::new();
    options.backups(2);
    options
}

fn is_full(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::StorageFull
}
