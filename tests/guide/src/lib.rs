//! `docs/EVOLUTION.md` as tests: its snippets are doctests of this crate, its tables are held against what loads.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

/// The snippets.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/EVOLUTION.md")]
struct Evolution;
