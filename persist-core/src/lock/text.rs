//! Text that is put together while a crate compiles, to be the message of its error.

use super::table::{Ty, Types};
use crate::schema::outline::{Kind, Outline};
use crate::schema::{Argument, Named, Part};

/// The most bytes of a message; what is behind them is cut off.
const CAPACITY: usize = 8192;

/// How many types without names are followed into one another: such a type may hold itself, and
/// nothing tells that it has been met.
pub(super) const DEEPEST: usize = 12;

/// What stands for all that is cut off.
const CUT: &str = "\n… and more";

/// A message, as long as [`CAPACITY`] lets it be.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Text {
    bytes: [u8; CAPACITY],
    len: usize,
    is_cut: bool,
}

impl Text {
    /// No text.
    pub(super) const fn new() -> Self {
        Text { bytes: [0; CAPACITY], len: 0, is_cut: false }
    }

    /// The text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.len);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            // `push` cuts between characters.
            Err(_) => "",
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The text without a line break at its end.
    pub(super) const fn trimmed(mut self) -> Text {
        if self.len > 0 && self.bytes[self.len - 1] == b'\n' {
            self.len -= 1;
        }
        self
    }

    /// Some text, if there is any.
    pub(super) const fn some(self) -> Option<Text> {
        if self.is_empty() { None } else { Some(self) }
    }

    pub(super) const fn push(&mut self, text: &str) {
        // From there on nothing is taken, however short it is, so that no gap is in the text.
        if self.is_cut {
            return;
        }
        let (bytes, room) = (text.as_bytes(), CAPACITY - CUT.len() - self.len);
        if bytes.len() <= room {
            self.push_bytes(bytes, bytes.len());
            return;
        }
        let mut end = room;
        // Not within a character.
        while end > 0 && bytes[end] & 0xc0 == 0x80 {
            end -= 1;
        }
        self.push_bytes(bytes, end);
        self.push_bytes(CUT.as_bytes(), CUT.len());
        self.is_cut = true;
    }

    const fn push_bytes(&mut self, bytes: &[u8], end: usize) {
        let mut at = 0;
        while at < end {
            self.bytes[self.len] = bytes[at];
            self.len += 1;
            at += 1;
        }
    }

    pub(super) const fn push_all(&mut self, texts: &[&str]) {
        let mut at = 0;
        while at < texts.len() {
            self.push(texts[at]);
            at += 1;
        }
    }

    pub(super) const fn push_number(&mut self, number: i128) {
        if number < 0 {
            self.push("-");
        }
        let mut digits = [0_u8; 40];
        let (mut rest, mut first) = (number.unsigned_abs(), digits.len());
        loop {
            first -= 1;
            digits[first] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        let (_, digits) = digits.split_at(first);
        if let Ok(digits) = std::str::from_utf8(digits) {
            self.push(digits);
        }
    }

    /// A type of the lock, without its crates: as it would be written in the source.
    pub(super) const fn push_ty(&mut self, ty: &Ty) {
        match *ty {
            Ty::Leaf(kind) => self.push(spelling(kind).0),
            Ty::Const(number) => self.push_number(number),
            Ty::Itself => self.push("_"),
            Ty::Named(_, name, arguments) => {
                self.push(name);
                if !arguments.is_empty() {
                    self.push("<");
                    self.push_tys(arguments);
                    self.push(">");
                }
            }
            Ty::Array(count, part) => {
                self.push("[");
                self.push_tys(part);
                self.push("; ");
                self.push_number(count as i128);
                self.push("]");
            }
            Ty::Of(kind, parts) => {
                let (open, close) = spelling(kind);
                self.push(open);
                self.push_tys(parts);
                self.push(closing(kind, parts.only().is_some(), close));
            }
        }
    }

    const fn push_tys(&mut self, tys: Types) {
        let (mut left, mut between) = (tys, "");
        while let Some((ty, rest)) = left.split_first() {
            self.push(between);
            self.push_ty(&ty);
            (left, between) = (rest, ", ");
        }
    }

    /// A type of the program, in the same way.
    pub(super) const fn push_part(&mut self, part: &Part) {
        self.push_part_within(part, DEEPEST);
    }

    /// `left`: how many more types without names may lie within one another.
    const fn push_part_within(&mut self, part: &Part, left: usize) {
        let Some(outline) = part.outline() else {
            self.push("…");
            return;
        };
        match outline {
            Outline::Leaf(kind) => self.push(spelling(*kind).0),
            Outline::As(part) => self.push_part_within(part, left),
            Outline::Struct { named, .. } | Outline::Record { named, .. } | Outline::Enum { named, .. } => {
                self.push_named_within(named, left);
            }
            Outline::Array(..) | Outline::Of { .. } if left == 0 => self.push("…"),
            Outline::Array(count, part) => {
                self.push("[");
                self.push_part_within(part, left - 1);
                self.push("; ");
                self.push_number(*count as i128);
                self.push("]");
            }
            Outline::Of { kind, parts } => {
                let (open, close) = spelling(*kind);
                self.push(open);
                let mut at = 0;
                while at < parts.len() {
                    if at > 0 {
                        self.push(", ");
                    }
                    self.push_part_within(&parts[at], left - 1);
                    at += 1;
                }
                self.push(closing(*kind, parts.len() == 1, close));
            }
        }
    }

    /// A named type's name and arguments.
    pub(super) const fn push_named(&mut self, named: &Named<'_>) {
        self.push_named_within(named, DEEPEST);
    }

    const fn push_named_within(&mut self, named: &Named<'_>, left: usize) {
        self.push(named.name);
        let arguments = named.arguments;
        let mut at = 0;
        while at < arguments.len() {
            self.push(if at == 0 { "<" } else { ", " });
            match &arguments[at] {
                Argument::Type(part) => self.push_part_within(part, left),
                Argument::Const(number) => self.push_number(*number),
            }
            at += 1;
        }
        if !arguments.is_empty() {
            self.push(">");
        }
    }
}

/// What a type without a name is written as, before its parts and after them.
pub(super) const fn spelling(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Unit => ("()", ""),
        Kind::Bool => ("bool", ""),
        Kind::Char => ("char", ""),
        Kind::Text => ("String", ""),
        Kind::Number(number) => (number.name(), ""),
        Kind::Option => ("Option<", ">"),
        Kind::Sequence => ("Vec<", ">"),
        Kind::Set => ("HashSet<", ">"),
        Kind::Map => ("HashMap<", ">"),
        Kind::Shared => ("Arc<", ">"),
        Kind::Locked => ("Mutex<", ">"),
        Kind::Tuple => ("(", ")"),
        Kind::Array | Kind::Struct | Kind::Record | Kind::Enum => ("", ""),
    }
}

/// What comes after the parts: a tuple of one has a comma.
pub(super) const fn closing(kind: Kind, has_one_part: bool, close: &'static str) -> &'static str {
    if matches!(kind, Kind::Tuple) && has_one_part { ",)" } else { close }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_off_once_and_between_characters() {
        for before in 0..4 {
            let mut text = Text::new();
            text.push(&"x".repeat(before));
            text.push(&"ß€".repeat(CAPACITY));
            text.push("y");
            let kept = text.as_str().strip_suffix(CUT).unwrap();
            assert!(kept.ends_with(['ß', '€']) && kept.len() > CAPACITY - CUT.len() - 3);
        }
    }
}
