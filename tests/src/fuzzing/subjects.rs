//! The types that a fuzzer's bytes are read as.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use persist_core::{Decode, Describe, Effort, Encode, Error, Result, SaveOptions};

use super::evolved::{new, old};
use super::{Trickle, limited};
use crate::container::{Container, Header};
use crate::specimen::{Specimen, specimens};
use crate::zoo::*;

/// A type as a file has it, and what is done with bytes that are to be of it.
#[derive(Debug)]
pub struct Subject {
    /// The header of the type's files.
    pub header: Header,
    /// Looks at one container in memory.
    pub from_slice: fn(&[u8]),
    /// Looks at these containers in a stream, with more behind them, in pieces of so many bytes.
    pub read_all: fn(&[Vec<u8>], &[u8], usize),
    /// Looks at bare bytes.
    pub decode: fn(&[u8]),
    /// Containers of such values, to begin with.
    pub samples: fn() -> Vec<Vec<u8>>,
}

impl Subject {
    /// The subject that a byte stands for.
    #[must_use]
    pub fn of(byte: u8) -> &'static Self {
        let subjects = subjects();
        &subjects[usize::from(byte) % subjects.len()]
    }

    fn new<W: Describe + Specimen + Encode, R: for<'de> Decode<'de>>(from_slice: fn(&[u8]), decode: fn(&[u8])) -> Self {
        let samples = || [Effort::Fast, Effort::Small].into_iter().flat_map(written::<W>).collect();
        Subject { header: header::<W>(), from_slice, read_all: read_all::<R>, decode, samples }
    }

    /// A type, read as itself.
    fn same<T: Specimen + Encode + for<'de> Decode<'de>>() -> Self {
        Self::new::<T, T>(from_slice::<T>, decode::<T>)
    }

    /// A type, read as a later version.
    fn later<W: Specimen + Encode, R: for<'de> Decode<'de>>() -> Self {
        // Bare bytes of an earlier version need a registry: they are refused here.
        Self::new::<W, R>(look::<R>, |bytes| drop(limited().decode::<R>(bytes)))
    }
}

/// Every type. At most 256: a byte chooses.
#[must_use]
pub fn subjects() -> &'static [Subject] {
    static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(|| {
        let mut subjects = animals();
        subjects.extend(containers());
        subjects.extend(evolved());
        assert!(subjects.len() <= 256, "{} types", subjects.len());
        subjects
    });
    &SUBJECTS
}

macro_rules! animals {
    ($($name:ident: $type:ty;)*) => {
        fn animals() -> Vec<Subject> {
            vec![$(Subject::same::<$type>()),*]
        }
    };
}

crate::each_animal!(animals);

fn containers() -> Vec<Subject> {
    vec![
        Subject::same::<Vec<u8>>(),
        Subject::same::<Vec<bool>>(),
        Subject::same::<Vec<u32>>(),
        Subject::same::<Vec<i64>>(),
        Subject::same::<Vec<u128>>(),
        Subject::same::<Vec<f32>>(),
        Subject::same::<Vec<f64>>(),
        Subject::same::<Vec<char>>(),
        Subject::same::<Vec<()>>(),
        Subject::same::<Vec<String>>(),
        Subject::same::<Vec<Option<String>>>(),
        Subject::same::<Vec<Vec<u16>>>(),
        Subject::same::<Vec<Inner>>(),
        Subject::same::<Vec<Mixed>>(),
        Subject::same::<Vec<Niches>>(),
        Subject::same::<Vec<Record>>(),
        Subject::same::<Vec<Checked>>(),
        Subject::same::<Vec<Tree>>(),
        Subject::same::<Vec<Json>>(),
        Subject::same::<HashMap<String, u32>>(),
        Subject::same::<HashSet<u64>>(),
        Subject::same::<BTreeSet<String>>(),
        Subject::same::<BTreeMap<u16, Vec<String>>>(),
        Subject::same::<String>(),
    ]
}

fn evolved() -> Vec<Subject> {
    vec![
        Subject::later::<old::World, new::World>(),
        Subject::later::<Vec<old::Player>, Vec<new::Player>>(),
        Subject::later::<Vec<old::Item>, Vec<new::Item>>(),
        Subject::later::<Vec<old::Player>, Vec<new::Names>>(),
        Subject::later::<Vec<new::Event>, Vec<old::Event>>(),
        Subject::later::<Vec<new::Note>, Vec<old::Note>>(),
        Subject::later::<Vec<u16>, Vec<u64>>(),
        Subject::later::<Vec<f32>, Vec<f64>>(),
        Subject::later::<Vec<String>, BTreeSet<String>>(),
        Subject::later::<BTreeSet<u8>, Vec<Option<u32>>>(),
        Subject::later::<Vec<[u16; 3]>, Vec<Vec<i32>>>(),
    ]
}

/// Files of a few values.
fn written<W: Specimen + Encode>(effort: Effort) -> Vec<Vec<u8>> {
    let mut options = SaveOptions::new();
    options.effort(effort);
    specimens::<W>(7, 3).iter().map(|value| options.to_vec(value).expect("a specimen is written")).collect()
}

fn header<W: Specimen + Encode>() -> Header {
    let bytes = persist_core::to_vec(&specimens::<W>(1, 1)[0]).expect("a specimen is written");
    Container::open(&bytes).header
}

/// An error says something.
fn answered<T>(answer: Result<T>) -> Option<T> {
    let told = |error: Error| assert!(!error.to_string().is_empty() && !format!("{error:?}").is_empty());
    answer.map_err(told).ok()
}

/// Loads and verifies. What loads need not verify: a column that is not asked for is stepped over, whatever is in it.
fn look<T: for<'de> Decode<'de>>(bytes: &[u8]) {
    answered(limited().from_slice::<T>(bytes));
    answered(persist_core::verify_slice(bytes));
}

/// Loads, verifies what loads, and saves it again.
fn from_slice<T: Encode + for<'de> Decode<'de>>(bytes: &[u8]) {
    let loaded = answered(limited().from_slice::<T>(bytes));
    let verified = persist_core::verify_slice(bytes);
    let Some(loaded) = loaded else {
        answered(verified);
        return;
    };
    // A set may be loaded as a sequence, in which equal elements are none too many.
    let is_own = || persist_core::inspect_slice(bytes).is_ok_and(|found| found.fingerprint() == T::fingerprint());
    if let Err(error) = verified
        && (!error.to_string().contains(" equals an earlier one") || is_own())
    {
        panic!("loads as {}, and does not verify: {error}", std::any::type_name::<T>());
    }
    let mut options = SaveOptions::new();
    options.canonical(true);
    let again = options.to_vec(&loaded.value).expect("what was loaded can be saved");
    let back: T = persist_core::from_slice(&again).expect("what was saved can be loaded");
    assert_eq!(options.to_vec(&back).expect("and saved again"), again, "it is the same value");
}

fn decode<T: Encode + for<'de> Decode<'de>>(bytes: &[u8]) {
    if let Some(value) = answered(limited().decode::<T>(bytes)) {
        let mut options = SaveOptions::new();
        options.canonical(true);
        let again = options.encode(&value).expect("what was decoded can be encoded");
        let back: T = persist_core::decode(&again).expect("what was encoded can be decoded");
        assert_eq!(options.encode(&back).expect("and encoded again"), again, "it is the same value");
    }
}

/// Reads containers from a stream, and holds each answer against that of the same bytes in memory.
fn read_all<T: for<'de> Decode<'de>>(containers: &[Vec<u8>], behind: &[u8], step: usize) {
    let bytes = [&containers.concat(), behind].concat();
    let mut read = limited().read_all::<T, _>(Trickle(bytes.as_slice(), step));
    for container in containers {
        let expected = limited().from_slice::<T>(container).map(drop).map_err(|error| error.to_string());
        let found = read.next().expect("a container is an item").map(drop).map_err(|error| error.to_string());
        assert_eq!(expected.is_ok(), found.is_ok(), "{expected:?} in memory and {found:?} in a stream");
        if found.is_err() {
            break;
        }
    }
    // Whatever follows has an end.
    assert!(read.take(1 << 12).count() < 1 << 12);
}
