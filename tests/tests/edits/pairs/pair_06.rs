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
#[persist(version = 2)]
pub struct Root(pub Kind, pub Vec<Item>, pub HashSet<u16>, pub Mutex<u8>);
draw_struct!(Root { 0, 1, 2, 3 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: u128,
        pub f1: Option<bool>,
        pub f2: Mutex<()>,
    }
draw_struct!(Item { f0, f1, f2 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: LinkedList<BTreeMap<i32, HashSet<u8>>>,
    },
    Case1(Spot, [Vec<u16>; 1]),
    Case2(BTreeMap<String, Spot>),
    Case3(BTreeMap<u16, (Spot, Spot, ())>, Vec<Spot>, BTreeMap<(i64, i32), RwLock<HashMap<u32, char>>>),
    Case4 {
        f0: Wrapped1,
        f1: Wrapped2,
        f2: f64,
    },
}
draw_enum!(Kind { Case0 { f0 }, Case1 { 0, 1 }, Case2 { 0 }, Case3 { 0, 1, 2 }, Case4 { f0, f1, f2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i64,
        pub n1: i64,
        pub n2: f64,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub i16);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub Wrapped0);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub [[f64; 2]; 3]);

draw_struct!(Wrapped2 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 4)]
pub struct Root(pub Arc<Kind>, pub RefCell<Option<Box<[ItemNow]>>>, pub Vec<u16>, pub RwLock<RefCell<Option<u8>>>);
same_struct!(Root { 0, 1, 2, 3 });

fn made1(was: Option<bool>) -> (Option<bool>, u8) { (was, 7) }

#[derive(Persist, Debug)]
#[persist(version = 3, alias = "Item", removed("f0", "f2"))]
pub struct ItemNow {
        #[persist(was(Option<bool>, until = 1, with = made1))] pub f1: (Option<bool>, u8),
    }
same_struct!(ItemNow { f1 });

#[derive(Persist, Debug)]
pub struct Payload2 {
        pub f0: LinkedList<BTreeMap<i32, HashSet<u8>>>,
    }
same_struct!(Payload2 { f0 });

fn gone4(gone: Payload2) -> Result<Kind, String> { Ok(Kind::Was3(gone)) }

fn gone6(gone: BTreeMap<String, Spot>) -> Result<Kind, String> { Ok(Kind::Was5(gone)) }

#[derive(Persist, Debug)]
pub struct Fields7(pub Spot, pub Spot, pub ());

same_struct!(Fields7 { 0, 1, 2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping8(pub Option<Vec<Spot>>);

same_struct!(Wrapping8 { 0 });

fn gone10(gone: (BTreeMap<u16, Fields7>, Wrapping8, HashMap<(Box<i64>, Box<i32>), RwLock<Option<HashMap<Box<u32>, char>>>>)) -> Result<Kind, String> { Ok(Kind::Was9(gone)) }

fn gone12(gone: (RefCell<Arc<Option<i16>>>, VecDeque<[f64; 2]>, f64)) -> Result<Kind, String> { Ok(Kind::Was11(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 7, removed(Case0: Payload2, with = gone4, Case2: BTreeMap<String, Spot>, with = gone6, Case3: (BTreeMap<u16, Fields7>, Wrapping8, HashMap<(Box<i64>, Box<i32>), RwLock<Option<HashMap<Box<u32>, char>>>>), with = gone10, Case4: (RefCell<Arc<Option<i16>>>, VecDeque<[f64; 2]>, f64), with = gone12))]
pub enum Kind {
    Case1(Box<Spot>, Box<[RwLock<Vec<u16>>]>),
    Was5(BTreeMap<String, Spot>),
    Was3(Payload2),
    Was9((BTreeMap<u16, Fields7>, Wrapping8, HashMap<(Box<i64>, Box<i32>), RwLock<Option<HashMap<Box<u32>, char>>>>)),
    Was11((RefCell<Arc<Option<i16>>>, VecDeque<[f64; 2]>, f64)),
}
same_enum!(Kind { Case1 { 0 a1 a2, 1 b1 b2 }, Was5 { 0 a1 a2 }, Was3 { 0 a1 a2 }, Was9 { 0 a1 a2 }, Was11 { 0 a1 a2 } });

fn made14(was: i128) -> Result<BTreeMap<u16, i128>, String> { Ok(BTreeMap::from([(3, was)])) }

fn upgrade16(this: &mut Spot, from: u32, removed: SpotRemoved) { this.upgraded17 = from; this.kept13 = removed.n0; }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(n0: i128), upgrade = upgrade16)]
pub struct Spot {
        #[persist(since = 2, default)] pub kept13: Option<i128>,
        #[persist(was(i128, until = 1, with = made14))] pub n1: BTreeMap<u16, i128>,
        #[persist(alias = "n2")] pub renamed15: f64,
        #[persist(since = 2, default)] pub upgraded17: u32,
    }
same_struct!(Spot { kept13, n1, renamed15, upgraded17 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: Arc::new(edit_kind(old.0)), 1: RefCell::new(Some(old.1.into_iter().map(|x| edit_item(x)).collect())), 2: old.2.into_iter().map(|x| x).collect(), 3: RwLock::new(RefCell::new(Some(old.3.into_inner().unwrap()))) }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { f1: (old.f1.map(|x| x), 7) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0 } => new::Kind::Was3(new::Payload2 { f0: xf0.into_iter().map(|x| x.into_iter().map(|(key, x)| (key, x.into_iter().map(|x| x).collect())).collect()).collect() }),
        old::Kind::Case1 { 0: x0, 1: x1 } => new::Kind::Case1 { 0: Box::new(edit_spot(x0)), 1: x1.into_iter().map(|x| RwLock::new(x.into_iter().map(|x| x).collect())).collect() },
        old::Kind::Case2 { 0: x0 } => new::Kind::Was5(x0.into_iter().map(|(key, x)| (key, edit_spot(x))).collect()),
        old::Kind::Case3 { 0: x0, 1: x1, 2: x2 } => new::Kind::Was9((x0.into_iter().map(|(key, x)| (key, { let (x0, x1, x2,) = x; new::Fields7(edit_spot(x0), edit_spot(x1), x2) })).collect(), new::Wrapping8(Some(x1.into_iter().map(|x| edit_spot(x)).collect())), x2.into_iter().map(|(key, x)| ({ let (x0, x1,) = key; (Box::new(x0), Box::new(x1),) }, RwLock::new(Some(x.into_inner().unwrap().into_iter().map(|(key, x)| (Box::new(key), x)).collect())))).collect(),)),
        old::Kind::Case4 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Was11((RefCell::new(Arc::new(Some(xf0.0.0))), xf1.0.into_iter().map(|x| x.map(|x| x)).collect(), xf2,)), }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { kept13: Some(i128::from(old.n0)), n1: BTreeMap::from([(3, i128::from(old.n1))]), renamed15: old.n2, upgraded17: 1 }
}
