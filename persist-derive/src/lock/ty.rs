//! Types in the notation of the lock.

use std::fmt::{self, Display, Formatter};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// How deep types may lie within one another.
const DEPTH: usize = 64;

/// Types without parts, and what the tables call them.
const LEAVES: &[&str] =
    &["u8", "u16", "u32", "u64", "u128", "i8", "i16", "i32", "i64", "i128", "f32", "f64", "bool", "char", "String"];

/// Types with parts, how many, and what the tables call them.
const HOLDERS: &[(&str, usize, &str)] = &[
    ("Option", 1, "Option"),
    ("Vec", 1, "Sequence"),
    ("HashSet", 1, "Set"),
    ("HashMap", 2, "Map"),
    ("Arc", 1, "Shared"),
    ("Mutex", 1, "Locked"),
];

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ty {
    /// `u8`, `String`, …; the unit is a tuple of nothing.
    Leaf(&'static str),
    /// `Vec<T>`, …, by the word of the lock.
    Of(&'static str, Vec<Ty>),
    Tuple(Vec<Ty>),
    Array(u64, Box<Ty>),
    Named(Named),
    Const(i128),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    pub(super) home: String,
    pub(super) name: String,
    pub(super) arguments: Vec<Ty>,
}

/// Reads from the front of a line.
pub(super) struct Cursor<'t> {
    pub(super) rest: &'t str,
    depth: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(rest: &'t str) -> Self {
        Self { rest, depth: 0 }
    }

    /// Takes `text`, if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, text: &str) -> Result<(), String> {
        if self.eat(text) { Ok(()) } else { Err(format!("expected `{text}` before `{}`", self.rest)) }
    }

    /// A name: a word, or anything in quotes.
    pub(super) fn name(&mut self) -> Result<String, String> {
        if self.rest.starts_with('"') {
            return self.quoted();
        }
        let is_word =
            |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() || "_-".contains(c) } else { c.is_alphanumeric() };
        let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
        if end == 0 {
            return Err(format!("expected a name before `{}`", self.rest));
        }
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(name.to_owned())
    }

    /// A name in quotes, with the escapes of a Rust string.
    fn quoted(&mut self) -> Result<String, String> {
        let mut escaped = false;
        let end = self.rest.char_indices().skip(1).find(|(_, c)| {
            let closes = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            closes
        });
        let Some((end, _)) = end else { return Err("a name in quotes has no end".to_owned()) };
        let (name, rest) = self.rest.split_at(end + 1);
        let name: syn::LitStr = syn::parse_str(name).map_err(|_| format!("{name} is no Rust string"))?;
        self.rest = rest;
        Ok(name.value())
    }

    pub(super) fn number<N: std::str::FromStr>(&mut self) -> Result<N, String> {
        let sign = usize::from(self.rest.starts_with('-'));
        let digits = self.rest[sign..].find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len() - sign);
        let (number, rest) = self.rest.split_at(sign + digits);
        let number = number.parse().map_err(|_| format!("expected a number before `{}`", self.rest))?;
        self.rest = rest;
        Ok(number)
    }

    /// `app::Pair<u8>`
    pub(super) fn key(&mut self) -> Result<Named, String> {
        let home = self.name()?;
        self.expect("::")?;
        self.named(home)
    }

    fn named(&mut self, home: String) -> Result<Named, String> {
        let name = self.name()?;
        let arguments = if self.eat("<") { self.list(">")? } else { Vec::new() };
        Ok(Named { home, name, arguments })
    }

    /// Types up to `end`, separated by commas; there is at least one.
    fn list(&mut self, end: &str) -> Result<Vec<Ty>, String> {
        let mut list = Vec::new();
        loop {
            list.push(self.ty()?);
            if self.eat(end) {
                return Ok(list);
            }
            self.expect(", ")?;
        }
    }

    pub(super) fn ty(&mut self) -> Result<Ty, String> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(format!("a type is more than {DEPTH} types deep"));
        }
        let ty = self.any_ty();
        self.depth -= 1;
        ty
    }

    fn any_ty(&mut self) -> Result<Ty, String> {
        if self.eat("()") {
            return Ok(Ty::Tuple(Vec::new()));
        }
        if self.eat("(") {
            return self.tuple();
        }
        if self.eat("[") {
            let element = Box::new(self.ty()?);
            self.expect("; ")?;
            let count = self.number()?;
            self.expect("]")?;
            return Ok(Ty::Array(count, element));
        }
        if self.rest.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return self.number().map(Ty::Const);
        }
        let word = self.name()?;
        if self.eat("::") {
            return self.named(word).map(Ty::Named);
        }
        if let Some(leaf) = LEAVES.iter().find(|leaf| **leaf == word) {
            return Ok(Ty::Leaf(leaf));
        }
        let Some((holder, parts, _)) = HOLDERS.iter().find(|(holder, ..)| *holder == word) else {
            return Err(format!("`{word}` is no type of the lock"));
        };
        self.expect("<")?;
        let list = self.list(">")?;
        if list.len() == *parts {
            Ok(Ty::Of(holder, list))
        } else {
            Err(format!("`{word}` has not {} parts", list.len()))
        }
    }

    fn tuple(&mut self) -> Result<Ty, String> {
        let first = self.ty()?;
        if self.eat(",)") {
            return Ok(Ty::Tuple(vec![first]));
        }
        self.expect(", ")?;
        let mut parts = vec![first];
        parts.extend(self.list(")")?);
        Ok(Ty::Tuple(parts))
    }
}

impl Ty {
    /// The type as the runtime's tables have it.
    pub(super) fn table(&self) -> TokenStream {
        match self {
            Self::Leaf("String") => quote!(__lock::Ty::Leaf(__lock::Kind::Text)),
            Self::Leaf("bool") => quote!(__lock::Ty::Leaf(__lock::Kind::Bool)),
            Self::Leaf("char") => quote!(__lock::Ty::Leaf(__lock::Kind::Char)),
            Self::Leaf(number) => {
                let number = quote::format_ident!("{}", number.to_uppercase());
                quote!(__lock::Ty::Leaf(__lock::Kind::Number(__lock::Number::#number)))
            }
            Self::Tuple(parts) if parts.is_empty() => quote!(__lock::Ty::Leaf(__lock::Kind::Unit)),
            Self::Tuple(parts) => of("Tuple", parts),
            Self::Of(word, parts) => {
                let kind = HOLDERS.iter().find(|(holder, ..)| holder == word).map_or("Tuple", |(.., kind)| kind);
                of(kind, parts)
            }
            Self::Array(count, part) => {
                let part = part.table();
                quote!(__lock::Ty::Array(#count, &[#part]))
            }
            Self::Named(named) => named.table(),
            Self::Const(number) => {
                let number = Literal::i128_suffixed(*number);
                quote!(__lock::Ty::Const(#number))
            }
        }
    }
}

fn of(kind: &str, parts: &[Ty]) -> TokenStream {
    let (kind, parts) = (quote::format_ident!("{kind}"), parts.iter().map(Ty::table));
    quote!(__lock::Ty::Of(__lock::Kind::#kind, &[#(#parts),*]))
}

impl Named {
    pub(super) fn table(&self) -> TokenStream {
        let (home, name, arguments) = (&self.home, &self.name, self.arguments.iter().map(Ty::table));
        quote!(__lock::Ty::Named(#home, #name, &[#(#arguments),*]))
    }
}

/// The notation without the crates of types, of which hashes are made.
impl Display for Ty {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(word) => f.write_str(word),
            Self::Const(number) => write!(f, "{number}"),
            Self::Of(word, parts) => write!(f, "{word}<{}>", list(parts)),
            Self::Tuple(parts) if parts.len() == 1 => write!(f, "({},)", parts[0]),
            Self::Tuple(parts) => write!(f, "({})", list(parts)),
            Self::Array(count, part) => write!(f, "[{part}; {count}]"),
            Self::Named(named) => named.fmt(f),
        }
    }
}

impl Display for Named {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { name, arguments, .. } = self;
        f.write_str(&written(name))?;
        if arguments.is_empty() { Ok(()) } else { write!(f, "<{}>", list(arguments)) }
    }
}

fn list(parts: &[Ty]) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A name as the lock has it: in quotes, if it is no word.
pub(super) fn written(name: &str) -> String {
    match Cursor::new(name).name() {
        Ok(word) if word == name => word,
        _ => format!("\"{}\"", name.escape_debug()),
    }
}
