//! 64 bits that stand for a type, or for its shape: where those of a shape are those of the lock, nothing
//! else is compared.
//!
//! Constants run slowly, and in most builds nothing has changed. So the macro gives the digest of each
//! released version, and the walk makes that of the type (`lock/digest.rs` of `persist-derive` has the
//! other half). A digest decides nothing: where two differ, types are compared, and where two are
//! equal by chance, the test still tells.

use super::text::DEEPEST;
use super::walk::crate_of;
use crate::schema::fingerprint::{FNV_BASIS, fnv};
use crate::schema::outline::{Kind, Outline};
use crate::schema::{Argument, Field, Named, Part};

/// Ends a name or a list.
const END: u8 = 0xff;

/// Stands for what constants do not lead to; in no digest of the macro's.
const UNKNOWN: u8 = 0xfe;

/// The digest of a name.
pub(super) const fn of_name(name: &str) -> u64 {
    fnv(FNV_BASIS, name.as_bytes())
}

/// What stands for a type: where it is declared, and its arguments.
pub(super) const fn of_type(named: &Named<'_>) -> u64 {
    by_place(FNV_BASIS, named, DEEPEST)
}

/// What stands for its key in the lock.
pub(super) const fn of_key(named: &Named<'_>) -> u64 {
    by_key(FNV_BASIS, named, DEEPEST)
}

/// The digest of a type's fields and variants: a sum, as their order means nothing.
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
        *sum = u64::wrapping_add(*sum, part(line, &fields[at].ty, DEEPEST, Names::Keys));
        at += 1;
    }
}

const fn name(hash: u64, name: &str) -> u64 {
    fnv(fnv(hash, name.as_bytes()), &[END])
}

const fn by_place(hash: u64, named: &Named<'_>, depth: usize) -> u64 {
    arguments(name(name(hash, named.place.0), named.place.1), named, depth, Names::Places)
}

const fn by_key(hash: u64, named: &Named<'_>, depth: usize) -> u64 {
    arguments(name(name(hash, crate_of(named.place.0)), named.name), named, depth, Names::Keys)
}

/// What named types are told apart by.
#[derive(Clone, Copy)]
enum Names {
    Places,
    Keys,
}

const fn arguments(mut hash: u64, named: &Named<'_>, depth: usize, names: Names) -> u64 {
    let mut at = 0;
    while at < named.arguments.len() {
        hash = match &named.arguments[at] {
            Argument::Type(ty) => part(hash, ty, depth, names),
            Argument::Const(number) => fnv(hash, &number.to_le_bytes()),
        };
        at += 1;
    }
    fnv(hash, &[END])
}

/// A type may hold itself without a name between: `depth` ends that.
const fn part(hash: u64, ty: &Part, depth: usize, names: Names) -> u64 {
    let (Some(outline), Some(depth)) = (ty.outline(), depth.checked_sub(1)) else { return fnv(hash, &[UNKNOWN]) };
    match outline {
        Outline::Leaf(kind) => fnv(hash, &[kind.code()]),
        Outline::Of { kind, parts } => {
            let mut hash = fnv(hash, &[kind.code()]);
            let mut at = 0;
            while at < parts.len() {
                hash = part(hash, &parts[at], depth, names);
                at += 1;
            }
            fnv(hash, &[END])
        }
        Outline::Array(count, ty) => {
            part(fnv(fnv(hash, &[Kind::Array.code()]), &count.to_le_bytes()), ty, depth, names)
        }
        Outline::As(ty) => part(hash, ty, depth, names),
        Outline::Struct { named, .. } | Outline::Record { named, .. } | Outline::Enum { named, .. } => {
            let hash = fnv(hash, &[Kind::Struct.code()]);
            match names {
                Names::Places => by_place(hash, named, depth),
                Names::Keys => by_key(hash, named, depth),
            }
        }
    }
}
