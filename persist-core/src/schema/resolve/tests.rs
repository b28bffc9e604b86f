//! Resolution of any schemas at all, and of hostile ones; what plans do is tested through the whole
//! crate.

use proptest::prelude::*;

use super::plan::{Plan, Step};
use crate::error::{ErrorKind, Result};
use crate::schema::arbitrary::schemas;
use crate::schema::facts::Facts;
use crate::schema::history::{FieldHistory, History, Target, VariantHistory};
use crate::schema::node::{Fields, Node, NodeId, Number, Schema, Shape, VariantFields, Variants};

fn resolve(schema: Schema, target: &Target) -> Result<Plan> {
    let facts = Facts::of(&schema)?;
    super::resolve(schema, facts, target)
}

/// A program whose types declare nothing.
fn undeclared(schema: Schema) -> Target {
    let histories = schema.nodes().iter().map(|node| {
        let variants = match &node.shape {
            Shape::Enum(variants) => variants.variants.len(),
            _ => 0,
        };
        let field = FieldHistory { aliases: Vec::new(), since: 0, default: false, was: Vec::new() };
        History {
            fields: vec![field; node.parts.len()],
            variants: vec![VariantHistory { aliases: Vec::new(), removed: Vec::new() }; variants],
            ..History::default()
        }
    });
    Target { histories: histories.collect(), schema }
}

fn node(shape: Shape, parts: &[usize]) -> Node {
    Node { shape, parts: parts.iter().map(|part| NodeId::new(*part)).collect() }
}

fn fields(name: &str, version: u32, fields: &[&str]) -> Fields {
    Fields {
        name: name.to_owned().into(),
        version,
        fields: fields.iter().map(|field| (*field).to_owned().into()).collect(),
    }
}

proptest! {
    #[test]
    fn a_schema_is_read_as_itself_by_the_static_path(schema in schemas()) {
        let plan = resolve(schema.clone(), &undeclared(schema)).unwrap();
        prop_assert_eq!(plan.root(), Step::SAME);
    }

    #[test]
    fn any_schema_is_held_against_any_other(file in schemas(), program in schemas()) {
        let error = resolve(file, &undeclared(program)).map(drop).map_err(|error| error.kind());
        let expected = [ErrorKind::Incompatible, ErrorKind::NewerVersion, ErrorKind::TypeMismatch];
        prop_assert!(error.is_ok_or_err_in(&expected), "{error:?}");
    }
}

trait Expected {
    fn is_ok_or_err_in(&self, kinds: &[ErrorKind]) -> bool;
}

impl Expected for Result<(), ErrorKind> {
    fn is_ok_or_err_in(&self, kinds: &[ErrorKind]) -> bool {
        self.as_ref().map_or_else(|kind| kinds.contains(kind), |()| true)
    }
}

/// `struct List { next: Option<List>, value: u64 }`.
fn list() -> Target {
    undeclared(Schema::from_ordered(vec![
        node(Shape::Struct(fields("List", 1, &["next", "value"])), &[1, 2]),
        node(Shape::Option, &[0]),
        node(Shape::Number(Number::U64), &[]),
    ]))
}

#[test]
fn a_recursive_type_that_is_unrolled_is_followed_to_its_end() {
    // As many nodes as a schema may have: lists of lists, the innermost one with another value.
    let links = (1 << 15) - 2;
    let mut nodes = Vec::new();
    for link in 0..links {
        let last = 2 * links;
        nodes.push(node(Shape::Struct(fields("List", 1, &["next", "value"])), &[2 * link + 1, last]));
        nodes.push(node(Shape::Option, &[if link + 1 < links { 2 * link + 2 } else { 0 }]));
    }
    nodes.push(node(Shape::Number(Number::U32), &[]));
    let plan = resolve(Schema::from_ordered(nodes), &list()).unwrap();
    assert_ne!(plan.root(), Step::SAME);
}

#[test]
fn a_struct_of_as_many_fields_as_there_may_be_is_refused_in_few_words() {
    let names: Vec<String> = (0..1 << 16).map(|index| format!("field_{index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let wide = Shape::Struct(fields("List", 1, &names));
    let file = Schema::from_ordered(vec![node(wide, &vec![1; names.len()]), node(Shape::Text, &[])]);
    let error = resolve(file, &list()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incompatible);
    let text = error.to_string();
    assert!(text.contains("List.field_0: String in the file, nothing in the program"), "{text}");
    assert!(text.contains("and 65514 more") && text.len() < 10_000, "{text}");
}

#[test]
fn a_schema_that_makes_too_many_moves_is_refused() {
    // Sixty-four enums in the program lead to one struct of the file's by as many ways.
    let names: Vec<String> = (0..1 << 15).map(|index| format!("f{index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let variants = |count: usize, first: &dyn Fn(usize) -> usize| Variants {
        name: "Choice".into(),
        version: 1,
        variants: (0..count)
            .map(|index| VariantFields {
                name: format!("V{index}").into(),
                fields: vec!["0".into()],
                first: first(index),
            })
            .collect(),
    };
    let count = 64;
    let choice = || Shape::Enum(variants(count, &|index| index));
    let file = Schema::from_ordered(vec![
        node(choice(), &vec![1; count]),
        node(Shape::Struct(fields("Wide", 1, &names)), &vec![2; names.len()]),
        node(Shape::Text, &[]),
    ]);
    let mut nodes = vec![node(choice(), &(1..=count).collect::<Vec<_>>())];
    for _ in 0..count {
        nodes.push(node(Shape::Struct(fields("Wide", 1, &[])), &[]));
    }
    let mut target = undeclared(Schema::from_ordered(nodes));
    for history in &mut target.histories {
        history.partial = true;
    }
    assert_eq!(resolve(file, &target).unwrap_err().kind(), ErrorKind::Limit);
}

#[test]
fn options_gain_one_level_and_no_more() {
    let text = || node(Shape::Text, &[]);
    let option = |depth: usize| {
        let mut nodes: Vec<Node> = (0..depth).map(|level| node(Shape::Option, &[level + 1])).collect();
        nodes.push(text());
        Schema::from_ordered(nodes)
    };
    for (file, program, reads) in
        [(0, 1, true), (1, 1, true), (2, 2, true), (0, 2, false), (1, 2, false), (2, 1, false)]
    {
        let plan = resolve(option(file), &undeclared(option(program)));
        assert_eq!(plan.is_ok(), reads, "{file} → {program}");
    }
}
