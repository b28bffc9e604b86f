//! 64 bits of a shape: where they are those of the lock, nothing else is compared.
//!
//! Constants run slowly, and in most builds nothing has changed. So the macro gives the digest of each
//! released version, and the walk makes that of the type (`lock/digest.rs` of `persist-derive` has the
//! other half). A digest decides nothing: where two differ, types are compared, and where two are
//! equal by chance, the test still tells.

use super::text::DEEPEST;
use super::walk::crate_of;
use crate::schema::fingerprint::{FNV_BASIS, fnv};
use crate::schema::outline::{Kind, Outline};
use crate::schema::{Argument, Field, Part};

/// Ends a name or a list.
const END: u8 = 0xff;

/// The digest of a name.
pub(super) const fn of_name(name: &str) -> u64 {
    fnv(FNV_BASIS, name.as_bytes())
}

/// The digest of a type's fields and variants: a sum, as their order means nothing. 0 where
/// constants do not lead everywhere.
pub(super) const fn of_shape(outline: &Outline<'_>) -> u64 {
    let mut sum = 0;
    match outline {
        Outline::Struct { fields, .. } | Outline::Record { fields, .. } => add_fields(&mut sum, "", fields),
        Outline::Enum { variants, .. } => {
            let mut at = 0;
            while at < variants.len() {
                let variant = &variants[at];
                sum = u64::wrapping_add(sum, fnv(name(FNV_BASIS, variant.name), &[END]));
                add_fields(&mut sum, variant.name, variant.fields);
                at += 1;
            }
        }
        _ => {}
    }
    sum
}

const fn add_fields(sum: &mut u64, variant: &str, fields: &[Field<'_>]) {
    let mut at = 0;
    while at < fields.len() {
        let line = name(name(FNV_BASIS, variant), fields[at].name);
        *sum = u64::wrapping_add(*sum, part(line, &fields[at].ty, DEEPEST));
        at += 1;
    }
}

const fn name(hash: u64, name: &str) -> u64 {
    fnv(fnv(hash, name.as_bytes()), &[END])
}

/// A type may hold itself without a name between: `depth` ends that.
const fn part(hash: u64, ty: &Part, depth: usize) -> u64 {
    let (Some(outline), Some(depth)) = (ty.outline(), depth.checked_sub(1)) else { return 0 };
    match outline {
        Outline::Leaf(kind) => fnv(hash, &[code(*kind)]),
        Outline::Of { kind, parts } => {
            let mut hash = fnv(hash, &[code(*kind)]);
            let mut at = 0;
            while at < parts.len() {
                hash = part(hash, &parts[at], depth);
                at += 1;
            }
            fnv(hash, &[END])
        }
        Outline::Array(count, ty) => part(fnv(fnv(hash, &[code(Kind::Array)]), &count.to_le_bytes()), ty, depth),
        Outline::As(ty) => part(hash, ty, depth),
        Outline::Struct { named, .. } | Outline::Record { named, .. } | Outline::Enum { named, .. } => {
            let mut hash = name(name(fnv(hash, &[code(Kind::Struct)]), crate_of(named.place.0)), named.name);
            let mut at = 0;
            while at < named.arguments.len() {
                hash = match &named.arguments[at] {
                    Argument::Type(ty) => part(hash, ty, depth),
                    Argument::Const(number) => fnv(hash, &number.to_le_bytes()),
                };
                at += 1;
            }
            fnv(hash, &[END])
        }
    }
}

/// What stands for a kind.
const fn code(kind: Kind) -> u8 {
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
        Kind::Array => 11,
        Kind::Struct | Kind::Record | Kind::Enum => 12,
        Kind::Number(number) => 16 + number as u8,
    }
}
