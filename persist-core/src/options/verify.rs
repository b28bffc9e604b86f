//! Checks a file without the types that it was saved from.

use std::path::Path;

use super::LoadOptions;
use crate::error::{Error, ErrorKind, Result};
use crate::file::storage::Access;
use crate::surface::Inspection;

impl LoadOptions {
    /// Checks every byte of a file, as [`verify`](crate::verify) does.
    ///
    /// [`LoadOptions::max_memory`] bounds what a chunk of it takes, packed and unpacked, and, beside that, the keys of maps and
    /// the elements of sets, which have to differ; no value is built. Default: the larger of 1 GiB and 64 times the file.
    ///
    /// # Errors
    /// Those of [`verify`](crate::verify).
    pub fn verify(&self, path: impl AsRef<Path>) -> Result<Inspection> {
        let path = path.as_ref();
        let opened = self.storage().open(path, Access::Read);
        opened
            .map_err(|error| Error::caused(ErrorKind::Io, "cannot open the file", error))
            .and_then(|mut file| {
                let max_memory = |len| self.settings(usize::try_from(len).unwrap_or(usize::MAX)).max_memory;
                Inspection::verified(&mut file, max_memory, &self.report)
            })
            .map_err(|error| error.in_file(path))
    }

    /// Checks every byte of the container, or the log, that all of `bytes` is, as [`verify_slice`](crate::verify_slice) does.
    ///
    /// # Errors
    /// Those of [`verify_slice`](crate::verify_slice).
    pub fn verify_slice(&self, bytes: &[u8]) -> Result<Inspection> {
        let settings = self.settings(bytes.len());
        Inspection::verified_slice(bytes, settings.max_memory, &self.report)
    }
}
