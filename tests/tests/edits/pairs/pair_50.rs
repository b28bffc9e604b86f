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
        pub f0: Box<[i8]>,
        pub f1: char,
        pub f2: Vec<LinkedList<Arc<f64>>>,
        pub f3: i32,
    }
draw_struct!(Root { f0, f1, f2, f3 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: String,
        pub f1: Box<[u8]>,
        pub f2: u32,
        pub f3: u64,
        pub f4: Spot,
        pub f5: i16,
        pub f6: char,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5, f6 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0 {
        f0: LinkedList<(Wrapped0, u128, Option<Box<Spot>>)>,
        f1: Vec<f32>,
        f2: i16,
    },
    Case1 {
        f0: i32,
        f1: Vec<Vec<bool>>,
    },
    Case2 {
        f0: Arc<Spot>,
        f1: LinkedList<Vec<u16>>,
        f2: (f32, Option<i32>, Mutex<Option<f32>>),
    },
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 { f0, f1 }, Case2 { f0, f1, f2 } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: i64,
        pub n1: [u64; 2],
        pub n2: [f64; 2],
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub f32);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub LinkedList<Rc<f64>>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub Vec<Wrapping1>);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 1)]
pub struct Root {
        #[persist(alias = "f3")] pub renamed3: i128,
        pub f2: Wrapping2,
        pub f0: Vec<i128>,
        pub f1: char,
    }
same_struct!(Root { renamed3, f2, f0, f1 });

fn made5(was: u128) -> BTreeMap<u16, u128> { BTreeMap::from([(3, was)]) }

fn made6(was: Box<i16>) -> (Box<i16>, u8) { (was, 7) }

#[derive(Persist, Debug)]
#[persist(version = 2, removed("f0", "f3"))]
pub struct Item {
        #[persist(since = 2, default = 0.5)] pub added9: f64,
        #[persist(skip, default = 7)] pub added8: u32,
        #[persist(default)] pub added7: BTreeMap<u8, String>,
        #[persist(was(Box<i16>, until = 1, with = made6))] pub f5: (Box<i16>, u8),
        pub f4: Mutex<Option<Spot>>,
        pub f6: char,
        #[persist(alias = "f1")] pub renamed4: Vec<u8>,
        #[persist(was(u128, until = 1, with = made5))] pub f2: BTreeMap<u16, u128>,
    }
same_struct!(Item { added9, added8, added7, f5, f4, f6, renamed4, f2 });

#[derive(Persist, Debug)]
pub struct Payload15 {
        pub f0: i32,
        pub f1: Vec<LinkedList<bool>>,
    }
same_struct!(Payload15 { f0, f1 });

fn gone17(gone: Payload15) -> Result<Kind, String> { Ok(Kind::Was16(gone)) }

#[derive(Persist, Debug)]
pub struct Fields18(pub f64, pub Option<i32>, pub Mutex<Mutex<Option<f64>>>);

same_struct!(Fields18 { 0, 1, 2 });

fn gone20(gone: (Rc<Spot>, Box<Box<[VecDeque<u16>]>>, Fields18)) -> Kind { Kind::Was19(gone) }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(Case1: Payload15, with = gone17, Case2: (Rc<Spot>, Box<Box<[VecDeque<u16>]>>, Fields18), with = gone20))]
pub enum Kind {
    Was16(Payload15),
    #[persist(removed("f0"))]
    Case0 {
        #[persist(alias = "f2")] renamed10: i128,
        #[persist(skip, default = 7)] added11: u32,
        f1: Arc<Vec<f64>>,
        #[persist(since = 3, default = vec![1, 2])] added14: Vec<u16>,
        #[persist(since = 3, default = (3, "x".to_owned()))] added13: (u8, String),
        #[persist(since = 3, default = (3, "x".to_owned()))] added12: (u8, String),
    },
    Later21 {
        later: String,
    },
    Was19((Rc<Spot>, Box<Box<[VecDeque<u16>]>>, Fields18)),
}
same_enum!(Kind { Was16 { 0 a1 a2 }, Case0 { renamed10 a1 a2, added11 b1 b2, f1 c1 c2, added14 d1 d2, added13 e1 e2, added12 f1 f2 }, Later21 { later a1 a2 }, Was19 { 0 a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, plain, removed("n1"))]
#[repr(C)]
pub struct Spot {
        pub n0: i64,
        pub n2: [f64; 2],
    }
same_struct!(Spot { n0, n2 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: old.f0.into_iter().map(|x| i128::from(x)).collect(), f1: old.f1, f2: new::Wrapping2(old.f2.into_iter().map(|x| new::Wrapping1(x.into_iter().map(|x| Rc::new(Arc::into_inner(x).unwrap())).collect())).collect()), renamed3: i128::from(old.f3) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { renamed4: old.f1.into_iter().map(|x| x).collect(), f2: BTreeMap::from([(3, u128::from(old.f2))]), f4: Mutex::new(Some(edit_spot(old.f4))), f5: (Box::new(old.f5), 7), f6: old.f6, added7: BTreeMap::new(), added8: 7, added9: 0.5 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case0 { f1: Arc::new(xf1.into_iter().map(|x| f64::from(x)).collect()), renamed10: i128::from(xf2), added11: 7, added12: (3, "x".to_owned()), added13: (3, "x".to_owned()), added14: vec![1, 2] },
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::Kind::Was16(new::Payload15 { f0: xf0, f1: xf1.into_iter().map(|x| x.into_iter().map(|x| x).collect()).collect() }),
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Was19((Rc::new(edit_spot(Arc::into_inner(xf0).unwrap())), Box::new(xf1.into_iter().map(|x| x.into_iter().map(|x| x).collect()).collect()), { let (x0, x1, x2,) = xf2; new::Fields18(f64::from(x0), x1.map(|x| x), Mutex::new(Mutex::new(x2.into_inner().unwrap().map(|x| f64::from(x))))) },)), }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i64::from(old.n0), n2: old.n2.map(f64::from) }
}
