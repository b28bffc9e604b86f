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
        pub f0: Arc<HashSet<u16>>,
        pub f1: Option<(BTreeMap<u8, u16>, u128, VecDeque<u16>)>,
        pub f2: f64,
        pub f3: Box<[u64]>,
        pub f4: Kind,
        pub f5: BTreeSet<u64>,
    }
draw_struct!(Root { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item(pub (VecDeque<LinkedList<char>>, u128), pub Kind, pub Vec<Wrapped0>, pub LinkedList<Wrapped1>, pub String);
draw_struct!(Item { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0 {
        f0: i16,
    },
    Case1 {
        f0: i32,
        f1: RwLock<i8>,
    },
    Case2 {
        f0: (),
        f1: Vec<Spot>,
        f2: Spot,
    },
    Case3,
}
draw_enum!(Kind { Case0 { f0 }, Case1 { f0, f1 }, Case2 { f0, f1, f2 }, Case3 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: f32,
        pub n1: u32,
    }
draw_struct!(Spot { n0, n1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub HashMap<u16, i8>);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub Vec<Kind>);

draw_struct!(Wrapped1 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub Option<BTreeSet<Box<u16>>>);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub u16);

same_struct!(Wrapping3 { 0 });

fn made4(was: Arc<Option<Box<(BTreeMap<u8, u16>, Box<Option<u128>>, Arc<Option<VecDeque<Wrapping3>>>)>>>) -> Vec<Arc<Option<Box<(BTreeMap<u8, u16>, Box<Option<u128>>, Arc<Option<VecDeque<Wrapping3>>>)>>>> { vec![was] }

fn made5(was: Box<[u64]>) -> Result<(Box<[u64]>, u8), String> { Ok((was, 7)) }

fn made6(was: Kind) -> Vec<Kind> { vec![was] }

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Root {
        pub f2: f64,
        #[persist(was(Arc<Option<Box<(BTreeMap<u8, u16>, Box<Option<u128>>, Arc<Option<VecDeque<Wrapping3>>>)>>>, until = 1, with = made4))] pub f1: Vec<Arc<Option<Box<(BTreeMap<u8, u16>, Box<Option<u128>>, Arc<Option<VecDeque<Wrapping3>>>)>>>>,
        #[persist(was(Box<[u64]>, until = 1, with = made5))] pub f3: (Box<[u64]>, u8),
        #[persist(was(Kind, until = 1, with = made6))] pub f4: Vec<Kind>,
        pub f5: HashSet<u64>,
        #[persist(skip, default)] pub added7: Option<Box<String>>,
        #[persist(rename = "f0")] pub spelt1: Arc<Wrapping2>,
    }
same_struct!(Root { f2, f1, f3, f4, f5, added7, spelt1 });

#[derive(Persist, Debug)]
pub struct Fields8(pub VecDeque<Box<Option<LinkedList<char>>>>, pub u128);

same_struct!(Fields8 { 0, 1 });

fn made9(was: Rc<LinkedList<Rc<Option<Vec<Kind>>>>>) -> Result<BTreeMap<u16, Rc<LinkedList<Rc<Option<Vec<Kind>>>>>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 4)]
pub struct Item(pub Fields8, pub Kind, pub Vec<BTreeMap<u32, RwLock<Option<i8>>>>, #[persist(was(Rc<LinkedList<Rc<Option<Vec<Kind>>>>>, until = 2, with = made9))] pub BTreeMap<u16, Rc<LinkedList<Rc<Option<Vec<Kind>>>>>>, pub Arc<String>);
same_struct!(Item { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
pub struct Payload10 {
        pub f0: i16,
    }
same_struct!(Payload10 { f0 });

fn gone12(gone: Payload10) -> Kind { Kind::Was11(gone) }

#[derive(Persist, Debug)]
pub struct Payload13 {
        pub f0: i128,
        pub f1: RefCell<RwLock<Box<i64>>>,
    }
same_struct!(Payload13 { f0, f1 });

fn gone15(gone: Payload13) -> Result<Kind, String> { Ok(Kind::Was14(gone)) }

fn made16(was: ()) -> Vec<()> { vec![was] }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping18(pub Option<SpotNow>);

same_struct!(Wrapping18 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 3, removed(Case0: Payload10, with = gone12, Case1: Payload13, with = gone15))]
pub enum Kind {
    Was11(Payload10),
    #[persist(alias = "Case3")]
    Renamed24,
    Later25 {
        later: String,
    },
    Was14(Payload13),
    #[persist(alias = "Case2")]
    Renamed23 {
        #[persist(since = 3, default = (3, "x".to_owned()))] added19: (u8, String),
        f2: Box<Option<SpotNow>>,
        #[persist(alias = "f1")] renamed17: RwLock<Vec<Wrapping18>>,
        #[persist(default = 7)] added20: u32,
        #[persist(skip, default)] added22: BTreeMap<u8, String>,
        #[persist(since = 3, default)] added21: Option<Box<String>>,
        #[persist(was((), until = 2, with = made16))] f0: Vec<()>,
    },
}
same_enum!(Kind { Was11 { 0 a1 a2 }, Renamed24 {  }, Later25 { later a1 a2 }, Was14 { 0 a1 a2 }, Renamed23 { added19 a1 a2, f2 b1 b2, renamed17 c1 c2, added20 d1 d2, added22 e1 e2, added21 f1 f2, f0 g1 g2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, rename = "Spot", plain, removed("n1"))]
#[repr(C)]
pub struct SpotNow {
        #[persist(alias = "n0")] pub renamed26: f32,
    }
same_struct!(SpotNow { renamed26 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { spelt1: Arc::new(new::Wrapping2(Some(Arc::into_inner(old.f0).unwrap().into_iter().map(|x| Box::new(x)).collect()))), f1: vec![Arc::new(old.f1.map(|x| Box::new({ let (x0, x1, x2,) = x; (x0.into_iter().map(|(key, x)| (key, x)).collect(), Box::new(Some(x1)), Arc::new(Some(x2.into_iter().map(|x| new::Wrapping3(x)).collect())),) })))], f2: old.f2, f3: (old.f3, 7), f4: vec![edit_kind(old.f4)], f5: old.f5.into_iter().map(|x| x).collect(), added7: None }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: { let (x0, x1,) = old.0; new::Fields8(x0.into_iter().map(|x| Box::new(Some(x.into_iter().map(|x| x).collect()))).collect(), x1) }, 1: edit_kind(old.1), 2: old.2.into_iter().map(|x| x.0.into_iter().map(|(key, x)| (u32::from(key), RwLock::new(Some(x)))).collect()).collect(), 3: BTreeMap::from([(3, Rc::new(old.3.into_iter().map(|x| Rc::new(Some(x.0.into_iter().map(|x| edit_kind(x)).collect()))).collect()))]), 4: Arc::new(old.4) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0 } => new::Kind::Was11(new::Payload10 { f0: xf0 }),
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::Kind::Was14(new::Payload13 { f0: i128::from(xf0), f1: RefCell::new(RwLock::new(Box::new(i64::from(xf1.into_inner().unwrap())))) }),
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Renamed23 { f0: vec![xf0], renamed17: RwLock::new(xf1.into_iter().map(|x| new::Wrapping18(Some(edit_spot(x)))).collect()), f2: Box::new(Some(edit_spot(xf2))), added19: (3, "x".to_owned()), added20: 7, added21: None, added22: BTreeMap::new() },
        old::Kind::Case3 {  } => new::Kind::Renamed24 {  }, }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { renamed26: f32::from(old.n0) }
}
