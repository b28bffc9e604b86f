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
#[persist(version = 5)]
pub enum Root {
    Case0 {
        f0: char,
        f1: Option<Box<Root>>,
        f2: Arc<(HashMap<i64, bool>, Box<[u32]>, ())>,
    },
    Case1,
    Never {
        f0: i64,
    },
    Case2 {
        f0: RwLock<i16>,
    },
    Case3 {
        f0: Vec<Spot>,
    },
    Case4,
}
draw_enum!(Root { Case0 { f0, f1, f2 }, Case1 {  }, Case2 { f0 }, Case3 { f0 }, Case4 {  } });

#[derive(Persist, Debug)]
pub struct Item(pub Option<Box<Spot>>, pub Wrapped1);
draw_struct!(Item { 0, 1 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0 {
        f0: BTreeMap<u32, VecDeque<i16>>,
        f1: (Mutex<Spot>, Wrapped0),
    },
    Never {
        f0: i32,
    },
    Case1,
    Case2(BTreeMap<String, Box<[Box<[u16]>]>>),
}
draw_enum!(Kind { Case0 { f0, f1 }, Case1 {  }, Case2 { 0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: u16,
        pub n1: i16,
    }
draw_struct!(Spot { n0, n1 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Spot);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub bool);

draw_struct!(Wrapped1 { 0 });
}

pub mod new {
    use super::*;

fn made1(was: char) -> Result<(char, u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping2(pub Box<RootNow>);

same_struct!(Wrapping2 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping3(pub Option<(BTreeMap<Box<i128>, bool>, Box<[u32]>, Box<Option<()>>)>);

same_struct!(Wrapping3 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 7, rename = "Root", removed("Never"))]
pub enum RootNow {
    Case2 {
        f0: Box<Option<Box<i128>>>,
        #[persist(skip, default)] added5: String,
    },
    Case1 {
        #[persist(default = 0.5)] added4: f64,
    },
    Case4 {
        #[persist(default = vec![1, 2])] added6: Vec<u16>,
    },
    Case3 {
        f0: RwLock<Vec<Box<Option<Spot>>>>,
    },
    Case0 {
        f2: Rc<Wrapping3>,
        #[persist(was(char, until = 5, with = made1))] f0: (char, u8),
        f1: Box<Option<Wrapping2>>,
    },
}
same_enum!(RootNow { Case2 { f0 a1 a2, added5 b1 b2 }, Case1 { added4 a1 a2 }, Case4 { added6 a1 a2 }, Case3 { f0 a1 a2 }, Case0 { f2 a1 a2, f0 b1 b2, f1 c1 c2 } });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub Box<Spot>);

same_struct!(Wrapping7 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping8(pub Option<Wrapping7>);

same_struct!(Wrapping8 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 2, alias = "Item")]
pub struct ItemNow(pub Wrapping8, pub bool, #[persist(since = 2, default = (3, "x".to_owned()))] pub (u8, String));
same_struct!(ItemNow { 0, 1, 2 });

#[derive(Persist, Debug)]
pub struct Payload9 {
        pub f0: Mutex<HashMap<u32, Box<Option<VecDeque<i32>>>>>,
        pub f1: (RefCell<Mutex<Spot>>, RefCell<Spot>),
    }
same_struct!(Payload9 { f0, f1 });

fn gone11(gone: Payload9) -> Result<Kind, String> { Ok(Kind::Was10(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 7, removed(Case0: Payload9, with = gone11, "Never"))]
pub enum Kind {
    Was10(Payload9),
    Case2(HashMap<String, Vec<Box<[u16]>>>),
    Case1,
}
same_enum!(Kind { Was10 { 0 a1 a2 }, Case2 { 0 a1 a2 }, Case1 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2, plain, removed("n1"))]
#[repr(C)]
pub struct Spot {
        pub n0: u16,
    }
same_struct!(Spot { n0 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    match old { old::Root::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::RootNow::Case0 { f0: (xf0, 7), f1: Box::new(xf1.map(|x| new::Wrapping2(Box::new(edit_root((*x)))))), f2: Rc::new(new::Wrapping3(Some({ let (x0, x1, x2,) = Arc::into_inner(xf2).unwrap(); (x0.into_iter().map(|(key, x)| (Box::new(i128::from(key)), x)).collect(), x1, Box::new(Some(x2)),) }))) },
        old::Root::Case1 {  } => new::RootNow::Case1 { added4: 0.5 },
        old::Root::Never { f0: xf0 } => unreachable!(),
        old::Root::Case2 { f0: xf0 } => new::RootNow::Case2 { f0: Box::new(Some(Box::new(i128::from(xf0.into_inner().unwrap())))), added5: String::new() },
        old::Root::Case3 { f0: xf0 } => new::RootNow::Case3 { f0: RwLock::new(xf0.into_iter().map(|x| Box::new(Some(edit_spot(x)))).collect()) },
        old::Root::Case4 {  } => new::RootNow::Case4 { added6: vec![1, 2] }, }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { 0: new::Wrapping8(old.0.map(|x| new::Wrapping7(Box::new(edit_spot((*x)))))), 1: old.1.0, 2: (3, "x".to_owned()) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1 } => new::Kind::Was10(new::Payload9 { f0: Mutex::new(xf0.into_iter().map(|(key, x)| (key, Box::new(Some(x.into_iter().map(|x| i32::from(x)).collect())))).collect()), f1: { let (x0, x1,) = xf1; (RefCell::new(Mutex::new(edit_spot(x0.into_inner().unwrap()))), RefCell::new(edit_spot(x1.0)),) } }),
        old::Kind::Never { f0: xf0 } => unreachable!(),
        old::Kind::Case1 {  } => new::Kind::Case1 {  },
        old::Kind::Case2 { 0: x0 } => new::Kind::Case2 { 0: x0.into_iter().map(|(key, x)| (key, x.into_iter().map(|x| x).collect())).collect() }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: u16::from(old.n0) }
}
