//! Every kind of column, as FORMAT.md has them: its own bytes are read, and what lies behind them
//! is put on the stack.

use super::Walker;
use super::frame::{Form, Frame};
use super::leaves;
use crate::codec::elements::{BLOCKS, FLAT};
use crate::codec::kernels::tags;
use crate::codec::walk::MAX_EMPTY_ROWS;
use crate::codec::{BLOCK, UNTAGGED_TO};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::facts::Fixed;
use crate::schema::node::{Node, NodeId, Number, Shape, Variants};

impl Walker<'_, '_, '_> {
    /// Walks over the column's own bytes, and puts what lies behind them on the stack.
    pub(super) fn start(&mut self, node: NodeId, rows: usize) -> Result<()> {
        if self.facts.is_empty(node) {
            return Ok(());
        }
        let Node { shape, parts } = self.schema.node(node);
        if self.trust_lengths && leaves::pass(shape, rows, self.reader)? {
            return Ok(());
        }
        match shape {
            Shape::Unit => Ok(()),
            Shape::Bool => leaves::booleans(rows, self.reader).map(drop),
            Shape::Char => leaves::chars(rows, self.reader),
            Shape::Number(number) => leaves::numbers(*number, rows, self.reader),
            Shape::Text => leaves::texts(rows, self.reader),
            Shape::Option => self.option(node, rows),
            Shape::Sequence | Shape::Set => self.counted(rows, |walker, total| walker.elements(parts[0], total)),
            Shape::Map => self.counted(rows, |walker, total| walker.entries(parts[0], parts[1], total)),
            Shape::Array(count) => self.array(parts[0], rows, *count),
            Shape::Enum(variants) => self.variants(node, variants, rows),
            Shape::Tuple | Shape::Struct(_) => self.push_parts(node, rows, Form::Rows),
            Shape::Record(_) => self.record(node, rows),
            Shape::Shared => {
                self.enter(None)?;
                self.push_parts(node, rows, Form::Rows)
            }
            // One block for each row.
            Shape::Locked => self.push(Frame::Again { node: parts[0], rows: 1, form: Form::Rows, left: rows as u64 }),
        }
    }

    /// Steps over a column of variable size, if that can be done by its length.
    fn step_over(&mut self, rows: usize) -> Result<bool> {
        Ok(self.trust_lengths && self.reader.pass_length(rows)?)
    }

    fn option(&mut self, node: NodeId, rows: usize) -> Result<()> {
        let present = leaves::booleans(rows, self.reader)?;
        if present == 0 {
            return Ok(());
        }
        self.push_parts(node, present, Form::Rows)
    }

    /// A column of counts, and what `inside` makes of their sum unless that is 0.
    fn counted(&mut self, rows: usize, inside: impl FnOnce(&mut Self, u64) -> Result<()>) -> Result<()> {
        if self.step_over(rows)? {
            return Ok(());
        }
        let end = self.reader.open_length(rows)?;
        let total = leaves::counts(rows, self.reader)?;
        if total == 0 {
            return self.reader.close_length(end);
        }
        self.enter(end)?;
        inside(self, total)
    }

    fn array(&mut self, element: NodeId, rows: usize, count: u64) -> Result<()> {
        let Some(total) = count.checked_mul(rows as u64) else {
            return Err(self.reader.error(ErrorKind::Limit, format!("{rows} arrays of {count} elements")));
        };
        self.elements(element, total)
    }

    /// The elements of sequences, sets or arrays, `total` (at least 1) in all.
    pub(super) fn elements(&mut self, node: NodeId, total: u64) -> Result<()> {
        if self.facts.is_empty(node) {
            self.reader.cut()?;
            return self.count_empty(total);
        }
        match (&self.schema.node(node).shape, self.facts.fixed(node)) {
            (Shape::Number(Number::U8 | Number::I8), Some(bytes)) => {
                return self.flat(bytes, total);
            }
            (Shape::Number(_) | Shape::Record(_), Some(fixed)) if self.has_mode(total) => match self.reader.byte()? {
                FLAT => return self.flat(fixed, total),
                BLOCKS => {}
                mode => return Err(self.unknown("mode", mode, "elements of fixed width")),
            },
            _ => {}
        }
        self.push(Frame::Blocks { node, left: total })
    }

    /// The entries of maps, `total` (at least 1) in all.
    fn entries(&mut self, key: NodeId, value: NodeId, total: u64) -> Result<()> {
        if self.facts.is_empty(key) && self.facts.is_empty(value) {
            self.reader.cut()?;
            return self.count_empty(total);
        }
        self.push(Frame::Entries { key, value, left: total, rows: 0, at_key: false })
    }

    /// Whether so many elements of fixed width are preceded by a byte that tells how they lie.
    fn has_mode(&self, total: u64) -> bool {
        total > UNTAGGED_TO as u64 || self.reader.in_container()
    }

    /// Elements in fixed width, one after another.
    fn flat(&mut self, Fixed { size, align }: Fixed, total: u64) -> Result<()> {
        if size == 0 {
            return self.count_empty(total);
        }
        self.reader.cut()?;
        self.reader.pad(align)?;
        self.skip(total.checked_mul(size))
    }

    fn record(&mut self, node: NodeId, rows: usize) -> Result<()> {
        let size = self.facts.fixed(node).map_or(0, |fixed| fixed.size);
        if rows <= UNTAGGED_TO {
            return if size == 0 { self.count_empty(rows as u64) } else { self.skip(size.checked_mul(rows as u64)) };
        }
        match self.reader.byte()? {
            0 => self.skip(size.checked_mul(rows as u64)),
            1 => self.number_columns(node, rows),
            tag => Err(self.unknown("tag", tag, "a record column")),
        }
    }

    /// A column for each number in a number, record, or array of those.
    pub(super) fn number_columns(&mut self, node: NodeId, rows: usize) -> Result<()> {
        // What has no numbers may be repeated without end.
        if self.facts.fixed(node).is_none_or(|fixed| fixed.size == 0) {
            return Ok(());
        }
        let Node { shape, parts } = self.schema.node(node);
        match shape {
            Shape::Number(_) => self.start(node, rows),
            Shape::Array(count) => self.push(Frame::Again { node: parts[0], rows, form: Form::Numbers, left: *count }),
            _ => self.push_parts(node, rows, Form::Numbers),
        }
    }

    fn variants(&mut self, id: NodeId, variants: &Variants, rows: usize) -> Result<()> {
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
        self.push(Frame::Length { end })?;
        // The last variant goes to the bottom of the stack.
        tags.sort_unstable_by(|a, b| b.cmp(a));
        for run in tags.chunk_by(|a, b| a == b) {
            let variant = &variants.variants[usize::from(run[0])];
            let parts = self.facts.full_parts(id);
            let start = parts.partition_point(|part| (*part as usize) < variant.first);
            let end = parts.partition_point(|part| (*part as usize) < variant.first + variant.fields.len());
            let parts = &parts[start..end];
            if !parts.is_empty() {
                self.push(Frame::Parts { node, parts, rows: run.len(), form: Form::Rows, next: 0 })?;
            }
        }
        Ok(())
    }

    // ---- bytes ----

    /// Steps over so many bytes; `None` is more than there can be.
    fn skip(&mut self, bytes: Option<u64>) -> Result<()> {
        let bytes = self.reader.fits(bytes.unwrap_or(u64::MAX))?;
        self.reader.take(bytes).map(drop)
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
