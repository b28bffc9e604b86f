//! What a type declares about itself: its names, its fields, and what becomes of files from before
//! a change.
//!
//! The derive writes these tables, and they read as the attributes do. A [`SchemaBuilder`] turns
//! them into the nodes of a schema; for a [`Target`] it keeps the declarations beside each node,
//! where the resolver finds them.

use super::describe::{Describe, Describer};
use super::node::{NodeId, Schema};
use super::outline::Part;

/// The name and version of a struct, record or enum, with what concerns the type as a whole.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    pub(crate) name: &'static str,
    pub(crate) version: u32,
    /// The module that the type is in, and its identifier there.
    pub(crate) place: (&'static str, &'static str),
    /// What makes one instance of a generic type another than the next.
    pub(crate) arguments: &'a [Argument],
    pub(crate) aliases: &'a [&'static str],
    pub(crate) removed: &'a [Removed],
    upgrades: bool,
    pub(crate) partial: bool,
    pub(crate) encode_only: bool,
    pub(crate) accepts_newer: bool,
    pub(crate) others: bool,
    /// Whether the derive holds the fields against the lock.
    pub(crate) held: bool,
    /// What the derive has found in a lock.
    pub(crate) seal: Option<Seal>,
}

/// Says that a type is what was released last, and reads what was released before, if its fields have the right types.
///
/// The derive sees names, versions and attributes, and what the types are in the lock.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Seal {
    /// Which lock it is.
    pub lock: u64,
    /// The first of the type's versions in it.
    pub first: usize,
    /// The end of them.
    pub end: usize,
    /// What the identities of the type and its fields [come to](super::identity::of_fields).
    pub types: u64,
    /// Whether there are named types among those.
    pub leads_on: bool,
}

/// An argument of a generic type.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Argument {
    /// A type.
    Type(Part),
    /// A number, a `bool` or a `char`.
    Const(i128),
}

/// A field of a struct, a record or a variant.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    pub(crate) name: &'static str,
    pub(crate) ty: Part,
    pub(crate) aliases: &'a [&'static str],
    pub(crate) since: u32,
    pub(crate) default: bool,
    pub(crate) was: &'a [Was],
}

/// A variant of an enum.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Variant<'a> {
    pub(crate) name: &'static str,
    pub(crate) fields: &'a [Field<'a>],
    pub(crate) aliases: &'a [&'static str],
    pub(crate) removed: &'a [&'static str],
}

/// An earlier type of a field.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Was {
    pub(crate) until: u32,
    pub(crate) ty: Part,
}

/// A field or variant that the type once had.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Removed {
    pub(crate) name: &'static str,
    /// What its values are read as, where the program still wants them.
    pub(crate) ty: Option<Part>,
}

impl<'a> Named<'a> {
    /// A type without a history.
    #[must_use]
    pub const fn new(name: &'static str, version: u32) -> Self {
        Named {
            name,
            version,
            place: ("std", name),
            arguments: &[],
            aliases: &[],
            removed: &[],
            upgrades: false,
            partial: false,
            encode_only: false,
            accepts_newer: false,
            others: false,
            held: false,
            seal: None,
        }
    }

    /// The type is called `ident` in the module at `path`.
    #[must_use]
    pub const fn at(self, path: &'static str, ident: &'static str) -> Self {
        Named { place: (path, ident), ..self }
    }

    /// The same of a type that a lock has, and looks as it did when it was released.
    #[must_use]
    pub const fn sealed(self, path: &'static str, ident: &'static str, seal: Seal) -> Self {
        Named { place: (path, ident), seal: Some(seal), ..self }
    }

    /// The arguments of this instance of a generic type.
    #[must_use]
    pub const fn arguments(self, arguments: &'a [Argument]) -> Self {
        Named { arguments, ..self }
    }

    /// Earlier names.
    #[must_use]
    pub const fn alias(self, aliases: &'a [&'static str]) -> Self {
        Named { aliases, ..self }
    }

    /// Fields, or variants, that were removed.
    #[must_use]
    pub const fn removed(self, removed: &'a [Removed]) -> Self {
        Named { removed, ..self }
    }

    /// Values of older versions are handed to the program's `upgrade`.
    #[must_use]
    pub const fn upgrades(self) -> Self {
        Named { upgrades: true, ..self }
    }

    /// Fields of the file that the type does not have are stepped over.
    #[must_use]
    pub const fn partial(self) -> Self {
        Named { partial: true, ..self }
    }

    /// Values are saved and never loaded.
    #[must_use]
    pub const fn encode_only(self) -> Self {
        Named { encode_only: true, ..self }
    }

    /// The derive holds the fields against the lock, if `held`.
    #[must_use]
    pub const fn held(self, held: bool) -> Self {
        Named { held, ..self }
    }

    /// Newer versions are read, and what they have besides is lost.
    #[must_use]
    pub const fn accepts_newer(self) -> Self {
        Named { accepts_newer: true, ..self }
    }

    /// Unknown variants become the one that is marked `other`.
    #[must_use]
    pub const fn others(self) -> Self {
        Named { others: true, ..self }
    }
}

impl<'a> Field<'a> {
    /// The field `name` of type `T`.
    #[must_use]
    pub const fn of<T: Describe + ?Sized>(name: &'static str) -> Self {
        Field::new(name, Part::of::<T>())
    }

    /// The field `name` of type `T`, to which [constants do not lead](Part::blind).
    #[must_use]
    pub const fn blind<T: Describe + ?Sized>(name: &'static str) -> Self {
        Field::new(name, Part::blind::<T>())
    }

    /// The field `name`, for who asks for names alone.
    #[must_use]
    pub const fn unseen(name: &'static str) -> Self {
        Field::new(name, Part::by(|builder| builder.unit()))
    }

    pub(super) const fn new(name: &'static str, ty: Part) -> Self {
        Field { name, ty, aliases: &[], since: 0, default: false, was: &[] }
    }

    /// Earlier names.
    #[must_use]
    pub const fn alias(self, aliases: &'a [&'static str]) -> Self {
        Field { aliases, ..self }
    }

    /// The first version that has the field.
    #[must_use]
    pub const fn since(self, since: u32) -> Self {
        Field { since, ..self }
    }

    /// There is a value for files that have none.
    #[must_use]
    pub const fn default(self) -> Self {
        Field { default: true, ..self }
    }

    /// Earlier types, by ascending `until`.
    #[must_use]
    pub const fn was(self, was: &'a [Was]) -> Self {
        Field { was, ..self }
    }

    fn history(&self, types: &mut Vec<Describer>) -> FieldHistory {
        let was = self.was.iter().map(|was| {
            types.push(was.ty.describe);
            WasHistory { until: was.until, ty: NodeId::new(types.len() - 1) }
        });
        FieldHistory { aliases: self.aliases.to_vec(), since: self.since, default: self.default, was: was.collect() }
    }
}

impl<'a> Variant<'a> {
    /// The variant `name`; the fields of a tuple variant are named `0`, `1`, ….
    #[must_use]
    pub const fn of(name: &'static str, fields: &'a [Field<'a>]) -> Self {
        Variant { name, fields, aliases: &[], removed: &[] }
    }

    /// Earlier names.
    #[must_use]
    pub const fn alias(self, aliases: &'a [&'static str]) -> Self {
        Variant { aliases, ..self }
    }

    /// Fields that the variant once had.
    #[must_use]
    pub const fn removed(self, removed: &'a [&'static str]) -> Self {
        Variant { removed, ..self }
    }
}

impl Was {
    /// The type was `T` up to version `until`.
    #[must_use]
    pub const fn of<T: Describe + ?Sized>(until: u32) -> Self {
        Was { until, ty: Part::of::<T>() }
    }

    /// The type was `T`, to which [constants do not lead](Part::blind), up to version `until`.
    #[must_use]
    pub const fn blind<T: Describe + ?Sized>(until: u32) -> Self {
        Was { until, ty: Part::blind::<T>() }
    }
}

impl Removed {
    /// What files have under this name is dropped.
    #[must_use]
    pub const fn dropped(name: &'static str) -> Self {
        Removed { name, ty: None }
    }

    /// What files have under this name is read as a `T`.
    #[must_use]
    pub const fn of<T: Describe + ?Sized>(name: &'static str) -> Self {
        Removed { name, ty: Some(Part::of::<T>()) }
    }

    /// What files have under this name is read as a `T`, to which [constants do not
    /// lead](Part::blind).
    #[must_use]
    pub const fn blind<T: Describe + ?Sized>(name: &'static str) -> Self {
        Removed { name, ty: Some(Part::blind::<T>()) }
    }
}

/// The schema of the program's type, with what its types declare about earlier versions.
///
/// Unlike a file's schema it is not minimised: types that differ in their history alone stay apart.
#[derive(Debug)]
pub(crate) struct Target {
    pub(super) schema: Schema,
    /// By node; of a node without a name, empty.
    pub(super) histories: Vec<History>,
}

/// The declarations of one node.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    pub(super) aliases: Vec<&'static str>,
    /// By part: the fields of a struct, or of all variants one after another.
    pub(super) fields: Vec<FieldHistory>,
    pub(super) variants: Vec<VariantHistory>,
    pub(super) removed: Vec<RemovedHistory>,
    pub(super) upgrades: bool,
    pub(super) partial: bool,
    pub(super) accepts_newer: bool,
    pub(super) others: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct FieldHistory {
    pub(super) aliases: Vec<&'static str>,
    /// 0 where the field has always been there.
    pub(super) since: u32,
    pub(super) default: bool,
    pub(super) was: Vec<WasHistory>,
}

#[derive(Clone, Debug)]
pub(crate) struct WasHistory {
    pub(super) until: u32,
    pub(super) ty: NodeId,
}

#[derive(Clone, Debug)]
pub(crate) struct VariantHistory {
    pub(super) aliases: Vec<&'static str>,
    pub(super) removed: Vec<&'static str>,
}

#[derive(Clone, Debug)]
pub(crate) struct RemovedHistory {
    pub(super) name: &'static str,
    pub(super) ty: Option<NodeId>,
}

impl History {
    /// The declarations of a type, and the further types that they name: until those have been
    /// described, a `NodeId` is a place in that list.
    pub(super) fn of(named: &Named<'_>, fields: &[Field<'_>], variants: &[Variant<'_>]) -> (Self, Vec<Describer>) {
        let mut types = Vec::new();
        let all = fields.iter().chain(variants.iter().flat_map(|variant| variant.fields));
        let fields = all.map(|field| field.history(&mut types)).collect();
        let variants = variants
            .iter()
            .map(|variant| VariantHistory { aliases: variant.aliases.to_vec(), removed: variant.removed.to_vec() });
        let removed = named.removed.iter().map(|removed| {
            let ty = removed.ty.map(|ty| {
                types.push(ty.describe);
                NodeId::new(types.len() - 1)
            });
            RemovedHistory { name: removed.name, ty }
        });
        let history = History {
            aliases: named.aliases.to_vec(),
            variants: variants.collect(),
            fields,
            removed: removed.collect(),
            upgrades: named.upgrades,
            partial: named.partial,
            accepts_newer: named.accepts_newer,
            others: named.others,
        };
        (history, types)
    }

    /// Puts the nodes of the further types in the places of their numbers.
    pub(super) fn place(&mut self, nodes: &[NodeId]) {
        let was = self.fields.iter_mut().flat_map(|field| &mut field.was).map(|was| &mut was.ty);
        for ty in was.chain(self.removed.iter_mut().filter_map(|removed| removed.ty.as_mut())) {
            *ty = nodes[ty.index()];
        }
    }
}
