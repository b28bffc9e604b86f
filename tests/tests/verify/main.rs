//! `verify`: what it finds by the schema alone, and the memory that it takes.

mod columns;
mod keys;
mod memory;
#[path = "../scratch/mod.rs"]
mod scratch;

use tests::memory::Counting;

#[global_allocator]
static MEMORY: Counting = Counting;
