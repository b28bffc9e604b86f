//! Every form that a type can be saved in, private and public, under the lints of this crate.

use std::borrow::Cow;
use std::convert::Infallible;
use std::marker::PhantomData;

use persist_facade::saving::Persist;

/// A struct with everything that a field can say.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, version = 4, rename_all = "camelCase")]
#[must_use]
#[non_exhaustive]
pub struct Fields<'a, T, const N: usize>
where
    T: Clone,
{
    /// Borrows.
    pub title: &'a str,
    /// Borrows because it says so.
    #[persist(borrow)]
    pub body: Cow<'a, str>,
    /// Owns.
    pub note: Cow<'a, str>,
    /// A generic array.
    pub items: [T; N],
    /// A private type.
    private: Vec<Private>,
    /// Takes no space.
    pub marker: PhantomData<T>,
    /// Has a default for later.
    #[persist(default = 5)]
    pub count: u32,
    /// Is used, although its users are warned.
    #[deprecated]
    pub old: u8,
    /// Is not saved.
    #[persist(skip)]
    pub skipped: Option<T>,
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, transparent)]
struct Private(Unit);

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
struct Unit;

/// An enum with numbers of its own.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving)]
#[repr(i16)]
pub enum Numbered {
    /// A variant.
    Least = -300,
    /// A variant.
    #[persist(rename = "most")]
    Most = 300,
}

/// An enum with a variant that has no values.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub enum Partly {
    /// Has values.
    Possible(u8),
    /// Has none.
    Impossible(Infallible),
    /// Has none.
    Never {
        /// Has no values.
        never: Empty,
        /// Is never read.
        number: u32,
    },
}

/// An enum that has no values.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub enum Empty {}

/// An enum whose fields are all left out.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub enum Forgetful {
    /// Has a field that is not saved.
    One(#[persist(skip)] u8),
    /// Has a field that is not saved.
    Two {
        /// Is not saved.
        #[persist(skip, default = vec![1])]
        list: Vec<u8>,
    },
}

/// A record.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving, plain)]
#[repr(C)]
pub struct Record {
    /// A number.
    pub x: f32,
    /// Numbers.
    pub rest: [u16; 2],
}

/// A type that is only saved.
#[derive(Persist, Debug)]
#[persist(crate = persist_facade::saving, encode_only)]
pub struct View<'a> {
    /// A slice of what is saved.
    pub items: &'a [Record],
}

/// A generic type that is saved through another.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, from = Vec<T>, into = Vec<T>)]
pub struct Through<T>(Vec<T>);

impl<T> From<Vec<T>> for Through<T> {
    fn from(items: Vec<T>) -> Self {
        Through(items)
    }
}

impl<T> From<Through<T>> for Vec<T> {
    fn from(through: Through<T>) -> Self {
        through.0
    }
}

/// A value with everything.
#[allow(deprecated, reason = "the field is there to be used")]
pub fn fields(title: &str) -> Fields<'_, u64, 2> {
    Fields {
        title,
        body: Cow::Borrowed(title),
        note: Cow::Borrowed(title),
        items: [1, 2],
        private: vec![Private(Unit)],
        marker: PhantomData,
        count: 3,
        old: 4,
        skipped: None,
    }
}

/// Values of the other types.
#[must_use]
pub fn samples() -> (Vec<Numbered>, Vec<Partly>, Vec<Forgetful>, Record, Through<String>) {
    (
        vec![Numbered::Least, Numbered::Most],
        vec![Partly::Possible(1)],
        vec![Forgetful::One(0), Forgetful::Two { list: vec![1] }],
        Record { x: 0.5, rest: [1, 2] },
        Through(vec!["text".to_owned()]),
    )
}
