//! User code that panics, fails, lies, or looks where it should not.

use std::borrow::Borrow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet};
use std::error::Error;
use std::fmt::Debug;
use std::hash::{BuildHasher, Hash, Hasher};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use persist_core::{
    Decode, Describe, Effort, Encode, ErrorKind, Persist, Represent, SaveOptions, decode, encode, encode_into,
    from_reader, from_slice, to_writer, verify_slice,
};
use tests::ledger::{self, Event, Tracked};
use tests::memory::{held, without_large_allocations};
use tests::specimen::{Source, specimens};
use tests::zoo::{InOrder, Outer, Record};

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
        optional: n.is_multiple_of(2).then_some(7),
        variant: if n.is_multiple_of(3) { Either::Small(n) } else { Either::Large(1) },
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
        if coin().is_multiple_of(50) { Err("tails".to_owned()) } else { Ok(()) }
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
            coin().is_multiple_of(2)
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
            if coin().is_multiple_of(50) { Err("tails".into()) } else { Ok(format!("{bytes:?}")) }
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
                if let Err(error) = verify_slice(&file) {
                    // Who tells other elements each time may tell one twice.
                    assert!(error.to_string().contains(" equals an earlier one"), "{error}");
                }
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
        const LINK: persist_core::__private::Link = <Vec<String> as Describe>::LINK;
    }
    assert_eq!(Pretends::fingerprint(), <Vec<String>>::fingerprint());
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
