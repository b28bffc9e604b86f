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
        pub f0: char,
        pub f1: LinkedList<[u64; 3]>,
        pub f2: Spot,
        pub f3: i16,
        pub f4: RwLock<i8>,
        pub f5: Option<Box<Item>>,
        pub f6: (Option<Box<[i32]>>, f32),
    }
draw_struct!(Root { f0, f1, f2, f3, f4, f5, f6 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: Kind,
        pub f1: (u16, Option<BTreeSet<u64>>),
        pub f2: Spot,
    }
draw_struct!(Item { f0, f1, f2 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0(BTreeMap<i8, bool>, Wrapped0, Box<BTreeSet<i32>>),
    Case1((Spot, RefCell<u32>), [f32; 3]),
    Case2 {
        f0: u64,
        f1: u32,
        f2: f64,
    },
    Case3 {
        f0: RwLock<HashSet<String>>,
        f1: BTreeMap<u8, VecDeque<VecDeque<u64>>>,
    },
    Case4,
}
draw_enum!(Kind { Case0 { 0, 1, 2 }, Case1 { 0, 1 }, Case2 { f0, f1, f2 }, Case3 { f0, f1 }, Case4 {  } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: [f32; 2],
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub [HashSet<bool>; 3]);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn made3(was: (Option<Box<[i32]>>, f32)) -> BTreeMap<u16, (Option<Box<[i32]>>, f32)> { BTreeMap::from([(3, was)]) }

fn upgrade4(this: &mut Root, from: u32, removed: RootRemoved) { this.upgraded5 = from; this.kept2 = removed.f2; }

#[derive(Persist, Debug)]
#[persist(version = 2, removed("f0", f2: SpotNow), upgrade = upgrade4)]
pub struct Root {
        pub f4: Box<Option<RefCell<i8>>>,
        pub f3: i32,
        #[persist(rename = "f1")] pub spelt1: LinkedList<LinkedList<u64>>,
        #[persist(since = 2, default)] pub kept2: Option<SpotNow>,
        pub f5: Rc<Option<Box<Item>>>,
        #[persist(was((Option<Box<[i32]>>, f32), until = 1, with = made3))] pub f6: BTreeMap<u16, (Option<Box<[i32]>>, f32)>,
        #[persist(since = 2, default)] pub upgraded5: u32,
    }
same_struct!(Root { f4, f3, spelt1, kept2, f5, f6, upgraded5 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping6(pub Option<BTreeSet<u64>>);

same_struct!(Wrapping6 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 2, removed("f0"))]
pub struct Item {
        pub f1: (Mutex<Option<u16>>, Wrapping6),
        #[persist(skip, default)] pub added8: String,
        #[persist(since = 2, default = 0.5)] pub added7: f64,
        pub f2: RefCell<SpotNow>,
    }
same_struct!(Item { f1, added8, added7, f2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping9(pub BTreeMap<i8, bool>);

same_struct!(Wrapping9 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping10(pub Option<BTreeSet<i32>>);

same_struct!(Wrapping10 { 0 });

fn made11(was: Wrapping10) -> BTreeMap<u16, Wrapping10> { BTreeMap::from([(3, was)]) }

#[derive(Persist, Debug)]
pub struct Payload13 {
        pub f0: u64,
        pub f1: u32,
        pub f2: f64,
    }
same_struct!(Payload13 { f0, f1, f2 });

fn gone15(gone: Payload13) -> Result<Kind, String> { Ok(Kind::Was14(gone)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping17(pub i128);

same_struct!(Wrapping17 { 0 });

fn upgrade21(this: &mut Kind, from: u32) { if matches!(this, Kind::Case4) { *this = Kind::Upgraded20(from); } }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(Case2: Payload13, with = gone15), upgrade = upgrade21)]
pub enum Kind {
    Was14(Payload13),
    Upgraded20(u32),
    Case4,
    Later19 {
        later: String,
    },
    Case1(Arc<(SpotNow, u64)>, RefCell<Option<[f64; 3]>>),
    #[persist(alias = "Case0")]
    Renamed12(Wrapping9, [Box<HashSet<bool>>; 3], #[persist(was(Wrapping10, until = 1, with = made11))] BTreeMap<u16, Wrapping10>),
    #[persist(alias = "Case3")]
    Renamed18 {
        #[persist(alias = "f1")] renamed16: BTreeMap<u8, Box<[Mutex<Option<VecDeque<Wrapping17>>>]>>,
        f0: VecDeque<Box<String>>,
    },
}
same_enum!(Kind { Was14 { 0 a1 a2 }, Upgraded20 { 0 a1 a2 }, Case4 {  }, Later19 { later a1 a2 }, Case1 { 0 a1 a2, 1 b1 b2 }, Renamed12 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Renamed18 { renamed16 a1 a2, f0 b1 b2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 3, alias = "Spot", plain)]
#[repr(C)]
pub struct SpotNow {
        #[persist(alias = "n0")] pub renamed22: [f32; 2],
    }
same_struct!(SpotNow { renamed22 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { spelt1: old.f1.into_iter().map(|x| x.into_iter().map(|x| x).collect()).collect(), kept2: Some(edit_spot(old.f2)), f3: i32::from(old.f3), f4: Box::new(Some(RefCell::new(old.f4.into_inner().unwrap()))), f5: Rc::new(old.f5.map(|x| Box::new(edit_item((*x))))), f6: BTreeMap::from([(3, { let (x0, x1,) = old.f6; (x0.map(|x| x), x1,) })]), upgraded5: 1 }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f1: { let (x0, x1,) = old.f1; (Mutex::new(Some(x0)), new::Wrapping6(x1.map(|x| x.into_iter().map(|x| x).collect())),) }, f2: RefCell::new(edit_spot(old.f2)), added7: 0.5, added8: String::new() }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Case0 { 0: x0, 1: x1, 2: x2 } => new::Kind::Renamed12 { 0: new::Wrapping9(x0.into_iter().map(|(key, x)| (key, x)).collect()), 1: x1.0.map(|x| Box::new(x.into_iter().map(|x| x).collect())), 2: BTreeMap::from([(3, new::Wrapping10(Some((*x2).into_iter().map(|x| x).collect())))]) },
        old::Kind::Case1 { 0: x0, 1: x1 } => new::Kind::Case1 { 0: Arc::new({ let (x0, x1,) = x0; (edit_spot(x0), u64::from(x1.into_inner()),) }), 1: RefCell::new(Some(x1.map(|x| f64::from(x)))) },
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Was14(new::Payload13 { f0: xf0, f1: xf1, f2: xf2 }),
        old::Kind::Case3 { f0: xf0, f1: xf1 } => new::Kind::Renamed18 { f0: xf0.into_inner().unwrap().into_iter().map(|x| Box::new(x)).collect(), renamed16: xf1.into_iter().map(|(key, x)| (key, x.into_iter().map(|x| Mutex::new(Some(x.into_iter().map(|x| new::Wrapping17(i128::from(x))).collect()))).collect())).collect() },
        old::Kind::Case4 {  } => new::Kind::Case4 {  }, } { new::Kind::Case4 => new::Kind::Upgraded20(1), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::SpotNow {
    new::SpotNow { renamed22: old.n0.map(f32::from) }
}
