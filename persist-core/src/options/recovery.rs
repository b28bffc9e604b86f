//! What becomes of the rest where a part of a file is damaged.

use crate::error::Error;

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
