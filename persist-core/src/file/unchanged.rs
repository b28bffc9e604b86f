//! [`Token`]: which version of a file it is that was loaded or saved, so that a save replaces that
//! one and no other.

use std::io::{self, Read, SeekFrom, Write};
use std::path::Path;

use super::lock::Lock;
use super::save::failed;
use super::storage::{Access, Handle, Storage};
use crate::error::{Error, ErrorKind, Result};
use crate::frame::chunk::HEAD_LEN;
use crate::frame::end::END_LEN;

/// How many bytes at the end of a container are its end mark.
const TAIL: usize = HEAD_LEN + END_LEN;

/// Stands for one version of a file.
///
/// [`Loaded::token`](crate::Loaded::token) and [`Saved::token`](crate::Saved::token) have it;
/// [`SaveOptions::if_unchanged`](crate::SaveOptions::if_unchanged) takes it. Files with equal bytes
/// have equal tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    len: u64,
    /// Of the end mark's head, which covers the checksums of all other heads.
    checksum: u64,
}

impl Token {
    /// That of the container with this end.
    pub(crate) fn of(container: &[u8]) -> Self {
        let checksum = container.len().checked_sub(END_LEN + 8).and_then(|at| container.get(at..)?.first_chunk());
        Token { len: container.len() as u64, checksum: u64::from_le_bytes(checksum.copied().unwrap_or_default()) }
    }

    /// That of a container of so many bytes, by the checksum of its end mark's head.
    pub(crate) fn of_end(len: u64, checksum: u64) -> Self {
        Token { len, checksum }
    }

    fn of_file(file: &mut dyn Handle) -> io::Result<Self> {
        let len = file.seek(SeekFrom::End(0))?;
        let mut tail = Vec::with_capacity(TAIL);
        file.seek(SeekFrom::Start(len.saturating_sub(TAIL as u64)))?;
        file.take(TAIL as u64).read_to_end(&mut tail)?;
        Ok(Token { len, ..Token::of(&tail) })
    }
}

/// Passes bytes on, and remembers the end of them.
pub(crate) struct Tail<'w> {
    out: &'w mut dyn Write,
    len: u64,
    last: Vec<u8>,
}

impl<'w> Tail<'w> {
    pub(crate) fn of(out: &'w mut dyn Write) -> Self {
        Tail { out, len: 0, last: Vec::with_capacity(2 * TAIL) }
    }

    /// That of the container which has been written.
    pub(crate) fn token(&self) -> Token {
        Token { len: self.len, ..Token::of(&self.last) }
    }
}

impl Write for Tail<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.len = self.len.saturating_add(count as u64);
        let written = bytes.get(..count).unwrap_or(bytes);
        self.last.extend_from_slice(&written[written.len().saturating_sub(TAIL)..]);
        self.last.drain(..self.last.len().saturating_sub(TAIL));
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Waits for all savers that ask as this one does, and keeps them waiting until it is dropped.
///
/// # Errors
/// What the file system reports.
pub(crate) fn hold(storage: &dyn Storage, target: &Path) -> Result<Lock> {
    let lock = Lock::open(storage, target).and_then(Lock::wait);
    lock.map_err(failed("cannot lock the file against other savers"))
}

/// Whether the file is still the one that was loaded; `None`: that it is not there.
///
/// # Errors
/// [`ErrorKind::Changed`] if it is not, or what the file system reports.
pub(crate) fn check(storage: &dyn Storage, target: &Path, since: Option<Token>) -> Result<()> {
    let now = match storage.open(target, Access::Read) {
        Ok(mut file) => Some(Token::of_file(&mut *file).map_err(failed("cannot look at what is there"))?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed("cannot look at what is there")(error)),
    };
    let what = match (since, now) {
        (since, now) if since == now => return Ok(()),
        (Some(_), None) => "it is not there any more",
        (None, Some(_)) => "it is there already",
        _ => "it has been saved by another program, or another part of this one, since it was loaded",
    };
    Err(Error::new(ErrorKind::Changed, format!("the file is not replaced: {what}"))
        .help("load it again, and save what is to be changed in that"))
}
