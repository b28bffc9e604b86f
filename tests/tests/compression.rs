//! Compressed chunks: what was saved comes back, whatever is in them is a value or an error, and memory is bounded by the limit.

mod scratch;

use persist_core::{Compression, Decode, Effort, Encode, ErrorKind, LoadOptions, Recovery, Result, SaveOptions};
use proptest::prelude::*;
use scratch::Scratch;
use tests::container::{Chunk, Container};
use tests::each_animal;
use tests::memory::{Counting, peak};
use tests::specimen::{Specimen, specimens};
use tests::zoo::*;

#[global_allocator]
static MEMORY: Counting = Counting;

const METHODS: [Compression; 3] = [Compression::Zstd { level: 1 }, Compression::Zstd { level: 19 }, Compression::Lz4];

fn pack_by<T: Encode + ?Sized>(value: &T, compression: Compression) -> Vec<u8> {
    SaveOptions::new().compression(compression).to_vec(value).expect("a container is written")
}

/// The compression of each chunk.
fn methods(bytes: &[u8]) -> Vec<u8> {
    let inspection = persist_core::verify_slice(bytes).expect("a container");
    inspection.chunks().iter().map(|chunk| chunk.compression).collect()
}

fn visit<T>(seed: u64)
where
    T: Specimen + Encode + for<'de> Decode<'de> + std::fmt::Debug + PartialEq,
{
    let rows = specimens::<T>(seed, 300);
    let nested = (7_u8, rows);
    for compression in [METHODS[0], METHODS[2]] {
        for effort in [Effort::Fast, Effort::Small] {
            let mut options = SaveOptions::new();
            options.compression(compression).effort(effort).chunk_size(1 << 10);
            let bytes = options.to_vec(&nested.1).expect("a container is written");
            persist_core::verify_slice(&bytes).expect("it verifies");
            assert_eq!(persist_core::from_slice::<Vec<T>>(&bytes).expect("it loads"), nested.1);
            let items = LoadOptions::new().iter_from_reader::<T, _>(bytes.as_slice()).expect("it begins well");
            assert_eq!(items.collect::<Result<Vec<T>>>().expect("it can be iterated"), nested.1);
            // A single value in many chunks: what is located in one is owned when others have been read.
            let bytes = options.to_vec(&nested).expect("a container is written");
            persist_core::verify_slice(&bytes).expect("it verifies");
            assert_eq!(persist_core::from_slice::<(u8, Vec<T>)>(&bytes).expect("it loads"), nested);
        }
    }
}

macro_rules! animals {
    ($($name:ident: $type:ty;)*) => {
        $(
            #[test]
            fn $name() {
                visit::<$type>(stringify!($name).len() as u64);
            }
        )*
    };
}

each_animal!(animals);

#[test]
fn a_chunk_is_compressed_only_where_that_is_smaller() {
    let random: Vec<u8> = (0..600_000_u64).map(|n| (n.wrapping_mul(n) >> 7) as u8 ^ ((n * 31) >> 3) as u8).collect();
    for compression in METHODS {
        let method = if compression == Compression::Lz4 { 2 } else { 1 };
        assert_eq!(methods(&pack_by(&vec![7_u64; 1_000], compression)), [method]);
        assert_eq!(methods(&pack_by(&7_u32, compression)), [0], "a number alone gains nothing");
        let bytes = pack_by(&random, compression);
        assert!(bytes.len() < random.len() + 1_000);
        assert_eq!(persist_core::from_slice::<Vec<u8>>(&bytes).expect("it loads"), random);
    }
    assert_eq!(methods(&pack_by(&vec![7_u64; 1_000], Compression::None)), [0]);
}

#[test]
fn levels_are_brought_into_the_range_of_zstd() {
    let texts: Vec<String> = (0..2_000).map(|n| format!("reading {n}")).collect();
    let [lowest, zero, three, highest] =
        [i32::MIN, 0, 3, i32::MAX].map(|level| pack_by(&texts, Compression::Zstd { level }));
    for bytes in [&lowest, &zero, &highest] {
        assert_eq!(persist_core::from_slice::<Vec<String>>(bytes).expect("it loads"), texts);
    }
    assert_eq!(zero, three, "0 is the default");
    assert!(highest.len() <= three.len());
}

#[test]
fn files_and_streams_are_compressed_alike() {
    let scratch = Scratch::new("compression");
    let path = scratch.file("f");
    let numbers = || (0..300_000_u64).map(|n| n * n);
    for compression in METHODS {
        let mut options = SaveOptions::new();
        options.compression(compression).canonical(true).meta("k", "v");
        options.save(&path, &numbers().collect::<Vec<_>>()).expect("a file is written");
        let whole = std::fs::read(&path).expect("a file");
        options.sequence(&path, numbers()).expect("a file is written");
        assert!(std::fs::read(&path).expect("a file") == whole);
        assert!(numbers().eq(persist_core::load_iter::<u64>(&path).expect("it begins well").map(Result::unwrap)));
        assert!(numbers().eq(persist_core::load::<Vec<u64>>(&path).expect("it loads")));
    }
}

#[test]
fn what_was_compressed_cannot_be_borrowed() {
    let text = "some text. ".repeat(100);
    let bytes = pack_by(text.as_str(), METHODS[0]);
    assert_eq!(persist_core::from_slice::<&str>(&bytes).expect_err("a &str").kind(), ErrorKind::Borrow);
    assert_eq!(persist_core::from_slice::<String>(&bytes).expect("a String"), text);
    let texts = vec![text.as_str(); 40];
    let bytes = pack_by(&texts, METHODS[2]);
    assert_eq!(persist_core::from_slice::<Vec<&str>>(&bytes).expect_err("several").kind(), ErrorKind::Borrow);
    assert_eq!(persist_core::from_slice::<Vec<String>>(&bytes).expect("owned ones"), texts);
    for value in [vec![7_u8; 1_000], vec![8; 5_000]] {
        let bytes = pack_by(&(1_u8, &value), METHODS[1]);
        let error = persist_core::from_slice::<(u8, &[u8])>(&bytes).expect_err("a &[u8]");
        assert_eq!(error.kind(), ErrorKind::Borrow);
        assert!(error.to_string().contains("compress"), "{error}");
        let bytes = pack_by(&value, METHODS[1]);
        assert_eq!(persist_core::from_slice::<&[u8]>(&bytes).expect_err("a root").kind(), ErrorKind::Borrow);
    }
}

/// A container of one group of bytes, whose chunk is replaced; every checksum holds.
fn with_chunk(count: u64, compression: u8, len: u64, payload: Vec<u8>) -> Vec<u8> {
    let mut container = Container::open(&persist_core::to_vec(&vec![1_u8]).expect("it is written"));
    container.chunks = vec![Chunk { compression, len: Some(len), ..Chunk::new(3, count, payload) }];
    container.seal()
}

/// The frame or block of so many equal bytes.
fn bomb(len: usize, compression: Compression) -> (u8, Vec<u8>) {
    let mut options = SaveOptions::new();
    options.compression(compression).chunk_size(1 << 30);
    let container = Container::open(&options.to_vec(&vec![0_u8; len]).expect("it is written"));
    let [chunk] = &container.chunks[..] else { panic!("one chunk") };
    (chunk.compression, chunk.payload.clone())
}

#[test]
fn bombs_stop_at_the_limit() {
    const LEN: usize = 64 << 20;
    for compression in METHODS {
        let (method, payload) = bomb(LEN, compression);
        assert!(payload.len() < LEN / 200, "{} bytes stand for {LEN}", payload.len());
        let bytes = with_chunk(LEN as u64, method, LEN as u64, payload);
        let mut options = LoadOptions::new();
        options.max_memory(1 << 20);
        let (refusals, most) = peak(|| {
            [
                options.from_slice::<Vec<u8>>(&bytes).err(),
                options.verify_slice(&bytes).err(),
                options.iter_from_reader::<u8, _>(bytes.as_slice()).expect("it begins well").find_map(Result::err),
            ]
        });
        for error in refusals {
            let error = error.expect("a refusal");
            assert_eq!(error.kind(), ErrorKind::Limit);
            assert!(error.to_string().contains("max_memory"), "{error}");
        }
        assert!(most < 2 << 20, "{most} bytes of memory");
        // What is unpacked and what it becomes are there at once.
        options.max_memory(LEN as u64 * 3 / 2);
        assert_eq!(options.from_slice::<Vec<u8>>(&bytes).expect_err("both").kind(), ErrorKind::Limit);
        options.max_memory(LEN as u64 * 2);
        let (loaded, most) = peak(|| options.from_slice::<Vec<u8>>(&bytes).expect("it is allowed").value.len());
        assert_eq!(loaded, LEN);
        assert!(most < 2 * LEN + (1 << 20), "{most} bytes of memory");
    }
}

/// Giant lengths are refused before there is memory for them, and small ones when they turn out to be wrong.
#[test]
fn a_wrong_length_is_an_error() {
    for compression in METHODS {
        let (method, payload) = bomb(100_000, compression);
        for len in [0, 1, 99_999, 100_001, 200_000, 1 << 40, u64::MAX] {
            let bytes = with_chunk(100_000, method, len, payload.clone());
            let (result, most) = peak(|| persist_core::from_slice::<Vec<u8>>(&bytes));
            let error = result.expect_err("another length");
            assert!(matches!(error.kind(), ErrorKind::Malformed | ErrorKind::Limit), "{len}: {error}");
            assert!(most < 1 << 20, "{len}: {most} bytes of memory");
        }
        let bytes = with_chunk(100_000, method, 100_000, payload.clone());
        assert_eq!(persist_core::from_slice::<Vec<u8>>(&bytes).expect("the right one"), [0; 100_000]);
    }
}

#[test]
fn a_chunk_of_zstd_is_one_frame() {
    let (method, frame) = bomb(1_000, METHODS[0]);
    // One that decoders step over.
    let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
    for (payload, len) in [
        ([frame.as_slice(), &frame].concat(), 2_000),
        ([frame.as_slice(), b"x"].concat(), 1_000),
        ([skippable.as_slice(), &frame].concat(), 1_000),
        ([frame.as_slice(), &skippable].concat(), 1_000),
        (skippable.clone(), 0),
        (Vec::new(), 0),
    ] {
        let error = persist_core::from_slice::<Vec<u8>>(&with_chunk(len.max(1), method, len, payload)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed, "{error}");
    }
}

/// With a checksum that holds, and bytes that no compressor made, the chunk is passed over where that is wanted.
#[test]
fn a_chunk_that_cannot_be_unpacked_is_damage() {
    let mut bytes = Vec::new();
    let texts = (0..1_000).map(|n| format!("text number {n}"));
    let mut options = SaveOptions::new();
    options.compression(METHODS[0]).chunk_size(1 << 10);
    options.sequence_to_writer(&mut bytes, texts.clone()).expect("it is written");
    let mut container = Container::open(&bytes);
    let middle = container.chunks[1].payload.len() / 2;
    container.chunks[1].payload.truncate(middle);
    let bytes = container.seal();
    assert_eq!(persist_core::from_slice::<Vec<String>>(&bytes).unwrap_err().kind(), ErrorKind::Malformed);
    let mut iter =
        LoadOptions::new().recovery(Recovery::Skip).iter_from_reader::<String, _>(bytes.as_slice()).expect("a start");
    let found: Vec<String> = iter.by_ref().collect::<Result<_>>().expect("it is passed over");
    assert!(found.iter().eq(&texts.clone().take(256).chain(texts.skip(512)).collect::<Vec<_>>()));
    assert_eq!(iter.skipped().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a payload is, with checksums that hold: a value or an error, and no more memory than its head says.
    #[test]
    fn any_payload_is_a_value_or_an_error(
        compression in prop::sample::select(&METHODS[..]),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
        noise in prop::option::of(prop::collection::vec(any::<u8>(), 0..200)),
    ) {
        let words = ["one ", "two ", "three "].map(str::as_bytes).concat().repeat(60);
        let chunk = Container::open(&pack_by(&words, compression)).chunks.remove(0);
        let mut payload = noise.unwrap_or(chunk.payload);
        for (place, byte) in edits.iter().filter(|_| !payload.is_empty()).cloned().collect::<Vec<_>>() {
            let place = place.index(payload.len());
            payload[place] = byte;
        }
        if let Some(cut) = cut {
            payload.truncate(cut.index(payload.len() + 1));
        }
        let bytes = with_chunk(words.len() as u64, chunk.compression, words.len() as u64, payload);
        let (loaded, most) = peak(|| persist_core::from_slice::<Vec<u8>>(&bytes));
        if let Ok(loaded) = loaded {
            prop_assert_eq!(loaded.len(), words.len());
        }
        prop_assert!(most < 100_000, "{} bytes of memory", most);
    }
}
