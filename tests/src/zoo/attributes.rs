//! Types with attributes, and what these lead to.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::marker::PhantomData;

use persist_core::{Persist, Represent, Unchanged};

use super::animals::animals;
use crate::specimen::{Source, Specimen};

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

pub(super) fn is_anything<T>(_: &T) -> Result<(), String> {
    Ok(())
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
