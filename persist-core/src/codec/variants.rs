//! The interpreter for enums on their way in.
//!
//! It never writes into an enum in part, as a niche may lie anywhere: a variant's payloads are decoded whole
//! into scratch, as tuples, and moved in as `E::A { … }`, variant by variant (rule 3).

use std::cell::Cell;

use super::decode::{Decode, DecodeColumn, DecodeItem, DropFn, conjure, drop_fn};
use super::enums::of_rows_with;
use super::kernels::tags;
use super::owned::Undo;
use super::partition::Partition;
use super::places::{BLOCK, Places, Slots};
use super::planned::{Converted, DecodeWas, Table, Upgrade, decode_fields, decode_variants, misplanned};
use super::reader::Reader;
use super::structs::{decode_columns, own_columns};
use crate::error::{Error, Result, Segment};
use crate::schema::resolve::plan::{Fields, Plan, Reading, Step};

/// A variant of an enum: how its payloads are decoded, and how a value is made of one.
pub struct DecodeVariant<'de> {
    pub(crate) name: &'static str,
    /// `None` for a variant with no fields.
    pub(crate) payload: Option<Payload<'de>>,
}

/// A variant that an enum once had, and how values of the enum are made of its fields.
pub struct DecodeRemoved<'de> {
    pub(crate) name: &'static str,
    pub(crate) was: DecodeWas<'de>,
}

impl<'de> DecodeRemoved<'de> {
    /// The fields are read as a `W`, from which `convert`, a closure that captures nothing, makes a
    /// `T`.
    #[must_use]
    pub const fn of<W, T, M, R>(name: &'static str, codec: &'de DecodeItem<'de>, convert: M) -> Self
    where
        M: Fn(W) -> R + Copy,
        R: Converted<T>,
    {
        DecodeRemoved { name, was: DecodeWas::of(codec, convert) }
    }
}

/// The payload of a variant: a tuple of its fields.
pub(crate) struct Payload<'de> {
    size: usize,
    align: usize,
    columns: &'de [DecodeColumn<'de>],
    /// Moves payloads (the first address, one after another) into slots.
    make: unsafe fn(*const u8, &[*mut u8]),
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
        columns.iter().any(|column| column.origin.saved)
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

unsafe fn make_erased<P, T, M: Fn(P) -> T + Copy>(payloads: *const u8, slots: &[*mut u8]) {
    let make = conjure::<M>();
    let mut row = 0;
    while row < slots.len() {
        // SAFETY: the caller has as many owned payloads as slots, each of which is moved out once;
        // `make` does not panic, as it only moves.
        unsafe { (slots[row] as *mut T).write(make((payloads as *const P).add(row).read())) }
        row += 1;
    }
}

/// Decodes a block of an enum that has variants with fields; `unit` makes the variants without.
///
/// # Errors
/// Bytes that are not a block of this type, or a limit.
pub fn decode_enum<'de, T: Decode<'de>>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'de>,
    unit: impl Fn(u32) -> Option<T> + Copy,
) -> Result<()> {
    // SAFETY: slots of `T`, whose table it is (contract of `Decode`).
    unsafe { decode_by_table(slots.places, const { &EnumTable::of::<T>() }, reader, unit_erased(unit)) }
}

/// What the program has for its enum.
pub(crate) struct EnumTable<'de> {
    /// None of them, where none has fields.
    pub(crate) variants: &'de [DecodeVariant<'de>],
    pub(crate) removed: &'de [DecodeRemoved<'de>],
    pub(crate) upgrade: Option<&'de Upgrade<'de>>,
    /// Drops a value.
    pub(crate) drop: Option<DropFn>,
}

impl<'de> EnumTable<'de> {
    const fn of<T: Decode<'de>>() -> Self {
        EnumTable { variants: T::VARIANTS, removed: T::REMOVED, upgrade: T::UPGRADE, drop: drop_fn::<T>() }
    }
}

/// Makes a value of the variant with an index, which has no fields, in a slot; `false` if there is none.
///
/// # Safety
/// The slot takes a value of the type that the function was made for.
pub(crate) type FillUnit = unsafe fn(u32, *mut u8) -> bool;

/// `unit`, a closure that captures nothing, without its type.
fn unit_erased<T, U: Fn(u32) -> Option<T> + Copy>(_: U) -> FillUnit {
    unsafe fn erased<T, U: Fn(u32) -> Option<T> + Copy>(index: u32, slot: *mut u8) -> bool {
        match conjure::<U>()(index) {
            Some(value) => {
                // SAFETY: the caller vouches for the slot.
                unsafe { (slot as *mut T).write(value) }
                true
            }
            None => false,
        }
    }
    erased::<T, U>
}

/// Decodes a block of an enum; compiled once for all types.
///
/// # Safety
/// The slots take values of the type that the table and `unit` are of.
unsafe fn decode_by_table<'de>(
    slots: Places,
    table: &EnumTable<'de>,
    reader: &mut Reader<'de>,
    unit: FillUnit,
) -> Result<()> {
    let variants = table.variants;
    let step = reader.take_step();
    if step != Step::SAME {
        // SAFETY: the caller vouches for slots and table.
        return unsafe { decode_variants(slots, table, variants.len(), step, reader, unit) };
    }
    let has_fields = variants.iter().any(DecodeVariant::reads);
    let mut fill = |index: usize, rows: Places, reader: &mut Reader<'de>| {
        let variant = &variants[index];
        // SAFETY: the rows are slots of this variant that are not filled yet.
        unsafe {
            match &variant.payload {
                Some(payload) => {
                    payload.decode(rows, None, reader).map_err(|error| error.within(Segment::Variant(variant.name)))
                }
                None => fill_units(rows, index as u32, unit),
            }
        }
    };
    // SAFETY: as above; each arm's slots are filled.
    unsafe { decode_arms(slots, table.drop, variants.len(), has_fields, reader, &mut fill) }
}

/// Fills the slots of one variant, whose index it is given.
type FillArm<'f, 'de> = &'f mut dyn FnMut(usize, Places, &mut Reader<'de>) -> Result<()>;

/// Reads the column of an enum of `count` variants: the indices, and then, by `fill`, the slots of
/// each variant that occurs.
///
/// # Safety
/// `fill` leaves owned values in its slots, or none and an error; `drop` drops one.
pub(crate) unsafe fn decode_arms<'de>(
    places: Places,
    drop: Option<DropFn>,
    count: usize,
    has_fields: bool,
    reader: &mut Reader<'de>,
    fill: FillArm<'_, 'de>,
) -> Result<()> {
    let end = reader.open_length(if has_fields { places.len() } else { 0 })?;
    let tags = reader.scratch_of::<u16>(places.len())?;
    // SAFETY: the scratch memory has room for all rows, and is set to 0.
    let tags = unsafe {
        tags.write_bytes(0, places.len());
        std::slice::from_raw_parts_mut(tags, places.len())
    };
    tags::take(tags, count, reader)?;
    let tags = &*tags;
    let memory = reader.scratch_of(1)?;
    // All slots of the variants below this one are filled.
    let below = Cell::new(0);
    let mut filled = Undo::by(|row| {
        if let Some(drop) = drop.filter(|_| u32::from(tags[row]) < below.get()) {
            // SAFETY: as just said; each is dropped once.
            unsafe { drop(places.row(row)) }
        }
    });
    filled.done = tags.len();
    let mut each = |index: u16, rows: Places| {
        fill(usize::from(index), rows, reader).map_err(|error| of_rows_with(error, tags, index))?;
        below.set(u32::from(index) + 1);
        Ok(())
    };
    // SAFETY: `take` has read a tag for each row, below `count`; the scratch memory is there as long as this column is decoded.
    unsafe { Partition::at(memory).for_each(places, tags, count, &mut each)? };
    reader.close_length(end)?;
    filled.keep();
    Ok(())
}

impl<'de> Payload<'de> {
    /// Decodes payloads into scratch, as they are or by their `planned` fields, and moves them, owned, into the slots.
    ///
    /// # Safety
    /// The slots take values of the enum, of which this is a variant's payload.
    pub(crate) unsafe fn decode(
        &self,
        slots: Places,
        planned: Option<(&Fields, &Plan)>,
        reader: &mut Reader<'de>,
    ) -> Result<()> {
        reader.column(|reader| {
            // SAFETY: the caller vouches for the slots; scratch memory is there until the column is decoded.
            let list = unsafe { slots.as_list(|| reader.scratch_of(slots.len()))? };
            let memory = reader.scratch(self.size, self.align, slots.len())?;
            let places = Places::strided(memory, self.size, slots.len());
            // SAFETY: places for the payloads, whose fields the columns describe (contract of `Decode`); then there are as
            // many owned payloads as slots, which the caller vouches for.
            unsafe {
                match planned {
                    None => {
                        decode_columns(places, self.columns, reader)?;
                        own_columns(places, self.columns);
                    }
                    Some((fields, plan)) => decode_fields(places, Table::of(self.columns), fields, plan, reader)?,
                }
                (self.make)(memory, list);
            }
            Ok(())
        })
    }
}

/// Fills slots with the variant `index`, which has no fields.
///
/// # Safety
/// The slots take values of the enum that `unit` makes.
pub(crate) unsafe fn fill_units(slots: Places, index: u32, unit: FillUnit) -> Result<()> {
    for row in 0..slots.len() {
        // Without fields there is nothing to drop if a later one fails.
        // SAFETY: a row of the view; the caller vouches for `unit`.
        if !unsafe { unit(index, slots.row(row)) } {
            return Err(no_variant(index, 0));
        }
    }
    Ok(())
}

/// Decodes a block of an enum in which no variant has fields.
///
/// # Errors
/// Bytes that are not a block of this type.
pub fn decode_fieldless<'de, T: Decode<'de>>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'de>,
    count: u32,
    unit: impl Fn(u32) -> Option<T> + Copy,
) -> Result<()> {
    let step = reader.take_step();
    if step != Step::SAME {
        let table = const { &EnumTable::of::<T>() };
        // SAFETY: as in `decode_enum`.
        return unsafe { decode_variants(slots.places, table, count as usize, step, reader, unit_erased(unit)) };
    }
    let mut tags = [0_u16; BLOCK];
    let tags = &mut tags[..slots.len()];
    tags::take(tags, count as usize, reader)?;
    let mut made = true;
    // SAFETY: each tag is one of the block's; the slots take `T`.
    unsafe {
        slots.places.for_each(|index, slot| match unit(u32::from(*tags.get_unchecked(index))) {
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
pub fn decode_assembled<'de, T: Decode<'de>>(
    slots: Slots<'_, T>,
    reader: &mut Reader<'de>,
    parts: &DecodeVariant<'de>,
) -> Result<()> {
    let step = reader.take_step();
    let Some(payload) = &parts.payload else { return Ok(()) };
    // SAFETY: the slots take `T`; the derive made the parts for it. A packed struct has no upgrade.
    unsafe {
        if step == Step::SAME {
            return payload.decode(slots.places, None, reader);
        }
        let plan = reader.plan()?;
        match plan.reading(step) {
            Reading::Fields(fields) => payload.decode(slots.places, Some((fields, &plan)), reader),
            _ => Err(misplanned(reader)),
        }
    }
}

/// The error for an index that no variant has.
#[must_use]
#[cold]
pub fn no_variant(index: u32, count: u32) -> Error {
    Error::new(crate::error::ErrorKind::Malformed, format!("variant {index} of an enum that has {count}"))
}
