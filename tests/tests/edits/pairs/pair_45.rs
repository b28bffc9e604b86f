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
#[persist(version = 2)]
pub struct Root(pub i8, pub Wrapped2, pub VecDeque<Option<Wrapped3>>);
draw_struct!(Root { 0, 1, 2 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        pub f0: Wrapped1,
        pub f1: u128,
        pub f2: HashSet<Option<u8>>,
        pub f3: u128,
        pub f4: RwLock<Spot>,
        pub f5: Option<Vec<Vec<Kind>>>,
        pub f6: HashMap<i64, ((u32, u64, u8), Spot, String)>,
    }
draw_struct!(Item { f0, f1, f2, f3, f4, f5, f6 });

#[derive(Persist, Debug)]
#[persist(version = 5)]
pub enum Kind {
    Case0,
    Case1(Spot, i32),
    Case2,
    Never {
        f0: Option<Wrapped0>,
    },
    Case3 {
        f0: Box<[Spot]>,
    },
    Case4(LinkedList<BTreeMap<char, Arc<i64>>>),
}
draw_enum!(Kind { Case0 {  }, Case1 { 0, 1 }, Case2 {  }, Case3 { f0 }, Case4 { 0 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 5)]
pub struct Spot {
        pub n0: i16,
        pub n1: i16,
        pub n2: i16,
        pub n3: [i16; 2],
    }
draw_struct!(Spot { n0, n1, n2, n3 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped0(pub Spot);

draw_struct!(Wrapped0 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped1(pub i64);

draw_struct!(Wrapped1 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped2(pub BTreeSet<String>);

draw_struct!(Wrapped2 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapped3(pub u8);

draw_struct!(Wrapped3 { 0 });
}

pub mod new {
    use super::*;

fn upgrade1(this: &mut RootNow, from: u32) { this.5 = from; }

#[derive(Persist, Debug)]
#[persist(version = 3, alias = "Root", upgrade = upgrade1)]
pub struct RootNow(pub Rc<i8>, pub HashSet<Box<String>>, pub VecDeque<Rc<Option<u8>>>, #[persist(default = 7)] pub u32, #[persist(since = 3, default = 7)] pub u32, #[persist(since = 3, default)] pub u32);
same_struct!(RootNow { 0, 1, 2, 3, 4, 5 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping5(pub Option<u32>);

same_struct!(Wrapping5 { 0 });

#[derive(Persist, Debug)]
#[persist(transparent)]
pub struct Wrapping6(pub Option<u8>);

same_struct!(Wrapping6 { 0 });

#[derive(Persist, Debug)]
pub struct Fields7(pub Wrapping5, pub u64, pub Wrapping6);

same_struct!(Fields7 { 0, 1, 2 });

#[derive(Persist, Debug)]
#[persist(version = 2)]
pub struct Item {
        pub f5: Option<Box<Vec<Vec<Kind>>>>,
        #[persist(alias = "f2")] pub renamed3: BTreeSet<Option<i128>>,
        #[persist(rename = "f3")] pub spelt4: u128,
        pub f4: Spot,
        pub f6: Arc<Option<HashMap<i128, (Fields7, Spot, String)>>>,
        pub f1: u128,
        pub f0: i64,
    }
same_struct!(Item { f5, renamed3, spelt4, f4, f6, f1, f0 });

fn gone10(gone: ()) -> Kind { Kind::Was9(gone) }

fn made11(was: Box<[Spot]>) -> Result<(Box<[Spot]>, u8), String> { Ok((was, 7)) }

fn upgrade16(this: &mut Kind, from: u32) { if matches!(this, Kind::Renamed8) { *this = Kind::Upgraded15(from); } }

#[derive(Persist, Debug)]
#[persist(version = 6, removed(Case2: (), with = gone10, "Never"), upgrade = upgrade16)]
pub enum Kind {
    Case1(Spot, Arc<i32>),
    Upgraded15(u32),
    Was9(()),
    #[persist(alias = "Case0")]
    Renamed8,
    #[persist(alias = "Case3")]
    Renamed13 {
        #[persist(since = 6, default = 7)] added12: u32,
        #[persist(was(Box<[Spot]>, until = 5, with = made11))] f0: (Box<[Spot]>, u8),
    },
    #[persist(alias = "Case4")]
    Renamed14(LinkedList<Box<HashMap<Box<char>, Arc<i64>>>>),
}
same_enum!(Kind { Case1 { 0 a1 a2, 1 b1 b2 }, Upgraded15 { 0 a1 a2 }, Was9 { 0 a1 a2 }, Renamed8 {  }, Renamed13 { added12 a1 a2, f0 b1 b2 }, Renamed14 { 0 a1 a2 } });

#[derive(Persist, Debug, Clone, Copy)]
#[persist(version = 6, plain, removed("n3"))]
#[repr(C)]
pub struct Spot {
        #[persist(since = 6, default)] pub added18: u16,
        pub n1: i16,
        pub n2: i16,
        #[persist(alias = "n0")] pub renamed17: i16,
    }
same_struct!(Spot { added18, n1, n2, renamed17 });
}

pub fn edit_root(old: old::Root) -> new::RootNow {
    new::RootNow { 0: Rc::new(old.0), 1: old.1.0.into_iter().map(|x| Box::new(x)).collect(), 2: old.2.into_iter().map(|x| Rc::new(x.map(|x| x.0))).collect(), 3: 7, 4: 7, 5: 2 }
}

pub fn edit_item(old: old::Item) -> new::Item {
    new::Item { f0: old.f0.0, f1: old.f1, renamed3: old.f2.into_iter().map(|x| x.map(|x| i128::from(x))).collect(), spelt4: old.f3, f4: edit_spot(old.f4.into_inner().unwrap()), f5: old.f5.map(|x| Box::new(x.into_iter().map(|x| x.into_iter().map(|x| edit_kind(x)).collect()).collect())), f6: Arc::new(Some(old.f6.into_iter().map(|(key, x)| (i128::from(key), { let (x0, x1, x2,) = x; ({ let (x0, x1, x2,) = x0; new::Fields7(new::Wrapping5(Some(x0)), x1, new::Wrapping6(Some(x2))) }, edit_spot(x1), x2,) })).collect())) }
}

pub fn edit_kind(old: old::Kind) -> new::Kind {
    match match old { old::Kind::Case0 {  } => new::Kind::Renamed8 {  },
        old::Kind::Case1 { 0: x0, 1: x1 } => new::Kind::Case1 { 0: edit_spot(x0), 1: Arc::new(x1) },
        old::Kind::Case2 {  } => new::Kind::Was9(()),
        old::Kind::Never { f0: xf0 } => unreachable!(),
        old::Kind::Case3 { f0: xf0 } => new::Kind::Renamed13 { f0: (xf0.into_iter().map(|x| edit_spot(x)).collect(), 7), added12: 7 },
        old::Kind::Case4 { 0: x0 } => new::Kind::Renamed14 { 0: x0.into_iter().map(|x| Box::new(x.into_iter().map(|(key, x)| (Box::new(key), Arc::new(Arc::into_inner(x).unwrap()))).collect())).collect() }, } { new::Kind::Renamed8 => new::Kind::Upgraded15(5), other => other }
}

pub fn edit_spot(old: old::Spot) -> new::Spot {
    new::Spot { renamed17: i16::from(old.n0), n1: i16::from(old.n1), n2: i16::from(old.n2), added18: Default::default() }
}
