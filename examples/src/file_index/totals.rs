//! An index, added up.

use super::{Content, FileIndex, Kind};

/// How much there is of what in an index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files, folders, links and all others.
    pub entries: u64,
    /// Regular files.
    pub files: u64,
    /// Folders.
    pub folders: u64,
    /// Symbolic links.
    pub symlinks: u64,
    /// Entries or contents that could not be read.
    pub unreadable: u64,
    /// The size of all files, in bytes.
    pub bytes: u64,
    /// Files whose content is text.
    pub texts: u64,
    /// The lines of all texts.
    pub lines: u64,
    /// The words of all texts.
    pub words: u64,
}

impl FileIndex {
    /// Adds everything up.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        self.tree.visit(&mut |_, entry| totals.add_entry(&entry.kind));
        totals
    }
}

impl Totals {
    fn add_entry(&mut self, kind: &Kind) {
        self.entries += 1;
        match kind {
            Kind::File(file) => {
                self.files += 1;
                // Sparse files may claim any size.
                self.bytes = self.bytes.saturating_add(file.size);
                self.add_content(&file.content);
            }
            Kind::Folder(_) => self.folders += 1,
            Kind::Symlink { .. } => self.symlinks += 1,
            Kind::Unreadable { .. } => self.unreadable += 1,
            Kind::Other => {}
        }
    }

    fn add_content(&mut self, content: &Content) {
        match content {
            Content::Text(text) => {
                self.texts += 1;
                self.lines += u64::from(text.lines);
                self.words += u64::from(text.words);
            }
            Content::Unreadable { .. } => self.unreadable += 1,
            Content::Empty | Content::Binary | Content::Large => {}
        }
    }
}
