//! What a walk has yet to do, level by level, and where it is.

use super::keys::{Block, Gathering, Keys, Owners};
use crate::codec::BLOCK;
use crate::error::Result;
use crate::schema::node::{Node, NodeId, Shape, Variants};

/// How rows of fixed-width numbers lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As a column of the node.
    Rows,
    /// As a column for each number in the node.
    Numbers,
}

/// The next block that a frame wants walked over.
pub(super) struct Step {
    pub(super) node: NodeId,
    pub(super) rows: usize,
    pub(super) form: Form,
    /// Which gathered keys its rows are parts of.
    pub(super) owners: Owners,
    /// Whether a chunk may end before it.
    pub(super) may_be_cut: bool,
}

/// Something that consists of several blocks.
pub(super) enum Frame<'w> {
    /// Parts of a node, a block each.
    Parts { node: &'w Node, parts: &'w [u32], rows: usize, form: Form, owners: Owners, next: usize },
    /// The same rows again and again, in a column for each number.
    Numbers { node: NodeId, rows: usize, owners: Owners, left: u64 },
    /// Row after row, each as a block.
    Single { node: NodeId, rows: usize, owners: Owners, next: usize },
    /// The blocks of elements; `rows` tells of the last one begun.
    Blocks { node: NodeId, left: u64, rows: usize, gathering: Option<Box<Gathering>> },
    /// The blocks of a map's entries; `rows` and `at_key` tell of the last one begun.
    Entries { key: NodeId, value: NodeId, left: u64, rows: usize, at_key: bool, gathering: Option<Box<Gathering>> },
    /// A column that must end at `end`, when what is above it is done.
    Length { end: Option<*const u8> },
    /// The same, and a level of nesting.
    Level { end: Option<*const u8> },
}

impl Frame<'_> {
    /// The next block; `None` when all are done.
    pub(super) fn next(&mut self) -> Option<Step> {
        let (node, rows, form, owners, may_be_cut) = match self {
            Frame::Parts { node, parts, rows, form, owners, next } => {
                let part = *parts.get(*next)?;
                *next += 1;
                (node.parts[part as usize], *rows, *form, owners.clone(), false)
            }
            Frame::Numbers { node, rows, owners, left } => {
                *left = left.checked_sub(1)?;
                (*node, *rows, Form::Numbers, owners.clone(), false)
            }
            Frame::Single { node, rows, owners, next } => {
                let row = (*next < *rows).then_some(*next)?;
                *next += 1;
                (*node, 1, Form::Rows, owners.one(row), false)
            }
            Frame::Blocks { node, left, rows, gathering } => {
                *rows = take_block(left)?;
                let owners = if gathering.is_some() { Owners::From(0) } else { Owners::Nobody };
                (*node, *rows, Form::Rows, owners, true)
            }
            Frame::Entries { value, rows, at_key: at_key @ true, gathering, .. } => {
                *at_key = false;
                let gathered = gathering.as_ref().is_some_and(|gathering| gathering.goes_up());
                (*value, *rows, Form::Rows, if gathered { Owners::From(0) } else { Owners::Nobody }, false)
            }
            Frame::Entries { key, left, rows, at_key, gathering, .. } => {
                *rows = take_block(left)?;
                *at_key = true;
                let owners = if gathering.is_some() { Owners::From(0) } else { Owners::Nobody };
                (*key, *rows, Form::Rows, owners, true)
            }
            Frame::Length { .. } | Frame::Level { .. } => return None,
        };
        Some(Step { node, rows, form, owners, may_be_cut })
    }

    /// Does what is to be done with the keys that were gathered in the block begun last, which is done.
    pub(super) fn block_is_done(&mut self, keys: &mut Keys) -> Result<()> {
        match self {
            Frame::Blocks { rows, gathering: Some(gathering), .. } => {
                gathering.block(keys, std::mem::take(rows), Block::Elements)
            }
            Frame::Entries { rows, at_key: true, gathering: Some(gathering), .. } => {
                gathering.block(keys, *rows, Block::Keys)
            }
            Frame::Entries { rows, at_key: false, gathering: Some(gathering), .. } => {
                gathering.block(keys, std::mem::take(rows), Block::Entries)
            }
            _ => Ok(()),
        }
    }

    /// Whether its rows are parts of keys that are gathered.
    pub(super) fn is_in_key(&self) -> bool {
        match self {
            Frame::Parts { owners, .. } | Frame::Numbers { owners, .. } | Frame::Single { owners, .. } => {
                owners.are_there()
            }
            _ => false,
        }
    }

    /// The step of a field path that leads to the block begun last.
    pub(super) fn segment(&self) -> String {
        match self {
            Frame::Parts { node, parts, next, .. } => {
                let begun = next.checked_sub(1).and_then(|last| parts.get(last));
                begun.map_or_else(String::new, |part| part_segment(&node.shape, *part as usize))
            }
            Frame::Blocks { .. } => "[]".to_owned(),
            Frame::Entries { at_key: true, .. } => "{key}".to_owned(),
            Frame::Entries { .. } => "{value}".to_owned(),
            Frame::Numbers { .. } => "[]".to_owned(),
            Frame::Single { .. } | Frame::Length { .. } | Frame::Level { .. } => String::new(),
        }
    }
}

/// Takes a block's rows from those that are left.
fn take_block(left: &mut u64) -> Option<usize> {
    let rows = (*left).min(BLOCK as u64);
    *left -= rows;
    (rows > 0).then_some(rows as usize)
}

/// The step of a path to a part of a node.
fn part_segment(shape: &Shape, part: usize) -> String {
    match shape {
        Shape::Struct(fields) | Shape::Record(fields) => {
            format!(".{}", fields.fields[part].escape_debug())
        }
        Shape::Enum(variants) => variant_segment(variants, part),
        Shape::Tuple => format!(".{part}"),
        _ => String::new(),
    }
}

fn variant_segment(variants: &Variants, part: usize) -> String {
    let found = variants.variants.iter().find_map(|variant| {
        let field = variant.fields.get(part.checked_sub(variant.first)?)?;
        Some((&variant.name, field))
    });
    found.map_or_else(String::new, |(name, field)| format!("::{}.{}", name.escape_debug(), field.escape_debug()))
}
