//! Damage: whatever happens to the bytes of a container, a load is an error and never a value.
//!
//! Small [samples](sample) of every kind are damaged in every place there is: each bit flipped, each cut, each 16 bytes zeroed, each two chunks
//! swapped. Large ones, whose values take several chunks, are damaged in the same ways in every place of what frames their
//! payloads, and in places of the payloads that lie close together. Each case is refused by every reader, and counted.

mod bare;
mod bytes;
mod chunks;
mod files;
mod sample;
#[path = "../scratch/mod.rs"]
mod scratch;

use tests::memory::Counting;

#[global_allocator]
static MEMORY: Counting = Counting;
