//! Types as the lock writes them: what the bytes are made of, in the commonest Rust.

use std::fmt;

use super::cursor::{Cursor, Read};
use super::name::Written;

/// A type, or an argument of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    /// A kind that needs nothing further.
    Leaf(Kind),
    /// A kind, of so many others.
    Of(Kind, Vec<Ty>),
    Array(u64, Box<Ty>),
    Named(Key),
    /// The value of a const argument.
    Const(i128),
    /// A type without a name, where it holds itself.
    Itself,
}

/// Which type it is that has a stable name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) krate: String,
    pub(crate) name: String,
    pub(crate) arguments: Vec<Ty>,
}

/// The kinds of types without a name of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Unit,
    Bool,
    Char,
    Text,
    /// By its name in Rust, one of [`NUMBERS`].
    Number(&'static str),
    Option,
    Sequence,
    Set,
    Map,
    Tuple,
    Shared,
    Locked,
}

pub(crate) const NUMBERS: [&str; 12] =
    ["u8", "u16", "u32", "u64", "u128", "i8", "i16", "i32", "i64", "i128", "f32", "f64"];

/// Kinds with arguments: how they are written, and how many they take.
const CONTAINERS: [(&str, Kind, usize); 6] = [
    ("Option", Kind::Option, 1),
    ("Vec", Kind::Sequence, 1),
    ("HashSet", Kind::Set, 1),
    ("HashMap", Kind::Map, 2),
    ("Arc", Kind::Shared, 1),
    ("Mutex", Kind::Locked, 1),
];

impl Kind {
    /// The leaf that is written as a word.
    pub(crate) fn leaf(word: &str) -> Option<Self> {
        match word {
            "bool" => Some(Self::Bool),
            "char" => Some(Self::Char),
            "String" => Some(Self::Text),
            _ => NUMBERS.into_iter().find(|number| *number == word).map(Self::Number),
        }
    }

    /// How it is written, without its arguments.
    fn word(self) -> &'static str {
        match self {
            Self::Unit => "()",
            Self::Bool => "bool",
            Self::Char => "char",
            Self::Text => "String",
            Self::Number(name) => name,
            _ => CONTAINERS.into_iter().find(|(_, kind, _)| *kind == self).map_or("", |(word, ..)| word),
        }
    }

    /// Whether it is a number of which every one is also one of `wider`.
    pub(crate) fn widens(self, wider: Self) -> bool {
        // `u16` as `u` and 16.
        let split = |name: &'static str| (name.split_at(1).0, name.split_at(1).1.parse::<u32>().unwrap_or(0));
        match (self, wider) {
            (Self::Number(from), Self::Number(to)) => {
                let ((from, from_bits), (to, to_bits)) = (split(from), split(to));
                (from == to && from_bits <= to_bits) || (from == "u" && to == "i" && from_bits < to_bits)
            }
            _ => false,
        }
    }
}

impl Ty {
    /// Whether what was released with this type is read as one of `now`: if in doubt, not.
    pub(super) fn reads_as(&self, now: &Self) -> bool {
        match (self, now) {
            (Self::Leaf(from), Self::Leaf(to)) if from.widens(*to) => true,
            // An option in an option, or behind a lock, is not what is in it.
            (Self::Leaf(_) | Self::Named(_) | Self::Of(Kind::Sequence, _), Self::Of(Kind::Option, parts)) => {
                parts.iter().all(|part| part == self)
            }
            _ => self == now,
        }
    }

    /// Whether a type without a name, which holds itself, is within.
    pub(super) fn has_itself(&self) -> bool {
        match self {
            Self::Leaf(_) | Self::Const(_) => false,
            Self::Of(_, parts) | Self::Named(Key { arguments: parts, .. }) => parts.iter().any(Self::has_itself),
            Self::Array(_, element) => element.has_itself(),
            Self::Itself => true,
        }
    }
}

// ---- reading ----

impl Ty {
    pub(crate) fn read(cursor: &mut Cursor<'_>) -> Read<Self> {
        cursor.within(|cursor| {
            if cursor.eat("(") {
                return Self::read_tuple(cursor);
            }
            if cursor.eat("[") {
                return Self::read_array(cursor);
            }
            if let Some(krate) = cursor.qualifier() {
                return Key::read_name(krate, cursor).map(Self::Named);
            }
            let word = cursor.peek_bare();
            if word == "_" {
                cursor.eat(word);
                return Ok(Self::Itself);
            }
            if let Some(leaf) = Kind::leaf(word) {
                cursor.eat(word);
                return Ok(Self::Leaf(leaf));
            }
            match CONTAINERS.into_iter().find(|(name, ..)| *name == word) {
                Some((_, kind, count)) => {
                    cursor.eat(word);
                    Self::read_container(kind, count, cursor)
                }
                None => Err(cursor.unexpected("a type")),
            }
        })
    }

    fn read_container(kind: Kind, count: usize, cursor: &mut Cursor<'_>) -> Read<Self> {
        cursor.expect("<")?;
        let mut parts = vec![Self::read(cursor)?];
        while parts.len() < count {
            cursor.expect(", ")?;
            parts.push(Self::read(cursor)?);
        }
        cursor.expect(">")?;
        Ok(Self::Of(kind, parts))
    }

    fn read_tuple(cursor: &mut Cursor<'_>) -> Read<Self> {
        if cursor.eat(")") {
            return Ok(Self::Leaf(Kind::Unit));
        }
        let first = Self::read(cursor)?;
        if cursor.eat(",)") {
            return Ok(Self::Of(Kind::Tuple, vec![first]));
        }
        cursor.expect(", ")?;
        let others = cursor.list(")", Self::read)?;
        Ok(Self::Of(Kind::Tuple, [first].into_iter().chain(others).collect()))
    }

    fn read_array(cursor: &mut Cursor<'_>) -> Read<Self> {
        let element = Self::read(cursor)?;
        cursor.expect("; ")?;
        let count = cursor.number("the length of an array")?;
        cursor.expect("]")?;
        Ok(Self::Array(count, Box::new(element)))
    }

    /// An argument of a type that has a name: a type, or a number.
    fn read_argument(cursor: &mut Cursor<'_>) -> Read<Self> {
        if cursor.peek_bare().starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            return cursor.number("a number of at most 127 bits").map(Self::Const);
        }
        Self::read(cursor)
    }
}

impl Key {
    pub(crate) fn read(cursor: &mut Cursor<'_>) -> Read<Self> {
        match cursor.qualifier() {
            Some(krate) => Self::read_name(krate, cursor),
            None => Err(cursor.unexpected("a type with its crate, as `crate::Type`,")),
        }
    }

    fn read_name(krate: &str, cursor: &mut Cursor<'_>) -> Read<Self> {
        let name = cursor.name("the name of a type")?;
        let arguments = if cursor.eat("<") { cursor.list(">", Ty::read_argument)? } else { Vec::new() };
        Ok(Self { krate: krate.to_owned(), name, arguments })
    }
}

// ---- writing ----

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(kind) => f.write_str(kind.word()),
            Self::Of(Kind::Tuple, parts) => write_list("(", parts, if parts.len() == 1 { ",)" } else { ")" }, f),
            Self::Of(kind, parts) => {
                f.write_str(kind.word())?;
                write_list("<", parts, ">", f)
            }
            Self::Array(count, element) => {
                f.write_str("[")?;
                element.fmt(f)?;
                write!(f, "; {count}]")
            }
            Self::Named(key) => key.fmt(f),
            Self::Const(value) => write!(f, "{value}"),
            Self::Itself => f.write_str("_"),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.krate, Written(&self.name))?;
        if self.arguments.is_empty() {
            return Ok(());
        }
        write_list("<", &self.arguments, ">", f)
    }
}

fn write_list(open: &str, parts: &[Ty], close: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(open)?;
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{part}")?;
    }
    f.write_str(close)
}
