//! Specimens: values of any type made from a seed, in the styles that the kernels tell apart.
//!
//! A [`Source`] is the stream of choices behind one specimen. It has a style, so that a column of numbers made from one source is
//! constant, narrow, sorted, of few values or with a heavy tail, and a depth, so that recursive types end.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};
use std::hash::Hash;
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::{NonZero, Saturating, Wrapping};
use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// What the numbers of a source look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Any bits.
    Any,
    /// Always the same.
    Constant,
    /// From a narrow range, which may lie anywhere.
    Narrow,
    /// One of a few that lie far apart.
    Few,
    /// Each a little above the one before.
    Ascending,
    /// Narrow, but for one in sixteen.
    Tailed,
}

const STYLES: [Style; 6] = [Style::Any, Style::Constant, Style::Narrow, Style::Few, Style::Ascending, Style::Tailed];

/// The depth from which on containers are empty and enums take their first variant.
const DEEPEST: usize = 5;

/// The most elements, options and choices of one specimen: what branches in every level must end before its depth does.
const MOST: usize = 150;

/// A stream of choices.
#[derive(Debug)]
pub struct Source {
    state: u64,
    style: Style,
    base: u64,
    made: u64,
    depth: usize,
    /// How many elements may still be made for the present specimen.
    left: usize,
}

impl Source {
    /// The stream of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut source = Source { state: seed, style: Style::Any, base: 0, made: 0, depth: 0, left: MOST };
        source.style = STYLES[source.below(STYLES.len())];
        source.base = source.bits();
        source
    }

    /// 64 random bits (splitmix64).
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `count`, which is not 0.
    pub fn below(&mut self, count: usize) -> usize {
        (self.bits() % count as u64) as usize
    }

    /// A number in the source's style.
    fn number(&mut self) -> u64 {
        self.made += 1;
        match self.style {
            Style::Any => {
                let bits = self.bits();
                // Edges are made on purpose: chance alone finds none.
                [bits, bits >> 40, bits >> 57, u64::MAX, 0, 1, 1 << 63, i64::MAX as u64][self.below(8)]
            }
            Style::Constant => self.base,
            Style::Narrow => self.base.wrapping_add(self.bits() & 0x3f),
            Style::Few => self.base.rotate_left(7 * self.below(5) as u32),
            Style::Ascending => self.base.wrapping_add(self.made * 3 + (self.bits() & 1)),
            Style::Tailed => match self.below(16) {
                0 => self.bits(),
                little => self.base.wrapping_add(little as u64),
            },
        }
    }

    /// How many elements a container gets.
    fn count(&mut self) -> usize {
        if self.ends() {
            return 0;
        }
        let count = match self.below(12) {
            0..3 => 0,
            3..6 => 1,
            6..11 => 2 + self.below(4),
            // Enough for packed columns, where that does not multiply.
            _ if self.depth < 2 => 30 + self.below(30),
            _ => 6,
        };
        self.left = self.left.saturating_sub(count);
        count
    }

    /// Whether what could go on without end must end here.
    fn ends(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.depth > DEEPEST || self.left == 0
    }

    /// Makes something one level further down.
    fn deeper<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let made = make(self);
        self.depth -= 1;
        made
    }

    /// A specimen of the type that is asked for.
    pub fn make<T: Specimen>(&mut self) -> T {
        T::specimen(self)
    }

    /// What one of the functions makes: deep down the first one, which must not recurse.
    pub fn choose<T>(&mut self, makers: &[fn(&mut Self) -> T]) -> T {
        let index = if self.ends() { 0 } else { self.below(makers.len()) };
        self.deeper(|source| makers[index](source))
    }

    fn several<T: Specimen, C: FromIterator<T>>(&mut self) -> C {
        let count = self.count();
        self.deeper(|source| (0..count).map(|_| source.make()).collect())
    }
}

/// `count` specimens from one source.
#[must_use]
pub fn specimens<T: Specimen>(seed: u64, count: usize) -> Vec<T> {
    let mut source = Source::new(seed);
    let specimen = |_| {
        source.left = MOST;
        source.make()
    };
    (0..count).map(specimen).collect()
}

/// A type of which there are specimens.
pub trait Specimen: Sized {
    /// The next specimen.
    fn specimen(source: &mut Source) -> Self;
}

macro_rules! specimens {
    ($([$($parameter:ident $(: $bound:path)?),*] $type:ty, |$source:ident| $make:expr;)*) => {$(
        impl<$($parameter: Specimen $(+ $bound)?),*> Specimen for $type {
            fn specimen($source: &mut Source) -> Self {
                $make
            }
        }
    )*};
}

specimens! {
    [] u8, |source| source.number() as u8;
    [] u16, |source| source.number() as u16;
    [] u32, |source| source.number() as u32;
    [] u64, |source| source.number();
    [] usize, |source| source.number() as usize;
    [] i8, |source| source.number() as i8;
    [] i16, |source| source.number() as i16;
    [] i32, |source| source.number() as i32;
    [] i64, |source| source.number() as i64;
    [] isize, |source| source.number() as isize;
    [] u128, |source| u128::from(source.number()) << source.below(65);
    [] i128, |source| i128::from(source.number() as i64) << source.below(65);
    [] f32, |source| (source.number() as i32) as f32 / 64.0;
    [] f64, |source| match source.below(4) {
        0 => (source.number() as i64) as f64 / 3.0,
        _ => (source.number() as i16) as f64 / 100.0,
    };
    [] bool, |source| source.number() & 1 == 1;
    [] char, |source| char::from_u32(source.number() as u32 % 0x11_0000).unwrap_or('é');
    [] (), |_source| ();
    [] String, |source| text(source);
    [] Box<str>, |source| text(source).into();
    [] Rc<str>, |source| text(source).into();
    [] Arc<str>, |source| text(source).into();
    [] Cow<'static, str>, |source| Cow::Owned(text(source));
    [] PathBuf, |source| text(source).into();
    [] Duration, |source| Duration::new(source.number(), source.number() as u32 % 1_000_000_000);
    [] SystemTime, |source| SystemTime::UNIX_EPOCH + Duration::from_nanos(source.number() >> 2);
    [] IpAddr, |source| match source.below(2) {
        0 => IpAddr::V4(Ipv4Addr::from_bits(source.make())),
        _ => IpAddr::V6(Ipv6Addr::from_bits(source.make())),
    };
    [] NonZero<u8>, |source| NonZero::new(source.make::<u8>()).unwrap_or(NonZero::<u8>::MIN);
    [] NonZero<u32>, |source| NonZero::new(source.make::<u32>()).unwrap_or(NonZero::<u32>::MIN);
    [] NonZero<i64>, |source| NonZero::new(source.make::<i64>()).unwrap_or(NonZero::<i64>::MIN);
    [T] Wrapping<T>, |source| Wrapping(source.make());
    [T] Saturating<T>, |source| Saturating(source.make());
    [T] Reverse<T>, |source| Reverse(source.make());
    [T] Range<T>, |source| source.make()..source.make();
    [T] PhantomData<T>, |_source| PhantomData;
    [T] Option<T>, |source| match source.number() % 3 {
        0 => None,
        _ if source.ends() => None,
        _ => Some(source.deeper(Source::make)),
    };
    [T, E] Result<T, E>, |source| match source.number() % 3 {
        0 => Err(source.make()),
        _ => Ok(source.make()),
    };
    [T] Box<T>, |source| Box::new(source.deeper(Source::make));
    [T] Rc<T>, |source| Rc::new(source.deeper(Source::make));
    [T] Arc<T>, |source| Arc::new(source.deeper(Source::make));
    [T: Copy] Cell<T>, |source| Cell::new(source.make());
    [T] RefCell<T>, |source| RefCell::new(source.make());
    [T] Vec<T>, |source| source.several();
    [T] VecDeque<T>, |source| {
        let mut values: VecDeque<T> = source.several();
        // So that it lies in two pieces.
        let middle = values.len() / 2;
        values.rotate_left(middle);
        values
    };
    [T] LinkedList<T>, |source| source.several();
    [T] Box<[T]>, |source| source.several();
    [T] Arc<[T]>, |source| source.several::<T, Vec<T>>().into();
    [T: Clone] Cow<'static, [T]>, |source| Cow::Owned(source.several());
    [T: Ord] BTreeSet<T>, |source| source.several();
    [K: Ord, V] BTreeMap<K, V>, |source| source.several();
}

impl<T: Specimen + Eq + Hash> Specimen for HashSet<T> {
    fn specimen(source: &mut Source) -> Self {
        source.several()
    }
}

impl<K: Specimen + Eq + Hash, V: Specimen> Specimen for HashMap<K, V> {
    fn specimen(source: &mut Source) -> Self {
        source.several()
    }
}

impl<T: Specimen, const N: usize> Specimen for [T; N] {
    fn specimen(source: &mut Source) -> Self {
        std::array::from_fn(|_| source.make())
    }
}

macro_rules! tuples {
    ($(($($parameter:ident),*);)*) => {
        specimens! {
            $([$($parameter),*] ($($parameter,)*), |source| ($(source.make::<$parameter>(),)*);)*
        }
    };
}

tuples! {
    (A);
    (A, B);
    (A, B, C);
    (A, B, C, D);
    (A, B, C, D, E, F, G, H, I, J, K, L);
}

fn text(source: &mut Source) -> String {
    const WORDS: [&str; 8] =
        ["", "a", "GET", "größe", "中文", "a text of more than twenty-four bytes", "🦀", "/index.html"];
    match source.style {
        Style::Any | Style::Tailed => {
            let length = source.below(10);
            (0..length).map(|_| source.make::<char>()).collect()
        }
        Style::Ascending => format!("{}", source.number()),
        _ => WORDS[source.number() as usize % WORDS.len()].to_owned(),
    }
}
