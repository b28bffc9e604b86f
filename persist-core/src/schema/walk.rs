//! A walk over encoded rows by their schema alone: every rule of FORMAT.md's *Blocks and columns*
//! is checked, and no value is built.
//!
//! `verify` walks whole containers, and evolution steps over columns that a program has no use for.
//! The walk is a loop over a stack of its own, so that neither the nesting of a value nor that of a
//! type can exhaust the thread's. Its memory is that stack, which is bounded, and one block of a
//! leaf column.
//!
//! Two rules are left to those who build values, as they would have to keep all keys: that the keys
//! of a map, and the elements of a set, differ.

mod columns;
mod frame;
mod leaves;
#[cfg(test)]
mod scribe;
#[cfg(test)]
mod tests;

use self::frame::{Form, Frame, Step};
use super::facts::Facts;
use super::node::{Node, NodeId, Schema, Shape};
use crate::codec::chunks::{Piece, Source};
use crate::codec::reader::{ReadSettings, Reader};
use crate::error::{Error, ErrorKind, Result, Segment};
use crate::options::MAX_DEPTH;

/// The deepest nesting that any reader allows. No memory is charged: no value is built.
const SETTINGS: ReadSettings = ReadSettings { max_depth: MAX_DEPTH, max_memory: u64::MAX };

/// The most frames, whatever the nesting consists of.
const MAX_FRAMES: usize = 1 << 18;

/// What a walk has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Totals {
    /// The elements of a root sequence or set; 1 for every other root.
    pub(crate) rows: u64,
}

/// Checks the payload of a container.
///
/// # Errors
/// What the source reports, and the first rule that the payload breaks, with its offset and field
/// path; or a piece that takes more than `max_memory` when it is unpacked.
pub(crate) fn walk_container<'de>(
    schema: &Schema,
    source: Box<dyn Source<'de> + 'de>,
    max_memory: u64,
) -> Result<Totals> {
    let facts = Facts::of(schema)?;
    // What a walk reads is kept nowhere, so that memory is counted for what is unpacked alone.
    let source = Box::new(Bounded { source, most: max_memory });
    let mut reader = Reader::container(source, SETTINGS)?;
    reader.forget_pieces();
    let mut walker = Walker::new(schema, &facts, &mut reader, false);
    let rows = match &schema.root() {
        Node { shape: Shape::Sequence | Shape::Set, parts } => walker.groups(parts[0]),
        _ => walker.reader.begin_value().and_then(|()| walker.column(NodeId::ROOT, 1)).map(|()| 1),
    };
    let rows = rows.map_err(|error| in_root(error, schema))?;
    reader.finish()?;
    Ok(Totals { rows })
}

/// Pieces of which each may take so much memory when it is unpacked.
struct Bounded<'de> {
    source: Box<dyn Source<'de> + 'de>,
    most: u64,
}

impl<'de> Source<'de> for Bounded<'de> {
    fn next(&mut self, room: u64) -> Result<Option<Piece<'de>>> {
        self.source.next(room.min(self.most))
    }

    fn remaining(&self) -> u64 {
        self.source.remaining()
    }
}

/// Checks a bare value, as the tests of the walk do; it begins (after its fingerprint) at `offset`
/// of what the user gave.
///
/// # Errors
/// The first rule that the bytes break, with its offset and field path.
#[cfg(test)]
pub(crate) fn walk_bare(schema: &Schema, bytes: &[u8], offset: u64) -> Result<()> {
    let facts = Facts::of(schema)?;
    let mut reader = Reader::bare(bytes, offset, SETTINGS);
    let walked = Walker::new(schema, &facts, &mut reader, false).column(NodeId::ROOT, 1);
    walked.map_err(|error| in_root(error, schema))?;
    reader.finish()
}

/// Lets the path of an error begin with the root's name, if it has one.
fn in_root(error: Error, schema: &Schema) -> Error {
    match schema.root().shape.named() {
        Some((name, _)) => error.in_type(name.escape_debug().to_string()),
        None => error,
    }
}

/// Walks over columns.
pub(crate) struct Walker<'w, 'r, 'de> {
    schema: &'w Schema,
    facts: &'w Facts,
    reader: &'r mut Reader<'de>,
    /// Whether a column that tells its length is passed over unseen.
    trust_lengths: bool,
    frames: Vec<Frame<'w>>,
}

impl<'w, 'r, 'de> Walker<'w, 'r, 'de> {
    /// A walker that goes on where `reader` is. With `trust_lengths` it steps over columns by their
    /// lengths, as one does who wants what lies behind; without, it checks every byte.
    pub(crate) fn new(schema: &'w Schema, facts: &'w Facts, reader: &'r mut Reader<'de>, trust_lengths: bool) -> Self {
        Walker { schema, facts, reader, trust_lengths, frames: Vec::new() }
    }

    /// Walks over a block of `rows` rows (1 to 256) of a node.
    ///
    /// # Errors
    /// The first rule that the bytes break, with its offset and its path from `node`.
    pub(crate) fn column(&mut self, node: NodeId, rows: usize) -> Result<()> {
        self.walk(|walker| walker.start(node, rows))
    }

    /// Walks over the groups of a root sequence or set, and returns how many elements they have.
    fn groups(&mut self, element: NodeId) -> Result<u64> {
        self.reader.enter()?;
        let mut total = 0_u64;
        while let Some(count) = self.reader.begin_group()? {
            self.walk(|walker| walker.elements(element, count))?;
            total = total.saturating_add(count);
        }
        self.reader.walk().leave();
        Ok(total)
    }

    /// Starts something and walks over all that it consists of.
    fn walk(&mut self, start: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let done = start(self).and_then(|()| self.run());
        done.map_err(|error| {
            let path = self.path();
            self.frames.clear();
            error.within(Segment::Path(path))
        })
    }

    /// The path to where the walk is; of a long one, its ends.
    fn path(&self) -> String {
        const ENDS: usize = 16;
        let segments = self.frames.iter().map(Frame::segment);
        let segments: Vec<String> = segments.filter(|segment| !segment.is_empty()).collect();
        match segments.len().checked_sub(ENDS) {
            Some(last) if last > ENDS => {
                format!("{}…{}", segments[..ENDS].concat(), segments[last..].concat())
            }
            _ => segments.concat(),
        }
    }

    fn run(&mut self) -> Result<()> {
        while let Some(frame) = self.frames.last_mut() {
            match frame.next() {
                Some(step) => self.take(step)?,
                None => self.close()?,
            }
        }
        Ok(())
    }

    fn take(&mut self, Step { node, rows, form, may_be_cut }: Step) -> Result<()> {
        if may_be_cut {
            self.reader.cut()?;
        }
        match form {
            Form::Rows => self.start(node, rows),
            Form::Numbers => self.number_columns(node, rows),
        }
    }

    // ---- the stack ----

    fn push(&mut self, frame: Frame<'w>) -> Result<()> {
        if self.frames.len() == MAX_FRAMES {
            return Err(self.reader.error(ErrorKind::Limit, "a value that is nested too deep to be checked"));
        }
        self.frames.push(frame);
        Ok(())
    }

    /// Goes one level deeper, into a column that must end at `end`.
    fn enter(&mut self, end: Option<*const u8>) -> Result<()> {
        self.reader.enter()?;
        self.push(Frame::Level { end })
    }

    /// Ends the topmost frame.
    fn close(&mut self) -> Result<()> {
        let frame = self.frames.last();
        let (end, level) = match frame {
            Some(Frame::Level { end }) => (*end, true),
            Some(Frame::Length { end }) => (*end, false),
            _ => (None, false),
        };
        self.reader.close_length(end)?;
        if level {
            self.reader.walk().leave();
        }
        self.frames.pop();
        Ok(())
    }

    /// The parts of a node that take bytes, in blocks of `rows` rows.
    fn push_parts(&mut self, node: NodeId, rows: usize, form: Form) -> Result<()> {
        self.push(Frame::Parts {
            node: self.schema.node(node),
            parts: self.facts.full_parts(node),
            rows,
            form,
            next: 0,
        })
    }
}
