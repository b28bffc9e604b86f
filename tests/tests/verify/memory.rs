//! However large a file is, it takes the memory of a chunk to verify it, and of the keys that must differ.

use std::collections::BTreeMap;
use std::path::Path;

use persist_core::{ErrorKind, LoadOptions, Log, LogOptions, SaveOptions, inspect, verify};
use tests::container::{Chunk, Container};
use tests::memory::peak;

use super::scratch::Scratch;

/// Some chunks of a quarter of a megabyte.
const BOUND: usize = 2 << 20;

/// Verifies a file that is far larger than the bound.
fn verifies_in_bounds(path: &Path, what: &str) {
    let len = std::fs::metadata(path).expect("a file").len();
    assert!(len > 3 * BOUND as u64, "{what} has {len} bytes");
    let (verified, most) = peak(|| verify(path));
    assert!(verified.expect("it is sound").is_verified());
    assert!(most < BOUND, "{what}: {most} bytes");
    let (inspected, most) = peak(|| inspect(path));
    inspected.expect("it is sound");
    assert!(most < BOUND / 4, "{what}: {most} bytes to inspect it");
}

fn texts() -> impl Iterator<Item = (u64, String)> {
    (0..500_000_u64).map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left((n % 61) as u32), n.to_string()))
}

#[test]
fn a_sequence_takes_the_memory_of_a_chunk() {
    let scratch = Scratch::new("verify");
    let path = scratch.file("f");
    SaveOptions::new().sequence(&path, texts()).expect("it is written");
    verifies_in_bounds(&path, "a sequence");
}

#[test]
fn a_single_value_does_too() {
    let scratch = Scratch::new("verify");
    let path = scratch.file("f");
    let value = (7_u8, texts().collect::<Vec<_>>(), BTreeMap::from([(1, 2)]));
    persist_core::save(&path, &value).expect("it is written");
    verifies_in_bounds(&path, "a value");
}

#[test]
fn a_log_does_too() {
    let scratch = Scratch::new("verify");
    let path = scratch.file("log");
    let mut log: Log<(u64, String)> =
        LogOptions::new().durability(persist_core::Durability::None).open(&path).expect("a log");
    let rows: Vec<(u64, String)> = texts().collect();
    rows.chunks(5_000).for_each(|rows| log.append_all(rows).expect("it is appended"));
    verifies_in_bounds(&path, "a log");
}

#[test]
fn a_declared_length_is_not_believed() {
    let mut container = Container::open(&persist_core::to_vec(&vec![1_u8, 2]).expect("it is written"));
    let giant = Some(1 << 60);
    container.chunks[0] = Chunk { stored_len: giant, len: giant, ..container.chunks[0].clone() };
    let bytes = container.seal();
    let (error, most) = peak(|| LoadOptions::new().verify_slice(&bytes).expect_err("an error"));
    assert_eq!(error.kind(), ErrorKind::Truncated);
    assert!(most < 64 << 10, "{most} bytes");
}

#[test]
fn the_limit_holds_for_a_chunk() {
    let scratch = Scratch::new("verify");
    let (small, large) = (scratch.file("small"), scratch.file("large"));
    persist_core::save(&small, &vec![7_u64; 3]).expect("it is written");
    persist_core::save(&large, &texts().collect::<Vec<_>>()).expect("it is written");
    let mut options = LoadOptions::new();
    options.max_memory(1 << 10);
    options.verify(&small).expect("small");
    let error = options.verify(&large).expect_err("a chunk is larger");
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("max_memory"), "{error}");
    options.max_memory(1 << 20).verify(&large).expect("no chunk is that large");
}
