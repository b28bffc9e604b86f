//! A file system in memory: of which any call can be made to fail, and of which a power cut leaves as
//! little as a real one may.
//!
//! `disk` is the file system, `content` what is in it, [`crash`] what a power cut leaves.

mod content;
pub mod crash;
mod disk;

pub use content::{Image, Op, Thing};
pub use disk::{Fault, SimulatedDisk};
