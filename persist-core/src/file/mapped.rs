//! [`Mapped`]: a file in memory without a load, from which values borrow.

use std::fmt;
use std::fs::File;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use memmap2::Mmap;

use crate::codec::Decode;
use crate::error::{Error, ErrorKind, Result};
use crate::options::LoadOptions;
use crate::schema::{Describe, known_of};

/// A file of a `T` that is mapped into memory: values borrow from it, and nothing of what they borrow is copied.
///
/// [`open`](Mapped::open) checks the file once: every checksum, and that it can be read as a `T`. [`get`](Mapped::get) then
/// decodes a view, which takes time for what it owns, and none for what it borrows. The view lives as long as the
/// `Mapped` is borrowed.
///
/// # What can be borrowed
/// - Texts and bytes: `&str`, `&[u8]`, `&Path`, and a `Cow` with `borrow`. Always.
/// - Slices of numbers and of `plain` types: `&[f32]`, `&[Vertex]`. They must lie in the file as they do in memory:
///   the file was saved with [`Effort::Fast`](crate::Effort::Fast) (a `save` packs numbers unless it is told not to), on a
///   little-endian machine, and from a field of this very type, not of an earlier version with narrower numbers. Their alignment is
///   right by itself, as a mapping begins at a page.
/// - Not a long *root* sequence of numbers. A sequence at the root lies in the file in groups of some
///   256 KiB, each behind a head of its own, and so in more than one piece: make it a field of a struct, which is always
///   one piece, or load it into a `Vec`.
/// - Nothing of a file that is compressed; `open` refuses it.
///
/// What cannot be borrowed is an error of kind [`ErrorKind::Borrow`] that says so; it can be read as an owned value.
///
/// # Examples
/// ```
/// # let folder = std::env::temp_dir().join(format!("persist-mapped-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("samples.persist");
/// use persist_core::{Effort, Mapped, Persist, SaveOptions};
///
/// #[derive(Persist)]
/// struct Samples {
///     device: String,
///     values: Vec<f32>,
/// }
///
/// #[derive(Persist)]
/// #[persist(rename = "Samples")]
/// struct SamplesView<'a> {
///     device: &'a str,
///     values: &'a [f32],
/// }
///
/// let samples = Samples { device: "thermometer".to_owned(), values: vec![0.5; 1_000_000] };
/// SaveOptions::new().effort(Effort::Fast).save(&path, &samples)?;
///
/// // SAFETY: nothing writes to the file in place or cuts it; it is only ever replaced by saves.
/// let file = unsafe { Mapped::<Samples>::open(&path)? };
/// let view: SamplesView<'_> = file.get()?;
/// assert_eq!((view.device, view.values.len()), ("thermometer", 1_000_000));
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
pub struct Mapped<T: ?Sized> {
    map: Mmap,
    path: PathBuf,
    options: LoadOptions,
    saved: PhantomData<fn() -> Box<T>>,
}

impl<T: Describe + ?Sized> Mapped<T> {
    /// Maps a file into memory and checks all of it, so that it is read once.
    ///
    /// # Safety
    /// As long as the `Mapped` lives, nobody changes the file's bytes and nobody makes it shorter: no thread, no process,
    /// and, if the file lies elsewhere, no other machine. Values borrow from these bytes, so that a change under them is undefined
    /// behaviour, and where the file was cut, an access ends the process.
    ///
    /// [`save`](crate::save) is no such change. It writes another file and renames it: whoever has mapped the old one keeps
    /// that, and sees the old value, until the last `Mapped` of it is dropped. (Windows refuses to replace a mapped file: there,
    /// such a save is an error.) It is for programs that write in place, as many an editor and `cp` do, that you have to vouch.
    ///
    /// # Errors
    /// Those of [`load`](crate::load), but for what only decoding finds; [`ErrorKind::Borrow`] for a compressed file.
    ///
    /// # Examples
    /// See [`Mapped`].
    pub unsafe fn open(path: impl AsRef<Path>) -> Result<Self> {
        // SAFETY: passed on to the caller.
        unsafe { LoadOptions::new().map(path) }
    }
}

impl<T: ?Sized> Mapped<T> {
    /// Decodes a value, which may borrow from the mapped file: a twin of `T` whose fields are references (or of a part of it,
    /// with `partial`), or an owned `T`.
    ///
    /// # Errors
    /// A view of another type, what cannot be borrowed ([`ErrorKind::Borrow`]), a limit, or what the program's own checks report.
    ///
    /// # Examples
    /// See [`Mapped`].
    pub fn get<'a, V: Decode<'a>>(&'a self) -> Result<V> {
        self.options.read_checked(&self.map).map_err(|error| error.in_file(&self.path))
    }
}

impl LoadOptions {
    /// Maps a file, as [`Mapped::open`] does, with limits for each [`Mapped::get`]. Slices that are borrowed take no memory;
    /// texts count as if they were owned.
    ///
    /// # Safety
    /// That of [`Mapped::open`].
    ///
    /// # Errors
    /// Those of [`Mapped::open`].
    pub unsafe fn map<T: Describe + ?Sized>(&self, path: impl AsRef<Path>) -> Result<Mapped<T>> {
        let path = path.as_ref();
        let map = || {
            let file = File::open(path).map_err(failed("cannot open the file"))?;
            // SAFETY: the caller vouches for the file. The mapping is read-only, and lives as long as `map` does, which is
            // never lent for longer than the `Mapped` that keeps it.
            let map = unsafe { Mmap::map(&file) }.map_err(failed("cannot map the file into memory"))?;
            LoadOptions::check(&map, known_of::<T>())?;
            Ok(map)
        };
        let map = map().map_err(|error: Error| error.in_file(path))?;
        Ok(Mapped { map, path: path.to_owned(), options: self.clone(), saved: PhantomData })
    }
}

fn failed(what: &'static str) -> impl Fn(std::io::Error) -> Error {
    move |error| Error::caused(ErrorKind::Io, what, error)
}

impl<T: ?Sized> fmt::Debug for Mapped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mapped").field("path", &self.path).field("len", &self.map.len()).finish_non_exhaustive()
    }
}
