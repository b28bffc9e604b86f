//! Records of a file that the program reads by their fields.
//!
//! The rows' bytes are brought into one row-major piece, whatever form the column has; from there
//! each field is gathered and read as a column of fixed width.

use super::misplanned;
use crate::codec::kernels::gather::to_fill;
use crate::codec::kernels::with_number;
use crate::codec::places::{Places, Slots};
use crate::codec::reader::Reader;
use crate::codec::records::{COLUMNS, JOINED, ROWS, not_of_one_type};
use crate::codec::{BLOCK, UNTAGGED_TO};
use crate::error::Result;
use crate::schema::Number;
use crate::schema::node::{NodeId, Shape};
use crate::schema::resolve::plan::{Plan, Record};

/// The rows of a record column, in scratch memory.
pub(super) struct Rows<'p> {
    record: &'p Record,
    rows: usize,
    /// `rows` times the record's size.
    bytes: *const u8,
    /// Room for the widest field of all rows.
    field: *mut u8,
}

impl<'p> Rows<'p> {
    /// Reads a record column.
    pub(super) fn take(record: &'p Record, rows: usize, plan: &Plan, reader: &mut Reader<'_>) -> Result<Self> {
        let tag = match reader.walk.take_untagged() || rows <= UNTAGGED_TO {
            true => ROWS,
            false => reader.byte()?,
        };
        let bytes = match tag {
            ROWS => reader.take(record.size.saturating_mul(rows))?,
            COLUMNS => {
                let memory = reader.scratch(record.size, 1, rows)?;
                let mut places = Places::strided(memory, record.size, rows);
                take_numbers(&mut places, plan, record.node, reader)?;
                memory.cast_const()
            }
            JOINED => {
                let number = record.only.ok_or_else(|| not_of_one_type(reader))?;
                let memory = reader.scratch(record.size, 1, rows)?;
                Places::blocks(memory, number.width(), rows * (record.size / number.width()))
                    .try_for_each(|column| take_number(number, column, reader))?;
                memory.cast_const()
            }
            tag => return Err(reader.malformed(format!("tag {tag:#04x} is not one of a record column"))),
        };
        let widest = record.fields.iter().map(|(_, size)| *size).max().unwrap_or(0);
        let field = reader.scratch(widest, 1, rows)?;
        Ok(Rows { record, rows, bytes, field })
    }

    /// How many fields there are.
    pub(super) fn fields(&self) -> usize {
        self.record.fields.len()
    }

    /// Has `read` read one field, as a column of fixed width.
    pub(super) fn within<'de>(
        &self,
        field: usize,
        reader: &mut Reader<'de>,
        read: impl FnOnce(&mut Reader<'de>) -> Result<()>,
    ) -> Result<()> {
        let (offset, size) = self.record.fields[field];
        for row in 0..self.rows {
            // SAFETY: the field is a part of the record, of which there are `rows`, and the room is
            // for the widest field of all of them; the two do not overlap.
            unsafe {
                let from = self.bytes.add(row * self.record.size + offset);
                self.field.add(row * size).copy_from_nonoverlapping(from, size);
            }
        }
        // SAFETY: the bytes have just been written, and stay until all fields are read: what is
        // read are numbers, which borrow nothing.
        let bytes = unsafe { std::slice::from_raw_parts(self.field, self.rows * size) };
        reader.within(bytes, read)
    }
}

/// Reads the number columns of a node into row-major bytes; `slots` moves on by what was read.
fn take_numbers(slots: &mut Places, plan: &Plan, node: NodeId, reader: &mut Reader<'_>) -> Result<()> {
    let node = plan.schema().node(node);
    match &node.shape {
        Shape::Number(number) => {
            take_number(*number, *slots, reader)?;
            *slots = slots.field(number.width());
            Ok(())
        }
        Shape::Array(count) => (0..*count).try_for_each(|_| take_numbers(slots, plan, node.parts[0], reader)),
        Shape::Record(_) => node.parts.iter().try_for_each(|part| take_numbers(slots, plan, *part, reader)),
        _ => Err(misplanned(reader)),
    }
}

/// Reads a column of numbers into places of any alignment.
fn take_number(number: Number, slots: Places, reader: &mut Reader<'_>) -> Result<()> {
    with_number!(number, |Bits, kernel| {
        let mut numbers = [0 as Bits; BLOCK];
        kernel::take_slots(Slots::of_slice(to_fill(&mut numbers[..slots.len()])), reader)?;
        // SAFETY: the slots have room for the bytes of a number each.
        unsafe {
            slots.for_each(|row, slot| slot.cast::<[u8; size_of::<Bits>()]>().write(numbers[row].to_le_bytes()));
        }
    });
    Ok(())
}
