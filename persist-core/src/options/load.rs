//! [`LoadOptions`]: from bytes, a stream or a file to a value.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Read;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::Arc;

use super::files::Fallback;
use super::mismatch::{LastPlan, other_fingerprint, recognise_bare, too_short};
use super::{DEFAULT_DEPTH, MAX_DEPTH, Recovery, Report};
use crate::codec::chunks::Source;
use crate::codec::planned::decode_root;
use crate::codec::{self, Decode, ReadSettings, Reader};
use crate::error::Result;
use crate::file;
use crate::file::disk::Disk;
use crate::file::load::Opened;
use crate::file::storage::Storage;
use crate::file::unchanged::Token;
use crate::frame::groups::{Groups, Pieces};
use crate::frame::header::Header;
use crate::frame::opening;
use crate::frame::prefix::Kind;
use crate::frame::source::SliceSource;
use crate::schema::resolve::plan::Plan;
use crate::schema::{Known, in_type, known_of, schema_of};

/// How to load.
///
/// The methods that read a container return a [`Loaded`], which has the value and what was beside
/// it.
///
/// # Examples
/// ```
/// use persist_core::LoadOptions;
///
/// let bytes = persist_core::to_vec(&vec![1_u64; 1_000])?;
///
/// let refused = LoadOptions::new().max_memory(1_000).from_slice::<Vec<u64>>(&bytes);
/// assert!(refused.unwrap_err().to_string().contains("max_memory"));
///
/// let loaded = LoadOptions::new().max_memory(10_000).from_slice::<Vec<u64>>(&bytes)?;
/// assert_eq!(loaded.value.len(), 1_000);
/// # Ok::<(), persist_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "options do nothing until one of `load`, `from_reader`, `from_slice`, `decode` is called"]
pub struct LoadOptions {
    /// `None`: the default, which depends on the input.
    max_memory: Option<u64>,
    max_depth: u32,
    pub(super) backups: bool,
    /// `None`: the real one.
    pub(super) storage: Option<Arc<dyn Storage>>,
    pub(super) recovery: Recovery,
    pub(super) report: Report,
}

/// What a load has found: the value, and what was beside it in the container.
///
/// It is what the methods of [`LoadOptions`] return, where the free functions return the value
/// alone.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Loaded<T> {
    /// The value.
    pub value: T,
    /// The metadata that the save was given ([`SaveOptions::meta`](crate::SaveOptions::meta)).
    pub meta: BTreeMap<String, Vec<u8>>,
    /// Which version of the file it is, for [`SaveOptions::if_unchanged`](crate::SaveOptions::if_unchanged).
    pub token: Token,
    /// Why it is a backup that was loaded, if it is one ([`LoadOptions::backups`]).
    pub fallback: Option<Fallback>,
}

impl Default for LoadOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl LoadOptions {
    /// The defaults, which the free functions use.
    pub const fn new() -> Self {
        LoadOptions {
            max_memory: None,
            max_depth: DEFAULT_DEPTH,
            backups: false,
            storage: None,
            recovery: Recovery::Stop,
            report: Report::NOBODY,
        }
    }

    /// The most memory, in bytes, that the value may take, together with what is held of a file or a stream: a chunk, or all of
    /// a value that is no sequence. Default: the larger of 1 GiB and 64 times the input; of a stream, that has been read so far.
    ///
    /// A file can stand for far more than its own size, as a thousand equal rows take a few bytes.
    pub fn max_memory(&mut self, bytes: u64) -> &mut Self {
        self.max_memory = Some(bytes);
        self
    }

    /// The deepest nesting of the value, as
    /// [`SaveOptions::max_depth`](crate::SaveOptions::max_depth) counts it. Default:
    /// 128; at most 256, to which greater numbers are lowered.
    pub fn max_depth(&mut self, levels: u32) -> &mut Self {
        self.max_depth = levels.min(MAX_DEPTH);
        self
    }

    /// Loads a value from a file, as [`load`](crate::load) does.
    ///
    /// # Errors
    /// Those of [`load`](crate::load).
    pub fn load<T: for<'de> Decode<'de>>(&self, path: impl AsRef<Path>) -> Result<Loaded<T>> {
        self.check_whole()?;
        let path = path.as_ref();
        match self.load_file(path) {
            Err(error) if self.backups => self.load_backup(path, error),
            loaded => loaded,
        }
    }

    /// Loads from the file itself.
    pub(super) fn load_file<T: for<'de> Decode<'de>>(&self, path: &Path) -> Result<Loaded<T>> {
        file::load::open(self.storage(), path)
            .and_then(|file| self.read_file(file))
            .map_err(|error| error.in_file(path))
    }

    fn read_file<T: for<'de> Decode<'de>>(&self, mut file: Opened) -> Result<Loaded<T>> {
        let mut bytes = Vec::new();
        // A limit is also one of what is held of the file.
        if self.max_memory.is_none() && file.read_small(&mut bytes)? {
            return self.from_slice(&bytes);
        }
        let len = file.len;
        self.read_stream(&mut bytes.as_slice().chain(file.rest()), len, true, &mut LastPlan::default())?
            .ok_or_else(crate::frame::empty)
    }

    /// Reads a value from a stream, as [`from_reader`](crate::from_reader) does. Where that is an error, the stream is somewhere
    /// in the container.
    ///
    /// # Errors
    /// Those of [`from_reader`](crate::from_reader).
    pub fn from_reader<T: for<'de> Decode<'de>>(&self, mut reader: impl Read) -> Result<Loaded<T>> {
        self.read_stream(&mut reader, None, false, &mut LastPlan::default())?.ok_or_else(crate::frame::empty)
    }

    /// Reads values from a stream, one after another, as [`read_all`](crate::read_all) does.
    pub fn read_all<T: for<'de> Decode<'de>, R: Read>(&self, reader: R) -> ReadAll<T, R> {
        ReadAll { options: self.clone(), reader: Some(reader), plans: LastPlan::default(), values: PhantomData }
    }

    /// Reads a value from a container in memory, as [`from_slice`](crate::from_slice) does.
    ///
    /// # Errors
    /// Those of [`from_slice`](crate::from_slice).
    pub fn from_slice<'de, T: Decode<'de>>(&self, bytes: &'de [u8]) -> Result<Loaded<T>> {
        self.check_whole()?;
        let ((meta, plan), source) = open::<T>(bytes)?;
        let source = self.report.watch(source, Some(bytes.len() as u64));
        let value = decode_container(source, plan, self.settings(bytes.len()), &mut 0).map_err(in_type(T::describe))?;
        Ok(Loaded { value, meta, token: Token::of(bytes), fallback: None })
    }

    /// Reads a value from bare bytes, as [`decode`](crate::decode) does.
    ///
    /// # Errors
    /// Those of [`decode`](crate::decode).
    #[inline]
    pub fn decode<'de, T: Decode<'de>>(&self, bytes: &'de [u8]) -> Result<T> {
        let expected = T::fingerprint();
        let Some(found) = bytes.first_chunk() else {
            return Err(too_short(bytes));
        };
        if u64::from_le_bytes(*found) != expected.to_bits() {
            return Err(other_fingerprint(*found, expected, &schema_of::<T>()));
        }
        self.decode_behind(found.len(), bytes, None)
    }

    /// Reads a bare value whose type has been told by the first `head` bytes.
    #[inline]
    pub(super) fn decode_behind<'de, T: Decode<'de>>(
        &self,
        head: usize,
        bytes: &'de [u8],
        plan: Option<Arc<Plan>>,
    ) -> Result<T> {
        let rest = bytes.get(head..).unwrap_or_default();
        let mut reader = Reader::bare(rest, head as u64, self.settings(bytes.len()));
        if let Some(plan) = plan {
            reader.follow(plan);
        }
        codec::decode_bare(&mut reader).and_then(|value| reader.finish().map(|()| value)).map_err(in_type(T::describe))
    }

    /// Reads the container that `reader` is at, chunk by chunk; of a file, which is `alone`, its length is known. `None` if the
    /// stream ends before its first byte.
    fn read_stream<T: for<'de> Decode<'de>>(
        &self,
        reader: &mut dyn Read,
        len: Option<u64>,
        alone: bool,
        plans: &mut LastPlan,
    ) -> Result<Option<Loaded<T>>> {
        self.check_whole()?;
        let Some(((meta, plan), groups)) = open_stream(reader, self, alone, known_of::<T>(), plans)? else {
            return Ok(None);
        };
        let mut pieces = Pieces::new(groups, len);
        let source = self.report.watch(&mut pieces, len);
        let settings = ReadSettings {
            times_input: if self.max_memory.is_some() { 0 } else { TIMES_INPUT },
            ..self.settings(len.and_then(|len| usize::try_from(len).ok()).unwrap_or_default())
        };
        let value = decode_container(source, plan, settings, &mut 0).map_err(in_type(T::describe))?;
        let (len, checksum) = pieces.end();
        Ok(Some(Loaded { value, meta, token: Token::of_end(len, checksum), fallback: None }))
    }

    /// Checks a container that is to hold a value of a type, or of an earlier version of it, once and for all; what is
    /// behind its heads, [`LoadOptions::read_checked`] does not check again.
    ///
    /// # Errors
    /// Those of a load, but for what only decoding finds; a compressed chunk.
    #[cfg(feature = "mmap")]
    pub(crate) fn check(bytes: &[u8], known: &'static Known) -> Result<()> {
        let opened = SliceSource::open(bytes);
        let (header, source) = opened.map_err(|error| recognise_bare(error, bytes, known.fingerprint()))?;
        LastPlan::default().of(&header, known)?;
        source.check_lendable()
    }

    /// Reads a value from a container that has been checked, and has not changed since.
    #[cfg(feature = "mmap")]
    pub(crate) fn read_checked<'de, T: Decode<'de>>(&self, bytes: &'de [u8]) -> Result<T> {
        let ((_, plan), source) = open::<T>(bytes)?;
        decode_container(Box::new(source.checked()), plan, self.settings(bytes.len()), &mut 0)
            .map_err(in_type(T::describe))
    }

    pub(crate) fn storage(&self) -> &dyn Storage {
        match &self.storage {
            Some(storage) => &**storage,
            None => &Disk,
        }
    }

    pub(crate) fn max_input(&self) -> Option<u64> {
        self.max_memory
    }

    #[inline]
    pub(crate) fn settings(&self, input: usize) -> ReadSettings {
        let max_memory = self.max_memory.unwrap_or(default_memory(input as u64));
        ReadSettings::at_most(self.max_depth, max_memory)
    }
}

/// How many times its input a value may be in memory, unless an option says otherwise.
const TIMES_INPUT: u64 = 64;

/// The most memory that is taken for so many bytes of input, unless an option says otherwise.
#[inline]
pub(crate) fn default_memory(input: u64) -> u64 {
    const LEAST: u64 = 1 << 30;
    input.saturating_mul(TIMES_INPUT).max(LEAST)
}

/// The values in a stream, one after another; [`read_all`](crate::read_all) makes one.
///
/// After an error there is nothing more: where the next value begins is not known.
#[derive(Debug)]
pub struct ReadAll<T, R> {
    options: LoadOptions,
    /// `None` after the end or an error.
    reader: Option<R>,
    plans: LastPlan,
    values: PhantomData<fn() -> T>,
}

impl<T: for<'de> Decode<'de>, R: Read> Iterator for ReadAll<T, R> {
    type Item = Result<Loaded<T>>;

    fn next(&mut self) -> Option<Self::Item> {
        // It is put back behind a whole container only: not if the program's own code panics in the middle of one.
        let mut reader = self.reader.take()?;
        let next = self.options.read_stream(&mut reader, None, false, &mut self.plans).transpose();
        if matches!(next, Some(Ok(_))) {
            self.reader = Some(reader);
        }
        next
    }
}

impl<T: for<'de> Decode<'de>, R: Read> FusedIterator for ReadAll<T, R> {}

/// What stands beside a container's value: the metadata, and how the value becomes the type that is asked for.
pub(super) type Beside = (BTreeMap<String, Vec<u8>>, Option<Arc<Plan>>);

/// Opens a container that is to hold a value of this type.
fn open<'de, T: Decode<'de>>(bytes: &'de [u8]) -> Result<(Beside, SliceSource<'de>)> {
    let known = known_of::<T>();
    if let Some(source) = SliceSource::open_known(bytes, known) {
        return Ok((Beside::default(), source));
    }
    let opened = SliceSource::open(bytes);
    let (header, source) = opened.map_err(|error| recognise_bare(error, bytes, known.fingerprint()))?;
    Ok((beside(&header, known, &mut LastPlan::default())?, source))
}

/// What `header` says of a container that is to hold a value of a known type.
fn beside(header: &Header<'_>, known: &Known, plans: &mut LastPlan) -> Result<Beside> {
    let plan = plans.of(header, known)?;
    Ok((header.meta.iter().map(|(name, value)| ((*name).to_owned(), value.to_vec())).collect(), plan))
}

/// Opens a container that `reader` is at and that is to hold a value of a known type; `None` if the stream ends before its first
/// byte.
pub(super) fn open_stream<R: Read>(
    reader: R,
    options: &LoadOptions,
    alone: bool,
    known: &'static Known,
    plans: &mut LastPlan,
) -> Result<Option<(Beside, Groups<R>)>> {
    let mut bytes = Vec::new();
    let opened = Groups::open(reader, options.max_input(), options.recovery, alone, &mut bytes);
    let Some(groups) = opened.map_err(|error| recognise_bare(error, &bytes, known.fingerprint()))? else {
        return Ok(None);
    };
    if opening::plain(known).is_ok_and(|plain| plain.bytes == bytes) {
        return Ok(Some((Beside::default(), groups)));
    }
    Ok(Some((beside(&opening::read(&bytes, Kind::Value)?.header, known, plans)?, groups)))
}

/// Decodes the value of a container, or a group of it; `empty` counts elements without bytes over all of them.
pub(super) fn decode_container<'de, T: Decode<'de>>(
    source: Box<dyn Source<'de> + 'de>,
    plan: Option<Arc<Plan>>,
    settings: ReadSettings,
    empty: &mut u64,
) -> Result<T> {
    let mut reader = Reader::container(source, settings)?;
    if let Some(plan) = plan {
        reader.follow(plan);
    }
    reader.walk.empty_rows = *empty;
    let value = decode_root::<T>(&mut reader)?;
    *empty = reader.walk.empty_rows;
    reader.finish()?;
    Ok(value)
}
