//! The end mark: the totals of a container, by which a reader knows that nothing is missing
//! (FORMAT.md, *End mark*).

use byteorder::{ByteOrder, LittleEndian};

use super::checksum::Checksum;
use super::chunk::Head;

/// The length of the end mark's payload.
pub(crate) const END_LEN: usize = 32;

/// What the end mark says of the chunks before it.
pub(crate) struct Totals {
    /// How many there are.
    pub(crate) chunks: u64,
    /// How many rows begin in them.
    pub(crate) rows: u64,
    /// How many bytes their payloads have, uncompressed.
    pub(crate) bytes: u64,
    head_checksums: Checksum,
}

impl Totals {
    /// Those of no chunk.
    pub(crate) fn new() -> Self {
        Totals { chunks: 0, rows: 0, bytes: 0, head_checksums: Checksum::new() }
    }

    /// Adds a chunk; `None` if a sum does not fit 64 bits.
    pub(crate) fn add(&mut self, head: &Head, head_checksum: u64) -> Option<()> {
        self.chunks = self.chunks.checked_add(1)?;
        self.rows = self.rows.checked_add(head.count)?;
        self.bytes = self.bytes.checked_add(head.len)?;
        self.head_checksums.add(&head_checksum.to_le_bytes());
        Some(())
    }

    /// The payload of the end mark.
    pub(crate) fn to_bytes(&self) -> [u8; END_LEN] {
        let mut bytes = [0; END_LEN];
        LittleEndian::write_u64(&mut bytes[0..8], self.chunks);
        LittleEndian::write_u64(&mut bytes[8..16], self.rows);
        LittleEndian::write_u64(&mut bytes[16..24], self.bytes);
        LittleEndian::write_u64(&mut bytes[24..32], self.head_checksums.value());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::super::checksum;
    use super::super::chunk::{compression, kind};
    use super::*;

    const HEAD: Head = Head {
        stored_len: 3,
        len: 5,
        count: 7,
        payload_checksum: 0,
        index: 0,
        kind: kind::ROWS,
        compression: compression::LZ4,
        flags: 0,
    };

    #[test]
    fn sums_are_in_their_places() {
        let mut totals = Totals::new();
        totals.add(&HEAD, 0x1111).unwrap();
        totals.add(&HEAD, 0x2222).unwrap();
        let bytes = totals.to_bytes();
        assert_eq!(bytes[0..8], 2_u64.to_le_bytes());
        assert_eq!(bytes[8..16], 14_u64.to_le_bytes());
        assert_eq!(bytes[16..24], 10_u64.to_le_bytes());
        let checksums = [0x1111_u64.to_le_bytes(), 0x2222_u64.to_le_bytes()].concat();
        assert_eq!(bytes[24..32], checksum::of(&checksums).to_le_bytes());
        assert_eq!(Totals::new().to_bytes(), [0; END_LEN]);
    }

    #[test]
    fn a_sum_that_does_not_fit_is_told() {
        for head in [Head { count: u64::MAX, ..HEAD }, Head { len: u64::MAX, ..HEAD }] {
            let mut totals = Totals::new();
            totals.add(&head, 0).unwrap();
            assert!(totals.add(&head, 0).is_none());
        }
    }
}
