//! What a walk has yet to do, level by level, and where it is.

use crate::codec::BLOCK;
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
    /// Whether a chunk may end before it.
    pub(super) may_be_cut: bool,
}

/// Something that consists of several blocks.
pub(super) enum Frame<'w> {
    /// Parts of a node, a block each.
    Parts { node: &'w Node, parts: &'w [u32], rows: usize, form: Form, next: usize },
    /// The same block again and again.
    Again { node: NodeId, rows: usize, form: Form, left: u64 },
    /// The blocks of elements.
    Blocks { node: NodeId, left: u64 },
    /// The blocks of a map's entries; `rows` and `at_key` tell of the last one begun.
    Entries { key: NodeId, value: NodeId, left: u64, rows: usize, at_key: bool },
    /// A column that must end at `end`, when what is above it is done.
    Length { end: Option<*const u8> },
    /// The same, and a level of nesting.
    Level { end: Option<*const u8> },
}

impl Frame<'_> {
    /// The next block; `None` when all are done.
    pub(super) fn next(&mut self) -> Option<Step> {
        match self {
            Frame::Parts { node, parts, rows, form, next } => {
                let part = *parts.get(*next)?;
                *next += 1;
                Some(Step { node: node.parts[part as usize], rows: *rows, form: *form, may_be_cut: false })
            }
            Frame::Again { node, rows, form, left } => {
                *left = left.checked_sub(1)?;
                Some(Step { node: *node, rows: *rows, form: *form, may_be_cut: false })
            }
            Frame::Blocks { node, left } => {
                let rows = take_block(left)?;
                Some(Step { node: *node, rows, form: Form::Rows, may_be_cut: true })
            }
            Frame::Entries { value, rows, at_key: at_key @ true, .. } => {
                *at_key = false;
                Some(Step { node: *value, rows: *rows, form: Form::Rows, may_be_cut: false })
            }
            Frame::Entries { key, left, rows, at_key, .. } => {
                *rows = take_block(left)?;
                *at_key = true;
                Some(Step { node: *key, rows: *rows, form: Form::Rows, may_be_cut: true })
            }
            Frame::Length { .. } | Frame::Level { .. } => None,
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
            Frame::Again { form: Form::Numbers, .. } => "[]".to_owned(),
            Frame::Again { .. } | Frame::Length { .. } | Frame::Level { .. } => String::new(),
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
