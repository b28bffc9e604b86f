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
pub struct Root;
draw_struct!(Root {  });

#[derive(Persist, Debug)]
pub struct Item(pub i8, pub Option<char>, pub BTreeSet<u8>);
draw_struct!(Item { 0, 1, 2 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0 {
        f0: u128,
        f1: f64,
        f2: u16,
    },
    Case1(u32, RwLock<BTreeSet<Option<bool>>>),
    Case2,
    Case3,
    Never,
    Case4,
}
draw_enum!(Kind { Case0 { f0, f1, f2 }, Case1 { 0, 1 }, Case2 {  }, Case3 {  }, Case4 {  } });

#[derive(Persist, Debug, Clone, Copy)]
pub struct Spot {
        pub n0: i64,
        pub n1: f64,
        pub n2: f64,
        pub n3: u64,
    }
draw_struct!(Spot { n0, n1, n2, n3 });
}

pub mod new {
    use super::*;

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Root;
same_struct!(Root {  });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping1(pub Option<HashSet<u8>>);

same_struct!(Wrapping1 { 0 });

#[derive(Persist, Debug)]
#[persist(version = 1)]
pub struct Item(pub i16, pub Option<char>, pub Wrapping1);
same_struct!(Item { 0, 1, 2 });

fn gone5(gone: ()) -> KindNow { KindNow::Was4(gone) }

fn gone7(gone: ()) -> Result<KindNow, String> { Ok(KindNow::Was6(gone)) }

#[derive(Persist, Debug)]
#[persist(version = 1, alias = "Kind", removed(Case2: (), with = gone5, Case3: (), with = gone7, "Never"))]
pub enum KindNow {
    #[persist(alias = "Case4")]
    Renamed8,
    Was6(()),
    Case0 {
        f0: u128,
        #[persist(rename = "f1")] spelt2: f64,
        #[persist(rename = "f2")] spelt3: u16,
    },
    Case1(u32, Rc<RwLock<Vec<Option<bool>>>>),
    Was4(()),
}
same_enum!(KindNow { Renamed8 {  }, Was6 { 0 a1 a2 }, Case0 { f0 a1 a2, spelt2 b1 b2, spelt3 c1 c2 }, Case1 { 0 a1 a2, 1 b1 b2 }, Was4 { 0 a1 a2 } });

fn upgrade9(this: &mut Spot, from: u32) { this.upgraded10 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, removed("n0", "n2"), upgrade = upgrade9)]
pub struct Spot {
        pub n1: f64,
        pub n3: u64,
        #[persist(since = 3, default)] pub upgraded10: u32,
    }
same_struct!(Spot { n1, n3, upgraded10 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root {  }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { 0: i16::from(old.0), 1: old.1.map(|x| x), 2: new::Wrapping1(Some(old.2.into_iter().map(|x| x).collect())) }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Case0 { f0: xf0, spelt2: xf1, spelt3: xf2 },
        old::Kind::Case1 { 0: x0, 1: x1 } => new::KindNow::Case1 { 0: x0, 1: Rc::new(RwLock::new(x1.into_inner().unwrap().into_iter().map(|x| x.map(|x| x)).collect())) },
        old::Kind::Case2 {  } => new::KindNow::Was4(()),
        old::Kind::Case3 {  } => new::KindNow::Was6(()),
        old::Kind::Never {  } => unreachable!(),
        old::Kind::Case4 {  } => new::KindNow::Renamed8 {  }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n1: old.n1, n3: old.n3, upgraded10: 1 }
}
