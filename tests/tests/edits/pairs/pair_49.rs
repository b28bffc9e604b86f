//! Written by the generator.

use crate::prelude::*;

pub type Old = old::Root;
pub type New = new::Root;

pub fn edit(old: Old) -> New {
    edit_root(old)
}

pub mod old {
    use super::*;

#[derive(Persist, Debug)]
pub struct Root {
        pub f0: HashMap<char, Option<i32>>,
        pub f1: Spot,
        pub f2: Spot,
    }
draw_struct!(Root { f0, f1, f2 });

#[derive(Persist, Debug)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0([Spot; 2], BTreeMap<i32, Vec<Spot>>),
    Case1 {
        f0: Vec<Spot>,
        f1: String,
        f2: Option<BTreeMap<i64, bool>>,
    },
    Case2,
}
draw_enum!(Kind { Case0 { 0, 1 }, Case1 { f0, f1, f2 }, Case2 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: [u16; 2],
        pub n1: i16,
    }
draw_struct!(Spot { n0, n1 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub i64);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Root {
        #[persist(alias = "f0")] pub renamed1: Box<BTreeMap<char, Option<Wrapping2>>>,
        pub f2: SpotNow,
        #[persist(since = 3, default)] pub added4: String,
        #[persist(rename = "f1")] pub spelt3: RefCell<SpotNow>,
    }
same_struct!(Root { renamed1, f2, added4, spelt3 });

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Item")]
pub struct ItemNow {
        #[persist(skip, default = 0.5)] pub added9: f64,
        #[persist(since = 3, default)] pub added7: String,
        #[persist(since = 3, default)] pub added6: String,
        #[persist(since = 3, default = (3, "x".to_owned()))] pub added8: (u8, String),
        #[persist(since = 3, default)] pub added5: BTreeMap<u8, String>,
    }
same_struct!(ItemNow { added9, added7, added6, added8, added5 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping10(pub Option<SpotNow>);

same_struct!(Wrapping10 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping11(pub Box<[Wrapping10]>);

same_struct!(Wrapping11 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping12(pub Option<SpotNow>);

same_struct!(Wrapping12 { 0 });

fn made14(was: String) -> BTreeMap<u16, String> { BTreeMap::from([(3, was)]) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping15(pub HashMap<i64, Box<Option<bool>>>);

same_struct!(Wrapping15 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 4, alias = "Kind")]
pub enum KindNow {
    #[persist(alias = "Case0")]
    Renamed13(Wrapping11, BTreeMap<i32, RwLock<Vec<Wrapping12>>>, #[persist(since = 4, default)] BTreeMap<u8, String>),
    #[persist(alias = "Case1")]
    Renamed19 {
        #[persist(since = 4, default = 7)] added18: u32,
        #[persist(was(String, until = 2, with = made14))] f1: BTreeMap<u16, String>,
        f2: Option<Wrapping15>,
        #[persist(since = 4, default)] added17: BTreeMap<u8, String>,
        #[persist(since = 4, default = vec![1, 2])] added16: Vec<u16>,
        f0: Vec<Box<SpotNow>>,
    },
    Case2 {
        #[persist(since = 4, default = vec![1, 2])] added20: Vec<u16>,
        #[persist(skip, default = 7)] added22: u32,
        #[persist(default = 7)] added23: u32,
        #[persist(since = 4, default = vec![1, 2])] added21: Vec<u16>,
    },
}
same_enum!(KindNow { Renamed13 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Renamed19 { added18 a1 a2, f1 b1 b2, f2 c1 c2, added17 d1 d2, added16 e1 e2, f0 f1 f2 }, Case2 { added20 a1 a2, added22 b1 b2, added23 c1 c2, added21 d1 d2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 4, alias = "Spot", plain)]
#[repr(C)]
pub struct SpotNow {
        pub n0: [u32; 2],
        pub n1: i32,
    }
same_struct!(SpotNow { n0, n1 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { renamed1: Box::new(old.f0.into_iter().map(|(key, x)| (key, x.map(|x| new::Wrapping2(i64::from(x))))).collect()), spelt3: RefCell::new(edit_spot(old.f1)), f2: edit_spot(old.f2), added4: String::new() }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { added5: BTreeMap::new(), added6: String::new(), added7: String::new(), added8: (3, "x".to_owned()), added9: 0.5 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { 0: x0, 1: x1 } => new::KindNow::Renamed13 { 0: new::Wrapping11(x0.into_iter().map(|x| new::Wrapping10(Some(edit_spot(x)))).collect()), 1: x1.into_iter().map(|(key, x)| (key, RwLock::new(x.into_iter().map(|x| new::Wrapping12(Some(edit_spot(x)))).collect()))).collect(), 2: BTreeMap::new() },
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Renamed19 { f0: xf0.into_iter().map(|x| Box::new(edit_spot(x))).collect(), f1: BTreeMap::from([(3, xf1)]), f2: xf2.map(|x| new::Wrapping15(x.into_iter().map(|(key, x)| (key, Box::new(Some(x)))).collect())), added16: vec![1, 2], added17: BTreeMap::new(), added18: 7 },
        old::Kind::Case2 {  } => new::KindNow::Case2 { added20: vec![1, 2], added21: vec![1, 2], added22: 7, added23: 7 }, }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { n0: old.n0.map(u32::from), n1: i32::from(old.n1) }
}
