//! Sequences that lie in one piece: `Vec`, slices, boxed and shared ones.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use super::foreign::decode_through;
use super::pointers::COUNTERS;
use super::with::Borrowed;
use crate::codec::decode::DecodeItem;
use crate::codec::encode::EncodeItem;
use crate::codec::flat::{Flat, Wire};
use crate::codec::kernels::varint_bound;
use crate::codec::records::Plain;
use crate::codec::runs::take_mode;
use crate::codec::sequences::{
    Span, decode_groups, decode_sequence, decode_sequences, discard_sequences, encode_groups, encode_sequence,
    encode_spans, own_elements,
};
use crate::codec::{Decode, Encode, Located, Places, Reader, Rows, Slots, Writer};
use crate::error::{ErrorKind, Result};
use crate::schema::{Describe, NodeId, SchemaBuilder};

/// A slice, as a single value.
fn encode_slice<T: Encode>(values: &[T], writer: &mut Writer<'_>) -> Result<()> {
    if matches!(T::FLAT, Flat { wire: Wire::Bytes, image: true }) {
        return encode_bytes(bytes_of(values), writer);
    }
    encode_sequence::<T>(values.len(), writer, |elements| {
        // SAFETY: the slice is borrowed until the elements have been encoded.
        unsafe { elements.span(values.as_ptr().cast(), values.len()) }
    })
}

/// The memory of elements whose wire form it is.
fn bytes_of<T: Encode>(values: &[T]) -> &[u8] {
    debug_assert!(T::FLAT.image);
    // SAFETY: the memory of such elements is initialised to the last byte (contract of `FLAT`).
    unsafe { std::slice::from_raw_parts(values.as_ptr().cast(), size_of_val(values)) }
}

/// Bytes, as a single value: the commonest sequence, without the detour by elements.
fn encode_bytes(bytes: &[u8], writer: &mut Writer<'_>) -> Result<()> {
    writer.put_varint(bytes.len() as u64);
    if !bytes.is_empty() {
        writer.enter()?;
        writer.cut_here(bytes.len() as u64)?;
        writer.put_slice(bytes);
        writer.leave();
    }
    Ok(())
}

/// A slice, as a root.
fn encode_root_slice<T: Encode>(values: &[T], writer: &mut Writer<'_>) -> Result<()> {
    let mut rest = values;
    encode_groups::<T>(values.len(), writer, |count, elements| {
        let (group, after) = rest.split_at(count.min(rest.len()));
        rest = after;
        // SAFETY: the slice is borrowed until the elements have been encoded.
        unsafe { elements.span(group.as_ptr().cast(), group.len()) }
    })
}

/// Where the elements of a container lie.
unsafe fn span_of<C: Deref<Target = [T]>, T>(row: *const u8) -> Span {
    // SAFETY: the caller vouches for the row, a `C`.
    let values: &[T] = unsafe { &*row.cast::<C>() };
    Span { first: values.as_ptr().cast(), count: values.len() }
}

macro_rules! slice {
    ($(impl[$($generics:tt)*] $type:ty;)*) => {$(
        impl<$($generics)* T: Describe> Describe for $type {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                builder.sequence::<T>()
            }
        }

        // SAFETY: a length within the bound; the elements make room for themselves.
        unsafe impl<$($generics)* T: Encode> Encode for $type {
            const BOUND: usize = varint_bound();

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                // SAFETY: rows of this type, whose elements are `T`.
                unsafe { encode_spans(rows.places(), const { EncodeItem::of::<T>() }, span_of::<Self, T>, writer) }
            }

            #[inline]
            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                encode_slice(self, writer)
            }

            fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
                encode_root_slice(self, writer)
            }
        }
    )*};
}

slice! {
    impl[] Vec<T>;
    impl[] Box<[T]>;
    impl[] Rc<[T]>;
    impl[] Arc<[T]>;
    impl['a,] &'a [T];
}

impl<T: Describe> Describe for [T] {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.sequence::<T>()
    }
}

// SAFETY: as for `&[T]`.
unsafe impl<T: Encode> Encode for [T] {
    const BOUND: usize = varint_bound();

    #[inline]
    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        encode_slice(self, writer)
    }

    fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
        encode_root_slice(self, writer)
    }
}

/// A container that owns a run of elements.
trait Owner<T>: Sized {
    /// # Safety
    /// The memory was allocated for exactly `count` elements, all owned.
    unsafe fn of(elements: *mut T, count: usize) -> Self;
}

/// Puts the owner in the place of a header, and owns the elements unless they are.
///
/// # Safety
/// `decode_sequences` left the header, which becomes the owner's.
#[inline]
unsafe fn own<'de, T: Decode<'de>, C: Owner<T>>(slot: &Located<'_, C>, owned: bool) {
    let (elements, count) = own_elements::<C, T>(slot, owned);
    // SAFETY: the header has memory for exactly its elements; the slot takes the owner.
    unsafe { slot.place().cast::<C>().write(C::of(elements, count)) }
}

/// The same for a block of headers whose elements are owned.
unsafe fn finish<'de, T: Decode<'de>, C: Owner<T>>(slots: Places) {
    // SAFETY: the caller vouches for the headers.
    unsafe { slots.for_each(|_, place| own::<T, C>(&Located::from_place(place), true)) }
}

macro_rules! decode_owned {
    ($($type:ty, |$elements:ident, $count:ident| $own:expr;)*) => {$(
        impl<T> Owner<T> for $type {
            #[inline]
            unsafe fn of($elements: *mut T, $count: usize) -> Self {
                // SAFETY: the caller vouches for the elements.
                unsafe { $own }
            }
        }

        // SAFETY: every slot gets a header, which `own` and `discard` take; see `sequences`.
        unsafe impl<'de, T: Decode<'de>> Decode<'de> for $type {
            const LOCATES: bool = true;

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                // SAFETY: a slot of this type takes two words (asserted where they are owned).
                unsafe { decode_sequences(slots.places(), const { DecodeItem::of::<T>() }, finish::<T, Self>, reader) }
            }

            #[inline]
            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                Ok(decode_sequence::<T>(reader)?.into())
            }

            fn decode_root(reader: &mut Reader<'de>) -> Result<Self> {
                Ok(decode_groups::<T>(reader)?.into())
            }

            #[inline]
            fn own(slot: Located<'_, Self>) {
                // SAFETY: `decode_rows` left a header.
                unsafe { own::<T, Self>(&slot, false) }
            }

            fn discard(slots: Slots<'_, Self>) {
                // SAFETY: `decode_rows` left headers.
                unsafe { discard_sequences(slots.places(), &const { DecodeItem::of::<T>() }) }
            }
        }
    )*};
}

decode_owned! {
    Vec<T>, |elements, count| Vec::from_raw_parts(elements, count, count);
    VecDeque<T>, |elements, count| VecDeque::from(Vec::from_raw_parts(elements, count, count));
    Box<[T]>, |elements, count| Box::from_raw(std::ptr::slice_from_raw_parts_mut(elements, count));
}

decode_through! {
    impl[T: Decode<'de>] Rc<[T]> as Vec<T>, costs |values| size_of_val(&values[..]) + COUNTERS;
    |values| Ok(values.into());
}

decode_through! {
    impl[T: Decode<'de>] Arc<[T]> as Vec<T>, costs |values| size_of_val(&values[..]) + COUNTERS;
    |values| Ok(values.into());
}

// ---- Cow ----

impl<T: Describe + Clone> Describe for Cow<'_, [T]> {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.sequence::<T>()
    }
}

// SAFETY: as for `&[T]`.
unsafe impl<T: Encode + Clone> Encode for Cow<'_, [T]> {
    const BOUND: usize = varint_bound();

    fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
        // SAFETY: rows of this type, whose elements are `T`.
        unsafe { encode_spans(rows.places(), const { EncodeItem::of::<T>() }, span_of::<Self, T>, writer) }
    }

    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        encode_slice(self, writer)
    }

    fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
        encode_root_slice(self, writer)
    }
}

decode_through! {
    impl['a, T: Decode<'de> + Clone] Cow<'a, [T]> as Vec<T>;
    |values| Ok(Cow::Owned(values));
}

// ---- borrowing ----

// SAFETY: `borrow_slice` returns a slice of the input, or an error.
unsafe impl<'de: 'a, 'a, T: Plain + Decode<'de>> Decode<'de> for &'a [T] {
    const LOCATES: bool = false;

    fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
        borrow_rows(&slots, reader, |slice| slice)
    }

    fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
        let count = reader.length()?;
        begin_borrow::<T>(count, reader)?;
        borrow_slice(count, reader)
    }

    fn decode_root(reader: &mut Reader<'de>) -> Result<Self> {
        borrow_root(reader)
    }
}

impl<T: Describe + Clone> Describe for Borrowed<Cow<'_, [T]>> {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.sequence::<T>()
    }
}

// SAFETY: as for `&[T]`.
unsafe impl<'de: 'a, 'a, T: Plain + Decode<'de>> Decode<'de> for Borrowed<Cow<'a, [T]>> {
    const LOCATES: bool = false;

    fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
        borrow_rows(&slots, reader, |slice| Borrowed::new(Cow::Borrowed(slice)))
    }

    fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
        Ok(Borrowed::new(Cow::Borrowed(<&'a [T]>::decode_one(reader)?)))
    }

    fn decode_root(reader: &mut Reader<'de>) -> Result<Self> {
        Ok(Borrowed::new(Cow::Borrowed(<&'a [T]>::decode_root(reader)?)))
    }
}

/// Refuses what comes by a plan, as it must be made before it can be lent.
fn own_form(reader: &mut Reader<'_>) -> Result<()> {
    if reader.is_planned() {
        return Err(reader
            .error(ErrorKind::Borrow, "elements of an earlier type of the file cannot be borrowed")
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
    let flat = take_mode(T::FLAT.wire, count, reader)?;
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

fn borrow_rows<'de: 'a, 'a, T: Plain + Decode<'de> + 'a, S>(
    slots: &Slots<'_, S>,
    reader: &mut Reader<'de>,
    make: impl Fn(&'a [T]) -> S,
) -> Result<()> {
    own_form(reader)?;
    let end = reader.open_length(slots.len())?;
    let item = const { DecodeItem::of::<T>() };
    let (runs, total, scratch) = crate::codec::sequences::take_counts(slots.len(), &item, None, reader)?;
    begin_borrow::<T>(total, reader)?;
    let mut row = 0;
    while row < slots.len() {
        // SAFETY: `take_counts` has written a run for each slot.
        let count = unsafe { (*runs.add(row)).count };
        let slice = borrow_slice(count, reader)?;
        // SAFETY: one of the slots; what borrows needs no drop if an error follows.
        unsafe { slots.places().row(row).cast::<S>().write(make(slice)) }
        row += 1;
    }
    reader.give_back(scratch);
    reader.close_length(end)
}

fn borrow_root<'de: 'a, 'a, T: Plain + Decode<'de>>(reader: &mut Reader<'de>) -> Result<&'a [T]> {
    own_form(reader)?;
    let Some(count) = reader.begin_group()? else {
        return Ok(&[]);
    };
    let count = usize::try_from(count).map_err(|_| reader.too_long(count))?;
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
