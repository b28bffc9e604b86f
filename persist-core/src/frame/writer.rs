//! Writes a container: the opening, a chunk for each piece that the codec hands on, the end mark.

use std::io::{self, Write};

use super::chunk::{HEAD_LEN, Head, compression, kind};
use super::end::{END_LEN, Totals};
use super::header::Header;
use super::{ALIGN, checksum, opening, padding};
use crate::codec::chunks::{Begins, Sink};
use crate::error::{Error, ErrorKind, Result};

/// The size at which the codec hands a piece on: large enough that heads cost nothing, and small
/// enough that a piece is still in the processor's second cache when its checksum is computed and
/// it is copied (a tenth faster than 1 MiB, as measured).
pub(crate) const PIECE_SIZE: usize = 1 << 18;

/// Writes a container to `out`; a [`Sink`] for the codec.
pub(crate) struct ContainerWriter<'w> {
    out: &'w mut dyn Write,
    file_id: u64,
    position: u64,
    totals: Totals,
}

impl<'w> ContainerWriter<'w> {
    /// Writes everything up to the first chunk.
    ///
    /// # Errors
    /// A header that is too long, or what `out` reports.
    pub(crate) fn begin(out: &'w mut dyn Write, header: &Header<'_>) -> Result<Self> {
        let (bytes, file_id) = opening::write(header)?;
        out.write_all(&bytes).map_err(cannot_write)?;
        Ok(ContainerWriter { out, file_id, position: bytes.len() as u64, totals: Totals::new() })
    }

    /// Writes the end mark.
    ///
    /// # Errors
    /// What `out` reports.
    pub(crate) fn finish(mut self) -> Result<()> {
        let payload = self.totals.to_bytes();
        self.chunk(kind::END, 0, &payload)
    }

    fn chunk(&mut self, kind: u8, count: u64, payload: &[u8]) -> Result<()> {
        let len = payload.len() as u64;
        let head = Head {
            stored_len: len,
            len,
            count,
            payload_checksum: checksum::of(payload),
            // As the format has it: modulo 2^32.
            index: self.totals.chunks as u32,
            kind,
            compression: compression::NONE,
            flags: 0,
        };
        let (head_bytes, head_checksum) = head.to_bytes(self.file_id, self.position);
        let end = self.position.saturating_add((head_bytes.len() + payload.len()) as u64);
        let padding = padding(end);
        self.out.write_all(&head_bytes).map_err(cannot_write)?;
        self.out.write_all(payload).map_err(cannot_write)?;
        self.out.write_all(&[0; ALIGN as usize][..padding]).map_err(cannot_write)?;
        self.position = end.saturating_add(padding as u64);
        self.totals
            .add(&head, head_checksum)
            .ok_or_else(|| Error::new(ErrorKind::Value, "more rows or bytes than 64 bits can count"))
    }
}

impl Sink for ContainerWriter<'_> {
    fn piece(&mut self, begins: Begins, payload: &[u8]) -> Result<()> {
        match begins {
            Begins::Value => self.chunk(kind::VALUE, 1, payload),
            Begins::Rows(count) => self.chunk(kind::ROWS, count, payload),
            Begins::More => self.chunk(kind::MORE, 0, payload),
        }
    }

    fn piece_size(&self) -> usize {
        PIECE_SIZE
    }
}

fn cannot_write(error: io::Error) -> Error {
    Error::caused(ErrorKind::Io, "cannot write", error)
}

/// A container in memory.
pub(crate) struct Memory<'m>(pub(crate) &'m mut Vec<u8>);

impl Memory<'_> {
    /// Room for what follows the last payload (padding and end mark) or the opening (a head): so
    /// that what is small is never the reason for which a large buffer moves.
    const AFTER: usize = ALIGN as usize + HEAD_LEN + END_LEN;
}

impl Write for Memory<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.capacity() - self.0.len() < bytes.len() {
            self.0.reserve(bytes.len().saturating_add(Self::AFTER));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Gathers what is small, so that a destination without a buffer of its own gets few and large
/// writes.
///
/// Unlike [`io::BufWriter`], it writes nothing when it is dropped: after an error, what was not
/// written stays unwritten.
pub(crate) struct Gather<W: Write> {
    out: W,
    pending: Vec<u8>,
}

impl<W: Write> Gather<W> {
    /// What is at least this large goes straight through.
    const LIMIT: usize = 1 << 16;

    pub(crate) fn new(out: W) -> Self {
        Gather { out, pending: Vec::new() }
    }

    /// Writes what is pending, and gives the destination back.
    ///
    /// # Errors
    /// What the destination reports.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.write_pending()?;
        Ok(self.out)
    }

    fn write_pending(&mut self) -> io::Result<()> {
        self.out.write_all(&self.pending)?;
        self.pending.clear();
        Ok(())
    }
}

impl<W: Write> Write for Gather<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len().saturating_add(self.pending.len()) >= Self::LIMIT {
            self.write_pending()?;
        }
        if bytes.len() >= Self::LIMIT {
            self.out.write_all(bytes)?;
        } else {
            self.pending.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_pending()?;
        self.out.flush()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::schema::Fingerprint;

    pub(in super::super) fn header() -> Header<'static> {
        Header {
            fingerprint: Fingerprint::from_bits(0x8800_0000_0000_0001),
            schema: &[3, 7, 1],
            meta: vec![("k", b"v")],
        }
    }

    /// A container of these pieces.
    pub(in super::super) fn container(pieces: &[(Begins, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = ContainerWriter::begin(&mut bytes, &header()).unwrap();
        for (begins, payload) in pieces {
            writer.piece(*begins, payload).unwrap();
        }
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn every_part_begins_at_a_multiple_of_16() {
        for len in 0..40 {
            let payload = vec![0xaa; len];
            let bytes = container(&[(Begins::Value, &payload)]);
            let opening = opening::read(&bytes).unwrap();
            assert_eq!(opening.header, header());
            let padded = len.div_ceil(16) * 16;
            assert_eq!(bytes.len(), opening.len + 48 + padded + 48 + 32);
            assert_eq!(bytes[opening.len + 48..][..len], payload);
        }
    }

    #[test]
    fn in_memory_nothing_moves_after_the_payload() {
        let mut bytes = Vec::new();
        let mut memory = Memory(&mut bytes);
        memory.write_all(&[7; 100_001]).unwrap();
        let place = memory.0.as_ptr();
        memory.write_all(&[0; Memory::AFTER]).unwrap();
        assert_eq!(bytes.as_ptr(), place);
    }

    #[test]
    fn gathers_small_writes_and_lets_large_ones_through() {
        #[derive(Default)]
        struct Log(Vec<usize>, Vec<u8>);
        impl Write for Log {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.push(bytes.len());
                self.1.extend_from_slice(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut gather = Gather::new(Log::default());
        let mut expected = Vec::new();
        for (index, len) in [10, 20, 70_000, 5, 40_000, 40_000].into_iter().enumerate() {
            let bytes = vec![index as u8; len];
            gather.write_all(&bytes).unwrap();
            expected.extend_from_slice(&bytes);
        }
        let log = gather.finish().unwrap();
        assert_eq!(log.0, [30, 70_000, 40_005, 40_000]);
        assert_eq!(log.1, expected);
    }

    #[test]
    fn what_fails_to_be_written_is_not_written_later() {
        struct Full(Vec<u8>);
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                self.0.push(1);
                Ok(())
            }
        }
        let mut full = Full(Vec::new());
        let mut gather = Gather::new(&mut full);
        let mut writer = ContainerWriter::begin(&mut gather, &header()).unwrap();
        writer.piece(Begins::Value, &[1; 100]).unwrap();
        let error = writer.piece(Begins::More, &vec![1; 100_000]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io);
        drop(gather);
        assert!(full.0.is_empty());
    }
}
