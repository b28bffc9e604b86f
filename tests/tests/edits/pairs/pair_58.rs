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
        pub f0: f32,
        pub f1: bool,
        pub f2: Item,
    }
draw_struct!(Root { f0, f1, f2 });

#[derive(Persist, Debug)]
pub struct Item(pub HashMap<bool, Spot>, pub Kind, pub Option<Vec<Arc<i8>>>, pub Box<[Wrapped0]>, pub Option<Box<Kind>>);
draw_struct!(Item { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Never,
    Case0 {
        f0: (),
        f1: String,
        f2: HashSet<i32>,
    },
    Case1,
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
pub struct Spot {
        pub n0: u64,
        pub n1: u64,
        pub n2: [f64; 2],
        pub n3: u64,
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Mutex<String>);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn made1(was: f32) -> Result<BTreeMap<u16, f32>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made2(was: bool) -> Vec<bool> { vec![was] }

#[derive(Persist, Debug)]
#[persist(version = 2, partial)]
pub struct Root {
        #[persist(was(bool, until = 1, with = made2))] pub f1: Vec<bool>,
        pub f2: Box<Item>,
        #[persist(was(f32, until = 1, with = made1))] pub f0: BTreeMap<u16, f32>,
    }
same_struct!(Root { f1, f2, f0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub HashMap<Box<bool>, SpotNow>);

same_struct!(Wrapping3 { 0 });

fn made4(was: Kind) -> Result<BTreeMap<u16, Kind>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made5(was: Option<Box<[Rc<i8>]>>) -> BTreeMap<u16, Option<Box<[Rc<i8>]>>> { BTreeMap::from([(3, was)]) }

fn made6(was: Box<[Arc<String>]>) -> Result<Vec<Box<[Arc<String>]>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item(pub Wrapping3, #[persist(was(Kind, until = 1, with = made4))] pub BTreeMap<u16, Kind>, #[persist(was(Option<Box<[Rc<i8>]>>, until = 1, with = made5))] pub BTreeMap<u16, Option<Box<[Rc<i8>]>>>, #[persist(was(Box<[Arc<String>]>, until = 1, with = made6))] pub Vec<Box<[Arc<String>]>>, pub Rc<Option<Box<Kind>>>, #[persist(default = 7)] pub u32, #[persist(since = 2, default)] pub BTreeMap<u8, String>, #[persist(default = vec![1, 2])] pub Vec<u16>, #[persist(default = (3, "x".to_owned()))] pub (u8, String));
same_struct!(Item { 0, 1, 2, 3, 4, 5, 6, 7, 8 });

fn made7(was: Rc<Option<String>>) -> Result<(Rc<Option<String>>, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping8(pub BTreeSet<i32>);

same_struct!(Wrapping8 { 0 });

fn upgrade17(this: &mut Kind, from: u32) { if matches!(this, Kind::Case1) { *this = Kind::Upgraded16(from); } }

#[derive(Persist, Debug)]
#[persist(version = 6, removed("Never"), upgrade = upgrade17)]
pub enum Kind {
    Upgraded16(u32),
    Case1,
    Later14 {
        later: String,
    },
    Later15 {
        later: String,
    },
    Case0 {
        f0: (),
        #[persist(default)] added9: String,
        f2: Wrapping8,
        #[persist(since = 6, default)] added10: Option<Box<String>>,
        #[persist(since = 6, default)] added11: Option<Box<String>>,
        #[persist(since = 6, default)] added12: Option<Box<String>>,
        #[persist(was(Rc<Option<String>>, until = 5, with = made7))] f1: (Rc<Option<String>>, u8),
    },
    Later13 {
        later: String,
    },
}
same_enum!(Kind { Upgraded16 { 0 a1 a2 }, Case1 {  }, Later14 { later a1 a2 }, Later15 { later a1 a2 }, Case0 { f0 a1 a2, added9 b1 b2, f2 c1 c2, added10 d1 d2, added11 e1 e2, added12 f1 f2, f1 g1 g2 }, Later13 { later a1 a2 } });

fn made19(was: [f64; 2]) -> Vec<[f64; 2]> { vec![was] }

fn upgrade21(this: &mut SpotNow, from: u32) { this.upgraded22 = from; }

#[derive(Persist, Debug)]
#[persist(version = 4, rename = "Spot", upgrade = upgrade21)]
pub struct SpotNow {
        #[persist(alias = "n3")] pub renamed20: Box<u64>,
        #[persist(was([f64; 2], until = 2, with = made19))] pub n2: Vec<[f64; 2]>,
        #[persist(rename = "n0")] pub spelt18: u128,
        pub n1: Arc<u64>,
        #[persist(since = 4, default)] pub upgraded22: u32,
    }
same_struct!(SpotNow { renamed20, n2, spelt18, n1, upgraded22 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: BTreeMap::from([(3, old.f0)]), f1: vec![old.f1], f2: Box::new(edit_item(old.f2)) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: new::Wrapping3(old.0.into_iter().map(|(key, x)| (Box::new(key), edit_spot(x))).collect()), 1: BTreeMap::from([(3, edit_kind(old.1))]), 2: BTreeMap::from([(3, old.2.map(|x| x.into_iter().map(|x| Rc::new(Arc::into_inner(x).unwrap())).collect()))]), 3: vec![old.3.into_iter().map(|x| Arc::new(x.0.into_inner().unwrap())).collect()], 4: Rc::new(old.4.map(|x| Box::new(edit_kind((*x))))), 5: 7, 6: BTreeMap::new(), 7: vec![1, 2], 8: (3, "x".to_owned()) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Never {  } => unreachable!(),
        old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case0 { f0: xf0, f1: (Rc::new(Some(xf1)), 7), f2: new::Wrapping8(xf2.into_iter().map(|x| x).collect()), added9: String::new(), added10: None, added11: None, added12: None },
        old::Kind::Case1 {  } => new::Kind::Case1 {  }, } { new::Kind::Case1 => new::Kind::Upgraded16(5), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { spelt18: u128::from(old.n0), n1: Arc::new(old.n1), n2: vec![old.n2.map(|x| x)], renamed20: Box::new(old.n3), upgraded22: 2 }
}
