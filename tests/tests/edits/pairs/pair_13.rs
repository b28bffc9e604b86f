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
pub struct Root(pub Spot, pub RwLock<Option<RwLock<f32>>>);
draw_struct!(Root { 0, 1 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: (Rc<u128>, [Wrapped0; 3], Option<i32>),
    }
draw_struct!(Item { f0 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: BTreeMap<Option<u32>, Option<Box<Kind>>>,
        f1: Vec<Option<Box<Kind>>>,
        f2: i64,
    },
    Case1(Rc<Option<Mutex<u32>>>, RwLock<u8>),
    Case2(String),
    Case3 {
        f0: Option<VecDeque<Mutex<i8>>>,
        f1: Option<i32>,
    },
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 { 0, 1 }, Case2 { 0 }, Case3 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u32,
        pub n1: f32,
        pub n2: u32,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub u64);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Mutex<f32>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 7, rename = "Root")]
pub struct RootNow(pub Spot, pub Mutex<Option<Wrapping1>>, #[persist(since = 7, default = 0.5)] pub f64);
same_struct!(RootNow { 0, 1, 2 });

#[derive(Persist, Debug)]
pub struct Fields2(pub Arc<Option<Arc<u128>>>, pub VecDeque<Box<u64>>, pub Option<i32>);

same_struct!(Fields2 { 0, 1, 2 });

fn upgrade5(this: &mut ItemNow, from: u32, removed: ItemNowRemoved) { this.upgraded6 = from; this.kept3 = removed.f0; }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Item", removed(f0: RwLock<Fields2>), upgrade = upgrade5)]
pub struct ItemNow {
        #[persist(since = 3, default)] pub kept3: Option<RwLock<Fields2>>,
        #[persist(since = 3, default)] pub added4: BTreeMap<u8, String>,
        #[persist(since = 3, default)] pub upgraded6: u32,
    }
same_struct!(ItemNow { kept3, added4, upgraded6 });

fn made7(was: BTreeMap<Option<Box<u32>>, Option<Box<Kind>>>) -> Result<BTreeMap<u16, BTreeMap<Option<Box<u32>>, Option<Box<Kind>>>>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made8(was: Vec<Option<Box<Kind>>>) -> Result<Vec<Vec<Option<Box<Kind>>>>, String> { Ok(vec![was]) }

fn made9(was: i64) -> BTreeMap<u16, i64> { BTreeMap::from([(3, was)]) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping13(pub u64);

same_struct!(Wrapping13 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub enum Kind {
    Case2(String),
    Case3 {
        f1: Option<i64>,
        f0: Option<VecDeque<i8>>,
    },
    Case1(Rc<Option<Wrapping13>>, Mutex<RefCell<u8>>),
    #[persist(alias = "Case0")]
    Renamed12 {
        #[persist(was(Vec<Option<Box<Kind>>>, until = 5, with = made8))] f1: Vec<Vec<Option<Box<Kind>>>>,
        #[persist(was(BTreeMap<Option<Box<u32>>, Option<Box<Kind>>>, until = 5, with = made7))] f0: BTreeMap<u16, BTreeMap<Option<Box<u32>>, Option<Box<Kind>>>>,
        #[persist(was(i64, until = 5, with = made9))] f2: BTreeMap<u16, i64>,
        #[persist(skip, default)] added11: String,
        #[persist(since = 6, default)] added10: String,
    },
    Later14 {
        later: String,
    },
}
same_enum!(Kind { Case2 { 0 a1 a2 }, Case3 { f1 a1 a2, f0 b1 b2 }, Case1 { 0 a1 a2, 1 b1 b2 }, Renamed12 { f1 a1 a2, f0 b1 b2, f2 c1 c2, added11 d1 d2, added10 e1 e2 }, Later14 { later a1 a2 } });

fn made15(was: i128) -> Result<BTreeMap<u16, i128>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made16(was: u32) -> Result<BTreeMap<u16, u32>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Spot {
        #[persist(was(i128, until = 1, with = made15))] pub n0: BTreeMap<u16, i128>,
        #[persist(was(u32, until = 1, with = made16))] pub n2: BTreeMap<u16, u32>,
        pub n1: f64,
    }
same_struct!(Spot { n0, n2, n1 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow { 0: edit_spot(old.0), 1: Mutex::new(old.1.into_inner().unwrap().map(|x| new::Wrapping1(Mutex::new(x.into_inner().unwrap())))), 2: 0.5 }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { kept3: Some(RwLock::new({ let (x0, x1, x2,) = old.f0; new::Fields2(Arc::new(Some(Arc::new(Rc::into_inner(x0).unwrap()))), x1.into_iter().map(|x| Box::new(x.0)).collect(), x2.map(|x| x)) })), added4: BTreeMap::new(), upgraded6: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Renamed12 { f0: BTreeMap::from([(3, xf0.into_iter().map(|(key, x)| (key.map(|x| Box::new(x)), x.map(|x| Box::new(edit_kind((*x)))))).collect())]), f1: vec![xf1.into_iter().map(|x| x.map(|x| Box::new(edit_kind((*x))))).collect()], f2: BTreeMap::from([(3, xf2)]), added10: String::new(), added11: String::new() },
        old::Kind::Case1 { 0: x0, 1: x1 } => new::Kind::Case1 { 0: Rc::new(Rc::into_inner(x0).unwrap().map(|x| new::Wrapping13(u64::from(x.into_inner().unwrap())))), 1: Mutex::new(RefCell::new(x1.into_inner().unwrap())) },
        old::Kind::Case2 { 0: x0 } => new::Kind::Case2 { 0: x0 },
        old::Kind::Case3 { f0: xf0, f1: xf1 } => new::Kind::Case3 { f0: xf0.map(|x| x.into_iter().map(|x| x.into_inner().unwrap()).collect()), f1: xf1.map(|x| i64::from(x)) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: BTreeMap::from([(3, i128::from(old.n0))]), n1: f64::from(old.n1), n2: BTreeMap::from([(3, old.n2)]) }
}
