//! Several values in one stream: `to_writer`, `from_reader`, `read_all`.
//!
//! ```text
//! cargo run --example stream
//! ```
//!
//! A container says where it ends. So several can stand one after another in a file, a pipe or a
//! socket: `from_reader` takes exactly one and not a byte more, `read_all` takes all, and tells a
//! stream that has ended from one that was cut off. The file is removed at the end.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::{env, fs, process};

use persist_core::{ErrorKind, Persist};

/// What stands at the beginning of the stream.
#[derive(Persist, Debug, PartialEq)]
struct Station {
    name: String,
    altitude: f64,
}

/// What a day brought; one container each.
#[derive(Persist, Debug, PartialEq)]
struct Day {
    number: u32,
    temperatures: Vec<f64>,
}

fn days() -> impl Iterator<Item = Day> {
    (1..=5).map(|number| Day {
        number,
        temperatures: (0..24_u32).map(|hour| f64::from(number * 10 + hour) / 10.0).collect(),
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::temp_dir().join(format!("persist-stream-{}", process::id()));
    let result = write(&path).and_then(|()| read(&path)).and_then(|()| read_what_was_cut_off(&path));
    fs::remove_file(&path)?;
    result
}

fn write(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut stream = BufWriter::new(File::create_new(path)?);
    let station = Station { name: "Zugspitze".to_owned(), altitude: 2962.06 };
    persist_core::to_writer(&mut stream, &station)?;
    for day in days() {
        persist_core::to_writer(&mut stream, &day)?;
    }
    stream.flush()?;
    Ok(())
}

fn read(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut stream = BufReader::new(File::open(path)?);
    let station: Station = persist_core::from_reader(&mut stream)?;
    println!("{} at {} m:", station.name, station.altitude);

    let mut count = 0;
    for (day, expected) in persist_core::read_all::<Day, _>(&mut stream).zip(days()) {
        let day = day?;
        assert_eq!(day, expected);
        let warmest = day.temperatures.iter().copied().fold(f64::MIN, f64::max);
        println!("  day {}: up to {warmest} °C", day.number);
        count += 1;
    }
    println!("That were all {count} days.");
    Ok(())
}

/// A writer that died in the middle of a day.
fn read_what_was_cut_off(path: &Path) -> Result<(), Box<dyn Error>> {
    let file = File::options().write(true).open(path)?;
    file.set_len(file.metadata()?.len() - 10)?;

    let mut stream = BufReader::new(File::open(path)?);
    let _: Station = persist_core::from_reader(&mut stream)?;
    for day in persist_core::read_all::<Day, _>(stream) {
        match day {
            Ok(day) => println!("Day {} is whole.", day.number),
            Err(error) if error.kind() == ErrorKind::Truncated => {
                println!("Then: {error}.");
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(io::Error::other("the missing end went unnoticed").into())
}
