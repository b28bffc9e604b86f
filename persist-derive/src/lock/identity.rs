//! The identities of types and shapes, which `persist-core`'s constants hold against those of the program:
//! `schema/identity.rs` there has the other half, and says what they are made of.

use super::ty::{Key, Kind, NUMBERS, Ty};
use super::{Line, Stanza};

pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Says that named types are, or may be, within.
const NAMED_WITHIN: u64 = 1;

/// Stands for what constants do not lead to.
const UNKNOWN: u64 = NAMED_WITHIN;

pub(super) fn mix(hash: u64, word: u64) -> u64 {
    let mixed = (hash ^ word).wrapping_mul(FACTOR);
    mixed ^ mixed >> 32
}

/// The identity of a text.
pub(crate) fn of_text(text: &str) -> u64 {
    let start = mix(SEED, text.len() as u64);
    let words = text.as_bytes().chunks_exact(8);
    let rest = words.remainder();
    let word = |bytes: &[u8]| bytes.iter().rfold(0, |word, byte| word << 8 | u64::from(*byte));
    mix(words.map(word).fold(start, mix), word(rest))
}

/// The identity of a type, or what stands for a number.
pub(super) fn of_ty(ty: &Ty) -> u64 {
    let holds = |start: u64, parts: &[Ty]| {
        let parts: Vec<u64> = parts.iter().map(of_ty).collect();
        let within = parts.iter().fold(0, |within, part| within | part);
        parts.into_iter().fold(start, mix) & !NAMED_WITHIN | within & NAMED_WITHIN
    };
    match ty {
        Ty::Leaf(kind) => holds(mix(SEED, code(*kind).into()), &[]),
        Ty::Of(kind, parts) => holds(mix(SEED, code(*kind).into()), parts),
        Ty::Array(count, element) => holds(mix(mix(SEED, ARRAY.into()), *count), std::slice::from_ref(element)),
        Ty::Named(key) => of_key(key),
        Ty::Itself | Ty::Const(_) => UNKNOWN,
    }
}

fn of_key(Key { krate, name, arguments }: &Key) -> u64 {
    let step = |hash: u64, word: u64| hash.wrapping_mul(FACTOR) ^ word;
    let home = krate.bytes().map(u64::from).fold(SEED, step);
    let start = step(home, of_text(name)) | NAMED_WITHIN;
    let hash = arguments.iter().fold(start, |hash, argument| match argument {
        Ty::Const(number) => mix(mix(hash, *number as u64), (*number >> 64) as u64),
        ty => mix(hash, of_ty(ty)),
    });
    hash | NAMED_WITHIN
}

/// Whether named types are within.
pub(super) fn leads_on(ty: &Ty) -> bool {
    of_ty(ty) & NAMED_WITHIN != 0
}

/// A type and those of its fields.
pub(super) fn of_fields<'t>(key: &Key, fields: impl IntoIterator<Item = &'t Ty>) -> u64 {
    fields.into_iter().map(of_ty).fold(of_key(key), |hash, ty| hash.wrapping_mul(FACTOR) ^ ty)
}

/// The names and types of all fields and variants.
pub(crate) fn of_stanza(stanza: &Stanza) -> u64 {
    stanza.lines.iter().map(of_line).fold(0, u64::wrapping_add)
}

fn of_line(line: &Line) -> u64 {
    let variant = of_text(line.variant.as_deref().unwrap_or_default());
    match &line.field {
        Some((field, ty)) => mix(mix(variant, of_text(field)), of_ty(ty)),
        None => variant,
    }
}

/// What stands for an array.
pub(super) const ARRAY: u8 = 11;

/// What stands for a type that has a name.
pub(super) const NAMED: u8 = 12;

/// What stands for another kind.
pub(super) fn code(kind: Kind) -> u8 {
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
