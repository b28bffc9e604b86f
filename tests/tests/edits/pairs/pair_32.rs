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
#[persist(version = 5)]
pub struct Root;
draw_struct!(Root {  });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item(pub Option<[i16; 3]>, pub [[bool; 1]; 1], pub Spot, pub u64);
draw_struct!(Item { 0, 1, 2, 3 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: Option<Vec<Option<Box<Kind>>>>,
        f1: (i16, i32, HashSet<Option<i16>>),
        f2: HashMap<char, RefCell<Spot>>,
    },
    Case1 {
        f0: Option<BTreeMap<u64, BTreeSet<i64>>>,
    },
    Case2(Box<[Vec<Spot>]>, Option<Box<Kind>>),
    Case3 {
        f0: (BTreeMap<u16, u32>, Option<BTreeMap<u16, i32>>),
    },
    Case4(Spot, u128),
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 { f0 }, Case2 { 0, 1 }, Case3 { f0 }, Case4 { 0, 1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: f32,
        pub n1: u32,
        pub n2: i32,
        pub n3: f32,
    }
draw_struct!(Spot { n0, n1, n2, n3 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 5, rename = "Root")]
pub struct RootNow;
same_struct!(RootNow {  });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Option<VecDeque<RwLock<Box<[Box<bool>]>>>>);

same_struct!(Wrapping1 { 0 });

fn made2(was: u64) -> (u64, u8) { (was, 7) }

fn upgrade3(this: &mut Item, from: u32) { this.8 = from; }

#[derive(Persist, Debug)]
#[persist(version = 4, upgrade = upgrade3)]
pub struct Item(pub Option<LinkedList<i128>>, pub Wrapping1, pub SpotNow, #[persist(was(u64, until = 2, with = made2))] pub (u64, u8), #[persist(since = 4, default = 7)] pub u32, #[persist(since = 4, default = 7)] pub u32, #[persist(since = 4, default = vec![1, 2])] pub Vec<u16>, #[persist(since = 4, default = 7)] pub u32, #[persist(since = 4, default)] pub u32);
same_struct!(Item { 0, 1, 2, 3, 4, 5, 6, 7, 8 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping5(pub Vec<Box<Option<Box<Kind>>>>);

same_struct!(Wrapping5 { 0 });

fn gone7(gone: (Box<Option<Wrapping5>>, (i16, i128, Rc<HashSet<Option<i16>>>), RwLock<Option<HashMap<Box<char>, RwLock<SpotNow>>>>)) -> Kind { Kind::Was6(gone) }

#[derive(Persist, Debug)]
pub struct Payload8 {
        pub f0: Mutex<Option<Box<BTreeMap<Box<i128>, HashSet<Box<i64>>>>>>,
    }
same_struct!(Payload8 { f0 });

fn gone10(gone: Payload8) -> Kind { Kind::Was9(gone) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping11(pub HashMap<u16, i128>);

same_struct!(Wrapping11 { 0 });

#[derive(Persist, Debug)]
pub struct Fields12(pub HashMap<u16, u32>, pub Option<Wrapping11>);

same_struct!(Fields12 { 0, 1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping13(pub Fields12);

same_struct!(Wrapping13 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 6, removed(Case0: (Box<Option<Wrapping5>>, (i16, i128, Rc<HashSet<Option<i16>>>), RwLock<Option<HashMap<Box<char>, RwLock<SpotNow>>>>), with = gone7, Case1: Payload8, with = gone10))]
pub enum Kind {
    Was6((Box<Option<Wrapping5>>, (i16, i128, Rc<HashSet<Option<i16>>>), RwLock<Option<HashMap<Box<char>, RwLock<SpotNow>>>>)),
    Case3 {
        f0: Wrapping13,
    },
    Case2(Box<[VecDeque<Mutex<SpotNow>>]>, Option<Box<Box<Kind>>>),
    Was9(Payload8),
    Case4(SpotNow, u128),
}
same_enum!(Kind { Was6 { 0 a1 a2 }, Case3 { f0 a1 a2 }, Case2 { 0 a1 a2, 1 b1 b2 }, Was9 { 0 a1 a2 }, Case4 { 0 a1 a2, 1 b1 b2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, rename = "Spot", plain)]
#[repr(C)]
pub struct SpotNow {
        pub n2: i32,
        pub n1: u32,
        pub n0: f32,
        pub n3: f32,
    }
same_struct!(SpotNow { n2, n1, n0, n3 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow {  }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: old.0.map(|x| x.into_iter().map(|x| i128::from(x)).collect()), 1: new::Wrapping1(Some(old.1.into_iter().map(|x| RwLock::new(x.into_iter().map(|x| Box::new(x)).collect())).collect())), 2: edit_spot(old.2), 3: (old.3, 7), 4: 7, 5: 7, 6: vec![1, 2], 7: 7, 8: 2 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Was6((Box::new(xf0.map(|x| new::Wrapping5(x.into_iter().map(|x| Box::new(x.map(|x| Box::new(edit_kind((*x)))))).collect()))), { let (x0, x1, x2,) = xf1; (x0, i128::from(x1), Rc::new(x2.into_iter().map(|x| x.map(|x| x)).collect()),) }, RwLock::new(Some(xf2.into_iter().map(|(key, x)| (Box::new(key), RwLock::new(edit_spot(x.into_inner())))).collect())),)),
        old::Kind::Case1 { f0: xf0 } => new::Kind::Was9(new::Payload8 { f0: Mutex::new(xf0.map(|x| Box::new(x.into_iter().map(|(key, x)| (Box::new(i128::from(key)), x.into_iter().map(|x| Box::new(x)).collect())).collect()))) }),
        old::Kind::Case2 { 0: x0, 1: x1 } => new::Kind::Case2 { 0: x0.into_iter().map(|x| x.into_iter().map(|x| Mutex::new(edit_spot(x))).collect()).collect(), 1: x1.map(|x| Box::new(Box::new(edit_kind((*x))))) },
        old::Kind::Case3 { f0: xf0 } => new::Kind::Case3 { f0: new::Wrapping13({ let (x0, x1,) = xf0; new::Fields12(x0.into_iter().map(|(key, x)| (key, x)).collect(), x1.map(|x| new::Wrapping11(x.into_iter().map(|(key, x)| (key, i128::from(x))).collect()))) }) },
        old::Kind::Case4 { 0: x0, 1: x1 } => new::Kind::Case4 { 0: edit_spot(x0), 1: x1 }, }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { n0: f32::from(old.n0), n1: u32::from(old.n1), n2: i32::from(old.n2), n3: f32::from(old.n3) }
}
