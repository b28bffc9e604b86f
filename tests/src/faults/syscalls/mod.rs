//! Each call that an operation makes to the file system fails in turn: once and for ever, with each of five errors, and
//! writes are short.
//!
//! An [`operation`] is tried in a [`place`]: on the [`simulated`] disk, where the calls are those of the storage trait, and on
//! the real one, where strace has the system calls of a process fail ([`traced`]). After each fault, what is there is
//! checked, and that work goes on from there.

pub mod operation;
pub mod place;
pub mod simulated;
mod tally;
mod trace;
pub mod traced;

use std::io;

use self::operation::OPERATIONS;
pub use self::tally::Tally;
pub use self::traced::{CHILD, child};

/// An error that calls fail with.
#[derive(Clone, Copy, Debug)]
struct Errno {
    name: &'static str,
    /// Linux's number.
    number: i32,
    /// What stands for it on the simulated disk.
    simulated: io::ErrorKind,
}

const ERRORS: [Errno; 5] = [
    Errno { name: "EIO", number: 5, simulated: io::ErrorKind::Other },
    Errno { name: "ENOSPC", number: 28, simulated: io::ErrorKind::StorageFull },
    Errno { name: "EINTR", number: 4, simulated: io::ErrorKind::Interrupted },
    Errno { name: "EACCES", number: 13, simulated: io::ErrorKind::PermissionDenied },
    Errno { name: "EDQUOT", number: 122, simulated: io::ErrorKind::QuotaExceeded },
];

/// How often a call fails, from a certain one on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    Once,
    /// EINTR, after which a call is tried again, only a few times.
    ForEver,
}

const WAYS: [Times; 2] = [Times::Once, Times::ForEver];

/// `syscalls`.
///
/// # Errors
/// Arguments, or a case that went wrong.
pub fn main(arguments: &[&str]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err(format!("`syscalls` takes no arguments, and got {arguments:?}"));
    }
    let simulated = simulated::run()?;
    println!("On the simulated disk, by calls of the storage trait:\n\n{simulated}");
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let traced = match traced::is_possible() {
        Ok(()) => traced::run(&program, &OPERATIONS.map(|(operation, _)| operation))?,
        Err(why) => {
            println!("On the real disk: skipped, as {why}.");
            Tally::default()
        }
    };
    if traced.cases() > 0 {
        println!("On the real disk, by system calls that strace has fail:\n\n{traced}");
    }
    let wrong = || simulated.wrong.iter().chain(&traced.wrong);
    wrong().for_each(|what| eprintln!("wrong: {what}"));
    println!("simulated: {} cases; by strace: {} cases", simulated.cases(), traced.cases());
    println!("syscalls: {} cases, wrong: {}", simulated.cases() + traced.cases(), wrong().count());
    if wrong().count() == 0 { Ok(()) } else { Err("something is wrong".to_owned()) }
}
