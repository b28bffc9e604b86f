//! Checks a container without the types that it was saved from.

use std::path::Path;

use super::LoadOptions;
use crate::error::Result;
use crate::frame::source::SliceSource;
use crate::schema::walk::walk_container;
use crate::surface::{Inspection, inspect_slice};

impl LoadOptions {
    /// Checks every byte of a file, as [`verify`](crate::verify) does.
    ///
    /// [`LoadOptions::max_memory`] bounds the container and what a chunk of it is when it is unpacked; no value is built.
    ///
    /// # Errors
    /// Those of [`verify`](crate::verify).
    pub fn verify(&self, path: impl AsRef<Path>) -> Result<Inspection> {
        let path = path.as_ref();
        let mut bytes = Vec::new();
        self.read_file(path, &mut bytes)
            .and_then(|()| self.check_slice(&bytes, bytes.len() as u64))
            .map_err(|error| error.in_file(path))
    }

    /// Checks every byte of the container that all of `bytes` is, as [`verify_slice`](crate::verify_slice) does.
    ///
    /// # Errors
    /// Those of [`verify_slice`](crate::verify_slice).
    pub fn verify_slice(&self, bytes: &[u8]) -> Result<Inspection> {
        self.check_slice(bytes, 0)
    }

    /// `read` bytes of them have been told about.
    fn check_slice(&self, bytes: &[u8], read: u64) -> Result<Inspection> {
        let mut inspection = inspect_slice(bytes)?;
        let (_, source) = SliceSource::open(bytes)?;
        let source = self.report.watch(source, read, bytes.len() as u64);
        let max_memory = self.settings(bytes.len()).max_memory;
        walk_container(inspection.schema(), source, max_memory)
            .map_err(|error| error.in_type(inspection.type_name()))?;
        inspection.mark_verified();
        Ok(inspection)
    }
}
