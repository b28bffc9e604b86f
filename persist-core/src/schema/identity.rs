//! 64 bits that stand for a type as the lock writes it: equal for equal types, and by all likelihood for no others.
//!
//! Constants run slowly, and most types are what they were when they were released. So each [`Link`](super::Link)
//! bears the identity of the type that it leads to, made of those of its parts, and where a type's own are those
//! that the lock has, nothing else is compared. `lock/identity.rs` of `persist-derive` makes the same of what the file says.
//!
//! ```text
//! mix(a, b)    (a ^ b) × FACTOR, xor its own upper half
//! text         mix of SEED, its length, each 8 bytes, and the rest, filled up with zeros
//! leaf         mix of SEED and the kind's number
//! container    mix of SEED, the kind's number and the parts
//! array        mix of SEED, the kind's number, the count and the element
//! named        from SEED on: × FACTOR, xor each byte of the crate, and at last the name's text; mixed with the arguments
//! number       as an argument: two words of 64 bits
//! fields       from the type on: × FACTOR, xor the next field's type
//! ```
//!
//! The lowest bit of a type's identity is whether named types are, or may be, within.

use super::history::{Argument, Field, Named, Variant};
use super::outline::{Kind, Outline};

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Says that named types are, or may be, within.
pub(crate) const NAMED_WITHIN: u64 = 1;

/// Stands for what constants do not lead to; the identity of no other type.
pub(super) const NOWHERE: u64 = NAMED_WITHIN;

/// Stands for a type that may hold itself without a name between.
pub(super) const UNREAD: u64 = 2 | NAMED_WITHIN;

const fn mix(hash: u64, word: u64) -> u64 {
    let mixed = (hash ^ word).wrapping_mul(FACTOR);
    mixed ^ mixed >> 32
}

/// The identity of a text.
pub(crate) const fn of_text(text: &str) -> u64 {
    of_bytes(text.as_bytes())
}

const fn of_bytes(text: &[u8]) -> u64 {
    let mut hash = mix(SEED, text.len() as u64);
    let mut rest = text;
    while let Some((word, behind)) = rest.split_first_chunk() {
        hash = mix(hash, u64::from_le_bytes(*word));
        rest = behind;
    }
    let (mut word, mut at) = (0, rest.len());
    while at > 0 {
        at -= 1;
        word = word << 8 | rest[at] as u64;
    }
    mix(hash, word)
}

/// The identity of a type without arguments, of the name with this identity, in the crate that the module is in. It is made
/// for every type, and so without a call: for a constant, that is the dearest of steps.
pub(super) const fn of_name(module: &str, name: u64) -> u64 {
    let module = module.as_bytes();
    let mut hash = SEED;
    let mut at = 0;
    while at < module.len() && module[at] != b':' {
        hash = (hash as u128 * FACTOR as u128) as u64 ^ module[at] as u64;
        at += 1;
    }
    (hash as u128 * FACTOR as u128) as u64 ^ name | NAMED_WITHIN
}

/// The identity of a type that has a name.
pub(crate) const fn of_named(named: &Named<'_>) -> u64 {
    let mut hash = of_name(named.place.0, of_text(named.name));
    let mut at = 0;
    while at < named.arguments.len() {
        hash = match &named.arguments[at] {
            Argument::Type(part) => mix(hash, part.link.identity),
            Argument::Const(number) => mix(mix(hash, *number as u64), (*number >> 64) as u64),
        };
        at += 1;
    }
    hash | NAMED_WITHIN
}

/// The identity of what looks like this.
pub(super) const fn of_outline(outline: &Outline<'_>) -> u64 {
    let (hash, within) = match outline {
        Outline::Leaf(kind) => (mix(SEED, kind.code() as u64), 0),
        Outline::Of { kind, parts } => {
            let (mut hash, mut within) = (mix(SEED, kind.code() as u64), 0);
            let mut at = 0;
            while at < parts.len() {
                hash = mix(hash, parts[at].link.identity);
                within |= parts[at].link.identity;
                at += 1;
            }
            (hash, within)
        }
        Outline::Array(count, part) => {
            (mix(mix(mix(SEED, Kind::Array.code() as u64), *count), part.link.identity), part.link.identity)
        }
        Outline::As(part) => return part.link.identity,
        Outline::Struct { named, .. } | Outline::Record { named, .. } | Outline::Enum { named, .. } => {
            return of_named(named);
        }
    };
    hash & !NAMED_WITHIN | within & NAMED_WITHIN
}

/// The type with the identity `own`, and the types of all its fields, earlier ones included, in the order in which they are
/// declared. Their names and places are for the derive to see.
pub(crate) const fn of_fields(own: u64, outline: &Outline<'_>) -> u64 {
    match outline {
        Outline::Struct { fields, .. } | Outline::Record { fields, .. } => fold(own, fields),
        Outline::Enum { variants, .. } => {
            let mut hash = own;
            let mut at = 0;
            while at < variants.len() {
                hash = fold(hash, variants[at].fields);
                at += 1;
            }
            hash
        }
        _ => own,
    }
}

/// `hash × FACTOR ^ identity` for each type.
const fn fold(mut hash: u64, fields: &[Field<'_>]) -> u64 {
    let mut at = 0;
    while at < fields.len() {
        let field = &fields[at];
        hash = (hash as u128 * FACTOR as u128) as u64 ^ field.ty.link.identity;
        let mut earlier = 0;
        while earlier < field.was.len() {
            hash = (hash as u128 * FACTOR as u128) as u64 ^ field.was[earlier].ty.link.identity;
            earlier += 1;
        }
        at += 1;
    }
    hash
}

/// The names and types of all fields and variants: a sum, as their order means nothing.
pub(crate) const fn of_shape(outline: &Outline<'_>) -> u64 {
    match outline {
        Outline::Struct { fields, .. } | Outline::Record { fields, .. } => sum("", fields),
        Outline::Enum { variants, .. } => {
            let mut hash = 0_u64;
            let mut at = 0;
            while at < variants.len() {
                let Variant { name, fields, .. } = &variants[at];
                hash = hash.wrapping_add(of_text(name)).wrapping_add(sum(name, fields));
                at += 1;
            }
            hash
        }
        _ => 0,
    }
}

const fn sum(variant: &str, fields: &[Field<'_>]) -> u64 {
    let variant = of_text(variant);
    let mut hash = 0_u64;
    let mut at = 0;
    while at < fields.len() {
        let line = mix(mix(variant, of_text(fields[at].name)), fields[at].ty.link.identity);
        hash = hash.wrapping_add(line);
        at += 1;
    }
    hash
}
