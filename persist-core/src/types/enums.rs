//! Enums of the standard library, written as the derive writes them.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::ops::Bound;

use crate::codec::decode::DecodeColumn;
use crate::codec::encode::{EncodeColumn, EncodeVariant};
use crate::codec::enums::{Offsets, encode_enum, encode_fieldless, variants_bound};
use crate::codec::fields::{DecodeField, EncodeField};
use crate::codec::variants::{DecodeVariant, decode_enum, decode_fieldless, no_variant};
use crate::codec::{Decode, Encode, Reader, Rows, Slots, Writer};
use crate::error::Result;
use crate::schema::{Describe, Field, Named, NodeId, SchemaBuilder, Variant};

/// An enum whose variants have one field each, or none.
macro_rules! enumeration {
    (
        impl[$($parameter:ident)*] $type:ty, $name:literal, $count:literal;
        $($index:literal $variant:ident($field:ty);)*
        $(; $unit_index:literal $unit:ident;)*
    ) => {
        impl<$($parameter: Describe),*> Describe for $type {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                builder.enumeration(Self::describe, &Named::new($name, 1), &[
                    $(Variant::of(stringify!($variant), &[Field::of::<$field>("0")]),)*
                    $(Variant::of(stringify!($unit), &[]),)*
                ])
            }
        }

        // SAFETY: the variants' fields, in order; the bound is that of the largest.
        unsafe impl<$($parameter: Encode),*> Encode for $type {
            const BOUND: usize = variants_bound(&[$(&[<$field as Encode>::BOUND]),*]);
            const VARIANTS: &'static [EncodeVariant] = &[
                $(EncodeVariant { name: stringify!($variant), columns: &[EncodeColumn::of::<$field>("0", 0)] },)*
                $(EncodeVariant { name: stringify!($unit), columns: &[] },)*
            ];

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                encode_enum(
                    rows,
                    writer,
                    |value: &Self| match value {
                        $(Self::$variant(_) => $index,)*
                        $(Self::$unit => $unit_index,)*
                    },
                    |value: &Self, at: &mut Offsets| match value {
                        $(Self::$variant(field) => at.measure(value, field),)*
                        $(Self::$unit => {})*
                    },
                )
            }

            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                match self {
                    $(Self::$variant(field) => {
                        writer.variant($index, $count);
                        field.encode_variant_field(stringify!($variant), "0", writer)
                    })*
                    $(Self::$unit => {
                        writer.variant($unit_index, $count);
                        Ok(())
                    })*
                }
            }
        }

        // SAFETY: each variant's fields, in order, as the tuple that makes it.
        unsafe impl<'de, $($parameter: Decode<'de>),*> Decode<'de> for $type {
            const LOCATES: bool = false;
            const VARIANTS: &'de [DecodeVariant<'de>] = &[
                $(DecodeVariant::of::<($field,), Self, _>(
                    stringify!($variant),
                    &[DecodeColumn::of::<$field>("0", std::mem::offset_of!(($field,), 0))],
                    |(field,)| Self::$variant(field),
                ),)*
                $(DecodeVariant::unit(stringify!($unit)),)*
            ];

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                decode_enum(slots, reader, |index| match index {
                    $($unit_index => Some(Self::$unit),)*
                    _ => None,
                })
            }

            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                match reader.variant($count)? {
                    $($index => DecodeField::decode_variant_field(stringify!($variant), "0", reader).map(Self::$variant),)*
                    $($unit_index => Ok(Self::$unit),)*
                    other => Err(no_variant(other, $count)),
                }
            }
        }
    };
}

enumeration! {
    impl[T E] Result<T, E>, "Result", 2;
    0 Ok(T);
    1 Err(E);
}

enumeration! {
    impl[T] Bound<T>, "Bound", 3;
    0 Included(T);
    1 Excluded(T);
    ; 2 Unbounded;
}

enumeration! {
    impl[] IpAddr, "IpAddr", 2;
    0 V4(Ipv4Addr);
    1 V6(Ipv6Addr);
}

enumeration! {
    impl[] SocketAddr, "SocketAddr", 2;
    0 V4(SocketAddrV4);
    1 V6(SocketAddrV6);
}

// ---- without fields ----

impl Describe for Ordering {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.enumeration(
            Self::describe,
            &Named::new("Ordering", 1),
            &[Variant::of("Less", &[]), Variant::of("Equal", &[]), Variant::of("Greater", &[])],
        )
    }
}

fn order_index(order: &Ordering) -> u32 {
    match order {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    }
}

fn order_at(index: u32) -> Option<Ordering> {
    [Ordering::Less, Ordering::Equal, Ordering::Greater].get(index as usize).copied()
}

// SAFETY: an index, which is one byte.
unsafe impl Encode for Ordering {
    const BOUND: usize = 1;

    fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
        encode_fieldless(rows, writer, 3, order_index)
    }

    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.variant(order_index(self), 3);
        Ok(())
    }
}

// SAFETY: all slots are filled, or none.
unsafe impl<'de> Decode<'de> for Ordering {
    const LOCATES: bool = false;

    fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
        decode_fieldless(slots, reader, 3, order_at)
    }

    fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
        let index = reader.variant(3)?;
        order_at(index).ok_or_else(|| no_variant(index, 3))
    }
}

impl Describe for Infallible {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.enumeration(Self::describe, &Named::new("Infallible", 1), &[])
    }
}

// SAFETY: there is no value to encode.
unsafe impl Encode for Infallible {
    const BOUND: usize = 0;

    fn encode_rows(_: Rows<'_, Self>, _: &mut Writer<'_>) -> Result<()> {
        Ok(())
    }

    fn encode_one(&self, _: &mut Writer<'_>) -> Result<()> {
        match *self {}
    }
}

// SAFETY: always an error: no slot is filled.
unsafe impl<'de> Decode<'de> for Infallible {
    const LOCATES: bool = false;

    fn decode_rows(_: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
        Err(reader.no_variant(0, 0))
    }

    fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
        Err(reader.no_variant(0, 0))
    }
}
