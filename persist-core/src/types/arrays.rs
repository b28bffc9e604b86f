//! Arrays of any length: their elements follow one another, without a count.

use super::*;
use crate::codec::arrays::{decode_array, own_array};
use crate::codec::elements::{Content, Elements};
use crate::codec::owned::each_despite_panics;
use crate::codec::records::{Leaves, Plain};
use crate::codec::runs::discard_run;
use crate::codec::sequences::decode_groups;

encode! {
    // SAFETY: the elements make room for themselves.
    unsafe impl[T, const N: usize] [T; N], of [T], bound 0;
    outline Outline::Array(N as u64, Part::of::<T>());
    rows |rows, writer| {
        if N == 0 {
            return Ok(());
        }
        let total = (rows.len() as u64).saturating_mul(N as u64);
        let mut elements = Elements::begin(const { &Content::of::<T>() }, total, writer)?;
        let of_row = |error: Error| error.of_element(std::iter::repeat_n(N, rows.len()));
        // SAFETY: rows of the view, each of which is N elements next to each other.
        unsafe { elements.arrays(rows.places, N) }.map_err(of_row)?;
        // SAFETY: the view lasts.
        unsafe { elements.end() }.map_err(of_row)
    };
    one |array, writer| Self::encode_rows(Rows::of_slice(std::slice::from_ref(array)), writer);
}

decode! {
    // SAFETY: all elements of all slots are as `T`'s `decode_rows` leaves them, or none.
    unsafe impl[T: Decode<'de>, const N: usize] [T; N], locates T::LOCATES;
    // SAFETY: each slot takes N elements next to each other.
    rows |slots, reader| unsafe { decode_array(slots.places, const { DecodeItem::of::<T>() }, N, reader) };
    one |reader| decode_in_block(Step::SAME, reader);
    root |reader| {
        if !reader.is_planned() {
            return decode_value(reader);
        }
        // What was a sequence comes in groups.
        decode_groups::<T>(reader)?.try_into().map_err(|elements: Vec<T>| {
            let message = format!("{} elements, where an array of {N} is expected", elements.len());
            Error::new(ErrorKind::Value, message)
        })
    };
    // SAFETY: `decode_rows` left N elements here.
    own |slot| unsafe { own_array(slot.place(), const { DecodeItem::of::<T>() }, N) };
    discard |slots| {
        let item = const { DecodeItem::of::<T>() };
        each_despite_panics(slots.len(), &mut |index| {
            // SAFETY: `decode_rows` left N elements in each slot.
            unsafe { discard_run(&item, slots.places.row(index), N) }
        });
    };
}

// SAFETY: N plain values next to each other, without padding between them.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {
    fn leaves(leaves: &mut Leaves<'_>) {
        for index in 0..N {
            leaves.field::<T>(index * size_of::<T>());
        }
    }
}
