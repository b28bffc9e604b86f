//! Maps, in the order in which they iterate; an entry whose key equals an earlier one's is an
//! error.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::*;
use crate::codec::canonical::sorted;
use crate::codec::elements::{Content, Elements};
use crate::codec::maps::{FromEntries, ascends, decode_maps, table_costs, tree_costs};
use crate::codec::sequences::{encode_sequence, encode_sequences};

/// Hands over a map's entries; those of a hash table in an order of their own if need be.
fn feed<'m, K: Encode + 'm, V: 'm>(
    map: impl Iterator<Item = (&'m K, &'m V)>,
    hashed: bool,
    to: &mut Elements<'_, '_>,
) -> Result<()> {
    if hashed && to.writer.settings.canonical {
        let entries = sorted(map, |(key, _)| key, to.writer)?;
        return feed(entries.into_iter(), false, to);
    }
    for (key, value) in map {
        // SAFETY: the map is borrowed until the entries have been encoded, and `to` was made for
        // its types.
        unsafe { to.entry(std::ptr::from_ref(key).cast(), std::ptr::from_ref(value).cast())? }
    }
    Ok(())
}

macro_rules! map {
    ($(
        impl[$($generics:tt)*] $type:ty where [$($bounds:tt)*], hashed $hashed:literal;
        with_room |$count:ident| $with_room:expr;
        costs $costs:expr;
        pending $pending:ty, |$most:ident| $make:expr;
        add |$add_to:ident, $added:ident, $entry:ident| $add:expr;
        complete |$map:ident, $all:ident, $ordered:ident| $complete:expr;
    )*) => {
        encode! {$(
            // SAFETY: a length within the bound; the entries make room for themselves.
            unsafe impl[$($generics)*] $type, of [K, V], bound varint_bound();
            outline Outline::Of { kind: Kind::Map, parts: &[Part::of::<K>(), Part::of::<V>()] };
            rows |rows, writer| encode_sequences(
                rows,
                const { &Content::entries::<K, V>() },
                writer,
                |map| map.len(),
                |map, entries| feed(map.iter(), $hashed, entries),
            );
            one |map, writer| encode_sequence(map.len(), const { &Content::entries::<K, V>() }, writer, |entries| {
                feed(map.iter(), $hashed, entries)
            });
        )*}

        $(impl<$($generics)*> FromEntries for $type
        where
            $($bounds)*
        {
            type Key = K;
            type Value = V;

            fn with_room($count: usize) -> Self {
                $with_room
            }

            fn costs(count: usize, entry: usize) -> usize {
                $costs(count, entry)
            }

            type Pending = $pending;

            fn pending($most: usize) -> Self::Pending {
                $make
            }

            fn add(&mut self, pending: &mut Self::Pending, key: K, value: V) -> bool {
                let ($add_to, $added, $entry) = (self, pending, (key, value));
                $add
            }

            fn complete(&mut self, pending: Self::Pending, ordered: bool) -> std::result::Result<(), usize> {
                let ($map, $all, $ordered) = (self, pending, ordered);
                $complete
            }
        })*

        decode! {$(
            // SAFETY: maps are made whole, or dropped.
            unsafe impl[$($generics)*] $type where [K: Decode<'de>, V: Decode<'de>, $($bounds)*], locates false;
            rows |slots, reader| decode_maps(&slots, reader);
            one |reader| decode_in_block(Step::SAME, reader);
        )*}
    };
}

map! {
    impl[K, V, S] HashMap<K, V, S> where [K: Eq + Hash, S: BuildHasher + Default], hashed true;
    with_room |count| HashMap::with_capacity_and_hasher(count, S::default());
    costs table_costs;
    pending (), |_most| ();
    add |map, _pending, entry| map.insert(entry.0, entry.1).is_none();
    complete |_map, _pending, _ordered| Ok(());

    impl[K, V] BTreeMap<K, V> where [K: Ord], hashed false;
    with_room |_count| BTreeMap::new();
    costs tree_costs;
    pending Vec<(K, V)>, |most| Vec::with_capacity(most);
    add |_map, pending, entry| {
        pending.push(entry);
        true
    };
    complete |map, pending, ordered| {
        if ordered && ascends(&pending, |(key, _)| key) {
            *map = BTreeMap::from_iter(pending);
            return Ok(());
        }
        for (index, (key, value)) in pending.into_iter().enumerate() {
            if map.insert(key, value).is_some() {
                return Err(index);
            }
        }
        Ok(())
    };
}
