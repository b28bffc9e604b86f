//! Schemas as bytes (FORMAT.md, *Schemas*).
//!
//! A schema is read before anything is known about who wrote it: memory grows with the bytes that
//! are there and never by a count that they declare, and what comes out has passed every check.

use super::check::MAX_COUNT;
use super::check::MAX_NAME;
use super::facts::Facts;
use super::node::{Fields, Name, Node, NodeId, Number, Schema, Shape, VariantFields, Variants};
use crate::codec::reader::{ReadSettings, Reader};
use crate::codec::varint;
use crate::error::{ErrorKind, Result};

const ARRAY: u8 = 0x34;
const TUPLE: u8 = 0x35;
const STRUCT: u8 = 0x40;
const RECORD: u8 = 0x41;
const ENUM: u8 = 0x42;

/// The kinds of which nothing is written but their parts, and how many those are.
static PLAIN: [(u8, Shape, usize); 22] = [
    (0x00, Shape::Unit, 0),
    (0x01, Shape::Bool, 0),
    (0x02, Shape::Char, 0),
    (0x03, Shape::Text, 0),
    (0x10, Shape::Number(Number::U8), 0),
    (0x11, Shape::Number(Number::U16), 0),
    (0x12, Shape::Number(Number::U32), 0),
    (0x13, Shape::Number(Number::U64), 0),
    (0x14, Shape::Number(Number::U128), 0),
    (0x18, Shape::Number(Number::I8), 0),
    (0x19, Shape::Number(Number::I16), 0),
    (0x1a, Shape::Number(Number::I32), 0),
    (0x1b, Shape::Number(Number::I64), 0),
    (0x1c, Shape::Number(Number::I128), 0),
    (0x20, Shape::Number(Number::F32), 0),
    (0x21, Shape::Number(Number::F64), 0),
    (0x30, Shape::Option, 1),
    (0x31, Shape::Sequence, 1),
    (0x32, Shape::Set, 1),
    (0x33, Shape::Map, 2),
    (0x36, Shape::Shared, 1),
    (0x37, Shape::Locked, 1),
];

impl Schema {
    /// The schema's bytes.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        push_varint(&mut out, self.nodes().len() as u64);
        for node in self.nodes() {
            push_node(&mut out, node);
        }
        out
    }

    /// Reads and checks a schema that takes all of `bytes`; `offset` is where they begin in what
    /// the user gave.
    ///
    /// # Errors
    /// Whatever breaks a rule of FORMAT.md.
    pub(crate) fn from_bytes(bytes: &[u8], offset: u64) -> Result<Self> {
        Self::with_facts(bytes, offset).map(|(schema, _)| schema)
    }

    /// Reads and checks a schema, as [`from_bytes`](Self::from_bytes) does; with what follows from
    /// it.
    ///
    /// # Errors
    /// Whatever breaks a rule of FORMAT.md.
    pub(crate) fn with_facts(bytes: &[u8], offset: u64) -> Result<(Self, Facts)> {
        let settings = ReadSettings::at_most(0, 0);
        let mut reader = Reader::bare(bytes, offset, settings);
        let count = read_count(&mut reader, "nodes")?;
        // A node takes a byte at least.
        let mut nodes = Vec::with_capacity(count.min(reader.left_in_all()) as usize);
        for _ in 0..count {
            nodes.push(read_node(&mut reader, count)?);
        }
        reader.finish()?;
        let schema = Schema::from_ordered(nodes);
        let facts = schema.check().map_err(|error| error.at(offset))?;
        Ok((schema, facts))
    }
}

/// Appends a varint.
pub(crate) fn push_varint(out: &mut Vec<u8>, value: u64) {
    let len = varint::len(value);
    if len == varint::MAX {
        out.push(0);
        out.extend(value.to_le_bytes());
    } else {
        let word = (value << 1 | 1) << (len - 1);
        out.extend(&word.to_le_bytes()[..len]);
    }
}

/// Appends a name: its length and its bytes.
pub(crate) fn push_name(out: &mut Vec<u8>, name: &str) {
    push_varint(out, name.len() as u64);
    out.extend(name.as_bytes());
}

fn push_parts(out: &mut Vec<u8>, parts: &[NodeId]) {
    for part in parts {
        push_varint(out, part.index() as u64);
    }
}

fn push_fields(out: &mut Vec<u8>, names: &[Name], parts: &[NodeId]) {
    push_varint(out, names.len() as u64);
    for (name, part) in names.iter().zip(parts) {
        push_name(out, name);
        push_varint(out, part.index() as u64);
    }
}

fn push_node(out: &mut Vec<u8>, node: &Node) {
    match &node.shape {
        Shape::Array(count) => {
            out.push(ARRAY);
            push_varint(out, *count);
            push_parts(out, &node.parts);
        }
        Shape::Tuple => {
            out.push(TUPLE);
            push_varint(out, node.parts.len() as u64);
            push_parts(out, &node.parts);
        }
        Shape::Struct(fields) => push_struct(out, STRUCT, fields, &node.parts),
        Shape::Record(fields) => push_struct(out, RECORD, fields, &node.parts),
        Shape::Enum(variants) => push_enum(out, variants, &node.parts),
        plain => {
            out.extend(PLAIN.iter().find(|(_, shape, _)| shape == plain).map(|(kind, ..)| kind));
            push_parts(out, &node.parts);
        }
    }
}

fn push_struct(out: &mut Vec<u8>, kind: u8, fields: &Fields, parts: &[NodeId]) {
    out.push(kind);
    push_name(out, &fields.name);
    push_varint(out, u64::from(fields.version));
    push_fields(out, &fields.fields, parts);
}

fn push_enum(out: &mut Vec<u8>, variants: &Variants, parts: &[NodeId]) {
    out.push(ENUM);
    push_name(out, &variants.name);
    push_varint(out, u64::from(variants.version));
    push_varint(out, variants.variants.len() as u64);
    for variant in &variants.variants {
        push_name(out, &variant.name);
        push_fields(out, &variant.fields, &parts[variant.first..]);
    }
}

/// Reads a name: its length and its bytes.
fn read_name(reader: &mut Reader<'_>) -> Result<Name> {
    let length = reader.varint()?;
    if length > MAX_NAME as u64 {
        return Err(reader.malformed(format!("a name of {length} bytes; the longest has {MAX_NAME}")));
    }
    match std::str::from_utf8(reader.slice(length as usize)?) {
        Ok(name) => Ok(name.to_owned().into()),
        Err(_) => Err(reader.malformed("a name is not UTF-8")),
    }
}

/// Reads how many nodes, fields, variants or parts follow; more than the format allows are refused before they are read.
fn read_count(reader: &mut Reader<'_>, what: &str) -> Result<u64> {
    let count = reader.varint()?;
    if count > MAX_COUNT as u64 {
        let message = format!("a schema of {count} {what}; the most are {MAX_COUNT}");
        return Err(reader.error(ErrorKind::Limit, message));
    }
    Ok(count)
}

/// Reads a reference to one of `count` nodes.
fn read_part(reader: &mut Reader<'_>, count: u64) -> Result<NodeId> {
    let part = reader.varint()?;
    match usize::try_from(part) {
        Ok(index) if part < count => Ok(NodeId::new(index)),
        _ => Err(reader.malformed(format!("a reference to node {part} in a schema of {count} nodes"))),
    }
}

fn read_version(reader: &mut Reader<'_>) -> Result<u32> {
    let version = reader.varint()?;
    u32::try_from(version).map_err(|_| reader.malformed(format!("{version} is too large for the version of a type")))
}

/// Reads fields: names are returned, references are appended to `parts`.
fn read_fields(reader: &mut Reader<'_>, count: u64, parts: &mut Vec<NodeId>) -> Result<Vec<Name>> {
    let fields = read_count(reader, "fields")?;
    // A field takes two bytes at least, so that this asks for no more than there is.
    let room = fields.min(reader.left_in_all() / 2) as usize;
    let mut names = Vec::with_capacity(room);
    parts.reserve(room);
    for _ in 0..fields {
        names.push(read_name(reader)?);
        parts.push(read_part(reader, count)?);
    }
    names.shrink_to_fit();
    Ok(names)
}

fn read_struct(reader: &mut Reader<'_>, count: u64, parts: &mut Vec<NodeId>) -> Result<Fields> {
    let name = read_name(reader)?;
    let version = read_version(reader)?;
    Ok(Fields { name, version, fields: read_fields(reader, count, parts)? })
}

fn read_enum(reader: &mut Reader<'_>, count: u64, parts: &mut Vec<NodeId>) -> Result<Variants> {
    let name = read_name(reader)?;
    let version = read_version(reader)?;
    let mut variants = Vec::new();
    for _ in 0..read_count(reader, "variants")? {
        let name = read_name(reader)?;
        let first = parts.len();
        variants.push(VariantFields { name, fields: read_fields(reader, count, parts)?, first });
    }
    variants.shrink_to_fit();
    Ok(Variants { name, version, variants })
}

/// Reads one of `count` nodes.
fn read_node(reader: &mut Reader<'_>, count: u64) -> Result<Node> {
    let mut parts = Vec::new();
    let (shape, plain) = match reader.byte()? {
        ARRAY => (Shape::Array(reader.varint()?), 1),
        TUPLE => (Shape::Tuple, read_count(reader, "parts")?),
        STRUCT => (Shape::Struct(read_struct(reader, count, &mut parts)?), 0),
        RECORD => (Shape::Record(read_struct(reader, count, &mut parts)?), 0),
        ENUM => (Shape::Enum(read_enum(reader, count, &mut parts)?), 0),
        kind => match PLAIN.iter().find(|(known, ..)| *known == kind) {
            Some((_, shape, parts)) => (shape.clone(), *parts as u64),
            None => return Err(reader.malformed(format!("{kind:#04x} is not a kind of node"))),
        },
    };
    for _ in 0..plain {
        parts.push(read_part(reader, count)?);
    }
    parts.shrink_to_fit();
    Ok(Node { shape, parts })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::arbitrary::schemas;
    use super::*;
    use crate::error::ErrorKind;

    /// A refusal of the bytes, in words.
    fn refusal(bytes: &[u8]) -> String {
        Schema::from_bytes(bytes, 0).expect_err("must be refused").to_string()
    }

    #[test]
    fn bytes_are_as_specified() {
        let bytes: [&[u8]; 10] = [
            b"\x13",
            b"1\x03",
            b"@\x0dPlayer\x07\x07\x09name\x05\x05at\x07\x0bstate\x0f",
            b"\x03",
            b"5\x05\x09\x0b",
            b" ",
            b"4\xb2\x04\x0d",
            b"\x10",
            b"B\x0bState\x03\x05\x07Off\x01\x05On\x03\x030\x11",
            b"\x01",
        ];
        let bytes = bytes.concat();
        let schema = Schema::from_bytes(&bytes, 0).unwrap();
        let expected = "\
[Player]

struct Player, version 3
    name: String
    at: (f32, [u8; 300])
    state: State

enum State, version 1
    Off
    On(bool)";
        assert_eq!(schema.to_string(), expected);
        assert_eq!(schema.to_bytes(), bytes);
    }

    #[test]
    fn each_rule_has_its_refusal() {
        let cases: &[(&[u8], &str)] = &[
            (b"\x01", "without nodes"),
            (b"\x03\x04", "0x04 is not a kind"),
            (b"\x03\x30\x03", "reference to node 1"),
            (b"\x05\x30\x03\x01\x00", "bytes follow"),
            // Two nodes of which the second is not reached; or not in the order in which they are
            // met.
            (b"\x05\x01\x01", "order of a walk"),
            (b"\x07\x35\x05\x05\x03\x01\x02", "order of a walk"),
            (b"\x05\x40\x03S\x03\x05\x03a\x03\x03a\x03\x01", "two fields that are called `a`"),
            (b"\x03\x42\x03E\x03\x05\x03A\x01\x03A\x01", "two variants that are called `A`"),
            (b"\x05\x42\x03E\x03\x03\x03A\x05\x03a\x03\x03a\x03\x01", "two fields that are called `a`"),
            (b"\x03\x40\x03\xff\x03\x01", "not UTF-8"),
            (b"\x03\x40\x06\x40", "a name of 4097 bytes"),
            (b"\x03\x40\x03S\x03\x03\x03a\x01", "contains itself"),
            (b"\x05\x41\x03R\x03\x03\x03a\x03\x01", "not made of numbers alone"),
            (b"\x03\x40\x03S\x10\0\0\0\x20\x01", "too large for the version"),
            (b"\x02\x00", "more bytes than its value needs"),
        ];
        for (bytes, reason) in cases {
            let refusal = refusal(bytes);
            assert!(refusal.contains(reason), "{bytes:x?}: {refusal}");
        }
    }

    #[test]
    fn declared_counts_ask_for_no_memory() {
        let giant = b"\0\xff\xff\xff\xff\xff\xff\xff\xff";
        let prefixes: [&[u8]; 5] =
            [b"", b"\x03\x35", b"\x03\x40\x03S\x03", b"\x03\x42\x03E\x03", b"\x03\x42\x03E\x03\x03\x03V"];
        for prefix in prefixes {
            let bytes = [prefix, giant].concat();
            assert_eq!(Schema::from_bytes(&bytes, 0).unwrap_err().kind(), ErrorKind::Limit);
        }
    }

    #[test]
    fn offsets_count_from_where_the_schema_begins() {
        assert_eq!(Schema::from_bytes(b"\x03\x04", 100).unwrap_err().offset(), Some(102));
        assert_eq!(Schema::from_bytes(b"\x05\x01\x01", 100).unwrap_err().offset(), Some(100));
    }

    #[test]
    fn the_most_nodes_pass_and_one_more_does_not() {
        // Options in options: no level is by value.
        let options = |count: usize| {
            let mut bytes = Vec::new();
            push_varint(&mut bytes, count as u64);
            for next in 1..count {
                bytes.push(0x30);
                push_varint(&mut bytes, next as u64);
            }
            bytes.push(0);
            bytes
        };
        let schema = Schema::from_bytes(&options(65_536), 0).unwrap();
        assert_eq!(schema.to_bytes(), options(65_536));
        assert_eq!(Schema::from_bytes(&options(65_537), 0).unwrap_err().kind(), ErrorKind::Limit);
    }

    proptest! {
        #[test]
        fn schemas_come_back(schema in schemas()) {
            let bytes = schema.to_bytes();
            prop_assert_eq!(&Schema::from_bytes(&bytes, 0).unwrap(), &schema);
            for end in 0..bytes.len() {
                prop_assert!(Schema::from_bytes(&bytes[..end], 0).is_err());
            }
        }

        #[test]
        fn changed_bytes_are_refused_or_another_schema(schema in schemas(), at in any::<prop::sample::Index>(), byte: u8) {
            let mut bytes = schema.to_bytes();
            let at = at.index(bytes.len());
            prop_assume!(bytes[at] != byte);
            bytes[at] = byte;
            if let Ok(other) = Schema::from_bytes(&bytes, 0) {
                prop_assert_ne!(&other, &schema);
                // One schema has one form.
                prop_assert_eq!(other.to_bytes(), bytes);
                let _ = other.to_string();
            }
        }

        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(prop_oneof![0..8_u8, 0x30..0x43_u8, any::<u8>()], 0..64)) {
            if let Ok(schema) = Schema::from_bytes(&bytes, 0) {
                prop_assert_eq!(schema.to_bytes(), bytes);
            }
        }
    }
}
