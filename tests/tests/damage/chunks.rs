//! Whole chunks, each with checksums that hold, in places that are not theirs.

use crate::sample::{Sample, large_samples, samples};
use tests::container::{Container, parts};

fn all_samples() -> impl Iterator<Item = Sample> {
    samples().into_iter().chain(large_samples())
}

/// The bytes of these parts of a sample, in this order.
fn in_order(sample: &Sample, order: &[usize]) -> Vec<u8> {
    let parts = sample.parts();
    order.iter().flat_map(|part| &sample.bytes[parts[*part].clone()]).copied().collect()
}

#[test]
fn every_two_chunks_that_are_swapped_are_an_error() {
    let (mut cases, mut all) = (0, 0);
    for sample in all_samples() {
        // The first part is prefix and header, the last the end mark.
        let count = sample.parts().len();
        all += (count - 1) * (count - 2) / 2;
        for left in 1..count {
            for right in left + 1..count {
                let mut order: Vec<usize> = (0..count).collect();
                order.swap(left, right);
                sample.refuses(&in_order(&sample, &order), ("swapped", left, right));
                cases += 1;
            }
        }
    }
    assert!(cases == all && cases >= 40, "{cases} cases of {all}");
}

#[test]
fn every_repeated_chunk_is_an_error() {
    let (mut cases, mut all) = (0, 0);
    for sample in all_samples() {
        let count = sample.parts().len();
        all += (count - 1) * (count - 1) - 1;
        for chunk in 1..count {
            for place in 1..count {
                if (chunk, place) == (count - 1, count - 1) {
                    // Behind the end mark a stream may go on.
                    continue;
                }
                let mut order: Vec<usize> = (0..count).collect();
                order.insert(place, chunk);
                sample.refuses(&in_order(&sample, &order), ("repeated", chunk, "at", place));
                cases += 1;
            }
        }
    }
    assert!(cases == all && cases >= 100, "{cases} cases of {all}");
}

#[test]
fn every_missing_chunk_is_an_error() {
    let (mut cases, mut all) = (0, 0);
    for sample in all_samples() {
        let count = sample.parts().len();
        all += count;
        for missing in 0..count {
            let order: Vec<usize> = (0..count).filter(|part| *part != missing).collect();
            sample.refuses(&in_order(&sample, &order), ("without", missing));
            cases += 1;
        }
    }
    assert!(cases == all && cases >= 70, "{cases} cases of {all}");
}

/// The type of two files is the same, and so is all that binds a chunk to its place: the end mark tells.
#[test]
fn a_chunk_from_another_file_of_the_same_type_is_an_error() {
    let mut cases = 0;
    for sample in all_samples() {
        let container = Container::open(&sample.bytes);
        for index in 0..container.chunks.len() {
            let mut other = container.clone();
            let Some(byte) = other.chunks[index].payload.last_mut() else { continue };
            *byte ^= 1;
            let other = other.seal();
            let part = &parts(&other)[1 + index];
            assert_eq!(*part, sample.parts()[1 + index]);
            let mut bytes = sample.bytes.clone();
            bytes[part.clone()].copy_from_slice(&other[part.clone()]);
            sample.refuses(&bytes, ("another file's chunk", index));
            cases += 1;
        }
    }
    assert!(cases >= 30, "{cases} cases");
}
