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
pub struct Root(pub i16, pub u16);
draw_struct!(Root { 0, 1 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item {
        pub f0: bool,
        pub f1: RwLock<bool>,
        pub f2: Option<LinkedList<Option<i16>>>,
    }
draw_struct!(Item { f0, f1, f2 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0,
    Case1 {
        f0: HashMap<(i8, char), Option<Spot>>,
    },
    Case2,
}
draw_enum!(Kind { Case0 {  }, Case1 { f0 }, Case2 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
pub struct Spot {
        pub n0: [i32; 2],
        pub n1: [u32; 2],
    }
draw_struct!(Spot { n0, n1 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 2, rename = "Root")]
pub struct RootNow(pub i128, pub i64);
same_struct!(RootNow { 0, 1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub RwLock<Box<bool>>);

same_struct!(Wrapping1 { 0 });

fn made2(was: Wrapping1) -> Result<BTreeMap<u16, Wrapping1>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made3(was: Box<Option<Box<LinkedList<Box<Option<i16>>>>>>) -> Result<(Box<Option<Box<LinkedList<Box<Option<i16>>>>>>, u8), String> { Ok((was, 7)) }

fn upgrade4(this: &mut Item, from: u32) { this.upgraded5 = from; }

#[derive(Persist, Debug)]
#[persist(version = 7, removed("f0"), upgrade = upgrade4)]
pub struct Item {
        #[persist(was(Wrapping1, until = 5, with = made2))] pub f1: BTreeMap<u16, Wrapping1>,
        #[persist(was(Box<Option<Box<LinkedList<Box<Option<i16>>>>>>, until = 5, with = made3))] pub f2: (Box<Option<Box<LinkedList<Box<Option<i16>>>>>>, u8),
        #[persist(since = 7, default)] pub upgraded5: u32,
    }
same_struct!(Item { f1, f2, upgraded5 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    #[persist(removed("f0"))]
    Case1 {},
    Case2,
    Case0,
}
same_enum!(Kind { Case1 {  }, Case2 {  }, Case0 {  } });

fn upgrade8(this: &mut Spot, from: u32, removed: SpotRemoved) { this.upgraded9 = from; this.kept6 = removed.n1; }

#[derive(Persist, Debug)]
#[persist(version = 4, removed(n1: Box<[u32; 2]>), upgrade = upgrade8)]
pub struct Spot {
        #[persist(since = 4, default)] pub kept6: Option<Box<[u32; 2]>>,
        pub n0: [i32; 2],
        #[persist(since = 4, default)] pub added7: BTreeMap<u8, String>,
        #[persist(since = 4, default)] pub upgraded9: u32,
    }
same_struct!(Spot { kept6, n0, added7, upgraded9 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow { 0: i128::from(old.0), 1: i64::from(old.1) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f1: BTreeMap::from([(3, new::Wrapping1(RwLock::new(Box::new(old.f1.into_inner().unwrap()))))]), f2: (Box::new(old.f2.map(|x| Box::new(x.into_iter().map(|x| Box::new(x.map(|x| x))).collect()))), 7), upgraded5: 5 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 {  } => new::Kind::Case0 {  },
        old::Kind::Case1 { f0: xf0 } => new::Kind::Case1 {  },
        old::Kind::Case2 {  } => new::Kind::Case2 {  }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: old.n0.map(|x| x), kept6: Some(Box::new(old.n1.map(|x| x))), added7: BTreeMap::new(), upgraded9: 2 }
}
