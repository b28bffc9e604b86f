//! `docs/EVOLUTION.md` and `docs/LOCK.md` as tests: their snippets are doctests of this crate, the tables are held against what loads.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

/// The snippets.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/EVOLUTION.md")]
struct Evolution;

/// The snippet of the workflow.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/LOCK.md")]
struct Lock;
