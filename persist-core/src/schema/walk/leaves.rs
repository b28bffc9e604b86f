//! The columns at the end of every path: read by the kernels that decoding uses, into a buffer that
//! is dropped, unless somebody wants to see each value ([`Visit`]).
//!
//! Who trusts the lengths in a column passes it ([`pass`]): no value of it is looked at.
//!
//! The buffers are on the stack of these functions, which call nothing that walks.

use std::mem::MaybeUninit;

use crate::codec::BLOCK;
use crate::codec::kernels::gather::to_fill;
use crate::codec::kernels::integer::Integer;
use crate::codec::kernels::{booleans, integers, lengths, text, with_number};
use crate::codec::reader::Reader;
use crate::error::Result;
use crate::schema::node::{Number, Shape};

/// Who gets each value, if anybody: its row, and bytes that are equal for equal values alone (of a number, those of its
/// fixed-width form).
pub(super) type Visit<'v> = Option<&'v mut dyn FnMut(usize, &[u8]) -> Result<()>>;

/// A column of numbers.
pub(super) fn numbers(number: Number, rows: usize, reader: &mut Reader<'_>, visit: Visit<'_>) -> Result<()> {
    with_number!(number, |Bits, kernel| match visit {
        None => read::<Bits>(rows, reader, kernel::take_into),
        Some(visit) => {
            let mut buffer = [0; BLOCK];
            kernel::take_into(to_fill(&mut buffer[..rows]), reader)?;
            each::<Bits>(&buffer[..rows], visit)
        }
    })
}

fn read<T: Copy>(
    rows: usize,
    reader: &mut Reader<'_>,
    take: impl FnOnce(&mut [MaybeUninit<T>], &mut Reader<'_>) -> Result<()>,
) -> Result<()> {
    let mut buffer = [const { MaybeUninit::uninit() }; BLOCK];
    take(&mut buffer[..rows], reader)
}

fn each<T: Integer>(values: &[T], visit: &mut dyn FnMut(usize, &[u8]) -> Result<()>) -> Result<()> {
    let bytes = values.iter().map(|value| value.wide().to_le_bytes());
    bytes.enumerate().try_for_each(|(row, bytes)| visit(row, &bytes[..size_of::<T>()]))
}

/// Passes a leaf's column; false, if the shape is not that of a leaf.
pub(super) fn pass(shape: &Shape, rows: usize, reader: &mut Reader<'_>) -> Result<bool> {
    match shape {
        Shape::Bool => booleans::skip(rows, reader)?,
        Shape::Char => read::<u32>(rows, reader, integers::skip)?,
        Shape::Number(number) => with_number!(number, |Bits, kernel| read::<Bits>(rows, reader, kernel::skip)?),
        Shape::Text => text::skip(rows, reader)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// A column of `bool`s.
pub(super) fn booleans(flags: &mut [bool], reader: &mut Reader<'_>, visit: Visit<'_>) -> Result<()> {
    booleans::take(to_fill(flags), reader)?;
    let Some(visit) = visit else { return Ok(()) };
    flags.iter().enumerate().try_for_each(|(row, flag)| visit(row, &[u8::from(*flag)]))
}

/// A column of `char`s.
pub(super) fn chars(rows: usize, reader: &mut Reader<'_>, visit: Visit<'_>) -> Result<()> {
    let mut buffer = [0_u32; BLOCK];
    let buffer = &mut buffer[..rows];
    integers::take(buffer, reader)?;
    if let Some(value) = buffer.iter().find(|value| char::from_u32(**value).is_none()) {
        return Err(reader.malformed(format!("{value:#x} is not a `char`")));
    }
    visit.map_or(Ok(()), |visit| each(buffer, visit))
}

/// A column of strings, with its length where it has one.
pub(super) fn texts(rows: usize, reader: &mut Reader<'_>, visit: Visit<'_>) -> Result<()> {
    let Some(visit) = visit else { return text::take(rows, reader, 0, |_, _| {}) };
    let mut visited = Ok(());
    text::visit(rows, reader, |row, text| {
        if visited.is_ok() {
            let length = (text.len() as u64).to_le_bytes();
            visited = visit(row, &length).and_then(|()| visit(row, text));
        }
    })?;
    visited
}

/// A column of counts; returns their sum.
pub(super) fn counts(counts: &mut [u64], reader: &mut Reader<'_>, visit: Visit<'_>) -> Result<u64> {
    let sum = lengths::take(counts, reader)?;
    if let Some(visit) = visit {
        each(counts, visit)?;
    }
    Ok(sum)
}
