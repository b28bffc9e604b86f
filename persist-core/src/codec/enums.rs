//! The interpreter for enums: a column of variant indices, then each present variant's fields as
//! columns of its rows.
//!
//! **Encoding** never forms a payload: a field's offset is measured by a `match` on the variant's
//! first row and applied to every row's own address. **Decoding** never writes into an enum in
//! part, as a niche may lie anywhere: a variant's payloads are decoded whole into scratch, as
//! tuples, and moved in as `E::A { … }`, variant by variant (rule 3).

use std::marker::PhantomData;

use super::decode::{Decode, DecodeColumn, DecodeStep, conjure, drop_erased};
use super::encode::{Encode, EncodeVariant};
use super::kernels::integers;
use super::places::{BLOCK, Places, Rows, Slots};
use super::reader::Reader;
use super::structs::{decode_columns, encode_columns, own_columns, validate_rows};
use super::writer::Writer;
use crate::error::{Error, Result, Segment};

/// The room that a single value's variant index is written in: a byte, or a varint where there are
/// more than 256 variants.
pub const TAG_BOUND: usize = super::varint::MAX;

/// The bound of an enum: its index and its largest variant.
#[must_use]
pub const fn variants_bound(variants: &[&[usize]]) -> usize {
    let mut largest = 0;
    let mut index = 0;
    while index < variants.len() {
        let sum = super::structs::bound(variants[index]);
        if sum > largest {
            largest = sum;
        }
        index += 1;
    }
    TAG_BOUND.saturating_add(largest)
}

/// The offsets of a variant's fields, as measured on one row.
pub struct Offsets {
    offsets: [usize; Offsets::MOST],
    count: usize,
}

impl Offsets {
    /// Fields beyond these are measured in further rounds.
    const MOST: usize = 32;

    /// Records where `field` lies in `value`, which contains it.
    #[inline]
    pub fn measure<T, F>(&mut self, value: &T, field: &F) {
        let offset = std::ptr::from_ref(field).addr().wrapping_sub(std::ptr::from_ref(value).addr());
        if let Some(place) = self.offsets.get_mut(self.count) {
            *place = offset;
        }
        self.count = self.count.wrapping_add(1);
    }
}

/// Encodes a block of an enum that has variants with fields.
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub fn encode_enum<T: Encode>(
    rows: Rows<'_, T>,
    writer: &mut Writer<'_>,
    tag: impl Fn(&T) -> u32,
    measure: impl Fn(&T, &mut Offsets),
) -> Result<()> {
    let has_fields = T::VARIANTS.iter().any(|variant| !variant.columns.is_empty());
    let length = writer.open_length(if has_fields { rows.len() } else { 0 });
    let mark = writer.arena().mark();
    let tags = writer.arena().array::<u16>(BLOCK);
    let list = writer.arena().array::<*mut u8>(BLOCK);
    write_tags(rows, tags, T::VARIANTS.len(), writer, tag);
    // SAFETY: `write_tags` has initialised as many tags as there are rows.
    let tags = unsafe { std::slice::from_raw_parts(tags, rows.len()) };
    for_present(tags, T::VARIANTS.len(), &mut |index| {
        let variant = &T::VARIANTS[usize::from(index)];
        if variant.columns.is_empty() {
            return Ok(());
        }
        let count = list_rows(rows.places(), tags, index, list);
        let places = Places::listed(list, count);
        // SAFETY: the rows listed are some of `rows`, of this variant, which occurs.
        unsafe { encode_variant(places, variant, writer, &measure) }
            .map_err(|error| error.within(Segment::Variant(variant.name)))
    })?;
    writer.arena().release(mark);
    writer.close_length(length);
    Ok(())
}

/// Writes the column of variant indices, and leaves them in `tags`.
fn write_tags<T>(rows: Rows<'_, T>, tags: *mut u16, variants: usize, writer: &mut Writer<'_>, tag: impl Fn(&T) -> u32) {
    // The derive allows 65,536 variants: an index fits 16 bits.
    rows.for_each(|index, row| {
        let tag = tag(row) as u16;
        // SAFETY: `tags` has room for a block, and a view has no more rows.
        unsafe { tags.add(index).write(tag) }
    });
    // SAFETY: the loop has initialised one tag for each row.
    let tags = unsafe { std::slice::from_raw_parts(tags, rows.len()) };
    put_tags(tags, variants, writer);
}

fn put_tags(tags: &[u16], variants: usize, writer: &mut Writer<'_>) {
    if variants > 256 {
        integers::put(tags, writer);
    } else {
        let mut bytes = [0_u8; BLOCK];
        for (byte, tag) in bytes.iter_mut().zip(tags) {
            *byte = *tag as u8;
        }
        integers::put(&bytes[..tags.len()], writer);
    }
}

/// Calls `each` for every variant that occurs, in ascending order.
fn for_present(tags: &[u16], variants: usize, each: &mut dyn FnMut(u16) -> Result<()>) -> Result<()> {
    if variants <= 64 {
        let mut present = tags.iter().fold(0_u64, |set, tag| set | 1 << (tag & 63));
        while present != 0 {
            each(present.trailing_zeros() as u16)?;
            present &= present - 1;
        }
        return Ok(());
    }
    let mut after = None;
    // At most as many rounds as there are rows.
    while let Some(next) = tags.iter().copied().filter(|tag| after.is_none_or(|last| *tag > last)).min() {
        each(next)?;
        after = Some(next);
    }
    Ok(())
}

/// Lists the rows that have this variant, and returns their number.
fn list_rows(rows: Places, tags: &[u16], variant: u16, list: *mut *mut u8) -> usize {
    let mut count = 0;
    // SAFETY: there is a tag for each row, and the list has room for a block; `count` never passes
    // the row's index.
    unsafe {
        rows.for_each(|index, row| {
            list.add(count).write(row);
            count += usize::from(*tags.get_unchecked(index) == variant);
        });
    }
    count
}

/// Encodes the columns of one variant's rows.
///
/// # Safety
/// Every place is a valid `T` of this variant; there is at least one.
unsafe fn encode_variant<T>(
    rows: Places,
    variant: &EncodeVariant,
    writer: &mut Writer<'_>,
    measure: &impl Fn(&T, &mut Offsets),
) -> Result<()> {
    let mut offsets = Offsets { offsets: [0; Offsets::MOST], count: 0 };
    // SAFETY: the caller vouches for the first row.
    let first = unsafe { &*rows.row(0).cast::<T>() };
    measure(first, &mut offsets);
    debug_assert_eq!(offsets.count, variant.columns.len());
    for (index, column) in variant.columns.iter().enumerate() {
        let offset = match offsets.offsets.get(index) {
            Some(offset) => *offset,
            None => measure_late(measure, first, index),
        };
        // SAFETY: all rows have this variant, whose field lies at this offset from each row's
        // start: a variant has one layout.
        unsafe { encode_columns(rows.field(offset), std::slice::from_ref(column), writer)? }
    }
    Ok(())
}

/// The offset of field `index` of a variant that has more fields than are measured at once.
#[cold]
fn measure_late<T>(measure: &impl Fn(&T, &mut Offsets), value: &T, index: usize) -> usize {
    // Counting down from `index` wraps every earlier field out of range.
    let mut offsets = Offsets { offsets: [0; Offsets::MOST], count: 0_usize.wrapping_sub(index) };
    measure(value, &mut offsets);
    offsets.offsets[0]
}

/// Encodes a block of an enum in which no variant has fields.
///
/// # Errors
/// None of its own.
pub fn encode_fieldless<T>(
    rows: Rows<'_, T>,
    writer: &mut Writer<'_>,
    count: u32,
    tag: impl Fn(&T) -> u32,
) -> Result<()> {
    if count <= 256 {
        let mut tags = [0_u8; BLOCK];
        rows.for_each(|index, row| tags[index & (BLOCK - 1)] = tag(row) as u8);
        integers::put(&tags[..rows.len()], writer);
    } else {
        let mut tags = [0_u16; BLOCK];
        rows.for_each(|index, row| tags[index & (BLOCK - 1)] = tag(row) as u16);
        integers::put(&tags[..rows.len()], writer);
    }
    Ok(())
}

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
        for (index, tag) in self.tags.iter().enumerate() {
            if u32::from(*tag) < self.below {
                // SAFETY: all slots of the variants below have been filled; each is dropped once.
                unsafe { self.places.row(index).cast::<T>().drop_in_place() }
            }
        }
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

/// Decodes a block of an enum and has every value checked.
///
/// # Errors
/// As [`decode_enum`], or a value that `validate` refuses.
pub fn decode_enum_validated<'de, T: Decode<'de>>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'de>,
    unit: impl Fn(u32) -> Option<T>,
    validate: impl Fn(&T) -> Result<()>,
) -> Result<()> {
    let places = slots.places();
    decode_enum(slots, reader, unit)?;
    validate_rows(places, validate)
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
    if let Some(foreign) = tags.iter().find(|tag| unit(u32::from(**tag)).is_none()) {
        return Err(no_variant(u32::from(*foreign), count));
    }
    slots.fill(|index| match unit(u32::from(tags[index & (BLOCK - 1)])) {
        Some(value) => value,
        None => std::process::abort(),
    });
    Ok(())
}

/// Decodes a block of an enum in which no variant has fields, and has every value checked.
///
/// # Errors
/// As [`decode_fieldless`], or a value that `validate` refuses.
pub fn decode_fieldless_validated<T>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'_>,
    count: u32,
    unit: impl Fn(u32) -> Option<T>,
    validate: impl Fn(&T) -> Result<()>,
) -> Result<()> {
    let places = slots.places();
    decode_fieldless(slots, reader, count, unit)?;
    validate_rows(places, validate)
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

/// Decodes a block of assembled values and has every value checked.
///
/// # Errors
/// As [`decode_assembled`], or a value that `validate` refuses.
pub fn decode_assembled_validated<'de, T>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'de>,
    parts: &DecodeVariant<'de>,
    validate: impl Fn(&T) -> Result<()>,
) -> Result<()> {
    let places = slots.places();
    decode_assembled(slots, reader, parts)?;
    validate_rows(places, validate)
}

/// The error for an index that no variant has.
#[must_use]
#[cold]
pub fn no_variant(index: u32, count: u32) -> Error {
    Error::new(crate::error::ErrorKind::Malformed, format!("variant {index} of an enum that has {count}"))
}
