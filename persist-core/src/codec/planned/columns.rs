//! Fields by a plan: what a file has is read, converted or stepped over, what it lacks is filled,
//! and then the values are upgraded.

use super::misplanned;
use super::records::Rows;
use crate::codec::decode::{DecodeColumn, DecodeItem, LocatedFns, conjure};
use crate::codec::owned::{Owned, each_despite_panics};
use crate::codec::places::Places;
use crate::codec::reader::Reader;
use crate::codec::through::{Cause, convert_rows, refused};
use crate::error::{Error, ErrorKind, Result, Segment};
use crate::schema::NodeId;
use crate::schema::resolve::plan::{Fields, Move, Plan, Step};
use crate::schema::walk::Walker;

/// What a function of the program makes of something: a value, or a value or its error.
#[diagnostic::on_unimplemented(
    message = "a function that a `#[persist(…)]` names returns `{Self}`",
    label = "should return `{T}` or `Result<{T}, E>`",
    note = "`E` is an error, a `String` or a `&str`"
)]
pub trait Converted<T> {
    /// The value.
    ///
    /// # Errors
    /// The program's refusal.
    fn converted(self) -> Result<T, Cause>;
}

impl<T> Converted<T> for T {
    fn converted(self) -> Result<T, Cause> {
        Ok(self)
    }
}

impl<T, E: Into<Cause>> Converted<T> for Result<T, E> {
    fn converted(self) -> Result<T, Cause> {
        self.map_err(Into::into)
    }
}

/// An earlier type of a field, and how its values become the field's.
#[derive(Clone, Copy)]
pub struct DecodeWas<'de> {
    item: &'de DecodeItem<'de>,
    /// Moves owned values out of the first places, and fills the second ones; if it fails, all are
    /// dropped.
    convert: unsafe fn(Places, Places) -> Result<()>,
}

impl<'de> DecodeWas<'de> {
    /// Values of type `W`, from which `convert`, a closure that captures nothing, makes an `F`.
    #[must_use]
    pub const fn of<W, F, M, R>(codec: &'de DecodeItem<'de>, convert: M) -> Self
    where
        M: Fn(W) -> R + Copy,
        R: Converted<F>,
    {
        const { assert!(size_of::<M>() == 0, "a closure in a table captures nothing") };
        let _ = convert;
        DecodeWas { item: codec, convert: convert_erased::<W, F, M, R> }
    }

    /// Decodes a block of rows of the earlier type, and converts them.
    ///
    /// # Safety
    /// The slots take values of the field's type.
    pub(super) unsafe fn decode(&self, item: &DecodeItem<'de>, slots: Places, reader: &mut Reader<'de>) -> Result<()> {
        reader.column(|reader| {
            let memory = reader.scratch(item.size, item.align, slots.len())?;
            let values = Places::strided(memory, item.size, slots.len());
            // SAFETY: the scratch memory has room for the values, which are owned and then moved out;
            // the caller vouches for the slots.
            unsafe {
                item.decode_owned(values, reader)?;
                (self.convert)(values, slots)
            }
        })
    }

    /// The earlier type.
    pub(super) fn item(&self) -> &'de DecodeItem<'de> {
        self.item
    }
}

unsafe fn convert_erased<W, F, M, R>(from: Places, to: Places) -> Result<()>
where
    M: Fn(W) -> R + Copy,
    R: Converted<F>,
{
    let convert = conjure::<M>();
    // SAFETY: the caller has owned values in the first places, and none in the second ones.
    unsafe { convert_rows(from, to, |value: W| convert(value).converted().map_err(refused)) }
}

/// What brings values of older versions up to date, and the removed fields that it is given.
pub struct Upgrade<'de> {
    removed: &'de [DecodeColumn<'de>],
    size: usize,
    align: usize,
    /// Takes owned values and owned removed fields, a row each, and the version of the file.
    run: unsafe fn(Places, Places, u32) -> Result<()>,
}

impl<'de> Upgrade<'de> {
    /// The upgrade of values of type `T` by `run`, a closure that captures nothing, with removed
    /// fields of type `R`, whose columns these are.
    #[must_use]
    pub const fn of<T, R, M, V>(removed: &'de [DecodeColumn<'de>], run: M) -> Self
    where
        M: Fn(&mut T, u32, R) -> V + Copy,
        V: Converted<()>,
    {
        const { assert!(size_of::<M>() == 0, "a closure in a table captures nothing") };
        let _ = run;
        Upgrade { removed, size: size_of::<R>(), align: align_of::<R>(), run: upgrade_erased::<T, R, M, V> }
    }

    /// Upgrades a block of values for which the file had no removed fields.
    ///
    /// # Safety
    /// The slots hold owned values of the type, which are dropped if this fails.
    pub(super) unsafe fn run_alone(&self, slots: Places, from: u32, reader: &Reader<'_>) -> Result<()> {
        if self.size != 0 {
            return Err(misplanned(reader));
        }
        let nothing = Places::strided(std::ptr::without_provenance_mut(self.align), 0, slots.len());
        // SAFETY: the caller vouches for the values; what has no size is there.
        unsafe { (self.run)(slots, nothing, from) }
    }
}

unsafe fn upgrade_erased<T, R, M, V>(slots: Places, removed: Places, from: u32) -> Result<()>
where
    M: Fn(&mut T, u32, R) -> V + Copy,
    V: Converted<()>,
{
    let run = conjure::<M>();
    // SAFETY: the caller has owned values in both.
    let (values, mut removed) =
        unsafe { (Owned::<T>::first(slots, slots.len()), Owned::<R>::first(removed, removed.len())) };
    let mut row = 0;
    while let Some(removed) = removed.take() {
        // SAFETY: an owned value, which the guard alone would drop, and only after this.
        let value = unsafe { &mut *slots.row(row).cast::<T>() };
        run(value, from, removed).converted().map_err(|cause| {
            let text = format!("the program's `upgrade` from version {from} refused the value");
            Error::caused(ErrorKind::Rejected, text, cause).on_row(row)
        })?;
        row += 1;
    }
    values.keep();
    Ok(())
}

/// The columns of a type, and its upgrade.
#[derive(Clone, Copy)]
pub(crate) struct Table<'t, 'de> {
    pub(crate) columns: &'t [DecodeColumn<'de>],
    pub(crate) upgrade: Option<&'t Upgrade<'de>>,
    /// Makes values of the type, which `decode` has located, own themselves row by row.
    pub(in crate::codec) located: Option<&'de LocatedFns>,
}

impl<'t, 'de> Table<'t, 'de> {
    /// Columns alone, as of a variant's fields.
    pub(crate) fn of(columns: &'t [DecodeColumn<'de>]) -> Self {
        Table { columns, upgrade: None, located: None }
    }

    /// What is to make the rows own themselves, if they may be located until all moves are done: as
    /// on the static path, whose rows lie closer together on the heap than columns that are owned
    /// one by one. What comes otherwise than the type's own is owned from the beginning, and must
    /// not be of a type that is located.
    fn own_by_row(&self, fields: &Fields) -> Option<&'de LocatedFns> {
        let located = |column: usize| self.columns.get(column).is_some_and(|column| column.item.locates());
        let fits = |to: &Move| match *to {
            Move::Read { step: Step::SAME, .. } => true,
            Move::Read { column, .. } | Move::Convert { column, .. } | Move::Fill { column } => !located(column),
            Move::Skip(_) | Move::Keep { .. } | Move::Lack { .. } => true,
        };
        self.located.filter(|_| fields.record.is_none() && fields.moves.iter().all(fits))
    }
}

/// Decodes a block of rows by their fields, owned.
///
/// # Safety
/// Every place takes a value whose fields are at the columns' offsets, of the types that the
/// columns were made for, each field once, those that are saved first.
pub(crate) unsafe fn decode_fields<'de>(
    slots: Places,
    table: Table<'_, 'de>,
    fields: &Fields,
    plan: &Plan,
    reader: &mut Reader<'de>,
) -> Result<()> {
    let saved = table.columns.iter().take_while(|column| column.origin.saved).count();
    if saved != fields.columns {
        return Err(misplanned(reader));
    }
    let upgrade = match (fields.upgrade, table.upgrade) {
        (false, _) => None,
        (true, Some(upgrade)) => Some(upgrade),
        (true, None) => return Err(misplanned(reader)),
    };
    let removed = removed_places(upgrade, slots.len(), reader)?;
    let record = match &fields.record {
        Some(record) => Some(Rows::take(record, slots.len(), plan, reader)?),
        None => None,
    };
    let own = table.own_by_row(fields);
    let located = own.is_some();
    let mut done = Done { slots, table, removed, moves: &fields.moves, located, done: 0, saved };
    for index in 0..fields.moves.len() + table.columns.len() - saved {
        let to = done.to(index);
        // SAFETY: the caller vouches for the slots; each column, and each removed field, is the aim
        // of one move (contract of a plan; what is not saved, of none of the plan's), and nothing has
        // been written to it.
        unsafe {
            match &record {
                // The bytes of a record's fields are all there: none has to be stepped over.
                Some(rows) if index < rows.fields() => match to {
                    Move::Skip(_) => {}
                    to => rows.within(index, reader, |reader| done.take(to, plan, true, reader))?,
                },
                _ => done.take(to, plan, false, reader)?,
            }
        }
        done.done += 1;
    }
    std::mem::forget(done);
    if let Some(own) = own {
        // SAFETY: all columns have been filled, those that are located by `decode` alone.
        unsafe { own.own(slots) }
    }
    if let Some(upgrade) = upgrade {
        // SAFETY: every column of the values and every removed field has been filled.
        unsafe { (upgrade.run)(slots, removed, fields.from)? }
    }
    Ok(())
}

/// Memory for the removed fields of a block of rows.
fn removed_places(upgrade: Option<&Upgrade<'_>>, rows: usize, reader: &mut Reader<'_>) -> Result<Places> {
    match upgrade {
        None => Ok(Places::strided(std::ptr::null_mut(), 0, 0)),
        Some(Upgrade { size, align, .. }) => Ok(Places::strided(reader.scratch(*size, *align, rows)?, *size, rows)),
    }
}

/// The columns and removed fields of a block that are filled; drops them unless it is forgotten.
struct Done<'t, 'de> {
    slots: Places,
    table: Table<'t, 'de>,
    removed: Places,
    moves: &'t [Move],
    /// Whether what the file has as the program does is only located.
    located: bool,
    /// How many moves are done.
    done: usize,
    saved: usize,
}

impl<'de> Done<'_, 'de> {
    /// The move with an index. Behind those of the plan, the columns that are not saved are filled.
    fn to(&self, index: usize) -> Move {
        let fill = || Move::Fill { column: self.saved + index - self.moves.len() };
        self.moves.get(index).copied().unwrap_or_else(fill)
    }

    /// The column or removed field that a move fills, and its places; none where it steps over one.
    fn aim(&self, to: Move) -> Option<(DecodeColumn<'de>, Places)> {
        let (columns, column, slots) = match to {
            Move::Read { column, .. } | Move::Convert { column, .. } | Move::Fill { column } => {
                (self.table.columns, column, self.slots)
            }
            Move::Keep { removed, .. } | Move::Lack { removed } => {
                (self.table.upgrade.map_or(&[][..], |upgrade| upgrade.removed), removed, self.removed)
            }
            Move::Skip(_) => return None,
        };
        columns.get(column).map(|column| (*column, slots.field(column.offset)))
    }

    /// Does what a move says; with `flat`, the field lies in fixed width without a tag.
    ///
    /// # Safety
    /// Nothing has been written to its aim.
    unsafe fn take(&self, to: Move, plan: &Plan, flat: bool, reader: &mut Reader<'de>) -> Result<()> {
        if let Move::Skip(node) = to {
            return skip(plan, node, self.slots.len(), reader);
        }
        let Some((column, slots)) = self.aim(to) else { return Err(misplanned(reader)) };
        if flat {
            reader.walk.untagged = true;
        }
        // SAFETY: the columns are those of the type (contract of `Decode`), at their own offsets;
        // the caller vouches for the aim.
        let done = unsafe {
            match to {
                Move::Read { step: Step::SAME, .. } if self.located => column.item.decode(slots, reader),
                Move::Read { step, .. } | Move::Keep { step, .. } => column.item.by(step).decode_owned(slots, reader),
                Move::Convert { was, step, .. } => match column.origin.was.get(was) {
                    Some(was) => was.decode(&was.item().by(step), slots, reader),
                    None => Err(misplanned(reader)),
                },
                _ => match column.origin.fill {
                    Some(fill) => {
                        fill(slots);
                        Ok(())
                    }
                    None => Err(misplanned(reader)),
                },
            }
        };
        done.map_err(|error| error.within(Segment::Field(column.name)))
    }
}

impl Drop for Done<'_, '_> {
    fn drop(&mut self) {
        each_despite_panics(self.done, &mut |index| {
            let to = self.to(index);
            let Some((column, slots)) = self.aim(to) else { return };
            // SAFETY: it is as `decode` left it, or owned; each is discarded or dropped once.
            unsafe {
                match to {
                    Move::Read { step: Step::SAME, .. } if self.located => column.item.discard(slots),
                    _ => column.item.drop(slots),
                }
            }
        });
    }
}

/// Steps over a column of the file.
pub(super) fn skip(plan: &Plan, node: NodeId, rows: usize, reader: &mut Reader<'_>) -> Result<()> {
    if plan.facts().is_empty(node) {
        return Ok(());
    }
    Walker::passing(plan.schema(), plan.facts(), reader).column(node, rows)
}
