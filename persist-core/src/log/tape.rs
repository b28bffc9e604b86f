//! The chunks of a log, from its file into memory, one after another, each checked.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::codec::chunks::{Begins, Payload, Piece, Source};
use crate::error::{Error, ErrorKind, Result};
use crate::file::storage::Handle;
use crate::frame::chunk::HEAD_LEN;
use crate::frame::heads::{Chunk, Role, malformed};
use crate::frame::opening;
use crate::frame::pack::Unpacker;
use crate::frame::prefix::{self, Kind, Prefix};
use crate::frame::records::Position;
use crate::frame::recover::{KEPT, find_head};
use crate::frame::source::check_stored;
use crate::options::default_memory;
use crate::options::mismatch::LastPlan;
use crate::schema::Known;
use crate::schema::fingerprint::Fingerprint;
use crate::schema::resolve::plan::Plan;

/// A log that is being read.
pub(crate) struct Tape<R = Box<dyn Handle>> {
    file: R,
    /// Where the next chunk begins.
    position: Position,
    /// Whether there is damage before it.
    gap: bool,
    /// The same for the last chunk.
    last: (Position, bool),
    /// The payload of the last chunk.
    payload: Vec<u8>,
    unpacker: Unpacker,
    max_bytes: Option<u64>,
    /// If records are passed over unread: how many bytes the log had when that was asked last.
    passing: Option<u64>,
}

/// What comes next in a log.
#[derive(Debug)]
pub(crate) enum Next {
    /// A chunk, whose payload is there.
    Chunk(Chunk),
    /// Nothing: the log ends here.
    End,
    /// Fewer bytes than the chunk has that they begin: it is not yet written, or torn.
    Unfinished,
}

/// How large the steps are in which what is behind damage is looked for.
const STEP: usize = 1 << 16;

/// Reads what stands at the front of a log: where its chunks begin, and how its first ones become rows of the type that is
/// asked for, its `own`; `None` where they are that already.
///
/// # Errors
/// What the file is instead; damage; a type that the program has not declared how to read; what the file system reports.
pub(super) fn read_front(
    file: &mut Box<dyn Handle>,
    plans: &mut LastPlan,
    own: &Known,
) -> Result<(Position, Option<Arc<Plan>>)> {
    let mut bytes = Vec::new();
    read_at(file, 0, prefix::LEN as u64, &mut bytes)?;
    if bytes.is_empty() {
        return Err(crate::frame::empty());
    }
    let len = opening::len(Prefix::read(&bytes, Kind::Log)?);
    read_at(file, 0, len as u64, &mut bytes)?;
    let opening = opening::read(&bytes, Kind::Log)?;
    Ok((Position::at_front(opening.file_id, opening.len), plans.of(&opening.header, own)?))
}

impl<R: Read + Seek> Tape<R> {
    /// Begins behind the front. A payload larger than `max_bytes` is refused.
    pub(crate) fn new(file: R, position: Position, max_bytes: Option<u64>) -> Self {
        Tape {
            file,
            position,
            gap: false,
            last: (position, false),
            payload: Vec::new(),
            unpacker: Unpacker::default(),
            max_bytes,
            passing: None,
        }
    }

    /// Reads and checks the heads of records alone; the log has at least `len` bytes.
    pub(crate) fn pass_over_records(&mut self, len: u64) {
        self.passing = Some(len);
    }

    /// Where the next chunk begins.
    pub(crate) fn position(&self) -> Position {
        self.position
    }

    /// Gives the file back.
    pub(super) fn into_file(self) -> R {
        self.file
    }

    /// The payload of the last chunk.
    pub(crate) fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The next chunk, checked. After an error or what is unfinished, the tape is where it was.
    ///
    /// # Errors
    /// Damage, a limit, or what the file system reports.
    pub(crate) fn next(&mut self) -> Result<Next> {
        let start = self.position.len;
        let mut head = Vec::with_capacity(HEAD_LEN);
        read_at(&mut self.file, start, HEAD_LEN as u64, &mut head)?;
        let Some((head, _)) = head.split_first_chunk() else {
            return Ok(if head.is_empty() { Next::End } else { Next::Unfinished });
        };
        let (chunk, behind) = self.position.next(head, self.gap)?;
        if self.passing.is_some() && !matches!(chunk.role, Role::Schema(_)) {
            return Ok(if self.is_there(&chunk)? { self.go_behind(chunk, behind) } else { Next::Unfinished });
        }
        let len = chunk.end.saturating_sub(chunk.payload);
        if let Some(most) = self.max_bytes.filter(|most| len > *most) {
            return Err(self.too_large(len, most));
        }
        read_at(&mut self.file, chunk.payload, len, &mut self.payload)?;
        if (self.payload.len() as u64) < len {
            return Ok(Next::Unfinished);
        }
        check_stored(&chunk, &mut self.payload)?;
        if chunk.role != Role::Pass {
            let room = self.max_bytes.unwrap_or(default_memory(chunk.head.stored_len));
            if let Some(unpacked) = self.unpacker.unpack(&chunk, &self.payload, room)? {
                self.payload = unpacked;
            }
        }
        Ok(self.go_behind(chunk, behind))
    }

    /// Whether the log has all of a chunk that is passed over. It may have grown since that was asked last.
    fn is_there(&mut self, chunk: &Chunk) -> Result<bool> {
        if self.passing.is_none_or(|len| chunk.end > len) {
            self.passing = Some(self.file.seek(SeekFrom::End(0)).map_err(cannot_read)?);
        }
        Ok(self.passing.is_some_and(|len| chunk.end <= len))
    }

    fn go_behind(&mut self, chunk: Chunk, behind: Position) -> Next {
        self.last = (self.position, self.gap);
        (self.position, self.gap) = (behind, false);
        Next::Chunk(chunk)
    }

    /// The rows of the last chunk, which is a record.
    pub(crate) fn record(&self, chunk: &Chunk) -> Box<dyn Source<'_> + '_> {
        let payload = Payload::Input(&self.payload);
        Box::new(Alone(Some(Piece {
            payload,
            begins: Begins::Rows(chunk.head.count),
            offset: chunk.payload,
            end: chunk.end,
        })))
    }

    /// Where the first sound head behind the damage is that [`Tape::next`] has met here; `None` if there
    /// is none to the end of the file.
    ///
    /// # Errors
    /// What the file system reports.
    pub(crate) fn find_behind(&mut self) -> Result<Option<u64>> {
        let mut from = self.position.len.saturating_add(1);
        let mut bytes = Vec::new();
        loop {
            read_at(&mut self.file, from, STEP as u64, &mut bytes)?;
            if let Some(at) = find_head(&bytes, self.position.file_id, from) {
                return Ok(Some(from.saturating_add(at as u64)));
            }
            if bytes.len() < STEP {
                return Ok(None);
            }
            from = from.saturating_add((STEP - KEPT) as u64);
        }
    }

    /// Goes back to where the last chunk began.
    pub(super) fn go_back(&mut self) {
        (self.position, self.gap) = self.last;
    }

    /// Goes on at a place that [`Tape::find_behind`] has found.
    pub(super) fn go_on_at(&mut self, place: u64) {
        self.position.len = place;
        self.gap = true;
    }

    /// How many bytes the file has behind the last sound chunk.
    ///
    /// # Errors
    /// What the file system reports.
    pub(crate) fn left(&mut self) -> Result<u64> {
        let len = self.file.seek(SeekFrom::End(0)).map_err(cannot_read)?;
        Ok(len.saturating_sub(self.position.len))
    }

    #[cold]
    fn too_large(&self, len: u64, most: u64) -> Error {
        let message = format!("a record of {len} bytes, more than the limit of {most}");
        Error::new(ErrorKind::Limit, message).at(self.position.len).help("raise `max_memory` if the data is trusted")
    }
}

/// Reads `len` bytes from `place` on into `bytes`, fewer only if the file ends.
fn read_at(file: &mut (impl Read + Seek), place: u64, len: u64, bytes: &mut Vec<u8>) -> Result<()> {
    bytes.clear();
    file.seek(SeekFrom::Start(place)).map_err(cannot_read)?;
    // Memory is asked for as bytes arrive, whatever a head says.
    file.by_ref().take(len).read_to_end(bytes).map_err(cannot_read)?;
    Ok(())
}

/// The fingerprint and the bytes of the schema in a chunk.
///
/// # Errors
/// A payload without.
pub(crate) fn split_schema(payload: &[u8], offset: u64) -> Result<(Fingerprint, &[u8])> {
    let Some((fingerprint, schema)) = payload.split_first_chunk() else {
        return Err(malformed("a schema of less than 8 bytes").at(offset));
    };
    Ok((Fingerprint::from_bits(u64::from_le_bytes(*fingerprint)), schema))
}

/// The error for a head that promises more than there is, with a sound one behind it.
pub(crate) fn too_long_in_the_middle(offset: u64) -> Error {
    malformed("a record that is longer than the log, with another one in it").at(offset)
}

/// The one piece that a record is.
struct Alone<'de>(Option<Piece<'de>>);

impl<'de> Source<'de> for Alone<'de> {
    fn next(&mut self, _: u64) -> Result<Option<Piece<'de>>> {
        Ok(self.0.take())
    }

    fn remaining(&self) -> u64 {
        0
    }
}

fn cannot_read(error: io::Error) -> Error {
    Error::caused(ErrorKind::Io, "cannot read", error)
}
