//! A walk over encoded rows by their schema alone: every rule of FORMAT.md's *Blocks and columns*
//! is checked, and no value is built.
//!
//! `verify` walks whole containers, and evolution steps over columns that a program has no use for.
//! The walk is a loop over a stack of its own, so that neither the nesting of a value nor that of a
//! type can exhaust the thread's. Its memory is that stack, which is bounded, one block of a
//! leaf column, and, for those who check everything, the keys of the maps and sets that it is in ([`keys`]).

mod columns;
mod frame;
mod keys;
mod leaves;
#[cfg(test)]
mod scribe;
#[cfg(test)]
mod tests;

use self::frame::{Form, Frame, Step};
use self::keys::{Gathering, Keys, Owners};
use super::facts::Facts;
use super::node::{Node, NodeId, Schema, Shape};
use crate::codec::chunks::{Piece, Source};
use crate::codec::reader::{ReadSettings, Reader};
use crate::error::{Error, ErrorKind, Result, Segment};
use crate::options::MAX_DEPTH;

/// The deepest nesting that any reader allows. No memory is charged: no value is built.
const SETTINGS: ReadSettings = ReadSettings::at_most(MAX_DEPTH, u64::MAX);

/// The most frames, whatever the nesting consists of.
const MAX_FRAMES: usize = 1 << 18;

/// The most frames within keys: each of them may know an owner for every row of a block.
const MAX_KEY_FRAMES: usize = 1 << 14;

/// What a walk has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Totals {
    /// The elements of a root sequence or set; 1 for every other root.
    pub(crate) rows: u64,
}

/// Checks the payload of a container, or of a record of a log. `facts` are those of the schema.
///
/// # Errors
/// What the source reports, and the first rule that the payload breaks, with its offset and field
/// path; or a piece that takes more than `max_memory` when it is unpacked, or keys that do.
pub(crate) fn walk_container<'de>(
    schema: &Schema,
    facts: &Facts,
    source: Box<dyn Source<'de> + 'de>,
    max_memory: u64,
) -> Result<Totals> {
    // What a walk reads is kept nowhere, so that memory is counted for what is unpacked alone.
    let source = Box::new(Bounded { source, most: max_memory });
    let mut reader = Reader::container(source, SETTINGS)?;
    reader.forget_pieces();
    let mut walker = Walker::checking(schema, facts, &mut reader, max_memory);
    let rows = match &schema.root() {
        Node { shape: shape @ (Shape::Sequence | Shape::Set), parts } => walker.groups(parts[0], *shape == Shape::Set),
        _ => walker.reader.begin_value().and_then(|()| walker.column(NodeId::ROOT, 1)).map(|()| 1),
    };
    let rows = rows.map_err(|error| in_root(error, schema))?;
    reader.finish()?;
    Ok(Totals { rows })
}

/// Pieces of which each may take so much memory when it is unpacked. None is poured: a walk has no place for it.
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

    fn recycle(&mut self, piece: Vec<u8>) {
        self.source.recycle(piece);
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
    let walked = Walker::checking(schema, &facts, &mut reader, u64::MAX).column(NodeId::ROOT, 1);
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
    /// The keys that are to be compared; `None`: nothing is checked but what must be to find the end, and a column that tells its
    /// length is passed over unseen.
    keys: Option<Keys>,
    frames: Vec<Frame<'w>>,
    /// How many of the frames are within keys.
    in_keys: usize,
    /// The elements of a root set that have been met, between its groups.
    root: Option<Box<Gathering>>,
}

impl<'w, 'r, 'de> Walker<'w, 'r, 'de> {
    /// A walker that goes on where `reader` is, and steps over columns by their lengths, as one does who wants what lies behind.
    pub(crate) fn passing(schema: &'w Schema, facts: &'w Facts, reader: &'r mut Reader<'de>) -> Self {
        Walker { schema, facts, reader, keys: None, frames: Vec::new(), in_keys: 0, root: None }
    }

    /// A walker that goes on where `reader` is, and checks every byte. Keys take `max_memory` at most.
    fn checking(schema: &'w Schema, facts: &'w Facts, reader: &'r mut Reader<'de>, max_memory: u64) -> Self {
        Walker { keys: Some(Keys::new(max_memory)), ..Walker::passing(schema, facts, reader) }
    }

    /// Walks over a block of `rows` rows (1 to 256) of a node.
    ///
    /// # Errors
    /// The first rule that the bytes break, with its offset and its path from `node`.
    pub(crate) fn column(&mut self, node: NodeId, rows: usize) -> Result<()> {
        self.walk(|walker| walker.start(node, rows, Owners::Nobody))
    }

    /// Walks over the groups of a root sequence or set, and returns how many elements they have.
    fn groups(&mut self, element: NodeId, differ: bool) -> Result<u64> {
        self.reader.enter()?;
        // All of them are elements of one value.
        let differ = differ.then_some(columns::ELEMENT);
        self.root = self.keys.as_ref().and_then(|keys| Gathering::of(&[u64::MAX], differ, Owners::Nobody, keys));
        let mut total = 0_u64;
        while let Some(count) = self.reader.begin_group()? {
            self.walk(|walker| {
                let gathering = walker.root.take();
                walker.elements(element, count, gathering)
            })?;
            total = total.saturating_add(count);
        }
        self.reader.walk.leave();
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
            if let Some(keys) = &mut self.keys {
                frame.block_is_done(keys).map_err(|error| error.at(self.reader.offset()))?;
            }
            match frame.next() {
                Some(step) => self.take(step)?,
                None => self.close()?,
            }
        }
        Ok(())
    }

    fn take(&mut self, Step { node, rows, form, owners, may_be_cut }: Step) -> Result<()> {
        if may_be_cut {
            self.reader.cut()?;
        }
        match form {
            Form::Rows => self.start(node, rows, owners),
            Form::Numbers => self.number_columns(node, rows, owners),
        }
    }

    // ---- the stack ----

    fn push(&mut self, frame: Frame<'w>) -> Result<()> {
        if self.frames.len() == MAX_FRAMES {
            return Err(self.reader.error(ErrorKind::Limit, "a value that is nested too deep to be checked"));
        }
        self.in_keys += usize::from(frame.is_in_key());
        if self.in_keys > MAX_KEY_FRAMES {
            return Err(self.reader.error(ErrorKind::Limit, "a key that is nested too deep to be compared"));
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
        let (end, level) = match self.frames.last() {
            Some(Frame::Level { end }) => (*end, true),
            Some(Frame::Length { end }) => (*end, false),
            _ => (None, false),
        };
        self.reader.close_length(end)?;
        if level {
            self.reader.walk.leave();
        }
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        self.in_keys -= usize::from(frame.is_in_key());
        if let Frame::Blocks { gathering: Some(gathering), .. } | Frame::Entries { gathering: Some(gathering), .. } =
            frame
        {
            if let Some(keys) = &mut self.keys {
                keys.close();
            }
            self.end_gathering(Some(gathering));
        }
        Ok(())
    }

    /// Ends what was gathered of some elements; of those of a root set, more may follow.
    fn end_gathering(&mut self, gathering: Option<Box<Gathering>>) {
        let (Some(keys), Some(gathering)) = (&mut self.keys, gathering) else { return };
        if self.frames.is_empty() && !gathering.goes_up() {
            self.root = Some(gathering);
        } else {
            gathering.end(keys);
        }
    }

    /// The parts of a node that take bytes, in blocks of `rows` rows.
    fn push_parts(&mut self, node: NodeId, rows: usize, form: Form, owners: Owners) -> Result<()> {
        self.push(Frame::Parts {
            node: self.schema.node(node),
            parts: self.facts.full_parts(node),
            rows,
            form,
            owners,
            next: 0,
        })
    }
}
