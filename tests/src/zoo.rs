//! The zoo: types of every shape that the derive knows, each with specimens.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};
use std::convert::Infallible;
use std::error::Error;
use std::fmt::Debug;
use std::marker::PhantomData;
use std::net::IpAddr;
use std::num::{NonZero, Saturating, Wrapping};
use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use persist_core::{Persist, Represent, Unchanged};

use crate::specimen::{Source, Specimen};

/// Declares types that are compared and printed, and gives each its specimens. An enum's first variant must not recurse.
macro_rules! animals {
    () => {};
    ($(#[$of_type:meta])* struct $name:ident; $($rest:tt)*) => {
        #[derive(Persist, Debug, Clone, PartialEq)]
        $(#[$of_type])*
        pub struct $name;

        impl Specimen for $name {
            fn specimen(_: &mut Source) -> Self {
                $name
            }
        }

        animals! { $($rest)* }
    };
    ($(#[$of_type:meta])* struct $name:ident($($(#[$of_field:meta])* $type:ty),* $(,)?); $($rest:tt)*) => {
        #[derive(Persist, Debug, Clone, PartialEq)]
        $(#[$of_type])*
        pub struct $name($($(#[$of_field])* pub $type),*);

        impl Specimen for $name {
            #[allow(unused_variables, reason = "some have no fields")]
            fn specimen(source: &mut Source) -> Self {
                $name($(source.make::<$type>()),*)
            }
        }

        animals! { $($rest)* }
    };
    ($(#[$of_type:meta])* struct $name:ident { $($(#[$of_field:meta])* $field:ident: $type:ty),* $(,)? } $($rest:tt)*) => {
        #[derive(Persist, Debug, Clone, PartialEq)]
        $(#[$of_type])*
        pub struct $name {
            $($(#[$of_field])* pub $field: $type),*
        }

        impl Specimen for $name {
            #[allow(unused_variables, reason = "some have no fields")]
            fn specimen(source: &mut Source) -> Self {
                $name { $($field: source.make::<$type>()),* }
            }
        }

        animals! { $($rest)* }
    };
    ($(#[$of_type:meta])* enum $name:ident { $(
        $(#[$of_variant:meta])*
        $variant:ident
        $(($($(#[$of_part:meta])* $part:ty),* $(,)?))?
        $({ $($(#[$of_field:meta])* $field:ident: $type:ty),* $(,)? })?
        $(= $value:literal)?
    ),* $(,)? } $($rest:tt)*) => {
        #[derive(Persist, Debug, Clone, PartialEq)]
        $(#[$of_type])*
        #[allow(clippy::large_enum_variant, reason = "programs have such enums")]
        pub enum $name { $(
            $(#[$of_variant])*
            $variant
            $(($($(#[$of_part])* $part),*))?
            $({ $($(#[$of_field])* $field: $type),* })?
            $(= $value)?
        ),* }

        impl Specimen for $name {
            fn specimen(source: &mut Source) -> Self {
                source.choose(&[$(
                    |_source| $name::$variant
                        $(($(_source.make::<$part>()),*))?
                        $({ $($field: _source.make::<$type>()),* })?
                ),*])
            }
        }

        animals! { $($rest)* }
    };
}

/// What is not saved: every specimen is the default.
#[derive(Debug, Clone, PartialEq)]
pub struct Cache(pub Vec<u32>);

impl Default for Cache {
    fn default() -> Self {
        Cache(vec![7, 7, 7])
    }
}

impl Specimen for Cache {
    fn specimen(_: &mut Source) -> Self {
        Cache::default()
    }
}

/// A type of some other crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Foreign {
    /// A number.
    pub number: u32,
    /// And its opposite.
    pub opposite: u32,
}

impl Specimen for Foreign {
    fn specimen(source: &mut Source) -> Self {
        let number = source.make();
        Foreign { number, opposite: !number }
    }
}

/// Saves a [`Foreign`] as a number.
pub struct AsNumber;

/// Saves a [`Foreign`] as a text.
pub struct AsText;

type Refusal = Box<dyn Error + Send + Sync>;

impl Represent<Foreign> for AsNumber {
    type Repr = u32;

    fn represent(value: &Foreign) -> Result<u32, Refusal> {
        Ok(value.number)
    }

    fn restore(number: u32) -> Result<Foreign, Refusal> {
        Ok(Foreign { number, opposite: !number })
    }
}

impl Represent<Foreign> for AsText {
    type Repr = String;

    fn represent(value: &Foreign) -> Result<String, Refusal> {
        Ok(value.number.to_string())
    }

    fn restore(text: String) -> Result<Foreign, Refusal> {
        AsNumber::restore(text.parse()?)
    }
}

fn is_even(even: &Even) -> Result<(), String> {
    if even.number % 2 == 0 { Ok(()) } else { Err(format!("{} is odd", even.number)) }
}

fn is_anything<T>(_: &T) -> Result<(), String> {
    Ok(())
}

// ---- structs ----

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

// ---- recursive types ----

animals! {
    struct Tree { name: String, children: Vec<Tree> }
    struct Chain { value: u32, next: Option<Box<Chain>> }
    struct Even1 { value: u8, odd: Option<Box<Odd1>> }
    struct Odd1 { value: String, evens: Vec<Even1> }
    struct Folder { files: BTreeMap<String, u64>, folders: HashMap<String, Folder> }
    struct SharedTree { value: u16, children: Vec<Rc<SharedTree>> }
    struct Slots { value: u8, inner: [Option<Box<Slots>>; 2] }
    struct CellTree { value: Cell<u8>, next: Option<Rc<RefCell<CellTree>>> }
    struct Deque { value: bool, inner: VecDeque<Deque>, list: LinkedList<Deque>, boxed: Box<[Deque]> }
    enum Expression {
        Number(i64),
        Name(String),
        Negative(Box<Expression>),
        Sum { left: Box<Expression>, right: Box<Expression> },
        Call(String, Vec<Expression>),
    }
    enum Json {
        Null,
        Flag(bool),
        Number(f64),
        Text(String),
        List(Vec<Json>),
        Object(BTreeMap<String, Json>),
    }
}

// ---- enums ----

animals! {
    enum Single { Only }
    enum SingleWithFields { Only { a: u8, b: String } }
    #[derive(Copy)]
    enum Fieldless { A, B, C, D, E }
    enum Mixed { Unit, Tuple(u8, String), Named { a: Option<u32>, b: bool }, Empty {}, NoParts(), Another }
    enum Discriminants { A = 10, B = -3, C = 100, D }
    #[repr(u8)] enum OfBytes { A(u8) = 7, B { text: String } = 200, C = 255 }
    #[repr(C)] enum InC { A(u64), B, C(Vec<u8>) }
    #[repr(C, u16)] enum InCOfShorts { A { a: u8, b: u64 }, B(Box<str>) }
    enum Niches { Boxed(Box<u32>), None, Never, Again }
    enum NicheInside { Text(String), Empty, Full }
    enum NicheOfNiche { Inner(Option<NicheInside>), Flag(Option<bool>), Zero(Option<NonZero<u8>>), Letter(Option<char>) }
    enum OneNiche { Value(NonZero<u32>), Nothing }
    enum Wide {
        Small,
        Large(
            u8, u16, u32, u64, i8, i16, i32, i64, bool, char, String, Vec<u8>, Option<u8>, f32, f64, u128, i128, (), Unit, Newtype,
            u8, u16, u32, u64, i8, i16, i32, i64, bool, char, String, Vec<u8>, Option<u8>, f32, f64, u128, i128, (), Unit, Newtype,
        ),
    }
    enum OfEnums { A(Fieldless), B(Mixed), C(Option<Niches>), D { list: Vec<Fieldless>, map: BTreeMap<u8, Mixed> } }
    enum OfNothing { A(()), B(Unit, [u8; 0]), C { a: NoFields } }
    enum Unequal { Tiny(u8), Huge([u64; 40]), Owned(Vec<String>) }
    enum Sequence { Bytes(Vec<u8>), Numbers(Vec<u32>), Flags(Vec<bool>), Nothing(Vec<()>) }
    struct Fields { a: Fieldless, b: Mixed, c: Option<Fieldless>, d: Vec<Option<Niches>>, e: [Discriminants; 3] }
}

// ---- attributes ----

animals! {
    #[persist(version = 3, rename = "Something else")]
    struct Renamed { #[persist(rename = "a field")] field: u8, #[persist(rename = "field")] other: String }
    #[persist(rename_all = "camelCase")]
    struct RenamedAll { first_field: u8, second_field: Vec<u8> }
    #[persist(rename_all = "kebab-case")]
    enum RenamedVariants { FirstVariant, #[persist(rename = "Zweite")] SecondVariant(u8), ThirdVariant { a: u8 } }
    struct Skipped { a: u8, #[persist(skip)] cache: Cache, b: String, #[persist(skip, default = Cache(vec![7, 7, 7]))] other: Cache }
    struct AllSkipped { #[persist(skip)] cache: Cache, #[persist(skip)] other: Cache }
    enum SkippedInside {
        A { #[persist(skip)] cache: Cache },
        B(u8, #[persist(skip)] Cache, String),
        C,
    }
    struct Defaults { #[persist(default)] a: u8, #[persist(default = "x".to_owned())] b: String }
    struct Represented {
        #[persist(with = AsNumber)] a: Foreign,
        #[persist(with = AsText)] b: Foreign,
        #[persist(with = Vec<AsText>)] c: Vec<Foreign>,
        #[persist(with = Option<Box<AsNumber>>)] d: Option<Box<Foreign>>,
        #[persist(with = BTreeMap<Unchanged, AsNumber>)] e: BTreeMap<u8, Foreign>,
    }
    struct RepresentedMap { #[persist(with = HashMap<AsText, Unchanged>)] map: HashMap<Foreign, String> }
    enum RepresentedInside { Nothing, Foreign(#[persist(with = AsText)] Foreign), Named { #[persist(with = AsNumber)] a: Foreign, b: u8 } }
    #[persist(transparent)]
    struct Transparent(u32);
    #[persist(transparent)]
    struct TransparentText { text: String }
    #[persist(transparent)]
    struct TransparentWith { #[persist(with = AsNumber)] foreign: Foreign }
    #[persist(transparent)]
    struct TransparentBeside { nothing: PhantomData<u8>, list: Vec<String>, #[persist(skip)] cache: Cache }
    #[persist(transparent, validate = is_anything)]
    struct TransparentChecked(u32);
    #[persist(transparent, validate = is_anything)]
    struct TransparentCheckedList(Vec<String>);
    #[persist(validate = is_anything)]
    struct Checked { a: String, b: Vec<u8> }
    #[persist(validate = is_anything)]
    enum CheckedEnum { A, B(String), C { a: u8 } }
    #[persist(validate = is_anything)]
    enum CheckedFieldless { A, B, C }
    #[derive(Copy)]
    #[persist(plain)]
    #[repr(C)]
    struct Record { a: u64, b: f32, c: [u8; 4] }
    #[derive(Copy)]
    #[persist(plain)]
    #[repr(C)]
    struct RecordOfRecords { a: Record, b: [Record; 2], c: i128 }
    #[derive(Copy)]
    #[persist(plain)]
    #[repr(transparent)]
    struct RecordOfOne(u16);
    #[derive(Copy)]
    #[persist(plain)]
    #[repr(C)]
    struct AllNumbers { a: u128, b: i128, c: u64, d: i64, e: f64, f: u32, g: i32, h: f32, i: u16, j: i16, k: u8, l: i8, m: [u8; 22] }
    struct OfRecords { a: Record, b: Vec<Record>, c: Option<RecordOfRecords>, d: HashMap<u8, RecordOfOne>, e: [RecordOfOne; 7], f: Vec<Vec<AllNumbers>> }
}

/// A type that is saved as another.
#[derive(Persist, Debug, Clone, PartialEq, Eq, Hash)]
#[persist(from = "(u8, String)", into = "(u8, String)")]
pub struct Converted {
    first: String,
    second: u8,
}

impl From<(u8, String)> for Converted {
    fn from((second, first): (u8, String)) -> Self {
        Converted { first, second }
    }
}

impl From<Converted> for (u8, String) {
    fn from(converted: Converted) -> Self {
        (converted.second, converted.first)
    }
}

impl Specimen for Converted {
    fn specimen(source: &mut Source) -> Self {
        source.make::<(u8, String)>().into()
    }
}

/// A number that is saved as one, and does not take every one.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(try_from = "u32", into = "u32")]
pub struct Limited(u32);

impl TryFrom<u32> for Limited {
    type Error = String;

    fn try_from(number: u32) -> Result<Self, String> {
        if number == u32::MAX { Err("too much".to_owned()) } else { Ok(Limited(number)) }
    }
}

impl From<Limited> for u32 {
    fn from(limited: Limited) -> Self {
        limited.0
    }
}

impl Specimen for Limited {
    fn specimen(source: &mut Source) -> Self {
        Limited(source.make::<u32>().min(u32::MAX - 1))
    }
}

/// A list that is saved as another kind of list.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(from = "Vec<u16>", into = "Vec<u16>", validate = is_anything)]
pub struct ConvertedList(VecDeque<u16>);

impl From<Vec<u16>> for ConvertedList {
    fn from(list: Vec<u16>) -> Self {
        ConvertedList(list.into())
    }
}

impl From<ConvertedList> for Vec<u16> {
    fn from(list: ConvertedList) -> Self {
        list.0.into()
    }
}

impl Specimen for ConvertedList {
    fn specimen(source: &mut Source) -> Self {
        source.make::<Vec<u16>>().into()
    }
}

/// A type with a condition.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(validate = is_even)]
pub struct Even {
    number: u32,
    text: String,
}

impl Specimen for Even {
    fn specimen(source: &mut Source) -> Self {
        Even { number: source.make::<u32>() & !1, text: source.make() }
    }
}

/// An enum with a variant that has no values.
#[derive(Persist, Debug, Clone, PartialEq)]
pub enum Never {
    /// This one has.
    Value(u8),
    /// And this one has none.
    Impossible(Infallible, String),
}

impl Specimen for Never {
    fn specimen(source: &mut Source) -> Self {
        Never::Value(source.make())
    }
}

// ---- packed ----

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

// ---- generic types ----

/// Two types.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct Pair<A, B = A> {
    a: A,
    b: Vec<B>,
}

impl<A: Specimen, B: Specimen> Specimen for Pair<A, B> {
    fn specimen(source: &mut Source) -> Self {
        Pair { a: source.make(), b: source.make() }
    }
}

/// A type, a number and a where clause.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct Grid<T, const W: usize, const H: usize = 2>
where
    T: Debug + Clone,
{
    cells: [[T; W]; H],
    marker: PhantomData<fn() -> T>,
}

impl<T: Specimen + Debug + Clone, const W: usize, const H: usize> Specimen for Grid<T, W, H> {
    fn specimen(source: &mut Source) -> Self {
        Grid { cells: source.make(), marker: PhantomData }
    }
}

/// An enum with parameters.
#[derive(Persist, Debug, Clone, PartialEq)]
pub enum Either<L, R> {
    /// One.
    Left(L),
    /// Or the other.
    Right {
        /// Its value.
        right: R,
    },
    /// Or neither.
    Neither,
}

impl<L: Specimen, R: Specimen> Specimen for Either<L, R> {
    fn specimen(source: &mut Source) -> Self {
        source.choose(&[
            |_| Either::Neither,
            |source| Either::Left(source.make()),
            |source| Either::Right { right: source.make() },
        ])
    }
}

/// A recursive type with a parameter.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct Branch<T> {
    value: T,
    left: Option<Box<Branch<T>>>,
    right: Option<Box<Branch<T>>>,
}

impl<T: Specimen> Specimen for Branch<T> {
    fn specimen(source: &mut Source) -> Self {
        Branch { value: source.make(), left: source.make(), right: source.make() }
    }
}

/// A type that saves an associated type.
pub trait Kind {
    /// What is saved.
    type Saved: Debug + Clone + PartialEq;
}

impl Kind for u8 {
    type Saved = String;
}

/// Saves what its kind says.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct Projected<K: Kind> {
    saved: K::Saved,
    list: Vec<K::Saved>,
}

impl<K: Kind<Saved: Specimen>> Specimen for Projected<K> {
    fn specimen(source: &mut Source) -> Self {
        Projected { saved: source.make(), list: source.make() }
    }
}

/// Borrowed text, for values that are only lent to a save.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub struct Lent<'a> {
    /// A name.
    pub name: &'a str,
    /// Bytes.
    pub bytes: &'a [u8],
    /// Something else.
    pub number: u32,
}

/// Calls a macro with every animal: `name: Type;` each.
#[macro_export]
macro_rules! each_animal {
    ($call:ident) => {
        $call! {
            unit: Unit;
            no_fields: NoFields;
            no_parts: NoParts;
            one_byte: OneByte;
            integers: Integers;
            floats: Floats;
            texts: Texts;
            flags: Flags;
            inner: Inner;
            outer: Outer;
            parts: Parts;
            newtype: Newtype;
            text_newtype: TextNewtype;
            tuples: Tuples;
            options: Options;
            options_of_options: OptionsOfOptions;
            sequences: Sequences;
            nested: Nested;
            maps: Maps;
            sets: Sets;
            map_of_units: MapOfUnits;
            arrays: Arrays;
            large_arrays: LargeArrays;
            arrays_of_owners: ArraysOfOwners;
            lists: Lists;
            boxes: Boxes;
            shared: Shared;
            cells: Cells;
            results: Results;
            ranges: Ranges;
            times: Times;
            addresses: Addresses;
            not_zero: NotZero;
            wrappers: Wrappers;
            paths: Paths;
            cows: Cows;
            many_fields: ManyFields;
            raw_names: RawNames;
            in_order: InOrder;
            aligned: Aligned;
            through: Through;
            of_aligned: OfAligned;
            tree: Tree;
            chain: Chain;
            mutual: Even1;
            folder: Folder;
            shared_tree: SharedTree;
            slots: Slots;
            cell_tree: CellTree;
            deque: Deque;
            expression: Expression;
            json: Json;
            single: Single;
            single_with_fields: SingleWithFields;
            fieldless: Fieldless;
            mixed: Mixed;
            discriminants: Discriminants;
            of_bytes: OfBytes;
            in_c: InC;
            in_c_of_shorts: InCOfShorts;
            niches: Niches;
            niche_inside: NicheInside;
            niche_of_niche: NicheOfNiche;
            one_niche: OneNiche;
            wide: Wide;
            of_enums: OfEnums;
            of_nothing: OfNothing;
            unequal: Unequal;
            never: Never;
            sequence: Sequence;
            fields: Fields;
            renamed: Renamed;
            renamed_all: RenamedAll;
            renamed_variants: RenamedVariants;
            skipped: Skipped;
            all_skipped: AllSkipped;
            skipped_inside: SkippedInside;
            defaults: Defaults;
            represented: Represented;
            represented_inside: RepresentedInside;
            transparent: Transparent;
            transparent_text: TransparentText;
            transparent_with: TransparentWith;
            transparent_beside: TransparentBeside;
            transparent_checked: TransparentChecked;
            transparent_checked_list: TransparentCheckedList;
            checked: Checked;
            checked_enum: CheckedEnum;
            checked_fieldless: CheckedFieldless;
            record: Record;
            record_of_records: RecordOfRecords;
            record_of_one: RecordOfOne;
            all_numbers: AllNumbers;
            of_records: OfRecords;
            converted: Converted;
            limited: Limited;
            converted_list: ConvertedList;
            even: Even;
            packed: Packed;
            packed_in_pairs: PackedInPairs;
            pair: Pair<u8, String>;
            pair_of_one: Pair<bool>;
            grid: Grid<u16, 3>;
            grid_of_texts: Grid<String, 2, 1>;
            either: Either<String, Vec<u8>>;
            either_of_both: Either<Either<u8, bool>, Box<u32>>;
            branch: Branch<String>;
            projected: Projected<u8>;
        }
    };
}
