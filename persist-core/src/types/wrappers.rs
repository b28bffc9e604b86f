//! Wrappers that vanish on the wire: what they hold is the schema.

use std::cmp::Reverse;
use std::marker::PhantomData;
use std::mem::offset_of;
use std::num::{Saturating, Wrapping};

use super::*;

macro_rules! wrapper {
    ($($wrapper:ident)*) => {
        encode! {$(
            // SAFETY: the field at its own offset, and its bound.
            unsafe impl[T] $wrapper<T>, of [T],
                bound T::BOUND, flat Flat::within::<Self, T>(T::FLAT, offset_of!(Self, 0));
            outline Outline::As(Part::of::<T>());
            rows |rows, writer| T::encode_rows(rows.field(offset_of!(Self, 0)), writer);
            one |value, writer| value.0.encode_one(writer);
            root |value, writer| value.0.encode_root(writer);
        )*}

        decode! {$(
            // SAFETY: one column, the field at its own offset.
            unsafe impl[T: Decode<'de>] $wrapper<T>, locates T::LOCATES,
                flat Flat::within::<Self, T>(T::FLAT, offset_of!(Self, 0)),
                columns &[DecodeColumn::of::<T>("0", offset_of!(Self, 0))];
            rows |slots, reader| structs::decode_transparent(slots, reader);
            one |reader| T::decode_one(reader).map($wrapper);
            root |reader| T::decode_root(reader).map($wrapper);
        )*}
    };
}

wrapper! { Wrapping Saturating Reverse }

through! {
    impl[T: ?Sized] PhantomData<T> as ();
    |_| Ok(());
    |()| Ok(PhantomData);
}
