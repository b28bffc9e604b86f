//! A file system in memory, of which any call can be made to fail; for tests.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use super::storage::{Entry, EntryKind, Storage};

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// A file with these bytes.
    File(Vec<u8>),
    /// A file that nobody may write.
    ReadOnly(Vec<u8>),
    Directory,
    Link(PathBuf),
}

/// Which calls fail.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// None.
    None,
    /// The call of this number, the first being 0.
    At(usize, io::ErrorKind),
    /// All calls with this name.
    Every(&'static str, io::ErrorKind),
    /// The first so many calls with this name, and the failure may pass.
    Passing(&'static str, usize),
}

/// The file system.
pub(super) struct Faulty {
    things: RefCell<BTreeMap<PathBuf, Thing>>,
    /// The names of the calls made so far.
    calls: RefCell<Vec<&'static str>>,
    fault: Fault,
}

impl Faulty {
    pub(super) fn new(fault: Fault, things: &[(&str, Thing)]) -> Self {
        let things = things.iter().map(|(path, thing)| (PathBuf::from(path), thing.clone()));
        let (things, calls) = (RefCell::new(things.collect()), RefCell::default());
        Faulty { things, calls, fault }
    }

    pub(super) fn calls(&self) -> Vec<&'static str> {
        self.calls.borrow().clone()
    }

    pub(super) fn at(&self, path: &str) -> Option<Thing> {
        self.things.borrow().get(Path::new(path)).cloned()
    }

    pub(super) fn count(&self) -> usize {
        self.things.borrow().len()
    }

    fn call(&self, name: &'static str) -> io::Result<()> {
        let mut calls = self.calls.borrow_mut();
        let index = calls.len();
        let earlier = calls.iter().filter(|call| **call == name).count();
        calls.push(name);
        match self.fault {
            Fault::At(at, kind) if at == index => Err(kind.into()),
            Fault::Every(which, kind) if which == name => Err(kind.into()),
            Fault::Passing(which, count) if which == name && earlier < count => Err(io::ErrorKind::ResourceBusy.into()),
            _ => Ok(()),
        }
    }

    fn take(&self, path: &Path) -> io::Result<Thing> {
        self.things.borrow_mut().remove(path).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// A file that is being written.
pub(super) struct Handle<'f> {
    storage: &'f Faulty,
    path: PathBuf,
}

impl Write for Handle<'_> {
    /// Writes at most 1,000 bytes at a time.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.storage.call("write")?;
        let count = bytes.len().min(1_000);
        match self.storage.things.borrow_mut().get_mut(&self.path) {
            Some(Thing::File(data)) => data.extend_from_slice(&bytes[..count]),
            other => panic!("{} is not being written: {other:?}", self.path.display()),
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'f> Storage for &'f Faulty {
    type Input = Cursor<Vec<u8>>;
    type Output = Handle<'f>;

    fn open(&self, path: &Path) -> io::Result<Self::Input> {
        self.call("open")?;
        match self.things.borrow().get(path) {
            Some(Thing::File(data) | Thing::ReadOnly(data)) => Ok(Cursor::new(data.clone())),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn look(&self, path: &Path) -> io::Result<Entry> {
        self.call("look")?;
        let kind = match self.things.borrow().get(path) {
            Some(Thing::File(_) | Thing::ReadOnly(_)) => EntryKind::File,
            Some(Thing::Directory) => EntryKind::Directory,
            Some(Thing::Link(_)) => EntryKind::Link,
            None => return Err(io::ErrorKind::NotFound.into()),
        };
        let read_only = matches!(self.things.borrow().get(path), Some(Thing::ReadOnly(_)));
        Ok(Entry { kind, read_only, metadata: None })
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("read_link")?;
        match self.things.borrow().get(path) {
            Some(Thing::Link(to)) => Ok(to.clone()),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn check_writable(&self, _: &Path) -> io::Result<()> {
        self.call("check_writable")
    }

    fn create_new(&self, path: &Path, _: bool) -> io::Result<Handle<'f>> {
        self.call("create_new")?;
        let mut things = self.things.borrow_mut();
        if things.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if things.get(path.parent().unwrap()) != Some(&Thing::Directory) {
            return Err(io::ErrorKind::NotFound.into());
        }
        things.insert(path.to_owned(), Thing::File(Vec::new()));
        Ok(Handle { storage: self, path: path.to_owned() })
    }

    fn take_over(&self, _: &Handle<'f>, _: &Entry) -> io::Result<()> {
        self.call("take_over")
    }

    fn sync(&self, _: &Handle<'f>) -> io::Result<()> {
        self.call("sync")
    }

    fn close(&self, _: Handle<'f>) -> io::Result<()> {
        self.call("close")
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename")?;
        let thing = self.take(from)?;
        self.things.borrow_mut().insert(to.to_owned(), thing);
        Ok(())
    }

    fn is_passing(&self, error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::ResourceBusy
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        self.call("sync_directory")?;
        assert_eq!(self.things.borrow().get(path), Some(&Thing::Directory), "{}", path.display());
        Ok(())
    }

    fn create_directory(&self, path: &Path) -> io::Result<()> {
        self.call("create_directory")?;
        self.things.borrow_mut().insert(path.to_owned(), Thing::Directory);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call("remove")?;
        self.take(path).map(drop)
    }
}
