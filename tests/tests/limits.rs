//! Small inputs that stand for giants: each is refused by the limit that is meant for it, which is named, and within memory that the limit
//! bounds. What is measured is what the thread holds at its peak, in bytes.
//!
//! Bytes at random and giant lengths in every place are in hostile.rs, the deepest nesting of every kind in nesting.rs.

mod scratch;

use std::collections::LinkedList;
use std::fmt::Debug;

use persist_core::{Decode, Effort, Encode, ErrorKind, LoadOptions, Persist, Result, SaveOptions};
use scratch::Scratch;
use tests::container::{Chunk, Container, varint};
use tests::memory::{Counting, peak};

#[global_allocator]
static MEMORY: Counting = Counting;

/// The memory that values may take here.
const LIMIT: usize = 8 << 20;

/// What may be held beside what is counted: scratch, a growing sequence's old place beside the new one, the message.
const MOST: usize = 2 * LIMIT + (256 << 10);

fn limited() -> LoadOptions {
    let mut options = LoadOptions::new();
    options.max_memory(LIMIT as u64);
    options
}

/// Requires a refusal that names `option`, within `most` bytes.
fn refused<R: Debug>(most: usize, option: &str, look: impl FnOnce() -> Result<R>) {
    let (answer, held) = peak(look);
    let error = answer.expect_err("it is beyond the limit");
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    assert!(error.to_string().contains(option), "{error}");
    assert!(held <= most, "{held} bytes were held, and at most {most} should be: {error}");
}

fn saved<T: Encode>(value: &T) -> Container {
    let bytes = SaveOptions::new().effort(Effort::Small).to_vec(value).expect("a value is written");
    Container::open(&bytes)
}

// ---- constant columns that stand for gigabytes ----

/// A file of `rows` equal values, `times` over: of 1 GiB or more in less than a 200th of it.
fn bomb<T: Encode + Clone>(value: &T, size: usize, rows: usize, times: usize) -> Vec<u8> {
    let mut container = saved(&vec![value.clone(); rows]);
    container.chunks = vec![container.chunks; times].concat();
    let bytes = container.seal();
    let stands_for = size * rows * times;
    assert!(stands_for >= 1 << 30 && bytes.len() < stands_for / 200, "{} bytes for {stands_for}", bytes.len());
    bytes
}

fn stops_at_max_memory<T: Encode + Clone + Debug + for<'de> Decode<'de>>(
    value: &T,
    size: usize,
    rows: usize,
    times: usize,
) {
    let bytes = bomb(value, size, rows, times);
    refused(MOST, "`LoadOptions::max_memory`", || limited().from_slice::<Vec<T>>(&bytes));
    // The input counts by itself: there, it is allowed.
    assert!(bytes.len() <= LIMIT, "{} bytes", bytes.len());
    refused(MOST + 2 * bytes.len(), "`LoadOptions::max_memory`", || limited().from_reader::<Vec<T>>(&bytes[..]));
}

#[test]
fn numbers_that_stand_for_gigabytes() {
    stops_at_max_memory(&7_u64, 8, 1 << 15, 1 << 14);
}

#[test]
fn flags_that_stand_for_gigabytes() {
    stops_at_max_memory(&true, 1, 1 << 17, 1 << 13);
}

#[test]
fn arrays_that_stand_for_gigabytes() {
    stops_at_max_memory(&[7_u32; 1_000], 4_000, 256, 2_100);
}

#[test]
fn structs_that_stand_for_gigabytes() {
    #[derive(Persist, Debug, Clone)]
    struct Point {
        x: f64,
        y: f64,
        z: Option<f64>,
        visible: bool,
    }
    let point = Point { x: 0.5, y: 0.5, z: None, visible: true };
    stops_at_max_memory(&point, size_of::<Point>(), 1 << 13, 1 << 13);
}

#[test]
fn lists_that_stand_for_gigabytes() {
    stops_at_max_memory(&vec![1_u64; 4_096], 8 * 4_096, 256, 512);
}

/// A dictionary of one entry: 256 strings for one.
#[test]
fn texts_that_stand_for_gigabytes() {
    stops_at_max_memory(&"x".repeat(20_000), 20_000, 256, 210);
}

/// Without a value, what a file stands for costs nothing.
#[test]
fn a_look_at_a_bomb_takes_no_memory() {
    let bytes = bomb(&"x".repeat(20_000), 20_000, 256, 210);
    let (verified, held) = peak(|| persist_core::verify_slice(&bytes));
    assert_eq!(verified.expect("it is a sound file").rows(), 256 * 210);
    assert!(held <= 256 << 10, "{held} bytes were held");
}

// ---- what is held of a file ----

/// A chunk of it, and not all: of a sequence, what has been read is let go.
#[test]
fn a_load_holds_a_chunk_beside_the_elements() {
    const CHUNK: usize = 64 << 10;
    let scratch = Scratch::new("held");
    let path = scratch.file("numbers");
    let numbers: Vec<u64> = (0..1 << 20).map(|number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
    SaveOptions::new().chunk_size(CHUNK).save(&path, &numbers).expect("a file is written");
    let (loaded, held) = peak(|| persist_core::load::<Vec<u64>>(&path));
    assert!(loaded.expect("a file is read") == numbers);
    assert!(held <= size_of_val(&*numbers) + 4 * CHUNK, "{held} bytes were held");
}

/// What is likely to be needed is reserved, and not charged: what one limit allows, no greater one refuses.
#[test]
fn a_limit_that_is_enough_stays_enough() {
    let mut state = 1_u64;
    let mut text = |length: usize| -> String {
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b' ' + (state >> 33) as u8 % 90)
        };
        (0..length).map(|_| next()).collect()
    };
    let texts: Vec<String> = (0..2_000).map(|index| text(if index < 1_000 { 2 } else { 500 })).collect();
    let bytes = SaveOptions::new().chunk_size(4_096).to_vec(&texts).expect("a value is written");
    let loads = |limit| LoadOptions::new().max_memory(limit).from_slice::<Vec<String>>(&bytes).is_ok();
    let enough = (0..).step_by(50_000).find(|limit| loads(*limit)).expect("some limit is enough");
    assert!((500_000..700_000).contains(&enough), "{enough}");
    assert!((enough..40 * enough).step_by(100_000).all(loads));
}

mod wide {
    use persist_core::Persist;

    #[derive(Persist, Clone)]
    pub(super) struct Row {
        pub(super) a: [u64; 64],
        pub(super) b: [u64; 64],
        pub(super) c: [u64; 64],
        pub(super) d: [u64; 64],
    }

    #[derive(Persist, Debug, Clone, Copy, PartialEq)]
    pub(super) enum Either {
        A([u64; 64]),
        B([u64; 64]),
        C([u64; 64]),
        D([u64; 64]),
    }
}

mod narrow {
    use persist_core::Persist;

    #[derive(Persist, Debug, PartialEq)]
    #[persist(version = 2)]
    pub(super) struct Row {
        #[persist(was([u64; 64], until = 1, with = first))]
        pub(super) a: u64,
        #[persist(was([u64; 64], until = 1, with = first))]
        pub(super) b: u64,
        #[persist(was([u64; 64], until = 1, with = first))]
        pub(super) c: u64,
        #[persist(was([u64; 64], until = 1, with = first))]
        pub(super) d: u64,
    }

    fn first(numbers: [u64; 64]) -> u64 {
        numbers[0]
    }
}

/// Fields that are converted, and variants, take what memory they need on their way one after another.
#[test]
fn what_comes_by_scratch_memory_takes_it_in_turn() {
    let once = 256 * 64 * 8;
    let rows = vec![wide::Row { a: [1; 64], b: [2; 64], c: [3; 64], d: [4; 64] }; 256];
    let bytes = SaveOptions::new().to_vec(&rows).expect("a value is written");
    let mut options = LoadOptions::new();
    options.max_memory(once + once / 2);
    let rows =
        options.from_slice::<Vec<narrow::Row>>(&bytes).expect("there is memory for one field after another").value;
    assert_eq!(rows[255], narrow::Row { a: 1, b: 2, c: 3, d: 4 });

    use wide::Either::{A, B, C, D};
    let values = [A([1; 64]), B([2; 64]), C([3; 64]), D([4; 64])].repeat(64);
    let bytes = SaveOptions::new().to_vec(&values).expect("a value is written");
    // The values, and the payloads of one variant, of four.
    options.max_memory(once + once / 2);
    assert_eq!(options.from_slice::<Vec<wide::Either>>(&bytes).expect("one after another").value, values);
}

/// What is read ahead counts, too: it is not held beside what the limit has left.
#[test]
fn a_chunk_is_not_read_beyond_the_limit() {
    let large = (vec![1_u8; 5 << 20], vec![2_u8; 6 << 20]);
    let bytes = SaveOptions::new().to_vec(&large).expect("a value is written");
    refused(LIMIT + (256 << 10), "`LoadOptions::max_memory`", || {
        limited().from_reader::<(Vec<u8>, Vec<u8>)>(&bytes[..])
    });
}

// ---- declared lengths ----

#[test]
fn the_count_of_a_group_is_not_believed() {
    let mut container = saved(&vec![7_u64; 3]);
    container.chunks = vec![Chunk::new(3, (1 << 27) - 1_000, [1, 0, 0, 0, 7])];
    let bytes = container.seal();
    let (loaded, held) = peak(|| persist_core::from_slice::<Vec<u64>>(&bytes).is_ok());
    assert!(!loaded && held <= 64 << 10, "{held} bytes were held");
}

/// Bytes that are not there are no matter of memory.
#[test]
fn bytes_cut_off_are_told_before_a_limit() {
    fn check<T: Encode + for<'de> Decode<'de>>(hundred: T) {
        let bytes = persist_core::encode(&hundred).unwrap();
        let decode = |max_memory, bytes: &[u8]| LoadOptions::new().max_memory(max_memory).decode::<T>(bytes).map(drop);
        assert_eq!(decode(10, &bytes[..60]).unwrap_err().kind(), ErrorKind::Truncated);
        assert_eq!(decode(99, &bytes).unwrap_err().kind(), ErrorKind::Limit);
        decode(100, &bytes).unwrap();
    }
    check(vec![7_u8; 100]);
    check("x".repeat(100));
}

#[test]
fn a_declared_length_is_not_believed() {
    for length in [1 << 24, 1 << 40, u64::MAX] {
        let mut container = saved(&"a text".to_owned());
        container.chunks[0].payload = [varint(length), vec![b'x'; 100]].concat();
        let bytes = container.seal();
        let (loaded, held) = peak(|| persist_core::from_slice::<String>(&bytes).is_ok());
        assert!(!loaded && held <= 64 << 10, "{length}: {held} bytes were held");
        // A head that is itself a giant: a stream is asked for no more than it has, in steps.
        container.chunks[0] = Chunk { stored_len: Some(length), len: Some(length), ..container.chunks[0].clone() };
        let bytes = container.seal();
        let (loaded, held) = peak(|| persist_core::from_reader::<String>(&bytes[..]).is_ok());
        assert!(!loaded && held <= 3 << 20, "{length}: {held} bytes were held");
    }
    let mut container = saved(&"a text".to_owned());
    container.chunks[0] = Chunk { stored_len: Some(1 << 40), len: Some(1 << 40), ..container.chunks[0].clone() };
    let bytes = container.seal();
    refused(64 << 10, "`LoadOptions::max_memory`", || limited().from_reader::<String>(&bytes[..]));
}

// ---- values that take no bytes ----

#[test]
fn values_without_bytes_are_bounded_by_number_and_memory() {
    let lists = saved(&vec![vec![()]; 3]);
    let groups = saved(&vec![(); 3]);
    for count in [(1 << 24) + 1, 1 << 40, 1 << 62] {
        let mut of_lists = lists.clone();
        of_lists.chunks = vec![Chunk::new(3, 3, [1, 1, 1].map(|_| varint(count)).concat())];
        let mut of_nothing = groups.clone();
        of_nothing.chunks = vec![Chunk::new(3, count, [])];
        for (bytes, way) in [(of_lists.seal(), "lists"), (of_nothing.seal(), "a group")] {
            let (refusals, held) = peak(|| {
                [
                    persist_core::from_slice::<Vec<Vec<()>>>(&bytes).map(drop),
                    persist_core::from_slice::<Vec<()>>(&bytes).map(drop),
                    persist_core::verify_slice(&bytes).map(drop),
                ]
                .map(|answer| answer.map_err(|error| error.kind()))
            });
            assert!(refusals.iter().all(Result::is_err), "{way} of {count}");
            assert!(refusals.contains(&Err(ErrorKind::Limit)), "{way} of {count}: {refusals:?}");
            assert!(held <= 128 << 10, "{way} of {count}: {held} bytes were held");
        }
    }
    // So many are allowed, but each takes a node.
    let nodes = [persist_core::encode(&LinkedList::<()>::new()).expect("nothing")[..8].to_vec(), varint(1 << 24)];
    refused(MOST, "`LoadOptions::max_memory`", || limited().decode::<LinkedList<()>>(&nodes.concat()));
}

// ---- nesting ----

#[derive(Persist, Debug)]
struct Nest(Vec<Nest>);

#[derive(Persist, Debug)]
struct Chain(Option<Box<Chain>>);

#[test]
fn nesting_is_refused_before_it_takes_memory() {
    /// What 128 levels may take in all, with what each has on the heap.
    const MOST: usize = 256 << 10;
    let mut nest = saved(&Nest(Vec::new()));
    nest.chunks = vec![Chunk::new(1, 1, [vec![3; 4 << 20], vec![1]].concat())];
    let nest = nest.seal();
    refused(MOST, "`LoadOptions::max_depth`", || persist_core::from_slice::<Nest>(&nest));
    refused(MOST, "256", || persist_core::verify_slice(&nest));
    let mut chain = saved(&Chain(None));
    chain.chunks = vec![Chunk::new(1, 1, [vec![1; 4 << 20], vec![0]].concat())];
    let chain = chain.seal();
    refused(MOST, "`LoadOptions::max_depth`", || persist_core::from_slice::<Chain>(&chain));
}
