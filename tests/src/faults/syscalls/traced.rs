//! Each system call of a process fails in turn, which strace sees to.
//!
//! One call is left alone: the `close` of a directory that has been listed. The standard library panics if it fails, which on
//! Linux it does only for a number that is no open file.
//!
//! One run without faults tells which calls there are; then one run for each of them, in which that call, as the
//! how-manieth of its name, fails. What strace writes of that run shows that it was the right one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio, exit};

use super::operation::{Held, Operation, Outcome};
use super::place::Place;
use super::tally::Tally;
use super::trace::{self, BEGIN, Call, END, FLUSH, HINT, LIST, UNLOCK};
use super::{ERRORS, Errno, Times, WAYS};
use crate::faults::folder::Folder;

/// The hidden command with which the program starts itself.
pub const CHILD: &str = "syscalls-child";

/// How the process tells its outcome: when writes fail, it cannot do so by writing. With an error of the file system, it
/// is this number, and the error's in [`ERRORS`].
const FAILED: i32 = 10;
const DONE: i32 = 0;
const WEAKER: i32 = 2;
const UNKNOWN: i32 = 3;
const WRONG: i32 = 4;

/// Whether there is an strace that may trace.
///
/// # Errors
/// Why not.
pub fn is_possible() -> Result<(), String> {
    let mut command = Command::new("strace");
    command.args(["-qq", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=1..2", "true"]);
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("strace does not start: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!("strace cannot trace: {}", String::from_utf8_lossy(&output.stderr).trim())),
    }
}

/// Tries operations in processes of `program`.
///
/// # Errors
/// What fails although no call does.
pub fn run(program: &Path, operations: &[Operation]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for operation in operations.iter().copied() {
        let folder = Folder::new("syscalls").map_err(|error| error.to_string())?;
        let tried = Tried { program, operation, folder: folder.path() };
        tried.each_call(&mut tally).map_err(|what| format!("{}: {what}", operation.name()))?;
    }
    Ok(tally)
}

/// An operation, tried again and again.
struct Tried<'a> {
    program: &'a Path,
    operation: Operation,
    /// Holds the files as the operation finds them, and copies of them for each run.
    folder: &'a Path,
}

impl Tried<'_> {
    fn each_call(&self, tally: &mut Tally) -> Result<(), String> {
        let template = self.template();
        fs::create_dir(&template).map_err(|error| error.to_string())?;
        self.operation.prepare(&Place::real(&template)).map_err(|error| error.to_string())?;
        let calls = self.calls()?;
        let is_refused = |call: &&Call| call.name == "close" && call.why == LIST;
        // A `close` that fails for ever does so up to the one that must not.
        let end = calls.iter().find(is_refused).map(|call| call.number);
        for call in calls.iter().filter(|call| !is_refused(call)) {
            let until = end.filter(|end| call.name == "close" && *end > call.number);
            for (index, error) in ERRORS.iter().enumerate() {
                for times in WAYS {
                    let (outcome, result) = self.case(call, index, times, until)?;
                    let result = result.map_err(|what| format!("{what} ({} {}, {times:?})", call.name, call.number));
                    tally.enter(self.operation, &call.label(), error.name, &outcome, result);
                }
            }
        }
        Ok(())
    }

    /// The calls that the operation makes, but for those that fail in any case.
    fn calls(&self) -> Result<Vec<Call>, String> {
        let work = self.copy()?;
        let (outcome, trace) = self.start(&work, &[])?;
        if outcome != Outcome::Done {
            return Err(format!("without a fault: {outcome:?}"));
        }
        self.operation.check(&Place::real(&work), &outcome, false)?;
        let mut calls = trace::calls(&trace, &work);
        fs::remove_dir_all(&work).map_err(|error| error.to_string())?;
        calls.retain(|call| self.operation != Operation::SaveCopies || !call.name.starts_with("link"));
        // Without optimisations, the standard library looks whether a file is open before it closes it.
        calls.retain(|call| call.name != "fcntl");
        match calls.len() {
            0 => Err("strace shows no calls".to_owned()),
            _ => Ok(calls),
        }
    }

    /// One run, in which a call fails, or all from it on up to the one before `until`.
    fn case(
        &self,
        call: &Call,
        error: usize,
        times: Times,
        until: Option<usize>,
    ) -> Result<(Outcome, Result<(), String>), String> {
        let work = self.copy()?;
        let Errno { name, .. } = ERRORS[error];
        let last = match times {
            Times::Once => String::new(),
            Times::ForEver if until.is_some() => format!("..{}", until.unwrap_or(call.number) - 1),
            Times::ForEver if name == "EINTR" => format!("..{}", call.number + 3),
            Times::ForEver => "+".to_owned(),
        };
        let fault = format!("inject={}:error={name}:when={}{last}", call.name, call.number);
        let (outcome, trace) = self.start(&work, &[fault])?;
        let failed = trace::injected(&trace, &work, self.operation == Operation::SaveCopies);
        let is_it = failed.as_ref().is_some_and(|(name, what)| *name == call.name && *what == call.what);
        if !is_it {
            return Err(format!("{} should fail, and {failed:?} did", call.label()));
        }
        // An append of which neither the flush nor the cut works may be there.
        let unsettled = times == Times::ForEver;
        let result = judge(self.operation, call, ERRORS[error], times, &outcome)
            .and_then(|()| self.operation.check(&Place::real(&work), &outcome, unsettled));
        fs::remove_dir_all(&work).map_err(|error| error.to_string())?;
        Ok((outcome, result))
    }

    fn template(&self) -> PathBuf {
        self.folder.join("template")
    }

    /// The files as they are before the operation, in a folder where this process has not looked for litter yet.
    fn copy(&self) -> Result<PathBuf, String> {
        use std::sync::atomic::{AtomicU32, Ordering};

        static COUNT: AtomicU32 = AtomicU32::new(0);
        let work = self.folder.join(format!("work-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
        let copy = || {
            fs::create_dir(&work)?;
            for entry in fs::read_dir(self.template())? {
                let entry = entry?;
                fs::copy(entry.path(), work.join(entry.file_name()))?;
            }
            Ok(())
        };
        copy().map_err(|error: std::io::Error| error.to_string())?;
        Ok(work)
    }

    /// Runs the operation in a process of its own, with faults as strace takes them; the outcome, and what strace wrote.
    fn start(&self, work: &Path, faults: &[String]) -> Result<(Outcome, String), String> {
        let output = self.folder.join("trace");
        let mut command = Command::new("strace");
        command.args(["-qq", "-y", "-e", "trace=%file,%desc", "-o"]).arg(&output);
        if self.operation == Operation::SaveCopies {
            command.args(["-e", "inject=link,linkat:error=EPERM"]);
        }
        for fault in faults {
            command.arg("-e").arg(fault);
        }
        command.arg(self.program).args([CHILD, self.operation.name()]).arg(work);
        let ran = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
        let outcome = match ran.status.code() {
            Some(DONE) => Outcome::Done,
            Some(WEAKER) => Outcome::Weaker,
            Some(UNKNOWN) => Outcome::Unknown,
            code => match code.and_then(|code| ERRORS.get(usize::try_from(code - FAILED).ok()?)) {
                Some(error) => Outcome::Failed(error.kind()),
                None => Outcome::Wrong(format!("{}, {}", ran.status, String::from_utf8_lossy(&ran.stderr).trim())),
            },
        };
        Ok((outcome, fs::read_to_string(&output).map_err(|error| error.to_string())?))
    }
}

/// Whether an operation may have such an outcome when a call has failed.
fn judge(operation: Operation, call: &Call, error: Errno, times: Times, outcome: &Outcome) -> Result<(), String> {
    let is_right = match outcome {
        Outcome::Failed(kind) => *kind == error.kind(),
        Outcome::Unknown => call.why == FLUSH || times == Times::ForEver,
        Outcome::Done => is_harmless(operation, call, error),
        // One may create files in a directory that one may not open.
        Outcome::Weaker => error.name == "EACCES" && (call.why == FLUSH || times == Times::ForEver),
        Outcome::Wrong(_) => false,
    };
    if is_right { Ok(()) } else { Err(format!("{outcome:?}")) }
}

/// Whether an operation may do without a call.
fn is_harmless(operation: Operation, call: &Call, error: Errno) -> bool {
    match (call.name.as_str(), call.what, call.why) {
        // The call is made again, if it does anything.
        _ if error.name == "EINTR" => true,
        // The data was flushed before.
        ("close", ..) => true,
        // Whether the dead have left litter is not the operation's business.
        (_, _, LIST) => true,
        // How much room a read will need.
        (_, _, HINT) => true,
        ("statx", "file", _) => operation == Operation::Load,
        // A file system without locks, and whether the new file still has its name.
        ("flock" | "statx", "new file", _) => true,
        // The file is closed next.
        (_, _, UNLOCK) => true,
        // The file is copied instead.
        ("link" | "linkat", ..) => true,
        // A backup that is one too many goes with the next save.
        ("unlink", "backup", _) | ("statx", "backup", _) => true,
        // A directory that may not be opened can not be flushed: the durability is what such a system has.
        ("openat", _, FLUSH) => error.name == "EACCES",
        _ => false,
    }
}

impl Errno {
    fn kind(self) -> std::io::ErrorKind {
        std::io::Error::from_raw_os_error(self.number).kind()
    }
}

/// `syscalls-child OPERATION FOLDER`: does the operation between two marks, and ends with its outcome as its exit code.
///
/// # Errors
/// Wrong arguments, or what fails before the operation.
pub fn child(arguments: &[&str]) -> Result<(), String> {
    let [name, folder] = arguments else { return Err("an operation and a folder are missing".to_owned()) };
    let operation = Operation::named(name).ok_or_else(|| format!("there is no operation {name:?}"))?;
    let place = Place::real(Path::new(folder));
    let mut held: Held = operation.hold(&place).map_err(|error| error.to_string())?;
    let mark = |path| drop(fs::symlink_metadata(path));
    mark(BEGIN);
    let outcome = operation.perform(&place, &mut held);
    mark(END);
    exit(match outcome {
        Outcome::Done => DONE,
        Outcome::Weaker => WEAKER,
        Outcome::Unknown => UNKNOWN,
        Outcome::Failed(kind) => match ERRORS.iter().position(|error| error.kind() == kind) {
            Some(error) => FAILED + error as i32,
            None => {
                eprintln!("{kind:?}");
                WRONG
            }
        },
        Outcome::Wrong(what) => {
            eprintln!("{what}");
            WRONG
        }
    })
}
