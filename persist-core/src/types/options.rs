//! What may be absent: `Option`, and cells that are filled once.

use std::cell::OnceCell;
use std::sync::OnceLock;

use crate::codec::planned::{decode_value, enter_present};
use crate::codec::pointers::{decode_option, decode_options, encode_option, encode_options};
use crate::codec::{Decode, Encode, Reader, Rows, Slots, Writer};
use crate::error::Result;
use crate::schema::{Describe, NodeId, SchemaBuilder};

macro_rules! option {
    ($($type:ty, $get:expr, $make:expr;)*) => {$(
        impl<T: Describe> Describe for $type {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                builder.option::<T>()
            }
        }

        // SAFETY: a byte and the value's own bound.
        unsafe impl<T: Encode> Encode for $type {
            const BOUND: usize = T::BOUND.saturating_add(1);

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                encode_options::<Self, T>(rows, writer, $get)
            }

            #[inline]
            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                let get: fn(&Self) -> Option<&T> = $get;
                encode_option(get(self), writer)
            }
        }

        // SAFETY: values are written whole.
        unsafe impl<'de, T: Decode<'de>> Decode<'de> for $type {
            const LOCATES: bool = false;

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                decode_options::<Self, T>(&slots, reader, $make)
            }

            fn decode_root(reader: &mut Reader<'de>) -> Result<Self> {
                let make: fn(Option<T>) -> Self = $make;
                if enter_present(reader)? {
                    return T::decode_root(reader).map(Some).map(make);
                }
                decode_value(reader)
            }

            #[inline]
            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                let make: fn(Option<T>) -> Self = $make;
                Ok(make(decode_option(reader)?))
            }
        }
    )*};
}

option! {
    Option<T>, |option| option.as_ref(), |option| option;
    OnceCell<T>, |cell| cell.get(), |option| option.map_or_else(OnceCell::new, OnceCell::from);
    OnceLock<T>, |cell| cell.get(), |option| option.map_or_else(OnceLock::new, OnceLock::from);
}
