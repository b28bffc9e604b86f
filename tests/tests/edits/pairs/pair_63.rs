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
pub enum Root {
    Case0 {
        f0: Spot,
        f1: Box<[BTreeSet<i8>]>,
    },
    Never,
    Case1,
    Case2 {
        f0: Wrapped2,
        f1: Spot,
        f2: Mutex<i8>,
    },
    Case3 {
        f0: HashSet<u8>,
        f1: Mutex<Option<Box<Item>>>,
        f2: BTreeSet<u32>,
    },
    Case4 {
        f0: i32,
    },
}
draw_enum!(Root { Case0 { f0, f1 }, Case1 {  }, Case2 { f0, f1, f2 }, Case3 { f0, f1, f2 }, Case4 { f0 } });

#[derive(Persist, Debug)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Never(Wrapped1),
    Case0(u8, HashSet<(u8, i8)>),
    Case1,
    Case2 {
        f0: Wrapped0,
    },
    Case3,
    Case4(u64, RwLock<BTreeSet<u32>>, (u128, RwLock<()>)),
}
draw_enum!(Kind { Case0 { 0, 1 }, Case1 {  }, Case2 { f0 }, Case3 {  }, Case4 { 0, 1, 2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: [u64; 2],
        pub n1: u64,
        pub n2: u64,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Option<HashMap<(i64, i16), char>>);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub (BTreeSet<Option<i8>>, String));

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub Item);

draw_struct!(Wrapped2 { 0 });
}

pub mod new {
    use super::*;

fn made1(was: Spot) -> Result<BTreeMap<u16, Spot>, String> { Ok(BTreeMap::from([(3, was)])) }

fn gone9(gone: ()) -> RootNow { RootNow::Was8(gone) }

#[derive(Persist, Debug)]
#[persist(version = 2, rename = "Root", removed("Never", Case1: (), with = gone9))]
pub enum RootNow {
    Case0 {
        #[persist(default)] added2: String,
        #[persist(skip, default = vec![1, 2])] added5: Vec<u16>,
        #[persist(was(Spot, until = 1, with = made1))] f0: BTreeMap<u16, Spot>,
        f1: VecDeque<VecDeque<Box<i8>>>,
        #[persist(default)] added7: BTreeMap<u8, String>,
        #[persist(since = 2, default = vec![1, 2])] added4: Vec<u16>,
        #[persist(since = 2, default)] added6: Option<Box<String>>,
        #[persist(default)] added3: BTreeMap<u8, String>,
    },
    Was8(()),
    #[persist(alias = "Case3")]
    Renamed13 {
        f1: Option<Box<Item>>,
        f2: VecDeque<Box<u32>>,
        #[persist(alias = "f0")] renamed12: HashSet<u8>,
    },
    Case2 {
        #[persist(alias = "f2")] renamed11: Mutex<Option<i32>>,
        #[persist(rename = "f1")] spelt10: Spot,
        f0: Box<Item>,
    },
    Case4 {
        f0: i32,
        #[persist(default = 7)] added14: u32,
        #[persist(since = 2, default = 0.5)] added15: f64,
        #[persist(skip, default)] added16: BTreeMap<u8, String>,
    },
}
same_enum!(RootNow { Case0 { added2 a1 a2, added5 b1 b2, f0 c1 c2, f1 d1 d2, added7 e1 e2, added4 f1 f2, added6 g1 g2, added3 h1 h2 }, Was8 { 0 a1 a2 }, Renamed13 { f1 a1 a2, f2 b1 b2, renamed12 c1 c2 }, Case2 { renamed11 a1 a2, spelt10 b1 b2, f0 c1 c2 }, Case4 { f0 a1 a2, added14 b1 b2, added15 c1 c2, added16 d1 d2 } });

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Item;
same_struct!(Item {  });

#[derive(Persist, Debug)]
pub struct Payload19 {
        pub f0: Box<RefCell<Option<HashMap<Box<(i128, Box<i64>)>, Box<Option<char>>>>>>,
    }
same_struct!(Payload19 { f0 });

fn gone21(gone: Payload19) -> Kind { Kind::Was20(gone) }

#[derive(Persist, Debug)]
#[persist(version = 7, removed("Never", Case2: Payload19, with = gone21))]
pub enum Kind {
    Was20(Payload19),
    Case3,
    Later22 {
        later: String,
    },
    #[persist(alias = "Case0")]
    Renamed17(RwLock<Option<u16>>, HashSet<Box<(Box<u8>, Box<i8>)>>),
    Case4(u64, RwLock<Mutex<Option<BTreeSet<u128>>>>, Mutex<Option<(RefCell<u128>, ())>>),
    Case1 {
        #[persist(since = 7, default)] added18: String,
    },
}
same_enum!(Kind { Was20 { 0 a1 a2 }, Case3 {  }, Later22 { later a1 a2 }, Renamed17 { 0 a1 a2, 1 b1 b2 }, Case4 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Case1 { added18 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(version = 7, removed("n0", "n1", "n2"))]
pub struct Spot {}
same_struct!(Spot {  });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    match old { old::Root::Case0 { f0: xf0, f1: xf1 } => new::RootNow::Case0 { f0: BTreeMap::from([(3, edit_spot(xf0))]), f1: xf1.into_iter().map(|x| x.into_iter().map(|x| Box::new(x)).collect()).collect(), added2: String::new(), added3: BTreeMap::new(), added4: vec![1, 2], added5: vec![1, 2], added6: None, added7: BTreeMap::new() },
        old::Root::Never {  } => unreachable!(),
        old::Root::Case1 {  } => new::RootNow::Was8(()),
        old::Root::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::RootNow::Case2 { f0: Box::new(edit_item(xf0.0)), spelt10: edit_spot(xf1), renamed11: Mutex::new(Some(i32::from(xf2.into_inner().unwrap()))) },
        old::Root::Case3 { f0: xf0, f1: xf1, f2: xf2 } => new::RootNow::Renamed13 { renamed12: xf0.into_iter().map(|x| x).collect(), f1: xf1.into_inner().unwrap().map(|x| Box::new(edit_item((*x)))), f2: xf2.into_iter().map(|x| Box::new(x)).collect() },
        old::Root::Case4 { f0: xf0 } => new::RootNow::Case4 { f0: xf0, added14: 7, added15: 0.5, added16: BTreeMap::new() }, }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item {  }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Never { 0: x0 } => unreachable!(),
        old::Kind::Case0 { 0: x0, 1: x1 } => new::Kind::Renamed17 { 0: RwLock::new(Some(u16::from(x0))), 1: x1.into_iter().map(|x| Box::new({ let (x0, x1,) = x; (Box::new(x0), Box::new(x1),) })).collect() },
        old::Kind::Case1 {  } => new::Kind::Case1 { added18: String::new() },
        old::Kind::Case2 { f0: xf0 } => new::Kind::Was20(new::Payload19 { f0: Box::new(RefCell::new(xf0.0.map(|x| x.into_iter().map(|(key, x)| (Box::new({ let (x0, x1,) = key; (i128::from(x0), Box::new(i64::from(x1)),) }), Box::new(Some(x)))).collect()))) }),
        old::Kind::Case3 {  } => new::Kind::Case3 {  },
        old::Kind::Case4 { 0: x0, 1: x1, 2: x2 } => new::Kind::Case4 { 0: x0, 1: RwLock::new(Mutex::new(Some(x1.into_inner().unwrap().into_iter().map(|x| u128::from(x)).collect()))), 2: Mutex::new(Some({ let (x0, x1,) = x2; (RefCell::new(x0), x1.into_inner().unwrap(),) })) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot {  }
}
