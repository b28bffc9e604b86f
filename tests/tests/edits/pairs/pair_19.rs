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
    Case0 {
        f0: VecDeque<u64>,
    },
    Case1 {
        f0: HashMap<char, Option<Vec<Spot>>>,
    },
    Case2 {
        f0: Option<[i16; 3]>,
    },
    Case3 {
        f0: Option<Box<Item>>,
        f1: Option<Box<Item>>,
    },
    Case4 {
        f0: (),
        f1: [Vec<Kind>; 3],
    },
}
draw_enum!(Root { Case0 { f0 }, Case1 { f0 }, Case2 { f0 }, Case3 { f0, f1 }, Case4 { f0, f1 } });

#[derive(Persist, Debug)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: Spot,
    },
    Never {
        f0: LinkedList<Option<Box<Kind>>>,
    },
    Case1(VecDeque<u16>, (Spot, bool, Wrapped0)),
    Case2,
}
draw_enum!(Kind { Case0 { f0 }, Case1 { 0, 1 }, Case2 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
pub struct Spot {
        pub n0: i16,
        pub n1: u16,
        pub n2: [i16; 2],
        pub n3: i16,
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub BTreeSet<u64>);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub enum Root {
    Case4 {
        f0: (),
        f1: Rc<Option<Vec<Vec<RefCell<Option<KindNow>>>>>>,
    },
    #[persist(alias = "Case3", removed("f0"))]
    Renamed6 {
        f1: Option<Arc<Box<Item>>>,
    },
    Case2 {
        #[persist(skip, default = vec![1, 2])] added5: Vec<u16>,
        f0: Option<[i16; 3]>,
        #[persist(skip, default = 0.5)] added4: f64,
        #[persist(default = 7)] added3: u32,
    },
    Case1 {
        f0: BTreeMap<Box<char>, Arc<Option<Box<[Spot]>>>>,
        #[persist(since = 3, default)] added2: BTreeMap<u8, String>,
    },
    #[persist(alias = "Case0")]
    Renamed1 {
        f0: Box<VecDeque<u128>>,
    },
}
same_enum!(Root { Case4 { f0 a1 a2, f1 b1 b2 }, Renamed6 { f1 a1 a2 }, Case2 { added5 a1 a2, f0 b1 b2, added4 c1 c2, added3 d1 d2 }, Case1 { f0 a1 a2, added2 b1 b2 }, Renamed1 { f0 a1 a2 } });

fn upgrade8(this: &mut Item, from: u32) { this.upgraded9 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, upgrade = upgrade8)]
pub struct Item {
        #[persist(skip, default)] pub added7: Option<Box<String>>,
        #[persist(since = 3, default)] pub upgraded9: u32,
    }
same_struct!(Item { added7, upgraded9 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping10(pub (Spot, Arc<bool>, BTreeSet<i128>));

same_struct!(Wrapping10 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 5, rename = "Kind", removed("Never"))]
pub enum KindNow {
    Case1(RwLock<Vec<u128>>, Wrapping10),
    #[persist(removed("f0"))]
    Case0 {},
    Case2,
}
same_enum!(KindNow { Case1 { 0 a1 a2, 1 b1 b2 }, Case0 {  }, Case2 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 6, plain)]
#[repr(C)]
pub struct Spot {
        pub n2: [i16; 2],
        pub n3: i16,
        pub n1: u16,
        pub n0: i16,
    }
same_struct!(Spot { n2, n3, n1, n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match old { old::Root::Case0 { f0: xf0 } => new::Root::Renamed1 { f0: Box::new(xf0.into_iter().map(|x| u128::from(x)).collect()) },
        old::Root::Case1 { f0: xf0 } => new::Root::Case1 { f0: xf0.into_iter().map(|(key, x)| (Box::new(key), Arc::new(x.map(|x| x.into_iter().map(|x| edit_spot(x)).collect())))).collect(), added2: BTreeMap::new() },
        old::Root::Case2 { f0: xf0 } => new::Root::Case2 { f0: xf0.map(|x| x.map(|x| x)), added3: 7, added4: 0.5, added5: vec![1, 2] },
        old::Root::Case3 { f0: xf0, f1: xf1 } => new::Root::Renamed6 { f1: xf1.map(|x| Arc::new(Box::new(edit_item((*x))))) },
        old::Root::Case4 { f0: xf0, f1: xf1 } => new::Root::Case4 { f0: xf0, f1: Rc::new(Some(xf1.into_iter().map(|x| x.into_iter().map(|x| RefCell::new(Some(edit_kind(x)))).collect()).collect())) }, }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { added7: None, upgraded9: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { f0: xf0 } => new::KindNow::Case0 {  },
        old::Kind::Never { f0: xf0 } => unreachable!(),
        old::Kind::Case1 { 0: x0, 1: x1 } => new::KindNow::Case1 { 0: RwLock::new(x0.into_iter().map(|x| u128::from(x)).collect()), 1: new::Wrapping10({ let (x0, x1, x2,) = x1; (edit_spot(x0), Arc::new(x1), x2.0.into_iter().map(|x| i128::from(x)).collect(),) }) },
        old::Kind::Case2 {  } => new::KindNow::Case2 {  }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i16::from(old.n0), n1: u16::from(old.n1), n2: old.n2.map(i16::from), n3: i16::from(old.n3) }
}
