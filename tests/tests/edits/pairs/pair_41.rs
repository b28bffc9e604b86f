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
pub struct Root(pub Spot, pub Arc<Wrapped2>, pub RwLock<Option<i32>>, pub BTreeMap<i16, Item>, pub u8, pub char, pub HashMap<u8, u128>);
draw_struct!(Root { 0, 1, 2, 3, 4, 5, 6 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item {
        pub f0: HashMap<(i32, u16), Kind>,
        pub f1: Option<Box<Kind>>,
        pub f2: RefCell<Option<HashMap<bool, i16>>>,
        pub f3: i64,
    }
draw_struct!(Item { f0, f1, f2, f3 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0(bool),
    Case1 {
        f0: Mutex<Spot>,
        f1: char,
        f2: (Wrapped0, Wrapped1),
    },
    Case2 {
        f0: i16,
        f1: Spot,
    },
}
draw_enum!(Kind { Case0 { 0 }, Case1 { f0, f1, f2 }, Case2 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: [i64; 2],
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub VecDeque<f64>);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub Option<f64>);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub [u128; 1]);

draw_struct!(Wrapped2 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Option<SpotNow>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Root(pub Wrapping1, pub Mutex<Rc<VecDeque<u128>>>, pub RwLock<Option<i32>>, pub Arc<Option<HashMap<i16, Arc<Item>>>>, pub i128, pub char, pub HashMap<u64, u128>);
same_struct!(Root { 0, 1, 2, 3, 4, 5, 6 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub Option<Box<Kind>>);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 7, removed("f0"))]
pub struct Item {
        #[persist(skip, default = 7)] pub added5: u32,
        #[persist(rename = "f2")] pub spelt3: Option<BTreeMap<bool, i32>>,
        pub f1: Wrapping2,
        #[persist(alias = "f3")] pub renamed4: Mutex<Option<i64>>,
    }
same_struct!(Item { added5, spelt3, f1, renamed4 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub SpotNow);

same_struct!(Wrapping7 { 0 });

#[derive(Persist, Debug)]
pub struct Fields9(pub VecDeque<f64>, pub Box<Option<f64>>);

same_struct!(Fields9 { 0, 1 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0(bool),
    Case2 {
        #[persist(rename = "f0")] spelt10: i32,
        f1: SpotNow,
    },
    Case1 {
        f1: char,
        #[persist(rename = "f0")] spelt6: RwLock<Wrapping7>,
        #[persist(alias = "f2")] renamed8: Fields9,
    },
}
same_enum!(Kind { Case0 { 0 a1 a2 }, Case2 { spelt10 a1 a2, f1 b1 b2 }, Case1 { f1 a1 a2, spelt6 b1 b2, renamed8 c1 c2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, alias = "Spot", plain)]
#[repr(C)]
pub struct SpotNow {
        pub n0: [i64; 2],
        #[persist(since = 2, default)] pub added11: i64,
    }
same_struct!(SpotNow { n0, added11 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: new::Wrapping1(Some(edit_spot(old.0))), 1: Mutex::new(Rc::new(Arc::into_inner(old.1).unwrap().0.into_iter().map(|x| x).collect())), 2: RwLock::new(old.2.into_inner().unwrap().map(|x| x)), 3: Arc::new(Some(old.3.into_iter().map(|(key, x)| (key, Arc::new(edit_item(x)))).collect())), 4: i128::from(old.4), 5: old.5, 6: old.6.into_iter().map(|(key, x)| (u64::from(key), x)).collect() }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f1: new::Wrapping2(old.f1.map(|x| Box::new(edit_kind((*x))))), spelt3: old.f2.into_inner().map(|x| x.into_iter().map(|(key, x)| (key, i32::from(x))).collect()), renamed4: Mutex::new(Some(old.f3)), added5: 7 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { 0: x0 } => new::Kind::Case0 { 0: x0 },
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case1 { spelt6: RwLock::new(new::Wrapping7(edit_spot(xf0.into_inner().unwrap()))), f1: xf1, renamed8: { let (x0, x1,) = xf2; new::Fields9(x0.0, Box::new(x1.0.map(|x| x))) } },
        old::Kind::Case2 { f0: xf0, f1: xf1 } => new::Kind::Case2 { spelt10: i32::from(xf0), f1: edit_spot(xf1) }, }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { n0: old.n0.map(i64::from), added11: Default::default() }
}
