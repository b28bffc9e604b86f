//! Structs that are a few bytes, as addresses and colours are: their columns are joined first, so that each row is written once.

use std::mem::MaybeUninit;

use super::decode::DecodeColumn;
use super::places::{BLOCK, Places};
use super::reader::Reader;
use crate::error::Result;

/// Whether these are the columns of a struct of a few bytes, one after another.
#[inline]
pub(super) fn are_few_bytes(columns: &[DecodeColumn<'_>]) -> bool {
    const FEW: std::ops::RangeInclusive<usize> = 2..=4;
    FEW.contains(&columns.len())
        && columns[0]
            .byte()
            .is_some_and(|first| columns.iter().zip(first..).all(|(column, at)| column.byte() == Some(at)))
}

/// Decodes a block of such a struct.
///
/// # Errors
/// Bytes that are not a block of this type.
///
/// # Safety
/// [`are_few_bytes`] is true of the columns; else as for [`decode_columns`](super::structs::decode_columns).
#[inline(never)]
pub(super) unsafe fn decode_few_bytes<'de>(
    slots: Places,
    columns: &[DecodeColumn<'de>],
    reader: &mut Reader<'de>,
) -> Result<()> {
    // SAFETY: as the caller vouches for.
    unsafe {
        match columns.len() {
            2 => decode_bytes::<2>(slots, columns, reader),
            3 => decode_bytes::<3>(slots, columns, reader),
            _ => decode_bytes::<4>(slots, columns, reader),
        }
    }
}

/// The same of a struct of so many bytes.
unsafe fn decode_bytes<'de, const N: usize>(
    slots: Places,
    columns: &[DecodeColumn<'de>],
    reader: &mut Reader<'de>,
) -> Result<()> {
    let mut fields = [[MaybeUninit::<u8>::uninit(); BLOCK]; N];
    for (values, column) in fields.iter_mut().zip(columns) {
        let places = Places::strided(values.as_mut_ptr().cast(), 1, slots.len());
        // SAFETY: places for bytes, of which there are at most as many as rows in a block.
        unsafe { column.decode_named(places, reader)? }
    }
    let mut rows = [[MaybeUninit::uninit(); N]; BLOCK];
    for (index, row) in rows.iter_mut().take(slots.len()).enumerate() {
        *row = std::array::from_fn(|field| fields[field][index]);
    }
    // SAFETY: the fields of a row are these bytes, each of which is one, whatever its bits are; all have just been decoded. (Where
    // a column fails, those before it are forgotten: there is nothing to drop.)
    unsafe {
        let first = slots.field(columns[0].offset);
        first.for_each(|index, slot| slot.cast::<[MaybeUninit<u8>; N]>().write(*rows.get_unchecked(index)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;
    use crate::{Decode, Encode};

    fn comes_back<T: Encode + for<'de> Decode<'de> + PartialEq + Debug>(make: impl Fn(u16) -> T) {
        for rows in [1, 2, 4, 5, 31, 256, 300] {
            let values: Vec<T> = (0..rows).map(&make).collect();
            let bytes = crate::encode(&values).unwrap();
            assert_eq!(crate::decode::<Vec<T>>(&bytes).unwrap(), values);
            for cut in 8..bytes.len() {
                assert!(crate::decode::<Vec<T>>(&bytes[..cut]).is_err());
            }
        }
    }

    /// Whether a type's columns are decoded together.
    fn is_few_bytes<T: for<'de> Decode<'de>>() -> bool {
        are_few_bytes(<T as Decode<'_>>::COLUMNS)
    }

    #[test]
    fn structs_of_few_bytes_are_told_from_others() {
        assert!(is_few_bytes::<(u8, i8)>() && is_few_bytes::<(u8, u8, i8)>() && is_few_bytes::<(i8, u8, u8, u8)>());
        assert!(!is_few_bytes::<(u8,)>() && !is_few_bytes::<(u8, u8, u8, u8, u8)>());
        assert!(!is_few_bytes::<(u8, bool)>() && !is_few_bytes::<(u8, u16)>() && !is_few_bytes::<(u8, [u8; 2])>());
        let columns = |offsets: [usize; 3]| offsets.map(|offset| DecodeColumn::of::<u8>("", offset));
        assert!(are_few_bytes(&columns([5, 6, 7])));
        assert!(!are_few_bytes(&columns([5, 7, 6])) && !are_few_bytes(&columns([5, 6, 8])));
    }

    #[test]
    fn structs_of_few_bytes_come_back() {
        comes_back(|row| (row as u8, -(row as i8 / 2)));
        comes_back(|row| (row as u8, 7_u8, (row >> 3) as i8));
        comes_back(|row| (192_u8, 168_u8, (row >> 8) as u8, row as u8));
        // Others go column by column.
        comes_back(|row| (row as u8, row % 3 == 0, row as u8));
        comes_back(|row| (1_u8, row as u8, row as u8, 2_u8, row as u8));
    }
}
