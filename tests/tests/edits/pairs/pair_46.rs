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
pub struct Root {
        pub f0: Option<Wrapped1>,
        pub f1: u16,
        pub f2: char,
        pub f3: VecDeque<[(i32, i64); 1]>,
        pub f4: i8,
    }
draw_struct!(Root { f0, f1, f2, f3, f4 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: Mutex<String>,
        pub f1: u128,
        pub f2: i16,
        pub f3: u128,
        pub f4: HashSet<Option<u8>>,
        pub f5: i32,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: Spot,
        f1: i8,
        f2: BTreeSet<String>,
    },
    Never {
        f0: (VecDeque<char>, Spot, [Wrapped0; 2]),
    },
    Case1,
    Case2 {
        f0: Spot,
        f1: i32,
    },
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 {  }, Case2 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
pub struct Spot {
        pub n0: u16,
        pub n1: u16,
    }
draw_struct!(Spot { n0, n1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub i64);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub String);

draw_struct!(Wrapped1 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3, partial)]
pub struct Root {
        pub f4: Arc<i8>,
        #[persist(rename = "f3")] pub spelt1: VecDeque<Box<Option<[(i32, Rc<Option<i64>>); 1]>>>,
        pub f1: i128,
        pub f2: RwLock<Option<char>>,
        pub f0: Option<String>,
    }
same_struct!(Root { f4, spelt1, f1, f2, f0 });

fn made4(was: i32) -> (i32, u8) { (was, 7) }

fn made5(was: VecDeque<Option<u64>>) -> Vec<VecDeque<Option<u64>>> { vec![was] }

fn upgrade8(this: &mut Item, from: u32, removed: ItemRemoved) { this.upgraded9 = from; this.kept2 = removed.f0; this.kept3 = removed.f1; }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(f0: RwLock<String>, f1: u128), upgrade = upgrade8)]
pub struct Item {
        #[persist(was(i32, until = 1, with = made4))] pub f2: (i32, u8),
        #[persist(skip, default = vec![1, 2])] pub added7: Vec<u16>,
        #[persist(since = 2, default)] pub kept2: Option<RwLock<String>>,
        #[persist(since = 2, default)] pub kept3: Option<u128>,
        #[persist(was(VecDeque<Option<u64>>, until = 1, with = made5))] pub f4: Vec<VecDeque<Option<u64>>>,
        pub f5: Mutex<i32>,
        #[persist(skip, default)] pub added6: BTreeMap<u8, String>,
        pub f3: Mutex<Option<u128>>,
        #[persist(since = 2, default)] pub upgraded9: u32,
    }
same_struct!(Item { f2, added7, kept2, kept3, f4, f5, added6, f3, upgraded9 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping11(pub SpotNow);

same_struct!(Wrapping11 { 0 });

fn gone16(gone: (Box<Option<SpotNow>>, i128)) -> Result<Kind, String> { Ok(Kind::Was15(gone)) }

fn upgrade21(this: &mut Kind, from: u32) { if matches!(this, Kind::Renamed14) { *this = Kind::Upgraded20(from); } }

#[derive(Persist, Debug)]
#[persist(version = 3, removed("Never", Case2: (Box<Option<SpotNow>>, i128), with = gone16), upgrade = upgrade21)]
pub enum Kind {
    #[persist(alias = "Case1")]
    Renamed14,
    Later18 {
        later: String,
    },
    Was15((Box<Option<SpotNow>>, i128)),
    #[persist(alias = "Case0")]
    Renamed13 {
        f1: i8,
        #[persist(rename = "f2")] spelt12: BTreeSet<String>,
        #[persist(rename = "f0")] spelt10: Wrapping11,
    },
    Later19 {
        later: String,
    },
    Upgraded20(u32),
    Later17 {
        later: String,
    },
}
same_enum!(Kind { Renamed14 {  }, Later18 { later a1 a2 }, Was15 { 0 a1 a2 }, Renamed13 { f1 a1 a2, spelt12 b1 b2, spelt10 c1 c2 }, Later19 { later a1 a2 }, Upgraded20 { 0 a1 a2 }, Later17 { later a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, alias = "Spot", plain)]
#[repr(C)]
pub struct SpotNow {
        pub n1: u16,
        pub n0: u16,
    }
same_struct!(SpotNow { n1, n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: old.f0.map(|x| x.0), f1: i128::from(old.f1), f2: RwLock::new(Some(old.f2)), spelt1: old.f3.into_iter().map(|x| Box::new(Some(x.map(|x| { let (x0, x1,) = x; (x0, Rc::new(Some(x1)),) })))).collect(), f4: Arc::new(old.f4) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { kept2: Some(RwLock::new(old.f0.into_inner().unwrap())), kept3: Some(old.f1), f2: (i32::from(old.f2), 7), f3: Mutex::new(Some(old.f3)), f4: vec![old.f4.into_iter().map(|x| x.map(|x| u64::from(x))).collect()], f5: Mutex::new(old.f5), added6: BTreeMap::new(), added7: vec![1, 2], upgraded9: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Renamed13 { spelt10: new::Wrapping11(edit_spot(xf0)), f1: xf1, spelt12: xf2.into_iter().map(|x| x).collect() },
        old::Kind::Never { f0: xf0 } => unreachable!(),
        old::Kind::Case1 {  } => new::Kind::Renamed14 {  },
        old::Kind::Case2 { f0: xf0, f1: xf1 } => new::Kind::Was15((Box::new(Some(edit_spot(xf0))), i128::from(xf1),)), } { new::Kind::Renamed14 => new::Kind::Upgraded20(1), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { n0: u16::from(old.n0), n1: u16::from(old.n1) }
}
