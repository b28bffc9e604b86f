//! Bare values that break a rule of *Primitives* or *Blocks and columns*.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::elements::{corner, pixel};
use crate::goldens::{Bare, refused};
use crate::shapes::{Many, Nest, Side, shape};

pub(crate) fn all() -> Vec<Bare> {
    let mut goldens = primitives();
    goldens.extend(integer_columns());
    goldens.extend(boolean_and_float_columns());
    goldens.extend(text_columns());
    goldens.extend(counted_columns());
    goldens.extend(other_columns());
    goldens
}

fn primitives() -> Vec<Bare> {
    let long = [b"\x11".as_slice(), &[1; 17]].concat();
    vec![
        refused("nothing", "no byte where one is due", &0_u8, b""),
        refused("left_over", "a byte too many", &0_u8, b"\x01\x02"),
        refused("varint_overlong_2", "1 in two bytes", &0_u64, b"\x06\x00"),
        refused("varint_overlong_3", "127 · 128 in three bytes", &0_u64, b"\x04\xfc\x01"),
        refused("varint_overlong_9", "1 in nine bytes", &0_u64, b"\x00\x01\x00\x00\x00\x00\x00\x00\x00"),
        refused("varint_short", "a varint that ends early", &0_u64, b"\x04\xff"),
        refused("u16_too_large", "65,536", &0_u16, b"\x04\x00\x08"),
        refused("i32_too_large", "a zigzag of 2³²", &0_i32, b"\x10\x00\x00\x00\x20"),
        refused("u128_too_long", "17 bytes", &0_u128, &long),
        refused("u128_overlong", "1 in two bytes", &0_u128, b"\x02\x01\x00"),
        refused("char_surrogate", "d800", &'a', b"\x04\xc0\x06"),
        refused("char_too_large", "110000", &'a', b"\x04\x00\x88"),
    ]
}

fn integer_columns() -> Vec<Bare> {
    let short = vec![(0_u16,); 5];
    let bytes = vec![(0_u8,); 17];
    let short = |name: &str, what: &str, body: &[u8]| refused(name, what, &short, body);
    let frame_of_bytes = [b"\x23\x08\x00".as_slice(), &[0; 17]].concat();
    let wide_frame = [b"\x0b\x41\x00".as_slice(), &[0; 41]].concat();
    vec![
        short("integers_tag", "5 rows: an unknown tag", b"\x0b\x86\x01"),
        short("frame_too_wide", "a frame of 16 bits for u16", b"\x0b\x10\x01\0\0\0\0\0\0\0\0\0\0"),
        refused("frame_of_bytes_too_wide", "a frame of 8 bits for u8", &bytes, &frame_of_bytes),
        refused("frame_beyond_64", "a frame of 65 bits", &vec![(0_u128,); 5], &wide_frame),
        short("frame_bits", "a bit after the last value", b"\x0b\x01\x01\x20"),
        short("frame_least", "a least value of 65,536", b"\x0b\x00\x04\x00\x08"),
        short("raw_short", "a byte is missing", b"\x0b\x80\0\0\0\0\0\0\0\0\0"),
        short("delta_in_delta", "an inner column that is delta", b"\x0b\x81\x01\x81\x01\x00\x01"),
        short("dictionary_in_delta", "an inner column that is a dictionary", b"\x0b\x81\x01\x82\x01\x00\x01\x00\x00"),
        short(
            "patched_in_dictionary",
            "an inner column that is patched",
            b"\x0b\x82\x02\x83\x00\x01\x01\x00\x00\x01\x00\x00",
        ),
        short("dictionary_empty", "a dictionary without entries", b"\x0b\x82\x00\x00\x00"),
        short("dictionary_index", "entry 1 of 1", b"\x0b\x82\x01\x00\x01\x00\x01"),
        short("patched_none", "patched without patches", b"\x0b\x83\x00\x00\x01"),
        short("patched_all", "as many patches as rows", b"\x0b\x83\x00\x05\x01\x00\x01\x02\x03\x04\x00\x01"),
        short("patched_too_wide", "a frame of 16 bits", b"\x0b\x83\x10\x01\x01\0\0\0\0\0\0\0\0\0\0\x00\x00\x01"),
        short("patched_twice", "a position twice", b"\x0b\x83\x00\x02\x01\x01\x01\x00\x01"),
        short("patched_back", "positions that descend", b"\x0b\x83\x00\x02\x01\x02\x01\x00\x01"),
        short("patched_beyond", "position 5 of 5", b"\x0b\x83\x00\x01\x01\x05\x00\x01"),
        short("digits_base_2", "digits of base 2", b"\x0b\x84\x02\x01\x00"),
        short("digits_base_182", "digits of base 182", b"\x0b\x84\xb6\x01\0\0\0\0\0\0\0\0\0\0"),
        short("digits_left", "243 in 5 digits of base 3", b"\x0b\x84\x03\x01\xf3"),
        short("digits_of_no_row", "a sixth row's digit in 5 rows of base 5", b"\x0b\x84\x05\x01\x80\x0c"),
        short("digits_bits", "a bit after the last number", b"\x0b\x84\x05\x01\x00\x40"),
        short("digits_least", "a least value of 65,536", b"\x0b\x84\x03\x04\x00\x08\x00"),
        short("common_to_all", "no other value", b"\x0b\x85\x00\x01\x00"),
        short("common_to_none", "as many others as rows", b"\x0b\x85\x05\x01\x1f\x00\x01"),
        short("common_too_few", "two bits for one other value", b"\x0b\x85\x01\x01\x03\x00\x01"),
        short("common_too_many", "one bit for two other values", b"\x0b\x85\x02\x01\x04\x00\x01"),
        short("common_bits", "a bit after the last row", b"\x0b\x85\x02\x01\x21\x00\x01"),
        short(
            "common_in_common",
            "an inner column with a common value",
            b"\x0b\x85\x02\x01\x03\x85\x01\x01\x01\x00\x01",
        ),
        short("common_in_delta", "an inner column with a common value", b"\x0b\x81\x01\x85\x01\x01\x01\x00\x01"),
        refused("char_column", "a surrogate among 5", &vec!['a'; 5], b"\x0b\x00\x04\xc0\x06"),
    ]
}

fn boolean_and_float_columns() -> Vec<Bare> {
    let doubles = vec![(0_f64,); 5];
    let doubles = |name: &str, what: &str, body: &[u8]| refused(name, what, &doubles, body);
    let singles = vec![(0_f32,); 5];
    let singles = |name: &str, what: &str, body: &[u8]| refused(name, what, &singles, body);
    let rotated = |head: &[u8], last: u8| [b"\x0b\x01", head, &[0; 33], &[last]].concat();
    vec![
        refused("bool", "a second bit", &true, b"\x02"),
        refused("bools_bits", "9 rows: a bit after the last", &vec![true; 9], b"\x13\x02\xff\x03"),
        refused("bools_tag", "9 rows: an unknown tag", &vec![true; 9], b"\x13\x03\xff\x01"),
        refused("option", "a second bit", &Some(1_u8), b"\x03\x01"),
        singles("f32_decimal", "5 rows of f32: a tag that only f64 has", b"\x0b\x03\x00\x00\x00\x01\x00"),
        singles("fixed_scale", "a power of 127", b"\x0b\x04\x7f\x00\x00\x01"),
        singles(
            "fixed_all",
            "as many exceptions as rows",
            &[b"\x0b\x04\x00\x05\x00\x01\x00\x01\x02\x03\x04".as_slice(), &[0; 20]].concat(),
        ),
        singles("fixed_beyond", "position 5 of 5", b"\x0b\x04\x00\x01\x00\x01\x05\0\0\0\0"),
        doubles("f64_split", "an exponent of 2,048", &[b"\x0b\x02\x00\x02\x20".as_slice(), &[0; 34]].concat()),
        doubles(
            "f64_split_bits",
            "a bit after the last row",
            &[b"\x0b\x02\x00\x00".as_slice(), &[0; 33], &[2]].concat(),
        ),
        doubles("f64_fixed", "5 rows of f64: a tag that only f32 has", b"\x0b\x04\0\0\0\0\0\0\0\0"),
        doubles("f64_tag", "5 rows: an unknown tag", b"\x0b\x05\0\0\0\0\0\0\0\0"),
        doubles("f64_exponent", "an exponent of 2,048", &rotated(&[53, 0x00, 0x08], 0)),
        doubles("f64_exponent_narrow", "52 bits, which have no room for the sign", &rotated(&[52, 0, 0], 0)),
        doubles("f64_exponent_wide", "64 bits", &rotated(&[64, 0, 0], 0)),
        doubles("f64_exponent_zeros_narrow", "52 bits, without zeros", &rotated(&[0x80 | 52, 0, 0], 0)),
        doubles("f64_exponent_zeros_wide", "64 bits, without zeros", &rotated(&[0x80 | 64, 0, 0], 0)),
        doubles("f64_exponent_bits", "a bit after the last row", &rotated(&[53, 0, 0], 0x02)),
        doubles("decimal_power", "a power of 23", b"\x0b\x03\x17\x00\x00\x01\x00"),
        doubles("decimal_flag", "corrections are there or not", b"\x0b\x03\x00\x00\x00\x01\x02"),
        doubles(
            "decimal_all",
            "as many exceptions as rows",
            &[b"\x0b\x03\x00\x05\x00\x01\x00\x00\x01\x02\x03\x04".as_slice(), &[0; 40]].concat(),
        ),
        doubles("decimal_beyond", "position 5 of 5", b"\x0b\x03\x00\x01\x00\x01\x00\x05\0\0\0\0\0\0\0\0"),
    ]
}

fn text_columns() -> Vec<Bare> {
    let texts = |count: usize| vec![String::new(); count];
    vec![
        refused("text_utf8", "a byte that is not UTF-8", &String::new(), b"\x03\xff"),
        refused("text_surrogate", "a surrogate", &String::new(), b"\x07\xed\xa0\x80"),
        refused("text_short", "a byte is missing", &String::new(), b"\x05a"),
        refused("texts_cut", "two rows that are UTF-8 only together", &texts(2), b"\x05\x03\x03\xc3\xa9"),
        refused("texts_tag", "5 rows: an unknown tag", &texts(5), b"\x0b\x02\x00\x01"),
        refused("texts_dictionary_empty", "a dictionary without entries", &texts(5), b"\x0b\x01\x00\x00\x00"),
        refused("texts_dictionary_index", "entry 1 of 1", &texts(5), b"\x0b\x01\x01\x01\x00\x01"),
        refused(
            "texts_dictionary_cut",
            "two entries that are UTF-8 only together",
            &texts(5),
            b"\x0b\x01\x02\x03\x03\xc3\xa9\x00\x00",
        ),
        refused("texts_length_short", "32 rows: a length that is too small", &texts(32), b"\x41\x02\0\0\0\x00\x00\x01"),
        refused("texts_length_long", "32 rows: a length that is too large", &texts(32), b"\x41\x04\0\0\0\x00\x00\x01"),
        refused(
            "texts_length_beyond",
            "32 rows: a length of a column and more",
            &texts(32),
            b"\x41\xff\xff\xff\xff\x03\0\0\0\x01\0\0\0\x00\x00\x01",
        ),
    ]
}

fn counted_columns() -> Vec<Bare> {
    let half = b"\x00\x00\x00\x00\x00\x00\x00\x00\x80";
    let sum = [b"\x05".as_slice(), half, half].concat();
    vec![
        refused("elements_form", "5 numbers in an unknown form", &vec![0_u16], b"\x0b\x02\0\0\0\0\0\0\0\0\0\0"),
        refused("elements_short", "a number is missing", &vec![0_u16], b"\x0b\x00\0\0\0\0\0\0\0\0"),
        refused("count_too_large", "2⁶³ bytes", &vec![0_u8], &[half.as_slice(), &[0; 16]].concat()),
        refused("counts_overflow", "counts whose sum is 2⁶⁴", &vec![vec![()]], &sum),
        refused("too_many_empty", "2²⁴ + 1 rows without a byte", &vec![()], b"\x18\x00\x00\x10"),
        refused("sequences_length", "32 rows: a wrong length", &vec![vec![(); 0]; 32], b"\x41\x03\0\0\0\x00\x01\x00"),
        refused("set_twice", "an element twice", &BTreeSet::from([1_u16]), b"\x05\x0f\x0f"),
        refused("map_twice", "a key twice", &BTreeMap::from([(1_u8, 2_u8)]), b"\x05\x07\x07\x01\x02"),
        refused(
            "maps_twice",
            "a key twice in the second row",
            &vec![BTreeMap::from([(1_u8, ())])],
            b"\x05\x03\x05\x07\x07\x07",
        ),
        refused(
            "maps_length",
            "32 rows: a wrong length",
            &vec![BTreeMap::<u8, u8>::new(); 32],
            b"\x41\x03\0\0\0\x00\x01\x00",
        ),
        refused(
            "too_deep",
            "1,025 sequences within one another",
            &Nest(Vec::new()),
            &[vec![3; 1025], vec![1]].concat(),
        ),
    ]
}

fn other_columns() -> Vec<Bare> {
    let sides = |count: usize| vec![Side::Left; count];
    vec![
        refused(
            "records_tag",
            "5 rows: an unknown tag",
            &vec![(pixel(0),); 5],
            &[b"\x0b\x03".as_slice(), &[0; 40]].concat(),
        ),
        refused(
            "records_joined_of_two_types",
            "5 rows: joined numbers of two types",
            &vec![(pixel(0),); 5],
            &[b"\x0b\x02".as_slice(), &[0; 40]].concat(),
        ),
        refused(
            "records_joined_short",
            "5 rows: a constant for 15 numbers is cut",
            &vec![(corner(0),); 5],
            b"\x0b\x02\x00\0\0\0",
        ),
        refused("enum", "variant 4 of 4", &shape(0), b"\x04"),
        refused("enums", "5 rows: variant 2 of 2", &sides(5), b"\x0b\x00\x01\x00\x01\x02"),
        refused("enums_length", "32 rows: a wrong length", &vec![shape(0); 32], b"\x41\x03\0\0\0\x00\x00"),
        refused("enum_of_many_too_large", "variant 258 of 258", &Many::V0, b"\x0a\x04"),
        refused("shared_short", "a value is missing", &Rc::new(0_u8), b""),
    ]
}
