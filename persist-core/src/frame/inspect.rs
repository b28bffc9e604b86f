//! Looks into a container without the types it was saved from: what it says of itself, and what its
//! heads say.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};

use super::chunk::{HEAD_LEN, compression, kind};
use super::end::END_LEN;
use super::heads::{Chunk, Heads, Role};
use super::opening;
use super::prefix::{self, FORMAT_VERSION, Kind, Prefix};
use super::source::{check_nothing_follows, check_payload};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{Fingerprint, Schema};

/// What a container says of itself: type, schema, sizes, metadata.
///
/// [`inspect`](crate::inspect) and [`verify`](crate::verify) return one. `Display` prints all of
/// it, for people.
#[derive(Clone, Debug)]
pub struct Inspection {
    schema: Schema,
    fingerprint: Fingerprint,
    meta: BTreeMap<String, Vec<u8>>,
    header_len: u64,
    size: u64,
    rows: u64,
    chunks: Vec<ChunkInfo>,
    verified: bool,
}

/// What a container says of one of its chunks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChunkInfo {
    /// Where its payload begins, in bytes from the start of the container.
    pub offset: u64,
    /// How many bytes the payload takes in the file.
    pub stored_len: u64,
    /// How many bytes it has uncompressed.
    pub len: u64,
    /// How many rows begin in it.
    pub rows: u64,
    /// Its kind, by the number in the format's specification.
    pub kind: u8,
    /// How it is compressed, by the number in the format's specification: 0 not at all, 1 zstd, 2
    /// lz4.
    pub compression: u8,
}

impl Inspection {
    /// The name of the saved type, such as `Player` or `[Player]`.
    #[must_use]
    pub fn type_name(&self) -> String {
        self.schema.type_name()
    }

    /// The version of the saved type, if it is one that has versions.
    #[must_use]
    pub fn version(&self) -> Option<u32> {
        self.schema.version()
    }

    /// The schema. Its `Display` is a tree of all types in the value.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The number that stands for the schema.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The metadata of [`SaveOptions::meta`](crate::SaveOptions::meta).
    #[must_use]
    pub fn meta(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.meta
    }

    /// The version of the format.
    #[must_use]
    pub fn format_version(&self) -> u16 {
        FORMAT_VERSION
    }

    /// The size of the container in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// How many rows the value has: the elements of a sequence or set, otherwise 1.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The chunks, in order, without the end mark.
    #[must_use]
    pub fn chunks(&self) -> &[ChunkInfo] {
        &self.chunks
    }

    /// Whether every byte was checked ([`verify`](crate::verify)) or only the header and the heads
    /// of the chunks ([`inspect`](crate::inspect)).
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.verified
    }

    pub(crate) fn mark_verified(&mut self) {
        self.verified = true;
    }

    /// Looks into the one container that all of `bytes` is.
    ///
    /// # Errors
    /// What the bytes are instead; damage to the header or a head; truncation; trailing bytes; what
    /// `bytes` reports.
    pub(crate) fn of(bytes: &mut (impl Read + Seek)) -> Result<Self> {
        let len = bytes.seek(SeekFrom::End(0)).map_err(cannot_read)?;
        let mut input = Input { bytes, len };
        let first = input.read_at(0, prefix::LEN)?;
        let prefix = Prefix::read(&first, Kind::Value)?;
        let opening_len = opening::len(prefix);
        let opening_bytes = input.read_at(0, opening_len)?;
        let opening = opening::read(&opening_bytes, Kind::Value)?;
        let (schema, _) = opening.header.checked_schema()?;
        let mut heads = Heads::new(opening.file_id, opening.len);
        let chunks = input.chunks(&mut heads)?;
        let meta = opening.header.meta.iter();
        Ok(Inspection {
            schema,
            fingerprint: opening.header.fingerprint,
            meta: meta.map(|(name, value)| ((*name).to_owned(), value.to_vec())).collect(),
            header_len: u64::from(prefix.header_len),
            size: len,
            rows: heads.totals().rows,
            chunks,
            verified: false,
        })
    }
}

/// Bytes whose number is known, wherever they are.
struct Input<'i, R> {
    bytes: &'i mut R,
    len: u64,
}

impl<R: Read + Seek> Input<'_, R> {
    /// `count` bytes from `position`, or as many as there are. `count` is small.
    fn read_at(&mut self, position: u64, count: usize) -> Result<Vec<u8>> {
        self.bytes.seek(SeekFrom::Start(position)).map_err(cannot_read)?;
        let mut found = Vec::new();
        self.bytes.take(count as u64).read_to_end(&mut found).map_err(cannot_read)?;
        Ok(found)
    }

    /// All chunks up to the end mark, which is checked and must be the last.
    fn chunks(&mut self, heads: &mut Heads) -> Result<Vec<ChunkInfo>> {
        let mut list = Vec::new();
        loop {
            let head = self.read_at(heads.position(), HEAD_LEN)?;
            let Some(head) = head.first_chunk() else {
                return Err(heads.cut_off_head(head.len()));
            };
            let chunk = heads.next(head)?;
            if chunk.end > self.len {
                return Err(heads.cut_off_chunk(&chunk, self.len));
            }
            if chunk.role == Role::End {
                let payload = self.read_at(chunk.payload, END_LEN)?;
                check_payload(&chunk, &payload)?;
                heads.end(&chunk, &payload)?;
                check_nothing_follows(self.len - chunk.end, chunk.end)?;
                return Ok(list);
            }
            list.push(info(&chunk));
        }
    }
}

fn info(chunk: &Chunk) -> ChunkInfo {
    ChunkInfo {
        offset: chunk.payload,
        stored_len: chunk.head.stored_len,
        len: chunk.head.len,
        rows: chunk.head.count,
        kind: chunk.head.kind,
        compression: chunk.head.compression,
    }
}

fn cannot_read(error: io::Error) -> Error {
    Error::caused(ErrorKind::Io, "cannot read", error)
}

/// How many chunks `Display` shows before it gives the number of the rest.
const SHOWN_CHUNKS: usize = 8;

impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.type_name())?;
        if let Some(version) = self.version() {
            write!(f, ", version {version}")?;
        }
        writeln!(f, "\n\nformat       version {}", self.format_version())?;
        writeln!(f, "fingerprint  {}", self.fingerprint)?;
        writeln!(f, "size         {} bytes, of which the header has {}", self.size, self.header_len)?;
        writeln!(f, "rows         {}", self.rows)?;
        let checked = if self.verified { "every byte" } else { "the header and the heads of the chunks" };
        writeln!(f, "checked      {checked}")?;
        self.write_chunks(f)?;
        self.write_meta(f)?;
        write!(f, "\n{}", self.schema)
    }
}

impl Inspection {
    fn write_chunks(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "chunks       {}", self.chunks.len())?;
        for chunk in self.chunks.iter().take(SHOWN_CHUNKS) {
            let kind = match chunk.kind {
                kind::VALUE => "value",
                kind::MORE => "more",
                kind::ROWS => "rows",
                _ => "unknown",
            };
            write!(f, "  {kind:<7}  {} bytes at {}", chunk.stored_len, chunk.offset)?;
            match chunk.compression {
                compression::NONE => {}
                compression::ZSTD => write!(f, ", zstd of {} bytes", chunk.len)?,
                compression::LZ4 => write!(f, ", lz4 of {} bytes", chunk.len)?,
                _ => f.write_str(", of unknown compression")?,
            }
            if chunk.kind == kind::ROWS {
                write!(f, ", {} rows", chunk.rows)?;
            }
            writeln!(f)?;
        }
        match self.chunks.len().checked_sub(SHOWN_CHUNKS) {
            Some(more @ 1..) => writeln!(f, "  … and {more} more"),
            _ => Ok(()),
        }
    }

    fn write_meta(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.meta.is_empty() {
            return Ok(());
        }
        writeln!(f, "metadata     {}", self.meta.len())?;
        for (name, value) in &self.meta {
            match std::str::from_utf8(value) {
                Ok(text) if text.len() <= 200 => writeln!(f, "  {name:?}: {text:?}")?,
                _ => writeln!(f, "  {name:?}: {} bytes", value.len())?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::codec::chunks::Begins;
    use crate::frame::header::Header;
    use crate::frame::writer::tests::container_of;
    use crate::schema::schema_of;

    fn sample(fingerprint: Option<u64>) -> Vec<u8> {
        let schema = schema_of::<Vec<u32>>().to_bytes();
        let own = Fingerprint::of(&schema);
        let header = Header {
            fingerprint: fingerprint.map_or(own, Fingerprint::from_bits),
            schema: &schema,
            salt: 0,
            meta: vec![("author", b"Ada"), ("hash", &[0xff; 20])],
        };
        let more: (Begins, &[u8]) = (Begins::More, &[3; 100]);
        let mut pieces = vec![more; 10];
        pieces[0] = (Begins::Rows(2), &[1, 2]);
        container_of(&header, &pieces, None).unwrap()
    }

    fn of(bytes: &[u8]) -> Result<Inspection> {
        Inspection::of(&mut Cursor::new(bytes))
    }

    #[test]
    fn tells_what_is_there() {
        let bytes = sample(None);
        let inspection = of(&bytes).unwrap();
        assert_eq!(inspection.type_name(), "[u32]");
        assert_eq!(inspection.version(), None);
        assert_eq!((inspection.rows(), inspection.size()), (2, bytes.len() as u64));
        assert_eq!(inspection.meta()["author"], b"Ada");
        assert_eq!(inspection.chunks().len(), 10);
        let chunk = inspection.chunks()[1];
        assert_eq!((chunk.stored_len, chunk.len, chunk.rows, chunk.kind), (100, 100, 0, kind::MORE));
        assert_eq!(bytes[chunk.offset as usize..][..100], [3; 100]);
        assert!(!inspection.is_verified());
    }

    #[test]
    fn prints_all_of_it() {
        let text = of(&sample(None)).unwrap().to_string();
        for part in ["[u32]", "rows         2", "\"author\": \"Ada\"", "\"hash\": 20 bytes", "and 2 more"] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }

    #[test]
    fn every_cut_and_what_follows_are_errors() {
        let mut bytes = sample(None);
        for len in 0..bytes.len() {
            let error = of(&bytes[..len]).unwrap_err();
            let kind = if len == 6 { ErrorKind::TextDamage } else { ErrorKind::Truncated };
            assert_eq!(error.kind(), kind, "{len}: {error}");
        }
        bytes.push(0);
        assert_eq!(of(&bytes).unwrap_err().kind(), ErrorKind::Trailing);
    }

    #[test]
    fn a_fingerprint_of_another_schema_is_an_error() {
        let error = of(&sample(Some(0x8080))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
    }
}
