//! Every crash of every operation on files, and the bugs that this has to find.

use tests::faults::crash_states::{Plant, finds, look};

#[test]
fn nothing_is_lost_in_any_state_that_a_power_cut_leaves() {
    let found = look(None, |found| assert_eq!(found.lost, 0, "{}: {:?}", found.name, found.first));
    let count: u64 = found.iter().map(|found| found.states + found.again).sum();
    assert!(count >= 10_000, "{count}");
    assert!(found.iter().all(|found| found.states > 50), "{found:?}");
}

#[test]
fn every_planted_bug_is_found() {
    let missed: Vec<Plant> = Plant::ALL.into_iter().filter(|plant| !finds(*plant)).collect();
    assert_eq!(missed, []);
}
