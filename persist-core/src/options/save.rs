//! [`SaveOptions`]: from a value to bytes, a stream or a file.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::chunks::Chunks;
use super::{Compression, DEFAULT_DEPTH, Effort, MAX_DEPTH, Report};
use crate::codec::append::append_bare;
use crate::codec::{Encode, WriteSettings, Writer};
use crate::error::{Error, ErrorKind, Result};
use crate::file::save::{Replace, Saved};
use crate::frame::header::{Header, check_name};
use crate::frame::opening::{self, Written};
use crate::frame::writer::ContainerWriter;
use crate::schema::{Known, in_type, known_of};

/// How many times shared values may be written again, unless an option says otherwise.
const DEFAULT_SHARED_REPEATS: u64 = 1 << 24;

/// How to save.
///
/// # Examples
/// ```
/// use persist_core::{Effort, SaveOptions};
///
/// # let folder = std::env::temp_dir().join(format!("persist-save-options-{}", std::process::id()));
/// let path = folder.join("scores").join("today.persist");
/// SaveOptions::new()
///     .effort(Effort::Fast)
///     .meta("program", "scoreboard 1.4")
///     .create_dirs(true)
///     .save(&path, &vec![3_u32, 1, 4])?;
///
/// assert_eq!(persist_core::load::<Vec<u32>>(&path)?, [3, 1, 4]);
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "options do nothing until one of `save`, `to_writer`, `to_vec`, `encode` is called"]
pub struct SaveOptions {
    /// How bare values are written: what [`SaveOptions::settings`] says for [`Effort::Fast`], which whoever sets something keeps true.
    bare: WriteSettings,
    /// `None`: the default of the function that is called, which is [`Effort::Fast`] for bare values.
    effort: Option<Effort>,
    /// `None` where there is none, so that options without cost nothing to drop.
    meta: Option<BTreeMap<String, Vec<u8>>>,
    /// How a file is replaced.
    pub(crate) replace: Replace,
    pub(crate) chunks: Chunks,
    pub(crate) report: Report,
}

impl Default for SaveOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl SaveOptions {
    /// The defaults, which the free functions use.
    pub const fn new() -> Self {
        SaveOptions {
            bare: WriteSettings {
                effort: Effort::Fast,
                canonical: false,
                compressed: false,
                max_depth: DEFAULT_DEPTH,
                max_repeats: DEFAULT_SHARED_REPEATS,
            },
            effort: None,
            meta: None,
            replace: Replace::new(),
            chunks: Chunks::DEFAULT,
            report: Report::NOBODY,
        }
    }

    /// How hard to look for a small form. Default: [`Effort::Small`] for `save` and `to_writer`,
    /// [`Effort::Fast`] for `to_vec`, `encode` and `encode_into`.
    pub fn effort(&mut self, effort: Effort) -> &mut Self {
        self.effort = Some(effort);
        self.bare = self.settings(Effort::Fast);
        self
    }

    /// Whether equal values give equal bytes, within one release of Persist: hash maps and sets are
    /// sorted, and the effort is always [`Effort::Small`]. Default: false.
    pub fn canonical(&mut self, canonical: bool) -> &mut Self {
        self.bare.canonical = canonical;
        self.bare = self.settings(Effort::Fast);
        self
    }

    /// Adds an entry of metadata, or replaces the one of that name: a few bytes that tell something
    /// about the file, such as which program wrote it.
    ///
    /// Metadata is no part of the value. [`inspect`](crate::inspect) shows it and
    /// [`Loaded::meta`](crate::Loaded::meta) returns it, but a load and a save after it do not
    /// keep it: each save writes its own. To pass it on, give it to the next save.
    ///
    /// # Examples
    /// ```
    /// use persist_core::{LoadOptions, SaveOptions};
    ///
    /// let bytes = SaveOptions::new().meta("author", "Ada").to_vec(&1_u32)?;
    ///
    /// let loaded = LoadOptions::new().from_slice::<u32>(&bytes)?;
    /// let mut options = SaveOptions::new();
    /// for (name, value) in loaded.meta {
    ///     options.meta(name, value);
    /// }
    /// let next = options.to_vec(&(loaded.value + 1))?;
    ///
    /// assert_eq!(persist_core::inspect_slice(&next)?.meta()["author"], b"Ada");
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn meta(&mut self, name: impl Into<String>, value: impl Into<Vec<u8>>) -> &mut Self {
        self.meta.get_or_insert_default().insert(name.into(), value.into());
        self
    }

    /// The deepest nesting of the value: each sequence, set, map, `Box`, `Rc` and `Arc`
    /// on the way counts. Default: 128; at most 256, to which greater numbers are lowered. A
    /// value that is nested deeper is an error.
    ///
    /// Whoever loads it needs the same [`LoadOptions::max_depth`](crate::LoadOptions::max_depth).
    pub fn max_depth(&mut self, levels: u32) -> &mut Self {
        self.bare.max_depth = levels.min(MAX_DEPTH);
        self
    }

    /// How many times values that several `Rc`s or `Arc`s share may be written again: each place
    /// gets a copy, and a few nested pairs can stand for billions. Default: 2²⁴ (16,777,216).
    pub fn max_shared_repeats(&mut self, repeats: u64) -> &mut Self {
        self.bare.max_repeats = repeats;
        self
    }

    /// Saves a value to a file, as [`save`](crate::save) does.
    ///
    /// # Errors
    /// Those of [`save`](crate::save), and those of the options.
    pub fn save<T: Encode + ?Sized>(&self, path: impl AsRef<Path>, value: &T) -> Result<Saved> {
        let path = path.as_ref();
        let write = &mut |out: &mut dyn Write| self.write_container(value, Effort::Small, Some(out)).map(drop);
        self.replace.save(path, write).map_err(|error| error.in_file(path))
    }

    /// Writes a value to a stream, as [`to_writer`](crate::to_writer) does.
    ///
    /// # Errors
    /// Those of [`to_writer`](crate::to_writer).
    pub fn to_writer<T: Encode + ?Sized>(&self, mut writer: impl Write, value: &T) -> Result<()> {
        self.write_container(value, Effort::Small, Some(&mut writer))?;
        flush(&mut writer)
    }

    /// The container of a value, as [`to_vec`](crate::to_vec) makes it.
    ///
    /// # Errors
    /// Those of [`to_vec`](crate::to_vec).
    pub fn to_vec<T: Encode + ?Sized>(&self, value: &T) -> Result<Vec<u8>> {
        self.write_container(value, Effort::Fast, None)
    }

    /// The bare bytes of a value, as [`encode`](crate::encode) makes them.
    ///
    /// # Errors
    /// Those of [`encode`](crate::encode), and metadata, for which bare bytes have no place.
    #[inline]
    pub fn encode<T: Encode + ?Sized>(&self, value: &T) -> Result<Vec<u8>> {
        // One allocation for values of fixed size, and for those whose texts are short.
        let mut bytes = Vec::with_capacity(T::BOUND.saturating_add(FINGERPRINT_LEN));
        self.encode_into(value, &mut bytes)?;
        Ok(bytes)
    }

    /// Appends the bare bytes of a value, as [`encode_into`](crate::encode_into) does.
    ///
    /// # Errors
    /// Those of [`encode_into`](crate::encode_into), and metadata, for which bare bytes have no
    /// place.
    #[inline(always)]
    pub fn encode_into<T: Encode + ?Sized>(&self, value: &T, bytes: &mut Vec<u8>) -> Result<()> {
        if self.meta.is_some() {
            return Err(no_place_for_meta());
        }
        self.encode_behind(T::fingerprint().to_bits().to_le_bytes(), value, bytes)
    }

    /// Appends a bare value behind `head`, which tells its type.
    #[inline(always)]
    pub(super) fn encode_behind<T: Encode + ?Sized, const N: usize>(
        &self,
        head: [u8; N],
        value: &T,
        bytes: &mut Vec<u8>,
    ) -> Result<()> {
        append_bare(head, value, bytes, &self.bare).map_err(in_type(T::describe))
    }

    /// The settings where `default` is the effort unless an option says otherwise.
    pub(crate) fn settings(&self, default: Effort) -> WriteSettings {
        let effort = if self.bare.canonical { Effort::Small } else { self.effort.unwrap_or(default) };
        WriteSettings { effort, ..self.bare }
    }

    /// Writes the container of a value to a stream, or returns it.
    fn write_container<T: Encode + ?Sized>(
        &self,
        value: &T,
        default: Effort,
        out: Option<&mut dyn Write>,
    ) -> Result<Vec<u8>> {
        let encode = &mut |writer: &mut Writer<'_>| value.encode_root(writer);
        self.write_root(known_of::<T>(), T::BOUND, default, out, encode)
    }

    /// Writes the container of the value that `encode` encodes; compiled once for all types.
    pub(super) fn write_root(
        &self,
        known: &'static Known,
        bound: usize,
        default: Effort,
        out: Option<&mut dyn Write>,
        encode: &mut dyn FnMut(&mut Writer<'_>) -> Result<()>,
    ) -> Result<Vec<u8>> {
        // A type that breaks the format's limits would give a file that nobody can load.
        known.check()?;
        let with_meta;
        let opening = if self.meta.is_none() {
            opening::plain(known)?
        } else {
            with_meta = self.opening(known)?;
            &with_meta
        };
        // Enough for a message; what is larger grows as it is written.
        let (mut container, buffer) = ContainerWriter::begin(opening, bound.min(FIRST_ROOM), out);
        container.set_chunks(self.chunks.size, self.chunks.compression);
        container.set_report(self.report.clone());
        let compressed = self.chunks.compression != Compression::None;
        let settings = WriteSettings { compressed, ..self.settings(default) };
        let mut writer = Writer::container(buffer, &settings, &mut container);
        encode(&mut writer).map_err(|error| error.in_type(known.schema().type_name()))?;
        let buffer = writer.finish()?;
        container.finish(buffer)
    }

    fn opening(&self, known: &Known) -> Result<Written> {
        let entries = || self.meta.iter().flat_map(|meta| meta.iter());
        for (name, _) in entries() {
            check_name(name)?;
        }
        opening::write(&Header::of(known, entries().map(|(name, value)| (name.as_str(), value.as_slice())).collect()))
    }
}

/// A writer with a buffer of its own would lose its errors when it is dropped.
pub(super) fn flush(writer: &mut dyn Write) -> Result<()> {
    writer.flush().map_err(|error| Error::caused(ErrorKind::Io, "cannot write", error))
}

/// For how much of a value there is room at first.
const FIRST_ROOM: usize = 1 << 12;

const FINGERPRINT_LEN: usize = 8;

#[cold]
fn no_place_for_meta() -> Error {
    Error::new(ErrorKind::Misuse, "metadata was given for bare bytes, which have no place for it")
        .help("`to_vec` makes bytes that have")
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io;

    use super::*;
    use crate::options::LoadOptions;

    #[test]
    fn effort_has_a_default_by_destination() {
        let options = SaveOptions::new();
        assert_eq!(options.settings(Effort::Small).effort, Effort::Small);
        assert_eq!(options.settings(Effort::Fast).effort, Effort::Fast);
        let mut options = SaveOptions::new();
        options.effort(Effort::Fast);
        assert_eq!(options.settings(Effort::Small).effort, Effort::Fast);
        // Equal bytes are wanted: neither destination nor effort may change them.
        options.canonical(true);
        assert_eq!(options.settings(Effort::Fast).effort, Effort::Small);
    }

    #[test]
    fn depth_has_a_hard_cap() {
        assert_eq!(SaveOptions::new().max_depth(u32::MAX).bare.max_depth, MAX_DEPTH);
        assert_eq!(SaveOptions::new().settings(Effort::Fast).max_depth, 128);
    }

    #[test]
    fn a_stream_gets_the_container_in_one_write_and_a_flush() {
        #[derive(Default)]
        struct Log(Vec<Vec<u8>>, u32);
        impl Write for &mut Log {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.push(bytes.to_vec());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                self.1 += 1;
                Ok(())
            }
        }
        let mut log = Log::default();
        SaveOptions::new().to_writer(&mut log, &7_u32).unwrap();
        assert_eq!((log.0.len(), log.1), (1, 1));
        assert_eq!(LoadOptions::new().from_slice::<u32>(&log.0[0]).unwrap().value, 7);
    }

    #[test]
    fn metadata_has_no_place_in_bare_bytes_and_not_without_bound() {
        let error = SaveOptions::new().meta("k", "v").encode(&7_u32).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Misuse);
        assert!(error.to_string().contains("`to_vec`"), "{error}");
        let long = "n".repeat(5_000);
        let error = SaveOptions::new().meta(long, "v").to_vec(&7_u32).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Value);
        let error = SaveOptions::new().meta("k", vec![0; 1 << 24]).to_vec(&7_u32).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Value);
    }

    #[test]
    fn appending_takes_back_what_it_wrote() {
        let mut bytes = b"before".to_vec();
        let value = RefCell::new(7_u32);
        let borrowed = value.borrow_mut();
        let error = SaveOptions::new().encode_into(&value, &mut bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Value);
        assert_eq!(bytes, b"before");
        drop(borrowed);
        SaveOptions::new().encode_into(&value, &mut bytes).unwrap();
        assert_eq!(bytes[..6], *b"before");
        assert_eq!(LoadOptions::new().decode::<u32>(&bytes[6..]).unwrap(), 7);
    }
}
