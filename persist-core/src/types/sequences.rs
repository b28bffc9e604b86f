//! Sequences in several pieces: deques, linked lists, heaps.

use std::collections::{BinaryHeap, LinkedList, VecDeque};

use super::foreign::decode_through;
use crate::codec::elements::Elements;
use crate::codec::kernels::varint_bound;
use crate::codec::sequences::{encode_groups, encode_sequence, encode_sequences};
use crate::codec::{Decode, Encode, Rows, Writer};
use crate::error::Result;
use crate::schema::{Describe, NodeId, SchemaBuilder};

/// Hands over a container's elements one by one.
pub(super) fn feed_each<'v, T: 'v>(
    values: impl IntoIterator<Item = &'v T>,
    elements: &mut Elements<'_, '_>,
) -> Result<()> {
    for value in values {
        // SAFETY: the container is borrowed until the elements have been encoded.
        unsafe { elements.span(std::ptr::from_ref(value).cast(), 1)? }
    }
    Ok(())
}

/// Encodes a type that is a sequence, or a set, of what `feed` hands over; the last closure goes
/// over it where it is a root.
macro_rules! encode_elements {
    ($(
        impl[$($bounds:tt)*] $type:ty as $shape:ident, $len:expr, $feed:expr,
        |$this:ident, $writer:ident| $iter:expr;
    )*) => {$(
        impl<$($bounds)*> Describe for $type
        where
            T: Describe,
        {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                builder.$shape::<T>()
            }
        }

        // SAFETY: a length within the bound; the elements make room for themselves.
        unsafe impl<$($bounds)*> Encode for $type
        where
            T: Encode,
        {
            const BOUND: usize = varint_bound();

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                encode_sequences::<Self, T>(rows, writer, $len, $feed)
            }

            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                let len: fn(&Self) -> usize = $len;
                let feed: fn(&Self, &mut Elements<'_, '_>) -> Result<()> = $feed;
                encode_sequence::<T>(len(self), writer, |elements| feed(self, elements))
            }

            fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
                let len: fn(&Self) -> usize = $len;
                let ($this, $writer) = (self, &*writer);
                let mut values = $iter;
                encode_groups::<T>(len(self), writer, |count, elements| feed_each(values.by_ref().take(count), elements))
            }
        }
    )*};
}

pub(super) use encode_elements;

encode_elements! {
    impl[T] VecDeque<T> as sequence,
        |values| values.len(),
        |values, elements| {
            let (front, back) = values.as_slices();
            // SAFETY: the deque is borrowed until the elements have been encoded.
            unsafe {
                elements.span(front.as_ptr().cast(), front.len())?;
                elements.span(back.as_ptr().cast(), back.len())
            }
        },
        |values, _writer| values.iter();
    impl[T] LinkedList<T> as sequence,
        |values| values.len(),
        |values, elements| feed_each(values, elements),
        |values, _writer| values.iter();
    impl[T] BinaryHeap<T> as sequence,
        |values| values.len(),
        |values, elements| feed_each(values.iter(), elements),
        |values, _writer| values.iter();
}

decode_through! {
    impl[T: Decode<'de>] LinkedList<T> as Vec<T>,
        costs |values| values.len().saturating_mul(size_of::<T>() + 2 * size_of::<usize>());
    |values| Ok(values.into_iter().collect());
}

decode_through! {
    impl[T: Decode<'de> + Ord] BinaryHeap<T> as Vec<T>;
    |values| Ok(values.into());
}
