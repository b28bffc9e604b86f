//! [`LogReader`]: the rows of a log, also while it grows.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use super::options::LogOptions;
use super::tape::{Next, Tape, read_front, split_schema};
use crate::Decode;
use crate::codec::Reader;
use crate::codec::planned::decode_root;
use crate::error::{Error, ErrorKind, Result};
use crate::file::storage::{Access, Entry};
use crate::frame::chunk::HEAD_LEN;
use crate::frame::heads::{Chunk, Role, malformed};
use crate::options::mismatch::LastPlan;
use crate::options::{Recovery, Skipped};
use crate::schema::resolve::plan::Plan;
use crate::schema::{Describe, in_type, known_of};

/// The rows of a log, in the order in which they were appended.
///
/// The iteration ends where the log ends at the moment, and **goes on** when it is asked again after more has been
/// appended: `next` returns `None` as often as there is nothing more. A record at the end that is not yet whole is
/// taken as not yet written. If the log has been compacted meanwhile, the reader goes on in the new file behind the
/// row that it returned last.
///
/// After an error `next` returns `None` once, and then tries the same place again.
///
/// # Examples
/// ```
/// use persist_core::{Log, LogReader};
///
/// # let folder = std::env::temp_dir().join(format!("persist-log-reader-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// let path = folder.join("scores.log");
/// let mut log = Log::<u32>::open(&path)?;
/// log.append_all(&[12, 7])?;
///
/// let mut reader = LogReader::<u32>::open(&path)?;
/// assert_eq!(reader.by_ref().collect::<Result<Vec<_>, _>>()?, [12, 7]);
///
/// log.append(&30)?;
/// assert_eq!(reader.next().transpose()?, Some(30));
/// assert_eq!(reader.next().transpose()?, None);
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
pub struct LogReader<T> {
    options: LogOptions,
    path: PathBuf,
    tape: Tape,
    /// Which file it reads.
    entry: Entry,
    /// The schema of the records that follow.
    schema: Schema,
    rows: vec::IntoIter<T>,
    /// How many rows have been returned.
    returned: u64,
    /// How many of the next rows have been returned from an earlier file.
    known: u64,
    skipped: Vec<Skipped>,
    /// Whether an error has been returned last.
    failed: bool,
}

/// The schema that records are read by.
#[derive(Default)]
struct Schema {
    number: u8,
    plan: Option<Arc<Plan>>,
    plans: LastPlan,
}

impl<T> fmt::Debug for LogReader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogReader").field("path", &self.path).field("returned", &self.returned).finish_non_exhaustive()
    }
}

impl<T: for<'de> Decode<'de>> LogReader<T> {
    /// Opens a log to read it. It may be written meanwhile, by this process or another one.
    ///
    /// # Errors
    /// A file that is not there or is no log, or one of another type.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        LogOptions::new().read(path)
    }

    pub(super) fn open_with(options: LogOptions, path: &Path) -> Result<Self> {
        let (tape, entry, schema) = open::<T>(&options, path)?;
        Ok(LogReader {
            options,
            path: path.to_owned(),
            tape,
            entry,
            schema,
            rows: Vec::new().into_iter(),
            returned: 0,
            known: 0,
            skipped: Vec::new(),
            failed: false,
        })
    }

    /// How many rows have been returned.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.returned
    }

    /// What was passed over so far; nothing, unless [`Recovery::Skip`] allows it.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// How many bytes are behind the last whole record, once the iteration has ended: the beginning of a
    /// record that is being written, or what a crash has left of one.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn unfinished(&mut self) -> Result<u64> {
        self.tape.left()
    }

    /// Brings the rows of the next record; false at the end.
    fn fill(&mut self) -> Result<bool> {
        loop {
            match self.tape.next() {
                Ok(Next::Chunk(chunk)) => match self.take(&chunk) {
                    Ok(true) => return Ok(true),
                    Ok(false) => {}
                    Err(error) => self.pass_over_chunk(&chunk, error)?,
                },
                Ok(Next::End | Next::Unfinished) => {
                    if !self.reopen()? {
                        return Ok(false);
                    }
                }
                Err(error) => {
                    if !self.pass_over_damage(error)? {
                        return Ok(false);
                    }
                }
            }
        }
    }

    /// Takes what is in a chunk; true if there are rows.
    fn take(&mut self, chunk: &Chunk) -> Result<bool> {
        match chunk.role {
            Role::Schema(number) => {
                self.schema.take::<T>(number, self.tape.payload(), chunk.payload)?;
                Ok(false)
            }
            Role::Record(number) if number != self.schema.number => {
                Err(malformed("a record whose schema is not there").at(chunk.payload))
            }
            // A file that was written anew has the rows of the one before.
            Role::Record(_) if chunk.head.count <= self.known => {
                self.known -= chunk.head.count;
                Ok(false)
            }
            Role::Record(_) => {
                let settings = self.options.load.settings(self.tape.payload().len());
                let mut reader = Reader::container(self.tape.record(chunk), settings)?;
                if let Some(plan) = &self.schema.plan {
                    reader.follow(Arc::clone(plan));
                }
                let rows = decode_root::<Vec<T>>(&mut reader).and_then(|rows| reader.finish().map(|()| rows));
                self.rows = rows.map_err(in_type(Vec::<T>::describe))?.into_iter();
                for _ in 0..std::mem::take(&mut self.known) {
                    drop(self.rows.next());
                }
                Ok(self.rows.len() > 0)
            }
            _ => Ok(false),
        }
    }

    /// Goes on behind a sound chunk whose contents cannot be had; or back before it, if that is an error.
    fn pass_over_chunk(&mut self, chunk: &Chunk, error: Error) -> Result<()> {
        if self.options.recovery == Recovery::Stop || !error.is_damage() {
            self.tape.go_back();
            return Err(error);
        }
        let offset = chunk.payload.saturating_sub(HEAD_LEN as u64);
        self.skipped.push(Skipped { offset, bytes: chunk.end.saturating_sub(offset), error });
        Ok(())
    }

    /// Goes on behind damage; false if there is nothing behind it.
    fn pass_over_damage(&mut self, error: Error) -> Result<bool> {
        if self.options.recovery == Recovery::Stop || !error.is_damage() {
            return Err(error);
        }
        let offset = self.tape.position().len;
        let Some(place) = self.tape.find_behind()? else {
            let bytes = self.tape.left()?;
            // It is asked for again and again as long as nothing follows.
            if self.skipped.last().is_none_or(|last| last.offset != offset) {
                self.skipped.push(Skipped { offset, bytes, error });
            }
            return Ok(false);
        };
        self.skipped.push(Skipped { offset, bytes: place.saturating_sub(offset), error });
        self.tape.go_on_at(place);
        Ok(true)
    }

    /// Goes over to the file that has taken the place of this one, if one has.
    fn reopen(&mut self) -> Result<bool> {
        let now = match self.options.load.storage().look(&self.path) {
            Ok(entry) => entry,
            // It is about to come, or gone for good: there is nothing more to read in any case.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => {
                return Err(Error::caused(ErrorKind::Io, "cannot tell whether the log has been written anew", error));
            }
        };
        if now.id.is_some() && now.is(&self.entry) {
            return self.check_length();
        }
        let (tape, entry, schema) = open::<T>(&self.options, &self.path)?;
        if tape.position().file_id == self.tape.position().file_id {
            return self.check_length();
        }
        (self.tape, self.entry, self.schema) = (tape, entry, schema);
        self.known = self.returned;
        Ok(true)
    }

    /// At the end of the file: all rows that were returned from an earlier one must have been met.
    fn check_length(&self) -> Result<bool> {
        if self.known == 0 {
            return Ok(false);
        }
        let message = format!(
            "the log has been replaced by another one: {} rows of it were read, and the new one has {} fewer",
            self.returned, self.known
        );
        Err(Error::new(ErrorKind::Changed, message).help("open it again to read it from its beginning"))
    }
}

impl Schema {
    /// Takes the schema in the payload of a chunk.
    fn take<T: for<'de> Decode<'de>>(&mut self, number: u8, payload: &[u8], offset: u64) -> Result<()> {
        let own = known_of::<Vec<T>>();
        let (fingerprint, schema) = split_schema(payload, offset)?;
        self.plan = self.plans.of_schema(fingerprint, schema, offset.saturating_add(8), own)?;
        self.number = number;
        Ok(())
    }
}

/// Opens the file that is at `path` now.
fn open<T: for<'de> Decode<'de>>(options: &LogOptions, path: &Path) -> Result<(Tape, Entry, Schema)> {
    let cannot = |error| Error::caused(ErrorKind::Io, "cannot open the log", error);
    let mut file = options.load.storage().open(path, Access::Read).map_err(cannot)?;
    let entry = file.look().map_err(cannot)?;
    let mut schema = Schema::default();
    let position;
    (position, schema.plan) = read_front(&mut file, &mut schema.plans, known_of::<Vec<T>>())?;
    Ok((Tape::new(file, position, options.load.max_input()), entry, schema))
}

impl<T: for<'de> Decode<'de>> Iterator for LogReader<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        loop {
            if let Some(row) = self.rows.next() {
                self.returned = self.returned.saturating_add(1);
                return Some(Ok(row));
            }
            if std::mem::take(&mut self.failed) {
                return None;
            }
            match self.fill() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error.in_file(&self.path)));
                }
            }
        }
    }
}
