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
    Case0(String, i32, Vec<u32>),
    Case1 {
        f0: Spot,
        f1: Box<[Box<[Wrapped2]>]>,
    },
    Case2,
    Never(Rc<u32>, (HashSet<Option<i32>>, Vec<Root>)),
    Case3 {
        f0: u32,
        f1: BTreeSet<i16>,
        f2: f64,
    },
    Case4(LinkedList<Wrapped3>),
}
draw_enum!(Root { Case0 { 0, 1, 2 }, Case1 { f0, f1 }, Case2 {  }, Case3 { f0, f1, f2 }, Case4 { 0 } });

#[derive(Persist, Debug)]
pub struct Item(pub Option<Box<[f32]>>, pub u64);
draw_struct!(Item { 0, 1 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: u64,
        f1: Arc<Mutex<HashSet<i64>>>,
    },
    Case1 {
        f0: Wrapped0,
        f1: VecDeque<i8>,
        f2: Wrapped1,
    },
    Case2,
    Case3 {
        f0: u32,
    },
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 { f0, f1, f2 }, Case2 {  }, Case3 { f0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i32,
        pub n1: f32,
    }
draw_struct!(Spot { n0, n1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Option<HashMap<i32, u128>>);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub u16);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub bool);

draw_struct!(Wrapped2 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped3(pub char);

draw_struct!(Wrapped3 { 0 });
}

pub mod new {
    use super::*;

fn gone2(gone: (Rc<String>, i32, Vec<u32>)) -> Result<Root, String> { Ok(Root::Was1(gone)) }

fn gone4(gone: (Mutex<Option<SpotNow>>, Box<[Box<[Rc<bool>]>]>)) -> Result<Root, String> { Ok(Root::Was3(gone)) }

#[derive(Persist, Debug)]
pub struct Payload5 {
        pub f0: i64,
        pub f1: HashSet<i16>,
        pub f2: Arc<Option<f64>>,
    }
same_struct!(Payload5 { f0, f1, f2 });

fn gone7(gone: Payload5) -> Root { Root::Was6(gone) }

fn made8(was: LinkedList<char>) -> Vec<LinkedList<char>> { vec![was] }

fn upgrade10(this: &mut Root, from: u32) { if matches!(this, Root::Case2) { *this = Root::Upgraded9(from); } }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(Case0: (Rc<String>, i32, Vec<u32>), with = gone2, Case1: (Mutex<Option<SpotNow>>, Box<[Box<[Rc<bool>]>]>), with = gone4, "Never", Case3: Payload5, with = gone7), upgrade = upgrade10)]
pub enum Root {
    Was3((Mutex<Option<SpotNow>>, Box<[Box<[Rc<bool>]>]>)),
    Case2,
    Was1((Rc<String>, i32, Vec<u32>)),
    Case4(#[persist(was(LinkedList<char>, until = 1, with = made8))] Vec<LinkedList<char>>, #[persist(since = 2, default = 7)] u32, #[persist(since = 2, default = 7)] u32),
    Was6(Payload5),
    Upgraded9(u32),
}
same_enum!(Root { Was3 { 0 a1 a2 }, Case2 {  }, Was1 { 0 a1 a2 }, Case4 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Was6 { 0 a1 a2 }, Upgraded9 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(version = 2, alias = "Item")]
pub struct ItemNow(pub Option<Box<[f32]>>, pub u128);
same_struct!(ItemNow { 0, 1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping13(pub Option<Box<[i64]>>);

same_struct!(Wrapping13 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping14(pub Option<i8>);

same_struct!(Wrapping14 { 0 });

fn upgrade17(this: &mut Kind, from: u32) { if matches!(this, Kind::Renamed15) { *this = Kind::Upgraded16(from); } }

#[derive(Persist, Debug)]
#[persist(version = 7, upgrade = upgrade17)]
pub enum Kind {
    Case3 {
        f0: u32,
    },
    #[persist(alias = "Case2")]
    Renamed15,
    Upgraded16(u32),
    Case0 {
        #[persist(alias = "f1")] renamed12: Arc<Arc<RwLock<Wrapping13>>>,
        #[persist(rename = "f0")] spelt11: u64,
    },
    Case1 {
        f1: VecDeque<Wrapping14>,
        f2: Mutex<u16>,
        f0: Mutex<Option<HashMap<i64, u128>>>,
    },
}
same_enum!(Kind { Case3 { f0 a1 a2 }, Renamed15 {  }, Upgraded16 { 0 a1 a2 }, Case0 { renamed12 a1 a2, spelt11 b1 b2 }, Case1 { f1 a1 a2, f2 b1 b2, f0 c1 c2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 4, rename = "Spot", plain, removed("n0"))]
#[repr(C)]
pub struct SpotNow {
        #[persist(alias = "n1")] pub renamed18: f32,
    }
same_struct!(SpotNow { renamed18 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match match old { old::Root::Case0 { 0: x0, 1: x1, 2: x2 } => new::Root::Was1((Rc::new(x0), x1, x2,)),
        old::Root::Case1 { f0: xf0, f1: xf1 } => new::Root::Was3((Mutex::new(Some(edit_spot(xf0))), xf1.into_iter().map(|x| x.into_iter().map(|x| Rc::new(x.0)).collect()).collect(),)),
        old::Root::Case2 {  } => new::Root::Case2 {  },
        old::Root::Never { 0: x0, 1: x1 } => unreachable!(),
        old::Root::Case3 { f0: xf0, f1: xf1, f2: xf2 } => new::Root::Was6(new::Payload5 { f0: i64::from(xf0), f1: xf1.into_iter().map(|x| x).collect(), f2: Arc::new(Some(xf2)) }),
        old::Root::Case4 { 0: x0 } => new::Root::Case4 { 0: vec![x0.into_iter().map(|x| x.0).collect()], 1: 7, 2: 7 }, } { new::Root::Case2 => new::Root::Upgraded9(1), other => other }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { 0: old.0.map(|x| x), 1: u128::from(old.1) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::Kind::Case0 { spelt11: xf0, renamed12: Arc::new(Arc::new(RwLock::new(new::Wrapping13(Some(Arc::into_inner(xf1).unwrap().into_inner().unwrap().into_iter().map(|x| x).collect()))))) },
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case1 { f0: Mutex::new(xf0.0.map(|x| x.into_iter().map(|(key, x)| (i64::from(key), x)).collect())), f1: xf1.into_iter().map(|x| new::Wrapping14(Some(x))).collect(), f2: Mutex::new(xf2.0) },
        old::Kind::Case2 {  } => new::Kind::Renamed15 {  },
        old::Kind::Case3 { f0: xf0 } => new::Kind::Case3 { f0: xf0 }, } { new::Kind::Renamed15 => new::Kind::Upgraded16(5), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { renamed18: f32::from(old.n1) }
}
