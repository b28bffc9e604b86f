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
        pub f0: Option<Wrapped5>,
        pub f1: ([(u64, bool, ()); 3], RwLock<Kind>, RwLock<RwLock<char>>),
        pub f2: Box<f32>,
        pub f3: u8,
        pub f4: Option<VecDeque<Option<u128>>>,
    }
draw_struct!(Root { f0, f1, f2, f3, f4 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: Spot,
        pub f1: Wrapped2,
        pub f2: Wrapped3,
        pub f3: BTreeSet<i16>,
        pub f4: [Wrapped4; 1],
    }
draw_struct!(Item { f0, f1, f2, f3, f4 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0(RefCell<i8>, f64, [RwLock<f64>; 3]),
    Never {
        f0: RwLock<HashMap<i16, Spot>>,
    },
    Case1(Option<Wrapped0>, u128, Arc<[[u64; 2]; 1]>),
    Case2 {
        f0: f32,
        f1: Spot,
        f2: i32,
    },
    Case3(Wrapped1),
}
draw_enum!(Kind { Case0 { 0, 1, 2 }, Case1 { 0, 1, 2 }, Case2 { f0, f1, f2 }, Case3 { 0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i16,
        pub n1: u16,
        pub n2: u16,
        pub n3: u16,
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub RwLock<bool>);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub Option<Mutex<f32>>);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub Spot);

draw_struct!(Wrapped2 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped3(pub Option<i8>);

draw_struct!(Wrapped3 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped4(pub Box<[i32]>);

draw_struct!(Wrapped4 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped5(pub i32);

draw_struct!(Wrapped5 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub u64);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
pub struct Fields2(pub [RwLock<(Wrapping1, Mutex<Option<bool>>, ())>; 3], pub RwLock<KindNow>, pub char);

same_struct!(Fields2 { 0, 1, 2 });

fn made3(was: Box<f32>) -> Result<BTreeMap<u16, Box<f32>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Root {
        pub f1: Fields2,
        pub f0: RwLock<Option<i32>>,
        #[persist(was(Box<f32>, until = 1, with = made3))] pub f2: BTreeMap<u16, Box<f32>>,
        pub f3: u8,
        pub f4: Option<VecDeque<Arc<Option<Mutex<u128>>>>>,
    }
same_struct!(Root { f1, f0, f2, f3, f4 });

#[derive(Persist, Debug)]
#[persist(version = 1)]
pub struct Item {
        pub f0: Spot,
        #[persist(rename = "f4")] pub spelt6: Mutex<Option<[Mutex<Option<Box<[i32]>>>; 1]>>,
        pub f3: HashSet<i16>,
        #[persist(rename = "f2")] pub spelt5: RwLock<Option<RwLock<i8>>>,
        #[persist(rename = "f1")] pub spelt4: Spot,
    }
same_struct!(Item { f0, spelt6, f3, spelt5, spelt4 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping8(pub VecDeque<VecDeque<RwLock<u64>>>);

same_struct!(Wrapping8 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping9(pub Spot);

same_struct!(Wrapping9 { 0 });

fn gone11(gone: (RwLock<Option<f64>>, Wrapping9, i64)) -> KindNow { KindNow::Was10(gone) }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Kind", removed("Never", Case2: (RwLock<Option<f64>>, Wrapping9, i64), with = gone11))]
pub enum KindNow {
    #[persist(alias = "Case0")]
    Renamed7(Arc<Option<i128>>, f64, [f64; 3]),
    Case1(Option<Mutex<RwLock<bool>>>, u128, Rc<Wrapping8>),
    Later12 {
        later: String,
    },
    Was10((RwLock<Option<f64>>, Wrapping9, i64)),
    Case3(Option<Rc<Mutex<f32>>>, #[persist(since = 3, default = 0.5)] f64, #[persist(since = 3, default)] String),
    Later13 {
        later: String,
    },
}
same_enum!(KindNow { Renamed7 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Case1 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Later12 { later a1 a2 }, Was10 { 0 a1 a2 }, Case3 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Later13 { later a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, plain, removed("n3"))]
#[repr(C)]
pub struct Spot {
        pub n0: i16,
        pub n2: u16,
        pub n1: u16,
    }
same_struct!(Spot { n0, n2, n1 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: RwLock::new(old.f0.map(|x| x.0)), f1: { let (x0, x1, x2,) = old.f1; new::Fields2(x0.map(|x| RwLock::new({ let (x0, x1, x2,) = x; (new::Wrapping1(x0), Mutex::new(Some(x1)), x2,) })), RwLock::new(edit_kind(x1.into_inner().unwrap())), x2.into_inner().unwrap().into_inner().unwrap()) }, f2: BTreeMap::from([(3, Box::new((*old.f2)))]), f3: old.f3, f4: old.f4.map(|x| x.into_iter().map(|x| Arc::new(x.map(|x| Mutex::new(x)))).collect()) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: edit_spot(old.f0), spelt4: edit_spot(old.f1.0), spelt5: RwLock::new(old.f2.0.map(|x| RwLock::new(x))), f3: old.f3.into_iter().map(|x| x).collect(), spelt6: Mutex::new(Some(old.f4.map(|x| Mutex::new(Some(x.0))))) }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { 0: x0, 1: x1, 2: x2 } => new::KindNow::Renamed7 { 0: Arc::new(Some(i128::from(x0.into_inner()))), 1: x1, 2: x2.map(|x| x.into_inner().unwrap()) },
        old::Kind::Never { f0: xf0 } => unreachable!(),
        old::Kind::Case1 { 0: x0, 1: x1, 2: x2 } => new::KindNow::Case1 { 0: x0.map(|x| Mutex::new(RwLock::new(x.0.into_inner().unwrap()))), 1: x1, 2: Rc::new(new::Wrapping8(Arc::into_inner(x2).unwrap().into_iter().map(|x| x.into_iter().map(|x| RwLock::new(x)).collect()).collect())) },
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Was10((RwLock::new(Some(f64::from(xf0))), new::Wrapping9(edit_spot(xf1)), i64::from(xf2),)),
        old::Kind::Case3 { 0: x0 } => new::KindNow::Case3 { 0: x0.0.map(|x| Rc::new(Mutex::new(x.into_inner().unwrap()))), 1: 0.5, 2: String::new() }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i16::from(old.n0), n1: u16::from(old.n1), n2: u16::from(old.n2) }
}
