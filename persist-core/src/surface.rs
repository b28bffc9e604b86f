//! The functions of the crate: a value to a file, a stream or bytes, and back.
//!
//! Each is the method of [`SaveOptions`] or [`LoadOptions`] with the same name and default options.

use std::io::{Cursor, Read, Write};
use std::iter::FusedIterator;
use std::path::Path;

use crate::codec::{Decode, Encode};
use crate::error::{Error, ErrorKind, Result};
use crate::file::disk::Disk;
use crate::file::storage::{Access, Storage};
use crate::options::{LoadIter, LoadOptions, Loaded, SaveOptions};

pub use crate::inspection::{ChunkInfo, Inspection, LogInfo, SchemaInfo, Unfinished};

/// The default options of the functions that are called often: nothing to make, and nothing to drop.
const SAVE: &SaveOptions = &SaveOptions::new();
const LOAD: &LoadOptions = &LoadOptions::new();

/// Saves a value to a file.
///
/// The file is the old one or the new one at every moment, whatever happens: the value goes to a
/// temporary file in the same directory, which is flushed to the device and renamed over the old
/// file. When `save` returns `Ok`, the new file outlasts a power cut, as far as file system and
/// device keep their promises.
///
/// Symbolic links are followed. Permissions are kept, and the owner where that is allowed; extended
/// attributes and access lists are not, and further hard links go on to lead to the old contents.
/// Where several programs save to one file, the last one wins. Where the file system cannot flush
/// directories, or where the directory may not be read, the name of the new file is as durable as
/// the system makes it.
///
/// # Errors
/// A value that cannot be saved (its field is named), a limit, or what the file system reports: a
/// directory that does not exist, a full disk, a file that is read-only (`PermissionDenied`). The
/// old file is still there then, unless the error says that the new one has replaced it.
///
/// # Examples
/// ```
/// # let folder = std::env::temp_dir().join(format!("persist-save-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("scores.persist");
/// persist_core::save(&path, &vec![("Ada".to_owned(), 12_u32)])?;
/// let scores: Vec<(String, u32)> = persist_core::load(&path)?;
/// assert_eq!(scores[0].1, 12);
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn save<T: Encode + ?Sized>(path: impl AsRef<Path>, value: &T) -> Result<()> {
    SaveOptions::new().save(path, value).map(drop)
}

/// Loads a value from a file.
///
/// # Errors
/// A file that cannot be read, is no Persist file, is damaged or cut off in any place, holds
/// another type, or breaks a limit; or what the program's own checks report. The error says which,
/// and where.
///
/// # Examples
/// ```
/// # let folder = std::env::temp_dir().join(format!("persist-load-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("score.persist");
/// # persist_core::save(&path, &12_u32)?;
/// let score: u32 = persist_core::load(&path)?;
/// assert_eq!(score, 12);
///
/// let error = persist_core::load::<String>(&path).unwrap_err();
/// assert_eq!(error.kind(), persist_core::ErrorKind::TypeMismatch);
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn load<T: for<'de> Decode<'de>>(path: impl AsRef<Path>) -> Result<T> {
    LoadOptions::new().load(path).map(value)
}

/// Iterates over the items of a sequence in a file, which may be larger than memory.
///
/// The file holds a `Vec<T>` or anything else that can be loaded as one, whoever saved it:
/// [`SaveOptions::sequence`] or [`save`]. It is read and checked group by group as the iteration goes on, about a
/// quarter of a megabyte at a time. What is not saved in groups (an array, or a list behind a lock) is read at once.
/// Equal elements of a set are not found.
///
/// What has been returned is **provisional until the iteration ends**: if the file is damaged further on, or cut off,
/// the last item is an error. After an error there is nothing more, unless damage is to be passed over
/// ([`LoadOptions::recovery`]).
///
/// # Errors
/// A file that cannot be read, is no Persist file, whose header is damaged, or that holds another type. Everything
/// else is the iterator's to tell.
///
/// # Examples
/// ```
/// # let folder = std::env::temp_dir().join(format!("persist-load-iter-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("scores.persist");
/// persist_core::save(&path, &vec![("Ada".to_owned(), 12_u32), ("Max".to_owned(), 7)])?;
///
/// let mut best = 0;
/// for score in persist_core::load_iter::<(String, u32)>(&path)? {
///     best = best.max(score?.1);
/// }
/// assert_eq!(best, 12);
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn load_iter<T: for<'de> Decode<'de>>(path: impl AsRef<Path>) -> Result<LoadIter<T>> {
    LoadOptions::new().load_iter(path)
}

/// Writes a value to a stream: the same container that [`save`] makes, to be read with
/// [`from_reader`].
///
/// Writes are few and large, and `writer` is flushed at the end. Several values may be written one
/// after another; [`read_all`] reads them.
///
/// # Errors
/// A value that cannot be saved, a limit, or what `writer` reports. A part of the container may
/// have been written then; a reader finds that it is cut off.
///
/// # Examples
/// ```
/// let mut stream = Vec::new();
/// persist_core::to_writer(&mut stream, "first")?;
/// persist_core::to_writer(&mut stream, "second")?;
///
/// let mut reader = stream.as_slice();
/// assert_eq!(persist_core::from_reader::<String>(&mut reader)?, "first");
/// assert_eq!(persist_core::from_reader::<String>(&mut reader)?, "second");
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn to_writer<T: Encode + ?Sized>(writer: impl Write, value: &T) -> Result<()> {
    SaveOptions::new().to_writer(writer, value)
}

/// Reads one value from a stream: exactly one container, and not a byte behind it.
///
/// Small parts are read one by one: wrap a file or a socket in a [`BufReader`](std::io::BufReader),
/// and keep that for what follows.
///
/// # Errors
/// Those of [`load`], with what `reader` reports. A stream that has already ended is an error too
/// ([`ErrorKind::Truncated`]).
///
/// # Examples
/// See [`to_writer`].
pub fn from_reader<T: for<'de> Decode<'de>>(reader: impl Read) -> Result<T> {
    LoadOptions::new().from_reader(reader).map(value)
}

/// Reads all values from a stream to which they were written one after another.
///
/// The stream may end before the first byte of a container: that is the end of the iteration. If it
/// ends anywhere else, or is damaged, the last item is an error.
///
/// # Examples
/// ```
/// let mut stream = Vec::new();
/// for score in [12_u32, 7, 30] {
///     persist_core::to_writer(&mut stream, &score)?;
/// }
///
/// let scores: Result<Vec<u32>, _> = persist_core::read_all(stream.as_slice()).collect();
/// assert_eq!(scores?, [12, 7, 30]);
///
/// stream.pop();
/// let last = persist_core::read_all::<u32, _>(stream.as_slice()).last().unwrap();
/// assert_eq!(last.unwrap_err().kind(), persist_core::ErrorKind::Truncated);
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn read_all<T: for<'de> Decode<'de>, R: Read>(reader: R) -> impl FusedIterator<Item = Result<T>> {
    LoadOptions::new().read_all(reader).map(|loaded| loaded.map(value))
}

/// The container of a value in memory: what [`save`] writes to a file, but made with
/// [`Effort::Fast`](crate::Effort::Fast).
///
/// # Errors
/// A value that cannot be saved (its field is named), or a limit.
///
/// # Examples
/// ```
/// let bytes = persist_core::to_vec(&["a", "b"][..])?;
/// assert_eq!(persist_core::from_slice::<Vec<String>>(&bytes)?, ["a", "b"]);
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>> {
    SaveOptions::new().to_vec(value)
}

/// Reads a value from the container that all of `bytes` is; the value may borrow from them.
///
/// # Errors
/// Those of [`load`] but for the file system's, and bytes behind the container
/// ([`ErrorKind::Trailing`]).
///
/// # Examples
/// ```
/// let bytes = persist_core::to_vec("a text")?;
/// let text: &str = persist_core::from_slice(&bytes)?;
/// assert_eq!(text, "a text");
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn from_slice<'de, T: Decode<'de>>(bytes: &'de [u8]) -> Result<T> {
    LoadOptions::new().from_slice(bytes).map(value)
}

/// The bare bytes of a value, for messages and key-value stores: a fingerprint of the type, and the
/// value.
///
/// They are as small as they can be, and carry neither a schema nor a checksum: whoever keeps them
/// sees to it that they do not change, and only a program with the same type reads them
/// ([`decode`]). Files are for [`save`], and bytes that are to outlast the program for [`to_vec`].
///
/// The `Vec` has room for the largest value of the type whose texts are short, so that one allocation does: shrink it
/// ([`Vec::shrink_to_fit`]) where many are kept, or encode into one buffer ([`encode_into`]).
///
/// # Errors
/// A value that cannot be saved (its field is named), or a limit.
///
/// # Examples
/// ```
/// let bytes = persist_core::encode(&(7_u32, true))?;
/// assert_eq!(persist_core::decode::<(u32, bool)>(&bytes)?, (7, true));
/// # Ok::<(), persist_core::Error>(())
/// ```
#[inline]
pub fn encode<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>> {
    SAVE.encode(value)
}

/// Appends the bare bytes of a value to `bytes`, as [`encode`] makes them.
///
/// After an error (or a panic of the program's own code) `bytes` are what they were.
///
/// # Errors
/// Those of [`encode`].
///
/// # Examples
/// ```
/// let mut bytes = b"key".to_vec();
/// persist_core::encode_into(&7_u32, &mut bytes)?;
/// assert_eq!(persist_core::decode::<u32>(&bytes[3..])?, 7);
/// # Ok::<(), persist_core::Error>(())
/// ```
#[inline]
pub fn encode_into<T: Encode + ?Sized>(value: &T, bytes: &mut Vec<u8>) -> Result<()> {
    SAVE.encode_into(value, bytes)
}

/// Reads a value from bare bytes that [`encode`] made; the value may borrow from them.
///
/// # Errors
/// Bytes of another type, or of another version of it ([`ErrorKind::UnknownFingerprint`]), bytes
/// that are not those of a value, bytes behind it, or a limit. Bare bytes have no checksum: if they
/// were changed, the result is an error *or another value*.
///
/// # Examples
/// See [`encode`].
#[inline]
pub fn decode<'de, T: Decode<'de>>(bytes: &'de [u8]) -> Result<T> {
    LOAD.decode(bytes)
}

/// Looks into a file without the types that it was saved from: schema, metadata, sizes.
///
/// The header and the heads of all chunks are read and checked, and what is between them is
/// skipped; [`verify`] checks everything. Of a log, every schema is read, and what stands at its end and is no whole record is
/// told ([`Inspection::log`]). It may be written meanwhile.
///
/// # Errors
/// A file that cannot be read, is no Persist file, is cut off, or is damaged in one of the parts
/// that are read.
///
/// # Examples
/// ```
/// # let folder = std::env::temp_dir().join(format!("persist-inspect-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("scores.persist");
/// persist_core::SaveOptions::new().meta("author", "Ada").save(&path, &vec![12_u32, 7])?;
///
/// let inspection = persist_core::inspect(&path)?;
/// assert_eq!(inspection.type_name(), "[u32]");
/// assert_eq!(inspection.rows(), 2);
/// println!("{inspection}");
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn inspect(path: impl AsRef<Path>) -> Result<Inspection> {
    let path = path.as_ref();
    let open =
        || Disk.open(path, Access::Read).map_err(|error| Error::caused(ErrorKind::Io, "cannot open the file", error));
    open().and_then(|mut file| Inspection::of(&mut file)).map_err(|error| error.in_file(path))
}

/// Looks into the container, or the log, that all of `bytes` is, as [`inspect`] does.
///
/// # Errors
/// Those of [`inspect`] but for the file system's.
///
/// # Examples
/// ```
/// let bytes = persist_core::to_vec(&Some(1_u8))?;
/// assert_eq!(persist_core::inspect_slice(&bytes)?.type_name(), "Option<u8>");
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn inspect_slice(bytes: &[u8]) -> Result<Inspection> {
    Inspection::of(&mut Cursor::new(bytes))
}

/// Checks every byte of a file without the types that it was saved from: that all checksums hold,
/// and that the value is one of the file's schema, or, in a log, every row one of its schema.
///
/// The file is read chunk by chunk, and a chunk at a time is in memory. No value is built, and no code of the program runs; but the keys
/// of a map and the elements of a set, which must differ, are remembered as long as they may come again
/// ([`LoadOptions::max_memory`] bounds it). Two of them are equal if the same was saved of them, floats by their bits; what a key's
/// own `Eq` takes for equal besides, and whatever else only the program knows (`validate`, numbers that must not be zero), is
/// checked by a load alone.
///
/// # Errors
/// Those of [`load`] but for another type. The beginning of a record at the end of a log is no error, as it may be being written:
/// [`Inspection::log`] tells of it. What is as long as it says there, and yet not sound, is one.
///
/// # Examples
/// ```
/// # let folder = std::env::temp_dir().join(format!("persist-verify-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("scores.persist");
/// persist_core::save(&path, &vec![12_u32, 7])?;
/// persist_core::verify(&path)?;
///
/// let mut bytes = std::fs::read(&path).unwrap();
/// let middle = bytes.len() / 2;
/// bytes[middle] ^= 1;
/// std::fs::write(&path, bytes).unwrap();
/// println!("{}", persist_core::verify(&path).unwrap_err());
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn verify(path: impl AsRef<Path>) -> Result<Inspection> {
    LoadOptions::new().verify(path)
}

/// Checks every byte of the container, or the log, that all of `bytes` is, as [`verify`] does.
///
/// # Errors
/// Those of [`verify`] but for the file system's.
///
/// # Examples
/// ```
/// let bytes = persist_core::to_vec("a text")?;
/// assert!(persist_core::verify_slice(&bytes)?.is_verified());
/// assert!(persist_core::verify_slice(&bytes[1..]).is_err());
/// # Ok::<(), persist_core::Error>(())
/// ```
pub fn verify_slice(bytes: &[u8]) -> Result<Inspection> {
    LoadOptions::new().verify_slice(bytes)
}

fn value<T>(loaded: Loaded<T>) -> T {
    loaded.value
}
