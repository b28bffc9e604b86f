//! The types of the standard library, one file a family.
//!
//! A new leaf type is one file here and its line in this list; CONTRIBUTING.md shows it for one.

mod arrays;
mod cells;
mod enums;
pub(crate) mod foreign;
mod maps;
mod net;
mod numbers;
mod options;
mod pointers;
mod ranges;
mod sequences;
mod sets;
mod slices;
mod text;
mod time;
mod tuples;
mod with;
mod wrappers;

pub use with::{Borrowed, Represent, Unchanged, With};
