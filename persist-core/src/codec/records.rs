//! Records: structs of fixed-width numbers whose memory is, on a little-endian machine, their wire
//! form (`#[persist(plain)]`).
//!
//! Such rows are copied as they are. `Effort::Small` takes a column of them apart, number by number, or, where all are `f32`,
//! joins the numbers of all rows to columns, if they are of a kind: bringing the numbers of a field together took longer than
//! packing them (FORMAT.md, *Record column*).

use std::alloc::Layout;

use super::decode::Decode;
use super::encode::Encode;
use super::kernels::{fixed, floats, with_number};
use super::places::{Places, Rows, Slots};
use super::reader::Reader;
use super::structs::decode_struct;
use super::writer::Writer;
use super::{BLOCK, UNTAGGED_TO};
use crate::error::Result;
pub(crate) use crate::schema::Number as Leaf;

pub(crate) const ROWS: u8 = 0;
pub(crate) const COLUMNS: u8 = 1;
pub(crate) const JOINED: u8 = 2;

/// Between fields whose units are further apart, in powers of two, numbers are not joined.
const MOST_APART: i32 = 8;

/// A type that is nothing but fixed-width numbers: a number, an array of such, a struct of such in
/// `repr(C)` without padding.
///
/// # Safety
/// Every bit pattern is a value, there is no padding, and `leaves` names every number at its own
/// offset, in order.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not plain: only fixed-width numbers, arrays of them and other `plain` types are",
    label = "not a plain type",
    note = "leave `plain` out to have the struct saved as columns"
)]
pub unsafe trait Plain: Copy {
    /// Fails to compile where the type has padding.
    const CHECK: () = ();

    /// Names the numbers that a value consists of.
    fn leaves(leaves: &mut Leaves<'_>);
}

/// Goes over the numbers of a record, with their offsets.
pub struct Leaves<'f> {
    offset: usize,
    each: &'f mut dyn FnMut(usize, Leaf) -> Result<()>,
    result: Result<()>,
}

impl Leaves<'_> {
    /// The numbers of the field of type `F` at `offset`.
    pub fn field<F: Plain>(&mut self, offset: usize) {
        // A struct has no padding only if its fields have none.
        let () = F::CHECK;
        self.offset += offset;
        F::leaves(self);
        self.offset -= offset;
    }

    /// One number.
    pub(crate) fn leaf(&mut self, leaf: Leaf) {
        if self.result.is_ok() {
            self.result = (self.each)(self.offset, leaf);
        }
    }

    fn walk<T: Plain>(each: &mut dyn FnMut(usize, Leaf) -> Result<()>) -> Result<()> {
        let mut leaves = Leaves { offset: 0, each, result: Ok(()) };
        T::leaves(&mut leaves);
        leaves.result
    }

    /// The type of all numbers of a record, if they are of one.
    fn only<T: Plain>() -> Option<Leaf> {
        let (mut first, mut alike) = (None, true);
        // The closure never fails, so neither does the walk.
        let _ = Leaves::walk::<T>(&mut |_, leaf| {
            alike &= *first.get_or_insert(leaf) == leaf;
            Ok(())
        });
        first.filter(|_| alike)
    }
}

/// Fails to compile where the fields' sizes do not add up to the struct's.
pub const fn no_padding<T>(fields: &[usize]) {
    let mut sum = 0;
    let mut index = 0;
    while index < fields.len() {
        sum += fields[index];
        index += 1;
    }
    assert!(sum > 0, "a `plain` struct must have at least one number");
    assert!(
        sum == size_of::<T>(),
        "a `plain` struct must have no padding: reorder its fields, larger ones first, or fill the gap with a field"
    );
}

/// Encodes a block of records.
///
/// # Errors
/// None of its own.
pub fn encode_records<T: Encode + Plain>(rows: Rows<'_, T>, writer: &mut Writer<'_>) -> Result<()> {
    let () = T::CHECK;
    let untagged = writer.walk.take_untagged() || rows.len() <= UNTAGGED_TO;
    if !untagged {
        let small = writer.small();
        // SAFETY: all numbers of the rows are `f32`, and there is no padding.
        if small && Leaves::only::<T>() == Some(Leaf::F32) && unsafe { is_worth_joining(rows.places, size_of::<T>()) } {
            writer.put_slice(&[JOINED]);
            let outer = writer.forms().descend(0);
            // SAFETY: as above.
            unsafe { put_joined(rows.places, size_of::<T>(), writer) }
            writer.forms().ascend(outer);
            return Ok(());
        }
        writer.put_slice(&[if small { COLUMNS } else { ROWS }]);
        if small {
            return Leaves::walk::<T>(&mut |offset, leaf| {
                let outer = writer.forms().descend(offset);
                put_leaf(rows.places.field(offset), leaf, writer);
                writer.forms().ascend(outer);
                Ok(())
            });
        }
    }
    writer.reserve_beyond(rows.len().saturating_mul(size_of::<T>()));
    rows.for_each(|_, row| put_wire(row, writer));
    Ok(())
}

/// Whether no field seems to be constant, or of other units than the others, which as a column of its own would take less room. It
/// hangs on the values alone, not on how they lie in memory, so that equal values have equal bytes.
///
/// # Safety
/// The rows are there, and each is so many bytes of nothing but `f32`.
unsafe fn is_worth_joining(rows: Places, size: usize) -> bool {
    // SAFETY: the caller vouches for the rows, of which these are some.
    let row = |index: usize| unsafe { numbers(rows.row(index), size) };
    let some = row(0).iter().zip(row(rows.len() / 2)).zip(row(rows.len() - 1));
    let (mut coarsest, mut finest) = (i32::MIN, i32::MAX);
    for ((first, middle), last) in some {
        if first == middle && first == last {
            return false;
        }
        if let Some(unit) = fixed::unit([*first, *middle, *last]) {
            (coarsest, finest) = (coarsest.max(unit), finest.min(unit));
        }
    }
    coarsest.saturating_sub(finest) <= MOST_APART
}

/// The bits of the numbers in so many bytes.
///
/// # Safety
/// There are nothing but `f32`, which stay as they are.
unsafe fn numbers<'r>(first: *const u8, size: usize) -> &'r [u32] {
    // SAFETY: the caller vouches for it.
    unsafe { std::slice::from_raw_parts(first.cast(), size / size_of::<u32>()) }
}

/// Writes the numbers of all rows, row by row, as columns.
///
/// # Safety
/// As for [`is_worth_joining`].
unsafe fn put_joined(rows: Places, size: usize, writer: &mut Writer<'_>) {
    if let Some(first) = rows.contiguous(size) {
        // SAFETY: the rows, which the caller vouches for, lie one after another.
        let all = unsafe { numbers(first, rows.len() * size) };
        return all.chunks(BLOCK).for_each(|column| floats::put(column, writer));
    }
    let mut column = [0; BLOCK];
    let mut filled = 0;
    // SAFETY: the caller vouches for the rows.
    unsafe {
        rows.for_each(|_, row| {
            for number in numbers(row, size) {
                column[filled] = *number;
                filled += 1;
                if filled == BLOCK {
                    floats::put(&column, writer);
                    filled = 0;
                }
            }
        });
    }
    if filled > 0 {
        floats::put(&column[..filled], writer);
    }
}

/// Encodes one record.
///
/// # Errors
/// None of its own.
#[inline]
pub fn encode_record<T: Encode + Plain>(record: &T, writer: &mut Writer<'_>) -> Result<()> {
    let () = T::CHECK;
    put_wire(record, writer);
    Ok(())
}

/// Writes one record in fixed width; there is room.
#[inline]
fn put_wire<T: Plain>(record: &T, writer: &mut Writer<'_>) {
    let mut copy = *record;
    if cfg!(target_endian = "big") {
        swap(&mut copy);
    }
    // SAFETY: a plain type has no padding: all its bytes are initialised; the caller has made room.
    unsafe { writer.put_from((&raw const copy).cast(), size_of::<T>()) }
}

/// Turns every number of a record between the machine's byte order and the other one.
fn swap<T: Plain>(record: &mut T) {
    let base = std::ptr::from_mut(record).cast::<u8>();
    // The closure never fails, so neither does the walk.
    let _ = Leaves::walk::<T>(&mut |offset, leaf| {
        let width = leaf.width();
        // SAFETY: a number of this width lies at this offset of the record; every order of its
        // bytes is a value.
        unsafe { std::slice::from_raw_parts_mut(base.add(offset), width) }.reverse();
        Ok(())
    });
}

fn put_leaf(rows: Places, leaf: Leaf, writer: &mut Writer<'_>) {
    // SAFETY: each row has a number of this type at this offset (contract of `Plain`); floats are
    // seen as their bits.
    with_number!(leaf, |Bits, kernel| kernel::put_rows::<Bits>(unsafe { Rows::from_places(rows) }, writer));
}

fn take_leaf(slots: Places, leaf: Leaf, reader: &mut Reader<'_>) -> Result<()> {
    // SAFETY: as in `put_leaf`: each slot takes such a number.
    with_number!(leaf, |Bits, kernel| kernel::take_slots::<Bits>(unsafe { Slots::from_places(slots) }, reader))
}

/// Decodes a block of records.
///
/// # Errors
/// Bytes that are not a block of this type.
pub fn decode_records<'de, T: Decode<'de> + Plain>(slots: Slots<'_, T>, reader: &mut Reader<'de>) -> Result<()> {
    let () = T::CHECK;
    if reader.is_planned() {
        return decode_struct(slots, reader);
    }
    let places = slots.places;
    if !reader.walk.take_untagged() && places.len() > UNTAGGED_TO {
        match reader.byte()? {
            ROWS => {}
            COLUMNS => {
                return Leaves::walk::<T>(&mut |offset, leaf| take_leaf(places.field(offset), leaf, reader));
            }
            JOINED => return take_joined(Leaves::only::<T>(), places, Layout::new::<T>(), reader),
            tag => {
                return Err(reader.malformed(format!("tag {tag:#04x} is not one of a record column")));
            }
        }
    }
    let size = size_of::<T>();
    let bytes = reader.take(size.saturating_mul(places.len()))?;
    // SAFETY: as many bytes as the records take were taken; every bit pattern is a value (contract
    // of `Plain`), which the wire's order turns into ours.
    unsafe {
        places.for_each(|index, slot| {
            slot.copy_from_nonoverlapping(bytes.add(index * size), size);
            if cfg!(target_endian = "big") {
                swap(&mut *slot.cast::<T>());
            }
        });
    }
    Ok(())
}

/// Decodes a block of records whose numbers are joined; `only` is their type, if they are of one.
fn take_joined(only: Option<Leaf>, slots: Places, record: Layout, reader: &mut Reader<'_>) -> Result<()> {
    let Some(leaf) = only else {
        return Err(not_of_one_type(reader));
    };
    let size = record.size();
    let in_place = slots.contiguous(size);
    let memory = match in_place {
        Some(first) => first,
        None => reader.scratch(size, record.align(), slots.len())?,
    };
    let count = slots.len().saturating_mul(size / leaf.width());
    Places::blocks(memory, leaf.width(), count).try_for_each(|column| take_leaf(column, leaf, reader))?;
    if in_place.is_none() {
        // SAFETY: the memory has as many records, all of whose numbers are there now; the slots are others.
        unsafe { slots.for_each(|index, slot| slot.copy_from_nonoverlapping(memory.add(index * size), size)) }
    }
    Ok(())
}

#[cold]
pub(crate) fn not_of_one_type(reader: &Reader<'_>) -> crate::error::Error {
    reader.malformed("joined numbers of a record whose numbers are not of one type")
}

/// Decodes one record.
///
/// # Errors
/// The bytes end early.
#[inline]
pub fn decode_record<'de, T: Decode<'de> + Plain>(reader: &mut Reader<'de>) -> Result<T> {
    let () = T::CHECK;
    let bytes = reader.take(size_of::<T>())?;
    // SAFETY: that many bytes were taken; every bit pattern is a value (contract of `Plain`).
    let mut record = unsafe { bytes.cast::<T>().read_unaligned() };
    if cfg!(target_endian = "big") {
        swap(&mut record);
    }
    Ok(record)
}
