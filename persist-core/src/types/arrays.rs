//! Arrays of any length: their elements follow one another, without a count.

use std::mem::MaybeUninit;

use crate::codec::arrays::{decode_array, own_array};
use crate::codec::decode::DecodeItem;
use crate::codec::elements::Elements;
use crate::codec::encode::EncodeItem;
use crate::codec::owned::each_despite_panics;
use crate::codec::planned::decode_value;
use crate::codec::records::{Leaves, Plain};
use crate::codec::runs::discard_run;
use crate::codec::sequences::decode_groups;
use crate::codec::{Decode, Encode, Located, Places, Reader, Rows, Slots, Writer};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{Describe, NodeId, SchemaBuilder};

impl<T: Describe, const N: usize> Describe for [T; N] {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.array::<T>(N)
    }
}

// SAFETY: the elements make room for themselves.
unsafe impl<T: Encode, const N: usize> Encode for [T; N] {
    const BOUND: usize = 0;

    fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
        if N == 0 {
            return Ok(());
        }
        let total = (rows.len() as u64).saturating_mul(N as u64);
        let mut elements = Elements::begin(const { EncodeItem::of::<T>() }, total, writer)?;
        let places = rows.places();
        if let Some(first) = places.contiguous(size_of::<Self>()) {
            // SAFETY: the rows of the view are one run of elements, and the view lasts.
            return unsafe {
                elements.span(first, rows.len().saturating_mul(N))?;
                elements.end()
            };
        }
        for index in 0..places.len() {
            // SAFETY: a row of the view, which is N elements next to each other.
            unsafe { elements.span(places.row(index), N)? }
        }
        // SAFETY: the view lasts.
        unsafe { elements.end() }
    }

    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        Self::encode_rows(Rows::of_slice(std::slice::from_ref(self)), writer)
    }
}

// SAFETY: all elements of all slots are as `T`'s `decode_rows` leaves them, or none.
unsafe impl<'de, T: Decode<'de>, const N: usize> Decode<'de> for [T; N] {
    const LOCATES: bool = T::LOCATES;

    fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
        // SAFETY: each slot takes N elements next to each other.
        unsafe { decode_array(slots.places(), const { DecodeItem::of::<T>() }, N, reader) }
    }

    fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
        let mut array = MaybeUninit::<Self>::uninit();
        let place = array.as_mut_ptr().cast::<u8>();
        let slots = Places::strided(place, size_of::<Self>(), 1);
        let item = const { DecodeItem::of::<T>() };
        // SAFETY: one place for N elements, which are owned when it is taken.
        unsafe {
            decode_array(slots, item, N, reader)?;
            own_array(place, item, N);
            Ok(array.assume_init())
        }
    }

    fn decode_root(reader: &mut Reader<'de>) -> Result<Self> {
        if !reader.is_planned() || reader.at_value() {
            return decode_value(reader);
        }
        // What was a sequence comes in groups.
        let elements = decode_groups::<T>(reader)?;
        elements.try_into().map_err(|elements: Vec<T>| {
            let message = format!("{} elements, where an array of {N} is expected", elements.len());
            Error::new(ErrorKind::Value, message)
        })
    }

    fn own(slot: Located<'_, Self>) {
        // SAFETY: `decode_rows` left N elements here.
        unsafe { own_array(slot.place(), const { DecodeItem::of::<T>() }, N) }
    }

    fn discard(slots: Slots<'_, Self>) {
        let item = const { DecodeItem::of::<T>() };
        each_despite_panics(slots.len(), &mut |index| {
            // SAFETY: `decode_rows` left N elements in each slot.
            unsafe { discard_run(&item, slots.places().row(index), N) }
        });
    }
}

// SAFETY: N plain values next to each other, without padding between them.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {
    fn leaves(leaves: &mut Leaves<'_>) {
        for index in 0..N {
            leaves.field::<T>(index * size_of::<T>());
        }
    }
}
