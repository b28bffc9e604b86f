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
pub struct Root {
        pub f0: Option<Box<Root>>,
    }
draw_struct!(Root { f0 });

#[derive(Persist, Debug)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0,
    Case1,
    Case2(Option<u32>, Wrapped0),
}
draw_enum!(Kind { Case0 {  }, Case1 {  }, Case2 { 0, 1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: f64,
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub u32);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn made1(was: Option<Box<Root>>) -> (Option<Box<Root>>, u8) { (was, 7) }

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub struct Root {
        #[persist(was(Option<Box<Root>>, until = 5, with = made1))] pub f0: (Option<Box<Root>>, u8),
    }
same_struct!(Root { f0 });

fn upgrade2(this: &mut Item, from: u32) { this.upgraded3 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, upgrade = upgrade2)]
pub struct Item {
        #[persist(since = 3, default)] pub upgraded3: u32,
    }
same_struct!(Item { upgraded3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping4(pub u32);

same_struct!(Wrapping4 { 0 });

fn made5(was: RefCell<Option<Wrapping4>>) -> Result<BTreeMap<u16, RefCell<Option<Wrapping4>>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case1,
    Case2(#[persist(was(RefCell<Option<Wrapping4>>, until = 1, with = made5))] BTreeMap<u16, RefCell<Option<Wrapping4>>>, RefCell<u32>),
    Case0,
}
same_enum!(Kind { Case1 {  }, Case2 { 0 a1 a2, 1 b1 b2 }, Case0 {  } });

#[derive(Persist, Debug)]
#[persist(version = 1, removed("n0"))]
pub struct Spot {}
same_struct!(Spot {  });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: (old.f0.map(|x| Box::new(edit_root((*x)))), 7) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { upgraded3: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 {  } => new::Kind::Case0 {  },
        old::Kind::Case1 {  } => new::Kind::Case1 {  },
        old::Kind::Case2 { 0: x0, 1: x1 } => new::Kind::Case2 { 0: BTreeMap::from([(3, RefCell::new(x0.map(|x| new::Wrapping4(x))))]), 1: RefCell::new(x1.0) }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot {  }
}
