//! The order of hash maps and sets where equal values are to give equal bytes: by the encoded bytes
//! of their keys.

use super::encode::Encode;
use super::writer::Writer;
use crate::error::Result;

/// The items in the order of their keys' bytes, as single values.
///
/// # Errors
/// A key that cannot be saved, or a limit.
pub(crate) fn sorted<'v, K: Encode + 'v, I: Copy>(
    items: impl Iterator<Item = I>,
    key: impl Fn(I) -> &'v K,
    writer: &Writer<'_>,
) -> Result<Vec<I>> {
    let mut keys = Vec::new();
    let mut ends = Vec::new();
    for item in items {
        let start = keys.len();
        let mut scratch = Writer::bare(keys, writer.settings);
        scratch.single(K::BOUND, |scratch| key(item).encode_one(scratch))?;
        keys = scratch.finish()?;
        ends.push((start, keys.len(), item));
    }
    ends.sort_by(|a, b| keys[a.0..a.1].cmp(&keys[b.0..b.1]));
    Ok(ends.into_iter().map(|(_, _, item)| item).collect())
}
