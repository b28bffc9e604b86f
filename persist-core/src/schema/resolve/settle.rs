//! What comes to the program's own reading: found once all pairs are decided, as a pair is that only
//! if all that it leads to are.

use super::Place;
use super::plan::{Aim, Fields, Move, Reading, Step};

/// Leads every step that comes to the program's own reading to [`Step::SAME`], and every step that
/// is nothing but another one to that; returns where the root then is.
pub(super) fn settle(readings: &mut [Reading], places: &mut [Place<'_>], root: Step) -> Step {
    let users = Users::of(readings);
    // What is plain may be the program's own reading, unless it leads to what is not.
    let mut others: Vec<usize> = (0..places.len()).filter(|step| !places[*step].plain).collect();
    while let Some(step) = others.pop() {
        for user in users.of_step(step) {
            if std::mem::replace(&mut places[*user as usize].plain, false) {
                others.push(*user as usize);
            }
        }
    }
    let leads = |step: Step| {
        let mut at = step.0 as usize;
        loop {
            match places.get(at) {
                Some(place) if place.plain => return Step::SAME,
                // A type that is shared contains itself no more than any other: this ends.
                Some(Place { transparent: Some(inner), .. }) => at = inner.0 as usize,
                _ => return Step(at as u32),
            }
        }
    };
    for reading in readings.iter_mut() {
        each_step(reading, &mut |step| *step = leads(*step));
    }
    leads(root)
}

/// Which steps name each step: all in one list, by the step that is named.
struct Users {
    /// Where in the list those of each step end; they begin where those before end.
    ends: Vec<usize>,
    users: Vec<u32>,
}

impl Users {
    fn of(readings: &mut [Reading]) -> Self {
        let mut ends = vec![0; readings.len()];
        readings.iter_mut().for_each(|reading| each_step(reading, &mut |part| ends[part.0 as usize] += 1));
        let mut all = 0;
        for end in &mut ends {
            // For now, where they begin: it moves to the end as they are filled in.
            all += std::mem::replace(end, all);
        }
        let mut users = vec![0; all];
        for (user, reading) in (0_u32..).zip(readings) {
            each_step(reading, &mut |part| {
                let end = &mut ends[part.0 as usize];
                users[*end] = user;
                *end += 1;
            });
        }
        Users { ends, users }
    }

    fn of_step(&self, step: usize) -> &[u32] {
        let start = if step == 0 { 0 } else { self.ends[step - 1] };
        &self.users[start..self.ends[step]]
    }
}

/// Calls `each` with every step that a reading names.
fn each_step(reading: &mut Reading, each: &mut dyn FnMut(&mut Step)) {
    match reading {
        Reading::Same | Reading::Widen(_) => {}
        Reading::Part(step) | Reading::Present(step) | Reading::Lock(step) | Reading::Unlock(step) => each(step),
        Reading::Elements(elements) => each(&mut elements.step),
        Reading::Entries(key, value) => {
            each(key);
            each(value);
        }
        Reading::Fields(fields) => each_field(fields, each),
        Reading::Variants(variants) => {
            for arm in &mut variants.arms {
                match &mut arm.aim {
                    Aim::Variant { fields, .. } => each_field(fields, each),
                    Aim::Convert { step, .. } => each(step),
                    Aim::Other(_) | Aim::Removed | Aim::Newer => {}
                }
            }
        }
    }
}

fn each_field(fields: &mut Fields, each: &mut dyn FnMut(&mut Step)) {
    for to in &mut fields.moves {
        if let Move::Read { step, .. } | Move::Convert { step, .. } | Move::Keep { step, .. } = to {
            each(step);
        }
    }
}
