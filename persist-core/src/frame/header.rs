//! What a container says of the value in it: fingerprint, schema, metadata (FORMAT.md, *Header*).

use std::collections::BTreeSet;

use byteorder::{ByteOrder, LittleEndian};

use super::prefix::{self, Kind};
use crate::codec::reader::{ReadSettings, Reader};
use crate::codec::varint;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::facts::Facts;
use crate::schema::wire::{push_name, push_varint};
use crate::schema::{Fingerprint, Known, Schema};

/// The longest name of a metadata entry, in bytes.
pub(crate) const MAX_NAME: usize = 4_096;

/// The contents of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header<'a> {
    /// The fingerprint of the schema.
    pub(crate) fingerprint: Fingerprint,
    /// The bytes of the schema.
    pub(crate) schema: &'a [u8],
    /// 0, and in a log a random number: what tells one log from another with the same types.
    pub(crate) salt: u64,
    /// The user's metadata; the names differ.
    pub(crate) meta: Vec<(&'a str, &'a [u8])>,
}

impl<'a> Header<'a> {
    /// The header of a container of a known type.
    pub(crate) fn of(known: &'a Known, meta: Vec<(&'a str, &'a [u8])>) -> Self {
        Header { fingerprint: known.fingerprint(), schema: known.bytes(), salt: 0, meta }
    }

    /// Where the schema's bytes are in the container.
    pub(crate) fn schema_offset(&self) -> u64 {
        let before = prefix::LEN + 16 + varint::len(self.schema.len() as u64);
        before as u64
    }

    /// The schema, which must be the one that the fingerprint stands for, and what follows from it.
    ///
    /// # Errors
    /// Bytes that are no schema, or another one's fingerprint.
    pub(crate) fn checked_schema(&self) -> Result<(Schema, Facts)> {
        checked_schema(self.fingerprint, self.schema, self.schema_offset())
    }

    /// The bytes of this header. [`Opening`](super::opening) checks their number.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(self.fingerprint.to_bits().to_le_bytes());
        out.extend(self.salt.to_le_bytes());
        push_varint(&mut out, self.schema.len() as u64);
        out.extend(self.schema);
        push_varint(&mut out, self.meta.len() as u64);
        for (name, value) in &self.meta {
            push_name(&mut out, name);
            push_varint(&mut out, value.len() as u64);
            out.extend(*value);
        }
        out
    }

    /// Reads a header from all of `bytes`, which begin at `offset` of the container, and whose
    /// checksum holds.
    ///
    /// # Errors
    /// Bytes that break a rule of the format.
    pub(super) fn read(bytes: &'a [u8], offset: u64, kind: Kind) -> Result<Self> {
        let settings = ReadSettings::at_most(0, 0);
        let mut reader = Reader::bare(bytes, offset, settings);
        let fingerprint = Fingerprint::from_bits(LittleEndian::read_u64(&reader.array::<8>()?));
        let salt = LittleEndian::read_u64(&reader.array::<8>()?);
        match (kind, salt) {
            (Kind::Value, 1..) => return Err(reader.malformed("a salt in the header of a single value")),
            (Kind::Log, 0) => return Err(reader.malformed("no salt in the header of a log")),
            _ => {}
        }
        let mut fields = Fields { bytes, offset, reader };
        let schema = fields.bytes()?;
        let count = fields.reader.varint()?;
        // No memory by a declared count: an entry takes two bytes at least.
        let mut meta = Vec::new();
        let mut names = BTreeSet::new();
        for _ in 0..count {
            let name = fields.name()?;
            if !names.insert(name) {
                let message = format!("two metadata entries with the name {name:?}");
                return Err(fields.reader.malformed(message));
            }
            meta.push((name, fields.bytes()?));
        }
        if fields.reader.left() > 0 {
            return Err(fields.reader.malformed("bytes between the metadata and the end of the header"));
        }
        Ok(Header { fingerprint, schema, salt, meta })
    }
}

/// The schema that `bytes`, which are at `offset` of a file, must be, with that fingerprint; and what follows from it.
///
/// # Errors
/// Bytes that are no schema, or another one's fingerprint.
pub(crate) fn checked_schema(fingerprint: Fingerprint, bytes: &[u8], offset: u64) -> Result<(Schema, Facts)> {
    let checked = Schema::with_facts(bytes, offset)?;
    if Fingerprint::of(bytes) != fingerprint {
        let message = "the fingerprint of a schema is not that of the schema itself";
        return Err(Error::new(ErrorKind::Malformed, message).at(offset));
    }
    Ok(checked)
}

/// Checks a metadata entry's name before it is written.
///
/// # Errors
/// A name that is too long.
pub(crate) fn check_name(name: &str) -> Result<()> {
    if name.len() <= MAX_NAME {
        return Ok(());
    }
    let message = format!("the name of a metadata entry has {} bytes, and at most {MAX_NAME} are allowed", name.len());
    Err(Error::new(ErrorKind::Value, message).help("keep what is long in the entry's value"))
}

/// Reads the parts of a header that are handed out as parts of the input.
struct Fields<'a> {
    bytes: &'a [u8],
    offset: u64,
    reader: Reader<'a>,
}

impl<'a> Fields<'a> {
    /// A length and that many bytes.
    fn bytes(&mut self) -> Result<&'a [u8]> {
        let len = self.reader.length()?;
        let start = (self.reader.offset() - self.offset) as usize;
        // The reader has the same bytes, and checks that they are there.
        self.reader.take(len)?;
        Ok(&self.bytes[start..start + len])
    }

    fn name(&mut self) -> Result<&'a str> {
        let bytes = self.bytes()?;
        if bytes.len() > MAX_NAME {
            let message = format!("a metadata name of {} bytes, of at most {MAX_NAME}", bytes.len());
            return Err(self.reader.malformed(message));
        }
        std::str::from_utf8(bytes).map_err(|_| self.reader.malformed("the name of a metadata entry is not UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Header<'static> {
        Header {
            fingerprint: Fingerprint::from_bits(0x8877_6655_4433_2211),
            schema: b"\x03\x01",
            salt: 0,
            meta: vec![("author", b"Ada"), ("", b""), ("größe", &[0; 300])],
        }
    }

    #[test]
    fn comes_back() {
        for header in [sample(), Header { meta: Vec::new(), ..sample() }] {
            let bytes = header.to_bytes();
            assert_eq!(Header::read(&bytes, 24, Kind::Value).unwrap(), header);
        }
    }

    #[test]
    fn has_the_specified_bytes() {
        let header = Header { meta: vec![("k", b"vv")], ..sample() };
        let expected = b"\x11\x22\x33\x44\x55\x66\x77\x88\0\0\0\0\0\0\0\0\x05\x03\x01\x03\x03k\x05vv";
        assert_eq!(header.to_bytes(), expected);
        assert_eq!(header.schema_offset(), 24 + 17);
    }

    #[test]
    fn cut_or_prolonged_it_is_an_error() {
        let mut bytes = sample().to_bytes();
        for len in 0..bytes.len() {
            assert!(Header::read(&bytes[..len], 24, Kind::Value).is_err(), "{len}");
        }
        bytes.push(0);
        assert_eq!(Header::read(&bytes, 24, Kind::Value).unwrap_err().kind(), ErrorKind::Malformed);
    }

    #[test]
    fn what_the_format_forbids_is_refused() {
        let mut salted = sample().to_bytes();
        salted[9] = 1;
        assert!(Header::read(&salted, 24, Kind::Value).unwrap_err().to_string().contains("salt"));
        let twice = Header { meta: vec![("k", b"1"), ("k", b"2")], ..sample() };
        let error = Header::read(&twice.to_bytes(), 24, Kind::Value).unwrap_err();
        assert!(error.to_string().contains("\"k\""), "{error}");
        let name = "x".repeat(MAX_NAME + 1);
        assert_eq!(check_name(&name).unwrap_err().kind(), ErrorKind::Value);
        check_name(&name[..MAX_NAME]).unwrap();
        let long = Header { meta: vec![(&name, b"1")], ..sample() };
        assert_eq!(Header::read(&long.to_bytes(), 24, Kind::Value).unwrap_err().kind(), ErrorKind::Malformed);
        let mut not_text = Header { meta: vec![("k", b"vv")], ..sample() }.to_bytes();
        let at = not_text.len() - 4;
        assert_eq!(not_text[at], b'k');
        not_text[at] = 0xff;
        assert!(Header::read(&not_text, 24, Kind::Value).unwrap_err().to_string().contains("UTF-8"));
    }

    #[test]
    fn giant_counts_and_lengths_are_errors() {
        let mut counts = sample().to_bytes()[..19].to_vec();
        counts.push(0);
        counts.extend_from_slice(&[0xff; 8]);
        assert_eq!(Header::read(&counts, 24, Kind::Value).unwrap_err().kind(), ErrorKind::Truncated);
        let mut lengths = sample().to_bytes()[..16].to_vec();
        lengths.push(0);
        lengths.extend_from_slice(&[0xff; 8]);
        assert_eq!(Header::read(&lengths, 24, Kind::Value).unwrap_err().kind(), ErrorKind::Truncated);
    }
}
