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
        pub f0: (Wrapped1, String, Item),
        pub f1: Option<Vec<Spot>>,
        pub f2: Kind,
        pub f3: Vec<Item>,
        pub f4: Box<[f32]>,
        pub f5: LinkedList<()>,
        pub f6: BTreeSet<i8>,
    }
draw_struct!(Root { f0, f1, f2, f3, f4, f5, f6 });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: u8,
        pub f1: Box<()>,
        pub f2: bool,
        pub f3: [Kind; 2],
        pub f4: Option<(Kind, Mutex<i64>, Wrapped0)>,
        pub f5: Option<i8>,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0,
    Case1 {
        f0: f32,
        f1: Option<Spot>,
        f2: u32,
    },
    Case2 {
        f0: Option<RefCell<f64>>,
        f1: HashMap<Option<char>, (u128, u64, String)>,
    },
    Case3 {
        f0: Spot,
    },
    Case4,
}
draw_enum!(Kind { Case0 {  }, Case1 { f0, f1, f2 }, Case2 { f0, f1 }, Case3 { f0 }, Case4 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: f64,
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub u16);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub Vec<Spot>);

draw_struct!(Wrapped1 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
pub struct Fields1(pub Arc<Box<[Spot]>>, pub String, pub Item);

same_struct!(Fields1 { 0, 1, 2 });

fn made2(was: Fields1) -> Result<(Fields1, u8), String> { Ok((was, 7)) }

fn made3(was: Option<RwLock<Vec<Spot>>>) -> Result<Vec<Option<RwLock<Vec<Spot>>>>, String> { Ok(vec![was]) }

fn made4(was: Kind) -> Vec<Kind> { vec![was] }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping5(pub Option<()>);

same_struct!(Wrapping5 { 0 });

fn made6(was: BTreeSet<i16>) -> Result<(BTreeSet<i16>, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(version = 4)]
pub struct Root {
        pub f4: Box<[f32]>,
        #[persist(was(Option<RwLock<Vec<Spot>>>, until = 2, with = made3))] pub f1: Vec<Option<RwLock<Vec<Spot>>>>,
        #[persist(was(BTreeSet<i16>, until = 2, with = made6))] pub f6: (BTreeSet<i16>, u8),
        #[persist(was(Fields1, until = 2, with = made2))] pub f0: (Fields1, u8),
        pub f3: Vec<Box<Option<Item>>>,
        pub f5: VecDeque<Wrapping5>,
        #[persist(was(Kind, until = 2, with = made4))] pub f2: Vec<Kind>,
    }
same_struct!(Root { f4, f1, f6, f0, f3, f5, f2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping11(pub i8);

same_struct!(Wrapping11 { 0 });

fn upgrade12(this: &mut Item, from: u32, removed: ItemRemoved) { this.upgraded13 = from; this.kept7 = removed.f1; this.kept8 = removed.f2; }

#[derive(Persist, Debug)]
#[persist(version = 3, removed("f0", f1: (), f2: bool), upgrade = upgrade12)]
pub struct Item {
        #[persist(alias = "f4")] pub renamed10: Box<Option<Box<(Kind, RwLock<Option<Mutex<i64>>>, u64)>>>,
        #[persist(since = 3, default)] pub kept8: Option<bool>,
        #[persist(since = 3, default)] pub kept7: Option<()>,
        pub f5: Option<Wrapping11>,
        #[persist(rename = "f3")] pub spelt9: [Kind; 2],
        #[persist(since = 3, default)] pub upgraded13: u32,
    }
same_struct!(Item { renamed10, kept8, kept7, f5, spelt9, upgraded13 });

fn gone15(gone: ()) -> Kind { Kind::Was14(gone) }

#[derive(Persist, Debug)]
pub struct Payload16 {
        pub f0: Arc<f32>,
        pub f1: Option<Spot>,
        pub f2: RefCell<Option<u128>>,
    }
same_struct!(Payload16 { f0, f1, f2 });

fn gone18(gone: Payload16) -> Kind { Kind::Was17(gone) }

fn gone23(gone: ()) -> Result<Kind, String> { Ok(Kind::Was22(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(Case0: (), with = gone15, Case1: Payload16, with = gone18, Case4: (), with = gone23))]
pub enum Kind {
    Was14(()),
    Was22(()),
    Later24 {
        later: String,
    },
    Case3 {
        #[persist(rename = "f0")] spelt21: Spot,
    },
    Was17(Payload16),
    Case2 {
        #[persist(default = vec![1, 2])] added20: Vec<u16>,
        #[persist(rename = "f0")] spelt19: Option<f64>,
        f1: BTreeMap<Box<Option<char>>, Box<Option<(u128, Box<u64>, String)>>>,
    },
}
same_enum!(Kind { Was14 { 0 a1 a2 }, Was22 { 0 a1 a2 }, Later24 { later a1 a2 }, Case3 { spelt21 a1 a2 }, Was17 { 0 a1 a2 }, Case2 { added20 a1 a2, spelt19 b1 b2, f1 c1 c2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 6, plain)]
#[repr(C)]
pub struct Spot {
        pub n0: f64,
    }
same_struct!(Spot { n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { f0: ({ let (x0, x1, x2,) = old.f0; new::Fields1(Arc::new(x0.0.into_iter().map(|x| edit_spot(x)).collect()), x1, edit_item(x2)) }, 7), f1: vec![old.f1.map(|x| RwLock::new(x.into_iter().map(|x| edit_spot(x)).collect()))], f2: vec![edit_kind(old.f2)], f3: old.f3.into_iter().map(|x| Box::new(Some(edit_item(x)))).collect(), f4: old.f4, f5: old.f5.into_iter().map(|x| new::Wrapping5(Some(x))).collect(), f6: (old.f6.into_iter().map(|x| i16::from(x)).collect(), 7) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { kept7: Some((*old.f1)), kept8: Some(old.f2), spelt9: old.f3.map(|x| edit_kind(x)), renamed10: Box::new(old.f4.map(|x| Box::new({ let (x0, x1, x2,) = x; (edit_kind(x0), RwLock::new(Some(Mutex::new(x1.into_inner().unwrap()))), u64::from(x2.0),) }))), f5: old.f5.map(|x| new::Wrapping11(x)), upgraded13: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 {  } => new::Kind::Was14(()),
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::Kind::Was17(new::Payload16 { f0: Arc::new(xf0), f1: xf1.map(|x| edit_spot(x)), f2: RefCell::new(Some(u128::from(xf2))) }),
        old::Kind::Case2 { f0: xf0, f1: xf1 } => new::Kind::Case2 { spelt19: xf0.map(|x| x.into_inner()), f1: xf1.into_iter().map(|(key, x)| (Box::new(key.map(|x| x)), Box::new(Some({ let (x0, x1, x2,) = x; (x0, Box::new(x1), x2,) })))).collect(), added20: vec![1, 2] },
        old::Kind::Case3 { f0: xf0 } => new::Kind::Case3 { spelt21: edit_spot(xf0) },
        old::Kind::Case4 {  } => new::Kind::Was22(()), }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: f64::from(old.n0) }
}
