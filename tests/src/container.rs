//! Containers taken apart and put together again, by the words of docs/FORMAT.md alone: for tests that change what is inside and
//! let every checksum hold.

use std::ops::Range;

/// The format version that Persist writes.
pub const FORMAT_VERSION: u16 = 7;

/// The length of a prefix.
pub const PREFIX: usize = 24;

/// The length of a chunk's head.
pub const HEAD: usize = 48;

/// A container in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// Format version.
    pub version: u16,
    /// Kind of container.
    pub kind: u8,
    /// Flags of the prefix.
    pub flags: u8,
    /// The header's contents.
    pub header: Header,
    /// All chunks before the end mark.
    pub chunks: Vec<Chunk>,
    /// What the end mark says, where it is not to be the truth.
    pub end: Option<[u64; 4]>,
}

/// A header in parts; `fingerprint` is not computed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The schema's fingerprint.
    pub fingerprint: u64,
    /// The salt.
    pub salt: u64,
    /// The schema's bytes.
    pub schema: Vec<u8>,
    /// Everything behind the schema: the metadata.
    pub meta: Vec<u8>,
}

/// A chunk in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Rows that begin here.
    pub count: u64,
    /// What it is.
    pub kind: u8,
    /// How it is compressed.
    pub compression: u8,
    /// Its flags.
    pub flags: u16,
    /// The payload.
    pub payload: Vec<u8>,
    /// The stored length, where it is not to be the payload's.
    pub stored_len: Option<u64>,
    /// The length, where it is not to be the payload's.
    pub len: Option<u64>,
    /// The index, where it is not to be the right one.
    pub index: Option<u32>,
}

/// The checksum of `bytes`.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut digest = crc64fast_nvme::Digest::new();
    digest.write(bytes);
    digest.sum64()
}

/// The fingerprint of a schema.
#[must_use]
pub fn fingerprint(schema: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in FORMAT_VERSION.to_le_bytes().iter().chain(schema) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^= hash >> 33;
    hash | 0x80
}

/// The bytes of a varint.
#[must_use]
pub fn varint(value: u64) -> Vec<u8> {
    let bits = 64 - (value | 1).leading_zeros();
    if bits > 56 {
        let mut bytes = vec![0];
        bytes.extend(value.to_le_bytes());
        return bytes;
    }
    let len = bits.div_ceil(7);
    let word = (value << 1 | 1) << (len - 1);
    word.to_le_bytes()[..len as usize].to_vec()
}

/// Takes a varint off the front of `bytes`.
///
/// # Panics
/// If there is none.
pub fn take_varint(bytes: &mut &[u8]) -> u64 {
    let len = bytes[0].trailing_zeros() as usize + 1;
    if bytes[0] == 0 {
        let value = u64::from_le_bytes(bytes[1..9].try_into().expect("eight bytes"));
        *bytes = &bytes[9..];
        return value;
    }
    let mut word = [0; 8];
    word[..len].copy_from_slice(&bytes[..len]);
    *bytes = &bytes[len..];
    u64::from_le_bytes(word) >> len
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"))
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(16), 0);
}

/// The places of a sound container's parts: prefix and header, each chunk, and the end mark.
///
/// # Panics
/// If it is not sound.
#[must_use]
pub fn parts(bytes: &[u8]) -> Vec<Range<usize>> {
    let header_len = u32::from_le_bytes(bytes[12..16].try_into().expect("four bytes")) as usize;
    let mut at = (PREFIX + header_len + 8).next_multiple_of(16);
    let opening = 0..at;
    let mut parts = vec![opening];
    loop {
        let end = (at + HEAD + u64_at(bytes, at) as usize).next_multiple_of(16);
        parts.push(at..end);
        if bytes[at + 36] == 4 {
            return parts;
        }
        at = end;
    }
}

impl Header {
    /// The header's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend(self.fingerprint.to_le_bytes());
        bytes.extend(self.salt.to_le_bytes());
        bytes.extend(varint(self.schema.len() as u64));
        bytes.extend(&self.schema);
        bytes.extend(&self.meta);
        bytes
    }

    fn read(bytes: &[u8]) -> Self {
        let mut rest = &bytes[16..];
        let len = take_varint(&mut rest) as usize;
        let (schema, meta) = rest.split_at(len);
        Header { fingerprint: u64_at(bytes, 0), salt: u64_at(bytes, 8), schema: schema.to_vec(), meta: meta.to_vec() }
    }
}

impl Chunk {
    /// A chunk with this payload and nothing untrue in its head.
    #[must_use]
    pub fn new(kind: u8, count: u64, payload: impl Into<Vec<u8>>) -> Self {
        Chunk {
            count,
            kind,
            compression: 0,
            flags: 0,
            payload: payload.into(),
            stored_len: None,
            len: None,
            index: None,
        }
    }

    /// The chunk's head, at this place, and the head's checksum.
    fn head(&self, file_id: u64, position: usize, index: usize) -> (Vec<u8>, u64) {
        let actual = self.payload.len() as u64;
        let mut head = Vec::new();
        head.extend(self.stored_len.unwrap_or(actual).to_le_bytes());
        head.extend(self.len.unwrap_or(actual).to_le_bytes());
        head.extend(self.count.to_le_bytes());
        head.extend(checksum(&self.payload).to_le_bytes());
        head.extend(self.index.unwrap_or(index as u32).to_le_bytes());
        head.extend([self.kind, self.compression]);
        head.extend(self.flags.to_le_bytes());
        let guarded = [&file_id.to_le_bytes(), &(position as u64).to_le_bytes()[..], &head].concat();
        let sum = checksum(&guarded);
        head.extend(sum.to_le_bytes());
        (head, sum)
    }
}

impl Container {
    /// Takes a sound container apart; payloads stay as they are stored.
    ///
    /// # Panics
    /// If it is not sound.
    #[must_use]
    pub fn open(bytes: &[u8]) -> Self {
        let header_len = u32::from_le_bytes(bytes[12..16].try_into().expect("four bytes")) as usize;
        let mut container = Container {
            version: u16::from_le_bytes([bytes[8], bytes[9]]),
            kind: bytes[10],
            flags: bytes[11],
            header: Header::read(&bytes[PREFIX..PREFIX + header_len]),
            chunks: Vec::new(),
            end: None,
        };
        let parts = parts(bytes);
        for part in &parts[1..parts.len() - 1] {
            let (head, rest) = bytes[part.clone()].split_at(HEAD);
            container.chunks.push(Chunk {
                compression: head[37],
                flags: u16::from_le_bytes([head[38], head[39]]),
                // Of what is not compressed, the length is the payload's.
                len: (head[37] != 0).then(|| u64_at(head, 8)),
                ..Chunk::new(head[36], u64_at(head, 16), &rest[..u64_at(head, 0) as usize])
            });
        }
        assert_eq!(container.seal(), bytes, "what was taken apart is put together again");
        container
    }

    /// Takes a sound log apart, which has no end mark and nothing at its end that is no whole record.
    ///
    /// # Panics
    /// If it is not sound.
    #[must_use]
    pub fn open_log(bytes: &[u8]) -> Self {
        let header_len = u32::from_le_bytes(bytes[12..16].try_into().expect("four bytes")) as usize;
        let header = Header::read(&bytes[PREFIX..PREFIX + header_len]);
        let mut container =
            Container { version: FORMAT_VERSION, kind: 1, flags: 0, header, chunks: Vec::new(), end: None };
        let mut at = (PREFIX + header_len + 8).next_multiple_of(16);
        while at < bytes.len() {
            let payload = &bytes[at + HEAD..][..u64_at(bytes, at) as usize];
            let flags = u16::from_le_bytes([bytes[at + 38], bytes[at + 39]]);
            container.chunks.push(Chunk { flags, ..Chunk::new(bytes[at + 36], u64_at(bytes, at + 16), payload) });
            at = (at + HEAD + payload.len()).next_multiple_of(16);
        }
        assert_eq!(container.seal_log(), bytes, "what was taken apart is put together again");
        container
    }

    /// Puts the parts of a log together, with checksums that hold.
    #[must_use]
    pub fn seal_log(&self) -> Vec<u8> {
        let mut bytes = self.seal();
        bytes.truncate(bytes.len() - HEAD - 32);
        bytes
    }

    /// Puts the parts together, with checksums that hold.
    #[must_use]
    pub fn seal(&self) -> Vec<u8> {
        self.seal_with(&self.header.to_bytes())
    }

    /// As [`Container::seal`], with other bytes in place of the header's.
    #[must_use]
    pub fn seal_with(&self, header: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x8f, 0x50, 0x52, 0x53, 0x0d, 0x0a, 0x1a, 0x0a];
        bytes.extend(self.version.to_le_bytes());
        bytes.extend([self.kind, self.flags]);
        bytes.extend((header.len() as u32).to_le_bytes());
        bytes.extend(checksum(&bytes).to_le_bytes());
        bytes.extend(header);
        let file_id = checksum(&bytes);
        bytes.extend(file_id.to_le_bytes());
        pad(&mut bytes);
        let mut totals = [self.chunks.len() as u64, 0, 0];
        let mut heads = Vec::new();
        for (index, chunk) in self.chunks.iter().enumerate() {
            let (head, sum) = chunk.head(file_id, bytes.len(), index);
            heads.extend(sum.to_le_bytes());
            totals[1] = u64::wrapping_add(totals[1], chunk.count);
            totals[2] = u64::wrapping_add(totals[2], chunk.len.unwrap_or(chunk.payload.len() as u64));
            bytes.extend(head);
            bytes.extend(&chunk.payload);
            pad(&mut bytes);
        }
        let end = self.end.unwrap_or([totals[0], totals[1], totals[2], checksum(&heads)]);
        let end = Chunk::new(4, 0, end.map(u64::to_le_bytes).concat());
        bytes.extend(end.head(file_id, bytes.len(), self.chunks.len()).0);
        bytes.extend(&end.payload);
        bytes
    }
}
