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
pub struct Root {
        pub f0: Option<char>,
        pub f1: Kind,
    }
draw_struct!(Root { f0, f1 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: (u16, Option<String>, BTreeMap<u64, Box<[f64]>>),
        pub f1: Vec<i8>,
        pub f2: String,
        pub f3: RwLock<Spot>,
        pub f4: i64,
        pub f5: Option<VecDeque<Mutex<u128>>>,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0,
    Never {
        f0: Wrapped2,
        f1: HashMap<String, u128>,
    },
    Case1 {
        f0: Option<HashMap<i16, Option<u16>>>,
    },
    Case2 {
        f0: Wrapped0,
    },
}
draw_enum!(Kind { Case0 {  }, Case1 { f0 }, Case2 { f0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i64,
        pub n1: i64,
        pub n2: i64,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub RefCell<String>);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub char);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub Wrapped1);

draw_struct!(Wrapped2 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub KindNow);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 3, partial)]
pub struct Root {
        #[persist(alias = "f1")] pub renamed1: Wrapping2,
    }
same_struct!(Root { renamed1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping5(pub String);

same_struct!(Wrapping5 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub Option<Mutex<u128>>);

same_struct!(Wrapping7 { 0 });

fn upgrade9(this: &mut Item, from: u32, removed: ItemRemoved) { this.upgraded10 = from; this.kept4 = removed.f1; }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(f1: Vec<i8>), upgrade = upgrade9)]
pub struct Item {
        #[persist(rename = "f4")] pub spelt6: i64,
        #[persist(since = 2, default = (3, "x".to_owned()))] pub added8: (u8, String),
        #[persist(rename = "f0")] pub spelt3: (u16, Box<Option<String>>, BTreeMap<u64, Box<[f64]>>),
        pub f3: RwLock<Spot>,
        #[persist(since = 2, default)] pub kept4: Option<Vec<i8>>,
        pub f2: Wrapping5,
        pub f5: Option<VecDeque<Wrapping7>>,
        #[persist(since = 2, default)] pub upgraded10: u32,
    }
same_struct!(Item { spelt6, added8, spelt3, f3, kept4, f2, f5, upgraded10 });

fn upgrade13(this: &mut KindNow, from: u32) { if matches!(this, KindNow::Case0) { *this = KindNow::Upgraded12(from); } }

#[derive(Persist, Debug)]
#[persist(version = 3, alias = "Kind", removed("Never"), upgrade = upgrade13)]
pub enum KindNow {
    Case2 {
        f0: RwLock<String>,
    },
    Case0,
    Case1 {
        #[persist(alias = "f0")] renamed11: Option<HashMap<i16, Option<u16>>>,
    },
    Upgraded12(u32),
}
same_enum!(KindNow { Case2 { f0 a1 a2 }, Case0 {  }, Case1 { renamed11 a1 a2 }, Upgraded12 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Spot {
        pub n2: Arc<i128>,
        #[persist(alias = "n0")] pub renamed14: i128,
        pub n1: i128,
    }
same_struct!(Spot { n2, renamed14, n1 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { renamed1: new::Wrapping2(edit_kind(old.f1)) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { spelt3: { let (x0, x1, x2,) = old.f0; (x0, Box::new(x1.map(|x| x)), x2.into_iter().map(|(key, x)| (key, x)).collect(),) }, kept4: Some(old.f1), f2: new::Wrapping5(old.f2), f3: RwLock::new(edit_spot(old.f3.into_inner().unwrap())), spelt6: old.f4, f5: old.f5.map(|x| x.into_iter().map(|x| new::Wrapping7(Some(Mutex::new(x.into_inner().unwrap())))).collect()), added8: (3, "x".to_owned()), upgraded10: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match match old { old::Kind::Case0 {  } => new::KindNow::Case0 {  },
        old::Kind::Never { f0: xf0, f1: xf1 } => unreachable!(),
        old::Kind::Case1 { f0: xf0 } => new::KindNow::Case1 { renamed11: xf0.map(|x| x.into_iter().map(|(key, x)| (key, x.map(|x| x))).collect()) },
        old::Kind::Case2 { f0: xf0 } => new::KindNow::Case2 { f0: RwLock::new(xf0.0.into_inner()) }, } { new::KindNow::Case0 => new::KindNow::Upgraded12(1), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { renamed14: i128::from(old.n0), n1: i128::from(old.n1), n2: Arc::new(i128::from(old.n2)) }
}
