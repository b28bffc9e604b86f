//! A part of the world, out of the files of every release.

use crate::v6::{Entry, Roster, World};

/// What the list of players is that a file of `release` has, if it holds this world.
pub(crate) fn of_file(release: &str, world: World) -> Roster {
    let mut roster = Roster::from(world);
    // A part is not upgraded: of names of one field, it knows nothing.
    if ["v1", "v2", "v3"].contains(&release) {
        roster.players.values_mut().for_each(|entry| entry.last = "?".to_owned());
    }
    roster
}

#[test]
fn a_part_has_the_players_and_nothing_else() {
    let world = crate::v6::sample();
    let count = world.players.len();
    let roster = of_file("v6", world);
    assert_eq!(roster.players.len(), count);
    let Entry { id, health, last } = &roster.players[&1003];
    assert_eq!((*id, *health, last.as_str()), (1003, 37, "of Reach 1"));
}
