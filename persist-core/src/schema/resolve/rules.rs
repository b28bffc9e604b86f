//! The rules: which shape of a file may be read as which shape of a program.
//!
//! This is the one table of what loses nothing; docs/EVOLUTION.md prints it, and a test holds the
//! two against each other. It is `const` and allocates nothing. What depends on names and versions
//! (the fields of structs, the variants of enums) is decided where [`Rule::Fields`] and
//! [`Rule::Variants`] are followed.

use crate::schema::node::{Number, Shape};
use crate::schema::outline::Kind;

/// How values of one shape are read as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// They are the same.
    Same,
    /// Number by number, into a type that has all values of the file's.
    Widen,
    /// Part by part.
    Parts,
    /// Element by element, as many as there are.
    Elements,
    /// Element by element, where the types have the same count.
    SameCount,
    /// Element by element, where the values have the type's count.
    Counted,
    /// Field by field, by name.
    Fields,
    /// Variant by variant, by name.
    Variants,
    /// Every value is there.
    Present,
    /// The value that is shared.
    Share,
    /// Put behind a lock.
    Lock,
    /// Taken out of a lock.
    Unlock,
    /// Not without a declaration.
    Refused,
}

/// The rule for values that a file has as `file` and a program as `program`.
pub(crate) const fn rule(file: Kind, program: Kind) -> Rule {
    use Kind::{
        Array, Bool, Char, Enum, Locked, Map, Number, Option, Record, Sequence, Set, Shared, Struct, Text, Tuple, Unit,
    };
    match (file, program) {
        (Unit, Unit) | (Bool, Bool) | (Char, Char) | (Text, Text) => Rule::Same,
        (Number(from), Number(to)) => match widens(from, to) {
            true if from as u8 == to as u8 => Rule::Same,
            true => Rule::Widen,
            false => Rule::Refused,
        },
        (Option, Option) | (Map, Map) | (Shared, Shared) | (Locked, Locked) => Rule::Parts,
        (Sequence, Sequence | Set) | (Set, Set | Sequence) | (Array, Sequence) => Rule::Elements,
        (Array, Array) => Rule::SameCount,
        (Sequence, Array) => Rule::Counted,
        (Struct | Record | Tuple, Struct | Record | Tuple) => Rule::Fields,
        (Enum, Enum) => Rule::Variants,
        // Before what follows, so that an option in a lock is read as an option, not as one in another.
        (Locked, _) => Rule::Unlock,
        (_, Option) => Rule::Present,
        (_, Shared) => Rule::Share,
        (_, Locked) => Rule::Lock,
        _ => Rule::Refused,
    }
}

/// Whether every value of `from` is one of `to`.
pub(crate) const fn widens(from: Number, to: Number) -> bool {
    let (from_float, to_float) = (is_float(from), is_float(to));
    let (from_signed, to_signed) = (is_signed(from), is_signed(to));
    if from_float != to_float {
        return false;
    }
    let (from_width, to_width) = (from.width(), to.width());
    if from_signed == to_signed { from_width <= to_width } else { to_signed && from_width < to_width }
}

const fn is_float(number: Number) -> bool {
    matches!(number, Number::F32 | Number::F64)
}

/// Whether it has a sign; floats count as if all had the same.
const fn is_signed(number: Number) -> bool {
    matches!(number, Number::I8 | Number::I16 | Number::I32 | Number::I64 | Number::I128)
}

impl Kind {
    /// The kind of a shape.
    pub(crate) const fn of(shape: &Shape) -> Self {
        match shape {
            Shape::Unit => Kind::Unit,
            Shape::Bool => Kind::Bool,
            Shape::Char => Kind::Char,
            Shape::Text => Kind::Text,
            Shape::Number(number) => Kind::Number(*number),
            Shape::Option => Kind::Option,
            Shape::Sequence => Kind::Sequence,
            Shape::Set => Kind::Set,
            Shape::Map => Kind::Map,
            Shape::Array(_) => Kind::Array,
            Shape::Tuple => Kind::Tuple,
            Shape::Shared => Kind::Shared,
            Shape::Locked => Kind::Locked,
            Shape::Struct(_) => Kind::Struct,
            Shape::Record(_) => Kind::Record,
            Shape::Enum(_) => Kind::Enum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERS: [Number; 12] = [
        Number::U8,
        Number::U16,
        Number::U32,
        Number::U64,
        Number::U128,
        Number::I8,
        Number::I16,
        Number::I32,
        Number::I64,
        Number::I128,
        Number::F32,
        Number::F64,
    ];

    #[test]
    fn numbers_widen_where_the_range_contains_the_other() {
        // (low, high) as powers of two: the range of an integer; floats are alone.
        let range = |number: Number| {
            let bits = 8 * number.width() as u32;
            match number {
                Number::F32 | Number::F64 => None,
                _ if is_signed(number) => Some((bits - 1, bits - 1)),
                _ => Some((0, bits)),
            }
        };
        for from in NUMBERS {
            for to in NUMBERS {
                let contains = match (range(from), range(to)) {
                    (Some((low, high)), Some((to_low, to_high))) => to_low >= low && to_high >= high,
                    (None, None) => from.width() <= to.width(),
                    _ => false,
                };
                assert_eq!(widens(from, to), contains, "{from:?} → {to:?}");
                let expected = match contains {
                    true if from == to => Rule::Same,
                    true => Rule::Widen,
                    false => Rule::Refused,
                };
                assert_eq!(rule(Kind::Number(from), Kind::Number(to)), expected);
            }
        }
    }
}
