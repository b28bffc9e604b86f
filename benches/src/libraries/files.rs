//! Bytes to a file and back, for libraries that leave it to the program.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use rkyv::util::AlignedVec;
use tempfile::TempDir;

use super::{Codec, Library, Standing};
use crate::Result;

/// The variant of a library whose bytes are written plainly.
pub const PLAIN: &str = "plain";

/// A library that saves a `T` to a file and loads it.
pub trait Filed<T>: Library {
    /// Replaces the file, so that it is the old or the new one at every moment, and the new one after a power cut.
    ///
    /// # Errors
    /// If the library refuses the value, or the file is not written.
    fn save(&mut self, path: &Path, value: &T) -> Result<()>;

    /// Loads the file.
    ///
    /// # Errors
    /// If the file is not read, or the library refuses it.
    fn load(&mut self, path: &Path) -> Result<T>;
}

/// A library whose bytes are written as durably as [`persist_core::save`] writes: to a temporary file that is flushed and
/// renamed, in a folder that is flushed then.
#[derive(Default)]
pub struct Durably<C> {
    codec: C,
    bytes: AlignedVec,
}

impl<C: Library> Library for Durably<C> {
    const NAME: &'static str = C::NAME;
    const STANDING: Standing = C::STANDING;
}

impl<T, C: Codec<T>> Filed<T> for Durably<C> {
    fn save(&mut self, path: &Path, value: &T) -> Result<()> {
        let folder = path.parent().ok_or("a file is in a folder")?;
        let temporary = path.with_extension("new");
        let mut file = File::create(&temporary)?;
        file.write_all(self.codec.encode(value)?)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        File::open(folder)?.sync_all()?;
        Ok(())
    }

    fn load(&mut self, path: &Path) -> Result<T> {
        let mut file = File::open(path)?;
        self.bytes.clear();
        self.bytes.reserve(usize::try_from(file.metadata()?.len())?);
        self.bytes.extend_from_reader(&mut file)?;
        self.codec.decode(&self.bytes)
    }
}

/// A folder for files, in memory where the system has such: a disk would be all that is measured.
///
/// # Errors
/// If it cannot be made.
pub fn folder() -> Result<TempDir> {
    let memory = Path::new("/dev/shm");
    let mut builder = tempfile::Builder::new();
    builder.prefix("persist-race-");
    Ok(if memory.is_dir() { builder.tempdir_in(memory)? } else { builder.tempdir()? })
}
