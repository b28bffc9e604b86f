//! The hash in the head of a stanza: FNV-1a over its lines. It is there to notice a bad merge, not an adversary.

use super::Form;

/// Where FNV-1a begins.
pub(super) const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// Goes on with FNV-1a.
pub(super) fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The hash of a stanza: its form and what its lines say, without the names of crates, so that a crate can be renamed by
/// search and replace. The lines are in order, each once.
pub(crate) fn hash_of<'a>(form: Form, lines: impl IntoIterator<Item = &'a str>) -> u64 {
    let lines = [form.word()].into_iter().chain(lines);
    lines.fold(BASIS, |hash, line| fnv(fnv(hash, line.as_bytes()), b"\n"))
}

#[cfg(test)]
#[test]
fn it_is_fnv_1a() {
    assert_eq!(fnv(BASIS, b"foobar"), 0x8594_4171_f739_67e8);
    assert_eq!(hash_of(Form::Struct, [".hp u16", ".x f32"]), fnv(BASIS, b"struct\n.hp u16\n.x f32\n"));
}
