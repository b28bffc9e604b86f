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
pub enum Root {
    Case0(u32),
    Never {
        f0: (),
    },
    Case1 {
        f0: Wrapped0,
        f1: Spot,
    },
    Case2,
    Case3(Box<[Option<VecDeque<i32>>]>, u8, HashSet<i32>),
}
draw_enum!(Root { Case0 { 0 }, Case1 { f0, f1 }, Case2 {  }, Case3 { 0, 1, 2 } });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: HashSet<i32>,
        pub f1: HashSet<u64>,
        pub f2: RefCell<Option<[i64; 1]>>,
        pub f3: f32,
        pub f4: Vec<f64>,
        pub f5: Option<Kind>,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0(Box<[Option<Spot>]>),
    Case1 {
        f0: BTreeSet<u8>,
    },
}
draw_enum!(Kind { Case0 { 0 }, Case1 { f0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: [i16; 2],
        pub n1: i16,
    }
draw_struct!(Spot { n0, n1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Vec<f32>);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn made1(was: Arc<Option<u32>>) -> BTreeMap<u16, Arc<Option<u32>>> { BTreeMap::from([(3, was)]) }

fn made2(was: u8) -> Vec<u8> { vec![was] }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Root", removed("Never"))]
pub enum RootNow {
    Case3(Box<[Mutex<Option<VecDeque<RwLock<i32>>>>]>, #[persist(was(u8, until = 2, with = made2))] Vec<u8>, HashSet<Box<i32>>),
    Case1 {
        f0: Box<Box<Option<Vec<Rc<Option<f64>>>>>>,
        f1: RefCell<Spot>,
    },
    Case2,
    Case0(#[persist(was(Arc<Option<u32>>, until = 2, with = made1))] BTreeMap<u16, Arc<Option<u32>>>),
}
same_enum!(RootNow { Case3 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Case1 { f0 a1 a2, f1 b1 b2 }, Case2 {  }, Case0 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping4(pub Option<[RwLock<Option<i128>>; 1]>);

same_struct!(Wrapping4 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping6(pub Option<f32>);

same_struct!(Wrapping6 { 0 });

fn made7(was: Option<Kind>) -> Result<Vec<Option<Kind>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Item", removed("f0", "f4"))]
pub struct ItemNow {
        #[persist(rename = "f1")] pub spelt3: Box<[u128]>,
        pub f2: Wrapping4,
        #[persist(was(Option<Kind>, until = 1, with = made7))] pub f5: Vec<Option<Kind>>,
        #[persist(alias = "f3")] pub renamed5: Wrapping6,
    }
same_struct!(ItemNow { spelt3, f2, f5, renamed5 });

fn made8(was: Box<[Option<Spot>]>) -> Result<BTreeMap<u16, Box<[Option<Spot>]>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case1 {
        #[persist(default)] added10: Option<Box<String>>,
        f0: HashSet<u8>,
    },
    #[persist(alias = "Case0")]
    Renamed9(#[persist(was(Box<[Option<Spot>]>, until = 1, with = made8))] BTreeMap<u16, Box<[Option<Spot>]>>),
}
same_enum!(Kind { Case1 { added10 a1 a2, f0 b1 b2 }, Renamed9 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Spot {
        pub n0: Vec<i16>,
        pub n1: i64,
    }
same_struct!(Spot { n0, n1 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    match old { old::Root::Case0 { 0: x0 } => new::RootNow::Case0 { 0: BTreeMap::from([(3, Arc::new(Some(x0)))]) },
        old::Root::Never { f0: xf0 } => unreachable!(),
        old::Root::Case1 { f0: xf0, f1: xf1 } => new::RootNow::Case1 { f0: Box::new(Box::new(Some(xf0.0.into_iter().map(|x| Rc::new(Some(f64::from(x)))).collect()))), f1: RefCell::new(edit_spot(xf1)) },
        old::Root::Case2 {  } => new::RootNow::Case2 {  },
        old::Root::Case3 { 0: x0, 1: x1, 2: x2 } => new::RootNow::Case3 { 0: x0.into_iter().map(|x| Mutex::new(x.map(|x| x.into_iter().map(|x| RwLock::new(x)).collect()))).collect(), 1: vec![x1], 2: x2.into_iter().map(|x| Box::new(x)).collect() }, }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { spelt3: old.f1.into_iter().map(|x| u128::from(x)).collect(), f2: new::Wrapping4(old.f2.into_inner().map(|x| x.map(|x| RwLock::new(Some(i128::from(x)))))), renamed5: new::Wrapping6(Some(old.f3)), f5: vec![old.f5.map(|x| edit_kind(x))] }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { 0: x0 } => new::Kind::Renamed9 { 0: BTreeMap::from([(3, x0.into_iter().map(|x| x.map(|x| edit_spot(x))).collect())]) },
        old::Kind::Case1 { f0: xf0 } => new::Kind::Case1 { f0: xf0.into_iter().map(|x| x).collect(), added10: None }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: old.n0.into_iter().map(|x| x).collect(), n1: i64::from(old.n1) }
}
