//! Generated code in hard surroundings. That `persist-hygiene` compiles under its lints is most of the test; here its
//! values are saved and loaded. This crate itself uses the derive by its own path, under the same lints.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

use std::fmt::Debug;

use persist_core::Persist;
use persist_hygiene::{constants, evolution, forms, generated, local, members, names, shadows};

/// Saves a value alone, as a block of rows and in a container, loads it, and compares.
fn round_trip<T: Persist + PartialEq + Debug + Clone>(value: T) {
    let bytes = persist_core::encode(&value).unwrap();
    assert_eq!(persist_core::decode::<T>(&bytes).unwrap(), value);
    let bytes = persist_core::to_vec(&value).unwrap();
    assert_eq!(persist_core::from_slice::<T>(&bytes).unwrap(), value);
    let rows = vec![value; 40];
    let bytes = persist_core::encode(&rows).unwrap();
    assert_eq!(persist_core::decode::<Vec<T>>(&bytes).unwrap(), rows);
}

#[test]
fn constants_beside_generated_code() {
    let (structure, enums, packed) = constants::samples();
    round_trip(structure);
    round_trip(enums);
    round_trip(packed);
}

#[test]
fn shadowed_names() {
    let (structure, enums, record, newtype, through) = shadows::samples();
    round_trip(structure);
    round_trip(enums);
    round_trip(record);
    round_trip(newtype);
    round_trip(through);
}

#[test]
fn raw_names_and_names_of_persist() {
    round_trip(names::sample());
}

#[test]
fn inherent_items_with_the_names_of_the_traits() {
    let (structure, enums, packed) = members::samples();
    round_trip(structure);
    round_trip(enums);
    round_trip(packed);
}

#[test]
fn types_from_macros() {
    let (structure, enums, newtype) = generated::samples();
    round_trip(structure);
    round_trip(enums);
    round_trip(newtype);
}

#[test]
fn types_in_functions() {
    struct RoundTrip;
    impl local::Check for RoundTrip {
        fn check<T: Persist + PartialEq + Debug + Clone>(&self, value: T) {
            round_trip(value);
        }
    }
    local::check_all(&RoundTrip);
}

#[test]
fn every_form() {
    let (numbered, partly, forgetful, record, through) = forms::samples();
    round_trip(numbered);
    round_trip(partly);
    round_trip(record);
    round_trip(through);
    // What is not saved comes back as its default.
    round_trip(forgetful);

    let fields = forms::fields("title");
    let bytes = persist_core::encode(&fields).unwrap();
    assert_eq!(persist_core::decode::<forms::Fields<u64, 2>>(&bytes).unwrap(), fields);

    let items = [record; 3];
    let bytes = persist_core::encode(&forms::View { items: &items }).unwrap();
    assert!(!bytes.is_empty());
}

#[test]
fn types_with_a_past() {
    let samples = evolution::samples();
    round_trip(samples.private());
    round_trip(samples.shapes);
    round_trip(samples.levels);
    round_trip(samples.tree);
    round_trip(samples.record);
    round_trip(samples.raw);

    let bytes = persist_core::encode(&samples.player).unwrap();
    assert_eq!(persist_core::decode::<evolution::Player<'_>>(&bytes).unwrap(), samples.player);
    let bytes = persist_core::encode(&samples.pair).unwrap();
    assert_eq!(persist_core::decode::<evolution::Pair<'_, u16, 3>>(&bytes).unwrap(), samples.pair);

    // What is not known cannot be saved, by either path.
    persist_core::encode(&evolution::Level::Unknown).unwrap_err();
    persist_core::encode(&[evolution::Shape::Unknown; 1]).unwrap_err();
    persist_core::encode(&vec![evolution::Anything::Unknown; 40]).unwrap_err();
}

/// The default path, in a crate that has the same lints.
#[test]
fn types_of_this_crate() {
    /// A field of another derived type.
    #[derive(Persist, Debug, Clone, PartialEq)]
    struct Outer {
        inner: names::All,
        list: Vec<constants::Enum>,
    }

    let (_, list, _) = constants::samples();
    round_trip(Outer { inner: names::sample(), list });
}
