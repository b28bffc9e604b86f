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
        pub f0: Kind,
        pub f1: Option<u32>,
    }
draw_struct!(Root { f0, f1 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: Kind,
        pub f1: Vec<Kind>,
        pub f2: Option<(Option<i32>, HashSet<u32>)>,
        pub f3: BTreeMap<u32, Rc<BTreeSet<char>>>,
        pub f4: u128,
        pub f5: u64,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0(Box<[Vec<Kind>]>),
    Case1,
    Case2,
    Never,
    Case3(Spot, i16),
}
draw_enum!(Kind { Case0 { 0 }, Case1 {  }, Case2 {  }, Case3 { 0, 1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u64,
        pub n1: i64,
        pub n2: u64,
    }
draw_struct!(Spot { n0, n1, n2 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Root {
        #[persist(alias = "f1")] pub renamed1: Box<Option<Box<u32>>>,
        pub f0: Kind,
    }
same_struct!(Root { renamed1, f0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping4(pub Option<Vec<Kind>>);

same_struct!(Wrapping4 { 0 });

fn upgrade7(this: &mut Item, from: u32, removed: ItemRemoved) { this.upgraded8 = from; this.kept6 = removed.f5; }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(f5: u64), upgrade = upgrade7)]
pub struct Item {
        #[persist(alias = "f2")] pub renamed5: Option<(RefCell<Option<Mutex<i64>>>, Box<[i64]>)>,
        pub f3: RwLock<BTreeMap<i128, Mutex<Option<Rc<Rc<Option<HashSet<Box<char>>>>>>>>>,
        pub f4: u128,
        #[persist(since = 3, default)] pub kept6: Option<u64>,
        #[persist(alias = "f1")] pub renamed3: Wrapping4,
        #[persist(rename = "f0")] pub spelt2: Kind,
        #[persist(since = 3, default)] pub upgraded8: u32,
    }
same_struct!(Item { renamed5, f3, f4, kept6, renamed3, spelt2, upgraded8 });

#[derive(Persist, Debug)]
#[persist(version = 3, removed("Never"))]
pub enum Kind {
    Case3(Spot, Arc<i16>, #[persist(since = 3, default)] BTreeMap<u8, String>),
    Case2,
    #[persist(alias = "Case1")]
    Renamed9,
    Case0(LinkedList<Arc<Option<Vec<Mutex<Option<Kind>>>>>>, #[persist(default)] BTreeMap<u8, String>),
}
same_enum!(Kind { Case3 { 0 a1 a2, 1 b1 b2, 2 c1 c2 }, Case2 {  }, Renamed9 {  }, Case0 { 0 a1 a2, 1 b1 b2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 4, plain)]
#[repr(C)]
pub struct Spot {
        pub n1: i64,
        pub n2: u64,
        pub n0: u64,
    }
same_struct!(Spot { n1, n2, n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: edit_kind(old.f0), renamed1: Box::new(old.f1.map(|x| Box::new(x))) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { spelt2: edit_kind(old.f0), renamed3: new::Wrapping4(Some(old.f1.into_iter().map(|x| edit_kind(x)).collect())), renamed5: old.f2.map(|x| { let (x0, x1,) = x; (RefCell::new(x0.map(|x| Mutex::new(i64::from(x)))), x1.into_iter().map(|x| i64::from(x)).collect(),) }), f3: RwLock::new(old.f3.into_iter().map(|(key, x)| (i128::from(key), Mutex::new(Some(Rc::new(Rc::new(Some(Rc::into_inner(x).unwrap().into_iter().map(|x| Box::new(x)).collect()))))))).collect()), f4: old.f4, kept6: Some(old.f5), upgraded8: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { 0: x0 } => new::Kind::Case0 { 0: x0.into_iter().map(|x| Arc::new(Some(x.into_iter().map(|x| Mutex::new(Some(edit_kind(x)))).collect()))).collect(), 1: BTreeMap::new() },
        old::Kind::Case1 {  } => new::Kind::Renamed9 {  },
        old::Kind::Case2 {  } => new::Kind::Case2 {  },
        old::Kind::Never {  } => unreachable!(),
        old::Kind::Case3 { 0: x0, 1: x1 } => new::Kind::Case3 { 0: edit_spot(x0), 1: Arc::new(x1), 2: BTreeMap::new() }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: u64::from(old.n0), n1: i64::from(old.n1), n2: u64::from(old.n2) }
}
