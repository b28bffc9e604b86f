//! Float columns (FORMAT.md, *Float column*), on bit patterns: raw, constant, exponents apart,
//! split bytes.
//!
//! `Effort::Fast` writes constants and raw values only; `Effort::Small` compares the forms by their
//! size (unless it is remembered what the blocks before had), or, where a compressor follows, takes the one that leaves it aligned bytes.

use std::mem::MaybeUninit;

use super::bits::Lane;
use super::decimal;
use super::integer::Integer;
use super::integers::{self, RAW, put_raw, take_raw};
use super::parts;
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

/// The bit pattern of a float.
pub(crate) trait FloatBits: Integer + Lane {
    /// The bits of its fraction.
    const FRACTION: u32;
    /// The bits of its exponent.
    const EXPONENT: u32 = Self::BITS - 1 - Self::FRACTION;
    /// The integer of an exponent column.
    type Exponent: Integer;
    /// The form, beside exponents, that this width has.
    const FORM: u8;
}

impl FloatBits for u32 {
    const FRACTION: u32 = 23;
    type Exponent = u8;
    const FORM: u8 = SPLIT;
}

impl FloatBits for u64 {
    const FRACTION: u32 = 52;
    type Exponent = u16;
    const FORM: u8 = DECIMAL;
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
    } else if !(writer.small() && put_small(values, writer)) {
        writer.put([RAW]);
        put_raw(values, writer);
    }
}

/// What is remembered of a column in two parts; of decimals it is the exponent and one more.
const PARTS: u8 = u8::MAX;

/// Writes the column in the smallest form that this width has, if one is smaller than raw.
fn put_small<B: FloatBits>(values: &[B], writer: &mut Writer<'_>) -> bool {
    // Columns of integers of this width are others.
    let column = writer.forms().column(32 + B::WIDTH, values.len());
    let form = put_form(values, column.known(), writer);
    writer.forms().settle(column, form);
    form != PLAIN
}

/// The same; tells the form. What is known of the column is tried first.
fn put_form<B: FloatBits>(values: &[B], known: Option<u8>, writer: &mut Writer<'_>) -> u8 {
    if known == Some(PLAIN) {
        return PLAIN;
    }
    if B::FORM == DECIMAL && known != Some(PARTS) {
        let exponent = known.or_else(|| decimal::choose(values).map(|exponent| exponent as u8 + 1));
        if let Some(form) = exponent.filter(|form| decimal::put(values, usize::from(*form) - 1, writer)) {
            return form;
        }
    }
    let start = writer.position();
    let mut len = parts::put(values, false, writer);
    // Whole bytes are what a compressor works on; where that does not make the column smaller, it gains nothing.
    if B::FORM == SPLIT && writer.settings.compressed {
        writer.truncate(start);
        let split = parts::put(values, true, writer);
        if split >= len {
            writer.truncate(start);
            parts::put(values, false, writer);
        }
        len = len.min(split);
    }
    if len <= size_of_val(values) {
        return PARTS;
    }
    writer.truncate(start);
    PLAIN
}

/// Reads a column into memory that it initialises.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take_into<B: FloatBits>(out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    read(true, out, reader)
}

/// Steps over a column of as many rows as `out` has, which stays as it is; the values are not looked at.
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
        EXPONENT => parts::take(look, out, false, reader),
        SPLIT if B::FORM == SPLIT => parts::take(look, out, true, reader),
        DECIMAL if B::FORM == DECIMAL => decimal::take(look, out, reader),
        tag => Err(unknown_tag(tag, B::BITS, reader)),
    }
}

#[cold]
fn unknown_tag(tag: u8, bits: u32, reader: &Reader<'_>) -> Error {
    reader.malformed(format!("tag {tag:#04x} is not one of a column of {bits}-bit floats"))
}
