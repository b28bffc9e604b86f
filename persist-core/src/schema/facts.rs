//! What follows from a schema: the size of fixed-width nodes and which nodes take no bytes; and
//! that it has values at all.
//!
//! Whoever walks bytes by a schema needs these at hand. Without the second, a few nodes that refer
//! to each other twice each would be columns without number, and not a byte to show for them.

use super::node::{Fields, Node, NodeId, Number, Schema, Shape};
use crate::error::{Error, ErrorKind, Result};

/// How many nodes may lie within one another by value.
const MAX_INLINE_DEPTH: u32 = 1024;

/// The largest record, in bytes.
const MAX_RECORD: u64 = u32::MAX as u64;

/// The facts about each node of one schema.
#[derive(Debug)]
pub(crate) struct Facts {
    nodes: Vec<Fact>,
    /// Which parts of each node take bytes, node after node.
    full: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct Fact {
    fixed: Option<Fixed>,
    empty: bool,
    /// How many nodes lie within one another here.
    depth: u32,
    /// Where in the list those of its parts end that take bytes; they begin where those of the node
    /// before end.
    full: usize,
}

/// The fixed-width form of a number, a record, or an array of those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fixed {
    /// Bytes.
    pub(crate) size: u64,
    /// The width of the widest number in it; 1 if there is none.
    pub(crate) align: usize,
    /// The type of all numbers in it, if they are of one.
    pub(crate) only: Option<Number>,
}

impl Facts {
    /// Finds the facts.
    ///
    /// # Errors
    /// A node that contains itself or too many levels of others, or a record of anything but
    /// numbers.
    pub(crate) fn of(schema: &Schema) -> Result<Self> {
        let order = schema.post_order(|node| node.shape.is_inline());
        if let Some(id) = order.circular.first() {
            return Err(broken(schema, *id, "contains itself, so that it has no values"));
        }
        let mut nodes = vec![Fact::default(); schema.nodes().len()];
        for id in order.nodes {
            nodes[id.index()] = fact(schema, id, &nodes)?;
        }
        let mut full = Vec::with_capacity(schema.nodes().iter().map(|node| node.parts.len()).sum());
        for (index, node) in schema.nodes().iter().enumerate() {
            let parts = node.parts.iter().zip(0_u32..);
            full.extend(parts.filter(|(part, _)| !nodes[part.index()].empty).map(|(_, place)| place));
            nodes[index].full = full.len();
        }
        Ok(Facts { nodes, full })
    }

    /// Whether rows of this node take no bytes, however many there are.
    pub(crate) fn is_empty(&self, id: NodeId) -> bool {
        self.nodes[id.index()].empty
    }

    /// The fixed-width form, where the node has one.
    pub(crate) fn fixed(&self, id: NodeId) -> Option<Fixed> {
        self.nodes[id.index()].fixed
    }

    /// Which of the node's parts take bytes, in ascending order.
    pub(crate) fn full_parts(&self, id: NodeId) -> &[u32] {
        let start = id.index().checked_sub(1).map_or(0, |before| self.nodes[before].full);
        &self.full[start..self.nodes[id.index()].full]
    }
}

/// The facts about one node, all but its full parts. Those of the nodes inside it are there
/// already.
fn fact(schema: &Schema, id: NodeId, nodes: &[Fact]) -> Result<Fact> {
    let node = schema.node(id);
    let inside = |part: &NodeId| &nodes[part.index()];
    let mut parts = node.parts.iter().map(inside);
    let mut fact = Fact { depth: 1, ..Fact::default() };
    if node.shape.is_inline() {
        fact.depth += parts.clone().map(|part| part.depth).max().unwrap_or(0);
        if fact.depth > MAX_INLINE_DEPTH {
            return Err(broken(schema, id, "contains more than 1,024 levels of other types by value"));
        }
    }
    match &node.shape {
        Shape::Unit => fact.empty = true,
        Shape::Number(number) => {
            fact.fixed = Some(Fixed { size: number.width() as u64, align: number.width(), only: Some(*number) });
        }
        Shape::Tuple | Shape::Struct(_) | Shape::Shared | Shape::Locked => {
            fact.empty = parts.all(|part| part.empty);
        }
        Shape::Array(count) => {
            fact.empty = *count == 0 || parts.all(|part| part.empty);
            fact.fixed = node.parts.first().and_then(|part| inside(part).fixed?.times(*count));
        }
        Shape::Record(fields) => fact.fixed = Some(record(schema, id, node, fields, nodes)?),
        _ => {}
    }
    Ok(fact)
}

/// The fixed-width form of a record.
fn record(schema: &Schema, id: NodeId, node: &Node, fields: &Fields, nodes: &[Fact]) -> Result<Fixed> {
    // FORMAT.md, *Padding*: that of the widest number, whatever the record consists of.
    let mut whole = Fixed { size: 0, align: 16, only: None };
    for (part, name) in node.parts.iter().zip(&fields.fields) {
        let Some(field) = nodes[part.index()].fixed else {
            let name = name.escape_debug();
            let text = format!("is a record whose field `{name}` is not made of numbers alone, or takes 4 GiB");
            return Err(broken(schema, id, &text));
        };
        if field.size > 0 {
            whole.only = field.only.filter(|_| whole.size == 0 || whole.only == field.only);
        }
        whole.size = whole.size.saturating_add(field.size);
    }
    if whole.size == 0 {
        return Ok(Fixed { size: 0, align: 1, only: None });
    }
    if whole.size > MAX_RECORD {
        return Err(broken(schema, id, "is a record that takes 4 GiB or more"));
    }
    Ok(whole)
}

impl Fixed {
    /// The form of `count` of these, one after another, if it is not too large for a record.
    fn times(self, count: u64) -> Option<Self> {
        let size = self.size.checked_mul(count).filter(|size| *size <= MAX_RECORD)?;
        Some(Fixed { size, ..self })
    }
}

/// An error about one node.
#[cold]
pub(super) fn broken(schema: &Schema, id: NodeId, text: &str) -> Error {
    let shape = &schema.node(id).shape;
    let name = match shape.named() {
        Some((name, _)) => format!(" `{}`", name.escape_debug()),
        None => String::new(),
    };
    let (word, index) = (shape.word(), id.index());
    Error::new(ErrorKind::Malformed, format!("node {index} of the schema ({word}{name}) {text}"))
}

#[cfg(test)]
mod tests {
    use super::super::node::Number;
    use super::*;

    fn schema(nodes: Vec<(Shape, &[usize])>) -> Schema {
        let node = |(shape, parts): (Shape, &[usize])| Node {
            shape,
            parts: parts.iter().map(|part| NodeId::new(*part)).collect(),
        };
        Schema::from_ordered(nodes.into_iter().map(node).collect())
    }

    fn fields(count: usize) -> Fields {
        let fields = (0..count).map(|index| index.to_string().into()).collect();
        Fields { name: "S".into(), version: 1, fields }
    }

    const BYTE: Shape = Shape::Number(Number::U8);

    #[test]
    fn records_add_up() {
        let facts = Facts::of(&schema(vec![
            (Shape::Record(fields(3)), &[1, 2, 1]),
            (BYTE, &[]),
            (Shape::Array(3), &[3]),
            (Shape::Number(Number::F64), &[]),
        ]));
        let facts = facts.unwrap();
        assert_eq!(facts.fixed(NodeId::ROOT), Some(Fixed { size: 26, align: 16, only: None }));
        assert_eq!(facts.full_parts(NodeId::ROOT), [0, 1, 2]);
        let alike = (Shape::Record(fields(3)), &[1, 2, 3][..]);
        let facts = Facts::of(&schema(vec![
            alike,
            (Shape::Array(0), &[4]),
            (Shape::Array(2), &[3]),
            (BYTE, &[]),
            (Shape::Number(Number::F64), &[]),
        ]));
        let only = facts.unwrap().fixed(NodeId::ROOT).and_then(|fixed| fixed.only);
        assert_eq!(only, Some(Number::U8));
    }

    #[test]
    fn nothing_in_many_layers_is_nothing() {
        let facts = Facts::of(&schema(vec![
            (Shape::Struct(fields(3)), &[1, 2, 4]),
            (Shape::Tuple, &[2, 3]),
            (Shape::Array(1 << 60), &[3]),
            (Shape::Unit, &[]),
            (Shape::Option, &[3]),
        ]));
        let facts = facts.unwrap();
        let empty: Vec<bool> = (0..5).map(|index| facts.is_empty(NodeId::new(index))).collect();
        assert_eq!(empty, [false, true, true, true, false]);
        assert_eq!(facts.full_parts(NodeId::ROOT), [2]);
    }

    #[test]
    fn types_without_values_are_refused() {
        let alone = schema(vec![(Shape::Struct(fields(1)), &[0])]);
        assert!(Facts::of(&alone).unwrap_err().to_string().contains("(struct `S`) contains itself"));
        let shared = schema(vec![(Shape::Struct(fields(1)), &[1]), (Shape::Shared, &[0])]);
        assert!(Facts::of(&shared).is_err());
        let list = schema(vec![(Shape::Struct(fields(1)), &[1]), (Shape::Option, &[0])]);
        assert!(Facts::of(&list).is_ok());
    }

    #[test]
    fn records_hold_numbers_only_and_have_a_bound() {
        for shape in [Shape::Text, Shape::Bool, Shape::Char, Shape::Unit] {
            let record = schema(vec![(Shape::Record(fields(1)), &[1]), (shape, &[])]);
            assert!(Facts::of(&record).unwrap_err().to_string().contains("field `0`"));
        }
        let large = schema(vec![(Shape::Record(fields(2)), &[1, 1]), (Shape::Array(1 << 31), &[2]), (BYTE, &[])]);
        assert!(Facts::of(&large).unwrap_err().to_string().contains("4 GiB"));
        let huge = schema(vec![(Shape::Record(fields(1)), &[1]), (Shape::Array(u64::MAX), &[2]), (BYTE, &[])]);
        assert!(Facts::of(&huge).is_err());
    }

    #[test]
    fn levels_by_value_are_bounded_and_doubling_does_not_double_the_work() {
        let chain = |levels: usize| {
            let mut nodes: Vec<Node> =
                (1..levels).map(|next| Node { shape: Shape::Tuple, parts: vec![NodeId::new(next); 2] }).collect();
            nodes.push(Node { shape: BYTE, parts: Vec::new() });
            Facts::of(&Schema::from_ordered(nodes))
        };
        assert!(chain(1024).is_ok());
        assert!(chain(1025).is_err());
    }
}
