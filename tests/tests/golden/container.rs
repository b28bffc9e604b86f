//! Containers put together by hand, from the words of docs/FORMAT.md alone: for what Persist reads and does not write (yet),
//! and for what it must refuse.

use tests::container::FORMAT_VERSION;

/// CRC-64/NVME, a bit at a time.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const REFLECTED: u64 = 0xad93_d235_94c9_3659_u64.reverse_bits();
    let crc = bytes
        .iter()
        .fold(u64::MAX, |crc, byte| (0..8).fold(crc ^ u64::from(*byte), |crc, _| (crc >> 1) ^ (REFLECTED * (crc & 1))));
    !crc
}

#[test]
fn the_checksum_is_the_one_of_the_format() {
    assert_eq!(checksum(b"123456789"), 0xae8b_1486_0a79_9888);
}

/// The fingerprint of a schema.
pub(crate) fn fingerprint(schema: &[u8]) -> [u8; 8] {
    let bytes = [&FORMAT_VERSION.to_le_bytes(), schema].concat();
    let fnv = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53]
        .iter()
        .fold(fnv, |hash, factor| (hash ^ (hash >> 33)).wrapping_mul(*factor));
    (mixed ^ (mixed >> 33) | 0x80).to_le_bytes()
}

/// The schema in the header of a container that Persist wrote.
pub(crate) fn schema_of(container: &[u8]) -> Vec<u8> {
    let bytes = &container[40..];
    let count = bytes[0].trailing_zeros() as usize + 1;
    assert!(count <= 8, "a schema is not that long");
    let mut word = [0; 8];
    word[..count].copy_from_slice(&bytes[..count]);
    let length = (u64::from_le_bytes(word) >> count) as usize;
    bytes[count..count + length].to_vec()
}

/// What a header says, and what a prefix says before it.
#[derive(Clone)]
pub(crate) struct Header {
    pub(crate) version: u16,
    pub(crate) kind: u8,
    pub(crate) flags: u8,
    pub(crate) fingerprint: [u8; 8],
    pub(crate) salt: u64,
    pub(crate) schema: Vec<u8>,
    /// The number of the entries, and the entries.
    pub(crate) meta: Vec<u8>,
}

impl Header {
    /// The one that a value's container has.
    pub(crate) fn of(schema: &[u8]) -> Self {
        Header {
            version: FORMAT_VERSION,
            kind: 0,
            flags: 0,
            fingerprint: fingerprint(schema),
            salt: 0,
            schema: schema.to_vec(),
            meta: vec![0x01],
        }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = [&self.fingerprint[..], &self.salt.to_le_bytes()].concat();
        let length = self.schema.len() as u16;
        assert!(length < 1 << 14, "its length is a varint of at most 2 bytes here");
        match length {
            0..128 => bytes.push((length as u8) << 1 | 1),
            _ => bytes.extend((length << 2 | 2).to_le_bytes()),
        }
        bytes.extend(&self.schema);
        bytes.extend(&self.meta);
        bytes
    }
}

/// What the head of a chunk says, but for its checksums.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) kind: u8,
    pub(crate) count: u64,
    pub(crate) flags: u16,
    pub(crate) compression: u8,
    /// In place of the payload's length, and of the number of chunks before.
    pub(crate) length: Option<u64>,
    pub(crate) index: Option<u32>,
}

/// A head without anything special.
pub(crate) fn head(kind: u8, count: u64) -> Head {
    Head { kind, count, flags: 0, compression: 0, length: None, index: None }
}

/// A container in the making.
#[derive(Clone)]
pub(crate) struct Container {
    pub(crate) bytes: Vec<u8>,
    file_id: [u8; 8],
    chunks: u64,
    rows: u64,
    lengths: u64,
    head_checksums: Vec<u8>,
}

impl Container {
    /// Prefix, header and file id.
    pub(crate) fn begin(header: &Header) -> Self {
        let body = header.to_bytes();
        let mut bytes = b"\x8fPRS\r\n\x1a\n".to_vec();
        bytes.extend(header.version.to_le_bytes());
        bytes.extend([header.kind, header.flags]);
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend(checksum(&bytes).to_le_bytes());
        bytes.extend(body);
        let file_id = checksum(&bytes).to_le_bytes();
        bytes.extend(file_id);
        bytes.resize(bytes.len().next_multiple_of(16), 0);
        Container { bytes, file_id, chunks: 0, rows: 0, lengths: 0, head_checksums: Vec::new() }
    }

    /// Adds a chunk.
    #[must_use]
    pub(crate) fn chunk(mut self, head: Head, payload: &[u8]) -> Self {
        let stored = payload.len() as u64;
        let length = head.length.unwrap_or(stored);
        let mut bytes = Vec::new();
        for number in [stored, length, head.count, checksum(payload)] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(head.index.unwrap_or(self.chunks as u32).to_le_bytes());
        bytes.extend([head.kind, head.compression]);
        bytes.extend(head.flags.to_le_bytes());
        let position = (self.bytes.len() as u64).to_le_bytes();
        let sum = checksum(&[&self.file_id[..], &position, &bytes].concat()).to_le_bytes();
        self.bytes.extend(bytes);
        self.bytes.extend(sum);
        self.bytes.extend(payload);
        self.bytes.resize(self.bytes.len().next_multiple_of(16), 0);
        self.chunks += 1;
        self.rows = self.rows.wrapping_add(head.count);
        self.lengths += length;
        self.head_checksums.extend(sum);
        self
    }

    /// The payload that the end mark must have.
    pub(crate) fn totals(&self) -> Vec<u8> {
        let totals = [self.chunks, self.rows, self.lengths, checksum(&self.head_checksums)];
        totals.map(u64::to_le_bytes).concat()
    }

    /// Adds the end mark.
    pub(crate) fn end(self) -> Vec<u8> {
        let totals = self.totals();
        self.chunk(head(4, 0), &totals).bytes
    }
}

#[test]
fn a_container_by_hand_is_the_one_that_persist_writes() {
    let value = (7_u32, "seven".to_owned());
    let written = persist_core::to_vec(&value).unwrap();
    let by_hand = Container::begin(&Header::of(&schema_of(&written))).chunk(head(1, 1), b"\x0f\x0bseven").end();
    assert_eq!(by_hand, written);
}
