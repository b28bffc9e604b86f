//! [`LoadIter`]: the items of a sequence, read group by group.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::iter::FusedIterator;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use super::load::{decode_container, open_stream};
use super::mismatch::LastPlan;
use super::{LoadOptions, Skipped};
use crate::codec::Decode;
use crate::error::{Error, ErrorKind, Result};
use crate::frame::groups::{Group, Groups};
use crate::schema::resolve::plan::Plan;
use crate::schema::{Describe, in_type, known_of};

impl LoadOptions {
    /// Iterates over the items of a sequence in a file, as [`load_iter`](crate::load_iter) does.
    ///
    /// [`LoadOptions::max_memory`] counts for each group of items: for the bytes that it has in the file, and
    /// for the items.
    ///
    /// # Errors
    /// Those of [`load_iter`](crate::load_iter).
    pub fn load_iter<T: for<'de> Decode<'de>>(&self, path: impl AsRef<Path>) -> Result<LoadIter<T>> {
        let path = path.as_ref();
        let open = || {
            let opened = File::open(path);
            let file = opened.map_err(|error| Error::caused(ErrorKind::Io, "cannot open the file", error))?;
            let len = file.metadata().ok().filter(|metadata| metadata.is_file()).map(|metadata| metadata.len());
            Ok((len, self.iterate(file, true)?))
        };
        let (len, iter) = open().map_err(|error: Error| error.in_file(path))?;
        Ok(LoadIter { path: Some(path.to_owned()), len, ..iter })
    }

    /// Iterates over the items of a sequence in a stream, as [`load_iter`](crate::load_iter) does in a file.
    ///
    /// Exactly one container is read, and not a byte behind it, unless damage is passed over
    /// ([`Recovery::Skip`](crate::Recovery::Skip)), where the search for what follows may go further. Give
    /// `&mut reader` to go on with the reader afterwards.
    ///
    /// # Errors
    /// Those of [`load_iter`](crate::load_iter), with what `reader` reports.
    ///
    /// # Examples
    /// ```
    /// use persist_core::LoadOptions;
    ///
    /// let bytes = persist_core::to_vec(&vec![3_u32, 1, 4])?;
    /// let mut numbers = LoadOptions::new().iter_from_reader::<u32, _>(bytes.as_slice())?;
    /// assert_eq!(numbers.next().transpose()?, Some(3));
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn iter_from_reader<T: for<'de> Decode<'de>, R: Read>(&self, reader: R) -> Result<LoadIter<T, R>> {
        self.iterate(reader, false)
    }

    fn iterate<T: for<'de> Decode<'de>, R: Read>(&self, reader: R, alone: bool) -> Result<LoadIter<T, R>> {
        let opened = open_stream(reader, self, alone, known_of::<Vec<T>>(), &mut LastPlan::default())?;
        let ((meta, plan), groups) = opened.ok_or_else(crate::frame::empty)?;
        Ok(LoadIter {
            options: self.clone(),
            groups,
            plan,
            meta,
            path: None,
            len: None,
            items: Vec::new().into_iter(),
            counted: Counted::default(),
            ended: false,
        })
    }
}

/// The items of a sequence, read group by group; [`load_iter`](crate::load_iter) makes one.
///
/// **What it has returned is provisional until it ends.** A group is checked before its items are returned, so
/// each item is one that was saved. Whether there are more is known at the end: a file that is cut off, or
/// damaged further on, gives items first and an error as its last one.
pub struct LoadIter<T, R = File> {
    options: LoadOptions,
    groups: Groups<R>,
    plan: Option<Arc<Plan>>,
    meta: BTreeMap<String, Vec<u8>>,
    path: Option<PathBuf>,
    /// The file's length.
    len: Option<u64>,
    items: vec::IntoIter<T>,
    counted: Counted,
    /// There is nothing more; also while a group is decoded, so that nothing is left out if the program's own
    /// code panics there and the program goes on.
    ended: bool,
}

/// What is counted over all groups.
#[derive(Default)]
struct Counted {
    groups: u64,
    items: u64,
    /// Items without bytes, and such elements in them.
    empty: u64,
}

impl<T, R: Read> LoadIter<T, R> {
    /// The metadata that the save was given ([`SaveOptions::meta`](crate::SaveOptions::meta)).
    #[must_use]
    pub fn meta(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.meta
    }

    /// What has been passed over so far, from the front of the file to its end: nothing, unless damage is
    /// to be passed over ([`LoadOptions::recovery`]).
    ///
    /// A chunk that cannot be read takes the items in it along, and those of the group that it belongs to.
    /// What is missing at the end of a file has no bytes, and is one entry too.
    ///
    /// # Examples
    /// ```
    /// use persist_core::{LoadOptions, Recovery, SaveOptions};
    ///
    /// let mut bytes = Vec::new();
    /// SaveOptions::new().sequence_to_writer(&mut bytes, 0..1_000_000_u64)?;
    /// let middle = bytes.len() / 2;
    /// bytes[middle] ^= 1;
    ///
    /// let mut options = LoadOptions::new();
    /// options.recovery(Recovery::Skip);
    /// let mut numbers = options.iter_from_reader::<u64, _>(bytes.as_slice())?;
    /// let found = numbers.by_ref().collect::<Result<Vec<u64>, _>>()?;
    ///
    /// assert!(found.len() > 900_000 && found.last() == Some(&999_999));
    /// let [skipped] = numbers.skipped() else { panic!("one chunk is damaged") };
    /// assert!((skipped.offset..skipped.offset + skipped.bytes).contains(&(middle as u64)));
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        self.groups.skipped()
    }
}

impl<T: for<'de> Decode<'de>, R: Read> LoadIter<T, R> {
    /// Brings up the items of the next group; false at the end.
    fn go_on(&mut self) -> Result<bool> {
        let Some(group) = self.groups.next()? else {
            return self.end();
        };
        self.counted.groups += 1;
        match self.decode(&group) {
            Ok(items) => {
                self.counted.items = self.counted.items.saturating_add(items.len() as u64);
                self.items = items.into_iter();
                self.groups.recycle(group);
            }
            Err(error) => self.groups.refuse(group, error)?,
        }
        Ok(true)
    }

    fn decode(&mut self, group: &Group) -> Result<Vec<T>> {
        let settings = self.options.settings(usize::try_from(group.len()).unwrap_or(usize::MAX));
        let decoded = decode_container(Box::new(group.source()), self.plan.clone(), settings, &mut self.counted.empty);
        decoded.map_err(|error| error.behind_rows(self.counted.items))
    }

    /// Where there was no group at all, a sequence without elements may be what was saved, or not.
    fn end(&mut self) -> Result<bool> {
        if self.counted.groups == 0 && self.groups.skipped().is_empty() {
            self.decode(&Group::none())?;
        }
        Ok(false)
    }
}

impl<T: for<'de> Decode<'de>, R: Read> Iterator for LoadIter<T, R> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(Ok(item));
            }
            if std::mem::replace(&mut self.ended, true) {
                return None;
            }
            match self.go_on() {
                Ok(more) => {
                    self.options.report.tell(self.groups.position(), self.counted.items, self.len);
                    self.ended = !more;
                }
                Err(error) => {
                    let error = in_type(Vec::<T>::describe)(error);
                    return Some(Err(match &self.path {
                        Some(path) => error.in_file(path),
                        None => error,
                    }));
                }
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let here = self.items.len();
        (here, self.ended.then_some(here))
    }
}

impl<T: for<'de> Decode<'de>, R: Read> FusedIterator for LoadIter<T, R> {}

impl<T, R> fmt::Debug for LoadIter<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadIter").field("path", &self.path).field("ended", &self.ended).finish_non_exhaustive()
    }
}
