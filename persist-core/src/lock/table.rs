//! The lock as a constant: what `lock_formats!` and the derive write of the file that they have read.
//!
//! A crate of many types has thousands of lines, in most builds nobody asks for one of them, and the
//! compiler checks each expression of a constant whether it is used or not. So a lock is byte strings,
//! and what is asked for is read out of them; `lock/tables.rs` of `persist-derive` writes them.
//!
//! ```text
//! stanzas   u32 count, count × entry, details
//! entry     u64 identity of the name, u64 identity of the shape,
//!           u32 version, u32 revision, u32 form, u32 end of its details
//! details   framed key, framed line…          sorted by identity of the name, key, version, revision
//! line      0 | 1 text of the variant, then 0 | 1 text of the field, type
//! type      u8 kind, then by kind: nothing; framed parts; array: u64 count, framed part;
//!           named: text of the crate, text of the name, framed arguments
//!           254 number among arguments: i128          255 the type itself
//! framed    length, bytes          text  framed UTF-8          length  LEB128
//! ```

use crate::schema::{Kind, identity};

/// A lock file.
#[derive(Clone, Copy, Debug)]
pub struct Lock {
    /// What was released.
    pub(super) stanzas: Stanzas,
    /// The keys of types that are gone for good.
    pub(super) retired: Types,
    /// Tells this lock from all others.
    pub(super) identity: u64,
}

impl Lock {
    /// Of released versions, and of the keys of types that are gone; `identity` is that of the file.
    #[must_use]
    pub const fn new(stanzas: &'static [u8], retired: &'static [u8], identity: u64) -> Self {
        Lock { stanzas: Stanzas::new(stanzas), retired: Types(Frames(retired)), identity }
    }
}

/// Released versions, those of one name beside one another.
#[derive(Clone, Copy, Debug)]
pub struct Stanzas {
    entries: &'static [u8],
    details: &'static [u8],
    first: usize,
    end: usize,
}

/// A released version of a type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stanza {
    /// The type: [`Ty::Named`].
    pub(super) key: Ty,
    /// Its version.
    pub(super) version: u32,
    /// 1, or more for further shapes that a foreign type had under one version.
    pub(super) revision: u32,
    /// What it is.
    pub(super) form: Form,
    /// The [identity] of its fields and variants.
    pub(super) shape: u64,
    /// Its fields and variants, sorted.
    pub(super) lines: Lines,
}

/// What a named type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A struct.
    Struct,
    /// A struct of fixed-width numbers, saved row by row.
    Record,
    /// An enum.
    Enum,
}

/// A field, a variant, or a field of a variant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The variant.
    pub(super) variant: Option<&'static str>,
    /// The field and its type.
    pub(super) field: Option<(&'static str, Ty)>,
}

/// A type, as it is on the wire.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ty {
    /// What holds nothing.
    Leaf(Kind),
    /// What holds others and has no name, but for arrays.
    Of(Kind, Types),
    /// An array, with its only part.
    Array(u64, Types),
    /// A crate, the stable name of a type in it, and the type's arguments.
    Named(&'static str, &'static str, Types),
    /// A number among arguments.
    Const(i128),
    /// A type without a name, where it holds itself.
    Itself,
}

/// Byte strings, each behind its length.
#[derive(Clone, Copy, Debug)]
struct Frames(&'static [u8]);

/// Lines one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines(Frames);

/// Types one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Types(Frames);

impl Stanzas {
    /// How many bytes an entry has.
    const ENTRY: usize = 32;

    /// All stanzas that a macro has written.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Self {
        let (count, rest) = bytes.split_at(4);
        let count = number(count, 0, 4) as usize;
        let (entries, details) = rest.split_at(count * Self::ENTRY);
        Stanzas { entries, details, first: 0, end: count }
    }

    pub(super) const fn len(&self) -> usize {
        self.end - self.first
    }

    /// Those from `first` to before `end`.
    pub(super) const fn slice(&self, first: usize, end: usize) -> Self {
        Stanzas { first: self.first + first, end: self.first + end, ..*self }
    }

    /// One of them.
    pub(super) const fn at(&self, at: usize) -> Stanza {
        let at = self.first + at;
        let (before, _) = self.details.split_at(self.number(at, 28, 4) as usize);
        let (_, details) = before.split_at(if at == 0 { 0 } else { self.number(at - 1, 28, 4) as usize });
        let (key, lines) = match Frames(details).split_first() {
            Some((key, lines)) => (Ty::read(key), Lines(lines)),
            None => (Ty::Itself, Lines(Frames(&[]))),
        };
        Stanza {
            key,
            version: self.number(at, 16, 4) as u32,
            revision: self.number(at, 20, 4) as u32,
            form: Form::of_code(self.number(at, 24, 4)),
            shape: self.number(at, 8, 8),
            lines,
        }
    }

    /// One after the other.
    pub(super) fn all(self) -> impl DoubleEndedIterator<Item = Stanza> {
        (0..self.len()).map(move |at| self.at(at))
    }

    /// The first of those with a name, and the end of them.
    pub(super) const fn named(&self, name: &str) -> (usize, usize) {
        let wanted = identity::of_text(name);
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.number(self.first + middle, 0, 8) < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let first = low;
        while low < self.len() && self.number(self.first + low, 0, 8) == wanted {
            low += 1;
        }
        (first, low)
    }

    const fn number(&self, entry: usize, at: usize, width: usize) -> u64 {
        number(self.entries, entry * Self::ENTRY + at, width)
    }
}

/// A little-endian number of so many bytes.
const fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
    let (mut number, mut byte) = (0, width);
    while byte > 0 {
        byte -= 1;
        number = number << 8 | bytes[at + byte] as u64;
    }
    number
}

impl Frames {
    /// The first of them and the rest.
    const fn split_first(self) -> Option<(&'static [u8], Self)> {
        if self.0.is_empty() {
            return None;
        }
        let (mut len, mut at) = (0, 0);
        loop {
            len |= (self.0[at] as usize & 0x7f) << (7 * at);
            at += 1;
            if self.0[at - 1] < 0x80 {
                break;
            }
        }
        let (_, rest) = self.0.split_at(at);
        let (first, rest) = rest.split_at(len);
        Some((first, Frames(rest)))
    }

    /// The first of them as a text, and the rest.
    const fn split_text(self) -> (&'static str, Self) {
        match self.split_first() {
            Some((text, rest)) => (text_of(text), rest),
            None => ("", self),
        }
    }
}

/// A text that was cut between characters; anything else is no text.
pub(super) const fn text_of(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

impl Lines {
    pub(super) const fn split_first(self) -> Option<(Line, Self)> {
        match self.0.split_first() {
            Some((line, rest)) => Some((Line::read(line), Lines(rest))),
            None => None,
        }
    }
}

impl Types {
    pub(super) const fn split_first(self) -> Option<(Ty, Self)> {
        match self.0.split_first() {
            Some((ty, rest)) => Some((Ty::read(ty), Types(rest))),
            None => None,
        }
    }

    /// The first, if it is the only one.
    pub(super) const fn only(self) -> Option<Ty> {
        match self.split_first() {
            Some((ty, rest)) if rest.is_empty() => Some(ty),
            _ => None,
        }
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0.0.is_empty()
    }
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let (line, rest) = self.split_first()?;
        *self = rest;
        Some(line)
    }
}

impl Iterator for Types {
    type Item = Ty;

    fn next(&mut self) -> Option<Ty> {
        let (ty, rest) = self.split_first()?;
        *self = rest;
        Some(ty)
    }
}

impl Line {
    const fn read(bytes: &'static [u8]) -> Self {
        let (variant, bytes) = Self::read_text(bytes);
        let (field, ty) = Self::read_text(bytes);
        Line {
            variant,
            field: match field {
                Some(name) => Some((name, Ty::read(ty))),
                None => None,
            },
        }
    }

    /// A text, if there is one, and what is behind it.
    const fn read_text(bytes: &'static [u8]) -> (Option<&'static str>, &'static [u8]) {
        let (has_text, rest) = bytes.split_at(1);
        if has_text[0] == 0 {
            return (None, rest);
        }
        let (text, Frames(rest)) = Frames(rest).split_text();
        (Some(text), rest)
    }
}

impl Ty {
    /// Stands for [`Ty::Const`], which is of no kind.
    const CONST: u8 = 254;

    const fn read(bytes: &'static [u8]) -> Self {
        let (code, rest) = bytes.split_at(1);
        match Kind::of_code(code[0]) {
            Some(Kind::Struct) => {
                let (home, rest) = Frames(rest).split_text();
                let (name, arguments) = rest.split_text();
                Ty::Named(home, name, Types(arguments))
            }
            Some(Kind::Array) => {
                let (count, part) = rest.split_at(8);
                Ty::Array(number(count, 0, 8), Types(Frames(part)))
            }
            Some(kind) if rest.is_empty() => Ty::Leaf(kind),
            Some(kind) => Ty::Of(kind, Types(Frames(rest))),
            None if code[0] == Self::CONST => {
                Ty::Const((number(rest, 0, 8) as u128 | (number(rest, 8, 8) as u128) << 64) as i128)
            }
            None => Ty::Itself,
        }
    }

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

impl Form {
    /// What a number stands for: its place among the forms.
    const fn of_code(code: u64) -> Self {
        match code {
            0 => Form::Struct,
            1 => Form::Record,
            _ => Form::Enum,
        }
    }

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
