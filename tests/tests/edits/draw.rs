//! Random values, and whether two are the same.
//!
//! [`Same`] stands in for `PartialEq`: it compares floats by their bits, and looks into locks.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};
use std::hash::Hash;
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};

use super::random::Random;

/// Can be drawn at random.
pub(crate) trait Draw: Sized {
    fn draw(random: &mut Random) -> Self;
}

/// Can be compared.
pub(crate) trait Same {
    fn same(&self, other: &Self) -> bool;
}

/// A struct that is drawn field by field.
macro_rules! draw_struct {
    ($name:ident { $($field:tt),* }) => {
        impl Draw for $name {
            fn draw(random: &mut Random) -> Self {
                let _ = &random;
                $name { $($field: Draw::draw(random)),* }
            }
        }
    };
}
pub(crate) use draw_struct;

/// An enum of whose variants these are drawn.
macro_rules! draw_enum {
    ($name:ident { $($variant:ident { $($field:tt),* }),* }) => {
        impl Draw for $name {
            fn draw(random: &mut Random) -> Self {
                const DRAW: &[fn(&mut Random) -> $name] = &[
                    $(|random| { let _ = &random; $name::$variant { $($field: Draw::draw(random)),* } }),*
                ];
                DRAW[random.below(DRAW.len())](random)
            }
        }
    };
}
pub(crate) use draw_enum;

/// A struct that is compared field by field.
macro_rules! same_struct {
    ($name:ident { $($field:tt),* }) => {
        impl Same for $name {
            fn same(&self, other: &Self) -> bool {
                let _ = other;
                true $(&& self.$field.same(&other.$field))*
            }
        }
    };
}
pub(crate) use same_struct;

/// An enum that is compared field by field, each of which is given two names.
macro_rules! same_enum {
    ($name:ident { $($variant:ident { $($field:tt $one:ident $two:ident),* }),* }) => {
        impl Same for $name {
            fn same(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$variant { $($field: $one),* }, Self::$variant { $($field: $two),* }) => {
                        true $(&& $one.same($two))*
                    })*
                    #[allow(unreachable_patterns)]
                    _ => false,
                }
            }
        }
    };
}
pub(crate) use same_enum;

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Draw for $type {
            fn draw(random: &mut Random) -> Self {
                let bits = if random.chance(4) { 64 } else { random.bits };
                let mask = u64::MAX.checked_shr(64 - bits).unwrap_or(0);
                let wide = (random.next() as $type, random.next() & mask);
                // Around zero, or anywhere.
                if random.chance(2) { wide.0 } else { (wide.1 as $type).wrapping_sub((mask as $type) / 4) }
            }
        }
        impl Same for $type {
            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}
integers!(u8 u16 u32 u64 u128 i8 i16 i32 i64 i128);

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Draw for $type {
            fn draw(random: &mut Random) -> Self {
                let value = match random.below(12) {
                    0 => -0.0,
                    1 => <$type>::from_bits(random.next() as _),
                    2 => <$type>::INFINITY,
                    _ => (i32::draw(random) / 256) as $type / 100.0,
                };
                // What becomes of a NaN's bits is for other tests: the processor may change them here.
                if value.is_nan() { 0.5 } else { value }
            }
        }
        impl Same for $type {
            fn same(&self, other: &Self) -> bool {
                self.to_bits() == other.to_bits()
            }
        }
    )*};
}
floats!(f32 f64);

macro_rules! compared {
    ($($type:ty: $random:ident $draw:expr;)*) => {$(
        impl Draw for $type {
            fn draw($random: &mut Random) -> Self {
                $draw
            }
        }
        impl Same for $type {
            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}
compared! {
    (): _random ();
    bool: random random.chance(60);
    char: random random.pick(&['a', 'b', 'ß', '語', '\u{10ffff}', '\0']);
    String: random {
        let words = ["", "a", "GET", "a longer text", "naïve", "語"];
        match random.below(3) {
            0 => format!("{}{}", random.pick(&words), u16::draw(random)),
            _ => random.pick(&words).to_owned(),
        }
    };
}

/// So many values; none where containers are nested deeply.
fn several<T: Draw, C: FromIterator<T>>(random: &mut Random) -> C {
    let most = [6, 4, 3].get(random.depth).copied().unwrap_or(1);
    random.depth += 1;
    let count = random.below(most);
    let all = (0..count).map(|_| T::draw(random)).collect();
    random.depth -= 1;
    all
}

macro_rules! sequences {
    ($($type:ty)*) => {$(
        impl<T: Draw> Draw for $type {
            fn draw(random: &mut Random) -> Self {
                several(random)
            }
        }
        impl<T: Same> Same for $type {
            fn same(&self, other: &Self) -> bool {
                self.len() == other.len() && self.iter().zip(other.iter()).all(|(one, two)| one.same(two))
            }
        }
    )*};
}
sequences!(Vec<T> VecDeque<T> LinkedList<T> Box<[T]>);

impl<T: Draw + Ord> Draw for BTreeSet<T> {
    fn draw(random: &mut Random) -> Self {
        several(random)
    }
}

impl<T: Draw + Eq + Hash> Draw for HashSet<T> {
    fn draw(random: &mut Random) -> Self {
        several(random)
    }
}

impl<K: Draw + Ord, V: Draw> Draw for BTreeMap<K, V> {
    fn draw(random: &mut Random) -> Self {
        several(random)
    }
}

impl<K: Draw + Eq + Hash, V: Draw> Draw for HashMap<K, V> {
    fn draw(random: &mut Random) -> Self {
        several(random)
    }
}

impl<T: Eq> Same for BTreeSet<T> {
    fn same(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

impl<T: Eq + Hash> Same for HashSet<T> {
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<K: Eq, V: Same> Same for BTreeMap<K, V> {
    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, two)| one.0 == two.0 && one.1.same(two.1))
    }
}

impl<K: Eq + Hash, V: Same> Same for HashMap<K, V> {
    fn same(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.iter().all(|(key, value)| other.get(key).is_some_and(|other| value.same(other)))
    }
}

impl<T: Draw> Draw for Option<T> {
    fn draw(random: &mut Random) -> Self {
        if random.depth > 4 || random.chance(40) {
            return None;
        }
        random.depth += 1;
        let value = T::draw(random);
        random.depth -= 1;
        Some(value)
    }
}

impl<T: Same> Same for Option<T> {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(two)) => one.same(two),
            (one, two) => one.is_none() && two.is_none(),
        }
    }
}

impl<T: Draw, const N: usize> Draw for [T; N] {
    fn draw(random: &mut Random) -> Self {
        std::array::from_fn(|_| T::draw(random))
    }
}

impl<T: Same, const N: usize> Same for [T; N] {
    fn same(&self, other: &Self) -> bool {
        self.iter().zip(other).all(|(one, two)| one.same(two))
    }
}

macro_rules! tuples {
    ($(($($type:ident $index:tt)*))*) => {$(
        impl<$($type: Draw),*> Draw for ($($type,)*) {
            fn draw(random: &mut Random) -> Self {
                ($($type::draw(random),)*)
            }
        }
        impl<$($type: Same),*> Same for ($($type,)*) {
            fn same(&self, other: &Self) -> bool {
                true $(&& self.$index.same(&other.$index))*
            }
        }
    )*};
}
tuples!((A 0) (A 0 B 1) (A 0 B 1 C 2));

macro_rules! pointers {
    ($($pointer:ident: $one:ident $look:expr;)*) => {$(
        impl<T: Draw> Draw for $pointer<T> {
            fn draw(random: &mut Random) -> Self {
                $pointer::new(T::draw(random))
            }
        }
        impl<T: Same> Same for $pointer<T> {
            fn same(&self, other: &Self) -> bool {
                fn look<T>($one: &$pointer<T>) -> impl std::ops::Deref<Target = T> {
                    $look
                }
                look(self).same(&look(other))
            }
        }
    )*};
}
pointers! {
    Box: pointer &**pointer;
    Rc: pointer &**pointer;
    Arc: pointer &**pointer;
    RefCell: cell cell.borrow();
    Mutex: lock lock.lock().expect("no lock is poisoned");
    RwLock: lock lock.read().expect("no lock is poisoned");
}
