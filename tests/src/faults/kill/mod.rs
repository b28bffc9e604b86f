//! A process that writes is killed at random moments, and started again in the same folder.
//!
//! The process takes [`steps`], and acknowledges each over a pipe after the call has returned. When it is dead, the
//! acknowledgements are read, and [`mod@check`] looks for them in what is on the disk. SIGKILL leaves what the system has
//! been given: what a power cut leaves is another matter, for which there is the simulated disk. In a [`race`] there are several
//! processes, which save one file at once.

pub mod check;
pub mod race;
pub mod steps;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use persist_core::Durability;

use self::check::{Found, Known, check, recover};
use self::steps::{Step, Worker, log_path, step};
use super::folder::Folder;
use crate::specimen::Source;

/// The hidden command with which the program starts itself.
pub const CHILD: &str = "kill-child";

/// After so many rounds, or with a log of so many bytes, a new folder is begun.
const ROUNDS: u32 = 25;
const SIZE: u64 = 24 << 20;

/// How many bytes make a step a large one.
const LARGE: usize = 1 << 19;

/// How many steps the last process in a folder takes, which nobody kills: enough for some of each kind.
const LAST: u64 = 100;

/// What has been done, and what came of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub rounds: u32,
    pub folders: u32,
    /// Kills before the log was open.
    pub early: u32,
    pub steps: u64,
    /// Steps that were done, but not acknowledged.
    pub unacknowledged: u32,
    pub torn: u32,
    /// Kills that left a temporary file.
    pub litter: u32,
    pub lost: u32,
}

/// `kill [--rounds N] [--seed N]`.
///
/// # Errors
/// Wrong arguments, or anything that was lost.
pub fn main(arguments: &[&str]) -> Result<(), String> {
    let (mut rounds, mut seed) = (500, u64::from(std::process::id()));
    for pair in arguments.chunks(2) {
        match pair {
            ["--rounds", number] => rounds = parse(number)?,
            ["--seed", number] => seed = parse(number)?,
            _ => return Err(format!("`kill` does not know {pair:?}")),
        }
    }
    println!("kill: seed {seed}");
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let counts = run(&program, rounds, seed)?;
    println!("kills: {}, {} of them before the log was open", counts.rounds, counts.early);
    println!("folders: {}, each used further after a kill", counts.folders);
    println!("steps acknowledged: {}", counts.steps);
    println!("steps done when the kill came before their acknowledgement: {}", counts.unacknowledged);
    println!("torn tails: {}", counts.torn);
    println!("temporary files left, and swept later: {}", counts.litter);
    let race = race::run(&program, (rounds / 5).max(1), seed)?;
    println!(
        "races: {}, of {} processes each, all of which are killed: {} kills",
        race.rounds,
        race::SAVERS,
        race.kills
    );
    println!("saves acknowledged: {}; done when the kill came before: {}", race.saves, race.unacknowledged);
    println!("races that left temporary files: {}", race.litter);
    let lost = counts.lost + race.lost;
    println!("kill: {} rounds, lost: {lost}", counts.rounds + race.rounds);
    if lost == 0 { Ok(()) } else { Err("something was lost".to_owned()) }
}

fn parse<N: std::str::FromStr>(number: &str) -> Result<N, String> {
    number.parse().map_err(|_| format!("{number:?} is no number that fits"))
}

fn parse_durability(name: &str) -> Result<Durability, String> {
    let levels = [Durability::None, Durability::Flush, Durability::Full];
    levels.into_iter().find(|level| format!("{level:?}") == name).ok_or("there is no such durability".to_owned())
}

/// Kills `program` so many times.
///
/// # Errors
/// If it cannot be started, or a folder not be made. What is lost is counted, and told on the standard error.
pub fn run(program: &Path, rounds: u32, seed: u64) -> Result<Counts, String> {
    let mut source = Source::new(seed);
    let mut counts = Counts::default();
    while counts.rounds < rounds {
        counts.folders += 1;
        let folder = Folder::new("kill").map_err(|error| error.to_string())?;
        if let Err(lost) = in_folder(program, folder.path(), rounds, &mut source, &mut counts) {
            counts.lost += 1;
            eprintln!("lost: {lost}; see {}", folder.keep().display());
        }
    }
    Ok(counts)
}

/// Kills in one folder, until it is used up.
fn in_folder(
    program: &Path,
    folder: &Path,
    rounds: u32,
    source: &mut Source,
    counts: &mut Counts,
) -> Result<(), String> {
    let (mut known, mut litter) = (Known::default(), 0);
    for _ in 0..ROUNDS {
        if counts.rounds == rounds {
            break;
        }
        counts.rounds += 1;
        let acknowledged = Life::begin(program, folder, known.done + 1, u64::MAX, durability(source))?.kill(source)?;
        let opened = !acknowledged.is_empty();
        known = follow(known, &acknowledged)?;
        let found = check(folder, known)?;
        // Who opens the log sweeps first, and has at most one new file at a time.
        let most = if opened { 1 } else { litter + 1 };
        if found.litter > most {
            return Err(format!("{} temporary files, where {most} can be", found.litter));
        }
        count(counts, known, found, &acknowledged);
        if found.torn > 0 && source.below(2) == 0 {
            // Otherwise the next process does it, and may be killed in the middle of it.
            recover(folder, found.torn)?;
        }
        (known.done, litter) = (found.done, found.litter);
        if found.size > SIZE {
            break;
        }
    }
    end(program, folder, known, counts)
}

/// A last process, that nobody kills, cleans up.
fn end(program: &Path, folder: &Path, known: Known, counts: &mut Counts) -> Result<(), String> {
    let until = known.done + LAST;
    let acknowledged = Life::begin(program, folder, known.done + 1, until, Durability::None)?.end()?;
    let known = follow(known, &acknowledged)?;
    counts.steps += acknowledged.len() as u64 - 1;
    let found = check(folder, known)?;
    if (known.done, found.done, found.torn, found.litter, found.surplus) != (until, until, 0, 0, false) {
        return Err(format!("the last process should leave step {until} and no litter, and left {found:?}"));
    }
    Ok(())
}

fn count(counts: &mut Counts, known: Known, found: Found, acknowledged: &[u64]) {
    counts.early += u32::from(acknowledged.is_empty());
    counts.steps += acknowledged.len().saturating_sub(1) as u64;
    counts.unacknowledged += u32::from(found.done > known.done);
    counts.torn += u32::from(found.torn > 0);
    counts.litter += u32::from(found.litter > 0);
}

/// What is known after further acknowledgements: first that everything is open, then one for each step.
fn follow(known: Known, acknowledged: &[u64]) -> Result<Known, String> {
    let expected = known.done..known.done + acknowledged.len() as u64;
    if !acknowledged.iter().copied().eq(expected) {
        return Err(format!("after {} came the acknowledgements {acknowledged:?}", known.done));
    }
    Ok(Known { opened: known.opened || !acknowledged.is_empty(), done: *acknowledged.last().unwrap_or(&known.done) })
}

fn durability(source: &mut Source) -> Durability {
    match source.below(10) {
        0 => Durability::Full,
        1 => Durability::Flush,
        _ => Durability::None,
    }
}

/// A process that takes steps.
struct Life {
    process: Child,
    pipe: ChildStdout,
    log: PathBuf,
    /// Its first step.
    first: u64,
}

impl Life {
    fn begin(program: &Path, folder: &Path, first: u64, until: u64, durability: Durability) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.arg(CHILD).arg(folder).args([first.to_string(), until.to_string(), format!("{durability:?}")]);
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process = spawned.map_err(|error| format!("{} does not start: {error}", program.display()))?;
        let pipe = process.stdout.take().ok_or("the process has no output")?;
        Ok(Life { process, pipe, log: log_path(folder), first })
    }

    /// Kills it at a random moment; what it has acknowledged.
    fn kill(mut self, source: &mut Source) -> Result<Vec<u64>, String> {
        // Most of the moments lie close to an acknowledgement, where the next step has just begun; and many of those steps
        // write much.
        let kind = source.below(8);
        let (wait_for, most) = match kind {
            0 => (0, 300),
            1 => (0, 3_000),
            2 => (1, 100),
            3 | 4 => (1 + source.below(40), 300),
            5 | 6 => (self.before_a_large_step(1 + source.below(20)), [100, 6_000][kind - 5]),
            _ => (1 + source.below(40), 5_000),
        };
        let mut bytes = vec![0; 8 * wait_for];
        let read = self.pipe.read_exact(&mut bytes);
        if kind == 5 {
            self.until_the_log_grows();
        }
        wait(Duration::from_micros(source.below(most) as u64));
        let killed = self.process.kill();
        let status = self.process.wait().map_err(|error| error.to_string())?;
        read.and(killed)
            .map_err(|error| format!("the process has not lived as long as it should: {error}, {status}"))?;
        if status.code().is_some() {
            return Err(format!("the process has ended by itself: {status}"));
        }
        self.pipe.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        numbers(&bytes)
    }

    /// Waits until a write to the log has begun, but not for long.
    fn until_the_log_grows(&self) {
        let size = || self.log.metadata().map_or(0, |metadata| metadata.len());
        let (before, begin) = (size(), Instant::now());
        while size() == before && begin.elapsed() < Duration::from_millis(20) {}
    }

    /// The number of acknowledgements, at least `least`, after which comes a step whose write takes long enough to be
    /// killed in the middle.
    fn before_a_large_step(&self, least: usize) -> usize {
        let is_large = |wait_for: &usize| match step(self.first + *wait_for as u64 - 1) {
            Step::Append { rows, noise } => rows as usize * noise > LARGE,
            _ => false,
        };
        (least..).find(is_large).unwrap_or(least)
    }

    /// Waits until it has taken its steps; what it has acknowledged.
    fn end(mut self) -> Result<Vec<u64>, String> {
        let mut bytes = Vec::new();
        self.pipe.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        let status = self.process.wait().map_err(|error| error.to_string())?;
        if !status.success() {
            return Err(format!("a process that nobody killed has failed: {status}"));
        }
        numbers(&bytes)
    }
}

/// A pause too short for the system's clock to wake anybody up in time.
fn wait(pause: Duration) {
    let begin = Instant::now();
    while begin.elapsed() < pause {
        std::hint::spin_loop();
    }
}

fn numbers(bytes: &[u8]) -> Result<Vec<u64>, String> {
    // A pipe takes 8 bytes whole, or not at all.
    let (numbers, []) = bytes.as_chunks() else { return Err("a part of an acknowledgement".to_owned()) };
    Ok(numbers.iter().map(|number| u64::from_le_bytes(*number)).collect())
}

/// `kill-child FOLDER FIRST UNTIL DURABILITY`: takes steps, and acknowledges each on its standard output; before them,
/// that everything is open.
///
/// # Errors
/// A step that failed.
pub fn child(arguments: &[&str]) -> Result<(), String> {
    let [folder, first, until, durability] = arguments else { return Err("a folder and steps are missing".to_owned()) };
    let (first, until): (u64, u64) = (parse(first)?, parse(until)?);
    let durability = parse_durability(durability)?;
    let mut out = std::io::stdout();
    let mut acknowledge = |number: u64| {
        let written = out.write_all(&number.to_le_bytes()).and_then(|()| out.flush());
        written.map_err(|error| error.to_string())
    };
    let mut worker = Worker::new(Path::new(folder), durability).map_err(|error| error.to_string())?;
    acknowledge(first - 1)?;
    for number in first..=until {
        worker.take(number).map_err(|error| format!("step {number}: {error}"))?;
        acknowledge(number)?;
    }
    Ok(())
}
