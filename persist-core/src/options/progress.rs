//! [`Progress`]: how far a long operation has come, told while it runs.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use super::{LoadOptions, SaveOptions};
use crate::codec::chunks::{Begins, Piece, Source};
use crate::error::Result;

/// How far a save or a load has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes of the container that have been written or read.
    pub bytes: u64,
    /// Rows that have been encoded, decoded or checked: items of a sequence or set at the root; else the value itself is
    /// one.
    pub rows: u64,
    /// How many bytes there are to be, where that is known: of a file that is read, its length.
    pub total_bytes: Option<u64>,
}

impl SaveOptions {
    /// Tells how far a save has come: `report` is called after each chunk, and at the end. [`Progress::total_bytes`]
    /// is not known.
    ///
    /// # Examples
    /// ```
    /// use std::sync::atomic::{AtomicU64, Ordering};
    /// use std::sync::Arc;
    ///
    /// use persist_core::SaveOptions;
    ///
    /// let rows = Arc::new(AtomicU64::new(0));
    /// let seen = Arc::clone(&rows);
    /// SaveOptions::new()
    ///     .progress(move |progress| seen.store(progress.rows, Ordering::Relaxed))
    ///     .sequence_to_writer(std::io::sink(), 0..1_000_000_u32)?;
    /// assert_eq!(rows.load(Ordering::Relaxed), 1_000_000);
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn progress(&mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> &mut Self {
        self.report = Report::to(report);
        self
    }
}

impl LoadOptions {
    /// Tells how far a load has come: `report` is called after each chunk, and at the end.
    ///
    /// # Examples
    /// ```
    /// use persist_core::LoadOptions;
    ///
    /// let bytes = persist_core::to_vec(&vec![7_u64; 100_000])?;
    /// let mut options = LoadOptions::new();
    /// options.progress(|progress| {
    ///     let total = progress.total_bytes.unwrap_or(u64::MAX);
    ///     println!("{} % of the file, {} rows", progress.bytes * 100 / total, progress.rows);
    /// });
    /// assert_eq!(options.from_slice::<Vec<u64>>(&bytes)?.value.len(), 100_000);
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn progress(&mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> &mut Self {
        self.report = Report::to(report);
        self
    }
}

/// Whom to tell, if anybody.
#[derive(Clone, Default)]
pub(crate) struct Report(Option<Arc<dyn Fn(Progress) + Send + Sync>>);

// A program's function that has panicked leaves nothing of ours half done.
impl UnwindSafe for Report {}
impl RefUnwindSafe for Report {}

impl Report {
    /// Nobody.
    pub(crate) const NOBODY: Self = Report(None);

    fn to(report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Report(Some(Arc::new(report)))
    }

    /// Tells how far it is.
    pub(crate) fn tell(&self, bytes: u64, rows: u64, total_bytes: Option<u64>) {
        if let Some(report) = &self.0 {
            report(Progress { bytes, rows, total_bytes });
        }
    }

    /// Hands out the pieces of a container, and tells about them if anybody wants to know; there are `total` bytes, if that is
    /// known.
    pub(crate) fn watch<'de>(&self, source: impl Source<'de> + 'de, total: Option<u64>) -> Box<dyn Source<'de> + 'de> {
        match self.0 {
            None => Box::new(source),
            Some(_) => Box::new(Watched { source, report: self.clone(), read: 0, rows: 0, total }),
        }
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Some(..)" } else { "None" })
    }
}

/// Pieces whose use is told.
struct Watched<S> {
    source: S,
    report: Report,
    read: u64,
    /// Rows of the pieces before the present one.
    rows: u64,
    total: Option<u64>,
}

impl<S> Watched<S> {
    fn tell(&mut self, read: Option<u64>) {
        self.read = read.unwrap_or(self.read);
        self.report.tell(self.read, self.rows, self.total);
    }
}

impl<'de, S: Source<'de>> Source<'de> for Watched<S> {
    fn next(&mut self, room: u64) -> Result<Option<Piece<'de>>> {
        let piece = self.source.next(room)?;
        self.tell(piece.as_ref().map(|piece| piece.end).or(self.total));
        self.rows += match piece.as_ref().map(|piece| piece.begins) {
            Some(Begins::Value) => 1,
            Some(Begins::Rows(count)) => count,
            Some(Begins::More) | None => 0,
        };
        Ok(piece)
    }

    fn pour(&mut self, bytes: u64, room: u64, take: &mut dyn FnMut(&[u8])) -> Result<Option<Piece<'de>>> {
        let rest = self.source.pour(bytes, room, take)?;
        if let Some(piece) = &rest {
            self.tell(Some(piece.end));
        }
        Ok(rest)
    }

    fn pourable(&self) -> u64 {
        self.source.pourable()
    }

    fn remaining(&self) -> u64 {
        self.source.remaining()
    }

    fn recycle(&mut self, piece: Vec<u8>) {
        self.source.recycle(piece);
    }
}
