//! Faults that can be tried by hand: `cargo run --release -p tests --bin faults -- WHAT`. The tests run what they can of
//! it, too.

pub mod crash_states;
mod plants;
mod scenarios;
