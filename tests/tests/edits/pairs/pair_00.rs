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
pub struct Root(pub Item);
draw_struct!(Root { 0 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: [BTreeSet<char>; 3],
        pub f1: i16,
        pub f2: Vec<Spot>,
        pub f3: Wrapped1,
        pub f4: HashMap<u8, f32>,
    }
draw_struct!(Item { f0, f1, f2, f3, f4 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: LinkedList<u32>,
        f1: u128,
    },
    Case1 {
        f0: [i16; 2],
    },
    Case2 {
        f0: Wrapped0,
    },
    Case3 {
        f0: u16,
        f1: HashSet<u8>,
    },
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 { f0 }, Case2 { f0 }, Case3 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: [i16; 2],
        pub n1: i16,
        pub n2: u16,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Arc<Option<i32>>);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub String);

draw_struct!(Wrapped1 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Root(pub ItemNow, #[persist(default = (3, "x".to_owned()))] pub (u8, String), #[persist(since = 3, default = 0.5)] pub f64, #[persist(since = 3, default = 7)] pub u32);
same_struct!(Root { 0, 1, 2, 3 });

fn made1(was: i16) -> Result<BTreeMap<u16, i16>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Item")]
pub struct ItemNow {
        #[persist(since = 3, default)] pub added4: BTreeMap<u8, String>,
        pub f0: [VecDeque<Box<char>>; 3],
        pub f4: RefCell<Option<BTreeMap<Box<i64>, f32>>>,
        #[persist(rename = "f2")] pub spelt2: Vec<Spot>,
        #[persist(was(i16, until = 1, with = made1))] pub f1: BTreeMap<u16, i16>,
        #[persist(alias = "f3")] pub renamed3: Rc<Option<String>>,
    }
same_struct!(ItemNow { added4, f0, f4, spelt2, f1, renamed3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping5(pub VecDeque<u32>);

same_struct!(Wrapping5 { 0 });

fn made6(was: Wrapping5) -> Result<(Wrapping5, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping9(pub Rc<Option<i32>>);

same_struct!(Wrapping9 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub enum Kind {
    Case3 {
        f0: u16,
        #[persist(rename = "f1")] spelt10: RwLock<Option<BTreeSet<Box<u128>>>>,
    },
    Later11 {
        later: String,
    },
    Case1 {
        #[persist(rename = "f0")] spelt8: [Mutex<i64>; 2],
    },
    Later12 {
        later: String,
    },
    Case2 {
        f0: Wrapping9,
    },
    Case0 {
        #[persist(was(Wrapping5, until = 5, with = made6))] f0: (Wrapping5, u8),
        #[persist(alias = "f1")] renamed7: Mutex<Option<u128>>,
    },
}
same_enum!(Kind { Case3 { f0 a1 a2, spelt10 b1 b2 }, Later11 { later a1 a2 }, Case1 { spelt8 a1 a2 }, Later12 { later a1 a2 }, Case2 { f0 a1 a2 }, Case0 { f0 a1 a2, renamed7 b1 b2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, plain)]
#[repr(C)]
pub struct Spot {
        #[persist(alias = "n0")] pub renamed13: [i32; 2],
        #[persist(alias = "n2")] pub renamed14: u32,
        #[persist(since = 2, default)] pub added15: i32,
        pub n1: i32,
    }
same_struct!(Spot { renamed13, renamed14, added15, n1 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: edit_item(old.0), 1: (3, "x".to_owned()), 2: 0.5, 3: 7 }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { f0: old.f0.map(|x| x.into_iter().map(|x| Box::new(x)).collect()), f1: BTreeMap::from([(3, old.f1)]), spelt2: old.f2.into_iter().map(|x| edit_spot(x)).collect(), renamed3: Rc::new(Some(old.f3.0)), f4: RefCell::new(Some(old.f4.into_iter().map(|(key, x)| (Box::new(i64::from(key)), x)).collect())), added4: BTreeMap::new() }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::Kind::Case0 { f0: (new::Wrapping5(xf0.into_iter().map(|x| x).collect()), 7), renamed7: Mutex::new(Some(xf1)) },
        old::Kind::Case1 { f0: xf0 } => new::Kind::Case1 { spelt8: xf0.map(|x| Mutex::new(i64::from(x))) },
        old::Kind::Case2 { f0: xf0 } => new::Kind::Case2 { f0: new::Wrapping9(Rc::new(Arc::into_inner(xf0.0).unwrap().map(|x| x))) },
        old::Kind::Case3 { f0: xf0, f1: xf1 } => new::Kind::Case3 { f0: xf0, spelt10: RwLock::new(Some(xf1.into_iter().map(|x| Box::new(u128::from(x))).collect())) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { renamed13: old.n0.map(i32::from), n1: i32::from(old.n1), renamed14: u32::from(old.n2), added15: Default::default() }
}
