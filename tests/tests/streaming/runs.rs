//! Large fields of bytes and numbers: a save takes them from where they are, and a load puts them where they belong, so that neither
//! holds them twice. The bytes are those of a container that is made in memory.

use std::collections::{BTreeMap, VecDeque};
use std::fs;

use persist_core::{Effort, ErrorKind, LoadOptions, Persist, SaveOptions};
use tests::container::{Chunk, Container, HEAD, parts};
use tests::memory::peak;

/// What a save or a load may take beside a value: some pieces of a quarter of a megabyte.
const BOUND: usize = 1 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Persist)]
#[repr(C)]
#[persist(plain)]
struct Texel {
    place: [f32; 3],
    color: u32,
}

#[derive(Clone, Debug, PartialEq, Persist)]
struct Scene {
    name: String,
    pixels: Vec<u8>,
    heights: Vec<f32>,
    few: Vec<u16>,
    layers: Vec<Layer>,
    queue: VecDeque<u64>,
    boxed: Box<[Texel]>,
    last: u32,
}

#[derive(Clone, Debug, PartialEq, Persist)]
struct Layer {
    name: String,
    texels: Vec<Texel>,
}

fn scene() -> Scene {
    let texel = |index: usize| Texel { place: [index as f32, 0.5, -1.0], color: index as u32 };
    let layer =
        |index: usize| Layer { name: format!("layer {index}"), texels: (0..index * 5_000).map(texel).collect() };
    let mut queue: VecDeque<u64> = (0..100_000).collect();
    // So that it lies in two pieces.
    queue.rotate_left(40_000);
    queue.extend(0..10);
    Scene {
        name: "scene".to_owned(),
        pixels: (0..3_000_001_u32).map(|index| (index.wrapping_mul(index) >> 7) as u8).collect(),
        heights: (0..700_000).map(|index| index as f32 / 7.0).collect(),
        few: vec![1, 2, 3],
        layers: (0..3).map(layer).collect(),
        queue,
        boxed: (0..40_000).map(texel).collect(),
        last: 7,
    }
}

fn fast() -> SaveOptions {
    SaveOptions::new().effort(Effort::Fast).clone()
}

#[test]
fn they_are_never_held_twice() {
    let scratch = super::scratch::Scratch::new("runs");
    let path = scratch.file("f");
    let scene = scene();
    let expected = fast().to_vec(&scene).expect("it is encoded");
    let (saved, most) = peak(|| fast().save(&path, &scene));
    saved.expect("a file is written");
    assert!(most < BOUND, "{most} bytes to save");
    assert_eq!(fs::read(&path).expect("a file"), expected);
    let held = expected.len();
    let (loaded, most) = peak(|| persist_core::load::<Scene>(&path));
    assert_eq!(loaded.expect("a file is read"), scene);
    assert!(most < held + BOUND, "{most} bytes to load {held}");
    assert_eq!(persist_core::from_slice::<Scene>(&expected).expect("it is sound"), scene);
    persist_core::verify_slice(&expected).expect("it is sound");
}

/// Rows that own what they hold: what a chunk's rows came from is given back before the next chunk is read.
#[test]
fn neither_are_the_rows_of_a_field() {
    #[derive(Debug, PartialEq, Persist)]
    struct Table {
        rows: Vec<(u64, String)>,
    }
    let scratch = super::scratch::Scratch::new("rows");
    let path = scratch.file("f");
    let table = Table { rows: (0..200_000).map(|n| (n, format!("row number {n}"))).collect() };
    for effort in [Effort::Fast, Effort::Small] {
        SaveOptions::new().effort(effort).save(&path, &table).expect("a file is written");
        let (loaded, most) = peak(|| persist_core::load::<Table>(&path).expect("a file is read"));
        assert_eq!(loaded, table);
        let own: usize = table.rows.iter().map(|row| size_of_val(row) + row.1.len().max(24)).sum();
        assert!(most < own + BOUND, "{most} bytes to load {own}");
    }
}

#[test]
fn every_kind_of_damage_is_found() {
    let scratch = super::scratch::Scratch::new("damaged runs");
    let path = scratch.file("f");
    let scene = Scene { layers: Vec::new(), ..scene() };
    let sound = fast().to_vec(&scene).expect("it is encoded");
    let load = |bytes: &[u8]| {
        fs::write(&path, bytes).expect("a file is written");
        persist_core::load::<Scene>(&path)
    };
    assert_eq!(load(&sound).expect("it is sound"), scene);
    let places: Vec<usize> =
        parts(&sound).iter().flat_map(|part| [part.start, part.start + HEAD, part.end - 1]).collect();
    for place in places.iter().copied().chain((0..sound.len()).step_by(sound.len() / 50)) {
        for bit in [0, 7] {
            let mut bytes = sound.clone();
            let Some(byte) = bytes.get_mut(place) else { continue };
            *byte ^= 1 << bit;
            let error = load(&bytes).expect_err("a bit is flipped");
            let kinds = [ErrorKind::Checksum, ErrorKind::NotPersist, ErrorKind::TextDamage];
            assert!(kinds.contains(&error.kind()), "{place}: {error}");
        }
        let error = load(&sound[..place]).expect_err("it is cut off");
        assert!(matches!(error.kind(), ErrorKind::Truncated | ErrorKind::NotPersist), "{place}: {error}");
    }
}

/// A chunk may end where its writer likes, at the places that the format names: a run need not have one of its own.
#[test]
fn what_follows_in_the_same_chunk_is_read_too() {
    #[derive(Debug, PartialEq, Persist)]
    struct Odd {
        bytes: Vec<u8>,
        wide: Vec<u64>,
        text: String,
    }
    let scratch = super::scratch::Scratch::new("one chunk");
    let path = scratch.file("f");
    let odd = Odd { bytes: vec![3; (1 << 20) + 5], wide: (0..100_000).collect(), text: "the end".to_owned() };
    let mut container = Container::open(&fast().to_vec(&odd).expect("it is encoded"));
    assert_eq!(container.chunks.len(), 5, "number, run, number, run, text");
    // The runs go on in their chunks; padding is that of the chunk that the second one begins in now.
    let [first, second, third, fourth, last] = container.chunks.clone().try_into().expect("as many");
    let mut joined = [second.payload, third.payload].concat();
    joined.resize(joined.len().next_multiple_of(8), 0);
    joined.extend(fourth.payload);
    joined.extend(last.payload);
    container.chunks = vec![first, Chunk::new(2, 0, joined)];
    fs::write(&path, container.seal()).expect("a file is written");
    assert_eq!(persist_core::load::<Odd>(&path).expect("it is sound"), odd);
    persist_core::verify(&path).expect("it is sound");
}

#[test]
fn a_number_of_elements_is_not_believed() {
    let giant = tests::container::varint(1 << 40);
    let mut container = Container::open(&fast().to_vec(&scene()).expect("it is encoded"));
    let first = &mut container.chunks[0].payload;
    let number = tests::container::varint(3_000_001);
    let at = first.len() - number.len();
    assert_eq!(first[at..], number);
    first.truncate(at);
    first.extend(giant);
    let scratch = super::scratch::Scratch::new("giant run");
    let path = scratch.file("f");
    fs::write(&path, container.seal()).expect("a file is written");
    let (loaded, most) = peak(|| persist_core::load::<Scene>(&path));
    assert_eq!(loaded.expect_err("there are not as many").kind(), ErrorKind::Truncated);
    assert!(most < 5 << 20, "{most} bytes");
    let mut limited = LoadOptions::new();
    limited.max_memory(1 << 20);
    fs::write(&path, fast().to_vec(&scene()).expect("it is encoded")).expect("a file is written");
    let (loaded, most) = peak(|| limited.load::<Scene>(&path));
    assert_eq!(loaded.expect_err("it is beyond the limit").kind(), ErrorKind::Limit);
    assert!(most < 2 << 20, "{most} bytes");
}

/// What is only located leads into chunks that stay until it is owned, however many come behind them.
#[test]
fn no_chunk_goes_too_early() {
    #[derive(Debug, PartialEq, Persist)]
    enum Part {
        Named { name: String, bytes: Vec<u8>, more: Vec<f64> },
        Pair(String, Box<Part>),
    }
    #[derive(Debug, PartialEq, Persist)]
    struct Mixed {
        map: BTreeMap<String, Vec<u8>>,
        texts: [String; 600],
        tuples: Vec<(String, Vec<f64>, Option<Vec<u8>>)>,
        parts: Vec<Part>,
        one: Part,
        maps: Vec<BTreeMap<String, Vec<Vec<u32>>>>,
    }
    let text = |index: usize| format!("{index} ").repeat(500);
    let bytes = |index: usize| vec![index as u8; 600_000];
    let named = |index: usize| Part::Named { name: text(index), bytes: bytes(index), more: vec![0.1; 70_000] };
    let mixed = Mixed {
        map: (0..9).map(|index| (text(index), bytes(index))).collect(),
        texts: std::array::from_fn(text),
        tuples: (0..9).map(|index| (text(index), vec![0.5; 70_000], Some(bytes(index)))).collect(),
        parts: (0..7).map(|index| Part::Pair(text(index), Box::new(named(index)))).collect(),
        one: Part::Pair(text(7), Box::new(named(8))),
        maps: vec![BTreeMap::from([(text(1), vec![vec![1; 150_000]; 3]), (text(2), vec![vec![2; 9]; 300])]); 3],
    };
    let scratch = super::scratch::Scratch::new("mixed");
    let path = scratch.file("f");
    for size in [1 << 10, 1 << 18] {
        for effort in [Effort::Fast, Effort::Small] {
            SaveOptions::new().effort(effort).chunk_size(size).save(&path, &mixed).expect("a file is written");
            assert_eq!(persist_core::load::<Mixed>(&path).expect("it is sound"), mixed);
            persist_core::verify(&path).expect("it is sound");
        }
    }
}
