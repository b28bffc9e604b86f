//! The race: every library on every data set, checked, interleaved, compared with the best peer.
//!
//! | operation | what is measured |
//! |---|---|
//! | `encode` | into a buffer that is kept; bare bytes, as the peers have nothing else |
//! | `decode` | to a value that owns all it holds, and its drop |
//! | `borrow` | to a value whose texts lie in the input; of rkyv, the validation of the archive, whose rows nothing has read then: shown, not counted |
//! | `size`, `zstd` | the bytes, and the bytes after zstd at level 3; of a message without the 8 bytes that tell its type |
//! | `save` | to a file in memory (`/dev/shm`), everything on; a peer's bytes as durably, and (`plain`, shown) as by `fs::write` |
//! | `load` | of that file, to an owned value |
//!
//! Not everyone takes part everywhere:
//!
//! - bitcode's derive takes no type that contains itself; on `tree` and `files` its serde mode runs (`bitcode-serde`).
//! - Fory, savefile, revision and borsh have no borrowed texts, and bilrost's are not entered: its types need attributes of their own.
//! - rkyv unvalidated, which must not be used on bytes that one does not trust, serde_json and pickle are shown and not counted, the
//!   last two on `log` alone.
//! - [`limits`] tells which limit stands beside which operation.

use crate::Result;
use crate::libraries::entry::{Entries, Operation};
use crate::libraries::{
    Bilrost, Bitcode, BitcodeSerde, Borsh, Compatible, Fixed, Fory, Json, Library, Persist, PersistSmall, Postcard,
    Raced, Revision, Rkyv, Savefile, Speedy, Wincode, files, limits, pickle, rkyv,
};
use crate::measure::Pace;
use crate::report::{Measure, Row, compare};
use crate::scale::Scale;
use crate::sets::{Events, Files, Logs, Maps, Mesh, Message, Players, Set, Table, Tree, Updates};

/// One data set with the libraries that are entered on it.
pub struct Contest {
    /// The data set.
    pub set: &'static str,
    /// The peers that cannot express it, or a part of what is done with it, and why.
    pub left_out: &'static [(&'static str, &'static str)],
    /// Whether it can have more rows and fewer.
    pub is_scaled: bool,
    rows: usize,
    run: fn(Pace, usize) -> Result<Vec<Measure>>,
}

/// Why bitcode enters some sets by way of serde.
const RECURSIVE: &[(&str, &str)] =
    &[("bitcode", "its derive takes no type that contains itself; its serde mode runs instead")];

/// A contest of Persist, the peers that can express a set, and the limits.
///
/// It is a macro and no function, as a function would have to say for each set what every library wants of its types.
macro_rules! contest {
    ($set:ty, all $($more:tt)*) => {
        contest!(@ $set, [Bitcode], &[], $($more)*)
    };
    ($set:ty, without_bitcode $($more:tt)*) => {
        contest!(@ $set, [BitcodeSerde], RECURSIVE, $($more)*)
    };
    (@ $set:ty, $bitcode:tt, $left_out:expr, , borrowed $($more:tt)*) => {
        contest!(@ $set, $bitcode, [Persist, PersistSmall, Bitcode, Wincode, Rkyv, Postcard, Speedy], $left_out $($more)*)
    };
    (@ $set:ty, $bitcode:tt, $left_out:expr,) => {
        contest!(@ $set, $bitcode, [], $left_out)
    };
    (@ $set:ty, $bitcode:tt, $borrowed:tt, $left_out:expr) => {
        contest!(@ $set, $bitcode, $borrowed, $left_out, shown |_entries, _value, _pace| Vec::new())
    };
    (
        @ $set:ty, [$bitcode:ty], [$($borrowing:ty),*], $left_out:expr,
        shown |$entries:ident, $value:ident, $pace:ident| $shown:expr
    ) => {
        Contest {
            set: <$set>::NAME,
            left_out: $left_out,
            is_scaled: !<$set>::IS_MESSAGE,
            rows: <$set>::ROWS,
            run: |$pace, rows| {
                let value = <$set>::generate(rows);
                let folder = files::folder()?;
                let mut $entries = Entries::default();
                contest!(@ours $set, $entries, value, folder, [Persist, PersistSmall]);
                contest!(@peers $entries, value, folder, [
                    $bitcode, Wincode, Rkyv, Postcard, Fory<Fixed>, Fory<Compatible>, Savefile, Revision, Borsh, Speedy,
                    Bilrost
                ]);
                $($entries.borrowed::<$borrowing, _>(&value)?;)*
                let borrowing: &[&str] = &[$(<$borrowing as Library>::NAME),*];
                limits::enter(&mut $entries, &value, !borrowing.is_empty())?;
                rkyv::enter_unvalidated(&mut $entries, &value)?;
                let $value = &value;
                let more: Vec<Measure> = $shown;
                let mut measures = $entries.measure($pace);
                measures.extend(more);
                Ok(measures)
            },
        }
    };
    (@ours $set:ty, $entries:ident, $value:ident, $folder:ident, [$($ours:ty),*]) => {
        $(
            $entries.owned::<$ours, _>(&$value, if <$set>::IS_MESSAGE { <$ours>::HEAD } else { 0 })?;
            $entries.filed::<$ours, _>(&$value, $folder.path())?;
        )*
    };
    (@peers $entries:ident, $value:ident, $folder:ident, [$($peer:ty),*]) => {
        $(
            $entries.owned::<$peer, _>(&$value, 0)?;
            $entries.written::<$peer, _>(&$value, $folder.path())?;
        )*
    };
}

/// Every contest, in the order in which they run.
pub const CONTESTS: &[Contest] = &[
    contest!(
        Logs,
        all,
        borrowed,
        shown | entries,
        value,
        pace | {
            entries.owned::<Json, _>(value, 0)?;
            pickle::measure(value, pace)?
        }
    ),
    contest!(Mesh, all),
    contest!(Players, all, borrowed),
    contest!(Updates, all),
    contest!(Message, all, borrowed),
    contest!(Events, all, borrowed),
    contest!(Tree, without_bitcode),
    contest!(Table, all, borrowed),
    contest!(Maps, all),
    contest!(Files, without_bitcode),
];

impl Contest {
    /// Runs the contest.
    ///
    /// # Errors
    /// If a library refuses the set, or does not bring back what it was given.
    pub fn run(&self, pace: Pace, scale: Scale) -> Result<Vec<Row>> {
        let mut measures = (self.run)(pace, scale.of(self.rows)).map_err(|error| format!("{}: {error}", self.set))?;
        measures.sort_by_key(|measure| Operation::ALL.iter().position(|known| known.name() == measure.operation));
        Ok(compare(&scale.named(self.set), measures))
    }
}

/// Enters every library of the benchmark of leaves with a value.
///
/// # Errors
/// If a library refuses the value, or does not bring it back.
pub fn enter_owned<'a, T: Raced>(value: &'a T, entries: &mut Entries<'a>) -> Result<()> {
    entries.owned::<Persist, T>(value, 0)?;
    entries.owned::<PersistSmall, T>(value, 0)?;
    entries.owned::<Bitcode, T>(value, 0)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn every_library_brings_back_what_it_was_given() {
        let pace = Pace { rounds: 1, time: Duration::ZERO, sample: Duration::ZERO };
        for contest in CONTESTS {
            let measures =
                (contest.run)(pace, contest.rows.min(300)).map_err(|error| format!("{}: {error}", contest.set));
            assert!(measures.unwrap().iter().all(|measure| measure.value > 0.0), "{}", contest.set);
        }
    }
}
