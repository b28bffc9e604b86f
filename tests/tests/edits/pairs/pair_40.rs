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
pub struct Root;
draw_struct!(Root {  });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0 {
        f0: Option<Mutex<u32>>,
        f1: Option<(i64, (u16, (), u8))>,
    },
    Case1,
    Never,
    Case2(BTreeSet<String>, Option<Wrapped0>),
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 {  }, Case2 { 0, 1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
pub struct Spot {
        pub n0: u32,
        pub n1: f32,
    }
draw_struct!(Spot { n0, n1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Spot);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3, partial)]
pub struct Root {
        #[persist(since = 3, default)] pub added1: Option<Box<String>>,
    }
same_struct!(Root { added1 });

fn upgrade2(this: &mut ItemNow, from: u32) { this.upgraded3 = from; }

#[derive(Persist, Debug)]
#[persist(version = 7, rename = "Item", upgrade = upgrade2)]
pub struct ItemNow {
        #[persist(since = 7, default)] pub upgraded3: u32,
    }
same_struct!(ItemNow { upgraded3 });

fn made4(was: Box<Option<Mutex<u32>>>) -> Result<BTreeMap<u16, Box<Option<Mutex<u32>>>>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made8(was: Option<Box<Box<Spot>>>) -> Result<Vec<Option<Box<Box<Spot>>>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(version = 4, removed("Never"))]
pub enum Kind {
    Case1 {
        #[persist(since = 4, default)] added7: BTreeMap<u8, String>,
    },
    #[persist(alias = "Case2")]
    Renamed9(BTreeSet<Box<String>>, #[persist(was(Option<Box<Box<Spot>>>, until = 2, with = made8))] Vec<Option<Box<Box<Spot>>>>),
    #[persist(alias = "Case0", removed("f1"))]
    Renamed6 {
        #[persist(was(Box<Option<Mutex<u32>>>, until = 2, with = made4))] f0: BTreeMap<u16, Box<Option<Mutex<u32>>>>,
        #[persist(skip, default)] added5: BTreeMap<u8, String>,
    },
}
same_enum!(Kind { Case1 { added7 a1 a2 }, Renamed9 { 0 a1 a2, 1 b1 b2 }, Renamed6 { f0 a1 a2, added5 b1 b2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 7, plain)]
#[repr(C)]
pub struct Spot {
        #[persist(since = 7, default)] pub added10: u64,
        pub n0: u64,
        pub n1: f64,
    }
same_struct!(Spot { added10, n0, n1 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { added1: None }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { upgraded3: 5 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::Kind::Renamed6 { f0: BTreeMap::from([(3, Box::new(xf0.map(|x| Mutex::new(x.into_inner().unwrap()))))]), added5: BTreeMap::new() },
        old::Kind::Case1 {  } => new::Kind::Case1 { added7: BTreeMap::new() },
        old::Kind::Never {  } => unreachable!(),
        old::Kind::Case2 { 0: x0, 1: x1 } => new::Kind::Renamed9 { 0: x0.into_iter().map(|x| Box::new(x)).collect(), 1: vec![x1.map(|x| Box::new(Box::new(edit_spot(x.0))))] }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: u64::from(old.n0), n1: f64::from(old.n1), added10: Default::default() }
}
