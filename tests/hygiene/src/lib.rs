//! Types in surroundings that are hard on generated code, each with samples that `tests/hygiene.rs` saves and loads.
//!
//! This crate compiles under all of the lints below, and knows Persist only through `persist_facade`.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    unused_lifetimes,
    single_use_lifetimes,
    missing_debug_implementations,
    trivial_casts,
    clippy::all,
    clippy::pedantic
)]

pub mod constants;
pub mod evolution;
pub mod forms;
pub mod generated;
pub mod local;
pub mod members;
pub mod names;
pub mod shadows;
