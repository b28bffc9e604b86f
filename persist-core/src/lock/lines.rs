//! The types of a program as the lock writes them.
//!
//! This half runs in the test of a crate. It goes where constants cannot: to the types behind the
//! fields of generic types.

use std::collections::HashSet;

use super::table::{Form, Ty, Types};
use super::text::{closing, spelling};
use super::walk::{Root, crate_of};
use crate::schema::describe::{Describer, outline_of};
use crate::schema::fingerprint::{FNV_BASIS, fnv};
use crate::schema::outline::Outline;
use crate::schema::{Argument, Field, Named, Part};

/// A named type that files are made of.
pub(super) struct Found {
    pub(super) named: &'static Named<'static>,
    pub(super) outline: &'static Outline<'static>,
    pub(super) describe: Describer,
    /// What its lines begin with: `app::Pair<u8>`.
    pub(super) key: String,
    /// Its keys under earlier names.
    pub(super) aliases: Vec<String>,
}

/// Whether the crates of types are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Crates {
    Written,
    /// What the hash of a stanza is made of: a crate may be renamed.
    LeftOut,
}

/// All named types that `roots` lead to.
pub(super) fn reachable(roots: &[Root]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut met = HashSet::new();
    let mut waiting: Vec<Part> = roots.iter().rev().map(|root| root.part).collect();
    while let Some(part) = waiting.pop() {
        let Some(outline) = outline_of(part.describe) else { continue };
        if let Some(named) = outline.named() {
            let key = key_of(named, named.name, Crates::Written);
            if !met.insert((named.place, key.clone())) {
                continue;
            }
            let aliases = named.aliases.iter().map(|alias| key_of(named, alias, Crates::Written)).collect();
            found.push(Found { named, outline, describe: part.describe, key, aliases });
        }
        // A type that holds only itself has no name to be known by, but ends as its parts are met.
        else if !met.insert((("", ""), text_of(&part, Crates::Written))) {
            continue;
        }
        waiting.extend(parts(outline).into_iter().rev());
    }
    found
}

/// What a type is made of, today.
fn parts(outline: &'static Outline<'static>) -> Vec<Part> {
    let of = |fields: &'static [Field<'static>]| fields.iter().map(|field| field.ty);
    match outline {
        Outline::Leaf(_) => Vec::new(),
        Outline::As(part) | Outline::Array(_, part) => vec![*part],
        Outline::Of { parts, .. } => parts.to_vec(),
        Outline::Struct { fields, .. } | Outline::Record { fields, .. } => of(fields).collect(),
        Outline::Enum { variants, .. } => variants.iter().flat_map(|variant| of(variant.fields)).collect(),
    }
}

impl Found {
    /// Whether it has lines of its own: not if it is the standard library's, which is fixed, or only
    /// borrows the name of the type that has them.
    pub(super) fn is_recorded(&self) -> bool {
        self.named.place.0 != "std" && !self.named.partial && !self.named.encode_only
    }

    /// The form, as the head line names it.
    pub(super) fn form(&self) -> Form {
        self.outline.kind().map_or(Form::Struct, Form::of)
    }

    /// What follows the key and the version, line by line and sorted: `.hp u16`, `::Coin`.
    pub(super) fn lines(&self) -> Vec<String> {
        self.written(Crates::Written)
    }

    /// The hash of the shape, which the head line carries.
    pub(super) fn hash(&self) -> u64 {
        let mut hash = fnv(fnv(FNV_BASIS, self.form().word().as_bytes()), b"\n");
        for line in self.written(Crates::LeftOut) {
            hash = fnv(fnv(hash, line.as_bytes()), b"\n");
        }
        hash
    }

    fn written(&self, crates: Crates) -> Vec<String> {
        let mut lines = Vec::new();
        let mut add = |variant: &str, fields: &[Field<'_>]| {
            for field in fields {
                lines.push(format!("{variant}.{} {}", name(field.name), text_of(&field.ty, crates)));
            }
            if !variant.is_empty() {
                lines.push(variant.to_owned());
            }
        };
        match self.outline {
            Outline::Struct { fields, .. } | Outline::Record { fields, .. } => add("", fields),
            Outline::Enum { variants, .. } => {
                variants.iter().for_each(|variant| add(&format!("::{}", name(variant.name)), variant.fields));
            }
            _ => {}
        }
        lines.sort();
        lines
    }
}

/// `app::Pair<u8, app::Item>`
fn key_of(named: &Named<'_>, called: &str, crates: Crates) -> String {
    let mut text = name(called);
    if crates == Crates::Written {
        text = format!("{}::{text}", crate_of(named.place.0));
    }
    let arguments: Vec<String> = named
        .arguments
        .iter()
        .map(|argument| match argument {
            Argument::Type(part) => text_of(part, crates),
            Argument::Const(number) => number.to_string(),
        })
        .collect();
    if arguments.is_empty() { text } else { format!("{text}<{}>", arguments.join(", ")) }
}

/// A type in the notation of the lock.
fn text_of(part: &Part, crates: Crates) -> String {
    written(part, crates, &mut HashSet::new())
}

/// `open` has the types without names that are being written.
fn written(part: &Part, crates: Crates, open: &mut HashSet<usize>) -> String {
    let Some(outline) = outline_of(part.describe) else { return String::new() };
    if let Some(named) = outline.named() {
        return key_of(named, named.name, crates);
    }
    let address = std::ptr::from_ref(outline).addr();
    if !open.insert(address) {
        return "_".to_owned();
    }
    let text = match outline {
        Outline::Array(count, part) => format!("[{}; {count}]", written(part, crates, open)),
        Outline::Of { kind, parts } => {
            let (before, after) = spelling(*kind);
            let inner: Vec<String> = parts.iter().map(|part| written(part, crates, open)).collect();
            format!("{before}{}{}", inner.join(", "), closing(*kind, parts.len() == 1, after))
        }
        Outline::Leaf(kind) => spelling(*kind).0.to_owned(),
        _ => String::new(),
    };
    open.remove(&address);
    text
}

/// A type of the tables, in the same notation.
pub(super) fn text_of_ty(ty: &Ty) -> String {
    let list = |tys: Types| tys.map(|ty| text_of_ty(&ty)).collect::<Vec<_>>().join(", ");
    match *ty {
        Ty::Leaf(kind) => spelling(kind).0.to_owned(),
        Ty::Const(number) => number.to_string(),
        Ty::Itself => "_".to_owned(),
        Ty::Array(count, part) => format!("[{}; {count}]", list(part)),
        Ty::Of(kind, parts) => {
            let (before, after) = spelling(kind);
            format!("{before}{}{}", list(parts), closing(kind, parts.only().is_some(), after))
        }
        Ty::Named(home, called, arguments) if arguments.is_empty() => format!("{home}::{}", name(called)),
        Ty::Named(home, called, arguments) => format!("{home}::{}<{}>", name(called), list(arguments)),
    }
}

/// A name as the lock writes it: in quotes, if it is no word.
fn name(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let is_plain = |c: char| if c.is_ascii() { is_word(c) } else { c.is_alphanumeric() };
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("\"{}\"", text.escape_debug())
}
