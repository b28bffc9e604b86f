//! Enums of the standard library, written as the derive writes them.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::mem::offset_of;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::ops::Bound;

use super::*;
use crate::codec::encode::EncodeVariant;
use crate::codec::enums::{Offsets, encode_enum, variants_bound};
use crate::codec::variants::{DecodeVariant, decode_enum, no_variant};
use crate::schema::Variant;

/// An enum whose variants have one field each, or, after those, none.
macro_rules! enumeration {
    (
        impl[$($parameter:ident),*] $type:ty as $name:literal, $count:literal;
        $($index:literal $variant:ident($field:ty);)*
        $(unit $unit_index:literal $unit:ident;)*
    ) => {
        encode! {
            // SAFETY: the variants' fields, in order; the bound is that of the largest.
            unsafe impl[$($parameter),*] $type, of [$($parameter),*],
                bound variants_bound(<Self as Encode>::VARIANTS),
                variants &[
                    $(EncodeVariant { name: stringify!($variant), columns: &[EncodeColumn::of::<$field>("0", 0)] },)*
                    $(EncodeVariant { name: stringify!($unit), columns: &[] },)*
                ];
            outline Outline::Enum {
                named: Named::new($name, 1).arguments(&[$(Argument::Type(Part::of::<$parameter>())),*]),
                variants: &[
                $(Variant::of(stringify!($variant), &[Field::of::<$field>("0")]),)*
                $(Variant::of(stringify!($unit), &[]),)*
                ],
            };
            rows |rows, writer| encode_enum(
                rows,
                writer,
                |value: &Self| match *value {
                    $(Self::$variant(_) => $index,)*
                    $(Self::$unit => $unit_index,)*
                },
                |value: &Self, _at: &mut Offsets| match *value {
                    $(Self::$variant(ref field) => _at.measure(value, field),)*
                    $(Self::$unit => {})*
                },
            );
            one |value, writer| match *value {
                $(Self::$variant(ref field) => {
                    writer.variant($index, $count);
                    let encoded = field.encode_field(stringify!($variant), "0", writer);
                    writer.outcome(encoded)
                })*
                $(Self::$unit => {
                    writer.variant($unit_index, $count);
                    Ok(())
                })*
            };
        }

        decode! {
            // SAFETY: each variant's fields, in order, as the tuple that makes it.
            unsafe impl[$($parameter: Decode<'de>),*] $type, locates false,
                variants &[
                    $(DecodeVariant::of::<($field,), Self, _>(
                        stringify!($variant),
                        &[DecodeColumn::of::<$field>("0", offset_of!(($field,), 0))],
                        |(field,)| Self::$variant(field),
                    ),)*
                    $(DecodeVariant::unit(stringify!($unit)),)*
                ];
            rows |slots, reader| decode_enum(slots, reader, |index| match index {
                $($unit_index => Some(Self::$unit),)*
                _ => None,
            });
            one |reader| match reader.variant($count)? {
                $($index => DecodeField::decode_field(stringify!($variant), "0", reader).map(Self::$variant),)*
                $($unit_index => Ok(Self::$unit),)*
                other => Err(no_variant(other, $count)),
            };
        }
    };
}

enumeration! { impl[T, E] Result<T, E> as "Result", 2; 0 Ok(T); 1 Err(E); }
enumeration! { impl[T] Bound<T> as "Bound", 3; 0 Included(T); 1 Excluded(T); unit 2 Unbounded; }
enumeration! { impl[] IpAddr as "IpAddr", 2; 0 V4(Ipv4Addr); 1 V6(Ipv6Addr); }
enumeration! { impl[] SocketAddr as "SocketAddr", 2; 0 V4(SocketAddrV4); 1 V6(SocketAddrV6); }
enumeration! { impl[] Ordering as "Ordering", 3; unit 0 Less; unit 1 Equal; unit 2 Greater; }
enumeration! { impl[] Infallible as "Infallible", 0; }
