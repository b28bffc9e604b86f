//! Equal keys of a map and equal elements of a set are found without their type, however they lie.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Mutex;

use persist_core::{Effort, Encode, ErrorKind, LoadOptions, Persist, SaveOptions, from_slice, to_vec, verify_slice};
use tests::container::{Container, fingerprint};

/// A container of sequences as one of sets: their elements lie alike. `node` is the place of the sequence's kind in the schema: 1
/// of the root, 6 in `35 03 03 31 05 31`, a tuple of a sequence of those.
fn with_sets(bytes: &[u8], node: usize) -> Vec<u8> {
    let mut container = Container::open(bytes);
    assert_eq!(container.header.schema[node], 0x31, "a sequence");
    container.header.schema[node] = 0x32;
    container.header.fingerprint = fingerprint(&container.header.schema);
    container.seal()
}

/// Pairs of places at which an element is made equal to another: in one block and in two, in one chunk and in two.
const PAIRS: [(usize, usize); 8] =
    [(0, 1), (0, 255), (0, 256), (255, 256), (10, 599), (300, 301), (511, 512), (598, 599)];

/// Checks sets of elements of which `make` makes a different one for each number.
fn check<K: Encode>(name: &str, make: impl Fn(usize) -> K) {
    for effort in [Effort::Fast, Effort::Small] {
        let mut options = SaveOptions::new();
        options.effort(effort).chunk_size(1 << 10);
        let root = |numbers: &[usize]| {
            let values: Vec<K> = numbers.iter().map(|number| make(*number)).collect();
            with_sets(&options.to_vec(&values).expect("it is written"), 1)
        };
        // Rows of several lengths, which have elements in common with each other.
        let rows = |numbers: &[usize]| {
            let mut rest = numbers;
            let mut rows: Vec<Vec<K>> = vec![vec![make(3)], vec![make(2), make(3)], Vec::new()];
            for len in [1, 0, 298, 300, 1, 0] {
                let (row, behind) = rest.split_at(len);
                rows.push(row.iter().map(|number| make(*number)).collect());
                rest = behind;
            }
            rows.extend((0..40).map(|row| vec![make(row), make(row + 1)]));
            // As a part of a value, of which a chunk may have a part.
            with_sets(&options.to_vec(&(rows,)).expect("it is written"), 6)
        };
        let mut numbers: Vec<usize> = (0..600).collect();
        verify_slice(&root(&numbers)).unwrap_or_else(|error| panic!("{name}, {effort:?}: {error}"));
        verify_slice(&rows(&numbers)).unwrap_or_else(|error| panic!("{name}, {effort:?}, in rows: {error}"));
        let row_of = |place: usize| [1, 299, 599].iter().position(|end| place < *end);
        for (first, second) in PAIRS {
            let before = std::mem::replace(&mut numbers[second], first);
            let found = |what: &str, bytes: &[u8], equal: bool| match verify_slice(bytes) {
                Ok(_) => assert!(!equal, "{name}, {effort:?}, {what}: {first} and {second} are not found to be equal"),
                Err(error) => {
                    assert!(equal && error.kind() == ErrorKind::Malformed, "{name}, {effort:?}, {what}: {error}");
                    assert!(error.to_string().contains("element of a set equals an earlier one"), "{error}");
                }
            };
            found("root", &root(&numbers), true);
            found("rows", &rows(&numbers), row_of(first) == row_of(second));
            numbers[second] = before;
        }
    }
}

/// A record.
#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
struct Point {
    x: u64,
    y: [f32; 2],
    z: i64,
}

#[derive(Persist, Clone, Debug, PartialEq)]
enum Kind {
    None,
    Number(u16),
    Named { name: String, more: Vec<u8> },
    Nested(Box<Kind>),
}

#[derive(Persist, Clone, Debug, PartialEq)]
struct Person {
    name: String,
    parts: Vec<(u8, Option<String>)>,
    kind: Kind,
}

fn kind(number: usize) -> Kind {
    match number % 4 {
        _ if number < 2 => [Kind::None, Kind::Number(0)][number].clone(),
        0 => Kind::Number(number as u16),
        1 => Kind::Named { name: format!("{}", number / 8), more: vec![7; number / 4 % 2] },
        2 => Kind::Nested(Box::new(Kind::Number(number as u16))),
        _ => Kind::Named { name: "x".to_owned(), more: number.to_le_bytes().to_vec() },
    }
}

#[test]
fn elements_of_every_type_are_compared() {
    check("u16", |n| n as u16);
    check("i64", |n| -(n as i64) << 40);
    check("u128", |n| u128::from(n as u64) << 64);
    check("f32", |n| n as f32 / 7.0);
    check("f64", |n| n as f64 / 10.0);
    check("char", |n| char::from_u32(0x4e00 + n as u32).expect("a character"));
    check("text", |n| n.to_string());
    check("texts of few lengths", |n| format!("{n:06}"));
    check("tuple", |n| ((n % 20) as u8, (n / 20).to_string(), n % 2 == 0));
    check("option", |n| {
        n.checked_sub(1).map(|n| (n > 300).then_some(n as u32 % 301 + n as u32 / 301)).map(|x| (x, n as u16))
    });
    check("array", |n| [(n / 9) as u8, (n % 9) as u8, 1]);
    check("arrays of texts", |n| [(n / 9).to_string(), (n % 9).to_string()]);
    check("record", |n| Point { x: (n % 5) as u64, y: [n as f32, 0.5], z: 1 << 40 });
    check("shared", |n| Rc::new(n as u32));
    check("locked", |n| Mutex::new((n as u32, (n % 3).to_string())));
}

/// Elements whose own elements lie in other blocks, cut wherever these end.
#[test]
fn elements_that_consist_of_many_are_compared() {
    check("bytes", |n| vec![b'a'; n]);
    check("numbers", |n| (0..n as u32 % 50).map(|_| n as u32 / 50).chain([n as u32]).collect::<Vec<_>>());
    check("numbers in another order", |n| {
        let mut list: Vec<u16> = (0..7).collect();
        list.swap(n % 7, n / 7 % 7);
        (list, (n / 49) as u8, ((n % 7) as u8, (n / 7 % 7) as u8))
    });
    check("flags", |n| (0..10).map(|bit| n >> bit & 1 == 1).collect::<Vec<bool>>());
    check("texts", |n| (0..n % 4).map(|_| format!("{}", n / 4)).chain([n.to_string()]).collect::<Vec<_>>());
    check("units", |n| vec![(); n]);
    check("pairs", |n| vec![((n % 30) as u8, (n / 30).to_string()); 3]);
    check("sequences of sequences", |n| vec![vec![1_u8; n / 25], Vec::new(), vec![1; n % 25]]);
    check("sets", |n| (0..n as u32).step_by(3).chain([7_000 + n as u32]).collect::<BTreeSet<u32>>());
    check("maps", |n| BTreeMap::from([(1_u8, (n / 40).to_string()), (2, (n % 40).to_string())]));
    check("maps of maps", |n| BTreeMap::from([("a".to_owned(), BTreeMap::from([(n as u32, vec![n % 2 == 0])]))]));
    check("enum", kind);
    check("struct", |n| Person {
        name: (n / 100).to_string(),
        parts: (0..n % 10).map(|part| (part as u8, (part % 2 == 0).then(|| "p".to_owned()))).collect(),
        kind: kind(n / 10 % 10 + 2),
    });
    check("deep", |n| Some(vec![Some((kind(n), vec![Some(n as u8)]))]));
}

/// What is not saved tells keys apart in the program that saves them, and in no file.
#[derive(Persist, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    name: String,
    #[persist(skip)]
    number: u32,
}

fn key(number: u32, is_equal: bool) -> Key {
    Key { name: format!("{:05}", if is_equal { 17 } else { number }), number }
}

#[test]
fn keys_of_maps_are_compared() {
    for effort in [Effort::Fast, Effort::Small] {
        for equal in [None, Some(18), Some(255), Some(256), Some(599)] {
            let keys = || (0..600).map(|number| key(number, equal == Some(number)));
            let map: BTreeMap<Key, Vec<u16>> = keys().map(|key| (key, vec![1, 2])).collect();
            let hashed: HashMap<Key, HashMap<u8, ()>> =
                keys().map(|key| (key, HashMap::from([(1, ()), (2, ())]))).collect();
            let set: BTreeSet<Key> = keys().collect();
            let options = SaveOptions::new().effort(effort).chunk_size(1 << 10).clone();
            let check = |bytes: Vec<u8>, loads: Option<persist_core::Error>, what: &str| {
                let found = verify_slice(&bytes).map(drop);
                assert_eq!(found.is_err(), equal.is_some(), "{what}, {equal:?}");
                assert_eq!(found.map_err(|error| error.kind()).err(), loads.map(|error| error.kind()), "as a load");
            };
            let bytes = options.to_vec(&map).unwrap();
            let loads = from_slice::<BTreeMap<Key, Vec<u16>>>(&bytes).err();
            check(bytes, loads, "a map");
            let bytes = options.to_vec(&vec![(1_u8, hashed.clone()), (2, hashed)]).unwrap();
            let loads = from_slice::<Vec<(u8, HashMap<Key, HashMap<u8, ()>>)>>(&bytes).err();
            check(bytes, loads, "maps in rows");
            let bytes = options.to_vec(&set).unwrap();
            let loads = from_slice::<BTreeSet<Key>>(&bytes).err();
            check(bytes, loads, "a set");
        }
    }
}

/// The elements of a set with groups are those of one set, whatever the form of each group.
#[test]
fn elements_are_compared_over_all_groups() {
    let words: BTreeSet<u64> = (0..100_000).map(|n| n * n).collect();
    let bytes = SaveOptions::new().effort(Effort::Small).to_vec(&words).unwrap();
    let mut container = Container::open(&bytes);
    assert!(container.chunks.len() > 2);
    verify_slice(&bytes).unwrap();
    // A group of one element, flat: a byte, padding, the number 9.
    let flat = [&[0; 8][..], &9_u64.to_le_bytes()].concat();
    container.chunks.push(tests::container::Chunk::new(3, 1, flat));
    let error = verify_slice(&container.seal()).unwrap_err();
    assert!(error.to_string().contains("an element of a set equals an earlier one"), "{error}");
    container.chunks.pop();
    let flat = [&[0; 8][..], &10_u64.to_le_bytes()].concat();
    container.chunks.push(tests::container::Chunk::new(3, 1, flat));
    verify_slice(&container.seal()).unwrap();
}

#[test]
fn the_limit_holds_for_keys() {
    let words: BTreeSet<String> = (0..50_000).map(|n| n.to_string()).collect();
    let bytes = to_vec(&words).unwrap();
    let refused = LoadOptions::new().max_memory(1 << 20).verify_slice(&bytes).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Limit);
    assert!(refused.to_string().contains("max_memory"), "{refused}");
    LoadOptions::new().max_memory(8 << 20).verify_slice(&bytes).unwrap();
}
