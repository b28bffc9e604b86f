//! What differs between two indexes of one folder.

use super::name::join;
use super::{Entry, FileIndex, Folder, Kind};

/// The paths, below the root, of what differs between two indexes of one folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// What only the later one has.
    pub added: Vec<String>,
    /// What only the earlier one has.
    pub removed: Vec<String>,
    /// What both have, in another state: size, time, permissions, content or target. A folder is
    /// in another state only if its permissions are: what is in it speaks for itself.
    pub changed: Vec<String>,
}

impl Changes {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    fn compare_folders(&mut self, path: &str, earlier: &Folder, later: &Folder) {
        for old in &earlier.entries {
            let path = join(path, &old.name);
            match find(later, &old.name) {
                Some(new) => self.compare(&path, old, new),
                None => list(&mut self.removed, path, old),
            }
        }
        for new in &later.entries {
            if find(earlier, &new.name).is_none() {
                list(&mut self.added, join(path, &new.name), new);
            }
        }
    }

    fn compare(&mut self, path: &str, old: &Entry, new: &Entry) {
        match (&old.kind, &new.kind) {
            (Kind::Folder(earlier), Kind::Folder(later)) => {
                if old.permissions != new.permissions {
                    self.changed.push(path.to_owned());
                }
                self.compare_folders(path, earlier, later);
            }
            // What could not be read is not known to be gone.
            (Kind::Folder(_), other) | (other, Kind::Folder(_)) if !matches!(other, Kind::Unreadable { .. }) => {
                list(&mut self.removed, path.to_owned(), old);
                list(&mut self.added, path.to_owned(), new);
            }
            _ => {
                if old != new {
                    self.changed.push(path.to_owned());
                }
            }
        }
    }
}

impl FileIndex {
    /// What has changed in the folder since `earlier`, an index of the same folder.
    #[must_use]
    pub fn changes_since(&self, earlier: &Self) -> Changes {
        let mut changes = Changes::default();
        changes.compare_folders("", &earlier.tree, &self.tree);
        changes
    }
}

fn find<'a>(folder: &'a Folder, name: &str) -> Option<&'a Entry> {
    let found = folder.entries.binary_search_by(|entry| entry.name.as_str().cmp(name));
    folder.entries.get(found.ok()?)
}

/// Adds an entry and, where it is a folder, all that is in it.
fn list(paths: &mut Vec<String>, path: String, entry: &Entry) {
    if let Kind::Folder(folder) = &entry.kind {
        let first = paths.len();
        folder.visit(&mut |below, _| paths.push(join(&path, below)));
        paths.insert(first, path);
    } else {
        paths.push(path);
    }
}
