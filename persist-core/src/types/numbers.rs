//! Numbers, `bool`, `char` and `()`: the leaves. Also what is a number with fewer values: `usize`,
//! `isize`, `NonZero`.

use std::mem::MaybeUninit;
use std::num::NonZero;

use super::foreign::through;
use crate::codec::flat::Flat;
use crate::codec::kernels::gather::{fill_with, gather, scatter};
use crate::codec::kernels::integer::Integer;
use crate::codec::kernels::{booleans, floats, integers};
use crate::codec::planned::widen;
use crate::codec::records::{Leaf, Leaves, Plain};
use crate::codec::{BLOCK, Decode, Encode, Reader, Rows, Slots, Writer};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::resolve::plan::Step;
use crate::schema::{Describe, NodeId, Number, SchemaBuilder};

macro_rules! number {
    ($($type:ty, $bits:ty, $kernel:ident, $number:ident, $bound:expr, $put:expr, $take:expr;)*) => {$(
        impl Describe for $type {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                builder.number(Number::$number)
            }
        }

        // SAFETY: `$bits` has the size, alignment and values of `$type`, seen as a number; the bound is that of its single form.
        unsafe impl Encode for $type {
            const BOUND: usize = $bound;
            const LEAF: bool = true;
            const FLAT: Flat = Flat::number(size_of::<$type>());

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                $kernel::put_rows::<$bits>(rows.field(0), writer);
                Ok(())
            }

            #[inline]
            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                let put: fn($type, &mut Writer<'_>) = $put;
                put(*self, writer);
                Ok(())
            }
        }

        // SAFETY: as above; the kernel fills every slot or returns an error.
        unsafe impl<'de> Decode<'de> for $type {
            const LOCATES: bool = false;
            const FLAT: Flat = Flat::number(size_of::<$type>());

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                match reader.take_step() {
                    Step::SAME => $kernel::take_slots::<$bits>(slots.field(0), reader),
                    // SAFETY: the slots take numbers of this kind.
                    step => unsafe { widen(slots.places(), Number::$number, step, reader) },
                }
            }

            #[inline]
            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                let take: fn(&mut Reader<'de>) -> Result<$type> = $take;
                take(reader)
            }
        }
    )*};
}

macro_rules! plain {
    ($($type:ty, $number:ident;)*) => {$(
        // SAFETY: a number is one leaf, without padding, and every bit pattern is one.
        unsafe impl Plain for $type {
            fn leaves(leaves: &mut Leaves<'_>) {
                leaves.leaf(Leaf::$number);
            }
        }
    )*};
}

macro_rules! integer {
    ($($type:ty, $number:ident;)*) => {
        number! {$(
            $type, $type, integers, $number, <$type as Integer>::SINGLE,
            |value, writer| value.put_single(writer),
            |reader| <$type as Integer>::take_single(reader);
        )*}
    };
}

plain! {
    u8, U8;
    u16, U16;
    u32, U32;
    u64, U64;
    u128, U128;
    i8, I8;
    i16, I16;
    i32, I32;
    i64, I64;
    i128, I128;
    f32, F32;
    f64, F64;
}

integer! {
    u8, U8;
    u16, U16;
    u32, U32;
    u64, U64;
    u128, U128;
    i8, I8;
    i16, I16;
    i32, I32;
    i64, I64;
    i128, I128;
}

number! {
    f32, u32, floats, F32, 4,
    |value, writer| writer.put(value.to_bits().to_le_bytes()),
    |reader| Ok(f32::from_bits(u32::from_le_bytes(reader.array()?)));
    f64, u64, floats, F64, 8,
    |value, writer| writer.put(value.to_bits().to_le_bytes()),
    |reader| Ok(f64::from_bits(u64::from_le_bytes(reader.array()?)));
}

// ---- bool, char, unit ----

impl Describe for bool {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.boolean()
    }
}

// SAFETY: one byte, as the bound says.
unsafe impl Encode for bool {
    const BOUND: usize = 1;
    const LEAF: bool = true;

    fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
        gather(rows, |flags| booleans::put(flags, writer));
        Ok(())
    }

    #[inline]
    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.put([u8::from(*self)]);
        Ok(())
    }
}

// SAFETY: the closure fills all of its memory before it returns `Ok`.
unsafe impl<'de> Decode<'de> for bool {
    const LOCATES: bool = false;

    fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
        // SAFETY: as just said.
        unsafe {
            scatter(slots, reader, |out, reader| {
                let mut flags = [false; BLOCK];
                let flags = &mut flags[..out.len()];
                booleans::take(flags, reader)?;
                fill_with(out, |index| flags[index]);
                Ok(())
            })
        }
    }

    #[inline]
    fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
        match reader.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(reader.malformed("bits after the last boolean are set")),
        }
    }
}

impl Describe for char {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.character()
    }
}

// SAFETY: a `char` has the size and alignment of `u32`, and each is one; the bound is that of its
// single form.
unsafe impl Encode for char {
    const BOUND: usize = <u32 as Integer>::SINGLE;
    const LEAF: bool = true;

    fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
        integers::put_rows::<u32>(rows.field(0), writer);
        Ok(())
    }

    #[inline]
    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        u32::from(*self).put_single(writer);
        Ok(())
    }
}

// SAFETY: the closure fills all of its memory before it returns `Ok`.
unsafe impl<'de> Decode<'de> for char {
    const LOCATES: bool = false;

    fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
        // SAFETY: as just said.
        unsafe {
            scatter(slots, reader, |out: &mut [MaybeUninit<char>], reader| {
                let mut codes = [0_u32; BLOCK];
                let codes = &mut codes[..out.len()];
                integers::take(codes, reader)?;
                for (place, code) in out.iter_mut().zip(codes) {
                    place.write(character(*code, reader)?);
                }
                Ok(())
            })
        }
    }

    #[inline]
    fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
        let code = u32::take_single(reader)?;
        character(code, reader)
    }
}

#[inline]
fn character(code: u32, reader: &Reader<'_>) -> Result<char> {
    char::from_u32(code).ok_or_else(|| reader.malformed(format!("{code:#x} is not a character")))
}

impl Describe for () {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.unit()
    }
}

// SAFETY: no bytes.
unsafe impl Encode for () {
    const BOUND: usize = 0;

    fn encode_rows(_: Rows<'_, Self>, _: &mut Writer<'_>) -> Result<()> {
        Ok(())
    }

    #[inline]
    fn encode_one(&self, _: &mut Writer<'_>) -> Result<()> {
        Ok(())
    }
}

// SAFETY: a value without bytes is there.
unsafe impl<'de> Decode<'de> for () {
    const LOCATES: bool = false;

    fn decode_rows(_: Slots<'_, Self>, _: &mut Reader<'de>) -> Result<()> {
        Ok(())
    }

    #[inline]
    fn decode_one(_: &mut Reader<'de>) -> Result<Self> {
        Ok(())
    }
}

// ---- usize, isize: 64 bits on the wire ----

#[cfg(target_pointer_width = "64")]
number! {
    usize, u64, integers, U64, <u64 as Integer>::SINGLE,
    |value, writer| (value as u64).put_single(writer),
    |reader| Ok(u64::take_single(reader)? as usize);
    isize, i64, integers, I64, <i64 as Integer>::SINGLE,
    |value, writer| (value as i64).put_single(writer),
    |reader| Ok(i64::take_single(reader)? as isize);
}

#[cfg(not(target_pointer_width = "64"))]
through! {
    impl[] usize as u64;
    |value| Ok(*value as u64);
    |wide| usize::try_from(wide).map_err(|_| does_not_fit(i128::from(wide)));
}

#[cfg(not(target_pointer_width = "64"))]
through! {
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
    ($($type:ty)*) => {$(
        through! {
            impl[] NonZero<$type> as $type;
            |value| Ok(value.get());
            |number| NonZero::new(number).ok_or_else(is_zero);
        }
    )*};
}

non_zero! { u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 usize isize }

#[cold]
fn is_zero() -> Error {
    Error::new(ErrorKind::Malformed, "a 0 where the type says that there is none")
}
