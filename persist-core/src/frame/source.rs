//! Reads a container that is in memory, chunk by chunk, each checked before it is handed to the
//! codec.

use std::fmt::Display;

use super::checksum::Checksum;
use super::chunk::HEAD_LEN;
use super::header::Header;
use super::heads::{Chunk, Heads, Role};
use super::pack::Unpacker;
use super::prefix::Kind;
use super::{changed, check_padding, checksum, opening};
use crate::codec::chunks::{Begins, Payload, Piece, Source};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::Known;

/// The pieces of the one container that all of `bytes` is.
pub(crate) struct SliceSource<'de> {
    bytes: &'de [u8],
    heads: Heads,
    unpacker: Unpacker,
    ended: bool,
    /// Whether the payloads' checksums have been found to hold before.
    checked: bool,
}

impl<'de> SliceSource<'de> {
    /// Reads prefix and header.
    ///
    /// # Errors
    /// What the bytes are instead; damage; truncation.
    pub(crate) fn open(bytes: &'de [u8]) -> Result<(Header<'de>, Self)> {
        let opening = opening::read(bytes, Kind::Value)?;
        let heads = Heads::new(opening.file_id, opening.len);
        let unpacker = Unpacker::default();
        Ok((opening.header, SliceSource { bytes, heads, unpacker, ended: false, checked: false }))
    }

    /// Goes on behind the opening of a container of this type without metadata; `None` if that is
    /// not how `bytes` begin. What has the bytes of a sound opening is one.
    pub(crate) fn open_known(bytes: &'de [u8], known: &'static Known) -> Option<Self> {
        let opening = opening::plain(known).ok()?;
        bytes.starts_with(&opening.bytes).then(|| SliceSource {
            bytes,
            heads: Heads::new(opening.file_id, opening.bytes.len()),
            unpacker: Unpacker::default(),
            ended: false,
            checked: false,
        })
    }

    /// The same bytes, whose checksums hold, as [`SliceSource::check_lendable`] has found: they are not computed again.
    #[cfg(feature = "mmap")]
    pub(crate) fn checked(self) -> Self {
        SliceSource { checked: true, ..self }
    }

    /// Checks everything to the end mark, and that all of the value lies there as it is.
    ///
    /// # Errors
    /// Damage; truncation; a chunk that is compressed.
    #[cfg(feature = "mmap")]
    pub(crate) fn check_lendable(mut self) -> Result<()> {
        while let Some((chunk, ..)) = self.data()? {
            if chunk.head.compression != super::chunk::compression::NONE {
                let message = format!("chunk {} is compressed, and cannot be borrowed from", chunk.head.index);
                return Err(Error::new(ErrorKind::Borrow, message)
                    .at(chunk.payload)
                    .help("`load` the file, or save it without compression"));
            }
        }
        Ok(())
    }

    /// The bytes from the next head on.
    fn rest(&self) -> &'de [u8] {
        // A position too large for this machine is behind its memory.
        let position = usize::try_from(self.heads.position()).unwrap_or(usize::MAX);
        self.bytes.get(position..).unwrap_or_default()
    }

    /// The next chunk and its payload, both checked.
    fn chunk(&mut self) -> Result<(Chunk, &'de [u8])> {
        let rest = self.rest();
        let Some((head, after)) = rest.split_first_chunk::<HEAD_LEN>() else {
            return Err(self.heads.cut_off_head(rest.len()));
        };
        let chunk = self.heads.next(head)?;
        let parts = part(after, chunk.head.stored_len)
            .and_then(|(payload, after)| Some((payload, part(after, chunk.end - chunk.payload_end)?.0)));
        let Some((payload, zeros)) = parts else {
            return Err(self.heads.cut_off_chunk(&chunk, self.bytes.len() as u64));
        };
        if !self.checked {
            check_payload(&chunk, payload)?;
        }
        check_padding(zeros, chunk.payload_end)?;
        Ok((chunk, payload))
    }

    /// The next chunk that is part of the value, as stored; `None` behind the end mark.
    fn data(&mut self) -> Result<Option<(Chunk, Begins, &'de [u8])>> {
        while !self.ended {
            let (chunk, payload) = self.chunk()?;
            match chunk.role {
                Role::Data(begins) => return Ok(Some((chunk, begins, payload))),
                // Records and schemas have no place in a value: none is handed out.
                Role::Pass | Role::Record(_) | Role::Schema(_) => {}
                Role::End => {
                    self.heads.end(&chunk, payload)?;
                    check_nothing_follows(self.rest().len() as u64, chunk.end)?;
                    self.ended = true;
                }
            }
        }
        Ok(None)
    }
}

/// Checks a payload, as stored, against its checksum.
pub(crate) fn check_payload(chunk: &Chunk, payload: &[u8]) -> Result<()> {
    check_checksum(chunk, checksum::of(payload))
}

/// Checks the checksum of a payload.
fn check_checksum(chunk: &Chunk, checksum: u64) -> Result<()> {
    if checksum == chunk.head.payload_checksum {
        return Ok(());
    }
    let part = match chunk.role {
        Role::End => "the end mark".to_owned(),
        _ => format!("the {} bytes in chunk {}", chunk.head.stored_len, chunk.head.index),
    };
    let message = format!("the checksum of {part} does not match");
    Err(changed(message, chunk.payload))
}

/// Checks all of a chunk behind its head, payload and padding, and leaves the payload, as stored.
pub(crate) fn check_stored(chunk: &Chunk, bytes: &mut Vec<u8>) -> Result<()> {
    check_rest(chunk, Checksum::new(), 0, bytes)
}

/// The same of a payload of which the first `before` bytes have this checksum, and are gone.
pub(crate) fn check_rest(chunk: &Chunk, mut checksum: Checksum, before: u64, bytes: &mut Vec<u8>) -> Result<()> {
    // All of it is there, so that its length fits this machine's memory; it is no less than `before`.
    let len = (chunk.head.stored_len - before) as usize;
    let (payload, zeros) = bytes.split_at(len);
    check_checksum(chunk, checksum.add(payload).value())?;
    check_padding(zeros, chunk.payload_end)?;
    bytes.truncate(len);
    Ok(())
}

/// Checks that no bytes are left behind the end mark.
pub(crate) fn check_nothing_follows(left: u64, end: u64) -> Result<()> {
    match left {
        0 => Ok(()),
        1 => Err(trailing("1 byte follows", end)),
        count => Err(trailing(format!("{count} bytes follow"), end)),
    }
}

/// There is more behind the end mark.
pub(crate) fn trailing(what: impl Display, end: u64) -> Error {
    Error::new(ErrorKind::Trailing, format!("{what} after the end of the container"))
        .at(end)
        .help("`read_all` reads several containers, one after another")
}

fn part(bytes: &[u8], len: u64) -> Option<(&[u8], &[u8])> {
    bytes.split_at_checked(usize::try_from(len).ok()?)
}

impl<'de> Source<'de> for SliceSource<'de> {
    fn next(&mut self, room: u64) -> Result<Option<Piece<'de>>> {
        let Some((chunk, begins, payload)) = self.data()? else { return Ok(None) };
        let payload = match self.unpacker.unpack(&chunk, payload, room)? {
            Some(unpacked) => Payload::Owned(unpacked),
            None => Payload::Input(payload),
        };
        Ok(Some(Piece { payload, begins, offset: chunk.payload, end: chunk.end }))
    }

    fn remaining(&self) -> u64 {
        self.rest().len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::super::writer::tests::{container, header};
    use super::*;
    use crate::codec::chunks::Begins;

    /// All pieces, copied.
    fn pieces(bytes: &[u8]) -> Result<Vec<(Begins, u64, Vec<u8>)>> {
        let (found, mut source) = SliceSource::open(bytes)?;
        assert_eq!(found, header());
        let mut pieces = Vec::new();
        while let Some(piece) = source.next(u64::MAX)? {
            let Payload::Input(payload) = piece.payload else { panic!("nothing is compressed") };
            pieces.push((piece.begins, piece.offset, payload.to_vec()));
        }
        assert!(source.next(u64::MAX)?.is_none(), "the end stays the end");
        Ok(pieces)
    }

    fn samples() -> Vec<Vec<u8>> {
        let long = vec![0x55; 100];
        vec![
            container(&[]),
            container(&[(Begins::Value, b"")]),
            container(&[(Begins::Value, b"hello")]),
            container(&[(Begins::Value, &long), (Begins::More, b"x"), (Begins::More, &long)]),
            container(&[(Begins::Rows(2), b"ab"), (Begins::Rows(300), &long), (Begins::More, b"z")]),
        ]
    }

    #[test]
    fn what_was_written_comes_back_with_its_place() {
        let bytes = container(&[(Begins::Rows(2), b"ab"), (Begins::More, b"cde")]);
        let found = pieces(&bytes).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].0, found[0].2.as_slice()), (Begins::Rows(2), b"ab".as_slice()));
        assert_eq!((found[1].0, found[1].2.as_slice()), (Begins::More, b"cde".as_slice()));
        for (_, offset, payload) in &found {
            assert_eq!(offset % 16, 0);
            assert_eq!(bytes[*offset as usize..][..payload.len()], **payload);
        }
    }

    #[test]
    fn every_flipped_bit_is_an_error() {
        for sound in samples() {
            pieces(&sound).unwrap();
            for bit in 0..sound.len() * 8 {
                let mut bytes = sound.clone();
                bytes[bit / 8] ^= 1 << (bit % 8);
                assert!(pieces(&bytes).is_err(), "bit {bit} of {}", sound.len());
            }
        }
    }

    #[test]
    fn every_cut_is_truncation() {
        for sound in samples() {
            for len in 0..sound.len() {
                let error = pieces(&sound[..len]).unwrap_err();
                let kind = if len == 6 { ErrorKind::TextDamage } else { ErrorKind::Truncated };
                assert_eq!(error.kind(), kind, "{len} of {}: {error}", sound.len());
            }
        }
    }

    #[test]
    fn a_cut_says_what_is_missing() {
        let bytes = container(&[(Begins::Value, &[7; 100])]);
        let error = pieces(&bytes[..bytes.len() - 81]).unwrap_err();
        assert!(error.to_string().contains("chunk 0, of which 1 byte is missing"), "{error}");
        let error = pieces(&bytes[..bytes.len() - 80]).unwrap_err();
        assert!(error.to_string().contains("no end mark"), "{error}");
        let error = pieces(&bytes[..bytes.len() - 2]).unwrap_err();
        assert!(error.to_string().contains("end mark, of which 2 bytes are missing"), "{error}");
    }

    #[test]
    fn chunks_that_are_swapped_repeated_or_left_out_are_found() {
        let payloads: Vec<Vec<u8>> = (0..3).map(|i| vec![i; 16]).collect();
        let list: Vec<_> = payloads.iter().map(|p| (Begins::Rows(1), p.as_slice())).collect();
        let sound = container(&list);
        let body = opening::read(&sound, Kind::Value).unwrap().len;
        let part = |index: usize| &sound[body + index * 64..][..64];
        let end = &sound[body + 3 * 64..];
        for order in [&[1, 0, 2][..], &[0, 0, 1, 2], &[0, 1], &[0, 2], &[1, 2], &[]] {
            let mut bytes = sound[..body].to_vec();
            order.iter().for_each(|index| bytes.extend_from_slice(part(*index)));
            bytes.extend_from_slice(end);
            assert_eq!(pieces(&bytes).unwrap_err().kind(), ErrorKind::Checksum, "{order:?}");
        }
    }

    #[test]
    fn bytes_after_the_end_are_refused_and_counted() {
        let mut bytes = container(&[(Begins::Value, b"hello")]);
        let end = bytes.len() as u64;
        bytes.extend_from_slice(&[0; 3]);
        let error = pieces(&bytes).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (ErrorKind::Trailing, Some(end)));
        assert!(error.to_string().contains("3 bytes"), "{error}");
    }

    #[test]
    fn compression_names_its_feature() {
        use super::super::chunk::{Head, compression, kind};
        let features =
            [(compression::ZSTD, "zstd", cfg!(feature = "zstd")), (compression::LZ4, "lz4", cfg!(feature = "lz4"))];
        for (method, feature, _) in features.into_iter().filter(|(_, _, there)| !there) {
            let opening = opening::write(&header()).unwrap();
            let (mut bytes, file_id) = (opening.bytes, opening.file_id);
            let head = Head {
                stored_len: 16,
                len: 99,
                count: 1,
                payload_checksum: checksum::of(&[1; 16]),
                index: 0,
                kind: kind::VALUE,
                compression: method,
                flags: 0,
            };
            bytes.extend_from_slice(&head.to_bytes(file_id, bytes.len() as u64).0);
            bytes.extend_from_slice(&[1; 16]);
            let error = pieces(&bytes).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            assert!(error.to_string().contains(feature), "{error}");
        }
    }
}
