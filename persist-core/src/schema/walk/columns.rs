//! Every kind of column, as FORMAT.md has them: its own bytes are read, and what lies behind them
//! is put on the stack.

use super::Walker;
use super::frame::{Form, Frame};
use super::keys::{Gathering, Owners};
use super::leaves::{self, Visit};
use crate::codec::elements::{BLOCKS, FLAT};
use crate::codec::kernels::tags;
use crate::codec::records::{COLUMNS, JOINED, ROWS, not_of_one_type};
use crate::codec::walk::MAX_EMPTY_ROWS;
use crate::codec::{BLOCK, UNTAGGED_TO};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::facts::Fixed;
use crate::schema::node::{Node, NodeId, Number, Shape, Variants};

/// What the elements of a set and the keys of a map are called, which must differ.
pub(super) const ELEMENT: &str = "an element of a set";
const KEY: &str = "a key of a map";

impl Walker<'_, '_, '_> {
    /// Walks over the column's own bytes, and puts what lies behind them on the stack.
    pub(super) fn start(&mut self, node: NodeId, rows: usize, owners: Owners) -> Result<()> {
        if self.facts.is_empty(node) {
            return Ok(());
        }
        let Node { shape, parts } = self.schema.node(node);
        if self.keys.is_none() && leaves::pass(shape, rows, self.reader)? {
            return Ok(());
        }
        match shape {
            Shape::Unit => Ok(()),
            Shape::Bool => {
                self.leaf(&owners, |reader, visit| leaves::booleans(&mut [false; BLOCK][..rows], reader, visit))
            }
            Shape::Char => self.leaf(&owners, |reader, visit| leaves::chars(rows, reader, visit)),
            Shape::Number(number) => self.leaf(&owners, |reader, visit| leaves::numbers(*number, rows, reader, visit)),
            Shape::Text => self.leaf(&owners, |reader, visit| leaves::texts(rows, reader, visit)),
            Shape::Option => self.option(node, rows, owners),
            Shape::Sequence => {
                self.counted(rows, None, owners, |walker, total, gathering| walker.elements(parts[0], total, gathering))
            }
            Shape::Set => self.counted(rows, Some(ELEMENT), owners, |walker, total, gathering| {
                walker.elements(parts[0], total, gathering)
            }),
            Shape::Map => self.counted(rows, Some(KEY), owners, |walker, total, gathering| {
                walker.entries(parts[0], parts[1], total, gathering)
            }),
            Shape::Array(count) => self.array(parts[0], rows, *count, owners),
            Shape::Enum(variants) => self.variants(node, variants, rows, owners),
            Shape::Tuple | Shape::Struct(_) => self.push_parts(node, rows, Form::Rows, owners),
            Shape::Record(_) => self.record(node, rows, owners),
            Shape::Shared => {
                self.enter(None)?;
                self.push_parts(node, rows, Form::Rows, owners)
            }
            Shape::Locked => self.push(Frame::Single { node: parts[0], rows, owners, next: 0 }),
        }
    }

    /// Reads a column that shows its values to those who gather them.
    fn leaf<R>(
        &mut self,
        owners: &Owners,
        read: impl FnOnce(&mut crate::codec::Reader<'_>, Visit<'_>) -> Result<R>,
    ) -> Result<R> {
        match &mut self.keys {
            Some(keys) if owners.are_there() => {
                read(self.reader, Some(&mut |row, bytes| keys.append(owners, row, bytes)))
            }
            _ => read(self.reader, None),
        }
    }

    /// Steps over a column of variable size, if that can be done by its length.
    fn step_over(&mut self, rows: usize) -> Result<bool> {
        Ok(self.keys.is_none() && self.reader.pass_length(rows)?)
    }

    fn option(&mut self, node: NodeId, rows: usize, owners: Owners) -> Result<()> {
        let mut flags = [false; BLOCK];
        let flags = &mut flags[..rows];
        self.leaf(&owners, |reader, visit| leaves::booleans(flags, reader, visit))?;
        let present = flags.iter().filter(|flag| **flag).count();
        if present == 0 {
            return Ok(());
        }
        let owners = if present == rows { owners } else { owners.only((0..rows).filter(|row| flags[*row])) };
        self.push_parts(node, present, Form::Rows, owners)
    }

    /// A column of counts, and what `inside` makes of their sum unless that is 0; `differ` is how those are called that must
    /// differ from each other in each row.
    fn counted(
        &mut self,
        rows: usize,
        differ: Option<&'static str>,
        owners: Owners,
        inside: impl FnOnce(&mut Self, u64, Option<Box<Gathering>>) -> Result<()>,
    ) -> Result<()> {
        if self.step_over(rows)? {
            return Ok(());
        }
        let end = self.reader.open_length(rows)?;
        let mut counts = [0; BLOCK];
        let counts = &mut counts[..rows];
        let total = self.leaf(&owners, |reader, visit| leaves::counts(counts, reader, visit))?;
        if total == 0 {
            return self.reader.close_length(end);
        }
        self.enter(end)?;
        let gathering = self.keys.as_ref().and_then(|keys| Gathering::of(counts, differ, owners, keys));
        inside(self, total, gathering)
    }

    fn array(&mut self, element: NodeId, rows: usize, count: u64, owners: Owners) -> Result<()> {
        let Some(total) = count.checked_mul(rows as u64) else {
            return Err(self.reader.error(ErrorKind::Limit, format!("{rows} arrays of {count} elements")));
        };
        let counts = &[count; BLOCK][..rows];
        let gathering = self.keys.as_ref().and_then(|keys| Gathering::of(counts, None, owners, keys));
        self.elements(element, total, gathering)
    }

    /// The elements of sequences, sets or arrays, `total` (at least 1) in all.
    pub(super) fn elements(&mut self, node: NodeId, total: u64, gathering: Option<Box<Gathering>>) -> Result<()> {
        if self.facts.is_empty(node) {
            self.reader.cut()?;
            return self.without_bytes(total, gathering);
        }
        match (&self.schema.node(node).shape, self.facts.fixed(node)) {
            (Shape::Number(Number::U8 | Number::I8), Some(bytes)) => {
                return self.flat(bytes, total, gathering);
            }
            (Shape::Number(_) | Shape::Record(_), Some(fixed)) if self.has_mode(total) => match self.reader.byte()? {
                FLAT => return self.flat(fixed, total, gathering),
                BLOCKS => {}
                mode => return Err(self.unknown("mode", mode, "elements of fixed width")),
            },
            _ => {}
        }
        self.open(&gathering);
        self.push(Frame::Blocks { node, left: total, rows: 0, gathering })
    }

    /// The entries of maps, `total` (at least 1) in all.
    fn entries(&mut self, key: NodeId, value: NodeId, total: u64, gathering: Option<Box<Gathering>>) -> Result<()> {
        if self.facts.is_empty(key) && self.facts.is_empty(value) {
            self.reader.cut()?;
            return self.without_bytes(total, gathering);
        }
        self.open(&gathering);
        self.push(Frame::Entries { key, value, left: total, rows: 0, at_key: false, gathering })
    }

    /// Begins to gather what comes in blocks.
    fn open(&mut self, gathering: &Option<Box<Gathering>>) {
        if let (Some(keys), Some(_)) = (&mut self.keys, gathering) {
            keys.open();
        }
    }

    /// Whether so many elements of fixed width are preceded by a byte that tells how they lie.
    fn has_mode(&self, total: u64) -> bool {
        total > UNTAGGED_TO as u64 || self.reader.in_container()
    }

    /// Elements in fixed width, one after another.
    fn flat(
        &mut self,
        Fixed { size, align, .. }: Fixed,
        total: u64,
        mut gathering: Option<Box<Gathering>>,
    ) -> Result<()> {
        if size == 0 {
            return self.without_bytes(total, gathering);
        }
        self.reader.cut()?;
        self.reader.pad(align)?;
        let bytes = self.reader.fits(total.saturating_mul(size))?;
        let bytes = self.reader.slice(bytes)?;
        if let (Some(keys), Some(gathering)) = (&mut self.keys, &mut gathering) {
            let mut elements = bytes.chunks_exact(size as usize);
            elements.try_for_each(|element| gathering.element(keys, element))?;
        }
        self.end_gathering(gathering);
        self.reader.cut()
    }

    fn record(&mut self, node: NodeId, rows: usize, owners: Owners) -> Result<()> {
        let size = self.facts.fixed(node).map_or(0, |fixed| fixed.size);
        if rows <= UNTAGGED_TO {
            return if size == 0 { self.count_empty(rows as u64) } else { self.fixed_rows(size, rows, &owners) };
        }
        match self.reader.byte()? {
            ROWS => self.fixed_rows(size, rows, &owners),
            COLUMNS => self.number_columns(node, rows, owners),
            JOINED => self.joined(node, rows, &owners),
            tag => Err(self.unknown("tag", tag, "a record column")),
        }
    }

    /// The rows of a record column in fixed width.
    fn fixed_rows(&mut self, size: u64, rows: usize, owners: &Owners) -> Result<()> {
        let bytes = self.reader.fits(size.saturating_mul(rows as u64))?;
        let bytes = self.reader.slice(bytes)?;
        match &mut self.keys {
            Some(keys) if owners.are_there() && size > 0 => {
                let mut elements = bytes.chunks_exact(size as usize).enumerate();
                elements.try_for_each(|(row, element)| keys.append(owners, row, element))
            }
            _ => Ok(()),
        }
    }

    /// The numbers of all rows, joined to columns.
    fn joined(&mut self, node: NodeId, rows: usize, owners: &Owners) -> Result<()> {
        let Some(Fixed { size, only: Some(number), .. }) = self.facts.fixed(node) else {
            return Err(not_of_one_type(self.reader));
        };
        let each = size / number.width() as u64;
        let mut start = 0;
        while start < each * rows as u64 {
            let count = (each * rows as u64 - start).min(BLOCK as u64);
            if self.keys.is_some() {
                let owners = owners.only((start..start + count).map(|index| (index / each) as usize));
                self.leaf(&owners, |reader, visit| leaves::numbers(number, count as usize, reader, visit))?;
            } else {
                leaves::pass(&Shape::Number(number), count as usize, self.reader)?;
            }
            start += count;
        }
        Ok(())
    }

    /// A column for each number in a number, record, or array of those.
    pub(super) fn number_columns(&mut self, node: NodeId, rows: usize, owners: Owners) -> Result<()> {
        // What has no numbers may be repeated without end.
        if self.facts.fixed(node).is_none_or(|fixed| fixed.size == 0) {
            return Ok(());
        }
        let Node { shape, parts } = self.schema.node(node);
        match shape {
            Shape::Number(_) => self.start(node, rows, owners),
            Shape::Array(count) => self.push(Frame::Numbers { node: parts[0], rows, owners, left: *count }),
            _ => self.push_parts(node, rows, Form::Numbers, owners),
        }
    }

    fn variants(&mut self, id: NodeId, variants: &Variants, rows: usize, owners: Owners) -> Result<()> {
        let node = self.schema.node(id);
        // Only variants with fields make the column one of variable size.
        let rows_with_length = if node.parts.is_empty() { 0 } else { rows };
        if self.step_over(rows_with_length)? {
            return Ok(());
        }
        let end = self.reader.open_length(rows_with_length)?;
        let mut tags = [0; BLOCK];
        let tags = &mut tags[..rows];
        tags::take(tags, variants.variants.len(), self.reader)?;
        if let Some(keys) = self.keys.as_mut().filter(|_| owners.are_there()) {
            let mut tags = tags.iter().enumerate();
            tags.try_for_each(|(row, tag)| keys.append(&owners, row, &tag.to_le_bytes()))?;
        }
        self.push(Frame::Length { end })?;
        let mut order: [u16; BLOCK] = std::array::from_fn(|row| row as u16);
        let order = &mut order[..rows];
        let tag_of = |row: &u16| tags[usize::from(*row)];
        // The last variant goes to the bottom of the stack.
        order.sort_by_key(|row| std::cmp::Reverse(tag_of(row)));
        for run in order.chunk_by(|a, b| tag_of(a) == tag_of(b)) {
            let variant = &variants.variants[usize::from(tag_of(&run[0]))];
            let parts = self.facts.full_parts(id);
            let start = parts.partition_point(|part| (*part as usize) < variant.first);
            let end = parts.partition_point(|part| (*part as usize) < variant.first + variant.fields.len());
            let parts = &parts[start..end];
            if !parts.is_empty() {
                let owners = owners.only(run.iter().map(|row| usize::from(*row)));
                self.push(Frame::Parts { node, parts, rows: run.len(), form: Form::Rows, owners, next: 0 })?;
            }
        }
        Ok(())
    }

    // ---- bytes ----

    /// Counts elements that take no bytes: all of them are equal.
    fn without_bytes(&mut self, total: u64, mut gathering: Option<Box<Gathering>>) -> Result<()> {
        self.count_empty(total)?;
        if let (Some(keys), Some(gathering)) = (&mut self.keys, &mut gathering)
            && gathering.differ()
        {
            // The first row that has two of them ends this.
            (0..total).try_for_each(|_| gathering.element(keys, &[]))?;
        }
        self.end_gathering(gathering);
        Ok(())
    }

    /// Counts rows that take no bytes.
    fn count_empty(&mut self, rows: u64) -> Result<()> {
        let position = self.reader.position();
        self.reader.count_empty(rows.min(MAX_EMPTY_ROWS + 1) as usize, position)
    }

    #[cold]
    fn unknown(&self, what: &str, found: u8, of: &str) -> Error {
        self.reader.malformed(format!("{what} {found:#04x} is not one of {of}"))
    }
}
