//! One regression test for each class of bugs that other decoders have had, named after its class.

mod another_type;
mod hostile_input;
mod user_code;

use persist_core::Describe;
use tests::memory::Counting;

#[global_allocator]
static MEMORY: Counting = Counting;

/// The bare bytes of a `T` with this behind its fingerprint.
fn bare<T: Describe>(payload: &[u8]) -> Vec<u8> {
    [&T::fingerprint().to_bits().to_le_bytes(), payload].concat()
}
