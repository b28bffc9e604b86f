//! Brings a file into memory: all of it, if it is one container.

use std::io::Read;
use std::path::Path;

use super::storage::{Access, EntryKind, Handle, Storage};
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
    make_room(&*file, max_bytes, buffer);
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
/// not used. The file is only looked at: who moves about in it must be able to report that it did not work.
fn make_room(file: &dyn Handle, max_bytes: u64, buffer: &mut Vec<u8>) {
    // What is not a file has no length (a pipe), or one that means nothing (a directory); neither that nor a lack of room is a
    // reason not to try.
    let Some(entry) = file.look().ok().filter(|entry| entry.kind == EntryKind::File) else { return };
    let _ = buffer.try_reserve_exact(usize::try_from(entry.len.min(max_bytes)).unwrap_or(0));
}
