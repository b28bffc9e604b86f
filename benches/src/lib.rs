//! Measures Persist against its peers, all in one process and round by round, so that noise
//! hits all of them alike.
//!
//! - [`race`]: run time and size on whole data sets ([`sets`]).
//! - [`charts`]: the race, drawn.
//! - [`count`]: instructions, which need no quiet machine.
//! - [`memory`]: the most heap that a library needs.
//! - [`evolve`]: what files of earlier versions cost, against those of today.
//! - [`flips`]: what one flipped bit does (`--bin flips`).
//! - [`frame`]: what a container costs beside the bare value, and what compression makes of it.
//! - [`compile`]: what it costs to build a crate of many derived types.
//! - `cargo bench -p benches`: one leaf type at a time.
//!
//! A new peer is one file in [`libraries`]; a new data set is one file in [`sets`] and one line
//! in [`race`]. The peers live in this crate alone, so that their dependencies touch no other.

#![deny(missing_docs)]

pub mod charts;
mod clock;
pub mod compile;
pub mod count;
pub mod evolve;
pub mod flips;
pub mod frame;
pub mod libraries;
pub mod measure;
pub mod memory;
mod python;
pub mod race;
pub mod report;
pub mod scale;
pub mod sets;
pub mod steady;

/// What every part of this crate returns: the first error ends the run and is printed.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
