//! Containers put together by hand, from the words of docs/FORMAT.md alone: for what Persist reads and does not write (yet).

/// CRC-64/NVME, a bit at a time.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const REFLECTED: u64 = 0xad93_d235_94c9_3659_u64.reverse_bits();
    let crc = bytes.iter().fold(u64::MAX, |crc, byte| {
        (0..8).fold(crc ^ u64::from(*byte), |crc, _| (crc >> 1) ^ (REFLECTED * (crc & 1)))
    });
    !crc
}

#[test]
fn the_checksum_is_the_one_of_the_format() {
    assert_eq!(checksum(b"123456789"), 0xae8b_1486_0a79_9888);
}

/// Schema and metadata, found in a container.
pub(crate) struct Header {
    /// The fingerprint's bytes.
    pub(crate) fingerprint: [u8; 8],
    /// The schema's bytes.
    pub(crate) schema: Vec<u8>,
}

impl Header {
    /// Of a container that Persist wrote.
    pub(crate) fn of(container: &[u8]) -> Self {
        let (length, start) = varint(&container[40..]);
        let start = 40 + start;
        Header {
            fingerprint: container[24..32].try_into().expect("8 bytes"),
            schema: container[start..start + length].to_vec(),
        }
    }
}

/// A varint below 2⁵⁶, and how many bytes it takes.
fn varint(bytes: &[u8]) -> (usize, usize) {
    let count = bytes[0].trailing_zeros() as usize + 1;
    assert!(count <= 8, "longer than any in these tests");
    let mut word = [0; 8];
    word[..count].copy_from_slice(&bytes[..count]);
    ((u64::from_le_bytes(word) >> count) as usize, count)
}

/// A container in the making.
pub(crate) struct Container {
    bytes: Vec<u8>,
    file_id: [u8; 8],
    chunks: u64,
    rows: u64,
    lengths: u64,
    head_checksums: Vec<u8>,
}

impl Container {
    /// Prefix and header are those of a container that Persist wrote, but for the flags.
    pub(crate) fn begin(like: &[u8], flags: u8) -> Self {
        let length = u32::from_le_bytes(like[12..16].try_into().expect("4 bytes")) as usize;
        let mut bytes = like[..24 + length].to_vec();
        bytes[11] = flags;
        let sum = checksum(&bytes[..16]);
        bytes[16..24].copy_from_slice(&sum.to_le_bytes());
        let file_id = checksum(&bytes).to_le_bytes();
        bytes.extend(file_id);
        bytes.resize(bytes.len().next_multiple_of(16), 0);
        Container { bytes, file_id, chunks: 0, rows: 0, lengths: 0, head_checksums: Vec::new() }
    }

    /// Adds a chunk.
    pub(crate) fn chunk(mut self, kind: u8, count: u64, flags: u16, payload: &[u8]) -> Self {
        let length = payload.len() as u64;
        let mut head = Vec::new();
        for number in [length, length, count, checksum(payload)] {
            head.extend(number.to_le_bytes());
        }
        head.extend((self.chunks as u32).to_le_bytes());
        head.extend([kind, 0]);
        head.extend(flags.to_le_bytes());
        let position = (self.bytes.len() as u64).to_le_bytes();
        let sum = checksum(&[&self.file_id[..], &position, &head].concat()).to_le_bytes();
        self.bytes.extend(head);
        self.bytes.extend(sum);
        self.bytes.extend(payload);
        self.bytes.resize(self.bytes.len().next_multiple_of(16), 0);
        self.chunks += 1;
        self.rows += count;
        self.lengths += length;
        self.head_checksums.extend(sum);
        self
    }

    /// Adds the end mark.
    pub(crate) fn end(self) -> Vec<u8> {
        let mut totals = Vec::new();
        for number in [self.chunks, self.rows, self.lengths, checksum(&self.head_checksums)] {
            totals.extend(number.to_le_bytes());
        }
        self.chunk(4, 0, 0, &totals).bytes
    }
}
