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
pub struct Root(pub Mutex<RefCell<[String; 3]>>, pub Box<[Kind]>, pub Vec<u32>, pub u8);
draw_struct!(Root { 0, 1, 2, 3 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        pub f0: Kind,
        pub f1: Vec<char>,
    }
draw_struct!(Item { f0, f1 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0(HashSet<i32>, Spot),
    Case1(VecDeque<Option<()>>, Spot),
    Case2 {
        f0: Option<[BTreeSet<u32>; 2]>,
    },
    Case3(i8),
}
draw_enum!(Kind { Case0 { 0, 1 }, Case1 { 0, 1 }, Case2 { f0 }, Case3 { 0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u64,
        pub n1: i64,
    }
draw_struct!(Spot { n0, n1 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Option<String>);

same_struct!(Wrapping1 { 0 });

fn made2(was: Rc<Box<[KindNow]>>) -> Result<(Rc<Box<[KindNow]>>, u8), String> { Ok((was, 7)) }

fn upgrade3(this: &mut Root, from: u32) { this.4 = from; }

#[derive(Persist, Debug)]
#[persist(version = 7, upgrade = upgrade3)]
pub struct Root(pub Mutex<RefCell<Option<[Wrapping1; 3]>>>, #[persist(was(Rc<Box<[KindNow]>>, until = 5, with = made2))] pub (Rc<Box<[KindNow]>>, u8), pub Arc<Option<Vec<RwLock<u32>>>>, pub Box<u64>, #[persist(since = 7, default)] pub u32);
same_struct!(Root { 0, 1, 2, 3, 4 });

fn made5(was: Vec<char>) -> Result<(Vec<char>, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Item {
        #[persist(was(Vec<char>, until = 2, with = made5))] pub f1: (Vec<char>, u8),
        pub f0: KindNow,
    }
same_struct!(Item { f1, f0 });

fn gone7(gone: (HashSet<Box<i32>>, Spot)) -> Result<KindNow, String> { Ok(KindNow::Was6(gone)) }

fn gone9(gone: (VecDeque<Option<()>>, Spot)) -> KindNow { KindNow::Was8(gone) }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Kind", removed(Case0: (HashSet<Box<i32>>, Spot), with = gone7, Case1: (VecDeque<Option<()>>, Spot), with = gone9))]
pub enum KindNow {
    Case3(i8, #[persist(since = 3, default)] Option<Box<String>>),
    Was6((HashSet<Box<i32>>, Spot)),
    Case2 {
        #[persist(since = 3, default = vec![1, 2])] added10: Vec<u16>,
        #[persist(since = 3, default)] added11: Option<Box<String>>,
        #[persist(since = 3, default = 7)] added12: u32,
        f0: Option<[BTreeSet<u64>; 2]>,
    },
    Was8((VecDeque<Option<()>>, Spot)),
}
same_enum!(KindNow { Case3 { 0 a1 a2, 1 b1 b2 }, Was6 { 0 a1 a2 }, Case2 { added10 a1 a2, added11 b1 b2, added12 c1 c2, f0 d1 d2 }, Was8 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(version = 7)]
pub struct Spot {
        #[persist(since = 7, default)] pub added13: BTreeMap<u8, String>,
        pub n1: i64,
        pub n0: u128,
        #[persist(since = 7, default = 0.5)] pub added14: f64,
    }
same_struct!(Spot { added13, n1, n0, added14 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: Mutex::new(RefCell::new(Some(old.0.into_inner().unwrap().into_inner().map(|x| new::Wrapping1(Some(x)))))), 1: (Rc::new(old.1.into_iter().map(|x| edit_kind(x)).collect()), 7), 2: Arc::new(Some(old.2.into_iter().map(|x| RwLock::new(x)).collect())), 3: Box::new(u64::from(old.3)), 4: 5 }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: edit_kind(old.f0), f1: (old.f1.into_iter().map(|x| x).collect(), 7) }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { 0: x0, 1: x1 } => new::KindNow::Was6((x0.into_iter().map(|x| Box::new(x)).collect(), edit_spot(x1),)),
        old::Kind::Case1 { 0: x0, 1: x1 } => new::KindNow::Was8((x0.into_iter().map(|x| x.map(|x| x)).collect(), edit_spot(x1),)),
        old::Kind::Case2 { f0: xf0 } => new::KindNow::Case2 { f0: xf0.map(|x| x.map(|x| x.into_iter().map(|x| u64::from(x)).collect())), added10: vec![1, 2], added11: None, added12: 7 },
        old::Kind::Case3 { 0: x0 } => new::KindNow::Case3 { 0: x0, 1: None }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: u128::from(old.n0), n1: old.n1, added13: BTreeMap::new(), added14: 0.5 }
}
