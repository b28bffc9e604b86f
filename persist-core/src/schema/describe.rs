//! How a type describes itself: a walk over its parts that builds a schema.
//!
//! A description is a function, and a function is known by its address. That is what cuts
//! recursion: a function that has been met is not called again. Addresses say less than they seem
//! to. One function may have several (an instance in each codegen unit), and then one type becomes
//! several nodes; several functions may share one (the linker folds equal code), and then their
//! types become one node, rightly, as equal code that reads nothing but its own constants describes
//! equal things. Both are undone or harmless, because the finished graph is minimised.

#[cfg(test)]
pub(super) mod tests;

use std::collections::HashMap;

use super::fingerprint::Fingerprint;
use super::known::known;
use super::node::{Fields, Node, NodeId, Number, Schema, Shape, VariantFields, Variants};

/// Describes a type to a builder.
pub(crate) type Describer = fn(&mut SchemaBuilder) -> NodeId;

/// A type that has a schema. `#[derive(Persist)]` implements it.
#[diagnostic::on_unimplemented(
    message = "field type `{Self}` cannot be saved by Persist",
    label = "Persist does not know how to save `{Self}`",
    note = "if the type is yours, derive it: `#[derive(Persist)]`",
    note = "if it is a foreign type, give the field a representation: `#[persist(with = …)]`",
    note = "for `dyn Trait`, use an enum of the types that occur"
)]
pub trait Describe {
    /// Adds the type to a schema. Always describes the same: it reads nothing that can change.
    #[doc(hidden)]
    fn describe(builder: &mut SchemaBuilder) -> NodeId;

    /// The fingerprint of the type's schema, built once and remembered.
    #[doc(hidden)]
    fn fingerprint() -> Fingerprint {
        known(Self::describe).fingerprint()
    }
}

/// The schema of a type.
pub(crate) fn schema_of<T: Describe + ?Sized>() -> Schema {
    SchemaBuilder::build(T::describe)
}

/// A field of a struct, a record or a variant.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Field {
    name: &'static str,
    ty: Describer,
}

impl Field {
    /// The field `name` of type `T`.
    #[must_use]
    pub const fn of<T: Describe + ?Sized>(name: &'static str) -> Self {
        Field { name, ty: T::describe }
    }
}

/// A variant of an enum.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Variant<'a> {
    /// Its stable name.
    pub name: &'static str,
    /// Its fields; those of tuple variants are named `0`, `1`, ….
    pub fields: &'a [Field],
}

/// Gathers the nodes of a schema.
///
/// Nothing here calls a part's description at once: parts wait until the description that named
/// them has returned, so that no chain of types, however long, is a chain of calls.
#[doc(hidden)]
#[derive(Debug)]
pub struct SchemaBuilder {
    nodes: Vec<Node>,
    /// What the parts of each node are, until they have been described.
    waiting: Vec<Vec<Describer>>,
    /// Which node a description led to, by its address.
    met: HashMap<usize, NodeId>,
}

impl SchemaBuilder {
    pub(super) fn build(root: Describer) -> Schema {
        let mut builder = SchemaBuilder { nodes: Vec::new(), waiting: Vec::new(), met: HashMap::new() };
        let root = builder.resolve(root);
        let mut next = 0;
        while next < builder.nodes.len() {
            let parts = std::mem::take(&mut builder.waiting[next]);
            builder.nodes[next].parts = parts.into_iter().map(|part| builder.resolve(part)).collect();
            next += 1;
        }
        Schema::minimised(&builder.nodes, root)
    }

    /// The node of what `describe` describes.
    fn resolve(&mut self, describe: Describer) -> NodeId {
        if let Some(id) = self.met.get(&address(describe)) {
            return *id;
        }
        let id = describe(self);
        self.met.insert(address(describe), id);
        id
    }

    fn add(&mut self, shape: Shape, parts: Vec<Describer>) -> NodeId {
        let id = NodeId::new(self.nodes.len());
        self.nodes.push(Node { shape, parts: Vec::new() });
        self.waiting.push(parts);
        id
    }

    /// Adds what `shape` makes, unless the description `key` has added it before.
    fn add_named(&mut self, key: Describer, make: impl FnOnce() -> (Shape, Vec<Describer>)) -> NodeId {
        if let Some(id) = self.met.get(&address(key)) {
            return *id;
        }
        let (shape, parts) = make();
        let id = self.add(shape, parts);
        self.met.insert(address(key), id);
        id
    }

    /// A struct; `key` is the function that calls this.
    pub fn structure(&mut self, key: Describer, name: &'static str, version: u32, fields: &[Field]) -> NodeId {
        self.add_named(key, || (Shape::Struct(names(name, version, fields)), types(fields)))
    }

    /// A record: a struct of fixed-width numbers. `key` is the function that calls this.
    pub fn record(&mut self, key: Describer, name: &'static str, version: u32, fields: &[Field]) -> NodeId {
        self.add_named(key, || (Shape::Record(names(name, version, fields)), types(fields)))
    }

    /// An enum; `key` is the function that calls this.
    pub fn enumeration(
        &mut self,
        key: Describer,
        name: &'static str,
        version: u32,
        variants: &[Variant<'_>],
    ) -> NodeId {
        self.add_named(key, || {
            let mut parts = Vec::new();
            let variants = variants.iter().map(|variant| {
                let first = parts.len();
                parts.extend(types(variant.fields));
                let fields = variant.fields.iter().map(|field| field.name.into()).collect();
                VariantFields { name: variant.name.into(), fields, first }
            });
            let variants = variants.collect();
            (Shape::Enum(Variants { name: name.into(), version, variants }), parts)
        })
    }

    /// A tuple of what these describe.
    pub fn tuple(&mut self, parts: &[Describer]) -> NodeId {
        self.add(Shape::Tuple, parts.to_vec())
    }

    /// An option of `T`.
    pub fn option<T: Describe + ?Sized>(&mut self) -> NodeId {
        self.add(Shape::Option, vec![T::describe])
    }

    /// A sequence of `T`.
    pub fn sequence<T: Describe + ?Sized>(&mut self) -> NodeId {
        self.add(Shape::Sequence, vec![T::describe])
    }

    /// A set of `T`.
    pub fn set<T: Describe + ?Sized>(&mut self) -> NodeId {
        self.add(Shape::Set, vec![T::describe])
    }

    /// A map from `K` to `V`.
    pub fn map<K: Describe + ?Sized, V: Describe + ?Sized>(&mut self) -> NodeId {
        self.add(Shape::Map, vec![K::describe, V::describe])
    }

    /// An array of `count` values of `T`.
    pub fn array<T: Describe + ?Sized>(&mut self, count: usize) -> NodeId {
        self.add(Shape::Array(count as u64), vec![T::describe])
    }

    /// A `T` that may be shared.
    pub fn shared<T: Describe + ?Sized>(&mut self) -> NodeId {
        self.add(Shape::Shared, vec![T::describe])
    }

    /// A `T` behind a lock.
    pub fn locked<T: Describe + ?Sized>(&mut self) -> NodeId {
        self.add(Shape::Locked, vec![T::describe])
    }

    /// A number.
    pub fn number(&mut self, number: Number) -> NodeId {
        self.add(Shape::Number(number), Vec::new())
    }

    /// A string.
    pub fn text(&mut self) -> NodeId {
        self.add(Shape::Text, Vec::new())
    }

    /// A `bool`.
    pub fn boolean(&mut self) -> NodeId {
        self.add(Shape::Bool, Vec::new())
    }

    /// A `char`.
    pub fn character(&mut self) -> NodeId {
        self.add(Shape::Char, Vec::new())
    }

    /// A value that takes no bytes.
    pub fn unit(&mut self) -> NodeId {
        self.add(Shape::Unit, Vec::new())
    }
}

/// The address by which a description is known.
pub(super) fn address(describe: Describer) -> usize {
    describe as usize
}

fn names(name: &'static str, version: u32, fields: &[Field]) -> Fields {
    Fields { name: name.into(), version, fields: fields.iter().map(|field| field.name.into()).collect() }
}

fn types(fields: &[Field]) -> Vec<Describer> {
    fields.iter().map(|field| field.ty).collect()
}
