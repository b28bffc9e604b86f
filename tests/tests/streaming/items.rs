//! The same bytes and the same items as with all of them at once.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Debug;
use std::sync::Mutex;

use persist_core::{Decode, Effort, Encode, ErrorKind, LoadOptions, SaveOptions};
use proptest::prelude::*;
use tests::each_animal;
use tests::specimen::{Specimen, specimens};
use tests::zoo::*;

use super::items;

/// Around the edges of blocks, and of groups at the smallest size of chunks.
const COUNTS: [usize; 12] = [0, 1, 4, 5, 31, 32, 255, 256, 257, 511, 512, 700];

/// Saves values by an iterator and by a slice, and loads them in both manners.
fn same<T>(values: Vec<T>, options: &SaveOptions)
where
    T: Encode + for<'de> Decode<'de> + Debug + PartialEq,
{
    let mut whole = Vec::new();
    options.to_writer(&mut whole, &values).expect("a sequence is written");
    let back: Vec<T> = items(&whole).expect("a sequence is read item by item");
    assert_eq!(back, values);
    let mut streamed = Vec::new();
    options.sequence_to_writer(&mut streamed, values).expect("an iterator is written");
    assert!(streamed == whole, "{} items become the same bytes", back.len());
}

fn visit<T>(seed: u64, count: usize, effort: Effort)
where
    T: Specimen + Encode + for<'de> Decode<'de> + Debug + PartialEq,
{
    // Hash maps made anew iterate in another order.
    same(specimens::<T>(seed, count), SaveOptions::new().effort(effort).chunk_size(1 << 10));
}

macro_rules! animals {
    ($($name:ident: $type:ty;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $name(
                    seed: u64,
                    count in prop::sample::select(&COUNTS[..]),
                    effort in prop::sample::select(&[Effort::Fast, Effort::Small][..]),
                ) {
                    visit::<$type>(seed, count, effort);
                }
            )*
        }
    };
}

each_animal!(animals);

#[test]
fn numbers_at_every_size_of_chunks() {
    for count in [0, 1, 255, 256, 8_191, 8_192, 8_193, 70_000] {
        for chunk_size in [0, 5_000, 64 << 10, 256 << 10, usize::MAX] {
            for effort in [Effort::Fast, Effort::Small] {
                let mut options = SaveOptions::new();
                options.effort(effort).chunk_size(chunk_size).meta("k", "v");
                same((0..count).map(|n: u64| n * n).collect(), &options);
            }
        }
    }
}

#[test]
fn items_of_every_size() {
    let mut options = SaveOptions::new();
    for count in [1, 256, 257, 3_000] {
        same((0..count).map(|n| "x".repeat(n % 2_000)).collect(), options.canonical(true));
        same(vec![(); count], &options);
        same((0..count).map(|n| vec![n as u32; n % 70]).collect(), &options);
        same((0..count).map(|n| [n as u8; 3]).collect(), options.canonical(false));
    }
}

#[test]
fn long_items_make_more_groups() {
    // 16 MiB in a group, if only the strings' own size counted.
    let mut bytes = Vec::new();
    SaveOptions::new()
        .sequence_to_writer(&mut bytes, (0..2_000).map(|n| format!("{n:02000}")))
        .expect("texts are written");
    let inspection = persist_core::inspect_slice(&bytes).expect("a container");
    let longest = inspection.chunks().iter().map(|chunk| chunk.len).max();
    assert!(inspection.chunks().len() > 3 && longest < Some(1 << 20), "{longest:?}");
}

#[test]
fn whatever_loads_as_a_vec_can_be_iterated() {
    let numbers: Vec<u32> = (0..600).collect();
    let containers = [
        persist_core::to_vec(&numbers.iter().copied().collect::<VecDeque<u32>>()),
        persist_core::to_vec(&numbers.iter().copied().collect::<BTreeSet<u32>>()),
        persist_core::to_vec(&std::array::from_fn::<u32, 600, _>(|index| index as u32)),
        persist_core::to_vec(&Mutex::new(numbers.clone())),
        // Numbers are widened by a plan.
        persist_core::to_vec(&numbers.iter().map(|n| *n as u16).collect::<Vec<u16>>()),
    ];
    for bytes in containers {
        let bytes = bytes.expect("a container is written");
        assert_eq!(items::<u32>(&bytes).expect("it can be iterated"), numbers);
        assert_eq!(persist_core::from_slice::<Vec<u32>>(&bytes).expect("and loaded"), numbers);
    }
    let none = persist_core::to_vec(&[0_u32; 0]).expect("an array without elements");
    assert_eq!(items::<u32>(&none).expect("there is nothing"), []);
}

#[test]
fn what_does_not_is_refused_at_once() {
    let containers = [persist_core::to_vec(&7_u32), persist_core::to_vec("text"), persist_core::to_vec(&vec!["text"])];
    for bytes in containers {
        let bytes = bytes.expect("a container is written");
        let expected = persist_core::from_slice::<Vec<u32>>(&bytes).expect_err("another type");
        let error = LoadOptions::new().iter_from_reader::<u32, _>(bytes.as_slice()).expect_err("another type");
        assert_eq!((error.kind(), error.to_string()), (expected.kind(), expected.to_string()));
    }
    let bare = persist_core::encode(&vec![7_u32]).expect("bare bytes");
    let error = LoadOptions::new().iter_from_reader::<u32, _>(bare.as_slice()).expect_err("no container");
    assert_eq!(error.kind(), ErrorKind::Misuse);
    let error = LoadOptions::new().iter_from_reader::<u32, _>(&[][..]).expect_err("nothing");
    assert_eq!(error.kind(), ErrorKind::Truncated);
}

/// What one of today's programs reads of one of yesterday's.
#[test]
fn items_of_an_older_version() {
    mod yesterday {
        #[derive(persist_core::Persist)]
        pub(super) struct Item {
            pub(super) hp: u8,
            pub(super) name: String,
        }
    }
    #[derive(persist_core::Persist, Debug, PartialEq)]
    #[persist(version = 2)]
    struct Item {
        #[persist(alias = "hp")]
        health: u32,
        #[persist(since = 2, default = 1)]
        level: u8,
        name: String,
    }
    let old = (0..2_000).map(|n| yesterday::Item { hp: n as u8, name: n.to_string() });
    let mut bytes = Vec::new();
    SaveOptions::new().chunk_size(1 << 10).sequence_to_writer(&mut bytes, old).expect("items are written");
    let loaded: Vec<Item> = items(&bytes).expect("items are read by a plan");
    assert_eq!(loaded.len(), 2_000);
    assert_eq!(loaded, persist_core::from_slice::<Vec<Item>>(&bytes).expect("as by a load"));
}

/// A row that the program refuses is told by its number among all, as by a load.
#[test]
fn errors_tell_the_item() {
    #[derive(persist_core::Persist, Debug)]
    #[persist(validate = Even::check)]
    struct Even(u32);
    impl Even {
        fn check(&self) -> Result<(), String> {
            if self.0.is_multiple_of(2) { Ok(()) } else { Err("odd".to_owned()) }
        }
    }
    let mut bytes = Vec::new();
    let numbers = (0..3_000).map(|n| Even(if n == 2_500 { 1 } else { 2 }));
    SaveOptions::new().chunk_size(1 << 10).sequence_to_writer(&mut bytes, numbers).expect("numbers are written");
    let (found, error) = super::until_error::<Even>(&bytes);
    let (error, expected) = (error.expect("a refusal"), persist_core::from_slice::<Vec<Even>>(&bytes).unwrap_err());
    assert_eq!((error.kind(), error.to_string()), (expected.kind(), expected.to_string()));
    assert!(error.to_string().contains("[2500]") && found.len() <= 2_500, "{error}");
}
