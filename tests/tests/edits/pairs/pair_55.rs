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
pub enum Root {
    Case0,
    Case1,
    Case2,
    Case3((f64, char, (RwLock<u16>, i8)), Vec<i64>, String),
}
draw_enum!(Root { Case0 {  }, Case1 {  }, Case2 {  }, Case3 { 0, 1, 2 } });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0 {
        f0: HashSet<i8>,
        f1: [LinkedList<Option<Box<Spot>>>; 2],
        f2: Option<f32>,
    },
    Case1 {
        f0: [Box<[bool]>; 2],
        f1: Option<Box<Kind>>,
    },
    Case2 {
        f0: Spot,
        f1: HashSet<char>,
    },
    Case3,
    Case4,
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 { f0, f1 }, Case2 { f0, f1 }, Case3 {  }, Case4 {  } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: u64,
        pub n1: [f64; 2],
        pub n2: [u64; 2],
    }
draw_struct!(Spot { n0, n1, n2 });
}

pub mod new {
    use super::*;

fn made4(was: Vec<i64>) -> Result<(Vec<i64>, u8), String> { Ok((was, 7)) }

fn upgrade8(this: &mut Root, from: u32) { if matches!(this, Root::Renamed3) { *this = Root::Upgraded7(from); } }

#[derive(Persist, Debug)]
#[persist(version = 2, upgrade = upgrade8)]
pub enum Root {
    #[persist(alias = "Case0")]
    Renamed2 {
        #[persist(since = 2, default)] added1: BTreeMap<u8, String>,
    },
    #[persist(alias = "Case3")]
    Renamed5(Box<Option<(f64, RefCell<Option<char>>, (RwLock<u128>, i64))>>, #[persist(was(Vec<i64>, until = 1, with = made4))] (Vec<i64>, u8), RwLock<Option<String>>),
    Later6 {
        later: String,
    },
    #[persist(alias = "Case1")]
    Renamed3,
    Case2,
    Upgraded7(u32),
}
same_enum!(Root { Renamed2 { added1 a1 a2 }, Renamed5 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Later6 { later a1 a2 }, Renamed3 {  }, Case2 {  }, Upgraded7 { 0 a1 a2 } });

fn upgrade9(this: &mut Item, from: u32) { this.upgraded10 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, upgrade = upgrade9)]
pub struct Item {
        #[persist(since = 3, default)] pub upgraded10: u32,
    }
same_struct!(Item { upgraded10 });

fn gone12(gone: (Box<Option<HashSet<Box<i8>>>>, [RefCell<Option<LinkedList<Option<Box<Spot>>>>>; 2], Option<f32>)) -> Result<Kind, String> { Ok(Kind::Was11(gone)) }

fn gone18(gone: ()) -> Kind { Kind::Was17(gone) }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(Case0: (Box<Option<HashSet<Box<i8>>>>, [RefCell<Option<LinkedList<Option<Box<Spot>>>>>; 2], Option<f32>), with = gone12, Case4: (), with = gone18))]
pub enum Kind {
    Was11((Box<Option<HashSet<Box<i8>>>>, [RefCell<Option<LinkedList<Option<Box<Spot>>>>>; 2], Option<f32>)),
    Case3 {
        #[persist(since = 3, default = 7)] added14: u32,
        #[persist(skip, default = 0.5)] added15: f64,
        #[persist(skip, default = vec![1, 2])] added16: Vec<u16>,
    },
    Was17(()),
    #[persist(alias = "Case2", removed("f0"))]
    Renamed13 {
        f1: RwLock<Box<[char]>>,
    },
    Case1 {
        f0: [Box<[Box<Option<bool>>]>; 2],
        f1: Box<Option<Box<Kind>>>,
    },
}
same_enum!(Kind { Was11 { 0 a1 a2 }, Case3 { added14 a1 a2, added15 b1 b2, added16 c1 c2 }, Was17 { 0 a1 a2 }, Renamed13 { f1 a1 a2 }, Case1 { f0 a1 a2, f1 b1 b2 } });

fn upgrade19(this: &mut Spot, from: u32) { this.upgraded20 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, removed("n2"), upgrade = upgrade19)]
pub struct Spot {
        pub n0: RwLock<Option<i128>>,
        pub n1: RefCell<[f64; 2]>,
        #[persist(since = 3, default)] pub upgraded20: u32,
    }
same_struct!(Spot { n0, n1, upgraded20 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match match old { old::Root::Case0 {  } => new::Root::Renamed2 { added1: BTreeMap::new() },
        old::Root::Case1 {  } => new::Root::Renamed3 {  },
        old::Root::Case2 {  } => new::Root::Case2 {  },
        old::Root::Case3 { 0: x0, 1: x1, 2: x2 } => new::Root::Renamed5 { 0: Box::new(Some({ let (x0, x1, x2,) = x0; (x0, RefCell::new(Some(x1)), { let (x0, x1,) = x2; (RwLock::new(u128::from(x0.into_inner().unwrap())), i64::from(x1),) },) })), 1: (x1, 7), 2: RwLock::new(Some(x2)) }, } { new::Root::Renamed3 => new::Root::Upgraded7(1), other => other }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { upgraded10: 2 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Was11((Box::new(Some(xf0.into_iter().map(|x| Box::new(x)).collect())), xf1.map(|x| RefCell::new(Some(x.into_iter().map(|x| x.map(|x| Box::new(edit_spot((*x))))).collect()))), xf2.map(|x| x),)),
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::Kind::Case1 { f0: xf0.map(|x| x.into_iter().map(|x| Box::new(Some(x))).collect()), f1: Box::new(xf1.map(|x| Box::new(edit_kind((*x))))) },
        old::Kind::Case2 { f0: xf0, f1: xf1 } => new::Kind::Renamed13 { f1: RwLock::new(xf1.into_iter().map(|x| x).collect()) },
        old::Kind::Case3 {  } => new::Kind::Case3 { added14: 7, added15: 0.5, added16: vec![1, 2] },
        old::Kind::Case4 {  } => new::Kind::Was17(()), }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: RwLock::new(Some(i128::from(old.n0))), n1: RefCell::new(old.n1.map(|x| x)), upgraded20: 1 }
}
