//! Maps, in the order in which they iterate; an entry whose key equals an earlier one's is an
//! error.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use crate::codec::canonical::sorted;
use crate::codec::kernels::varint_bound;
use crate::codec::maps::{
    Entries, FromEntries, decode_map, decode_maps, encode_map, encode_maps, table_costs, tree_costs,
};
use crate::codec::{Decode, Encode, Reader, Rows, Slots, Writer};
use crate::error::Result;
use crate::schema::{Describe, NodeId, SchemaBuilder};

fn feed_each<'m, K: 'm, V: 'm>(
    entries: impl IntoIterator<Item = (&'m K, &'m V)>,
    to: &mut Entries<'_, '_>,
) -> Result<()> {
    for (key, value) in entries {
        // SAFETY: the map is borrowed until the entries have been encoded, and `to` was made for
        // its types.
        unsafe { to.push(std::ptr::from_ref(key).cast(), std::ptr::from_ref(value).cast())? }
    }
    Ok(())
}

macro_rules! map {
    (
        impl[$($generics:tt)*] $type:ty, decode where [$($bounds:tt)*];
        feed $feed:expr;
        with_room $with_room:expr;
        costs $costs:expr;
    ) => {
        impl<K: Describe, V: Describe, $($generics)*> Describe for $type {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                builder.map::<K, V>()
            }
        }

        // SAFETY: a length within the bound; the entries make room for themselves.
        unsafe impl<K: Encode, V: Encode, $($generics)*> Encode for $type {
            const BOUND: usize = varint_bound();

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                encode_maps::<Self, K, V>(rows, writer, |map| map.len(), $feed)
            }

            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                let feed: fn(&Self, &mut Entries<'_, '_>) -> Result<()> = $feed;
                encode_map::<K, V>(self.len(), writer, |entries| feed(self, entries))
            }
        }

        impl<K, V, $($generics)*> FromEntries for $type
        where
            $($bounds)*
        {
            type Key = K;
            type Value = V;

            fn with_room(count: usize) -> Self {
                let with_room: fn(usize) -> Self = $with_room;
                with_room(count)
            }

            fn costs(count: usize, entry: usize) -> usize {
                $costs(count, entry)
            }

            fn add(&mut self, key: K, value: V) -> bool {
                self.insert(key, value).is_none()
            }
        }

        // SAFETY: maps are made whole, or dropped.
        unsafe impl<'de, K: Decode<'de>, V: Decode<'de>, $($generics)*> Decode<'de> for $type
        where
            $($bounds)*
        {
            const LOCATES: bool = false;

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                decode_maps(&slots, reader)
            }

            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                decode_map(reader)
            }
        }
    };
}

map! {
    impl[S] HashMap<K, V, S>, decode where [K: Eq + Hash, S: BuildHasher + Default];
    feed |map, entries| {
        if entries.writer().settings().canonical {
            feed_each(sorted(map.iter(), |(key, _): (&K, &V)| key, entries.writer())?, entries)
        } else {
            feed_each(map, entries)
        }
    };
    with_room |count| HashMap::with_capacity_and_hasher(count, S::default());
    costs table_costs;
}

map! {
    impl[] BTreeMap<K, V>, decode where [K: Ord];
    feed |map, entries| feed_each(map, entries);
    with_room |_| BTreeMap::new();
    costs tree_costs;
}
