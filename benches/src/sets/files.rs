//! **files**: real data: the index that the example `quickstart` makes of a folder, here of the installed toolchain and of the sources in
//! Cargo's registry. How large it is depends on the machine.
//!
//! The types are those of [`examples::file_index`], with the derives of all libraries, which must stand at the types themselves; and times are
//! numbers, as half of the libraries know no `SystemTime`. Where an enum is written otherwise, Fory or bilrost takes it only so.

use std::collections::{BTreeMap, HashMap};
use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

use examples::file_index;

use super::Set;
use super::types::types;

types! {
    without_bitcode

    /// The set.
    pub struct Files {
        indexes: Vec<Index>,
    }

    struct Index {
        root: String,
        taken: Time,
        tree: Folder,
        words: BTreeMap<String, u64>,
    }

    #[derive(Copy)]
    struct Time {
        seconds: u64,
        nanoseconds: u32,
    }

    recursive struct Folder {
        #[bilrost(recurses)]
        #[rkyv(omit_bounds)]
        entries: Vec<Entry>,
    }

    recursive struct Entry {
        name: String,
        modified: Option<Time>,
        permissions: Permissions,
        kind: Kind,
    }

    enum Permissions {
        #[bilrost(empty)]
        #[fory(default)]
        Unknown,
        #[bilrost(tag(1), message)]
        Unix { mode: u32, owner: u32, group: u32 },
        #[bilrost(tag(2), message)]
        Portable { readonly: bool },
    }

    enum Kind {
        #[bilrost(empty)]
        #[fory(default)]
        Other,
        #[bilrost(tag(1), message)]
        File { size: u64, content: Content },
        #[bilrost(2)]
        Folder(Folder),
        #[bilrost(tag(3), message)]
        Symlink { target: String },
        #[bilrost(tag(4), message)]
        Unreadable { reason: String },
    }

    enum Content {
        #[bilrost(empty)]
        #[fory(default)]
        Empty,
        #[bilrost(tag(1), message)]
        Text { lines: u32, words: u32, frequent: HashMap<String, u32> },
        #[bilrost(tag(2), message)]
        NoText { is_large: bool },
        #[bilrost(tag(4), message)]
        Unreadable { reason: String },
    }
}

impl Set for Files {
    const NAME: &'static str = "files";
    /// The most entries of each index.
    const ROWS: usize = 8_000;

    fn generate(rows: usize) -> Self {
        let indexes = roots().into_iter().filter_map(|root| file_index::FileIndex::of_at_most(root, rows).ok());
        Self { indexes: indexes.map(Index::of).collect() }
    }
}

/// The folders, as far as they can be found.
fn roots() -> Vec<PathBuf> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = sysroot.ok().map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registry = home.map(|home| home.join("registry").join("src"));
    [sysroot, registry].into_iter().flatten().filter(|root| root.is_dir()).collect()
}

impl Index {
    fn of(index: file_index::FileIndex) -> Self {
        Self { root: index.root, taken: Time::of(index.taken), tree: Folder::of(index.tree), words: index.words }
    }
}

impl Time {
    fn of(time: SystemTime) -> Self {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Self { seconds: since.as_secs(), nanoseconds: since.subsec_nanos() }
    }
}

impl Folder {
    fn of(folder: file_index::Folder) -> Self {
        Self { entries: folder.entries.into_iter().map(Entry::of).collect() }
    }
}

impl Entry {
    fn of(entry: file_index::Entry) -> Self {
        let permissions = match entry.permissions {
            file_index::Permissions::Unix { mode, owner, group } => Permissions::Unix { mode, owner, group },
            file_index::Permissions::Portable { readonly } => Permissions::Portable { readonly },
            file_index::Permissions::Unknown => Permissions::Unknown,
        };
        let kind = match entry.kind {
            file_index::Kind::File(file) => Kind::File { size: file.size, content: Content::of(file.content) },
            file_index::Kind::Folder(folder) => Kind::Folder(Folder::of(folder)),
            file_index::Kind::Symlink { target } => Kind::Symlink { target },
            file_index::Kind::Other => Kind::Other,
            file_index::Kind::Unreadable { reason } => Kind::Unreadable { reason },
        };
        Self { name: entry.name, modified: entry.modified.map(Time::of), permissions, kind }
    }
}

impl Content {
    fn of(content: file_index::Content) -> Self {
        match content {
            file_index::Content::Empty => Self::Empty,
            file_index::Content::Text(text) => {
                Self::Text { lines: text.lines, words: text.words, frequent: text.frequent }
            }
            file_index::Content::Binary => Self::NoText { is_large: false },
            file_index::Content::Large => Self::NoText { is_large: true },
            file_index::Content::Unreadable { reason } => Self::Unreadable { reason },
        }
    }
}
