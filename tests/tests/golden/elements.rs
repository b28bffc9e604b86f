//! Goldens of sequences, sets, arrays and maps as bare values, and of the columns that they make.

use std::collections::{BTreeMap, BTreeSet};

use persist_core::Effort::{Fast, Small};
use persist_core::Persist;

use crate::goldens::{Bare, bare, by_hand};
use crate::plain_structs;

/// A record: 8 bytes.
#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub(crate) struct Pixel {
    pub(crate) place: [u16; 2],
    pub(crate) depth: f32,
}

/// A record within a record.
#[derive(Persist, Clone, Copy)]
#[persist(plain, version = 3)]
#[repr(C)]
pub(crate) struct Edge {
    ends: [Pixel; 2],
    weight: i64,
    tags: [u8; 8],
}

/// A record of one type of numbers.
#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
pub(crate) struct Corner {
    pub(crate) at: [f32; 2],
    pub(crate) height: f32,
}

/// One that Persist does not join.
#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
struct Span {
    from: i16,
    to: i16,
}

plain_structs! {
    Pixel { place, depth }
    Edge { ends, weight, tags }
    Corner { at, height }
    Span { from, to }
}

pub(crate) fn all() -> Vec<Bare> {
    let mut goldens = sequences();
    goldens.extend(records());
    goldens.extend(arrays());
    goldens.extend(sets_and_maps());
    goldens
}

fn sequences() -> Vec<Bare> {
    let numbers = |count: u16| (0..count).map(|row| row * 5).collect::<Vec<u16>>();
    let words: Vec<String> = (0..300).map(|row| format!("{row:x}")).collect();
    let rows = |count: usize| (0..count).map(|row| vec![row as u32; row % 4]).collect::<Vec<_>>();
    vec![
        bare("empty", "a count of 0, and nothing", Fast, &Vec::<u64>::new()).shows(0, &[1]),
        bare("bytes", "u8: never packed", Small, &vec![7_u8; 20]).shows(0, &[41, 7, 7]),
        bare("bytes_few", "u8: as they are, however few", Fast, &vec![1_u8, 2]).shows(0, &[5, 1, 2]),
        bare("bytes_signed", "i8: never packed", Small, &vec![-7_i8; 20]).shows(0, &[41, 0xf9]),
        bare("numbers_4", "up to 4 in all: one block without a mode", Fast, &numbers(4)),
        bare("numbers_5_fixed", "more: in fixed width", Fast, &numbers(5)).shows(0, &[11, 0, 0, 0, 5, 0]),
        bare("numbers_5_blocks", "more: a block", Small, &numbers(5)).shows(0, &[11, 1]),
        bare("numbers_300_blocks", "more: two blocks", Small, &numbers(300)),
        bare("floats_5_fixed", "in fixed width", Fast, &vec![1.5_f64; 5]).shows(0, &[11, 0]),
        bare("floats_5_blocks", "a block", Small, &vec![1.5_f64; 5]).shows(0, &[11, 1, 0]),
        bare("long_numbers_5_fixed", "in fixed width", Fast, &vec![-2_i128; 5]).shows(0, &[11, 0, 0xfe]),
        bare("words_300", "blocks of 256 and 44; both have a length", Fast, &words),
        bare("rows_4", "counts in single form, the elements of all rows", Fast, &rows(4)).shows(1, &[1, 3, 5, 7]),
        bare("rows_31", "31 rows: a column of counts", Fast, &rows(31)),
        bare("rows_32", "32 rows: the length of the column", Fast, &rows(32)).shows(3, &[0, 0]),
        bare("rows_empty", "32 rows without elements: only counts", Fast, &vec![Vec::<u32>::new(); 32])
            .shows(1, &[2, 0, 0, 0, 0, 1]),
        bare("rows_of_bytes", "bytes of many rows", Fast, &(0..40).map(|row| vec![row; 2]).collect::<Vec<Vec<u8>>>()),
        bare("rows_of_rows", "three levels", Fast, &vec![vec![vec![1_u16, 2], vec![]], vec![], vec![vec![3]]]),
        bare("units", "300 rows that take no bytes", Fast, &vec![(); 300]).shows(0, &[0xb2, 0x04]),
    ]
}

pub(crate) fn pixel(row: u16) -> Pixel {
    Pixel { place: [row, row.wrapping_mul(row)], depth: f32::from(row) / 2.0 }
}

pub(crate) fn edge(row: u16) -> Edge {
    Edge {
        ends: [pixel(row), pixel(row + 1)],
        weight: i64::from(row) * -1000,
        tags: std::array::from_fn(|tag| tag as u8),
    }
}

pub(crate) fn corner(row: u16) -> Corner {
    let row = f32::from(row);
    Corner { at: [row / 3.0, row * 0.7], height: (row - 40.5) / 7.0 }
}

fn records() -> Vec<Bare> {
    let corners = |count| (0..count).map(corner).collect::<Vec<_>>();
    let level = |count| (0..count).map(|row| Corner { height: 1.0, ..corner(row) }).collect::<Vec<_>>();
    let whole = |count| (0..count).map(|row| Corner { height: f32::from(row), ..corner(row) }).collect::<Vec<_>>();
    let spans = |count| (0..count).map(|row| Span { from: row, to: row + 1 }).collect::<Vec<_>>();
    let pixels = |count| (0..count).map(pixel).collect::<Vec<_>>();
    let edges = |count| (0..count).map(edge).collect::<Vec<_>>();
    let columns = |count| (0..count).map(|row| (edge(row),)).collect::<Vec<_>>();
    vec![
        bare("record", "in fixed width", Fast, &edge(3)).shows(0, &[3, 0, 9, 0]),
        bare("records_4", "4 elements: a block, which has no tag", Small, &pixels(4)).shows(0, &[9, 0, 0, 0, 0]),
        bare("records_5_fixed", "5 elements: in fixed width", Fast, &pixels(5)).shows(0, &[11, 0]),
        bare("records_5_blocks", "5 elements: a block, a column for each number", Small, &pixels(5))
            .shows(0, &[11, 1, 1]),
        bare("record_column_4", "4 rows: no tag", Small, &columns(4)).shows(0, &[9, 0, 0, 0, 0]),
        bare("record_column_5_rows", "5 rows: in fixed width", Fast, &columns(5)).shows(0, &[11, 0]),
        bare("record_column_40", "40 rows: a column for each number", Small, &columns(40)).shows(0, &[81, 1]),
        bare("records_300", "blocks of 256 and 44", Small, &edges(300)).shows(2, &[1, 1]),
        bare(
            "records_of_floats",
            "100 rows of f32s alone: their 300 numbers are joined to two columns",
            Small,
            &corners(100),
        )
        .shows(1, &[1, 2, 1]),
        bare(
            "records_of_floats_one_constant",
            "one number is the same in all rows: a column for each",
            Small,
            &level(100),
        )
        .shows(1, &[1, 1]),
        bare(
            "records_of_floats_one_whole",
            "one number is whole in all rows, others are not: a column for each",
            Small,
            &whole(100),
        )
        .shows(1, &[1, 1]),
        bare("records_of_numbers", "other numbers of one type: a column for each", Small, &spans(100))
            .shows(1, &[1, 1]),
        by_hand(
            "records_joined",
            "5 rows whose 10 numbers are joined: a frame of 4 bits",
            b"\x0b\x01\x02\x04\x01\x10\x32\x54\x76\x98",
            &(0..5).map(|row| Span { from: 2 * row, to: 2 * row + 1 }).collect::<Vec<_>>(),
        ),
        by_hand(
            "record_block_of_rows",
            "elements in a block that is in fixed width",
            &[b"\x0b\x01\x00".as_slice(), &[0; 40]].concat(),
            &vec![Pixel { place: [0; 2], depth: 0.0 }; 5],
        ),
    ]
}

fn arrays() -> Vec<Bare> {
    vec![
        bare("array_empty", "nothing", Fast, &[0_u16; 0]),
        bare("array_of_bytes", "the bytes", Fast, b"0123456789abcdef").shows(0, b"0123"),
        bare("array_of_numbers", "a mode, then fixed width", Fast, &[1_u32, 2, 3, 4, 5]).shows(0, &[0, 1, 0, 0, 0]),
        bare("array_of_texts", "a block", Fast, &["a".to_owned(), "bc".to_owned()]).shows(0, &[3, 5]),
        bare("arrays_of_numbers", "a column: all elements of all rows", Small, &vec![[1_u16, 2, 3]; 100])
            .shows(1, &[1]),
        bare("arrays_of_empty", "40 rows that take no bytes", Fast, &vec![[0_u64; 0]; 40]),
    ]
}

fn sets_and_maps() -> Vec<Bare> {
    let map = |count: u16| (0..count).map(|key| (key * 3, format!("{key}"))).collect::<BTreeMap<_, _>>();
    let maps: Vec<_> = (0..40).map(|row| map(row % 3)).collect();
    let sets: Vec<_> = (0..40_u8).map(|row| (0..row % 3).collect::<BTreeSet<u8>>()).collect();
    vec![
        bare("set", "a sequence", Fast, &BTreeSet::from([1_u32, 5, 9])).shows(0, &[7, 3, 11, 19]),
        bare("set_of_bytes", "the bytes", Fast, &BTreeSet::from([1_u8, 5, 9])).shows(0, &[7, 1, 5, 9]),
        bare("sets_40", "40 rows", Fast, &sets),
        bare("map_empty", "a count of 0", Fast, &map(0)).shows(0, &[1]),
        bare("map", "a block of keys, then a block of values", Fast, &map(3)).shows(0, &[7, 1, 7, 13, 3, 3, 3, b'0']),
        bare("map_300", "two pairs of blocks", Fast, &map(300)),
        bare("maps_40", "40 rows: the length of the column", Fast, &maps),
        bare("map_to_units", "keys alone take bytes", Fast, &BTreeMap::from([(1_u8, ()), (2, ())]))
            .shows(0, &[5, 1, 2]),
    ]
}
