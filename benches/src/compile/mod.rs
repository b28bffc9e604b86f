//! What it costs to compile many derived types: a scratch crate per library, the same types in
//! each, built in turn.
//!
//! Dependencies are built beforehand, so that only the crate's own `rustc` counts, and what is
//! counted is its CPU time ([`probe`]), which a busy second core does not change.

pub mod probe;
mod scratch;
mod types;

use self::scratch::{Dialect, Scratch};
use crate::Result;
use crate::libraries::{Bitcode, Contender, Persist};
use crate::measure::Timing;
use crate::report::{Measure, Row, Unit, compare};

/// What to build, and how often.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Types per crate.
    pub types: usize,
    /// Builds of each kind, of which the median is reported.
    pub rounds: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { types: 200, rounds: 3 }
    }
}

/// The libraries whose derives are compared; Persist without and with a `persist.lock`.
fn dialects() -> [Dialect; 3] {
    let persist = |name, locked| Dialect {
        contender: Contender { name, ..Contender::of::<Persist>() },
        dependency: format!(
            "persist-core = {{ path = {:?} }}",
            concat!(env!("CARGO_MANIFEST_DIR"), "/../persist-core")
        ),
        derive: "persist_core::Persist",
        encode: "persist_core::encode(value).unwrap()",
        decode: "persist_core::decode(bytes).unwrap()",
        locked,
    };
    [
        persist(Contender::of::<Persist>().name, false),
        persist("Persist, locked", true),
        Dialect {
            contender: Contender::of::<Bitcode>(),
            dependency: "bitcode = \"0.6\"".to_owned(),
            derive: "bitcode::Encode, bitcode::Decode",
            encode: "bitcode::encode(value)",
            decode: "bitcode::decode(bytes).unwrap()",
            locked: false,
        },
    ]
}

/// A kind of build.
#[derive(Clone, Copy, Debug)]
enum Build {
    Check,
    Debug,
    Touched,
}

impl Build {
    const ALL: [Self; 3] = [Self::Check, Self::Debug, Self::Touched];

    fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Debug => "debug",
            Self::Touched => "debug, touched",
        }
    }

    fn run(self, scratch: &mut Scratch) -> Result<f64> {
        match self {
            Self::Check => {
                scratch.clean()?;
                scratch.cargo("check")
            }
            Self::Debug => {
                scratch.clean()?;
                scratch.cargo("build")
            }
            // Follows a debug build, whose incremental state it uses.
            Self::Touched => {
                scratch.touch_one_type()?;
                scratch.cargo("build")
            }
        }
    }
}

/// Builds every crate in every way, round by round, the libraries in turn.
///
/// # Errors
/// If a scratch crate cannot be written or does not compile.
pub fn run(options: Options) -> Result<Vec<Row>> {
    if options.types == 0 || options.rounds == 0 {
        return Err("there must be at least one type and one round".into());
    }
    let dialects = dialects();
    let mut crates = Vec::new();
    for dialect in &dialects {
        eprintln!("{}: building the dependencies", dialect.contender.name);
        crates.push(Scratch::prepare(dialect, options.types)?);
    }

    let mut samples = vec![[const { Vec::new() }; Build::ALL.len()]; crates.len()];
    for round in 1..=options.rounds {
        for (kind, build) in Build::ALL.into_iter().enumerate() {
            for (index, scratch) in crates.iter_mut().enumerate() {
                let seconds = build.run(scratch)?;
                let library = dialects[index].contender.name;
                eprintln!("round {round}: {library}, {}: {seconds:.2} s", build.name());
                samples[index][kind].push(seconds);
            }
        }
    }
    Ok(rows(options, &dialects, samples))
}

fn rows(options: Options, dialects: &[Dialect], samples: Vec<[Vec<f64>; Build::ALL.len()]>) -> Vec<Row> {
    let mut measures = Vec::new();
    for (kind, build) in Build::ALL.into_iter().enumerate() {
        for (dialect, samples) in dialects.iter().zip(&samples) {
            let timing = Timing::of(samples[kind].clone());
            measures.push(Measure {
                operation: build.name(),
                contender: dialect.contender,
                value: timing.median,
                spread: Some(timing.spread),
                unit: Unit::Seconds,
            });
        }
    }
    compare(&format!("{} types", options.types), measures)
}
