//! Sets. On the wire they are sequences, in the order in which they iterate; an element that equals
//! an earlier one is an error.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use super::sequences::{encode_elements, feed_each};
use super::*;
use crate::codec::canonical::sorted;
use crate::codec::elements::Elements;
use crate::codec::maps::{duplicate_element, table_costs, tree_costs};
use crate::codec::sequences::{encode_groups, encode_sequence, encode_sequences};

encode_elements! {
    impl[T] BTreeSet<T> as set, |values, elements| feed_each(values, elements), |values, writer| values.iter();
    impl[T, S] HashSet<T, S> as set,
        |values, elements| {
            if elements.writer.settings().canonical {
                feed_each(sorted(values.iter(), |value| value, elements.writer)?, elements)
            } else {
                feed_each(values, elements)
            }
        },
        |values, writer| if writer.settings().canonical {
            Box::new(sorted(values.iter(), |value| value, writer)?.into_iter()) as Box<dyn Iterator<Item = &T>>
        } else {
            Box::new(values.iter())
        };
}

decode_through! {
    impl[T: Decode<'de> + Ord] BTreeSet<T> as Vec<T>, costs |values| tree_costs(values.len(), size_of::<T>());
    |values| distinct(values, BTreeSet::new(), BTreeSet::insert);

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
