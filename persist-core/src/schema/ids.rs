//! A hash for keys that are numbers: nodes, addresses, and fingerprints, which are hashes already.
//!
//! The default of the standard library resists keys that are chosen to collide, and takes several
//! times as long. Here, a file chooses among 65,536 nodes at most, and so cannot choose well; of
//! fingerprints, only those that the program has registered are kept.

use std::hash::{BuildHasherDefault, Hasher};

/// Makes the hashes of such keys.
pub(crate) type Numbers = BuildHasherDefault<NumberHasher>;

/// Multiplies and folds.
#[derive(Debug, Default)]
pub(crate) struct NumberHasher(u64);

impl NumberHasher {
    fn mix(&mut self, number: u64) {
        let wide = u128::from(self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        self.0 = (wide >> 64) as u64 ^ wide as u64;
    }
}

impl Hasher for NumberHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.mix(u64::from(*byte)));
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
