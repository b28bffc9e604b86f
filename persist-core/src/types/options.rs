//! What may be absent: `Option`, and cells that are filled once.

use std::cell::OnceCell;
use std::sync::OnceLock;

use super::*;
use crate::codec::planned::enter_bare;
use crate::codec::pointers::{decode_option, decode_options, encode_option, encode_options};

macro_rules! option {
    ($($type:ty, $get:expr, $make:expr;)*) => {
        encode! {$(
            // SAFETY: a byte and the value's own bound.
            unsafe impl[T] $type, of [T], bound T::BOUND.saturating_add(1);
            outline Outline::Of { kind: Kind::Option, parts: &[Part::of::<T>()] };
            rows |rows, writer| encode_options::<Self, T>(rows, writer, $get);
            one |value, writer| encode_option::<T>(apply(value, $get), writer);
        )*}

        decode! {$(
            // SAFETY: values are written whole.
            unsafe impl[T: Decode<'de>] $type, locates false;
            rows |slots, reader| decode_options::<Self, T>(&slots, reader, $make);
            one |reader| Ok(apply::<Option<T>, _>(decode_option(reader)?, $make));
            root |reader| {
                // What was there in any case may have come in groups.
                if enter_bare(reader)? {
                    return Ok(apply::<Option<T>, _>(Some(T::decode_root(reader)?), $make));
                }
                decode_value(reader)
            };
        )*}
    };
}

option! {
    Option<T>, |option| option.as_ref(), |option| option;
    OnceCell<T>, |cell| cell.get(), |option| option.map_or_else(OnceCell::new, OnceCell::from);
    OnceLock<T>, |cell| cell.get(), |option| option.map_or_else(OnceLock::new, OnceLock::from);
}
