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
pub struct Root(pub String, pub VecDeque<BTreeSet<i32>>, pub (), pub Option<i32>, pub [(Vec<Spot>, HashMap<Option<u32>, u64>); 1], pub Vec<Mutex<Mutex<u8>>>, pub bool);
draw_struct!(Root { 0, 1, 2, 3, 4, 5, 6 });

#[derive(Persist, Debug)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Never,
    Case0 {
        f0: BTreeMap<u16, i16>,
        f1: ([Option<Box<Kind>>; 2], BTreeSet<u16>, Spot),
    },
    Case1 {
        f0: Arc<Option<Spot>>,
    },
    Case2 {
        f0: Spot,
    },
    Case3 {
        f0: (f32, i16),
        f1: Box<[HashSet<u32>]>,
    },
    Case4(i64),
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 { f0 }, Case2 { f0 }, Case3 { f0, f1 }, Case4 { 0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u64,
    }
draw_struct!(Spot { n0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub u128);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
pub struct Fields2(pub Vec<Box<Option<Spot>>>, pub Box<Option<HashMap<Box<Option<u32>>, Wrapping1>>>);

same_struct!(Fields2 { 0, 1 });

#[derive(Persist, Debug)]
#[persist(version = 1, partial)]
pub struct Root(pub String, pub VecDeque<BTreeSet<Box<i64>>>, pub (), pub Option<i64>, pub [Fields2; 1], pub RwLock<Option<Vec<RwLock<Option<RwLock<RwLock<u8>>>>>>>, pub bool);
same_struct!(Root { 0, 1, 2, 3, 4, 5, 6 });

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Item {
        #[persist(since = 3, default = 0.5)] pub added3: f64,
    }
same_struct!(Item { added3 });

#[derive(Persist, Debug)]
pub struct Fields5(pub RwLock<VecDeque<Option<Box<Kind>>>>, pub Box<Option<HashSet<u64>>>, pub Spot);

same_struct!(Fields5 { 0, 1, 2 });

fn gone7(gone: (Rc<Option<Box<Spot>>>,)) -> Kind { Kind::Was6(gone) }

#[derive(Persist, Debug)]
#[persist(version = 7, removed("Never", Case1: (Rc<Option<Box<Spot>>>,), with = gone7))]
pub enum Kind {
    Case0 {
        #[persist(alias = "f0")] renamed4: BTreeMap<u16, Rc<i16>>,
        f1: Fields5,
    },
    #[persist(removed("f1"))]
    Case3 {
        f0: (f64, Box<i16>),
    },
    Case2 {
        #[persist(since = 7, default)] added9: String,
        #[persist(alias = "f0")] renamed8: Spot,
    },
    Was6((Rc<Option<Box<Spot>>>,)),
    Case4(i128, #[persist(since = 7, default = vec![1, 2])] Vec<u16>),
}
same_enum!(Kind { Case0 { renamed4 a1 a2, f1 b1 b2 }, Case3 { f0 a1 a2 }, Case2 { added9 a1 a2, renamed8 b1 b2 }, Was6 { 0 a1 a2 }, Case4 { 0 a1 a2, 1 b1 b2 } });

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub struct Spot {
        pub n0: u64,
    }
same_struct!(Spot { n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: old.0, 1: old.1.into_iter().map(|x| x.into_iter().map(|x| Box::new(i64::from(x))).collect()).collect(), 2: old.2, 3: old.3.map(|x| i64::from(x)), 4: old.4.map(|x| { let (x0, x1,) = x; new::Fields2(x0.into_iter().map(|x| Box::new(Some(edit_spot(x)))).collect(), Box::new(Some(x1.into_iter().map(|(key, x)| (Box::new(key.map(|x| x)), new::Wrapping1(u128::from(x)))).collect()))) }), 5: RwLock::new(Some(old.5.into_iter().map(|x| RwLock::new(Some(RwLock::new(RwLock::new(x.into_inner().unwrap().into_inner().unwrap()))))).collect())), 6: old.6 }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { added3: 0.5 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Never {  } => unreachable!(),
        old::Kind::Case0 { f0: xf0, f1: xf1 } => new::Kind::Case0 { renamed4: xf0.into_iter().map(|(key, x)| (key, Rc::new(x))).collect(), f1: { let (x0, x1, x2,) = xf1; new::Fields5(RwLock::new(x0.into_iter().map(|x| x.map(|x| Box::new(edit_kind((*x))))).collect()), Box::new(Some(x1.into_iter().map(|x| u64::from(x)).collect())), edit_spot(x2)) } },
        old::Kind::Case1 { f0: xf0 } => new::Kind::Was6((Rc::new(Arc::into_inner(xf0).unwrap().map(|x| Box::new(edit_spot(x)))),)),
        old::Kind::Case2 { f0: xf0 } => new::Kind::Case2 { renamed8: edit_spot(xf0), added9: String::new() },
        old::Kind::Case3 { f0: xf0, f1: xf1 } => new::Kind::Case3 { f0: { let (x0, x1,) = xf0; (f64::from(x0), Box::new(x1),) } },
        old::Kind::Case4 { 0: x0 } => new::Kind::Case4 { 0: i128::from(x0), 1: vec![1, 2] }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: old.n0 }
}
