//! Where an operation is tried: a folder on the real disk, or `/d` on the simulated one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use persist_core::{Error, LoadOptions, Log, LogOptions, Persist, Result, SaveOptions};

use crate::faults::folder;
use crate::faults::versions::Versions;
use crate::simulated::SimulatedDisk;
use crate::specimen::Source;

/// What is saved to the file.
#[derive(Persist, Clone, Debug, PartialEq)]
pub struct Document {
    pub version: u64,
    noise: Vec<u64>,
}

/// What is appended to the log.
#[derive(Persist, Clone, Debug, PartialEq)]
pub struct Event {
    pub number: u64,
    noise: Vec<u8>,
}

/// The document of this version.
#[must_use]
pub fn document(version: u64) -> Document {
    let mut source = Source::new(version);
    Document { version, noise: (0..100).map(|_| source.bits()).collect() }
}

/// The event of this number.
#[must_use]
pub fn event(number: u64) -> Event {
    Event { number, noise: Source::new(number).bits().to_le_bytes().repeat(3) }
}

/// Where the files of an operation are.
#[derive(Clone, Debug)]
pub struct Place {
    folder: PathBuf,
    /// `None`: on the real disk.
    disk: Option<SimulatedDisk>,
}

/// What is in the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Which versions the file and its backups are.
    pub versions: Versions,
    /// The numbers of the events; `None`: there is no log.
    pub log: Option<Vec<u64>>,
}

impl Place {
    /// A folder on the real disk.
    #[must_use]
    pub fn real(folder: &Path) -> Self {
        Place { folder: folder.to_owned(), disk: None }
    }

    /// The folder `/d` of a simulated disk.
    #[must_use]
    pub fn simulated(disk: &SimulatedDisk) -> Self {
        Place { folder: "/d".into(), disk: Some(disk.clone()) }
    }

    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.join("file")
    }

    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    pub fn saving(&self) -> SaveOptions {
        let mut options = SaveOptions::new();
        if let Some(disk) = &self.disk {
            options.on_storage(disk.storage());
        }
        options
    }

    pub fn loading(&self) -> LoadOptions {
        let mut options = LoadOptions::new();
        if let Some(disk) = &self.disk {
            options.on_storage(disk.storage());
        }
        options
    }

    pub fn logging(&self) -> LogOptions {
        let mut options = LogOptions::new();
        if let Some(disk) = &self.disk {
            options.on_storage(disk.storage());
        }
        options
    }

    /// The names of all files, sorted.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn names(&self) -> io::Result<Vec<String>> {
        match &self.disk {
            Some(disk) => Ok(disk.names()),
            None => folder::names(&self.folder),
        }
    }

    /// The bytes of the file of this name.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
        let path = self.folder.join(name);
        match &self.disk {
            Some(disk) => disk.image().read(path).map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::NotFound.into()),
            None => fs::read(path),
        }
    }

    /// Cuts the log off, past the library.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn cut_log(&self, len: u64) -> io::Result<()> {
        let path = self.log();
        match &self.disk {
            None => fs::OpenOptions::new().write(true).open(path)?.set_len(len),
            Some(disk) => {
                disk.edit(|image| {
                    let file = image.file(&path);
                    file.into_iter().for_each(|file| image.files[file].truncate(len as usize));
                });
                Ok(())
            }
        }
    }

    /// What is in the files: all of it is checked.
    ///
    /// # Errors
    /// What is not as it was saved or appended.
    pub fn contents(&self) -> Result<Contents, String> {
        let mut versions = [None; 3];
        for (version, suffix) in versions.iter_mut().zip(["", ".backup-1", ".backup-2"]) {
            let path = self.folder.join(format!("file{suffix}"));
            *version = match self.loading().load::<Document>(path) {
                Ok(loaded) if loaded.value == document(loaded.value.version) => Some(loaded.value.version),
                Ok(loaded) => return Err(format!("the document of version {} is another one", loaded.value.version)),
                Err(error) if is_missing(&error) => None,
                Err(error) => return Err(error.to_string()),
            };
        }
        let log = match self.logging().read::<Event>(self.log()) {
            Ok(reader) => {
                let events = reader.collect::<Result<Vec<_>>>().map_err(|error| error.to_string())?;
                Some(numbers(&events)?)
            }
            Err(error) if is_missing(&error) => None,
            Err(error) => return Err(error.to_string()),
        };
        Ok(Contents { versions, log })
    }

    /// Opens the log.
    ///
    /// # Errors
    /// Those of opening.
    pub fn open_log(&self) -> Result<Log<Event>> {
        self.logging().open(self.log())
    }
}

/// The numbers of events.
///
/// # Errors
/// If one of them is not what was appended.
pub fn numbers(events: &[Event]) -> Result<Vec<u64>, String> {
    match events.iter().find(|found| **found != event(found.number)) {
        Some(wrong) => Err(format!("event {} is another one", wrong.number)),
        None => Ok(events.iter().map(|event| event.number).collect()),
    }
}

/// What the file system has reported.
#[must_use]
pub fn cause(error: &Error) -> Option<&io::Error> {
    std::error::Error::source(error).and_then(|cause| cause.downcast_ref())
}

fn is_missing(error: &Error) -> bool {
    cause(error).is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound)
}
