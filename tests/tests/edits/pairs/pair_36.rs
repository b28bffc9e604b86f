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
        pub f0: Option<Box<[Spot]>>,
        pub f1: BTreeMap<u64, BTreeSet<i32>>,
        pub f2: u8,
        pub f3: i16,
        pub f4: i64,
        pub f5: u16,
    }
draw_struct!(Root { f0, f1, f2, f3, f4, f5 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        pub f0: bool,
        pub f1: (),
        pub f2: Rc<Wrapped0>,
        pub f3: bool,
        pub f4: i16,
        pub f5: Kind,
        pub f6: Option<Wrapped1>,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5, f6 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: Option<Vec<RwLock<bool>>>,
    },
    Case1(Option<Box<Spot>>, u16, (char, u8)),
}
draw_enum!(Kind { Case0 { f0 }, Case1 { 0, 1, 2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i16,
        pub n1: u16,
        pub n2: i16,
        pub n3: i16,
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub HashMap<u16, u32>);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub i32);

draw_struct!(Wrapped1 { 0 });
}

pub mod new {
    use super::*;

fn made3(was: RefCell<i128>) -> Result<Vec<RefCell<i128>>, String> { Ok(vec![was]) }

fn made4(was: i64) -> Result<BTreeMap<u16, i64>, String> { Ok(BTreeMap::from([(3, was)])) }

fn upgrade5(this: &mut Root, from: u32, removed: RootRemoved) { this.upgraded6 = from; this.kept1 = removed.f0; }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(f0: RefCell<Option<Box<[Box<Option<Spot>>]>>>, "f2"), upgrade = upgrade5)]
pub struct Root {
        #[persist(was(i64, until = 1, with = made4))] pub f4: BTreeMap<u16, i64>,
        #[persist(since = 3, default)] pub kept1: Option<RefCell<Option<Box<[Box<Option<Spot>>]>>>>,
        #[persist(was(RefCell<i128>, until = 1, with = made3))] pub f3: Vec<RefCell<i128>>,
        pub f5: Rc<Option<u16>>,
        #[persist(alias = "f1")] pub renamed2: Box<Option<HashMap<u128, BTreeSet<Box<i64>>>>>,
        #[persist(since = 3, default)] pub upgraded6: u32,
    }
same_struct!(Root { f4, kept1, f3, f5, renamed2, upgraded6 });

fn made7(was: Mutex<Option<()>>) -> Result<BTreeMap<u16, Mutex<Option<()>>>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping9(pub BTreeMap<Box<i128>, u32>);

same_struct!(Wrapping9 { 0 });

fn made10(was: bool) -> Result<BTreeMap<u16, bool>, String> { Ok(BTreeMap::from([(3, was)])) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping13(pub Option<Box<Arc<i64>>>);

same_struct!(Wrapping13 { 0 });

fn upgrade15(this: &mut Item, from: u32, removed: ItemRemoved) { this.upgraded16 = from; this.kept11 = removed.f5; }

#[derive(Persist, Debug)]
#[persist(version = 4, removed("f0", f5: RefCell<Option<Kind>>), upgrade = upgrade15)]
pub struct Item {
        #[persist(was(bool, until = 2, with = made10))] pub f3: BTreeMap<u16, bool>,
        #[persist(since = 4, default)] pub kept11: Option<RefCell<Option<Kind>>>,
        pub f4: i16,
        #[persist(rename = "f2")] pub spelt8: Arc<Wrapping9>,
        #[persist(was(Mutex<Option<()>>, until = 2, with = made7))] pub f1: BTreeMap<u16, Mutex<Option<()>>>,
        #[persist(since = 4, default = (3, "x".to_owned()))] pub added14: (u8, String),
        #[persist(alias = "f6")] pub renamed12: Wrapping13,
        #[persist(since = 4, default)] pub upgraded16: u32,
    }
same_struct!(Item { f3, kept11, f4, spelt8, f1, added14, renamed12, upgraded16 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: Option<Rc<Vec<Mutex<bool>>>>,
    },
    Case1(Option<Box<Spot>>, i128, (char, u8)),
}
same_enum!(Kind { Case0 { f0 a1 a2 }, Case1 { 0 a1 a2, 1 b1 b2, 2 c1 c2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, plain, removed("n1"))]
#[repr(C)]
pub struct Spot {
        pub n3: i32,
        pub n2: i32,
        pub n0: i32,
    }
same_struct!(Spot { n3, n2, n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { kept1: Some(RefCell::new(old.f0.map(|x| x.into_iter().map(|x| Box::new(Some(edit_spot(x)))).collect()))), renamed2: Box::new(Some(old.f1.into_iter().map(|(key, x)| (u128::from(key), x.into_iter().map(|x| Box::new(i64::from(x))).collect())).collect())), f3: vec![RefCell::new(i128::from(old.f3))], f4: BTreeMap::from([(3, old.f4)]), f5: Rc::new(Some(old.f5)), upgraded6: 1 }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f1: BTreeMap::from([(3, Mutex::new(Some(old.f1)))]), spelt8: Arc::new(new::Wrapping9(Rc::into_inner(old.f2).unwrap().0.into_iter().map(|(key, x)| (Box::new(i128::from(key)), x)).collect())), f3: BTreeMap::from([(3, old.f3)]), f4: old.f4, kept11: Some(RefCell::new(Some(edit_kind(old.f5)))), renamed12: new::Wrapping13(old.f6.map(|x| Box::new(Arc::new(i64::from(x.0))))), added14: (3, "x".to_owned()), upgraded16: 2 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0 } => new::Kind::Case0 { f0: xf0.map(|x| Rc::new(x.into_iter().map(|x| Mutex::new(x.into_inner().unwrap())).collect())) },
        old::Kind::Case1 { 0: x0, 1: x1, 2: x2 } => new::Kind::Case1 { 0: x0.map(|x| Box::new(edit_spot((*x)))), 1: i128::from(x1), 2: { let (x0, x1,) = x2; (x0, x1,) } }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i32::from(old.n0), n2: i32::from(old.n2), n3: i32::from(old.n3) }
}
