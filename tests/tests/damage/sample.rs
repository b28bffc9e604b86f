//! The containers that are damaged.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Debug;
use std::fs;
use std::ops::Range;
use std::panic::catch_unwind;
use std::path::Path;

use persist_core::{Decode, Effort, Encode, Persist, Result, SaveOptions};
use tests::container::{Chunk, Container, HEAD, parts};
use tests::specimen::{Source, specimens};
use tests::zoo::*;

use crate::scratch::Scratch;

/// A way to look at bytes.
type Look = fn(&[u8]) -> Result<()>;

/// A container, and the ways to look at it.
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    from_slice: Look,
    from_reader: Look,
    pub(crate) load: fn(&Path) -> Result<()>,
}

fn verify(bytes: &[u8]) -> Result<()> {
    persist_core::verify_slice(bytes).map(drop)
}

impl Sample {
    fn of<T: Encode + for<'de> Decode<'de>>(name: &'static str, options: &SaveOptions, value: &T) -> Self {
        Self::made::<T>(name, options.to_vec(value).expect("a sample is written"))
    }

    /// What `save` leaves on the disk.
    fn saved<T: Encode + for<'de> Decode<'de>>(name: &'static str, value: &T) -> Self {
        let folder = Scratch::new("sample");
        let path = folder.file("saved.persist");
        persist_core::save(&path, value).expect("a sample is saved");
        Self::made::<T>(name, fs::read(path).expect("a sample was saved"))
    }

    fn made<T: for<'de> Decode<'de>>(name: &'static str, bytes: Vec<u8>) -> Self {
        Self::borrowed::<T>(name, bytes, |bytes| persist_core::from_slice::<T>(bytes).map(drop))
    }

    /// A sample that `from_slice` reads as another type than its `T`: one that borrows.
    fn borrowed<T: for<'de> Decode<'de>>(name: &'static str, bytes: Vec<u8>, from_slice: Look) -> Self {
        let sample = Sample {
            name,
            bytes,
            from_slice,
            from_reader: |bytes| persist_core::from_reader::<T>(bytes).map(drop),
            load: |path| persist_core::load::<T>(path).map(drop),
        };
        for (way, look) in sample.ways() {
            look(&sample.bytes).unwrap_or_else(|error| panic!("{way}: {name} is sound: {error}"));
        }
        sample
    }

    fn ways(&self) -> [(&'static str, Look); 3] {
        [("from_slice", self.from_slice), ("from_reader", self.from_reader), ("verify_slice", verify)]
    }

    /// Every way in memory must refuse `bytes`, without a panic.
    pub(crate) fn refuses(&self, bytes: &[u8], what: impl Debug) {
        assert_ne!(bytes, self.bytes, "{what:?} changes {}", self.name);
        for (way, look) in self.ways() {
            match catch_unwind(|| look(bytes)) {
                Ok(Err(error)) => assert!(!error.to_string().is_empty()),
                Ok(Ok(())) => panic!("{way} of {}, {what:?}: a value", self.name),
                Err(_) => panic!("{way} of {}, {what:?}: a panic", self.name),
            }
        }
    }

    /// The places of prefix and header, of each chunk, and of the end mark.
    pub(crate) fn parts(&self) -> Vec<Range<usize>> {
        parts(&self.bytes)
    }

    /// The places of what frames the payloads: prefix and header, the chunks' heads, the end mark.
    pub(crate) fn framing(&self) -> Vec<usize> {
        let parts = self.parts();
        let last = parts.len() - 1;
        let framing = |(index, part): (usize, &Range<usize>)| match index {
            0 => part.clone(),
            _ if index == last => part.clone(),
            _ => part.start..part.start + HEAD,
        };
        parts.iter().enumerate().flat_map(framing).collect()
    }

    /// Places in the payloads: every `step`-th, and the first and last lines, with the padding.
    pub(crate) fn in_payloads(&self, step: usize) -> Vec<usize> {
        let parts = self.parts();
        let mut places = Vec::new();
        for part in &parts[1..parts.len() - 1] {
            let payload = part.start + HEAD..part.end;
            places.extend(payload.clone().take(16));
            places.extend((payload.start + 16..payload.end - 16).step_by(step));
            places.extend(payload.end - 16..payload.end);
        }
        places
    }
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

#[derive(Persist)]
struct Continued {
    before: u8,
    list: Vec<bool>,
}

/// Containers of a few hundred bytes.
pub(crate) fn samples() -> Vec<Sample> {
    let fast = SaveOptions::new();
    let mut with_meta = SaveOptions::new();
    with_meta.meta("author", "Ada").meta("empty", "").meta("größe", vec![0; 40]);
    let map: HashMap<String, Vec<u8>> = specimens::<(String, Vec<u8>)>(4, 8).into_iter().collect();
    let set: BTreeSet<String> = specimens::<String>(3, 20).into_iter().collect();
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
        Sample::saved("a struct, saved", &Source::new(5).make::<Outer>()),
        Sample::of("a block of structs", &small(), &specimens::<Inner>(6, 12)),
        Sample::of("a set", &fast, &set),
        Sample::of("a map", &fast, &map),
        Sample::saved("a map, saved", &map),
        Sample::of("a tree", &small(), &Source::new(8).make::<Tree>()),
        Sample::of("variants", &small(), &specimens::<Mixed>(11, 40)),
        Sample::of("records", &small(), &specimens::<Record>(12, 20)),
        Sample::of("shared values", &fast, &Source::new(13).make::<Shared>()),
        Sample::of("options in a map", &fast, &BTreeMap::from([(1_u8, None), (2, Some(Some("x".to_owned())))])),
        Sample::made::<Vec<String>>("groups", groups()),
        Sample::made::<Continued>("a value in two chunks", continued()),
    ]
}

#[derive(Persist)]
struct Long {
    before: u8,
    text: String,
    bytes: Vec<u8>,
}

#[derive(Persist)]
#[persist(rename = "Long")]
struct LongView<'a> {
    before: u8,
    text: &'a str,
    bytes: &'a [u8],
}

/// Containers of several chunks as the writer cuts them.
pub(crate) fn large_samples() -> Vec<Sample> {
    let long = Long { before: 1, text: "größer ".repeat(40_000), bytes: specimens::<u8>(1, 300_000) };
    let long = persist_core::to_vec(&long).expect("a sample is written");
    let texts: Vec<(u32, String)> = (0..16_000).map(|n: u32| (n, (n * n % 1_000_003).to_string())).collect();
    let map: BTreeMap<u64, Vec<u8>> = (0..1_500).map(|n: u64| (n * n, vec![n as u8; 300])).collect();
    vec![
        Sample::borrowed::<Long>("a long text and long bytes", long, |bytes| {
            let view: LongView<'_> = persist_core::from_slice(bytes)?;
            assert_eq!((view.before, view.text.len(), view.bytes.len()), (1, 9 * 40_000, 300_000));
            Ok(())
        }),
        Sample::of("groups of numbers", &SaveOptions::new(), &specimens::<u64>(2, 50_000)),
        Sample::saved("groups of rows, saved", &texts),
        Sample::of("a map in several chunks", &SaveOptions::new(), &map),
    ]
}
