//! A schema as text, in a notation close to Rust's.
//!
//! Each named type is written out once, in the order in which the root leads to them, and named
//! everywhere else; so recursive types end. Types without a name are written where they are used.
//! Those that lead back to themselves (`struct Nest(Vec<Nest>)` declared transparent) or are very
//! long get a number instead, `#5`, and a line of their own, so that the text of no schema is
//! larger than a small multiple of it.

use std::collections::HashMap;
use std::fmt::{self, Display, Formatter, Write as _};

use super::node::{Name, Node, NodeId, Schema, Shape, VariantFields};

/// A type without a name that is made of more nodes than this is written on a line of its own.
const LONG: usize = 24;

impl Schema {
    /// The root's name, or, where it has none, its notation: `[Player]`.
    #[must_use]
    pub fn type_name(&self) -> String {
        Type { tree: &Tree::of(self), id: NodeId::ROOT }.to_string()
    }

    /// The version of the root, where it is a type that has one.
    #[must_use]
    pub fn version(&self) -> Option<u32> {
        self.root().shape.named().map(|(_, version)| version)
    }
}

impl Display for Schema {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let tree = Tree::of(self);
        let mut separator = "";
        if !tree.own_line[0] {
            write!(f, "{}", Type { tree: &tree, id: NodeId::ROOT })?;
            separator = "\n\n";
        }
        for id in (0..self.nodes().len()).map(NodeId::new) {
            if tree.own_line[id.index()] {
                f.write_str(separator)?;
                tree.write_definition(f, id)?;
                separator = "\n\n";
            }
        }
        Ok(())
    }
}

/// What must be known of all nodes before any is written.
struct Tree<'s> {
    schema: &'s Schema,
    /// Whether the node is defined on lines of its own, and named elsewhere.
    own_line: Vec<bool>,
    /// Whether several types have this node's name.
    ambiguous: Vec<bool>,
}

impl<'s> Tree<'s> {
    fn of(schema: &'s Schema) -> Self {
        let nodes = schema.nodes();
        let mut own_line: Vec<bool> = nodes.iter().map(|node| node.shape.named().is_some()).collect();
        let order = schema.post_order(|node| node.shape.named().is_none());
        for id in order.circular {
            own_line[id.index()] = true;
        }
        let mut length = vec![1_usize; nodes.len()];
        for id in order.nodes {
            if !own_line[id.index()] {
                let parts = schema.node(id).parts.iter();
                let whole = parts.fold(1, |sum: usize, part| sum.saturating_add(length[part.index()]));
                if whole > LONG {
                    own_line[id.index()] = true;
                } else {
                    length[id.index()] = whole;
                }
            }
        }
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for (name, _) in nodes.iter().filter_map(|node| node.shape.named()) {
            *uses.entry(name).or_default() += 1;
        }
        let shared = |node: &Node| node.shape.named().is_some_and(|(name, _)| uses.get(name) > Some(&1));
        let ambiguous = nodes.iter().map(shared).collect();
        Tree { schema, own_line, ambiguous }
    }

    /// Writes a type by its notation, or by its name if it has lines of its own.
    fn write_type(&self, f: &mut Formatter<'_>, id: NodeId) -> fmt::Result {
        match self.schema.node(id).shape.named() {
            Some((name, _)) => self.write_name(f, id, name),
            None if self.own_line[id.index()] => write!(f, "#{}", id.index()),
            None => self.write_notation(f, id),
        }
    }

    fn write_name(&self, f: &mut Formatter<'_>, id: NodeId, name: &str) -> fmt::Result {
        write!(f, "{}", name.escape_debug())?;
        if self.ambiguous[id.index()] {
            write!(f, "#{}", id.index())?;
        }
        Ok(())
    }

    /// Writes out a type that has no name.
    fn write_notation(&self, f: &mut Formatter<'_>, id: NodeId) -> fmt::Result {
        let Node { shape, parts } = self.schema.node(id);
        let part = |index: usize| Type { tree: self, id: parts[index] };
        match shape {
            Shape::Unit => f.write_str("()"),
            Shape::Text => f.write_str("String"),
            Shape::Option => write!(f, "Option<{}>", part(0)),
            Shape::Sequence => write!(f, "[{}]", part(0)),
            Shape::Set => write!(f, "{{{}}}", part(0)),
            Shape::Map => write!(f, "{{{}: {}}}", part(0), part(1)),
            Shape::Array(count) => write!(f, "[{}; {count}]", part(0)),
            Shape::Shared => write!(f, "Shared<{}>", part(0)),
            Shape::Locked => write!(f, "Locked<{}>", part(0)),
            Shape::Tuple => self.write_tuple(f, parts),
            leaf => f.write_str(leaf.word()),
        }
    }

    fn write_tuple(&self, f: &mut Formatter<'_>, parts: &[NodeId]) -> fmt::Result {
        f.write_char('(')?;
        for (index, part) in parts.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { ", " })?;
            self.write_type(f, *part)?;
        }
        f.write_str(if parts.len() == 1 { ",)" } else { ")" })
    }

    /// Writes the lines that say what a node is.
    fn write_definition(&self, f: &mut Formatter<'_>, id: NodeId) -> fmt::Result {
        let Node { shape, parts } = self.schema.node(id);
        let Some((name, version)) = shape.named() else {
            write!(f, "#{} = ", id.index())?;
            return self.write_notation(f, id);
        };
        write!(f, "{} ", shape.word())?;
        self.write_name(f, id, name)?;
        write!(f, ", version {version}")?;
        match shape {
            Shape::Struct(fields) | Shape::Record(fields) => {
                for (name, part) in fields.fields.iter().zip(parts) {
                    f.write_str("\n    ")?;
                    self.write_field(f, name, *part)?;
                }
            }
            Shape::Enum(variants) => {
                for variant in &variants.variants {
                    self.write_variant(f, variant, &parts[variant.first..])?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn write_field(&self, f: &mut Formatter<'_>, name: &Name, part: NodeId) -> fmt::Result {
        write!(f, "{}: ", name.escape_debug())?;
        self.write_type(f, part)
    }

    /// Writes a variant on one line: `Unit`, `Tuple(u32, bool)` or `Struct { a: u32 }`.
    fn write_variant(&self, f: &mut Formatter<'_>, variant: &VariantFields, parts: &[NodeId]) -> fmt::Result {
        write!(f, "\n    {}", variant.name.escape_debug())?;
        if variant.fields.is_empty() {
            return Ok(());
        }
        let counted = (0..).zip(&variant.fields).all(|(index, name)| number_is(index, name));
        f.write_str(if counted { "(" } else { " { " })?;
        for (index, (name, part)) in variant.fields.iter().zip(parts).enumerate() {
            f.write_str(if index == 0 { "" } else { ", " })?;
            if counted {
                self.write_type(f, *part)?;
            } else {
                self.write_field(f, name, *part)?;
            }
        }
        f.write_str(if counted { ")" } else { " }" })
    }
}

/// Whether `name` is the number `index`, as the fields of tuple variants are called.
fn number_is(index: usize, name: &str) -> bool {
    name.parse() == Ok(index)
}

/// A type, to be displayed where it is used.
struct Type<'t, 's> {
    tree: &'t Tree<'s>,
    id: NodeId,
}

impl Display for Type<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.tree.write_type(f, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::node::{Fields, Number, Variants};
    use super::*;

    fn node(shape: Shape, parts: &[usize]) -> Node {
        Node { shape, parts: parts.iter().map(|part| NodeId::new(*part)).collect() }
    }

    fn names(names: &[&'static str]) -> Vec<Name> {
        names.iter().map(|name| Name::from(*name)).collect()
    }

    fn structure(name: &'static str, version: u32, fields: &[&'static str]) -> Shape {
        Shape::Struct(Fields { name: name.into(), version, fields: names(fields) })
    }

    fn text(nodes: Vec<Node>) -> String {
        Schema::from_ordered(nodes).to_string()
    }

    #[test]
    fn types_are_written_as_in_rust_and_each_once() {
        let variant = |name: &'static str, fields: &[&'static str], first| VariantFields {
            name: name.into(),
            fields: names(fields),
            first,
        };
        let variants = vec![variant("Unit", &[], 0), variant("Pair", &["0", "1"], 0), variant("Named", &["a", "b"], 2)];
        let kind = Shape::Enum(Variants { name: "Kind".into(), version: 1, variants });
        let schema = Schema::from_ordered(vec![
            node(structure("World", 2, &["name", "items", "best", "ids", "grid"]), &[1, 2, 4, 7, 9]),
            node(Shape::Text, &[]),
            node(Shape::Sequence, &[3]),
            node(structure("Item", 1, &["kind", "inside", "at"]), &[5, 2, 12]),
            node(Shape::Option, &[3]),
            node(kind, &[6, 6, 6, 3]),
            node(Shape::Number(Number::U32), &[]),
            node(Shape::Map, &[1, 8]),
            node(Shape::Set, &[6]),
            node(Shape::Array(3), &[10]),
            node(Shape::Shared, &[11]),
            node(Shape::Locked, &[6]),
            node(Shape::Tuple, &[13, 14]),
            node(Shape::Number(Number::F64), &[]),
            node(Shape::Tuple, &[15]),
            node(Shape::Unit, &[]),
        ]);
        let expected = "\
struct World, version 2
    name: String
    items: [Item]
    best: Option<Item>
    ids: {String: {u32}}
    grid: [Shared<Locked<u32>>; 3]

struct Item, version 1
    kind: Kind
    inside: [Item]
    at: (f64, ((),))

enum Kind, version 1
    Unit
    Pair(u32, u32)
    Named { a: u32, b: Item }";
        assert_eq!(schema.to_string(), expected);
        assert_eq!(schema.type_name(), "World");
        assert_eq!(schema.version(), Some(2));
    }

    #[test]
    fn a_root_without_a_name_comes_first() {
        let schema = Schema::from_ordered(vec![
            node(Shape::Sequence, &[1]),
            node(structure("Item", 1, &["next"]), &[2]),
            node(Shape::Option, &[1]),
        ]);
        assert_eq!(schema.to_string(), "[Item]\n\nstruct Item, version 1\n    next: Option<Item>");
        assert_eq!(schema.type_name(), "[Item]");
        assert_eq!(schema.version(), None);
    }

    #[test]
    fn names_that_several_types_have_get_a_number() {
        let nodes = vec![
            node(Shape::Tuple, &[1, 2]),
            node(structure("Item", 1, &[]), &[]),
            node(structure("Item", 2, &[]), &[]),
        ];
        assert_eq!(text(nodes), "(Item#1, Item#2)\n\nstruct Item#1, version 1\n\nstruct Item#2, version 2");
    }

    #[test]
    fn recursion_without_names_ends() {
        assert_eq!(text(vec![node(Shape::Sequence, &[0])]), "#0 = [#0]");
        let nodes = vec![node(Shape::Option, &[1]), node(Shape::Sequence, &[2]), node(Shape::Map, &[1, 0])];
        assert_eq!(text(nodes), "#0 = Option<#1>\n\n#1 = [{#1: #0}]");
    }

    #[test]
    fn doubling_does_not_double_the_text() {
        let mut nodes: Vec<Node> = (1..1000).map(|next| node(Shape::Tuple, &[next, next])).collect();
        nodes.push(node(Shape::Bool, &[]));
        assert!(text(nodes).len() < 200_000);
    }

    #[test]
    fn names_from_files_do_nothing_to_a_terminal() {
        let shown = text(vec![node(structure("\u{1b}[2J\n", 1, &["\u{7}"]), &[1]), node(Shape::Bool, &[])]);
        assert_eq!(shown, "struct \\u{1b}[2J\\n, version 1\n    \\u{7}: bool");
    }
}
