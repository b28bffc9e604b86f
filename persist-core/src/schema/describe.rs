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
use super::history::{Field, History, Named, Target, Variant};
use super::ids::Numbers;
use super::known::known;
use super::node::{Fields, Node, NodeId, Schema, Shape, VariantFields, Variants};
use super::outline::{Kind, Link, Outline};
use crate::error::Error;

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
    /// The way to what the type looks like.
    #[doc(hidden)]
    const LINK: Link;

    /// Where the fields of a struct lie, in the order of its columns: both directions' tables take it from here, as rustc
    /// has a body to check for each `offset_of!`.
    #[doc(hidden)]
    const OFFSETS: &'static [usize] = &[];

    /// Adds the type to a schema.
    #[doc(hidden)]
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        builder.linked(Self::describe, Self::LINK)
    }

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

/// Adds to an error the name of the root type that `describe` describes.
///
/// It has no type of its own: that would be one more function for each type that is saved or loaded.
#[inline]
pub(crate) fn in_type(describe: Describer) -> impl FnOnce(Error) -> Error {
    #[cold]
    fn name(error: Error, describe: Describer) -> Error {
        error.in_type(SchemaBuilder::build(describe).type_name())
    }
    move |error| name(error, describe)
}

/// What `describe` describes, as a constant; of a type that is as another one, the other's.
pub(crate) fn outline_of(describe: Describer) -> Option<&'static Outline<'static>> {
    let mut builder = SchemaBuilder::new(None);
    describe(&mut builder);
    builder.last
}

impl Target {
    /// What `describe` describes, and what it declares. The root is node 0.
    pub(crate) fn of(describe: Describer) -> Self {
        let mut builder = SchemaBuilder::new(Some(Vec::new()));
        builder.resolve_all(describe);
        let histories = builder.histories.unwrap_or_default();
        Target {
            schema: Schema::from_ordered(builder.nodes),
            histories: histories.into_iter().map(|(history, _)| history).collect(),
        }
    }
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
    met: HashMap<usize, NodeId, Numbers>,
    /// What each node declares, and the types that it names in doing so; `None` where nobody asks.
    histories: Option<Vec<(History, Vec<Describer>)>>,
    /// The last outline met.
    last: Option<&'static Outline<'static>>,
}

impl SchemaBuilder {
    fn new(histories: Option<Vec<(History, Vec<Describer>)>>) -> Self {
        SchemaBuilder { nodes: Vec::new(), waiting: Vec::new(), met: HashMap::default(), histories, last: None }
    }

    pub(crate) fn build(root: Describer) -> Schema {
        let mut builder = Self::new(None);
        let root = builder.resolve_all(root);
        Schema::minimised(&builder.nodes, root)
    }

    /// Describes a root and all that it leads to.
    fn resolve_all(&mut self, root: Describer) -> NodeId {
        let root = self.resolve(root);
        let mut next = 0;
        while next < self.nodes.len() {
            let parts = std::mem::take(&mut self.waiting[next]);
            self.nodes[next].parts = parts.into_iter().map(|part| self.resolve(part)).collect();
            let named = self.histories.as_mut().map(|all| std::mem::take(&mut all[next].1));
            let named: Vec<NodeId> = named.unwrap_or_default().into_iter().map(|ty| self.resolve(ty)).collect();
            if let Some(histories) = &mut self.histories {
                histories[next].0.place(&named);
            }
            next += 1;
        }
        root
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
        if let Some(histories) = &mut self.histories {
            histories.push((History::default(), Vec::new()));
        }
        id
    }

    /// Adds a named type, unless the description `key` has added it before.
    fn add_named(
        &mut self,
        key: Describer,
        named: &Named<'_>,
        fields: &[Field<'_>],
        variants: &[Variant<'_>],
        shape: impl FnOnce() -> Shape,
    ) -> NodeId {
        if let Some(id) = self.met.get(&address(key)) {
            return *id;
        }
        let all = fields.iter().chain(variants.iter().flat_map(|variant| variant.fields));
        let id = self.add(shape(), all.map(|field| field.ty.describe).collect());
        if let Some(histories) = &mut self.histories {
            histories[id.index()] = History::of(named, fields, variants);
        }
        self.met.insert(address(key), id);
        id
    }

    /// A value that takes no bytes.
    pub(super) fn unit(&mut self) -> NodeId {
        self.add(Shape::Unit, Vec::new())
    }

    /// What `link` leads to; `key` is the function that describes it.
    fn linked(&mut self, key: Describer, link: Link) -> NodeId {
        self.last = link.outline();
        match self.last {
            Some(outline) => self.outlined(key, outline),
            // No type has such a link.
            None => self.outlined(key, &Outline::Leaf(Kind::Unit)),
        }
    }

    /// What `outline` shows; `key` is the function that describes it.
    pub(super) fn outlined(&mut self, key: Describer, outline: &Outline<'_>) -> NodeId {
        match outline {
            Outline::Leaf(kind) => self.add(unnamed(*kind), Vec::new()),
            Outline::Of { kind, parts } => self.add(unnamed(*kind), parts.iter().map(|part| part.describe).collect()),
            Outline::Array(count, part) => self.add(Shape::Array(*count), vec![part.describe]),
            Outline::As(part) => (part.describe)(self),
            Outline::Struct { named, fields } => {
                self.add_named(key, named, fields, &[], || Shape::Struct(names(named, fields)))
            }
            Outline::Record { named, fields } => {
                self.add_named(key, named, fields, &[], || Shape::Record(names(named, fields)))
            }
            Outline::Enum { named, variants } => {
                self.add_named(key, named, &[], variants, || Shape::Enum(variant_names(named, variants)))
            }
        }
    }
}

/// The address by which a description is known.
pub(crate) fn address(describe: Describer) -> usize {
    describe as usize
}

/// The shape of what has no name, but for arrays.
pub(crate) fn unnamed(kind: Kind) -> Shape {
    match kind {
        Kind::Bool => Shape::Bool,
        Kind::Char => Shape::Char,
        Kind::Text => Shape::Text,
        Kind::Number(number) => Shape::Number(number),
        Kind::Option => Shape::Option,
        Kind::Sequence => Shape::Sequence,
        Kind::Set => Shape::Set,
        Kind::Map => Shape::Map,
        Kind::Tuple => Shape::Tuple,
        Kind::Shared => Shape::Shared,
        Kind::Locked => Shape::Locked,
        // The others are outlines of their own.
        Kind::Unit | Kind::Array | Kind::Struct | Kind::Record | Kind::Enum => Shape::Unit,
    }
}

fn names(named: &Named<'_>, fields: &[Field<'_>]) -> Fields {
    let fields = fields.iter().map(|field| field.name.into()).collect();
    Fields { name: named.name.into(), version: named.version, fields }
}

fn variant_names(named: &Named<'_>, variants: &[Variant<'_>]) -> Variants {
    let mut first = 0;
    let variants = variants.iter().map(|variant| {
        let fields = variant.fields.iter().map(|field| field.name.into()).collect();
        let before = first;
        first += variant.fields.len();
        VariantFields { name: variant.name.into(), fields, first: before }
    });
    Variants { name: named.name.into(), version: named.version, variants: variants.collect() }
}
