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
#[persist(version = 2)]
pub struct Root {
        pub f0: (u64, i64, Arc<Option<u128>>),
        pub f1: HashMap<i8, Spot>,
        pub f2: bool,
        pub f3: Option<Mutex<[bool; 3]>>,
    }
draw_struct!(Root { f0, f1, f2, f3 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        pub f0: u8,
        pub f1: Rc<String>,
    }
draw_struct!(Item { f0, f1 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0(Option<Spot>),
    Case1(BTreeSet<i8>, u128, Option<Box<Kind>>),
    Case2 {
        f0: Vec<Kind>,
        f1: Option<Spot>,
        f2: (VecDeque<Arc<i64>>, (), Box<Vec<u128>>),
    },
    Case3 {
        f0: VecDeque<Option<Spot>>,
        f1: Arc<u8>,
    },
    Case4 {
        f0: LinkedList<Option<BTreeMap<Option<u16>, u16>>>,
        f1: bool,
    },
}
draw_enum!(Kind { Case0 { 0 }, Case1 { 0, 1, 2 }, Case2 { f0, f1, f2 }, Case3 { f0, f1 }, Case4 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: f64,
        pub n1: [i64; 2],
        pub n2: [u64; 2],
    }
draw_struct!(Spot { n0, n1, n2 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub Option<LinkedList<bool>>);

same_struct!(Wrapping2 { 0 });

fn made3(was: Option<Mutex<Wrapping2>>) -> Result<Vec<Option<Mutex<Wrapping2>>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(version = 4, partial)]
pub struct Root {
        pub f0: (Box<Option<u64>>, i64, Box<Arc<Option<u128>>>),
        #[persist(was(Option<Mutex<Wrapping2>>, until = 2, with = made3))] pub f3: Vec<Option<Mutex<Wrapping2>>>,
        #[persist(alias = "f1")] pub renamed1: BTreeMap<Box<i8>, SpotNow>,
        pub f2: bool,
    }
same_struct!(Root { f0, f3, renamed1, f2 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        #[persist(rename = "f0")] pub spelt4: u64,
        pub f1: Mutex<Option<Arc<RwLock<Option<String>>>>>,
    }
same_struct!(Item { spelt4, f1 });

fn gone6(gone: Option<SpotNow>) -> Result<KindNow, String> { Ok(KindNow::Was5(gone)) }

fn made7(was: RefCell<Option<SpotNow>>) -> Result<Vec<RefCell<Option<SpotNow>>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping8(pub Option<()>);

same_struct!(Wrapping8 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Kind", removed(Case0: Option<SpotNow>, with = gone6))]
pub enum KindNow {
    Case2 {
        f0: Vec<KindNow>,
        f2: (VecDeque<Rc<i64>>, Wrapping8, Box<VecDeque<u128>>),
        #[persist(skip, default = vec![1, 2])] added9: Vec<u16>,
        #[persist(was(RefCell<Option<SpotNow>>, until = 1, with = made7))] f1: Vec<RefCell<Option<SpotNow>>>,
        #[persist(skip, default = 0.5)] added10: f64,
    },
    Case4 {
        #[persist(rename = "f0")] spelt14: Box<[Option<BTreeMap<Box<Option<i64>>, u16>>]>,
        f1: bool,
    },
    Was5(Option<SpotNow>),
    #[persist(alias = "Case3", removed("f1"))]
    Renamed13 {
        #[persist(alias = "f0")] renamed11: VecDeque<Option<SpotNow>>,
        #[persist(default = vec![1, 2])] added12: Vec<u16>,
    },
    Case1(Box<[Box<i8>]>, Arc<u128>, Option<Box<KindNow>>),
}
same_enum!(KindNow { Case2 { f0 a1 a2, f2 b1 b2, added9 c1 c2, f1 d1 d2, added10 e1 e2 }, Case4 { spelt14 a1 a2, f1 b1 b2 }, Was5 { 0 a1 a2 }, Renamed13 { renamed11 a1 a2, added12 b1 b2 }, Case1 { 0 a1 a2, 1 b1 b2, 2 c1 c2 } });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping15(pub Option<LinkedList<i128>>);

same_struct!(Wrapping15 { 0 });

fn made16(was: Wrapping15) -> Result<(Wrapping15, u8), String> { Ok((was, 7)) }

fn made17(was: Box<Option<[Box<u64>; 2]>>) -> Result<Vec<Box<Option<[Box<u64>; 2]>>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(version = 2, alias = "Spot")]
pub struct SpotNow {
        #[persist(was(Box<Option<[Box<u64>; 2]>>, until = 1, with = made17))] pub n2: Vec<Box<Option<[Box<u64>; 2]>>>,
        #[persist(skip, default)] pub added18: String,
        #[persist(was(Wrapping15, until = 1, with = made16))] pub n1: (Wrapping15, u8),
        pub n0: Box<Option<f64>>,
    }
same_struct!(SpotNow { n2, added18, n1, n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: { let (x0, x1, x2,) = old.f0; (Box::new(Some(x0)), x1, Box::new(Arc::new(Arc::into_inner(x2).unwrap().map(|x| x))),) }, renamed1: old.f1.into_iter().map(|(key, x)| (Box::new(key), edit_spot(x))).collect(), f2: old.f2, f3: vec![old.f3.map(|x| Mutex::new(new::Wrapping2(Some(x.into_inner().unwrap().into_iter().map(|x| x).collect()))))] }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { spelt4: u64::from(old.f0), f1: Mutex::new(Some(Arc::new(RwLock::new(Some(Rc::into_inner(old.f1).unwrap()))))) }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { 0: x0 } => new::KindNow::Was5(x0.map(|x| edit_spot(x))),
        old::Kind::Case1 { 0: x0, 1: x1, 2: x2 } => new::KindNow::Case1 { 0: x0.into_iter().map(|x| Box::new(x)).collect(), 1: Arc::new(x1), 2: x2.map(|x| Box::new(edit_kind((*x)))) },
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Case2 { f0: xf0.into_iter().map(|x| edit_kind(x)).collect(), f1: vec![RefCell::new(xf1.map(|x| edit_spot(x)))], f2: { let (x0, x1, x2,) = xf2; (x0.into_iter().map(|x| Rc::new(Arc::into_inner(x).unwrap())).collect(), new::Wrapping8(Some(x1)), Box::new((*x2).into_iter().map(|x| x).collect()),) }, added9: vec![1, 2], added10: 0.5 },
        old::Kind::Case3 { f0: xf0, f1: xf1 } => new::KindNow::Renamed13 { renamed11: xf0.into_iter().map(|x| x.map(|x| edit_spot(x))).collect(), added12: vec![1, 2] },
        old::Kind::Case4 { f0: xf0, f1: xf1 } => new::KindNow::Case4 { spelt14: xf0.into_iter().map(|x| x.map(|x| x.into_iter().map(|(key, x)| (Box::new(key.map(|x| i64::from(x))), x)).collect())).collect(), f1: xf1 }, }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { n0: Box::new(Some(old.n0)), n1: (new::Wrapping15(Some(old.n1.into_iter().map(|x| i128::from(x)).collect())), 7), n2: vec![Box::new(Some(old.n2.map(|x| Box::new(x))))], added18: String::new() }
}
