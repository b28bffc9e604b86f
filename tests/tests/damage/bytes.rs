//! Bits, cuts and ranges, wherever they are.

use crate::sample::{Sample, large_samples, samples};
use tests::specimen::Source;

#[test]
fn every_flipped_bit_of_a_container_is_an_error() {
    let (samples, mut cases) = (samples(), 0);
    for sample in &samples {
        let mut bytes = sample.bytes.clone();
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            sample.refuses(&bytes, ("bit", bit));
            bytes[bit / 8] ^= 1 << (bit % 8);
            cases += 1;
        }
    }
    let all: usize = samples.iter().map(|sample| 8 * sample.bytes.len()).sum();
    assert!(cases == all && cases > 50_000, "{cases} cases of {all}");
}

#[test]
fn every_cut_of_a_container_is_an_error() {
    let (samples, mut cases) = (samples(), 0);
    for sample in &samples {
        for len in 0..sample.bytes.len() {
            sample.refuses(&sample.bytes[..len], ("cut to", len));
            cases += 1;
        }
    }
    let all: usize = samples.iter().map(|sample| sample.bytes.len()).sum();
    assert!(cases == all && cases > 7_000, "{cases} cases of {all}");
}

/// `bytes` with 16 zeros from `at` on, and whether that changes anything.
fn zeroed(bytes: &[u8], at: usize) -> Option<Vec<u8>> {
    let line = at..(at + 16).min(bytes.len());
    let mut zeroed = bytes.to_vec();
    zeroed[line.clone()].fill(0);
    (zeroed[line.clone()] != bytes[line]).then_some(zeroed)
}

#[test]
fn every_16_zeros_are_an_error() {
    let (samples, mut cases, mut zeros) = (samples(), 0, 0);
    for sample in &samples {
        for at in 0..sample.bytes.len() {
            match zeroed(&sample.bytes, at) {
                Some(bytes) => {
                    sample.refuses(&bytes, ("zeros at", at));
                    cases += 1;
                }
                None => zeros += 1,
            }
        }
    }
    let all: usize = samples.iter().map(|sample| sample.bytes.len()).sum();
    // Some lines were zeros before, as where padding follows zeros.
    assert!(cases + zeros == all && cases > 10 * zeros, "{cases} cases and {zeros} lines of zeros, of {all}");
}

#[test]
fn every_burst_of_up_to_eight_bytes_is_an_error() {
    let (mut source, mut cases) = (Source::new(77), 0);
    for sample in samples() {
        for _ in 0..300 {
            let mut bytes = sample.bytes.clone();
            let at = source.below(bytes.len());
            let burst = source.bits().to_le_bytes();
            let len = 1 + source.below(8);
            let mut changed = false;
            for (byte, noise) in bytes[at..].iter_mut().zip(&burst[..len]) {
                *byte ^= noise;
                changed |= *noise != 0;
            }
            if changed {
                sample.refuses(&bytes, ("burst", at, len));
                cases += 1;
            }
        }
    }
    assert!(cases > 6_000, "{cases} cases");
}

/// What is longer than a burst: nothing but chance could let it pass, and that is one in 2⁶⁴.
#[test]
fn zeroed_doubled_and_removed_ranges_are_errors() {
    let (mut source, mut cases) = (Source::new(78), 0);
    for sample in samples() {
        for _ in 0..200 {
            let from = source.below(sample.bytes.len());
            let len = 1 + source.below((sample.bytes.len() - from).min(64));
            let (before, rest) = sample.bytes.split_at(from);
            let (range, after) = rest.split_at(len);
            if range.iter().any(|byte| *byte != 0) {
                sample.refuses(&[before, &vec![0; len], after].concat(), ("zeroed", from, len));
            }
            let doubled = [before, range, range, after].concat();
            // Behind a whole container a stream may go on.
            if !doubled.starts_with(&sample.bytes) {
                sample.refuses(&doubled, ("doubled", from, len));
            }
            sample.refuses(&[before, after].concat(), ("removed", from, len));
            cases += 1;
        }
    }
    assert_eq!(cases, 200 * samples().len());
}

// ---- values of several chunks ----

/// A step between places in payloads which no power of two divides: it meets every bit of a byte.
const STEP: usize = 1_021;

#[test]
fn every_flipped_bit_of_what_frames_large_payloads_is_an_error() {
    let (samples, mut cases) = (large_samples(), 0);
    for sample in &samples {
        let mut bytes = sample.bytes.clone();
        for place in sample.framing() {
            for bit in 0..8 {
                bytes[place] ^= 1 << bit;
                sample.refuses(&bytes, ("bit", bit, "of byte", place));
                bytes[place] ^= 1 << bit;
                cases += 1;
            }
        }
    }
    let all: usize = samples.iter().map(|sample| 8 * sample.framing().len()).sum();
    assert!(cases == all && cases > 7_500, "{cases} cases of {all}");
}

#[test]
fn flipped_bits_of_large_payloads_are_errors() {
    let (samples, mut cases) = (large_samples(), 0);
    for sample in &samples {
        let mut bytes = sample.bytes.clone();
        for place in sample.in_payloads(STEP) {
            bytes[place] ^= 1 << (place % 8);
            sample.refuses(&bytes, ("bit", place % 8, "of byte", place));
            bytes[place] ^= 1 << (place % 8);
            cases += 1;
        }
    }
    let all: usize = samples.iter().map(|sample| sample.in_payloads(STEP).len()).sum();
    assert!(cases == all && cases > 1_500, "{cases} cases of {all}");
}

/// Places of all parts of a large sample.
fn places(sample: &Sample) -> Vec<usize> {
    [sample.framing(), sample.in_payloads(STEP)].concat()
}

#[test]
fn cuts_of_large_containers_are_errors() {
    let (samples, mut cases) = (large_samples(), 0);
    for sample in &samples {
        for len in places(sample) {
            sample.refuses(&sample.bytes[..len], ("cut to", len));
            cases += 1;
        }
    }
    let all: usize = samples.iter().map(|sample| places(sample).len()).sum();
    assert!(cases == all && cases > 2_500, "{cases} cases of {all}");
}

#[test]
fn zeros_in_large_containers_are_errors() {
    let (samples, mut cases, mut zeros) = (large_samples(), 0, 0);
    for sample in &samples {
        for at in places(sample) {
            match zeroed(&sample.bytes, at) {
                Some(bytes) => {
                    sample.refuses(&bytes, ("zeros at", at));
                    cases += 1;
                }
                None => zeros += 1,
            }
        }
    }
    let all: usize = samples.iter().map(|sample| places(sample).len()).sum();
    assert!(cases + zeros == all && cases > 2_000, "{cases} cases and {zeros} lines of zeros, of {all}");
}
