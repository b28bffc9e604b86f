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
#[persist(version = 5)]
pub struct Root(pub BTreeMap<char, bool>, pub Item, pub Vec<Kind>, pub Item);
draw_struct!(Root { 0, 1, 2, 3 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item {
        pub f0: VecDeque<LinkedList<HashSet<String>>>,
        pub f1: HashSet<u16>,
        pub f2: u32,
        pub f3: Mutex<Box<[()]>>,
        pub f4: Option<Box<Kind>>,
        pub f5: i64,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: u64,
        f1: Option<u16>,
        f2: u128,
    },
    Case1 {
        f0: (Option<Box<Spot>>, Arc<f64>),
    },
    Case2((Spot, Spot), Spot, Vec<Spot>),
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 { f0 }, Case2 { 0, 1, 2 } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: f32,
    }
draw_struct!(Spot { n0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 7, rename = "Root")]
pub struct RootNow(pub HashMap<char, bool>, pub Item, pub VecDeque<Kind>, pub Rc<Option<Item>>);
same_struct!(RootNow { 0, 1, 2, 3 });

fn made1(was: u32) -> (u32, u8) { (was, 7) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub Option<()>);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub Box<Kind>);

same_struct!(Wrapping3 { 0 });

fn made4(was: RefCell<i128>) -> Result<(RefCell<i128>, u8), String> { Ok((was, 7)) }

fn upgrade7(this: &mut Item, from: u32) { this.upgraded8 = from; }

#[derive(Persist, Debug)]
#[persist(version = 7, upgrade = upgrade7)]
pub struct Item {
        pub f0: VecDeque<LinkedList<Arc<Vec<String>>>>,
        #[persist(since = 7, default = 0.5)] pub added5: f64,
        pub f4: Option<Wrapping3>,
        #[persist(was(RefCell<i128>, until = 5, with = made4))] pub f5: (RefCell<i128>, u8),
        #[persist(was(u32, until = 5, with = made1))] pub f2: (u32, u8),
        pub f1: Box<Option<BTreeSet<u16>>>,
        #[persist(since = 7, default = 0.5)] pub added6: f64,
        pub f3: RwLock<LinkedList<Wrapping2>>,
        #[persist(since = 7, default)] pub upgraded8: u32,
    }
same_struct!(Item { f0, added5, f4, f5, f2, f1, added6, f3, upgraded8 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping11(pub Option<Spot>);

same_struct!(Wrapping11 { 0 });

#[derive(Persist, Debug)]
pub struct Fields12(pub Spot, pub Wrapping11);

same_struct!(Fields12 { 0, 1 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    #[persist(alias = "Case0")]
    Renamed9 {
        f0: i128,
        f1: RefCell<Option<RefCell<u16>>>,
        f2: u128,
    },
    #[persist(alias = "Case1")]
    Renamed10 {
        f0: (Arc<Option<Box<Spot>>>, Arc<f64>),
    },
    Case2(Fields12, Spot, Vec<Spot>),
}
same_enum!(Kind { Renamed9 { f0 a1 a2, f1 b1 b2, f2 c1 c2 }, Renamed10 { f0 a1 a2 }, Case2 { 0 a1 a2, 1 b1 b2, 2 c1 c2 } });

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Spot {
        pub n0: Mutex<f32>,
    }
same_struct!(Spot { n0 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow { 0: old.0.into_iter().map(|(key, x)| (key, x)).collect(), 1: edit_item(old.1), 2: old.2.into_iter().map(|x| edit_kind(x)).collect(), 3: Rc::new(Some(edit_item(old.3))) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: old.f0.into_iter().map(|x| x.into_iter().map(|x| Arc::new(x.into_iter().map(|x| x).collect())).collect()).collect(), f1: Box::new(Some(old.f1.into_iter().map(|x| x).collect())), f2: (old.f2, 7), f3: RwLock::new(old.f3.into_inner().unwrap().into_iter().map(|x| new::Wrapping2(Some(x))).collect()), f4: old.f4.map(|x| new::Wrapping3(Box::new(edit_kind((*x))))), f5: (RefCell::new(i128::from(old.f5)), 7), added5: 0.5, added6: 0.5, upgraded8: 5 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Renamed9 { f0: i128::from(xf0), f1: RefCell::new(xf1.map(|x| RefCell::new(x))), f2: xf2 },
        old::Kind::Case1 { f0: xf0 } => new::Kind::Renamed10 { f0: { let (x0, x1,) = xf0; (Arc::new(x0.map(|x| Box::new(edit_spot((*x))))), Arc::new(Arc::into_inner(x1).unwrap()),) } },
        old::Kind::Case2 { 0: x0, 1: x1, 2: x2 } => new::Kind::Case2 { 0: { let (x0, x1,) = x0; new::Fields12(edit_spot(x0), new::Wrapping11(Some(edit_spot(x1)))) }, 1: edit_spot(x1), 2: x2.into_iter().map(|x| edit_spot(x)).collect() }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: Mutex::new(old.n0) }
}
