//! What files of earlier versions cost, beside those of today.
//!
//! - `peers`: one change of the log rows, in every library that evolves.
//! - `changes`: Persist, change by change.
//! - `part`: one column of twenty.
//! - `costs`: resolving schemas, and finding a plan for a bare value.
//!
//! What is compared is interleaved. A ratio is the median over the rounds of one time ÷ the other.

mod changes;
mod costs;
mod part;
mod peers;

use std::hint::black_box;

use crate::Result;
use crate::measure::{Pace, Task, Timing, samples};

/// Runs everything and prints it.
///
/// # Errors
/// If a library does not load what it should.
pub fn run(pace: Pace) -> Result<()> {
    peers::run(pace)?;
    changes::run(pace)?;
    part::run(pace)?;
    costs::run(pace)
}

/// What is done, repeated, and its name.
struct Timed<'a> {
    name: String,
    task: Task<'a>,
}

impl<'a> Timed<'a> {
    fn new<R>(name: impl Into<String>, mut once: impl FnMut() -> R + 'a) -> Self {
        let task: Task<'a> = Box::new(move |repeats| {
            for _ in 0..repeats {
                let _ = black_box(once());
            }
        });
        Timed { name: name.into(), task }
    }
}

/// Measures tasks, and prints each time beside the one that comes second in its pair: the earlier
/// file's ÷ today's.
fn print_pairs(title: &str, pairs: Vec<[Timed<'_>; 2]>, pace: Pace) {
    println!("{title}");
    println!("  {:<34} {:>12} {:>12} {:>7}", "", "earlier", "today", "ratio");
    let (names, tasks): (Vec<[String; 2]>, Vec<[Task<'_>; 2]>) =
        pairs.into_iter().map(|[one, two]| ([one.name, two.name], [one.task, two.task])).unzip();
    let mut tasks: Vec<Task<'_>> = tasks.into_iter().flatten().collect();
    let samples = samples(&mut tasks, pace);
    for ([name, _], pair) in names.iter().zip(samples.chunks_exact(2)) {
        let [earlier, today] = [&pair[0], &pair[1]].map(|times| Timing::of(times.clone()).median);
        let ratio = ratio(&pair[0], &pair[1]);
        println!("  {name:<34} {:>12} {:>12} {ratio:>7.3}", shown(earlier), shown(today));
    }
    println!();
}

/// The median over the rounds of one task's time ÷ another's.
fn ratio(one: &[f64], other: &[f64]) -> f64 {
    Timing::of(one.iter().zip(other).map(|(one, other)| one / other).collect()).median
}

/// A time for people.
fn shown(nanoseconds: f64) -> String {
    match nanoseconds {
        short if short < 1e3 => format!("{short:.1} ns"),
        short if short < 1e6 => format!("{:.1} µs", short / 1e3),
        long => format!("{:.3} ms", long / 1e6),
    }
}

/// Requires that what was loaded is right.
fn check(right: bool, what: &str) -> Result<()> {
    if right { Ok(()) } else { Err(format!("{what}: what was loaded is not what it should be").into()) }
}
