//! What the example programs share.
//!
//! The programs are in `examples/examples`, one for each task a user has:
//!
//! | program | what it shows |
//! |---|---|
//! | `quickstart` | an index of a real folder: saved, loaded, compared, timed |
//! | `founding_story` | an object that saves itself, and goes on in the next run |
//! | `settings` | load or create; what to do about each kind of error |
//! | `custom_codec` | a field of a type that is someone else's |
//! | `messages` | bare values over a stream of bytes, borrowed where they are read |
//! | `stream` | several containers, one after another |
//! | `inspect` | what is in a file, without its types |
//! | `evolve_fields` | fields that change: old files in a program of today |
//! | `evolve_variants` | variants that change, and a program that copes with those of a newer one |
//! | `partial` | two columns of a large file |
//! | `store` | values in a key-value store, before and after a change of their type |
//!
//! Each runs with `cargo run --example NAME` and no arguments. Here is what is too long to stand in
//! them: the index of a folder that `quickstart` saves and loads ([`file_index`]), and how numbers
//! are printed ([`report`]).
//!
//! What the index looked like when it was released is in `persist.lock`: a change of its types that
//! could not read an index of before does not build.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod file_index;
pub mod report;

persist_core::lock_formats!(file_index::FileIndex = file_index::sample);
