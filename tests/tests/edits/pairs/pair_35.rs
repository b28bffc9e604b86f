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
pub enum Root {
    Case0 {
        f0: HashMap<u32, i8>,
        f1: Vec<Mutex<RwLock<u64>>>,
        f2: (i16, Item),
    },
    Case1,
    Never(u128),
    Case2 {
        f0: Wrapped2,
    },
}
draw_enum!(Root { Case0 { f0, f1, f2 }, Case1 {  }, Case2 { f0 } });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item(pub char, pub Wrapped1, pub Option<Kind>, pub u32, pub Option<u128>, pub f64, pub HashMap<i16, Vec<HashMap<String, f64>>>);
draw_struct!(Item { 0, 1, 2, 3, 4, 5, 6 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0,
    Case1 {
        f0: Option<Box<Kind>>,
        f1: Option<Vec<Spot>>,
        f2: Wrapped0,
    },
    Case2,
    Case3,
    Case4(i64, Option<HashSet<i32>>),
}
draw_enum!(Kind { Case0 {  }, Case1 { f0, f1, f2 }, Case2 {  }, Case3 {  }, Case4 { 0, 1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i16,
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub (u8, Option<Box<Kind>>, BTreeSet<Option<i16>>));

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub Option<Spot>);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub BTreeSet<i8>);

draw_struct!(Wrapped2 { 0 });
}

pub mod new {
    use super::*;

fn made2(was: Mutex<Option<(i16, ItemNow)>>) -> BTreeMap<u16, Mutex<Option<(i16, ItemNow)>>> { BTreeMap::from([(3, was)]) }

#[derive(Persist, Debug)]
#[persist(version = 3, removed("Never"))]
pub enum Root {
    #[persist(alias = "Case1")]
    Renamed7 {
        #[persist(since = 3, default = 0.5)] added5: f64,
        #[persist(default)] added6: String,
        #[persist(since = 3, default)] added4: Option<Box<String>>,
    },
    Case2 {
        #[persist(default = 7)] added8: u32,
        f0: BTreeSet<i16>,
        #[persist(skip, default)] added9: String,
    },
    Later11 {
        later: String,
    },
    Later12 {
        later: String,
    },
    Later10 {
        later: String,
    },
    #[persist(alias = "Case0")]
    Renamed3 {
        #[persist(alias = "f1")] renamed1: Box<[Rc<Option<Mutex<Arc<u64>>>>]>,
        f0: BTreeMap<u32, i8>,
        #[persist(was(Mutex<Option<(i16, ItemNow)>>, until = 1, with = made2))] f2: BTreeMap<u16, Mutex<Option<(i16, ItemNow)>>>,
    },
}
same_enum!(Root { Renamed7 { added5 a1 a2, added6 b1 b2, added4 c1 c2 }, Case2 { added8 a1 a2, f0 b1 b2, added9 c1 c2 }, Later11 { later a1 a2 }, Later12 { later a1 a2 }, Later10 { later a1 a2 }, Renamed3 { renamed1 a1 a2, f0 b1 b2, f2 c1 c2 } });

fn made13(was: char) -> Result<Vec<char>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping14(pub Option<Spot>);

same_struct!(Wrapping14 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping15(pub Option<Mutex<Kind>>);

same_struct!(Wrapping15 { 0 });

fn made16(was: Box<u32>) -> Result<Vec<Box<u32>>, String> { Ok(vec![was]) }

fn made17(was: f64) -> Vec<f64> { vec![was] }

fn upgrade18(this: &mut ItemNow, from: u32) { this.7 = from; }

#[derive(Persist, Debug)]
#[persist(version = 4, rename = "Item", upgrade = upgrade18)]
pub struct ItemNow(#[persist(was(char, until = 2, with = made13))] pub Vec<char>, pub Wrapping14, pub Wrapping15, #[persist(was(Box<u32>, until = 2, with = made16))] pub Vec<Box<u32>>, pub Option<u128>, #[persist(was(f64, until = 2, with = made17))] pub Vec<f64>, pub BTreeMap<Box<i16>, Vec<HashMap<String, Box<Option<f64>>>>>, #[persist(since = 4, default)] pub u32);
same_struct!(ItemNow { 0, 1, 2, 3, 4, 5, 6, 7 });

fn gone21(gone: ()) -> Result<Kind, String> { Ok(Kind::Was20(gone)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping22(pub Box<Kind>);

same_struct!(Wrapping22 { 0 });

fn made26(was: Option<Box<LinkedList<i32>>>) -> Result<(Option<Box<LinkedList<i32>>>, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(Case0: (), with = gone21))]
pub enum Kind {
    Was20(()),
    Case3 {
        #[persist(since = 3, default = 7)] added25: u32,
    },
    #[persist(removed("f1"))]
    Case1 {
        f2: (i64, Arc<Option<Wrapping22>>, Mutex<BTreeSet<Option<i16>>>),
        f0: RwLock<Option<Box<Box<Kind>>>>,
    },
    Case2 {
        #[persist(skip, default)] added24: Option<Box<String>>,
        #[persist(since = 3, default)] added23: BTreeMap<u8, String>,
    },
    Case4(i64, #[persist(was(Option<Box<LinkedList<i32>>>, until = 2, with = made26))] (Option<Box<LinkedList<i32>>>, u8)),
}
same_enum!(Kind { Was20 { 0 a1 a2 }, Case3 { added25 a1 a2 }, Case1 { f2 a1 a2, f0 b1 b2 }, Case2 { added24 a1 a2, added23 b1 b2 }, Case4 { 0 a1 a2, 1 b1 b2 } });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Spot {
        pub n0: i16,
    }
same_struct!(Spot { n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match old { old::Root::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Root::Renamed3 { f0: xf0.into_iter().map(|(key, x)| (key, x)).collect(), renamed1: xf1.into_iter().map(|x| Rc::new(Some(Mutex::new(Arc::new(x.into_inner().unwrap().into_inner().unwrap()))))).collect(), f2: BTreeMap::from([(3, Mutex::new(Some({ let (x0, x1,) = xf2; (x0, edit_item(x1),) })))]) },
        old::Root::Case1 {  } => new::Root::Renamed7 { added4: None, added5: 0.5, added6: String::new() },
        old::Root::Never { 0: x0 } => unreachable!(),
        old::Root::Case2 { f0: xf0 } => new::Root::Case2 { f0: xf0.0.into_iter().map(|x| i16::from(x)).collect(), added8: 7, added9: String::new() }, }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { 0: vec![old.0], 1: new::Wrapping14(old.1.0.map(|x| edit_spot(x))), 2: new::Wrapping15(old.2.map(|x| Mutex::new(edit_kind(x)))), 3: vec![Box::new(old.3)], 4: old.4.map(|x| x), 5: vec![old.5], 6: old.6.into_iter().map(|(key, x)| (Box::new(key), x.into_iter().map(|x| x.into_iter().map(|(key, x)| (key, Box::new(Some(x)))).collect()).collect())).collect(), 7: 2 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 {  } => new::Kind::Was20(()),
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case1 { f0: RwLock::new(xf0.map(|x| Box::new(Box::new(edit_kind((*x)))))), f2: { let (x0, x1, x2,) = xf2.0; (i64::from(x0), Arc::new(x1.map(|x| new::Wrapping22(Box::new(edit_kind((*x)))))), Mutex::new(x2.into_iter().map(|x| x.map(|x| x)).collect()),) } },
        old::Kind::Case2 {  } => new::Kind::Case2 { added23: BTreeMap::new(), added24: None },
        old::Kind::Case3 {  } => new::Kind::Case3 { added25: 7 },
        old::Kind::Case4 { 0: x0, 1: x1 } => new::Kind::Case4 { 0: x0, 1: (x1.map(|x| Box::new(x.into_iter().map(|x| x).collect())), 7) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: old.n0 }
}
