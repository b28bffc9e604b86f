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
pub struct Root;
draw_struct!(Root {  });

#[derive(Persist, Debug)]
pub struct Item {
        pub f0: Option<Vec<f64>>,
        pub f1: bool,
    }
draw_struct!(Item { f0, f1 });

#[derive(Persist, Debug)]
pub enum Kind {
    Case0,
    Never {
        f0: f64,
        f1: (([u32; 2], String, Vec<Kind>), f32),
    },
    Case1([i32; 2], [Spot; 2]),
}
draw_enum!(Kind { Case0 {  }, Case1 { 0, 1 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub struct Spot {
        pub n0: i64,
    }
draw_struct!(Spot { n0 });
}

pub mod new {
    use super::*;

fn upgrade3(this: &mut Root, from: u32) { this.upgraded4 = from; }

#[derive(Persist, Debug)]
#[persist(version = 4, upgrade = upgrade3)]
pub struct Root {
        #[persist(since = 4, default = 7)] pub added2: u32,
        #[persist(since = 4, default = vec![1, 2])] pub added1: Vec<u16>,
        #[persist(since = 4, default)] pub upgraded4: u32,
    }
same_struct!(Root { added2, added1, upgraded4 });

fn made5(was: Option<Vec<f64>>) -> Vec<Option<Vec<f64>>> { vec![was] }

fn upgrade7(this: &mut ItemNow, from: u32) { this.upgraded8 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, rename = "Item", upgrade = upgrade7)]
pub struct ItemNow {
        #[persist(default)] pub added6: String,
        #[persist(was(Option<Vec<f64>>, until = 1, with = made5))] pub f0: Vec<Option<Vec<f64>>>,
        pub f1: bool,
        #[persist(since = 3, default)] pub upgraded8: u32,
    }
same_struct!(ItemNow { added6, f0, f1, upgraded8 });

#[derive(Persist, Debug)]
#[persist(version = 2, removed("Never"))]
pub enum Kind {
    Case1([i32; 2], VecDeque<Spot>, #[persist(since = 2, default = 7)] u32, #[persist(since = 2, default = (3, "x".to_owned()))] (u8, String), #[persist(since = 2, default)] Option<Box<String>>),
    #[persist(alias = "Case0")]
    Renamed9,
}
same_enum!(Kind { Case1 { 0 a1 a2, 1 b1 b2, 2 c1 c2, 3 d1 d2, 4 e1 e2 }, Renamed9 {  } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 3, plain)]
#[repr(C)]
pub struct Spot {
        #[persist(since = 3, default)] pub added10: f64,
        pub n0: i64,
    }
same_struct!(Spot { added10, n0 });
}

pub fn edit_root(old: old::Root) -> new::Root {
    new::Root { added1: vec![1, 2], added2: 7, upgraded4: 2 }
}

pub fn edit_item(old: old::Item) -> new::ItemNow {
    new::ItemNow { f0: vec![old.f0.map(|x| x)], f1: old.f1, added6: String::new(), upgraded8: 1 }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match old { old::Kind::Case0 {  } => new::Kind::Renamed9 {  },
        old::Kind::Never { f0: xf0, f1: xf1 } => unreachable!(),
        old::Kind::Case1 { 0: x0, 1: x1 } => new::Kind::Case1 { 0: x0.map(|x| x), 1: x1.into_iter().map(|x| edit_spot(x)).collect(), 2: 7, 3: (3, "x".to_owned()), 4: None }, }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { n0: i64::from(old.n0), added10: Default::default() }
}
