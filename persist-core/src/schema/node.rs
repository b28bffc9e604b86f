//! What a schema is made of: nodes that name each other by position.
//!
//! A node is a shape and the nodes that it refers to. Keeping the two apart lets every walk
//! (minimising, ordering, checking, printing) follow references without knowing the shapes.

use std::borrow::Cow;

/// The name of a type, a field or a variant: static where it comes from a program, owned where it
/// comes from a file.
pub(crate) type Name = Cow<'static, str>;

/// What a value is made of: type names, versions, fields and their types.
///
/// Every file carries the schema of the value in it. `Display` prints it in a notation close to
/// Rust's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// Node 0 is the root; the rest follows in pre-order. Every reference is in range.
    nodes: Vec<Node>,
}

/// The position of a node in its schema.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

/// One node: what it is, and what it refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node {
    pub(crate) shape: Shape,
    /// The elements, keys and values, or fields (of all variants, one after another), in the order
    /// of the format.
    pub(crate) parts: Vec<NodeId>,
}

/// What a node is, apart from what it refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    Unit,
    Bool,
    Char,
    Text,
    Number(Number),
    Option,
    Sequence,
    Set,
    Map,
    /// So many elements.
    Array(u64),
    Tuple,
    Shared,
    Locked,
    Struct(Fields),
    Record(Fields),
    Enum(Variants),
}

/// The names in a struct or record; its parts are the fields' nodes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Fields {
    pub(crate) name: Name,
    pub(crate) version: u32,
    pub(crate) fields: Vec<Name>,
}

/// The names in an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Variants {
    pub(crate) name: Name,
    pub(crate) version: u32,
    pub(crate) variants: Vec<VariantFields>,
}

/// The names in one variant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct VariantFields {
    pub(crate) name: Name,
    pub(crate) fields: Vec<Name>,
    /// Which of the enum's parts is the first of these fields.
    pub(crate) first: usize,
}

/// A number of fixed width.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// 8 bits, unsigned.
    U8,
    /// 16 bits, unsigned.
    U16,
    /// 32 bits, unsigned.
    U32,
    /// 64 bits, unsigned.
    U64,
    /// 128 bits, unsigned.
    U128,
    /// 8 bits, signed.
    I8,
    /// 16 bits, signed.
    I16,
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed.
    I64,
    /// 128 bits, signed.
    I128,
    /// 32 bits, floating.
    F32,
    /// 64 bits, floating.
    F64,
}

impl Schema {
    /// A schema of nodes that are in order already, and whose references are in range.
    pub(crate) fn from_ordered(nodes: Vec<Node>) -> Self {
        debug_assert!(nodes.iter().flat_map(|node| &node.parts).all(|part| part.index() < nodes.len()));
        Schema { nodes }
    }

    /// All nodes, the root first.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// One node. The id is one of this schema's.
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The root.
    pub(crate) fn root(&self) -> &Node {
        self.node(NodeId::ROOT)
    }
}

impl NodeId {
    /// The root's.
    pub(crate) const ROOT: NodeId = NodeId(0);

    /// The id of the node at `index`. No schema that is in use comes near the bound.
    pub(crate) fn new(index: usize) -> Self {
        NodeId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Its position.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

impl Shape {
    /// The name and version of a type that has them.
    pub(crate) fn named(&self) -> Option<(&str, u32)> {
        match self {
            Shape::Struct(Fields { name, version, .. })
            | Shape::Record(Fields { name, version, .. })
            | Shape::Enum(Variants { name, version, .. }) => Some((name, *version)),
            _ => None,
        }
    }

    /// Whether a row of this shape contains one row or more of each of its parts, so that a node
    /// cannot lead to itself by such shapes alone.
    pub(crate) fn is_inline(&self) -> bool {
        matches!(
            self,
            Shape::Array(_) | Shape::Tuple | Shape::Shared | Shape::Locked | Shape::Struct(_) | Shape::Record(_)
        )
    }

    /// What it is, in a word.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Shape::Unit => "unit",
            Shape::Bool => "bool",
            Shape::Char => "char",
            Shape::Text => "text",
            Shape::Number(number) => number.name(),
            Shape::Option => "option",
            Shape::Sequence => "sequence",
            Shape::Set => "set",
            Shape::Map => "map",
            Shape::Array(_) => "array",
            Shape::Tuple => "tuple",
            Shape::Shared => "shared",
            Shape::Locked => "locked",
            Shape::Struct(_) => "struct",
            Shape::Record(_) => "record",
            Shape::Enum(_) => "enum",
        }
    }
}

impl Number {
    /// How many bytes it takes.
    pub(crate) const fn width(self) -> usize {
        match self {
            Number::U8 | Number::I8 => 1,
            Number::U16 | Number::I16 => 2,
            Number::U32 | Number::I32 | Number::F32 => 4,
            Number::U64 | Number::I64 | Number::F64 => 8,
            Number::U128 | Number::I128 => 16,
        }
    }

    /// Its name in Rust.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Number::U8 => "u8",
            Number::U16 => "u16",
            Number::U32 => "u32",
            Number::U64 => "u64",
            Number::U128 => "u128",
            Number::I8 => "i8",
            Number::I16 => "i16",
            Number::I32 => "i32",
            Number::I64 => "i64",
            Number::I128 => "i128",
            Number::F32 => "f32",
            Number::F64 => "f64",
        }
    }
}
