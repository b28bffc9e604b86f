//! The interpreter for enums on their way in.
//!
//! It never writes into an enum in part, as a niche may lie anywhere: a variant's payloads are decoded whole
//! into scratch, as tuples, and moved in as `E::A { … }`, variant by variant (rule 3).

use std::marker::PhantomData;

use super::decode::{Decode, DecodeColumn, DecodeStep, conjure, drop_erased};
use super::enums::{for_present, list_rows};
use super::kernels::integers;
use super::owned::each_despite_panics;
use super::places::{BLOCK, Places, Slots};
use super::reader::Reader;
use super::structs::{decode_columns, own_columns};
use crate::error::{Error, Result, Segment};

/// A variant of an enum: how its payloads are decoded, and how a value is made of one.
pub struct DecodeVariant<'de> {
    pub(crate) name: &'static str,
    /// `None` for a variant with no fields.
    pub(crate) payload: Option<Payload<'de>>,
}

/// The payload of a variant: a tuple of its fields.
pub(crate) struct Payload<'de> {
    size: usize,
    align: usize,
    columns: &'de [DecodeColumn<'de>],
    /// Moves payloads (the first address, one after another) into slots.
    make: unsafe fn(*const u8, Places),
}

impl<'de> DecodeVariant<'de> {
    /// A variant with no fields.
    #[must_use]
    pub const fn unit(name: &'static str) -> Self {
        DecodeVariant { name, payload: None }
    }

    /// Whether it has fields that are in the file.
    fn reads(&self) -> bool {
        let columns = self.payload.as_ref().map_or(&[][..], |payload| payload.columns);
        columns.iter().any(|column| matches!(column.decode, DecodeStep::Read(_)))
    }

    /// A variant of `T` whose fields form the tuple `P`; `make` captures nothing and does nothing
    /// but move.
    #[must_use]
    pub const fn of<P, T, M: Fn(P) -> T + Copy>(
        name: &'static str,
        columns: &'de [DecodeColumn<'de>],
        make: M,
    ) -> Self {
        const { assert!(size_of::<M>() == 0, "a closure in a table captures nothing") };
        let _ = make;
        let make = make_erased::<P, T, M>;
        DecodeVariant { name, payload: Some(Payload { size: size_of::<P>(), align: align_of::<P>(), columns, make }) }
    }
}

unsafe fn make_erased<P, T, M: Fn(P) -> T + Copy>(payloads: *const u8, slots: Places) {
    let make = conjure::<M>();
    let payloads = payloads.cast::<P>();
    // SAFETY: the caller has as many owned payloads as slots, each of which is moved out once;
    // `make` does not panic, as it only moves.
    unsafe { slots.for_each(|index, slot| slot.cast::<T>().write(make(payloads.add(index).read()))) }
}

/// Decodes a block of an enum that has variants with fields; `unit` makes the variants without.
///
/// # Errors
/// Bytes that are not a block of this type, or a limit.
pub fn decode_enum<'de, T: Decode<'de>>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'de>,
    unit: impl Fn(u32) -> Option<T>,
) -> Result<()> {
    let places = slots.places();
    let has_fields = T::VARIANTS.iter().any(DecodeVariant::reads);
    let end = reader.open_length(if has_fields { places.len() } else { 0 })?;
    let (tags, scratch) = reader.scratch(size_of::<u16>(), align_of::<u16>(), BLOCK)?;
    let tags = read_tags(tags.cast(), places.len(), T::VARIANTS.len(), reader)?;
    let (list, more) = reader.scratch(size_of::<*mut u8>(), align_of::<*mut u8>(), BLOCK)?;
    let mut made = Made::<T> { places, tags, below: 0, values: PhantomData };
    for_present(tags, T::VARIANTS.len(), &mut |index| {
        let variant = &T::VARIANTS[usize::from(index)];
        if let Some(payload) = &variant.payload {
            let count = list_rows(places, tags, index, list.cast());
            // SAFETY: the slots listed are some of `slots`, of this variant, and not yet filled.
            unsafe { decode_payloads(payload, Places::listed(list.cast(), count), reader) }
                .map_err(|error| error.within(Segment::Variant(variant.name)))?;
        } else {
            fill_units(places, tags, index, &unit)?;
        }
        made.below = u32::from(index) + 1;
        Ok(())
    })?;
    std::mem::forget(made);
    reader.give_back(more);
    reader.give_back(scratch);
    reader.close_length(end).inspect_err(|_| {
        // SAFETY: every slot has just been filled, and the error says that none is.
        unsafe { drop_erased::<T>(places) }
    })
}

/// The slots whose variants have been made so far; drops them unless it is forgotten.
struct Made<'t, T> {
    places: Places,
    tags: &'t [u16],
    below: u32,
    values: PhantomData<T>,
}

impl<T> Drop for Made<'_, T> {
    fn drop(&mut self) {
        each_despite_panics(self.tags.len(), &mut |index| {
            if u32::from(self.tags[index]) < self.below {
                // SAFETY: all slots of the variants below have been filled; each is dropped once.
                unsafe { self.places.row(index).cast::<T>().drop_in_place() }
            }
        });
    }
}

/// Reads the column of variant indices into `tags`, which has room for a block.
fn read_tags<'t>(tags: *mut u16, rows: usize, variants: usize, reader: &mut Reader<'_>) -> Result<&'t [u16]> {
    let mut wide = [0_u16; BLOCK];
    let values = &mut wide[..rows.min(BLOCK)];
    take_tags(values, variants, reader)?;
    // SAFETY: the scratch memory has room for a block, and outlives the caller's use of it.
    unsafe {
        tags.copy_from_nonoverlapping(values.as_ptr(), values.len());
        Ok(std::slice::from_raw_parts(tags, values.len()))
    }
}

/// Reads variant indices, and checks that each is one.
fn take_tags(tags: &mut [u16], variants: usize, reader: &mut Reader<'_>) -> Result<()> {
    if variants > 256 {
        integers::take(tags, reader)?;
    } else {
        let mut bytes = [0_u8; BLOCK];
        let bytes = &mut bytes[..tags.len()];
        integers::take(bytes, reader)?;
        for (tag, byte) in tags.iter_mut().zip(bytes) {
            *tag = u16::from(*byte);
        }
    }
    let largest = tags.iter().copied().max().unwrap_or(0);
    if usize::from(largest) >= variants {
        return Err(reader.no_variant(u64::from(largest), variants as u32));
    }
    Ok(())
}

/// Decodes the payloads of one variant into scratch, owns them and moves them into the slots.
///
/// # Safety
/// The slots take values of the enum; the payload is one of its variants'.
unsafe fn decode_payloads<'de>(payload: &Payload<'de>, slots: Places, reader: &mut Reader<'de>) -> Result<()> {
    let (memory, scratch) = reader.scratch(payload.size, payload.align, slots.len())?;
    let payloads = Places::strided(memory, payload.size, slots.len());
    // SAFETY: the scratch memory has room for the payloads, whose fields the columns describe
    // (contract of `Decode`).
    unsafe {
        decode_columns(payloads, payload.columns, reader)?;
        own_columns(payloads, payload.columns);
        (payload.make)(memory, slots);
    }
    reader.give_back(scratch);
    Ok(())
}

fn fill_units<T>(places: Places, tags: &[u16], variant: u16, unit: &impl Fn(u32) -> Option<T>) -> Result<()> {
    for (index, tag) in tags.iter().enumerate() {
        if *tag == variant {
            let value = unit(u32::from(variant)).ok_or_else(|| no_variant(u32::from(variant), 0))?;
            // SAFETY: the slot is one of the block's and has not been filled: its variant is this
            // one.
            unsafe { places.row(index).cast::<T>().write(value) }
        }
    }
    Ok(())
}

/// Decodes a block of an enum in which no variant has fields.
///
/// # Errors
/// Bytes that are not a block of this type.
pub fn decode_fieldless<T>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'_>,
    count: u32,
    unit: impl Fn(u32) -> Option<T>,
) -> Result<()> {
    let mut tags = [0_u16; BLOCK];
    let tags = &mut tags[..slots.len()];
    take_tags(tags, count as usize, reader)?;
    let mut made = true;
    // SAFETY: each tag is one of the block's; the slots take `T`.
    unsafe {
        slots.places().for_each(|index, slot| match unit(u32::from(*tags.get_unchecked(index))) {
            Some(value) => slot.cast::<T>().write(value),
            None => made = false,
        });
    }
    // Every index below `count` is made, as the derive writes `unit`; were it not, values without fields would be forgotten, and not be used.
    if made { Ok(()) } else { Err(no_variant(count, count)) }
}

/// Decodes a block of values that are assembled from their fields, as the derive does it for packed
/// structs.
///
/// # Errors
/// Bytes that are not a block of this type, or a limit.
pub fn decode_assembled<'de, T>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'de>,
    parts: &DecodeVariant<'de>,
) -> Result<()> {
    match &parts.payload {
        // SAFETY: the slots take `T`; the derive made the parts for it.
        Some(payload) => unsafe { decode_payloads(payload, slots.places(), reader) },
        None => Ok(()),
    }
}

/// The error for an index that no variant has.
#[must_use]
#[cold]
pub fn no_variant(index: u32, count: u32) -> Error {
    Error::new(crate::error::ErrorKind::Malformed, format!("variant {index} of an enum that has {count}"))
}
