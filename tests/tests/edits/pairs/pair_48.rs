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
pub struct Root(pub RefCell<Option<Mutex<u64>>>, pub i16);
draw_struct!(Root { 0, 1 });

#[derive(Persist, Debug)]
pub struct Item(pub Option<LinkedList<Vec<String>>>, pub Wrapped0, pub Wrapped1, pub Option<String>, pub i16, pub Spot, pub i16);
draw_struct!(Item { 0, 1, 2, 3, 4, 5, 6 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0,
    Never(HashMap<i8, Spot>),
    Case1 {
        f0: Option<Box<Spot>>,
        f1: HashMap<Option<i32>, Option<Box<[i64]>>>,
        f2: Spot,
    },
}
draw_enum!(Kind { Case0 {  }, Case1 { f0, f1, f2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: [u16; 2],
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Vec<Arc<String>>);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub HashMap<i32, (u8, f64)>);

draw_struct!(Wrapped1 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub u64);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub Rc<Option<Wrapping1>>);

same_struct!(Wrapping2 { 0 });

fn made3(was: Wrapping2) -> Result<BTreeMap<u16, Wrapping2>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 2, rename = "Root")]
pub struct RootNow(#[persist(was(Wrapping2, until = 1, with = made3))] pub BTreeMap<u16, Wrapping2>, pub i16, #[persist(since = 2, default)] pub Option<Box<String>>);
same_struct!(RootNow { 0, 1, 2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping4(pub Option<Box<LinkedList<Arc<Box<[String]>>>>>);

same_struct!(Wrapping4 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item(pub Wrapping4, pub Rc<Vec<Arc<String>>>, pub BTreeMap<i32, (u8, f64)>, pub Option<RefCell<String>>, pub RefCell<i64>, pub Rc<Spot>, pub i16);
same_struct!(Item { 0, 1, 2, 3, 4, 5, 6 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping6(pub Spot);

same_struct!(Wrapping6 { 0 });

fn made7(was: Wrapping6) -> BTreeMap<u16, Wrapping6> { BTreeMap::from([(3, was)]) }

fn upgrade10(this: &mut Kind, from: u32) { if matches!(this, Kind::Case0) { *this = Kind::Upgraded9(from); } }

#[derive(Persist, Debug)]
#[persist(version = 2, removed("Never"), upgrade = upgrade10)]
pub enum Kind {
    Upgraded9(u32),
    Case1 {
        #[persist(was(Wrapping6, until = 1, with = made7))] f2: BTreeMap<u16, Wrapping6>,
        #[persist(since = 2, default)] added8: String,
        #[persist(rename = "f0")] spelt5: Option<Box<Spot>>,
        f1: Box<BTreeMap<Box<Option<i32>>, Option<Box<[i128]>>>>,
    },
    Case0,
}
same_enum!(Kind { Upgraded9 { 0 a1 a2 }, Case1 { f2 a1 a2, added8 b1 b2, spelt5 c1 c2, f1 d1 d2 }, Case0 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 6, plain)]
#[repr(C)]
pub struct Spot {
        pub n0: [u32; 2],
        #[persist(since = 6, default)] pub added11: u32,
    }
same_struct!(Spot { n0, added11 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow { 0: BTreeMap::from([(3, new::Wrapping2(Rc::new(old.0.into_inner().map(|x| new::Wrapping1(x.into_inner().unwrap())))))]), 1: old.1, 2: None }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: new::Wrapping4(old.0.map(|x| Box::new(x.into_iter().map(|x| Arc::new(x.into_iter().map(|x| x).collect())).collect()))), 1: Rc::new(old.1.0.into_iter().map(|x| Arc::new(Arc::into_inner(x).unwrap())).collect()), 2: old.2.0.into_iter().map(|(key, x)| (key, { let (x0, x1,) = x; (x0, x1,) })).collect(), 3: old.3.map(|x| RefCell::new(x)), 4: RefCell::new(i64::from(old.4)), 5: Rc::new(edit_spot(old.5)), 6: old.6 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Case0 {  } => new::Kind::Case0 {  },
        old::Kind::Never { 0: x0 } => unreachable!(),
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case1 { spelt5: xf0.map(|x| Box::new(edit_spot((*x)))), f1: Box::new(xf1.into_iter().map(|(key, x)| (Box::new(key.map(|x| x)), x.map(|x| x.into_iter().map(|x| i128::from(x)).collect()))).collect()), f2: BTreeMap::from([(3, new::Wrapping6(edit_spot(xf2)))]), added8: String::new() }, } { new::Kind::Case0 => new::Kind::Upgraded9(1), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: old.n0.map(u32::from), added11: Default::default() }
}
