//! Sequences that lie in one piece: `Vec`, slices, boxed and shared ones.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::*;
use crate::codec::ahead::place_of;
use crate::codec::elements::Content;
use crate::codec::groups::{SliceBatches, encode_groups};
use crate::codec::records::Plain;
use crate::codec::runs::begin_elements;
use crate::codec::sequences::{
    decode_groups, decode_sequence, decode_sequences, discard_sequences, encode_slices, encode_span, own_vec,
    take_counts,
};
use crate::codec::writer::{COUNTED, SHORT};

/// A slice, as a single value.
#[inline]
fn encode_slice<T: Encode>(values: &[T], writer: &mut Writer<'_>) -> Result<()> {
    if const { T::FLAT.is_bytes() } {
        // SAFETY: the memory of such elements is initialised to the last byte (contract of `FLAT`).
        let bytes = unsafe { std::slice::from_raw_parts(values.as_ptr().cast(), size_of_val(values)) };
        return encode_bytes(bytes, writer);
    }
    // SAFETY: the slice is borrowed.
    unsafe { encode_span(whole(values), const { &Content::of::<T>() }, writer) }
}

/// Bytes, as a single value: the commonest sequence, without the detour by elements.
#[inline]
fn encode_bytes(bytes: &[u8], writer: &mut Writer<'_>) -> Result<()> {
    if bytes.len() > SHORT || !writer.may_enter() {
        return encode_long_bytes(bytes, writer);
    }
    writer.put_counted(bytes);
    Ok(())
}

#[inline(never)]
fn encode_long_bytes(bytes: &[u8], writer: &mut Writer<'_>) -> Result<()> {
    writer.put_varint(bytes.len() as u64);
    if !bytes.is_empty() {
        writer.enter()?;
        writer.cut_here(bytes.len() as u64)?;
        // SAFETY: the bytes are borrowed.
        unsafe { writer.put_run(bytes.as_ptr(), bytes.len())? }
        writer.cut()?;
        writer.walk.leave();
    }
    Ok(())
}

/// A slice, as a root.
fn encode_root_slice<T: Encode>(values: &[T], writer: &mut Writer<'_>) -> Result<()> {
    encode_groups(const { &Content::of::<T>() }, &mut SliceBatches::new(values), writer)
}

/// Where elements lie, and how many there are.
fn whole<T>(values: &[T]) -> (*const u8, usize) {
    (values.as_ptr().cast(), values.len())
}

/// Where in a `Vec` its address is: that of one of bytes, which all are taken to be like. Where one is not, it is another word
/// of it.
fn vec_lead() -> Option<usize> {
    let empty = Vec::<u8>::new();
    // SAFETY: an address and two numbers.
    unsafe { place_of(&empty, empty.as_ptr()) }
}

macro_rules! slice {
    ($(impl[$($generics:tt)*] $type:ty $(, lead $lead:expr)?;)*) => {
        encode! {$(
            // SAFETY: a length and few bytes within the bound; other elements make room for themselves.
            unsafe impl[$($generics)*] $type, of [T], bound if T::FLAT.is_bytes() { COUNTED } else { varint_bound() }
                $(, lead $lead)?;
            outline Outline::Of { kind: Kind::Sequence, parts: &[Part::of::<T>()] };
            // SAFETY: a row's own elements.
            rows |rows, writer| unsafe { encode_slices::<_, T>(rows, writer, |row| row) };
            one |values, writer| encode_slice(values, writer);
            root |values, writer| encode_root_slice(values, writer);
        )*}
    };
}

slice! {
    impl[T] Vec<T>, lead vec_lead;
    impl[T] Box<[T]>;
    impl[T] Rc<[T]>;
    impl[T] Arc<[T]>;
    impl['a, T] &'a [T];
    impl['a, T: Clone] Cow<'a, [T]>;
}

encode_unsized! { impl[T] [T] }

decode! {
    // SAFETY: every slot gets a header, which `own` and `discard` take; see `sequences`.
    unsafe impl[T: Decode<'de>] Vec<T>, locates true;
    // SAFETY: a slot of this type takes two words (asserted where they are owned).
    rows |slots, reader| unsafe { decode_sequences(slots.places, const { DecodeItem::of::<T>() }, own_vec::<T>, reader) };
    one |reader| decode_sequence::<T>(reader);
    root |reader| decode_groups::<T>(reader);
    // SAFETY: `decode_rows` left a header.
    own |slot| unsafe { own_vec::<T>(&slot, false) };
    // SAFETY: `decode_rows` left headers.
    discard |slots| unsafe { discard_sequences(slots.places, &const { DecodeItem::of::<T>() }) };

    // SAFETY: `borrow_slice` returns a slice of the input, or an error.
    unsafe impl['a, T: Plain + Decode<'de>] &'a [T] where ['de: 'a], locates false;
    rows |slots, reader| {
        own_form(reader)?;
        let end = reader.open_length(slots.len())?;
        let (runs, total) = take_counts(slots.len(), &const { DecodeItem::of::<T>() }, None, reader)?;
        begin_borrow::<T>(total, reader)?;
        // SAFETY: `take_counts` has written a run for each slot.
        slots.try_fill(|row| borrow_slice(unsafe { (*runs.add(row)).count }, reader))?;
        end_borrow(total, reader)?;
        reader.close_length(end)
    };
    one |reader| {
        let count = reader.length()?;
        begin_borrow::<T>(count, reader)?;
        let slice = borrow_slice(count, reader)?;
        end_borrow(count, reader)?;
        Ok(slice)
    };
    root |reader| borrow_root(reader);
}

decode_through! {
    impl[T: Decode<'de>] Box<[T]> as Vec<T>;
    |values| Ok(values.into());

    impl['a, T: Decode<'de> + Clone] Cow<'a, [T]> as Vec<T>;
    |values| Ok(Cow::Owned(values));

    impl['a, T: Plain + Decode<'de>] Borrowed<Cow<'a, [T]>> as &'a [T] where ['de: 'a];
    |values| Ok(Borrowed(Cow::Borrowed(values)));
}

/// Refuses what comes by a plan: it must be made before it can be lent.
fn own_form(reader: &Reader<'_>) -> Result<()> {
    if reader.is_planned() {
        return Err(reader
            .error(ErrorKind::Borrow, "elements that the file has in another form cannot be borrowed")
            .help("load into a `Vec`, or save the file anew"));
    }
    Ok(())
}

/// Goes to the first of `count` elements that are to be borrowed.
fn begin_borrow<'de, T: Decode<'de>>(count: usize, reader: &mut Reader<'de>) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    if align_of::<T>() > 1 && !reader.in_container() {
        // Bare bytes have no padding: where they lie would be a matter of luck.
        return Err(reader
            .error(ErrorKind::Borrow, "elements wider than a byte cannot be borrowed from bare bytes")
            .help("use a container (`to_vec`, `save`), or decode into a `Vec`"));
    }
    let flat = begin_elements(T::FLAT.wire, count, reader)?;
    if flat && T::FLAT.image {
        return Ok(());
    }
    Err(reader
        .error(ErrorKind::Borrow, "elements that are packed cannot be borrowed")
        .help("save with `Effort::Fast` in a container (`to_vec`, `save`), or load into a `Vec`"))
}

/// The next `count` elements, as part of the input.
fn borrow_slice<'de: 'a, 'a, T: Plain>(count: usize, reader: &mut Reader<'de>) -> Result<&'a [T]> {
    if count == 0 {
        return Ok(&[]);
    }
    reader.lend()?;
    let start = reader.take(count.saturating_mul(size_of::<T>()))?.cast::<T>();
    if !start.is_aligned() {
        return Err(reader
            .error(
                ErrorKind::Borrow,
                format!("elements that need an alignment of {} bytes lie between", align_of::<T>()),
            )
            .help("load from an aligned owner (`persist_core::Buffer`), or into a `Vec`"));
    }
    // SAFETY: that many bytes were taken from a piece that is part of the input,
    // aligned; every bit pattern is a value (`Plain`, and `image`, which was checked).
    Ok(unsafe { std::slice::from_raw_parts(start, count) })
}

/// Goes on behind `count` elements that were borrowed.
fn end_borrow(count: usize, reader: &mut Reader<'_>) -> Result<()> {
    if count > 0 { reader.cut() } else { Ok(()) }
}

fn borrow_root<'de: 'a, 'a, T: Plain + Decode<'de>>(reader: &mut Reader<'de>) -> Result<&'a [T]> {
    own_form(reader)?;
    let Some(count) = reader.begin_group()? else {
        return Ok(&[]);
    };
    let count = reader.fits(count)?;
    begin_borrow::<T>(count, reader)?;
    let slice = borrow_slice(count, reader)?;
    if reader.begin_group()?.is_some() {
        return Err(reader
            .error(
                ErrorKind::Borrow,
                "a root sequence that was saved in several groups cannot be borrowed in one piece",
            )
            .help("make it a field of a struct, or load it into a `Vec`"));
    }
    Ok(slice)
}
