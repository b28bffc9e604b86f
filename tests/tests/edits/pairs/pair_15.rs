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
pub enum Root {
    Case0 {
        f0: f64,
        f1: u32,
    },
    Case1((BTreeSet<bool>, Option<u16>), BTreeSet<i16>, HashSet<i64>),
}
draw_enum!(Root { Case0 { f0, f1 }, Case1 { 0, 1, 2 } });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: u128,
        pub f1: Mutex<i64>,
        pub f2: Box<[i8]>,
        pub f3: i32,
    }
draw_struct!(Item { f0, f1, f2, f3 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0,
    Never {
        f0: i8,
    },
    Case1,
    Case2 {
        f0: u16,
    },
}
draw_enum!(Kind { Case0 {  }, Case1 {  }, Case2 { f0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i32,
        pub n1: f32,
    }
draw_struct!(Spot { n0, n1 });
}

pub mod new {
    use super::*;

fn gone2(gone: (f64, u32)) -> RootNow { RootNow::Was1(gone) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub (BTreeSet<bool>, Option<u32>));

same_struct!(Wrapping3 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 6, alias = "Root", removed(Case0: (f64, u32), with = gone2))]
pub enum RootNow {
    Was1((f64, u32)),
    Case1(Wrapping3, BTreeSet<i16>, HashSet<i64>, #[persist(default)] Option<Box<String>>),
    Later5 {
        later: String,
    },
    Later4 {
        later: String,
    },
}
same_enum!(RootNow { Was1 { 0 a1 a2 }, Case1 { 0 a1 a2, 1 b1 b2, 2 c1 c2, 3 d1 d2 }, Later5 { later a1 a2 }, Later4 { later a1 a2 } });

fn upgrade10(this: &mut Item, from: u32, removed: ItemRemoved) { this.upgraded11 = from; this.kept6 = removed.f2; }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(f2: RefCell<Option<LinkedList<Box<Option<i8>>>>>), upgrade = upgrade10)]
pub struct Item {
        #[persist(since = 2, default)] pub kept6: Option<RefCell<Option<LinkedList<Box<Option<i8>>>>>>,
        #[persist(skip, default)] pub added8: BTreeMap<u8, String>,
        pub f0: u128,
        #[persist(since = 2, default = (3, "x".to_owned()))] pub added9: (u8, String),
        pub f1: i64,
        #[persist(rename = "f3")] pub spelt7: i32,
        #[persist(since = 2, default)] pub upgraded11: u32,
    }
same_struct!(Item { kept6, added8, f0, added9, f1, spelt7, upgraded11 });

fn gone13(gone: ()) -> Result<KindNow, String> { Ok(KindNow::Was12(gone)) }

fn made14(was: u64) -> Vec<u64> { vec![was] }

fn upgrade18(this: &mut KindNow, from: u32) { if matches!(this, KindNow::Case1) { *this = KindNow::Upgraded17(from); } }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Kind", removed(Case0: (), with = gone13, "Never"), upgrade = upgrade18)]
pub enum KindNow {
    Case2 {
        #[persist(was(u64, until = 1, with = made14))] f0: Vec<u64>,
    },
    Was12(()),
    Later15 {
        later: String,
    },
    Later16 {
        later: String,
    },
    Case1,
    Upgraded17(u32),
}
same_enum!(KindNow { Case2 { f0 a1 a2 }, Was12 { 0 a1 a2 }, Later15 { later a1 a2 }, Later16 { later a1 a2 }, Case1 {  }, Upgraded17 { 0 a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 1, plain, removed("n0"))]
#[repr(C)]
pub struct Spot {
        pub n1: f32,
    }
same_struct!(Spot { n1 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    match old { old::Root::Case0 { f0: xf0, f1: xf1 } => new::RootNow::Was1((xf0, xf1,)),
        old::Root::Case1 { 0: x0, 1: x1, 2: x2 } => new::RootNow::Case1 { 0: new::Wrapping3({ let (x0, x1,) = x0; (x0.into_iter().map(|x| x).collect(), x1.map(|x| u32::from(x)),) }), 1: x1.into_iter().map(|x| x).collect(), 2: x2.into_iter().map(|x| x).collect(), 3: None }, }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: old.f0, f1: old.f1.into_inner().unwrap(), kept6: Some(RefCell::new(Some(old.f2.into_iter().map(|x| Box::new(Some(x))).collect()))), spelt7: old.f3, added8: BTreeMap::new(), added9: (3, "x".to_owned()), upgraded11: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match match old { old::Kind::Case0 {  } => new::KindNow::Was12(()),
        old::Kind::Never { f0: xf0 } => unreachable!(),
        old::Kind::Case1 {  } => new::KindNow::Case1 {  },
        old::Kind::Case2 { f0: xf0 } => new::KindNow::Case2 { f0: vec![u64::from(xf0)] }, } { new::KindNow::Case1 => new::KindNow::Upgraded17(1), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n1: f32::from(old.n1) }
}
