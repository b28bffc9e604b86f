//! Bytes that mean harm.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList};
use std::num::NonZero;
use std::rc::Rc;

use persist_core::{
    Decode, Describe, ErrorKind, Persist, decode, encode, from_reader, from_slice, to_vec, verify_slice,
};
use tests::container::{Chunk, Container, varint};
use tests::memory::peak;
use tests::zoo::{Fieldless, Mixed, Tree};

use crate::bare;

fn refusal<T: for<'de> Decode<'de> + Describe>(payload: &[u8]) -> ErrorKind {
    match decode::<T>(&bare::<T>(payload)) {
        Ok(_) => panic!("{payload:x?} is a value of {}", std::any::type_name::<T>()),
        Err(error) => error.kind(),
    }
}

// ---- validation passes a bad length, offset or pointer: rkyv, arrow, capnp ----

/// Lengths that do not fit what they cut, in every place that has one.
#[test]
fn validation_passes_a_bad_length_offset_or_pointer() {
    // Texts: a length past the end; lengths whose sum wraps; a length that cuts a character.
    assert_eq!(refusal::<String>(&[9, b'a', b'b', b'c']), ErrorKind::Truncated);
    let wrapping = [vec![5], varint(u64::MAX), varint(2), b"a".to_vec()].concat();
    assert_eq!(refusal::<Vec<String>>(&wrapping), ErrorKind::Malformed);
    assert_eq!(refusal::<Vec<String>>(&[5, 3, 3, 0xc3, 0xa9]), ErrorKind::Malformed);
    // Lists: a sum that wraps to what is there; one that does not fit.
    let wrapping = [vec![5], varint(u64::MAX), varint(2), vec![7]].concat();
    assert_eq!(refusal::<Vec<Vec<u8>>>(&wrapping), ErrorKind::Malformed);
    assert_eq!(refusal::<Vec<Vec<u8>>>(&[5, 3, 5, 7, 7]), ErrorKind::Truncated);
    // Columns with a length: too long, too short, longer than the rest.
    let texts = vec!["text".to_owned(); 40];
    let sound = encode(&texts).expect("texts encode");
    let at = 8 + varint(40).len();
    for wrong in [0, 1, u32::from(sound[at]) - 1, u32::from(sound[at]) + 1, u32::MAX - 1, u32::MAX] {
        let mut bytes = sound.clone();
        bytes[at..at + 4].copy_from_slice(&wrong.to_le_bytes());
        assert_eq!(decode::<Vec<String>>(&bytes).expect_err("a wrong length").kind(), ErrorKind::Malformed, "{wrong}");
    }
    // Dictionaries: an index behind the entries, and no entries at all; numbers: positions that do not ascend, or lie outside.
    let refused = |column: &[u8]| refusal::<Vec<u64>>(&[&[0x0d, 1][..], column].concat());
    assert_eq!(refused(&[0x82, 2, 0x00, 7, 0x00, 2]), ErrorKind::Malformed);
    assert_eq!(refused(&[0x82, 0, 0x00, 7, 0x00, 0]), ErrorKind::Malformed);
    assert_eq!(refused(&[0x83, 1, 2, 1, 0, 3, 3, 0x00, 3]), ErrorKind::Malformed);
    assert_eq!(refused(&[0x83, 1, 1, 1, 0, 6, 0x00, 3]), ErrorKind::Malformed);
    assert_eq!(refused(&[0x83, 1, 6, 1, 0, 0, 1, 2, 3, 4, 5, 0x00, 3]), ErrorKind::Malformed);
    // Borrowed: what is not aligned is not lent, wherever it lies.
    let numbers = encode(&vec![1_u64; 9]).expect("numbers encode");
    for shift in 0..8 {
        let mut shifted = vec![0_u8; shift];
        shifted.extend(&numbers);
        match decode::<&[u64]>(&shifted[shift..]) {
            Ok(lent) => assert!(lent.as_ptr().is_aligned() && lent == [1; 9]),
            Err(error) => assert_eq!(error.kind(), ErrorKind::Borrow),
        }
    }
}

// ---- values of zero size conjured out of nothing: borsh ----

#[test]
fn values_of_zero_size_conjured_out_of_nothing() {
    #[derive(Persist, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    struct Nothing;
    #[derive(Persist, Debug, Clone, PartialEq)]
    struct Skips {
        #[persist(skip)]
        number: u64,
        nothing: Nothing,
    }
    /// A nothing that only one may have: it cannot be made without bytes that say so.
    #[derive(Persist, Debug)]
    enum Uninhabited {}

    for count in [(1 << 24) + 1, u64::MAX] {
        let payload = varint(count);
        assert_eq!(refusal::<Vec<()>>(&payload), ErrorKind::Limit);
        assert_eq!(refusal::<Vec<Nothing>>(&payload), ErrorKind::Limit);
        assert_eq!(refusal::<Vec<[Nothing; 3]>>(&payload), ErrorKind::Limit);
        assert_eq!(refusal::<Vec<Skips>>(&payload), ErrorKind::Limit);
        assert_eq!(refusal::<LinkedList<()>>(&payload), ErrorKind::Limit);
        assert_eq!(refusal::<Box<[Nothing]>>(&payload), ErrorKind::Limit);
        assert_eq!(refusal::<Rc<[()]>>(&payload), ErrorKind::Limit);
        assert_eq!(refusal::<Vec<Box<()>>>(&payload), ErrorKind::Limit);
        // Two equal ones are one too many, long before.
        assert!(matches!(refusal::<BTreeSet<Nothing>>(&payload), ErrorKind::Malformed | ErrorKind::Limit));
        assert!(matches!(refusal::<HashSet<()>>(&payload), ErrorKind::Malformed | ErrorKind::Limit));
        assert!(matches!(refusal::<HashMap<(), Nothing>>(&payload), ErrorKind::Malformed | ErrorKind::Limit));
        // Lists of nothings in a list: each has so many.
        let lists = [varint(3), payload.repeat(3)].concat();
        assert!(matches!(refusal::<Vec<Vec<Nothing>>>(&lists), ErrorKind::Limit | ErrorKind::Malformed));
    }
    assert_eq!(refusal::<Vec<Uninhabited>>(&[3, 0]), ErrorKind::Malformed);
    assert_eq!(refusal::<Vec<std::convert::Infallible>>(&[3, 0]), ErrorKind::Malformed);
    assert_eq!(decode::<Vec<Uninhabited>>(&bare::<Vec<Uninhabited>>(&varint(0))).map_or(1, |list| list.len()), 0);
}

// ---- allocation from a declared length: protobuf, rmpv, savefile ----

#[test]
fn allocation_from_a_declared_length() {
    fn little<T: Describe + for<'de> Decode<'de>>(payload: &[u8]) {
        let bytes = bare::<T>(payload);
        let (kind, most) = peak(|| decode::<T>(&bytes).map(drop).map_err(|error| error.kind()));
        let name = std::any::type_name::<T>();
        assert!(kind.is_err(), "{name}");
        assert!(most < 300_000, "{name}: {most} bytes for {}", bytes.len());
    }
    for length in [1 << 20, 1 << 30, 1 << 40, 1 << 62, u64::MAX] {
        let declared = varint(length);
        for tail in [&[][..], &[0; 9], &[1; 9], &[0xff; 100]] {
            let payload = [&declared, tail].concat();
            little::<String>(&payload);
            little::<Box<str>>(&payload);
            little::<Vec<u8>>(&payload);
            little::<Vec<u64>>(&payload);
            little::<Vec<String>>(&payload);
            little::<Vec<Tree>>(&payload);
            little::<Rc<[u32]>>(&payload);
            little::<HashMap<u64, u64>>(&payload);
            little::<HashSet<String>>(&payload);
            little::<BTreeMap<u64, String>>(&payload);
            little::<BinaryHeap<u64>>(&payload);
            little::<Vec<Vec<u8>>>(&[&[3], &payload[..]].concat());
            little::<Vec<HashMap<u64, [u64; 9]>>>(&[&[3], &payload[..]].concat());
        }
    }
    // The same in a container, in the lengths of chunks and in the counts of groups.
    let sound = Container::open(&to_vec(&Vec::<u64>::new()).expect("nothing is written"));
    for count in [1 << 30, 1 << 60, u64::MAX] {
        let mut counts = sound.clone();
        counts.chunks = vec![Chunk::new(3, count, vec![0; 40])];
        let mut lengths = sound.clone();
        lengths.chunks = vec![Chunk { stored_len: Some(count), len: Some(count), ..Chunk::new(3, 1, vec![0; 9]) }];
        for file in [counts.seal(), lengths.seal()] {
            let (loaded, most) = peak(|| from_slice::<Vec<u64>>(&file).is_ok() || verify_slice(&file).is_ok());
            assert!(!loaded && most < 300_000, "{most} bytes");
            let (loaded, most) = peak(|| from_reader::<Vec<u64>>(file.as_slice()).is_ok());
            // A stream's buffer is asked for in pieces of a MiB, as its bytes come.
            assert!(!loaded && most < 3 << 20, "{most} bytes");
        }
    }
}

// ---- stack overflow by nesting, also while skipping: prost, serde_cbor, protobuf ----

/// The rest of this class is in nesting.rs, where every kind of recursion goes as deep as it may.
#[test]
fn stack_overflow_by_nesting_also_while_skipping() {
    #[derive(Persist)]
    struct Nest(Vec<Nest>);
    #[derive(Persist)]
    struct Chain(Option<Box<Chain>>);
    let sound = to_vec(&Nest(vec![])).expect("a value is written");
    let mut deep = Container::open(&sound);
    deep.chunks = vec![Chunk::new(1, 1, [vec![3; 1 << 20], vec![1]].concat())];
    let deep = deep.seal();
    let mut chain = Container::open(&to_vec(&Chain(None)).expect("a value is written"));
    chain.chunks = vec![Chunk::new(1, 1, [vec![1; 1 << 17], vec![0]].concat())];
    let chain = chain.seal();
    let small = std::thread::Builder::new().stack_size(2 << 20);
    let thread = small.spawn(move || {
        // Read, and stepped over without the types.
        assert_eq!(from_slice::<Nest>(&deep).map(drop).expect_err("too deep").kind(), ErrorKind::Limit);
        assert_eq!(verify_slice(&deep).map(drop).expect_err("too deep").kind(), ErrorKind::Limit);
        assert_eq!(from_slice::<Chain>(&chain).map(drop).expect_err("too deep").kind(), ErrorKind::Limit);
        let _ = verify_slice(&chain);
    });
    thread.expect("a thread starts").join().expect("no panic");
}

// ---- invalid bit patterns (`bool`, `char`, enum, UTF-8) taken as valid: flatbuffers, rmp-serde ----

#[test]
fn invalid_bit_patterns_taken_as_valid() {
    for byte in 2..=255 {
        assert_eq!(refusal::<bool>(&[byte]), ErrorKind::Malformed);
        assert_eq!(refusal::<Option<u8>>(&[byte, 0]), ErrorKind::Malformed);
    }
    assert_eq!(refusal::<[bool; 3]>(&[0b1000]), ErrorKind::Malformed);
    assert_eq!(refusal::<Vec<bool>>(&[0x13, 3]), ErrorKind::Malformed);
    assert_eq!(refusal::<Vec<bool>>(&[0x13, 2, 0, 2]), ErrorKind::Malformed);
    for code in [0xd800, 0xdfff, 0x11_0000, u32::MAX] {
        assert_eq!(refusal::<char>(&varint(code.into())), ErrorKind::Malformed);
        assert_eq!(refusal::<[char; 2]>(&[varint(0x41), varint(code.into())].concat()), ErrorKind::Malformed);
        // A constant column of five.
        assert_eq!(refusal::<[char; 5]>(&[vec![0], varint(code.into())].concat()), ErrorKind::Malformed);
    }
    for tag in 5..=255 {
        assert_eq!(refusal::<Fieldless>(&[tag]), ErrorKind::Malformed);
        assert_eq!(refusal::<Vec<Fieldless>>(&[5, 0, tag]), ErrorKind::Malformed);
        assert_eq!(refusal::<Option<Fieldless>>(&[1, tag]), ErrorKind::Malformed);
        assert_eq!(refusal::<std::cmp::Ordering>(&[tag]), ErrorKind::Malformed);
    }
    for tag in 6..=255 {
        assert_eq!(refusal::<Mixed>(&[tag, 0, 0, 0]), ErrorKind::Malformed);
        assert_eq!(refusal::<Vec<Mixed>>(&[5, 0, tag, 0, 0, 0]), ErrorKind::Malformed);
    }
    for text in [&b"\xff"[..], b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"a\x80"] {
        let length = varint(text.len() as u64);
        assert_eq!(refusal::<String>(&[&length, text].concat()), ErrorKind::Malformed);
        assert_eq!(refusal::<Box<str>>(&[&length, text].concat()), ErrorKind::Malformed);
        assert_eq!(refusal::<Vec<String>>(&[&[3], &length[..], text].concat()), ErrorKind::Malformed);
        // Five equal ones: an entry of a dictionary.
        let five = [&[0x0b, 1, 1][..], &length, text, &[0, 0]].concat();
        assert_eq!(refusal::<Vec<String>>(&five), ErrorKind::Malformed);
        assert!(decode::<&str>(&bare::<&str>(&[&length, text].concat())).is_err());
    }
    assert_eq!(refusal::<NonZero<u32>>(&[1]), ErrorKind::Malformed);
    assert_eq!(refusal::<Vec<NonZero<u8>>>(&[5, 1, 0]), ErrorKind::Malformed);
    assert_eq!(refusal::<std::ffi::CString>(&[5, b'a', 0]), ErrorKind::Malformed);
    assert_eq!(refusal::<std::time::Duration>(&[vec![1], varint(1_000_000_000)].concat()), ErrorKind::Malformed);
    // More bytes than a number needs, and bits after the last of a column.
    assert_eq!(refusal::<u32>(&[0x06, 0x00]), ErrorKind::Malformed);
    assert_eq!(refusal::<[u16; 5]>(&[1, 1, 1, 0b10_0000]), ErrorKind::Malformed);
}
