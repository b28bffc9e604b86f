//! Bare values of every release: a store of players, whose schemas are in a registry that is committed with them.

use std::fmt::Debug;

use persist_core::{Decode, Encode, ErrorKind, Schemas, encode, from_slice, to_vec};

use crate::fixtures::read_or_write;
use crate::{v1, v2, v3, v4, v5, v6};

const REGISTRY: &str = "schemas.persist";

/// The registry as it grew with the releases.
fn registry() -> Schemas {
    let mut schemas = Schemas::new();
    let mut grow = |register: &dyn Fn(&mut Schemas) -> bool| {
        assert!(register(&mut schemas), "each release has other players");
        // Each release began with what the one before had written out.
        schemas = from_slice(&to_vec(&schemas).expect("a registry is written")).expect("it is read");
    };
    grow(&|schemas| schemas.register::<v1::Player>().expect("v1"));
    grow(&|schemas| schemas.register::<v2::Player>().expect("v2"));
    grow(&|schemas| schemas.register::<v3::Player>().expect("v3"));
    grow(&|schemas| schemas.register::<v4::Player>().expect("v4"));
    grow(&|schemas| schemas.register::<v5::Player>().expect("v5"));
    grow(&|schemas| schemas.register::<v6::Player>().expect("v6"));
    schemas
}

fn committed() -> Schemas {
    let bytes = read_or_write(REGISTRY, || to_vec(&registry()).expect("a registry is written"));
    from_slice(&bytes).expect("the registry is read")
}

/// How many of a release's players the store has.
const PLAYERS: usize = 60;

/// The values of a release, half of which were written without a registry.
fn stored<T: Encode>(release: &str, players: &[T]) -> Vec<Vec<u8>> {
    let write = || {
        let schemas = committed();
        let bare = players.iter().zip(0..).map(|(player, index)| match index % 2 {
            0 => schemas.encode(player).expect("a player is written"),
            _ => encode(player).expect("a player is written"),
        });
        to_vec(&bare.collect::<Vec<Vec<u8>>>()).expect("a list is written")
    };
    from_slice(&read_or_write(&format!("{release}_players.persist"), write)).expect("the list is read")
}

fn decodes<T: for<'de> Decode<'de> + PartialEq + Debug>(stored: &[Vec<u8>], players: &[T]) {
    let schemas = committed();
    assert_eq!(stored.len(), players.len());
    for (bytes, player) in stored.iter().zip(players) {
        assert_eq!(schemas.decode::<T>(bytes).expect("a player is read"), *player);
    }
}

fn later<Old, New: From<Old>>(players: Vec<Old>) -> Vec<New> {
    players.into_iter().map(Into::into).collect()
}

fn from_2(stored: &[Vec<u8>], players: Vec<v2::Player>) {
    decodes(stored, &players);
    from_3(stored, later(players));
}

fn from_3(stored: &[Vec<u8>], players: Vec<v3::Player>) {
    decodes(stored, &players);
    from_4(stored, later(players));
}

fn from_4(stored: &[Vec<u8>], players: Vec<v4::Player>) {
    decodes(stored, &players);
    from_5(stored, later(players));
}

fn from_5(stored: &[Vec<u8>], players: Vec<v5::Player>) {
    decodes(stored, &players);
    decodes(stored, &later::<_, v6::Player>(players));
}

/// The last players of a sample, the one with the edge values among them.
fn last<T>(mut players: Vec<T>) -> Vec<T> {
    players.split_off(players.len() - PLAYERS)
}

#[test]
fn values_of_every_release_decode_as_every_later_one() {
    let players = last(v1::sample().players);
    let bytes = stored("v1", &players);
    decodes(&bytes, &players);
    from_2(&bytes, later(players));
    let players = last(v2::sample().players);
    from_2(&stored("v2", &players), players);
    let players = last(v3::sample().players);
    from_3(&stored("v3", &players), players);
    let players = last(v4::sample().players);
    from_4(&stored("v4", &players), players);
    let players = last(v5::sample().players);
    from_5(&stored("v5", &players), players);
    let players = last(v6::sample().players.into_values().collect());
    decodes(&stored("v6", &players), &players);
}

#[test]
fn the_registry_has_what_is_registered_today() {
    let (mut schemas, today) = (committed(), registry());
    assert_eq!((schemas.len(), today.len()), (6, 6));
    assert!(!schemas.register::<v1::Player>().expect("v1"), "the schema of a released type is what it was");
    assert!(!schemas.register::<v6::Player>().expect("v6"), "the schema of a released type is what it was");
    // The same ids: what one has written the other reads.
    for player in last(v3::sample().players) {
        let bytes = today.encode(&player).expect("a player is written");
        assert_eq!(bytes[0], 2);
        assert_eq!(schemas.decode::<v3::Player>(&bytes).expect("a player is read"), player);
    }
}

#[test]
fn values_of_a_later_release_are_refused() {
    let bytes =
        committed().encode(&last(v6::sample().players.into_values().collect())[0]).expect("a player is written");
    let error = committed().decode::<v2::Player>(&bytes).expect_err("a newer player");
    assert_eq!(error.kind(), ErrorKind::NewerVersion);
    crate::fixtures::text("refused", "newer_bare_value", &error.to_string());
}
