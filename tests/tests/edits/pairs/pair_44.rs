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
pub struct Root(pub Wrapped5);
draw_struct!(Root { 0 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item(pub Wrapped3, pub [u8; 2], pub BTreeSet<u32>, pub i32, pub Option<u32>, pub Option<HashMap<String, Wrapped4>>, pub HashSet<i8>);
draw_struct!(Item { 0, 1, 2, 3, 4, 5, 6 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: [Spot; 3],
        f1: (),
    },
    Case1 {
        f0: String,
        f1: HashMap<u8, Spot>,
        f2: char,
    },
    Case2(Wrapped0),
    Never,
    Case3 {
        f0: f32,
        f1: Arc<Wrapped1>,
        f2: Wrapped2,
    },
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 { f0, f1, f2 }, Case2 { 0 }, Case3 { f0, f1, f2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: f32,
        pub n1: i32,
        pub n2: i32,
    }
draw_struct!(Spot { n0, n1, n2 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub ([u64; 3], BTreeSet<u32>));

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub Spot);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub i8);

draw_struct!(Wrapped2 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped3(pub f64);

draw_struct!(Wrapped3 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped4(pub String);

draw_struct!(Wrapped4 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped5(pub HashMap<char, [String; 2]>);

draw_struct!(Wrapped5 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 1)]
pub struct Root(pub Box<Mutex<BTreeMap<Box<char>, [String; 2]>>>);
same_struct!(Root { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub LinkedList<i64>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub Option<String>);

same_struct!(Wrapping2 { 0 });

fn upgrade3(this: &mut Item, from: u32) { this.8 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, upgrade = upgrade3)]
pub struct Item(pub f64, pub [u8; 2], pub Wrapping1, pub i128, pub RefCell<Option<u128>>, pub RefCell<Option<Mutex<HashMap<Box<String>, Wrapping2>>>>, pub VecDeque<i8>, #[persist(since = 3, default = 7)] pub u32, #[persist(since = 3, default)] pub u32);
same_struct!(Item { 0, 1, 2, 3, 4, 5, 6, 7, 8 });

fn gone6(gone: (Box<[Spot]>, RwLock<Option<()>>)) -> KindNow { KindNow::Was5(gone) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub char);

same_struct!(Wrapping7 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping8(pub Option<f32>);

same_struct!(Wrapping8 { 0 });

fn gone10(gone: (Wrapping8, Arc<Spot>, i32)) -> Result<KindNow, String> { Ok(KindNow::Was9(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 1, alias = "Kind", removed(Case0: (Box<[Spot]>, RwLock<Option<()>>), with = gone6, "Never", Case3: (Wrapping8, Arc<Spot>, i32), with = gone10))]
pub enum KindNow {
    Was9((Wrapping8, Arc<Spot>, i32)),
    Case2(([u64; 3], HashSet<Box<u32>>)),
    Case1 {
        f0: String,
        f2: Wrapping7,
        f1: HashMap<i16, Spot>,
    },
    Later11 {
        later: String,
    },
    Was5((Box<[Spot]>, RwLock<Option<()>>)),
}
same_enum!(KindNow { Was9 { 0 a1 a2 }, Case2 { 0 a1 a2 }, Case1 { f0 a1 a2, f2 b1 b2, f1 c1 c2 }, Later11 { later a1 a2 }, Was5 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Spot {
        pub n0: f64,
        #[persist(since = 3, default)] pub added13: Option<Box<String>>,
        #[persist(rename = "n1")] pub spelt12: i32,
        pub n2: i32,
    }
same_struct!(Spot { n0, added13, spelt12, n2 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: Box::new(Mutex::new(old.0.0.into_iter().map(|(key, x)| (Box::new(key), x.map(|x| x))).collect())) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: old.0.0, 1: old.1.map(|x| x), 2: new::Wrapping1(old.2.into_iter().map(|x| i64::from(x)).collect()), 3: i128::from(old.3), 4: RefCell::new(old.4.map(|x| u128::from(x))), 5: RefCell::new(old.5.map(|x| Mutex::new(x.into_iter().map(|(key, x)| (Box::new(key), new::Wrapping2(Some(x.0)))).collect()))), 6: old.6.into_iter().map(|x| x).collect(), 7: 7, 8: 2 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::KindNow::Was5((xf0.into_iter().map(|x| edit_spot(x)).collect(), RwLock::new(Some(xf1)),)),
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Case1 { f0: xf0, f1: xf1.into_iter().map(|(key, x)| (i16::from(key), edit_spot(x))).collect(), f2: new::Wrapping7(xf2) },
        old::Kind::Case2 { 0: x0 } => new::KindNow::Case2 { 0: { let (x0, x1,) = x0.0; (x0.map(|x| x), x1.into_iter().map(|x| Box::new(x)).collect(),) } },
        old::Kind::Never {  } => unreachable!(),
        old::Kind::Case3 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Was9((new::Wrapping8(Some(xf0)), Arc::new(edit_spot(Arc::into_inner(xf1).unwrap().0)), i32::from(xf2.0),)), }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: f64::from(old.n0), spelt12: old.n1, n2: old.n2, added13: None }
}
