//! The file system: an [`Image`] that is changed by calls, which are counted, recorded, and fail where they
//! are told to.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use persist_core::__private::storage::{Access, Entry, EntryKind, Handle, Rights, Storage};

use super::content::{Image, Op, Thing, parent};

/// Which calls fail.
#[derive(Clone, Copy, Debug, Default)]
pub enum Fault {
    #[default]
    None,
    /// The call of this number, the first being 0.
    At(usize, io::ErrorKind),
    /// The call of this number and all after it.
    From(usize, io::ErrorKind),
    /// The calls from the one of the first number up to the one before that of the second.
    Between(usize, usize, io::ErrorKind),
    /// All calls with this name.
    Every(&'static str, io::ErrorKind),
    /// The first so many calls with this name, and the failure may pass.
    Passing(&'static str, usize),
}

/// A simulated file system. A clone is the same one.
#[derive(Clone)]
pub struct SimulatedDisk(Arc<Mutex<State>>);

struct State {
    image: Image,
    fault: Fault,
    /// How many bytes a single write takes.
    most: usize,
    /// Whether a file may have further names.
    links: bool,
    /// The names of the calls so far.
    calls: Vec<&'static str>,
    /// What they changed.
    trace: Vec<Op>,
    /// Files that are locked, and by which handle.
    locks: BTreeMap<usize, u64>,
    handles: u64,
}

impl fmt::Debug for SimulatedDisk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SimulatedDisk").field(&self.state().image.names).finish()
    }
}

impl SimulatedDisk {
    /// A file system with these contents.
    pub fn new(image: Image) -> Self {
        let state = State {
            image,
            fault: Fault::None,
            most: usize::MAX,
            links: true,
            calls: Vec::new(),
            trace: Vec::new(),
            locks: BTreeMap::new(),
            handles: 0,
        };
        SimulatedDisk(Arc::new(Mutex::new(state)))
    }

    /// A file system with the directory `/d`.
    pub fn empty() -> Self {
        let names = [("/", Thing::Directory), ("/d", Thing::Directory)];
        let names = names.into_iter().map(|(path, thing)| (path.into(), thing)).collect();
        SimulatedDisk::new(Image { names, ..Image::default() })
    }

    /// As what options take.
    pub fn storage(&self) -> Arc<dyn Storage> {
        Arc::new(self.clone())
    }

    /// Has calls fail, counted from now on.
    pub fn fail(&self, fault: Fault) {
        let mut state = self.state();
        state.fault = fault;
        state.calls.clear();
    }

    /// Has single writes take no more than so many bytes.
    pub fn short_writes(&self, most: usize) {
        self.state().most = most;
    }

    /// Whether a file can only have one name.
    pub fn without_links(&self, without: bool) {
        self.state().links = !without;
    }

    /// Changes the contents, outside of all calls.
    pub fn edit(&self, edit: impl FnOnce(&mut Image)) {
        edit(&mut self.state().image);
    }

    /// The contents as all processes see them.
    pub fn image(&self) -> Image {
        self.state().image.clone()
    }

    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.state().image.read(path).map(<[u8]>::to_vec)
    }

    /// The names in `/d`.
    pub fn names(&self) -> Vec<String> {
        let names = self.state().image.list(Path::new("/d"));
        names.iter().map(|name| name.to_str().expect("a text").to_owned()).collect()
    }

    /// The calls since the beginning or the last [`SimulatedDisk::fail`].
    pub fn calls(&self) -> Vec<&'static str> {
        self.state().calls.clone()
    }

    /// What calls changed so far.
    pub fn trace(&self) -> Vec<Op> {
        self.state().trace.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a call.
    fn call(&self, name: &'static str) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.state();
        let index = state.calls.len();
        state.calls.push(name);
        let so_far = || state.calls.iter().filter(|call| **call == name).count();
        match state.fault {
            Fault::At(at, kind) if at == index => Err(kind.into()),
            Fault::From(from, kind) if from <= index => Err(kind.into()),
            Fault::Between(from, to, kind) if (from..to).contains(&index) => Err(kind.into()),
            Fault::Every(which, kind) if which == name => Err(kind.into()),
            Fault::Passing(which, count) if which == name && so_far() <= count => {
                Err(io::ErrorKind::ResourceBusy.into())
            }
            _ => Ok(state),
        }
    }
}

impl State {
    fn change(&mut self, op: Op) {
        self.image.apply(&op);
        self.trace.push(op);
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.image.names.get(path) {
            Some(Thing::File(number)) => Ok(*number),
            Some(Thing::Directory) => Err(io::ErrorKind::IsADirectory.into()),
            Some(Thing::Link(to)) => self.file(&parent(path).join(to)),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn create(&mut self, path: &Path) -> io::Result<usize> {
        self.check_free(path)?;
        let file = self.image.files.len();
        self.change(Op::Create(path.to_owned(), file));
        Ok(file)
    }

    fn check_directory(&self, of: &Path) -> io::Result<()> {
        match self.image.names.get(parent(of)) {
            Some(Thing::Directory) => Ok(()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn check_free(&self, path: &Path) -> io::Result<()> {
        self.check_directory(path)?;
        match self.image.names.contains_key(path) {
            true => Err(io::ErrorKind::AlreadyExists.into()),
            false => Ok(()),
        }
    }

    fn entry(&self, thing: &Thing) -> Entry {
        let (kind, file) = match thing {
            Thing::File(number) => (EntryKind::File, Some(*number)),
            Thing::Directory => (EntryKind::Directory, None),
            Thing::Link(_) => (EntryKind::Link, None),
        };
        Entry {
            kind,
            len: file.map_or(0, |file| self.image.files[file].len() as u64),
            read_only: file.is_some_and(|file| self.image.read_only.contains(&file)),
            links: self.image.names.values().filter(|other| *other == thing).count() as u64,
            id: file.map(|file| (1, file as u64)),
            metadata: None,
        }
    }
}

impl Storage for SimulatedDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn Handle>> {
        let mut state = self.call("open")?;
        let file = match state.file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && access == Access::Lock => state.create(path)?,
            found => found?,
        };
        Ok(self.handle(&mut state, file))
    }

    fn create_new(&self, path: &Path, _: Rights<'_>) -> io::Result<Box<dyn Handle>> {
        let mut state = self.call("create_new")?;
        let file = state.create(path)?;
        Ok(self.handle(&mut state, file))
    }

    fn look(&self, path: &Path) -> io::Result<Entry> {
        let state = self.call("look")?;
        match state.image.names.get(path) {
            Some(thing) => Ok(state.entry(thing)),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        match self.call("read_link")?.image.names.get(path) {
            Some(Thing::Link(to)) => Ok(to.clone()),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn check_writable(&self, _: &Path) -> io::Result<()> {
        self.call("check_writable").map(drop)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.call("rename")?;
        let file = state.file(from)?;
        state.check_directory(to)?;
        state.change(Op::Rename(from.to_owned(), to.to_owned(), file));
        Ok(())
    }

    fn is_passing(&self, error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::ResourceBusy
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.call("link")?;
        if !state.links {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let file = state.file(from)?;
        state.check_free(to)?;
        state.change(Op::Link(file, to.to_owned()));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.call("remove")?;
        state.file(path)?;
        state.change(Op::Remove(path.to_owned()));
        Ok(())
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<OsString>> {
        Ok(self.call("list")?.image.list(directory).into_iter().map(PathBuf::into_os_string).collect())
    }

    fn may_have_litter(&self, _: &Path) -> bool {
        true
    }

    fn create_directory(&self, path: &Path) -> io::Result<()> {
        let mut state = self.call("create_directory")?;
        state.check_free(path)?;
        state.change(Op::Directory(path.to_owned()));
        Ok(())
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        let mut state = self.call("sync_directory")?;
        assert_eq!(state.image.names.get(path), Some(&Thing::Directory), "{}", path.display());
        state.change(Op::SyncDirectory(path.to_owned()));
        Ok(())
    }
}

impl SimulatedDisk {
    fn handle(&self, state: &mut State, file: usize) -> Box<dyn Handle> {
        state.handles += 1;
        Box::new(Open { disk: self.clone(), file, number: state.handles, at: 0 })
    }
}

/// An open file.
struct Open {
    disk: SimulatedDisk,
    file: usize,
    number: u64,
    at: usize,
}

impl Read for Open {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let state = self.disk.call("read")?;
        let content = &state.image.files[self.file];
        let rest = content.get(self.at..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

impl Write for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.disk.call("write")?;
        let count = bytes.len().min(state.most);
        state.change(Op::Write { file: self.file, at: self.at, bytes: bytes[..count].to_vec() });
        self.at += count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Open {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let len = self.disk.call("seek")?.image.files[self.file].len() as i64;
        let at = match to {
            SeekFrom::Start(at) => i64::try_from(at).expect("a place in a small file"),
            SeekFrom::End(by) => len + by,
            SeekFrom::Current(by) => self.at as i64 + by,
        };
        self.at = usize::try_from(at).map_err(|_| io::ErrorKind::InvalidInput)?;
        Ok(self.at as u64)
    }
}

impl Handle for Open {
    fn look(&self) -> io::Result<Entry> {
        let state = self.disk.call("look")?;
        Ok(state.entry(&Thing::File(self.file)))
    }

    fn take_over(&self, _: &Entry, _: &Entry) -> io::Result<()> {
        self.disk.call("take_over").map(drop)
    }

    fn try_lock(&self) -> io::Result<bool> {
        let mut state = self.disk.call("try_lock")?;
        Ok(*state.locks.entry(self.file).or_insert(self.number) == self.number)
    }

    fn lock(&self) -> io::Result<()> {
        let mut state = self.disk.call("lock")?;
        let holder = *state.locks.entry(self.file).or_insert(self.number);
        assert_eq!(holder, self.number, "it would wait for ever: there is one thread");
        Ok(())
    }

    fn unlock(&self) -> io::Result<()> {
        self.disk.call("unlock")?.locks.retain(|_, holder| *holder != self.number);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        self.disk.call("sync_data")?.change(Op::Sync(self.file));
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        self.disk.call("sync")?.change(Op::Sync(self.file));
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let len = usize::try_from(len).expect("a small file");
        self.disk.call("set_len")?.change(Op::SetLen { file: self.file, len });
        Ok(())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let number = self.number;
        self.disk.state().locks.retain(|_, holder| *holder != number);
    }
}
