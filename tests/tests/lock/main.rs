//! `persist.lock` as its users meet it: scratch crates that real cargo builds. Each test makes a change that a rule is
//! about, and compares all that Persist says of it, with the places in the source that it is said at.

mod cargo;
mod cycle;
mod fields;
mod file;
mod foreign;
mod merge;
mod names;
mod samples;
mod targets;
mod types;
