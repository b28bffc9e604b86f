//! Damage: whatever bit of a container flips and wherever it is cut, a load is an error and never a value. Bare bytes have no checksum: a
//! flip there is an error or some other value, and never a panic, a hang or a giant allocation.

mod scratch;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use persist_core::{Decode, Effort, Encode, ErrorKind, LoadOptions, Result, SaveOptions};
use scratch::Scratch;
use tests::container::{Chunk, Container};
use tests::each_animal;
use tests::memory::{Counting, peak};
use tests::specimen::{Source, Specimen, specimens};
use tests::zoo::*;

#[global_allocator]
static MEMORY: Counting = Counting;

/// A container, and the ways to look at it.
struct Sample {
    name: &'static str,
    bytes: Vec<u8>,
    from_slice: fn(&[u8]) -> Result<()>,
    from_reader: fn(&[u8]) -> Result<()>,
    load: fn(&Path) -> Result<()>,
}

impl Sample {
    fn of<T: Encode + for<'de> Decode<'de>>(name: &'static str, options: &SaveOptions, value: &T) -> Self {
        Self::made::<T>(name, options.to_vec(value).expect("a sample is written"))
    }

    fn made<T: for<'de> Decode<'de>>(name: &'static str, bytes: Vec<u8>) -> Self {
        let sample = Sample {
            name,
            bytes,
            from_slice: |bytes| persist_core::from_slice::<T>(bytes).map(drop),
            from_reader: |bytes| persist_core::from_reader::<T>(bytes).map(drop),
            load: |path| persist_core::load::<T>(path).map(drop),
        };
        for way in [sample.from_slice, sample.from_reader, verify] {
            way(&sample.bytes).unwrap_or_else(|error| panic!("{name} is sound: {error}"));
        }
        sample
    }

    /// Every way in memory must refuse `bytes`.
    fn refuses(&self, bytes: &[u8], what: impl Debug) {
        let ways = [("from_slice", self.from_slice), ("from_reader", self.from_reader), ("verify_slice", verify)];
        for (way, look) in ways {
            match catch_unwind(|| look(bytes)) {
                Ok(Err(error)) => assert!(!error.to_string().is_empty()),
                Ok(Ok(())) => panic!("{} of {}, {what:?}: a value", way, self.name),
                Err(_) => panic!("{} of {}, {what:?}: a panic", way, self.name),
            }
        }
    }
}

fn verify(bytes: &[u8]) -> Result<()> {
    persist_core::verify_slice(bytes).map(drop)
}

fn small() -> SaveOptions {
    let mut options = SaveOptions::new();
    options.effort(Effort::Small);
    options
}

/// A root sequence in several groups, with a chunk that readers pass over.
fn groups() -> Vec<u8> {
    let mut all = Container::open(&persist_core::to_vec(&specimens::<String>(1, 3)).expect("texts are written"));
    for seed in 2..4 {
        let more = persist_core::to_vec(&specimens::<String>(seed, 7)).expect("texts are written");
        all.chunks.extend(Container::open(&more).chunks);
    }
    all.chunks.insert(1, Chunk { flags: 0x0300, compression: 9, ..Chunk::new(0x91, 12, *b"from the future") });
    all.seal()
}

/// A value whose sequence goes on in a second chunk.
fn continued() -> Vec<u8> {
    let value = Continued { before: 7, list: specimens(9, 300) };
    let mut container = Container::open(&persist_core::to_vec(&value).expect("a value is written"));
    let [chunk] = &mut container.chunks[..] else { panic!("one chunk") };
    // The number, the count, and then blocks of bools, each of which is a tag and 32 bytes of bits.
    let cut = 1 + tests::container::varint(300).len() + 33;
    let rest = chunk.payload.split_off(cut);
    container.chunks.push(Chunk::new(2, 0, rest));
    container.seal()
}

#[derive(persist_core::Persist)]
struct Continued {
    before: u8,
    list: Vec<bool>,
}

fn samples() -> Vec<Sample> {
    let fast = SaveOptions::new();
    let mut with_meta = SaveOptions::new();
    with_meta.meta("author", "Ada").meta("empty", "").meta("größe", vec![0; 40]);
    let map: HashMap<String, Vec<u8>> = specimens::<(String, Vec<u8>)>(4, 8).into_iter().collect();
    vec![
        Sample::of("a number", &fast, &7_u32),
        Sample::of("nothing", &fast, &()),
        Sample::of("a text with metadata", &with_meta, &"some text".to_owned()),
        Sample::of("an empty sequence", &fast, &Vec::<String>::new()),
        Sample::of("flat numbers", &fast, &(0..40_u64).map(|n| n * n).collect::<Vec<_>>()),
        Sample::of("bytes", &fast, &specimens::<u8>(2, 100)),
        Sample::of("packed numbers", &small(), &(0..300_i32).map(|n| n * 7 % 1000).collect::<Vec<_>>()),
        Sample::of("floats", &small(), &(0..64).map(|n| f64::from(n) / 10.0).collect::<Vec<_>>()),
        Sample::of("a struct", &fast, &Source::new(5).make::<Outer>()),
        Sample::of("a block of structs", &small(), &specimens::<Inner>(6, 12)),
        Sample::of("a map", &fast, &map),
        Sample::of("a tree", &small(), &Source::new(8).make::<Tree>()),
        Sample::of("variants", &small(), &specimens::<Mixed>(11, 40)),
        Sample::of("records", &small(), &specimens::<Record>(12, 20)),
        Sample::of("shared values", &fast, &Source::new(13).make::<Shared>()),
        Sample::of("options in a map", &fast, &BTreeMap::from([(1_u8, None), (2, Some(Some("x".to_owned())))])),
        Sample::made::<Vec<String>>("groups", groups()),
        Sample::made::<Continued>("a value in two chunks", continued()),
    ]
}

#[test]
fn every_flipped_bit_of_a_container_is_an_error() {
    for sample in samples() {
        let mut bytes = sample.bytes.clone();
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            sample.refuses(&bytes, ("bit", bit));
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

#[test]
fn every_cut_of_a_container_is_an_error() {
    for sample in samples() {
        for len in 0..sample.bytes.len() {
            sample.refuses(&sample.bytes[..len], ("cut to", len));
        }
    }
}

#[test]
fn every_burst_of_up_to_eight_bytes_is_an_error() {
    let mut source = Source::new(77);
    for sample in samples() {
        for _ in 0..300 {
            let mut bytes = sample.bytes.clone();
            let at = source.below(bytes.len());
            let burst = source.bits().to_le_bytes();
            let len = 1 + source.below(8);
            let mut changed = false;
            for (byte, noise) in bytes[at..].iter_mut().zip(&burst[..len]) {
                *byte ^= noise;
                changed |= *noise != 0;
            }
            if changed {
                sample.refuses(&bytes, ("burst", at, len));
            }
        }
    }
}

/// What is longer than a burst: nothing but chance could let it pass, and that is one in 2⁶⁴.
#[test]
fn zeroed_doubled_and_removed_ranges_are_errors() {
    let mut source = Source::new(78);
    for sample in samples() {
        for _ in 0..200 {
            let from = source.below(sample.bytes.len());
            let len = 1 + source.below((sample.bytes.len() - from).min(64));
            let (before, rest) = sample.bytes.split_at(from);
            let (range, after) = rest.split_at(len);
            if range.iter().any(|byte| *byte != 0) {
                sample.refuses(&[before, &vec![0; len], after].concat(), ("zeroed", from, len));
            }
            let doubled = [before, range, range, after].concat();
            // Behind a whole container a stream may go on.
            if !doubled.starts_with(&sample.bytes) {
                sample.refuses(&doubled, ("doubled", from, len));
            }
            sample.refuses(&[before, after].concat(), ("removed", from, len));
        }
    }
}

#[test]
fn damaged_files_are_refused_by_load() {
    let folder = Scratch::new("damage");
    let path = folder.file("sample.persist");
    for sample in samples() {
        fs::write(&path, &sample.bytes).expect("a file is written");
        (sample.load)(&path).expect("the sample is sound");
        let mut bytes = sample.bytes.clone();
        for bit in (0..bytes.len() * 8).step_by(97) {
            bytes[bit / 8] ^= 1 << (bit % 8);
            fs::write(&path, &bytes).expect("a file is written");
            let error = (sample.load)(&path).expect_err("a flipped bit");
            assert!(error.to_string().contains("sample.persist"), "{error}");
            assert!(persist_core::verify(&path).is_err());
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        for len in (0..bytes.len()).step_by(23) {
            fs::write(&path, &bytes[..len]).expect("a file is written");
            let error = (sample.load)(&path).expect_err("a cut file");
            assert!(
                matches!(error.kind(), ErrorKind::Truncated | ErrorKind::TextDamage),
                "{} of {}: {error}",
                len,
                sample.name
            );
            assert!(persist_core::verify(&path).is_err());
        }
    }
}

// ---- bare bytes ----

/// The memory that a damaged bare value may take: this limit, and what is held beside what is counted.
const LIMIT: usize = 4 << 20;
const BESIDE: usize = 1 << 20;

/// Decodes, and requires no more than an answer within the limit.
fn answers<T: for<'de> Decode<'de>>(bytes: &[u8], what: impl Debug) -> bool {
    let mut options = LoadOptions::new();
    options.max_memory(LIMIT as u64);
    let decode = AssertUnwindSafe(|| options.decode::<T>(bytes).is_ok());
    let (answer, most) = peak(|| catch_unwind(decode));
    let name = std::any::type_name::<T>();
    assert!(most <= LIMIT + BESIDE, "{name}, {what:?}: {most} bytes were held");
    match answer {
        Ok(is_value) => is_value,
        Err(_) => panic!("{name}, {what:?}: a panic"),
    }
}

/// Every cut is an error; every flip, and many a changed byte, is answered.
fn survives_bare_damage<T: for<'de> Decode<'de>>(bytes: &[u8], most_flips: usize) {
    let whole = bytes.len();
    for len in (0..whole).rev().step_by(whole.div_ceil(200)) {
        assert!(!answers::<T>(&bytes[..len], ("cut to", len)), "a cut value is none");
    }
    let mut source = Source::new(whole as u64);
    let mut bytes = bytes.to_vec();
    for bit in (64..8 * whole).step_by((8 * whole).div_ceil(most_flips)) {
        bytes[bit / 8] ^= 1 << (bit % 8);
        answers::<T>(&bytes, ("bit", bit));
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    for _ in 0..(most_flips / 4).min(500) {
        let mut changed = bytes.clone();
        for _ in 0..1 + source.below(3) {
            let at = 8 + source.below(whole.saturating_sub(8).max(1));
            // Bytes that mean something: tags, varints of giants, constants.
            let meaning = [0x00, 0x01, 0x02, 0x7f, 0x80, 0x81, 0x82, 0x83, 0xff, source.bits() as u8];
            if let Some(byte) = changed.get_mut(at) {
                *byte = meaning[source.below(meaning.len())];
            }
        }
        answers::<T>(&changed, "changed bytes");
    }
}

fn survives<T: Specimen + Encode + for<'de> Decode<'de>>(seed: u64) {
    for (count, effort) in [(3, Effort::Fast), (40, Effort::Small)] {
        let mut options = SaveOptions::new();
        options.effort(effort);
        let values = specimens::<T>(seed, count);
        let bare = options.encode(&values).expect("specimens encode");
        survives_bare_damage::<Vec<T>>(&bare, 80);
        let single = options.encode(&values[0]).expect("a specimen encodes");
        survives_bare_damage::<T>(&single, 40);
    }
}

macro_rules! survive {
    ($($name:ident: $type:ty;)*) => {
        #[test]
        fn damaged_bare_bytes_of_every_animal_are_answered() {
            $(survives::<$type>(stringify!($name).len() as u64 + 31);)*
        }
    };
}

each_animal!(survive);

/// Every single bit of some.
#[test]
fn every_flipped_bit_of_bare_bytes_is_answered() {
    fn every_bit<T: Encode + for<'de> Decode<'de>>(value: &T) {
        for effort in [Effort::Fast, Effort::Small] {
            let mut options = SaveOptions::new();
            options.effort(effort);
            let bytes = options.encode(value).expect("a value encodes");
            survives_bare_damage::<T>(&bytes, usize::MAX);
        }
    }
    every_bit(&7_u32);
    every_bit(&"some text".to_owned());
    every_bit(&specimens::<u64>(3, 60));
    every_bit(&(0..60).map(|n| f64::from(n) / 10.0).collect::<Vec<_>>());
    every_bit(&specimens::<f32>(3, 40));
    every_bit(&specimens::<String>(4, 40));
    every_bit(&specimens::<Option<String>>(5, 40));
    every_bit(&specimens::<Inner>(6, 10));
    every_bit(&specimens::<Mixed>(7, 40));
    every_bit(&specimens::<Vec<Vec<bool>>>(8, 34));
    every_bit(&specimens::<(u8, bool)>(9, 34).into_iter().collect::<HashMap<_, _>>());
    every_bit(&specimens::<String>(10, 34).into_iter().map(|text| (text, 1)).collect::<BTreeMap<_, u8>>());
    every_bit(&Source::new(11).make::<Tree>());
    every_bit(&Source::new(12).make::<Json>());
    every_bit(&specimens::<Record>(13, 9));
    every_bit(&specimens::<u128>(14, 20));
    every_bit(&specimens::<char>(15, 40));
}
