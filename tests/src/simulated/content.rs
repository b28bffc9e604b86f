//! What is in a simulated file system, and what happens to it, one operation after another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A file, by its number.
    File(usize),
    Directory,
    Link(PathBuf),
}

impl Thing {
    /// The number of a file.
    pub fn number(&self) -> Option<usize> {
        match self {
            Thing::File(number) => Some(*number),
            Thing::Directory | Thing::Link(_) => None,
        }
    }
}

/// Names and files.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Image {
    pub names: BTreeMap<PathBuf, Thing>,
    /// What is in each file, by its number; those without a name are gone.
    pub files: Vec<Vec<u8>>,
    /// The files that nobody may write.
    pub read_only: Vec<usize>,
}

/// Something that happens to an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// A new and empty file, with its number.
    Create(PathBuf, usize),
    Directory(PathBuf),
    Write {
        file: usize,
        at: usize,
        bytes: Vec<u8>,
    },
    SetLen {
        file: usize,
        len: usize,
    },
    /// A file goes from one name to another.
    Rename(PathBuf, PathBuf, usize),
    /// A file gets a further name.
    Link(usize, PathBuf),
    Remove(PathBuf),
    /// The data and the length of a file are on the device.
    Sync(usize),
    /// The names in a directory are on the device.
    SyncDirectory(PathBuf),
}

impl Op {
    /// The directories whose names it changes; none if it changes no names.
    pub fn directories(&self) -> Vec<&Path> {
        match self {
            Op::Create(path, _) | Op::Directory(path) | Op::Remove(path) | Op::Link(_, path) => vec![parent(path)],
            Op::Rename(from, to, _) => vec![parent(from), parent(to)],
            Op::Write { .. } | Op::SetLen { .. } | Op::Sync(_) | Op::SyncDirectory(_) => Vec::new(),
        }
    }

    /// The file whose content it changes.
    pub fn file(&self) -> Option<usize> {
        match self {
            Op::Write { file, .. } | Op::SetLen { file, .. } => Some(*file),
            _ => None,
        }
    }
}

/// The directory that a path is in.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().expect("an absolute path of a file")
}

impl Image {
    /// The number of the file at a path.
    pub fn file(&self, path: &Path) -> Option<usize> {
        match self.names.get(path) {
            Some(Thing::File(number)) => Some(*number),
            _ => None,
        }
    }

    /// What is in the file at a path.
    pub fn read(&self, path: impl AsRef<Path>) -> Option<&[u8]> {
        self.file(path.as_ref()).map(|number| self.files[number].as_slice())
    }

    /// Puts a file at a path.
    pub fn put(&mut self, path: impl Into<PathBuf>, bytes: &[u8]) {
        self.files.push(bytes.to_vec());
        self.names.insert(path.into(), Thing::File(self.files.len() - 1));
    }

    /// The names of what is in a directory.
    pub fn list(&self, directory: &Path) -> Vec<PathBuf> {
        let within = self.names.keys().filter(|path| path.parent() == Some(directory));
        within.map(|path| path.file_name().expect("a name").into()).collect()
    }

    /// Does to the image what `op` does, whether or not what was done before it is there.
    pub fn apply(&mut self, op: &Op) {
        match op {
            Op::Create(path, file) => {
                self.files.resize(self.files.len().max(file + 1), Vec::new());
                self.names.insert(path.clone(), Thing::File(*file));
            }
            Op::Directory(path) => {
                self.names.insert(path.clone(), Thing::Directory);
            }
            Op::Write { file, at, bytes } => {
                let content = &mut self.files[*file];
                let end = at + bytes.len();
                content.resize(content.len().max(end), 0);
                content[*at..end].copy_from_slice(bytes);
            }
            Op::SetLen { file, len } => self.files[*file].resize(*len, 0),
            Op::Rename(from, to, file) => {
                self.names.remove(from);
                self.names.insert(to.clone(), Thing::File(*file));
            }
            Op::Link(file, to) => {
                self.names.insert(to.clone(), Thing::File(*file));
            }
            Op::Remove(path) => {
                self.names.remove(path);
            }
            Op::Sync(_) | Op::SyncDirectory(_) => {}
        }
    }
}
