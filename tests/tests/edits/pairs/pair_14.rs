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
pub struct Root(pub RefCell<String>, pub VecDeque<BTreeMap<u16, Option<f64>>>, pub f64, pub Box<[((), Option<i16>, Arc<u16>)]>);
draw_struct!(Root { 0, 1, 2, 3 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: Option<Kind>,
        pub f1: Spot,
        pub f2: f32,
    }
draw_struct!(Item { f0, f1, f2 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: u8,
    },
    Case1 {
        f0: BTreeSet<String>,
        f1: Vec<Kind>,
        f2: char,
    },
    Never {
        f0: HashSet<i32>,
    },
    Case2((), LinkedList<(BTreeMap<(u64, i32), f64>, bool)>, Option<u64>),
}
draw_enum!(Kind { Case0 { f0 }, Case1 { f0, f1, f2 }, Case2 { 0, 1, 2 } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: i16,
        pub n1: i16,
    }
draw_struct!(Spot { n0, n1 });
}

pub mod new {
    use super::*;

fn made1(was: Mutex<Option<String>>) -> BTreeMap<u16, Mutex<Option<String>>> { BTreeMap::from([(3, was)]) }

fn made2(was: RwLock<Option<VecDeque<HashMap<i32, Option<f64>>>>>) -> Result<(RwLock<Option<VecDeque<HashMap<i32, Option<f64>>>>>, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub Box<[((), Option<Box<i64>>, Arc<i64>)]>);

same_struct!(Wrapping3 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Root(#[persist(was(Mutex<Option<String>>, until = 1, with = made1))] pub BTreeMap<u16, Mutex<Option<String>>>, #[persist(was(RwLock<Option<VecDeque<HashMap<i32, Option<f64>>>>>, until = 1, with = made2))] pub (RwLock<Option<VecDeque<HashMap<i32, Option<f64>>>>>, u8), pub Box<f64>, pub Wrapping3);
same_struct!(Root { 0, 1, 2, 3 });

fn upgrade6(this: &mut Item, from: u32, removed: ItemRemoved) { this.upgraded7 = from; this.kept5 = removed.f2; }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(f2: f64), upgrade = upgrade6)]
pub struct Item {
        #[persist(rename = "f0")] pub spelt4: Option<Kind>,
        #[persist(since = 3, default)] pub kept5: Option<f64>,
        pub f1: Spot,
        #[persist(since = 3, default)] pub upgraded7: u32,
    }
same_struct!(Item { spelt4, kept5, f1, upgraded7 });

fn gone9(gone: (u8,)) -> Kind { Kind::Was8(gone) }

fn made10(was: VecDeque<String>) -> Result<(VecDeque<String>, u8), String> { Ok((was, 7)) }

fn made11(was: char) -> Result<(char, u8), String> { Ok((was, 7)) }

fn made12(was: Option<u64>) -> Result<Vec<Option<u64>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(Case0: (u8,), with = gone9, "Never"))]
pub enum Kind {
    Was8((u8,)),
    Later13 {
        later: String,
    },
    Case1 {
        #[persist(was(VecDeque<String>, until = 1, with = made10))] f0: (VecDeque<String>, u8),
        f1: Mutex<Vec<Kind>>,
        #[persist(was(char, until = 1, with = made11))] f2: (char, u8),
    },
    Case2((), Box<LinkedList<(HashMap<(i128, Box<i32>), f64>, bool)>>, #[persist(was(Option<u64>, until = 1, with = made12))] Vec<Option<u64>>),
}
same_enum!(Kind { Was8 { 0 a1 a2 }, Later13 { later a1 a2 }, Case1 { f0 a1 a2, f1 b1 b2, f2 c1 c2 }, Case2 { 0 a1 a2, 1 b1 b2, 2 c1 c2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, plain)]
#[repr(C)]
pub struct Spot {
        pub n1: i16,
        pub n0: i16,
    }
same_struct!(Spot { n1, n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: BTreeMap::from([(3, Mutex::new(Some(old.0.into_inner())))]), 1: (RwLock::new(Some(old.1.into_iter().map(|x| x.into_iter().map(|(key, x)| (i32::from(key), x.map(|x| x))).collect()).collect())), 7), 2: Box::new(old.2), 3: new::Wrapping3(old.3.into_iter().map(|x| { let (x0, x1, x2,) = x; (x0, x1.map(|x| Box::new(i64::from(x))), Arc::new(i64::from(Arc::into_inner(x2).unwrap())),) }).collect()) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { spelt4: old.f0.map(|x| edit_kind(x)), f1: edit_spot(old.f1), kept5: Some(f64::from(old.f2)), upgraded7: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0 } => new::Kind::Was8((xf0,)),
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case1 { f0: (xf0.into_iter().map(|x| x).collect(), 7), f1: Mutex::new(xf1.into_iter().map(|x| edit_kind(x)).collect()), f2: (xf2, 7) },
        old::Kind::Never { f0: xf0 } => unreachable!(),
        old::Kind::Case2 { 0: x0, 1: x1, 2: x2 } => new::Kind::Case2 { 0: x0, 1: Box::new(x1.into_iter().map(|x| { let (x0, x1,) = x; (x0.into_iter().map(|(key, x)| ({ let (x0, x1,) = key; (i128::from(x0), Box::new(x1),) }, x)).collect(), x1,) }).collect()), 2: vec![x2.map(|x| x)] }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i16::from(old.n0), n1: i16::from(old.n1) }
}
