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
pub struct Root {
        pub f0: BTreeSet<(i32, u16)>,
        pub f1: BTreeMap<i64, char>,
        pub f2: HashMap<u64, (Vec<Kind>, Rc<char>)>,
    }
draw_struct!(Root { f0, f1, f2 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item {
        pub f0: u128,
        pub f1: HashSet<bool>,
        pub f2: u64,
        pub f3: (f64, u32, Option<f32>),
    }
draw_struct!(Item { f0, f1, f2, f3 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: Spot,
    },
    Case1 {
        f0: i16,
        f1: Wrapped0,
    },
    Case2 {
        f0: f64,
        f1: ((bool, Option<Box<Kind>>), u16),
        f2: Mutex<Vec<Kind>>,
    },
    Case3,
    Case4,
}
draw_enum!(Kind { Case0 { f0 }, Case1 { f0, f1 }, Case2 { f0, f1, f2 }, Case3 {  }, Case4 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
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
pub struct Wrapped0(pub Option<Box<Kind>>);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn made1(was: HashSet<Box<(Box<i128>, Box<u64>)>>) -> Result<(HashSet<Box<(Box<i128>, Box<u64>)>>, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub char);

same_struct!(Wrapping3 { 0 });

#[derive(Persist, Debug)]
pub struct Fields4(pub Vec<KindNow>, pub Rc<Wrapping3>);

same_struct!(Fields4 { 0, 1 });

#[derive(Persist, Debug)]
#[persist(version = 3, alias = "Root")]
pub struct RootNow {
        pub f1: Mutex<Option<BTreeMap<i128, char>>>,
        #[persist(alias = "f2")] pub renamed2: BTreeMap<Box<u64>, Fields4>,
        #[persist(was(HashSet<Box<(Box<i128>, Box<u64>)>>, until = 1, with = made1))] pub f0: (HashSet<Box<(Box<i128>, Box<u64>)>>, u8),
    }
same_struct!(RootNow { f1, renamed2, f0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping5(pub u128);

same_struct!(Wrapping5 { 0 });

fn made6(was: Wrapping5) -> Result<BTreeMap<u16, Wrapping5>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made7(was: i128) -> Result<(i128, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping9(pub Option<u32>);

same_struct!(Wrapping9 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub struct Item {
        #[persist(alias = "f3")] pub renamed8: Box<(f64, Wrapping9, Box<Option<f64>>)>,
        #[persist(was(Wrapping5, until = 5, with = made6))] pub f0: BTreeMap<u16, Wrapping5>,
        pub f1: BTreeSet<bool>,
        #[persist(was(i128, until = 5, with = made7))] pub f2: (i128, u8),
    }
same_struct!(Item { renamed8, f0, f1, f2 });

fn made11(was: Mutex<Vec<KindNow>>) -> BTreeMap<u16, Mutex<Vec<KindNow>>> { BTreeMap::from([(3, was)]) }

fn upgrade14(this: &mut KindNow, from: u32) { if matches!(this, KindNow::Case3) { *this = KindNow::Upgraded13(from); } }

#[derive(Persist, Debug)]
#[persist(version = 7, rename = "Kind", upgrade = upgrade14)]
pub enum KindNow {
    #[persist(removed("f1"))]
    Case1 {
        #[persist(since = 7, default = 7)] added10: u32,
        f0: i16,
    },
    #[persist(removed("f0"))]
    Case0 {},
    Upgraded13(u32),
    Case3,
    #[persist(removed("f0"))]
    Case2 {
        f1: ((bool, Option<Box<KindNow>>), u64),
        #[persist(was(Mutex<Vec<KindNow>>, until = 5, with = made11))] f2: BTreeMap<u16, Mutex<Vec<KindNow>>>,
    },
    Case4 {
        #[persist(since = 7, default = 0.5)] added12: f64,
    },
}
same_enum!(KindNow { Case1 { added10 a1 a2, f0 b1 b2 }, Case0 {  }, Upgraded13 { 0 a1 a2 }, Case3 {  }, Case2 { f1 a1 a2, f2 b1 b2 }, Case4 { added12 a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, plain, removed("n1"))]
#[repr(C)]
pub struct Spot {
        pub n2: i16,
        pub n0: i16,
        pub n3: u16,
    }
same_struct!(Spot { n2, n0, n3 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow { f0: (old.f0.into_iter().map(|x| Box::new({ let (x0, x1,) = x; (Box::new(i128::from(x0)), Box::new(u64::from(x1)),) })).collect(), 7), f1: Mutex::new(Some(old.f1.into_iter().map(|(key, x)| (i128::from(key), x)).collect())), renamed2: old.f2.into_iter().map(|(key, x)| (Box::new(key), { let (x0, x1,) = x; new::Fields4(x0.into_iter().map(|x| edit_kind(x)).collect(), Rc::new(new::Wrapping3(Rc::into_inner(x1).unwrap()))) })).collect() }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: BTreeMap::from([(3, new::Wrapping5(old.f0))]), f1: old.f1.into_iter().map(|x| x).collect(), f2: (i128::from(old.f2), 7), renamed8: Box::new({ let (x0, x1, x2,) = old.f3; (x0, new::Wrapping9(Some(x1)), Box::new(x2.map(|x| f64::from(x))),) }) }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match match old { old::Kind::Case0 { f0: xf0 } => new::KindNow::Case0 {  },
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::KindNow::Case1 { f0: xf0, added10: 7 },
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Case2 { f1: { let (x0, x1,) = xf1; ({ let (x0, x1,) = x0; (x0, x1.map(|x| Box::new(edit_kind((*x)))),) }, u64::from(x1),) }, f2: BTreeMap::from([(3, Mutex::new(xf2.into_inner().unwrap().into_iter().map(|x| edit_kind(x)).collect()))]) },
        old::Kind::Case3 {  } => new::KindNow::Case3 {  },
        old::Kind::Case4 {  } => new::KindNow::Case4 { added12: 0.5 }, } { new::KindNow::Case3 => new::KindNow::Upgraded13(5), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i16::from(old.n0), n2: i16::from(old.n2), n3: u16::from(old.n3) }
}
