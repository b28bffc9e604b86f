//! The lock as a constant: what `lock_formats!` and the derive write of the file that they have read.
//!
//! Nothing here is called: tables of many types are literals, which cost the compiler least.

pub use crate::schema::Kind;
pub use crate::schema::Number;

/// A lock file.
#[derive(Clone, Copy, Debug)]
pub struct Lock {
    /// By key, version and revision.
    pub stanzas: &'static [Stanza],
    /// The keys of types that are gone for good.
    pub retired: &'static [Ty],
}

/// A released version of a type.
#[derive(Clone, Copy, Debug)]
pub struct Stanza {
    /// The type: [`Ty::Named`].
    pub key: Ty,
    /// Its version.
    pub version: u32,
    /// 1, or more for further shapes that a foreign type had under one version.
    pub revision: u32,
    /// What it is.
    pub form: Form,
    /// Its fields and variants, sorted.
    pub lines: &'static [Line],
}

/// What a named type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A struct.
    Struct,
    /// A struct of fixed-width numbers, saved row by row.
    Record,
    /// An enum.
    Enum,
}

/// A field, a variant, or a field of a variant.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The variant.
    pub variant: Option<&'static str>,
    /// The field and its type.
    pub field: Option<(&'static str, Ty)>,
}

/// A type, as it is on the wire.
#[derive(Clone, Copy, Debug)]
pub enum Ty {
    /// What holds nothing.
    Leaf(Kind),
    /// What holds others and has no name, but for arrays.
    Of(Kind, &'static [Ty]),
    /// An array, with its only part.
    Array(u64, &'static [Ty]),
    /// A crate, the stable name of a type in it, and the type's arguments.
    Named(&'static str, &'static str, &'static [Ty]),
    /// A number among arguments.
    Const(i128),
    /// A type without a name, where it holds itself.
    Itself,
}

impl Form {
    /// Its word in the lock.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Form::Struct => "struct",
            Form::Record => "record",
            Form::Enum => "enum",
        }
    }

    /// The form of what has this kind.
    pub(super) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Record => Form::Record,
            Kind::Enum => Form::Enum,
            _ => Form::Struct,
        }
    }

    /// Whether it has variants.
    pub(super) const fn is_enum(self) -> bool {
        matches!(self, Form::Enum)
    }
}

impl Ty {
    /// The name, without crate and arguments.
    pub(super) const fn name(&self) -> &'static str {
        match *self {
            Ty::Named(_, name, _) => name,
            _ => "",
        }
    }

    /// The kind, as far as it is known: a named type may be any of those that have names.
    pub(super) const fn kind(&self) -> Kind {
        match *self {
            Ty::Leaf(kind) | Ty::Of(kind, _) => kind,
            Ty::Array(..) => Kind::Array,
            Ty::Named(..) => Kind::Struct,
            Ty::Const(_) | Ty::Itself => Kind::Unit,
        }
    }
}
