//! The columns at the end of every path: read by the kernels that decoding uses, into a buffer that
//! is dropped.
//!
//! Who trusts the lengths in a column passes it ([`pass`]): no value of it is looked at.
//!
//! The buffers are on the stack of these functions, which call nothing that walks.

use std::mem::MaybeUninit;

use crate::codec::BLOCK;
use crate::codec::kernels::{booleans, integers, lengths, text, with_number};
use crate::codec::reader::Reader;
use crate::error::Result;
use crate::schema::node::{Number, Shape};

/// A column of numbers.
pub(super) fn numbers(number: Number, rows: usize, reader: &mut Reader<'_>) -> Result<()> {
    with_number!(number, |Bits, kernel| read::<Bits>(rows, reader, kernel::take_into))
}

fn read<T: Copy>(
    rows: usize,
    reader: &mut Reader<'_>,
    take: impl FnOnce(&mut [MaybeUninit<T>], &mut Reader<'_>) -> Result<()>,
) -> Result<()> {
    let mut buffer = [const { MaybeUninit::uninit() }; BLOCK];
    take(&mut buffer[..rows], reader)
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

/// A column of `bool`s; returns how many are true.
pub(super) fn booleans(rows: usize, reader: &mut Reader<'_>) -> Result<usize> {
    let mut buffer = [false; BLOCK];
    booleans::take(&mut buffer[..rows], reader)?;
    Ok(buffer.iter().filter(|flag| **flag).count())
}

/// A column of `char`s.
pub(super) fn chars(rows: usize, reader: &mut Reader<'_>) -> Result<()> {
    let mut buffer = [0_u32; BLOCK];
    integers::take(&mut buffer[..rows], reader)?;
    match buffer[..rows].iter().find(|value| char::from_u32(**value).is_none()) {
        Some(value) => Err(reader.malformed(format!("{value:#x} is not a `char`"))),
        None => Ok(()),
    }
}

/// A column of strings, with its length where it has one.
pub(super) fn texts(rows: usize, reader: &mut Reader<'_>) -> Result<()> {
    text::take(rows, reader, |_, _, _| {})
}

/// A column of counts; returns their sum.
pub(super) fn counts(rows: usize, reader: &mut Reader<'_>) -> Result<u64> {
    let mut buffer = [0; BLOCK];
    lengths::take(&mut buffer[..rows], reader)
}
