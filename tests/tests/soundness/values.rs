//! Types whose user code is counted and fails as planned, and values of them.

use std::hash::{BuildHasherDefault, DefaultHasher};

use persist_core::Persist;
use tests::ledger::{AsText, Tracked, check};

#[derive(Persist)]
pub(super) enum Kind {
    Nothing,
    One(Tracked, String),
    Two { first: Tracked, second: Option<Tracked> },
    Inside(Box<Kind>),
}

#[derive(Persist)]
pub(super) struct Row {
    text: String,
    one: Tracked,
    maybe: Option<Tracked>,
    list: Vec<Tracked>,
    boxed: Box<Tracked>,
    pair: (Tracked, [Tracked; 2]),
    kind: Kind,
    #[persist(with = AsText)]
    represented: Tracked,
    #[persist(skip)]
    filled: Tracked,
    last: Box<str>,
}

#[derive(Persist)]
#[persist(validate = check)]
pub(super) struct Checked {
    pub(super) text: String,
    pub(super) one: Tracked,
    pub(super) two: Vec<Tracked>,
}

#[derive(Persist)]
#[persist(validate = check)]
pub(super) enum CheckedKind {
    Nothing,
    One(Tracked, String),
}

#[derive(Persist)]
#[persist(transparent, validate = check)]
pub(super) struct CheckedOne(pub(super) Tracked);

#[derive(Persist)]
#[persist(transparent, validate = check)]
pub(super) struct CheckedList(pub(super) Vec<Tracked>);

#[derive(Persist)]
pub(super) struct Filled {
    #[persist(skip)]
    pub(super) first: Tracked,
    pub(super) one: Tracked,
    #[persist(skip)]
    pub(super) last: Tracked,
}

#[derive(Persist)]
pub(super) enum FilledKind {
    One(#[persist(skip)] Tracked, Tracked),
    Other {
        #[persist(skip)]
        filled: Tracked,
    },
}

/// Has a `Drop` of its own: one that is not complete must never be dropped.
#[derive(Persist)]
pub(super) struct Whole {
    first: Tracked,
    text: String,
    second: Tracked,
    texts: Vec<String>,
}

impl Drop for Whole {
    fn drop(&mut self) {
        self.first.must_be_alive("the first part of a whole");
        self.second.must_be_alive("the second part of a whole");
        assert_eq!(self.text.len() + self.texts.len(), 6);
    }
}

#[derive(Persist)]
pub(super) enum WholeKind {
    Nothing,
    One(Tracked, Tracked),
}

impl Drop for WholeKind {
    fn drop(&mut self) {
        if let WholeKind::One(first, second) = self {
            first.must_be_alive("the first part of a variant");
            second.must_be_alive("the second part of a variant");
        }
    }
}

/// Without a seed, so that every run does the same.
pub(super) type Hasher = BuildHasherDefault<DefaultHasher>;

pub(super) fn one(n: u32) -> Tracked {
    Tracked::new(n)
}

pub(super) fn several<C: FromIterator<Tracked>>(n: u32) -> C {
    (n..n + n % 4).map(one).collect()
}

pub(super) fn kind(n: u32) -> Kind {
    match n % 4 {
        0 => Kind::Nothing,
        1 => Kind::One(one(n), n.to_string()),
        2 => Kind::Two { first: one(n), second: (n % 8 == 2).then(|| one(n)) },
        _ => Kind::Inside(Box::new(kind(n / 2))),
    }
}

pub(super) fn row(n: u32) -> Row {
    Row {
        text: n.to_string(),
        one: one(n),
        maybe: n.is_multiple_of(3).then(|| one(n)),
        list: several(n),
        boxed: Box::new(one(n)),
        pair: (one(n), [one(n), one(n)]),
        kind: kind(n),
        represented: one(n),
        filled: one(n),
        last: "last".into(),
    }
}

pub(super) fn whole(n: u32) -> Whole {
    Whole { first: one(n), text: "text".to_owned(), second: one(n), texts: vec!["a".to_owned(), n.to_string()] }
}
