//! Brings a file into memory: all of it, if it is one container.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::storage::{Access, Storage};
use crate::error::{Error, ErrorKind, Result};
use crate::frame::source::trailing;
use crate::frame::stream::read_container;

/// Appends the container that the file at `path` is to `buffer`, which is empty.
///
/// # Errors
/// What the file system reports, what the file is instead, damage to a head, truncation, trailing
/// bytes, or more than `max_bytes`. What has been read of the file is then in `buffer`.
pub(crate) fn read(storage: &dyn Storage, path: &Path, max_bytes: u64, buffer: &mut Vec<u8>) -> Result<()> {
    let mut file = storage
        .open(path, Access::Read)
        .map_err(|error| Error::caused(ErrorKind::Io, "cannot open the file", error))?;
    make_room(&mut *file, max_bytes, buffer);
    if !read_container(&mut file, buffer, max_bytes)? {
        return Err(crate::frame::empty());
    }
    let end = buffer.len() as u64;
    let more = file
        .take(1)
        .read_to_end(&mut Vec::new())
        .map_err(|error| Error::caused(ErrorKind::Io, "cannot read", error))?;
    if more > 0 {
        return Err(trailing("more bytes follow", end));
    }
    Ok(())
}

/// Makes room for the whole file at once, where its length is known: memory that is not filled is
/// not used.
fn make_room(file: &mut (impl Read + Seek + ?Sized), max_bytes: u64, buffer: &mut Vec<u8>) {
    // What is not a file has no length (a pipe), or one that means nothing (a directory on Linux ends at 2⁶³ − 1); neither
    // that nor a lack of room is a reason not to try.
    const LONGEST: u64 = 1 << 48;
    let end = file.seek(SeekFrom::End(0)).ok().filter(|end| *end <= LONGEST);
    let len = end.unwrap_or(0).min(max_bytes);
    if file.rewind().is_ok() {
        let _ = buffer.try_reserve_exact(usize::try_from(len).unwrap_or(0));
    }
}
