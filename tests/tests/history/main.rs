//! A game in six releases, and every file that each of them wrote.
//!
//! `v1` to `v6` are the types as they were released, each with the world of that day (`sample`) and with what a world of
//! the release before is in it, by hand and without Persist. `fixtures` has the files that each release wrote, as they
//! were written. Every one of them is loaded into every later release, and must be what the steps between the two make of
//! the sample. `refused` has what is not loaded, and the whole text of each error.
//!
//! The fixtures are not to change: they stand for files that users have. A new release is a new module with fixtures of
//! its own. `PERSIST_BLESS=1 cargo test -p tests --test history` writes files that are missing or, before the first
//! release of the format, not readable any more; and texts that differ.

mod fixtures;
mod newer;
mod part;

mod refused;
mod rejected;
mod v1;
mod v2;
mod v3;
mod v4;
mod v5;
mod v6;
mod values;

use std::fmt::Debug;

use persist_core::{Decode, from_slice, inspect_slice, verify_slice};

/// Loads what a release wrote, with each effort, and compares.
fn loads<T>(file: &str, expected: &T)
where
    T: for<'de> Decode<'de> + PartialEq + Debug,
{
    for name in fixtures::both(file) {
        let loaded: T = from_slice(&fixtures::read(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(loaded == *expected, "{name}, as {}, is not what it must be", std::any::type_name::<T>());
    }
}

/// Loads a world of release 1 into this and every later release; the others likewise.
fn from_1(file: &str, world: v1::World) {
    loads(file, &world);
    from_2(file, world.into());
}

fn from_2(file: &str, world: v2::World) {
    loads(file, &world);
    from_3(file, world.into());
}

fn from_3(file: &str, world: v3::World) {
    loads(file, &world);
    from_4(file, world.into());
}

fn from_4(file: &str, world: v4::World) {
    loads(file, &world);
    from_5(file, world.into());
}

fn from_5(file: &str, world: v5::World) {
    loads(file, &world);
    from_6(file, world.into());
}

fn from_6(file: &str, world: v6::World) {
    loads(file, &world);
    loads::<v6::Roster>(file, &part::of_file(file, world));
}

#[test]
fn files_of_release_1_load_into_every_release() {
    fixtures::written("v1", &v1::sample());
    from_1("v1", v1::sample());
}

#[test]
fn files_of_release_2_load_into_every_later_release() {
    fixtures::written("v2", &v2::sample());
    from_2("v2", v2::sample());
}

#[test]
fn files_of_release_3_load_into_every_later_release() {
    fixtures::written("v3", &v3::sample());
    from_3("v3", v3::sample());
}

#[test]
fn files_of_release_4_load_into_every_later_release() {
    fixtures::written("v4", &v4::sample());
    from_4("v4", v4::sample());
}

#[test]
fn files_of_release_5_load_into_every_later_release() {
    fixtures::written("v5", &v5::sample());
    from_5("v5", v5::sample());
}

#[test]
fn files_of_release_6_load() {
    fixtures::written("v6", &v6::sample());
    from_6("v6", v6::sample());
}

#[test]
fn settings_load_into_every_later_release() {
    let (old, middle, new) = (v4::settings(), v5::settings(), v6::settings());
    fixtures::written("v4_settings", &old);
    fixtures::written("v5_settings", &middle);
    fixtures::written("v6_settings", &new);
    loads("v4_settings", &old);
    let old = v5::Settings::from(old);
    loads("v4_settings", &old);
    loads("v4_settings", &v6::Settings::from(old));
    loads("v5_settings", &middle);
    loads("v5_settings", &v6::Settings::from(middle));
    loads("v6_settings", &new);
}

#[test]
fn every_fixture_is_sound_and_tells_its_version() {
    for (release, version) in [("v1", 1), ("v2", 1), ("v3", 2), ("v4", 2), ("v5", 3), ("v6", 4)] {
        for name in fixtures::both(release) {
            let bytes = fixtures::read(&name);
            verify_slice(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            let summary = inspect_slice(&bytes).expect("a sound file").to_string();
            assert!(summary.contains("World") && summary.contains(&format!("version {version}")), "{name}: {summary}");
        }
    }
}
