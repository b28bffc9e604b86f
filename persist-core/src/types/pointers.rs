//! Pointers to values: `Box` and its like vanish on the wire, `Rc` and `Arc` are shared values.

use std::borrow::Cow;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use super::*;
use crate::codec::encode::EncodeItem;
use crate::codec::pointers::{decode_boxes, discard_boxes, encode_addresses, encode_pointer, encode_targets};

// ---- pointers that vanish: what they point to is the schema, also as a root ----

macro_rules! pointer {
    ($(impl[$($generics:tt)*] $type:ty;)*) => {
        encode! {$(
            // SAFETY: nothing of its own; what it points to makes room for itself.
            unsafe impl[$($generics)*] $type, of [T], bound 0, flat T::FLAT.indirect();
            outline Outline::As(Part::of::<T>());
            // SAFETY: each is nothing but the address of a `T`.
            rows |rows, writer| unsafe { encode_addresses(rows.places, const { &EncodeItem::of::<T>() }, writer) };
            one |pointer, writer| encode_pointer::<T>(pointer, writer);
            root |pointer, writer| {
                writer.enter()?;
                T::encode_root(pointer, writer)?;
                writer.walk.leave();
                Ok(())
            };
        )*}
    };
}

pointer! {
    impl[T] Box<T>;
    impl[T] Pin<Box<T>>;
    impl['a, T] &'a T;
}

encode! {
    // SAFETY: the value's own codec and bound.
    unsafe impl['a, T: Clone] Cow<'a, T>, of [T], bound T::BOUND, flat T::FLAT.indirect();
    outline Outline::As(Part::of::<T>());
    rows |rows, writer| encode_targets::<Self, T>(rows, writer, |value| value);
    one |value, writer| T::encode_one(value, writer);
    root |value, writer| T::encode_root(value, writer);
}

/// A box of what `decode` returns; apart, so that its frame is not below that of a value which does
/// not pass through the stack.
#[inline(never)]
fn new_box<'de, T>(reader: &mut Reader<'de>, decode: impl FnOnce(&mut Reader<'de>) -> Result<T>) -> Result<Box<T>> {
    reader.enter()?;
    reader.charge(size_of::<T>())?;
    let content = Box::new(decode(reader)?);
    reader.walk.leave();
    Ok(content)
}

decode! {
    // SAFETY: every slot gets the address of fresh memory, its content as `T`'s `decode_rows` leaves it; `own` and
    // `discard` take both.
    unsafe impl[T: Decode<'de>] Box<T>, locates true, flat T::FLAT.indirect();
    // SAFETY: a slot of this type takes an address.
    rows |slots, reader| unsafe { decode_boxes(slots.places, const { DecodeItem::of::<T>() }, reader) };
    one |reader| if const { size_of::<T>() > INLINED_TO } {
        decode_in_block(Step::SAME, reader)
    } else {
        new_box(reader, T::decode_one)
    };
    root |reader| {
        if reader.at_value() {
            // No sequence: as any other single value.
            return decode_value(reader);
        }
        new_box(reader, T::decode_root)
    };
    // SAFETY: the slot holds the address of memory that was allocated as `Box` does it (dangling if `T` takes none),
    // with a decoded `T`.
    own |slot| unsafe {
        let content = slot.place().cast::<*mut T>().read();
        if T::LOCATES {
            T::own(Located::from_place(content.cast()));
        }
        slot.place().cast::<Self>().write(Box::from_raw(content));
    };
    // SAFETY: `decode_rows` left boxes that are not owned.
    discard |slots| unsafe { discard_boxes(slots.places, &const { DecodeItem::of::<T>() }) };
}

decode_through! {
    impl[T: Decode<'de>] Pin<Box<T>> as Box<T>;
    |content| Ok(Box::into_pin(content));

    impl['a, T: Decode<'de> + Clone] Cow<'a, T> as T;
    |value| Ok(Cow::Owned(value));
}

// ---- shared values, sequences and texts ----

/// What a shared value keeps beside it.
const COUNTERS: usize = 2 * size_of::<usize>();

macro_rules! shared {
    ($($rc:ident)*) => {
        encode! {$(
            // SAFETY: nothing of its own; what it points to makes room for itself.
            unsafe impl[T] $rc<T>, of [T], bound 0;
            outline Outline::Of { kind: Kind::Shared, parts: &[Part::of::<T>()] };
            rows |rows, writer| {
                map_rows(rows, |shared| meet($rc::strong_count(shared), $rc::as_ptr(shared).addr(), writer))?;
                writer.enter()?;
                encode_targets::<Self, T>(rows, writer, |pointer| pointer)?;
                writer.walk.leave();
                Ok(())
            };
            one |shared, writer| {
                meet($rc::strong_count(shared), $rc::as_ptr(shared).addr(), writer)?;
                encode_pointer::<T>(shared, writer)
            };
        )*}

        decode_through! {$(
            impl[T: Decode<'de>] $rc<T> as Box<T>, flat Flat::NO, costs |content| size_of_val(&**content) + COUNTERS;
            |content| Ok(content.into());

            impl[T: Decode<'de>] $rc<[T]> as Vec<T>, costs |values| size_of_val(&**values) + COUNTERS;
            |values| Ok(values.into());

            impl[] $rc<str> as String, costs |text| size_of_val(&**text) + COUNTERS;
            |text| Ok(text.into());
        )*}
    };
}

shared! { Rc Arc }

fn meet(count: usize, address: usize, writer: &mut Writer<'_>) -> Result<()> {
    if count > 1 { writer.meet_shared(address) } else { Ok(()) }
}
