//! Types with parameters.

use std::fmt::Debug;
use std::marker::PhantomData;

use persist_core::Persist;

use crate::specimen::{Source, Specimen};

/// Two types.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct Pair<A, B = A> {
    a: A,
    b: Vec<B>,
}

impl<A: Specimen, B: Specimen> Specimen for Pair<A, B> {
    fn specimen(source: &mut Source) -> Self {
        Pair { a: source.make(), b: source.make() }
    }
}

/// A type, a number and a where clause.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct Grid<T, const W: usize, const H: usize = 2>
where
    T: Debug + Clone,
{
    cells: [[T; W]; H],
    marker: PhantomData<fn() -> T>,
}

impl<T: Specimen + Debug + Clone, const W: usize, const H: usize> Specimen for Grid<T, W, H> {
    fn specimen(source: &mut Source) -> Self {
        Grid { cells: source.make(), marker: PhantomData }
    }
}

/// An enum with parameters.
#[derive(Persist, Debug, Clone, PartialEq)]
pub enum Either<L, R> {
    /// One.
    Left(L),
    /// Or the other.
    Right {
        /// Its value.
        right: R,
    },
    /// Or neither.
    Neither,
}

impl<L: Specimen, R: Specimen> Specimen for Either<L, R> {
    fn specimen(source: &mut Source) -> Self {
        source.choose(&[
            |_| Either::Neither,
            |source| Either::Left(source.make()),
            |source| Either::Right { right: source.make() },
        ])
    }
}

/// A recursive type with a parameter.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct Branch<T> {
    value: T,
    left: Option<Box<Branch<T>>>,
    right: Option<Box<Branch<T>>>,
}

impl<T: Specimen> Specimen for Branch<T> {
    fn specimen(source: &mut Source) -> Self {
        Branch { value: source.make(), left: source.make(), right: source.make() }
    }
}

/// A type that saves an associated type.
pub trait Kind {
    /// What is saved.
    type Saved: Debug + Clone + PartialEq;
}

impl Kind for u8 {
    type Saved = String;
}

/// Saves what its kind says.
#[derive(Persist, Debug, Clone, PartialEq)]
pub struct Projected<K: Kind> {
    saved: K::Saved,
    list: Vec<K::Saved>,
}

impl<K: Kind<Saved: Specimen>> Specimen for Projected<K> {
    fn specimen(source: &mut Source) -> Self {
        Projected { saved: source.make(), list: source.make() }
    }
}

/// Borrowed text, for values that are only lent to a save.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub struct Lent<'a> {
    /// A name.
    pub name: &'a str,
    /// Bytes.
    pub bytes: &'a [u8],
    /// Something else.
    pub number: u32,
}
