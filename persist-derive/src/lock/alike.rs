//! Whether a type as the source writes it looks like one of the lock.
//!
//! It decides whether the compiler is asked to compare the two at the field, which costs time, and nothing else: what
//! looks alike and is not, is found by `lock_formats!`. Any doubt is a no.

use syn::{Expr, ExprLit, GenericArgument, Lit, PathArguments, PathSegment, Type};

use super::ty::Ty;
use crate::model::last_segment;

/// What vanishes on the wire.
const WRAPPERS: &[&str] = &["Box", "Pin", "Cow", "Cell", "RefCell", "Wrapping", "Saturating", "Reverse"];

/// Words of the source, and the word of the lock for them.
const WORDS: &[(&str, &str)] = &[
    ("usize", "u64"),
    ("isize", "i64"),
    ("str", "String"),
    ("Path", "String"),
    ("PathBuf", "String"),
    ("VecDeque", "Vec"),
    ("LinkedList", "Vec"),
    ("BinaryHeap", "Vec"),
    ("BTreeSet", "HashSet"),
    ("BTreeMap", "HashMap"),
    ("Rc", "Arc"),
    ("RwLock", "Mutex"),
    ("OnceCell", "Option"),
    ("OnceLock", "Option"),
];

pub(super) fn alike(source: &Type, lock: &Ty) -> bool {
    match source {
        Type::Group(group) => alike(&group.elem, lock),
        Type::Paren(paren) => alike(&paren.elem, lock),
        Type::Reference(reference) => alike(&reference.elem, lock),
        Type::Slice(slice) => matches!(lock, Ty::Of("Vec", parts) if alike(&slice.elem, &parts[0])),
        Type::Array(array) => {
            matches!(lock, Ty::Array(count, part) if is(&array.len, *count) && alike(&array.elem, part))
        }
        Type::Tuple(tuple) => match lock {
            Ty::Tuple(parts) => {
                parts.len() == tuple.elems.len() && tuple.elems.iter().zip(parts).all(|(elem, part)| alike(elem, part))
            }
            _ => false,
        },
        Type::Path(path) if path.qself.is_none() => {
            last_segment(source).is_some_and(|segment| segment_alike(segment, lock))
        }
        _ => false,
    }
}

/// Whether a type as the source writes it looks as if it read one of the lock without being it: a wider number, or an option
/// of the type.
pub(super) fn widens(source: &Type, lock: &Ty) -> bool {
    let Some(segment) = last_segment(source) else { return false };
    let name = segment.ident.to_string();
    match (lock, &arguments(segment)[..]) {
        (Ty::Leaf(from), []) => match (number(from), number(&name)) {
            (Some((from, from_bits)), Some((to, to_bits))) => {
                (from == to && from_bits <= to_bits) || (from == 'u' && to == 'i' && from_bits < to_bits)
            }
            _ => false,
        },
        (_, [Some(inner)]) => name == "Option" && alike(inner, lock),
        _ => false,
    }
}

/// The kind and the width of a number by its name.
fn number(name: &str) -> Option<(char, u32)> {
    let kind = name.chars().next().filter(|kind| "uif".contains(*kind))?;
    Some((kind, name[1..].parse().ok()?))
}

fn is(len: &Expr, count: u64) -> bool {
    match len {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse::<u64>().is_ok_and(|len| len == count),
        _ => false,
    }
}

fn segment_alike(segment: &PathSegment, lock: &Ty) -> bool {
    let name = segment.ident.to_string();
    let arguments = arguments(segment);
    if WRAPPERS.contains(&name.as_str()) {
        return matches!(&arguments[..], [Some(inner)] if alike(inner, lock));
    }
    let word = WORDS.iter().find(|(source, _)| *source == name).map_or(name.as_str(), |(_, word)| word);
    // Shared text is text.
    if let ("Arc", [Some(inner)], Ty::Leaf("String")) = (word, &arguments[..], lock) {
        return alike(inner, lock);
    }
    match lock {
        Ty::Leaf(leaf) => arguments.is_empty() && *leaf == word,
        // The hasher of a map is not in files.
        Ty::Of(holder, parts) => *holder == word && all_alike(arguments.iter().take(parts.len()), parts),
        Ty::Named(named) => named.name == word && all_alike(arguments.iter(), &named.arguments),
        _ => false,
    }
}

fn all_alike<'t>(sources: impl ExactSizeIterator<Item = &'t Option<&'t Type>>, parts: &[Ty]) -> bool {
    sources.len() == parts.len() && sources.zip(parts).all(|(source, part)| source.is_some_and(|ty| alike(ty, part)))
}

/// The arguments of a path, without lifetimes; `None` for what is no type.
fn arguments(segment: &PathSegment) -> Vec<Option<&Type>> {
    let PathArguments::AngleBracketed(list) = &segment.arguments else { return Vec::new() };
    let list = list.args.iter().filter(|argument| !matches!(argument, GenericArgument::Lifetime(_)));
    list.map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
    .collect()
}
