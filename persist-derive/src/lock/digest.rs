//! The digest of a released version, which `persist-core`'s constants hold against that of the type: `lock/digest.rs` there
//! has the other half, and says what it is good for.

use super::hash::{BASIS, fnv};
use super::ty::{Key, Kind, NUMBERS, Ty};
use super::{Line, Stanza};

/// Ends a name or a list.
const END: u8 = 0xff;

/// The digest of a name.
pub(crate) fn of_name(name: &str) -> u64 {
    fnv(BASIS, name.as_bytes())
}

/// The digest of the fields and variants.
pub(crate) fn of_stanza(stanza: &Stanza) -> u64 {
    stanza.lines.iter().map(of_line).fold(0, u64::wrapping_add)
}

fn of_line(line: &Line) -> u64 {
    let variant = name(BASIS, line.variant.as_deref().unwrap_or_default());
    match &line.field {
        Some((field, ty)) => part(name(variant, field), ty),
        None => fnv(variant, &[END]),
    }
}

fn name(hash: u64, name: &str) -> u64 {
    fnv(fnv(hash, name.as_bytes()), &[END])
}

fn part(hash: u64, ty: &Ty) -> u64 {
    let parts = |hash, parts: &[Ty]| fnv(parts.iter().fold(hash, part), &[END]);
    match ty {
        Ty::Leaf(kind) => fnv(hash, &[code(*kind)]),
        Ty::Of(kind, list) => parts(fnv(hash, &[code(*kind)]), list),
        Ty::Array(count, element) => part(fnv(fnv(hash, &[ARRAY]), &count.to_le_bytes()), element),
        Ty::Named(Key { krate, name: named, arguments }) => {
            parts(name(name(fnv(hash, &[NAMED]), krate), named), arguments)
        }
        // Such a type is compared.
        Ty::Itself => 0,
        Ty::Const(number) => fnv(hash, &number.to_le_bytes()),
    }
}

/// What stands for an array.
pub(crate) const ARRAY: u8 = 11;

/// What stands for a type that has a name.
pub(crate) const NAMED: u8 = 12;

/// What stands for another kind.
pub(crate) fn code(kind: Kind) -> u8 {
    match kind {
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
        Kind::Number(name) => NUMBERS.iter().zip(16..).find(|(number, _)| **number == name).map_or(0, |(_, code)| code),
    }
}
