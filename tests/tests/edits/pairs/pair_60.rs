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
#[persist(version = 2)]
pub struct Root(pub Item, pub u8, pub i16, pub RwLock<Box<f64>>, pub [LinkedList<u64>; 1]);
draw_struct!(Root { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0((), i16),
    Case1,
    Case2 {
        f0: char,
        f1: [Wrapped0; 3],
        f2: (LinkedList<HashSet<u32>>, Mutex<Box<i32>>),
    },
}
draw_enum!(Kind { Case0 { 0, 1 }, Case1 {  }, Case2 { f0, f1, f2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: [u32; 2],
        pub n1: u32,
        pub n2: u32,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub u16);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn made1(was: ItemNow) -> Result<Vec<ItemNow>, String> { Ok(vec![was]) }

fn made2(was: Arc<Option<i32>>) -> Result<(Arc<Option<i32>>, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub Box<Option<f64>>);

same_struct!(Wrapping3 { 0 });

fn made4(was: Vec<Box<Option<VecDeque<i128>>>>) -> Result<Vec<Vec<Box<Option<VecDeque<i128>>>>>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(version = 4, rename = "Root")]
pub struct RootNow(#[persist(was(ItemNow, until = 2, with = made1))] pub Vec<ItemNow>, pub u8, #[persist(was(Arc<Option<i32>>, until = 2, with = made2))] pub (Arc<Option<i32>>, u8), pub Wrapping3, #[persist(was(Vec<Box<Option<VecDeque<i128>>>>, until = 2, with = made4))] pub Vec<Vec<Box<Option<VecDeque<i128>>>>>, #[persist(default = (3, "x".to_owned()))] pub (u8, String));
same_struct!(RootNow { 0, 1, 2, 3, 4, 5 });

#[derive(Persist, Debug)]
#[persist(version = 6, rename = "Item")]
pub struct ItemNow;
same_struct!(ItemNow {  });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping5(pub Option<()>);

same_struct!(Wrapping5 { 0 });

fn made6(was: Wrapping5) -> Result<BTreeMap<u16, Wrapping5>, String> { Ok(BTreeMap::from([(3, was)])) }

fn made7(was: i16) -> (i16, u8) { (was, 7) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping10(pub [u16; 3]);

same_struct!(Wrapping10 { 0 });

fn made11(was: (LinkedList<Arc<HashSet<u32>>>, RwLock<i32>)) -> Result<Vec<(LinkedList<Arc<HashSet<u32>>>, RwLock<i32>)>, String> { Ok(vec![was]) }

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub enum Kind {
    Case0(#[persist(was(Wrapping5, until = 5, with = made6))] BTreeMap<u16, Wrapping5>, #[persist(was(i16, until = 5, with = made7))] (i16, u8)),
    Case1 {
        #[persist(since = 6, default = 7)] added9: u32,
        #[persist(since = 6, default)] added8: BTreeMap<u8, String>,
    },
    Case2 {
        f0: char,
        #[persist(was((LinkedList<Arc<HashSet<u32>>>, RwLock<i32>), until = 5, with = made11))] f2: Vec<(LinkedList<Arc<HashSet<u32>>>, RwLock<i32>)>,
        f1: Wrapping10,
    },
}
same_enum!(Kind { Case0 { 0 a1 a2, 1 b1 b2 }, Case1 { added9 a1 a2, added8 b1 b2 }, Case2 { f0 a1 a2, f2 b1 b2, f1 c1 c2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 3, plain)]
#[repr(C)]
pub struct Spot {
        #[persist(alias = "n0")] pub renamed12: [u32; 2],
        #[persist(alias = "n2")] pub renamed13: u32,
        #[persist(since = 3, default)] pub added14: u32,
        pub n1: u32,
    }
same_struct!(Spot { renamed12, renamed13, added14, n1 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow { 0: vec![edit_item(old.0)], 1: old.1, 2: (Arc::new(Some(i32::from(old.2))), 7), 3: new::Wrapping3(Box::new(Some((*old.3.into_inner().unwrap())))), 4: vec![old.4.into_iter().map(|x| Box::new(Some(x.into_iter().map(|x| i128::from(x)).collect()))).collect()], 5: (3, "x".to_owned()) }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow {  }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { 0: x0, 1: x1 } => new::Kind::Case0 { 0: BTreeMap::from([(3, new::Wrapping5(Some(x0)))]), 1: (x1, 7) },
        old::Kind::Case1 {  } => new::Kind::Case1 { added8: BTreeMap::new(), added9: 7 },
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case2 { f0: xf0, f1: new::Wrapping10(xf1.map(|x| x.0)), f2: vec![{ let (x0, x1,) = xf2; (x0.into_iter().map(|x| Arc::new(x.into_iter().map(|x| x).collect())).collect(), RwLock::new((*x1.into_inner().unwrap())),) }] }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { renamed12: old.n0.map(u32::from), n1: u32::from(old.n1), renamed13: u32::from(old.n2), added14: Default::default() }
}
