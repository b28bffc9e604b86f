//! [`LoadOptions`]: from bytes, a stream or a file to a value.

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
use crate::error::{Error, Result};
use crate::file;
use crate::file::disk::Disk;
use crate::file::storage::Storage;
use crate::file::unchanged::Token;
use crate::frame::source::SliceSource;
use crate::frame::stream::read_container;
#[cfg(feature = "mmap")]
use crate::schema::Known;
use crate::schema::resolve::plan::Plan;
use crate::schema::{known_of, schema_of};

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

    /// The most memory, in bytes, that the value may take; and, of a file or a stream, the largest
    /// container that is read into memory. Default: the larger of 1 GiB and 64 times the input
    /// for the value, and no limit for the input.
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
        let mut bytes = Vec::new();
        self.read_file(path, &mut bytes)
            .map_err(|error| recognise_bare(error, &bytes, T::fingerprint()))
            .and_then(|()| self.read_slice(&bytes, bytes.len() as u64, &mut LastPlan::default()))
            .map_err(|error| error.in_file(path))
    }

    /// Reads a value from a stream, as [`from_reader`](crate::from_reader) does.
    ///
    /// # Errors
    /// Those of [`from_reader`](crate::from_reader).
    pub fn from_reader<T: for<'de> Decode<'de>>(&self, mut reader: impl Read) -> Result<Loaded<T>> {
        match self.next(&mut reader, &mut LastPlan::default())? {
            Some(loaded) => Ok(loaded),
            None => Err(crate::frame::empty()),
        }
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
        self.read_slice(bytes, 0, &mut LastPlan::default())
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
        codec::decode_bare(&mut reader).and_then(|value| reader.finish().map(|()| value)).map_err(in_type::<T>)
    }

    /// Brings a file into memory, and tells about it.
    pub(super) fn read_file(&self, path: &Path, bytes: &mut Vec<u8>) -> Result<()> {
        let watch = &mut |read, total| self.report.tell(read, 0, Some(total));
        file::load::read(self.storage(), path, self.max_input(), bytes, watch)
    }

    /// `read` bytes of them have been told about.
    fn read_slice<'de, T: Decode<'de>>(&self, bytes: &'de [u8], read: u64, plans: &mut LastPlan) -> Result<Loaded<T>> {
        self.check_whole()?;
        let (meta, plan, source) = open::<T>(bytes, plans)?;
        let token = Token::of(bytes);
        let source = self.report.watch(source, read, bytes.len() as u64);
        let value = decode_container(source, plan, self.settings(bytes.len()), &mut 0).map_err(in_type::<T>)?;
        Ok(Loaded { value, meta, token, fallback: None })
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
        let (_, plan, source) = open::<T>(bytes, &mut LastPlan::default())?;
        decode_container(Box::new(source.checked()), plan, self.settings(bytes.len()), &mut 0).map_err(in_type::<T>)
    }

    fn next<T: for<'de> Decode<'de>>(&self, reader: &mut dyn Read, plans: &mut LastPlan) -> Result<Option<Loaded<T>>> {
        let mut bytes = Vec::new();
        match read_container(reader, &mut bytes, self.max_input()) {
            Ok(true) => self.read_slice(&bytes, bytes.len() as u64, plans).map(Some),
            Ok(false) => Ok(None),
            Err(error) => Err(recognise_bare(error, &bytes, T::fingerprint())),
        }
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
        ReadSettings { max_depth: self.max_depth, max_memory }
    }
}

/// The most memory that is taken for so many bytes of input, unless an option says otherwise.
#[inline]
pub(crate) fn default_memory(input: u64) -> u64 {
    const LEAST: u64 = 1 << 30;
    input.saturating_mul(64).max(LEAST)
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
        let next = self.options.next(self.reader.as_mut()?, &mut self.plans).transpose();
        if !matches!(next, Some(Ok(_))) {
            self.reader = None;
        }
        next
    }
}

impl<T: for<'de> Decode<'de>, R: Read> FusedIterator for ReadAll<T, R> {}

/// A container's metadata, how its value becomes the type that is asked for, and its payload.
type Opened<'de> = (BTreeMap<String, Vec<u8>>, Option<Arc<Plan>>, SliceSource<'de>);

/// Opens a container that is to hold a value of this type.
fn open<'de, T: Decode<'de>>(bytes: &'de [u8], plans: &mut LastPlan) -> Result<Opened<'de>> {
    let known = known_of::<T>();
    if let Some(source) = SliceSource::open_known(bytes, known) {
        return Ok((BTreeMap::new(), None, source));
    }
    let opened = SliceSource::open(bytes);
    let (header, source) = opened.map_err(|error| recognise_bare(error, bytes, known.fingerprint()))?;
    let plan = plans.of(&header, known)?;
    let meta = header.meta.into_iter();
    Ok((meta.map(|(name, value)| (name.to_owned(), value.to_vec())).collect(), plan, source))
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
    reader.walk().set_empty_rows(*empty);
    let value = decode_root::<T>(&mut reader)?;
    *empty = reader.walk().empty_rows();
    reader.finish()?;
    Ok(value)
}

#[cold]
pub(super) fn in_type<'de, T: Decode<'de>>(error: Error) -> Error {
    error.in_type(schema_of::<T>().type_name())
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::error::ErrorKind;
    use crate::options::SaveOptions;

    fn words() -> Vec<String> {
        (0..1_000).map(|index| format!("word {index}")).collect()
    }

    #[test]
    fn the_value_comes_with_its_metadata() {
        let bytes = SaveOptions::new().meta("b", "2").meta("a", [1, 2]).to_vec(&words()).unwrap();
        let loaded = LoadOptions::new().from_slice::<Vec<String>>(&bytes).unwrap();
        assert_eq!(loaded.value, words());
        let expected = [("a".to_owned(), vec![1, 2]), ("b".to_owned(), b"2".to_vec())];
        assert_eq!(loaded.meta, BTreeMap::from(expected));
    }

    #[test]
    fn another_type_names_both() {
        let bytes = SaveOptions::new().to_vec("text").unwrap();
        let error = LoadOptions::new().from_slice::<Vec<u32>>(&bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TypeMismatch);
        assert!(error.to_string().contains("String") && error.to_string().contains("Vec<u32>"), "{error}");
    }

    #[test]
    fn bare_bytes_and_containers_are_told_apart() {
        let bare = SaveOptions::new().encode(&7_u32).unwrap();
        let container = SaveOptions::new().to_vec(&7_u32).unwrap();
        let options = LoadOptions::new();
        for (error, name) in [
            (options.from_slice::<u32>(&bare).unwrap_err(), "`decode`"),
            (options.from_reader::<u32>(bare.as_slice()).unwrap_err(), "`decode`"),
            (options.decode::<u32>(&container).unwrap_err(), "`from_slice`"),
        ] {
            assert_eq!(error.kind(), ErrorKind::Misuse);
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn bare_bytes_of_another_type_or_length_are_refused() {
        let options = LoadOptions::new();
        let text = SaveOptions::new().encode("text").unwrap();
        let error = options.decode::<u32>(&text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownFingerprint);
        assert!(error.to_string().contains("u32"), "{error}");
        let mut number = SaveOptions::new().encode(&7_u32).unwrap();
        for len in 0..number.len() {
            let error = options.decode::<u32>(&number[..len]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Truncated, "{len}: {error}");
        }
        number.push(0);
        assert_eq!(options.decode::<u32>(&number).unwrap_err().kind(), ErrorKind::Trailing);
    }

    #[test]
    fn borrowed_text_is_the_input_s() {
        let bytes = SaveOptions::new().to_vec("a text").unwrap();
        let text = LoadOptions::new().from_slice::<&str>(&bytes).unwrap().value;
        assert!(bytes.as_ptr_range().contains(&text.as_ptr()));
        assert_eq!(text, "a text");
    }

    #[test]
    fn streams_are_read_one_container_at_a_time() {
        let mut stream = Vec::new();
        for number in 0..5_u32 {
            SaveOptions::new().to_writer(&mut stream, &number).unwrap();
        }
        let all = LoadOptions::new().read_all::<u32, _>(stream.as_slice());
        let values: Result<Vec<u32>> = all.map(|loaded| loaded.map(|loaded| loaded.value)).collect();
        assert_eq!(values.unwrap(), [0, 1, 2, 3, 4]);
        let mut reader = stream.as_slice();
        for number in 0..5_u32 {
            assert_eq!(LoadOptions::new().from_reader::<u32>(&mut reader).unwrap().value, number);
        }
        let error = LoadOptions::new().from_reader::<u32>(&mut reader).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Truncated);
    }

    #[test]
    fn after_an_error_a_stream_has_nothing_more() {
        let mut stream = SaveOptions::new().to_vec(&1_u32).unwrap();
        stream.extend_from_slice(b"noise that is not a container at all");
        let mut all = LoadOptions::new().read_all::<u32, _>(stream.as_slice());
        assert_eq!(all.next().unwrap().unwrap().value, 1);
        assert_eq!(all.next().unwrap().unwrap_err().kind(), ErrorKind::NotPersist);
        assert!(all.next().is_none());
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::ConnectionReset.into())
            }
        }
        let mut all = LoadOptions::new().read_all::<u32, _>(Broken);
        assert_eq!(all.next().unwrap().unwrap_err().kind(), ErrorKind::Io);
        assert!(all.next().is_none());
    }

    #[test]
    fn memory_is_limited_for_input_and_value() {
        let bytes = SaveOptions::new().to_vec(&words()).unwrap();
        let mut options = LoadOptions::new();
        options.max_memory(1_000);
        for error in [
            options.from_slice::<Vec<String>>(&bytes).unwrap_err(),
            options.from_reader::<Vec<String>>(bytes.as_slice()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Limit);
            assert!(error.to_string().contains("max_memory"), "{error}");
        }
        options.max_memory(1_000_000).from_slice::<Vec<String>>(&bytes).unwrap();
    }

    #[test]
    fn depth_has_a_hard_cap() {
        assert_eq!(LoadOptions::new().max_depth(u32::MAX).max_depth, MAX_DEPTH);
        assert_eq!(LoadOptions::new().max_depth(5).max_depth, 5);
        assert_eq!(LoadOptions::new().settings(0).max_memory, 1 << 30);
        assert_eq!(LoadOptions::new().settings(1 << 30).max_memory, 64 << 30);
    }
}
