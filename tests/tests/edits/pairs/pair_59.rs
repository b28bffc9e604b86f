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
#[persist(version = 5)]
pub enum Root {
    Case0,
    Case1,
    Case2 {
        f0: HashSet<String>,
        f1: (Option<Box<Item>>, Arc<u16>, (Option<u64>, Wrapped0, Box<[f32]>)),
    },
}
draw_enum!(Root { Case0 {  }, Case1 {  }, Case2 { f0, f1 } });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        pub f0: (HashMap<u8, RwLock<bool>>, LinkedList<Spot>, f32),
    }
draw_struct!(Item { f0 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0(f64),
    Never {
        f0: u128,
        f1: u128,
    },
    Case1 {
        f0: f64,
        f1: Mutex<u32>,
    },
}
draw_enum!(Kind { Case0 { 0 }, Case1 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: f32,
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub f64);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping4(pub Option<Rc<i128>>);

same_struct!(Wrapping4 { 0 });

#[derive(Persist, Debug)]
pub struct Fields5(pub Box<Option<Mutex<u128>>>, pub f64, pub Vec<f32>);

same_struct!(Fields5 { 0, 1, 2 });

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub enum Root {
    Case0,
    Case2 {
        #[persist(alias = "f1")] renamed3: (Option<Box<Item>>, Wrapping4, Fields5),
        #[persist(rename = "f0")] spelt2: VecDeque<String>,
    },
    Case1 {
        #[persist(default = 0.5)] added1: f64,
    },
}
same_enum!(Root { Case0 {  }, Case2 { renamed3 a1 a2, spelt2 b1 b2 }, Case1 { added1 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        pub f0: (BTreeMap<Box<u8>, Box<Option<RwLock<bool>>>>, LinkedList<Spot>, Rc<f32>),
    }
same_struct!(Item { f0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping6(pub Option<f64>);

same_struct!(Wrapping6 { 0 });

fn gone8(gone: Wrapping6) -> KindNow { KindNow::Was7(gone) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping9(pub Option<u32>);

same_struct!(Wrapping9 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 2, alias = "Kind", removed(Case0: Wrapping6, with = gone8, "Never"))]
pub enum KindNow {
    Was7(Wrapping6),
    Later14 {
        later: String,
    },
    Later12 {
        later: String,
    },
    Case1 {
        f1: Wrapping9,
        #[persist(default)] added10: String,
        f0: f64,
    },
    Later13 {
        later: String,
    },
    Later11 {
        later: String,
    },
}
same_enum!(KindNow { Was7 { 0 a1 a2 }, Later14 { later a1 a2 }, Later12 { later a1 a2 }, Case1 { f1 a1 a2, added10 b1 b2, f0 c1 c2 }, Later13 { later a1 a2 }, Later11 { later a1 a2 } });

fn upgrade19(this: &mut Spot, from: u32) { this.upgraded20 = from; }

#[derive(Persist, Debug)]
#[persist(version = 7, upgrade = upgrade19)]
pub struct Spot {
        #[persist(since = 7, default)] pub added18: BTreeMap<u8, String>,
        #[persist(rename = "n0")] pub spelt15: f64,
        #[persist(skip, default)] pub added17: String,
        #[persist(since = 7, default)] pub added16: BTreeMap<u8, String>,
        #[persist(since = 7, default)] pub upgraded20: u32,
    }
same_struct!(Spot { added18, spelt15, added17, added16, upgraded20 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match old { old::Root::Case0 {  } => new::Root::Case0 {  },
        old::Root::Case1 {  } => new::Root::Case1 { added1: 0.5 },
        old::Root::Case2 { f0: xf0, f1: xf1 } => new::Root::Case2 { spelt2: xf0.into_iter().map(|x| x).collect(), renamed3: { let (x0, x1, x2,) = xf1; (x0.map(|x| Box::new(edit_item((*x)))), new::Wrapping4(Some(Rc::new(i128::from(Arc::into_inner(x1).unwrap())))), { let (x0, x1, x2,) = x2; new::Fields5(Box::new(x0.map(|x| Mutex::new(u128::from(x)))), x1.0, x2.into_iter().map(|x| x).collect()) },) } }, }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: { let (x0, x1, x2,) = old.f0; (x0.into_iter().map(|(key, x)| (Box::new(key), Box::new(Some(RwLock::new(x.into_inner().unwrap()))))).collect(), x1.into_iter().map(|x| edit_spot(x)).collect(), Rc::new(x2),) } }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { 0: x0 } => new::KindNow::Was7(new::Wrapping6(Some(x0))),
        old::Kind::Never { f0: xf0, f1: xf1 } => unreachable!(),
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::KindNow::Case1 { f0: xf0, f1: new::Wrapping9(Some(xf1.into_inner().unwrap())), added10: String::new() }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { spelt15: f64::from(old.n0), added16: BTreeMap::new(), added17: String::new(), added18: BTreeMap::new(), upgraded20: 5 }
}
