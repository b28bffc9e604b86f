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
pub struct Root;
draw_struct!(Root {  });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item {
        pub f0: bool,
        pub f1: i32,
        pub f2: Spot,
        pub f3: [Kind; 1],
    }
draw_struct!(Item { f0, f1, f2, f3 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: Wrapped0,
        f1: LinkedList<HashSet<Option<i16>>>,
        f2: Spot,
    },
    Case1,
    Case2 {
        f0: u32,
        f1: Spot,
    },
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 {  }, Case2 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
pub struct Spot {
        pub n0: u16,
        pub n1: u16,
        pub n2: i16,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Vec<Rc<u32>>);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub struct Root;
same_struct!(Root {  });

#[derive(Persist, Debug)]
#[persist(version = 7, rename = "Item", removed("f3"))]
pub struct ItemNow {
        #[persist(rename = "f0")] pub spelt1: bool,
        #[persist(since = 7, default = 0.5)] pub added4: f64,
        pub f2: Rc<Spot>,
        #[persist(skip, default)] pub added3: Option<Box<String>>,
        #[persist(alias = "f1")] pub renamed2: i32,
    }
same_struct!(ItemNow { spelt1, added4, f2, added3, renamed2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping6(pub Option<Arc<RwLock<u32>>>);

same_struct!(Wrapping6 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub Option<u32>);

same_struct!(Wrapping7 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case1,
    Case2 {
        #[persist(rename = "f1")] spelt8: Box<Option<Spot>>,
        f0: Wrapping7,
    },
    Case0 {
        f1: Box<LinkedList<HashSet<Option<Box<i16>>>>>,
        #[persist(rename = "f0")] spelt5: Box<[Wrapping6]>,
        f2: RefCell<Option<Spot>>,
    },
}
same_enum!(Kind { Case1 {  }, Case2 { spelt8 a1 a2, f0 b1 b2 }, Case0 { f1 a1 a2, spelt5 b1 b2, f2 c1 c2 } });

fn made9(was: Rc<Option<u16>>) -> Vec<Rc<Option<u16>>> { vec![was] }

fn upgrade11(this: &mut Spot, from: u32) { this.upgraded12 = from; }

#[derive(Persist, Debug)]
#[persist(version = 4, upgrade = upgrade11)]
pub struct Spot {
        #[persist(was(Rc<Option<u16>>, until = 2, with = made9))] pub n1: Vec<Rc<Option<u16>>>,
        pub n0: u16,
        #[persist(rename = "n2")] pub spelt10: Box<i16>,
        #[persist(since = 4, default)] pub upgraded12: u32,
    }
same_struct!(Spot { n1, n0, spelt10, upgraded12 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root {  }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { spelt1: old.f0, renamed2: old.f1, f2: Rc::new(edit_spot(old.f2)), added3: None, added4: 0.5 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case0 { spelt5: xf0.0.into_iter().map(|x| new::Wrapping6(Some(Arc::new(RwLock::new(Rc::into_inner(x).unwrap()))))).collect(), f1: Box::new(xf1.into_iter().map(|x| x.into_iter().map(|x| x.map(|x| Box::new(x))).collect()).collect()), f2: RefCell::new(Some(edit_spot(xf2))) },
        old::Kind::Case1 {  } => new::Kind::Case1 {  },
        old::Kind::Case2 { f0: xf0, f1: xf1 } => new::Kind::Case2 { f0: new::Wrapping7(Some(xf0)), spelt8: Box::new(Some(edit_spot(xf1))) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: old.n0, n1: vec![Rc::new(Some(old.n1))], spelt10: Box::new(old.n2), upgraded12: 2 }
}
