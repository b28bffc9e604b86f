//! What the process does that is killed: steps, of which the number says all.

use std::path::{Path, PathBuf};

use persist_core::{Durability, LoadOptions, Log, LogOptions, Persist, Result, SaveOptions, Token};

use crate::specimen::Source;

/// A row of the log: one of those that a step appends together.
#[derive(Persist, Clone, Debug, PartialEq)]
pub struct Row {
    pub step: u64,
    pub index: u32,
    noise: Vec<u8>,
}

/// What is saved to a file.
#[derive(Persist, Clone, Debug, PartialEq)]
pub struct Version {
    pub step: u64,
    noise: Vec<u8>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Appends so many rows, each with so many bytes of noise.
    Append { rows: u32, noise: usize },
    /// Saves `file`, with two backups.
    Save,
    /// Saves `counter`, if it is what this process has last seen there.
    Replace,
    /// Saves `stream` as its items are made, in several chunks.
    Stream,
    /// Writes the log anew.
    Compact,
    /// Closes the log and opens it again.
    Reopen,
}

/// The step of this number, the first being 1.
#[must_use]
pub fn step(number: u64) -> Step {
    let mut source = Source::new(number);
    match source.below(32) {
        0 | 1 => Step::Compact,
        2 => Step::Reopen,
        3..9 => Step::Save,
        9..12 => Step::Replace,
        12 | 13 => Step::Stream,
        // Large enough to be killed in the middle of a write.
        14 => Step::Append { rows: 40 + source.below(160) as u32, noise: 1 << 14 },
        15..20 => Step::Append { rows: 2 + source.below(200) as u32, noise: source.below(20) },
        _ => Step::Append { rows: 1, noise: source.below(100) },
    }
}

/// The rows that a step appends; none, if it does something else.
#[must_use]
pub fn rows(number: u64) -> Vec<Row> {
    let Step::Append { rows, noise: len } = step(number) else { return Vec::new() };
    (0..rows).map(|index| Row { step: number, index, noise: noise(number ^ u64::from(index) << 40, len) }).collect()
}

/// What a step saves.
#[must_use]
pub fn version(number: u64) -> Version {
    let len = Source::new(!number).below(60_000);
    Version { step: number, noise: noise(number, len) }
}

/// The items that a step streams.
pub fn items(number: u64) -> impl Iterator<Item = u64> {
    let mut source = Source::new(number);
    let count = source.below(20_000);
    std::iter::once(number).chain((0..count).map(move |_| source.bits()))
}

fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut source = Source::new(seed);
    let mut noise = Vec::with_capacity(len + 8);
    while noise.len() < len {
        noise.extend_from_slice(&source.bits().to_le_bytes());
    }
    noise.truncate(len);
    noise
}

/// Where everything is in a folder.
#[must_use]
pub fn log_path(folder: &Path) -> PathBuf {
    folder.join("log")
}

#[must_use]
pub fn file_path(folder: &Path) -> PathBuf {
    folder.join("file")
}

#[must_use]
pub fn counter_path(folder: &Path) -> PathBuf {
    folder.join("counter")
}

#[must_use]
pub fn stream_path(folder: &Path) -> PathBuf {
    folder.join("stream")
}

/// Takes steps.
#[derive(Debug)]
pub struct Worker {
    folder: PathBuf,
    durability: Durability,
    /// `None` while it is opened again.
    log: Option<Log<Row>>,
    /// Which version of `counter` is there.
    token: Option<Token>,
}

impl Worker {
    /// Opens everything in `folder`, which may have been left by one that was killed.
    ///
    /// # Errors
    /// What opening reports.
    pub fn new(folder: &Path, durability: Durability) -> Result<Self> {
        let log = Some(LogOptions::new().durability(durability).open(log_path(folder))?);
        let counter = counter_path(folder);
        let token = match counter.exists() {
            true => Some(LoadOptions::new().load::<Version>(&counter)?.token),
            false => None,
        };
        Ok(Worker { folder: folder.to_owned(), durability, log, token })
    }

    /// Takes the step of this number.
    ///
    /// # Errors
    /// What it reports.
    pub fn take(&mut self, number: u64) -> Result<()> {
        let mut options = SaveOptions::new();
        options.durability(self.durability);
        match (step(number), &mut self.log) {
            (Step::Append { .. }, Some(log)) => match &rows(number)[..] {
                [row] => log.append(row)?,
                rows => log.append_all(rows)?,
            },
            (Step::Compact, Some(log)) => log.compact()?,
            (Step::Save, _) => {
                options.backups(2).save(file_path(&self.folder), &version(number))?;
            }
            (Step::Replace, _) => {
                let saved = options.if_unchanged(self.token).save(counter_path(&self.folder), &version(number))?;
                self.token = Some(saved.token);
            }
            (Step::Stream, _) => {
                options.chunk_size(1 << 12).sequence(stream_path(&self.folder), items(number))?;
            }
            (Step::Reopen, _) | (_, None) => {
                self.log = None;
                self.log = Some(LogOptions::new().durability(self.durability).open(log_path(&self.folder))?);
            }
        }
        Ok(())
    }
}
