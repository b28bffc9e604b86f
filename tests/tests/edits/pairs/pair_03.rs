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
pub enum Root {
    Never {
        f0: [Kind; 3],
        f1: Box<[Option<u64>]>,
    },
    Case0,
    Case1,
}
draw_enum!(Root { Case0 {  }, Case1 {  } });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: HashSet<i64>,
        pub f1: Box<[BTreeSet<i32>]>,
        pub f2: Vec<Option<HashSet<(i64, i64)>>>,
        pub f3: VecDeque<RefCell<f32>>,
        pub f4: HashSet<String>,
        pub f5: (Kind, Option<String>, [Spot; 3]),
        pub f6: u16,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5, f6 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0,
    Case1 {
        f0: Spot,
        f1: Wrapped0,
        f2: Option<Spot>,
    },
    Case2,
    Case3 {
        f0: f32,
    },
}
draw_enum!(Kind { Case0 {  }, Case1 { f0, f1, f2 }, Case2 {  }, Case3 { f0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 2)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i16,
    }
draw_struct!(Spot { n0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub [Spot; 2]);

draw_struct!(Wrapped0 { 0 });
}

pub mod new {
    use super::*;

fn gone2(gone: ()) -> Root { Root::Was1(gone) }

fn upgrade5(this: &mut Root, from: u32) { if matches!(this, Root::Renamed3) { *this = Root::Upgraded4(from); } }

#[derive(Persist, Debug)]
#[persist(version = 4, removed("Never", Case0: (), with = gone2), upgrade = upgrade5)]
pub enum Root {
    #[persist(alias = "Case1")]
    Renamed3,
    Was1(()),
    Upgraded4(u32),
}
same_enum!(Root { Renamed3 {  }, Was1 { 0 a1 a2 }, Upgraded4 { 0 a1 a2 } });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping7(pub HashSet<(i128, i64)>);

same_struct!(Wrapping7 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping10(pub f32);

same_struct!(Wrapping10 { 0 });

fn made11(was: (Arc<Option<KindNow>>, Rc<Option<String>>, [Spot; 3])) -> Vec<(Arc<Option<KindNow>>, Rc<Option<String>>, [Spot; 3])> { vec![was] }

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping13(pub u16);

same_struct!(Wrapping13 { 0 });

fn upgrade14(this: &mut Item, from: u32, removed: ItemRemoved) { this.upgraded15 = from; this.kept8 = removed.f2; }

#[derive(Persist, Debug)]
#[persist(version = 3, removed(f2: Vec<Option<Wrapping7>>), upgrade = upgrade14)]
pub struct Item {
        #[persist(alias = "f6")] pub renamed12: Wrapping13,
        #[persist(rename = "f3")] pub spelt9: VecDeque<Wrapping10>,
        pub f0: BTreeSet<i128>,
        #[persist(rename = "f1")] pub spelt6: Box<Option<LinkedList<Rc<Option<BTreeSet<Box<i64>>>>>>>,
        pub f4: Box<Option<BTreeSet<String>>>,
        #[persist(since = 3, default)] pub kept8: Option<Vec<Option<Wrapping7>>>,
        #[persist(was((Arc<Option<KindNow>>, Rc<Option<String>>, [Spot; 3]), until = 1, with = made11))] pub f5: Vec<(Arc<Option<KindNow>>, Rc<Option<String>>, [Spot; 3])>,
        #[persist(since = 3, default)] pub upgraded15: u32,
    }
same_struct!(Item { renamed12, spelt9, f0, spelt6, f4, kept8, f5, upgraded15 });

fn made19(was: [Spot; 2]) -> Result<([Spot; 2], u8), String> { Ok((was, 7)) }

#[derive(Persist, Debug)]
#[persist(version = 6, rename = "Kind")]
pub enum KindNow {
    #[persist(alias = "Case3")]
    Renamed25 {
        #[persist(default = 0.5)] added24: f64,
        #[persist(alias = "f0")] renamed23: f64,
    },
    Later26 {
        later: String,
    },
    Case1 {
        f0: Spot,
        #[persist(was([Spot; 2], until = 5, with = made19))] f1: ([Spot; 2], u8),
        f2: Option<Spot>,
        #[persist(default)] added21: BTreeMap<u8, String>,
        #[persist(since = 6, default = vec![1, 2])] added20: Vec<u16>,
    },
    Case0 {
        #[persist(since = 6, default = 0.5)] added16: f64,
        #[persist(since = 6, default = (3, "x".to_owned()))] added17: (u8, String),
        #[persist(since = 6, default)] added18: String,
    },
    #[persist(alias = "Case2")]
    Renamed22,
}
same_enum!(KindNow { Renamed25 { added24 a1 a2, renamed23 b1 b2 }, Later26 { later a1 a2 }, Case1 { f0 a1 a2, f1 b1 b2, f2 c1 c2, added21 d1 d2, added20 e1 e2 }, Case0 { added16 a1 a2, added17 b1 b2, added18 c1 c2 }, Renamed22 {  } });

#[derive(Persist, Debug)]
#[persist(version = 3)]
pub struct Spot {
        #[persist(default = 7)] pub added28: u32,
        #[persist(alias = "n0")] pub renamed27: i16,
    }
same_struct!(Spot { added28, renamed27 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    match match old { old::Root::Never { f0: xf0, f1: xf1 } => unreachable!(),
        old::Root::Case0 {  } => new::Root::Was1(()),
        old::Root::Case1 {  } => new::Root::Renamed3 {  }, } { new::Root::Renamed3 => new::Root::Upgraded4(2), other => other }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: old.f0.into_iter().map(|x| i128::from(x)).collect(), spelt6: Box::new(Some(old.f1.into_iter().map(|x| Rc::new(Some(x.into_iter().map(|x| Box::new(i64::from(x))).collect()))).collect())), kept8: Some(old.f2.into_iter().map(|x| x.map(|x| new::Wrapping7(x.into_iter().map(|x| { let (x0, x1,) = x; (i128::from(x0), x1,) }).collect()))).collect()), spelt9: old.f3.into_iter().map(|x| new::Wrapping10(x.into_inner())).collect(), f4: Box::new(Some(old.f4.into_iter().map(|x| x).collect())), f5: vec![{ let (x0, x1, x2,) = old.f5; (Arc::new(Some(edit_kind(x0))), Rc::new(x1.map(|x| x)), x2.map(|x| edit_spot(x)),) }], renamed12: new::Wrapping13(old.f6), upgraded15: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::KindNow {
    match old { old::Kind::Case0 {  } => new::KindNow::Case0 { added16: 0.5, added17: (3, "x".to_owned()), added18: String::new() },
        old::Kind::Case1 { f0: xf0, f1: xf1, f2: xf2 } => new::KindNow::Case1 { f0: edit_spot(xf0), f1: (xf1.0.map(|x| edit_spot(x)), 7), f2: xf2.map(|x| edit_spot(x)), added20: vec![1, 2], added21: BTreeMap::new() },
        old::Kind::Case2 {  } => new::KindNow::Renamed22 {  },
        old::Kind::Case3 { f0: xf0 } => new::KindNow::Renamed25 { renamed23: f64::from(xf0), added24: 0.5 }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { renamed27: old.n0, added28: 7 }
}
