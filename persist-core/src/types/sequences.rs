//! What hands over its elements one by one: deques, linked lists, heaps, and sets.
//!
//! Sets are, on the wire, sequences in the order in which they iterate; an element that equals an
//! earlier one is an error.

use std::collections::{BTreeSet, BinaryHeap, HashSet, LinkedList, VecDeque};
use std::hash::{BuildHasher, Hash};

use super::*;
use crate::codec::canonical::sorted;
use crate::codec::elements::{Content, Elements};
use crate::codec::groups::{EachOf, encode_groups};
use crate::codec::maps::{ascends, duplicate_element, table_costs, tree_costs};
use crate::codec::sequences::{encode_sequence, encode_sequences};

/// Hands over a container's elements one by one.
fn feed_each<'v, T: Encode + 'v>(
    values: impl IntoIterator<Item = &'v T>,
    elements: &mut Elements<'_, '_>,
) -> Result<()> {
    for value in values {
        // SAFETY: the container is borrowed until the elements have been encoded.
        unsafe { elements.element(value)? }
    }
    Ok(())
}

/// Encodes a type that is a sequence, or a set, of what `feed` hands over; the last closure goes
/// over it where it is a root.
macro_rules! encode_elements {
    ($(
        impl[$($generics:tt)*] $type:ty as $shape:ident, $feed:expr, |$values:ident, $writer:ident| $iter:expr;
    )*) => {
        encode! {$(
            // SAFETY: a length within the bound; the elements make room for themselves.
            unsafe impl[$($generics)*] $type, of [T], bound varint_bound();
            outline Outline::Of { kind: Kind::$shape, parts: &[Part::of::<T>()] };
            rows |rows, writer| encode_sequences(rows, const { &Content::of::<T>() }, writer, |values| values.len(), $feed);
            one |values, writer| {
                let feed: fn(&Self, &mut Elements<'_, '_>) -> Result<()> = $feed;
                encode_sequence(values.len(), const { &Content::of::<T>() }, writer, |elements| feed(values, elements))
            };
            root |$values, $writer| {
                let mut values = EachOf::new($iter, $values.len());
                encode_groups(const { &Content::of::<T>() }, &mut values, $writer)
            };
        )*}
    };
}

encode_elements! {
    impl[T] VecDeque<T> as Sequence,
        |values, elements| {
            let (front, back) = values.as_slices();
            // SAFETY: the deque is borrowed until the elements have been encoded.
            unsafe {
                elements.span(front.as_ptr().cast(), front.len())?;
                elements.span(back.as_ptr().cast(), back.len())
            }
        },
        |values, writer| values.iter();
    impl[T] LinkedList<T> as Sequence, |values, elements| feed_each(values, elements), |values, writer| values.iter();
    impl[T] BinaryHeap<T> as Sequence, |values, elements| feed_each(values, elements), |values, writer| values.iter();
    impl[T] BTreeSet<T> as Set, |values, elements| feed_each(values, elements), |values, writer| values.iter();
    impl[T, S] HashSet<T, S> as Set,
        |values, elements| {
            if elements.writer.settings.canonical {
                feed_each(sorted(values.iter(), |value| value, elements.writer)?, elements)
            } else {
                feed_each(values, elements)
            }
        },
        |values, writer| if writer.settings.canonical {
            Box::new(sorted(values.iter(), |value| value, writer)?.into_iter()) as Box<dyn Iterator<Item = &T>>
        } else {
            Box::new(values.iter())
        };
}

decode_through! {
    impl[T: Decode<'de>] VecDeque<T> as Vec<T>;
    |values| Ok(values.into());

    impl[T: Decode<'de>] LinkedList<T> as Vec<T>,
        costs |values| values.len().saturating_mul(size_of::<T>() + 2 * size_of::<usize>());
    |values| Ok(values.into_iter().collect());

    impl[T: Decode<'de> + Ord] BinaryHeap<T> as Vec<T>;
    |values| Ok(values.into());

    impl[T: Decode<'de> + Ord] BTreeSet<T> as Vec<T>, costs |values| tree_costs(values.len(), size_of::<T>());
    |values| {
        if <T as Decode<'de>>::ORDERED && ascends(&values, |value| value) {
            return Ok(BTreeSet::from_iter(values));
        }
        distinct(values, BTreeSet::new(), BTreeSet::insert)
    };

    impl[T: Decode<'de> + Eq + Hash, S: BuildHasher + Default] HashSet<T, S> as Vec<T>,
        costs |values| table_costs(values.len(), size_of::<T>());
    |values| {
        let set = HashSet::with_capacity_and_hasher(values.len(), S::default());
        distinct(values, set, HashSet::insert)
    };
}

fn distinct<T, S>(values: Vec<T>, mut set: S, insert: impl Fn(&mut S, T) -> bool) -> Result<S> {
    for (index, value) in values.into_iter().enumerate() {
        if !insert(&mut set, value) {
            return Err(duplicate_element(index));
        }
    }
    Ok(set)
}
