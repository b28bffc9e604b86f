//! A look into a file without the types that it was saved from: what it says of itself, and what its
//! heads say; and, on request, whether every byte of it is sound.
//!
//! [`value`] looks at containers with a value, [`log`] at logs, and [`display`] prints what was found.

mod display;
mod log;
mod value;

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::codec::chunks::Source;
use crate::error::{Error, ErrorKind, Result};
use crate::frame::groups::{Groups, Pieces};
use crate::frame::heads::Chunk;
use crate::frame::opening::{self, Opening};
use crate::frame::prefix::{self, FORMAT_VERSION, Kind, Prefix};
use crate::frame::source::SliceSource;
use crate::options::{Recovery, Report};
use crate::schema::facts::Facts;
use crate::schema::walk::walk_container;
use crate::schema::{Fingerprint, Schema};

/// What a file says of itself: type, schema, sizes, metadata.
///
/// [`inspect`](crate::inspect) and [`verify`](crate::verify) return one. `Display` prints all of
/// it, for people.
#[derive(Clone, Debug)]
pub struct Inspection {
    schema: Schema,
    fingerprint: Fingerprint,
    log: Option<LogInfo>,
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
    /// Its kind, by the number in the format's specification: 1 to 3 are parts of a value, 5 a record of a log, 6 a schema in one.
    pub kind: u8,
    /// How it is compressed, by the number in the format's specification: 0 not at all, 1 zstd, 2
    /// lz4.
    pub compression: u8,
}

/// What a log has beside what every file has.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LogInfo {
    /// The schemas of its rows, each once, in the order in which the log has them; the first one is that of the program which created
    /// it.
    pub schemas: Vec<SchemaInfo>,
    /// What stands behind the last whole record, if anything does.
    pub unfinished: Option<Unfinished>,
}

/// What a log has of one schema.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SchemaInfo {
    /// That of a sequence, whose elements are the rows of the log.
    pub schema: Schema,
    /// The number that stands for it.
    pub fingerprint: Fingerprint,
    /// How many records are by it: how often something was appended, unless the log has been compacted since.
    pub records: u64,
    /// How many rows are in them.
    pub rows: u64,
    /// How many bytes they take in the file.
    pub bytes: u64,
}

/// What stands at the end of a log and is no whole record.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Unfinished {
    /// Where it begins, in bytes from the start of the log.
    pub offset: u64,
    /// How many bytes it has.
    pub bytes: u64,
    /// What is wrong with it; `None` if it is only too short, as a record that is being written.
    pub error: Option<Arc<Error>>,
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

    /// The schema, of a log the first one. Its `Display` is a tree of all types in the value.
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

    /// How many rows the value has: the elements of a sequence or set, the values in a log, otherwise 1.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// What there is to say of a log; `None` if the file holds a single value.
    #[must_use]
    pub fn log(&self) -> Option<&LogInfo> {
        self.log.as_ref()
    }

    /// The chunks, in order, without the end mark.
    #[must_use]
    pub fn chunks(&self) -> &[ChunkInfo] {
        &self.chunks
    }

    /// Whether every byte was checked ([`verify`](crate::verify)) or only the header and the heads
    /// of the chunks ([`inspect`](crate::inspect)). What a log has behind its last whole record is not checked.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.verified
    }

    /// Looks into the one container, or the log, that all of `bytes` is.
    ///
    /// # Errors
    /// What the bytes are instead; damage to the header or a head; truncation; trailing bytes; what
    /// `bytes` reports.
    pub(crate) fn of(bytes: &mut (impl Read + Seek)) -> Result<Self> {
        let len = bytes.seek(SeekFrom::End(0)).map_err(cannot_read)?;
        let front = front(bytes)?;
        let opening = opening::read_either(&front)?;
        match opening.kind {
            Kind::Value => value::inspect(bytes, len, &opening),
            Kind::Log => log::look_through(bytes, len, &opening, None),
        }
    }

    /// Checks every byte of the one container, or the log, that all of `bytes` is, in bounded memory: that of a chunk, of
    /// the keys that have to differ, and of [`Inspection::chunks`].
    ///
    /// # Errors
    /// Those of [`Inspection::of`]; damage to anything else; `max_memory`.
    pub(crate) fn verified(
        bytes: &mut (impl Read + Seek),
        max_memory: impl FnOnce(u64) -> u64,
        report: &Report,
    ) -> Result<Self> {
        let len = bytes.seek(SeekFrom::End(0)).map_err(cannot_read)?;
        let max_memory = max_memory(len);
        let front = front(bytes)?;
        let opening = opening::read_either(&front)?;
        if opening.kind == Kind::Log {
            return log::look_through(bytes, len, &opening, Some(log::Check { max_memory, report }));
        }
        let inspection = value::inspect(bytes, len, &opening)?;
        bytes.seek(SeekFrom::Start(0)).map_err(cannot_read)?;
        let groups = Groups::open(bytes, Some(max_memory), Recovery::Stop, true, &mut Vec::new())?;
        let pieces = Pieces::new(groups.ok_or_else(crate::frame::empty)?, Some(len));
        inspection.walked(report.watch(pieces, Some(len)), max_memory)
    }

    /// The same of bytes in memory, of which a container is not copied.
    ///
    /// # Errors
    /// Those of [`Inspection::verified`].
    pub(crate) fn verified_slice(bytes: &[u8], max_memory: u64, report: &Report) -> Result<Self> {
        let inspection = Inspection::of(&mut Cursor::new(bytes))?;
        if inspection.log.is_some() {
            return Inspection::verified(&mut Cursor::new(bytes), |_| max_memory, report);
        }
        let (_, source) = SliceSource::open(bytes)?;
        inspection.walked(report.watch(source, Some(bytes.len() as u64)), max_memory)
    }

    /// Walks over all of a value.
    fn walked<'de>(self, source: Box<dyn Source<'de> + 'de>, max_memory: u64) -> Result<Self> {
        let facts = Facts::of(&self.schema)?;
        walk_container(&self.schema, &facts, source, max_memory).map_err(|error| error.in_type(self.type_name()))?;
        Ok(Inspection { verified: true, ..self })
    }

    /// What the opening says of a file of `len` bytes.
    fn at_front(opening: &Opening<'_>, len: u64) -> Result<Self> {
        let header = &opening.header;
        let (schema, _) = header.checked_schema()?;
        Ok(Inspection {
            schema,
            fingerprint: header.fingerprint,
            log: None,
            meta: header.meta.iter().map(|(name, value)| ((*name).to_owned(), value.to_vec())).collect(),
            header_len: opening.header_len,
            size: len,
            rows: 0,
            chunks: Vec::new(),
            verified: false,
        })
    }
}

impl ChunkInfo {
    fn of(chunk: &Chunk) -> Self {
        ChunkInfo {
            offset: chunk.payload,
            stored_len: chunk.head.stored_len,
            len: chunk.head.len,
            rows: chunk.head.count,
            kind: chunk.head.kind,
            compression: chunk.head.compression,
        }
    }
}

/// All that stands before the first chunk, or as much of it as there is.
fn front(bytes: &mut (impl Read + Seek)) -> Result<Vec<u8>> {
    let mut read = |count: usize| {
        bytes.seek(SeekFrom::Start(0)).map_err(cannot_read)?;
        let mut front = Vec::new();
        bytes.by_ref().take(count as u64).read_to_end(&mut front).map_err(cannot_read)?;
        Ok(front)
    };
    let prefix = Prefix::read_either(&read(prefix::LEN)?)?;
    read(opening::len(prefix))
}

fn cannot_read(error: io::Error) -> Error {
    Error::caused(ErrorKind::Io, "cannot read", error)
}
