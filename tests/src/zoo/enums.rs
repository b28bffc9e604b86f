//! Enums of every kind of variant.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::num::NonZero;

use persist_core::Persist;

use super::animals::animals;
use super::structs::{Newtype, NoFields, Unit};
use crate::specimen::{Source, Specimen};

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
