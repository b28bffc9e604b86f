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
pub struct Root {
        pub f0: Box<HashMap<i16, HashSet<u64>>>,
        pub f1: u8,
        pub f2: RwLock<BTreeMap<u32, Kind>>,
        pub f3: VecDeque<VecDeque<Wrapped0>>,
        pub f4: String,
        pub f5: u64,
    }
draw_struct!(Root { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0,
    Case1,
    Case2,
    Never {
        f0: Rc<Rc<u16>>,
    },
    Case3,
    Case4,
}
draw_enum!(Kind { Case0 {  }, Case1 {  }, Case2 {  }, Case3 {  }, Case4 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u16,
        pub n1: [i16; 2],
        pub n2: u16,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub String);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Option<HashSet<Box<u64>>>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub Kind);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub Option<String>);

same_struct!(Wrapping3 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping4(pub Option<String>);

same_struct!(Wrapping4 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub u64);

same_struct!(Wrapping7 { 0 });

fn upgrade9(this: &mut Root, from: u32, removed: RootRemoved) { this.upgraded10 = from; this.kept5 = removed.f4; }

#[derive(Persist, Debug)]
#[persist(version = 6, removed(f4: Wrapping4), upgrade = upgrade9)]
pub struct Root {
        #[persist(since = 6, default)] pub kept5: Option<Wrapping4>,
        #[persist(rename = "f5")] pub spelt6: Wrapping7,
        pub f0: HashMap<i64, Wrapping1>,
        pub f3: VecDeque<VecDeque<Wrapping3>>,
        #[persist(since = 6, default)] pub added8: String,
        pub f1: u8,
        pub f2: RwLock<BTreeMap<Box<u32>, Wrapping2>>,
        #[persist(since = 6, default)] pub upgraded10: u32,
    }
same_struct!(Root { kept5, spelt6, f0, f3, added8, f1, f2, upgraded10 });

#[derive(Persist, Debug)]
#[persist(version = 7)]
pub struct Item;
same_struct!(Item {  });

fn gone16(gone: ()) -> Kind { Kind::Was15(gone) }

fn gone19(gone: ()) -> Kind { Kind::Was18(gone) }

#[derive(Persist, Debug)]
#[persist(version = 4, removed(Case1: (), with = gone16, "Never", Case3: (), with = gone19))]
pub enum Kind {
    Later22 {
        later: String,
    },
    Case2 {
        #[persist(since = 4, default)] added17: Option<Box<String>>,
    },
    #[persist(alias = "Case4")]
    Renamed21 {
        #[persist(since = 4, default = (3, "x".to_owned()))] added20: (u8, String),
    },
    Was18(()),
    Was15(()),
    #[persist(alias = "Case0")]
    Renamed14 {
        #[persist(since = 4, default = (3, "x".to_owned()))] added13: (u8, String),
        #[persist(since = 4, default)] added12: Option<Box<String>>,
        #[persist(since = 4, default = 7)] added11: u32,
    },
}
same_enum!(Kind { Later22 { later a1 a2 }, Case2 { added17 a1 a2 }, Renamed21 { added20 a1 a2 }, Was18 { 0 a1 a2 }, Was15 { 0 a1 a2 }, Renamed14 { added13 a1 a2, added12 b1 b2, added11 c1 c2 } });

fn made24(was: Vec<i16>) -> Result<Vec<Vec<i16>>, String> { Ok(vec![was]) }

fn made25(was: u16) -> (u16, u8) { (was, 7) }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Spot")]
pub struct SpotNow {
        #[persist(was(Vec<i16>, until = 1, with = made24))] pub n1: Vec<Vec<i16>>,
        #[persist(rename = "n0")] pub spelt23: RwLock<Option<u128>>,
        #[persist(was(u16, until = 1, with = made25))] pub n2: (u16, u8),
    }
same_struct!(SpotNow { n1, spelt23, n2 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: (*old.f0).into_iter().map(|(key, x)| (i64::from(key), new::Wrapping1(Some(x.into_iter().map(|x| Box::new(x)).collect())))).collect(), f1: old.f1, f2: RwLock::new(old.f2.into_inner().unwrap().into_iter().map(|(key, x)| (Box::new(key), new::Wrapping2(edit_kind(x)))).collect()), f3: old.f3.into_iter().map(|x| x.into_iter().map(|x| new::Wrapping3(Some(x.0))).collect()).collect(), kept5: Some(new::Wrapping4(Some(old.f4))), spelt6: new::Wrapping7(old.f5), added8: String::new(), upgraded10: 5 }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item {  }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 {  } => new::Kind::Renamed14 { added11: 7, added12: None, added13: (3, "x".to_owned()) },
        old::Kind::Case1 {  } => new::Kind::Was15(()),
        old::Kind::Case2 {  } => new::Kind::Case2 { added17: None },
        old::Kind::Never { f0: xf0 } => unreachable!(),
        old::Kind::Case3 {  } => new::Kind::Was18(()),
        old::Kind::Case4 {  } => new::Kind::Renamed21 { added20: (3, "x".to_owned()) }, }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { spelt23: RwLock::new(Some(u128::from(old.n0))), n1: vec![old.n1.into_iter().map(|x| x).collect()], n2: (old.n2, 7) }
}
