//! From head to head: the rules that hold between the chunks of a container.
//!
//! Whoever reads a container (from memory, from a stream, or its heads only) brings the bytes;
//! [`Heads`] says where the next head is, checks it, and says what follows. Nothing of a head is
//! used before its checksum holds.

use super::chunk::{HEAD_LEN, Head, MUST_KNOW_FLAGS, compression, kind};
use super::end::{END_LEN, Totals};
use super::recover::chunks_missing;
use super::{LOOK_FOR_A_WHOLE_COPY, changed, cut_off, padding};
use crate::codec::chunks::Begins;
use crate::error::{Error, ErrorKind, Result};

/// What a checked chunk is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Part of the value.
    Data(Begins),
    /// The end mark.
    End,
    /// In a log: a group of rows, with the number of their schema.
    Record(u8),
    /// In a log: the schema of the records that follow, and its number.
    Schema(u8),
    /// Of a kind that this version does not know and may pass over.
    Pass,
}

/// A chunk whose head has been checked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chunk {
    /// Its head.
    pub(crate) head: Head,
    /// What it is.
    pub(crate) role: Role,
    /// Where its payload begins in the container.
    pub(crate) payload: u64,
    /// Where the payload ends.
    pub(crate) payload_end: u64,
    /// Where the next chunk begins, or the container ends.
    pub(crate) end: u64,
}

impl Chunk {
    /// The chunk whose head is at `position`.
    ///
    /// # Errors
    /// One that is longer than 64 bits can tell, or compressed in an unknown way.
    pub(super) fn at(position: u64, head: Head, role: Role) -> Result<Self> {
        if role != Role::Pass {
            check_compression(head.compression)?;
        }
        let too_long = || malformed(format!("a chunk of {} bytes", head.stored_len));
        let payload = position.checked_add(HEAD_LEN as u64).ok_or_else(too_long)?;
        let payload_end = payload.checked_add(head.stored_len).ok_or_else(too_long)?;
        let end = payload_end.checked_add(padding(payload_end) as u64).ok_or_else(too_long)?;
        Ok(Chunk { head, role, payload, payload_end, end })
    }
}

/// Follows the chunks of a container from its first to its end mark.
pub(crate) struct Heads {
    file_id: u64,
    position: u64,
    /// That of the last head.
    last_checksum: u64,
    totals: Totals,
    /// How the value began, as soon as it has.
    began: Option<Begins>,
    /// What is known of what stands before the next head.
    before: Before,
}

/// What is known of what stands before a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// All of it.
    All,
    /// Something is damaged, and the next head may be that of any later chunk.
    Gap,
    /// Chunks were passed over, but the numbers are known again.
    Part,
}

impl Heads {
    /// Before the first chunk, which begins at `position`.
    pub(crate) fn new(file_id: u64, position: usize) -> Self {
        Heads {
            file_id,
            position: position as u64,
            last_checksum: 0,
            totals: Totals::new(),
            began: None,
            before: Before::All,
        }
    }

    /// Where the next head begins.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// The checksum of the head before that.
    pub(crate) fn last_checksum(&self) -> u64 {
        self.last_checksum
    }

    /// The totals so far.
    pub(crate) fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Goes on at `position`, behind damage.
    pub(crate) fn go_on_at(&mut self, position: u64) {
        self.position = position;
        self.before = Before::Gap;
    }

    /// Checks the head at the present position, and goes on behind its chunk. An end mark's payload
    /// is then given to [`Heads::end`].
    ///
    /// # Errors
    /// A checksum that does not match, a chunk that is out of place, or what this version does not
    /// know.
    pub(crate) fn next(&mut self, bytes: &[u8; HEAD_LEN]) -> Result<Chunk> {
        let at = self.position;
        let Some((head, head_checksum)) = Head::read(bytes, self.file_id, at) else {
            return Err(damaged_head(bytes, self.totals.chunks, at));
        };
        let chunk = self.check(head).map_err(|error| error.at(at))?;
        if chunk.role != Role::End {
            let overflow = || malformed("counts whose sum does not fit 64 bits").at(at);
            self.totals.add(&head, head_checksum).ok_or_else(overflow)?;
        }
        (self.position, self.last_checksum) = (chunk.end, head_checksum);
        Ok(chunk)
    }

    /// Checks the payload of the end mark.
    ///
    /// # Errors
    /// Totals that are not those of the chunks read.
    pub(crate) fn end(&self, chunk: &Chunk, payload: &[u8]) -> Result<()> {
        let expected = self.totals.to_bytes();
        // Of chunks that were passed over, only their number is known.
        let known = if self.before == Before::All { expected.len() } else { size_of::<u64>() };
        if payload.len() == expected.len() && payload[..known] == expected[..known] {
            return Ok(());
        }
        let totals = &self.totals;
        Err(malformed(format!(
            "the end mark does not fit what stands before it, {} chunks with {} rows and {} bytes",
            totals.chunks, totals.rows, totals.bytes
        ))
        .at(chunk.payload)
        .help("chunks are missing, repeated or from another file"))
    }

    /// The error where only `left` bytes are there for the next head.
    pub(crate) fn cut_off_head(&self, left: usize) -> Error {
        if left == 0 {
            let count = self.totals.chunks;
            let s = if count == 1 { "" } else { "s" };
            let message = format!("the data is cut off after {count} chunk{s}: there is no end mark");
            return Error::new(ErrorKind::Truncated, message).at(self.position).help(LOOK_FOR_A_WHOLE_COPY);
        }
        let part = format!("the head of chunk {}", self.totals.chunks);
        let missing = HEAD_LEN.saturating_sub(left) as u64;
        cut_off(&part, missing, self.position.saturating_add(left as u64))
    }

    /// The error where the bytes end at `end`, before the chunk does.
    pub(crate) fn cut_off_chunk(&self, chunk: &Chunk, end: u64) -> Error {
        let part = match chunk.role {
            Role::End => "its end mark".to_owned(),
            _ => format!("chunk {}", self.totals.chunks.saturating_sub(1)),
        };
        cut_off(&part, chunk.end.saturating_sub(end), end)
    }

    fn check(&mut self, head: Head) -> Result<Chunk> {
        self.check_index(head.index)?;
        check_numbers(&head)?;
        let role = self.role(&head)?;
        Chunk::at(self.position, head, role)
    }

    /// Checks the number of a chunk, and counts those that are missing before it where that is known.
    fn check_index(&mut self, index: u32) -> Result<()> {
        self.totals.chunks = number(self.totals.chunks, index, self.before == Before::Gap)?;
        if self.before == Before::Gap {
            self.before = Before::Part;
        }
        Ok(())
    }

    /// What the chunk is, if a chunk of its kind may stand here.
    fn role(&mut self, head: &Head) -> Result<Role> {
        let begins = match (head.kind, head.count) {
            (kind::VALUE, 1) => Begins::Value,
            (kind::MORE, 0) if head.len > 0 => Begins::More,
            (kind::MORE, 0) => return Err(malformed("a chunk that goes on with a value, and has nothing of it")),
            (kind::ROWS, count @ 1..) => Begins::Rows(count),
            (kind::END, 0) => return end_role(head),
            (kind::VALUE | kind::MORE | kind::ROWS | kind::END, count) => {
                return Err(malformed(format!("a chunk of kind {} with {count} rows", head.kind)));
            }
            (kind::MAY_PASS.., _) => return Ok(Role::Pass),
            (kind::RECORD | kind::SCHEMA, _) => {
                return Err(malformed("a part of a log, which has no place in a single value"));
            }
            (other, _) => return Err(malformed(format!("a chunk of the unknown kind {other}"))),
        };
        match (self.began, begins) {
            (None, Begins::Value | Begins::Rows(_)) => self.began = Some(begins),
            (Some(Begins::Rows(_)), Begins::Rows(_)) | (Some(_), Begins::More) => {}
            // What it goes on with may have been passed over.
            (None, Begins::More) if self.before == Before::All => {
                return Err(malformed("a chunk goes on with a value that has not begun"));
            }
            (None, Begins::More) => {}
            (Some(_), _) => return Err(malformed("a second value where there can be only one")),
        }
        Ok(Role::Data(begins))
    }
}

/// The number of a chunk that says `index`, where it should be `expected`, or a greater one behind a gap.
///
/// # Errors
/// Another number.
pub(super) fn number(expected: u64, index: u32, gap: bool) -> Result<u64> {
    let missing = chunks_missing(expected, index).filter(|count| *count == 0 || gap);
    missing
        .and_then(|count| expected.checked_add(count))
        .ok_or_else(|| malformed(format!("chunk {expected} is numbered {index}: chunks are missing or repeated")))
}

/// The error where a head's checksum does not hold.
#[cold]
pub(super) fn damaged_head(bytes: &[u8; HEAD_LEN], index: u64, position: u64) -> Error {
    let message = if bytes.iter().all(|byte| *byte == 0) {
        format!("zeros in place of the head of chunk {index}, as where data was lost in a power cut")
    } else {
        format!("the checksum of the head of chunk {index} does not match: damaged, or out of place")
    };
    changed(message, position)
}

fn end_role(head: &Head) -> Result<Role> {
    if head.stored_len == END_LEN as u64 && head.compression == compression::NONE {
        return Ok(Role::End);
    }
    Err(malformed(format!("an end mark of {} bytes in place of {END_LEN}", head.stored_len)))
}

/// Checks what holds of every head, whatever it is the head of.
///
/// # Errors
/// Flags that must be known and are not, or lengths that do not fit each other.
pub(super) fn check_numbers(head: &Head) -> Result<()> {
    check_flags(head.flags)?;
    if head.compression == compression::NONE && head.stored_len != head.len {
        return Err(malformed(format!("an uncompressed chunk with two lengths, {} and {}", head.stored_len, head.len)));
    }
    Ok(())
}

fn check_flags(flags: u16) -> Result<()> {
    if flags & MUST_KNOW_FLAGS == 0 {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Unsupported,
        format!("a chunk with flags {flags:#06x}, of which this version of Persist does not know all that it must"),
    )
    .help("update the dependency `persist-core`"))
}

fn check_compression(method: u8) -> Result<()> {
    match method {
        compression::NONE | compression::ZSTD | compression::LZ4 => Ok(()),
        other => Err(malformed(format!("a chunk with the unknown compression {other}"))),
    }
}

pub(crate) fn malformed(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Malformed, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE_ID: u64 = 0x1234;

    const VALUE: Head = Head {
        stored_len: 5,
        len: 5,
        count: 1,
        payload_checksum: 0,
        index: 0,
        kind: kind::VALUE,
        compression: compression::NONE,
        flags: 0,
    };

    const ROWS: Head = Head { kind: kind::ROWS, count: 7, ..VALUE };
    const MORE: Head = Head { kind: kind::MORE, count: 0, ..VALUE };
    const END: Head = Head { kind: kind::END, count: 0, stored_len: 32, len: 32, ..VALUE };

    /// Runs heads through, numbered and placed as they must be.
    fn run(list: &[Head]) -> Result<Vec<Chunk>> {
        let mut heads = Heads::new(FILE_ID, 64);
        let mut chunks = Vec::new();
        for (index, head) in list.iter().enumerate() {
            let head = Head { index: index as u32, ..*head };
            chunks.push(heads.next(&head.to_bytes(FILE_ID, heads.position()).0)?);
        }
        Ok(chunks)
    }

    fn refused(list: &[Head]) -> (ErrorKind, String) {
        let error = run(list).unwrap_err();
        (error.kind(), error.to_string())
    }

    #[test]
    fn positions_follow_from_lengths() {
        let chunks = run(&[VALUE, MORE, END]).unwrap();
        let places: Vec<_> = chunks.iter().map(|c| (c.payload, c.payload_end, c.end)).collect();
        assert_eq!(places, [(112, 117, 128), (176, 181, 192), (240, 272, 272)]);
        assert_eq!(chunks[0].role, Role::Data(Begins::Value));
        assert_eq!(chunks[2].role, Role::End);
    }

    #[test]
    fn kinds_stand_where_they_may() {
        run(&[END]).unwrap();
        run(&[ROWS, MORE, ROWS, MORE, MORE, END]).unwrap();
        for wrong in [&[MORE][..], &[VALUE, VALUE], &[VALUE, ROWS], &[ROWS, VALUE]] {
            assert_eq!(refused(wrong).0, ErrorKind::Malformed);
        }
        for head in [
            Head { count: 0, ..VALUE },
            Head { count: 2, ..VALUE },
            Head { count: 1, ..MORE },
            Head { count: 0, ..ROWS },
            Head { count: 1, ..END },
        ] {
            let (kind, message) = refused(&[ROWS, head]);
            assert_eq!(kind, ErrorKind::Malformed);
            assert!(message.contains("rows"), "{message}");
        }
        assert_eq!(refused(&[Head { stored_len: 33, len: 33, ..END }]).0, ErrorKind::Malformed);
        for kind in [0, 0x7f] {
            assert!(refused(&[Head { kind, ..VALUE }]).1.contains(&format!("kind {kind}")));
        }
        for kind in [kind::RECORD, kind::SCHEMA] {
            assert!(refused(&[Head { kind, ..VALUE }]).1.contains("log"));
        }
    }

    #[test]
    fn what_may_be_passed_over_is() {
        let unknown = Head { kind: 0x80, count: 9, compression: 77, flags: 0x0100, len: 1, ..VALUE };
        let chunks = run(&[unknown, VALUE, unknown, MORE, END]).unwrap();
        assert_eq!(chunks[0].role, Role::Pass);
        assert_eq!(refused(&[Head { flags: 1, ..unknown }]).0, ErrorKind::Unsupported);
    }

    #[test]
    fn numbers_must_fit_each_other() {
        assert!(refused(&[Head { len: 6, ..VALUE }]).1.contains("two lengths"));
        assert!(refused(&[VALUE, Head { stored_len: 0, len: 0, ..MORE }]).1.contains("nothing of it"));
        assert!(refused(&[Head { compression: 3, ..VALUE }]).1.contains("compression 3"));
        let long = Head { stored_len: u64::MAX - 100, len: u64::MAX - 100, ..VALUE };
        assert_eq!(refused(&[long]).0, ErrorKind::Malformed);
        let many = Head { count: u64::MAX, ..ROWS };
        assert!(refused(&[many, ROWS]).1.contains("64 bits"));
        let mut heads = Heads::new(FILE_ID, 64);
        let repeated = Head { index: 1, ..VALUE }.to_bytes(FILE_ID, 64).0;
        assert!(heads.next(&repeated).unwrap_err().to_string().contains("numbered 1"));
    }

    #[test]
    fn the_end_mark_knows_every_chunk() {
        let mut heads = Heads::new(FILE_ID, 64);
        let mut totals = Totals::new();
        for head in [ROWS, Head { index: 1, ..MORE }] {
            let (bytes, checksum) = head.to_bytes(FILE_ID, heads.position());
            totals.add(&head, checksum).unwrap();
            heads.next(&bytes).unwrap();
        }
        let end = Head { index: 2, ..END }.to_bytes(FILE_ID, heads.position()).0;
        let chunk = heads.next(&end).unwrap();
        let payload = totals.to_bytes();
        heads.end(&chunk, &payload).unwrap();
        for bit in 0..payload.len() * 8 {
            let mut flipped = payload;
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(heads.end(&chunk, &flipped).unwrap_err().kind(), ErrorKind::Malformed);
        }
    }

    /// Runs heads of these numbers through, with a gap before the second one.
    fn run_behind_a_gap(first: Head, second: Head) -> Result<Heads> {
        let mut heads = Heads::new(FILE_ID, 64);
        heads.next(&first.to_bytes(FILE_ID, 64).0)?;
        heads.go_on_at(640);
        heads.next(&second.to_bytes(FILE_ID, 640).0)?;
        Ok(heads)
    }

    #[test]
    fn behind_a_gap_numbers_may_have_gone_on() {
        for index in [1, 2, 500] {
            for next in [ROWS, MORE] {
                let heads = run_behind_a_gap(ROWS, Head { index, ..next }).unwrap();
                assert_eq!(heads.totals().chunks, u64::from(index) + 1);
            }
        }
        run_behind_a_gap(Head { kind: 0x80, ..ROWS }, Head { index: 2, ..MORE }).unwrap();
        assert!(run_behind_a_gap(ROWS, Head { index: 0, ..ROWS }).is_err(), "one from before");
        assert!(run_behind_a_gap(VALUE, Head { index: 2, ..VALUE }).is_err(), "a second value");
        // The gap is behind us.
        let mut heads = run_behind_a_gap(ROWS, Head { index: 5, ..ROWS }).unwrap();
        let position = heads.position();
        assert!(heads.next(&Head { index: 7, ..ROWS }.to_bytes(FILE_ID, position).0).is_err());
        heads.next(&Head { index: 6, ..ROWS }.to_bytes(FILE_ID, position).0).unwrap();
    }

    #[test]
    fn behind_a_gap_the_end_mark_knows_the_number_of_chunks() {
        let mut heads = run_behind_a_gap(ROWS, Head { index: 5, ..ROWS }).unwrap();
        let end = heads.next(&Head { index: 6, ..END }.to_bytes(FILE_ID, heads.position()).0).unwrap();
        let mut totals = Totals::new();
        for index in 0..6 {
            totals.add(&Head { index, ..ROWS }, 7).unwrap();
        }
        heads.end(&end, &totals.to_bytes()).unwrap();
        totals.add(&ROWS, 7).unwrap();
        heads.end(&end, &totals.to_bytes()).unwrap_err();
    }

    #[test]
    fn a_damaged_head_is_told_from_zeros() {
        let mut heads = Heads::new(FILE_ID, 64);
        let zeros = heads.next(&[0; HEAD_LEN]).unwrap_err();
        assert!(zeros.to_string().contains("zeros"), "{zeros}");
        let mut bytes = VALUE.to_bytes(FILE_ID, 64).0;
        bytes[0] ^= 1;
        let damaged = heads.next(&bytes).unwrap_err();
        assert_eq!((damaged.kind(), damaged.offset()), (ErrorKind::Checksum, Some(64)));
    }
}
