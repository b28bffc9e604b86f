//! The chunks of a log: records, each with the values that were appended together, and schemas
//! (FORMAT.md, *Log*).

use super::chunk::{HEAD_LEN, Head, kind};
use super::heads::{Chunk, Role, check_numbers, damaged_head, malformed, number};
use super::pack::Packer;
use super::writer::{Sealed, seal};
use crate::codec::chunks::{Begins, Sink};
use crate::codec::{WriteSettings, Writer};
use crate::error::{Error, ErrorKind, Result};
use crate::options::Compression;
use crate::schema::Known;

/// Where a log ends, and what is needed to go on there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    pub(crate) file_id: u64,
    /// The bytes of the log so far; a multiple of 16.
    pub(crate) len: u64,
    /// The chunks so far.
    pub(crate) chunks: u64,
    /// The number of the schema that the next record has: 0 is the header's, and each schema in the log
    /// counts one up, modulo 256.
    pub(crate) schema: u8,
}

impl Position {
    /// Behind the front of a log, before its first chunk.
    pub(crate) fn at_front(file_id: u64, len: usize) -> Self {
        Position { file_id, len: len as u64, chunks: 0, schema: 0 }
    }

    /// The bytes of a chunk with the schema of a type; the position is then behind it.
    ///
    /// # Errors
    /// None: a schema is not compressed.
    pub(crate) fn write_schema(&mut self, known: &Known, bytes: &mut Vec<u8>) -> Result<()> {
        let start = open(bytes);
        bytes.extend_from_slice(&known.fingerprint().to_bits().to_le_bytes());
        bytes.extend_from_slice(known.bytes());
        self.schema = self.schema.wrapping_add(1);
        self.close(kind::SCHEMA, 0, &mut Packer::new(Compression::None), bytes, start)
    }

    /// The bytes of one record with the rows that `encode` encodes as a root; the position is then
    /// behind it. `bytes` are those of the chunks that have been written since `len`, and if it
    /// fails, they are lost.
    ///
    /// # Errors
    /// What `encode` returns.
    pub(crate) fn write_record(
        &mut self,
        settings: &WriteSettings,
        packer: &mut Packer,
        bytes: &mut Vec<u8>,
        encode: &mut dyn FnMut(&mut Writer<'_>) -> Result<()>,
    ) -> Result<()> {
        open(bytes);
        let mut record = Record { position: self, packer, written: false };
        let mut writer = Writer::container(std::mem::take(bytes), settings, &mut record);
        encode(&mut writer)?;
        *bytes = writer.finish()?;
        Ok(())
    }

    /// Checks the head that is here; returns its chunk, and the position behind it.
    ///
    /// Behind damage, where chunks may be missing, `gap` is true: their numbers may jump ahead.
    ///
    /// # Errors
    /// A checksum that does not match, a chunk that is out of place, or what this version does not
    /// know.
    pub(crate) fn next(&self, bytes: &[u8; HEAD_LEN], gap: bool) -> Result<(Chunk, Self)> {
        let Some((head, _)) = Head::read(bytes, self.file_id, self.len) else {
            return Err(damaged_head(bytes, self.chunks, self.len));
        };
        self.check(head, gap).map_err(|error| error.at(self.len))
    }

    fn check(&self, head: Head, gap: bool) -> Result<(Chunk, Self)> {
        let chunks = number(self.chunks, head.index, gap)?;
        check_numbers(&head)?;
        let role = role(&head)?;
        let schema = match role {
            Role::Schema(schema) => schema,
            _ => self.schema,
        };
        let chunk = Chunk::at(self.len, head, role)?;
        Ok((chunk, Position { len: chunk.end, chunks: chunks.saturating_add(1), schema, ..*self }))
    }

    /// Goes on behind bytes that have been written to the log.
    pub(crate) fn advance(&mut self, bytes: &[u8]) {
        self.len = self.len.saturating_add(bytes.len() as u64);
    }

    fn close(&mut self, kind: u8, count: u64, packer: &mut Packer, bytes: &mut Vec<u8>, start: usize) -> Result<()> {
        let flags = u16::from_le_bytes([0, self.schema]);
        // As the format has it: modulo 2^32.
        let index = self.chunks as u32;
        seal(&Sealed { kind, count, index, flags }, packer, self.file_id, self.len, bytes, start)?;
        self.chunks = self.chunks.saturating_add(1);
        Ok(())
    }
}

/// What a chunk is in a log.
fn role(head: &Head) -> Result<Role> {
    let [_, schema] = head.flags.to_le_bytes();
    match (head.kind, head.count) {
        (kind::RECORD, 1..) => Ok(Role::Record(schema)),
        (kind::SCHEMA, 0) => Ok(Role::Schema(schema)),
        (kind::MAY_PASS.., _) => Ok(Role::Pass),
        (kind, count) => {
            Err(malformed(format!("a chunk of kind {kind} with {count} rows, which has no place in a log")))
        }
    }
}

/// Makes room for a head; returns where the payload begins.
fn open(bytes: &mut Vec<u8>) -> usize {
    bytes.extend_from_slice(&[0; HEAD_LEN]);
    bytes.len()
}

/// Takes the one piece that a record is.
struct Record<'p> {
    position: &'p mut Position,
    packer: &'p mut Packer,
    written: bool,
}

impl Sink for Record<'_> {
    fn piece(&mut self, begins: Begins, buffer: &mut Vec<u8>, start: usize) -> Result<usize> {
        match begins {
            Begins::Rows(count) if !self.written => {
                self.written = true;
                self.position.close(kind::RECORD, count, self.packer, buffer, start)?;
                Ok(buffer.len())
            }
            _ => Err(Error::new(ErrorKind::Value, "a record of a log is a sequence of values, and has at least one")),
        }
    }

    /// Rows that are appended together are one record, whatever its size: it is there as a whole, or not.
    fn piece_size(&self) -> usize {
        usize::MAX
    }
}
