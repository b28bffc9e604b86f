use proptest::prelude::*;

use super::scribe::{self, Pieced, Pieces};
use super::*;
use crate::codec::chunks::Begins;
use crate::schema::arbitrary::schemas;
use crate::schema::node::{Fields, Number, VariantFields, Variants};

fn node(shape: Shape, parts: &[usize]) -> Node {
    Node { shape, parts: parts.iter().map(|part| NodeId::new(*part)).collect() }
}

fn schema(nodes: Vec<Node>) -> Schema {
    let schema = Schema::from_ordered(nodes);
    schema.check().expect("a schema by the rules");
    schema
}

fn structure(name: &'static str, fields: &[&'static str]) -> Shape {
    let fields = fields.iter().map(|name| (*name).into()).collect();
    Shape::Struct(Fields { name: name.into(), version: 1, fields })
}

fn number(number: Number) -> Node {
    node(Shape::Number(number), &[])
}

fn walk_pieces(schema: &Schema, pieces: &Pieces) -> Result<Totals> {
    walk_container(schema, &Facts::of(schema)?, Box::new(Pieced(pieces.0.iter())), u64::MAX)
}

/// The error of a bare value, in words.
fn refusal(schema: &Schema, bytes: &[u8]) -> String {
    walk_bare(schema, bytes, 0).expect_err("must be refused").to_string()
}

/// `struct World { players: Vec<Player>, kind: Kind }`, `struct Player { name: String, at: (bool,
/// char) }`, `enum Kind { Off, On { since: Option<u8> } }`.
fn world() -> Schema {
    let variant = |name: &'static str, fields: &[&'static str]| VariantFields {
        name: name.into(),
        fields: fields.iter().map(|name| (*name).into()).collect(),
        first: 0,
    };
    let variants = vec![variant("Off", &[]), variant("On", &["since"])];
    schema(vec![
        node(structure("World", &["players", "kind"]), &[1, 7]),
        node(Shape::Sequence, &[2]),
        node(structure("Player", &["name", "at"]), &[3, 4]),
        node(Shape::Text, &[]),
        node(Shape::Tuple, &[5, 6]),
        node(Shape::Bool, &[]),
        node(Shape::Char, &[]),
        node(Shape::Enum(Variants { name: "Kind".into(), version: 1, variants }), &[8]),
        node(Shape::Option, &[9]),
        number(Number::U8),
    ])
}

/// Two players, `ab` and `é`, at (true, 'x') and (false, 'y'); On { since: Some(7) }.
const WORLD: &[u8] = b"\x05\x05\x05ab\xc3\xa9\x01\xf1\xf3\x01\x01\x07";

#[test]
fn a_value_written_by_hand_passes() {
    walk_bare(&world(), WORLD, 0).unwrap();
}

#[test]
fn each_rule_has_its_refusal_with_its_place() {
    let cases: &[(usize, u8, &str)] = &[
        (5, b'x', "not UTF-8, in World.players[].name"),
        (4, 0xc3, "not UTF-8"),
        (7, 0x05, "bits after the last packed value are set, in World.players[].at.0, at byte"),
        (10, 0x02, "variant 2 of an enum that has 2, in World.kind, at byte"),
        (11, 0x02, "bits after the last packed value are set, in World.kind::On.since"),
        (11, 0x00, "1 bytes follow the value"),
    ];
    for (at, byte, reason) in cases {
        let mut bytes = WORLD.to_vec();
        bytes[*at] = *byte;
        let refusal = refusal(&world(), &bytes);
        assert!(refusal.contains(reason), "{at}: {refusal}");
    }
    // 0xd800 as a varint is no `char`.
    let surrogate = b"\x03\x05ab\x01\x04\xc0\x06\x00";
    assert!(refusal(&world(), surrogate).contains("0xd800 is not a `char`, in World.players[].at.1"));
}

#[test]
fn the_mode_of_elements_and_the_tag_of_records_are_checked() {
    let record = |fields: &[&'static str]| {
        let Shape::Struct(fields) = structure("R", fields) else { unreachable!() };
        Shape::Record(fields)
    };
    let rows = schema(vec![node(Shape::Sequence, &[1]), node(record(&["a"]), &[2]), number(Number::U16)]);
    // Five rows: in fixed width; as a block, in fixed width; as a block with a constant column; the same joined.
    walk_bare(&rows, b"\x0b\x00..........", 0).unwrap();
    walk_bare(&rows, b"\x0b\x01\x00..........", 0).unwrap();
    walk_bare(&rows, b"\x0b\x01\x01\x00\x03", 0).unwrap();
    walk_bare(&rows, b"\x0b\x01\x02\x00\x03", 0).unwrap();
    assert!(refusal(&rows, b"\x0b\x02..........").contains("mode 0x02 is not one of elements of fixed width"));
    assert!(refusal(&rows, b"\x0b\x01\x03..........").contains("tag 0x03 is not one of a record column, in []"));
    // Up to four rows have neither.
    walk_bare(&rows, b"\x09........", 0).unwrap();
}

#[test]
fn padding_is_only_in_containers_and_zero() {
    let numbers = schema(vec![node(structure("S", &["a"]), &[1]), node(Shape::Sequence, &[2]), number(Number::U32)]);
    let five = [1_u8; 20];
    let bare = [&b"\x0b\x00"[..], &five].concat();
    walk_bare(&numbers, &bare, 0).unwrap();
    let value = |payload: Vec<u8>| Pieces(vec![(Begins::Value, payload)]);
    let padded = [&b"\x0b\x00\x00\x00"[..], &five].concat();
    assert_eq!(walk_pieces(&numbers, &value(padded)).unwrap(), Totals { rows: 1 });
    let dirty = [&b"\x0b\x00\x00\x01"[..], &five].concat();
    let error = walk_pieces(&numbers, &value(dirty)).unwrap_err().to_string();
    assert!(error.contains("padding that is not zero, in S.a, at byte 100"), "{error}");
    assert!(walk_pieces(&numbers, &value(bare)).is_err());
}

#[test]
fn a_length_that_is_not_the_columns_is_refused_or_trusted() {
    let names = schema(vec![node(Shape::Sequence, &[1]), node(Shape::Text, &[])]);
    // 32 empty texts: a length, the tag, a column of zeros.
    let bytes = b"\x41\x03\0\0\0\x00\x00\x01";
    walk_bare(&names, bytes, 0).unwrap();
    let mut wrong = bytes.to_vec();
    wrong[1] = 2;
    assert!(refusal(&names, &wrong).contains("does not end where its length says"));

    let facts = Facts::of(&names).unwrap();
    let mut reader = Reader::bare(&bytes[1..], 0, SETTINGS);
    Walker::passing(&names, &facts, &mut reader).column(NodeId::new(1), 32).unwrap();
    reader.finish().unwrap();
}

#[test]
fn groups_are_counted_and_nothing_else_may_stand_for_them() {
    let numbers = schema(vec![node(Shape::Set, &[1]), number(Number::I32)]);
    let group = |count, payload: &[u8]| (Begins::Rows(count), payload.to_vec());
    let two = Pieces(vec![group(2, b"\x01\x01\x03"), group(1, b"\x01\x05")]);
    assert_eq!(walk_pieces(&numbers, &two).unwrap(), Totals { rows: 3 });
    assert_eq!(walk_pieces(&numbers, &Pieces(vec![])).unwrap(), Totals { rows: 0 });
    let value = Pieces(vec![(Begins::Value, b"\x05\x01\x03".to_vec())]);
    assert!(walk_pieces(&numbers, &value).is_err());
    let longer = Pieces(vec![group(2, b"\x01\x01\x03\x05"), group(1, b"\x01\x05")]);
    assert!(walk_pieces(&numbers, &longer).is_err());
    let one = schema(vec![number(Number::I32)]);
    assert!(walk_pieces(&one, &Pieces(vec![group(1, b"\x01")])).is_err());
    assert!(walk_pieces(&one, &Pieces(vec![])).is_err());
}

#[test]
fn a_value_goes_on_in_the_next_chunk_at_the_places_named_only() {
    let texts = schema(vec![node(structure("S", &["a"]), &[1]), node(Shape::Sequence, &[2]), node(Shape::Text, &[])]);
    let pieces =
        |first: &[u8], second: &[u8]| Pieces(vec![(Begins::Value, first.to_vec()), (Begins::More, second.to_vec())]);
    walk_pieces(&texts, &pieces(b"\x03", b"\x03a")).unwrap();
    assert!(walk_pieces(&texts, &pieces(b"\x03\x03", b"a")).is_err());
    assert!(walk_pieces(&texts, &pieces(b"\x03\x03a", b"")).is_err());
}

#[test]
fn nesting_ends_at_the_limit_and_needs_no_stack() {
    let list = schema(vec![node(structure("List", &["next"]), &[1]), node(Shape::Sequence, &[0])]);
    let nested = |levels: usize| {
        let mut bytes = vec![3; levels];
        bytes.push(1);
        bytes
    };
    walk_bare(&list, &nested(256), 0).unwrap();
    let error = walk_bare(&list, &nested(257), 0).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    // Of a long path, its ends.
    assert!(error.field_path().starts_with("List.next"));
    assert!(error.field_path().contains('…') && error.field_path().len() < 300);

    // An enum is no level of its own: its recursion goes through boxes, which the schema does not
    // have.
    let variants = vec![
        VariantFields { name: "End".into(), fields: Vec::new(), first: 0 },
        VariantFields { name: "Next".into(), fields: vec!["0".into()], first: 0 },
    ];
    let chain = schema(vec![node(Shape::Enum(Variants { name: "E".into(), version: 1, variants }), &[0])]);
    let deep = move || walk_bare(&chain, &[1; 1_000_000], 0).unwrap_err().kind();
    let thread = std::thread::Builder::new().stack_size(64 << 10).spawn(deep);
    assert_eq!(thread.unwrap().join().unwrap(), ErrorKind::Limit);
}

#[test]
fn values_that_take_no_bytes_are_not_conjured_out_of_nothing() {
    let units = schema(vec![node(Shape::Sequence, &[1]), node(Shape::Unit, &[])]);
    let count = |count: u64| {
        let mut bytes = Vec::new();
        crate::schema::wire::push_varint(&mut bytes, count);
        bytes
    };
    walk_bare(&units, &count(1 << 24), 0).unwrap();
    assert_eq!(walk_bare(&units, &count((1 << 24) + 1), 0).unwrap_err().kind(), ErrorKind::Limit);
    assert_eq!(walk_bare(&units, &count(u64::MAX), 0).unwrap_err().kind(), ErrorKind::Limit);

    // Types that refer to each other twice each: 2^1000 columns without a byte.
    let mut nodes: Vec<Node> = (1..1000).map(|next| node(Shape::Tuple, &[next, next])).collect();
    nodes.push(node(Shape::Unit, &[]));
    walk_bare(&schema(nodes), b"", 0).unwrap();
    let mut nodes: Vec<Node> = (1..1000).map(|next| node(Shape::Tuple, &[next, next])).collect();
    let Shape::Struct(fields) = structure("Nothing", &[]) else { unreachable!() };
    nodes.push(node(Shape::Record(fields), &[]));
    assert_eq!(walk_bare(&schema(nodes), b"", 0).unwrap_err().kind(), ErrorKind::Limit);
}

/// The same bytes, for sequences and for sets of the same elements.
fn both(element: Vec<Node>) -> [Schema; 2] {
    [Shape::Sequence, Shape::Set].map(|shape| {
        let mut nodes = vec![node(Shape::Sequence, &[1]), node(shape, &[2])];
        nodes.extend(element.clone());
        schema(nodes)
    })
}

/// Walks over rows of sequences, which must pass, and of sets: whether equal elements are found.
fn has_equal(element: &[Node], bytes: &[u8]) -> bool {
    let [sequences, sets] = both(element.to_vec());
    walk_bare(&sequences, bytes, 0).expect("sequences may have equal elements");
    match walk_bare(&sets, bytes, 0) {
        Ok(()) => false,
        Err(error) => {
            assert!(error.to_string().contains("an element of a set equals an earlier one"), "{error}");
            true
        }
    }
}

#[test]
fn equal_elements_are_found_in_each_row_by_itself() {
    let bytes = [number(Number::U8)];
    assert!(!has_equal(&bytes, b"\x03\x07abc"));
    assert!(has_equal(&bytes, b"\x03\x07aba"));
    // Two rows: `ab` and `ba`, then `a` and `aa`.
    assert!(!has_equal(&bytes, b"\x05\x05\x05abba"));
    assert!(has_equal(&bytes, b"\x05\x03\x05aaa"));
    let texts = [node(Shape::Text, &[])];
    assert!(!has_equal(&texts, b"\x03\x05\x03\x05aab"));
    assert!(has_equal(&texts, b"\x03\x05\x03\x03aa"));
    let units = [node(Shape::Unit, &[])];
    assert!(!has_equal(&units, b"\x05\x03\x03"));
    assert!(has_equal(&units, b"\x05\x03\x05"));
    // Records whose bytes are joined to one column: of one row, and of two.
    let Shape::Struct(fields) = structure("R", &["a", "b"]) else { unreachable!() };
    let records = [node(Shape::Record(fields), &[3, 3]), number(Number::U8)];
    assert!(!has_equal(&records, b"\x03\x0b\x01\x02abacadaeaf"));
    assert!(has_equal(&records, b"\x03\x0b\x01\x02abacadaeab"));
    assert!(!has_equal(&records, b"\x05\x07\x05\x01\x02abacadabac"));
    assert!(has_equal(&records, b"\x05\x07\x05\x01\x02abacadaeae"));
    // Floats by their bits: a zero is not the other one.
    let floats = [number(Number::F32)];
    assert!(!has_equal(&floats, b"\x03\x05\0\0\0\0\0\0\0\x80"));
    assert!(has_equal(&floats, b"\x03\x05\0\0\xc0\x7f\0\0\xc0\x7f"));
}

#[test]
fn declared_counts_end_with_the_bytes() {
    for element in [Number::U8, Number::U64, Number::F32] {
        let numbers = schema(vec![node(Shape::Sequence, &[1]), number(element)]);
        for mode in 0..2 {
            let mut bytes = b"\0\xff\xff\xff\xff\xff\xff\xff\x7f".to_vec();
            bytes.push(mode);
            assert!(walk_bare(&numbers, &bytes, 0).is_err());
        }
    }
    let arrays =
        schema(vec![node(Shape::Array(u64::MAX), &[1]), node(Shape::Array(u64::MAX), &[2]), node(Shape::Text, &[])]);
    assert_eq!(walk_bare(&arrays, b"", 0).unwrap_err().kind(), ErrorKind::Limit);
}

#[test]
fn memory_for_keys_is_limited_and_given_back() {
    let [_, sets] = both(vec![number(Number::U8)]);
    let facts = Facts::of(&sets).unwrap();
    let walk = |bytes: &[u8], most| {
        let mut reader = Reader::bare(bytes, 0, SETTINGS);
        Walker::checking(&sets, &facts, &mut reader, most).column(NodeId::ROOT, 1)
    };
    // Three rows of two bytes, of which one row at a time is in memory.
    let bytes = b"\x07\x05\x05\x05ababab";
    walk(bytes, 2 * 65).unwrap();
    let error = walk(bytes, 2 * 65 - 1).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("max_memory"), "{error}");
}

#[test]
fn keys_nested_without_end_are_refused_and_need_no_stack() {
    let variants = vec![
        VariantFields { name: "End".into(), fields: Vec::new(), first: 0 },
        VariantFields { name: "Next".into(), fields: vec!["0".into()], first: 0 },
    ];
    let chain = node(Shape::Enum(Variants { name: "E".into(), version: 1, variants }), &[2]);
    let [sequences, sets] = both(vec![chain]);
    let nested = |levels: usize| [b"\x03\x05".to_vec(), vec![1; levels], b"\x00\x00".to_vec()].concat();
    let walk = |schema: &Schema, levels: usize| walk_bare(schema, &nested(2 * levels), 0).map_err(|error| error.kind());
    assert_eq!(walk(&sets, 1_000), Err(ErrorKind::Malformed), "both are the same");
    assert_eq!(walk(&sequences, 1_000_000), Err(ErrorKind::Limit));
    assert_eq!(walk(&sets, 100_000), Err(ErrorKind::Limit));
}

proptest! {
    /// Rows by chance of any type: the walk finds equal ones where there are any, and the same in whatever form they lie.
    #[test]
    fn sets_are_walked_like_sequences(element in schemas(), seed: u64) {
        let shift = |id: &NodeId| NodeId::new(id.index() + 2);
        let nodes = element.nodes().iter().map(|node| Node { shape: node.shape.clone(), parts: node.parts.iter().map(shift).collect() });
        let element: Vec<Node> = nodes.collect();
        let [sequences, _] = both(element.clone());
        has_equal(&element, &scribe::bare(&sequences, 1, seed));
    }

    #[test]
    fn what_was_written_passes_and_no_part_of_it_does(schema in schemas(), seed: u64) {
        let bytes = scribe::bare(&schema, 1, seed);
        walk_bare(&schema, &bytes, 0).unwrap();
        for end in (0..bytes.len()).take(200) {
            prop_assert!(walk_bare(&schema, &bytes[..end], 0).is_err());
        }
        let longer = [&bytes[..], &[0]].concat();
        prop_assert!(walk_bare(&schema, &longer, 0).is_err());
    }

    #[test]
    fn blocks_of_any_size_are_walked_and_stepped_over(schema in schemas(), rows in 1..257_usize, seed: u64) {
        let bytes = scribe::bare(&schema, rows, seed);
        let facts = Facts::of(&schema).unwrap();
        for trust_lengths in [false, true] {
            let mut reader = Reader::bare(&bytes, 0, SETTINGS);
            let mut walker = match trust_lengths {
                true => Walker::passing(&schema, &facts, &mut reader),
                false => Walker::checking(&schema, &facts, &mut reader, u64::MAX),
            };
            walker.column(NodeId::ROOT, rows).unwrap();
            reader.finish().unwrap();
        }
    }

    #[test]
    fn containers_pass_however_they_are_cut(schema in schemas(), seed: u64) {
        let pieces = scribe::container(&schema, seed);
        walk_pieces(&schema, &pieces).unwrap();
        let mut fewer = pieces;
        let last = fewer.0.pop();
        // Whole groups may be missing: then the end mark tells.
        if last.is_some_and(|(begins, payload)| begins == Begins::More && !payload.is_empty()) {
            prop_assert!(walk_pieces(&schema, &fewer).is_err());
        }
    }

    #[test]
    fn damage_is_survived(schema in schemas(), seed: u64, at in any::<prop::sample::Index>(), byte: u8) {
        let mut bytes = scribe::bare(&schema, 1, seed);
        prop_assume!(!bytes.is_empty());
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = walk_bare(&schema, &bytes, 0);
    }

    #[test]
    fn any_bytes_are_survived(schema in schemas(), bytes in prop::collection::vec(prop_oneof![0..6_u8, any::<u8>()], 0..100)) {
        let _ = walk_bare(&schema, &bytes, 0);
        let _ = walk_pieces(&schema, &Pieces(vec![(Begins::Value, bytes)]));
    }
}
