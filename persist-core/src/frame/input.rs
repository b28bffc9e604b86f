//! Bytes as they come from a stream or file, from front to back.

use std::io::{self, Read};

use super::prefix::{self, Kind, Prefix};
use super::recover::{KEPT, find_head};
use super::{ALIGN, cut_off, opening};
use crate::error::{Error, ErrorKind, Result};

/// The most memory that is asked for before the bytes for it have come.
const AHEAD: usize = 1 << 20;

/// How much is read at a time where a head is looked for.
const SEARCHED: u64 = 1 << 16;

/// What is left of a stream, and where in the container that is.
pub(crate) struct Input<R> {
    reader: R,
    /// What has been read and given back.
    returned: Vec<u8>,
    position: u64,
    /// The most bytes that are held at once, if there is a limit.
    max_bytes: Option<u64>,
}

impl<R: Read> Input<R> {
    /// A container that begins with the next byte of `reader`.
    pub(crate) fn new(reader: R, max_bytes: Option<u64>) -> Self {
        Input { reader, returned: Vec::new(), position: 0, max_bytes }
    }

    /// Where in the container the next byte is.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// Appends everything before the first chunk to `buffer`, which is empty; false if the stream ends before
    /// its first byte.
    ///
    /// # Errors
    /// What the bytes are instead; truncation; what the reader reports. The header is not checked yet.
    pub(crate) fn opening(&mut self, buffer: &mut Vec<u8>) -> Result<bool> {
        self.append(prefix::LEN as u64, buffer)?;
        if buffer.is_empty() {
            return Ok(false);
        }
        let len = opening::len(Prefix::read(buffer, Kind::Value)?) as u64;
        self.room_for(len)?;
        match self.append(len.saturating_sub(self.position), buffer)? {
            0 => Ok(true),
            missing => Err(cut_off("its header", missing, self.position)),
        }
    }

    /// Appends the next `count` bytes, and returns how many are missing because the stream has ended.
    ///
    /// # Errors
    /// What the reader reports.
    pub(crate) fn append(&mut self, count: u64, buffer: &mut Vec<u8>) -> Result<u64> {
        let from = buffer.len();
        let again = self.returned.len().min(usize::try_from(count).unwrap_or(usize::MAX));
        buffer.extend(self.returned.drain(..again));
        let mut missing = count - again as u64;
        let mut read = Ok(());
        while missing > 0 && read.is_ok() {
            // As much again as has come, so that the memory is that of what is there, twice over at most.
            let step = missing.min(AHEAD.max(buffer.len() - from) as u64);
            // At most what is in memory already, or `AHEAD`.
            buffer.try_reserve_exact(step as usize).map_err(io::Error::from).map_err(cannot_read)?;
            let before = buffer.len();
            read = (&mut self.reader).take(step).read_to_end(buffer).map(drop);
            let come = (buffer.len() - before) as u64;
            missing -= come;
            if come < step {
                break;
            }
        }
        self.position = self.position.saturating_add((buffer.len() - from) as u64);
        read.map_err(cannot_read)?;
        Ok(missing)
    }

    /// Takes bytes back that were appended last.
    pub(crate) fn give_back(&mut self, bytes: &[u8]) {
        self.returned.splice(..0, bytes.iter().copied());
        self.position = self.position.saturating_sub(bytes.len() as u64);
    }

    /// Goes to the next head behind the present position, which is a multiple of 16, and not to the one here;
    /// false if the stream ends first.
    ///
    /// # Errors
    /// What the reader reports.
    pub(crate) fn go_to_head(&mut self, file_id: u64) -> Result<bool> {
        let mut bytes = Vec::new();
        // What begins here is no head.
        let mut passed = ALIGN as usize;
        loop {
            let missing = self.append(SEARCHED, &mut bytes)?;
            let start = self.position.saturating_sub(bytes.len() as u64);
            let rest = bytes.get(passed..).unwrap_or_default();
            if let Some(at) = find_head(rest, file_id, start.saturating_add(passed as u64)) {
                self.give_back(&rest[at..]);
                return Ok(true);
            }
            if missing > 0 {
                return Ok(false);
            }
            passed = 0;
            bytes.drain(..bytes.len().saturating_sub(KEPT));
        }
    }

    /// Reads to the end, and returns how many bytes there were.
    ///
    /// # Errors
    /// What the reader reports.
    pub(crate) fn count_rest(&mut self) -> Result<u64> {
        let returned = std::mem::take(&mut self.returned).len() as u64;
        let rest = io::copy(&mut self.reader, &mut io::sink()).map_err(cannot_read)?;
        Ok(returned.saturating_add(rest))
    }

    /// Refuses to hold so many bytes, if that is more than the limit.
    ///
    /// # Errors
    /// The limit.
    pub(crate) fn room_for(&self, bytes: u64) -> Result<()> {
        match self.max_bytes {
            Some(most) if bytes > most => Err(self.too_large(bytes, most)),
            _ => Ok(()),
        }
    }

    /// The most bytes that are held at once, if there is a limit.
    pub(crate) fn max_bytes(&self) -> Option<u64> {
        self.max_bytes
    }

    /// The error for more bytes than the limit.
    #[cold]
    pub(super) fn too_large(&self, bytes: u64, most: u64) -> Error {
        let message = format!("more bytes than the limit of {most}: at least {bytes} would have to be held in memory");
        Error::new(ErrorKind::Limit, message)
            .at(self.position)
            .help("raise `LoadOptions::max_memory` if the data is trusted")
    }
}

fn cannot_read(error: io::Error) -> Error {
    Error::caused(ErrorKind::Io, "cannot read", error)
}

#[cfg(test)]
mod tests {
    use super::super::chunk::{HEAD_LEN, Head, compression, kind};
    use super::*;

    const HEAD: Head = Head {
        stored_len: 0,
        len: 0,
        count: 0,
        payload_checksum: 0,
        index: 0,
        kind: kind::MORE,
        compression: compression::NONE,
        flags: 0,
    };

    #[test]
    fn what_is_given_back_comes_again() {
        let bytes: Vec<u8> = (0..200).collect();
        let mut input = Input::new(bytes.as_slice(), None);
        let mut taken = Vec::new();
        assert_eq!(input.append(100, &mut taken).unwrap(), 0);
        input.give_back(&taken[60..]);
        input.give_back(&taken[50..60]);
        assert_eq!(input.position(), 50);
        taken.truncate(50);
        assert_eq!(input.append(20, &mut taken).unwrap(), 0);
        assert_eq!(input.append(1_000, &mut taken).unwrap(), 870);
        assert_eq!((taken, input.position()), (bytes, 200));
    }

    #[test]
    fn heads_are_found_wherever_they_lie() {
        let searched = SEARCHED as usize;
        for at in [16, 32, 1_600, searched - 48, searched - 32, searched - 16, searched, searched + 16, 3 * searched] {
            let mut bytes = vec![0x5a; at];
            // One that begins where the search does is not meant.
            bytes[..16].copy_from_slice(&HEAD.to_bytes(7, 0).0[..16]);
            bytes.extend(HEAD.to_bytes(7, at as u64).0);
            bytes.extend([1; 70]);
            let mut input = Input::new(bytes.as_slice(), None);
            assert!(input.go_to_head(7).unwrap(), "{at}");
            assert_eq!(input.position(), at as u64);
            let mut rest = Vec::new();
            assert_eq!(input.append((HEAD_LEN + 70) as u64, &mut rest).unwrap(), 0);
            assert_eq!(rest, bytes[at..]);
            let mut input = Input::new(bytes.as_slice(), None);
            assert!(!input.go_to_head(8).unwrap());
            assert_eq!(input.position(), bytes.len() as u64);
        }
        let own = HEAD.to_bytes(7, 0).0;
        assert!(!Input::new(own.as_slice(), None).go_to_head(7).unwrap(), "not the one here");
    }
}
