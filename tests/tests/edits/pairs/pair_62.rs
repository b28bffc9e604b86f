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
        pub f0: HashMap<Option<u16>, LinkedList<Spot>>,
        pub f1: Option<Box<Root>>,
    }
draw_struct!(Root { f0, f1 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: Spot,
        pub f1: RwLock<Kind>,
        pub f2: Option<u128>,
        pub f3: Spot,
    }
draw_struct!(Item { f0, f1, f2, f3 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: VecDeque<RwLock<i16>>,
    },
    Case1 {
        f0: RwLock<RefCell<BTreeMap<i8, f64>>>,
    },
    Case2 {
        f0: u8,
    },
}
draw_enum!(Kind { Case0 { f0 }, Case1 { f0 }, Case2 { f0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u16,
        pub n1: u16,
        pub n2: i16,
    }
draw_struct!(Spot { n0, n1, n2 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub VecDeque<Spot>);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Root {
        pub f1: Option<Box<Root>>,
        #[persist(alias = "f0")] pub renamed1: HashMap<Box<Option<u16>>, Wrapping2>,
    }
same_struct!(Root { f1, renamed1 });

fn made3(was: Mutex<Kind>) -> (Mutex<Kind>, u8) { (was, 7) }

#[derive(Persist, Debug)]
#[persist(version = 2, rename = "Item")]
pub struct ItemNow {
        pub f0: Spot,
        #[persist(was(Mutex<Kind>, until = 1, with = made3))] pub f1: (Mutex<Kind>, u8),
        pub f2: Option<Mutex<u128>>,
        pub f3: Spot,
    }
same_struct!(ItemNow { f0, f1, f2, f3 });

fn gone5(gone: (u32,)) -> Kind { Kind::Was4(gone) }

#[derive(Persist, Debug)]
#[persist(version = 1, removed(Case2: (u32,), with = gone5))]
pub enum Kind {
    Was4((u32,)),
    Case1 {
        f0: HashMap<Box<i8>, f64>,
    },
    Case0 {
        f0: VecDeque<RwLock<i16>>,
    },
}
same_enum!(Kind { Was4 { 0 a1 a2 }, Case1 { f0 a1 a2 }, Case0 { f0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping6(pub Option<u16>);

same_struct!(Wrapping6 { 0 });

fn made7(was: Wrapping6) -> BTreeMap<u16, Wrapping6> { BTreeMap::from([(3, was)]) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping9(pub u16);

same_struct!(Wrapping9 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 4)]
pub struct Spot {
        #[persist(alias = "n1")] pub renamed8: Wrapping9,
        #[persist(was(Wrapping6, until = 2, with = made7))] pub n0: BTreeMap<u16, Wrapping6>,
        pub n2: i16,
    }
same_struct!(Spot { renamed8, n0, n2 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { renamed1: old.f0.into_iter().map(|(key, x)| (Box::new(key.map(|x| x)), new::Wrapping2(x.into_iter().map(|x| edit_spot(x)).collect()))).collect(), f1: old.f1.map(|x| Box::new(edit_root((*x)))) }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { f0: edit_spot(old.f0), f1: (Mutex::new(edit_kind(old.f1.into_inner().unwrap())), 7), f2: old.f2.map(|x| Mutex::new(x)), f3: edit_spot(old.f3) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0 } => new::Kind::Case0 { f0: xf0.into_iter().map(|x| RwLock::new(x.into_inner().unwrap())).collect() },
        old::Kind::Case1 { f0: xf0 } => new::Kind::Case1 { f0: xf0.into_inner().unwrap().into_inner().into_iter().map(|(key, x)| (Box::new(key), x)).collect() },
        old::Kind::Case2 { f0: xf0 } => new::Kind::Was4((u32::from(xf0),)), }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: BTreeMap::from([(3, new::Wrapping6(Some(old.n0)))]), renamed8: new::Wrapping9(old.n1), n2: old.n2 }
}
