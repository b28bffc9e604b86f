//! Goldens of containers.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Mutex;

use persist_core::Effort::{Fast, Small};
use persist_core::{Persist, to_vec};

use crate::container::{Container, Head, Header, head, schema_of};
use crate::elements::{Edge, Pixel, edge, pixel};
use crate::goldens::{File, file, file_by_hand, file_with_meta};
use crate::logs;
use crate::plain_structs;
use crate::shapes::{Shape, Side, shape};

/// Every kind of node.
#[derive(Persist)]
struct Everything {
    unit: (),
    bool: bool,
    char: char,
    text: String,
    unsigned: (u8, u16, u32, u64, u128),
    signed: (i8, i16, i32, i64, i128),
    floats: (f32, f64),
    option: Option<u8>,
    sequence: Vec<u16>,
    set: BTreeSet<u8>,
    map: BTreeMap<String, i32>,
    array: [f64; 2],
    shared: Rc<u32>,
    locked: Mutex<u64>,
    record: Edge,
    sides: Vec<Side>,
    shape: Shape,
}

/// Elements of every alignment, each after a byte that makes them need padding.
#[derive(Persist)]
struct Aligned {
    first: u8,
    two: Vec<u16>,
    four: Vec<u32>,
    eight: Vec<i64>,
    sixteen: Vec<u128>,
    floats: (u8, Vec<f32>, u8, Vec<f64>),
    records: Vec<Pixel>,
    more_records: Vec<Edge>,
    arrays: Vec<[u16; 3]>,
    last: [u32; 2],
}

/// A row that is large in memory, so that a group has few.
#[derive(Persist)]
struct Large {
    name: String,
    room: Option<[u64; 1024]>,
}

/// A value that is larger than a chunk.
#[derive(Persist)]
struct Long {
    name: String,
    bytes: Vec<u8>,
    words: Vec<String>,
}

/// A value that is cut at every place where it may be.
#[derive(Persist)]
struct Cut {
    bytes: Vec<u8>,
    wide: Vec<u64>,
    flags: Vec<bool>,
    map: BTreeMap<u8, bool>,
    records: [Pixel; 1],
}

plain_structs! {
    Everything {
        unit, bool, char, text, unsigned, signed, floats, option, sequence, set, map, array, shared, locked, record, sides,
        shape
    }
    Aligned { first, two, four, eight, sixteen, floats, records, more_records, arrays, last }
    Large { name, room }
    Long { name, bytes, words }
    Cut { bytes, wide, flags, map, records }
}

pub(crate) fn all() -> Vec<File> {
    let mut goldens = values();
    goldens.extend(groups());
    goldens.extend(cuts());
    goldens.push(passed_over());
    goldens.extend(logs::all());
    goldens
}

fn everything() -> Everything {
    Everything {
        unit: (),
        bool: true,
        char: '€',
        text: "text".to_owned(),
        unsigned: (1, 2, 3, 4, 5),
        signed: (-1, -2, -3, -4, -5),
        floats: (1.25, -0.0),
        option: Some(6),
        sequence: vec![7, 8, 9, 10, 11],
        set: BTreeSet::from([12, 13]),
        map: BTreeMap::from([("a".to_owned(), -14), ("b".to_owned(), 15)]),
        array: [16.5, f64::NAN],
        shared: Rc::new(17),
        locked: Mutex::new(18),
        record: edge(19),
        sides: vec![Side::Left, Side::Right],
        shape: shape(3),
    }
}

fn aligned() -> Aligned {
    Aligned {
        first: 1,
        two: vec![2; 3],
        four: vec![4; 3],
        eight: vec![-8; 3],
        sixteen: vec![16; 2],
        floats: (1, vec![0.5; 3], 2, vec![0.25; 3]),
        records: (0..6).map(pixel).collect(),
        more_records: vec![edge(1)],
        arrays: vec![[1, 2, 3]; 7],
        last: [9, 10],
    }
}

fn values() -> Vec<File> {
    let map: BTreeMap<u16, String> = (0..300).map(|key| (key, format!("{key}"))).collect();
    let meta: &[(&str, &[u8])] = &[("author", b"Ada"), ("empty", b""), ("\u{e9}\u{20ac}", b"\x00\xff")];
    vec![
        file("number", "one value chunk", Fast, &7_u32).shows(&[(1, 1)]),
        file("unit", "a value without a byte", Fast, &()).shows(&[(1, 1)]),
        file_with_meta("meta", "metadata", Fast, &"text".to_owned(), meta).shows(&[(1, 1)]),
        file("everything", "a schema with every kind of node", Fast, &everything()).shows(&[(1, 1)]),
        file("aligned", "padding before elements in fixed width", Fast, &aligned()).shows(&[(1, 1)]),
        file("blocks", "the same in blocks: no padding", Small, &aligned()).shows(&[(1, 1)]),
        file("map", "a map is no sequence: one value chunk", Small, &map).shows(&[(1, 1)]),
    ]
}

fn groups() -> Vec<File> {
    let large = |row: u32| Large { name: format!("row {row}"), room: None };
    let numbers: Vec<u64> = (0..300).map(|row| row * row).collect();
    let texts: Vec<String> = (0..3).map(|row| format!("text {row}")).collect();
    vec![
        file("no_groups", "an empty sequence: an end mark alone", Fast, &Vec::<String>::new()).shows(&[]),
        file("groups_of_texts", "a sequence at the root: a group", Fast, &texts).shows(&[(3, 3)]),
        file("groups_of_bytes", "a group of bytes", Small, &b"bytes at the root".to_vec()).shows(&[(3, 17)]),
        file("groups_of_numbers", "a group in fixed width", Fast, &numbers).shows(&[(3, 300)]),
        file("groups_of_few_numbers", "the mode is there however few they are", Fast, &vec![7_u16]).shows(&[(3, 1)]),
        file("groups_of_blocks", "a group of two blocks", Small, &numbers).shows(&[(3, 300)]),
        file("groups_of_records", "a group in fixed width", Fast, &(0..5).map(edge).collect::<Vec<_>>())
            .shows(&[(3, 5)]),
        file("groups_of_a_set", "a set at the root", Fast, &BTreeSet::from(['a', 'b', '€'])).shows(&[(3, 3)]),
        file("groups_of_units", "a group without a byte", Fast, &vec![(); 5]).shows(&[(3, 5)]),
        // Groups have whole blocks, and as many rows as take some 256 KiB of memory.
        file("groups", "two groups", Small, &(0..300).map(large).collect::<Vec<_>>()).shows(&[(3, 256), (3, 44)]),
    ]
}

fn cuts() -> Vec<File> {
    // A chunk ends where it has 256 KiB, and before what has 256 KiB alone: a smaller file does not show it.
    let long =
        Long { name: "cut".to_owned(), bytes: vec![0; 1 << 18], words: vec!["after".to_owned(), "the cut".to_owned()] };
    let cut = Cut {
        bytes: vec![1, 2, 3],
        wide: vec![4, 5],
        flags: [[false; 256].as_slice(), &[true; 44]].concat(),
        map: BTreeMap::from([(6, true)]),
        records: [Pixel { place: [7, 8], depth: 0.5 }],
    };
    let pieces: [&[u8]; 9] = [
        // Before bytes and behind them; before what is in fixed width, in the chunk of which it needs no padding, and behind it;
        // before blocks; before entries.
        b"\x07",
        b"\x01\x02\x03",
        b"\x05\x00",
        b"\x04\0\0\0\0\0\0\0\x05\0\0\0\0\0\0\0",
        b"\xb2\x04",
        b"\x00",
        b"\x01\x03",
        b"\x06\x01\x00",
        b"\x07\x00\x08\x00\x00\x00\x00\x3f",
    ];
    let begin = Container::begin(&Header::of(&schema_of(&to_vec(&cut).unwrap()))).chunk(head(1, 1), pieces[0]);
    let by_hand = pieces[1..].iter().fold(begin, |container, piece| container.chunk(head(2, 0), piece)).end();
    let flags = &cut.flags;
    let group = Container::begin(&Header::of(&schema_of(&to_vec(flags).unwrap())));
    let group = group.chunk(head(3, 300), b"\x00").chunk(head(2, 0), b"\x01").end();
    vec![
        file("cuts", "a value in three chunks", Fast, &long).shows(&[(1, 1), (2, 0), (2, 0)]),
        file_by_hand("cuts_by_hand", "a cut at each kind of place where one may be", by_hand, &cut),
        file_by_hand("cuts_of_a_group", "a group that goes on in another chunk", group, flags),
    ]
}

/// Flags and kinds that a reader does not know and may pass over.
fn passed_over() -> File {
    let value = vec!["a".to_owned(), "b".to_owned()];
    let header = Header { flags: 0xf0, ..Header::of(&schema_of(&to_vec(&value).unwrap())) };
    let bytes = Container::begin(&header)
        .chunk(Head { compression: 9, length: Some(1000), ..head(0x80, 5) }, b"whatever this is")
        .chunk(Head { flags: 0xff00, ..head(3, 1) }, b"\x03a")
        .chunk(head(0xff, 0), b"")
        .chunk(head(3, 1), b"\x03b")
        .chunk(head(0x99, 1), b"more of it")
        .end();
    file_by_hand("passed_over", "flags and chunks that a reader passes over", bytes, &value)
}
