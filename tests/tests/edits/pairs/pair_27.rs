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
pub enum Root {
    Case0 {
        f0: u128,
        f1: Vec<LinkedList<[f32; 2]>>,
    },
    Never,
    Case1,
    Case2(f32),
}
draw_enum!(Root { Case0 { f0, f1 }, Case1 {  }, Case2 { 0 } });

#[derive(Persist, Debug)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0(String, HashSet<i64>, i32),
    Case1 {
        f0: Box<Option<u128>>,
        f1: RwLock<i32>,
        f2: String,
    },
    Case2,
    Case3,
    Case4 {
        f0: i16,
    },
}
draw_enum!(Kind { Case0 { 0, 1, 2 }, Case1 { f0, f1, f2 }, Case2 {  }, Case3 {  }, Case4 { f0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
pub struct Spot {
        pub n0: f32,
    }
draw_struct!(Spot { n0 });
}

pub mod new {
    use super::*;

fn made1(was: Vec<LinkedList<[f32; 2]>>) -> Result<(Vec<LinkedList<[f32; 2]>>, u8), String> { Ok((was, 7)) }

fn gone4(gone: Rc<f64>) -> Root { Root::Was3(gone) }

#[derive(Persist, Debug)]
#[persist(version = 4, removed("Never", Case2: Rc<f64>, with = gone4))]
pub enum Root {
    Case0 {
        f0: u128,
        #[persist(was(Vec<LinkedList<[f32; 2]>>, until = 2, with = made1))] f1: (Vec<LinkedList<[f32; 2]>>, u8),
    },
    Was3(Rc<f64>),
    Case1 {
        #[persist(since = 4, default = 0.5)] added2: f64,
    },
}
same_enum!(Root { Case0 { f0 a1 a2, f1 b1 b2 }, Was3 { 0 a1 a2 }, Case1 { added2 a1 a2 } });

fn upgrade6(this: &mut Item, from: u32) { this.upgraded7 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, upgrade = upgrade6)]
pub struct Item {
        #[persist(since = 3, default)] pub added5: BTreeMap<u8, String>,
        #[persist(since = 3, default)] pub upgraded7: u32,
    }
same_struct!(Item { added5, upgraded7 });

fn gone9(gone: (String, HashSet<i64>, i128)) -> KindNow { KindNow::Was8(gone) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping11(pub Option<String>);

same_struct!(Wrapping11 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 5, rename = "Kind", removed(Case0: (String, HashSet<i64>, i128), with = gone9))]
pub enum KindNow {
    Was8((String, HashSet<i64>, i128)),
    #[persist(removed("f0"))]
    Case4 {},
    Case3,
    Case1 {
        #[persist(alias = "f0")] renamed10: Option<RwLock<u128>>,
        f2: Wrapping11,
        f1: Mutex<i32>,
    },
    Case2,
}
same_enum!(KindNow { Was8 { 0 a1 a2 }, Case4 {  }, Case3 {  }, Case1 { renamed10 a1 a2, f2 b1 b2, f1 c1 c2 }, Case2 {  } });

#[derive(Persist, Debug)]
#[persist(version = 5, alias = "Spot")]
pub struct SpotNow {
        pub n0: f32,
    }
same_struct!(SpotNow { n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match old { old::Root::Case0 { f0: xf0, f1: xf1 } => new::Root::Case0 { f0: xf0, f1: (xf1.into_iter().map(|x| x.into_iter().map(|x| x.map(|x| x)).collect()).collect(), 7) },
        old::Root::Never {  } => unreachable!(),
        old::Root::Case1 {  } => new::Root::Case1 { added2: 0.5 },
        old::Root::Case2 { 0: x0 } => new::Root::Was3(Rc::new(f64::from(x0))), }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { added5: BTreeMap::new(), upgraded7: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { 0: x0, 1: x1, 2: x2 } => new::KindNow::Was8((x0, x1.into_iter().map(|x| x).collect(), i128::from(x2),)),
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Case1 { renamed10: (*xf0).map(|x| RwLock::new(x)), f1: Mutex::new(xf1.into_inner().unwrap()), f2: new::Wrapping11(Some(xf2)) },
        old::Kind::Case2 {  } => new::KindNow::Case2 {  },
        old::Kind::Case3 {  } => new::KindNow::Case3 {  },
        old::Kind::Case4 { f0: xf0 } => new::KindNow::Case4 {  }, }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { n0: old.n0 }
}
