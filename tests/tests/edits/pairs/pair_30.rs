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
pub struct Root(pub f32, pub (), pub String, pub Kind, pub Item);
draw_struct!(Root { 0, 1, 2, 3, 4 });

#[derive(Persist, Debug)]
pub struct Item;
draw_struct!(Item {  });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: VecDeque<HashMap<u64, Option<()>>>,
    },
    Case1 {
        f0: i32,
    },
    Case2 {
        f0: Option<BTreeMap<Option<u32>, char>>,
        f1: i16,
    },
}
draw_enum!(Kind { Case0 { f0 }, Case1 { f0 }, Case2 { f0, f1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
pub struct Spot {
        pub n0: i64,
        pub n1: u64,
    }
draw_struct!(Spot { n0, n1 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Root(pub f32, pub (), pub String, pub RwLock<Option<Kind>>, pub Box<Option<Item>>, #[persist(since = 3, default = (3, "x".to_owned()))] pub (u8, String), #[persist(since = 3, default)] pub Option<Box<String>>, #[persist(default = (3, "x".to_owned()))] pub (u8, String));
same_struct!(Root { 0, 1, 2, 3, 4, 5, 6, 7 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        #[persist(since = 2, default)] pub added1: BTreeMap<u8, String>,
    }
same_struct!(Item { added1 });

#[derive(Persist, Debug)]
pub struct Payload2 {
        pub f0: VecDeque<HashMap<u64, Option<Box<()>>>>,
    }
same_struct!(Payload2 { f0 });

fn gone4(gone: Payload2) -> Kind { Kind::Was3(gone) }

#[derive(Persist, Debug)]
pub struct Payload5 {
        pub f0: i32,
    }
same_struct!(Payload5 { f0 });

fn gone7(gone: Payload5) -> Result<Kind, String> { Ok(Kind::Was6(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 2, removed(Case0: Payload2, with = gone4, Case1: Payload5, with = gone7))]
pub enum Kind {
    #[persist(removed("f0"))]
    Case2 {
        #[persist(alias = "f1")] renamed8: i16,
    },
    Was6(Payload5),
    Was3(Payload2),
}
same_enum!(Kind { Case2 { renamed8 a1 a2 }, Was6 { 0 a1 a2 }, Was3 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(version = 6)]
pub struct Spot {
        pub n0: i128,
        pub n1: u64,
    }
same_struct!(Spot { n0, n1 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { 0: old.0, 1: old.1, 2: old.2, 3: RwLock::new(Some(edit_kind(old.3))), 4: Box::new(Some(edit_item(old.4))), 5: (3, "x".to_owned()), 6: None, 7: (3, "x".to_owned()) }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { added1: BTreeMap::new() }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 { f0: xf0 } => new::Kind::Was3(new::Payload2 { f0: xf0.into_iter().map(|x| x.into_iter().map(|(key, x)| (key, x.map(|x| Box::new(x)))).collect()).collect() }),
        old::Kind::Case1 { f0: xf0 } => new::Kind::Was6(new::Payload5 { f0: xf0 }),
        old::Kind::Case2 { f0: xf0, f1: xf1 } => new::Kind::Case2 { renamed8: xf1 }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i128::from(old.n0), n1: old.n1 }
}
