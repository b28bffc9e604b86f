//! A 64-bit number that stands for a schema, and how it is had in nanoseconds.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use super::describe::Describer;
use super::known::known;
use crate::frame::prefix::{FORMAT_VERSION, MAGIC};

/// Where FNV-1a begins.
pub(crate) const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// Goes on with the 64-bit FNV-1a hash (Fowler, Noll and Vo; draft-eastlake-fnv).
pub(crate) const fn fnv(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// Stands for a schema: types with equal schemas have equal fingerprints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The first byte of a fingerprint, and so of a bare value, is at least this: never a letter, so
    /// never a text that happens to look like one. The ids of a registry are below.
    pub(crate) const FIRST: u8 = 0x80;

    /// The fingerprint of a schema's bytes (FORMAT.md, *Fingerprint*).
    pub(crate) fn of(schema: &[u8]) -> Self {
        let mut hash = fnv(fnv(FNV_BASIS, &FORMAT_VERSION.to_le_bytes()), schema);
        hash ^= hash >> 33;
        hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 33;
        hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        hash ^= hash >> 33;
        hash |= u64::from(Self::FIRST);
        // So that bare bytes and containers can be told apart.
        if hash == u64::from_le_bytes(MAGIC) {
            hash ^= 0x100;
        }
        Fingerprint(hash)
    }

    /// A fingerprint as read from bytes.
    pub(crate) fn from_bits(bits: u64) -> Self {
        Fingerprint(bits)
    }

    /// The number itself.
    #[must_use]
    pub fn to_bits(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Fingerprint {
    /// 16 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The fingerprint of one type that is not generic, computed when it is first asked for; nothing is as
/// quick to find again.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct FingerprintCell(AtomicU64);

impl FingerprintCell {
    /// No fingerprint has 0, as bit 7 is set in each.
    const EMPTY: u64 = 0;

    /// An empty cell.
    #[must_use]
    pub const fn new() -> Self {
        FingerprintCell(AtomicU64::new(Self::EMPTY))
    }

    /// The fingerprint of what `describe` describes, which is always the same function for one
    /// cell.
    #[inline]
    pub fn of(&self, describe: Describer) -> Fingerprint {
        // Relaxed: the number is all there is; nothing else is published with it.
        match self.0.load(Ordering::Relaxed) {
            Self::EMPTY => self.fill(describe),
            bits => Fingerprint(bits),
        }
    }

    #[cold]
    fn fill(&self, describe: Describer) -> Fingerprint {
        let fingerprint = known(describe).fingerprint();
        self.0.store(fingerprint.0, Ordering::Relaxed);
        fingerprint
    }
}

#[cfg(test)]
mod tests {
    use super::super::describe::tests::{Leaf, Tree};
    use super::super::describe::{Describe, schema_of};
    use super::*;

    #[test]
    fn the_hash_is_frozen() {
        // Computed apart from this code, by the words of FORMAT.md.
        assert_eq!(Fingerprint::of(&[]).to_string(), "29e69728688b34a9");
        let leaf = schema_of::<Leaf>().to_bytes();
        assert_eq!(leaf, [0x03, 0x12]);
        assert_eq!(Fingerprint::of(&leaf).to_string(), "e6855b1073071286");
    }

    #[test]
    fn no_fingerprint_is_empty_or_the_magic() {
        for seed in 0..10_000_u32 {
            let bits = Fingerprint::of(&seed.to_le_bytes()).to_bits();
            assert!(bits & 0x80 != 0 && bits.to_le_bytes() != MAGIC);
        }
    }

    #[test]
    fn cells_remember_what_is_known() {
        static CELL: FingerprintCell = FingerprintCell::new();
        let expected = Fingerprint::of(&schema_of::<Tree>().to_bytes());
        for _ in 0..3 {
            assert_eq!(CELL.of(Tree::describe), expected);
            assert_eq!(Tree::fingerprint(), expected);
            assert_ne!(Leaf::fingerprint(), expected);
        }
    }
}
