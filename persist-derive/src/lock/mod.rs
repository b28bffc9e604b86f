//! `persist.lock`: what the released versions of a crate's types look like, as far as the macro has to know it.
//!
//! `file` finds the text, `parse` reads it line by line, `stanza` puts lines that belong together into the versions that
//! they record, and says what is damaged; `ty` has the types, which `cursor` reads. `tables` writes all of it as
//! constants, which `persist-core` compares with the types of the program: no type is compared here. `alike` only
//! decides where that would be a waste of the compiler's time. `held` writes the checks beside a released type, if it does not
//! look as if it `reads` what was released, and `seal` says of one that does what its types would have to be. `formats`
//! writes what `lock_formats!` stands for.

pub(crate) mod alike;
mod cursor;
pub(crate) mod file;
pub(crate) mod formats;
mod hash;
pub(crate) mod held;
pub(crate) mod identity;
mod name;
mod parse;
mod reads;
mod seal;
mod stanza;
pub(crate) mod tables;
pub(crate) mod ty;

use std::fmt;

pub(crate) use hash::hash_of;
pub(crate) use parse::parse;
pub(crate) use stanza::{Form, Line, Stanza};
use ty::Key;

/// The file's name.
pub(crate) const NAME: &str = "persist.lock";

/// A lock that is not damaged.
#[derive(Debug, PartialEq)]
pub(crate) struct Lock {
    /// In the order of their keys as they are written, versions and revisions.
    pub(crate) stanzas: Vec<Stanza>,
    /// Types that are no longer saved, and may be missing.
    pub(crate) retired: Vec<Key>,
    /// Tells this lock from all others.
    pub(crate) identity: u64,
    /// Where the stanzas are, by the identities of their names: in this order they stand in tables.
    by_name: Vec<(u64, usize)>,
}

impl Lock {
    fn new(stanzas: Vec<Stanza>, retired: Vec<Key>, identity: u64) -> Self {
        let names = stanzas.iter().map(|stanza| identity::of_text(&stanza.key.name));
        let mut by_name: Vec<_> = names.zip(0..).collect();
        by_name.sort_unstable();
        Self { stanzas, retired, identity, by_name }
    }

    /// All stanzas, in the order of tables.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = &Stanza> {
        self.by_name.iter().filter_map(|(_, at)| self.stanzas.get(*at))
    }

    /// The stanzas of a name, and how many stand before them in tables.
    pub(crate) fn named(&self, name: &str) -> (usize, Vec<&Stanza>) {
        let wanted = identity::of_text(name);
        let first = self.by_name.partition_point(|(name, _)| *name < wanted);
        let found = self.in_order().skip(first).take_while(|stanza| stanza.key.name == name);
        (first, found.collect())
    }
}

/// What is wrong with a lock, and what to do.
#[derive(Debug, PartialEq)]
pub(crate) struct Damage {
    /// Counted from 1; none where the file as a whole cannot be read.
    pub(crate) line: Option<usize>,
    pub(crate) message: String,
}

impl Damage {
    pub(crate) fn at(line: usize, message: impl Into<String>) -> Self {
        Self { line: Some(line), message: message.into() }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{NAME}, line {line}: {}", self.message),
            None => write!(f, "{NAME}: {}", self.message),
        }
    }
}
