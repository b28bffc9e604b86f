//! The race: every library on every data set, checked, interleaved, compared with the best peer.

use crate::Result;
use crate::libraries::entry::Entries;
use crate::libraries::{Bitcode, Borrowing, BorrowingCodec, Persist, PersistSmall, Raced};
use crate::measure::Pace;
use crate::report::{Row, compare};
use crate::sets::{Logs, Mesh, Players, Set, Updates};

/// One data set with the libraries that are entered on it.
pub struct Contest {
    /// The data set.
    pub set: &'static str,
    run: fn(Pace) -> Result<Vec<Row>>,
}

/// Every contest, in the order in which they run.
pub const CONTESTS: &[Contest] = &[
    Contest::borrowing::<Logs>(),
    Contest::owning::<Mesh>(),
    Contest::owning::<Players>(),
    Contest::owning::<Updates>(),
];

impl Contest {
    /// A set that is decoded to owned values only.
    const fn owning<T: Set + Raced>() -> Self {
        Self {
            set: T::NAME,
            run: |pace| {
                let value = T::generate(T::ROWS);
                let mut entries = Entries::default();
                enter_owned(&value, &mut entries)?;
                Ok(compare(T::NAME, entries.measure(pace)))
            },
        }
    }

    /// A set that is decoded to borrowed values too.
    const fn borrowing<T>() -> Self
    where
        T: Set + Raced + Borrowing,
        Persist: BorrowingCodec<T>,
        PersistSmall: BorrowingCodec<T>,
        Bitcode: BorrowingCodec<T>,
    {
        Self {
            set: T::NAME,
            run: |pace| {
                let value = T::generate(T::ROWS);
                let mut entries = Entries::default();
                enter_owned(&value, &mut entries)?;
                entries.borrowed::<Persist, T>(&value)?;
                entries.borrowed::<PersistSmall, T>(&value)?;
                entries.borrowed::<Bitcode, T>(&value)?;
                Ok(compare(T::NAME, entries.measure(pace)))
            },
        }
    }

    /// Runs the contest.
    ///
    /// # Errors
    /// If a library refuses the set, or does not bring back what it was given.
    pub fn run(&self, pace: Pace) -> Result<Vec<Row>> {
        (self.run)(pace).map_err(|error| format!("{}: {error}", self.set).into())
    }
}

/// Enters every library with a value.
///
/// # Errors
/// If a library refuses the value, or does not bring it back.
pub fn enter_owned<'a, T: Raced>(value: &'a T, entries: &mut Entries<'a>) -> Result<()> {
    entries.owned::<Persist, T>(value)?;
    entries.owned::<PersistSmall, T>(value)?;
    entries.owned::<Bitcode, T>(value)
}
