//! Nesting: a thread with 2 MiB of stack saves, loads, verifies and drops the deepest value that is allowed, by every kind of
//! recursion and by both paths; what is deeper is refused on both sides at the same depth.
//!
//! A stack that overflows ends the process, so each test is a process of its own. The sanitizers make frames larger:
//! `PERSIST_TEST_STACK` is the size of the stack in bytes, where it is not to be 2 MiB.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, LinkedList, VecDeque};
use std::env;
use std::fmt::Write as _;
use std::process::Command;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread;

use persist_core::{Decode, Encode, ErrorKind, LoadOptions, Persist, SaveOptions};

/// The stack that a thread has unless it asks for another.
const STACK: usize = 2 << 20;

/// Set in the processes that tests start.
const INSIDE: &str = "PERSIST_TEST_INSIDE";

/// Runs `act` in a process of its own, on a thread with such a stack.
fn on_a_small_stack(test: &str, act: fn()) {
    if env::var_os(INSIDE).is_some() {
        let stack = env::var("PERSIST_TEST_STACK").ok().and_then(|size| size.parse().ok()).unwrap_or(STACK);
        let thread = thread::Builder::new().stack_size(stack).spawn(act).expect("a thread starts");
        thread.join().expect("no panic");
        return;
    }
    let output = Command::new(env::current_exe().expect("a test has a file"))
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(INSIDE, "1")
        .output()
        .expect("a process starts");
    let mut said = String::from_utf8_lossy(&output.stderr).into_owned();
    let _ = write!(said, "{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "{}: {said}", output.status);
    assert!(said.contains("1 passed"), "the test `{test}` has run: {said}");
}

macro_rules! small_stack {
    ($($test:ident: $act:expr;)*) => {$(
        #[test]
        fn $test() {
            on_a_small_stack(stringify!($test), || $act);
        }
    )*};
}

/// A type that leads back to itself.
trait Deep: Encode + for<'de> Decode<'de> {
    /// The innermost value.
    fn end() -> Self;

    /// A value with another inside.
    fn around(inner: Self) -> Self;

    /// So many values in each other.
    fn nested(levels: u32) -> Self {
        (0..levels).fold(Self::end(), |inner, _| Self::around(inner))
    }
}

fn save_options(depth: u32) -> SaveOptions {
    let mut options = SaveOptions::new();
    options.max_depth(depth);
    options
}

fn load_options(depth: u32) -> LoadOptions {
    let mut options = LoadOptions::new();
    options.max_depth(depth);
    options
}

/// The most levels that `saves` takes.
fn most_levels(saves: impl Fn(u32) -> bool) -> u32 {
    let (mut fit, mut refused) = (0_u32, 600);
    while refused - fit > 1 {
        let middle = fit.midpoint(refused);
        if saves(middle) { fit = middle } else { refused = middle }
    }
    fit
}

/// The deepest value of all, alone and in blocks.
fn deepest<T: Deep>() {
    let name = std::any::type_name::<T>();
    for rows in [1, 3, 40] {
        let block = |levels| -> Vec<T> { (0..rows).map(|_| T::nested(levels)).collect() };
        let most = most_levels(|levels| save_options(u32::MAX).encode(&block(levels)).is_ok());
        assert!(most >= 50, "{name}: only {most} levels");
        let value = block(most);
        let bytes = save_options(u32::MAX).encode(&value).expect("the deepest is saved");
        let file = save_options(u32::MAX).to_vec(&value).expect("the deepest is saved");
        drop(value);
        drop(load_options(u32::MAX).decode::<Vec<T>>(&bytes).expect("what was saved is loaded"));
        drop(load_options(u32::MAX).from_slice::<Vec<T>>(&file).expect("what was saved is loaded"));
        persist_core::verify_slice(&file).expect("what was saved is verified");
        // An error in the innermost value: everything around it is dropped.
        for cut in 1..4 {
            assert!(load_options(u32::MAX).decode::<Vec<T>>(&bytes[..bytes.len() - cut]).is_err());
        }
        for refused in
            [save_options(u32::MAX).encode(&block(most + 1)), save_options(u32::MAX).to_vec(&block(most + 1))]
        {
            let error = refused.expect_err("one level deeper");
            assert_eq!(error.kind(), ErrorKind::Limit, "{name}: {error}");
            assert!(error.to_string().contains("`SaveOptions::max_depth`"), "{error}");
        }
        let error = load_options(u32::MAX / 2).decode::<Vec<T>>(&bytes[..8]).map(drop).expect_err("nothing there");
        assert_eq!(error.kind(), ErrorKind::Truncated);
    }
    // A value by itself goes the other way.
    let most = most_levels(|levels| save_options(u32::MAX).encode(&T::nested(levels)).is_ok());
    let bytes = save_options(u32::MAX).encode(&T::nested(most)).expect("the deepest is saved");
    let file = save_options(u32::MAX).to_vec(&T::nested(most)).expect("the deepest is saved");
    drop(load_options(u32::MAX).decode::<T>(&bytes).expect("what was saved is loaded"));
    drop(load_options(u32::MAX).from_slice::<T>(&file).expect("what was saved is loaded"));
    persist_core::verify_slice(&file).expect("what was saved is verified");
    assert!(save_options(u32::MAX).encode(&T::nested(most + 1)).is_err());
    same_depth_on_both_sides::<T>();
}

/// What may be saved under a limit may be loaded under it, and nothing else.
fn same_depth_on_both_sides<T: Deep>() {
    let name = std::any::type_name::<T>();
    for limit in [0, 1, 2, 3, 7, 30, 128] {
        let most = most_levels(|levels| save_options(limit).encode(&T::nested(levels)).is_ok());
        if most == 0 {
            continue;
        }
        let fits = save_options(limit).encode(&T::nested(most)).expect("it fits");
        load_options(limit).decode::<T>(&fits).unwrap_or_else(|error| panic!("{name}, limit {limit}: {error}"));
        let deeper = save_options(u32::MAX).encode(&T::nested(most + 1)).expect("it fits a larger limit");
        let error = load_options(limit).decode::<T>(&deeper).map(drop).expect_err("one level too many");
        assert_eq!(error.kind(), ErrorKind::Limit, "{name}: {error}");
        assert!(error.to_string().contains("`LoadOptions::max_depth`"), "{name}: {error}");
    }
}

macro_rules! shapes {
    ($($test:ident: $(#[$meta:meta])* $name:ident { $($field:ident: $type:ty = $end:expr, |$inner:ident| $around:expr);* $(;)? })*) => {
        $(
            #[derive(Persist)]
            $(#[$meta])*
            struct $name { $($field: $type),* }

            impl Deep for $name {
                fn end() -> Self {
                    $name { $($field: $end),* }
                }

                fn around(inner: Self) -> Self {
                    let mut inner = Some(inner);
                    let mut take = || inner.take().expect("one field holds it");
                    $name { $($field: {
                        let $inner: &mut dyn FnMut() -> Self = &mut take;
                        $around
                    }),* }
                }
            }
        )*
        small_stack! { $($test: deepest::<$name>();)* }
    };
}

shapes! {
    by_optional_box: Chain {
        value: u32 = 1, |_inner| 2;
        next: Option<Box<Chain>> = None, |inner| Some(Box::new(inner()));
    }
    by_list: Lists { list: Vec<Lists> = vec![], |inner| vec![inner()] }
    by_optional_list: OptionalLists { list: Option<Vec<OptionalLists>> = None, |inner| Some(vec![inner()]) }
    by_list_of_options: ListsOfOptions { list: Vec<Option<ListsOfOptions>> = vec![], |inner| vec![None, Some(inner())] }
    by_list_of_boxes: ListsOfBoxes { list: Vec<Box<ListsOfBoxes>> = vec![], |inner| vec![Box::new(inner())] }
    by_boxed_list: BoxedLists { list: Box<Vec<BoxedLists>> = Box::new(vec![]), |inner| Box::new(vec![inner()]) }
    by_deque: Deques { text: String = "x".to_owned(), |_inner| "y".to_owned(); list: VecDeque<Deques> = VecDeque::new(), |inner| VecDeque::from([inner()]) }
    by_linked_list: Linked { list: LinkedList<Linked> = LinkedList::new(), |inner| LinkedList::from([inner()]) }
    by_boxed_slice: Slices { list: Box<[Slices]> = Box::new([]), |inner| Box::new([inner()]) }
    by_shared_slice: SharedSlices { list: Rc<[SharedSlices]> = Rc::new([]), |inner| Rc::new([inner()]) }
    by_lent_list: #[derive(Clone)] Cows { list: Cow<'static, [Cows]> = Cow::Borrowed(&[]), |inner| Cow::Owned(vec![inner()]) }
    by_hash_map: HashMaps { map: HashMap<String, HashMaps> = HashMap::new(), |inner| HashMap::from([("key".to_owned(), inner())]) }
    by_ordered_map: Maps { map: BTreeMap<u8, Maps> = BTreeMap::new(), |inner| BTreeMap::from([(1, inner())]) }
    by_map_of_lists: MapsOfLists { map: BTreeMap<u8, Vec<MapsOfLists>> = BTreeMap::new(), |inner| BTreeMap::from([(1, vec![inner()])]) }
    by_shared_value: SharedValues { next: Option<Rc<SharedValues>> = None, |inner| Some(Rc::new(inner())) }
    by_shared_list: SharedLists { list: Vec<Arc<SharedLists>> = vec![], |inner| vec![Arc::new(inner())] }
    by_cell: Cells { next: Option<Rc<RefCell<Cells>>> = None, |inner| Some(Rc::new(RefCell::new(inner()))) }
    by_lock: Locks { next: Option<Arc<Mutex<Locks>>> = None, |inner| Some(Arc::new(Mutex::new(inner()))) }
    by_list_of_locks: ListsOfLocks { list: Vec<Mutex<ListsOfLocks>> = vec![], |inner| vec![Mutex::new(inner())] }
    by_array: Arrays { list: [Option<Box<Arrays>>; 3] = [None, None, None], |inner| [None, Some(Box::new(inner())), None] }
    by_array_of_lists: ArraysOfLists { list: [Vec<ArraysOfLists>; 2] = [vec![], vec![]], |inner| [vec![], vec![inner()]] }
    by_tuple: Tuples { pair: (u8, Vec<Tuples>, String) = (0, vec![], String::new()), |inner| (1, vec![inner()], "x".to_owned()) }
    by_result: Outcomes { next: Result<Box<Outcomes>, String> = Err("end".to_owned()), |inner| Ok(Box::new(inner())) }
    by_wide_struct: Wide {
        a: u8 = 1, |_inner| 1; b: String = String::new(), |_inner| "b".to_owned(); c: Option<u32> = None, |_inner| Some(3); d: f64 = 0.5, |_inner| 0.5;
        e: Vec<u8> = vec![], |_inner| vec![5]; f: (u8, bool) = (6, true), |_inner| (6, false); g: char = 'g', |_inner| 'h'; h: [u16; 4] = [0; 4], |_inner| [8; 4];
        list: Vec<Wide> = vec![], |inner| vec![inner()];
        i: BTreeMap<u8, String> = BTreeMap::new(), |_inner| BTreeMap::from([(9, "i".to_owned())]); j: Box<str> = "j".into(), |_inner| "k".into();
        next: Option<Box<Wide>> = None, |_inner| None;
    }
    by_large_struct: Large { pad: [u64; 64] = [0; 64], |_inner| [1; 64]; next: Option<Box<Large>> = None, |inner| Some(Box::new(inner())) }
    by_huge_struct: Huge { pad: [u64; 512] = [0; 512], |_inner| [1; 512]; next: Option<Box<Huge>> = None, |inner| Some(Box::new(inner())) }
    by_list_of_huge_structs: HugeLists { pad: [u64; 512] = [0; 512], |_inner| [1; 512]; list: Vec<HugeLists> = vec![], |inner| vec![inner()] }
    by_checked_struct: #[persist(validate = anything)] Checked { text: String = String::new(), |_inner| "x".to_owned(); list: Vec<Checked> = vec![], |inner| vec![inner()] }
}

fn anything<T>(_: &T) -> Result<(), String> {
    Ok(())
}

// ---- enums ----

#[derive(Persist)]
enum Boxes {
    End,
    Next(Box<Boxes>),
}

impl Deep for Boxes {
    fn end() -> Self {
        Boxes::End
    }

    fn around(inner: Self) -> Self {
        Boxes::Next(Box::new(inner))
    }
}

#[derive(Persist)]
enum Json {
    Null,
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Deep for Json {
    fn end() -> Self {
        Json::Null
    }

    fn around(inner: Self) -> Self {
        match inner {
            Json::List(_) => Json::Object(BTreeMap::from([("key".to_owned(), inner)])),
            _ => Json::List(vec![Json::Text("x".to_owned()), inner]),
        }
    }
}

#[derive(Persist)]
enum Expression {
    Number(f64),
    Sum { left: Box<Expression>, right: Box<Expression> },
    Call(String, Vec<Expression>),
}

impl Deep for Expression {
    fn end() -> Self {
        Expression::Number(0.5)
    }

    fn around(inner: Self) -> Self {
        match inner {
            Expression::Sum { .. } => Expression::Call("f".to_owned(), vec![inner]),
            _ => Expression::Sum { left: Box::new(Expression::Number(1.0)), right: Box::new(inner) },
        }
    }
}

// ---- conversions ----

/// Converts itself at every level.
#[derive(Persist, Clone)]
#[persist(from = "(u8, Vec<Converted>)", into = "(u8, Vec<Converted>)")]
struct Converted(Vec<Converted>);

impl From<(u8, Vec<Converted>)> for Converted {
    fn from((_, list): (u8, Vec<Converted>)) -> Self {
        Converted(list)
    }
}

impl From<Converted> for (u8, Vec<Converted>) {
    fn from(converted: Converted) -> Self {
        (1, converted.0)
    }
}

impl Deep for Converted {
    fn end() -> Self {
        Converted(vec![])
    }

    fn around(inner: Self) -> Self {
        Converted(vec![inner])
    }
}

#[derive(Persist)]
#[persist(transparent)]
struct Nest(Vec<Nest>);

impl Deep for Nest {
    fn end() -> Self {
        Nest(vec![])
    }

    fn around(inner: Self) -> Self {
        Nest(vec![inner])
    }
}

/// Two types that take turns.
#[derive(Persist)]
struct Even {
    odd: Option<Box<Odd>>,
}

#[derive(Persist)]
struct Odd {
    name: String,
    evens: Vec<Even>,
}

impl Deep for Even {
    fn end() -> Self {
        Even { odd: None }
    }

    fn around(inner: Self) -> Self {
        Even { odd: Some(Box::new(Odd { name: "odd".to_owned(), evens: vec![inner] })) }
    }
}

small_stack! {
    by_variant: deepest::<Boxes>();
    by_variants_of_lists_and_maps: deepest::<Json>();
    by_variants_of_boxes_and_lists: deepest::<Expression>();
    by_conversion: deepest::<Converted>();
    by_transparent_list: deepest::<Nest>();
    by_two_types: deepest::<Even>();
    by_made_up_bytes: made_up_bytes();
    by_cycles: cycles();
    large_values: large();
}

/// Bytes that say they are nested a million times.
fn made_up_bytes() {
    fn refused<T: Deep>(level: &[u8]) {
        for levels in [2_000, 1_000_000] {
            let bytes = [&T::fingerprint().to_bits().to_le_bytes()[..], &level.repeat(levels)].concat();
            let error = load_options(u32::MAX).decode::<T>(&bytes).map(drop).expect_err("too deep");
            assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
            assert!(
                error.to_string().len() < 4_000,
                "the path to it is not told in full: {} bytes",
                error.to_string().len()
            );
            let file = file_of::<T>(&level.repeat(levels));
            // It does not know the program's pointers, and needs no stack: it may go on until the bytes end.
            let error = persist_core::verify_slice(&file).map(drop).expect_err("too deep");
            assert!(matches!(error.kind(), ErrorKind::Limit | ErrorKind::Truncated), "{error}");
            assert!(error.to_string().len() < 2_000, "{} bytes", error.to_string().len());
        }
    }
    fn file_of<T: Deep>(payload: &[u8]) -> Vec<u8> {
        use tests::container::{Chunk, Container};
        let sound = save_options(u32::MAX).to_vec(&T::end()).expect("a value is written");
        let mut container = Container::open(&sound);
        container.chunks = vec![Chunk::new(1, 1, payload)];
        container.seal()
    }
    // A number and `Some`; a count of 1; the second variant; a count of 1 and a key.
    refused::<Chain>(&[3, 1]);
    refused::<Lists>(&[3]);
    refused::<Boxes>(&[1]);
    refused::<Maps>(&[3, 7]);
    refused::<SharedValues>(&[1]);
    refused::<OptionalLists>(&[1, 3]);
}

/// Values that hold themselves are refused, and do not go on for ever.
fn cycles() {
    let end = Rc::new(RefCell::new(Cells { next: None }));
    end.borrow_mut().next = Some(Rc::clone(&end));
    for rows in [1, 3, 40] {
        let rows = vec![Rc::clone(&end); rows];
        let error = save_options(u32::MAX).encode(&rows).expect_err("without end");
        assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    }
    end.borrow_mut().next = None;
}

/// Values that are larger than the stack may be behind a pointer.
fn large() {
    const LEN: usize = 1 << 17;
    type Array = [u64; LEN];
    fn round<T: Encode + for<'de> Decode<'de>>(value: &T) {
        let bytes = persist_core::encode(value).expect("a large value is saved");
        drop(persist_core::decode::<T>(&bytes).expect("a large value is loaded"));
        let file = persist_core::to_vec(value).expect("a large value is saved");
        drop(persist_core::from_slice::<T>(&file).expect("a large value is loaded"));
    }
    let boxed = || -> Box<Array> { vec![7; LEN].try_into().expect("as many as the array has") };
    round(&boxed());
    round(&Some(boxed()));
    round(&vec![boxed()]);
    round(&(1_u8, boxed(), "x".to_owned()));
    round(&Pointers { first: boxed(), others: vec![boxed()], option: Some(boxed()) });
    round(&Variants::Large(boxed()));
}

#[derive(Persist)]
struct Pointers {
    first: Box<[u64; 1 << 17]>,
    others: Vec<Box<[u64; 1 << 17]>>,
    option: Option<Box<[u64; 1 << 17]>>,
}

#[derive(Persist)]
enum Variants {
    Small,
    Large(Box<[u64; 1 << 17]>),
}
