//! Descriptions by hand, split and joined as compilers and linkers do it.

use super::*;
use crate::schema::{Number, Part};

/// A field, given by what describes it.
fn field(name: &'static str, ty: Describer) -> Field<'static> {
    Field::new(name, Part::by(ty))
}

fn structure(b: &mut SchemaBuilder, key: Describer, name: &'static str, fields: &[Field<'_>]) -> NodeId {
    b.outlined(key, &Outline::Struct { named: Named::new(name, 1), fields })
}

fn holder(b: &mut SchemaBuilder, key: Describer, kind: Kind, part: Describer) -> NodeId {
    b.outlined(key, &Outline::Of { kind, parts: &[Part::by(part)] })
}

pub(crate) struct Leaf;
impl Describe for Leaf {
    const LINK: Link = Link::to(&Outline::Leaf(Kind::Number(Number::U32)));
}

/// `struct Tree { value: u32, children: Vec<Tree>, parent: Option<Tree> }`.
pub(crate) struct Tree;
impl Describe for Tree {
    const LINK: Link = Link::named(&TREE, module_path!(), 0);
}

static TREE: Outline<'static> = Outline::Struct {
    named: Named::new("Tree", 1),
    fields: &[Field::of::<Leaf>("value"), Field::of::<Children>("children"), Field::of::<Parent>("parent")],
};

struct Children;
impl Describe for Children {
    const LINK: Link = Link::to(&Outline::Of { kind: Kind::Sequence, parts: &[Part::of::<Tree>()] });
}

struct Parent;
impl Describe for Parent {
    const LINK: Link = Link::to(&Outline::Of { kind: Kind::Option, parts: &[Part::of::<Tree>()] });
}

/// The same tree as a compiler might place it that has two instances of each function, which call
/// each other crosswise.
mod split {
    use super::*;

    /// Makes functions differ that would otherwise be folded into one.
    fn stay_apart(place: usize) {
        std::hint::black_box(place);
    }

    pub(super) fn tree_here(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(1);
        let fields = [field("value", leaf_here), field("children", children_there), field("parent", parent_here)];
        structure(b, tree_here, "Tree", &fields)
    }
    pub(super) fn tree_there(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(2);
        let fields = [field("value", leaf_there), field("children", children_here), field("parent", parent_there)];
        structure(b, tree_there, "Tree", &fields)
    }
    /// Known to itself under another address than to those who refer to it.
    pub(super) fn tree_beside_itself(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(3);
        let fields = [field("value", leaf_there), field("children", children_here), field("parent", parent_aside)];
        structure(b, another_address, "Tree", &fields)
    }
    fn children_here(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(4);
        holder(b, children_here, Kind::Sequence, tree_here)
    }
    fn children_there(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(5);
        holder(b, children_there, Kind::Sequence, tree_there)
    }
    fn parent_here(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(6);
        holder(b, parent_here, Kind::Option, tree_there)
    }
    fn parent_there(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(7);
        holder(b, parent_there, Kind::Option, tree_here)
    }
    fn parent_aside(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(8);
        holder(b, parent_aside, Kind::Option, tree_beside_itself)
    }
    fn leaf_here(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(9);
        b.linked(Leaf::describe, Leaf::LINK)
    }
    fn leaf_there(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(10);
        b.linked(Leaf::describe, Leaf::LINK)
    }
    fn another_address(b: &mut SchemaBuilder) -> NodeId {
        stay_apart(11);
        tree_beside_itself(b)
    }
}

#[test]
fn recursion_ends_and_the_order_is_that_of_a_walk() {
    let schema = schema_of::<Tree>();
    let words: Vec<&str> = schema.nodes().iter().map(|node| node.shape.word()).collect();
    assert_eq!(words, ["struct", "u32", "sequence", "option"]);
    assert_eq!(schema.root().parts, [1, 2, 3].map(NodeId::new));
    assert_eq!(schema.nodes()[2].parts, [NodeId::ROOT]);
}

#[test]
fn how_functions_were_placed_does_not_show() {
    let expected = schema_of::<Tree>();
    for root in [split::tree_here, split::tree_there, split::tree_beside_itself] {
        assert_eq!(SchemaBuilder::build(root), expected);
    }
}

#[test]
fn a_transparent_recursion_ends() {
    struct Nest;
    static NEST: Outline<'static> = Outline::Of { kind: Kind::Sequence, parts: &[Part::of::<Nest>()] };
    impl Describe for Nest {
        const LINK: Link = Link::unread(&NEST);
    }
    let schema = schema_of::<Nest>();
    assert_eq!(schema.nodes().len(), 1);
    assert_eq!(schema.root().parts, [NodeId::ROOT]);
}

#[test]
fn variants_know_where_their_fields_are() {
    struct Pair;
    impl Describe for Pair {
        const LINK: Link = Link::to(&Outline::Enum {
            named: Named::new("Pair", 3),
            variants: &[
                Variant::of("None", &[]),
                Variant::of("One", &[Field::of::<Leaf>("0")]),
                Variant::of("Two", &[Field::of::<Leaf>("a"), Field::of::<Tree>("b")]),
            ],
        });
    }
    let schema = schema_of::<Pair>();
    let Shape::Enum(pair) = &schema.root().shape else { panic!("not an enum") };
    assert_eq!(pair.variants.iter().map(|variant| variant.first).collect::<Vec<_>>(), [0, 0, 1]);
    assert_eq!(schema.root().shape.named(), Some(("Pair", 3)));
    assert_eq!(schema.root().parts, [1, 1, 2].map(NodeId::new));
}

/// A thousand types, each a struct with a field of the next.
mod chain {
    use super::*;

    fn link<const I: usize>(b: &mut SchemaBuilder) -> NodeId {
        let (name, _) = LINKS[I];
        match LINKS.get(I + 1) {
            Some((_, next)) => structure(b, link::<I>, name, &[field("next", *next)]),
            None => structure(b, link::<I>, name, &[]),
        }
    }

    macro_rules! links {
        (@ones $h:literal $t:literal: $($o:literal)*) => {
            [$((concat!("Link", $h, $t, $o), link::<{ $h * 100 + $t * 10 + $o }> as Describer)),*]
        };
        (@tens $h:literal: $($t:literal)*) => { [$(links!(@ones $h $t: 0 1 2 3 4 5 6 7 8 9)),*] };
        ($($h:literal)*) => { [$(links!(@tens $h: 0 1 2 3 4 5 6 7 8 9)),*] };
    }

    static NESTED: [[[(&str, Describer); 10]; 10]; 10] = links!(0 1 2 3 4 5 6 7 8 9);
    pub(super) static LINKS: &[(&str, Describer)] = NESTED.as_flattened().as_flattened();
}

#[test]
fn a_chain_of_a_thousand_types_needs_no_stack() {
    let build = || SchemaBuilder::build(chain::LINKS[0].1);
    let thread = std::thread::Builder::new().stack_size(64 << 10).spawn(build);
    let schema = thread.expect("a thread").join().expect("no overflow");
    assert_eq!(schema.nodes().len(), 1000);
    assert_eq!(schema.nodes()[999].shape.named(), Some(("Link999", 1)));
}
