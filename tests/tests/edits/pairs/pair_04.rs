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
pub struct Root;
draw_struct!(Root {  });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        pub f0: u32,
    }
draw_struct!(Item { f0 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: Mutex<i16>,
        f1: HashMap<Option<i32>, Vec<HashMap<i16, u16>>>,
        f2: Wrapped0,
    },
    Case1 {
        f0: HashSet<i8>,
    },
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 { f0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: [i64; 2],
        pub n1: f64,
        pub n2: i64,
        pub n3: i64,
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub u8);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3, partial)]
pub struct Root;
same_struct!(Root {  });

fn upgrade1(this: &mut Item, from: u32) { this.upgraded2 = from; }

#[derive(Persist, Debug)]
#[persist(version = 4, upgrade = upgrade1)]
pub struct Item {
        pub f0: u32,
        #[persist(since = 4, default)] pub upgraded2: u32,
    }
same_struct!(Item { f0, upgraded2 });

fn gone4(gone: (RwLock<Box<i64>>, BTreeMap<Box<Option<i128>>, Vec<BTreeMap<i16, u16>>>, u8)) -> Kind { Kind::Was3(gone) }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(Case0: (RwLock<Box<i64>>, BTreeMap<Box<Option<i128>>, Vec<BTreeMap<i16, u16>>>, u8), with = gone4))]
pub enum Kind {
    Case1 {
        #[persist(skip, default)] added5: BTreeMap<u8, String>,
        f0: HashSet<i8>,
    },
    Was3((RwLock<Box<i64>>, BTreeMap<Box<Option<i128>>, Vec<BTreeMap<i16, u16>>>, u8)),
}
same_enum!(Kind { Case1 { added5 a1 a2, f0 b1 b2 }, Was3 { 0 a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 7, rename = "Spot", plain, removed("n1"))]
#[repr(C)]
pub struct SpotNow {
        pub n3: i64,
        pub n2: i64,
        pub n0: [i64; 2],
    }
same_struct!(SpotNow { n3, n2, n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root {  }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: old.f0, upgraded2: 2 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Was3((RwLock::new(Box::new(i64::from(xf0.into_inner().unwrap()))), xf1.into_iter().map(|(key, x)| (Box::new(key.map(|x| i128::from(x))), x.into_iter().map(|x| x.into_iter().map(|(key, x)| (key, x)).collect()).collect())).collect(), xf2.0,)),
        old::Kind::Case1 { f0: xf0 } => new::Kind::Case1 { f0: xf0.into_iter().map(|x| x).collect(), added5: BTreeMap::new() }, }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { n0: old.n0.map(i64::from), n2: i64::from(old.n2), n3: i64::from(old.n3) }
}
