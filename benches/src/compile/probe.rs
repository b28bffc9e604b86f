//! CPU time of one `rustc`: this program as a wrapper around it.
//!
//! Cargo runs `$RUSTC_WORKSPACE_WRAPPER rustc ARGUMENTS…`. The wrapper is this very program,
//! which starts `rustc`, waits for it, and appends the CPU time of its one child (with the
//! linker that `rustc` waits for) to a log. Cargo's own work is not in it.

use std::env;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::Result;

/// Where the wrapper writes; it is also how this program knows that it is one.
const LOG: &str = "PERSIST_BENCHES_RUSTC_LOG";

/// The log to write, where this process was started as the wrapper.
pub fn requested() -> Option<PathBuf> {
    env::var_os(LOG).map(PathBuf::from)
}

/// Runs the compiler given by the arguments and logs its CPU time.
///
/// # Errors
/// If the compiler cannot be started or the log not written.
pub fn run(log: &Path) -> Result<ExitCode> {
    let mut arguments = env::args_os().skip(1);
    let compiler = arguments.next().ok_or("no compiler to wrap was given")?;
    let arguments: Vec<OsString> = arguments.collect();
    let status = Command::new(compiler).args(&arguments).status()?;
    if compiles_scratch(&arguments) {
        let mut log = OpenOptions::new().create(true).append(true).open(log)?;
        writeln!(log, "{}", children_cpu_seconds()?)?;
    }
    Ok(match status.code() {
        Some(0) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// Makes a Cargo command use this program as the wrapper, which logs to a file.
pub(super) fn installed<'c>(cargo: &'c mut Command, log: &Path) -> Result<&'c mut Command> {
    Ok(cargo.env(LOG, log).env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?).env_remove("RUSTC_WRAPPER"))
}

/// The CPU seconds of all compilers in a log.
pub(super) fn read(log: &Path) -> Result<f64> {
    let mut seconds = 0.0;
    for line in fs::read_to_string(log)?.lines() {
        seconds += line.parse::<f64>()?;
    }
    Ok(seconds)
}

/// Cargo also asks the compiler for its version and settings; that does not count.
fn compiles_scratch(arguments: &[OsString]) -> bool {
    arguments.windows(2).any(|pair| pair[0] == "--crate-name" && pair[1] == super::scratch::NAME)
}

/// User and system time of all children that this process has waited for.
#[cfg(unix)]
fn children_cpu_seconds() -> Result<f64> {
    use std::mem::MaybeUninit;

    let mut usage = MaybeUninit::<libc::rusage>::uninit();
    // SAFETY: the pointer is to writable memory of the size and alignment of an `rusage`.
    let outcome = unsafe { libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr()) };
    if outcome != 0 {
        return Err(std::io::Error::last_os_error().into());
    }
    // SAFETY: `getrusage` returned 0, so it has filled in the whole structure.
    let usage = unsafe { usage.assume_init() };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    Ok(seconds(usage.ru_utime) + seconds(usage.ru_stime))
}

/// Other systems have no `getrusage`.
#[cfg(not(unix))]
fn children_cpu_seconds() -> Result<f64> {
    Err("`compile` measures CPU time by getrusage, which only Unix systems have".into())
}
