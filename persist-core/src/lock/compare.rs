//! Types of the lock against types of the program: whether they are the same, and whether one is
//! read as the other.
//!
//! The rules are [`rule`]'s, which the resolver follows at run time. Where a constant does not lead to
//! the program's type, the answer is yes: the test, which goes on there, has the last word.

use super::table::{Ty, Types};
use crate::schema::outline::{Kind, Outline};
use crate::schema::resolve::rules::{Rule, rule};
use crate::schema::{Argument, Named, Part};

/// Whether two texts are the same.
pub(super) const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    // From the end, where names of one crate differ sooner.
    let mut at = a.len();
    while at > 0 {
        at -= 1;
        if a[at] != b[at] {
            return false;
        }
    }
    true
}

/// Whether a text is among these.
pub(super) const fn contains(texts: &[&str], text: &str) -> bool {
    let mut at = 0;
    while at < texts.len() {
        if equal(texts[at], text) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether `path` is that of a module of the crate, or of the crate itself.
#[must_use]
pub const fn is_in(path: &str, name: &str) -> bool {
    let (path, name) = (path.as_bytes(), name.as_bytes());
    if path.len() < name.len() || (path.len() > name.len() && path[name.len()] != b':') {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if path[at] != name[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether `key` is the program's type under its own name.
pub(super) const fn is_key(key: &Ty, named: &Named<'_>) -> bool {
    match *key {
        Ty::Named(home, name, arguments) => {
            equal(name, named.name) && is_in(named.place.0, home) && same_arguments(arguments, named.arguments)
        }
        _ => false,
    }
}

/// Whether `key` is the program's type under an earlier name.
pub(super) const fn is_alias(key: &Ty, named: &Named<'_>) -> bool {
    match *key {
        Ty::Named(home, name, arguments) => {
            contains(named.aliases, name) && is_in(named.place.0, home) && same_arguments(arguments, named.arguments)
        }
        _ => false,
    }
}

const fn same_arguments(mut file: Types, program: &[Argument]) -> bool {
    let mut at = 0;
    while let Some((argument, rest)) = file.split_first() {
        let same = at < program.len()
            && match (&argument, &program[at]) {
                (Ty::Const(file), Argument::Const(program)) => *file == *program,
                (Ty::Const(_), _) | (_, Argument::Const(_)) => false,
                (file, Argument::Type(program)) => same(file, program),
            };
        if !same {
            return false;
        }
        file = rest;
        at += 1;
    }
    at == program.len()
}

/// Whether a type of the lock is what the program has today.
pub(super) const fn same(file: &Ty, program: &Part) -> bool {
    let Some(outline) = program.outline() else { return true };
    match (file, outline) {
        (Ty::Itself, _) => true,
        (Ty::Leaf(file), Outline::Leaf(program)) => file.code() == program.code(),
        (Ty::Of(file, parts), Outline::Of { kind, parts: own }) => {
            file.code() == kind.code() && same_parts(*parts, own)
        }
        (Ty::Array(count, part), Outline::Array(own_count, own)) => {
            *count == *own_count
                && match part.only() {
                    Some(part) => same(&part, own),
                    None => false,
                }
        }
        (Ty::Named(..), _) => match outline.named() {
            Some(named) => is_key(file, named),
            None => false,
        },
        _ => false,
    }
}

const fn same_parts(mut file: Types, program: &[Part]) -> bool {
    let mut at = 0;
    while let Some((part, rest)) = file.split_first() {
        if at == program.len() || !same(&part, &program[at]) {
            return false;
        }
        file = rest;
        at += 1;
    }
    at == program.len()
}

/// Whether the program reads a type of the lock as its own; `in_option` if the program's type is
/// what an option holds.
pub(super) const fn reads(file: &Ty, program: &Part, in_option: bool) -> bool {
    let Some(outline) = program.outline() else { return true };
    if matches!(file, Ty::Itself) {
        return true;
    }
    if let (Ty::Named(_, name, arguments), Some(named)) = (file, outline.named()) {
        // Whether its versions are read is asked of it alone; the standard library's has but one.
        let known = equal(name, named.name) || contains(named.aliases, name);
        return known && (!equal(named.place.0, "std") || reads_arguments(*arguments, named.arguments));
    }
    let Some(kind) = outline.kind() else { return true };
    match rule(file.kind(), kind) {
        Rule::Same | Rule::Widen => true,
        Rule::Refused | Rule::Variants => false,
        Rule::Fields => reads_fields(file, outline),
        Rule::Parts => reads_parts(file, outline),
        Rule::Elements | Rule::Counted => reads_element(file, outline),
        Rule::SameCount => match (file, outline) {
            (Ty::Array(count, _), Outline::Array(own, _)) => *count == *own && reads_element(file, outline),
            _ => false,
        },
        Rule::Present if in_option => false,
        Rule::Present => reads_whole(file, outline, true),
        Rule::Share | Rule::Lock => reads_whole(file, outline, false),
        Rule::Unlock => match file {
            Ty::Of(_, parts) => match parts.only() {
                Some(part) => reads(&part, program, in_option),
                None => false,
            },
            _ => false,
        },
    }
}

const fn reads_arguments(mut file: Types, program: &[Argument]) -> bool {
    let mut at = 0;
    while let Some((argument, rest)) = file.split_first() {
        if at == program.len() {
            return false;
        }
        if let Argument::Type(program) = &program[at]
            && !reads(&argument, program, false)
        {
            return false;
        }
        file = rest;
        at += 1;
    }
    at == program.len()
}

/// A tuple as another; where one has names, the resolver compares them.
const fn reads_fields(file: &Ty, outline: &Outline<'_>) -> bool {
    match (file, outline) {
        (Ty::Of(_, file), Outline::Of { parts, .. }) => reads_all(*file, parts, false),
        _ => true,
    }
}

/// What a container holds, as what another of its kind holds.
const fn reads_parts(file: &Ty, outline: &Outline<'_>) -> bool {
    match (file, outline) {
        (Ty::Of(kind, file), Outline::Of { parts, .. }) => reads_all(*file, parts, matches!(*kind, Kind::Option)),
        _ => false,
    }
}

const fn reads_all(mut file: Types, program: &[Part], in_option: bool) -> bool {
    let mut at = 0;
    while let Some((part, rest)) = file.split_first() {
        if at == program.len() || !reads(&part, &program[at], in_option) {
            return false;
        }
        file = rest;
        at += 1;
    }
    at == program.len()
}

/// The elements of two containers.
const fn reads_element(file: &Ty, outline: &Outline<'_>) -> bool {
    let (Ty::Of(_, parts) | Ty::Array(_, parts)) = file else { return false };
    let Some((file, _)) = parts.split_first() else { return false };
    match outline {
        Outline::Array(_, part) => reads(&file, part, false),
        Outline::Of { parts, .. } if !parts.is_empty() => reads(&file, &parts[0], false),
        _ => false,
    }
}

/// All of it, as what the program's type holds.
const fn reads_whole(file: &Ty, outline: &Outline<'_>, in_option: bool) -> bool {
    match outline {
        Outline::Of { parts, .. } if parts.len() == 1 => reads(file, &parts[0], in_option),
        _ => false,
    }
}
