//! [`Buffer`]: bytes that begin at a multiple of 64, so that numbers in them can be borrowed.

use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Deref;
use std::path::Path;

use super::load::read_full;
use crate::error::Result;

/// The unit of memory; wider than any number, and a cache line on most machines.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line([u8; 64]);

const EMPTY: Line = Line([0; 64]);

/// Bytes in memory that is aligned to 64.
///
/// Slices of numbers wider than a byte (`&'de [f32]`) and of `plain` types can be borrowed only
/// where they are aligned. A container aligns them relative to its own start; a `Buffer` aligns
/// that.
///
/// # Examples
/// ```
/// use persist_core::{Buffer, Persist};
///
/// #[derive(Persist)]
/// struct Samples {
///     values: Vec<f32>,
/// }
///
/// #[derive(Persist)]
/// #[persist(rename = "Samples")]
/// struct SamplesView<'a> {
///     values: &'a [f32],
/// }
///
/// let bytes = persist_core::to_vec(&Samples { values: vec![0.5; 1000] })?;
/// let buffer = Buffer::from(&bytes[..]);
/// let view: SamplesView<'_> = persist_core::from_slice(&buffer)?;
/// assert_eq!(view.values, [0.5; 1000]);
/// # Ok::<(), persist_core::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Buffer {
    lines: Vec<Line>,
    /// How many bytes are in use; never more than the lines have.
    len: usize,
}

impl Buffer {
    /// Reads a file to its end.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let read = || {
            let mut file = File::open(path)?;
            // A hint only: the file may grow or shrink, and a device has no length.
            let hint = usize::try_from(file.metadata()?.len()).unwrap_or(0);
            let mut buffer = Buffer { lines: Vec::new(), len: 0 };
            while buffer.len == buffer.lines.len() * size_of::<Line>() {
                let more = hint.saturating_sub(buffer.len).clamp(4096, 1 << 20).max(buffer.len / 2);
                buffer.lines.resize(buffer.lines.len() + more.div_ceil(size_of::<Line>()), EMPTY);
                let from = buffer.len;
                let room = &mut buffer.memory()[from..];
                let enough = room.len();
                buffer.len += read_full(&mut file, room, enough)?;
            }
            Ok(buffer)
        };
        read().map_err(|error: io::Error| crate::error::Error::from(error).in_file(path))
    }

    /// All bytes of the lines.
    fn memory(&mut self) -> &mut [u8] {
        let bytes = size_of_val(&self.lines[..]);
        // SAFETY: a line is 64 bytes without padding, all initialised, and any byte is one; the
        // slice covers the lines, which are borrowed.
        unsafe { std::slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast(), bytes) }
    }
}

impl From<&[u8]> for Buffer {
    fn from(bytes: &[u8]) -> Self {
        let lines = vec![EMPTY; bytes.len().div_ceil(size_of::<Line>())];
        let mut buffer = Buffer { lines, len: bytes.len() };
        buffer.memory()[..bytes.len()].copy_from_slice(bytes);
        buffer
    }
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: as in `memory`; `len` is at most the lines' size.
        unsafe { std::slice::from_raw_parts(self.lines.as_ptr().cast(), self.len) }
    }
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buffer").field("len", &self.len).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_aligned() {
        for len in [0, 1, 63, 64, 65, 10_000] {
            let bytes: Vec<u8> = (0..len).map(|index| index as u8).collect();
            let buffer = Buffer::from(&bytes[..]);
            assert_eq!(&buffer[..], &bytes[..]);
            assert_eq!(buffer.as_ptr().addr() % 64, 0);
        }
    }

    #[test]
    fn a_file_is_read_to_its_end() {
        let path = std::env::temp_dir().join(format!("persist-buffer-{}", std::process::id()));
        let bytes: Vec<u8> = (0..3_000_001_u32).map(|index| (index % 251) as u8).collect();
        std::fs::write(&path, &bytes).unwrap();
        let buffer = Buffer::read(&path);
        std::fs::remove_file(&path).unwrap();
        assert!(buffer.unwrap()[..] == bytes[..]);
        assert_eq!(Buffer::read(&path).unwrap_err().file(), Some(path.as_path()));
    }
}
