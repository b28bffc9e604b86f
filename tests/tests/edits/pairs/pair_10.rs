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
        pub f0: u16,
        pub f1: [Mutex<Option<()>>; 3],
        pub f2: Option<Item>,
        pub f3: Option<Box<Item>>,
        pub f4: u64,
    }
draw_struct!(Root { f0, f1, f2, f3, f4 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: u32,
        pub f1: Wrapped2,
        pub f2: Option<bool>,
        pub f3: BTreeSet<u32>,
        pub f4: String,
    }
draw_struct!(Item { f0, f1, f2, f3, f4 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Never {
        f0: Box<[Option<Spot>]>,
        f1: Box<[HashSet<u16>]>,
    },
    Case0,
    Case1 {
        f0: LinkedList<Box<[[u16; 1]]>>,
        f1: f32,
    },
    Case2(Rc<Mutex<Wrapped0>>, Box<[Wrapped1]>, f64),
    Case3 {
        f0: Option<Box<Spot>>,
        f1: char,
    },
    Case4(Option<i64>, u64),
}
draw_enum!(Kind { Case0 {  }, Case1 { f0, f1 }, Case2 { 0, 1, 2 }, Case3 { f0, f1 }, Case4 { 0, 1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
pub struct Spot {
        pub n0: i16,
        pub n1: u16,
        pub n2: [u16; 2],
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub i8);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub i8);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub i32);

draw_struct!(Wrapped2 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Option<u64>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 5, partial)]
pub struct Root {
        pub f1: Rc<Option<[Mutex<Option<Rc<()>>>; 3]>>,
        pub f0: Wrapping1,
        pub f3: Option<Box<ItemNow>>,
        pub f4: i128,
        pub f2: Option<Mutex<ItemNow>>,
    }
same_struct!(Root { f1, f0, f3, f4, f2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping4(pub VecDeque<u32>);

same_struct!(Wrapping4 { 0 });

fn upgrade6(this: &mut ItemNow, from: u32, removed: ItemNowRemoved) { this.upgraded7 = from; this.kept2 = removed.f0; }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Item", removed(f0: u32), upgrade = upgrade6)]
pub struct ItemNow {
        #[persist(rename = "f2")] pub spelt3: Option<bool>,
        #[persist(rename = "f4")] pub spelt5: String,
        pub f3: Wrapping4,
        #[persist(since = 3, default)] pub kept2: Option<u32>,
        pub f1: i64,
        #[persist(since = 3, default)] pub upgraded7: u32,
    }
same_struct!(ItemNow { spelt3, spelt5, f3, kept2, f1, upgraded7 });

#[derive(Persist, Debug)]
pub struct Payload8 {
        pub f0: Mutex<Box<[Box<[Rc<[u16; 1]>]>]>>,
        pub f1: f32,
    }
same_struct!(Payload8 { f0, f1 });

fn gone10(gone: Payload8) -> Kind { Kind::Was9(gone) }

fn gone12(gone: (Box<Option<Arc<Box<i8>>>>, Box<[i8]>, f64)) -> Result<Kind, String> { Ok(Kind::Was11(gone)) }

fn gone14(gone: (Option<Box<Spot>>, char)) -> Kind { Kind::Was13(gone) }

#[derive(Persist, Debug)]
#[persist(version = 5, removed("Never", Case1: Payload8, with = gone10, Case2: (Box<Option<Arc<Box<i8>>>>, Box<[i8]>, f64), with = gone12, Case3: (Option<Box<Spot>>, char), with = gone14))]
pub enum Kind {
    Was9(Payload8),
    Case0,
    #[persist(alias = "Case4")]
    Renamed15(Option<i128>, u64),
    Was13((Option<Box<Spot>>, char)),
    Was11((Box<Option<Arc<Box<i8>>>>, Box<[i8]>, f64)),
}
same_enum!(Kind { Was9 { 0 a1 a2 }, Case0 {  }, Renamed15 { 0 a1 a2, 1 b1 b2 }, Was13 { 0 a1 a2 }, Was11 { 0 a1 a2 } });

fn made17(was: [Box<Option<u16>>; 2]) -> Result<BTreeMap<u16, [Box<Option<u16>>; 2]>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 7)]
pub struct Spot {
        pub n0: i32,
        #[persist(was([Box<Option<u16>>; 2], until = 5, with = made17))] pub n2: BTreeMap<u16, [Box<Option<u16>>; 2]>,
        #[persist(alias = "n1")] pub renamed16: u64,
    }
same_struct!(Spot { n0, n2, renamed16 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: new::Wrapping1(Some(u64::from(old.f0))), f1: Rc::new(Some(old.f1.map(|x| Mutex::new(x.into_inner().unwrap().map(|x| Rc::new(x)))))), f2: old.f2.map(|x| Mutex::new(edit_item(x))), f3: old.f3.map(|x| Box::new(edit_item((*x)))), f4: i128::from(old.f4) }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { kept2: Some(old.f0), f1: i64::from(old.f1.0), spelt3: old.f2.map(|x| x), f3: new::Wrapping4(old.f3.into_iter().map(|x| x).collect()), spelt5: old.f4, upgraded7: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Never { f0: xf0, f1: xf1 } => unreachable!(),
        old::Kind::Case0 {  } => new::Kind::Case0 {  },
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::Kind::Was9(new::Payload8 { f0: Mutex::new(xf0.into_iter().map(|x| x.into_iter().map(|x| Rc::new(x.map(|x| x))).collect()).collect()), f1: xf1 }),
        old::Kind::Case2 { 0: x0, 1: x1, 2: x2 } => new::Kind::Was11((Box::new(Some(Arc::new(Box::new(Rc::into_inner(x0).unwrap().into_inner().unwrap().0)))), x1.into_iter().map(|x| x.0).collect(), x2,)),
        old::Kind::Case3 { f0: xf0, f1: xf1 } => new::Kind::Was13((xf0.map(|x| Box::new(edit_spot((*x)))), xf1,)),
        old::Kind::Case4 { 0: x0, 1: x1 } => new::Kind::Renamed15 { 0: x0.map(|x| i128::from(x)), 1: x1 }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i32::from(old.n0), renamed16: u64::from(old.n1), n2: BTreeMap::from([(3, old.n2.map(|x| Box::new(Some(x))))]) }
}
