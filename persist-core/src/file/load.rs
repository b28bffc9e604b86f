//! Opens a file to read it once, from front to back.

use std::io::{self, BufReader, Read};
use std::path::Path;

use super::storage::{Access, EntryKind, Handle, Storage};
use crate::error::{Error, ErrorKind, Result};

/// What is read at least: what is as large, as chunks are, goes past this buffer.
const READ_AT_LEAST: usize = 1 << 13;

/// The length up to which a file is held at once: that of a chunk.
const WHOLE_UP_TO: u64 = 1 << 18;

/// A file that is open to be read.
pub(crate) struct Opened {
    file: Box<dyn Handle>,
    /// Its length, if it is one that has a length.
    pub(crate) len: Option<u64>,
}

/// Opens the file at `path`.
///
/// # Errors
/// What the file system reports.
pub(crate) fn open(storage: &dyn Storage, path: &Path) -> Result<Opened> {
    let file = storage
        .open(path, Access::Read)
        .map_err(|error| Error::caused(ErrorKind::Io, "cannot open the file", error))?;
    // The file is only looked at, and not moved about in: a pipe has no length, and a directory's means nothing.
    let len = file.look().ok().filter(|entry| entry.kind == EntryKind::File).map(|entry| entry.len);
    Ok(Opened { file, len })
}

impl Opened {
    /// Reads the file to its end, if it is small, into bytes that have room for it: whether that is all of it, and not empty. If not,
    /// it goes on behind them.
    ///
    /// # Errors
    /// What the file system reports.
    pub(crate) fn read_small(&mut self, bytes: &mut Vec<u8>) -> Result<bool> {
        let Some(len) = self.len.filter(|len| *len <= WHOLE_UP_TO) else { return Ok(false) };
        // One more, to see that there is none: of as many as the file had a moment ago, a call brings all.
        let most = len as usize + 1;
        let mut read = || {
            bytes.try_reserve_exact(most)?;
            bytes.resize(most, 0);
            let count = read_full(&mut self.file, bytes, len as usize)?;
            bytes.truncate(count);
            Ok(())
        };
        read().map_err(|error: io::Error| Error::caused(ErrorKind::Io, "cannot read", error))?;
        Ok(!bytes.is_empty() && bytes.len() < most)
    }

    /// What is behind that which has been read.
    pub(crate) fn rest(self) -> BufReader<Box<dyn Handle>> {
        BufReader::with_capacity(READ_AT_LEAST, self.file)
    }
}

/// Reads until at least `enough` bytes are in `room`, which takes as many, or the file ends: with one call if the system has all of them,
/// where `read_to_end` begins with 8 KiB and asks for the end too. Returns how many bytes came.
///
/// # Errors
/// What the file system reports.
pub(super) fn read_full(file: &mut impl Read, room: &mut [u8], enough: usize) -> io::Result<usize> {
    let mut filled = 0;
    while filled < enough {
        match file.read(room.get_mut(filled..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::super::disk::Disk;
    use super::*;

    #[test]
    fn a_file_that_grows_is_read_on() {
        let path = std::env::temp_dir().join(format!("persist-load-{}", std::process::id()));
        std::fs::write(&path, [7; 100]).unwrap();
        for (len, whole) in [(Some(100), true), (Some(200), true), (Some(99), false), (Some(0), false), (None, false)] {
            let mut file = Opened { len, ..open(&Disk, &path).unwrap() };
            let mut bytes = Vec::new();
            assert_eq!(file.read_small(&mut bytes).unwrap(), whole, "{len:?}");
            file.rest().read_to_end(&mut bytes).unwrap();
            assert_eq!(bytes, [7; 100]);
        }
        std::fs::remove_file(path).unwrap();
    }
}
