//! Reads a container from a stream group by group, in bounded memory; on request, also what stands around
//! damage.
//!
//! A group is all that one *rows* chunk (or the one *value*) and its continuations have. Whether it has more of
//! them is told by the chunk that follows, so that one is read ahead.

use std::io::Read;

use super::checksum::Checksum;
use super::chunk::{HEAD_LEN, compression};
use super::heads::{Chunk, Heads, Role};
use super::input::Input;
use super::opening;
use super::pack::Unpacker;
use super::prefix::Kind;
use super::source::{check_rest, check_stored, trailing};
use super::writer::PIECE_SIZE;
use crate::codec::chunks::{Begins, Payload, Piece, Source};
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Recovery, Skipped, default_memory};

/// The groups of a container.
pub(crate) struct Groups<R> {
    input: Input<R>,
    heads: Heads,
    file_id: u64,
    recovery: Recovery,
    /// Whether nothing may follow the container.
    alone: bool,
    /// The most memory that a chunk may take.
    room: u64,
    /// A head that has been read, and its chunk not.
    begun: Option<Chunk>,
    /// What was read to see whether a group goes on.
    ahead: Option<Result<Event>>,
    ended: bool,
    /// By offset.
    skipped: Vec<Skipped>,
    unpacker: Unpacker,
    /// Buffers that can be used again.
    spare: Vec<Vec<u8>>,
}

/// What comes next in a container.
enum Event {
    /// A piece of the value.
    Piece(OwnedPiece),
    /// Something that was passed over: perhaps one.
    Gap,
    /// The end.
    End,
}

/// A chunk's payload that has been checked.
struct OwnedPiece {
    payload: Vec<u8>,
    begins: Begins,
    /// Where the chunk begins, its payload, and what follows it.
    start: u64,
    offset: u64,
    end: u64,
}

/// A group: a piece that begins it and those that go on with it.
pub(crate) struct Group(Vec<OwnedPiece>);

/// How many buffers are kept.
const SPARE: usize = 4;

impl<R: Read> Groups<R> {
    /// Reads everything before the first chunk into `bytes`, which are empty; `None` if the stream ends before its first byte.
    ///
    /// # Errors
    /// What the bytes are instead; damage; truncation; what the reader reports.
    pub(crate) fn open(
        reader: R,
        max_bytes: Option<u64>,
        recovery: Recovery,
        alone: bool,
        bytes: &mut Vec<u8>,
    ) -> Result<Option<Self>> {
        let mut input = Input::new(reader, max_bytes);
        if !input.opening(bytes)? {
            return Ok(None);
        }
        let opening = opening::read(bytes, Kind::Value)?;
        Ok(Some(Groups {
            input,
            heads: Heads::new(opening.file_id, opening.len),
            file_id: opening.file_id,
            recovery,
            alone,
            room: u64::MAX,
            begun: None,
            ahead: None,
            ended: false,
            skipped: Vec::new(),
            unpacker: Unpacker::default(),
            spare: Vec::new(),
        }))
    }

    /// How many bytes of the container have been read.
    pub(crate) fn position(&self) -> u64 {
        self.input.position()
    }

    /// What has been passed over so far.
    pub(crate) fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// The next group; `None` after the end mark, which has then been checked.
    ///
    /// # Errors
    /// Damage, truncation, an unknown kind or compression, a limit, or what the reader reports: after all
    /// groups that stand before it.
    pub(crate) fn next(&mut self) -> Result<Option<Group>> {
        loop {
            let event = self.ahead.take().unwrap_or_else(|| self.event());
            match event? {
                // What it goes on with was passed over.
                Event::Piece(piece) if piece.begins == Begins::More => self.pass_over_more(piece),
                Event::Piece(first) => return self.group(first).map(Some),
                Event::Gap => {}
                Event::End => return Ok(None),
            }
        }
    }

    fn group(&mut self, first: OwnedPiece) -> Result<Group> {
        let mut bytes = first.payload.len() as u64;
        let mut pieces = vec![first];
        loop {
            match self.event() {
                Ok(Event::Piece(piece)) if piece.begins == Begins::More => {
                    bytes = bytes.saturating_add(piece.payload.len() as u64);
                    self.input.room_for(bytes)?;
                    pieces.push(piece);
                }
                other => {
                    self.ahead = Some(other);
                    return Ok(Group(pieces));
                }
            }
        }
    }

    /// Tells what has become of a group whose rows could not be decoded: if it is damaged, it is passed over
    /// where that is wanted.
    ///
    /// # Errors
    /// Otherwise the error; or what was found behind the group, if that explains it.
    pub(crate) fn refuse(&mut self, group: Group, error: Error) -> Result<()> {
        if self.recovery == Recovery::Skip
            && error.is_damage()
            && let (Some(first), Some(last)) = (group.0.first(), group.0.last())
        {
            let bytes = last.end.saturating_sub(first.start);
            self.pass_over(first.start, bytes, error);
            return Ok(());
        }
        match self.ahead.take() {
            // The group goes on there.
            Some(Err(damage)) => Err(damage),
            _ => Err(error),
        }
    }

    /// Takes the memory of a group back.
    pub(crate) fn recycle(&mut self, group: Group) {
        let buffers = group.0.into_iter().map(|piece| piece.payload);
        self.spare.extend(buffers.take(SPARE.saturating_sub(self.spare.len())));
    }

    /// Goes on to the next piece, or the end.
    fn event(&mut self) -> Result<Event> {
        while !self.ended {
            let start = self.heads.position();
            let done = self.chunk();
            match done {
                Ok(Some(event)) => return Ok(event),
                Ok(None) => {}
                Err(Fault { error, after }) => {
                    if self.recovery == Recovery::Stop || !error.is_damage() {
                        self.ended = true;
                        return Err(error);
                    }
                    let bytes = self.go_behind(start, after)?;
                    self.pass_over(start, bytes, error);
                    if after != After::Nothing {
                        return Ok(Event::Gap);
                    }
                }
            }
        }
        Ok(Event::End)
    }

    /// Reads the next head, unless that has been done.
    fn head(&mut self) -> Result<Chunk, Fault> {
        if let Some(chunk) = self.begun.take() {
            return Ok(chunk);
        }
        let mut head = self.buffer();
        self.input.append(HEAD_LEN as u64, &mut head)?;
        let Some(bytes) = head.first_chunk() else {
            return Err(Fault { error: self.heads.cut_off_head(head.len()), after: After::End });
        };
        let chunk = self.heads.next(bytes).map_err(|error| {
            self.input.give_back(&head);
            Fault { error, after: After::NextHead }
        })?;
        self.spare.push(head);
        Ok(chunk)
    }

    /// An empty buffer.
    fn buffer(&mut self) -> Vec<u8> {
        let mut buffer = self.spare.pop().unwrap_or_default();
        buffer.clear();
        buffer
    }

    /// Reads the next chunk; `None` where it is one that readers pass over.
    fn chunk(&mut self) -> Result<Option<Event>, Fault> {
        let chunk = self.head()?;
        let after = match chunk.role {
            Role::Data(_) => After::Chunk,
            Role::Pass | Role::Record(_) | Role::Schema(_) => After::Nothing,
            Role::End => After::End,
        };
        let payload = self.payload(&chunk, after)?;
        match chunk.role {
            Role::Pass | Role::Record(_) | Role::Schema(_) => {
                self.spare.push(payload);
                Ok(None)
            }
            Role::Data(begins) => {
                let payload = self.unpack(&chunk, payload)?;
                let (start, offset, end) = (chunk.payload - HEAD_LEN as u64, chunk.payload, chunk.end);
                Ok(Some(Event::Piece(OwnedPiece { payload, begins, start, offset, end })))
            }
            Role::End => self.end(&chunk, &payload),
        }
    }

    /// The payload of a chunk.
    fn payload(&mut self, chunk: &Chunk, after: After) -> Result<Vec<u8>, Fault> {
        let mut buffer = self.buffer();
        self.check_room(chunk.head.stored_len)?;
        self.append_part(chunk, chunk.end - chunk.payload, &mut buffer)?;
        let in_chunk = |error| Fault { error, after };
        check_stored(chunk, &mut buffer).map_err(in_chunk)?;
        Ok(buffer)
    }

    /// Refuses to hold so many bytes of a chunk, if that is more than a limit.
    fn check_room(&self, bytes: u64) -> Result<()> {
        self.input.room_for(bytes)?;
        if bytes > self.room { Err(self.input.too_large(bytes, self.room)) } else { Ok(()) }
    }

    /// Appends the next `count` bytes of a chunk.
    fn append_part(&mut self, chunk: &Chunk, count: u64, buffer: &mut Vec<u8>) -> Result<(), Fault> {
        if self.input.append(count, buffer)? == 0 {
            return Ok(());
        }
        let error = self.heads.cut_off_chunk(chunk, self.input.position());
        Err(Fault { error, after: After::End })
    }

    /// Hands the first `bytes` bytes of the next chunk to `take`, part by part, and returns the rest of it; `None` if it has
    /// not as many, is compressed, or does not go on with the value. Nothing may be passed over.
    fn pour<'de>(&mut self, bytes: u64, take: &mut dyn FnMut(&[u8])) -> Result<Option<Piece<'de>>, Fault> {
        let chunk = self.head()?;
        let head = &chunk.head;
        if chunk.role != Role::Data(Begins::More) || head.compression != compression::NONE || head.stored_len < bytes {
            self.begun = Some(chunk);
            return Ok(None);
        }
        let mut checksum = Checksum::new();
        let mut part = self.buffer();
        let mut left = bytes;
        while left > 0 {
            let step = left.min(PIECE_SIZE as u64);
            part.clear();
            self.append_part(&chunk, step, &mut part)?;
            checksum.add(&part);
            take(&part);
            left -= step;
        }
        part.clear();
        self.check_room(head.stored_len - bytes)?;
        self.append_part(&chunk, chunk.end - chunk.payload - bytes, &mut part)?;
        check_rest(&chunk, checksum, bytes, &mut part)?;
        let (payload, offset) = (Payload::Owned(part), chunk.payload + bytes);
        Ok(Some(Piece { payload, begins: Begins::More, offset, end: chunk.end }))
    }

    /// A payload as it was before it was compressed, if it was.
    fn unpack(&mut self, chunk: &Chunk, payload: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let room = self.input.max_bytes().unwrap_or_else(|| default_memory(chunk.head.stored_len));
        let unpacked = self.unpacker.unpack(chunk, &payload, room.min(self.room));
        match unpacked.map_err(|error| Fault { error, after: After::Chunk })? {
            Some(unpacked) => {
                self.spare.push(payload);
                Ok(unpacked)
            }
            None => Ok(payload),
        }
    }

    fn end(&mut self, chunk: &Chunk, payload: &[u8]) -> Result<Option<Event>, Fault> {
        self.heads.end(chunk, payload).map_err(|error| Fault { error, after: After::End })?;
        self.ended = true;
        if self.alone && self.recovery == Recovery::Stop {
            // One byte is enough to know it, and what follows may have no end.
            if self.input.append(1, &mut Vec::new())? == 0 {
                return Err(trailing("more bytes follow", chunk.end).into());
            }
        } else if self.alone {
            let more = self.input.count_rest()?;
            if more > 0 {
                self.pass_over(chunk.end, more, trailing(format_args!("{more} more bytes follow"), chunk.end));
            }
        }
        Ok(Some(Event::End))
    }

    /// Goes on behind damage that begins at `start`, and returns how many bytes are passed over.
    fn go_behind(&mut self, start: u64, after: After) -> Result<u64> {
        match after {
            After::Nothing | After::Chunk => {}
            After::NextHead => {
                if self.input.go_to_head(self.file_id)? {
                    self.heads.go_on_at(self.input.position());
                } else {
                    self.ended = true;
                }
            }
            After::End => self.ended = true,
        }
        Ok(self.input.position().saturating_sub(start))
    }

    fn pass_over_more(&mut self, piece: OwnedPiece) {
        // What it goes on with stands before it, and is damaged.
        let error = Error::new(ErrorKind::Malformed, "a chunk goes on with a group whose beginning is damaged");
        self.pass_over(piece.start, piece.end.saturating_sub(piece.start), error.at(piece.start));
    }

    fn pass_over(&mut self, offset: u64, bytes: u64, error: Error) {
        let place = self.skipped.partition_point(|skipped| skipped.offset <= offset);
        self.skipped.insert(place, Skipped { offset, bytes, error });
    }
}

/// What is wrong with a chunk.
struct Fault {
    error: Error,
    after: After,
}

impl From<Error> for Fault {
    /// Not of the chunk: nothing can be passed over.
    fn from(error: Error) -> Self {
        Fault { error, after: After::End }
    }
}

/// Where a container goes on behind a fault, and what is missing then.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// At the next chunk, and nothing is missing: this one would have been passed over.
    Nothing,
    /// At the next chunk.
    Chunk,
    /// At the next head, wherever it is.
    NextHead,
    /// Nowhere.
    End,
}

impl Group {
    /// Where there is none.
    pub(crate) fn none() -> Self {
        Group(Vec::new())
    }

    /// How many bytes its pieces have.
    pub(crate) fn len(&self) -> u64 {
        self.0.iter().map(|piece| piece.payload.len() as u64).sum()
    }

    /// Its pieces, for the codec.
    pub(crate) fn source(&self) -> GroupSource<'_> {
        GroupSource(self.0.iter())
    }
}

/// The pieces of one group.
pub(crate) struct GroupSource<'g>(std::slice::Iter<'g, OwnedPiece>);

impl<'g> Source<'g> for GroupSource<'g> {
    fn next(&mut self, _: u64) -> Result<Option<Piece<'g>>> {
        let piece = self.0.next();
        let piece_of = |piece: &'g OwnedPiece| {
            let OwnedPiece { begins, offset, end, .. } = *piece;
            Piece { payload: Payload::Input(&piece.payload), begins, offset, end }
        };
        Ok(piece.map(piece_of))
    }

    fn remaining(&self) -> u64 {
        self.0.as_slice().iter().map(|piece| piece.payload.len() as u64).sum()
    }
}

/// All pieces of a container, each as it is read: none is kept here.
pub(crate) struct Pieces<R> {
    groups: Groups<R>,
    /// How many bytes there are in all, if that is known.
    len: Option<u64>,
}

impl<R> Pieces<R> {
    /// The pieces of a container, of which nothing may be passed over, in a file of `len` bytes, if that is known.
    pub(crate) fn new(groups: Groups<R>, len: Option<u64>) -> Self {
        Pieces { groups, len }
    }

    /// How long the container is, and the checksum of its end mark's head: known behind it.
    pub(crate) fn end(&self) -> (u64, u64) {
        (self.groups.heads.position(), self.groups.heads.last_checksum())
    }
}

impl<'de, R: Read> Source<'de> for Pieces<R> {
    fn next(&mut self, room: u64) -> Result<Option<Piece<'de>>> {
        self.groups.room = room;
        loop {
            match self.groups.event()? {
                Event::Piece(OwnedPiece { payload, begins, offset, end, .. }) => {
                    return Ok(Some(Piece { payload: Payload::Owned(payload), begins, offset, end }));
                }
                Event::Gap => {}
                Event::End => return Ok(None),
            }
        }
    }

    fn pour(&mut self, bytes: u64, room: u64, take: &mut dyn FnMut(&[u8])) -> Result<Option<Piece<'de>>> {
        self.groups.room = room;
        self.groups.pour(bytes, take).map_err(|fault| {
            self.groups.ended = true;
            fault.error
        })
    }

    fn pourable(&self) -> u64 {
        // Nothing, if the length is not known.
        self.remaining()
    }

    fn remaining(&self) -> u64 {
        self.len.unwrap_or_default().saturating_sub(self.groups.position())
    }

    fn recycle(&mut self, piece: Vec<u8>) {
        // One is used again for the next chunk; where chunks are compressed, there is one of those already.
        if self.groups.spare.is_empty() {
            self.groups.spare.push(piece);
        }
    }
}
