//! Float columns (FORMAT.md, *Float column*), on bit patterns: raw, constant, exponents apart,
//! split bytes.
//!
//! `Effort::Fast` writes constants and raw values only; `Effort::Small` compares the forms by their
//! size (unless it is remembered what the blocks before had), or, where a compressor follows, takes the one that leaves it aligned bytes.

use std::mem::MaybeUninit;

use super::bits::ones;
use super::decimal;
use super::gather::to_fill;
use super::integer::Integer;
use super::integers::{self, RAW, put_packed, put_raw, take_packed, take_raw};
use super::vectorised::vectorised;
use crate::codec::UNTAGGED_TO;
use crate::codec::forms::PLAIN;
use crate::codec::places::{BLOCK, Rows, Slots};
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::{Error, Result};

const CONSTANT: u8 = 0x00;
const EXPONENT: u8 = 0x01;
const SPLIT: u8 = 0x02;
pub(super) const DECIMAL: u8 = 0x03;

/// The bit pattern of a float.
pub(crate) trait FloatBits: Integer {
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
    if values[1..] == values[..values.len() - 1] {
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
    let column = writer.forms.column(32 + B::WIDTH, values.len());
    let form = put_form(values, column.known(), writer);
    writer.forms.settle(column, form);
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
    let mut len = put_parts(values, false, writer);
    // Whole bytes are what a compressor works on; where that does not make the column smaller, it gains nothing.
    if B::FORM == SPLIT && writer.settings.compressed {
        writer.truncate(start);
        let split = put_parts(values, true, writer);
        if split >= len {
            writer.truncate(start);
            put_parts(values, false, writer);
        }
        len = len.min(split);
    }
    if len <= size_of_val(values) {
        return PARTS;
    }
    writer.truncate(start);
    PLAIN
}

vectorised! {
/// Writes the column in two parts, the exponents or the highest bytes apart, and returns how many bytes that took.
fn put_parts[B: FloatBits][B](values: &[B], split: bool, writer: &mut Writer<'_>) -> usize {
    let start = writer.position();
    let mut high = [B::Exponent::default(); BLOCK];
    for (high, value) in high.iter_mut().zip(values) {
        *high = part(*value, split).0;
    }
    let high = &high[..values.len()];
    writer.reserve_beyond(1);
    writer.put([if split { SPLIT } else { EXPONENT }]);
    // Exponents and highest bytes are columns of their own.
    let outer = writer.forms.descend(split.into());
    if !split {
        integers::put(high, writer);
    }
    put_packed(values, B::FRACTION + 1, writer, |value| part(value, split).1);
    if split {
        integers::put(high, writer);
    }
    writer.forms.ascend(outer);
    writer.position() - start
}
}

/// A value as the exponent, and the sign on top of the fraction; or, split, as the bits above those
/// of the fraction and one more, and these.
#[inline(always)]
fn part<B: FloatBits>(value: B, split: bool) -> (B::Exponent, u64) {
    let bits = value.low();
    if split {
        return (B::Exponent::from_low(bits >> (B::FRACTION + 1)), bits & ones(B::FRACTION + 1));
    }
    let exponent = bits >> B::FRACTION & ones(B::EXPONENT);
    (B::Exponent::from_low(exponent), bits >> (B::BITS - 1) << B::FRACTION | bits & ones(B::FRACTION))
}

/// The inverse of [`part`].
#[inline(always)]
fn join<B: FloatBits>(high: u64, low: u64, split: bool) -> B {
    B::from_low(if split {
        high << (B::FRACTION + 1) | low
    } else {
        low >> B::FRACTION << (B::BITS - 1) | high << B::FRACTION | low & ones(B::FRACTION)
    })
}

/// Reads a column into memory that it initialises.
///
/// # Errors
/// Bytes that are not such a column.
pub(crate) fn take_into<B: FloatBits>(out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    read::<B, true>(out, reader)
}

/// Steps over a column of as many rows as `out` has, which stays as it is; the values are not looked at.
///
/// # Errors
/// The bytes end early, or begin no such column.
pub(crate) fn skip<B: FloatBits>(out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    read::<B, false>(out, reader)
}

/// Reads a column, as [`integers::read`] does.
fn read<B: FloatBits, const LOOK: bool>(out: &mut [MaybeUninit<B>], reader: &mut Reader<'_>) -> Result<()> {
    match if out.len() <= UNTAGGED_TO { RAW } else { reader.byte()? } {
        CONSTANT => {
            take_raw::<B, LOOK>(&mut out[..1], reader)?;
            out.fill(out[0]);
            Ok(())
        }
        RAW => take_raw::<B, LOOK>(out, reader),
        EXPONENT => take_parts::<B, LOOK>(out, false, reader),
        SPLIT if B::FORM == SPLIT => take_parts::<B, LOOK>(out, true, reader),
        DECIMAL if B::FORM == DECIMAL => decimal::take::<B, LOOK>(out, reader),
        tag => Err(unknown_tag(tag, B::BITS, reader)),
    }
}

fn take_parts<B: FloatBits, const LOOK: bool>(
    out: &mut [MaybeUninit<B>],
    split: bool,
    reader: &mut Reader<'_>,
) -> Result<()> {
    let mut high = [B::Exponent::default(); BLOCK];
    let high = &mut high[..out.len()];
    if !split {
        integers::read::<_, LOOK>(to_fill(high), reader)?;
        if high.iter().any(|exponent| exponent.low() > ones(B::EXPONENT)) {
            return Err(reader.malformed(format!("an exponent of more than {} bits", B::EXPONENT)));
        }
    }
    take_packed::<B, LOOK>(B::FRACTION + 1, out, reader, B::from_low)?;
    if split {
        integers::read::<_, LOOK>(to_fill(high), reader)?;
    }
    if !LOOK {
        return Ok(());
    }
    for (place, high) in out.iter_mut().zip(high) {
        // SAFETY: with `LOOK`, `take_packed` has initialised all of `out`.
        let low = unsafe { place.assume_init() }.low();
        place.write(join(high.low(), low, split));
    }
    Ok(())
}

#[cold]
fn unknown_tag(tag: u8, bits: u32, reader: &Reader<'_>) -> Error {
    reader.malformed(format!("tag {tag:#04x} is not one of a column of {bits}-bit floats"))
}
