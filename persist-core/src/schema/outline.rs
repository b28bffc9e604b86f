//! What a type looks like, as a constant.
//!
//! Every type has an [`Outline`], and [`Describe::LINK`] leads to it: from there a schema is built
//! at run time ([`describe`](super::describe)), and while a crate compiles, the lock is held against
//! it ([`lock`](crate::lock)).
//!
//! Outlines lead to one another by raw pointers, since types are recursive and constants are not:
//! the outline of a derived type without type parameters is a `static`, whose address is a constant
//! before its value is. A generic type has no `static` of its own for each instance. Its outline is a
//! constant, which must not lead back to itself; where that cannot be seen from the field's tokens,
//! the way to the field's type is [blind](Part::blind), and can be gone at run time only.

use super::describe::{Describe, Describer};
use super::history::{Field, Named, Variant};
use super::identity;
use super::node::Number;

/// A shape without what it holds.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `()`
    Unit,
    /// `bool`
    Bool,
    /// `char`
    Char,
    /// A string.
    Text,
    /// A number.
    Number(Number),
    /// An optional value.
    Option,
    /// A sequence.
    Sequence,
    /// A set.
    Set,
    /// A map.
    Map,
    /// An array.
    Array,
    /// A tuple.
    Tuple,
    /// A value that may be shared.
    Shared,
    /// A value behind a lock.
    Locked,
    /// A struct.
    Struct,
    /// A struct of fixed-width numbers, saved row by row.
    Record,
    /// An enum.
    Enum,
}

impl Kind {
    /// A number that stands for it, in identities too.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Kind::Unit => 0,
            Kind::Bool => 1,
            Kind::Char => 2,
            Kind::Text => 3,
            Kind::Option => 4,
            Kind::Sequence => 5,
            Kind::Set => 6,
            Kind::Map => 7,
            Kind::Tuple => 8,
            Kind::Shared => 9,
            Kind::Locked => 10,
            Kind::Array => 11,
            Kind::Struct | Kind::Record | Kind::Enum => 12,
            Kind::Number(number) => 16 + number as u8,
        }
    }

    /// The kind that a number stands for, if any does: [`Kind::Struct`] for all that have names.
    pub(crate) const fn of_code(code: u8) -> Option<Self> {
        let mut at = 0;
        while at < Self::TOLD_APART.len() {
            if Self::TOLD_APART[at].code() == code {
                return Some(Self::TOLD_APART[at]);
            }
            at += 1;
        }
        None
    }

    /// All kinds whose numbers differ.
    const TOLD_APART: [Self; 25] = [
        Kind::Unit,
        Kind::Bool,
        Kind::Char,
        Kind::Text,
        Kind::Option,
        Kind::Sequence,
        Kind::Set,
        Kind::Map,
        Kind::Tuple,
        Kind::Shared,
        Kind::Locked,
        Kind::Array,
        Kind::Struct,
        Kind::Number(Number::U8),
        Kind::Number(Number::U16),
        Kind::Number(Number::U32),
        Kind::Number(Number::U64),
        Kind::Number(Number::U128),
        Kind::Number(Number::I8),
        Kind::Number(Number::I16),
        Kind::Number(Number::I32),
        Kind::Number(Number::I64),
        Kind::Number(Number::I128),
        Kind::Number(Number::F32),
        Kind::Number(Number::F64),
    ];
}

/// What a type looks like.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Outline<'a> {
    /// A value without parts.
    Leaf(Kind),
    /// An option, sequence, set, map, tuple, shared or locked value, with its parts.
    Of {
        /// Which of them.
        kind: Kind,
        /// Elements, or key and value, or fields.
        parts: &'a [Part],
    },
    /// An array of so many elements.
    Array(u64, Part),
    /// As another type: it has no node of its own.
    As(Part),
    /// A struct.
    Struct {
        /// Its name and version.
        named: Named<'a>,
        /// Its fields.
        fields: &'a [Field<'a>],
    },
    /// A record.
    Record {
        /// Its name and version.
        named: Named<'a>,
        /// Its fields.
        fields: &'a [Field<'a>],
    },
    /// An enum.
    Enum {
        /// Its name and version.
        named: Named<'a>,
        /// Its variants.
        variants: &'a [Variant<'a>],
    },
}

/// The way to an outline, and the [identity] of what is there.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Link {
    outline: *const Outline<'static>,
    pub(crate) identity: u64,
}

// SAFETY: it leads to a constant, and nothing else.
unsafe impl Send for Link {}
// SAFETY: as above.
unsafe impl Sync for Link {}

/// A type that another one is made of.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub(crate) describe: Describer,
    pub(crate) link: Link,
}

impl Link {
    /// To the outline of `()`; for implementations that never run.
    pub const UNIT: Self = Link::to(&Outline::Leaf(Kind::Unit));

    /// Where no constant leads to.
    const NOWHERE: Self = Link { outline: Self::UNIT.outline, identity: identity::NOWHERE };

    /// The way to `outline`, which does not lead back to itself but by types that have names.
    #[must_use]
    pub const fn to(outline: &'static Outline<'static>) -> Self {
        Link { outline, identity: identity::of_outline(outline) }
    }

    /// The way to `outline`, which may be a constant of this very link.
    #[must_use]
    pub const fn unread(outline: &'static Outline<'static>) -> Self {
        Link { outline, identity: identity::UNREAD }
    }

    /// The way to `outline` of a type in `module`, whose name, without arguments, has the identity `name`.
    #[must_use]
    pub const fn named(outline: &'static Outline<'static>, module: &str, name: u64) -> Self {
        Link { outline, identity: identity::of_name(module, name) }
    }

    /// The outline.
    pub(crate) const fn outline(self) -> Option<&'static Outline<'static>> {
        // To ask a pointer whether it is null takes a constant five calls.
        if self.identity == identity::NOWHERE {
            return None;
        }
        // SAFETY: it was made of such a reference.
        Some(unsafe { &*self.outline })
    }
}

impl Part {
    /// A part of type `T`.
    #[must_use]
    pub const fn of<T: Describe + ?Sized>() -> Self {
        Part { describe: T::describe, link: T::LINK }
    }

    /// A part of type `T`, whose outline may contain this very part: constants do not lead there.
    #[must_use]
    pub const fn blind<T: Describe + ?Sized>() -> Self {
        Part::by(T::describe)
    }

    /// What `describe` describes.
    pub(super) const fn by(describe: Describer) -> Self {
        Part { describe, link: Link::NOWHERE }
    }

    /// What it looks like; `None` where constants do not lead there. What is saved as another type
    /// is that type.
    pub(crate) const fn outline(&self) -> Option<&'static Outline<'static>> {
        self.link().outline()
    }

    /// The way there, past what is saved as another type.
    pub(crate) const fn link(&self) -> Link {
        let mut link = self.link;
        // The compiler finds no constant for a type that is nothing but itself.
        while let Some(Outline::As(part)) = link.outline() {
            link = part.link;
        }
        link
    }
}

impl<'a> Outline<'a> {
    /// The name and version of a type that has them.
    pub(crate) const fn named(&self) -> Option<&Named<'a>> {
        match self {
            Outline::Struct { named, .. } | Outline::Record { named, .. } | Outline::Enum { named, .. } => Some(named),
            _ => None,
        }
    }

    /// The outline without what it holds.
    pub(crate) const fn kind(&self) -> Option<Kind> {
        Some(match self {
            Outline::Leaf(kind) | Outline::Of { kind, .. } => *kind,
            Outline::Array(..) => Kind::Array,
            Outline::Struct { .. } => Kind::Struct,
            Outline::Record { .. } => Kind::Record,
            Outline::Enum { .. } => Kind::Enum,
            Outline::As(_) => return None,
        })
    }
}
