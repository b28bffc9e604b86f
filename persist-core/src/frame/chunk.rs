//! The head of a chunk: 48 bytes that say what the payload is, under a checksum of their own
//! (FORMAT.md, *Chunk*).

use byteorder::{ByteOrder, LittleEndian};

use super::checksum;

/// The length of a head in bytes.
pub(crate) const HEAD_LEN: usize = 48;

/// The kinds of chunk.
pub(crate) mod kind {
    /// The value, or its beginning.
    pub(crate) const VALUE: u8 = 1;
    /// What the chunk before began goes on.
    pub(crate) const MORE: u8 = 2;
    /// A group of elements of a root sequence, or its beginning.
    pub(crate) const ROWS: u8 = 3;
    /// The end mark.
    pub(crate) const END: u8 = 4;
    /// In a log: values that were appended together.
    pub(crate) const RECORD: u8 = 5;
    /// In a log: the schema of what follows.
    pub(crate) const SCHEMA: u8 = 6;
    /// From here on, a reader passes over what it does not know.
    pub(crate) const MAY_PASS: u8 = 0x80;
}

/// How a payload is compressed.
pub(crate) mod compression {
    /// Not at all.
    pub(crate) const NONE: u8 = 0;
    /// One zstd frame.
    pub(crate) const ZSTD: u8 = 1;
    /// One lz4 block.
    pub(crate) const LZ4: u8 = 2;
}

/// Flags that a reader must know; there are none yet.
pub(crate) const MUST_KNOW_FLAGS: u16 = 0x00ff;

/// What a chunk says of its payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Bytes of the payload as they lie in the file.
    pub(crate) stored_len: u64,
    /// Bytes of the payload, uncompressed.
    pub(crate) len: u64,
    /// Rows that begin here.
    pub(crate) count: u64,
    /// Of the payload as stored.
    pub(crate) payload_checksum: u64,
    /// Chunks before this one, modulo 2³².
    pub(crate) index: u32,
    /// See [`kind`].
    pub(crate) kind: u8,
    /// See [`compression`].
    pub(crate) compression: u8,
    /// See [`MUST_KNOW_FLAGS`].
    pub(crate) flags: u16,
}

impl Head {
    /// The bytes of this head at `position` of the container, and their checksum, which is also the
    /// last 8 of them.
    pub(crate) fn to_bytes(self, file_id: u64, position: u64) -> ([u8; HEAD_LEN], u64) {
        let mut bytes = [0; HEAD_LEN];
        LittleEndian::write_u64(&mut bytes[0..8], self.stored_len);
        LittleEndian::write_u64(&mut bytes[8..16], self.len);
        LittleEndian::write_u64(&mut bytes[16..24], self.count);
        LittleEndian::write_u64(&mut bytes[24..32], self.payload_checksum);
        LittleEndian::write_u32(&mut bytes[32..36], self.index);
        bytes[36] = self.kind;
        bytes[37] = self.compression;
        LittleEndian::write_u16(&mut bytes[38..40], self.flags);
        let checksum = head_checksum(&bytes, file_id, position);
        LittleEndian::write_u64(&mut bytes[40..], checksum);
        (bytes, checksum)
    }

    /// Reads a head and its checksum; `None` if that is not the one of these bytes at this place of
    /// this container.
    pub(crate) fn read(bytes: &[u8; HEAD_LEN], file_id: u64, position: u64) -> Option<(Head, u64)> {
        let checksum = LittleEndian::read_u64(&bytes[40..]);
        if checksum != head_checksum(bytes, file_id, position) {
            return None;
        }
        let head = Head {
            stored_len: LittleEndian::read_u64(&bytes[0..8]),
            len: LittleEndian::read_u64(&bytes[8..16]),
            count: LittleEndian::read_u64(&bytes[16..24]),
            payload_checksum: LittleEndian::read_u64(&bytes[24..32]),
            index: LittleEndian::read_u32(&bytes[32..36]),
            kind: bytes[36],
            compression: bytes[37],
            flags: LittleEndian::read_u16(&bytes[38..40]),
        };
        Some((head, checksum))
    }
}

/// File id and position are part of it, so that a chunk of another file or place does not pass.
fn head_checksum(bytes: &[u8; HEAD_LEN], file_id: u64, position: u64) -> u64 {
    let mut guarded = [0; 56];
    LittleEndian::write_u64(&mut guarded[0..8], file_id);
    LittleEndian::write_u64(&mut guarded[8..16], position);
    guarded[16..].copy_from_slice(&bytes[..40]);
    checksum::of(&guarded)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Head = Head {
        stored_len: 0x0102_0304_0506_0708,
        len: 0x1112_1314_1516_1718,
        count: 0x2122_2324_2526_2728,
        payload_checksum: 0x3132_3334_3536_3738,
        index: 0x4142_4344,
        kind: kind::ROWS,
        compression: compression::LZ4,
        flags: 0x5152,
    };

    #[test]
    fn comes_back() {
        let (bytes, checksum) = HEAD.to_bytes(1, 2);
        assert_eq!(Head::read(&bytes, 1, 2), Some((HEAD, checksum)));
        assert_eq!(bytes[..4], [8, 7, 6, 5]);
        assert_eq!(bytes[32..40], [0x44, 0x43, 0x42, 0x41, 3, 2, 0x52, 0x51]);
        assert_eq!(bytes[40..], checksum.to_le_bytes());
    }

    #[test]
    fn passes_nowhere_else() {
        let (bytes, _) = HEAD.to_bytes(1, 16);
        assert_eq!(Head::read(&bytes, 2, 16), None);
        assert_eq!(Head::read(&bytes, 1, 32), None);
        for bit in 0..HEAD_LEN * 8 {
            let mut flipped = bytes;
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Head::read(&flipped, 1, 16), None, "bit {bit}");
        }
    }
}
