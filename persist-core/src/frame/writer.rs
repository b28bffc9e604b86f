//! Writes a container: the opening, a chunk for each piece that the codec hands on, the end mark.

use std::io::Write;

use super::chunk::{HEAD_LEN, Head, compression, kind};
use super::end::{END_LEN, Totals};
use super::opening::Written;
use super::pack::Packer;
use super::{ALIGN, checksum, padding};
use crate::codec::chunks::{Begins, Sink};
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Compression, Report};

/// The size at which the codec hands a piece on, unless an option says otherwise: large enough that heads
/// cost nothing, and small enough that a piece is still in the processor's second cache when its checksum
/// is computed.
pub(crate) const PIECE_SIZE: usize = 1 << 18;

/// How many bytes are gathered before a stream gets them: few and large writes, also of many small
/// groups.
const GATHERED: usize = 1 << 16;

/// Makes the pieces in a writer's buffer a container; a [`Sink`] for the codec.
///
/// The bytes of the container are never copied: the buffer begins with the opening, and each piece
/// is written behind room for its head, which is filled in when the piece is finished. What is
/// finished goes to a stream, or stays in the buffer, which is then the whole container. A large run of
/// elements goes to the stream from where it is.
pub(crate) struct ContainerWriter<'w> {
    /// `None`: the container stays in the buffer.
    out: Option<&'w mut dyn Write>,
    file_id: u64,
    piece_size: usize,
    packer: Packer,
    /// Where in the container the buffer begins.
    written: u64,
    totals: Totals,
    report: Report,
}

impl<'w> ContainerWriter<'w> {
    /// Begins a container, and makes the buffer for it, with `room` for the first piece.
    pub(crate) fn begin(opening: &Written, room: usize, out: Option<&'w mut dyn Write>) -> (Self, Vec<u8>) {
        const OTHERS: usize = HEAD_LEN + ALIGN as usize + HEAD_LEN + END_LEN;
        let mut buffer = Vec::with_capacity(opening.bytes.len().saturating_add(room).saturating_add(OTHERS));
        buffer.extend_from_slice(&opening.bytes);
        buffer.extend_from_slice(&[0; HEAD_LEN]);
        let writer = ContainerWriter {
            out,
            file_id: opening.file_id,
            piece_size: PIECE_SIZE,
            packer: Packer::new(Compression::None),
            written: 0,
            totals: Totals::new(),
            report: Report::NOBODY,
        };
        (writer, buffer)
    }

    /// Asks for pieces of about this size, and compresses them.
    pub(crate) fn set_chunks(&mut self, piece_size: usize, compression: Compression) {
        self.piece_size = piece_size;
        self.packer = Packer::new(compression);
    }

    /// Tells somebody about every chunk.
    pub(crate) fn set_report(&mut self, report: Report) {
        self.report = report;
    }

    /// Writes the end mark, and returns the buffer: the container, or nothing if a stream has it.
    ///
    /// # Errors
    /// What the stream reports.
    pub(crate) fn finish(mut self, mut buffer: Vec<u8>) -> Result<Vec<u8>> {
        let start = buffer.len();
        buffer.extend_from_slice(&self.totals.to_bytes());
        let rows = self.totals.rows;
        self.seal(kind::END, 0, &mut buffer, start)?;
        self.report.tell(self.written.saturating_add(buffer.len() as u64), rows, None);
        self.hand_on(&mut buffer, 0)?;
        Ok(buffer)
    }

    /// Makes the payload that `buffer` holds from `start` on a chunk: compresses it where that makes it smaller, fills
    /// in the head, for which there is room before it, and appends the padding.
    fn seal(&mut self, kind: u8, count: u64, buffer: &mut Vec<u8>, start: usize) -> Result<()> {
        let what = self.sealed(kind, count);
        let (head, head_checksum) = seal(&what, &mut self.packer, self.file_id, self.written, buffer, start)?;
        self.add(&head, head_checksum)
    }

    /// What the next head says.
    fn sealed(&self, kind: u8, count: u64) -> Sealed {
        // As the format has it: modulo 2^32.
        Sealed { kind, count, index: self.totals.chunks as u32, flags: 0 }
    }

    fn add(&mut self, head: &Head, head_checksum: u64) -> Result<()> {
        self.totals
            .add(head, head_checksum)
            .ok_or_else(|| Error::new(ErrorKind::Value, "more rows or bytes than 64 bits can count"))
    }

    /// Gives what is finished to the stream, if there is one and it is at least so much.
    fn hand_on(&mut self, buffer: &mut Vec<u8>, least: usize) -> Result<()> {
        if self.out.is_some() && buffer.len() >= least {
            self.write(buffer)?;
            buffer.clear();
        }
        Ok(())
    }

    /// Gives bytes to the stream, if there is one.
    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let Some(out) = &mut self.out else { return Ok(()) };
        out.write_all(bytes).map_err(|error| Error::caused(ErrorKind::Io, "cannot write", error))?;
        self.written = self.written.saturating_add(bytes.len() as u64);
        Ok(())
    }

    /// Goes on behind a chunk: makes room for the next head, and tells where its payload begins.
    fn go_on(&mut self, buffer: &mut Vec<u8>) -> usize {
        self.report.tell(self.written.saturating_add(buffer.len() as u64), self.totals.rows, None);
        buffer.extend_from_slice(&[0; HEAD_LEN]);
        buffer.len()
    }
}

/// What a head says beside lengths and checksums.
pub(super) struct Sealed {
    pub(super) kind: u8,
    pub(super) count: u64,
    pub(super) index: u32,
    pub(super) flags: u16,
}

impl Sealed {
    /// The head of a chunk with this payload, which took `len` bytes before it was compressed.
    fn head(&self, payload: &[u8], len: u64, compression: u8) -> Head {
        Head {
            stored_len: payload.len() as u64,
            len,
            count: self.count,
            payload_checksum: checksum::of(payload),
            index: self.index,
            kind: self.kind,
            compression,
            flags: self.flags,
        }
    }
}

/// How the head of a piece tells that it begins so.
fn kind_of(begins: Begins) -> (u8, u64) {
    match begins {
        Begins::Value => (kind::VALUE, 1),
        Begins::Rows(count) => (kind::ROWS, count),
        Begins::More => (kind::MORE, 0),
    }
}

/// Fills a head in before `start`, in a buffer that begins at `position` of the container; returns its checksum.
fn put_head(head: &Head, file_id: u64, position: u64, buffer: &mut [u8], start: usize) -> u64 {
    let place = start - HEAD_LEN..start;
    let (bytes, head_checksum) = head.to_bytes(file_id, position.saturating_add(place.start as u64));
    buffer[place].copy_from_slice(&bytes);
    head_checksum
}

/// Makes the payload that `buffer`, which begins at `position` of the container, holds from `start` on a chunk: compresses
/// it where that makes it smaller, fills in the head, for which there is room before it, and appends the padding. Returns
/// the head and its checksum.
///
/// # Errors
/// What the compressor reports: a lack of memory.
pub(super) fn seal(
    what: &Sealed,
    packer: &mut Packer,
    file_id: u64,
    position: u64,
    buffer: &mut Vec<u8>,
    start: usize,
) -> Result<(Head, u64)> {
    let len = (buffer.len() - start) as u64;
    let mut method = compression::NONE;
    if what.kind != kind::END
        && let Some((packed_by, packed)) = packer.pack(&buffer[start..])?
    {
        method = packed_by;
        buffer.truncate(start);
        buffer.extend_from_slice(packed);
    }
    let head = what.head(&buffer[start..], len, method);
    let head_checksum = put_head(&head, file_id, position, buffer, start);
    // The buffer, as everything before it, begins at a multiple of 16.
    buffer.resize(buffer.len() + padding(buffer.len() as u64), 0);
    Ok((head, head_checksum))
}

impl Sink for ContainerWriter<'_> {
    fn piece(&mut self, begins: Begins, buffer: &mut Vec<u8>, start: usize) -> Result<usize> {
        let (kind, count) = kind_of(begins);
        self.seal(kind, count, buffer, start)?;
        self.hand_on(buffer, GATHERED)?;
        Ok(self.go_on(buffer))
    }

    fn run(&mut self, begins: Begins, bytes: &[u8], buffer: &mut Vec<u8>, start: usize) -> Result<Option<usize>> {
        if self.out.is_none() || self.packer.packs() {
            return Ok(None);
        }
        let (kind, count) = kind_of(begins);
        let head = self.sealed(kind, count).head(bytes, bytes.len() as u64, compression::NONE);
        let head_checksum = put_head(&head, self.file_id, self.written, buffer, start);
        self.add(&head, head_checksum)?;
        self.hand_on(buffer, 0)?;
        self.write(bytes)?;
        self.write(&[0; ALIGN as usize][..padding(self.written)])?;
        Ok(Some(self.go_on(buffer)))
    }

    fn piece_size(&self) -> usize {
        self.piece_size
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io;

    use super::super::header::Header;
    use super::super::opening;
    use super::super::prefix::Kind;
    use super::*;
    use crate::schema::Fingerprint;

    pub(in super::super) fn header() -> Header<'static> {
        Header {
            fingerprint: Fingerprint::from_bits(0x8800_0000_0000_0001),
            schema: &[3, 7, 1],
            salt: 0,
            meta: vec![("k", b"v")],
        }
    }

    /// A container of these pieces.
    pub(in super::super) fn container(pieces: &[(Begins, &[u8])]) -> Vec<u8> {
        container_of(&header(), pieces, None).unwrap()
    }

    /// A container of these pieces, or what is left of it when a stream has got it.
    pub(crate) fn container_of(
        header: &Header<'_>,
        pieces: &[(Begins, &[u8])],
        out: Option<&mut dyn Write>,
    ) -> Result<Vec<u8>> {
        let (mut writer, mut buffer) = ContainerWriter::begin(&opening::write(header)?, 0, out);
        let mut start = buffer.len();
        for (begins, payload) in pieces {
            buffer.extend_from_slice(payload);
            start = writer.piece(*begins, &mut buffer, start)?;
            assert_eq!((start, start % 16), (buffer.len(), 0));
        }
        writer.finish(buffer)
    }

    #[test]
    fn every_part_begins_at_a_multiple_of_16() {
        for len in 0..40 {
            let payload = vec![0xaa; len];
            let bytes = container(&[(Begins::Value, &payload)]);
            let opening = opening::read(&bytes, Kind::Value).unwrap();
            assert_eq!(opening.header, header());
            let padded = len.div_ceil(16) * 16;
            assert_eq!(bytes.len(), opening.len + 48 + padded + 48 + 32);
            assert_eq!(bytes[opening.len + 48..][..len], payload);
        }
    }

    /// Remembers the lengths of the writes, and all bytes; fails from the write on that is told.
    struct Log {
        writes: Vec<usize>,
        bytes: Vec<u8>,
        fails_at: usize,
    }

    impl Log {
        fn new(fails_at: usize) -> Self {
            Log { writes: Vec::new(), bytes: Vec::new(), fails_at }
        }
    }

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.writes.len() == self.fails_at {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.writes.push(bytes.len());
            self.bytes.extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_stream_gets_the_same_bytes_in_few_writes() {
        let (small, large) = (vec![1; 30_000], vec![2; 70_000]);
        let pieces: Vec<(Begins, &[u8])> =
            [&small, &small, &small, &large, &small].map(|piece| (Begins::Rows(1), piece.as_slice())).into();
        let mut log = Log::new(usize::MAX);
        assert_eq!(container_of(&header(), &pieces, Some(&mut log)).unwrap(), []);
        assert!(log.bytes == container(&pieces));
        let opening = opening::write(&header()).unwrap().bytes.len();
        assert_eq!(log.writes, [opening + 3 * 30_048, 70_048, 30_048 + 80]);
    }

    #[test]
    fn what_fails_to_be_written_is_told_and_not_written_later() {
        let large = vec![1; 70_000];
        for fails_at in 0..3 {
            let mut log = Log::new(fails_at);
            let pieces: [(Begins, &[u8]); 2] = [(Begins::Value, &large), (Begins::More, &large)];
            let error = container_of(&header(), &pieces, Some(&mut log)).unwrap_err();
            assert_eq!((error.kind(), log.writes.len()), (ErrorKind::Io, fails_at));
        }
    }
}
