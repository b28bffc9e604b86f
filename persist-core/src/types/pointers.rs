//! Pointers to values: `Box` and its like vanish on the wire, `Rc` and `Arc` are shared values.

use std::borrow::Cow;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use super::foreign::decode_through;
use crate::codec::decode::DecodeItem;
use crate::codec::flat::Flat;
use crate::codec::planned::decode_value;
use crate::codec::pointers::{
    decode_box, decode_boxes, discard_boxes, encode_pointer, encode_pointers, encode_targets,
};
use crate::codec::{Decode, Encode, Located, Reader, Rows, Slots, Writer};
use crate::error::Result;
use crate::schema::{Describe, NodeId, SchemaBuilder};

macro_rules! encode_pointer {
    ($(impl[$($generics:tt)*] $type:ty, $meet:expr;)*) => {$(
        // SAFETY: nothing of its own; what it points to makes room for itself.
        unsafe impl<$($generics)*> Encode for $type {
            const BOUND: usize = 0;

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                let meet: fn(&Self, &mut Writer<'_>) -> Result<()> = $meet;
                let places = rows.places();
                for index in 0..places.len() {
                    // SAFETY: a row of the view.
                    meet(unsafe { &*places.row(index).cast::<Self>() }, writer)?;
                }
                encode_pointers::<Self, T>(rows, writer, |pointer| &**pointer)
            }

            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                let meet: fn(&Self, &mut Writer<'_>) -> Result<()> = $meet;
                meet(self, writer)?;
                encode_pointer::<T>(self, writer)
            }
        }
    )*};
}

encode_pointer! {
    impl[T: Encode] Rc<T>, |shared, writer| meet_shared(Rc::strong_count(shared), Rc::as_ptr(shared).addr(), writer);
    impl[T: Encode] Arc<T>, |shared, writer| meet_shared(Arc::strong_count(shared), Arc::as_ptr(shared).addr(), writer);
}

fn meet_shared(count: usize, address: usize, writer: &mut Writer<'_>) -> Result<()> {
    if count > 1 { writer.meet_shared(address) } else { Ok(()) }
}

/// Pointers that vanish: what they point to is the schema, in the elements of a sequence and as a
/// root too.
macro_rules! encode_transparent_pointer {
    ($(impl[$($generics:tt)*] $type:ty;)*) => {$(
        // SAFETY: nothing of its own; what it points to makes room for itself.
        unsafe impl<$($generics)*> Encode for $type {
            const BOUND: usize = 0;
            const FLAT: Flat = T::FLAT.indirect();

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                encode_pointers::<Self, T>(rows, writer, |pointer| &**pointer)
            }

            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                encode_pointer::<T>(self, writer)
            }

            fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
                writer.enter()?;
                T::encode_root(self, writer)?;
                writer.leave();
                Ok(())
            }
        }
    )*};
}

encode_transparent_pointer! {
    impl[T: Encode] Box<T>;
    impl[T: Encode] Pin<Box<T>>;
    impl['a, T: Encode] &'a T;
}

// SAFETY: the value's own codec and bound.
unsafe impl<T: Encode + Clone> Encode for Cow<'_, T> {
    const BOUND: usize = T::BOUND;
    const FLAT: Flat = T::FLAT.indirect();

    fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
        encode_targets::<Self, T>(rows, writer, |value| value)
    }

    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        T::encode_one(self, writer)
    }

    fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
        T::encode_root(self, writer)
    }
}

macro_rules! describe_pointer {
    ($(impl[$($generics:tt)*] $type:ty;)*) => {$(
        impl<$($generics)*> Describe for $type {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                T::describe(builder)
            }
        }
    )*};
}

describe_pointer! {
    impl[T: Describe] Box<T>;
    impl[T: Describe] Pin<Box<T>>;
    impl['a, T: Describe] &'a T;
    impl['a, T: Describe + Clone] Cow<'a, T>;
}

/// What a shared value keeps beside it.
pub(super) const COUNTERS: usize = 2 * size_of::<usize>();

macro_rules! describe_shared {
    ($($type:ty)*) => {$(
        impl<T: Describe> Describe for $type {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                builder.shared::<T>()
            }
        }
    )*};
}

describe_shared! { Rc<T> Arc<T> }

/// A box of what `decode` returns; apart, so that its frame is not below that of a value which does not pass through the stack.
#[inline(never)]
fn new_box<'de, T>(reader: &mut Reader<'de>, decode: impl FnOnce(&mut Reader<'de>) -> Result<T>) -> Result<Box<T>> {
    reader.enter()?;
    reader.charge(size_of::<T>())?;
    let content = Box::new(decode(reader)?);
    reader.leave();
    Ok(content)
}

macro_rules! decode_box {
    ($($type:ty, $pin:expr;)*) => {$(
        // SAFETY: every slot gets the address of fresh memory, its content as `T`'s `decode_rows` leaves it; `own` and `discard` take both.
        unsafe impl<'de, T: Decode<'de>> Decode<'de> for $type {
            const LOCATES: bool = true;
            const FLAT: Flat = T::FLAT.indirect();

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                // SAFETY: a slot of this type takes an address.
                unsafe { decode_boxes(slots.places(), const { DecodeItem::of::<T>() }, reader) }
            }

            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                /// Larger values do not pass through the stack (rule 8).
                const ON_STACK: usize = 256;
                let pin: fn(Box<T>) -> Self = $pin;
                if size_of::<T>() > ON_STACK {
                    return decode_box(reader).map(pin);
                }
                new_box(reader, T::decode_one).map(pin)
            }

            fn decode_root(reader: &mut Reader<'de>) -> Result<Self> {
                if reader.at_value() {
                    // No sequence: as any other single value.
                    return decode_value(reader);
                }
                let pin: fn(Box<T>) -> Self = $pin;
                new_box(reader, T::decode_root).map(pin)
            }

            fn own(slot: Located<'_, Self>) {
                let pin: fn(Box<T>) -> Self = $pin;
                // SAFETY: the slot holds the address of memory that was allocated as `Box` does it (dangling if `T` takes none), with a decoded `T`.
                unsafe {
                    let content = slot.place().cast::<*mut T>().read();
                    if T::LOCATES {
                        T::own(Located::from_place(content.cast()));
                    }
                    slot.place().cast::<Self>().write(pin(Box::from_raw(content)));
                }
            }

            fn discard(slots: Slots<'_, Self>) {
                // SAFETY: `decode_rows` left boxes that are not owned.
                unsafe { discard_boxes(slots.places(), &const { DecodeItem::of::<T>() }) }
            }
        }
    )*};
}

decode_box! {
    Box<T>, |content| content;
    Pin<Box<T>>, |content| Box::into_pin(content);
}

decode_through! {
    impl[T: Decode<'de>] Rc<T> as Box<T>, flat Flat::NO, costs |_| size_of::<T>() + COUNTERS;
    |content| Ok(content.into());
}

decode_through! {
    impl[T: Decode<'de>] Arc<T> as Box<T>, flat Flat::NO, costs |_| size_of::<T>() + COUNTERS;
    |content| Ok(content.into());
}

decode_through! {
    impl['a, T: Decode<'de> + Clone] Cow<'a, T> as T;
    |value| Ok(Cow::Owned(value));
}
