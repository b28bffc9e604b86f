//! Files made to harm: every checksum holds, and what it guards was chosen by an enemy. The answer is an error or some value, without a panic,
//! without a hang, and within the memory that was allowed.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use persist_core::{Decode, Effort, Encode, ErrorKind, LoadOptions, Persist, Result, SaveOptions};
use tests::container::{Chunk, Container, fingerprint, varint};
use tests::each_animal;
use tests::memory::{Counting, peak};
use tests::specimen::{Source, Specimen, specimens};
use tests::zoo::*;

#[global_allocator]
static MEMORY: Counting = Counting;

/// What a load may take here, and what may be held beside what is counted.
const LIMIT: usize = 4 << 20;
const BESIDE: usize = 1 << 20;

/// No answer takes longer, even on a slow machine: the inputs are small.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs `look`, and requires an answer: in time, without a panic, within `most` bytes.
fn answer<R>(most: usize, what: impl Debug, look: impl FnOnce() -> Result<R>) -> Result<R> {
    let start = Instant::now();
    let (answer, held) = peak(|| catch_unwind(AssertUnwindSafe(look)));
    assert!(held <= most, "{what:?}: {held} bytes were held, and {most} allowed");
    assert!(start.elapsed() < PATIENCE, "{what:?}: {:?}", start.elapsed());
    answer.unwrap_or_else(|_| panic!("{what:?}: a panic"))
}

fn limited() -> LoadOptions {
    let mut options = LoadOptions::new();
    options.max_memory(LIMIT as u64);
    options
}

fn from_slice<T: for<'de> Decode<'de>>(bytes: &[u8], what: impl Debug) -> Result<T> {
    let load = || limited().from_slice::<T>(bytes).map(|loaded| loaded.value);
    answer(LIMIT + BESIDE + 2 * bytes.len(), what, load)
}

fn decode<T: for<'de> Decode<'de>>(bytes: &[u8], what: impl Debug) -> Result<T> {
    answer(LIMIT + BESIDE, what, || limited().decode::<T>(bytes))
}

/// Looks at a container in every way.
fn looked_at<T: for<'de> Decode<'de>>(bytes: &[u8], what: impl Debug) -> bool {
    let streamed = answer(LIMIT + BESIDE + 4 * bytes.len(), &what, || limited().from_reader::<T>(bytes).map(drop));
    let loaded = from_slice::<T>(bytes, &what).map(drop);
    // A stream may go on behind its container; else both see the same.
    assert!(streamed.is_ok() || loaded.is_err(), "{what:?}");
    // Neither has a limit but the input.
    let most = BESIDE + 64 * bytes.len();
    let verified = answer(most, &what, || persist_core::verify_slice(bytes));
    let _ = answer(most, &what, || persist_core::inspect_slice(bytes).map(|inspection| inspection.to_string()));
    if loaded.is_ok() {
        verified.unwrap_or_else(|error| panic!("{what:?}: loads, and does not verify: {error}"));
    }
    loaded.is_ok()
}

// ---- changes that keep every checksum ----

/// Numbers that have broken other readers.
fn giant(source: &mut Source) -> u64 {
    let giants =
        [0, 1, 255, 256, 1 << 16, 1 << 24, 1 << 31, 1 << 32, 1 << 48, 1 << 60, 1 << 63, u64::MAX - 1, u64::MAX];
    giants[source.below(giants.len())]
}

/// Changes bytes, or puts a giant length in their place.
fn change_bytes(bytes: &mut Vec<u8>, source: &mut Source) {
    let at = source.below(bytes.len() + 1);
    match source.below(6) {
        0 => bytes.truncate(at),
        1 => drop(bytes.splice(at..at, [source.bits() as u8])),
        2 => drop(bytes.splice(at..at, varint(giant(source)))),
        3 => drop(bytes.splice(at..(at + 1).min(bytes.len()), varint(giant(source)))),
        4 if at < bytes.len() => drop(bytes.remove(at)),
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte =
                    [0, 1, 2, 3, 0x7f, 0x80, 0x81, 0x82, 0x83, 0xff, *byte ^ 1, source.bits() as u8][source.below(12)];
            }
        }
    }
}

/// Changes one thing about a container.
fn change(container: &mut Container, source: &mut Source) {
    let chunks = container.chunks.len();
    let any = source.below(chunks.max(1));
    match source.below(14) {
        0 => container.version = giant(source) as u16,
        1 => container.kind = source.below(4) as u8,
        2 => container.flags = 1 << source.below(8),
        3 => container.header.salt = giant(source),
        4 => container.header.fingerprint = giant(source),
        5 => change_bytes(&mut container.header.schema, source),
        6 => {
            change_bytes(&mut container.header.schema, source);
            container.header.fingerprint = fingerprint(&container.header.schema);
        }
        7 => change_bytes(&mut container.header.meta, source),
        8 => {
            let totals = [source.below(4) as u64, giant(source), giant(source), giant(source)];
            container.end = Some(totals);
        }
        9 if chunks > 0 => drop(container.chunks.remove(any)),
        10 if chunks > 0 => {
            let chunk = container.chunks[any].clone();
            container.chunks.insert(source.below(chunks + 1), chunk);
        }
        11 => {
            let kind = [0, 1, 2, 3, 4, 5, 6, 7, 0x80, 0xff][source.below(10)];
            let payload = vec![source.bits() as u8; source.below(20)];
            container.chunks.insert(source.below(chunks + 1), Chunk::new(kind, giant(source), payload));
        }
        12 if chunks > 0 => change_head(&mut container.chunks[any], source),
        _ if chunks > 0 => change_bytes(&mut container.chunks[any].payload, source),
        _ => {}
    }
}

fn change_head(chunk: &mut Chunk, source: &mut Source) {
    match source.below(8) {
        0 => chunk.count = giant(source),
        1 => chunk.kind = source.bits() as u8,
        2 => chunk.compression = source.below(5) as u8,
        3 => chunk.flags = 1 << source.below(16),
        4 => chunk.stored_len = Some(giant(source)),
        5 => chunk.len = Some(giant(source)),
        6 => {
            let length = giant(source);
            (chunk.stored_len, chunk.len) = (Some(length), Some(length));
        }
        _ => chunk.index = Some(giant(source) as u32),
    }
}

fn survives_changes<T: Specimen + Encode + for<'de> Decode<'de>>(seed: u64, rounds: u64) {
    for (count, effort) in [(2, Effort::Fast), (34, Effort::Small)] {
        let mut options = SaveOptions::new();
        options.effort(effort).meta("k", "v");
        let values = specimens::<T>(seed, count);
        let sequence = Container::open(&options.to_vec(&values).expect("specimens are written"));
        let single = Container::open(&options.to_vec(&values[0]).expect("a specimen is written"));
        for round in 0..rounds {
            let mut source = Source::new(seed << 32 | round);
            let what = (std::any::type_name::<T>(), seed, count, round);
            let mut changed = sequence.clone();
            for _ in 0..1 + source.below(2) {
                change(&mut changed, &mut source);
            }
            looked_at::<Vec<T>>(&changed.seal(), what);
            let mut changed = single.clone();
            change(&mut changed, &mut source);
            looked_at::<T>(&changed.seal(), what);
        }
    }
}

macro_rules! changes {
    ($($name:ident: $type:ty;)*) => {
        #[test]
        fn changed_containers_of_every_animal_are_answered() {
            $(survives_changes::<$type>(stringify!($name).len() as u64 + 7, 30);)*
        }
    };
}

each_animal!(changes);

#[test]
fn changed_headers_are_answered() {
    let mut options = SaveOptions::new();
    options.meta("author", "Ada").meta("größe", vec![1; 20]);
    let sound = Container::open(&options.to_vec(&Source::new(1).make::<OfEnums>()).expect("a value is written"));
    for round in 0..3_000 {
        let mut source = Source::new(round);
        let mut header = sound.header.to_bytes();
        for _ in 0..1 + source.below(3) {
            change_bytes(&mut header, &mut source);
        }
        let bytes = sound.seal_with(&header);
        let same_type = header.get(..8) == Some(&sound.header.fingerprint.to_le_bytes());
        let is_value = looked_at::<OfEnums>(&bytes, ("header", round));
        assert!(!is_value || same_type, "{round}: another fingerprint, and yet a value");
    }
}

/// The types of a container's schema, but for their versions.
fn types(bytes: &[u8]) -> Vec<String> {
    let text = persist_core::inspect_slice(bytes).expect("what loads can be inspected").to_string();
    let types = text.lines().skip_while(|line| !line.starts_with("struct "));
    types.map(|line| line.split(", version").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn another_schema_is_another_type() {
    let sound = Container::open(&persist_core::to_vec(&Source::new(2).make::<Fields>()).expect("a value is written"));
    for round in 0..1_500 {
        let mut source = Source::new(round);
        let mut changed = sound.clone();
        change_bytes(&mut changed.header.schema, &mut source);
        changed.header.fingerprint = fingerprint(&changed.header.schema);
        let is_value = looked_at::<Fields>(&changed.seal(), ("schema", round));
        // A lower version is an earlier file, if it has the same fields.
        let earlier = || types(&changed.seal()) == types(&sound.seal());
        assert!(!is_value || changed == sound || earlier(), "{round}: another schema, and yet a value");
        // The fingerprint of the type that is asked for, and another schema: a lie.
        changed.header.fingerprint = sound.header.fingerprint;
        let is_value = looked_at::<Fields>(&changed.seal(), ("schema with another's fingerprint", round));
        assert!(!is_value || changed == sound, "{round}: another schema, and yet a value");
    }
}

// ---- schemas as bombs ----

/// A container whose header has this schema, and whose value has these bytes.
fn with_schema(schema: Vec<u8>, payload: &[u8]) -> Vec<u8> {
    let mut container = Container::open(&persist_core::to_vec(&7_u8).expect("a number is written"));
    container.header.fingerprint = fingerprint(&schema);
    container.header.schema = schema;
    container.chunks = vec![Chunk::new(1, 1, payload)];
    container.seal()
}

#[test]
fn schemas_that_double_at_every_level_are_answered() {
    for kind in [0x35_u8, 0x33] {
        for levels in [40_u64, 1_000] {
            let mut schema = varint(levels + 1);
            for level in 0..levels {
                schema.push(kind);
                if kind == 0x35 {
                    schema.extend(varint(2));
                }
                schema.extend(varint(level + 1));
                schema.extend(varint(level + 1));
            }
            schema.push(0x10);
            looked_at::<u8>(&with_schema(schema, &[]), ("doubling", kind, levels));
        }
    }
}

#[test]
fn schemas_of_many_nodes_are_answered() {
    const NODES: u64 = 300_000;
    // Units in a row, of which one byte makes one; and options in options.
    let mut units = varint(NODES);
    units.extend(vec![0; NODES as usize]);
    looked_at::<u8>(&with_schema(units, &[]), "many units");
    let mut options = varint(NODES);
    for node in 1..NODES {
        options.push(0x30);
        options.extend(varint(node));
    }
    options.push(0);
    looked_at::<u8>(&with_schema(options, &[]), "many options");
    for shape in [0x35_u8, 0x40, 0x42] {
        let mut schema = varint(2);
        schema.push(shape);
        if shape != 0x35 {
            schema.extend([3, b'S', 3]);
        }
        schema.extend(varint(NODES));
        for index in 0..NODES {
            match shape {
                0x35 => schema.extend(varint(1)),
                0x40 => schema.extend([varint(8), index.to_string().into_bytes(), varint(1)].concat()),
                _ => schema.extend([varint(8), index.to_string().into_bytes(), varint(0)].concat()),
            }
        }
        schema.push(0);
        looked_at::<u8>(&with_schema(schema, &[]), ("many parts", shape));
    }
}

/// What a schema says of counts, the bytes must bear out.
#[test]
fn schemas_with_giant_arrays_are_answered() {
    for element in [0x00_u8, 0x01, 0x03, 0x10, 0x13, 0x21] {
        for count in [1_u64 << 20, 1 << 32, u64::MAX] {
            for depth in [1, 2, 30] {
                let mut schema = varint(depth + 1);
                for level in 0..depth {
                    schema.push(0x34);
                    schema.extend(varint(count));
                    schema.extend(varint(level + 1));
                }
                schema.push(element);
                for payload in [&[][..], &[0], &[0; 300], &[1; 300]] {
                    looked_at::<u8>(&with_schema(schema.clone(), payload), ("array", element, count, depth));
                }
            }
        }
    }
}

#[test]
fn metadata_bombs_are_answered() {
    let sound = Container::open(&persist_core::to_vec(&7_u8).expect("a number is written"));
    let mut many = sound.clone();
    many.header.meta = varint(60_000);
    for index in 0..60_000_u32 {
        many.header.meta.extend(varint(3));
        many.header.meta.extend(&index.to_le_bytes()[..3]);
        many.header.meta.extend(varint(0));
    }
    // Not all of these names are UTF-8.
    assert!(!looked_at::<u8>(&many.seal(), "many entries"));
    for count in [2_u64, 1 << 32, u64::MAX] {
        let mut giant = sound.clone();
        giant.header.meta = [varint(count), varint(1), b"k".to_vec(), varint(0)].concat();
        assert!(!looked_at::<u8>(&giant.seal(), ("a giant count", count)));
        giant.header.meta = [varint(1), varint(1), b"k".to_vec(), varint(count)].concat();
        assert!(!looked_at::<u8>(&giant.seal(), ("a giant value", count)));
        giant.header.meta = [varint(1), varint(count)].concat();
        assert!(!looked_at::<u8>(&giant.seal(), ("a giant name", count)));
    }
}

// ---- counts and lengths as bombs ----

/// Every place where a length may be: a giant in place of each byte, and before it.
fn survives_giants<T: Encode + for<'de> Decode<'de>>(value: &T) {
    let mut options = SaveOptions::new();
    for effort in [Effort::Fast, Effort::Small] {
        let bare = options.effort(effort).encode(value).expect("a value encodes");
        let container = Container::open(&options.to_vec(value).expect("a value is written"));
        for giant in [1_u64 << 14, 1 << 24, 1 << 32, 1 << 60, u64::MAX - 15, u64::MAX] {
            for width in 0..2 {
                for at in 8..=bare.len() - width {
                    let what = (std::any::type_name::<T>(), effort, giant, width, at);
                    let mut bytes = bare.clone();
                    bytes.splice(at..at + width, varint(giant));
                    let _ = decode::<T>(&bytes, what);
                    // And with enough behind it to look as if it could be true.
                    bytes.extend([1; 600]);
                    let _ = decode::<T>(&bytes, what);
                }
                let Some(chunk) = container.chunks.first() else { continue };
                for at in (0..=chunk.payload.len() - width.min(chunk.payload.len())).step_by(3) {
                    let mut changed = container.clone();
                    changed.chunks[0].payload.splice(at..at + width, varint(giant));
                    changed.chunks[0].payload.extend([1; 300]);
                    let _ = from_slice::<T>(&changed.seal(), (std::any::type_name::<T>(), giant, width, at));
                }
            }
        }
    }
}

#[test]
fn giant_lengths_are_answered() {
    survives_giants(&vec![1_u64, 2, 3, 4, 5, 6]);
    survives_giants(&vec![1_u8, 2, 3]);
    survives_giants(&vec!["a".to_owned(), "bc".to_owned()]);
    survives_giants(&vec!["a".to_owned(); 6]);
    survives_giants(&vec![vec![1_u16, 2], vec![3]]);
    survives_giants(&vec![vec![(), ()]; 40]);
    // Of the two counts, each alone fits 64 bits, and so does their sum.
    survives_giants(&vec![vec![(), ()]; 2]);
    survives_giants(&(0..40).map(|n| vec![n % 3 == 0; n]).collect::<Vec<_>>());
    survives_giants(&HashMap::from([(1_u8, "a".to_owned()), (2, "b".to_owned())]));
    survives_giants(&vec![BTreeMap::from([("k".to_owned(), vec![1_u8])]); 5]);
    survives_giants(&vec![HashSet::from([1_u64, 2]), HashSet::new()]);
    survives_giants(&vec![Some(Box::new([7_u32; 5])), None]);
    survives_giants(&vec![Mixed::Tuple(1, "t".to_owned()), Mixed::Named { a: Some(1), b: true }, Mixed::Unit]);
    survives_giants(&LinkedList::from([1_u8, 2]));
    survives_giants(&(Rc::<[u32]>::from([1, 2, 3, 4, 5]), Arc::<str>::from("shared")));
    survives_giants(&specimens::<Record>(1, 6));
    survives_giants(&Source::new(3).make::<Tree>());
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
struct Nothing;

#[derive(Persist, Debug, Clone, PartialEq)]
struct NothingOfMuch {
    nothing: Nothing,
    nobody: [(); 3],
    #[persist(skip)]
    kept: [u64; 4],
}

/// A root sequence that says it has `count` elements, and has no bytes, or a few.
fn root_of<T: for<'de> Decode<'de>>(sound: Vec<u8>) {
    let sound = Container::open(&sound);
    for count in [(1_u64 << 24) + 1, u64::MAX] {
        for payload in [vec![], vec![1; 1_000], vec![0; 1_000]] {
            let mut container = sound.clone();
            container.chunks = vec![Chunk::new(3, count, payload)];
            looked_at::<T>(&container.seal(), (std::any::type_name::<T>(), count));
        }
    }
}

#[test]
fn giant_groups_are_answered() {
    fn of<T: Encode + for<'de> Decode<'de>>() {
        root_of::<Vec<T>>(persist_core::to_vec(&Vec::<T>::new()).expect("nothing is written"));
    }
    of::<u8>();
    of::<u64>();
    of::<bool>();
    of::<String>();
    of::<()>();
    of::<Nothing>();
    of::<NothingOfMuch>();
    of::<[(); 1000]>();
    of::<Vec<()>>();
    of::<Option<Nothing>>();
    of::<Mutex<()>>();
    of::<Box<()>>();
    of::<Rc<Nothing>>();
    of::<Record>();
    of::<[u8; 0]>();
    of::<[u64; 100]>();
    of::<Mixed>();
    of::<Single>();
    root_of::<LinkedList<()>>(persist_core::to_vec(&LinkedList::<()>::new()).expect("nothing is written"));
    root_of::<VecDeque<Nothing>>(persist_core::to_vec(&VecDeque::<Nothing>::new()).expect("nothing is written"));
    root_of::<BTreeSet<()>>(persist_core::to_vec(&BTreeSet::<()>::new()).expect("nothing is written"));
    root_of::<HashSet<Unhashed>>(persist_core::to_vec(&HashSet::<Unhashed>::new()).expect("nothing is written"));
    root_of::<BinaryHeap<u8>>(persist_core::to_vec(&BinaryHeap::<u8>::new()).expect("nothing is written"));
    root_of::<Arc<[()]>>(persist_core::to_vec(&Arc::<[()]>::from([])).expect("nothing is written"));
}

#[derive(Persist, Debug, Clone, PartialEq, Eq, Hash)]
struct Unhashed;

// ---- the limit on memory ----

/// Loads under every limit: what is held is at most twice that, as where an `Arc<[T]>` is copied from a `Vec`, and a constant.
fn stays_within<T: Encode + for<'de> Decode<'de>>(value: &T) {
    /// Scratch and the like.
    const CONSTANT: usize = 256 << 10;
    let name = std::any::type_name::<T>();
    for effort in [Effort::Fast, Effort::Small] {
        let mut options = SaveOptions::new();
        options.effort(effort);
        let bare = options.encode(value).expect("a value encodes");
        let file = options.to_vec(value).expect("a value is written");
        let mut loaded = false;
        for shift in 12..27 {
            let limit = 1_usize << shift;
            let mut options = LoadOptions::new();
            options.max_memory(limit as u64);
            let most = 2 * limit + CONSTANT;
            let ways: [(&str, &dyn Fn() -> Result<()>); 2] = [
                ("decode", &|| options.decode::<T>(&bare).map(drop)),
                ("from_slice", &|| options.from_slice::<T>(&file).map(drop)),
            ];
            for (way, load) in ways {
                let (answer, held) = peak(load);
                assert!(held <= most, "{name}, {effort:?}, {way}: {held} bytes were held under a limit of {limit}");
                match answer {
                    Ok(()) => loaded = true,
                    Err(error) => {
                        assert_eq!(error.kind(), ErrorKind::Limit, "{name}: {error}");
                        assert!(error.to_string().contains("max_memory"), "{name}: {error}");
                        assert!(!loaded || way == "decode", "{name}: more memory, and yet refused");
                    }
                }
            }
        }
        assert!(loaded, "{name} loads at last");
    }
}

macro_rules! memory_is_limited {
    ($($test:ident: $value:expr;)*) => {
        mod memory_is_limited {
            use super::*;
            $(
                #[test]
                fn $test() {
                    stays_within(&$value);
                }
            )*
        }
    };
}

const MANY: usize = 30_000;

memory_is_limited! {
    of_constant_numbers: vec![7_u64; MANY];
    of_bytes: vec![7_u8; 8 * MANY];
    of_flags: vec![true; 8 * MANY];
    of_texts: (0..MANY).map(|n| n.to_string()).collect::<Vec<_>>();
    of_equal_texts: vec!["x".repeat(100); MANY / 10];
    of_boxed_texts: vec!["x".repeat(10).into_boxed_str(); MANY];
    of_shared_texts: (0..MANY).map(|n| Rc::from(n.to_string())).collect::<Vec<Rc<str>>>();
    of_small_lists: vec![vec![1_u8]; MANY];
    of_empty_lists: vec![Vec::<u64>::new(); MANY];
    of_lists_of_texts: vec![vec!["a".to_owned(), "b".to_owned()]; MANY / 4];
    of_boxes: vec![Box::new(7_u8); MANY];
    of_boxes_of_arrays: vec![Box::new([7_u64; 16]); MANY / 16];
    of_shared_bytes: (0..MANY).map(|n| Rc::new(n as u8)).collect::<Vec<_>>();
    of_shared_slices: vec![Arc::<[u16]>::from([1, 2, 3]); MANY];
    of_options_of_boxes: vec![Some(Box::new(1_u8)); MANY];
    of_a_linked_list: (0..MANY).map(|n| n as u8).collect::<LinkedList<_>>();
    of_a_linked_list_of_nothing: (0..MANY).map(|_| ()).collect::<LinkedList<_>>();
    of_linked_lists: vec![LinkedList::from([1_u8]); MANY];
    of_a_deque: (0..MANY).map(|n| n as u32).collect::<VecDeque<_>>();
    of_a_heap: (0..MANY).map(|n| n as u32).collect::<BinaryHeap<_>>().into_vec();
    of_an_ordered_map: (0..MANY as u32).map(|n| (n, n as u8)).collect::<BTreeMap<_, _>>();
    of_small_ordered_maps: vec![BTreeMap::from([(1_u8, 1_u8)]); MANY / 4];
    of_a_hash_map: (0..MANY as u32).map(|n| (n, n as u8)).collect::<HashMap<_, _>>();
    of_a_hash_map_of_texts: (0..MANY as u32).map(|n| (n.to_string(), ())).collect::<HashMap<_, _>>();
    of_small_hash_maps: vec![HashMap::from([(1_u8, 1_u8)]); MANY / 4];
    of_an_ordered_set: (0..MANY as u32).collect::<BTreeSet<_>>();
    of_a_hash_set: (0..MANY as u32).collect::<HashSet<_>>();
    of_small_hash_sets: vec![HashSet::from([1_u8]); MANY / 4];
    of_variants: vec![Mixed::Named { a: Some(1), b: true }; MANY];
    of_niches: vec![Niches::Boxed(Box::new(3)); MANY];
    of_records: vec![specimens::<AllNumbers>(1, 1)[0]; MANY / 16];
    of_paths: vec![std::path::PathBuf::from("p"); MANY];
    of_structs: vec![Checked { a: "a".to_owned(), b: vec![1] }; MANY / 4];
    of_one_boxed_slice: vec![1_u16; MANY].into_boxed_slice();
    of_one_shared_slice: Arc::<[u16]>::from(vec![1_u16; 4 * MANY]);
    of_one_shared_text: Rc::<str>::from("x".repeat(8 * MANY));
    of_one_text: "x".repeat(8 * MANY);
    of_one_path: std::path::PathBuf::from("x".repeat(8 * MANY));
    of_represented_values: ConvertedList::specimen(&mut Source::new(5));
}

#[test]
fn a_limit_is_named_with_its_option() {
    let bytes = persist_core::encode(&vec![0_u64; 1 << 20]).expect("numbers encode");
    let mut options = LoadOptions::new();
    let error = options.max_memory(1 << 20).decode::<Vec<u64>>(&bytes).expect_err("8 MiB in 1 MiB");
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("`LoadOptions::max_memory`"), "{error}");
}

/// Elements that take no bytes are counted on both sides.
#[test]
fn values_without_bytes_are_counted() {
    const MOST: usize = 1 << 24;
    static ALL: [Nothing; usize::MAX] = [Nothing; usize::MAX];
    let bytes = persist_core::encode(&vec![(); MOST]).expect("so many may be");
    assert_eq!(persist_core::decode::<Vec<()>>(&bytes).expect("so many may be").len(), MOST);
    for error in [
        persist_core::encode(&vec![(); MOST + 1]).expect_err("one too many"),
        persist_core::to_vec(&vec![(); MOST + 1]).expect_err("one too many"),
        persist_core::encode(&vec![vec![(); MOST / 2]; 3]).expect_err("too many in all"),
        persist_core::encode(&vec![(); usize::MAX]).expect_err("far too many"),
        persist_core::encode(&vec![vec![(); usize::MAX], vec![()]]).expect_err("more than can be counted"),
        persist_core::encode(&[[(); usize::MAX]; 2]).expect_err("more than can be counted"),
        persist_core::encode(&[&ALL[..1], &ALL[..1], &ALL[..]]).expect_err("short ones, and one of all"),
        persist_core::encode(&vec![vec![[Nothing; 7]; MOST]; 2]).expect_err("many in each"),
    ] {
        assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    }
    let mut hostile = persist_core::encode(&Vec::<()>::new()).expect("nothing encodes");
    hostile.truncate(8);
    hostile.extend(varint(MOST as u64 + 1));
    assert_eq!(persist_core::decode::<Vec<()>>(&hostile).expect_err("one too many").kind(), ErrorKind::Limit);
}
