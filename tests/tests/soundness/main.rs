//! What user code does in the middle of a save or a load, and each of docs/DESIGN.md's *Rules that keep it sound*.
//!
//! Run these tests under AddressSanitizer and Miri too.
#![allow(dead_code, reason = "fields are there to be dropped")]
// Rule 1: what the derive writes passes here.
#![forbid(unsafe_code)]

mod harness;
mod plans;
mod rules_of_places;
mod rules_of_types;
mod rules_of_user_code;
mod user_code;
mod values;

use tests::memory::Counting;

#[global_allocator]
static MEMORY: Counting = Counting;
