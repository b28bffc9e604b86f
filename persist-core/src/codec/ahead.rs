//! What a block of rows leads to, asked for before it is needed.
//!
//! A block is gone over once per column, so that what is in no cache is met in leaps of a row's size, and waited for at each.
//! Where a sequence is larger than the caches, a block's rows are asked for when it begins, and then the texts and elements
//! that their fields lead to, row by row: that is most often their order in memory, so that the processor, which sees it, goes
//! on ahead by itself. On the way in it is the block's own memory, and the bytes that it comes from.

use super::encode::{EncodeColumn, EncodeItem};
use super::kernels::prefetch::fetch;
use super::places::Places;

/// Of so many of a row's fields at most is asked for what they lead to.
const MOST: usize = 16;

/// Where in a value an address is, if it is in one of its words.
///
/// # Safety
/// The value is initialised to the last byte.
pub(crate) unsafe fn place_of<C>(value: &C, address: *const u8) -> Option<usize> {
    let words = std::ptr::from_ref(value).cast::<*const u8>();
    // SAFETY: the words are within the value, of which the caller vouches for each byte; any of them is some address.
    let holds = |at: &usize| unsafe { words.add(*at).read_unaligned().addr() == address.addr() };
    (0..size_of::<C>() / size_of::<usize>()).find(holds).map(|at| at * size_of::<usize>())
}

/// Asks for a block of values, and for what they lead to themselves.
///
/// # Safety
/// Every place is a valid value of the item's type.
pub(super) unsafe fn ask_for_values(rows: Places, item: &EncodeItem) {
    // SAFETY: the caller vouches for the rows, each of which has a word where its type has a lead (contract of `Encode`).
    unsafe {
        rows.for_each(|_, row| fetch(row, item.size));
        ask_for_leads(rows, (item.lead)().as_slice());
    }
}

/// Asks for the memory that a block of elements is decoded to, so many bytes, and for what it is decoded from: half as many
/// bytes, as far as anybody can tell.
pub(super) fn ask_for_slots(start: *const u8, bytes: usize, input: *const u8) {
    fetch(input, bytes / 2);
    fetch(start, bytes);
}

/// Asks for what the fields of a block of rows lead to.
///
/// # Safety
/// Every place is a valid value that has the columns' fields.
pub(super) unsafe fn ask_for_fields(rows: Places, columns: &[EncodeColumn]) {
    let mut leads = [0; MOST];
    let mut count = 0;
    for (lead, place) in leads.iter_mut().zip(columns.iter().filter_map(EncodeColumn::lead)) {
        *lead = place;
        count += 1;
    }
    // SAFETY: the caller vouches for the rows, at which these fields are, each of which has a word at its lead (contract of
    // `Encode`).
    unsafe { ask_for_leads(rows, &leads[..count]) }
}

/// Asks for what the words at some places of each row lead to.
///
/// # Safety
/// Every place is a row that is initialised at these places, where words are aligned.
unsafe fn ask_for_leads(rows: Places, leads: &[usize]) {
    if leads.is_empty() {
        return;
    }
    // SAFETY: the caller vouches for the rows and their words, which are read alone: any address will do.
    unsafe {
        rows.for_each(|_, row| {
            for lead in leads {
                fetch(row.wrapping_add(*lead).cast::<*const u8>().read(), 1);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::rc::Rc;

    use super::*;
    use crate::codec::kernels::prefetch::is_far;
    use crate::codec::{Decode, Encode};

    /// Whether the lead of a type is where a value's text or elements begin.
    fn leads<T: Encode>(value: &T, first: *const u8) -> bool {
        (EncodeItem::of::<T>().lead)().is_some_and(|at| {
            // SAFETY: a value of a type with a lead has an address there (contract of `Encode`).
            unsafe { std::ptr::from_ref(value).byte_add(at).cast::<*const u8>().read() == first }
        })
    }

    #[test]
    fn a_lead_is_where_the_address_is() {
        let (text, boxed, numbers) = (String::from("text"), Box::<str>::from("text"), vec![1_u32, 2]);
        assert!(leads(&text, text.as_ptr()));
        assert!(leads(&text.as_str(), text.as_ptr()));
        assert!(leads(&boxed, boxed.as_ptr()));
        assert!(leads(&numbers, numbers.as_ptr().cast()));
        // What is absent leads nowhere, and a shared text does not begin where its pointer leads to.
        assert_eq!((EncodeItem::of::<Option<String>>().lead)(), None);
        assert_eq!((EncodeItem::of::<Rc<str>>().lead)(), None);
        assert_eq!((EncodeItem::of::<u64>().lead)(), None);
    }

    #[test]
    fn what_fields_lead_to_is_where_their_columns_say() {
        let columns = [
            EncodeColumn::of::<u64>("number", 0),
            EncodeColumn::of::<String>("text", 8),
            EncodeColumn::of::<Vec<u16>>("list", 32),
        ];
        let leads: Vec<usize> = columns.iter().filter_map(EncodeColumn::lead).collect();
        let within = [String::LEAD, <Vec<u16>>::LEAD].map(|lead| lead().unwrap_or(usize::MAX));
        assert_eq!(leads, [8 + within[0], 32 + within[1]]);
    }

    fn comes_back<T: Encode + for<'de> Decode<'de> + PartialEq + std::fmt::Debug>(value: &T) {
        assert_eq!(crate::decode::<T>(&crate::encode(value).unwrap()).unwrap(), *value);
    }

    #[test]
    fn rows_beyond_the_caches_come_back() {
        let row = |row: u64| {
            (row.to_string(), vec![row as u16; row as usize % 3], [row; 24], Some(row.to_string()), Box::new(row))
        };
        let rows: Vec<_> = (0..(8 << 20) / 264 + 1).map(row).collect();
        assert!(is_far(rows.len() as u64, size_of_val(&rows[0])));
        comes_back(&rows);
        comes_back(&rows.into_iter().enumerate().collect::<BTreeMap<usize, _>>());
    }
}
