//! `cargo bench -p benches [-- [--quick] [NAME]...]`: encode and decode of one leaf type at a time,
//! as a `Vec` of 65,536 values, narrow and wide, Persist beside its peers.
//!
//! Throughput counts the plain bytes of the values, not the encoded ones, so that a library does
//! not look faster for writing more. A NAME keeps the leaf types that contain it.

use benches::Result;
use benches::libraries::Raced;
use benches::libraries::entry::{Entries, Operation};
use benches::measure::Pace;
use benches::race::enter_owned;
use benches::report::{Row, compare};
use benches::sets::leaves::{self, Leaf, ROWS, Visitor};
use benches::steady;
use lexopt::prelude::*;

fn main() -> Result<()> {
    steady::ensure()?;
    let mut bench = KernelBench { pace: Pace::FULL, names: Vec::new() };
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            // Cargo says so to every benchmark.
            Long("bench") => {}
            Long("quick") => bench.pace = Pace::QUICK,
            Value(name) => bench.names.push(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    println!("{:<12} {:<7} {:<14} {:>8} {:>28} {:>28}", "leaf", "values", "library", "bytes/v", "encode", "decode");
    println!(
        "{:<12} {:<7} {:<14} {:>8} {HEAD} {HEAD}",
        "",
        "",
        "",
        "",
        HEAD = format_args!("{:>9} {:>9} {:>8}", "MB/s", "ns/v", "ratio"),
    );
    leaves::visit_all(&mut bench)
}

struct KernelBench {
    pace: Pace,
    names: Vec<String>,
}

impl Visitor for KernelBench {
    fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| name.contains(wanted))
    }

    fn visit<T: Raced>(&mut self, leaf: Leaf, values: Vec<T>) -> Result<()>
    where
        Vec<T>: Raced,
    {
        let mut entries = Entries::default();
        enter_owned(&values, &mut entries).map_err(|error| format!("{} {}: {error}", leaf.name, leaf.distribution))?;
        let rows = compare(leaf.name, entries.measure(self.pace));
        print(leaf, &rows);
        Ok(())
    }
}

/// One line per library.
fn print(leaf: Leaf, rows: &[Row]) {
    let of = |operation: Operation| rows.iter().filter(move |row| row.measure.operation == operation.name());
    let lines = of(Operation::Size).zip(of(Operation::Encode)).zip(of(Operation::Decode));
    for ((size, encode), decode) in lines {
        println!(
            "{:<12} {:<7} {:<14} {:>8.3} {} {}",
            leaf.name,
            leaf.distribution,
            size.measure.contender.name,
            size.measure.value / ROWS as f64,
            rate(leaf, encode),
            rate(leaf, decode),
        );
    }
}

/// MB/s, nanoseconds per value, ratio to the best peer.
fn rate(leaf: Leaf, row: &Row) -> String {
    let nanoseconds = row.measure.value;
    let ratio = row.ratio.map_or(String::new(), |ratio| format!("{ratio:.3}"));
    format!("{:>9.0} {:>9.3} {ratio:>8}", leaf.plain_bytes as f64 * 1e3 / nanoseconds, nanoseconds / ROWS as f64)
}
