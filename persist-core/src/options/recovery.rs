//! What becomes of the rest where a part of a file is damaged.

use super::LoadOptions;
use crate::error::{Error, ErrorKind, Result};

/// What to do about damage, where a file has parts that can be read without the others: the groups
/// of a sequence, the records of a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Recovery {
    /// Ends with an error that says what is damaged. The default.
    #[default]
    Stop,
    /// Goes on behind the damage, and reports what was passed over ([`Skipped`]).
    Skip,
}

/// A part of a file that was passed over because it is damaged.
#[derive(Debug)]
#[non_exhaustive]
pub struct Skipped {
    /// Where it begins, in bytes from the start of the container.
    pub offset: u64,
    /// How many bytes it has. 0 where something is missing, such as the end of the file.
    pub bytes: u64,
    /// What is wrong with it.
    pub error: Error,
}

impl LoadOptions {
    /// What to do about damage in a sequence that is read by [`LoadOptions::load_iter`] or
    /// [`LoadOptions::iter_from_reader`]. Default: [`Recovery::Stop`].
    ///
    /// With [`Recovery::Skip`] they go on behind what is damaged, so that everything outside of the damaged chunks
    /// comes back, and [`LoadIter::skipped`](crate::LoadIter::skipped) tells what did not. Errors that are none of
    /// damage still end them: those of the operating system, of a limit, or of the program's own checks. So
    /// does damage to the header, without which nothing can be read.
    ///
    /// A value is loaded whole or not at all: the other methods refuse [`Recovery::Skip`].
    ///
    /// # Examples
    /// See [`LoadIter::skipped`](crate::LoadIter::skipped).
    pub fn recovery(&mut self, recovery: Recovery) -> &mut Self {
        self.recovery = recovery;
        self
    }

    /// Refuses to skip where a value is loaded whole.
    pub(super) fn check_whole(&self) -> Result<()> {
        match self.recovery {
            Recovery::Stop => Ok(()),
            Recovery::Skip => {
                Err(Error::new(ErrorKind::Misuse, "a value is loaded whole: nothing of it can be passed over")
                    .help("`LoadOptions::load_iter` reads the items of a sequence one by one, and passes over damage"))
            }
        }
    }
}
