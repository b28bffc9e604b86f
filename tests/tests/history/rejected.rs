//! Values of earlier releases that a later one's own functions refuse: where each is, and why.

use persist_core::{Decode, Effort, Encode, ErrorKind, SaveOptions, from_slice};

use crate::fixtures::text;
use crate::{v1, v3, v4, v5, v6};

/// Loads a value as a type that refuses it.
fn rejected<T: for<'de> Decode<'de>>(name: &str, kind: ErrorKind, value: &impl Encode) {
    for effort in [Effort::Small, Effort::Fast] {
        let bytes = SaveOptions::new().effort(effort).to_vec(value).expect("the value is saved");
        let error = from_slice::<T>(&bytes).map(drop).expect_err(name);
        assert_eq!(error.kind(), kind, "{name}: {error}");
        if effort == Effort::Small {
            text("rejected", name, &error.to_string());
        }
    }
}

#[test]
fn a_conversion_names_the_row_and_the_field() {
    let mut world = v3::sample();
    world.players[217].rank = "lard".to_owned();
    rejected::<v4::World>("a_rank_that_there_is_not", ErrorKind::Rejected, &world);
    rejected::<v5::World>("a_rank_that_there_is_not_by_path", ErrorKind::Rejected, &world);
    rejected::<v6::World>("a_rank_that_there_is_not_within_another_conversion", ErrorKind::Rejected, &world);
}

#[test]
fn an_upgrade_names_the_row() {
    let mut world = v1::sample();
    world.players[30].name = "Prince".to_owned();
    rejected::<v4::World>("a_name_of_one_word", ErrorKind::Rejected, &world);
}

#[test]
fn values_are_validated_when_they_are_upgraded() {
    // The last name is empty until `upgrade` has split the name.
    let mut world = v1::sample();
    world.players[299].name = "Prince ".to_owned();
    rejected::<v4::World>("a_name_whose_last_part_is_empty", ErrorKind::Rejected, &world);
    let mut world = v6::sample();
    world.population += 1;
    rejected::<v6::World>("a_population_that_is_wrong", ErrorKind::Rejected, &world);
}

#[test]
fn a_map_that_was_a_list_has_each_key_once() {
    let mut world = v5::sample();
    world.players[5].id = world.players[7].id;
    rejected::<v6::World>("two_players_of_one_number", ErrorKind::Rejected, &world);
}

#[test]
fn a_value_of_a_removed_variant_is_an_error() {
    let mut world = v5::sample();
    world.creatures[44].kind = v5::CreatureKind::Dummy;
    rejected::<v6::World>("a_dummy", ErrorKind::Value, &world);
}

#[test]
fn a_variant_that_is_converted_may_be_refused() {
    let mut world = v1::sample();
    world.monsters[2].kind = v1::MonsterKind::Ghost("o".repeat(1001));
    rejected::<v5::World>("a_ghost_with_a_long_name", ErrorKind::Rejected, &world);
}
