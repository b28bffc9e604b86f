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
    Never,
    Case0(RwLock<[f64; 3]>, BTreeSet<char>),
    Case1 {
        f0: Arc<Vec<u16>>,
        f1: u128,
        f2: Spot,
    },
}
draw_enum!(Root { Case0 { 0, 1 }, Case1 { f0, f1, f2 } });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: [(); 1],
    },
    Case1 {
        f0: Vec<Kind>,
        f1: u32,
        f2: Vec<HashMap<i16, Spot>>,
    },
    Case2,
    Case3(()),
}
draw_enum!(Kind { Case0 { f0 }, Case1 { f0, f1, f2 }, Case2 {  }, Case3 { 0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
pub struct Spot {
        pub n0: [u16; 2],
        pub n1: i16,
        pub n2: i16,
    }
draw_struct!(Spot { n0, n1, n2 });
}

pub mod new {
    use super::*;

fn made1(was: u128) -> (u128, u8) { (was, 7) }

#[derive(Persist, Debug)]
#[persist(version = 3, removed("Never"))]
pub enum Root {
    Case0(RwLock<RefCell<Vec<f64>>>, Rc<HashSet<Box<char>>>),
    Case1 {
        #[persist(rename = "f2")] spelt2: Spot,
        f0: Rc<Vec<Arc<Option<i128>>>>,
        #[persist(was(u128, until = 1, with = made1))] f1: (u128, u8),
        #[persist(default)] added3: String,
    },
}
same_enum!(Root { Case0 { 0 a1 a2, 1 b1 b2 }, Case1 { spelt2 a1 a2, f0 b1 b2, f1 c1 c2, added3 d1 d2 } });

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Item")]
pub struct ItemNow;
same_struct!(ItemNow {  });

fn made4(was: [(); 1]) -> Result<([(); 1], u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub Kind);

same_struct!(Wrapping7 { 0 });

fn made8(was: u128) -> Result<(u128, u8), String> { Ok((was, 7)) }

fn gone12(gone: ()) -> Kind { Kind::Was11(gone) }

fn gone14(gone: ()) -> Result<Kind, String> { Ok(Kind::Was13(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(Case2: (), with = gone12, Case3: (), with = gone14))]
pub enum Kind {
    Case0 {
        #[persist(since = 3, default = vec![1, 2])] added6: Vec<u16>,
        #[persist(skip, default)] added5: String,
        #[persist(was([(); 1], until = 1, with = made4))] f0: ([(); 1], u8),
    },
    #[persist(removed("f2"))]
    Case1 {
        #[persist(was(u128, until = 1, with = made8))] f1: (u128, u8),
        #[persist(since = 3, default = 7)] added9: u32,
        #[persist(since = 3, default = vec![1, 2])] added10: Vec<u16>,
        f0: RefCell<Option<Vec<Wrapping7>>>,
    },
    Was11(()),
    Was13(()),
}
same_enum!(Kind { Case0 { added6 a1 a2, added5 b1 b2, f0 c1 c2 }, Case1 { f1 a1 a2, added9 b1 b2, added10 c1 c2, f0 d1 d2 }, Was11 { 0 a1 a2 }, Was13 { 0 a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 6, plain, removed("n0"))]
#[repr(C)]
pub struct Spot {
        pub n2: i16,
        pub n1: i16,
    }
same_struct!(Spot { n2, n1 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match old { old::Root::Never {  } => unreachable!(),
        old::Root::Case0 { 0: x0, 1: x1 } => new::Root::Case0 { 0: RwLock::new(RefCell::new(x0.into_inner().unwrap().into_iter().map(|x| x).collect())), 1: Rc::new(x1.into_iter().map(|x| Box::new(x)).collect()) },
        old::Root::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::Root::Case1 { f0: Rc::new(Arc::into_inner(xf0).unwrap().into_iter().map(|x| Arc::new(Some(i128::from(x)))).collect()), f1: (xf1, 7), spelt2: edit_spot(xf2), added3: String::new() }, }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow {  }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0 } => new::Kind::Case0 { f0: (xf0.map(|x| x), 7), added5: String::new(), added6: vec![1, 2] },
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case1 { f0: RefCell::new(Some(xf0.into_iter().map(|x| new::Wrapping7(edit_kind(x))).collect())), f1: (u128::from(xf1), 7), added9: 7, added10: vec![1, 2] },
        old::Kind::Case2 {  } => new::Kind::Was11(()),
        old::Kind::Case3 { 0: x0 } => new::Kind::Was13(x0), }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n1: i16::from(old.n1), n2: i16::from(old.n2) }
}
