//! What a value is, in plain words: the view of the Rust side, against which the output of the Python reader is held.
//!
//! [`Plain::to_string`] gives the text that `tests/format/read_persist.py` prints for the same value.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;
use std::sync::Mutex;

use crate::container::checksum;

/// A value without its type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Plain {
    Bool(bool),
    Signed(i128),
    Unsigned(u128),
    /// The bits of a float, so that values compare bit for bit.
    F32(u32),
    F64(u64),
    Text(String),
    Bytes(Vec<u8>),
    None,
    Some(Box<Plain>),
    List(Vec<Plain>),
    Map(Vec<(Plain, Plain)>),
    Tuple(Vec<Plain>),
    Struct(Fields),
    Variant(&'static str, Fields),
}

/// The stable names of fields and their values.
pub(crate) type Fields = Vec<(&'static str, Plain)>;

/// A value that can be described without its type.
pub(crate) trait ToPlain {
    fn plain(&self) -> Plain;

    /// The elements of a sequence or array.
    fn list(rows: &[Self]) -> Plain
    where
        Self: Sized,
    {
        Plain::List(rows.iter().map(Self::plain).collect())
    }
}

macro_rules! numbers {
    ($($type:ty => $plain:expr;)*) => {$(
        impl ToPlain for $type {
            fn plain(&self) -> Plain {
                $plain(*self)
            }
        }
    )*};
}

numbers! {
    bool => Plain::Bool;
    u16 => |value| Plain::Unsigned(u128::from(value));
    u32 => |value| Plain::Unsigned(u128::from(value));
    u64 => |value| Plain::Unsigned(u128::from(value));
    u128 => Plain::Unsigned;
    i8 => |value| Plain::Signed(i128::from(value));
    i16 => |value| Plain::Signed(i128::from(value));
    i32 => |value| Plain::Signed(i128::from(value));
    i64 => |value| Plain::Signed(i128::from(value));
    i128 => Plain::Signed;
    f32 => |value: f32| Plain::F32(value.to_bits());
    f64 => |value: f64| Plain::F64(value.to_bits());
    char => |value: char| Plain::Text(value.to_string());
}

impl ToPlain for u8 {
    fn plain(&self) -> Plain {
        Plain::Unsigned(u128::from(*self))
    }

    fn list(rows: &[u8]) -> Plain {
        Plain::Bytes(rows.to_vec())
    }
}

impl ToPlain for String {
    fn plain(&self) -> Plain {
        Plain::Text(self.clone())
    }
}

impl<T: ToPlain> ToPlain for Option<T> {
    fn plain(&self) -> Plain {
        match self {
            None => Plain::None,
            Some(value) => Plain::Some(Box::new(value.plain())),
        }
    }
}

impl<T: ToPlain> ToPlain for Vec<T> {
    fn plain(&self) -> Plain {
        T::list(self)
    }
}

impl<T: ToPlain, const N: usize> ToPlain for [T; N] {
    fn plain(&self) -> Plain {
        T::list(self)
    }
}

impl<T: ToPlain> ToPlain for BTreeSet<T> {
    fn plain(&self) -> Plain {
        Plain::List(self.iter().map(T::plain).collect())
    }
}

impl<K: ToPlain, V: ToPlain> ToPlain for BTreeMap<K, V> {
    fn plain(&self) -> Plain {
        let entries = self.iter().map(|(key, value)| (key.plain(), value.plain()));
        Plain::Map(entries.collect())
    }
}

impl<T: ToPlain> ToPlain for Box<T> {
    fn plain(&self) -> Plain {
        (**self).plain()
    }
}

impl<T: ToPlain> ToPlain for Rc<T> {
    fn plain(&self) -> Plain {
        (**self).plain()
    }
}

impl<T: ToPlain> ToPlain for Mutex<T> {
    fn plain(&self) -> Plain {
        self.lock().unwrap().plain()
    }
}

macro_rules! tuples {
    ($(($($name:ident)*))*) => {$(
        impl<$($name: ToPlain),*> ToPlain for ($($name,)*) {
            #[allow(non_snake_case)]
            fn plain(&self) -> Plain {
                let ($($name,)*) = self;
                Plain::Tuple(vec![$($name.plain()),*])
            }
        }
    )*};
}

tuples! { () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }

/// Describes structs by their fields, with the stable name where it is another: `Point { x, y => "why" }`.
#[macro_export]
macro_rules! plain_structs {
    ($($type:ident { $($field:tt $(=> $name:literal)?),* })*) => {$(
        impl $crate::plain::ToPlain for $type {
            fn plain(&self) -> $crate::plain::Plain {
                $crate::plain::Plain::Struct(vec![
                    $(($crate::stable_name!($field $($name)?), self.$field.plain())),*
                ])
            }
        }
    )*};
}

#[macro_export]
#[doc(hidden)]
macro_rules! stable_name {
    ($field:tt) => {
        stringify!($field)
    };
    ($field:tt $name:literal) => {
        $name
    };
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Plain::Bool(value) => write!(f, "{value}"),
            Plain::Signed(value) => write!(f, "{value}"),
            Plain::Unsigned(value) => write!(f, "{value}"),
            Plain::F32(bits) if f32::from_bits(*bits).is_nan() => write!(f, "nan({bits:08x})"),
            Plain::F32(bits) => float(f, f64::from(f32::from_bits(*bits))),
            Plain::F64(bits) if f64::from_bits(*bits).is_nan() => write!(f, "nan({bits:016x})"),
            Plain::F64(bits) => float(f, f64::from_bits(*bits)),
            Plain::Text(text) => quoted(f, text),
            Plain::Bytes(bytes) if bytes.len() > 64 => {
                write!(f, "bytes({}, checksum {:016x})", bytes.len(), checksum(bytes))
            }
            Plain::Bytes(bytes) => write!(f, "bytes({})", hex(bytes)),
            Plain::None => f.write_str("null"),
            Plain::Some(value) => write!(f, "some({value})"),
            Plain::List(values) => {
                f.write_str("[")?;
                separated(f, values, |f, value| value.fmt(f))?;
                f.write_str("]")
            }
            Plain::Map(entries) => {
                f.write_str("map{")?;
                separated(f, entries, |f, (key, value)| write!(f, "{key}: {value}"))?;
                f.write_str("}")
            }
            Plain::Tuple(values) => {
                f.write_str("(")?;
                separated(f, values, |f, value| value.fmt(f))?;
                f.write_str(if values.len() == 1 { ",)" } else { ")" })
            }
            Plain::Struct(values) => fields(f, values),
            Plain::Variant(name, values) => {
                f.write_str(name)?;
                if values.is_empty() { Ok(()) } else { fields(f, values) }
            }
        }
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn separated<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    mut show: impl FnMut(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        show(f, item)?;
    }
    Ok(())
}

fn fields(f: &mut fmt::Formatter<'_>, fields: &Fields) -> fmt::Result {
    f.write_str("{")?;
    separated(f, fields, |f, (name, value)| {
        quoted(f, name)?;
        write!(f, ": {value}")
    })?;
    f.write_str("}")
}

/// A text as JSON has it, in ASCII alone.
fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte @ (b'"' | b'\\')) => write!(f, "\\{}", char::from(byte))?,
            Ok(b'\n') => f.write_str("\\n")?,
            Ok(b'\r') => f.write_str("\\r")?,
            Ok(b'\t') => f.write_str("\\t")?,
            Ok(0x08) => f.write_str("\\b")?,
            Ok(0x0c) => f.write_str("\\f")?,
            Ok(byte @ b' '..=b'~') => write!(f, "{}", char::from(byte))?,
            _ => write!(f, "\\u{unit:04x}")?,
        }
    }
    f.write_str("\"")
}

/// A number as Python's `repr` has it: the fewest digits that give it back, and an exponent where it is below -4 or above 15.
fn float(f: &mut fmt::Formatter<'_>, value: f64) -> fmt::Result {
    if value.is_infinite() {
        return write!(f, "{value}");
    }
    // Not `{:e}`: of two texts that are as short and as near, Rust and Python choose different ones.
    let scientific = (0..17)
        .map(|digits| format!("{value:.digits$e}"))
        .find(|text| text.parse() == Ok(value))
        .expect("17 digits give any float back");
    let (digits, exponent) = scientific.split_once('e').expect("`{:e}` has an exponent");
    let exponent: i32 = exponent.parse().expect("an exponent is a number");
    if !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return write!(f, "{digits}e{sign}{:02}", exponent.abs());
    }
    // Without an exponent there is a point, and a digit behind it.
    let places = digits.len() as i32 - digits.find('.').map_or(digits.len() as i32, |point| point as i32 + 1);
    write!(f, "{value:.*}", (places - exponent).max(1) as usize)
}

#[test]
fn text_is_as_python_prints_it() {
    let cases: &[(Plain, &str)] = &[
        (0.1_f64.plain(), "0.1"),
        (0.1_f32.plain(), "0.10000000149011612"),
        (1e15_f64.plain(), "1000000000000000.0"),
        (1e16_f64.plain(), "1e+16"),
        (1.5e-5_f64.plain(), "1.5e-05"),
        (1e-4_f64.plain(), "0.0001"),
        (5e-324_f64.plain(), "5e-324"),
        ((-0.0_f64).plain(), "-0.0"),
        (f64::NEG_INFINITY.plain(), "-inf"),
        (f32::from_bits(0x7f80_0001).plain(), "nan(7f800001)"),
        ("a\"\n\u{7f}é😀".to_owned().plain(), r#""a\"\n\u007f\u00e9\ud83d\ude00""#),
        (vec![(1_u8, Some(true))].plain(), "[(1, some(true))]"),
        (vec![(7_i8,)].plain(), "[(7,)]"),
        (b"ab".plain(), "bytes(6162)"),
    ];
    for (plain, text) in cases {
        assert_eq!(plain.to_string(), *text);
    }
}
