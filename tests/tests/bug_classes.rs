//! One regression test for each class of bugs that other decoders have had, named after its class.

use std::borrow::Borrow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList};
use std::error::Error;
use std::fmt::Debug;
use std::hash::{BuildHasher, Hash, Hasher};
use std::io::{self, Read, Write};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use persist_core::{
    Decode, Describe, Effort, Encode, ErrorKind, LoadOptions, Persist, Represent, SaveOptions, decode, encode,
    encode_into, from_reader, from_slice, to_vec, to_writer, verify_slice,
};
use tests::container::{Chunk, Container, varint};
use tests::ledger::{self, Event, Tracked};
use tests::memory::{Counting, held, peak, without_large_allocations};
use tests::specimen::{Source, specimens};
use tests::zoo::{Fieldless, InOrder, Mixed, Outer, Record, Tree};

#[global_allocator]
static MEMORY: Counting = Counting;

/// The bare bytes of a `T` with this behind its fingerprint.
fn bare<T: Describe>(payload: &[u8]) -> Vec<u8> {
    [&T::fingerprint().to_bits().to_le_bytes(), payload].concat()
}

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

// ---- panic, failed allocation or panicking `Drop` while a value is half built: rkyv ----

#[test]
fn panic_failed_allocation_or_panicking_drop_while_a_value_is_half_built() {
    type Built = Vec<(String, Tracked, Vec<Tracked>, BTreeMap<u8, Tracked>)>;
    ledger::begin();
    let row =
        |n: u32| (n.to_string(), Tracked::new(n), vec![Tracked::new(n); 2], BTreeMap::from([(1, Tracked::new(n))]));
    let value: Built = (0..40).map(row).collect();
    let bytes = encode(&value).expect("a value encodes");
    drop(value);
    ledger::settle("the value");
    // A panic, and an error with a panic while it is cleaned up.
    for (fails, panics) in [(None, (Event::Convert, 77)), (Some((Event::Convert, 77)), (Event::Drop, 5))] {
        ledger::begin();
        if let Some((event, nth)) = fails {
            ledger::fail_at(event, nth);
        }
        ledger::panic_at(panics.0, panics.1);
        assert!(catch_unwind(|| decode::<Built>(&bytes).is_ok()).is_err());
        ledger::disarm();
        ledger::settle("half built");
    }
    // Memory that the system will not give: an error, not the end of the process.
    let numbers = encode(&vec![7_u64; 1 << 17]).expect("numbers encode");
    let (error, left) = held(|| {
        without_large_allocations(64 << 10, || decode::<Vec<u64>>(&numbers).map(drop)).map_err(|error| error.kind())
    });
    assert_eq!((error, left), (Err(ErrorKind::Limit), 0));
    let lists = encode(&vec![(Tracked::new(1), vec![7_u64; 1 << 16]); 3]).expect("lists encode");
    let load = || decode::<Vec<(Tracked, Vec<u64>)>>(&lists).map(drop).map_err(|error| error.kind());
    assert_eq!(without_large_allocations(64 << 10, load), Err(ErrorKind::Limit));
    ledger::settle("no memory");
}

// ---- uninitialised or padding bytes written out or handed to a user's `Read`: rkyv, cdr, lz4_flex ----

/// Structs with padding, at places that were full of something else: equal values give equal bytes.
#[test]
fn uninitialised_or_padding_bytes_written_out_or_handed_to_a_users_read() {
    #[derive(Persist, Clone, Copy)]
    #[repr(C)]
    struct Padded {
        small: u8,
        large: u64,
        medium: u16,
        optional: Option<u32>,
        variant: Either,
    }
    #[derive(Persist, Clone, Copy)]
    enum Either {
        Small(u8),
        Large(u64),
    }
    let padded = |n: u8| Padded {
        small: n,
        large: n.into(),
        medium: n.into(),
        optional: (n % 2 == 0).then_some(7),
        variant: if n % 3 == 0 { Either::Small(n) } else { Either::Large(1) },
    };
    let all = |effort| {
        let mut options = SaveOptions::new();
        options.effort(effort);
        let mut bytes = Vec::new();
        for noise in [0x00_u8, 0xaa, 0xff] {
            // Where the values will lie, and where the encoder will work, something else lay before.
            for size in [16, 64, 1 << 10, 1 << 15, 40 * size_of::<Padded>()] {
                drop(std::hint::black_box(vec![noise; size]));
            }
            let mut values = Vec::with_capacity(40);
            values.extend((0..40).map(padded));
            bytes.push(options.encode(&values).expect("values encode"));
            bytes.push(options.encode(&values[1]).expect("a value encodes"));
            bytes.push(options.to_vec(&values).expect("values are written"));
        }
        bytes
    };
    for effort in [Effort::Fast, Effort::Small] {
        let bytes = all(effort);
        assert_eq!(bytes[..3], bytes[3..6]);
        assert_eq!(bytes[..3], bytes[6..]);
    }

    /// Looks at the memory that it is given, as a `Read` must not but may. (Miri and the memory sanitizer see it.)
    struct Looks<'a>(&'a [u8], u64);
    impl Read for Looks<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 += buffer.iter().map(|byte| u64::from(*byte)).sum::<u64>();
            if self.1 == u64::MAX {
                return Ok(0);
            }
            self.0.read(buffer)
        }
    }
    /// Looks at every byte that it is handed.
    struct Sums(u64);
    impl Write for Sums {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.iter().map(|byte| u64::from(*byte)).sum::<u64>();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let values = (specimens::<InOrder>(1, 40), specimens::<Record>(2, 40), Source::new(3).make::<Outer>());
    let mut file = Vec::new();
    to_writer(&mut file, &values).expect("values are written");
    let mut sums = Sums(0);
    to_writer(&mut sums, &values).expect("values are written");
    assert_eq!(sums.0, file.iter().map(|byte| u64::from(*byte)).sum::<u64>());
    assert_eq!(from_reader::<(Vec<InOrder>, Vec<Record>, Outer)>(Looks(&file, 0)).expect("values load"), values);
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

// ---- a safe trait that a user can implement to cause undefined behaviour: rkyv ----

/// Every safe trait that the codec calls, implemented to lie: nonsense may come out, and nothing worse. (Run under the sanitizers.)
#[test]
fn a_safe_trait_that_a_user_can_implement_to_cause_undefined_behaviour() {
    thread_local! {
        static COIN: Cell<u64> = const { Cell::new(1) };
    }
    /// Heads or tails, never the same twice.
    fn coin() -> u64 {
        let next = COIN.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        COIN.set(next);
        next >> 33
    }

    /// Its hash, its order, its equality, its copies and its representation change from call to call.
    #[derive(Persist, Debug)]
    #[persist(from = "Vec<String>", into = "Vec<String>", validate = maybe)]
    #[allow(dead_code, reason = "its codec is what is tested")]
    struct Liar(Vec<String>);
    fn maybe(_: &Liar) -> Result<(), String> {
        if coin() % 50 == 0 { Err("tails".to_owned()) } else { Ok(()) }
    }
    impl From<Vec<String>> for Liar {
        fn from(texts: Vec<String>) -> Self {
            Liar(texts)
        }
    }
    impl From<Liar> for Vec<String> {
        fn from(_: Liar) -> Self {
            vec!["x".repeat(coin() as usize % 30); coin() as usize % 40]
        }
    }
    impl Clone for Liar {
        fn clone(&self) -> Self {
            Liar(vec![String::new(); coin() as usize % 5])
        }
    }
    impl PartialEq for Liar {
        fn eq(&self, _: &Self) -> bool {
            coin() % 2 == 0
        }
    }
    impl Eq for Liar {}
    impl PartialOrd for Liar {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for Liar {
        fn cmp(&self, _: &Self) -> std::cmp::Ordering {
            (coin() % 3).cmp(&1)
        }
    }
    impl Hash for Liar {
        fn hash<H: Hasher>(&self, state: &mut H) {
            (coin() % 4).hash(state);
        }
    }
    impl Borrow<str> for Liar {
        fn borrow(&self) -> &str {
            ["", "a text"][coin() as usize % 2]
        }
    }
    /// A hasher that forgets which it is.
    #[derive(Default)]
    struct Hashes;
    impl BuildHasher for Hashes {
        type Hasher = std::hash::DefaultHasher;
        fn build_hasher(&self) -> Self::Hasher {
            let mut hasher = std::hash::DefaultHasher::new();
            hasher.write_u64(coin() % 3);
            hasher
        }
    }
    /// Represents a text by another one each time.
    struct Represents;
    impl Represent<String> for Represents {
        type Repr = Option<Vec<u8>>;
        fn represent(_: &String) -> Result<Self::Repr, Box<dyn Error + Send + Sync>> {
            match coin() % 20 {
                0 => Err("tails".into()),
                n => Ok((n > 5).then(|| vec![7; n as usize * 3])),
            }
        }
        fn restore(bytes: Self::Repr) -> Result<String, Box<dyn Error + Send + Sync>> {
            if coin() % 50 == 0 { Err("tails".into()) } else { Ok(format!("{bytes:?}")) }
        }
    }
    #[derive(Persist, Debug)]
    struct Lies {
        liar: Liar,
        #[persist(with = Represents)]
        text: String,
        #[persist(skip, default = coin())]
        skipped: u64,
        last: String,
    }

    fn tell<T: Encode + for<'de> Decode<'de> + Debug>(make: impl Fn() -> T) {
        for round in 0..60 {
            let mut options = SaveOptions::new();
            options.effort(if round % 2 == 0 { Effort::Fast } else { Effort::Small }).canonical(round % 3 == 0);
            let values: Vec<T> = (0..[1, 3, 40][round % 3]).map(|_| make()).collect();
            for bytes in [options.encode(&values), options.encode(&values[0])].into_iter().flatten() {
                if let Ok(values) = decode::<Vec<T>>(&bytes) {
                    assert!(!format!("{values:?}").is_empty());
                }
                let _ = decode::<T>(&bytes);
            }
            if let Ok(file) = options.to_vec(&values) {
                verify_slice(&file).expect("what was written is sound, whatever it says");
                let _ = from_slice::<Vec<T>>(&file);
            }
        }
    }
    let liar = || Liar(vec!["x".to_owned(); coin() as usize % 3]);
    tell(liar);
    tell(|| Lies { liar: liar(), text: "text".to_owned(), skipped: 0, last: "last".to_owned() });
    tell(|| (0..5).map(|_| liar()).collect::<HashSet<_, Hashes>>());
    tell(|| (0..5).map(|_| (liar(), liar())).collect::<HashMap<_, _, Hashes>>());
    tell(|| (0..5_u8).map(|n| (n, n.to_string())).collect::<HashMap<_, _, Hashes>>());
    tell(|| (0..5).map(|_| liar()).collect::<BTreeSet<_>>());
    tell(|| (0..5).map(|_| (liar(), vec![liar()])).collect::<BTreeMap<_, _>>());
    tell(|| (0..5).map(|_| liar()).collect::<BinaryHeap<_>>().into_vec());
    tell(|| Rc::new(RefCell::new((liar(), Some(Box::new(liar()))))));

    // A stream that has read or written more than it could: an error, or the standard library's panic.
    struct Boasts(usize);
    impl Read for Boasts {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            Ok(buffer.len().saturating_add(self.0))
        }
    }
    impl Write for Boasts {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len().saturating_add(self.0))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for more in [1, 1 << 20, usize::MAX] {
        let reads = catch_unwind(|| from_reader::<Vec<String>>(Boasts(more)).is_ok());
        assert!(reads.is_err() || reads.is_ok_and(|value| !value));
        let _ = catch_unwind(|| to_writer(Boasts(more), &vec!["text".to_owned(); 9]).is_ok());
    }

    // A type that describes itself as another one is a wrong file to every reader, and no more.
    struct Pretends;
    impl Describe for Pretends {
        fn describe(builder: &mut persist_core::__private::SchemaBuilder) -> persist_core::__private::NodeId {
            <Vec<String> as Describe>::describe(builder)
        }
    }
    assert_eq!(Pretends::fingerprint(), <Vec<String>>::fingerprint());
}

// ---- an append, a rename of a field or a swapped codec that decodes to something else in silence: freenet-stdlib, dora, nautilus_trader ----

#[test]
fn an_append_a_rename_of_a_field_or_a_swapped_codec_that_decodes_to_something_else_in_silence() {
    mod before {
        #[derive(persist_core::Persist)]
        pub(super) struct Order {
            pub(super) price: u32,
            pub(super) amount: u32,
        }
        #[derive(persist_core::Persist)]
        pub(super) enum State {
            Open,
            Closed,
        }
    }
    mod renamed {
        #[derive(persist_core::Persist, Debug)]
        pub(super) struct Order {
            pub(super) amount: u32,
            pub(super) price: u32,
        }
        #[derive(persist_core::Persist, Debug)]
        pub(super) enum State {
            Closed,
            Open,
        }
    }
    mod appended {
        #[derive(persist_core::Persist, Debug)]
        pub(super) struct Order {
            pub(super) price: u32,
            pub(super) amount: u32,
            pub(super) note: Option<u8>,
        }
        #[derive(persist_core::Persist, Debug)]
        pub(super) enum State {
            Open,
            Closed,
            Waiting,
        }
    }
    fn refused<T: for<'de> Decode<'de> + Debug>(bytes: &[u8], file: &[u8]) {
        let error = decode::<T>(bytes).expect_err("another type");
        assert_eq!(error.kind(), ErrorKind::UnknownFingerprint, "{error}");
        let error = from_slice::<T>(file).expect_err("another type");
        assert_eq!(error.kind(), ErrorKind::TypeMismatch, "{error}");
    }
    let order = before::Order { price: 7, amount: 9 };
    let (bytes, file) = (encode(&order).expect("it encodes"), to_vec(&order).expect("it is written"));
    refused::<renamed::Order>(&bytes, &file);
    refused::<appended::Order>(&bytes, &file);
    refused::<(u32, u32)>(&bytes, &file);
    let states = vec![before::State::Open, before::State::Closed];
    let (bytes, file) = (encode(&states).expect("they encode"), to_vec(&states).expect("they are written"));
    refused::<Vec<renamed::State>>(&bytes, &file);
    refused::<Vec<appended::State>>(&bytes, &file);
    refused::<Vec<bool>>(&bytes, &file);

    // What is appended to bytes or to a file is no part of a value, and is not passed over.
    let mut twice = encode(&order).expect("it encodes");
    encode_into(&order, &mut twice).expect("it is appended");
    assert_eq!(decode::<before::Order>(&twice).map(drop).expect_err("two values").kind(), ErrorKind::Trailing);
    let file = to_vec(&order).expect("it is written");
    assert_eq!(from_slice::<before::Order>(&file.repeat(2)).map(drop).expect_err("two").kind(), ErrorKind::Trailing);
    // A list does not grow by what is behind it.
    let mut list = encode(&vec![1_u8, 2]).expect("it encodes");
    list.push(3);
    assert_eq!(decode::<Vec<u8>>(&list).expect_err("one too many").kind(), ErrorKind::Trailing);

    // Another representation of the same field, where it is another type.
    mod swapped {
        #[derive(persist_core::Persist, Debug)]
        pub(super) struct Order {
            #[persist(with = super::AsText)]
            pub(super) price: u32,
            pub(super) amount: u32,
        }
    }
    let (bytes, file) = (encode(&order).expect("it encodes"), to_vec(&order).expect("it is written"));
    refused::<swapped::Order>(&bytes, &file);

    // Bare bytes and a container are told apart, and so are bytes of other formats.
    assert_eq!(decode::<before::Order>(&file).map(drop).expect_err("a container").kind(), ErrorKind::Misuse);
    assert_eq!(from_slice::<before::Order>(&bytes).map(drop).expect_err("bare bytes").kind(), ErrorKind::Misuse);
    let mut options = LoadOptions::new();
    for foreign in [&b"{\"price\":7,\"amount\":9}"[..], b"\x82\xa5price\x07\xa6amount\x09", &[7, 0, 0, 0, 9, 0, 0, 0]] {
        let answers = [
            options.max_depth(9).decode::<before::Order>(foreign).map(drop),
            from_slice::<before::Order>(foreign).map(drop),
            from_reader::<before::Order>(foreign).map(drop),
        ];
        assert!(answers.iter().all(Result::is_err));
    }
}

/// A number as a text.
struct AsText;

impl Represent<u32> for AsText {
    type Repr = String;

    fn represent(number: &u32) -> Result<String, Box<dyn Error + Send + Sync>> {
        Ok(number.to_string())
    }

    fn restore(text: String) -> Result<u32, Box<dyn Error + Send + Sync>> {
        Ok(text.parse()?)
    }
}

/// User code inside a save that is abandoned: what the buffer held stays, and the next save is whole.
#[test]
fn an_append_that_is_abandoned_leaves_what_was_there() {
    ledger::begin();
    let value = vec![Tracked::new(1), Tracked::new(2), Tracked::new(3)];
    let mut buffer = encode(&value).expect("it encodes");
    let before = buffer.clone();
    ledger::panic_at(Event::Clone, ledger::count(Event::Clone) + 2);
    let appends = AssertUnwindSafe(|| encode_into(&value, &mut buffer).is_ok());
    assert!(catch_unwind(appends).is_err());
    assert_eq!(buffer, before);
    ledger::disarm();
    encode_into(&value, &mut buffer).expect("it is appended");
    assert_eq!(buffer, before.repeat(2));
    drop(value);
    ledger::settle("after all");
}
