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
pub struct Item {
        pub f0: Wrapped0,
        pub f1: [HashMap<i16, LinkedList<String>>; 2],
        pub f2: RefCell<Spot>,
        pub f3: Box<[RwLock<u64>]>,
        pub f4: BTreeMap<u8, i64>,
    }
draw_struct!(Item { f0, f1, f2, f3, f4 });

#[derive(Persist, Debug)]
pub enum Kind {
    Never,
    Case0(RefCell<i32>, u16),
    Case1 {
        f0: i16,
        f1: Spot,
        f2: [[Option<u8>; 1]; 2],
    },
    Case2(u16, char, u16),
    Case3 {
        f0: Option<Box<Spot>>,
        f1: (u128, Mutex<(u128, u64, f64)>),
    },
    Case4 {
        f0: Box<[String]>,
    },
}
draw_enum!(Kind { Case0 { 0, 1 }, Case1 { f0, f1, f2 }, Case2 { 0, 1, 2 }, Case3 { f0, f1 }, Case4 { f0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i16,
        pub n1: i16,
        pub n2: i16,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub BTreeMap<i8, Spot>);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Root {
        #[persist(since = 3, default)] pub added1: BTreeMap<u8, String>,
    }
same_struct!(Root { added1 });

fn made3(was: HashMap<Box<i64>, i64>) -> Result<Vec<HashMap<Box<i64>, i64>>, String> { Ok(vec![was]) }

fn upgrade4(this: &mut Item, from: u32) { this.upgraded5 = from; }

#[derive(Persist, Debug)]
#[persist(version = 6, removed("f3"), upgrade = upgrade4)]
pub struct Item {
        pub f0: RwLock<BTreeMap<i128, Spot>>,
        #[persist(was(HashMap<Box<i64>, i64>, until = 5, with = made3))] pub f4: Vec<HashMap<Box<i64>, i64>>,
        #[persist(alias = "f1")] pub renamed2: Box<Option<[BTreeMap<i16, LinkedList<Mutex<String>>>; 2]>>,
        pub f2: Spot,
        #[persist(since = 6, default)] pub upgraded5: u32,
    }
same_struct!(Item { f0, f4, renamed2, f2, upgraded5 });

fn made7(was: Spot) -> BTreeMap<u16, Spot> { BTreeMap::from([(3, was)]) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping9(pub u16);

same_struct!(Wrapping9 { 0 });

fn made10(was: Wrapping9) -> Result<BTreeMap<u16, Wrapping9>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made11(was: u16) -> Result<(u16, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
pub struct Fields13(pub u128, pub u128, pub f64);

same_struct!(Fields13 { 0, 1, 2 });

fn made14(was: Box<[Box<Option<String>>]>) -> Vec<Box<[Box<Option<String>>]>> { vec![was] }

#[derive(Persist, Debug)]
#[persist(version = 2, removed("Never"))]
pub enum Kind {
    #[persist(alias = "Case1")]
    Renamed8 {
        f2: [VecDeque<Option<Box<u16>>>; 2],
        #[persist(was(Spot, until = 1, with = made7))] f1: BTreeMap<u16, Spot>,
        #[persist(alias = "f0")] renamed6: Arc<i16>,
    },
    Case4 {
        #[persist(was(Box<[Box<Option<String>>]>, until = 1, with = made14))] f0: Vec<Box<[Box<Option<String>>]>>,
        #[persist(default = (3, "x".to_owned()))] added15: (u8, String),
    },
    Case0(i128, Box<Option<u16>>),
    Case2(#[persist(was(Wrapping9, until = 1, with = made10))] BTreeMap<u16, Wrapping9>, RefCell<char>, #[persist(was(u16, until = 1, with = made11))] (u16, u8), #[persist(since = 2, default = (3, "x".to_owned()))] (u8, String)),
    Case3 {
        #[persist(rename = "f1")] spelt12: (u128, Mutex<Box<Fields13>>),
        f0: RwLock<Option<Box<Spot>>>,
    },
}
same_enum!(Kind { Renamed8 { f2 a1 a2, f1 b1 b2, renamed6 c1 c2 }, Case4 { f0 a1 a2, added15 b1 b2 }, Case0 { 0 a1 a2, 1 b1 b2 }, Case2 { 0 a1 a2, 1 b1 b2, 2 c1 c2, 3 d1 d2 }, Case3 { spelt12 a1 a2, f0 b1 b2 } });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping17(pub i16);

same_struct!(Wrapping17 { 0 });

fn made18(was: Wrapping17) -> Result<(Wrapping17, u8), String> { Ok((was, 7)) }

fn made19(was: i128) -> Result<(i128, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Spot {
        #[persist(was(i128, until = 1, with = made19))] pub n2: (i128, u8),
        #[persist(was(Wrapping17, until = 1, with = made18))] pub n1: (Wrapping17, u8),
        #[persist(rename = "n0")] pub spelt16: RefCell<i16>,
    }
same_struct!(Spot { n2, n1, spelt16 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { added1: BTreeMap::new() }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: RwLock::new(old.f0.0.into_iter().map(|(key, x)| (i128::from(key), edit_spot(x))).collect()), renamed2: Box::new(Some(old.f1.map(|x| x.into_iter().map(|(key, x)| (key, x.into_iter().map(|x| Mutex::new(x)).collect())).collect()))), f2: edit_spot(old.f2.into_inner()), f4: vec![old.f4.into_iter().map(|(key, x)| (Box::new(i64::from(key)), x)).collect()], upgraded5: 5 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Never {  } => unreachable!(),
        old::Kind::Case0 { 0: x0, 1: x1 } => new::Kind::Case0 { 0: i128::from(x0.into_inner()), 1: Box::new(Some(x1)) },
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Renamed8 { renamed6: Arc::new(xf0), f1: BTreeMap::from([(3, edit_spot(xf1))]), f2: xf2.map(|x| x.into_iter().map(|x| x.map(|x| Box::new(u16::from(x)))).collect()) },
        old::Kind::Case2 { 0: x0, 1: x1, 2: x2 } => new::Kind::Case2 { 0: BTreeMap::from([(3, new::Wrapping9(x0))]), 1: RefCell::new(x1), 2: (x2, 7), 3: (3, "x".to_owned()) },
        old::Kind::Case3 { f0: xf0, f1: xf1 } => new::Kind::Case3 { f0: RwLock::new(xf0.map(|x| Box::new(edit_spot((*x))))), spelt12: { let (x0, x1,) = xf1; (x0, Mutex::new(Box::new({ let (x0, x1, x2,) = x1.into_inner().unwrap(); new::Fields13(x0, u128::from(x1), x2) })),) } },
        old::Kind::Case4 { f0: xf0 } => new::Kind::Case4 { f0: vec![xf0.into_iter().map(|x| Box::new(Some(x))).collect()], added15: (3, "x".to_owned()) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { spelt16: RefCell::new(old.n0), n1: (new::Wrapping17(old.n1), 7), n2: (i128::from(old.n2), 7) }
}
