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
pub struct Root {
        pub f0: Option<[char; 2]>,
    }
draw_struct!(Root { f0 });

#[derive(Persist, Debug)]
pub struct Item(pub (), pub Option<Kind>, pub RwLock<u8>, pub LinkedList<Option<()>>, pub Box<VecDeque<[u64; 1]>>, pub BTreeSet<i64>, pub Option<Box<Kind>>);
draw_struct!(Item { 0, 1, 2, 3, 4, 5, 6 });

#[derive(Persist, Debug)]
pub enum Kind {
    Never {
        f0: Option<Vec<Kind>>,
    },
    Case0,
    Case1,
    Case2,
    Case3 {
        f0: f32,
        f1: VecDeque<String>,
        f2: RefCell<Mutex<Option<u64>>>,
    },
    Case4,
}
draw_enum!(Kind { Case0 {  }, Case1 {  }, Case2 {  }, Case3 { f0, f1, f2 }, Case4 {  } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: f64,
        pub n1: f64,
        pub n2: i64,
    }
draw_struct!(Spot { n0, n1, n2 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Root {
        pub f0: Option<Box<[char; 2]>>,
    }
same_struct!(Root { f0 });

fn made1(was: ()) -> Vec<()> { vec![was] }

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item(#[persist(was((), until = 1, with = made1))] pub Vec<()>, pub RwLock<Option<Kind>>, pub RwLock<Option<Mutex<u64>>>, pub Mutex<Option<LinkedList<RefCell<Option<Rc<()>>>>>>, pub VecDeque<[u64; 1]>, pub BTreeSet<i64>, pub Option<Box<Box<Kind>>>);
same_struct!(Item { 0, 1, 2, 3, 4, 5, 6 });

fn gone3(gone: ()) -> Result<Kind, String> { Ok(Kind::Was2(gone)) }

fn gone7(gone: ()) -> Kind { Kind::Was6(gone) }

fn upgrade9(this: &mut Kind, from: u32) { if matches!(this, Kind::Case1) { *this = Kind::Upgraded8(from); } }

#[derive(Persist, Debug)]
#[persist(version = 2, removed("Never", Case0: (), with = gone3, Case4: (), with = gone7), upgrade = upgrade9)]
pub enum Kind {
    #[persist(alias = "Case2")]
    Renamed5 {
        #[persist(skip, default = 0.5)] added4: f64,
    },
    Case1,
    Upgraded8(u32),
    #[persist(removed("f2"))]
    Case3 {
        f0: Mutex<Option<f64>>,
        f1: Vec<String>,
    },
    Was6(()),
    Was2(()),
}
same_enum!(Kind { Renamed5 { added4 a1 a2 }, Case1 {  }, Upgraded8 { 0 a1 a2 }, Case3 { f0 a1 a2, f1 b1 b2 }, Was6 { 0 a1 a2 }, Was2 { 0 a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 3, plain, removed("n0"))]
#[repr(C)]
pub struct Spot {
        pub n2: i64,
        pub n1: f64,
        #[persist(since = 3, default)] pub added10: f64,
    }
same_struct!(Spot { n2, n1, added10 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: old.f0.map(|x| Box::new(x.map(|x| x))) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: vec![old.0], 1: RwLock::new(old.1.map(|x| edit_kind(x))), 2: RwLock::new(Some(Mutex::new(u64::from(old.2.into_inner().unwrap())))), 3: Mutex::new(Some(old.3.into_iter().map(|x| RefCell::new(x.map(|x| Rc::new(x)))).collect())), 4: (*old.4).into_iter().map(|x| x.map(|x| x)).collect(), 5: old.5.into_iter().map(|x| x).collect(), 6: old.6.map(|x| Box::new(Box::new(edit_kind((*x))))) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Never { f0: xf0 } => unreachable!(),
        old::Kind::Case0 {  } => new::Kind::Was2(()),
        old::Kind::Case1 {  } => new::Kind::Case1 {  },
        old::Kind::Case2 {  } => new::Kind::Renamed5 { added4: 0.5 },
        old::Kind::Case3 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case3 { f0: Mutex::new(Some(f64::from(xf0))), f1: xf1.into_iter().map(|x| x).collect() },
        old::Kind::Case4 {  } => new::Kind::Was6(()), } { new::Kind::Case1 => new::Kind::Upgraded8(1), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n1: f64::from(old.n1), n2: i64::from(old.n2), added10: Default::default() }
}
