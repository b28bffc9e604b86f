//! What the integration tests of Persist share: one round trip through everything that a value can go through.

pub mod container;
pub mod faults;
pub mod ledger;
pub mod memory;
pub mod simulated;
pub mod specimen;
pub mod zoo;

use std::fmt::Debug;

use persist_core::__private::{encode_block, encode_single};
use persist_core::{Decode, Effort, Encode, SaveOptions};

/// Sends `values` through every path there is, and compares what comes back with `equal`.
///
/// Bare and as a container, with both efforts; each as a single value and all as a sequence; the single-value path against a
/// block of one row; and each container past `verify`, which knows only the schema.
///
/// # Panics
/// If anything differs.
pub fn round_trip_by<T>(values: &[T], equal: impl Fn(&T, &T) -> bool)
where
    T: Encode + for<'de> Decode<'de> + Debug,
{
    for effort in [Effort::Fast, Effort::Small] {
        let mut options = SaveOptions::new();
        options.effort(effort);
        for value in values.iter().take(8) {
            let single = encode_single(value, effort).expect("a value encodes");
            let block = encode_block(std::slice::from_ref(value), effort).expect("a block encodes");
            assert_eq!(single, block, "both paths give the same bytes for {value:?}");
            let bare = options.encode(value).expect("a value encodes");
            assert_eq!(bare[8..], single, "a bare value is a fingerprint and the value");
            let back: T = persist_core::decode(&bare).expect("a bare value decodes");
            assert!(equal(value, &back), "bare, {effort:?}: {value:?} came back as {back:?}");
            let file = options.to_vec(value).expect("a container is written");
            persist_core::verify_slice(&file).expect("a container verifies");
            let back: T = persist_core::from_slice(&file).expect("a container loads");
            assert!(equal(value, &back), "container, {effort:?}: {value:?} came back as {back:?}");
        }
        let check = |back: &[T], what: &str| {
            assert_eq!(values.len(), back.len(), "{what}, {effort:?}");
            for (index, (value, back)) in values.iter().zip(back).enumerate() {
                assert!(equal(value, back), "{what}, {effort:?}, row {index}: {value:?} came back as {back:?}");
            }
        };
        let bare = options.encode(values).expect("a sequence encodes");
        check(&persist_core::decode::<Vec<T>>(&bare).expect("a bare sequence decodes"), "bare sequence");
        let file = options.to_vec(values).expect("a container is written");
        persist_core::verify_slice(&file).expect("a container of a sequence verifies");
        check(&persist_core::from_slice::<Vec<T>>(&file).expect("a container loads"), "container of a sequence");
        // Scattered over many parents, as elements of sequences of their own.
        let scattered: Vec<&[T]> = values.chunks(3).collect();
        let bare = options.encode(&scattered).expect("scattered rows encode");
        let back = persist_core::decode::<Vec<Vec<T>>>(&bare).expect("scattered rows decode");
        check(&back.into_iter().flatten().collect::<Vec<T>>(), "scattered rows");
        let file = options.to_vec(&scattered).expect("a container is written");
        persist_core::verify_slice(&file).expect("a container of scattered rows verifies");
        let back = persist_core::from_slice::<Vec<Vec<T>>>(&file).expect("a container loads");
        check(&back.into_iter().flatten().collect::<Vec<T>>(), "container of scattered rows");
    }
}

/// [`round_trip_by`] for types that can be compared.
///
/// # Panics
/// If anything differs.
pub fn round_trip<T>(values: &[T])
where
    T: Encode + for<'de> Decode<'de> + Debug + PartialEq,
{
    round_trip_by(values, T::eq);
}
