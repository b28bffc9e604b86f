//! Numbers, `bool`, `char` and `()`: the leaves. Also what is a number with fewer values: `usize`,
//! `isize`, `NonZero`.

use std::mem::MaybeUninit;
use std::num::NonZero;

use super::*;
use crate::codec::kernels::gather::{gather, scatter};
use crate::codec::kernels::integer::Integer;
use crate::codec::kernels::vectorised::vectorised;
use crate::codec::kernels::{booleans, floats, integers};
use crate::codec::planned::widen;
use crate::codec::records::{Leaf, Leaves, Plain};
use crate::schema::Number;

macro_rules! number {
    ($(
        $type:ty as $bits:ty: $number:ident, $kernel:ident, $bound:expr;
        |$value:ident, $writer:ident| $put:expr;
        |$reader:ident| $take:expr;
    )*) => {
        encode! {$(
            // SAFETY: `$bits` has the size, alignment and values of `$type`, seen as a number; the bound is that of its
            // single form.
            unsafe impl[] $type, bound $bound, flat Flat::number(size_of::<$type>()), leaf true;
            outline Outline::Leaf(Kind::Number(Number::$number));
            rows |rows, writer| {
                $kernel::put_rows::<$bits>(rows.field(0), writer);
                Ok(())
            };
            one |$value, $writer| {
                $put;
                Ok(())
            };
        )*}

        decode! {$(
            // SAFETY: as above; the kernel fills every slot or returns an error.
            unsafe impl[] $type, locates false, ordered true, flat Flat::number(size_of::<$type>());
            rows |slots, reader| match reader.take_step() {
                Step::SAME => $kernel::take_slots::<$bits>(slots.field(0), reader),
                // SAFETY: the slots take numbers of this kind.
                step => unsafe { widen(slots.places, Number::$number, step, reader) },
            };
            one |$reader| $take;
        )*}
    };
}

macro_rules! integer {
    ($($type:ty as $bits:ty: $number:ident),*) => {
        number! {$(
            $type as $bits: $number, integers, <$bits as Integer>::SINGLE;
            |value, writer| (*value as $bits).put_single(writer);
            |reader| Ok(<$bits>::take_single(reader)? as $type);
        )*}
    };
}

macro_rules! float {
    ($($type:ty as $bits:ty: $number:ident),*) => {
        number! {$(
            $type as $bits: $number, floats, size_of::<$bits>();
            |value, writer| writer.put(value.to_bits().to_le_bytes());
            |reader| Ok(<$type>::from_bits(<$bits>::from_le_bytes(reader.array()?)));
        )*}
    };
}

macro_rules! plain {
    ($($type:ty: $number:ident),*) => {$(
        // SAFETY: a number is one leaf, without padding, and every bit pattern is one.
        unsafe impl Plain for $type {
            fn leaves(leaves: &mut Leaves<'_>) {
                leaves.leaf(Leaf::$number);
            }
        }
    )*};
}

integer! { u8 as u8: U8, u16 as u16: U16, u32 as u32: U32, u64 as u64: U64, u128 as u128: U128 }
integer! { i8 as i8: I8, i16 as i16: I16, i32 as i32: I32, i64 as i64: I64, i128 as i128: I128 }
float! { f32 as u32: F32, f64 as u64: F64 }
plain! { u8: U8, u16: U16, u32: U32, u64: U64, u128: U128, i8: I8, i16: I16, i32: I32, i64: I64, i128: I128 }
plain! { f32: F32, f64: F64 }

// ---- bool, char, unit ----

encode! {
    // SAFETY: one byte, as the bound says.
    unsafe impl[] bool, bound 1, leaf true;
    outline Outline::Leaf(Kind::Bool);
    rows |rows, writer| {
        gather(rows, |flags| booleans::put(flags, writer));
        Ok(())
    };
    one |flag, writer| {
        writer.put([u8::from(*flag)]);
        Ok(())
    };

    // SAFETY: a `char` has the size and alignment of `u32`, and each is one; the bound is that of
    // its single form.
    unsafe impl[] char, bound <u32 as Integer>::SINGLE, leaf true;
    outline Outline::Leaf(Kind::Char);
    rows |rows, writer| {
        integers::put_rows::<u32>(rows.field(0), writer);
        Ok(())
    };
    one |character, writer| {
        u32::from(*character).put_single(writer);
        Ok(())
    };

    // SAFETY: no bytes.
    unsafe impl[] (), bound 0;
    outline Outline::Leaf(Kind::Unit);
    rows |_rows, _writer| Ok(());
    one |_unit, _writer| Ok(());
}

decode! {
    // SAFETY: `take` fills all of its memory before it returns `Ok`.
    unsafe impl[] bool, locates false;
    // SAFETY: as just said.
    rows |slots, reader| unsafe { scatter(slots, reader, booleans::take) };
    one |reader| match reader.byte()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(reader.malformed("bits after the last boolean are set")),
    };

    // SAFETY: a `char` has the size and alignment of `u32`; `take_characters` fills all of its memory with such numbers as are
    // one, before it returns `Ok`.
    unsafe impl[] char, locates false;
    // SAFETY: as just said.
    rows |slots, reader| unsafe { scatter(slots.field(0), reader, take_characters) };
    one |reader| {
        let code = u32::take_single(reader)?;
        character(code, reader)
    };

    // SAFETY: a value without bytes is there.
    unsafe impl[] (), locates false;
    rows |_slots, _reader| Ok(());
    one |_reader| Ok(());
}

/// Reads a column of the numbers of characters into memory that it initialises.
fn take_characters(codes: &mut [MaybeUninit<u32>], reader: &mut Reader<'_>) -> Result<()> {
    integers::take_into(codes, reader)?;
    // SAFETY: `take_into` has initialised all of it.
    let codes = unsafe { std::slice::from_raw_parts(codes.as_ptr().cast::<u32>(), codes.len()) };
    if are_characters(codes) { Ok(()) } else { codes.iter().try_for_each(|code| character(*code, reader).map(drop)) }
}

vectorised! {
    /// Whether each number is that of a character; all are looked at, which takes no branch.
    fn are_characters[][](codes: &[u32]) -> bool {
        codes.iter().fold(true, |all, code| all & char::from_u32(*code).is_some())
    }
}

#[inline]
fn character(code: u32, reader: &Reader<'_>) -> Result<char> {
    char::from_u32(code).ok_or_else(|| reader.malformed(format!("{code:#x} is not a character")))
}

// ---- usize, isize: 64 bits on the wire ----

#[cfg(target_pointer_width = "64")]
integer! { usize as u64: U64, isize as i64: I64 }

#[cfg(not(target_pointer_width = "64"))]
through! {
    impl[] usize as u64;
    |value| Ok(*value as u64);
    |wide| usize::try_from(wide).map_err(|_| does_not_fit(i128::from(wide)));

    impl[] isize as i64;
    |value| Ok(*value as i64);
    |wide| isize::try_from(wide).map_err(|_| does_not_fit(i128::from(wide)));
}

#[cfg(not(target_pointer_width = "64"))]
#[cold]
fn does_not_fit(value: i128) -> Error {
    Error::new(
        ErrorKind::Value,
        format!("{value} does not fit this machine's {} bits of `usize` and `isize`", usize::BITS),
    )
    .help("load it into a `u64` or `i64`")
}

// ---- NonZero ----

macro_rules! non_zero {
    ($($type:ty)*) => {
        through! {$(
            impl[] NonZero<$type> as $type;
            |value| Ok(value.get());
            |number| NonZero::new(number).ok_or_else(is_zero);
        )*}
    };
}

non_zero! { u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 usize isize }

#[cold]
fn is_zero() -> Error {
    Error::new(ErrorKind::Malformed, "a 0 where the type says that there is none")
}
