//! Containers that break a rule of *The container* or of *Where chunks may be cut*, under checksums that are right.

use std::collections::BTreeMap;

use persist_core::{ErrorKind, from_slice, to_vec, verify_slice};

use tests::container::FORMAT_VERSION;

use crate::container::{Container, Head, Header, checksum, head, schema_of};
use crate::goldens::Value;

/// The name of a rule, and bytes that break it.
pub(crate) type Refused = (&'static str, Vec<u8>);

pub(crate) fn all() -> Vec<Refused> {
    let mut refused = headers();
    refused.extend(heads());
    refused.extend(orders());
    refused.extend(cuts());
    refused
}

/// Makes sure that Persist refuses the bytes, for another reason than a checksum.
fn refuse<T: Value>(name: &'static str, bytes: Vec<u8>) -> Refused {
    for error in [from_slice::<T>(&bytes).map(drop), verify_slice(&bytes).map(drop)] {
        let error = error.expect_err(name);
        let of_padding = name.starts_with("padding");
        assert!(of_padding || error.kind() != ErrorKind::Checksum, "{name}: {error}");
    }
    (name, bytes)
}

fn header<T: Value>(value: &T) -> Header {
    Header::of(&schema_of(&to_vec(value).expect("a container is written")))
}

/// One number, 7, under another header.
fn headers() -> Vec<Refused> {
    let sound = header(&7_u8);
    let refuse = |name, header: Header| refuse::<u8>(name, Container::begin(&header).chunk(head(1, 1), b"\x07").end());
    let mut fingerprint = sound.fingerprint;
    fingerprint[7] ^= 1;
    let name = [b"\x03\x06\x40".as_slice(), &[b'x'; 4097], b"\x01"].concat();
    vec![
        refuse("version_before", Header { version: FORMAT_VERSION - 1, ..sound.clone() }),
        refuse("version_after", Header { version: FORMAT_VERSION + 1, ..sound.clone() }),
        refuse("version_0", Header { version: 0, ..sound.clone() }),
        refuse("kind_log", Header { kind: 1, ..sound.clone() }),
        refuse("kind_2", Header { kind: 2, ..sound.clone() }),
        refuse("flag_of_prefix", Header { flags: 8, ..sound.clone() }),
        refuse("fingerprint", Header { fingerprint, ..sound.clone() }),
        refuse("salt", Header { salt: 1, ..sound.clone() }),
        refuse("metadata_missing", Header { meta: b"\x03".to_vec(), ..sound.clone() }),
        refuse("metadata_left_over", Header { meta: b"\x01\x00".to_vec(), ..sound.clone() }),
        refuse("metadata_twice", Header { meta: b"\x05\x03a\x01\x03a\x01".to_vec(), ..sound.clone() }),
        refuse("metadata_utf8", Header { meta: b"\x03\x03\xff\x01".to_vec(), ..sound.clone() }),
        refuse("metadata_long_name", Header { meta: name, ..sound.clone() }),
    ]
}

/// One number, 7, in another chunk.
fn heads() -> Vec<Refused> {
    let begin = Container::begin(&header(&7_u8));
    let sound = head(1, 1);
    let refuse = |name, bytes| refuse::<u8>(name, bytes);
    let chunk = |name, head: Head| refuse(name, begin.clone().chunk(head, b"\x07").end());
    let value = begin.clone().chunk(sound.clone(), b"\x07");
    let end = |at: usize| {
        let mut totals = value.totals();
        totals[at] ^= 1;
        value.clone().chunk(head(4, 0), &totals).bytes
    };
    // Zeros of the header, and of a chunk, that are none.
    let mut after_header = begin.clone();
    let place = after_header.bytes.len() - 1;
    assert_eq!(after_header.bytes[place], 0);
    after_header.bytes[place] = 1;
    let mut after_chunk = value.clone().end();
    let place = value.bytes.len() - 1;
    after_chunk[place] = 1;
    vec![
        chunk("index", Head { index: Some(1), ..sound.clone() }),
        chunk("flag_of_chunk", Head { flags: 1, ..sound.clone() }),
        chunk("compression", Head { compression: 3, ..sound.clone() }),
        chunk("two_lengths", Head { length: Some(2), ..sound.clone() }),
        chunk("kind_0", head(0, 1)),
        chunk("kind_of_a_log", head(5, 1)),
        chunk("kind_7f", head(0x7f, 1)),
        chunk("count_of_value", head(1, 2)),
        refuse("count_of_more", begin.clone().chunk(sound.clone(), b"").chunk(head(2, 1), b"\x07").end()),
        refuse("end_chunks", end(0)),
        refuse("end_rows", end(8)),
        refuse("end_bytes", end(16)),
        refuse("end_checksum", end(24)),
        refuse("end_count", value.clone().chunk(head(4, 1), &value.totals()).bytes),
        refuse("end_short", value.clone().chunk(head(4, 0), &value.totals()[..31]).bytes),
        refuse("end_missing", value.bytes.clone()),
        refuse("after_the_end", [value.clone().end(), vec![0; 16]].concat()),
        refuse("rows_overflow", value.clone().chunk(head(0x80, u64::MAX), b"").end()),
        refuse("padding_of_header", after_header.chunk(sound, b"\x07").end()),
        refuse("padding_of_chunk", after_chunk),
    ]
}

/// Chunks that do not go together.
fn orders() -> Vec<Refused> {
    let number = Container::begin(&header(&7_u8));
    let texts = Container::begin(&header(&vec!["text".to_owned()]));
    let of_number = |name, container: Container| refuse::<u8>(name, container.end());
    let of_texts = |name, container: Container| refuse::<Vec<String>>(name, container.end());
    let group = texts.clone().chunk(head(3, 1), b"\x03a");
    vec![
        of_number("no_value", number.clone()),
        of_number("two_values", number.clone().chunk(head(1, 1), b"\x07").chunk(head(1, 1), b"\x07")),
        of_number("more_first", number.clone().chunk(head(2, 0), b"\x07")),
        of_number("more_after_all", number.clone().chunk(head(1, 1), b"\x07").chunk(head(2, 0), b"\x07")),
        of_number("group_for_value", number.clone().chunk(head(3, 1), b"\x07")),
        of_number("payload_left_over", number.clone().chunk(head(1, 1), b"\x07\x07")),
        of_number("payload_short", number.clone().chunk(head(1, 1), b"")),
        of_texts("value_for_groups", texts.clone().chunk(head(1, 1), b"\x03\x03a")),
        of_texts("value_after_group", group.clone().chunk(head(1, 1), b"\x03\x03a")),
        of_texts("group_of_none", texts.clone().chunk(head(3, 0), b"")),
        of_texts("group_left_over", texts.clone().chunk(head(3, 1), b"\x03ab")),
        of_texts("group_in_two", texts.chunk(head(3, 2), b"\x03").chunk(head(2, 0), b"\x03ab")),
    ]
}

/// Values that are cut where they may not be, or padded wrongly.
fn cuts() -> Vec<Refused> {
    type Wide = (u8, Vec<u16>);
    type Texts = (u8, Vec<String>);
    type Rows = (u8, Vec<Vec<bool>>);
    let cut =
        |begin: Container, pieces: [&[u8]; 2]| begin.chunk(head(1, 1), pieces[0]).chunk(head(2, 0), pieces[1]).end();
    let wide = |pieces| cut(Container::begin(&header::<Wide>(&(1, vec![2]))), pieces);
    let texts = |pieces| cut(Container::begin(&header::<Texts>(&(1, vec!["a".to_owned()]))), pieces);
    let rows = header::<Rows>(&(1, vec![vec![true]]));
    // 32 rows: the length of the column is 4; between counts and elements there would be a place to cut at.
    let in_length = cut(Container::begin(&rows), [b"\x01\x41\x03\0\0\0\x00\x03", b"\x01"]);
    let map = header(&BTreeMap::from([(1_u8, 2_u8)]));
    let in_pair = cut(Container::begin(&map), [b"\x03\x01", b"\x02"]);
    let padded = |payload: &[u8]| Container::begin(&header::<Wide>(&(1, vec![2]))).chunk(head(1, 1), payload).end();
    assert_eq!(checksum(b""), 0);
    vec![
        refuse::<Wide>("cut_before_count", wide([b"\x01", b"\x03\x00\x02\x00"])),
        refuse::<Wide>("cut_before_form", wide([b"\x01\x03", b"\x00\x02\x00"])),
        refuse::<Wide>("cut_after_padding", wide([b"\x01\x03\x00\x00", b"\x02\x00"])),
        refuse::<Wide>("cut_in_numbers", wide([b"\x01\x05\x00\x00\x02\x00", b"\x03\x00"])),
        refuse::<Texts>("cut_in_text", texts([b"\x01\x03\x03", b"a"])),
        refuse::<Texts>("cut_between_blocks_of_others", texts([b"\x01\x03\x03a", b""])),
        refuse::<Rows>("cut_within_a_length", in_length),
        refuse::<BTreeMap<u8, u8>>("cut_between_key_and_value", in_pair),
        refuse::<Wide>("padding_missing", padded(b"\x01\x03\x00\x02\x00")),
        refuse::<Wide>("padding_not_0", padded(b"\x01\x03\x00\x01\x02\x00")),
        refuse::<Wide>("padding_too_much", padded(b"\x01\x03\x00\x00\x00\x00\x02\x00")),
    ]
}
