//! Processes that save one file at once, each only the version that it has loaded, and are killed at random moments.
//!
//! Each of them counts how often it has saved, in a number of its own in the file, and acknowledges each count over its pipe after
//! the call has returned. If one replaced a version that it had not seen, a count of another one would be gone.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use persist_core::{Durability, ErrorKind, LoadOptions, Persist, SaveOptions};

use super::{durability, numbers, parse, parse_durability, wait};
use crate::faults::folder::{Folder, is_temporary, names};
use crate::specimen::Source;

/// The hidden command with which the program starts itself.
pub const CHILD: &str = "kill-race-child";

/// How many processes save at once.
pub const SAVERS: usize = 3;

/// After so many rounds, a new folder is begun.
const ROUNDS: u32 = 10;

/// What they save: how often each of them has, and bytes that follow from that.
#[derive(Persist, Clone, Debug, Default, PartialEq)]
pub struct Shared {
    pub counts: [u64; SAVERS],
    noise: Vec<u8>,
}

impl Shared {
    /// The version with these counts.
    #[must_use]
    pub fn of(counts: [u64; SAVERS]) -> Self {
        let mut source = Source::new(counts.iter().fold(7, |seed, count| seed * 0x1_0001 + count));
        let noise = (0..source.below(20_000)).map(|_| source.bits() as u8).collect();
        Shared { counts, noise }
    }
}

/// What has been done, and what came of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub rounds: u32,
    pub kills: u32,
    pub saves: u64,
    /// Saves that were done, but not acknowledged.
    pub unacknowledged: u64,
    /// Kills of all that left a temporary file.
    pub litter: u32,
    pub lost: u32,
}

/// Where the file is in a folder.
#[must_use]
pub fn shared_path(folder: &Path) -> PathBuf {
    folder.join("shared")
}

/// Has `program` save from several processes, and kills all of them, so many times.
///
/// # Errors
/// If it cannot be started, or a folder not be made. What is lost is counted, and told on the standard error.
pub fn run(program: &Path, rounds: u32, seed: u64) -> Result<Counts, String> {
    let mut source = Source::new(seed);
    let mut counts = Counts::default();
    while counts.rounds < rounds {
        let folder = Folder::new("race").map_err(|error| error.to_string())?;
        if let Err(lost) = in_folder(program, folder.path(), rounds, &mut source, &mut counts) {
            counts.lost += 1;
            eprintln!("lost: {lost}; see {}", folder.keep().display());
        }
    }
    Ok(counts)
}

fn in_folder(
    program: &Path,
    folder: &Path,
    rounds: u32,
    source: &mut Source,
    counts: &mut Counts,
) -> Result<(), String> {
    persist_core::save(shared_path(folder), &Shared::of([0; SAVERS])).map_err(|error| error.to_string())?;
    let mut known = [0; SAVERS];
    for _ in 0..ROUNDS {
        if counts.rounds == rounds {
            break;
        }
        counts.rounds += 1;
        let level = durability(source);
        let begin = |index: usize| Saver::begin(program, folder, index, level);
        let savers = (0..SAVERS).map(begin).collect::<Result<Vec<_>, _>>()?;
        let mut done = known;
        // One after another: those that are left go on in the middle of what a dead one has left.
        for (saver, done) in savers.into_iter().zip(&mut done) {
            *done = saver.kill(*done, source)?;
            counts.kills += 1;
        }
        let found = check(folder, done)?;
        let sum = |counts: [u64; SAVERS]| counts.iter().sum::<u64>();
        counts.saves += sum(done) - sum(known);
        counts.unacknowledged += sum(found.counts) - sum(done);
        counts.litter += u32::from(found.litter > 0);
        known = found.counts;
    }
    Ok(())
}

/// What is in the folder.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub counts: [u64; SAVERS],
    /// How many temporary files there are.
    pub litter: usize,
}

/// Looks for what has been acknowledged: one whole version, with all counts, and of each process at most the one after.
///
/// # Errors
/// What is missing or wrong.
pub fn check(folder: &Path, acknowledged: [u64; SAVERS]) -> Result<Found, String> {
    let found: Shared =
        persist_core::load(shared_path(folder)).map_err(|error| format!("it does not load: {error}"))?;
    if found != Shared::of(found.counts) {
        return Err(format!("what is saved is none of the versions: {:?}", found.counts));
    }
    for (found, done) in found.counts.into_iter().zip(acknowledged) {
        if !(done..=done + 1).contains(&found) {
            return Err(format!("a process has saved {done} times, and {found} are there"));
        }
    }
    let names = names(folder).map_err(|error| error.to_string())?;
    let litter = names.iter().filter(|name| is_temporary(name)).count();
    if let Some(name) =
        names.iter().find(|name| !is_temporary(name) && !["shared", "shared.lock"].contains(&name.as_str()))
    {
        return Err(format!("{name:?} is there"));
    }
    // Each process sweeps once, before its first save, and has one temporary file at a time.
    if litter > 2 * SAVERS {
        return Err(format!("{litter} temporary files"));
    }
    Ok(Found { counts: found.counts, litter })
}

/// A process that saves.
struct Saver {
    process: Child,
    pipe: ChildStdout,
}

impl Saver {
    fn begin(program: &Path, folder: &Path, index: usize, durability: Durability) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.arg(CHILD).arg(folder).args([index.to_string(), format!("{durability:?}")]);
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process = spawned.map_err(|error| format!("{} does not start: {error}", program.display()))?;
        let pipe = process.stdout.take().ok_or("the process has no output")?;
        Ok(Saver { process, pipe })
    }

    /// Kills it at a random moment; how often it has saved, which was so often before.
    fn kill(mut self, before: u64, source: &mut Source) -> Result<u64, String> {
        let mut bytes = vec![0; 8 * source.below(12)];
        let read = self.pipe.read_exact(&mut bytes);
        wait(Duration::from_micros(source.below(1_500) as u64));
        let killed = self.process.kill();
        let status = self.process.wait().map_err(|error| error.to_string())?;
        read.and(killed).map_err(|error| format!("a process has ended by itself: {error}, {status}"))?;
        self.pipe.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        let acknowledged = numbers(&bytes)?;
        if !acknowledged.iter().copied().eq(before + 1..=before + acknowledged.len() as u64) {
            return Err(format!("a process that had saved {before} times has counted {acknowledged:?}"));
        }
        Ok(before + acknowledged.len() as u64)
    }
}

/// Saves as the process of this number, until `acknowledge` fails.
///
/// # Errors
/// Whatever a save or a load reports, but that the file has changed meanwhile; and what `acknowledge` reports.
pub fn save(
    path: &Path,
    index: usize,
    options: &SaveOptions,
    acknowledge: &mut dyn FnMut(u64) -> Result<(), String>,
) -> Result<(), String> {
    loop {
        let loaded = LoadOptions::new().load::<Shared>(path).map_err(|error| error.to_string())?;
        let mut counts = loaded.value.counts;
        counts[index] += 1;
        match options.clone().if_unchanged(Some(loaded.token)).save(path, &Shared::of(counts)) {
            Ok(_) => acknowledge(counts[index])?,
            Err(error) if error.kind() == ErrorKind::Changed => {}
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// `kill-race-child FOLDER INDEX DURABILITY`: saves, and acknowledges each save on its standard output.
///
/// # Errors
/// A save that failed.
pub fn child(arguments: &[&str]) -> Result<(), String> {
    let [folder, index, durability] = arguments else { return Err("a folder and a number are missing".to_owned()) };
    let index: usize = parse(index)?;
    let mut options = SaveOptions::new();
    options.durability(parse_durability(durability)?);
    let mut out = std::io::stdout();
    save(&shared_path(Path::new(folder)), index, &options, &mut |count| {
        let written = out.write_all(&count.to_le_bytes()).and_then(|()| out.flush());
        written.map_err(|error| error.to_string())
    })
}
