//! [`Log`]: appends to a log, which it has locked.

use std::fmt;
use std::io::{SeekFrom, Write};
use std::marker::PhantomData;
use std::path::Path;

use super::compact;
use super::options::LogOptions;
use super::reader::LogReader;
use super::tape::{Next, Tape, read_front, split_schema, too_long_in_the_middle};
use super::torn::{self, Torn};
use crate::error::{Error, ErrorKind, Result};
use crate::file::lock::Lock;
use crate::file::save::{Durability, failed, settle};
use crate::file::storage::{Access, Handle, Rights, Storage};
use crate::file::target::Target;
use crate::file::temporary::{Temporary, random, sweep};
use crate::frame::header::Header;
use crate::frame::heads::Role;
use crate::frame::opening;
use crate::frame::pack::Packer;
use crate::frame::records::Position;
use crate::options::mismatch::LastPlan;
use crate::options::{Compression, Effort, Recovery, Skipped};
use crate::schema::{Known, known_of};
use crate::{Encode, Persist};

/// A file to which values are appended.
///
/// When an append returns, what was appended is on the device and outlasts a power cut, and the values of one
/// [`append_all`](Log::append_all) are there together or not at all. One `Log` at a time has a file open: it holds a lock on
/// `NAME.lock`, which stays where it is. Any number of [`LogReader`]s may read meanwhile.
///
/// A later program, whose type has changed, appends to the same log, and reads what the earlier ones appended, as far as the type
/// declares it.
///
/// # Examples
/// ```
/// use persist_core::{Log, Persist};
///
/// #[derive(Persist, Debug, PartialEq)]
/// struct Event {
///     at: u64,
///     what: String,
/// }
///
/// # let folder = std::env::temp_dir().join(format!("persist-log-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// let path = folder.join("events.log");
/// let mut log = Log::open(&path)?;
/// log.append(&Event { at: 1, what: "started".to_owned() })?;
/// log.append(&Event { at: 7, what: "stopped".to_owned() })?;
///
/// let events = log.iter()?.collect::<Result<Vec<Event>, _>>()?;
/// assert_eq!((log.rows(), events[1].at), (2, 7));
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
pub struct Log<T> {
    options: LogOptions,
    target: Target,
    now: State,
    torn: Option<Torn>,
    skipped: Vec<Skipped>,
    poisoned: bool,
    /// The bytes of the last append: their memory is used again.
    buffer: Vec<u8>,
    _lock: Lock,
    values: PhantomData<fn(T)>,
}

/// A log as it is on the disk.
struct State {
    file: Box<dyn Handle>,
    /// Where it ends.
    position: Position,
    rows: u64,
    /// Whether the schema of its last records is this program's.
    is_own: bool,
}

impl<T> fmt::Debug for Log<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").field("path", &self.target.path).field("rows", &self.now.rows).finish_non_exhaustive()
    }
}

impl<T: Persist> Log<T> {
    /// Opens a log to append to it; it is created if it is not there.
    ///
    /// All of it is read and checked. If a crash has left something at its end that is no whole record, that is copied to
    /// `NAME.torn-OFFSET`, cut off, and reported by [`Log::torn`].
    ///
    /// # Errors
    /// Another `Log` that has the file open ([`ErrorKind::Busy`]); a file that is no log, or one of another type; damage that
    /// is not at its end; what the file system reports.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        LogOptions::new().open(path)
    }

    pub(super) fn open_with(options: LogOptions, path: &Path) -> Result<Self> {
        let storage = options.save.replace.storage();
        let durability = options.save.replace.durability;
        let lock = lock(storage, &options.save.replace.find(path)?.path)?;
        // What was there before the lock was had may have been replaced.
        let target = options.save.replace.find(path)?;
        sweep(storage, target.directory());
        let own = known_of::<Vec<T>>();
        own.check()?;
        let (now, torn, skipped) = match &target.old {
            Some(_) => look_through(&options, &target.path, own)?,
            None => (create(storage, &target, durability, own)?, None, Vec::new()),
        };
        Ok(Log {
            target,
            now,
            torn,
            skipped,
            poisoned: false,
            buffer: Vec::new(),
            _lock: lock,
            values: PhantomData,
            options,
        })
    }

    /// Appends a value.
    ///
    /// # Errors
    /// A value that cannot be saved, or what the file system reports: nothing has been appended then, unless it was the flush
    /// that failed. Whether the value is there after that, is not known; the log takes no more writes
    /// ([`ErrorKind::Poisoned`]) until it is opened again.
    pub fn append(&mut self, value: &T) -> Result<()> {
        self.append_all(std::slice::from_ref(value))
    }

    /// Appends values in one step: they are there together, or not at all.
    ///
    /// # Errors
    /// Those of [`Log::append`].
    pub fn append_all(&mut self, values: &[T]) -> Result<()> {
        if values.is_empty() {
            return Ok(());
        }
        self.try_append(values).map_err(|error| error.in_file(&self.target.path))
    }

    /// How many rows are in the log.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.now.rows
    }

    /// How many bytes the log has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.now.position.len
    }

    /// What was cut off when the log was opened, if anything was.
    #[must_use]
    pub fn torn(&self) -> Option<&Torn> {
        self.torn.as_ref()
    }

    /// What is damaged in the middle of the log; nothing, unless [`Recovery::Skip`] allows to open it.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// Reads all rows, from the first one on.
    ///
    /// # Errors
    /// Those of [`LogReader::open`].
    pub fn iter(&self) -> Result<LogReader<T>> {
        self.options.read(&self.target.path)
    }

    /// Writes the log anew, in large records: appended one by one, rows take far more room, and more time to be read.
    ///
    /// The new file takes the place of the old one in one step. Readers of the old one go on in the new one. All rows are written
    /// by this program's version of their type. With [`Recovery::Skip`] what is damaged is left out.
    ///
    /// # Errors
    /// A row that cannot be read, or what the file system reports; the log is what it was then. If only the directory cannot be
    /// flushed ([`ErrorKind::DurabilityUnknown`]), the log takes no more writes until it is opened again.
    pub fn compact(&mut self) -> Result<()> {
        self.check_not_poisoned().and_then(|()| self.try_compact()).map_err(|error| error.in_file(&self.target.path))
    }

    fn check_not_poisoned(&self) -> Result<()> {
        if !self.poisoned {
            return Ok(());
        }
        let message = "an earlier write has failed, and what is on the device is not known";
        Err(Error::new(ErrorKind::Poisoned, message).help("open the log again: that looks at what is there"))
    }

    fn try_append(&mut self, values: &[T]) -> Result<()> {
        self.check_not_poisoned()?;
        let own = known_of::<Vec<T>>();
        let mut position = self.now.position;
        let mut bytes = std::mem::take(&mut self.buffer);
        bytes.clear();
        if !self.now.is_own {
            position.write_schema(own, &mut bytes)?;
        }
        let settings = self.options.save.settings(Effort::Fast);
        position
            .write_record(&settings, &mut Packer::new(Compression::None), &mut bytes, &mut |writer| {
                values.encode_root(writer)
            })
            .map_err(|error| error.in_type(own.schema().type_name()))?;
        self.write(&bytes)?;
        position.advance(&bytes);
        self.now.position = position;
        self.now.rows = self.now.rows.saturating_add(values.len() as u64);
        self.now.is_own = true;
        self.buffer = bytes;
        Ok(())
    }

    /// Writes behind the end of the log, and flushes it.
    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let end = self.now.position.len;
        let written = self.now.file.seek(SeekFrom::Start(end)).and_then(|_| self.now.file.write_all(bytes));
        if let Err(error) = written {
            // What was written of it must not stand before what is appended next.
            self.poisoned = self.now.file.set_len(end).is_err();
            return Err(failed("cannot append to the log")(error));
        }
        if self.options.save.replace.durability == Durability::None {
            return Ok(());
        }
        // Once only: after a failure, a second flush may succeed without the data being there. So it must not
        // seem to be there for whoever opens the log next, either.
        self.now.file.sync_data().map_err(|error| {
            self.poisoned = true;
            let _ = self.now.file.set_len(end);
            failed("cannot flush the log to the device")(error)
        })
    }

    fn try_compact(&mut self) -> Result<()> {
        let storage = self.options.save.replace.storage();
        let durability = self.options.save.replace.durability;
        let old = self.now.file.look().map_err(failed("cannot look at the log"))?;
        let mut temporary = Temporary::create(storage, self.target.directory(), Rights::As(&old))?;
        let copied = compact::copy(self.iter()?, &self.options, temporary.file()?)?;
        temporary.finish(durability)?;
        let file = temporary.publish(&self.target.path)?;
        self.now = State { file, position: copied.position, rows: copied.rows, is_own: true };
        self.skipped.clear();
        // What is appended next must not be lost with a rename that is.
        let settled = settle(storage, self.target.directory(), durability);
        self.poisoned = settled.is_err();
        settled.map(drop)
    }
}

/// Locks a log against other writers.
fn lock(storage: &dyn Storage, path: &Path) -> Result<Lock> {
    let file = Lock::open(storage, path).map_err(failed("cannot open the log's lock"))?;
    Lock::take(file).map_err(failed("cannot lock the log"))?.ok_or_else(|| {
        Error::new(ErrorKind::Busy, "the log is open to be written elsewhere")
            .help("one writer at a time: `LogReader` reads it meanwhile")
    })
}

/// Creates a log without records.
fn create(storage: &dyn Storage, target: &Target, durability: Durability, own: &Known) -> Result<State> {
    let (bytes, position) = front(own)?;
    let mut temporary = Temporary::create(storage, target.directory(), Rights::Usual)?;
    temporary.file()?.write_all(&bytes).map_err(failed("cannot write the log"))?;
    temporary.finish(durability)?;
    let file = temporary.publish(&target.path)?;
    settle(storage, target.directory(), durability)?;
    Ok(State { file, position, rows: 0, is_own: true })
}

/// The front of a new log, and the position behind it.
pub(super) fn front(own: &Known) -> Result<(Vec<u8>, Position)> {
    let salt = random() | 1;
    let written = opening::write(&Header { salt, ..Header::of(own, Vec::new()) })?;
    let position = Position::at_front(written.file_id, written.bytes.len());
    Ok((written.bytes, position))
}

/// Reads all of a log, and cuts off what is torn; returns that too, and what is damaged in the middle.
fn look_through(options: &LogOptions, path: &Path, own: &Known) -> Result<(State, Option<Torn>, Vec<Skipped>)> {
    let storage = options.save.replace.storage();
    let mut file = storage.open(path, Access::Edit).map_err(failed("cannot open the log"))?;
    let total = file.look().map_err(failed("cannot look at the log"))?.len;
    let mut plans = LastPlan::default();
    let (position, plan) = read_front(&mut file, &mut plans, own)?;
    let mut is_own = plan.is_none();
    let mut tape = Tape::new(file, position, options.load.max_input());
    let (mut rows, mut skipped) = (0_u64, Vec::new());
    let torn = loop {
        let error = match tape.next() {
            Ok(Next::End) => break false,
            Ok(Next::Unfinished) => None,
            Ok(Next::Chunk(chunk)) => {
                match chunk.role {
                    Role::Record(_) => rows = rows.saturating_add(chunk.head.count),
                    Role::Schema(_) => is_own = is_own_schema(tape.payload(), chunk.payload, &mut plans, own)?,
                    _ => {}
                }
                options.save.report.tell(chunk.end, rows, Some(total));
                continue;
            }
            Err(error) if error.is_damage() => Some(error),
            Err(error) => return Err(error),
        };
        // What stands at the end is torn, whatever it looks like; with something sound behind it, it is damage.
        let Some(place) = tape.find_behind()? else { break true };
        let offset = tape.position().len;
        let error = error.unwrap_or_else(|| too_long_in_the_middle(offset));
        if options.recovery == Recovery::Stop {
            return Err(error);
        }
        skipped.push(Skipped { offset, bytes: place.saturating_sub(offset), error });
        tape.go_on_at(place);
    };
    let position = tape.position();
    let mut file = tape.into_file();
    let torn = match torn {
        true => Some(torn::cut_off(storage, path, &mut *file, position.len, options.save.replace.durability)?),
        false => None,
    };
    Ok((State { file, position, rows, is_own }, torn, skipped))
}

/// Whether the schema in a log is the program's own.
fn is_own_schema(payload: &[u8], offset: u64, plans: &mut LastPlan, own: &Known) -> Result<bool> {
    let (fingerprint, schema) = split_schema(payload, offset)?;
    Ok(plans.of_schema(fingerprint, schema, offset.saturating_add(8), own)?.is_none())
}
