//! Known bugs, planted between Persist and the file system: the crash checker has to find each.

use std::ffi::OsString;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use persist_core::__private::storage::{Access, Entry, Handle, Rights, Storage};

use crate::container::{HEAD, checksum};

/// A bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// A rename is not made durable.
    NoDirectoryFlush,
    /// A file is renamed before its data is on the device, and never flushed.
    NoDataFlush,
    /// A file is flushed after it has been renamed.
    FlushAfterRename,
    /// An append returns before it is on the device.
    NoAppendFlush,
    /// An append is flushed before it is written.
    FlushBeforeWrite,
    /// The old file is removed before the new one takes its place.
    RemoveBeforeRename,
    /// The old file is overwritten.
    WriteInPlace,
    /// The old file is moved away to be the backup.
    BackupByRename,
    /// The end of a log is taken as it is, whatever its checksums say.
    TailUnchecked,
    /// What is torn stays behind what is appended.
    TailNotCut,
    /// A write that took a part of the data is taken for a whole one.
    ShortWrites,
}

impl Plant {
    pub const ALL: [Self; 11] = [
        Self::NoDirectoryFlush,
        Self::NoDataFlush,
        Self::FlushAfterRename,
        Self::NoAppendFlush,
        Self::FlushBeforeWrite,
        Self::RemoveBeforeRename,
        Self::WriteInPlace,
        Self::BackupByRename,
        Self::TailUnchecked,
        Self::TailNotCut,
        Self::ShortWrites,
    ];

    /// A storage with the bug.
    pub fn in_storage(self, storage: Arc<dyn Storage>) -> Arc<dyn Storage> {
        Arc::new(Planted { plant: self, inner: storage })
    }
}

/// A storage with a bug.
#[derive(Debug)]
struct Planted {
    plant: Plant,
    inner: Arc<dyn Storage>,
}

impl Storage for Planted {
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn Handle>> {
        let mut inner = self.inner.open(path, access)?;
        let is_log = path.file_name().is_some_and(|name| name == "log");
        let repaired = match (self.plant, is_log) {
            (Plant::TailUnchecked, true) => {
                let mut bytes = Vec::new();
                inner.read_to_end(&mut bytes)?;
                inner.rewind()?;
                Some(Cursor::new(repaired(bytes)))
            }
            _ => None,
        };
        Ok(Box::new(PlantedFile { plant: self.plant, inner, repaired }))
    }

    fn create_new(&self, path: &Path, rights: Rights<'_>) -> io::Result<Box<dyn Handle>> {
        let inner = self.inner.create_new(path, rights)?;
        Ok(Box::new(PlantedFile { plant: self.plant, inner, repaired: None }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let replaces = self.inner.look(to).is_ok();
        match self.plant {
            Plant::RemoveBeforeRename if replaces => {
                self.inner.remove(to)?;
                self.inner.rename(from, to)
            }
            Plant::WriteInPlace if replaces => {
                let mut new = Vec::new();
                self.inner.open(from, Access::Read)?.read_to_end(&mut new)?;
                let mut old = self.inner.open(to, Access::Edit)?;
                old.set_len(0)?;
                old.write_all(&new)?;
                old.sync()?;
                self.inner.remove(from)
            }
            Plant::FlushAfterRename => {
                self.inner.rename(from, to)?;
                self.inner.open(to, Access::Edit)?.sync()
            }
            _ => self.inner.rename(from, to),
        }
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.plant == Plant::BackupByRename { self.inner.rename(from, to) } else { self.inner.link(from, to) }
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        if self.plant == Plant::NoDirectoryFlush { Ok(()) } else { self.inner.sync_directory(path) }
    }

    fn look(&self, path: &Path) -> io::Result<Entry> {
        self.inner.look(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.inner.read_link(path)
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        self.inner.check_writable(path)
    }

    fn is_passing(&self, error: &io::Error) -> bool {
        self.inner.is_passing(error)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.inner.remove(path)
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<OsString>> {
        self.inner.list(directory)
    }

    fn may_have_litter(&self, directory: &Path) -> bool {
        self.inner.may_have_litter(directory)
    }

    fn create_directory(&self, path: &Path) -> io::Result<()> {
        self.inner.create_directory(path)
    }
}

/// A file with a bug.
struct PlantedFile {
    plant: Plant,
    inner: Box<dyn Handle>,
    /// What is read in place of what is there.
    repaired: Option<Cursor<Vec<u8>>>,
}

impl Read for PlantedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.repaired {
            Some(repaired) => repaired.read(buffer),
            None => self.inner.read(buffer),
        }
    }
}

impl Seek for PlantedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if let Some(repaired) = &mut self.repaired {
            repaired.seek(to)?;
        }
        self.inner.seek(to)
    }
}

impl Write for PlantedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.plant {
            Plant::FlushBeforeWrite => self.inner.sync_data()?,
            Plant::ShortWrites => {
                self.inner.write_all(&bytes[..bytes.len() - bytes.len() / 3])?;
                return Ok(bytes.len());
            }
            _ => {}
        }
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl Handle for PlantedFile {
    fn look(&self) -> io::Result<Entry> {
        self.inner.look()
    }

    fn take_over(&self, own: &Entry, old: &Entry) -> io::Result<()> {
        self.inner.take_over(own, old)
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.inner.try_lock()
    }

    fn lock(&self) -> io::Result<()> {
        self.inner.lock()
    }

    fn unlock(&self) -> io::Result<()> {
        self.inner.unlock()
    }

    fn sync(&self) -> io::Result<()> {
        match self.plant {
            Plant::NoDataFlush | Plant::FlushAfterRename => Ok(()),
            _ => self.inner.sync(),
        }
    }

    fn sync_data(&self) -> io::Result<()> {
        match self.plant {
            Plant::NoAppendFlush | Plant::FlushBeforeWrite => Ok(()),
            _ => self.inner.sync_data(),
        }
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        if self.plant == Plant::TailNotCut { Ok(()) } else { self.inner.set_len(len) }
    }
}

/// A log whose payloads have the checksums that they should have had.
fn repaired(mut bytes: Vec<u8>) -> Vec<u8> {
    let Some(header) = bytes.get(12..16) else { return bytes };
    let header = u32::from_le_bytes(header.try_into().expect("four bytes")) as usize;
    let Some(file_id) = bytes.get(24 + header..32 + header) else { return bytes };
    let file_id: [u8; 8] = file_id.try_into().expect("eight bytes");
    let mut at = (32 + header).next_multiple_of(16);
    while at + HEAD <= bytes.len() {
        let (before, payload) = bytes.split_at_mut(at + HEAD);
        let head = &mut before[at..];
        let len = u64::from_le_bytes(head[..8].try_into().expect("eight bytes"));
        let Some(payload) = usize::try_from(len).ok().and_then(|len| payload.get(..len)) else { break };
        head[24..32].copy_from_slice(&checksum(payload).to_le_bytes());
        let sum = checksum(&[&file_id[..], &(at as u64).to_le_bytes(), &head[..40]].concat());
        head[40..].copy_from_slice(&sum.to_le_bytes());
        at = (at + HEAD + payload.len()).next_multiple_of(16);
    }
    bytes
}
