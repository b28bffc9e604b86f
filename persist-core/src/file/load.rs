//! Brings a file into memory: all of it, if it is one container.

use std::io::{self, Read};
use std::path::Path;

use super::storage::{Access, EntryKind, Handle, Storage};
use crate::error::{Error, ErrorKind, Result};
use crate::frame::source::trailing;
use crate::frame::stream::read_container;

/// Appends the container that the file at `path` is to `buffer`, which is empty, and tells `watch` how many bytes have been
/// read, of how many.
///
/// # Errors
/// What the file system reports, what the file is instead, damage to a head, truncation, trailing
/// bytes, or more than `max_bytes`. What has been read of the file is then in `buffer`.
pub(crate) fn read(
    storage: &dyn Storage,
    path: &Path,
    max_bytes: Option<u64>,
    buffer: &mut Vec<u8>,
    watch: &mut dyn FnMut(u64, u64),
) -> Result<()> {
    let file = storage
        .open(path, Access::Read)
        .map_err(|error| Error::caused(ErrorKind::Io, "cannot open the file", error))?;
    let len = make_room(&*file, max_bytes, buffer);
    let mut file = Watched { file, read: 0, told: 0, len, watch };
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

/// A file whose reading is told now and then.
struct Watched<'w, R> {
    file: R,
    read: u64,
    /// Up to where it was told.
    told: u64,
    len: u64,
    watch: &'w mut dyn FnMut(u64, u64),
}

/// How many bytes are read before it is told.
const TOLD: u64 = 1 << 18;

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read = self.read.saturating_add(count as u64);
        if self.read.saturating_sub(self.told) >= TOLD {
            self.told = self.read;
            (self.watch)(self.read, self.len.max(self.read));
        }
        Ok(count)
    }
}

/// Makes room for the whole file at once, where its length is known: memory that is not filled is
/// not used. Returns that length, or 0. The file is only looked at: who moves about in it must be able to report that
/// it did not work.
fn make_room(file: &dyn Handle, max_bytes: Option<u64>, buffer: &mut Vec<u8>) -> u64 {
    // What is not a file has no length (a pipe), or one that means nothing (a directory); neither that nor a lack of room is a
    // reason not to try.
    let Some(entry) = file.look().ok().filter(|entry| entry.kind == EntryKind::File) else { return 0 };
    let len = entry.len.min(max_bytes.unwrap_or(u64::MAX));
    let _ = buffer.try_reserve_exact(usize::try_from(len).unwrap_or(0));
    entry.len
}
