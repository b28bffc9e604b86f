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
pub struct Root(pub i32, pub [String; 1]);
draw_struct!(Root { 0, 1 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: Box<[Option<i64>]>,
        pub f1: u64,
        pub f2: LinkedList<HashMap<i32, Option<i64>>>,
        pub f3: u8,
        pub f4: VecDeque<Spot>,
        pub f5: Box<[u32]>,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: BTreeSet<u8>,
    },
    Case1 {
        f0: f32,
    },
    Case2 {
        f0: Vec<LinkedList<BTreeSet<u64>>>,
        f1: Wrapped0,
    },
}
draw_enum!(Kind { Case0 { f0 }, Case1 { f0 }, Case2 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u32,
        pub n1: i32,
        pub n2: i32,
        pub n3: f32,
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub HashSet<Option<u32>>);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Option<i32>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 1)]
pub struct Root(pub Wrapping1, pub Box<Option<[RwLock<Option<String>>; 1]>>);
same_struct!(Root { 0, 1 });

#[derive(Persist, Debug)]
#[persist(version = 1, removed("f0", "f2"))]
pub struct Item {
        pub f5: Box<[u32]>,
        pub f3: i32,
        #[persist(rename = "f1")] pub spelt2: u128,
        pub f4: LinkedList<Spot>,
    }
same_struct!(Item { f5, f3, spelt2, f4 });

fn made5(was: Rc<Option<BTreeSet<Box<Option<u32>>>>>) -> (Rc<Option<BTreeSet<Box<Option<u32>>>>>, u8) { (was, 7) }

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub enum Kind {
    Later6 {
        later: String,
    },
    Case1 {
        #[persist(skip, default = (3, "x".to_owned()))] added4: (u8, String),
        #[persist(rename = "f0")] spelt3: f32,
    },
    Case0 {
        f0: HashSet<Box<u8>>,
    },
    Later7 {
        later: String,
    },
    #[persist(removed("f0"))]
    Case2 {
        #[persist(was(Rc<Option<BTreeSet<Box<Option<u32>>>>>, until = 5, with = made5))] f1: (Rc<Option<BTreeSet<Box<Option<u32>>>>>, u8),
    },
    Later8 {
        later: String,
    },
}
same_enum!(Kind { Later6 { later a1 a2 }, Case1 { added4 a1 a2, spelt3 b1 b2 }, Case0 { f0 a1 a2 }, Later7 { later a1 a2 }, Case2 { f1 a1 a2 }, Later8 { later a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, plain, removed("n2"))]
#[repr(C)]
pub struct Spot {
        pub n3: f32,
        pub n1: i32,
        pub n0: u32,
    }
same_struct!(Spot { n3, n1, n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: new::Wrapping1(Some(old.0)), 1: Box::new(Some(old.1.map(|x| RwLock::new(Some(x))))) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { spelt2: u128::from(old.f1), f3: i32::from(old.f3), f4: old.f4.into_iter().map(|x| edit_spot(x)).collect(), f5: old.f5 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0 } => new::Kind::Case0 { f0: xf0.into_iter().map(|x| Box::new(x)).collect() },
        old::Kind::Case1 { f0: xf0 } => new::Kind::Case1 { spelt3: xf0, added4: (3, "x".to_owned()) },
        old::Kind::Case2 { f0: xf0, f1: xf1 } => new::Kind::Case2 { f1: (Rc::new(Some(xf1.0.into_iter().map(|x| Box::new(x.map(|x| x))).collect())), 7) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: u32::from(old.n0), n1: i32::from(old.n1), n3: f32::from(old.n3) }
}
