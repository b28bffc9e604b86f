//! Every state that a power cut leaves, in every operation on files: each is looked at as a program does that is started after it,
//! and so is every state that a second power cut leaves in the middle of that.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use persist_core::__private::storage::Storage;

pub use super::plants::Plant;
use super::scenarios::{ALL, Scenario};
use crate::simulated::crash::{Bounds, History, states};
use crate::simulated::{Image, SimulatedDisk};

/// What was found in one operation.
#[derive(Clone, Debug)]
pub struct Found {
    pub name: &'static str,
    /// States after one power cut.
    pub states: u64,
    /// States after a second one, in the recovery from the first.
    pub again: u64,
    /// States in which something is lost.
    pub lost: u64,
    /// What, in the first of them.
    pub first: Option<String>,
}

/// Looks at all operations, with a bug planted if there is one to find.
pub fn look(plant: Option<Plant>, mut tell: impl FnMut(&Found)) -> Vec<Found> {
    let look = |scenario: &Scenario| {
        let found = look_at(scenario, plant, u64::MAX);
        tell(&found);
        found
    };
    ALL.iter().map(look).collect()
}

/// Whether a planted bug is found: it is enough to lose something in one operation.
#[must_use]
pub fn finds(plant: Plant) -> bool {
    ALL.iter().any(|scenario| look_at(scenario, Some(plant), 1).lost > 0)
}

/// Prints what was found.
///
/// # Errors
/// If anything is lost, or the arguments are not understood.
pub fn main(arguments: &[&str]) -> Result<(), String> {
    let plant = match arguments {
        [] => None,
        ["--plant", name] => match Plant::ALL.into_iter().find(|plant| format!("{plant:?}") == *name) {
            Some(plant) => Some(plant),
            None => return Err(format!("no such bug; there are: {:?}", Plant::ALL)),
        },
        other => return Err(format!("unknown arguments: {other:?}")),
    };
    println!("bounds: {:?}", Bounds::FULL);
    println!("bounds of the second power cut: {:?}\n", Bounds::AGAIN);
    let found = look(plant, |found| {
        println!(
            "{:45} {:8} states, {:8} after a second cut, lost: {}",
            found.name, found.states, found.again, found.lost
        );
        if let Some(first) = &found.first {
            println!("    {first}");
        }
    });
    let sum = |of: fn(&Found) -> u64| found.iter().map(of).sum::<u64>();
    let lost = sum(|found| found.lost);
    println!("\ncrash states: {}, lost: {lost}", sum(|found| found.states + found.again));
    if lost > 0 { Err("something is lost".to_owned()) } else { Ok(()) }
}

/// Looks at one operation, until so much has been lost.
fn look_at(scenario: &Scenario, plant: Option<Plant>, enough: u64) -> Found {
    let planted = |disk: &SimulatedDisk| match plant {
        Some(plant) => plant.in_storage(disk.storage()),
        None => disk.storage(),
    };
    let (start, ghost) = ((scenario.before)(), (scenario.ghost)());
    let disk = SimulatedDisk::new(start.clone());
    disk.short_writes(scenario.write);
    let mut promises = Vec::new();
    let mut found = Found { name: scenario.name, states: 0, again: 0, lost: 0, first: None };
    if let Err(error) = (scenario.run)(&planted(&disk), &mut || promises.push(disk.trace().len())) {
        note(&mut found, &format!("without a power cut: {error}"));
    }
    let ops = disk.trace();
    let history = History { start: &start, ops: &ops, promises: &promises, ghost: &ghost };
    let mut seen = HashSet::new();
    states(history, Bounds::FULL, |image, promised| {
        if found.lost >= enough {
            return;
        }
        found.states += 1;
        let disk = SimulatedDisk::new(image.clone());
        let recovered = (scenario.recover)(&planted(&disk));
        let ops = disk.trace();
        if let Err(error) = recovered.and_then(|()| check(scenario, &planted(&disk), &disk, promised)) {
            note(&mut found, &format!("after {promised} promises: {error}"));
        }
        if !ops.is_empty() {
            let history = History { start: image, ops: &ops, promises: &[], ghost: &ghost };
            states(history, Bounds::AGAIN, |image, _| {
                // Different first cuts lead to the same state.
                if found.lost >= enough || !seen.insert(mark(image, promised)) {
                    return;
                }
                found.again += 1;
                if let Err(error) = check_again(scenario, image, &planted, promised) {
                    note(&mut found, &format!("after {promised} promises and a second power cut: {error}"));
                }
            });
        }
    });
    found
}

/// What stands for a state: 128 bits, which no two of a million share by chance.
fn mark(image: &Image, promised: usize) -> (u64, u64) {
    let half = |seed: u64| {
        let mut hasher = DefaultHasher::new();
        (seed, image, promised).hash(&mut hasher);
        hasher.finish()
    };
    (half(1), half(2))
}

fn check_again(
    scenario: &Scenario,
    image: &Image,
    planted: &dyn Fn(&SimulatedDisk) -> Arc<dyn Storage>,
    promised: usize,
) -> Result<(), String> {
    let disk = SimulatedDisk::new(image.clone());
    (scenario.recover)(&planted(&disk))?;
    check(scenario, &planted(&disk), &disk, promised)
}

fn check(scenario: &Scenario, storage: &Arc<dyn Storage>, disk: &SimulatedDisk, promised: usize) -> Result<(), String> {
    (scenario.check)(storage, promised)?;
    let litter: Vec<String> = disk.names().into_iter().filter(|name| !(scenario.names)(name)).collect();
    if litter.is_empty() { Ok(()) } else { Err(format!("litter: {litter:?}")) }
}

fn note(found: &mut Found, what: &str) {
    found.lost += 1;
    found.first.get_or_insert_with(|| what.to_owned());
}
