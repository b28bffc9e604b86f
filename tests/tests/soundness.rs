//! What user code does in the middle of a save or a load, and each of docs/DESIGN.md's *Rules that keep it sound*.
//!
//! Every call of user code panics in turn, or returns an error, or starts another load; whatever happens, each value is dropped exactly once.
//! Run this file under AddressSanitizer and Miri too.
#![allow(
    dead_code,
    clippy::redundant_closure,
    reason = "fields are there to be dropped; closures are what the macros take"
)]
// Rule 1: what the derive writes passes here.
#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::fmt::Debug;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};

use persist_core::{Decode, Describe, Effort, Encode, ErrorKind, Persist, Represent, SaveOptions, decode, encode};
use tests::ledger::{self, AsText, Event, LOADING, SAVING, Tracked, check};
use tests::memory::{Counting, held, peak};
use tests::specimen::specimens;
use tests::zoo;

#[global_allocator]
static MEMORY: Counting = Counting;

// ---- the types ----

#[derive(Persist)]
enum Kind {
    Nothing,
    One(Tracked, String),
    Two { first: Tracked, second: Option<Tracked> },
    Inside(Box<Kind>),
}

#[derive(Persist)]
struct Row {
    text: String,
    one: Tracked,
    maybe: Option<Tracked>,
    list: Vec<Tracked>,
    boxed: Box<Tracked>,
    pair: (Tracked, [Tracked; 2]),
    kind: Kind,
    #[persist(with = AsText)]
    represented: Tracked,
    #[persist(skip)]
    filled: Tracked,
    last: Box<str>,
}

#[derive(Persist)]
#[persist(validate = check)]
struct Checked {
    text: String,
    one: Tracked,
    two: Vec<Tracked>,
}

#[derive(Persist)]
#[persist(validate = check)]
enum CheckedKind {
    Nothing,
    One(Tracked, String),
}

#[derive(Persist)]
#[persist(transparent, validate = check)]
struct CheckedOne(Tracked);

#[derive(Persist)]
#[persist(transparent, validate = check)]
struct CheckedList(Vec<Tracked>);

#[derive(Persist)]
struct Filled {
    #[persist(skip)]
    first: Tracked,
    one: Tracked,
    #[persist(skip)]
    last: Tracked,
}

#[derive(Persist)]
enum FilledKind {
    One(#[persist(skip)] Tracked, Tracked),
    Other {
        #[persist(skip)]
        filled: Tracked,
    },
}

/// Has a `Drop` of its own: one that is not complete must never be dropped.
#[derive(Persist)]
struct Whole {
    first: Tracked,
    text: String,
    second: Tracked,
    texts: Vec<String>,
}

impl Drop for Whole {
    fn drop(&mut self) {
        self.first.must_be_alive("the first part of a whole");
        self.second.must_be_alive("the second part of a whole");
        assert_eq!(self.text.len() + self.texts.len(), 6);
    }
}

#[derive(Persist)]
enum WholeKind {
    Nothing,
    One(Tracked, Tracked),
}

impl Drop for WholeKind {
    fn drop(&mut self) {
        if let WholeKind::One(first, second) = self {
            first.must_be_alive("the first part of a variant");
            second.must_be_alive("the second part of a variant");
        }
    }
}

/// Without a seed, so that every run does the same.
type Hasher = BuildHasherDefault<DefaultHasher>;

// ---- their values ----

fn one(n: u32) -> Tracked {
    Tracked::new(n)
}

fn several<C: FromIterator<Tracked>>(n: u32) -> C {
    (n..n + n % 4).map(one).collect()
}

fn kind(n: u32) -> Kind {
    match n % 4 {
        0 => Kind::Nothing,
        1 => Kind::One(one(n), n.to_string()),
        2 => Kind::Two { first: one(n), second: (n % 8 == 2).then(|| one(n)) },
        _ => Kind::Inside(Box::new(kind(n / 2))),
    }
}

fn row(n: u32) -> Row {
    Row {
        text: n.to_string(),
        one: one(n),
        maybe: (n % 3 == 0).then(|| one(n)),
        list: several(n),
        boxed: Box::new(one(n)),
        pair: (one(n), [one(n), one(n)]),
        kind: kind(n),
        represented: one(n),
        filled: one(n),
        last: "last".into(),
    }
}

fn whole(n: u32) -> Whole {
    Whole { first: one(n), text: "text".to_owned(), second: one(n), texts: vec!["a".to_owned(), n.to_string()] }
}

// ---- the harness ----

/// Runs `act` with what was planned; a panic that was not planned goes on.
fn as_planned<R>(what: &str, act: impl FnOnce() -> R) -> Option<R> {
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(done) => Some(done),
        Err(panic) if panic.is::<ledger::Planned>() => None,
        Err(panic) => {
            eprintln!("{what}: a panic that nobody planned");
            std::panic::resume_unwind(panic)
        }
    }
}

/// Numbers from 1 to `last`: all, or some that are spread.
fn some_of(last: usize) -> impl Iterator<Item = usize> {
    const MOST: usize = 24;
    (1..=last).step_by(last.div_ceil(MOST).max(1)).chain((last > MOST).then_some(last))
}

/// Loads `bytes`, which are a `T`'s or damaged, as is planned, and requires that everything is dropped.
fn loads<T: for<'de> Decode<'de>>(bytes: &[u8], what: &str) -> Option<Result<(), ErrorKind>> {
    let loaded = as_planned(what, || decode::<T>(bytes));
    ledger::disarm();
    let outcome = loaded.map(|loaded| loaded.map(drop).map_err(|error| error.kind()));
    ledger::settle(what);
    outcome
}

fn survives_loading<T: for<'de> Decode<'de>>(bytes: &[u8], name: &str) {
    ledger::begin();
    assert_eq!(loads::<T>(bytes, name), Some(Ok(())), "{name}");
    // Of the dropping, too, nothing is lost.
    let counts = LOADING.map(|event| (event, ledger::count(event)));
    for (event, count) in counts {
        for nth in some_of(count) {
            let what = format!("{name}, a panic at {event:?} {nth} of {count}");
            ledger::begin();
            ledger::panic_at(event, nth);
            assert_eq!(loads::<T>(bytes, &what), None, "{what}");
        }
    }
    for (event, count) in counts.into_iter().filter(|(event, _)| matches!(event, Event::Convert | Event::Validate)) {
        for nth in some_of(count) {
            let what = format!("{name}, an error at {event:?} {nth} of {count}");
            ledger::begin();
            ledger::fail_at(event, nth);
            assert_eq!(loads::<T>(bytes, &what), Some(Err(ErrorKind::Rejected)), "{what}");
            // The values that had been made are dropped then, and each of these drops panics in turn.
            let drops = ledger::count(Event::Drop);
            for drop in some_of(drops) {
                let what = format!("{what}, and a panic at drop {drop} of {drops}");
                ledger::begin();
                ledger::fail_at(event, nth);
                ledger::panic_at(Event::Drop, drop);
                assert_eq!(loads::<T>(bytes, &what), None, "{what}");
            }
        }
    }
    for len in some_of(bytes.len() - 1) {
        let what = format!("{name}, cut to {len}");
        ledger::begin();
        assert!(matches!(loads::<T>(&bytes[..len], &what), Some(Err(_))), "{what}");
        let drops = ledger::count(Event::Drop);
        if drops > 0 {
            let what = format!("{what}, and a panic at a drop");
            ledger::begin();
            ledger::panic_at(Event::Drop, drops.div_ceil(2));
            assert_eq!(loads::<T>(&bytes[..len], &what), None, "{what}");
        }
    }
    ledger::begin();
    ledger::load_inside();
    assert_eq!(loads::<T>(bytes, name), Some(Ok(())), "{name}, with loads inside");
}

fn survives_saving<T: Encode>(value: T, name: &str) -> Vec<u8> {
    let alive = ledger::alive();
    let before = SAVING.map(ledger::count);
    let bytes = encode(&value).expect("a value encodes");
    let file = persist_core::to_vec(&value).expect("a value is written");
    assert_eq!(encode(&value).expect("a value encodes"), bytes, "{name}, a second time");
    let after = SAVING.map(ledger::count);
    for ((event, before), after) in SAVING.into_iter().zip(before).zip(after) {
        // It was encoded three times.
        let count = (after - before) / 3;
        for nth in some_of(count) {
            let what = format!("{name}, a save with a panic at {event:?} {nth} of {count}");
            let mut buffer = b"before".to_vec();
            ledger::panic_at(event, ledger::count(event) + nth);
            let saved = as_planned(&what, || persist_core::encode_into(&value, &mut buffer).is_ok());
            ledger::disarm();
            assert_eq!(saved, None, "{what}");
            assert_eq!(buffer, b"before", "{what}");
            assert_eq!(ledger::alive(), alive, "{what}");
        }
    }
    ledger::load_inside();
    assert_eq!(encode(&value).expect("a value encodes"), bytes, "{name}, with saves inside");
    assert_eq!(persist_core::to_vec(&value).expect("a value is written"), file);
    ledger::disarm();
    drop(value);
    ledger::settle(name);
    bytes
}

/// One value, and blocks of several sizes.
fn survives<T: Encode + for<'de> Decode<'de>>(make: impl Fn(u32) -> T) {
    let name = std::any::type_name::<T>();
    ledger::begin();
    let bytes = survives_saving(make(7), name);
    survives_loading::<T>(&bytes, name);
    for rows in [3, 6, 34] {
        let name = format!("{rows} rows of {name}");
        let bytes = survives_saving((0..rows).map(&make).collect::<Vec<_>>(), &name);
        survives_loading::<Vec<T>>(&bytes, &name);
    }
}

macro_rules! survive {
    ($($test:ident: $make:expr;)*) => {
        /// Each call of user code panics, fails or loads in turn: nothing leaks, nothing is dropped twice.
        mod user_code_in_the_middle {
            use super::*;
            $(
                #[test]
                fn $test() {
                    survives($make);
                }
            )*
        }
    };
}

survive! {
    of_values: one;
    of_options: |n| (n % 3 > 0).then(|| one(n));
    of_boxes: |n| Box::new(one(n));
    of_boxed_options: |n| Box::new((n % 2 > 0).then(|| Box::new(one(n))));
    of_lists: |n| several::<Vec<_>>(n);
    of_lists_of_lists: |n| vec![several::<Vec<_>>(n), vec![], several(n + 1)];
    of_boxed_slices: |n| several::<Box<[_]>>(n);
    of_deques: |n| several::<VecDeque<_>>(n);
    of_linked_lists: |n| several::<LinkedList<_>>(n);
    of_heaps: |n| several::<BinaryHeap<_>>(n);
    of_arrays: |n| [one(n), one(n + 1), one(n + 2)];
    of_arrays_of_lists: |n| [several::<Vec<_>>(n), several(n + 1)];
    of_tuples: |n| (one(n), n.to_string(), one(n + 1), Box::new(one(n)));
    of_ordered_sets: |n| several::<BTreeSet<_>>(n);
    of_hash_sets: |n| several::<HashSet<_, Hasher>>(n);
    of_ordered_maps: |n| (0..n % 5).map(|k| (one(k), one(n))).collect::<BTreeMap<_, _>>();
    of_hash_maps: |n| (0..n % 7).map(|k| (one(k), one(n))).collect::<HashMap<_, _, Hasher>>();
    of_maps_of_texts: |n| (0..n % 5).map(|k| (k.to_string(), several(n))).collect::<BTreeMap<_, Vec<_>>>();
    of_shared_values: |n| (Rc::new(one(n)), Arc::new(one(n)));
    of_shared_slices: |n| several::<Rc<[_]>>(n);
    of_cells: |n| (RefCell::new(one(n)), RefCell::new(several::<Vec<_>>(n)));
    of_cells_filled_once: |n| if n % 2 == 0 { OnceCell::new() } else { OnceCell::from(one(n)) };
    of_results: |n| if n % 2 == 0 { Ok(one(n)) } else { Err((one(n), n.to_string())) };
    of_cows: |n| Cow::<[Tracked]>::Owned(several(n));
    of_kinds: kind;
    of_rows: row;
    of_checked_structs: |n| Checked { text: n.to_string(), one: one(n), two: several(n) };
    of_checked_enums: |n| if n % 2 == 0 { CheckedKind::Nothing } else { CheckedKind::One(one(n), n.to_string()) };
    of_checked_wrappers: |n| CheckedOne(one(n));
    of_checked_lists: |n| CheckedList(several(n));
    of_filled_fields: |n| Filled { first: one(n), one: one(n), last: one(n) };
    of_filled_variants: |n| if n % 2 == 0 { FilledKind::One(one(n), one(n)) } else { FilledKind::Other { filled: one(n) } };
    of_wholes: whole;
    of_whole_variants: |n| if n % 3 == 0 { WholeKind::Nothing } else { WholeKind::One(one(n), one(n)) };
    of_boxed_wholes: |n| vec![Box::new(whole(n)), Box::new(whole(n))];
}

/// Apart, as a save that panics leaves a lock poisoned.
#[test]
fn loading_in_the_middle_of_locks() {
    ledger::begin();
    let locks = |n| (Mutex::new(one(n)), RwLock::new(several::<Vec<_>>(n)), Arc::new(Mutex::new(one(n))));
    for rows in [1, 3, 34] {
        let bytes = encode(&(0..rows).map(locks).collect::<Vec<_>>()).expect("locks encode");
        survives_loading::<Vec<(Mutex<Tracked>, RwLock<Vec<Tracked>>, Arc<Mutex<Tracked>>)>>(&bytes, "locks");
    }
}

/// More rows than a block has, and a failure in the last of them.
#[test]
fn failures_behind_the_first_block() {
    ledger::begin();
    let rows: Vec<Row> = (0..600).map(row).collect();
    let bytes = encode(&rows).expect("rows encode");
    drop(rows);
    ledger::begin();
    assert_eq!(loads::<Vec<Row>>(&bytes, "600 rows"), Some(Ok(())));
    let converts = ledger::count(Event::Convert);
    for nth in [converts / 2, converts - 1, converts] {
        ledger::begin();
        ledger::panic_at(Event::Convert, nth);
        assert_eq!(loads::<Vec<Row>>(&bytes, "600 rows, and a panic"), None);
        ledger::begin();
        ledger::fail_at(Event::Convert, nth);
        assert_eq!(loads::<Vec<Row>>(&bytes, "600 rows, and an error"), Some(Err(ErrorKind::Rejected)));
        let drops = ledger::count(Event::Drop);
        for drop in [1, drops / 3, drops / 2, drops] {
            ledger::begin();
            ledger::fail_at(Event::Convert, nth);
            ledger::panic_at(Event::Drop, drop);
            assert_eq!(loads::<Vec<Row>>(&bytes, "600 rows, an error, and a panic in a drop"), None);
        }
    }
}

/// Equal keys in a file: the entry that was first and the one that was second are both dropped.
#[test]
fn duplicates_are_dropped() {
    // Four keys, of which the third is the first again, and four values, each as a varint of one byte.
    let entries: Vec<u8> = [4, 1, 2, 1, 3, 10, 20, 30, 40].map(|n| n << 1 | 1).into();
    fn refused<T: Describe + for<'de> Decode<'de>>(entries: &[u8], what: &str) -> Vec<u8> {
        let bytes = [&T::fingerprint().to_bits().to_le_bytes(), entries].concat();
        ledger::begin();
        assert_eq!(loads::<T>(&bytes, what), Some(Err(ErrorKind::Malformed)));
        assert_eq!(ledger::count(Event::Convert), 8);
        bytes
    }
    let bytes = refused::<BTreeMap<Tracked, Tracked>>(&entries, "an ordered map");
    let drops = ledger::count(Event::Drop);
    for drop in 1..=drops {
        ledger::begin();
        ledger::panic_at(Event::Drop, drop);
        assert_eq!(loads::<BTreeMap<Tracked, Tracked>>(&bytes, "an ordered map, and a panic in a drop"), None);
    }
    // No drop panics here: the standard library's `HashMap::insert` leaks the old value if the key's does.
    refused::<HashMap<Tracked, Tracked, Hasher>>(&entries, "a hash map");
}

// ---- the rules, one by one ----

/// Rule 1: users write no `unsafe`: not for derives (this file forbids it), and not for a codec of their own.
#[test]
fn rule_1_users_write_no_unsafe_code() {
    struct AsSeconds;
    impl Represent<std::time::Duration> for AsSeconds {
        type Repr = f64;

        fn represent(value: &std::time::Duration) -> Result<f64, Box<dyn std::error::Error + Send + Sync>> {
            Ok(value.as_secs_f64())
        }

        fn restore(seconds: f64) -> Result<std::time::Duration, Box<dyn std::error::Error + Send + Sync>> {
            Ok(std::time::Duration::try_from_secs_f64(seconds)?)
        }
    }
    #[derive(Persist, Debug, PartialEq)]
    struct Timer {
        #[persist(with = AsSeconds)]
        left: std::time::Duration,
    }
    fn both_ways<T: Persist>(value: &T) -> T {
        decode(&encode(value).expect("a value encodes")).expect("it decodes")
    }
    let timer = Timer { left: std::time::Duration::from_millis(1_500) };
    assert_eq!(both_ways(&timer), timer);
}

/// Rule 2: no string is allocated before its column is known to be good, and what is only located is never dropped.
#[test]
fn rule_2_located_text_owns_nothing() {
    let texts = vec!["x".repeat(1_000); 200];
    let mut bytes = encode(&texts).expect("texts encode");
    let last = bytes.len() - 1;
    bytes[last] = 0xff;
    let (error, most) = peak(|| decode::<Vec<String>>(&bytes).expect_err("no UTF-8"));
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert!(most < 100_000, "{most} bytes were held for texts of which the last is none");
    drop(error);

    // Texts that are located, and an error in the column behind them.
    #[derive(Persist)]
    struct Pair(String, Box<str>, Vec<String>, Option<String>, zoo::Limited);
    let limited = |n| decode::<zoo::Limited>(&encode(&n).expect("a number encodes")).expect("a small number");
    let pairs: Vec<Pair> = (0..40_u32)
        .map(|n| Pair(n.to_string(), "b".into(), vec!["c".to_owned()], Some("d".to_owned()), limited(n)))
        .collect();
    let mut bytes = encode(&pairs).expect("pairs encode");
    bytes.pop();
    let (kind, left) = held(|| decode::<Vec<Pair>>(&bytes).map(drop).expect_err("cut off").kind());
    assert_eq!((kind, left), (ErrorKind::Truncated, 0));
}

/// Rule 3: enums and options are written whole, whatever niche holds their tag.
#[test]
fn rule_3_niches_are_never_written_first() {
    type Niched = (
        Option<Box<u8>>,
        Option<Option<Option<bool>>>,
        Option<NonZero<u64>>,
        Option<char>,
        Option<String>,
        Result<Option<Vec<u8>>, ()>,
        Option<std::cmp::Ordering>,
    );
    tests::round_trip(&specimens::<(Option<Box<u8>>, Option<Option<Option<bool>>>)>(1, 300));
    tests::round_trip(&specimens::<zoo::NicheOfNiche>(2, 300));
    tests::round_trip(&specimens::<zoo::Niches>(3, 300));
    let rows: Vec<Niched> = (0..70_u8)
        .map(|n| {
            (
                (n % 2 == 0).then(|| Box::new(n)),
                [None, Some(None), Some(Some(None)), Some(Some(Some(n > 9)))][usize::from(n) % 4],
                NonZero::new(u64::from(n % 3)),
                (n % 3 > 0).then_some('x'),
                (n % 5 > 0).then(|| n.to_string()),
                if n % 7 == 0 { Err(()) } else { Ok((n % 2 > 0).then(|| vec![n])) },
                (n % 4 > 0).then(|| n.cmp(&30)),
            )
        })
        .collect();
    tests::round_trip(&rows);
}

/// Rule 4: values of no size have aligned places and a stride of 0; those of a large alignment are aligned wherever they are decoded.
#[test]
fn rule_4_places_are_aligned_and_have_their_stride() {
    #[derive(Persist, Debug, Clone, Copy, PartialEq)]
    #[repr(align(128))]
    struct Nothing;
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(validate = is_aligned)]
    #[repr(align(64))]
    struct Aligned(u8, String, Nothing);
    fn is_aligned(value: &Aligned) -> Result<(), String> {
        let address = std::ptr::from_ref(value).addr();
        if address % 128 == 0 { Ok(()) } else { Err(format!("{address:#x} is not aligned")) }
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    enum Payload {
        Small(u8),
        Aligned(u8, Aligned),
    }
    let aligned = |n: u8| Aligned(n, n.to_string(), Nothing);
    tests::round_trip(&[Nothing; 300]);
    tests::round_trip(&(0..70).map(aligned).collect::<Vec<_>>());
    tests::round_trip(&(0..70).map(|n| (n, Some(aligned(n)))).collect::<Vec<_>>());
    tests::round_trip(&(0..70).map(|n| Box::new(aligned(n))).collect::<Vec<_>>());
    tests::round_trip(&(0..70).map(|n| BTreeMap::from([(n, aligned(n))])).collect::<Vec<_>>());
    tests::round_trip(
        &(0..70).map(|n| if n < 9 { Payload::Small(n) } else { Payload::Aligned(n, aligned(n)) }).collect::<Vec<_>>(),
    );
    tests::round_trip(&specimens::<zoo::Packed>(4, 300));
}

/// Rule 4: values of no size are counted and dropped like others.
#[test]
fn rule_4_values_without_size_are_dropped_once() {
    thread_local! {
        static MADE: Cell<usize> = const { Cell::new(0) };
        static DROPPED: Cell<usize> = const { Cell::new(0) };
    }
    #[derive(Persist, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
    #[persist(from = "()", into = "()")]
    struct Token;
    impl From<()> for Token {
        fn from((): ()) -> Self {
            MADE.set(MADE.get() + 1);
            Token
        }
    }
    impl From<Token> for () {
        fn from(_: Token) {}
    }
    impl Clone for Token {
        fn clone(&self) -> Self {
            ().into()
        }
    }
    impl Drop for Token {
        fn drop(&mut self) {
            DROPPED.set(DROPPED.get() + 1);
        }
    }
    fn balances<T: Encode + for<'de> Decode<'de>>(value: T) {
        let bytes = encode(&vec![&value, &value, &value]).expect("tokens encode");
        drop(value);
        drop(decode::<Vec<T>>(&bytes).expect("tokens decode"));
        for len in 8..bytes.len() {
            assert!(decode::<Vec<T>>(&bytes[..len]).is_err());
        }
        assert_eq!(MADE.get(), DROPPED.get(), "{}", std::any::type_name::<T>());
    }
    let tokens = |count: usize| (0..count).map(|_| Token::from(())).collect::<Vec<_>>();
    balances(tokens(1));
    balances(tokens(300));
    balances((Token::from(()), 7_u8, Some(Token::from(()))));
    balances(Box::new(Token::from(())));
    balances([Token::from(()), Token::from(())]);
    balances(BTreeMap::from([(1_u8, Token::from(())), (2, Token::from(()))]));
    balances(BTreeSet::from([Token::from(())]));
    balances(LinkedList::from_iter(tokens(5)));
    balances(Rc::new(Token::from(())));
    balances(tokens(4).into_boxed_slice());
}

/// Rule 5: the order is convert, validate, and only then hash or insert.
#[test]
fn rule_5_a_value_is_checked_before_it_is_a_key() {
    thread_local! {
        static STEPS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    fn step(step: &'static str) {
        STEPS.with_borrow_mut(|steps| steps.push(step));
    }
    fn validated(_: &Key) -> Result<(), String> {
        step("validate");
        Ok(())
    }
    #[derive(Persist, Clone, PartialEq, Eq)]
    #[persist(from = "u8", into = "u8", validate = validated)]
    struct Key(u8);
    impl From<u8> for Key {
        fn from(number: u8) -> Self {
            step("convert");
            Key(number)
        }
    }
    impl From<Key> for u8 {
        fn from(key: Key) -> Self {
            key.0
        }
    }
    impl std::hash::Hash for Key {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            step("hash");
            self.0.hash(state);
        }
    }
    let bytes = encode(&HashMap::from([(Key(1), 1_u8)])).expect("a map encodes");
    STEPS.take();
    decode::<HashMap<Key, u8>>(&bytes).expect("a map decodes");
    assert_eq!(STEPS.take(), ["convert", "validate", "hash"]);
    decode::<Vec<HashMap<Key, u8>>>(&encode(&vec![HashMap::from([(Key(1), 1_u8)]); 3]).expect("maps encode"))
        .expect("maps decode");
    let steps = STEPS.take();
    let last_check = steps.iter().rposition(|step| *step == "validate");
    assert!(steps.iter().rposition(|step| *step == "hash") > last_check);
}

/// Rule 6: a place with interior mutability is read once, and held while its content is encoded.
#[test]
fn rule_6_what_is_being_saved_cannot_be_changed_by_user_code() {
    thread_local! {
        static CELL: RefCell<Option<Rc<RefCell<Vec<Meddler>>>>> = const { RefCell::new(None) };
        static LOCK: RefCell<Option<Arc<Mutex<Vec<LockMeddler>>>>> = const { RefCell::new(None) };
        static TRIED: Cell<usize> = const { Cell::new(0) };
    }
    /// Tries to grow the list that it is saved from.
    #[derive(Persist, Clone)]
    #[persist(from = "u32", into = "u32")]
    struct Meddler(u32);
    impl From<u32> for Meddler {
        fn from(number: u32) -> Self {
            Meddler(number)
        }
    }
    impl From<Meddler> for u32 {
        fn from(meddler: Meddler) -> Self {
            TRIED.set(TRIED.get() + 1);
            let cell = CELL.with_borrow(Clone::clone);
            let grown = cell.is_some_and(|cell| cell.try_borrow_mut().map(|mut list| list.push(Meddler(0))).is_ok());
            assert!(!grown, "the list is borrowed while it is saved");
            meddler.0
        }
    }
    #[derive(Persist, Clone)]
    #[persist(from = "u32", into = "u32")]
    struct LockMeddler(u32);
    impl From<u32> for LockMeddler {
        fn from(number: u32) -> Self {
            LockMeddler(number)
        }
    }
    impl From<LockMeddler> for u32 {
        fn from(meddler: LockMeddler) -> Self {
            TRIED.set(TRIED.get() + 1);
            let lock = LOCK.with_borrow(Clone::clone);
            let grown = lock.is_some_and(|lock| lock.try_lock().map(|mut list| list.push(LockMeddler(0))).is_ok());
            assert!(!grown, "the list is locked while it is saved");
            meddler.0
        }
    }
    let cell = Rc::new(RefCell::new((0..40).map(Meddler).collect::<Vec<_>>()));
    CELL.set(Some(Rc::clone(&cell)));
    let lock = Arc::new(Mutex::new((0..40).map(LockMeddler).collect::<Vec<_>>()));
    LOCK.set(Some(Arc::clone(&lock)));
    for bytes in
        [encode(&cell), encode(&vec![Rc::clone(&cell); 3]), persist_core::to_vec(&vec![(1_u8, Rc::clone(&cell)); 3])]
    {
        assert!(bytes.expect("the list encodes").len() > 40);
    }
    for bytes in
        [encode(&lock), encode(&vec![Arc::clone(&lock); 3]), persist_core::to_vec(&vec![(1_u8, Arc::clone(&lock)); 3])]
    {
        assert!(bytes.expect("the list encodes").len() > 40);
    }
    assert!(TRIED.get() >= 560);
    CELL.set(None);
    LOCK.set(None);
}

/// Rule 6: two rows may share one lock; a poisoned lock and a borrowed cell are errors that say so.
#[test]
fn rule_6_locks_are_taken_one_row_at_a_time() {
    let shared = Arc::new(Mutex::new(7_u8));
    let rows = vec![Arc::clone(&shared), Arc::clone(&shared), Arc::clone(&shared)];
    let back: Vec<Mutex<u8>> = {
        let bytes = encode(&rows).expect("shared locks encode");
        decode::<Vec<Arc<Mutex<u8>>>>(&bytes).expect("locks decode").into_iter().filter_map(Arc::into_inner).collect()
    };
    assert!(back.into_iter().all(|lock| lock.into_inner().is_ok_and(|value| value == 7)));

    let poison = AssertUnwindSafe(|| {
        let _guard = shared.lock();
        std::panic::panic_any(ledger::Planned)
    });
    assert!(catch_unwind(poison).is_err());
    for error in [encode(&shared).map(drop), encode(&rows).map(drop)] {
        let error = error.expect_err("a poisoned lock");
        assert_eq!(error.kind(), ErrorKind::Value);
        assert!(error.to_string().contains("poisoned"), "{error}");
    }
    let cell = RefCell::new(1_u8);
    let borrow = cell.borrow_mut();
    let error = encode(&vec![&cell, &cell]).expect_err("a borrowed cell");
    assert_eq!(error.kind(), ErrorKind::Value);
    drop(borrow);
    assert!(encode(&vec![&cell, &cell]).is_ok());
}

/// Rule 6: atomics that change while they are saved are saved as they were at some moment.
#[test]
fn rule_6_atomics_are_read_once() {
    let numbers: Vec<AtomicU64> = (0..300).map(AtomicU64::new).collect();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut step = 0_u64;
            while !stop.load(Ordering::Relaxed) {
                step = step.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                numbers[(step >> 33) as usize % 300].store(step >> (step & 63), Ordering::Relaxed);
            }
        });
        for _ in 0..60 {
            for effort in [Effort::Fast, Effort::Small] {
                let mut options = SaveOptions::new();
                let bytes = options.effort(effort).encode(&numbers).expect("atomics encode");
                assert_eq!(decode::<Vec<AtomicU64>>(&bytes).expect("what was saved is sound").len(), 300);
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
}

/// Rule 7: floats move as integers.
#[test]
fn rule_7_every_bit_of_a_float_survives() {
    let singles: Vec<f32> =
        [0x7fc0_0001, 0x7f80_0001, 0xffff_ffff, 0x8000_0000, 0, 1, 0x7f80_0000].map(f32::from_bits).into();
    let doubles: Vec<f64> = [0x7ff8_0000_0000_0001, 0x7ff0_0000_0000_0001, u64::MAX, 1 << 63, 0, 1, 0x7ff0 << 48]
        .map(f64::from_bits)
        .into();
    for repeat in [1, 2, 30] {
        tests::round_trip_by(&singles.repeat(repeat), |a, b| a.to_bits() == b.to_bits());
        tests::round_trip_by(&doubles.repeat(repeat), |a, b| a.to_bits() == b.to_bits());
        let tenths: Vec<f64> = doubles.iter().copied().chain((0..200).map(|n| f64::from(n) / 10.0)).collect();
        tests::round_trip_by(&tenths, |a, b| a.to_bits() == b.to_bits());
    }
}

/// Rule 7: no read past the end of the input, not even a harmless one. The sanitizers see it: the input has no byte to spare.
#[test]
fn rule_7_no_read_past_the_end() {
    fn exact<T: Encode + for<'de> Decode<'de>>(values: Vec<T>) {
        for effort in [Effort::Fast, Effort::Small] {
            let mut options = SaveOptions::new();
            options.effort(effort);
            let bytes = options.encode(&values).expect("values encode").into_boxed_slice();
            assert!(decode::<Vec<T>>(&bytes).is_ok());
            for len in (0..bytes.len()).rev().step_by(bytes.len().div_ceil(80)) {
                let cut: Box<[u8]> = bytes[..len].into();
                assert!(decode::<Vec<T>>(&cut).is_err());
            }
        }
    }
    for count in [1, 5, 17, 40, 257] {
        exact((0..count).map(|n| n as u16 * 3).collect());
        exact(specimens::<u8>(count, count as usize));
        exact(specimens::<u64>(count, count as usize));
        exact(specimens::<i128>(count, count as usize));
        exact((0..count).map(|n| n as f64 / 10.0).collect());
        exact(specimens::<f32>(count, count as usize));
        exact(specimens::<bool>(count, count as usize));
        exact(specimens::<char>(count, count as usize));
        exact(specimens::<String>(count, count as usize));
        exact(specimens::<zoo::Mixed>(count, count as usize));
        exact(specimens::<zoo::Record>(count, count as usize));
    }
}

// Rule 8 is in nesting.rs.

/// Rule 9: types that lead back to themselves compile, also in twos, also generic, and know themselves.
#[test]
fn rule_9_recursive_types_have_no_constant_cycles() {
    #[derive(Persist, Debug, Clone, PartialEq)]
    struct Left<T> {
        value: T,
        right: Option<Box<Right<T>>>,
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    enum Right<T> {
        End,
        Lists(Vec<Left<T>>, BTreeMap<u8, Right<T>>),
        Shared(Rc<Left<T>>, [Option<Box<Right<T>>>; 2]),
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(transparent)]
    struct Nest(Vec<Nest>);
    #[derive(Persist, Debug, Clone, PartialEq)]
    struct Fixed {
        chain: zoo::Chain,
        inner: Vec<Fixed>,
        left: Option<Box<Left<Fixed>>>,
    }
    let left = |n: u8| Left { value: n, right: None };
    let value = Left {
        value: 1,
        right: Some(Box::new(Right::Lists(
            vec![left(2), left(3)],
            BTreeMap::from([(4, Right::Shared(Rc::new(left(5)), [None, Some(Box::new(Right::End))]))]),
        ))),
    };
    tests::round_trip(&vec![value; 40]);
    tests::round_trip(&vec![Nest(vec![Nest(vec![]), Nest(vec![Nest(vec![])])]); 5]);
    let fixed = |inner| Fixed { chain: specimens::<zoo::Chain>(1, 1).remove(0), inner, left: None };
    tests::round_trip(&[fixed(vec![
        fixed(vec![]),
        Fixed { left: Some(Box::new(Left { value: fixed(vec![]), right: None })), ..fixed(vec![]) },
    ])]);
}

/// Rule 10: instances of a generic type share nothing.
#[test]
fn rule_10_instances_have_fingerprints_of_their_own() {
    #[derive(Persist, Debug, PartialEq)]
    struct Holds<T>(T);
    #[derive(Persist, Debug, PartialEq)]
    struct Array<const N: usize>([u8; N]);
    fn fingerprint<T: Describe>() -> String {
        T::fingerprint().to_string()
    }
    let instances = || {
        [
            fingerprint::<Holds<u8>>(),
            fingerprint::<Holds<i8>>(),
            fingerprint::<Holds<u64>>(),
            fingerprint::<Holds<i64>>(),
            fingerprint::<Holds<String>>(),
            fingerprint::<Holds<Vec<u8>>>(),
            fingerprint::<Holds<Holds<u8>>>(),
            fingerprint::<Array<1>>(),
            fingerprint::<Array<2>>(),
            fingerprint::<(Holds<u8>, Holds<i8>)>(),
            fingerprint::<(Holds<i8>, Holds<u8>)>(),
        ]
    };
    let first = instances();
    assert_eq!(first.iter().collect::<HashSet<_>>().len(), first.len());
    for _ in 0..3 {
        assert_eq!(instances(), first, "and they stay the same");
        assert!(std::thread::spawn(move || fingerprint::<Holds<u8>>()).join().is_ok_and(|other| other == first[0]));
    }
    let bytes = encode(&Holds(7_u8)).expect("it encodes");
    assert_eq!(decode::<Holds<u8>>(&bytes).expect("it decodes"), Holds(7));
    assert_eq!(decode::<Holds<i8>>(&bytes).expect_err("another instance").kind(), ErrorKind::UnknownFingerprint);
    // What vanishes from the schema is the same type to a file.
    assert_eq!(fingerprint::<Box<Holds<u8>>>(), first[0]);
}
