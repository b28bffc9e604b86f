//! An index of a folder: what is in it, as typed objects.
//!
//! The types stand in this file. [`FileIndex::of`] fills them from a real folder (`walk`,
//! `text`), [`FileIndex::changes_since`] compares two of them (`changes`), and
//! [`FileIndex::totals`] adds one up (`totals`). They hold what real objects hold: texts,
//! numbers, times, options, enums with and without payloads, both kinds of maps, and a type
//! that contains itself.
//!
//! All that `persist-core` needs to know of them is the word `Persist` in their derives.

mod changes;
mod name;
#[cfg(test)]
mod tests;
mod text;
mod totals;
mod walk;

use std::collections::{BTreeMap, HashMap};
use std::time::SystemTime;

use persist_core::Persist;

pub use changes::Changes;
pub use totals::Totals;

/// The index of one folder at one moment.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct FileIndex {
    /// The folder's path, written as [`Entry::name`] is.
    pub root: String,
    /// When the walk began.
    pub taken: SystemTime,
    /// What is in the folder.
    pub tree: Folder,
    /// The most frequent words of all its text files, at most 1,000, and how often each occurs.
    pub words: BTreeMap<String, u64>,
}

/// A folder: its entries, sorted by name.
#[derive(Persist, Debug, Clone, Default, PartialEq)]
pub struct Folder {
    /// Files, links and folders.
    pub entries: Vec<Entry>,
}

/// One name in a folder.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct Entry {
    /// The name. Backslashes, control characters and bytes that are no UTF-8 are written as
    /// escapes (`\\`, `\n`, `\xFF`), so that each name has a text, and no two the same.
    pub name: String,
    /// When it was last modified, where the file system says so.
    pub modified: Option<SystemTime>,
    /// Who may do what with it.
    pub permissions: Permissions,
    /// What it is.
    pub kind: Kind,
}

/// Who may do what with an entry.
#[derive(Persist, Debug, Clone, PartialEq)]
pub enum Permissions {
    /// On Unix: the mode bits and whose it is.
    Unix {
        /// The permission bits, without the file type.
        mode: u32,
        /// The owner's user id.
        owner: u32,
        /// The group's id.
        group: u32,
    },
    /// On other systems: whether writing is forbidden.
    Portable {
        /// Whether writing is forbidden.
        readonly: bool,
    },
    /// The entry could not be asked for them.
    Unknown,
}

/// What an entry is.
#[derive(Persist, Debug, Clone, PartialEq)]
pub enum Kind {
    /// A regular file.
    File(File),
    /// A folder, and what is in it.
    Folder(Folder),
    /// A symbolic link. It is not followed.
    Symlink {
        /// Where it points to, written as [`Entry::name`] is.
        target: String,
    },
    /// A device, a socket or a pipe.
    Other,
    /// Something that could not be looked at.
    Unreadable {
        /// Why.
        reason: String,
    },
}

/// A regular file.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct File {
    /// Its size in bytes.
    pub size: u64,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Persist, Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// UTF-8 text.
    Text(Text),
    /// Something other than UTF-8 text.
    Binary,
    /// More than 1 MiB, which was not read.
    Large,
    /// It could not be read.
    Unreadable {
        /// Why.
        reason: String,
    },
}

/// What a text consists of.
#[derive(Persist, Debug, Clone, Default, PartialEq)]
pub struct Text {
    /// How many lines it has.
    pub lines: u32,
    /// How many words, separated by white space.
    pub words: u32,
    /// Its most frequent words, at most five, and how often each occurs.
    pub frequent: HashMap<String, u32>,
}

/// A small index with one entry of each kind: what is kept of every released version.
#[must_use]
pub fn sample() -> FileIndex {
    let text = Text { lines: 2, words: 3, frequent: HashMap::from([("the".to_owned(), 2)]) };
    let kinds = [
        Kind::File(File { size: 14, content: Content::Text(text) }),
        Kind::File(File { size: 0, content: Content::Empty }),
        Kind::Folder(Folder::default()),
        Kind::Symlink { target: "elsewhere".to_owned() },
        Kind::Other,
        Kind::Unreadable { reason: "permission denied".to_owned() },
    ];
    let permissions = [
        Permissions::Unix { mode: 0o644, owner: 1000, group: 100 },
        Permissions::Portable { readonly: true },
        Permissions::Unknown,
    ];
    let entries = kinds.into_iter().zip(permissions.iter().cloned().cycle()).zip('a'..);
    let entries = entries.map(|((kind, permissions), name)| Entry {
        name: name.to_string(),
        modified: Some(SystemTime::UNIX_EPOCH),
        permissions,
        kind,
    });
    FileIndex {
        root: "sample".to_owned(),
        taken: SystemTime::UNIX_EPOCH,
        tree: Folder { entries: entries.collect() },
        words: BTreeMap::from([("the".to_owned(), 2)]),
    }
}

impl Folder {
    /// Calls `visit` with the path (below this folder) of each entry and the entry, at every
    /// depth, a folder before what is in it.
    pub fn visit<'a>(&'a self, visit: &mut dyn FnMut(&str, &'a Entry)) {
        self.visit_below("", visit);
    }

    fn visit_below<'a>(&'a self, path: &str, visit: &mut dyn FnMut(&str, &'a Entry)) {
        for entry in &self.entries {
            let path = name::join(path, &entry.name);
            visit(&path, entry);
            if let Kind::Folder(folder) = &entry.kind {
                folder.visit_below(&path, visit);
            }
        }
    }
}
