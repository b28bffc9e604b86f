//! Saves a sequence that is larger than memory, loads it again and verifies it, and prints the most memory that took.
//!
//! ```text
//! cargo run --release -p tests --bin stream -- [4GB] [FOLDER]
//! ```
//!
//! The rows are generated, and checked as they come back. The file is made in FOLDER (default: the system's for temporary
//! files), and removed at the end.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, fs};

use persist_core::{LoadOptions, Persist, SaveOptions};

/// The most memory that the process may have had, in bytes.
const ALLOWED: u64 = 64 << 20;

/// About 100 bytes in the file.
#[derive(Persist, PartialEq)]
struct Row {
    number: u64,
    place: [f64; 4],
    name: String,
    noise: [u64; 4],
}

fn mixed(number: u64, salt: u64) -> u64 {
    let bits = (number ^ salt.rotate_left(17)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (bits ^ (bits >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

fn row(number: u64) -> Row {
    Row {
        number,
        place: std::array::from_fn(|axis| mixed(number, axis as u64) as f64 / 1e9),
        name: format!("row {number} of a long file"),
        noise: std::array::from_fn(|index| mixed(number, 99 + index as u64)),
    }
}

/// `4GB` and the like.
fn size(text: &str) -> Option<u64> {
    let (number, unit) = match text.strip_suffix("GB") {
        Some(number) => (number, 1_000_000_000),
        None => (text.strip_suffix("MB")?, 1_000_000),
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}

/// The most memory that this process has had, where the system tells.
fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

/// A file that is removed at the end, however that comes.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn report(what: &str, bytes: u64, took: Duration) {
    let speed = bytes as f64 / took.as_secs_f64() / 1e6;
    let memory =
        most_memory().map_or_else(|| "unknown".to_owned(), |most| format!("{:.1} MiB", most as f64 / (1 << 20) as f64));
    println!("{what}: {bytes} bytes in {:.1} s, {speed:.0} MB/s; most memory so far: {memory}", took.as_secs_f64());
}

fn run(wanted: u64, path: &Path) -> persist_core::Result<()> {
    let sample = persist_core::to_vec(&(0..10_000).map(row).collect::<Vec<_>>())?.len() as u64;
    let rows = wanted / (sample / 10_000).max(1);
    println!("{rows} rows, about {wanted} bytes, in {}", path.display());

    let start = Instant::now();
    SaveOptions::new().sequence(path, (0..rows).map(row))?;
    let bytes = fs::metadata(path)?.len();
    report("saved", bytes, start.elapsed());

    let start = Instant::now();
    let mut number = 0;
    for found in LoadOptions::new().load_iter::<Row>(path)? {
        assert!(found? == row(number), "row {number} comes back as it was");
        number += 1;
    }
    assert_eq!(number, rows, "all rows come back");
    report("loaded", bytes, start.elapsed());

    let start = Instant::now();
    assert_eq!(persist_core::verify(path)?.rows(), rows);
    report("verified", bytes, start.elapsed());
    Ok(())
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(wanted) = size(&arguments.next().unwrap_or_else(|| "4GB".to_owned())) else {
        eprintln!("usage: stream [4GB] [FOLDER]");
        return ExitCode::FAILURE;
    };
    let folder = arguments.next().map_or_else(env::temp_dir, PathBuf::from);
    let file = Scratch(folder.join(format!("persist-stream-{}.persist", std::process::id())));
    if let Err(error) = run(wanted, &file.0) {
        eprintln!("error: {error}");
        return ExitCode::FAILURE;
    }
    match most_memory() {
        Some(most) if most > ALLOWED => {
            println!("more than {} MiB of memory", ALLOWED >> 20);
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}
