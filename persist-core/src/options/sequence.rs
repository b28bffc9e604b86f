//! Saves a sequence that is larger than memory: as its items are made.

use std::io::Write;
use std::path::Path;

use super::{Effort, SaveOptions};
use crate::codec::Encode;
use crate::codec::elements::Content;
use crate::codec::groups::{Batches, Gathered, encode_groups};
use crate::error::{Error, Result};
use crate::file::save::Saved;
use crate::schema::{Known, known_of};

impl SaveOptions {
    /// Saves what an iterator makes to a file: the same file that [`SaveOptions::save`] would make of a
    /// `Vec` with the same items, in bounded memory.
    ///
    /// Up to 256 items are held at once (of types that are numbers alone, as many as are as large as
    /// a chunk), and the bytes of about as many. [`load_iter`](crate::load_iter) reads such a file in the
    /// same manner; [`load`](crate::load) reads it too, as a `Vec` or another sequence.
    ///
    /// The file is replaced in one step when the iterator has ended, as [`save`](crate::save) does it. If
    /// the iterator can fail, [`SaveOptions::try_sequence`] leaves the old file when it does.
    ///
    /// # Errors
    /// Those of [`save`](crate::save).
    ///
    /// # Examples
    /// ```
    /// use persist_core::SaveOptions;
    ///
    /// # let folder = std::env::temp_dir().join(format!("persist-sequence-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder).unwrap();
    /// # let path = folder.join("squares.persist");
    /// SaveOptions::new().sequence(&path, (0..1_000_000_u64).map(|n| n * n))?;
    ///
    /// let mut sum = 0;
    /// for square in persist_core::load_iter::<u64>(&path)? {
    ///     sum += square?;
    /// }
    /// assert_eq!(sum, 333_332_833_333_500_000);
    /// # std::fs::remove_dir_all(folder).unwrap();
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn sequence<I>(&self, path: impl AsRef<Path>, items: I) -> Result<Saved>
    where
        I: IntoIterator<Item: Encode>,
    {
        self.try_sequence(path, items.into_iter().map(Ok::<_, Error>))
    }

    /// Saves what an iterator makes to a file, as [`SaveOptions::sequence`] does, unless it fails.
    ///
    /// The first error ends the save: it is returned, and the old file is left as it is.
    ///
    /// # Errors
    /// Those of [`save`](crate::save), and the iterator's own.
    ///
    /// # Examples
    /// ```
    /// use persist_core::SaveOptions;
    ///
    /// # let folder = std::env::temp_dir().join(format!("persist-try-sequence-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder).unwrap();
    /// # let (old, new) = (folder.join("old.persist"), folder.join("new.persist"));
    /// SaveOptions::new().sequence(&old, ["b".to_owned(), "a".to_owned()])?;
    ///
    /// // If `old` turns out to be damaged on the way, there is no `new`.
    /// let texts = persist_core::load_iter::<String>(&old)?;
    /// SaveOptions::new().try_sequence(&new, texts.map(|text| text.map(|text| text.to_uppercase())))?;
    ///
    /// assert_eq!(persist_core::load::<Vec<String>>(&new)?, ["B", "A"]);
    /// # std::fs::remove_dir_all(folder).unwrap();
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn try_sequence<T, E, I>(&self, path: impl AsRef<Path>, items: I) -> Result<Saved>
    where
        T: Encode,
        E: Into<Error>,
        I: IntoIterator<Item = Result<T, E>>,
    {
        let path = path.as_ref();
        let mut items = gathered(items);
        let write = &mut |out: &mut dyn Write| self.write_sequence(Sequence::of(&mut items), out);
        self.replace.save(path, write).map_err(|error| error.in_file(path))
    }

    /// Writes what an iterator makes to a stream: what [`SaveOptions::to_writer`] would write of a `Vec` with
    /// the same items, in bounded memory, as [`SaveOptions::sequence`] does.
    ///
    /// # Errors
    /// Those of [`to_writer`](crate::to_writer).
    ///
    /// # Examples
    /// ```
    /// use persist_core::{LoadOptions, SaveOptions};
    ///
    /// let mut stream = Vec::new();
    /// SaveOptions::new().sequence_to_writer(&mut stream, 0..1_000_u16)?;
    ///
    /// let numbers = LoadOptions::new().iter_from_reader::<u16, _>(stream.as_slice())?;
    /// assert_eq!(numbers.collect::<Result<Vec<u16>, _>>()?, (0..1_000).collect::<Vec<_>>());
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn sequence_to_writer<I>(&self, writer: impl Write, items: I) -> Result<()>
    where
        I: IntoIterator<Item: Encode>,
    {
        self.try_sequence_to_writer(writer, items.into_iter().map(Ok::<_, Error>))
    }

    /// Writes what an iterator makes to a stream, as [`SaveOptions::sequence_to_writer`] does, unless it fails.
    ///
    /// The first error ends the writing, and is returned. A reader of what has been written until then
    /// finds that it is cut off.
    ///
    /// # Errors
    /// Those of [`to_writer`](crate::to_writer), and the iterator's own.
    pub fn try_sequence_to_writer<T, E, I>(&self, mut writer: impl Write, items: I) -> Result<()>
    where
        T: Encode,
        E: Into<Error>,
        I: IntoIterator<Item = Result<T, E>>,
    {
        self.write_sequence(Sequence::of(&mut gathered(items)), &mut writer)?;
        super::save::flush(&mut writer)
    }

    /// Compiled once for all types.
    fn write_sequence(&self, sequence: Sequence<'_>, out: &mut dyn Write) -> Result<()> {
        let Sequence { known, kind, batches } = sequence;
        let encode = &mut |writer: &mut crate::codec::Writer<'_>| encode_groups(kind, batches, writer);
        self.write_root(known, 0, Effort::Small, Some(out), encode).map(drop)
    }
}

/// A sequence whose items are of a type that has been erased.
struct Sequence<'i> {
    /// The type of a `Vec` of them.
    known: &'static Known,
    kind: &'static Content,
    batches: &'i mut dyn Batches,
}

impl<'i> Sequence<'i> {
    fn of<T: Encode, I: Iterator<Item = Result<T>>>(items: &'i mut Gathered<T, I>) -> Self {
        Sequence { known: known_of::<Vec<T>>(), kind: const { &Content::of::<T>() }, batches: items }
    }
}

fn gathered<T, E: Into<Error>>(
    items: impl IntoIterator<Item = Result<T, E>>,
) -> Gathered<T, impl Iterator<Item = Result<T>>> {
    Gathered::new(items.into_iter().map(|item| item.map_err(E::into)))
}
