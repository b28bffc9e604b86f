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
pub enum Root {
    Case0(Vec<Root>, Item, [HashMap<i64, ()>; 1]),
    Case1(f32, (i8, u64)),
}
draw_enum!(Root { Case0 { 0, 1, 2 }, Case1 { 0, 1 } });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: RwLock<Vec<Item>>,
        pub f1: BTreeMap<i8, [(); 3]>,
        pub f2: Option<Box<Wrapped0>>,
        pub f3: i8,
        pub f4: u128,
        pub f5: i16,
        pub f6: Kind,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5, f6 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0,
    Case1(Option<Box<Spot>>, RefCell<Option<u128>>, Option<()>),
}
draw_enum!(Kind { Case0 {  }, Case1 { 0, 1, 2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u16,
        pub n1: [u16; 2],
    }
draw_struct!(Spot { n0, n1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub ());

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn gone2(gone: (Vec<RootNow>, Item, Vec<HashMap<i64, ()>>)) -> Result<RootNow, String> { Ok(RootNow::Was1(gone)) }

fn made3(was: f32) -> Result<BTreeMap<u16, f32>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 2, alias = "Root", removed(Case0: (Vec<RootNow>, Item, Vec<HashMap<i64, ()>>), with = gone2))]
pub enum RootNow {
    Case1(#[persist(was(f32, until = 1, with = made3))] BTreeMap<u16, f32>, (i8, u64), #[persist(since = 2, default = (3, "x".to_owned()))] (u8, String)),
    Was1((Vec<RootNow>, Item, Vec<HashMap<i64, ()>>)),
}
same_enum!(RootNow { Case1 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Was1 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(version = 1, removed("f1"))]
pub struct Item {
        pub f5: i16,
        pub f0: Vec<Item>,
        pub f4: u128,
        pub f6: Box<Option<Kind>>,
        pub f3: RwLock<Option<i8>>,
        pub f2: Option<Arc<()>>,
    }
same_struct!(Item { f5, f0, f4, f6, f3, f2 });

fn made4(was: Option<Box<Spot>>) -> Result<BTreeMap<u16, Option<Box<Spot>>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping5(pub Option<u128>);

same_struct!(Wrapping5 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping6(pub ());

same_struct!(Wrapping6 { 0 });

fn made7(was: Option<Wrapping6>) -> BTreeMap<u16, Option<Wrapping6>> { BTreeMap::from([(3, was)]) }

fn upgrade9(this: &mut Kind, from: u32) { if matches!(this, Kind::Case0) { *this = Kind::Upgraded8(from); } }

#[derive(Persist, Debug)]
#[persist(version = 7, upgrade = upgrade9)]
pub enum Kind {
    Case0,
    Upgraded8(u32),
    Case1(#[persist(was(Option<Box<Spot>>, until = 5, with = made4))] BTreeMap<u16, Option<Box<Spot>>>, Wrapping5, #[persist(was(Option<Wrapping6>, until = 5, with = made7))] BTreeMap<u16, Option<Wrapping6>>),
}
same_enum!(Kind { Case0 {  }, Upgraded8 { 0 a1 a2 }, Case1 { 0 a1 a2, 1 b1 b2, 2 c1 c2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 1, plain, removed("n0"))]
#[repr(C)]
pub struct Spot {
        pub n1: [u16; 2],
    }
same_struct!(Spot { n1 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    match old { old::Root::Case0 { 0: x0, 1: x1, 2: x2 } => new::RootNow::Was1((x0.into_iter().map(|x| edit_root(x)).collect(), edit_item(x1), x2.into_iter().map(|x| x.into_iter().map(|(key, x)| (key, x)).collect()).collect(),)),
        old::Root::Case1 { 0: x0, 1: x1 } => new::RootNow::Case1 { 0: BTreeMap::from([(3, x0)]), 1: { let (x0, x1,) = x1; (x0, x1,) }, 2: (3, "x".to_owned()) }, }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: old.f0.into_inner().unwrap().into_iter().map(|x| edit_item(x)).collect(), f2: old.f2.map(|x| Arc::new((*x).0)), f3: RwLock::new(Some(old.f3)), f4: old.f4, f5: old.f5, f6: Box::new(Some(edit_kind(old.f6))) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Case0 {  } => new::Kind::Case0 {  },
        old::Kind::Case1 { 0: x0, 1: x1, 2: x2 } => new::Kind::Case1 { 0: BTreeMap::from([(3, x0.map(|x| Box::new(edit_spot((*x)))))]), 1: new::Wrapping5(x1.into_inner().map(|x| x)), 2: BTreeMap::from([(3, x2.map(|x| new::Wrapping6(x)))]) }, } { new::Kind::Case0 => new::Kind::Upgraded8(5), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n1: old.n1.map(u16::from) }
}
