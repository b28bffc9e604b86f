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
#[persist(version = 5)]
pub enum Root {
    Case0,
    Case1 {
        f0: Mutex<i64>,
    },
    Case2 {
        f0: f32,
        f1: Option<Wrapped0>,
        f2: BTreeSet<u64>,
    },
}
draw_enum!(Root { Case0 {  }, Case1 { f0 }, Case2 { f0, f1, f2 } });

#[derive(Persist, Debug)]
pub struct Item(pub Box<[Option<String>]>, pub u32);
draw_struct!(Item { 0, 1 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0,
    Case1,
    Case2 {
        f0: LinkedList<u8>,
        f1: LinkedList<String>,
        f2: i64,
    },
    Case3,
}
draw_enum!(Kind { Case0 {  }, Case1 {  }, Case2 { f0, f1, f2 }, Case3 {  } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: f64,
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub String);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub i64);

same_struct!(Wrapping1 { 0 });

fn gone3(gone: (Wrapping1,)) -> Root { Root::Was2(gone) }

fn made4(was: f32) -> Vec<f32> { vec![was] }

fn made5(was: BTreeSet<Box<i128>>) -> Result<BTreeMap<u16, BTreeSet<Box<i128>>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 6, removed(Case1: (Wrapping1,), with = gone3))]
pub enum Root {
    Later7 {
        later: String,
    },
    Case2 {
        #[persist(was(BTreeSet<Box<i128>>, until = 5, with = made5))] f2: BTreeMap<u16, BTreeSet<Box<i128>>>,
        #[persist(skip, default)] added6: BTreeMap<u8, String>,
        f1: Option<String>,
        #[persist(was(f32, until = 5, with = made4))] f0: Vec<f32>,
    },
    Case0,
    Was2((Wrapping1,)),
}
same_enum!(Root { Later7 { later a1 a2 }, Case2 { f2 a1 a2, added6 b1 b2, f1 c1 c2, f0 d1 d2 }, Case0 {  }, Was2 { 0 a1 a2 } });

fn made8(was: i128) -> Result<BTreeMap<u16, i128>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item(pub RwLock<Option<Box<[Option<String>]>>>, #[persist(was(i128, until = 1, with = made8))] pub BTreeMap<u16, i128>, #[persist(since = 2, default = 0.5)] pub f64);
same_struct!(Item { 0, 1, 2 });

fn upgrade16(this: &mut Kind, from: u32) { if matches!(this, Kind::Renamed11) { *this = Kind::Upgraded15(from); } }

#[derive(Persist, Debug)]
#[persist(version = 2, upgrade = upgrade16)]
pub enum Kind {
    Upgraded15(u32),
    Case2 {
        f2: Box<i128>,
        #[persist(default)] added13: Option<Box<String>>,
        #[persist(alias = "f1")] renamed12: LinkedList<String>,
        f0: Box<Option<LinkedList<u8>>>,
    },
    #[persist(alias = "Case1")]
    Renamed11,
    Case3,
    Later14 {
        later: String,
    },
    #[persist(alias = "Case0")]
    Renamed10 {
        #[persist(skip, default)] added9: String,
    },
}
same_enum!(Kind { Upgraded15 { 0 a1 a2 }, Case2 { f2 a1 a2, added13 b1 b2, renamed12 c1 c2, f0 d1 d2 }, Renamed11 {  }, Case3 {  }, Later14 { later a1 a2 }, Renamed10 { added9 a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 1, plain)]
#[repr(C)]
pub struct Spot {
        pub n0: f64,
    }
same_struct!(Spot { n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match old { old::Root::Case0 {  } => new::Root::Case0 {  },
        old::Root::Case1 { f0: xf0 } => new::Root::Was2((new::Wrapping1(xf0.into_inner().unwrap()),)),
        old::Root::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::Root::Case2 { f0: vec![xf0], f1: xf1.map(|x| x.0), f2: BTreeMap::from([(3, xf2.into_iter().map(|x| Box::new(i128::from(x))).collect())]), added6: BTreeMap::new() }, }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: RwLock::new(Some(old.0.into_iter().map(|x| x.map(|x| x)).collect())), 1: BTreeMap::from([(3, i128::from(old.1))]), 2: 0.5 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Case0 {  } => new::Kind::Renamed10 { added9: String::new() },
        old::Kind::Case1 {  } => new::Kind::Renamed11 {  },
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case2 { f0: Box::new(Some(xf0)), renamed12: xf1, f2: Box::new(i128::from(xf2)), added13: None },
        old::Kind::Case3 {  } => new::Kind::Case3 {  }, } { new::Kind::Renamed11 => new::Kind::Upgraded15(1), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: f64::from(old.n0) }
}
