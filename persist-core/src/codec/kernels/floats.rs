//! Float columns (FORMAT.md, *Float column*), on bit patterns: which form a block gets, and the plain ones: constant, raw.
//!
//! `f64`s of similar size lose the bits that their exponents have in common, whatever the effort. Else `Effort::Fast` writes
//! constants and raw values only; `Effort::Small` looks for numbers of few digits first, decimal ones among `f64`s and binary
//! ones among `f32`s, unless it is remembered what the blocks before had.

use std::mem::MaybeUninit;

use super::integer::Integer;
use super::integers::{self, RAW, put_raw, take_raw};
use super::{decimal, fixed, parts, rotated};
use crate::codec::UNTAGGED_TO;
use crate::codec::forms::PLAIN;
use crate::codec::places::{Rows, Slots};
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::{Error, Result};

const CONSTANT: u8 = 0x00;
pub(super) const EXPONENT: u8 = 0x01;
pub(super) const SPLIT: u8 = 0x02;
pub(super) const DECIMAL: u8 = 0x03;
pub(super) const FIXED: u8 = 0x04;

/// The bit pattern of a float, and the forms that columns of its width have.
pub(crate) trait FloatBits: Integer {
    /// Whether [`FloatBits::put_exponents`] is quick, so that any effort tries it.
    const QUICK: bool;

    /// The scale by which most values are numbers of few digits, if there is one.
    fn choose(values: &[Self]) -> Option<u8>;

    /// Writes the column as numbers of digits of such a scale, if that is worth it.
    fn put_digits(values: &[Self], scale: u8, writer: &mut Writer<'_>) -> bool;

    /// Writes the column without what its exponents have in common, if that is worth it.
    fn put_exponents(values: &[Self], writer: &mut Writer<'_>) -> bool;

    /// Reads the rest of a column with this tag, as [`integers::read`] does.
    ///
    /// # Errors
    /// Bytes that are not such a column.
    fn take_tagged(tag: u8, look: bool, out: &mut [MaybeUninit<Self>], reader: &mut Reader<'_>) -> Result<()>;
}

impl FloatBits for u32 {
    const QUICK: bool = false;

    fn choose(values: &[u32]) -> Option<u8> {
        fixed::choose(values)
    }

    fn put_digits(values: &[u32], scale: u8, writer: &mut Writer<'_>) -> bool {
        fixed::put(values, scale, writer)
    }

    fn put_exponents(values: &[u32], writer: &mut Writer<'_>) -> bool {
        parts::put(values, writer)
    }

    fn take_tagged(tag: u8, look: bool, out: &mut [MaybeUninit<u32>], reader: &mut Reader<'_>) -> Result<()> {
        match tag {
            EXPONENT => parts::take(look, out, false, reader),
            SPLIT => parts::take(look, out, true, reader),
            FIXED => fixed::take(look, out, reader),
            _ => Err(unknown_tag(tag, u32::BITS, reader)),
        }
    }
}

impl FloatBits for u64 {
    const QUICK: bool = true;

    fn choose(values: &[u64]) -> Option<u8> {
        decimal::choose(values)
    }

    fn put_digits(values: &[u64], scale: u8, writer: &mut Writer<'_>) -> bool {
        decimal::put(values, scale, writer)
    }

    fn put_exponents(values: &[u64], writer: &mut Writer<'_>) -> bool {
        rotated::put(values, writer) || writer.small() && rotated::put_split(values, writer)
    }

    fn take_tagged(tag: u8, look: bool, out: &mut [MaybeUninit<u64>], reader: &mut Reader<'_>) -> Result<()> {
        match tag {
            EXPONENT => rotated::take(look, out, reader),
            SPLIT => rotated::take_split(look, out, reader),
            DECIMAL => decimal::take(look, out, reader),
            _ => Err(unknown_tag(tag, u64::BITS, reader)),
        }
    }
}

/// Writes the column of a view's rows, or, where elements lie flat, their fixed-width form.
pub(crate) fn put_rows<B: FloatBits>(rows: Rows<'_, B>, writer: &mut Writer<'_>) {
    integers::put_rows_as(rows, writer, put);
}

/// Reads the column of a view's slots, or, where elements lie flat, their fixed-width form.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take_slots<B: FloatBits>(slots: Slots<'_, B>, reader: &mut Reader<'_>) -> Result<()> {
    // SAFETY: `take_into` initialises everything where it returns `Ok`.
    unsafe { integers::take_slots_as(slots, reader, take_into) }
}

/// Writes a column.
pub(crate) fn put<B: FloatBits>(values: &[B], writer: &mut Writer<'_>) {
    if values.len() <= UNTAGGED_TO {
        return put_raw(values, writer);
    }
    writer.reserve_beyond(1);
    if values[0] == values[1] && values[1..] == values[..values.len() - 1] {
        writer.put([CONSTANT]);
        put_raw(&values[..1], writer);
    } else if !put_narrow(values, writer) {
        writer.put([RAW]);
        put_raw(values, writer);
    }
}

/// What is remembered of a column that has no digits. Of others it is their scale, and one more, as [`PLAIN`] is none.
const NO_DIGITS: u8 = u8::MAX;

/// Writes the column in a form that is smaller than raw, if one is found.
fn put_narrow<B: FloatBits>(values: &[B], writer: &mut Writer<'_>) -> bool {
    if !writer.small() {
        return B::QUICK && B::put_exponents(values, writer);
    }
    // Columns of integers of this width are others.
    let column = writer.forms().column(32 + B::WIDTH, values.len());
    let form = match column.known() {
        Some(PLAIN) => PLAIN,
        known => put_form(values, known, writer),
    };
    writer.forms().settle(column, form);
    form != PLAIN
}

/// The same; tells the form. What is known of the column is tried first; then digits, which are soon found and soon read, then
/// exponents.
fn put_form<B: FloatBits>(values: &[B], known: Option<u8>, writer: &mut Writer<'_>) -> u8 {
    if known != Some(NO_DIGITS) {
        let scale = known.map(|form| form - 1).or_else(|| B::choose(values));
        if let Some(scale) = scale.filter(|scale| B::put_digits(values, *scale, writer)) {
            return scale + 1;
        }
    }
    if B::put_exponents(values, writer) { NO_DIGITS } else { PLAIN }
}

/// Reads a column into memory that it initialises.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take_into<B: FloatBits>(out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    read(true, out, reader)
}

/// Steps over a column of as many rows as `out` has; what is in it then means nothing.
///
/// # Errors
/// The bytes end early, or begin no such column.
pub(crate) fn skip<B: FloatBits>(out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    read(false, out, reader)
}

/// Reads a column, as [`integers::read`] does.
fn read<B: FloatBits>(look: bool, out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    match if out.len() <= UNTAGGED_TO { RAW } else { reader.byte()? } {
        CONSTANT => {
            take_raw(look, &mut out[..1], reader)?;
            out.fill(out[0]);
            Ok(())
        }
        RAW => take_raw(look, out, reader),
        tag => B::take_tagged(tag, look, out, reader),
    }
}

#[cold]
fn unknown_tag(tag: u8, bits: u32, reader: &Reader<'_>) -> Error {
    reader.malformed(format!("tag {tag:#04x} is not one of a column of {bits}-bit floats"))
}
