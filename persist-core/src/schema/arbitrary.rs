//! Schemas of every shape for property tests.

use proptest::collection::vec;
use proptest::prelude::*;

use super::node::{Fields, Name, Node, NodeId, Number, Schema, Shape, VariantFields, Variants};

/// What every generated schema may use.
fn leaves() -> Vec<Shape> {
    use Number::*;
    let numbers = [U8, U16, U32, U64, U128, I8, I16, I32, I64, I128, F32, F64];
    let numbers = numbers.into_iter().map(Shape::Number);
    numbers.chain([Shape::Unit, Shape::Bool, Shape::Char, Shape::Text]).collect()
}

const NUMBERS: usize = 12;

/// Schemas that obey every rule.
pub(super) fn schemas() -> impl Strategy<Value = Schema> {
    let node = (0..15_u8, vec(any::<u16>(), 0..5), any::<u32>());
    vec(node, 0..12).prop_map(|choices| {
        let count = choices.len();
        let mut nodes: Vec<Node> =
            choices.into_iter().enumerate().map(|(index, choice)| node_of(choice, index, count)).collect();
        nodes.extend(leaves().into_iter().map(|shape| Node { shape, parts: Vec::new() }));
        let schema = Schema::minimised(&nodes, NodeId::ROOT);
        schema.check().expect("the generator obeys the rules");
        schema
    })
}

/// Node `index` of `count`, behind which come the leaves.
fn node_of((kind, choices, number): (u8, Vec<u16>, u32), index: usize, count: usize) -> Node {
    let total = count + leaves().len();
    let one = choices.first().copied().unwrap_or(3).into();
    // By value only what comes later, so that nothing contains itself.
    let later = |choice: usize| NodeId::new(index + 1 + choice % (total - index - 1));
    let any = |choice: usize| NodeId::new(choice % total);
    let number_leaf = |choice: usize| NodeId::new(count + choice % NUMBERS);
    let all = |of: &dyn Fn(usize) -> NodeId| choices.iter().map(|choice| of((*choice).into())).collect();
    let fields = || Fields { name: format!("T{}", number % 3).into(), version: number, fields: names(choices.len()) };
    let (shape, parts) = match kind {
        0..2 => (Shape::Option, vec![any(one)]),
        2..4 => (Shape::Sequence, vec![any(one)]),
        4 => (Shape::Set, vec![any(one)]),
        5 => (Shape::Map, vec![any(one), any(one / 7)]),
        6 => (Shape::Array(u64::from(number % 4)), vec![later(one)]),
        7 => (Shape::Tuple, all(&later)),
        8 => (Shape::Shared, vec![later(one)]),
        9 => (Shape::Locked, vec![later(one)]),
        10 => (Shape::Record(fields()), all(&number_leaf)),
        11 => (Shape::Sequence, vec![number_leaf(one)]),
        12..14 => (Shape::Struct(fields()), all(&later)),
        _ => (Shape::Enum(variants(&choices, number)), all(&any)),
    };
    Node { shape, parts }
}

fn names(count: usize) -> Vec<Name> {
    (0..count).map(|index| format!("f{index}").into()).collect()
}

/// A variant without fields and then variants of one field, two fields, …; their fields are
/// `choices` in all.
fn variants(choices: &[u16], number: u32) -> Variants {
    let mut variants = vec![VariantFields { name: "V".into(), fields: Vec::new(), first: 0 }];
    let mut first = 0;
    while first < choices.len() {
        let count = variants.len().min(choices.len() - first);
        let name = format!("V{first}").into();
        variants.push(VariantFields { name, fields: names(count), first });
        first += count;
    }
    Variants { name: format!("T{}", number % 3).into(), version: number, variants }
}
