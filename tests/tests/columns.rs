//! `Effort::Small` remembers what form a column had. Columns that have nothing to do with each other must not be taken for one: each then
//! would have the other's form.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Debug;

use persist_core::{Decode, Effort, Encode, Persist, SaveOptions};
use tests::round_trip;

/// As long as several blocks, so that a form that was remembered is used.
const ROWS: usize = 2_560;

#[derive(Persist, Clone, Debug, PartialEq)]
struct Apart {
    hashes: Vec<u64>,
    ids: Vec<u64>,
    kinds: Vec<u64>,
}

#[derive(Persist, Clone, Copy, Debug, PartialEq)]
#[persist(plain)]
#[repr(C)]
struct Record {
    hash: u64,
    id: u64,
}

/// Numbers that nothing makes smaller.
fn hash(index: usize) -> u64 {
    (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// Few numbers, far apart.
fn kind(index: usize) -> u64 {
    hash(hash(index) as usize % 5)
}

fn small<T: Encode + ?Sized>(value: &T) -> usize {
    let mut options = SaveOptions::new();
    options.effort(Effort::Small);
    options.encode(value).expect("numbers are encoded").len()
}

fn check<T: Encode + for<'de> Decode<'de> + Clone + Debug + PartialEq>(value: T, parts: &[usize]) {
    let (whole, parts): (_, usize) = (small(&value), parts.iter().sum());
    assert!(whole <= parts + 64, "{whole} bytes, and its columns alone take {parts}");
    round_trip(&[value]);
}

fn columns() -> [Vec<u64>; 3] {
    [(0..ROWS).map(hash).collect(), (0..ROWS as u64).collect(), (0..ROWS).map(kind).collect()]
}

#[test]
fn fields_of_a_single_value_have_forms_of_their_own() {
    let [hashes, ids, kinds] = columns();
    let parts = [small(&hashes), small(&ids), small(&kinds)];
    check(Apart { hashes, ids, kinds }, &parts);
}

#[test]
fn keys_and_values_of_a_map_have_forms_of_their_own() {
    let [_, ids, kinds] = columns();
    let parts = [small(&ids), small(&ids), small(&kinds)];
    check(ids.iter().zip(kinds).map(|(id, kind)| ((*id, *id), kind)).collect::<BTreeMap<_, _>>(), &parts);
}

#[test]
fn leaves_of_a_record_have_forms_of_their_own() {
    let [hashes, ids, _] = columns();
    let parts = [small(&hashes), small(&ids)];
    check(hashes.into_iter().zip(ids).map(|(hash, id)| Record { hash, id }).collect::<Vec<_>>(), &parts);
}

/// A record whose numbers are joined.
#[derive(Persist, Clone, Copy, Debug, PartialEq)]
#[persist(plain)]
#[repr(C)]
struct Point {
    at: [f32; 3],
    weight: f32,
}

fn points(rows: usize) -> Vec<Point> {
    let odd = [f32::INFINITY, -0.0, f32::MIN_POSITIVE / 8.0, f32::MAX];
    let number = |row: usize, part: usize| match hash(row * 4 + part) % 64 {
        0 => odd[part],
        bits => (hash(row + part) >> 20) as f32 / (bits as f32 - 20.5),
    };
    (0..rows)
        .map(|row| Point { at: [number(row, 0), number(row, 1), number(row, 2)], weight: number(row, 3) })
        .collect()
}

#[test]
fn joined_numbers_come_back_from_every_number_of_rows() {
    for rows in [1, 4, 5, 31, 32, 63, 64, 65, 255, 256, 257, 320, 1_000] {
        round_trip(&[points(rows)]);
        // As what an option or a map has, which may not lie in one piece.
        let options: Vec<_> =
            points(rows).into_iter().enumerate().map(|(row, point)| (row % 3 > 0).then_some(point)).collect();
        round_trip(&[options]);
        round_trip(&[points(rows).into_iter().enumerate().collect::<BTreeMap<_, _>>()]);
    }
}

#[test]
fn joined_numbers_are_read_into_rows_that_do_not_lie_in_one_piece() {
    #[derive(Persist, Clone, Debug, PartialEq)]
    struct Place {
        point: Point,
    }
    #[derive(Persist, Clone, Debug, PartialEq)]
    #[persist(rename = "Place")]
    struct Noted {
        #[persist(skip)]
        note: u16,
        point: Point,
    }
    let places: Vec<Place> = points(300).into_iter().map(|point| Place { point }).collect();
    let bytes = SaveOptions::new().effort(Effort::Small).encode(&places).expect("points are encoded");
    let noted: Vec<Noted> = persist_core::decode(&bytes).expect("the schema is the same");
    assert_eq!(noted, places.iter().map(|place| Noted { note: 0, point: place.point }).collect::<Vec<_>>());
    // How they lie makes no difference to what is written.
    assert_eq!(SaveOptions::new().effort(Effort::Small).encode(&noted).expect("points are encoded"), bytes);
}

#[test]
fn equal_records_have_equal_bytes_wherever_they_lie() {
    let straight: VecDeque<Point> = points(100).into();
    let mut wrapped: VecDeque<Point> = straight.range(50..).copied().collect();
    straight.range(..50).rev().for_each(|point| wrapped.push_front(*point));
    assert!(straight.as_slices().1.is_empty() && !wrapped.as_slices().1.is_empty());
    assert_eq!(straight, wrapped);
    let encode =
        |points: &VecDeque<Point>| SaveOptions::new().canonical(true).encode(points).expect("points are encoded");
    assert_eq!(encode(&straight), encode(&wrapped));
}

#[test]
fn wide_numbers_that_nothing_makes_smaller_take_no_more_than_themselves() {
    for bits in 65..128 {
        let wide = |row: usize| (u128::from(hash(row)) << 64 | u128::from(hash(row + 1))) >> (128 - bits);
        let numbers: Vec<u128> = (0..256).map(wide).collect();
        let fast = SaveOptions::new().effort(Effort::Fast).encode(&numbers).expect("numbers are encoded").len();
        // A mode and a tag.
        assert!(small(&numbers) <= fast + 2, "{bits}");
    }
}
