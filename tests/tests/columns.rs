//! `Effort::Small` remembers what form a column had. Columns that have nothing to do with each other must not be taken for one: each then
//! would have the other's form.

use std::collections::BTreeMap;
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
