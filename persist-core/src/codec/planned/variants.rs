//! Enums by a plan: the file's variants, each as the program's variant that it became.

use super::columns::{Table, decode_fields, skip};
use super::misplanned;
use crate::codec::places::Places;
use crate::codec::reader::Reader;
use crate::codec::variants::{EnumTable, FillUnit, decode_arms, fill_units};
use crate::error::{Error, ErrorKind, Result, Segment};
use crate::schema::resolve::plan::{Aim, Arm, Plan, Reading, Step, Variants};

/// Decodes a block of an enum whose values come as a step tells.
///
/// # Errors
/// Bytes that are not such a block, a value of a variant that the program has removed, or a limit.
///
/// # Safety
/// The slots take values of the type that the program's table and `unit` are of.
#[cold]
pub(crate) unsafe fn decode_variants<'de>(
    slots: Places,
    program: &EnumTable<'de>,
    count: usize,
    step: Step,
    reader: &mut Reader<'de>,
    unit: FillUnit,
) -> Result<()> {
    let plan = reader.plan()?;
    match plan.reading(step) {
        Reading::Variants(variants) if variants.variants == count => {
            // SAFETY: the caller vouches for slots and table.
            unsafe { decode(slots, &plan, variants, program, reader, unit) }
        }
        _ => Err(misplanned(reader)),
    }
}

unsafe fn decode<'de>(
    slots: Places,
    plan: &Plan,
    variants: &Variants,
    program: &EnumTable<'de>,
    reader: &mut Reader<'de>,
    unit: FillUnit,
) -> Result<()> {
    let count = variants.arms.len();
    let mut fill = |index: usize, rows: Places, reader: &mut Reader<'de>| {
        let Some(arm) = variants.arms.get(index) else {
            return Err(misplanned(reader));
        };
        // SAFETY: the rows are slots of this variant that are not filled yet.
        unsafe { decode_arm(rows, arm, plan, program, variants.variants as u32, reader, unit) }
    };
    // SAFETY: the caller vouches for slots and table; each arm's slots are filled.
    unsafe { decode_arms(slots, program.drop, count, variants.has_fields, reader, &mut fill)? }
    match (variants.upgrade, program.upgrade) {
        (false, _) => Ok(()),
        // SAFETY: all slots have been filled.
        (true, Some(upgrade)) => unsafe { upgrade.run_alone(slots, variants.from, reader) },
        (true, None) => Err(misplanned(reader)),
    }
}

/// Decodes the rows of one variant of the file.
///
/// # Safety
/// The slots take values of the enum, whose variant for unknown ones has the index `other`.
unsafe fn decode_arm<'de>(
    slots: Places,
    arm: &Arm,
    plan: &Plan,
    program: &EnumTable<'de>,
    other: u32,
    reader: &mut Reader<'de>,
    unit: FillUnit,
) -> Result<()> {
    let rows = slots.len();
    match &arm.aim {
        // There is one, and perhaps more.
        Aim::Removed => Err(removed(arm).on_row(0)),
        Aim::Newer => Err(newer(arm).on_row(0)),
        Aim::Convert { removed, step } => match program.removed.get(*removed) {
            Some(removed) => {
                // SAFETY: the caller vouches for the slots; the conversion makes values of the enum.
                let decoded = unsafe { removed.was.decode(&removed.was.item().by(*step), slots, reader) };
                decoded.map_err(|error| error.within(Segment::Variant(removed.name)))
            }
            None => Err(misplanned(reader)),
        },
        Aim::Other(columns) => {
            columns.iter().try_for_each(|node| skip(plan, *node, rows, reader))?;
            // SAFETY: as above.
            unsafe { fill_units(slots, other, unit) }
        }
        Aim::Variant { index, fields } => {
            let variant = program.variants.get(*index as usize);
            let within = |error: Error| match variant {
                Some(variant) => error.within(Segment::Variant(variant.name)),
                None => error,
            };
            match variant.and_then(|variant| variant.payload.as_ref()) {
                // SAFETY: as above.
                Some(payload) => unsafe { payload.decode(slots, Some((fields, plan)), reader) }.map_err(within),
                None => {
                    let nothing = Places::strided(std::ptr::null_mut(), 0, rows);
                    // SAFETY: there are no columns to write to.
                    unsafe { decode_fields(nothing, Table::of(&[]), fields, plan, reader) }.map_err(within)?;
                    // SAFETY: as above.
                    unsafe { fill_units(slots, *index, unit) }
                }
            }
        }
    }
}

#[cold]
fn removed(arm: &Arm) -> Error {
    let name = arm.name.escape_debug();
    Error::new(ErrorKind::Value, format!("a value of the variant `{name}`, which the program does not have any more"))
        .help(format!("declare what becomes of it: `#[persist(removed({name}: TYPE, with = …))]`"))
}

#[cold]
fn newer(arm: &Arm) -> Error {
    let name = arm.name.escape_debug();
    Error::new(ErrorKind::Value, format!("a value of the variant `{name}`, which a newer version of the program added"))
        .help("load it with that version, or add a variant marked `#[persist(other)]` that stands for such values")
}
