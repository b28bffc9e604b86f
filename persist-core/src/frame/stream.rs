//! Brings one container from a stream into memory: not a byte more is read than it has, and no
//! memory is asked for because a length says so.

use std::io::Read;

use super::chunk::HEAD_LEN;
use super::heads::{Heads, Role};
use super::input::Input;
use super::opening;
use super::prefix::Kind;
use crate::error::Result;

/// Appends the next container of `reader` to `buffer`, which is empty; false if the stream ends
/// before its first byte.
///
/// Heads are checked, because their lengths say how far to read; payloads are not.
///
/// # Errors
/// What the bytes are instead; damage; truncation; more than `max_bytes`; what `reader` reports.
/// What has been read of a container is then in `buffer`.
pub(crate) fn read_container(reader: &mut dyn Read, buffer: &mut Vec<u8>, max_bytes: Option<u64>) -> Result<bool> {
    let mut input = Input::new(reader, max_bytes);
    if !input.opening(buffer)? {
        return Ok(false);
    }
    let opening = opening::read(buffer, Kind::Value)?;
    let mut heads = Heads::new(opening.file_id, opening.len);
    loop {
        let start = buffer.len();
        input.append(HEAD_LEN as u64, buffer)?;
        let head = buffer.get(start..).unwrap_or_default();
        let Some((head, _)) = head.split_first_chunk() else {
            return Err(heads.cut_off_head(head.len()));
        };
        let chunk = heads.next(head)?;
        input.room_for(chunk.end)?;
        if input.append(chunk.end - input.position(), buffer)? > 0 {
            return Err(heads.cut_off_chunk(&chunk, input.position()));
        }
        if chunk.role == Role::End {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::super::input::AHEAD;
    use super::super::writer::tests::container;
    use super::*;
    use crate::codec::chunks::Begins;
    use crate::error::ErrorKind;

    /// Gives at most `step` bytes at a time, and now and then an interruption.
    struct Trickle<'a> {
        bytes: &'a [u8],
        step: usize,
        interrupted: bool,
    }

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.interrupted = !self.interrupted;
            if self.interrupted {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let count = self.step.min(buffer.len());
            self.bytes.read(&mut buffer[..count])
        }
    }

    fn sample() -> Vec<u8> {
        container(&[(Begins::Rows(3), &[9; 1_000]), (Begins::More, b"more")])
    }

    #[test]
    fn reads_exactly_one_container() {
        let sound = sample();
        let stream = [sound.as_slice(), &sound, b"rest"].concat();
        for step in [1, 7, 100_000] {
            let mut reader = Trickle { bytes: &stream, step, interrupted: false };
            for count in 1..=2 {
                let mut buffer = Vec::new();
                assert!(read_container(&mut reader, &mut buffer, None).unwrap());
                assert_eq!(buffer, sound);
                assert_eq!(reader.bytes.len(), stream.len() - count * sound.len());
            }
        }
    }

    #[test]
    fn a_clean_end_is_told_from_a_cut() {
        let sound = sample();
        assert!(!read_container(&mut &[][..], &mut Vec::new(), None).unwrap());
        for len in 1..sound.len() {
            let error = read_container(&mut &sound[..len], &mut Vec::new(), None).unwrap_err();
            let kind = if len == 6 { ErrorKind::TextDamage } else { ErrorKind::Truncated };
            assert_eq!(error.kind(), kind, "{len}: {error}");
        }
    }

    #[test]
    fn no_memory_by_a_declared_length() {
        use super::super::chunk::{Head, compression, kind};
        let opening = opening::write(&super::super::writer::tests::header()).unwrap();
        let (mut bytes, file_id) = (opening.bytes, opening.file_id);
        let head = Head {
            stored_len: 1 << 60,
            len: 1 << 60,
            count: 1,
            payload_checksum: 0,
            index: 0,
            kind: kind::VALUE,
            compression: compression::NONE,
            flags: 0,
        };
        bytes.extend_from_slice(&head.to_bytes(file_id, bytes.len() as u64).0);
        bytes.extend_from_slice(b"little");
        let mut buffer = Vec::new();
        let error = read_container(&mut bytes.as_slice(), &mut buffer, None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Truncated);
        assert!(buffer.capacity() <= 2 * AHEAD);
        let mut buffer = Vec::new();
        let error = read_container(&mut bytes.as_slice(), &mut buffer, Some(1 << 20)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.to_string().contains("max_memory"), "{error}");
    }

    #[test]
    fn an_error_of_the_stream_comes_through() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::ConnectionReset.into())
            }
        }
        let sound = sample();
        for len in [0, 10, 30, 100, sound.len() - 1] {
            let mut reader = (&sound[..len]).chain(Broken);
            let error = read_container(&mut reader, &mut Vec::new(), None).unwrap_err();
            assert_eq!(io::Error::from(error).kind(), io::ErrorKind::ConnectionReset, "{len}");
        }
    }
}
