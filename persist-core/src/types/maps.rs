//! Maps, in the order in which they iterate; an entry whose key equals an earlier one's is an
//! error.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::*;
use crate::codec::canonical::sorted;
use crate::codec::elements::{Content, Elements};
use crate::codec::maps::{FromEntries, ascends, decode_map, decode_maps, table_costs, tree_costs};
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
        costs $costs:expr;
        begin $begun:ty, |$room:ident| $begin:expr;
        add |$add_to:ident, $key:ident, $value:ident| $add:expr;
        end |$all:ident, $ordered:ident| $end:expr;
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

            type Begun = $begun;

            fn costs(count: usize, entry: usize) -> usize {
                $costs(count, entry)
            }

            fn begin($room: usize) -> Self::Begun {
                $begin
            }

            fn add($add_to: &mut Self::Begun, $key: K, $value: V) -> bool {
                $add
            }

            fn end($all: Self::Begun, $ordered: bool) -> std::result::Result<Self, usize> {
                $end
            }
        })*

        decode! {$(
            // SAFETY: maps are made whole, or dropped.
            unsafe impl[$($generics)*] $type where [K: Decode<'de>, V: Decode<'de>, $($bounds)*], locates false;
            rows |slots, reader| decode_maps(&slots, reader);
            one |reader| decode_map(reader);
        )*}
    };
}

map! {
    impl[K, V, S] HashMap<K, V, S> where [K: Eq + Hash, S: BuildHasher + Default], hashed true;
    costs table_costs;
    begin Self, |room| HashMap::with_capacity_and_hasher(room, S::default());
    add |map, key, value| map.insert(key, value).is_none();
    end |map, _ordered| Ok(map);

    impl[K, V] BTreeMap<K, V> where [K: Ord], hashed false;
    costs tree_costs;
    begin Vec<(K, V)>, |room| Vec::with_capacity(room);
    add |entries, key, value| {
        entries.push((key, value));
        true
    };
    end |entries, ordered| {
        if ordered && ascends(&entries, |(key, _)| key) {
            return Ok(BTreeMap::from_iter(entries));
        }
        let mut map = BTreeMap::new();
        for (index, (key, value)) in entries.into_iter().enumerate() {
            if map.insert(key, value).is_some() {
                return Err(index);
            }
        }
        Ok(map)
    };
}
