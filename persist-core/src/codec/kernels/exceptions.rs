//! The rows whose values a form of floats does not give back, bit for bit: where they are, and what they are instead
//! (FORMAT.md, *Float column*: decimal, fixed).

use std::mem::MaybeUninit;

use super::compact::take_positions;
use super::integer::Integer;
use crate::codec::places::BLOCK;
use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// The rows of a column that are exceptions, ascending.
pub(super) struct Exceptions {
    positions: [u8; BLOCK],
    count: usize,
}

impl Exceptions {
    /// Those rows that are such, of which there are `count` in all, unless that is too many.
    pub(super) fn of(count: usize, rows: usize, is_such: impl Fn(usize) -> bool) -> Option<Self> {
        if count > rows / 16 {
            return None;
        }
        let mut positions = [0; BLOCK];
        if count > 0 {
            for (position, row) in positions.iter_mut().zip((0..rows).filter(|row| is_such(*row))) {
                *position = row as u8;
            }
        }
        Some(Exceptions { positions, count })
    }

    pub(super) fn count(&self) -> u8 {
        self.count as u8
    }

    fn positions(&self) -> &[u8] {
        &self.positions[..self.count]
    }

    /// Gives each exception the number of a row that is none, so that it costs no width.
    pub(super) fn level<N: Copy>(&self, numbers: &mut [N]) {
        let first = self.positions().iter().zip(0..).take_while(|(position, row)| *position == row).count();
        for position in self.positions().iter().map(|position| usize::from(*position)) {
            numbers[position] = numbers[position.checked_sub(1).filter(|before| *before >= first).unwrap_or(first)];
        }
    }

    /// Writes the positions, then the values there.
    pub(super) fn put<T: Integer>(&self, values: &[T], writer: &mut Writer<'_>) {
        writer.put_slice(self.positions());
        for position in self.positions() {
            writer.put_slice(&values[usize::from(*position)].low().to_le_bytes()[..T::WIDTH]);
        }
    }
}

/// Reads so many positions and values, fewer than there are rows, and puts the values where they belong.
///
/// # Errors
/// The bytes end early, or the positions do not ascend within the column.
pub(super) fn take<T: Integer>(
    form: &str,
    count: usize,
    out: &mut [MaybeUninit<T>],
    reader: &mut Reader<'_>,
) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    for position in take_positions(form, count, out.len(), reader)?.into_iter().take(count) {
        let mut bytes = [0; 8];
        bytes[..T::WIDTH].copy_from_slice(reader.slice(T::WIDTH)?);
        out[usize::from(position)].write(T::from_low(u64::from_le_bytes(bytes)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_repeat_a_row_that_is_none() {
        for rows in [&[0, 1, 5][..], &[1, 2, 63], &[], &[0]] {
            let exceptions = Exceptions::of(rows.len(), 64, |row| rows.contains(&row)).unwrap();
            assert_eq!(usize::from(exceptions.count()), rows.len());
            let before: [usize; 64] = std::array::from_fn(|row| if rows.contains(&row) { 0 } else { 100 + row });
            let mut numbers = before;
            exceptions.level(&mut numbers);
            assert!(numbers.iter().all(|number| *number >= 100), "{numbers:?}");
            assert!(before.iter().zip(numbers).all(|(before, number)| *before == 0 || *before == number));
        }
        assert!(Exceptions::of(5, 64, |row| row < 5).is_none());
    }
}
