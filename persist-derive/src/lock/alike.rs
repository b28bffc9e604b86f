//! Whether a type in the source looks like one in the lock.
//!
//! Where it does, the check at the field is left out: it would hold, but for an alias or a shadowed name, which
//! `lock_formats!` finds. Where there is any doubt, it does not look alike, and the check is made; that costs a little
//! time. So this guesses what a name means, and never decides that a build fails.

use syn::ext::IdentExt;
use syn::{Expr, GenericArgument, Lit, Path, PathArguments, PathSegment, Type, TypePath, UnOp};

use super::ty::{Key, Kind, Ty};

/// Whether the bytes of `source` most likely are those of `lock`.
pub(crate) fn alike(source: &Type, lock: &Ty) -> bool {
    seen(source).is_some_and(|seen| same(&seen, lock))
}

/// Whether `source` most likely reads `lock` without being it: a number that is wider, or an option of the type.
pub(crate) fn widens(source: &Type, lock: &Ty) -> bool {
    match (seen(source), lock) {
        (Some(Ty::Leaf(to)), Ty::Leaf(from)) => from.widens(to),
        (Some(Ty::Of(Kind::Option, parts)), lock) => parts.iter().all(|part| same(part, lock)),
        _ => false,
    }
}

/// Equality that leaves crates out: the source rarely names them.
fn same(a: &Ty, b: &Ty) -> bool {
    let all = |a: &[Ty], b: &[Ty]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    match (a, b) {
        (Ty::Named(a), Ty::Named(b)) => a.name == b.name && all(&a.arguments, &b.arguments),
        (Ty::Of(a, a_parts), Ty::Of(b, b_parts)) => a == b && all(a_parts, b_parts),
        (Ty::Array(a, a_element), Ty::Array(b, b_element)) => a == b && same(a_element, b_element),
        _ => a == b,
    }
}

/// What a type most likely is on the wire, without crates; nothing if that is in doubt.
fn seen(ty: &Type) -> Option<Ty> {
    match ty {
        Type::Group(group) => seen(&group.elem),
        Type::Paren(paren) => seen(&paren.elem),
        Type::Reference(reference) if reference.mutability.is_none() => seen(&reference.elem),
        Type::Slice(slice) => Some(Ty::Of(Kind::Sequence, vec![seen(&slice.elem)?])),
        Type::Array(array) => {
            let count = integer(&array.len)?;
            Some(Ty::Array(u64::try_from(count).ok()?, Box::new(seen(&array.elem)?)))
        }
        Type::Tuple(tuple) if tuple.elems.is_empty() => Some(Ty::Leaf(Kind::Unit)),
        Type::Tuple(tuple) => Some(Ty::Of(Kind::Tuple, tuple.elems.iter().map(seen).collect::<Option<_>>()?)),
        Type::Path(TypePath { qself: None, path }) => seen_path(path),
        _ => None,
    }
}

fn seen_path(path: &Path) -> Option<Ty> {
    let mut segments = path.segments.iter();
    let last = segments.next_back()?;
    if !segments.all(is_module) {
        return None;
    }
    let arguments = match &last.arguments {
        PathArguments::None => Vec::new(),
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().filter(|argument| !matches!(argument, GenericArgument::Lifetime(_))).collect()
        }
        PathArguments::Parenthesized(_) => return None,
    };
    let name = last.ident.unraw().to_string();
    match arguments.as_slice() {
        [] => Some(seen_leaf(&name).unwrap_or_else(|| named(name, Vec::new()))),
        some => seen_generic(name, some),
    }
}

/// `T::Item`, unlike `module::Item`, is whatever `T` makes of it.
fn is_module(segment: &PathSegment) -> bool {
    segment.arguments.is_none() && !segment.ident.unraw().to_string().starts_with(char::is_uppercase)
}

fn named(name: String, arguments: Vec<Ty>) -> Ty {
    Ty::Named(Key { krate: String::new(), name, arguments })
}

/// A name without arguments that the standard library gives a meaning.
fn seen_leaf(name: &str) -> Option<Ty> {
    let bytes = Ty::Leaf(Kind::Number("u8"));
    match name {
        "str" | "Path" | "PathBuf" | "OsString" => Some(Ty::Leaf(Kind::Text)),
        "CString" => Some(Ty::Of(Kind::Sequence, vec![bytes])),
        "Ipv4Addr" => Some(Ty::Array(4, Box::new(bytes))),
        "Ipv6Addr" => Some(Ty::Array(16, Box::new(bytes))),
        "usize" => Some(Ty::Leaf(Kind::Number("u64"))),
        "isize" => Some(Ty::Leaf(Kind::Number("i64"))),
        "AtomicBool" => Some(Ty::Leaf(Kind::Bool)),
        _ => match name.strip_prefix("NonZero").or_else(|| name.strip_prefix("Atomic")) {
            // `NonZeroU8`, `AtomicUsize`
            Some(number) if number.starts_with(['U', 'I']) => seen_leaf(&number.to_lowercase()),
            Some(_) => None,
            None => Kind::leaf(name).map(Ty::Leaf),
        },
    }
}

/// A name with arguments.
fn seen_generic(name: String, arguments: &[&GenericArgument]) -> Option<Ty> {
    let part = |index: usize| match arguments.get(index) {
        Some(GenericArgument::Type(ty)) => seen(ty),
        _ => None,
    };
    let one = |kind| Some(Ty::Of(kind, vec![part(0)?]));
    match (name.as_str(), arguments) {
        ("Box" | "Cow" | "Pin" | "Cell" | "RefCell" | "Wrapping" | "Saturating" | "Reverse" | "NonZero", [_]) => {
            part(0)
        }
        ("Rc" | "Arc", [GenericArgument::Type(ty)]) if is_unsized(ty) => part(0),
        ("Rc" | "Arc", [_]) => one(Kind::Shared),
        ("Mutex" | "RwLock", [_]) => one(Kind::Locked),
        ("Option" | "OnceCell" | "OnceLock", [_]) => one(Kind::Option),
        ("Vec" | "VecDeque" | "LinkedList" | "BinaryHeap", [_]) => one(Kind::Sequence),
        ("BTreeSet", [_]) | ("HashSet", [_] | [_, _]) => one(Kind::Set),
        ("BTreeMap", [_, _]) | ("HashMap", [_, _] | [_, _, _]) => Some(Ty::Of(Kind::Map, vec![part(0)?, part(1)?])),
        ("PhantomData", [_]) => Some(Ty::Leaf(Kind::Unit)),
        ("RangeInclusive", [_]) => Some(named("InclusiveBounds".to_owned(), vec![part(0)?])),
        _ => {
            let arguments = arguments.iter().map(|argument| seen_argument(argument)).collect::<Option<_>>()?;
            Some(named(name, arguments))
        }
    }
}

/// Texts and slices are not shared values, even behind `Arc`.
fn is_unsized(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_unsized(&group.elem),
        Type::Paren(paren) => is_unsized(&paren.elem),
        Type::Slice(_) => true,
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "str"),
        _ => false,
    }
}

fn seen_argument(argument: &GenericArgument) -> Option<Ty> {
    match argument {
        GenericArgument::Type(ty) => seen(ty),
        GenericArgument::Const(value) => integer(value).map(Ty::Const),
        _ => None,
    }
}

/// The value of an expression that is a number.
fn integer(expression: &Expr) -> Option<i128> {
    match expression {
        Expr::Group(group) => integer(&group.expr),
        Expr::Paren(paren) => integer(&paren.expr),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => integer(&unary.expr)?.checked_neg(),
        _ => None,
    }
}
