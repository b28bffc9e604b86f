//! What one flipped bit does to 100 log rows: in Persist's container, and in the bytes of each peer.
//!
//! Every bit is flipped in turn, and what the library makes of the bytes is compared with the rows. The flips run in a child
//! process (`child`) with bounds on memory and time, as some libraries abort, or ask for all the memory there is; the parent
//! counts (`tally`), and starts another child behind a flip that has ended one. `libraries` has the libraries,
//! `pickle` Python's.

mod child;
mod libraries;
mod pickle;
mod tally;

use self::child::Child;
use self::libraries::LIBRARIES;
use self::tally::Tally;
use crate::Result;
use crate::sets::{Logs, Set};

const ROWS: usize = 100;

/// What came of one flip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Outcome {
    /// An error.
    Error = b'e',
    /// The same rows.
    Same = b's',
    /// Other rows, and no error.
    Silent = b'x',
    /// A panic; or, as no child writes this: an abort, or no answer in time.
    Crash = b'c',
}

impl Outcome {
    fn of(byte: u8) -> Result<Self> {
        [Self::Error, Self::Same, Self::Silent, Self::Crash]
            .into_iter()
            .find(|outcome| *outcome as u8 == byte)
            .ok_or_else(|| format!("a child wrote {byte:#04x}").into())
    }
}

/// Flips every bit for every library, and prints a line for each.
///
/// # Errors
/// A library that cannot be tried; or a flip in Persist's container that is not an error.
pub fn run() -> Result<()> {
    let logs = Logs::generate(ROWS);
    println!("{ROWS} log rows, each bit flipped in turn:");
    for library in LIBRARIES {
        let tally = Tally::of(library.name, |first| Child::of_library(library.name, first))?;
        println!("{tally}");
        if library.is_checked && tally.count(Outcome::Error) != tally.all() {
            return Err("a flipped bit of a container was not an error".into());
        }
    }
    match pickle::Script::new(&logs)? {
        Some(script) => println!("{}", Tally::of(pickle::NAME, |first| script.child(first))?),
        None => println!("{}: skipped, as there is no python3", pickle::NAME),
    }
    Ok(())
}

/// Flips the bits of one library from the `first` on, and writes a byte for each: what a child does.
///
/// # Errors
/// A library that does not exist, or that fails without any damage.
pub fn flip_from(library: &str, first: &str) -> Result<()> {
    let library = LIBRARIES.iter().find(|known| known.name == library).ok_or("no such library")?;
    let logs = Logs::generate(ROWS);
    let mut subject = (library.make)(&logs.logs)?;
    child::flip_from(&mut *subject, first.parse()?)
}
