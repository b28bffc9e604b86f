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
pub struct Root(pub Rc<Option<VecDeque<f32>>>, pub Wrapped0);
draw_struct!(Root { 0, 1 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item(pub u64, pub u64, pub Mutex<RwLock<BTreeSet<i8>>>, pub VecDeque<i8>);
draw_struct!(Item { 0, 1, 2, 3 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: VecDeque<f32>,
        f1: LinkedList<Option<char>>,
    },
    Never,
    Case1 {
        f0: (VecDeque<Option<Box<Spot>>>, f64),
        f1: [Vec<Kind>; 1],
    },
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i16,
        pub n1: u16,
        pub n2: i16,
        pub n3: u16,
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Item);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3, partial)]
pub struct Root(pub Rc<Mutex<Option<RwLock<VecDeque<f32>>>>>, pub RwLock<Option<Item>>, #[persist(since = 3, default = 7)] pub u32, #[persist(default = 0.5)] pub f64, #[persist(since = 3, default = (3, "x".to_owned()))] pub (u8, String));
same_struct!(Root { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Option<i128>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 7)]
pub struct Item(pub u64, pub Wrapping1, pub RwLock<Mutex<Box<RwLock<RwLock<Box<[Box<i8>]>>>>>>, pub VecDeque<i8>);
same_struct!(Item { 0, 1, 2, 3 });

fn made2(was: VecDeque<f32>) -> Vec<VecDeque<f32>> { vec![was] }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub Option<char>);

same_struct!(Wrapping3 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping5(pub Option<(Box<[Option<RefCell<Box<SpotNow>>>]>, f64)>);

same_struct!(Wrapping5 { 0 });

fn made6(was: Wrapping5) -> Result<BTreeMap<u16, Wrapping5>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 3, alias = "Kind", removed("Never"))]
pub enum KindNow {
    Case1 {
        #[persist(was(Wrapping5, until = 1, with = made6))] f0: BTreeMap<u16, Wrapping5>,
        f1: Mutex<[Vec<KindNow>; 1]>,
    },
    #[persist(alias = "Case0")]
    Renamed4 {
        f1: VecDeque<Wrapping3>,
        #[persist(was(VecDeque<f32>, until = 1, with = made2))] f0: Vec<VecDeque<f32>>,
    },
}
same_enum!(KindNow { Case1 { f0 a1 a2, f1 b1 b2 }, Renamed4 { f1 a1 a2, f0 b1 b2 } });

fn made7(was: Arc<i32>) -> Result<BTreeMap<u16, Arc<i32>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 3, alias = "Spot", removed("n1", "n3"))]
pub struct SpotNow {
        #[persist(was(Arc<i32>, until = 1, with = made7))] pub n0: BTreeMap<u16, Arc<i32>>,
        #[persist(alias = "n2")] pub renamed8: RwLock<Option<i16>>,
    }
same_struct!(SpotNow { n0, renamed8 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: Rc::new(Mutex::new(Rc::into_inner(old.0).unwrap().map(|x| RwLock::new(x)))), 1: RwLock::new(Some(edit_item(old.1.0))), 2: 7, 3: 0.5, 4: (3, "x".to_owned()) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: old.0, 1: new::Wrapping1(Some(i128::from(old.1))), 2: RwLock::new(Mutex::new(Box::new(RwLock::new(RwLock::new(old.2.into_inner().unwrap().into_inner().unwrap().into_iter().map(|x| Box::new(x)).collect()))))), 3: old.3 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::KindNow::Renamed4 { f0: vec![xf0], f1: xf1.into_iter().map(|x| new::Wrapping3(x.map(|x| x))).collect() },
        old::Kind::Never {  } => unreachable!(),
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::KindNow::Case1 { f0: BTreeMap::from([(3, new::Wrapping5(Some({ let (x0, x1,) = xf0; (x0.into_iter().map(|x| x.map(|x| RefCell::new(Box::new(edit_spot((*x)))))).collect(), x1,) })))]), f1: Mutex::new(xf1.map(|x| x.into_iter().map(|x| edit_kind(x)).collect())) }, }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { n0: BTreeMap::from([(3, Arc::new(i32::from(old.n0)))]), renamed8: RwLock::new(Some(old.n2)) }
}
