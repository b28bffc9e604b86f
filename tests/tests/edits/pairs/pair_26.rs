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
#[persist(version = 5)]
pub struct Root(pub i32, pub Option<String>, pub RefCell<Option<Kind>>, pub BTreeMap<(u64, i8), u32>, pub f32, pub Item);
draw_struct!(Root { 0, 1, 2, 3, 4, 5 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item {
        pub f0: bool,
        pub f1: Wrapped0,
        pub f2: Option<VecDeque<[u16; 3]>>,
        pub f3: HashMap<u16, Option<Box<Kind>>>,
    }
draw_struct!(Item { f0, f1, f2, f3 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: u16,
    },
    Never {
        f0: bool,
        f1: RefCell<BTreeMap<u32, (char, u8)>>,
    },
    Case1 {
        f0: f32,
        f1: Vec<Option<()>>,
    },
    Case2 {
        f0: BTreeMap<i16, Box<[[f64; 3]]>>,
        f1: Spot,
        f2: Spot,
    },
    Case3 {
        f0: VecDeque<u128>,
        f1: Option<[Mutex<bool>; 1]>,
    },
    Case4 {
        f0: i64,
        f1: Option<Spot>,
    },
}
draw_enum!(Kind { Case0 { f0 }, Case1 { f0, f1 }, Case2 { f0, f1, f2 }, Case3 { f0, f1 }, Case4 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
pub struct Spot {
        pub n0: [i16; 2],
        pub n1: [u16; 2],
    }
draw_struct!(Spot { n0, n1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub RwLock<i8>);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn made1(was: Mutex<Option<String>>) -> BTreeMap<u16, Mutex<Option<String>>> { BTreeMap::from([(3, was)]) }

fn upgrade2(this: &mut RootNow, from: u32) { this.8 = from; }

#[derive(Persist, Debug)]
#[persist(version = 7, rename = "Root", upgrade = upgrade2)]
pub struct RootNow(pub RwLock<Option<i32>>, #[persist(was(Mutex<Option<String>>, until = 5, with = made1))] pub BTreeMap<u16, Mutex<Option<String>>>, pub RwLock<Option<KindNow>>, pub BTreeMap<(u64, i8), u32>, pub f64, pub Item, #[persist(default)] pub BTreeMap<u8, String>, #[persist(since = 7, default)] pub BTreeMap<u8, String>, #[persist(since = 7, default)] pub u32);
same_struct!(RootNow { 0, 1, 2, 3, 4, 5, 6, 7, 8 });

fn made4(was: bool) -> Result<BTreeMap<u16, bool>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made6(was: Option<Arc<VecDeque<[Box<i128>; 3]>>>) -> BTreeMap<u16, Option<Arc<VecDeque<[Box<i128>; 3]>>>> { BTreeMap::from([(3, was)]) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub Box<KindNow>);

same_struct!(Wrapping7 { 0 });

fn made8(was: BTreeMap<u32, Box<Option<Wrapping7>>>) -> Result<Vec<BTreeMap<u32, Box<Option<Wrapping7>>>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(version = 7)]
pub struct Item {
        #[persist(was(bool, until = 5, with = made4))] pub f0: BTreeMap<u16, bool>,
        #[persist(alias = "f1")] pub renamed5: RefCell<Option<RwLock<RwLock<i8>>>>,
        #[persist(was(Option<Arc<VecDeque<[Box<i128>; 3]>>>, until = 5, with = made6))] pub f2: BTreeMap<u16, Option<Arc<VecDeque<[Box<i128>; 3]>>>>,
        #[persist(was(BTreeMap<u32, Box<Option<Wrapping7>>>, until = 5, with = made8))] pub f3: Vec<BTreeMap<u32, Box<Option<Wrapping7>>>>,
    }
same_struct!(Item { f0, renamed5, f2, f3 });

fn made10(was: Vec<Option<()>>) -> Result<(Vec<Option<()>>, u8), String> { Ok((was, 7)) }

fn made11(was: Spot) -> Result<(Spot, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping16(pub bool);

same_struct!(Wrapping16 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 3, alias = "Kind", removed("Never"))]
pub enum KindNow {
    Case2 {
        #[persist(was(Spot, until = 1, with = made11))] f1: (Spot, u8),
        #[persist(default)] added13: BTreeMap<u8, String>,
        #[persist(since = 3, default = 0.5)] added14: f64,
        f0: HashMap<i16, Box<[Box<[f64]>]>>,
        #[persist(skip, default = 0.5)] added12: f64,
        f2: Spot,
    },
    Case4 {
        #[persist(rename = "f1")] spelt18: Option<Spot>,
        #[persist(since = 3, default)] added19: Option<Box<String>>,
        #[persist(rename = "f0")] spelt17: i64,
    },
    #[persist(removed("f0"))]
    Case0 {
        #[persist(since = 3, default = (3, "x".to_owned()))] added9: (u8, String),
    },
    #[persist(removed("f0"))]
    Case1 {
        #[persist(was(Vec<Option<()>>, until = 1, with = made10))] f1: (Vec<Option<()>>, u8),
    },
    Case3 {
        #[persist(rename = "f0")] spelt15: VecDeque<Mutex<u128>>,
        f1: Rc<Option<[Wrapping16; 1]>>,
    },
}
same_enum!(KindNow { Case2 { f1 a1 a2, added13 b1 b2, added14 c1 c2, f0 d1 d2, added12 e1 e2, f2 f1 f2 }, Case4 { spelt18 a1 a2, added19 b1 b2, spelt17 c1 c2 }, Case0 { added9 a1 a2 }, Case1 { f1 a1 a2 }, Case3 { spelt15 a1 a2, f1 b1 b2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5, plain, removed("n1"))]
#[repr(C)]
pub struct Spot {
        pub n0: [i16; 2],
    }
same_struct!(Spot { n0 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow { 0: RwLock::new(Some(old.0)), 1: BTreeMap::from([(3, Mutex::new(old.1.map(|x| x)))]), 2: RwLock::new(old.2.into_inner().map(|x| edit_kind(x))), 3: old.3.into_iter().map(|(key, x)| ({ let (x0, x1,) = key; (x0, x1,) }, x)).collect(), 4: f64::from(old.4), 5: edit_item(old.5), 6: BTreeMap::new(), 7: BTreeMap::new(), 8: 5 }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: BTreeMap::from([(3, old.f0)]), renamed5: RefCell::new(Some(RwLock::new(RwLock::new(old.f1.0.into_inner().unwrap())))), f2: BTreeMap::from([(3, old.f2.map(|x| Arc::new(x.into_iter().map(|x| x.map(|x| Box::new(i128::from(x)))).collect())))]), f3: vec![old.f3.into_iter().map(|(key, x)| (u32::from(key), Box::new(x.map(|x| new::Wrapping7(Box::new(edit_kind((*x)))))))).collect()] }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { f0: xf0 } => new::KindNow::Case0 { added9: (3, "x".to_owned()) },
        old::Kind::Never { f0: xf0, f1: xf1 } => unreachable!(),
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::KindNow::Case1 { f1: (xf1.into_iter().map(|x| x.map(|x| x)).collect(), 7) },
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Case2 { f0: xf0.into_iter().map(|(key, x)| (key, x.into_iter().map(|x| x.into_iter().map(|x| x).collect()).collect())).collect(), f1: (edit_spot(xf1), 7), f2: edit_spot(xf2), added12: 0.5, added13: BTreeMap::new(), added14: 0.5 },
        old::Kind::Case3 { f0: xf0, f1: xf1 } => new::KindNow::Case3 { spelt15: xf0.into_iter().map(|x| Mutex::new(x)).collect(), f1: Rc::new(xf1.map(|x| x.map(|x| new::Wrapping16(x.into_inner().unwrap())))) },
        old::Kind::Case4 { f0: xf0, f1: xf1 } => new::KindNow::Case4 { spelt17: xf0, spelt18: xf1.map(|x| edit_spot(x)), added19: None }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: old.n0.map(i16::from) }
}
