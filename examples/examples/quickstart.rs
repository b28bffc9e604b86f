//! Saves the index of a folder, and finds what has changed since.
//!
//! ```text
//! cargo run --release --example quickstart [FOLDER]
//! ```
//!
//! Walks a folder (this repository, if none is given), makes typed objects of what it finds, saves
//! them to a file, loads them, compares, and says how long it took. Run it again: it loads what
//! the last run saved, and says what has changed in the folder.
//!
//! The objects are in `examples/src/file_index.rs`. What Persist does with them is two lines of
//! this file: `persist_core::save(…)` and `persist_core::load(…)`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use examples::file_index::FileIndex;
use examples::report::{ago, bytes, grouped, per_second};

fn main() -> Result<(), Box<dyn Error>> {
    let root = root()?;
    let file = index_file(&root);
    let earlier = earlier_index(&file);

    println!("walking  {} …", root.display());
    let (index, time) = timed(|| FileIndex::of(&root)).map_err(|error| at(&root, &error))?;
    print_totals(&index, time);

    // Saved to a file, with checksums, and safe on the disk when `save` returns.
    let (_, saving) = timed(|| persist_core::save(&file, &index))?;
    let (loaded, loading) = timed(|| persist_core::load::<FileIndex>(&file))?;
    same(&index, &loaded)?;

    // In memory only, as for a message or a cache.
    let (encoded, encoding) = timed(|| persist_core::encode(&index))?;
    let (decoded, decoding) = timed(|| persist_core::decode::<FileIndex>(&encoded))?;
    same(&index, &decoded)?;

    let entries = index.totals().entries;
    let file_size = fs::metadata(&file)?.len();
    let encoded_size = encoded.len() as u64;
    println!("\n                 bytes         time       MB/s    entries/s");
    print_speed("save", file_size, saving, entries);
    print_speed("load", file_size, loading, entries);
    print_speed("encode", encoded_size, encoding, entries);
    print_speed("decode", encoded_size, decoding, entries);
    println!("What came back is equal to what was saved.\n");

    match earlier.filter(|earlier| earlier.root == index.root) {
        Some(earlier) => print_changes(&earlier, &index),
        None => println!("Run it again to see what has changed in the meantime."),
    }
    println!("The index is in {}.", file.display());
    Ok(())
}

/// The folder to index: the argument, or this repository.
fn root() -> Result<PathBuf, String> {
    let folder = match env::args_os().nth(1) {
        Some(argument) => PathBuf::from(argument),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
    };
    folder.canonicalize().map_err(|error| at(&folder, &error))
}

/// An error of the operating system, with the path that it does not mention.
fn at(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// Where the index of a folder is kept: beside this program, which is in the `target` folder.
fn index_file(root: &Path) -> PathBuf {
    let folder =
        env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned())).unwrap_or_else(env::temp_dir);
    // The end of a long path tells more than its beginning. Two folders whose names come out the
    // same share a file; the path in it tells them apart.
    let mut name: Vec<char> =
        root.to_string_lossy().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    name.drain(..name.len().saturating_sub(100));
    let name: String = name.into_iter().collect();
    folder.join(format!("quickstart{name}.persist"))
}

/// What the last run saved, if there was one.
fn earlier_index(file: &Path) -> Option<FileIndex> {
    if !file.exists() {
        return None;
    }
    match persist_core::load(file) {
        Ok(index) => Some(index),
        Err(error) => {
            println!("The index of an earlier run cannot be used: {error}\n");
            None
        }
    }
}

fn timed<T, E>(job: impl FnOnce() -> Result<T, E>) -> Result<(T, Duration), E> {
    let start = Instant::now();
    let result = job()?;
    Ok((result, start.elapsed()))
}

fn same(saved: &FileIndex, loaded: &FileIndex) -> io::Result<()> {
    if saved == loaded { Ok(()) } else { Err(io::Error::other("what came back is not what was saved")) }
}

fn print_totals(index: &FileIndex, time: Duration) {
    let totals = index.totals();
    println!(
        "found    {} entries in {time:.2?}: {} files ({}), {} folders, {} links, {} unreadable",
        grouped(totals.entries),
        grouped(totals.files),
        bytes(totals.bytes),
        grouped(totals.folders),
        grouped(totals.symlinks),
        grouped(totals.unreadable),
    );
    println!(
        "         {} texts with {} lines and {} words",
        grouped(totals.texts),
        grouped(totals.lines),
        grouped(totals.words),
    );
    let mut words: Vec<_> = index.words.iter().collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let words: Vec<_> = words.iter().take(5).map(|(word, count)| format!("{word} {}", grouped(**count))).collect();
    if !words.is_empty() {
        println!("         most frequent: {}", words.join(", "));
    }
}

fn print_speed(operation: &str, bytes: u64, time: Duration, entries: u64) {
    println!(
        "{operation:8} {:>13} {:>12} {:>10.1} {:>12}",
        grouped(bytes),
        format!("{time:.2?}"),
        per_second(bytes, time) / 1e6,
        grouped(per_second(entries, time) as u64),
    );
}

fn print_changes(earlier: &FileIndex, index: &FileIndex) {
    let changes = index.changes_since(earlier);
    println!("Since the last run, {}:", ago(earlier.taken));
    if changes.is_empty() {
        println!("  nothing has changed");
    }
    for (paths, what) in [(&changes.added, "added"), (&changes.removed, "removed"), (&changes.changed, "changed")] {
        for path in paths.iter().take(10) {
            println!("  {what:8} {path}");
        }
        if paths.len() > 10 {
            println!("  {what:8} … and {} more", grouped(paths.len() as u64 - 10));
        }
    }
}
