//! Writes rows of any schema with values by chance, for the tests of the walk: the grammar of
//! FORMAT.md once more, from the other side, on the codec's kernels.

use crate::codec::chunks::{Begins, Payload, Piece, Sink, Source};
use crate::codec::elements::{BLOCKS, FLAT};
use crate::codec::kernels::{booleans, floats, integers};
use crate::codec::records::{COLUMNS, JOINED, ROWS};
use crate::codec::writer::{WriteSettings, Writer};
use crate::codec::{BLOCK, Encode, Rows, UNTAGGED_TO};
use crate::error::Result;
use crate::options::Effort;
use crate::schema::facts::Facts;
use crate::schema::node::{Node, NodeId, Number, Schema, Shape, Variants};

/// The pieces of a container as a test holds them.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces(pub(super) Vec<(Begins, Vec<u8>)>);

impl Sink for Pieces {
    fn piece(&mut self, begins: Begins, buffer: &mut Vec<u8>, start: usize) -> Result<usize> {
        self.0.push((begins, buffer.split_off(start)));
        Ok(start)
    }

    fn piece_size(&self) -> usize {
        48
    }
}

/// Hands pieces out.
pub(super) struct Pieced<'de>(pub(super) std::slice::Iter<'de, (Begins, Vec<u8>)>);

impl<'de> Source<'de> for Pieced<'de> {
    fn next(&mut self, _: u64) -> Result<Option<Piece<'de>>> {
        let piece = self.0.next();
        Ok(piece.map(|(begins, payload)| Piece {
            payload: Payload::Input(payload),
            begins: *begins,
            offset: 1000,
            end: 1000,
        }))
    }

    fn remaining(&self) -> u64 {
        u64::MAX / 2
    }
}

fn settings(seed: u64) -> WriteSettings {
    let effort = if seed.is_multiple_of(2) { Effort::Fast } else { Effort::Small };
    WriteSettings {
        effort,
        canonical: false,
        compressed: seed % 4 == 3,
        max_depth: crate::options::MAX_DEPTH,
        max_repeats: u64::MAX,
    }
}

/// The bytes of a block of `rows` rows of the root.
pub(super) fn bare(schema: &Schema, rows: usize, seed: u64) -> Vec<u8> {
    let settings = settings(seed);
    let mut writer = Writer::bare(Vec::new(), &settings);
    Scribe::new(schema, &mut writer, seed).column(NodeId::ROOT, rows, 0);
    writer.finish().expect("bare bytes are always written")
}

/// The pieces of a container.
pub(super) fn container(schema: &Schema, seed: u64) -> Pieces {
    let mut pieces = Pieces::default();
    let settings = settings(seed);
    let mut writer = Writer::container(Vec::new(), &settings, &mut pieces);
    match schema.root() {
        Node { shape: shape @ (Shape::Sequence | Shape::Set), parts } => {
            let groups = if shape == &Shape::Set { seed % 2 } else { seed % 4 };
            for group in 0..groups {
                let count = if shape == &Shape::Set { 1 } else { [1, 3, 40, 300][(seed / 4 + group) as usize % 4] };
                let write = |writer: &mut Writer<'_>| {
                    Scribe::new(schema, writer, seed + group).elements(parts[0], count, 1);
                    Ok(count as usize)
                };
                writer.group(write).expect("the sink takes everything");
            }
            writer.no_value();
        }
        _ => Scribe::new(schema, &mut writer, seed).column(NodeId::ROOT, 1, 0),
    }
    writer.finish().expect("the sink takes everything");
    pieces
}

struct Scribe<'s, 'w, 'k> {
    schema: &'s Schema,
    facts: Facts,
    writer: &'w mut Writer<'k>,
    state: u64,
    /// How many elements may still be written.
    left: u64,
}

/// Below this depth, nothing has parts that can be left away.
const DEEPEST: u32 = 6;

impl<'s, 'w, 'k> Scribe<'s, 'w, 'k> {
    fn new(schema: &'s Schema, writer: &'w mut Writer<'k>, seed: u64) -> Self {
        let facts = Facts::of(schema).expect("a schema that was checked");
        Scribe { schema, facts, writer, state: seed | 1, left: 2000 }
    }

    /// A number by chance, small ones more often.
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state >> (self.state % 61)
    }

    fn many(&mut self, rows: usize) -> Vec<u64> {
        let offset = self.next();
        let mask = u64::MAX >> (self.next() % 64);
        (0..rows).map(|_| offset.wrapping_add(self.next() & mask)).collect()
    }

    fn column(&mut self, node: NodeId, rows: usize, depth: u32) {
        let Node { shape, parts } = self.schema.node(node);
        match shape {
            Shape::Unit => {}
            Shape::Bool => drop(self.booleans(rows, true)),
            Shape::Char => {
                let chars = self.many(rows).into_iter().map(|value| char::from_u32(value as u32 % 0xd800));
                let chars: Vec<u32> = chars.flatten().map(u32::from).collect();
                integers::put(&chars, self.writer);
            }
            Shape::Text => {
                let texts = self.many(rows).into_iter().map(|value| "aé𝄞€".repeat(value as usize % 5));
                let texts: Vec<String> = texts.collect();
                String::encode_rows(Rows::of_slice(&texts), self.writer).expect("texts are always written");
            }
            Shape::Number(number) => self.numbers(*number, rows),
            Shape::Option => {
                let present = self.booleans(rows, depth < DEEPEST);
                if present > 0 {
                    self.column(parts[0], present, depth + 1);
                }
            }
            Shape::Sequence | Shape::Set | Shape::Map => self.counted(shape, parts, rows, depth),
            Shape::Array(count) => self.elements(parts[0], count * rows as u64, depth + 1),
            Shape::Tuple | Shape::Struct(_) => parts.iter().for_each(|part| self.column(*part, rows, depth)),
            Shape::Shared => self.column(parts[0], rows, depth + 1),
            Shape::Locked => (0..rows).for_each(|_| self.column(parts[0], 1, depth)),
            Shape::Record(_) => self.record(node, rows),
            Shape::Enum(variants) => self.variants(variants, parts, rows, depth),
        }
    }

    /// A boolean column, all false unless `any`; returns how many are true.
    fn booleans(&mut self, rows: usize, any: bool) -> usize {
        let style = self.next() % 3;
        let flags: Vec<bool> =
            (0..rows).map(|_| any && (style == 0 || style == 1 && self.next().is_multiple_of(2))).collect();
        booleans::put(&flags, self.writer);
        flags.iter().filter(|flag| **flag).count()
    }

    fn numbers(&mut self, number: Number, rows: usize) {
        let values = self.many(rows);
        macro_rules! put {
            ($type:ty) => {
                integers::put(&values.iter().map(|value| *value as $type).collect::<Vec<_>>(), self.writer)
            };
        }
        match number {
            Number::U8 => put!(u8),
            Number::U16 => put!(u16),
            Number::U32 => put!(u32),
            Number::U64 => put!(u64),
            Number::U128 => put!(u128),
            Number::I8 => put!(i8),
            Number::I16 => put!(i16),
            Number::I32 => put!(i32),
            Number::I64 => put!(i64),
            Number::I128 => put!(i128),
            Number::F32 => {
                let bits = values.iter().map(|value| (*value as f32 / 3.0).to_bits());
                floats::put(&bits.collect::<Vec<_>>(), self.writer);
            }
            Number::F64 => {
                let bits = values.iter().map(|value| (*value as f64 / 100.0).to_bits());
                floats::put(&bits.collect::<Vec<_>>(), self.writer);
            }
        }
    }

    fn counted(&mut self, shape: &Shape, parts: &[NodeId], rows: usize, depth: u32) {
        let open = self.writer.open_length(rows);
        // Whatever comes by chance may come twice, and may not in one set or map.
        let differ = matches!(shape, Shape::Set | Shape::Map);
        let most = match (depth < DEEPEST, differ) {
            (false, _) => 1,
            (true, true) => 2,
            (true, false) => [1, 4, 9, 600][self.next() as usize % 4],
        };
        let counts: Vec<u64> = (0..rows)
            .map(|_| {
                let count = (self.next() % most).min(self.left);
                self.left -= count;
                count
            })
            .collect();
        integers::put(&counts, self.writer);
        if *shape == Shape::Map {
            let mut left: u64 = counts.iter().sum();
            while left > 0 {
                let block = left.min(BLOCK as u64);
                self.cut();
                self.column(parts[0], block as usize, depth + 1);
                self.column(parts[1], block as usize, depth + 1);
                left -= block;
            }
        } else {
            self.elements(parts[0], counts.iter().sum(), depth + 1);
        }
        self.writer.close_length(open);
    }

    fn elements(&mut self, node: NodeId, total: u64, depth: u32) {
        let mut left = total;
        let fixed = match &self.schema.node(node).shape {
            Shape::Number(_) | Shape::Record(_) => self.facts.fixed(node),
            _ => None,
        };
        if let Some(fixed) = fixed.filter(|_| left > 0) {
            let bytes = matches!(self.schema.node(node).shape, Shape::Number(Number::U8 | Number::I8));
            let has_mode = !bytes && (left > UNTAGGED_TO as u64 || self.writer.in_container());
            let flat = bytes || has_mode && self.next().is_multiple_of(2);
            if has_mode {
                self.writer.put_slice(&[if flat { FLAT } else { BLOCKS }]);
            }
            if flat {
                self.cut();
                self.writer.pad(fixed.align);
                self.writer.put_slice(&vec![7; (left * fixed.size) as usize]);
                self.cut();
                return;
            }
        }
        while left > 0 {
            let block = left.min(BLOCK as u64);
            self.cut();
            self.column(node, block as usize, depth);
            left -= block;
        }
    }

    fn cut(&mut self) {
        self.writer.cut().expect("the sink takes everything");
    }

    fn record(&mut self, node: NodeId, rows: usize) {
        let fixed = self.facts.fixed(node);
        let only = fixed.and_then(|fixed| fixed.only);
        let size = fixed.map_or(0, |fixed| fixed.size as usize);
        let form = match self.next() % 3 {
            _ if rows <= UNTAGGED_TO => ROWS,
            0 => ROWS,
            1 if only.is_some() => JOINED,
            _ => COLUMNS,
        };
        if rows > UNTAGGED_TO {
            self.writer.put_slice(&[form]);
        }
        match (form, only) {
            (JOINED, Some(number)) => {
                let mut left = rows * (size / number.width());
                while left > 0 {
                    let column = left.min(BLOCK);
                    self.numbers(number, column);
                    left -= column;
                }
            }
            (COLUMNS, _) => self.number_columns(node, rows),
            _ => self.writer.put_slice(&vec![9; size * rows]),
        }
    }

    fn number_columns(&mut self, node: NodeId, rows: usize) {
        let Node { shape, parts } = self.schema.node(node);
        match shape {
            Shape::Number(number) => self.numbers(*number, rows),
            Shape::Array(count) => (0..*count).for_each(|_| self.number_columns(parts[0], rows)),
            _ => parts.iter().for_each(|part| self.number_columns(*part, rows)),
        }
    }

    fn variants(&mut self, variants: &Variants, parts: &[NodeId], rows: usize, depth: u32) {
        let open = self.writer.open_length(if parts.is_empty() { 0 } else { rows });
        let count = variants.variants.len() as u64;
        // The first variant has no fields.
        let tags: Vec<u16> =
            (0..rows).map(|_| if depth < DEEPEST { (self.next() % count) as u16 } else { 0 }).collect();
        if count > 256 {
            integers::put(&tags, self.writer);
        } else {
            integers::put(&tags.iter().map(|tag| *tag as u8).collect::<Vec<_>>(), self.writer);
        }
        for (tag, variant) in (0..).zip(&variants.variants) {
            let rows = tags.iter().filter(|of_row| **of_row == tag).count();
            if rows > 0 {
                let fields = &parts[variant.first..variant.first + variant.fields.len()];
                fields.iter().for_each(|part| self.column(*part, rows, depth + 1));
            }
        }
        self.writer.close_length(open);
    }
}
