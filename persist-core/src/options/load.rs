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

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::error::ErrorKind;
    use crate::options::{Effort, SaveOptions};

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

    /// As a file of this length is loaded.
    fn load_file(bytes: &[u8], len: usize) -> Option<Runs> {
        let (mut reader, plans) = (bytes, &mut LastPlan::default());
        let loaded = LoadOptions::new().read_stream(&mut reader, Some(len as u64), true, plans);
        loaded.ok().flatten().map(|loaded| loaded.value)
    }

    /// Fields that are larger than a chunk, between those that are not.
    type Runs = (Vec<u8>, String, Vec<u32>, Option<Box<[u64]>>, Vec<Vec<u16>>, Vec<f64>, u8);

    #[test]
    fn runs_that_go_past_the_buffers_are_checked_to_the_last_bit() {
        let runs: Runs = (
            (0..1_100).map(|index| index as u8).collect(),
            "text".repeat(9),
            (0..260).collect(),
            Some((0..140).collect()),
            vec![vec![7; 70], vec![8; 3]],
            vec![0.5; 150],
            1,
        );
        let bytes = SaveOptions::new().effort(Effort::Fast).chunk_size(1 << 10).to_vec(&runs).unwrap();
        assert_eq!(load_file(&bytes, bytes.len()).unwrap(), runs);
        for bit in 0..bytes.len() * 8 {
            let mut bytes = bytes.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(load_file(&bytes, bytes.len()), None, "bit {bit}");
        }
        for len in 0..bytes.len() {
            assert_eq!(load_file(&bytes[..len], len), None, "{len}");
            // It was longer a moment ago.
            assert_eq!(load_file(&bytes[..len], bytes.len()), None, "{len}");
        }
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

    /// Gives at most `step` bytes at a time, and now and then an interruption.
    struct Trickle<'a> {
        bytes: &'a [u8],
        step: usize,
        interrupted: bool,
    }

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.interrupted = !self.interrupted;
            if self.interrupted {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let count = self.step.min(buffer.len());
            self.bytes.read(&mut buffer[..count])
        }
    }

    #[test]
    fn exactly_one_container_is_read_from_a_stream() {
        let sound = SaveOptions::new().chunk_size(4_096).to_vec(&words()).unwrap();
        let stream = [sound.as_slice(), &sound, b"rest"].concat();
        for step in [1, 7, 100_000] {
            let mut reader = Trickle { bytes: &stream, step, interrupted: false };
            for count in 1..=2 {
                let loaded = LoadOptions::new().from_reader::<Vec<String>>(&mut reader).unwrap();
                assert_eq!(loaded.value, words());
                assert_eq!(loaded.token, Token::of(&sound));
                assert_eq!(reader.bytes.len(), stream.len() - count * sound.len());
            }
        }
    }

    #[test]
    fn a_stream_s_clean_end_is_told_from_a_cut() {
        let sound = SaveOptions::new().to_vec(&7_u32).unwrap();
        let read = |bytes: &[u8]| LoadOptions::new().read_all::<u32, _>(bytes).next();
        assert!(read(&[]).is_none());
        for len in 1..sound.len() {
            let error = read(&sound[..len]).unwrap().unwrap_err();
            let kind = if len == 6 { ErrorKind::TextDamage } else { ErrorKind::Truncated };
            assert_eq!(error.kind(), kind, "{len}: {error}");
        }
    }

    #[test]
    fn an_error_of_the_stream_comes_through() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::ConnectionReset.into())
            }
        }
        let sound = SaveOptions::new().chunk_size(4_096).to_vec(&words()).unwrap();
        for len in [0, 10, 30, 100, sound.len() - 1] {
            let error = LoadOptions::new().from_reader::<Vec<String>>((&sound[..len]).chain(Broken)).unwrap_err();
            assert_eq!(io::Error::from(error).kind(), io::ErrorKind::ConnectionReset, "{len}");
        }
    }

    #[test]
    fn one_byte_behind_a_file_is_enough_to_refuse_it() {
        let sound = SaveOptions::new().to_vec(&7_u32).unwrap();
        let mut endless = sound.as_slice().chain(io::repeat(0));
        let error = LoadOptions::new()
            .read_stream::<u32>(&mut endless, None, true, &mut LastPlan::default())
            .expect_err("more bytes follow");
        assert_eq!((error.kind(), error.offset()), (ErrorKind::Trailing, Some(sound.len() as u64)));
    }

    #[test]
    fn after_a_panic_a_stream_has_nothing_more() {
        let mut stream = SaveOptions::new().chunk_size(4_096).to_vec(&words()).unwrap();
        stream.extend(SaveOptions::new().to_vec(&words()).unwrap());
        let mut options = LoadOptions::new();
        options.progress(|progress| assert!(progress.bytes < 4_096, "the program's own code does this"));
        let mut all = options.read_all::<Vec<String>, _>(stream.as_slice());
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| all.next().is_some())).is_err());
        assert!(all.next().is_none());
    }

    #[test]
    fn what_a_value_may_take_grows_with_what_has_been_read_of_it() {
        let values: Vec<u64> = (0..10_000).collect();
        let bytes = SaveOptions::new().chunk_size(4_096).to_vec(&values).unwrap();
        let read = |times_input| {
            let groups = Groups::open(bytes.as_slice(), None, Recovery::Stop, true, &mut Vec::new()).unwrap().unwrap();
            let settings = ReadSettings { max_depth: 1, max_memory: 10_000, times_input };
            decode_container::<Vec<u64>>(Box::new(Pieces::new(groups, None)), None, settings, &mut 0)
        };
        assert_eq!(read(3).unwrap(), values);
        assert_eq!(read(1).unwrap_err().kind(), ErrorKind::Limit);
    }

    #[test]
    fn depth_has_a_hard_cap() {
        assert_eq!(LoadOptions::new().max_depth(u32::MAX).max_depth, MAX_DEPTH);
        assert_eq!(LoadOptions::new().max_depth(5).max_depth, 5);
        assert_eq!(LoadOptions::new().settings(0).max_memory, 1 << 30);
        assert_eq!(LoadOptions::new().settings(1 << 30).max_memory, 64 << 30);
    }
}
