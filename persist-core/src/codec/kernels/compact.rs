//! Integer columns: the forms that only `Effort::Small` looks for (FORMAT.md, *Integer column*).
//!
//! **Delta** for sorted ids and times, a **dictionary** for few distinct values far apart, a **patched** frame for heavy tails,
//! and one [`common`](super::common) value. Each is estimated in bytes, and the least one is taken, unless it is remembered what the
//! blocks before had ([`forms`](crate::codec::forms)). Sources: delta and frame of reference
//! are folklore of column stores; the patched frame is *PFOR* (Zukowski, Héman, Nes, Boncz:
//! Super-scalar RAM-CPU cache compression, ICDE 2006).

use std::mem::MaybeUninit;

use super::bits::{ones, packed_len};
use super::common::{self, count, most_common};
use super::dictionary::{Dictionary, SLOT_BITS, take_entries, take_indices};
use super::gather::fill_with;
use super::integer::{Integer, Order};
use super::integers::{
    COMMON, DELTA, DICTIONARY, Frame, How, PATCHED, WIDEST, plain_len, plain_width, put_inner, put_packed, take_frame,
    take_inner,
};
use super::vectorised::vectorised;
use crate::codec::forms::PLAIN;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// Writes the column in the smallest of these forms, if one is smaller than the plain ones.
///
/// What was best in the blocks before is tried alone, where it is known. Compiled once for each width: what it calls is
/// vectorised, but for dictionaries and patches.
pub(super) fn put<B: Integer<Bits = B>>(values: &[B], order: Order, writer: &mut Writer<'_>) -> bool {
    let column = writer.forms().column(B::WIDTH, values.len());
    if column.known() == Some(PLAIN) {
        return false;
    }
    let (least, most) = extremes(values, order);
    let widest = most.wrapping_sub(least).bit_length();
    let frame = Frame { least, range: most.wrapping_sub(least).low(), order };
    let plain = if widest < B::BITS && widest <= WIDEST { frame.len(values.len()) } else { 1 + size_of_val(values) };
    // What no form can gain on: a narrow or constant column.
    if plain <= 2 + B::SINGLE + values.len() / 4 {
        return false;
    }
    let mut differences = [B::default(); BLOCK];
    let differences = &mut differences[..values.len() - 1];
    let delta = if column.tries(DELTA) { delta_len(values, differences, plain) } else { usize::MAX };
    let (frame, patched) =
        if column.tries(PATCHED) { patched_frame(values, frame, widest) } else { (frame, usize::MAX) };
    let common = column.tries(COMMON).then(|| most_common(values));
    let in_common = common.map_or(usize::MAX, |common| common.worth(values.len(), widest));
    let mut dictionary = None;
    let mut room = [const { MaybeUninit::uninit() }; MOST_ENTRIES];
    let (mut entries, mut in_dictionary) = (&[][..], usize::MAX);
    if column.tries(DICTIONARY)
        && let Some(dictionary) = fill(dictionary.insert(Dictionary::new()), values, least, widest)
    {
        entries = dictionary.collect(&mut room, |row| values[row]);
        let indices = Frame { least: 0_u8, range: entries.len() as u64 - 1, order: Order::UNSIGNED };
        in_dictionary = 2 + plain_len(entries, order) + indices.len(values.len());
    }
    let best = delta.min(patched).min(in_common).min(in_dictionary);
    // Bytes are soon written plainly: a form that hardly gains, and so is another one in each search, takes longer than that.
    let gain = if B::WIDTH == 1 { plain / 16 } else { 0 };
    let form = match best {
        _ if best.saturating_add(gain) >= plain => PLAIN,
        _ if best == delta => DELTA,
        _ if best == patched => PATCHED,
        _ if best == in_common => COMMON,
        _ => DICTIONARY,
    };
    writer.forms().settle(column, form);
    match (form, common, dictionary) {
        (DELTA, ..) => put_delta(values[0], order, differences, writer),
        (PATCHED, ..) => put_patched(frame, values, writer),
        (COMMON, Some(common), _) => common::put(common, values, order, writer),
        (DICTIONARY, _, Some(dictionary)) => {
            writer.put_slice(&[DICTIONARY, entries.len() as u8]);
            put_inner(entries, order, writer);
            dictionary.put_indices(values.len(), writer);
        }
        _ => return false,
    }
    true
}

vectorised! {
    fn extremes[B: Integer<Bits = B>][B](values: &[B], order: Order) -> (B, B) {
        order.extremes(values)
    }
}

// ---- delta ----

vectorised! {
    /// Fills in the differences between values, and returns how many bytes the column takes with them, at most;
    /// or, where that is plainly no fewer than `plain`, that there is no such column.
    fn delta_len[B: Integer<Bits = B>][B](values: &[B], differences: &mut [B], plain: usize) -> usize {
        /// The first differences show whether they are narrow.
        const SAMPLE: usize = 16;
        let fill = |differences: &mut [B]| {
            for (difference, (value, next)) in differences.iter_mut().zip(values.iter().zip(&values[1..])) {
                *difference = next.wrapping_sub(*value);
            }
        };
        let len = |differences: &[B]| {
            let frame = Frame::exact(differences, Order::SIGNED);
            frame.map_or(usize::MAX, |frame| 1 + B::SINGLE + frame.len(values.len() - 1))
        };
        if differences.len() > 2 * SAMPLE {
            fill(&mut differences[..SAMPLE]);
            if len(&differences[..SAMPLE]) >= plain {
                return usize::MAX;
            }
        }
        fill(differences);
        len(differences)
    }
}

fn put_delta<B: Integer<Bits = B>>(first: B, order: Order, differences: &[B], writer: &mut Writer<'_>) {
    writer.reserve_beyond(1 + B::SINGLE);
    writer.put([DELTA]);
    order.put_single(first, writer);
    put_inner(differences, Order::SIGNED, writer);
}

/// Reads the rest of a delta column.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take_delta<B: Integer<Bits = B>>(
    how: How,
    out: &mut [MaybeUninit<B>],
    reader: &mut Reader<'_>,
) -> Result<()> {
    let mut value = how.take_single::<B>(reader)?;
    let mut differences = [B::default(); BLOCK];
    take_inner(how.of_signed::<B>(), &mut differences[..out.len() - 1], reader)?;
    if !how.look {
        return Ok(());
    }
    fill_with(out, |index| {
        if index > 0 {
            value = value.wrapping_add(differences[index - 1]);
        }
        value
    });
    Ok(())
}

// ---- dictionary ----

/// More entries save too little.
const MOST_ENTRIES: usize = 64;

/// Fills a dictionary, if the column has few distinct values: so few that their indices are narrower than a frame.
fn fill<'d, B: Integer<Bits = B>>(
    dictionary: &'d mut Dictionary,
    values: &[B],
    least: B,
    widest: u32,
) -> Option<&'d Dictionary> {
    /// Of 64 values that come at random, the first 32 rows have 25; 31 are as good as never met.
    const EARLY: (usize, usize) = (32, 30);
    let rows = values.len().min(BLOCK);
    let values = &values[..rows];
    let (early, most) = (rows.min(EARLY.0), MOST_ENTRIES.min(1 << (widest - 1).min(16)));
    let mut parts = [(0..early, most.min(EARLY.1)), (early..rows, most)].into_iter();
    let is_filled = if widest <= SLOT_BITS {
        let key = |row: usize| values[row].wrapping_sub(least).low() as usize;
        parts.all(|(rows, most)| dictionary.fill(rows, most, key, |_, _| true))
    } else {
        let hash = |row: usize| (values[row].low().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOT_BITS)) as usize;
        let equal = |one: usize, other: usize| values[one] == values[other];
        parts.all(|(rows, most)| dictionary.fill(rows, most, hash, equal))
    };
    is_filled.then_some(dictionary)
}

/// Reads the rest of a column with a dictionary.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take_dictionary<B: Integer<Bits = B>>(
    how: How,
    out: &mut [MaybeUninit<B>],
    reader: &mut Reader<'_>,
) -> Result<()> {
    let count = take_entries(reader)?;
    let mut values = [B::default(); BLOCK];
    take_inner(how, &mut values[..count], reader)?;
    let mut indices = [0_u8; BLOCK];
    take_indices(how.look, &mut indices[..out.len()], count, reader)?;
    if how.look {
        fill_with(out, |row| values[usize::from(indices[row & (BLOCK - 1)])]);
    }
    Ok(())
}

// ---- patched ----

vectorised! {
    /// The best frame that is too narrow for some values, by how many need more bits, and the column's length with it, which is
    /// none if there is no such frame.
    fn patched_frame[B: Integer<Bits = B>][B](values: &[B], frame: Frame<B>, widest: u32) -> (Frame<B>, usize) {
        // What is wider than the widest frame is an exception to all of them.
        let top = widest.min(WIDEST);
        let mut best = (Frame { range: ones(top), ..frame }, usize::MAX);
        for width in (1..top).rev() {
            let beyond = B::from_wide(1 << width);
            let exceptions = count(values, |value| value.wrapping_sub(frame.least) >= beyond);
            if exceptions * 4 > values.len() {
                break;
            }
            let high = packed_len(exceptions, plain_width::<B>(widest - width));
            let len = 5 + 2 * B::SINGLE + packed_len(values.len(), width) + exceptions + high;
            if len < best.1 {
                best = (Frame { range: ones(width), ..frame }, len);
            }
        }
        best
    }
}

/// Writes a frame that is too narrow for some rows, whose high bits lie beside it.
fn put_patched<B: Integer<Bits = B>>(frame: Frame<B>, values: &[B], writer: &mut Writer<'_>) {
    let width = frame.width();
    let mut positions = [0_u8; BLOCK];
    let mut high = [B::default(); BLOCK];
    let mut count = 0;
    for (row, value) in values.iter().enumerate() {
        // No branch: which rows have more bits is what nothing tells beforehand.
        let rest = value.wrapping_sub(frame.least).wide() >> width;
        positions[count % BLOCK] = row as u8;
        high[count % BLOCK] = B::from_wide(rest);
        count += usize::from(rest != 0);
    }
    writer.reserve_beyond(3 + B::SINGLE);
    writer.put([PATCHED, width as u8, count as u8]);
    frame.order.put_single(frame.least, writer);
    put_packed(values, width, writer, |value| value.wrapping_sub(frame.least).low() & ones(width));
    writer.put_slice(&positions[..count]);
    put_inner(&high[..count], Order::UNSIGNED, writer);
}

/// Reads the rest of a patched column.
///
/// # Errors
/// Bytes that are not such a column.
pub(super) fn take_patched<B: Integer<Bits = B>>(
    how: How,
    out: &mut [MaybeUninit<B>],
    reader: &mut Reader<'_>,
) -> Result<()> {
    let [width, count] = reader.array()?;
    let (width, count) = (u32::from(width), usize::from(count));
    if width >= B::BITS || width > WIDEST || count == 0 || count >= out.len() {
        return Err(reader.malformed(format!("a patched column of width {width} with {count} patches")));
    }
    take_frame(how, width, out, reader, |value| value)?;
    let positions = take_positions("patched", count, out.len(), reader)?;
    let mut high = [B::default(); BLOCK];
    take_inner(how.of_bits(), &mut high[..count], reader)?;
    // Without a look there are no values to be patched.
    for (position, high) in positions.into_iter().zip(high).take(if how.look { count } else { 0 }) {
        let place = &mut out[usize::from(position)];
        // SAFETY: as it looks, `take_frame` has initialised all of `out`.
        let low = unsafe { place.assume_init() };
        place.write(low.wrapping_add(B::from_wide(high.wide() << width)));
    }
    Ok(())
}

/// Reads the positions of `count` exceptions to a form, in the first places of what it returns.
///
/// # Errors
/// The bytes end early, or the positions do not ascend, each below `rows`.
pub(super) fn take_positions(form: &str, count: usize, rows: usize, reader: &mut Reader<'_>) -> Result<[u8; BLOCK]> {
    let mut positions = [0_u8; BLOCK];
    positions[..count].copy_from_slice(reader.slice(count)?);
    let positions_used = &positions[..count];
    let ascending = positions_used.windows(2).all(|pair| pair[0] < pair[1]);
    if !ascending || positions_used.last().is_some_and(|last| usize::from(*last) >= rows) {
        return Err(reader.malformed(format!("the positions of a {form} column do not ascend within it")));
    }
    Ok(positions)
}
