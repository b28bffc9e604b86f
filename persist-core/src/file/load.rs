//! Opens a file to read it once, from front to back.

use std::io::BufReader;
use std::path::Path;

use super::storage::{Access, EntryKind, Handle, Storage};
use crate::error::{Error, ErrorKind, Result};

/// What is read at least: a small file in one call; what is as large, as chunks are, goes past this buffer.
const READ_AT_LEAST: usize = 1 << 13;

/// An open file, and its length, if it is one that has a length.
pub(crate) type Opened = (BufReader<Box<dyn Handle>>, Option<u64>);

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
    Ok((BufReader::with_capacity(READ_AT_LEAST, file), len))
}
