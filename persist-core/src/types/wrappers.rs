//! Wrappers that vanish on the wire: what they hold is the schema.

use std::cmp::Reverse;
use std::marker::PhantomData;
use std::num::{Saturating, Wrapping};

use crate::codec::decode::DecodeColumn;
use crate::codec::fields::DecodeField;
use crate::codec::flat::Flat;
use crate::codec::structs::{decode_transparent, discard_struct};
use crate::codec::{Decode, Encode, Located, Reader, Rows, Slots, Writer};
use crate::error::Result;
use crate::schema::{Describe, NodeId, SchemaBuilder};

macro_rules! wrapper {
    ($($wrapper:ident)*) => {$(
        impl<T: Describe> Describe for $wrapper<T> {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                T::describe(builder)
            }
        }

        // SAFETY: the field at its own offset, and its bound.
        unsafe impl<T: Encode> Encode for $wrapper<T> {
            const BOUND: usize = T::BOUND;
            const FLAT: Flat = Flat::within::<Self, T>(T::FLAT, std::mem::offset_of!(Self, 0));

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                T::encode_rows(rows.field(std::mem::offset_of!(Self, 0)), writer)
            }

            #[inline]
            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                self.0.encode_one(writer)
            }

            fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
                self.0.encode_root(writer)
            }
        }

        // SAFETY: one column, the field at its own offset.
        unsafe impl<'de, T: Decode<'de>> Decode<'de> for $wrapper<T> {
            const LOCATES: bool = T::LOCATES;
            const FLAT: Flat = Flat::within::<Self, T>(T::FLAT, std::mem::offset_of!(Self, 0));
            const COLUMNS: &'de [DecodeColumn<'de>] = &[DecodeColumn::of::<T>("0", std::mem::offset_of!(Self, 0))];

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                decode_transparent(slots, reader)
            }

            #[inline]
            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                T::decode_one(reader).map($wrapper)
            }

            fn decode_root(reader: &mut Reader<'de>) -> Result<Self> {
                T::decode_root(reader).map($wrapper)
            }

            #[inline]
            fn own(slot: Located<'_, Self>) {
                T::own_field(&slot.field(0), std::mem::offset_of!(Self, 0));
            }

            fn discard(slots: Slots<'_, Self>) {
                discard_struct(slots);
            }
        }
    )*};
}

wrapper! { Wrapping Saturating Reverse }

impl<T: ?Sized> Describe for PhantomData<T> {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.unit()
    }
}

// SAFETY: no bytes.
unsafe impl<T: ?Sized> Encode for PhantomData<T> {
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
unsafe impl<'de, T: ?Sized> Decode<'de> for PhantomData<T> {
    const LOCATES: bool = false;

    fn decode_rows(_: Slots<'_, Self>, _: &mut Reader<'de>) -> Result<()> {
        Ok(())
    }

    #[inline]
    fn decode_one(_: &mut Reader<'de>) -> Result<Self> {
        Ok(PhantomData)
    }
}
