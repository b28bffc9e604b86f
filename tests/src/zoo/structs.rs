//! Structs of every kind of field, packed ones too.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};
use std::net::IpAddr;
use std::num::{NonZero, Saturating, Wrapping};
use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use persist_core::Persist;

use super::animals::animals;
use super::enums::Fieldless;
use crate::specimen::{Source, Specimen};

animals! {
    struct Unit;
    struct NoFields {}
    struct NoParts();
    struct OneByte { a: u8 }
    struct Integers { a: u8, b: u16, c: u32, d: u64, e: u128, f: i8, g: i16, h: i32, i: i64, j: i128, k: usize, l: isize }
    struct Floats { a: f32, b: f64 }
    struct Texts { a: String, b: Box<str>, c: Rc<str>, d: Arc<str>, e: Cow<'static, str>, f: char }
    struct Flags { a: bool, b: bool, c: bool, d: (), e: bool }
    struct Inner { name: String, at: (f64, f64), tags: Vec<String> }
    struct Outer { first: Inner, number: u64, second: Inner, last: OneByte }
    struct Parts(u8, String, (u16, bool), Unit);
    struct Newtype(u32);
    struct TextNewtype(String);
    struct Tuples { a: (u8,), b: ((i32, String), ((), char)), c: (u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, String) }
    struct Options { a: Option<u32>, b: Option<String>, c: Option<Box<Inner>>, d: Option<NonZero<u8>>, e: Option<()> }
    struct OptionsOfOptions { a: Option<Option<bool>>, b: Option<Option<Option<String>>>, c: Vec<Option<Option<u8>>> }
    struct Sequences { a: Vec<u8>, b: Vec<u64>, c: Vec<String>, d: Vec<bool>, e: Vec<()>, f: Box<[i16]>, g: Arc<[f32]> }
    struct Nested { a: Vec<Vec<Vec<u16>>>, b: Vec<Vec<String>>, c: VecDeque<Vec<Option<String>>> }
    struct Maps { a: HashMap<String, u32>, b: BTreeMap<u8, String>, c: HashMap<u16, HashMap<u8, bool>>, d: BTreeMap<(u8, char), Vec<u8>> }
    struct Sets { a: HashSet<u64>, b: BTreeSet<String>, c: BTreeSet<Vec<u8>> }
    struct MapOfUnits { a: HashMap<u8, ()>, b: BTreeMap<String, Unit> }
    struct Arrays { a: [u8; 16], b: [String; 3], c: [[u16; 2]; 3], d: [Option<u8>; 5], e: [u32; 0], f: [Unit; 9] }
    struct ShortArrays { a: [Option<u8>; 1], b: [Option<(u8, u8)>; 1], c: [char; 2], d: [bool; 3], e: [NonZero<u8>; 2], f: [f32; 3] }
    struct LargeArrays { a: [u8; 300], b: [u32; 270] }
    struct ArraysOfOwners { a: [Vec<u8>; 4], b: [Box<Inner>; 2], c: [(String, u8); 3] }
    struct Lists { a: LinkedList<u32>, b: VecDeque<String>, c: VecDeque<u8> }
    struct Boxes { a: Box<u32>, b: Box<String>, c: Box<Vec<Box<u8>>>, d: Box<()>, e: Vec<Box<[String]>> }
    struct Shared { a: Rc<String>, b: Arc<u32>, c: Vec<Rc<Inner>>, d: Option<Arc<[u8; 3]>> }
    struct Cells { a: Cell<u32>, b: RefCell<String>, c: Vec<RefCell<Vec<u8>>>, d: Option<Box<Cell<bool>>> }
    struct Results { a: Result<u32, String>, b: Vec<Result<Vec<u8>, bool>>, c: Result<(), ()> }
    struct Ranges { a: Range<u32>, b: Vec<Range<i64>> }
    struct Times { a: Duration, b: SystemTime, c: Option<Duration> }
    struct Addresses { a: IpAddr, b: Vec<IpAddr> }
    struct NotZero { a: NonZero<u8>, b: NonZero<i64>, c: Vec<NonZero<u32>> }
    struct Wrappers { a: Wrapping<u32>, b: Saturating<i16>, c: Reverse<String>, d: Vec<Wrapping<u8>> }
    struct Paths { a: PathBuf, b: Vec<PathBuf> }
    struct Cows { a: Cow<'static, [u32]>, b: Cow<'static, [String]>, c: Cow<'static, str> }
    struct ManyFields {
        a0: u8, a1: u16, a2: u32, a3: u64, a4: i8, a5: i16, a6: i32, a7: i64, a8: bool, a9: char,
        b0: u8, b1: u16, b2: u32, b3: u64, b4: i8, b5: i16, b6: i32, b7: i64, b8: bool, b9: char,
        c0: u8, c1: u16, c2: u32, c3: u64, c4: i8, c5: i16, c6: i32, c7: i64, c8: bool, c9: char,
        d0: String, d1: String, d2: Vec<u8>, d3: Option<u8>, d4: f32, d5: f64, d6: u128, d7: Unit, d8: (u8, u8), d9: [u8; 3],
    }
    struct RawNames { r#type: u8, r#match: String, r#fn: Option<bool> }
    #[repr(C)] struct InOrder { a: u8, b: u64, c: u8, d: String }
    #[repr(align(64))] struct Aligned { a: u8, b: String }
    #[repr(transparent)] struct Through(Vec<u16>);
    struct OfAligned { a: u8, b: Aligned, c: Vec<Aligned>, d: Option<Box<Aligned>>, e: HashMap<u8, Aligned> }
}

/// Fields that lie anywhere.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[repr(C, packed)]
pub struct Packed {
    a: u8,
    b: u64,
    c: (u16, bool),
    d: Fieldless,
    e: Option<u32>,
}

impl Specimen for Packed {
    fn specimen(source: &mut Source) -> Self {
        Packed { a: source.make(), b: source.make(), c: source.make(), d: source.make(), e: source.make() }
    }
}

/// Fields that lie at even places.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[repr(packed(2))]
#[allow(clippy::repr_packed_without_abi, reason = "programs have such structs")]
pub struct PackedInPairs(u8, u32, [u16; 3], f64);

impl Specimen for PackedInPairs {
    fn specimen(source: &mut Source) -> Self {
        PackedInPairs(source.make(), source.make(), source.make(), source.make())
    }
}
