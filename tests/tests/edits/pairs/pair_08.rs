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
pub struct Root(pub ([Mutex<u128>; 3], RefCell<u32>), pub [Wrapped2; 1], pub LinkedList<BTreeSet<char>>, pub Rc<Vec<Spot>>, pub Vec<Item>);
draw_struct!(Root { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item(pub (Spot, u128));
draw_struct!(Item { 0 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub enum Kind {
    Case0(Wrapped1, LinkedList<(i64, Mutex<bool>)>),
    Never,
    Case1 {
        f0: String,
        f1: Option<bool>,
    },
    Case2,
    Case3 {
        f0: char,
    },
    Case4 {
        f0: Spot,
        f1: f64,
    },
}
draw_enum!(Kind { Case0 { 0, 1 }, Case1 { f0, f1 }, Case2 {  }, Case3 { f0 }, Case4 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u16,
        pub n1: i16,
        pub n2: i16,
        pub n3: i16,
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub u64);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub [Wrapped0; 3]);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub u128);

draw_struct!(Wrapped2 { 0 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Option<u128>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 1)]
pub struct Root(pub (Vec<Wrapping1>, RwLock<Option<u32>>), pub Rc<Option<[u128; 1]>>, pub LinkedList<BTreeSet<char>>, pub Rc<VecDeque<RwLock<Spot>>>, pub Vec<Item>);
same_struct!(Root { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub struct Item(pub (Arc<Option<Spot>>, u128));
same_struct!(Item { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub i128);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
pub struct Fields3(pub Wrapping2, pub RefCell<bool>);

same_struct!(Fields3 { 0, 1 });

fn gone5(gone: ([u64; 3], LinkedList<Fields3>)) -> Result<Kind, String> { Ok(Kind::Was4(gone)) }

fn gone7(gone: (Arc<String>, RefCell<Option<bool>>)) -> Result<Kind, String> { Ok(Kind::Was6(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(Case0: ([u64; 3], LinkedList<Fields3>), with = gone5, "Never", Case1: (Arc<String>, RefCell<Option<bool>>), with = gone7))]
pub enum Kind {
    #[persist(removed("f0"))]
    Case4 {
        #[persist(default = vec![1, 2])] added10: Vec<u16>,
        f1: f64,
        #[persist(since = 3, default)] added12: BTreeMap<u8, String>,
        #[persist(since = 3, default)] added11: BTreeMap<u8, String>,
    },
    Later13 {
        later: String,
    },
    Was6((Arc<String>, RefCell<Option<bool>>)),
    #[persist(alias = "Case3")]
    Renamed9 {
        f0: Box<char>,
    },
    #[persist(alias = "Case2")]
    Renamed8,
    Was4(([u64; 3], LinkedList<Fields3>)),
}
same_enum!(Kind { Case4 { added10 a1 a2, f1 b1 b2, added12 c1 c2, added11 d1 d2 }, Later13 { later a1 a2 }, Was6 { 0 a1 a2 }, Renamed9 { f0 a1 a2 }, Renamed8 {  }, Was4 { 0 a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 4, plain, removed("n0", "n3"))]
#[repr(C)]
pub struct Spot {
        pub n1: i32,
        #[persist(alias = "n2")] pub renamed14: i32,
    }
same_struct!(Spot { n1, renamed14 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: { let (x0, x1,) = old.0; (x0.into_iter().map(|x| new::Wrapping1(Some(x.into_inner().unwrap()))).collect(), RwLock::new(Some(x1.into_inner())),) }, 1: Rc::new(Some(old.1.map(|x| x.0))), 2: old.2.into_iter().map(|x| x.into_iter().map(|x| x).collect()).collect(), 3: Rc::new(Rc::into_inner(old.3).unwrap().into_iter().map(|x| RwLock::new(edit_spot(x))).collect()), 4: old.4.into_iter().map(|x| edit_item(x)).collect() }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: { let (x0, x1,) = old.0; (Arc::new(Some(edit_spot(x0))), x1,) } }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { 0: x0, 1: x1 } => new::Kind::Was4((x0.0.map(|x| x.0), x1.into_iter().map(|x| { let (x0, x1,) = x; new::Fields3(new::Wrapping2(i128::from(x0)), RefCell::new(x1.into_inner().unwrap())) }).collect(),)),
        old::Kind::Never {  } => unreachable!(),
        old::Kind::Case1 { f0: xf0, f1: xf1 } => new::Kind::Was6((Arc::new(xf0), RefCell::new(xf1.map(|x| x)),)),
        old::Kind::Case2 {  } => new::Kind::Renamed8 {  },
        old::Kind::Case3 { f0: xf0 } => new::Kind::Renamed9 { f0: Box::new(xf0) },
        old::Kind::Case4 { f0: xf0, f1: xf1 } => new::Kind::Case4 { f1: xf1, added10: vec![1, 2], added11: BTreeMap::new(), added12: BTreeMap::new() }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n1: i32::from(old.n1), renamed14: i32::from(old.n2) }
}
