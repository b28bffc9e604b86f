//! Maps on their way in: counts, then the entries in blocks, each a block of keys and a block of
//! values. The way out is that of [`super::elements`].
//!
//! Keys own themselves before they are inserted, and inserting runs the program's code (`Hash`,
//! `Ord`): at that moment every entry that has been decoded is owned by a guard, and every map that
//! has been made by another (rule 5).

use std::mem::MaybeUninit;

use super::BLOCK;
use super::decode::{Decode, DecodeItem};
use super::elements;
use super::owned::Owned;
use super::places::{Places, Slots};
use super::planned::entries;
use super::reader::Reader;
use super::runs::Run;
use super::sequences::take_counts;
use crate::error::{Error, ErrorKind, Result, Segment};

/// How a map is made of its entries.
pub(crate) trait FromEntries: Sized {
    type Key;
    type Value;
    /// A map that has not all its entries.
    type Begun;

    /// What memory `count` entries of so many bytes take at most.
    fn costs(count: usize, entry: usize) -> usize;

    /// Begins a map, with room for `room` entries.
    fn begin(room: usize) -> Self::Begun;

    /// Adds an entry; false if the key was there already and this is known by now.
    fn add(begun: &mut Self::Begun, key: Self::Key, value: Self::Value) -> bool;

    /// Makes a map, of keys that are `ordered` by code which never panics, or not.
    ///
    /// # Errors
    /// The index of an entry whose key was there already.
    fn end(begun: Self::Begun, ordered: bool) -> std::result::Result<Self, usize>;
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
    let runs = unsafe { std::slice::from_raw_parts(runs, slots.len()) };
    let mut maps = Maps::<C>::begin(slots, runs, C::Key::ORDERED, reader)?;
    if total > 0 {
        reader.enter()?;
        maps.fill((&key, &value), total, reader)?;
        reader.walk.leave();
    }
    reader.close_length(end)?;
    maps.made.keep();
    Ok(())
}

/// Decodes a single map. It is in no block that could lead into the input, so that chunks are given back whose entries it has.
///
/// # Errors
/// As of [`decode_maps`].
#[inline(never)]
pub(crate) fn decode_map<'de, C>(reader: &mut Reader<'de>) -> Result<C>
where
    C: FromEntries,
    C::Key: Decode<'de>,
    C::Value: Decode<'de>,
{
    let mut map = MaybeUninit::<C>::uninit();
    reader.column(|reader| decode_maps(&Slots::of_slice(std::slice::from_mut(&mut map)), reader))?;
    // SAFETY: it has been made, as there is no error.
    Ok(unsafe { map.assume_init() })
}

/// The maps of a block, one after another.
struct Maps<'r, C: FromEntries> {
    made: Owned<C>,
    /// How many entries each has.
    runs: &'r [Run],
    /// The one that is next, and how many of its entries have been added.
    begun: Option<C::Begun>,
    within: usize,
    /// For how many entries there is room before any has been read: as many as the input left may hold.
    most: usize,
    ordered: bool,
}

impl<'r, C: FromEntries> Maps<'r, C> {
    /// Begins with the first one, and makes those that come before any entry.
    fn begin(slots: &Slots<'_, C>, runs: &'r [Run], ordered: bool, reader: &mut Reader<'_>) -> Result<Self> {
        let entry = size_of::<C::Key>() + size_of::<C::Value>();
        let most = usize::try_from(reader.left_in_all()).unwrap_or(usize::MAX) / (entry / 16 + 1);
        reader.charge(runs.iter().fold(0, |sum: usize, run| sum.saturating_add(C::costs(run.count, entry))))?;
        // SAFETY: no map yet, in slots that take them.
        let made = unsafe { Owned::first(slots.places, 0) };
        let mut maps = Maps { made, runs, begun: None, within: 0, most, ordered };
        maps.begin_next();
        maps.settle(reader)?;
        Ok(maps)
    }

    /// Begins the next map, if there is one.
    fn begin_next(&mut self) {
        self.begun = self.runs.get(self.made.len()).map(|run| C::begin(run.count.min(self.most)));
        self.within = 0;
    }

    /// Makes a map of the one in work once it has all its entries, and of those behind it that have none.
    fn settle(&mut self, reader: &Reader<'_>) -> Result<()> {
        while self.runs.get(self.made.len()).is_some_and(|run| run.count == self.within)
            && let Some(begun) = self.begun.take()
        {
            self.made.push(C::end(begun, self.ordered).map_err(|entry| self.equal(entry, reader))?);
            self.begin_next();
        }
        Ok(())
    }

    #[cold]
    fn equal(&self, entry: usize, reader: &Reader<'_>) -> Error {
        reader
            .malformed(format!("entry {entry} of a map has the key of an earlier one"))
            .within(Segment::Row(entry as u64))
            .on_row(self.made.len())
    }

    /// Decodes `total` entries and makes the maps of them.
    fn fill<'de>(
        &mut self,
        (key, value): (&DecodeItem<'de>, &DecodeItem<'de>),
        total: usize,
        reader: &mut Reader<'de>,
    ) -> Result<()> {
        let most = total.min(BLOCK);
        let (keys, values) = (reader.scratch_of::<C::Key>(most)?, reader.scratch_of::<C::Value>(most)?);
        let mut done = 0;
        while done < total {
            reader.cut_behind_owned()?;
            let block = (total - done).min(BLOCK);
            let position = reader.position();
            let runs = self.runs;
            let of_entry = |error: Error, part: &str| {
                elements::within(error, part).in_block(done, block).of_element(runs.iter().map(|run| run.count))
            };
            // SAFETY: the scratch memory has room for a block of each; the items are those of their
            // types.
            let entries = unsafe {
                (
                    decode_owned(key, keys, block, reader).map_err(|error| of_entry(error, "{key}"))?,
                    decode_owned(value, values, block, reader).map_err(|error| of_entry(error, "{value}"))?,
                )
            };
            reader.count_empty(block, position)?;
            self.add(entries, reader)?;
            done += block;
        }
        Ok(())
    }

    /// Adds a block of entries. Apart, so that its frame is not below those of keys and values.
    #[inline(never)]
    fn add(&mut self, (mut keys, mut values): (Owned<C::Key>, Owned<C::Value>), reader: &Reader<'_>) -> Result<()> {
        while let (Some(key), Some(value)) = (keys.take(), values.take()) {
            if self.begun.as_mut().is_some_and(|begun| !C::add(begun, key, value)) {
                return Err(self.equal(self.within, reader));
            }
            self.within += 1;
            self.settle(reader)?;
        }
        Ok(())
    }
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
