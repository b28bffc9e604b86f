//! CRC-64/NVME, which guards every byte of a container (FORMAT.md, *The container*).
//!
//! A CRC finds every single-bit error, and every burst of up to 64 bits, at any length. The
//! computation is that of the crate `crc-fast`, which uses the processor's carry-less multiplication
//! where it has one, of up to 512 bits at a time.

use crc_fast::CrcAlgorithm::Crc64Nvme;

/// A checksum in the making.
pub(crate) struct Checksum(crc_fast::Digest);

impl Checksum {
    /// The checksum of no bytes so far.
    pub(crate) fn new() -> Self {
        Checksum(crc_fast::Digest::new(Crc64Nvme))
    }

    /// Goes on with `bytes`.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(bytes);
        self
    }

    /// The checksum of all bytes added.
    pub(crate) fn value(&self) -> u64 {
        self.0.finalize()
    }
}

/// The checksum of `bytes`.
pub(crate) fn of(bytes: &[u8]) -> u64 {
    crc_fast::checksum(Crc64Nvme, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, bit by bit: polynomial `ad93d23594c93659`, reflected.
    fn by_definition(bytes: &[u8]) -> u64 {
        let polynomial = 0xad93_d235_94c9_3659_u64.reverse_bits();
        let mut crc = u64::MAX;
        for byte in bytes {
            crc ^= u64::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ polynomial } else { crc >> 1 };
            }
        }
        !crc
    }

    #[test]
    fn the_check_value_is_that_of_the_specification() {
        assert_eq!(of(b"123456789"), 0xae8b_1486_0a79_9888);
        assert_eq!(of(b""), 0);
    }

    #[test]
    fn every_length_is_the_definition() {
        let bytes: Vec<u8> = (0..2_000_u32).map(|i| ((i * i) >> 3) as u8).collect();
        for len in (0..300).chain([511, 512, 513, 1_024, 1_999]) {
            let expected = by_definition(&bytes[..len]);
            assert_eq!(of(&bytes[..len]), expected, "{len} bytes");
            let (front, back) = bytes[..len].split_at(len / 3);
            assert_eq!(Checksum::new().add(front).add(back).value(), expected);
        }
    }

    #[test]
    fn no_flipped_bit_goes_unseen() {
        let mut bytes = vec![0x5a; 200];
        let sound = of(&bytes);
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(of(&bytes), sound);
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
    }
}
