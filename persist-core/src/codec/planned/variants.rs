//! Enums by a plan: the file's variants, each as the program's variant that it became.

use super::columns::{Table, Upgrade, decode_fields, skip};
use super::misplanned;
use crate::codec::Decode;
use crate::codec::decode::DecodeColumn;
use crate::codec::places::{Places, Slots};
use crate::codec::reader::Reader;
use crate::codec::variants::{DecodeRemoved, DecodeVariant, decode_arms, fill_units};
use crate::error::{Error, ErrorKind, Result, Segment};
use crate::schema::resolve::plan::{Aim, Arm, Plan, Reading, Step, Variants};

/// Decodes a block of an enum whose values come as a step tells.
///
/// # Errors
/// Bytes that are not such a block, a value of a variant that the program has removed, or a limit.
#[cold]
pub(crate) fn decode_variants<'de, T: Decode<'de>>(
    slots: &Slots<'_, T>,
    count: usize,
    step: Step,
    reader: &mut Reader<'de>,
    unit: &dyn Fn(u32) -> Option<T>,
) -> Result<()> {
    let program = Program { variants: T::VARIANTS, removed: T::REMOVED, upgrade: T::UPGRADE };
    let plan = reader.plan()?;
    match plan.reading(step) {
        Reading::Variants(variants) if variants.variants == count => {
            decode(slots, &plan, variants, &program, reader, unit)
        }
        _ => Err(misplanned(reader)),
    }
}

/// What the program has for its enum.
struct Program<'t, 'de> {
    /// None of them, where none has fields.
    variants: &'t [DecodeVariant<'de>],
    removed: &'t [DecodeRemoved<'de>],
    upgrade: Option<&'t Upgrade<'de>>,
}

fn decode<'de, T>(
    slots: &Slots<'_, T>,
    plan: &Plan,
    variants: &Variants,
    program: &Program<'_, 'de>,
    reader: &mut Reader<'de>,
    unit: &dyn Fn(u32) -> Option<T>,
) -> Result<()> {
    let count = variants.arms.len();
    decode_arms(slots, count, variants.has_fields, reader, &mut |index, rows, reader| {
        let Some(arm) = variants.arms.get(index) else {
            return Err(misplanned(reader));
        };
        // SAFETY: the rows are slots of this variant that are not filled yet.
        unsafe { decode_arm(rows, arm, plan, program, variants.variants as u32, reader, unit) }
    })?;
    match (variants.upgrade, program.upgrade) {
        (false, _) => Ok(()),
        // SAFETY: all slots have been filled.
        (true, Some(upgrade)) => unsafe { upgrade.run_alone(slots.places(), variants.from, reader) },
        (true, None) => Err(misplanned(reader)),
    }
}

/// Decodes the rows of one variant of the file.
///
/// # Safety
/// The slots take values of the enum, whose variant for unknown ones has the index `other`.
unsafe fn decode_arm<'de, T>(
    slots: Places,
    arm: &Arm,
    plan: &Plan,
    program: &Program<'_, 'de>,
    other: u32,
    reader: &mut Reader<'de>,
    unit: &dyn Fn(u32) -> Option<T>,
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
                Some(payload) => {
                    let decode = |places: Places, columns: &[DecodeColumn<'de>], reader: &mut Reader<'de>| {
                        // SAFETY: places for the payload, whose fields the columns describe.
                        unsafe {
                            decode_fields(places, Table { columns, upgrade: None, own: None }, fields, plan, reader)
                        }
                    };
                    // SAFETY: as above.
                    unsafe { payload.decode_by(slots, reader, decode) }.map_err(within)
                }
                None => {
                    let nothing = Places::strided(std::ptr::null_mut(), 0, rows);
                    // SAFETY: there are no columns to write to.
                    unsafe {
                        decode_fields(nothing, Table { columns: &[], upgrade: None, own: None }, fields, plan, reader)
                    }
                    .map_err(within)?;
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
