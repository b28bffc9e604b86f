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
pub enum Root {
    Case0(Spot, Item),
    Case1 {
        f0: u16,
        f1: [i8; 2],
        f2: [RefCell<((), u8)>; 2],
    },
    Case2(i32, u64),
}
draw_enum!(Root { Case0 { 0, 1 }, Case1 { f0, f1, f2 }, Case2 { 0, 1 } });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item(pub [i8; 2], pub u8, pub Box<[String]>);
draw_struct!(Item { 0, 1, 2 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: Wrapped0,
        f1: (),
        f2: char,
    },
    Case1 {
        f0: HashSet<(i32, u16)>,
        f1: [VecDeque<Option<()>>; 2],
    },
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i16,
        pub n1: i16,
        pub n2: i16,
        pub n3: u16,
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub [Option<Box<Kind>>; 3]);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn made1(was: i32) -> Result<BTreeMap<u16, i32>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 2, rename = "Root")]
pub enum RootNow {
    Case1 {
        f2: [((), Mutex<u8>); 2],
        f0: u32,
        f1: VecDeque<i64>,
    },
    Case0(Arc<Option<Spot>>, Item),
    Case2(#[persist(was(i32, until = 1, with = made1))] BTreeMap<u16, i32>, u64),
    Later2 {
        later: String,
    },
}
same_enum!(RootNow { Case1 { f2 a1 a2, f0 b1 b2, f1 c1 c2 }, Case0 { 0 a1 a2, 1 b1 b2 }, Case2 { 0 a1 a2, 1 b1 b2 }, Later2 { later a1 a2 } });

fn made3(was: [i8; 2]) -> Result<BTreeMap<u16, [i8; 2]>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Item(#[persist(was([i8; 2], until = 2, with = made3))] pub BTreeMap<u16, [i8; 2]>, pub u8, pub Box<Option<Box<[Box<String>]>>>);
same_struct!(Item { 0, 1, 2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping4(pub Option<Box<Kind>>);

same_struct!(Wrapping4 { 0 });

fn made5(was: ()) -> Result<BTreeMap<u16, ()>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub enum Kind {
    Case1 {
        f1: Box<Option<[VecDeque<Option<Arc<()>>>; 2]>>,
        f0: Vec<(i32, Box<u16>)>,
    },
    Case0 {
        f2: char,
        #[persist(default)] added6: Option<Box<String>>,
        #[persist(was((), until = 1, with = made5))] f1: BTreeMap<u16, ()>,
        f0: Mutex<[Wrapping4; 3]>,
    },
}
same_enum!(Kind { Case1 { f1 a1 a2, f0 b1 b2 }, Case0 { f2 a1 a2, added6 b1 b2, f1 c1 c2, f0 d1 d2 } });

fn made9(was: u16) -> BTreeMap<u16, u16> { BTreeMap::from([(3, was)]) }

fn upgrade12(this: &mut Spot, from: u32, removed: SpotRemoved) { this.upgraded13 = from; this.kept7 = removed.n0; this.kept8 = removed.n2; }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(n0: i16, n2: i16), upgrade = upgrade12)]
pub struct Spot {
        pub n1: i16,
        #[persist(was(u16, until = 1, with = made9))] pub n3: BTreeMap<u16, u16>,
        #[persist(since = 3, default)] pub added11: BTreeMap<u8, String>,
        #[persist(since = 3, default = 7)] pub added10: u32,
        #[persist(since = 3, default)] pub kept7: Option<i16>,
        #[persist(since = 3, default)] pub kept8: Option<i16>,
        #[persist(since = 3, default)] pub upgraded13: u32,
    }
same_struct!(Spot { n1, n3, added11, added10, kept7, kept8, upgraded13 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    match old { old::Root::Case0 { 0: x0, 1: x1 } => new::RootNow::Case0 { 0: Arc::new(Some(edit_spot(x0))), 1: edit_item(x1) },
        old::Root::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::RootNow::Case1 { f0: u32::from(xf0), f1: xf1.into_iter().map(|x| i64::from(x)).collect(), f2: xf2.map(|x| { let (x0, x1,) = x.into_inner(); (x0, Mutex::new(x1),) }) },
        old::Root::Case2 { 0: x0, 1: x1 } => new::RootNow::Case2 { 0: BTreeMap::from([(3, x0)]), 1: x1 }, }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: BTreeMap::from([(3, old.0.map(|x| x))]), 1: old.1, 2: Box::new(Some(old.2.into_iter().map(|x| Box::new(x)).collect())) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case0 { f0: Mutex::new(xf0.0.map(|x| new::Wrapping4(x.map(|x| Box::new(edit_kind((*x))))))), f1: BTreeMap::from([(3, xf1)]), f2: xf2, added6: None },
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::Kind::Case1 { f0: xf0.into_iter().map(|x| { let (x0, x1,) = x; (x0, Box::new(x1),) }).collect(), f1: Box::new(Some(xf1.map(|x| x.into_iter().map(|x| x.map(|x| Arc::new(x))).collect()))) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { kept7: Some(old.n0), n1: old.n1, kept8: Some(old.n2), n3: BTreeMap::from([(3, old.n3)]), added10: 7, added11: BTreeMap::new(), upgraded13: 1 }
}
