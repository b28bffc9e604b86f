//! The interpreter for enums: a column of variant indices, then each present variant's fields as
//! columns of its rows.
//!
//! **Encoding** never forms a payload: a field's offset is measured by a `match` on the variant's
//! first row and applied to every row's own address. **Decoding** is in [`super::variants`].

use super::decode::conjure;
use super::encode::{Encode, EncodeVariant};
use super::kernels::tags;
use super::partition::Partition;
use super::places::{BLOCK, Places, Rows};
use super::structs::encode_columns;
use super::writer::Writer;
use crate::error::{Error, ErrorKind, Result, Segment};

/// The room that a single value's variant index is written in: a byte, or a varint where there are
/// more than 256 variants.
pub const TAG_BOUND: usize = super::varint::MAX;

/// The bound of an enum: its index and its largest variant.
#[must_use]
pub const fn variants_bound(variants: &[EncodeVariant]) -> usize {
    let mut largest = 0;
    let mut index = 0;
    while index < variants.len() {
        let sum = super::structs::bound(variants[index].columns);
        if sum > largest {
            largest = sum;
        }
        index += 1;
    }
    TAG_BOUND.saturating_add(largest)
}

/// The offsets of a variant's fields, as measured on one row.
///
/// Invariant: there is room for `room` offsets, of which the first ones, as many as counted, have been written.
pub struct Offsets {
    places: *mut usize,
    room: usize,
    count: usize,
}

impl Offsets {
    /// Records where `field` lies in `value`, which contains it.
    pub fn measure<T, F>(&mut self, value: *const T, field: *const F) {
        self.record(field.addr().wrapping_sub(value.addr()));
    }

    /// Compiled once for all types, and called for one row of a variant.
    #[inline(never)]
    fn record(&mut self, offset: usize) {
        if self.count < self.room {
            // SAFETY: the invariant: there is room for one more.
            unsafe { self.places.add(self.count).write(offset) }
        }
        self.count += 1;
    }
}

/// Encodes a block of an enum that has variants with fields; `tag` tells a value's variant, which is one that is saved.
///
/// # Errors
/// A value that cannot be saved, or a limit.
pub fn encode_enum<T: Encode>(
    rows: Rows<'_, T>,
    writer: &mut Writer<'_>,
    tag: impl Fn(&T) -> u32 + Copy,
    measure: impl Fn(&T, &mut Offsets) + Copy,
) -> Result<()> {
    // SAFETY: rows of `T`, whose variants these are (contract of `Encode`).
    unsafe { encode_by_table(rows.places, T::VARIANTS, list_erased(tag), measure_erased(measure), writer) }
}

/// Lists the index of each row's variant.
///
/// # Safety
/// The rows are of the type that the function was made for; the list is valid for writes of as many.
type List = unsafe fn(Places, *mut u16);

/// `tag`, a closure that captures nothing, of all rows, without its type.
fn list_erased<T, G: Fn(&T) -> u32 + Copy>(_: G) -> List {
    unsafe fn erased<T, G: Fn(&T) -> u32 + Copy>(rows: Places, tags: *mut u16) {
        let tag = conjure::<G>();
        // SAFETY: the caller vouches for the rows, and for the room. The derive allows 65,536 variants: an index fits 16 bits.
        unsafe { rows.for_each(|index, row| tags.add(index).write(tag(&*row.cast()) as u16)) }
    }
    erased::<T, G>
}

/// Measures the fields of a row's variant.
///
/// # Safety
/// The row is a valid value of the type that the function was made for.
type Measure = unsafe fn(*const u8, &mut Offsets);

/// `measure`, a closure that captures nothing, without its type.
fn measure_erased<T, M: Fn(&T, &mut Offsets) + Copy>(_: M) -> Measure {
    unsafe fn erased<T, M: Fn(&T, &mut Offsets) + Copy>(row: *const u8, offsets: &mut Offsets) {
        // SAFETY: the caller vouches for the row.
        conjure::<M>()(unsafe { &*(row as *const T) }, offsets);
    }
    erased::<T, M>
}

/// Encodes a block of an enum; compiled once for all types.
///
/// # Safety
/// Every place is a valid value of the type that has these variants, and that `list` and `measure` were made for.
unsafe fn encode_by_table(
    rows: Places,
    variants: &[EncodeVariant],
    list: List,
    measure: Measure,
    writer: &mut Writer<'_>,
) -> Result<()> {
    let has_fields = variants.iter().any(|variant| !variant.columns.is_empty());
    let length = writer.open_length(if has_fields { rows.len() } else { 0 });
    writer.column(|writer| {
        let tags = writer.arena().array::<u16>(BLOCK);
        let partition = Partition::at(writer.arena().array(1));
        // SAFETY: the memory has room for a block, and a view has no more rows, each of which gets a tag; the caller vouches for
        // the rows.
        let tags = unsafe {
            list(rows, tags);
            std::slice::from_raw_parts(tags, rows.len())
        };
        tags::put(tags, variants.len(), writer);
        let mut each = |index: u16, rows: Places| {
            let variant = &variants[usize::from(index)];
            let outer = writer.forms().descend(index.into());
            // SAFETY: the rows are some of those that the caller vouches for, of this variant, which occurs.
            unsafe { encode_variant(rows, variant, writer, measure) }
                .map_err(|error| of_variant(error, tags, index, variant.name))?;
            writer.forms().ascend(outer);
            Ok(())
        };
        // SAFETY: there is a tag for each row, of a variant (the caller vouches for them); the arena keeps the memory.
        unsafe { partition.for_each(rows, tags, variants.len(), &mut each) }
    })?;
    writer.close_length(length);
    Ok(())
}

/// Refuses a block that has a value of the variant that stands for those the program does not know.
///
/// # Errors
/// Such a value, and which row it is.
pub fn refuse_unknown<T>(rows: Rows<'_, T>, is_unknown: impl Fn(&T) -> bool) -> Result<()> {
    rows.try_for_each(|index, row| if is_unknown(row) { Err(unknown_variant().on_row(index)) } else { Ok(()) })
}

/// The error for a value of that variant.
#[must_use]
#[cold]
pub fn unknown_variant() -> Error {
    Error::new(ErrorKind::Value, "a value of a variant that this program does not know: what it held is gone")
        .help("save it with a program that knows the variant, or replace the value")
}

/// The rows were those of one variant.
#[cold]
pub(crate) fn of_variant(error: Error, tags: &[u16], variant: u16, name: &'static str) -> Error {
    of_rows_with(error.within(Segment::Variant(name)), tags, variant)
}

/// The rows were those with one tag.
#[cold]
pub(crate) fn of_rows_with(error: Error, tags: &[u16], tag: u16) -> Error {
    error.of_row(|row| tags.iter().enumerate().filter(|(_, other)| **other == tag).nth(row).map(|(row, _)| row))
}

/// Encodes the columns of one variant's rows.
///
/// # Safety
/// Every place is a valid value of this variant, which `measure` takes; there is at least one.
unsafe fn encode_variant(
    rows: Places,
    variant: &EncodeVariant,
    writer: &mut Writer<'_>,
    measure: Measure,
) -> Result<()> {
    if variant.columns.is_empty() {
        return Ok(());
    }
    let room = variant.columns.len();
    let mut offsets = Offsets { places: writer.arena().array(room), room, count: 0 };
    // SAFETY: the caller vouches for the first row.
    unsafe { measure(rows.row(0), &mut offsets) };
    debug_assert_eq!(offsets.count, room);
    // SAFETY: the invariant of `offsets`, which the arena keeps until all variants are encoded.
    let offsets = unsafe { std::slice::from_raw_parts(offsets.places, offsets.count.min(room)) };
    for (index, (column, offset)) in variant.columns.iter().zip(offsets).enumerate() {
        let outer = writer.forms().descend(index);
        // SAFETY: all rows have this variant, whose field lies at this offset from each row's
        // start: a variant has one layout.
        unsafe { encode_columns(rows.field(*offset), std::slice::from_ref(column), writer)? }
        writer.forms().ascend(outer);
    }
    Ok(())
}

/// Encodes a block of an enum in which no variant has fields; `tag` as for [`encode_enum`].
///
/// # Errors
/// None: it is what encodes a block, which for other types may fail.
pub fn encode_fieldless<T>(
    rows: Rows<'_, T>,
    writer: &mut Writer<'_>,
    count: u32,
    tag: impl Fn(&T) -> u32 + Copy,
) -> Result<()> {
    // SAFETY: rows of `T`.
    unsafe { put_indices(rows.places, count, list_erased(tag), writer) };
    Ok(())
}

/// Encodes the indices of a block's variants, of which there are `count`; compiled once for all types.
///
/// # Safety
/// The rows are those that `list` was made for.
unsafe fn put_indices(rows: Places, count: u32, list: List, writer: &mut Writer<'_>) {
    let mut tags = [0_u16; BLOCK];
    // SAFETY: there is room for a block, and a view has no more rows; the caller vouches for them.
    unsafe { list(rows, tags.as_mut_ptr()) };
    tags::put(&tags[..rows.len()], count as usize, writer);
}
