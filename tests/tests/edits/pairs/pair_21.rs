//! Written by the generator.

use crate::prelude::*;

pub type Old = old::Root;
pub type New = new::RootNow;

pub fn edit(old: Old) -> New {
    edit_root(old)
}

pub mod old {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Root {
        pub f0: Option<Box<Spot>>,
    }
draw_struct!(Root { f0 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item {
        pub f0: u16,
        pub f1: Box<[bool]>,
        pub f2: (Vec<Kind>, f32),
        pub f3: bool,
        pub f4: char,
    }
draw_struct!(Item { f0, f1, f2, f3, f4 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0(Spot, Vec<i16>),
    Never,
    Case1 {
        f0: LinkedList<BTreeSet<u32>>,
        f1: Option<Box<Spot>>,
    },
}
draw_enum!(Kind { Case0 { 0, 1 }, Case1 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: i64,
        pub n1: f64,
        pub n2: u64,
        pub n3: i64,
    }
draw_struct!(Spot { n0, n1, n2, n3 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Root")]
pub struct RootNow {
        pub f0: Option<Box<Spot>>,
    }
same_struct!(RootNow { f0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub bool);

same_struct!(Wrapping2 { 0 });

fn made3(was: (Vec<Kind>, Box<f32>)) -> Result<BTreeMap<u16, (Vec<Kind>, Box<f32>)>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub struct Item {
        pub f4: Box<char>,
        #[persist(since = 6, default)] pub added5: String,
        #[persist(since = 6, default = (3, "x".to_owned()))] pub added6: (u8, String),
        pub f0: RwLock<u16>,
        #[persist(rename = "f1")] pub spelt1: Box<[Wrapping2]>,
        #[persist(rename = "f3")] pub spelt4: Box<Option<bool>>,
        #[persist(was((Vec<Kind>, Box<f32>), until = 5, with = made3))] pub f2: BTreeMap<u16, (Vec<Kind>, Box<f32>)>,
    }
same_struct!(Item { f4, added5, added6, f0, spelt1, spelt4, f2 });

fn made7(was: Box<[i16]>) -> Result<Vec<Box<[i16]>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping9(pub BTreeSet<Box<u32>>);

same_struct!(Wrapping9 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping11(pub Option<RwLock<Box<Spot>>>);

same_struct!(Wrapping11 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 7, removed("Never"))]
pub enum Kind {
    Case0(Spot, #[persist(was(Box<[i16]>, until = 5, with = made7))] Vec<Box<[i16]>>, #[persist(since = 7, default = 0.5)] f64),
    Later13 {
        later: String,
    },
    Case1 {
        #[persist(alias = "f1")] renamed10: Wrapping11,
        #[persist(since = 7, default)] added12: BTreeMap<u8, String>,
        #[persist(rename = "f0")] spelt8: Box<Option<LinkedList<Wrapping9>>>,
    },
    Later14 {
        later: String,
    },
}
same_enum!(Kind { Case0 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Later13 { later a1 a2 }, Case1 { renamed10 a1 a2, added12 b1 b2, spelt8 c1 c2 }, Later14 { later a1 a2 } });

fn upgrade17(this: &mut Spot, from: u32, removed: SpotRemoved) { this.upgraded18 = from; this.kept15 = removed.n0; this.kept16 = removed.n3; }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(n0: i64, n3: i128), upgrade = upgrade17)]
pub struct Spot {
        #[persist(since = 2, default)] pub kept16: Option<i128>,
        pub n2: u64,
        pub n1: f64,
        #[persist(since = 2, default)] pub kept15: Option<i64>,
        #[persist(since = 2, default)] pub upgraded18: u32,
    }
same_struct!(Spot { kept16, n2, n1, kept15, upgraded18 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow { f0: old.f0.map(|x| Box::new(edit_spot((*x)))) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: RwLock::new(old.f0), spelt1: old.f1.into_iter().map(|x| new::Wrapping2(x)).collect(), f2: BTreeMap::from([(3, { let (x0, x1,) = old.f2; (x0.into_iter().map(|x| edit_kind(x)).collect(), Box::new(x1),) })]), spelt4: Box::new(Some(old.f3)), f4: Box::new(old.f4), added5: String::new(), added6: (3, "x".to_owned()) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { 0: x0, 1: x1 } => new::Kind::Case0 { 0: edit_spot(x0), 1: vec![x1.into_iter().map(|x| x).collect()], 2: 0.5 },
        old::Kind::Never {  } => unreachable!(),
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::Kind::Case1 { spelt8: Box::new(Some(xf0.into_iter().map(|x| new::Wrapping9(x.into_iter().map(|x| Box::new(x)).collect())).collect())), renamed10: new::Wrapping11(xf1.map(|x| RwLock::new(Box::new(edit_spot((*x)))))), added12: BTreeMap::new() }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { kept15: Some(old.n0), n1: old.n1, n2: old.n2, kept16: Some(i128::from(old.n3)), upgraded18: 1 }
}
