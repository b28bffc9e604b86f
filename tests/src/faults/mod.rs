//! Faults that can be tried by hand: `cargo run --release -p tests --bin faults -- WHAT`. The tests run what they can of
//! it, too.

pub mod crash_states;
pub mod disk_full;
pub mod folder;
pub mod kill;
mod plants;
mod scenarios;
pub mod syscalls;
pub mod versions;
