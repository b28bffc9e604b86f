//! What the fuzz targets call, one function a target: it takes any bytes, and panics where Persist breaks a promise.
//!
//! The targets in `fuzz/` bring bytes of their own invention; `tests/tests/seeds.rs` brings those that they have found before
//! (`fuzz/seeds`). Checksums would keep all of them out, so most targets take their bytes for a *description* of a container
//! ([`Input`]) and look at what is built from it, with checksums that hold.
//!
//! A new target is a function here, a line in [`TARGETS`], and a file in `fuzz/fuzz_targets` that calls it.

pub mod evolved;
pub mod input;
mod logs;
mod seeds;
mod subjects;

use std::io::Read;

use persist_core::LoadOptions;

use crate::container::fingerprint;
use input::Input;
pub use logs::log;
pub use seeds::seeds;
pub use subjects::{Subject, subjects};

/// A target's function.
pub type Target = fn(&[u8]);

/// Every target, by the name of its file in `fuzz/fuzz_targets` and of its folder in `fuzz/seeds`.
pub const TARGETS: [(&str, Target); 5] =
    [("file", file), ("stream", stream), ("schema", schema), ("bare", bare), ("log", log)];

/// What a value may take: little, so that a fuzzer is not slowed down by constant columns that stand for much.
const MEMORY: u64 = 1 << 20;

fn limited() -> LoadOptions {
    let mut options = LoadOptions::new();
    options.max_memory(MEMORY);
    options
}

/// One container in memory, of a schema that is sound: loaded as the type that it names, or as a later version.
///
/// # Panics
/// If what loads as its own type does not verify, cannot be saved, or comes back as something else.
pub fn file(data: &[u8]) {
    let mut input = Input(data);
    let subject = Subject::of(input.byte());
    let bytes = input.container(&subject.header);
    (subject.from_slice)(&bytes);
}

/// A stream of containers, with noise behind them, which comes in small pieces.
///
/// # Panics
/// If a stream's containers and the same bytes in memory are not answered alike.
pub fn stream(data: &[u8]) {
    let mut input = Input(data);
    let subject = Subject::of(input.byte());
    let step = usize::from(input.byte()) + 1;
    let mut containers = Vec::new();
    for _ in 0..input.byte() % 4 {
        containers.push(input.container(&subject.header));
    }
    (subject.read_all)(&containers, input.0, step);
}

/// A container of any schema, which is looked into without types, and loaded as types that read others than their own.
///
/// # Panics
/// If what loads as its own type does not verify, cannot be saved, or comes back as something else.
pub fn schema(data: &[u8]) {
    let mut input = Input(data);
    let subject = Subject::of(input.byte());
    let mut header = subject.header.clone();
    let length = usize::from(u16::from_le_bytes([input.byte(), input.byte()]));
    header.schema = input.take(length).to_vec();
    header.fingerprint = fingerprint(&header.schema);
    let bytes = input.container(&header);
    if let Ok(inspection) = persist_core::inspect_slice(&bytes) {
        assert!(!inspection.to_string().is_empty());
        // Printed once more, in another form.
        assert!(!format!("{:#?}", inspection.schema()).is_empty());
    }
    // Errors of it are as good as answers.
    let _ = persist_core::verify_slice(&bytes);
    (subject.from_slice)(&bytes);
}

/// A bare value, by itself and as the only element of a sequence.
///
/// # Panics
/// If what was decoded cannot be encoded, or comes back as something else.
pub fn bare(data: &[u8]) {
    let mut input = Input(data);
    let subject = Subject::of(input.byte());
    (subject.decode)(&[&subject.header.fingerprint.to_le_bytes(), input.0].concat());
}

/// Gives at most `step` bytes at a time.
struct Trickle<R>(R, usize);

impl<R: Read> Read for Trickle<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(buffer.len());
        self.0.read(&mut buffer[..count])
    }
}
