//! A stanza as the schema of a file that was written when it was released.

use std::collections::HashMap;

use super::lines::{Found, text_of_ty};
use super::table::{Form, Line, Lock, Stanza, Ty};
use crate::schema::describe::{SchemaBuilder, unnamed};
use crate::schema::node::{Fields, Name, Node, NodeId, Schema, Shape, VariantFields, Variants};

/// The schema of a file with a value of `stanza`, and for all other types their latest released
/// versions; `None` if it holds a type that the lock does not have.
pub(super) fn schema(lock: &Lock, stanza: &Stanza, types: &[Found]) -> Option<Schema> {
    let mut nodes = Nodes { lock, types, nodes: Vec::new(), named: HashMap::new() };
    nodes.stanza(stanza)?;
    Some(Schema::from_ordered(nodes.nodes))
}

struct Nodes<'a> {
    lock: &'a Lock,
    types: &'a [Found],
    nodes: Vec<Node>,
    /// By key.
    named: HashMap<String, NodeId>,
}

impl Nodes<'_> {
    /// A place for a node, whose parts may refer to it.
    fn reserve(&mut self) -> NodeId {
        self.nodes.push(Node { shape: Shape::Unit, parts: Vec::new() });
        NodeId::new(self.nodes.len() - 1)
    }

    fn stanza(&mut self, stanza: &Stanza) -> Option<NodeId> {
        let id = self.reserve();
        self.named.insert(text_of_ty(&stanza.key), id);
        let (name, version) = (stanza.key.name().to_owned().into(), stanza.version);
        let mut parts = Vec::new();
        let mut names = |nodes: &mut Self, variant: Option<&str>| {
            let fields = stanza.lines.filter(|line| line.variant == variant).filter_map(|line| line.field);
            let mut names: Vec<Name> = Vec::new();
            for (name, ty) in fields {
                parts.push(nodes.ty(&ty)?);
                names.push(name.to_owned().into());
            }
            Some(names)
        };
        let shape = match stanza.form {
            Form::Struct => Shape::Struct(Fields { name, version, fields: names(self, None)? }),
            Form::Record => Shape::Record(Fields { name, version, fields: names(self, None)? }),
            Form::Enum => {
                let mut variants = Vec::new();
                let mut first = 0;
                for line in stanza.lines {
                    if let Line { variant: Some(variant), field: None } = line {
                        let fields = names(self, Some(variant))?;
                        let before = first;
                        first += fields.len();
                        variants.push(VariantFields { name: variant.to_owned().into(), fields, first: before });
                    }
                }
                Shape::Enum(Variants { name, version, variants })
            }
        };
        self.nodes[id.index()] = Node { shape, parts };
        Some(id)
    }

    fn ty(&mut self, ty: &Ty) -> Option<NodeId> {
        let (shape, parts) = match *ty {
            Ty::Leaf(kind) => (unnamed(kind), None),
            Ty::Array(count, parts) => (Shape::Array(count), Some(parts)),
            Ty::Of(kind, parts) => (unnamed(kind), Some(parts)),
            Ty::Named(..) => return self.named(ty),
            Ty::Const(_) | Ty::Itself => return None,
        };
        let id = self.reserve();
        let parts = parts.into_iter().flatten().map(|part| self.ty(&part)).collect::<Option<Vec<_>>>()?;
        self.nodes[id.index()] = Node { shape, parts };
        Some(id)
    }

    fn named(&mut self, ty: &Ty) -> Option<NodeId> {
        let key = text_of_ty(ty);
        if let Some(id) = self.named.get(&key) {
            return Some(*id);
        }
        let lock = self.lock;
        // The latest comes last.
        if let Some(stanza) = lock.stanzas.all().rev().find(|stanza| text_of_ty(&stanza.key) == key) {
            return self.stanza(&stanza);
        }
        let found = self.types.iter().find(|found| found.named.place.0 == "std" && found.key == key)?;
        let schema = SchemaBuilder::build(found.describe);
        let first = self.nodes.len();
        self.nodes.extend(schema.nodes().iter().map(|node| {
            let parts = node.parts.iter().map(|part| NodeId::new(first + part.index())).collect();
            Node { shape: node.shape.clone(), parts }
        }));
        self.named.insert(key, NodeId::new(first));
        Some(NodeId::new(first))
    }
}
