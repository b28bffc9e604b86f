//! What must be in a folder after a kill: all that was acknowledged, and of the step after it all or nothing.

use std::io;
use std::path::Path;

use persist_core::{Error, LoadOptions, Log, LogReader};

use super::steps::{Row, Step, Version, counter_path, file_path, items, log_path, rows, step, stream_path, version};
use crate::faults::folder::{is_temporary, names};
use crate::faults::versions::{self, Versions};

/// What is known of a folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// Whether the log has been opened: it is there, then.
    pub opened: bool,
    /// The last step that was acknowledged, or has been found done; 0: none.
    pub done: u64,
}

/// What was found in a folder.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// The last step that is done: the last acknowledged one, or the one after it.
    pub done: u64,
    /// How many bytes of a record stand behind the last whole one.
    pub torn: u64,
    /// How many temporary files there are.
    pub litter: usize,
    /// Whether there is a backup too many.
    pub surplus: bool,
    /// How many bytes the log has.
    pub size: u64,
}

/// Looks into a folder, and changes nothing.
///
/// # Errors
/// What is missing or wrong.
pub fn check(folder: &Path, known: Known) -> Result<Found, String> {
    let next = known.done + 1;
    let (appended, torn) = check_log(folder, known)?;
    let saved = check_file(folder, known.done)?;
    let counter = load(&counter_path(folder))?;
    let replaced = check_last("counter", counter, known.done, Step::Replace)?;
    let streamed = check_last("stream", load_stream(&stream_path(folder))?, known.done, Step::Stream)?;
    let done = if appended || saved || replaced || streamed { next } else { known.done };
    let names = names(folder).map_err(|error| error.to_string())?;
    let litter = names.iter().filter(|name| is_temporary(name)).count();
    if let Some(name) = names.iter().find(|name| !is_temporary(name) && !is_expected(name)) {
        return Err(format!("{name:?} is there"));
    }
    let surplus = names.iter().any(|name| name == "file.backup-3");
    let size = log_path(folder).metadata().map_or(0, |metadata| metadata.len());
    Ok(Found { done, torn, litter, surplus, size })
}

/// Opens the log, which sets aside a torn tail of so many bytes and cuts it off.
///
/// # Errors
/// If it does something else.
pub fn recover(folder: &Path, torn: u64) -> Result<(), String> {
    let log = Log::<Row>::open(log_path(folder)).map_err(|error| format!("the log does not open: {error}"))?;
    match log.torn() {
        None if torn == 0 => Ok(()),
        Some(found) if found.bytes == torn && found.path.metadata().is_ok_and(|file| file.len() == torn) => Ok(()),
        found => Err(format!("{torn} bytes were torn, and told is {found:?}")),
    }
}

fn is_expected(name: &str) -> bool {
    let rest = ["log", "file", "counter", "stream"].iter().find_map(|file| name.strip_prefix(file));
    rest.is_some_and(|rest| {
        ["", ".lock", ".backup-1", ".backup-2", ".backup-3"].contains(&rest) || rest.starts_with(".torn-")
    })
}

/// Whether the step after the acknowledged ones has been appended, and how many bytes are torn.
fn check_log(folder: &Path, known: Known) -> Result<(bool, u64), String> {
    let mut reader = match LogReader::<Row>::open(log_path(folder)) {
        Err(error) if is_missing(&error) && !known.opened => return Ok((false, 0)),
        opened => opened.map_err(|error| format!("the log does not open: {error}"))?,
    };
    let found = reader.by_ref().collect::<Result<Vec<Row>, _>>();
    let found = found.map_err(|error| format!("the log cannot be read: {error}"))?;
    let mut rest = &found[..];
    for number in 1..=known.done {
        for row in rows(number) {
            rest = match rest {
                [first, behind @ ..] if *first == row => behind,
                _ => {
                    let instead = rest.first().map(|row| (row.step, row.index));
                    return Err(format!("in place of row ({number}, {}) of the log is {instead:?}", row.index));
                }
            };
        }
    }
    let next = rows(known.done + 1);
    if !rest.is_empty() && rest != next {
        return Err(format!("{} rows follow step {}, whose next has {}", rest.len(), known.done, next.len()));
    }
    let torn = reader.unfinished().map_err(|error| error.to_string())?;
    Ok((!rest.is_empty(), torn))
}

/// The last `N` steps up to `done` that are of a kind, the last one first.
fn last<const N: usize>(done: u64, kind: Step) -> [Option<u64>; N] {
    let mut steps = (1..=done).rev().filter(|number| step(*number) == kind);
    std::array::from_fn(|_| steps.next())
}

/// Whether the step after the acknowledged ones has saved `file`.
fn check_file(folder: &Path, done: u64) -> Result<bool, String> {
    let path = file_path(folder);
    let backup = |number| folder.join(format!("file.backup-{number}"));
    let found: Versions = [load(&path)?, load(&backup(1))?, load(&backup(2))?];
    let before: Versions = last(done, Step::Save);
    let next = done + 1;
    let is_right = match step(next) {
        Step::Save => versions::may_be_during(before, next, found),
        _ => found == before,
    };
    if !is_right {
        return Err(format!("file and backups are of steps {found:?} after {done}, and were of {before:?}"));
    }
    Ok(found[0] == Some(next))
}

/// Whether the step after the acknowledged ones has saved a file that one kind of step saves, and that is of step `found`.
fn check_last(name: &str, found: Option<u64>, done: u64, kind: Step) -> Result<bool, String> {
    let [before] = last(done, kind);
    let next = done + 1;
    let saved = step(next) == kind && found == Some(next);
    if !saved && found != before {
        return Err(format!("{name} is of step {found:?} after {done}, and was of {before:?}"));
    }
    Ok(saved)
}

/// Which step has streamed a file; `None` if there is none.
fn load_stream(path: &Path) -> Result<Option<u64>, String> {
    let found = match persist_core::load_iter::<u64>(path) {
        Ok(found) => {
            found.collect::<Result<Vec<_>, _>>().map_err(|error| format!("a stream does not load: {error}"))?
        }
        Err(error) if is_missing(&error) => return Ok(None),
        Err(error) => return Err(format!("a stream does not load: {error}")),
    };
    let step = found.first().copied().ok_or("an empty stream")?;
    if found.into_iter().eq(items(step)) { Ok(Some(step)) } else { Err(format!("{step} has streamed something else")) }
}

/// Which step's version a file is; `None` if there is none.
fn load(path: &Path) -> Result<Option<u64>, String> {
    let found = match LoadOptions::new().load::<Version>(path) {
        Ok(loaded) => loaded.value,
        Err(error) if is_missing(&error) => return Ok(None),
        Err(error) => return Err(format!("a file does not load: {error}")),
    };
    if found != version(found.step) {
        return Err(format!("{} is not what step {} saved", path.display(), found.step));
    }
    Ok(Some(found.step))
}

fn is_missing(error: &Error) -> bool {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound)
}
