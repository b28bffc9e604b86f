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
pub enum Root {
    Case0,
    Case1 {
        f0: u8,
        f1: Kind,
    },
}
draw_enum!(Root { Case0 {  }, Case1 { f0, f1 } });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: [f32; 3],
        pub f1: (Wrapped0, Mutex<Option<Box<Item>>>),
        pub f2: [Option<Spot>; 2],
        pub f3: RefCell<LinkedList<HashMap<Option<i8>, u32>>>,
        pub f4: f64,
    }
draw_struct!(Item { f0, f1, f2, f3, f4 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0 {
        f0: Box<[Option<Box<Spot>>]>,
        f1: Spot,
    },
    Case1 {
        f0: Option<Mutex<u16>>,
        f1: Rc<Box<HashSet<u16>>>,
        f2: f64,
    },
    Never {
        f0: Option<HashMap<i32, u8>>,
        f1: Rc<Option<i8>>,
    },
    Case2(u64, BTreeSet<char>),
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 { f0, f1, f2 }, Case2 { 0, 1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i32,
        pub n1: [i32; 2],
    }
draw_struct!(Spot { n0, n1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub bool);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn gone2(gone: ()) -> Result<Root, String> { Ok(Root::Was1(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 7, removed(Case0: (), with = gone2))]
pub enum Root {
    Later5 {
        later: String,
    },
    #[persist(alias = "Case1")]
    Renamed4 {
        #[persist(since = 7, default = vec![1, 2])] added3: Vec<u16>,
        f0: Mutex<Option<u8>>,
        f1: KindNow,
    },
    Was1(()),
}
same_enum!(Root { Later5 { later a1 a2 }, Renamed4 { added3 a1 a2, f0 b1 b2, f1 c1 c2 }, Was1 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping6(pub f64);

same_struct!(Wrapping6 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 1)]
pub struct Item {
        pub f1: (bool, Mutex<Option<Box<Item>>>),
        pub f4: Wrapping6,
        pub f3: LinkedList<BTreeMap<Box<Option<Box<i32>>>, RwLock<Option<u32>>>>,
        pub f0: Mutex<[Box<f32>; 3]>,
        pub f2: [RwLock<Option<Spot>>; 2],
    }
same_struct!(Item { f1, f4, f3, f0, f2 });

#[derive(Persist, Debug)]
pub struct Payload8 {
        pub f0: Option<RwLock<u16>>,
        pub f1: RwLock<Arc<Box<[u16]>>>,
        pub f2: Box<f64>,
    }
same_struct!(Payload8 { f0, f1, f2 });

fn gone10(gone: Payload8) -> Result<KindNow, String> { Ok(KindNow::Was9(gone)) }

fn made11(was: Box<Option<BTreeSet<Box<char>>>>) -> BTreeMap<u16, Box<Option<BTreeSet<Box<char>>>>> { BTreeMap::from([(3, was)]) }

#[derive(Persist, Debug)]
#[persist(version = 3, alias = "Kind", removed(Case1: Payload8, with = gone10, "Never"))]
pub enum KindNow {
    Case2(Mutex<Option<u64>>, #[persist(was(Box<Option<BTreeSet<Box<char>>>>, until = 2, with = made11))] BTreeMap<u16, Box<Option<BTreeSet<Box<char>>>>>),
    Was9(Payload8),
    Case0 {
        f0: Box<[Option<Box<Spot>>]>,
        #[persist(rename = "f1")] spelt7: Spot,
    },
}
same_enum!(KindNow { Case2 { 0 a1 a2, 1 b1 b2 }, Was9 { 0 a1 a2 }, Case0 { f0 a1 a2, spelt7 b1 b2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 7, plain, removed("n0"))]
#[repr(C)]
pub struct Spot {
        pub n1: [i32; 2],
    }
same_struct!(Spot { n1 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match old { old::Root::Case0 {  } => new::Root::Was1(()),
        old::Root::Case1 { f0: xf0, f1: xf1 } => new::Root::Renamed4 { f0: Mutex::new(Some(xf0)), f1: edit_kind(xf1), added3: vec![1, 2] }, }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: Mutex::new(old.f0.map(|x| Box::new(x))), f1: { let (x0, x1,) = old.f1; (x0.0, Mutex::new(x1.into_inner().unwrap().map(|x| Box::new(edit_item((*x))))),) }, f2: old.f2.map(|x| RwLock::new(x.map(|x| edit_spot(x)))), f3: old.f3.into_inner().into_iter().map(|x| x.into_iter().map(|(key, x)| (Box::new(key.map(|x| Box::new(i32::from(x)))), RwLock::new(Some(x)))).collect()).collect(), f4: new::Wrapping6(old.f4) }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::KindNow::Case0 { f0: xf0.into_iter().map(|x| x.map(|x| Box::new(edit_spot((*x))))).collect(), spelt7: edit_spot(xf1) },
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Was9(new::Payload8 { f0: xf0.map(|x| RwLock::new(x.into_inner().unwrap())), f1: RwLock::new(Arc::new((*Rc::into_inner(xf1).unwrap()).into_iter().map(|x| x).collect())), f2: Box::new(xf2) }),
        old::Kind::Never { f0: xf0, f1: xf1 } => unreachable!(),
        old::Kind::Case2 { 0: x0, 1: x1 } => new::KindNow::Case2 { 0: Mutex::new(Some(x0)), 1: BTreeMap::from([(3, Box::new(Some(x1.into_iter().map(|x| Box::new(x)).collect())))]) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n1: old.n1.map(i32::from) }
}
