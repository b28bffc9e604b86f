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
pub struct Root {
        pub f0: Vec<Root>,
    }
draw_struct!(Root { f0 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: Option<u128>,
        pub f1: u32,
        pub f2: [RefCell<Wrapped0>; 2],
        pub f3: f32,
        pub f4: Spot,
        pub f5: String,
        pub f6: Box<LinkedList<u8>>,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5, f6 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: [i16; 3],
        f1: HashMap<u8, f64>,
    },
    Case1,
    Never,
    Case2 {
        f0: u16,
        f1: BTreeMap<i32, Vec<Rc<char>>>,
        f2: Spot,
    },
    Case3(()),
    Case4,
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 {  }, Case2 { f0, f1, f2 }, Case3 { 0 }, Case4 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: f32,
        pub n1: f32,
        pub n2: u32,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub String);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 1, rename = "Root", removed("f0"))]
pub struct RootNow {}
same_struct!(RootNow {  });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub String);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub f32);

same_struct!(Wrapping3 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 1, alias = "Item")]
pub struct ItemNow {
        pub f4: Spot,
        #[persist(alias = "f5")] pub renamed4: RwLock<Option<String>>,
        pub f2: LinkedList<Wrapping1>,
        pub f6: LinkedList<Box<Option<u8>>>,
        pub f1: u128,
        #[persist(rename = "f3")] pub spelt2: Wrapping3,
        pub f0: Option<u128>,
    }
same_struct!(ItemNow { f4, renamed4, f2, f6, f1, spelt2, f0 });

fn gone6(gone: ()) -> Result<Kind, String> { Ok(Kind::Was5(gone)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub HashMap<i32, LinkedList<Rc<char>>>);

same_struct!(Wrapping7 { 0 });

fn upgrade9(this: &mut Kind, from: u32) { if matches!(this, Kind::Case4) { *this = Kind::Upgraded8(from); } }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(Case1: (), with = gone6, "Never"), upgrade = upgrade9)]
pub enum Kind {
    #[persist(removed("f0", "f2"))]
    Case2 {
        f1: Wrapping7,
    },
    Upgraded8(u32),
    Was5(()),
    #[persist(removed("f1"))]
    Case0 {
        f0: LinkedList<i16>,
    },
    Case3(()),
    Case4,
}
same_enum!(Kind { Case2 { f1 a1 a2 }, Upgraded8 { 0 a1 a2 }, Was5 { 0 a1 a2 }, Case0 { f0 a1 a2 }, Case3 { 0 a1 a2 }, Case4 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 3, plain)]
#[repr(C)]
pub struct Spot {
        #[persist(alias = "n1")] pub renamed10: f32,
        pub n0: f32,
        pub n2: u32,
        #[persist(since = 3, default)] pub added11: f32,
    }
same_struct!(Spot { renamed10, n0, n2, added11 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow {  }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { f0: old.f0.map(|x| x), f1: u128::from(old.f1), f2: old.f2.into_iter().map(|x| new::Wrapping1(x.into_inner().0)).collect(), spelt2: new::Wrapping3(old.f3), f4: edit_spot(old.f4), renamed4: RwLock::new(Some(old.f5)), f6: (*old.f6).into_iter().map(|x| Box::new(Some(x))).collect() }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::Kind::Case0 { f0: xf0.into_iter().map(|x| x).collect() },
        old::Kind::Case1 {  } => new::Kind::Was5(()),
        old::Kind::Never {  } => unreachable!(),
        old::Kind::Case2 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Case2 { f1: new::Wrapping7(xf1.into_iter().map(|(key, x)| (key, x.into_iter().map(|x| Rc::new(Rc::into_inner(x).unwrap())).collect())).collect()) },
        old::Kind::Case3 { 0: x0 } => new::Kind::Case3 { 0: x0 },
        old::Kind::Case4 {  } => new::Kind::Case4 {  }, } { new::Kind::Case4 => new::Kind::Upgraded8(1), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: f32::from(old.n0), renamed10: f32::from(old.n1), n2: u32::from(old.n2), added11: Default::default() }
}
