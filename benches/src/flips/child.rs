//! A process that flips bits, and may not survive it.
//!
//! It writes how many bytes there are, as a `u64`, and then a byte for each flip as soon as its outcome is known. What it may
//! take is bounded, and so is the time for each flip: whatever breaks a bound ends it.

use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};
use std::{env, io, panic};

use super::Outcome;
use super::libraries::Subject;
use crate::Result;

/// The most address space of a child, in bytes.
pub(super) const MEMORY: u64 = 2 << 30;

/// The longest that one flip may take, in seconds.
pub(super) const PATIENCE: u32 = 10;

/// How a child ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// When it had done everything.
    Done,
    /// Before that.
    Died,
}

/// A running child.
pub(super) struct Child(std::process::Child);

impl Child {
    /// Starts this program once more, to flip this library's bits from the `first` on.
    pub(super) fn of_library(name: &str, first: usize) -> Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        Self::of(command.args([name, &first.to_string()]))
    }

    /// Starts a command that does as this page says.
    pub(super) fn of(command: &mut Command) -> Result<Self> {
        // To look for the names of what an abort stood in takes longer than all the rest.
        command.env("RUST_BACKTRACE", "0");
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        Ok(Child(command.spawn().map_err(|error| format!("cannot start {command:?}: {error}"))?))
    }

    fn stdout(&mut self) -> io::Result<&mut impl Read> {
        self.0.stdout.as_mut().ok_or_else(|| io::Error::other("a child without an output"))
    }

    /// How many bytes there are to flip bits of.
    pub(super) fn bytes(&mut self) -> Result<usize> {
        let mut bytes = [0; 8];
        self.stdout()?.read_exact(&mut bytes).map_err(|_| "it fails without any damage")?;
        Ok(usize::try_from(u64::from_le_bytes(bytes))?)
    }

    /// Appends what it finds until its end.
    pub(super) fn outcomes(mut self, outcomes: &mut Vec<Outcome>) -> Result<End> {
        let mut found = Vec::new();
        self.stdout()?.read_to_end(&mut found)?;
        for byte in found {
            outcomes.push(Outcome::of(byte)?);
        }
        Ok(if self.0.wait()?.success() { End::Done } else { End::Died })
    }
}

/// What a child does.
///
/// # Errors
/// A system without limits, or an output that nobody reads.
pub(super) fn flip_from(subject: &mut dyn Subject, first: usize) -> Result<()> {
    limit_memory()?;
    panic::set_hook(Box::new(|_| {}));
    let mut bytes = subject.bytes().to_vec();
    let mut out = io::stdout().lock();
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.flush()?;
    for bit in first..8 * bytes.len() {
        bytes[bit / 8] ^= 1 << (bit % 8);
        limit_time();
        let outcome = catch_unwind(AssertUnwindSafe(|| subject.look(&bytes)));
        out.write_all(&[outcome.unwrap_or(Outcome::Crash) as u8])?;
        out.flush()?;
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    Ok(())
}

/// From now on, what asks for more memory gets none.
fn limit_memory() -> Result<()> {
    let limit = libc::rlimit { rlim_cur: MEMORY, rlim_max: MEMORY };
    // SAFETY: a pointer to a limit that lives until the call returns.
    match unsafe { libc::setrlimit(libc::RLIMIT_AS, &raw const limit) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error().into()),
    }
}

/// Ends this process if it does not come here again in time.
fn limit_time() {
    // SAFETY: it has no preconditions; nobody handles the signal, so that it ends the process.
    unsafe { libc::alarm(PATIENCE) };
}
