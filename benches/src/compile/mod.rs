//! What it costs to compile many derived types: a scratch crate per library, the same types in
//! each, built in turn.
//!
//! Dependencies are built beforehand, so that only the crate's own `rustc` counts, and what is
//! counted is its CPU time ([`probe`]), which a busy second core does not change. The size is that of the machine code (the section `.text`) of a
//! program that encodes and decodes them all, whole and beyond that of a program that does nothing.

pub mod probe;
mod scratch;
mod text;
mod types;

use self::scratch::{Dialect, Scratch};
use crate::Result;
use crate::libraries::{Bitcode, Contender, Persist, Postcard, Rkyv, Speedy, Wincode};
use crate::measure::Timing;
use crate::report::{Measure, Row, Unit, compare};

/// What to build, and how often.
#[derive(Clone, Debug)]
pub struct Options {
    /// Types per crate.
    pub types: usize,
    /// Builds of each kind, of which the median is reported.
    pub rounds: usize,
    /// The libraries to compare, by name; all of them where none is named.
    pub libraries: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { types: 200, rounds: 3, libraries: Vec::new() }
    }
}

/// The libraries whose derives are compared: Persist without and with a `persist.lock`, and the nearest peers.
fn dialects() -> Vec<Dialect> {
    let persist = |name, locked| Dialect {
        contender: Contender { name, ..Contender::of::<Persist>() },
        dependencies: format!(
            "persist-core = {{ path = {:?} }}",
            concat!(env!("CARGO_MANIFEST_DIR"), "/../persist-core")
        ),
        derive: "persist_core::Persist",
        encode: "persist_core::encode(value).unwrap()",
        decode: "persist_core::decode(bytes).unwrap()",
        locked,
    };
    vec![
        persist(Contender::of::<Persist>().name, false),
        persist("persist, locked", true),
        Dialect {
            contender: Contender::of::<Bitcode>(),
            dependencies: "bitcode = \"0.6\"".to_owned(),
            derive: "bitcode::Encode, bitcode::Decode",
            encode: "bitcode::encode(value)",
            decode: "bitcode::decode(bytes).unwrap()",
            locked: false,
        },
        Dialect {
            contender: Contender::of::<Wincode>(),
            dependencies: "wincode = { version = \"0.6\", features = [\"derive\"] }".to_owned(),
            derive: "wincode::SchemaWrite, wincode::SchemaRead",
            encode: "wincode::serialize(value).unwrap()",
            decode: "wincode::deserialize(bytes).unwrap()",
            locked: false,
        },
        Dialect {
            contender: Contender::of::<Rkyv>(),
            dependencies: "rkyv = \"0.8\"".to_owned(),
            derive: "rkyv::Archive, rkyv::Serialize, rkyv::Deserialize",
            encode: "rkyv::to_bytes::<rkyv::rancor::Error>(value).unwrap().into_vec()",
            decode: "rkyv::from_bytes::<_, rkyv::rancor::Error>(bytes).unwrap()",
            locked: false,
        },
        Dialect {
            contender: Contender::of::<Postcard>(),
            dependencies: "postcard = { version = \"1.1\", default-features = false, features = [\"use-std\"] }\n\
                serde = { version = \"1\", features = [\"derive\"] }"
                .to_owned(),
            derive: "serde::Serialize, serde::Deserialize",
            encode: "postcard::to_stdvec(value).unwrap()",
            decode: "postcard::from_bytes(bytes).unwrap()",
            locked: false,
        },
        Dialect {
            contender: Contender::of::<Speedy>(),
            dependencies: "speedy = \"0.8\"".to_owned(),
            derive: "speedy::Writable, speedy::Readable",
            encode: "speedy::Writable::write_to_vec(value).unwrap()",
            decode: "speedy::Readable::read_from_buffer(bytes).unwrap()",
            locked: false,
        },
    ]
}

/// The dialects of these names, or all.
fn chosen(names: &[String]) -> Result<Vec<Dialect>> {
    let mut dialects = dialects();
    let known: Vec<_> = dialects.iter().map(|dialect| dialect.contender.name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("no library {unknown:?} is compiled here; there are {}", known.join("; ")).into());
    }
    dialects.retain(|dialect| names.is_empty() || names.iter().any(|name| name == dialect.contender.name));
    Ok(dialects)
}

/// A kind of build.
#[derive(Clone, Copy, Debug)]
enum Build {
    Check,
    Debug,
    Touched,
    Release,
}

impl Build {
    const ALL: [Self; 4] = [Self::Check, Self::Debug, Self::Touched, Self::Release];

    fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Debug => "debug",
            Self::Touched => "debug, touched",
            Self::Release => "release",
        }
    }

    fn run(self, scratch: &mut Scratch) -> Result<f64> {
        match self {
            Self::Check => {
                scratch.clean()?;
                scratch.cargo(&["check", "--lib"])
            }
            Self::Debug => {
                scratch.clean()?;
                scratch.cargo(&["build", "--lib"])
            }
            // Follows a debug build, whose incremental state it uses.
            Self::Touched => {
                scratch.touch_one_type()?;
                scratch.cargo(&["build", "--lib"])
            }
            Self::Release => {
                scratch.clean()?;
                scratch.cargo(&["build", "--lib", "--release"])
            }
        }
    }
}

/// Builds every crate in every way, round by round, the libraries in turn.
///
/// # Errors
/// If a library is not known, or a scratch crate cannot be written or does not compile.
pub fn run(options: &Options) -> Result<Vec<Row>> {
    if options.types == 0 || options.rounds == 0 {
        return Err("there must be at least one type and one round".into());
    }
    let dialects = chosen(&options.libraries)?;
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
    let mut measures = times(&dialects, samples);
    for (dialect, scratch) in dialects.iter().zip(&crates) {
        let [program, types] = scratch.text()?;
        for (operation, bytes) in [("text", program), ("text of the types", types)] {
            measures.push(Measure {
                operation,
                contender: dialect.contender,
                value: bytes as f64,
                spread: None,
                unit: Unit::Bytes,
            });
        }
    }
    measures.sort_by_key(|measure| measure.operation.starts_with("text").then_some(measure.operation));
    Ok(compare(&format!("{} types", options.types), measures))
}

fn times(dialects: &[Dialect], samples: Vec<[Vec<f64>; Build::ALL.len()]>) -> Vec<Measure> {
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
    measures
}
