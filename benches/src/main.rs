//! The command line: `race`, `old`, `memory`, `compile`, `count`, `charts`, `frame` and `pack`.

#![deny(missing_docs)]

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use benches::Result;
use benches::charts;
use benches::compile::{self, probe};
use benches::count;
use benches::evolve;
use benches::frame;
use benches::measure::Pace;
use benches::race::{CONTESTS, Contest};
use benches::report::{self, Row};
use benches::scale::Scale;
use benches::steady;
use lexopt::prelude::*;

const USAGE: &str = "\
Measures Persist against its peers.

cargo run --release -p benches -- race [--quick] [--set NAME]... [--scale N]... [--json FILE]
    processor time and size on the data sets
        --quick      fewer and shorter samples
        --set NAME   only this set; may be repeated
        --scale N    so many times the rows: 1/4, 1, 4 or 16; may be repeated (a message stays one)
        --json FILE  write the rows to FILE too

cargo run --release -p benches -- charts JSON FOLDER
    draws the JSON of a race

cargo run --release -p benches -- old [--quick]            (also: evolve)
    what it costs to load files of earlier versions, beside those of today

cargo run --release -p benches -- memory [JSON]
    the most heap beyond what goes in and comes out

cargo run --release -p benches -- count [--bless]
    instructions of the kernels and of four sets, beside those in benches/counts.txt (by valgrind)
        --bless      write the file instead

cargo run --release -p benches -- frame [--quick]
    what a container costs beside the bare value

cargo run --release -p benches -- pack [--quick]
    what compression makes of the sets

cargo run --release -p benches -- compile [--types N] [--rounds N] [--library NAME]... [--json FILE]
    CPU time of building a crate of N derived types (default 200), the median of the rounds
    (default 3), and how much machine code it becomes; with every library, or those named

cargo bench -p benches [-- [--quick] [NAME]...]
    one leaf type at a time";

fn main() -> ExitCode {
    // Cargo starts this program again as a wrapper of rustc; see `compile::probe`.
    let outcome = match probe::requested() {
        Some(log) => probe::run(&log),
        None => run().map(|()| ExitCode::SUCCESS),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

fn run() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    match arguments.next()? {
        Some(Value(command)) if command == "race" => race(arguments),
        Some(Value(command)) if command == "charts" => charts(arguments),
        Some(Value(command)) if command == "old" || command == "evolve" => with_pace(arguments, evolve::run),
        Some(Value(command)) if command == "memory" => memory(arguments),
        Some(Value(command)) if command == "count" => count(arguments),
        Some(Value(command)) if command == "frame" => with_pace(arguments, frame::framing),
        Some(Value(command)) if command == "pack" => with_pace(arguments, frame::packing),
        Some(Value(command)) if command == "compile" => compile(arguments),
        Some(Short('h') | Long("help")) => {
            println!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(format!("{}\n\n{USAGE}", other.unexpected()).into()),
        None => Err(format!("a command is missing\n\n{USAGE}").into()),
    }
}

fn race(mut arguments: lexopt::Parser) -> Result<()> {
    steady::ensure()?;
    let mut pace = Pace::FULL;
    let mut chosen: Vec<&Contest> = Vec::new();
    let mut scales = Vec::new();
    let mut json = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("quick") => pace = Pace::QUICK,
            Long("scale") => scales.push(arguments.value()?.parse()?),
            Long("set") => chosen.push(contest(&arguments.value()?.string()?)?),
            Long("json") => json = Some(PathBuf::from(arguments.value()?)),
            other => return Err(other.unexpected().into()),
        }
    }
    if chosen.is_empty() {
        chosen.extend(CONTESTS);
    }

    let mut rows = Vec::new();
    if scales.is_empty() {
        scales.push(Scale::One);
    }
    for contest in chosen {
        for &scale in scales.iter().filter(|scale| contest.is_scaled || **scale == Scale::One) {
            let of_set = contest.run(pace, scale)?;
            println!("{}", report::table(&of_set));
            rows.extend(of_set);
        }
        for (peer, reason) in contest.left_out {
            println!("{peer} is left out of {}: {reason}\n", contest.set);
        }
    }
    finish(&rows, json)
}

fn with_pace(mut arguments: lexopt::Parser, run: fn(Pace) -> Result<()>) -> Result<()> {
    steady::ensure()?;
    let mut pace = Pace::FULL;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("quick") => pace = Pace::QUICK,
            other => return Err(other.unexpected().into()),
        }
    }
    run(pace)
}

fn charts(mut arguments: lexopt::Parser) -> Result<()> {
    let json = PathBuf::from(arguments.value()?);
    let folder = PathBuf::from(arguments.value()?);
    charts::run(&json, &folder)
}

/// Another program does it, as its allocator counts.
fn memory(mut arguments: lexopt::Parser) -> Result<()> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--release", "--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")]);
    command.args(["--bin", "memory", "--"]).args(arguments.raw_args()?);
    if command.status()?.success() { Ok(()) } else { Err("`memory` has failed".into()) }
}

fn count(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        None => count::run(false),
        Some(Long("bless")) => count::run(true),
        // This program starts itself once more; see `count`.
        Some(Long("child")) => count::child(),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn compile(mut arguments: lexopt::Parser) -> Result<()> {
    let mut options = compile::Options::default();
    let mut json = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("types") => options.types = arguments.value()?.parse()?,
            Long("rounds") => options.rounds = arguments.value()?.parse()?,
            Long("library") => options.libraries.push(arguments.value()?.string()?),
            Long("json") => json = Some(PathBuf::from(arguments.value()?)),
            other => return Err(other.unexpected().into()),
        }
    }
    let rows = compile::run(&options)?;
    println!("{}", report::table(&rows));
    finish(&rows, json)
}

fn finish(rows: &[Row], json: Option<PathBuf>) -> Result<()> {
    print!("{}", report::summary(rows));
    json.map_or(Ok(()), |path| report::write_json(&path, rows))
}

fn contest(name: &str) -> Result<&'static Contest> {
    CONTESTS.iter().find(|contest| contest.set == name).ok_or_else(|| {
        let known: Vec<_> = CONTESTS.iter().map(|contest| contest.set).collect();
        format!("no set is called {name:?}; there are {}", known.join(", ")).into()
    })
}
