//! Maps on their way in: counts, then the entries in blocks, each a block of keys and a block of
//! values. The way out is that of [`super::elements`].
//!
//! Keys own themselves before they are inserted, and inserting runs the program's code (`Hash`,
//! `Ord`): at that moment every entry that has been decoded is owned by a guard, and every map by
//! another (rule 5).

use super::BLOCK;
use super::decode::{Decode, DecodeItem};
use super::elements;
use super::owned::Owned;
use super::places::{Places, Slots};
use super::planned::entries;
use super::reader::Reader;
use super::sequences::take_counts;
use crate::error::{Error, ErrorKind, Result, Segment};

/// How a map is made and filled.
pub(crate) trait FromEntries: Sized {
    type Key;
    type Value;

    /// An empty map with room for `count` entries.
    fn with_room(count: usize) -> Self;

    /// What memory `count` entries of so many bytes take at most.
    fn costs(count: usize, entry: usize) -> usize;

    /// The entries of a map that is best made once all of them are there.
    type Pending;

    /// None of `count` entries yet, at most.
    fn pending(count: usize) -> Self::Pending;

    /// Adds an entry; false if the key was there already and this is known by now.
    fn add(&mut self, pending: &mut Self::Pending, key: Self::Key, value: Self::Value) -> bool;

    /// Ends a map, of keys that are `ordered` by code which never panics, or not.
    ///
    /// # Errors
    /// The index of an entry whose key was there already.
    fn complete(&mut self, pending: Self::Pending, ordered: bool) -> std::result::Result<(), usize>;
}

/// Decodes a block of maps.
///
/// # Errors
/// Bytes that are not such maps, equal keys in one of them, or a limit.
pub(crate) fn decode_maps<'de, C>(slots: &Slots<'_, C>, reader: &mut Reader<'de>) -> Result<()>
where
    C: FromEntries,
    C::Key: Decode<'de>,
    C::Value: Decode<'de>,
{
    let end = reader.open_length(slots.len())?;
    let (key, value) = const { (DecodeItem::of::<C::Key>(), DecodeItem::of::<C::Value>()) };
    let (key, value) = entries(key, value, reader)?;
    let (runs, total) = take_counts(slots.len(), &key, None, reader)?;
    // SAFETY: `take_counts` has written a run for each slot.
    let count = |row: usize| unsafe { (*runs.add(row)).count };
    let maps = Maps::<C>::empty(slots, count, reader)?;
    if total > 0 {
        reader.enter()?;
        maps.fill((&key, &value), C::Key::ORDERED, count, total, reader)?;
        reader.walk.leave();
    }
    reader.close_length(end)?;
    maps.0.keep();
    Ok(())
}

/// The maps of a block, all of them made.
struct Maps<C>(Owned<C>, Places);

impl<C: FromEntries> Maps<C> {
    /// Makes all maps, with room for as many entries as the input left may hold.
    fn empty(slots: &Slots<'_, C>, count: impl Fn(usize) -> usize, reader: &mut Reader<'_>) -> Result<Self> {
        let entry = size_of::<C::Key>() + size_of::<C::Value>();
        let most = most_entries::<C>(reader);
        let room = |row: usize| count(row).min(most);
        let costs = (0..slots.len()).fold(0_usize, |sum, row| sum.saturating_add(C::costs(count(row), entry)));
        reader.charge(costs)?;
        slots.fill(|row| C::with_room(room(row)));
        // SAFETY: `fill` has made a map in each slot.
        Ok(Maps(unsafe { Owned::first(slots.places, slots.len()) }, slots.places))
    }

    /// Decodes `total` entries and adds them to the maps, `count` of them to each.
    fn fill<'de>(
        &self,
        (key, value): (&DecodeItem<'de>, &DecodeItem<'de>),
        ordered: bool,
        count: impl Fn(usize) -> usize,
        total: usize,
        reader: &mut Reader<'de>,
    ) -> Result<()> {
        let most = total.min(BLOCK);
        let (keys, values) = (reader.scratch_of::<C::Key>(most)?, reader.scratch_of::<C::Value>(most)?);
        let mut at = At { row: 0, within: 0, pending: C::pending(count(0).min(most_entries::<C>(reader))) };
        let mut done = 0;
        while done < total {
            reader.cut()?;
            let block = (total - done).min(BLOCK);
            let position = reader.position();
            // SAFETY: the scratch memory has room for a block of each; the items are those of their
            // types.
            let (keys, values) = unsafe {
                let of_entry = |error: Error, part: &str| {
                    elements::within(error, part).in_block(done, block).of_element((0..self.1.len()).map(&count))
                };
                (
                    decode_owned(key, keys, block, reader).map_err(|error| of_entry(error, "{key}"))?,
                    decode_owned(value, values, block, reader).map_err(|error| of_entry(error, "{value}"))?,
                )
            };
            reader.count_empty(block, position)?;
            self.add(&mut at, ordered, (keys, values), &count, reader)?;
            done += block;
        }
        Ok(())
    }

    /// Adds a block of entries to the maps. Apart, so that its frame is not below those of keys and values.
    #[inline(never)]
    fn add(
        &self,
        at: &mut At<C>,
        ordered: bool,
        (mut keys, mut values): (Owned<C::Key>, Owned<C::Value>),
        count: impl Fn(usize) -> usize,
        reader: &Reader<'_>,
    ) -> Result<()> {
        let equal = |row: usize, entry: usize| {
            reader
                .malformed(format!("entry {entry} of a map has the key of an earlier one"))
                .within(Segment::Row(entry as u64))
                .on_row(row)
        };
        while let (Some(key), Some(value)) = (keys.take(), values.take()) {
            while at.within == count(at.row) {
                *at = At {
                    row: at.row + 1,
                    within: 0,
                    pending: C::pending(count(at.row + 1).min(most_entries::<C>(reader))),
                };
            }
            // SAFETY: the row is one of the block's, as the counts add up to the total; its map is made, and only borrowed
            // here.
            let map = unsafe { &mut *self.1.row(at.row).cast::<C>() };
            if !map.add(&mut at.pending, key, value) {
                return Err(equal(at.row, at.within));
            }
            at.within += 1;
            if at.within == count(at.row) {
                let all = std::mem::replace(&mut at.pending, C::pending(0));
                map.complete(all, ordered).map_err(|entry| equal(at.row, entry))?;
            }
        }
        Ok(())
    }
}

/// The map that the next entry belongs to, how many of its entries have been added, and what of it is to be made of them.
struct At<C: FromEntries> {
    row: usize,
    within: usize,
    pending: C::Pending,
}

/// For how many entries there is room before any has been read: as many as the input left may hold.
fn most_entries<C: FromEntries>(reader: &Reader<'_>) -> usize {
    let left = usize::try_from(reader.left_in_all()).unwrap_or(usize::MAX);
    left / ((size_of::<C::Key>() + size_of::<C::Value>()) / 16 + 1)
}

/// Decodes a block of keys or values into scratch, owned.
///
/// # Safety
/// `memory` has room for them, and nothing lives there; the item is that of `T`.
unsafe fn decode_owned<'de, T>(
    item: &DecodeItem<'de>,
    memory: *mut T,
    rows: usize,
    reader: &mut Reader<'de>,
) -> Result<Owned<T>> {
    let places = Places::strided(memory.cast(), size_of::<T>(), rows);
    // SAFETY: the caller vouches for the memory; what is decoded is owned before it is the guard's.
    unsafe {
        item.decode_owned(places, reader)?;
        Ok(Owned::first(places, rows))
    }
}

/// What a hash table of `count` entries of so many bytes takes at most: 8 slots for 7 entries, rounded up to a power of two, a byte beside each.
pub(crate) fn table_costs(count: usize, entry: usize) -> usize {
    if count == 0 {
        return 0;
    }
    let slots = count.saturating_mul(8).div_ceil(7).checked_next_power_of_two().unwrap_or(usize::MAX);
    slots.saturating_mul(entry + 1).saturating_add(64)
}

/// What a B-tree of `count` entries of so many bytes takes at most while it is made: nodes of 11 entries, which may be half
/// empty, with some words each, and the entries once more.
pub(crate) fn tree_costs(count: usize, entry: usize) -> usize {
    const NODE: usize = 14 * size_of::<usize>();
    count.div_ceil(5).saturating_mul(11 * entry + NODE).saturating_add(count.saturating_mul(entry))
}

/// Whether every item is greater than the one before it, as those of a tree are: it can be made at once then. The standard
/// library does that by comparing keys again, and would forget some values if a comparison of the program's panicked.
pub(crate) fn ascends<T, K: Ord>(items: &[T], key: impl Fn(&T) -> &K) -> bool {
    items.windows(2).all(|pair| key(&pair[0]) < key(&pair[1]))
}

/// The error for two equal elements of a set.
#[cold]
pub(crate) fn duplicate_element(index: usize) -> Error {
    Error::new(ErrorKind::Malformed, format!("element {index} of a set equals an earlier one"))
        .within(Segment::Row(index as u64))
}
