//! The hash in the head of a stanza: FNV-1a over its lines. It is there to notice a bad merge, not an adversary.

use super::Form;

const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

pub(crate) fn fnv1a<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> u64 {
    bytes.into_iter().fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

/// The hash of a stanza: its form and what its lines say, without the names of crates, so that a crate can be renamed by
/// search and replace. The lines are in order, each once.
pub(crate) fn hash_of<'a>(form: Form, lines: impl IntoIterator<Item = &'a str>) -> u64 {
    fnv1a([form.word()].into_iter().chain(lines).flat_map(|line| line.as_bytes().iter().chain(b"\n")))
}
