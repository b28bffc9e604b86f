//! A pair under test: what is loaded is what the edits make by hand, and damage is an error or a
//! value.

use std::fmt::Debug;

use persist_core::{
    Decode, Describe, Effort, Encode, ErrorKind, SaveOptions, Schemas, from_reader, from_slice, to_vec,
};
use tests::memory::{peak, without_large_allocations};

use crate::draw::{Draw, Same};
use crate::random::Random;

/// One case: which values, how many, and how they are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) seed: u64,
    pub(crate) rows: usize,
    pub(crate) effort: Effort,
}

impl Case {
    fn values<O: Draw>(self) -> Vec<O> {
        let mut random = Random::new(self.seed);
        (0..self.rows).map(|_| O::draw(&mut random)).collect()
    }

    fn options(self) -> SaveOptions {
        let mut options = SaveOptions::new();
        options.effort(self.effort);
        options
    }
}

/// A registry that knows the earlier type, alone and in a list; it has been written out and read.
fn registry<O: Describe>() -> Schemas {
    let mut schemas = Schemas::new();
    schemas.register::<O>().unwrap();
    schemas.register::<Vec<O>>().unwrap();
    from_slice(&to_vec(&schemas).unwrap()).unwrap()
}

/// Loads values of the earlier type in every way there is, and compares them with what `edit` makes
/// of them.
pub(crate) fn loads_as_edited<O, N>(case: Case, edit: fn(O) -> N)
where
    O: Draw + Encode + Debug,
    N: Same + for<'de> Decode<'de> + Debug,
{
    let old: Vec<O> = case.values();
    let (options, schemas) = (case.options(), registry::<O>());
    let file = options.to_vec(&old).unwrap();
    let bare = options.encode(&old).unwrap();
    let short = schemas.encode(&old).unwrap();
    let singles: Vec<[Vec<u8>; 3]> = old
        .iter()
        .take(4)
        .map(|one| [options.to_vec(one).unwrap(), options.encode(one).unwrap(), schemas.encode(one).unwrap()])
        .collect();
    let expected: Vec<N> = old.into_iter().map(edit).collect();
    let same = |loaded: persist_core::Result<Vec<N>>, what: &str| {
        let loaded = loaded.unwrap_or_else(|error| panic!("{what}, {case:?}: {error}"));
        assert_eq!(loaded.len(), expected.len(), "{what}, {case:?}");
        for (row, (loaded, expected)) in loaded.iter().zip(&expected).enumerate() {
            assert!(loaded.same(expected), "{what}, {case:?}, row {row}:\n{loaded:?}\nis not\n{expected:?}");
        }
    };
    same(from_slice(&file), "a file");
    same(from_reader(file.as_slice()), "a stream");
    same(schemas.decode(&bare), "bare values");
    // A second time, by the plan that is kept.
    same(schemas.decode(&short), "bare values behind an id");
    same(schemas.decode::<std::collections::VecDeque<N>>(&short).map(Vec::from), "another list");
    for ([file, bare, short], expected) in singles.iter().zip(&expected) {
        let loaded = [from_slice::<N>(file), schemas.decode(bare), schemas.decode(short)];
        for one in loaded {
            let one = one.unwrap_or_else(|error| panic!("one, {case:?}: {error}"));
            assert!(one.same(expected), "one, {case:?}:\n{one:?}\nis not\n{expected:?}");
        }
        assert!(schemas.decode::<Option<N>>(short).unwrap().unwrap().same(expected), "an option of one, {case:?}");
    }
}

/// The most bytes that damaged input may have a thread hold. A few bytes can be a list of millions of
/// values that have nothing in the file and much in memory; what such lists take is limited by
/// `max_memory`, 1 GiB here, and their defaults come on top.
const MOST: usize = 5 << 28;

/// Pieces of memory that are larger are refused, so that such lists end early.
const LARGEST: usize = 16 << 20;

/// Cuts and changes the bare bytes of values: each is an error or a value.
pub(crate) fn survives_damage<O, N>(case: Case, flips: usize)
where
    O: Draw + Encode + Debug,
    N: for<'de> Decode<'de>,
{
    let (old, schemas): (Vec<O>, _) = (case.values(), registry::<O>());
    let bytes = case.options().encode(&old).unwrap();
    let read = |bytes: &[u8], what: &dyn Fn() -> String| {
        let (read, most) = peak(|| {
            let read = without_large_allocations(LARGEST, || schemas.decode::<Vec<N>>(bytes));
            read.map(drop).map_err(|error| error.kind())
        });
        assert!(most < MOST, "{}, {case:?}: {most} bytes", what());
        assert_ne!(read, Err(ErrorKind::Incompatible), "{}, {case:?}", what());
        read
    };
    for len in (0..bytes.len()).step_by(bytes.len().div_ceil(flips + 20)) {
        let read = read(&bytes[..len], &|| format!("cut to {len}"));
        assert!(read.is_err(), "cut to {len} of {}, {case:?}", bytes.len());
    }
    let mut random = Random::new(case.seed ^ 1);
    for _ in 0..flips {
        let mut bytes = bytes.clone();
        // The fingerprint is left alone.
        if bytes.len() == 8 {
            return;
        }
        let changes = 1 + random.below(3);
        for _ in 0..changes {
            let at = 8 + random.below(bytes.len() - 8);
            match random.below(3) {
                0 => bytes[at] ^= 1 << random.below(8),
                1 => bytes[at] = random.pick(&[0, 1, 0x7f, 0x80, 0xff]),
                _ => bytes[at] = random.next() as u8,
            }
        }
        let _ = read(&bytes, &|| format!("{bytes:x?}"));
    }
}
