//! Bare bytes have no checksum: a flip there is an error or some other value, and never a panic, a hang or a giant allocation.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

use persist_core::{Decode, Effort, Encode, LoadOptions, SaveOptions};
use tests::each_animal;
use tests::memory::peak;
use tests::specimen::{Source, Specimen, specimens};
use tests::zoo::*;

/// The memory that a damaged bare value may take: this limit, and what is held beside what is counted.
const LIMIT: usize = 4 << 20;
const BESIDE: usize = 1 << 20;

/// Decodes, and requires no more than an answer within the limit.
fn answers<T: for<'de> Decode<'de>>(bytes: &[u8], what: impl Debug) -> bool {
    let mut options = LoadOptions::new();
    options.max_memory(LIMIT as u64);
    let decode = AssertUnwindSafe(|| options.decode::<T>(bytes).is_ok());
    let (answer, most) = peak(|| catch_unwind(decode));
    let name = std::any::type_name::<T>();
    assert!(most <= LIMIT + BESIDE, "{name}, {what:?}: {most} bytes were held");
    match answer {
        Ok(is_value) => is_value,
        Err(_) => panic!("{name}, {what:?}: a panic"),
    }
}

/// Every cut is an error; every flip, and many a changed byte, is answered.
fn survives_bare_damage<T: for<'de> Decode<'de>>(bytes: &[u8], most_flips: usize) {
    let whole = bytes.len();
    for len in (0..whole).rev().step_by(whole.div_ceil(200)) {
        assert!(!answers::<T>(&bytes[..len], ("cut to", len)), "a cut value is none");
    }
    let mut source = Source::new(whole as u64);
    let mut bytes = bytes.to_vec();
    for bit in (64..8 * whole).step_by((8 * whole).div_ceil(most_flips)) {
        bytes[bit / 8] ^= 1 << (bit % 8);
        answers::<T>(&bytes, ("bit", bit));
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    for _ in 0..(most_flips / 4).min(500) {
        let mut changed = bytes.clone();
        for _ in 0..1 + source.below(3) {
            let at = 8 + source.below(whole.saturating_sub(8).max(1));
            // Bytes that mean something: tags, varints of giants, constants.
            let meaning = [0x00, 0x01, 0x02, 0x7f, 0x80, 0x81, 0x82, 0x83, 0xff, source.bits() as u8];
            if let Some(byte) = changed.get_mut(at) {
                *byte = meaning[source.below(meaning.len())];
            }
        }
        answers::<T>(&changed, "changed bytes");
    }
}

fn survives<T: Specimen + Encode + for<'de> Decode<'de>>(seed: u64) {
    for (count, effort) in [(3, Effort::Fast), (40, Effort::Small)] {
        let mut options = SaveOptions::new();
        options.effort(effort);
        let values = specimens::<T>(seed, count);
        let bare = options.encode(&values).expect("specimens encode");
        survives_bare_damage::<Vec<T>>(&bare, 80);
        let single = options.encode(&values[0]).expect("a specimen encodes");
        survives_bare_damage::<T>(&single, 40);
    }
}

macro_rules! survive {
    ($($name:ident: $type:ty;)*) => {
        #[test]
        fn damaged_bare_bytes_of_every_animal_are_answered() {
            $(survives::<$type>(stringify!($name).len() as u64 + 31);)*
        }
    };
}

each_animal!(survive);

/// Every single bit of some.
#[test]
fn every_flipped_bit_of_bare_bytes_is_answered() {
    fn every_bit<T: Encode + for<'de> Decode<'de>>(value: &T) {
        for effort in [Effort::Fast, Effort::Small] {
            let mut options = SaveOptions::new();
            options.effort(effort);
            let bytes = options.encode(value).expect("a value encodes");
            survives_bare_damage::<T>(&bytes, usize::MAX);
        }
    }
    every_bit(&7_u32);
    every_bit(&"some text".to_owned());
    every_bit(&specimens::<u64>(3, 60));
    every_bit(&(0..60).map(|n| f64::from(n) / 10.0).collect::<Vec<_>>());
    every_bit(&specimens::<f32>(3, 40));
    every_bit(&specimens::<String>(4, 40));
    every_bit(&specimens::<Option<String>>(5, 40));
    every_bit(&specimens::<Inner>(6, 10));
    every_bit(&specimens::<Mixed>(7, 40));
    every_bit(&specimens::<Vec<Vec<bool>>>(8, 34));
    every_bit(&specimens::<(u8, bool)>(9, 34).into_iter().collect::<HashMap<_, _>>());
    every_bit(&specimens::<String>(10, 34).into_iter().map(|text| (text, 1)).collect::<BTreeMap<_, u8>>());
    every_bit(&Source::new(11).make::<Tree>());
    every_bit(&Source::new(12).make::<Json>());
    every_bit(&specimens::<Record>(13, 9));
    every_bit(&specimens::<u128>(14, 20));
    every_bit(&specimens::<char>(15, 40));
}
