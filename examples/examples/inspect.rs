//! What is in a file of Persist's, without its types: `inspect` and `verify`.
//!
//! ```text
//! cargo run --example inspect [FILE]
//! ```
//!
//! Prints the name and schema of the type that a file or a log holds, its sizes and its metadata, and checks
//! every byte of it. Without an argument it makes a small file of its own, and removes it.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs, process};

use persist_core::{Effort, LoadOptions, Persist, SaveOptions};

#[derive(Persist, Debug, PartialEq)]
#[persist(version = 3)]
struct Library {
    songs: Vec<Song>,
    playlists: BTreeMap<String, Vec<u32>>,
}

#[derive(Persist, Debug, PartialEq)]
struct Song {
    title: String,
    length: Duration,
    rating: Option<u8>,
    source: Source,
}

#[derive(Persist, Debug, PartialEq)]
enum Source {
    File { path: String },
    Stream(String),
    Missing,
}

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(argument) = env::args_os().nth(1) {
        return print(Path::new(&argument));
    }
    let path = sample_path();
    let result = save_sample(&path).and_then(|()| print(&path));
    fs::remove_file(&path)?;
    result
}

fn print(path: &Path) -> Result<(), Box<dyn Error>> {
    println!("{}", persist_core::inspect(path)?);
    persist_core::verify(path)?;
    println!("Every byte of it is as it was saved.");
    Ok(())
}

fn sample_path() -> PathBuf {
    env::temp_dir().join(format!("persist-inspect-{}", process::id()))
}

/// Saves a small library of songs, with all that a save can be told.
fn save_sample(path: &Path) -> Result<(), Box<dyn Error>> {
    let library = sample();
    SaveOptions::new()
        .effort(Effort::Small)
        .canonical(true)
        .meta("made by", b"the example `inspect`")
        .save(path, &library)?;
    let loaded: Library = LoadOptions::new().max_memory(1 << 20).load(path)?.value;
    assert_eq!(loaded, library);
    Ok(())
}

fn sample() -> Library {
    let song = |title: &str, seconds, rating, source| Song {
        title: title.to_owned(),
        length: Duration::from_secs(seconds),
        rating,
        source,
    };
    let file = Source::File { path: "music/blue.flac".to_owned() };
    let stream = Source::Stream("radio/night".to_owned());
    Library {
        songs: vec![
            song("Blue in Green", 327, Some(5), file),
            song("Night Train", 240, None, stream),
            song("A Lost Tape", 61, Some(3), Source::Missing),
        ],
        playlists: BTreeMap::from([("late".to_owned(), vec![1, 0]), ("short".to_owned(), vec![2])]),
    }
}
