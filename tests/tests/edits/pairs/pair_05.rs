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
pub struct Root(pub ([f32; 3], VecDeque<Vec<Item>>, u32), pub i64, pub Wrapped0, pub Box<BTreeSet<char>>, pub BTreeMap<bool, LinkedList<i8>>);
draw_struct!(Root { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: f64,
        f1: (char, Spot, u16),
    },
    Case1,
    Case2,
    Case3,
    Never,
    Case4(u64, Spot, (u64, Option<Box<Kind>>)),
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 {  }, Case2 {  }, Case3 {  }, Case4 { 0, 1, 2 } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: u64,
        pub n1: f64,
        pub n2: [u64; 2],
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub f64);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
pub struct Fields1(pub [f32; 3], pub VecDeque<Box<[Mutex<Option<Item>>]>>, pub u32);

same_struct!(Fields1 { 0, 1, 2 });

fn made2(was: Fields1) -> (Fields1, u8) { (was, 7) }

fn made3(was: i64) -> Result<Vec<i64>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping4(pub f64);

same_struct!(Wrapping4 { 0 });

fn made5(was: RefCell<Option<BTreeMap<Box<bool>, LinkedList<Box<i8>>>>>) -> Result<BTreeMap<u16, RefCell<Option<BTreeMap<Box<bool>, LinkedList<Box<i8>>>>>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 7)]
pub struct Root(#[persist(was(Fields1, until = 5, with = made2))] pub (Fields1, u8), #[persist(was(i64, until = 5, with = made3))] pub Vec<i64>, pub Wrapping4, pub Box<[char]>, #[persist(was(RefCell<Option<BTreeMap<Box<bool>, LinkedList<Box<i8>>>>>, until = 5, with = made5))] pub BTreeMap<u16, RefCell<Option<BTreeMap<Box<bool>, LinkedList<Box<i8>>>>>>, #[persist(since = 7, default = vec![1, 2])] pub Vec<u16>);
same_struct!(Root { 0, 1, 2, 3, 4, 5 });

fn upgrade8(this: &mut Item, from: u32) { this.upgraded9 = from; }

#[derive(Persist, Debug)]
#[persist(version = 2, upgrade = upgrade8)]
pub struct Item {
        #[persist(skip, default = 0.5)] pub added6: f64,
        #[persist(since = 2, default = vec![1, 2])] pub added7: Vec<u16>,
        #[persist(since = 2, default)] pub upgraded9: u32,
    }
same_struct!(Item { added6, added7, upgraded9 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping11(pub char);

same_struct!(Wrapping11 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping12(pub Option<Spot>);

same_struct!(Wrapping12 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping15(pub Option<(u64, Box<Option<Box<KindNow>>>)>);

same_struct!(Wrapping15 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 2, rename = "Kind", removed("Never"))]
pub enum KindNow {
    Later16 {
        later: String,
    },
    #[persist(alias = "Case0")]
    Renamed14 {
        #[persist(rename = "f0")] spelt10: Mutex<Option<f64>>,
        f1: (Wrapping11, Wrapping12, u16),
        #[persist(default = vec![1, 2])] added13: Vec<u16>,
    },
    Case2,
    Case1,
    Case3,
    Case4(u64, Spot, Wrapping15, #[persist(since = 2, default = (3, "x".to_owned()))] (u8, String)),
}
same_enum!(KindNow { Later16 { later a1 a2 }, Renamed14 { spelt10 a1 a2, f1 b1 b2, added13 c1 c2 }, Case2 {  }, Case1 {  }, Case3 {  }, Case4 { 0 a1 a2, 1 b1 b2, 2 c1 c2, 3 d1 d2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 3, plain)]
#[repr(C)]
pub struct Spot {
        pub n2: [u64; 2],
        pub n1: f64,
        #[persist(alias = "n0")] pub renamed17: u64,
    }
same_struct!(Spot { n2, n1, renamed17 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: ({ let (x0, x1, x2,) = old.0; new::Fields1(x0.map(|x| x), x1.into_iter().map(|x| x.into_iter().map(|x| Mutex::new(Some(edit_item(x)))).collect()).collect(), x2) }, 7), 1: vec![old.1], 2: new::Wrapping4(old.2.0), 3: (*old.3).into_iter().map(|x| x).collect(), 4: BTreeMap::from([(3, RefCell::new(Some(old.4.into_iter().map(|(key, x)| (Box::new(key), x.into_iter().map(|x| Box::new(x)).collect())).collect())))]), 5: vec![1, 2] }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { added6: 0.5, added7: vec![1, 2], upgraded9: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::KindNow::Renamed14 { spelt10: Mutex::new(Some(xf0)), f1: { let (x0, x1, x2,) = xf1; (new::Wrapping11(x0), new::Wrapping12(Some(edit_spot(x1))), x2,) }, added13: vec![1, 2] },
        old::Kind::Case1 {  } => new::KindNow::Case1 {  },
        old::Kind::Case2 {  } => new::KindNow::Case2 {  },
        old::Kind::Case3 {  } => new::KindNow::Case3 {  },
        old::Kind::Never {  } => unreachable!(),
        old::Kind::Case4 { 0: x0, 1: x1, 2: x2 } => new::KindNow::Case4 { 0: x0, 1: edit_spot(x1), 2: new::Wrapping15(Some({ let (x0, x1,) = x2; (x0, Box::new(x1.map(|x| Box::new(edit_kind((*x))))),) })), 3: (3, "x".to_owned()) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { renamed17: u64::from(old.n0), n1: f64::from(old.n1), n2: old.n2.map(u64::from) }
}
