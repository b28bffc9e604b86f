//! Walking a folder, and making an index of what is met.
//!
//! A real folder holds surprises: what may not be read, links that go in circles, names that are
//! no text, more than fits in memory. None of them ends the walk. What could not be looked at is
//! an entry that says so.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::name::printable;
use super::text::TextReader;
use super::{Entry, File, FileIndex, Folder, Kind, Permissions};

/// Folders below this depth are not entered. Each is one level of depth in the saved value, of
/// which `persist-core` allows 128 by default.
const MAX_DEPTH: usize = 100;
/// Folders that would bring the index beyond this many entries are not entered.
const MAX_ENTRIES: usize = 1_000_000;

impl FileIndex {
    /// Makes the index of the folder at `root`.
    ///
    /// Symbolic links are not followed. `.git` folders are left out, and so are `target` folders
    /// beside a `Cargo.toml`. What cannot be read becomes a [`Kind::Unreadable`].
    ///
    /// # Errors
    /// Where `root` is not a folder, or may not be read.
    ///
    /// # Examples
    /// ```
    /// use examples::file_index::FileIndex;
    ///
    /// let index = FileIndex::of(env!("CARGO_MANIFEST_DIR"))?;
    /// let names: Vec<_> = index.tree.entries.iter().map(|entry| &entry.name).collect();
    /// assert!(names.contains(&&"Cargo.toml".to_owned()));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn of(root: impl AsRef<Path>) -> io::Result<Self> {
        Self::of_at_most(root, MAX_ENTRIES)
    }

    /// The same with at most so many entries: folders that would bring more are not entered.
    ///
    /// # Errors
    /// Those of [`FileIndex::of`], and where there is more in `root` itself.
    pub fn of_at_most(root: impl AsRef<Path>, entries: usize) -> io::Result<Self> {
        walk(root.as_ref(), MAX_DEPTH, entries)
    }
}

/// Makes the index of a folder that enters at most `depth` levels of folders below it and takes at
/// most `entries` entries.
pub(super) fn walk(root: &Path, depth: usize, entries: usize) -> io::Result<FileIndex> {
    let taken = SystemTime::now();
    let mut walk = Walk { texts: TextReader::default(), entries_left: entries };
    let tree = walk.folder(root, depth)?;
    Ok(FileIndex { root: printable(root.as_os_str()), taken, tree, words: walk.texts.into_words() })
}

/// A walk under way.
struct Walk {
    texts: TextReader,
    /// How many entries the index may still take.
    entries_left: usize,
}

impl Walk {
    /// The folder at `path`, with at most `depth` levels of folders in it.
    fn folder(&mut self, path: &Path, depth: usize) -> io::Result<Folder> {
        let mut entries: Vec<Entry> =
            self.names(path)?.into_iter().filter_map(|name| self.entry(path, name, depth)).collect();
        entries.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        Ok(Folder { entries })
    }

    /// The names in the folder at `path` that belong into the index.
    fn names(&mut self, path: &Path) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            if names.len() >= self.entries_left {
                return Err(io::Error::other("too many entries"));
            }
            names.push(entry?.file_name());
        }
        let is_cargo_package = names.iter().any(|name| name == "Cargo.toml");
        names.retain(|name| name != ".git" && !(is_cargo_package && name == "target"));
        self.entries_left -= names.len();
        Ok(names)
    }

    /// The entry `name` of the folder at `folder`; `None` where it has just been removed.
    fn entry(&mut self, folder: &Path, name: OsString, depth: usize) -> Option<Entry> {
        let path = folder.join(&name);
        let (modified, permissions, kind) = match fs::symlink_metadata(&path) {
            Ok(metadata) => (
                metadata.modified().ok(),
                permissions(&metadata),
                self.kind(&path, &metadata, depth).unwrap_or_else(|error| unreadable(&error)),
            ),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => (None, Permissions::Unknown, unreadable(&error)),
        };
        Some(Entry { name: printable(&name), modified, permissions, kind })
    }

    fn kind(&mut self, path: &Path, metadata: &Metadata, depth: usize) -> io::Result<Kind> {
        let file_type = metadata.file_type();
        if file_type.is_dir() {
            let Some(depth) = depth.checked_sub(1) else {
                return Err(io::Error::other("too deep"));
            };
            self.folder(path, depth).map(Kind::Folder)
        } else if file_type.is_file() {
            let size = metadata.len();
            let content = self.texts.content(path, size);
            Ok(Kind::File(File { size, content }))
        } else if file_type.is_symlink() {
            let target = printable(fs::read_link(path)?.as_os_str());
            Ok(Kind::Symlink { target })
        } else {
            Ok(Kind::Other)
        }
    }
}

fn unreadable(error: &io::Error) -> Kind {
    // The operating system's own words carry a number and the language of the user; the kind's
    // are short and the same everywhere.
    let reason = match error.kind() {
        io::ErrorKind::Other => error.to_string(),
        kind => kind.to_string(),
    };
    Kind::Unreadable { reason }
}

#[cfg(unix)]
fn permissions(metadata: &Metadata) -> Permissions {
    use std::os::unix::fs::MetadataExt;

    Permissions::Unix { mode: metadata.mode() & 0o7777, owner: metadata.uid(), group: metadata.gid() }
}

#[cfg(not(unix))]
fn permissions(metadata: &Metadata) -> Permissions {
    Permissions::Portable { readonly: metadata.permissions().readonly() }
}
