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
#[persist(version = 2)]
pub struct Root;
draw_struct!(Root {  });

#[derive(Persist, Debug)]
pub struct Item(pub String, pub Rc<[i16; 2]>, pub Option<Box<Kind>>, pub Kind, pub i16);
draw_struct!(Item { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: HashSet<u8>,
        f1: u64,
    },
    Case1 {
        f0: BTreeMap<Option<i32>, bool>,
        f1: (Wrapped0, Spot, Option<Box<Spot>>),
        f2: u8,
    },
    Case2,
    Case3 {
        f0: Vec<Spot>,
        f1: (Option<Box<char>>, u16),
    },
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 { f0, f1, f2 }, Case2 {  }, Case3 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u64,
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub ());

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 4, alias = "Root")]
pub struct RootNow;
same_struct!(RootNow {  });

#[derive(Persist, Debug)]
#[persist(version = 1, rename = "Item")]
pub struct ItemNow(pub String, pub Rc<Box<Vec<i16>>>, pub Option<Box<KindNow>>, pub KindNow, pub i16);
same_struct!(ItemNow { 0, 1, 2, 3, 4 });

fn made1(was: HashSet<u8>) -> Result<(HashSet<u8>, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
pub struct Fields2(pub (), pub SpotNow, pub Option<Box<Box<SpotNow>>>);

same_struct!(Fields2 { 0, 1, 2 });

fn gone5(gone: ()) -> Result<KindNow, String> { Ok(KindNow::Was4(gone)) }

#[derive(Persist, Debug)]
pub struct Payload6 {
        pub f0: RwLock<Vec<SpotNow>>,
        pub f1: (Option<char>, u16),
    }
same_struct!(Payload6 { f0, f1 });

fn gone8(gone: Payload6) -> Result<KindNow, String> { Ok(KindNow::Was7(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 7, alias = "Kind", removed(Case2: (), with = gone5, Case3: Payload6, with = gone8))]
pub enum KindNow {
    Case0 {
        #[persist(was(HashSet<u8>, until = 5, with = made1))] f0: (HashSet<u8>, u8),
        f1: Box<i128>,
    },
    Was4(()),
    Was7(Payload6),
    #[persist(alias = "Case1")]
    Renamed3 {
        f2: u8,
        f1: Fields2,
        f0: BTreeMap<Box<Option<i128>>, bool>,
    },
}
same_enum!(KindNow { Case0 { f0 a1 a2, f1 b1 b2 }, Was4 { 0 a1 a2 }, Was7 { 0 a1 a2 }, Renamed3 { f2 a1 a2, f1 b1 b2, f0 c1 c2 } });

fn made9(was: Mutex<Option<u64>>) -> Result<BTreeMap<u16, Mutex<Option<u64>>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 6, rename = "Spot")]
pub struct SpotNow {
        #[persist(was(Mutex<Option<u64>>, until = 5, with = made9))] pub n0: BTreeMap<u16, Mutex<Option<u64>>>,
    }
same_struct!(SpotNow { n0 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow {  }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { 0: old.0, 1: Rc::new(Box::new(Rc::into_inner(old.1).unwrap().into_iter().map(|x| x).collect())), 2: old.2.map(|x| Box::new(edit_kind((*x)))), 3: edit_kind(old.3), 4: old.4 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::KindNow::Case0 { f0: (xf0.into_iter().map(|x| x).collect(), 7), f1: Box::new(i128::from(xf1)) },
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Renamed3 { f0: xf0.into_iter().map(|(key, x)| (Box::new(key.map(|x| i128::from(x))), x)).collect(), f1: { let (x0, x1, x2,) = xf1; new::Fields2(x0.0, edit_spot(x1), x2.map(|x| Box::new(Box::new(edit_spot((*x)))))) }, f2: xf2 },
        old::Kind::Case2 {  } => new::KindNow::Was4(()),
        old::Kind::Case3 { f0: xf0, f1: xf1 } => new::KindNow::Was7(new::Payload6 { f0: RwLock::new(xf0.into_iter().map(|x| edit_spot(x)).collect()), f1: { let (x0, x1,) = xf1; (x0.map(|x| (*x)), x1,) } }), }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { n0: BTreeMap::from([(3, Mutex::new(Some(old.n0)))]) }
}
