//! Sequences that are saved from an iterator and loaded by one: the same bytes, the same items, the same errors, and little memory.

mod damage;
mod files;
mod items;
mod memory;
mod runs;
#[path = "../scratch/mod.rs"]
mod scratch;

use persist_core::{Decode, LoadOptions, Recovery, Result, Skipped};
use tests::memory::Counting;

#[global_allocator]
static MEMORY: Counting = Counting;

/// All items of the container that `bytes` are, or the first error.
fn items<T: for<'de> Decode<'de>>(bytes: &[u8]) -> Result<Vec<T>> {
    LoadOptions::new().iter_from_reader(bytes)?.collect()
}

/// What comes before the first error, and the error; nothing may come behind it.
fn until_error<T: for<'de> Decode<'de>>(bytes: &[u8]) -> (Vec<T>, Option<persist_core::Error>) {
    let mut iter = match LoadOptions::new().iter_from_reader(bytes) {
        Ok(iter) => iter,
        Err(error) => return (Vec::new(), Some(error)),
    };
    let mut items = Vec::new();
    for item in iter.by_ref() {
        match item {
            Ok(item) => items.push(item),
            Err(error) => {
                assert!(iter.next().is_none(), "an error is the last item");
                return (items, Some(error));
            }
        }
    }
    assert!(iter.next().is_none(), "the end is the end");
    (items, None)
}

/// What there is around damage, and the places that were passed over, as ranges.
fn around_damage<T: for<'de> Decode<'de>>(bytes: &[u8]) -> Result<(Vec<T>, Vec<std::ops::Range<u64>>)> {
    let mut iter = LoadOptions::new().recovery(Recovery::Skip).iter_from_reader(bytes)?;
    let items = iter.by_ref().collect::<Result<_>>()?;
    let range = |skipped: &Skipped| skipped.offset..skipped.offset + skipped.bytes;
    Ok((items, iter.skipped().iter().map(range).collect()))
}
