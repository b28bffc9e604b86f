//! Integer columns: the form of one value that most rows have (FORMAT.md, *Integer column*): that value, a bit for each
//! row, and a column of the others. Only `Effort::Small` looks for it.
//!
//! Source: the frequency encoding of column stores, as in Kuschewski, Sauerwein, Alhomssi, Leis: BtrBlocks, SIGMOD 2023.

use std::mem::MaybeUninit;

use super::bits::packed_len;
use super::gather::to_fill;
use super::integer::{Integer, Order};
use super::integers::{COMMON, How, plain_width, put_inner, put_packed, take_inner, take_packed};
use super::vectorised::vectorised;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// A value, and how many rows have another one.
#[derive(Clone, Copy)]
pub(super) struct Common<B> {
    value: B,
    others: usize,
}

impl<B: Integer<Bits = B>> Common<B> {
    /// How many bytes the column takes, its tag included, at most, if values have so many bits; and an eighth more, which another
    /// form may take that is read in one piece.
    pub(super) fn worth(self, rows: usize, width: u32) -> usize {
        let len = 3 + 2 * B::SINGLE + packed_len(rows, 1) + packed_len(self.others, plain_width::<B>(width));
        len + len / 8
    }
}

vectorised! {
    /// The value that most rows have, as far as a few of them show it. There are values.
    pub(super) fn most_common[B: Integer<Bits = B>][B](values: &[B]) -> Common<B> {
        /// A value that is worth it is most likely among so many.
        const TRIED: usize = 8;
        let mut best = Common { value: values[0], others: usize::MAX };
        for value in values.iter().step_by(values.len().div_ceil(TRIED)) {
            let others = count(values, |row| row != *value);
            if others < best.others {
                best = Common { value: *value, others };
            }
            // Hardly another one is met more often.
            if others * 8 <= values.len() * 5 {
                break;
            }
        }
        best
    }

    /// Writes the column.
    pub(super) fn put[B: Integer<Bits = B>][B](common: Common<B>, values: &[B], order: Order, writer: &mut Writer<'_>) {
        writer.reserve_beyond(2 + B::SINGLE);
        writer.put([COMMON, common.others as u8]);
        order.put_single(common.value, writer);
        put_packed(values, 1, writer, |value| (value != common.value).into());
        let mut others = [B::default(); BLOCK];
        let mut next = 0;
        for value in values {
            others[next % BLOCK] = *value;
            next += usize::from(*value != common.value);
        }
        put_inner(&others[..next], order, writer);
    }
}

/// How many values are such, counted in numbers of their own width, half a block at a time, which a byte can count.
#[inline(always)]
pub(super) fn count<B: Integer<Bits = B>>(values: &[B], is_such: impl Fn(B) -> bool) -> usize {
    let add = |count: B, value: &B| count.wrapping_add(B::from_low(is_such(*value).into()));
    values.chunks(BLOCK / 2).map(|half| half.iter().fold(B::default(), add).low() as usize).sum()
}

/// Reads the rest of a column of which most rows have one value.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take<B: Integer<Bits = B>>(how: How, out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    let count = usize::from(reader.byte()?);
    if count == 0 || count >= out.len() {
        return Err(reader.malformed(format!("a column of {} rows, {count} of which have no common value", out.len())));
    }
    let common = how.take_single::<B>(reader)?;
    let mut flags = [0_u8; BLOCK];
    let flags = &mut flags[..out.len()];
    take_packed(how.look, 1, to_fill(flags), reader, |bit| bit as u8)?;
    let mut others = [B::default(); BLOCK];
    take_inner(how, &mut others[..count], reader)?;
    if !how.look {
        return Ok(());
    }
    let mut next = 0;
    for (place, flag) in out.iter_mut().zip(flags) {
        // No branch: who has another value is what nothing tells beforehand.
        place.write([common, others[next % BLOCK]][usize::from(*flag % 2)]);
        next += usize::from(*flag);
    }
    if next == count {
        return Ok(());
    }
    Err(reader.malformed(format!("{next} rows without the common value, where {count} are counted")))
}
