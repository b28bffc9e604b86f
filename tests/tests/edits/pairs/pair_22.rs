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
        pub f0: Option<Arc<f64>>,
        pub f1: Box<f64>,
        pub f2: BTreeSet<i8>,
        pub f3: HashMap<i8, [Rc<u16>; 2]>,
    }
draw_struct!(Root { f0, f1, f2, f3 });

#[derive(Persist, Debug)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: i8,
        f1: Box<bool>,
    },
    Case1 {
        f0: u128,
    },
    Case2 {
        f0: BTreeMap<Option<bool>, HashSet<u8>>,
        f1: HashMap<(u8, i8), HashSet<Option<i64>>>,
    },
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 { f0 }, Case2 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i16,
        pub n1: [i16; 2],
        pub n2: u16,
    }
draw_struct!(Spot { n0, n1, n2 });
}

pub mod new {
    use super::*;

fn made1(was: Option<Rc<RwLock<Option<f64>>>>) -> Result<Vec<Option<Rc<RwLock<Option<f64>>>>>, String> { Ok(vec![was]) }

fn made2(was: RwLock<Option<f64>>) -> Result<(RwLock<Option<f64>>, u8), String> { Ok((was, 7)) }

fn made3(was: BTreeSet<i8>) -> BTreeMap<u16, BTreeSet<i8>> { BTreeMap::from([(3, was)]) }

#[derive(Persist, Debug)]
#[persist(version = 3, partial)]
pub struct Root {
        pub f3: HashMap<i8, [Rc<Box<Option<u16>>>; 2]>,
        #[persist(was(Option<Rc<RwLock<Option<f64>>>>, until = 1, with = made1))] pub f0: Vec<Option<Rc<RwLock<Option<f64>>>>>,
        #[persist(was(RwLock<Option<f64>>, until = 1, with = made2))] pub f1: (RwLock<Option<f64>>, u8),
        #[persist(was(BTreeSet<i8>, until = 1, with = made3))] pub f2: BTreeMap<u16, BTreeSet<i8>>,
    }
same_struct!(Root { f3, f0, f1, f2 });

fn upgrade4(this: &mut ItemNow, from: u32) { this.upgraded5 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Item", upgrade = upgrade4)]
pub struct ItemNow {
        #[persist(since = 3, default)] pub upgraded5: u32,
    }
same_struct!(ItemNow { upgraded5 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping8(pub Option<HashMap<Option<bool>, VecDeque<u8>>>);

same_struct!(Wrapping8 { 0 });

fn made9(was: HashMap<(u8, Box<i8>), HashSet<Option<Box<i64>>>>) -> Vec<HashMap<(u8, Box<i8>), HashSet<Option<Box<i64>>>>> { vec![was] }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Kind")]
pub enum KindNow {
    #[persist(alias = "Case0")]
    Renamed7 {
        f1: bool,
        #[persist(alias = "f0")] renamed6: i8,
    },
    Case1 {
        f0: Arc<u128>,
    },
    Case2 {
        #[persist(was(HashMap<(u8, Box<i8>), HashSet<Option<Box<i64>>>>, until = 1, with = made9))] f1: Vec<HashMap<(u8, Box<i8>), HashSet<Option<Box<i64>>>>>,
        f0: Wrapping8,
    },
}
same_enum!(KindNow { Renamed7 { f1 a1 a2, renamed6 b1 b2 }, Case1 { f0 a1 a2 }, Case2 { f1 a1 a2, f0 b1 b2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 6, plain)]
#[repr(C)]
pub struct Spot {
        #[persist(alias = "n2")] pub renamed11: u32,
        pub n0: i32,
        #[persist(alias = "n1")] pub renamed10: [i32; 2],
    }
same_struct!(Spot { renamed11, n0, renamed10 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: vec![old.f0.map(|x| Rc::new(RwLock::new(Some(Arc::into_inner(x).unwrap()))))], f1: (RwLock::new(Some((*old.f1))), 7), f2: BTreeMap::from([(3, old.f2.into_iter().map(|x| x).collect())]), f3: old.f3.into_iter().map(|(key, x)| (key, x.map(|x| Rc::new(Box::new(Some(Rc::into_inner(x).unwrap())))))).collect() }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { upgraded5: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::KindNow::Renamed7 { renamed6: xf0, f1: (*xf1) },
        old::Kind::Case1 { f0: xf0 } => new::KindNow::Case1 { f0: Arc::new(xf0) },
        old::Kind::Case2 { f0: xf0, f1: xf1 } => new::KindNow::Case2 { f0: new::Wrapping8(Some(xf0.into_iter().map(|(key, x)| (key.map(|x| x), x.into_iter().map(|x| x).collect())).collect())), f1: vec![xf1.into_iter().map(|(key, x)| ({ let (x0, x1,) = key; (x0, Box::new(x1),) }, x.into_iter().map(|x| x.map(|x| Box::new(x))).collect())).collect()] }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i32::from(old.n0), renamed10: old.n1.map(i32::from), renamed11: u32::from(old.n2) }
}
