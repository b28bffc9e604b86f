//! Schemas that break a rule of *Schemas*, each with a value that it would have without that rule.

use persist_core::{ErrorKind, inspect_slice};

use crate::container::{Container, Header, head};
use crate::goldens::{Bare, refused_schema};

pub(crate) fn all() -> Vec<Bare> {
    let long_name = [b"\x03\x40\x06\x40".as_slice(), &[b'x'; 4097], b"\x03\x01"].concat();
    let tuples = |count: u16| {
        let mut schema = ((count << 2) | 2).to_le_bytes().to_vec();
        for next in 1..count {
            schema.extend([0x35, 0x03]);
            match next {
                0..128 => schema.push((next << 1 | 1) as u8),
                _ => schema.extend(((next << 2) | 2).to_le_bytes()),
            }
        }
        schema.push(0x10);
        schema
    };
    let cases: Vec<(&str, &str, Vec<u8>, &[u8])> = vec![
        ("schema_empty", "no nodes", b"\x01".to_vec(), b""),
        ("schema_short", "a node is missing", b"\x05\x30\x03".to_vec(), b"\x00"),
        ("schema_left_over", "a byte too many", b"\x03\x10\x10".to_vec(), b"\x00"),
        ("schema_kind", "an unknown kind", b"\x03\x04".to_vec(), b""),
        ("schema_number", "a number of 32 bytes", b"\x03\x15".to_vec(), b"\x00"),
        ("schema_reference", "a node that is not there", b"\x03\x30\x03".to_vec(), b"\x00"),
        ("schema_unreached", "a node that the walk does not meet", b"\x05\x10\x10".to_vec(), b"\x00"),
        ("schema_order", "nodes in another order", b"\x07\x35\x05\x05\x03\x01\x10".to_vec(), b"\x00\x01"),
        ("schema_overlong", "a varint of more bytes than it needs", b"\x06\x00\x10".to_vec(), b"\x00"),
        ("schema_utf8", "a name that is not UTF-8", b"\x03\x40\x03\xff\x03\x01".to_vec(), b""),
        ("schema_long_name", "a name of 4,097 bytes", long_name, b""),
        ("schema_version", "a version of 2³²", b"\x03\x40\x03S\x10\0\0\0\x20\x01".to_vec(), b""),
        (
            "schema_fields",
            "two fields of one name",
            b"\x05\x40\x03S\x03\x05\x03a\x03\x03a\x03\x10".to_vec(),
            b"\x00\x00",
        ),
        ("schema_variants", "two variants of one name", b"\x03\x42\x03E\x03\x05\x03A\x01\x03A\x01".to_vec(), b"\x00"),
        (
            "schema_variant_fields",
            "two fields of one name",
            b"\x05\x42\x03E\x03\x03\x03A\x05\x03a\x03\x03a\x03\x10".to_vec(),
            b"\x00\x00\x00",
        ),
        ("schema_itself", "a struct that contains itself", b"\x03\x40\x03S\x03\x03\x03a\x01".to_vec(), b""),
        ("schema_shared_itself", "a shared value that contains itself", b"\x03\x36\x01".to_vec(), b""),
        ("schema_record_of_text", "a record with a text", b"\x05\x41\x03R\x03\x03\x03a\x03\x03".to_vec(), b"\x01"),
        (
            "schema_record_of_tuple",
            "a record with a tuple",
            b"\x07\x41\x03R\x03\x03\x03a\x03\x35\x03\x05\x10".to_vec(),
            b"\x00",
        ),
        (
            "schema_record_size",
            "a record of 4 GiB",
            b"\x09\x31\x03\x41\x03R\x03\x03\x03a\x05\x34\x10\x00\x00\x00\x20\x07\x10".to_vec(),
            b"\x01",
        ),
        ("schema_deep", "1,025 nodes within one another", tuples(1025), b"\x00"),
    ];
    let refused = |(name, what, schema, body): (&str, &str, Vec<u8>, &[u8])| {
        let container = Container::begin(&Header::of(&schema)).chunk(head(1, 1), body).end();
        let error = inspect_slice(&container).expect_err(name);
        assert_ne!(error.kind(), ErrorKind::Checksum, "{name}: {error}");
        refused_schema(name, what, &schema, body)
    };
    cases.into_iter().map(refused).collect()
}
