//! Pairs that cannot be read into each other: what is told of them, and what would declare them.
//!
//! A pair is decided once, and refused at every field that leads to it: each needs a declaration.

use super::plan::{Reading, Step};
use super::problems::Fault;
use super::{By, MAX_AGAIN, Origin, Place, Resolver};

impl Resolver<'_> {
    /// The two types cannot be read into each other.
    pub(super) fn refuse(&mut self, step: Step) {
        let owner = self.owner(step);
        self.remember(step, owner);
        // Of options, and of what is no type of its own in a file, the outermost: as the field has it.
        let mut shown = step;
        while let (Some(from), true) = (self.origin(shown).from, self.origin(shown).segment.is_empty()) {
            shown = from;
        }
        let place = &self.places[shown.0 as usize];
        let (file, program) = (self.file.rust_type(place.file), self.target.schema.rust_type(place.program));
        let root = place.origin.from.is_none();
        let by = owner.map_or(By::Type, |field| self.origin(field).by);
        let text = match by {
            By::Type => format!("{file} in the file, {program} in the program"),
            By::Was => format!("{file} in the file, {program} in the program's `was`"),
            By::Removed => format!("{file} in the file, {program} in the program's `removed`"),
        };
        let help = match owner {
            Some(field) => self.declaration(field, by),
            None => "load the file as the type that it has, and convert the value".to_owned(),
        };
        self.problem(if root { Fault::Type } else { Fault::Form }, step, "", text, help);
    }

    /// What would declare that a field had the type that the file has.
    fn declaration(&self, field: Step, by: By) -> String {
        let at = &self.places[field.0 as usize];
        let ty = self.file.rust_type(at.file);
        let from = at.origin.from.unwrap_or(field);
        let place = &self.places[from.0 as usize];
        let version = self.file.node(place.file).shape.named().map_or(1, |(_, version)| version);
        let program = self.program(place.program).shape.named();
        match (by, program) {
            (By::Was, _) => format!("name the type that the file has: `was({ty}, until = {version}, with = …)`"),
            (By::Removed, _) => "name the type that the file has".to_owned(),
            (By::Type, Some((name, now))) if now == version => format!(
                "raise the `version` of `{name}` to {} and declare `#[persist(was({ty}, until = {version}, with = …))]` \
                 at the field",
                version.saturating_add(1)
            ),
            (By::Type, Some((_, now))) if now < version => {
                "a newer version has changed it: load it with that version of the program".to_owned()
            }
            (By::Type, _) => format!("declare `#[persist(was({ty}, until = {version}, with = …))]` at the field"),
        }
    }

    /// Remembers of each step on the way from a field to a refused pair that it leads there.
    fn remember(&mut self, refused: Step, field: Option<Step>) {
        let mut next = Some(refused);
        while let Some(step) = next {
            self.refused.entry(step).or_default().push(refused);
            next = self.origin(step).from.filter(|_| field != Some(step));
        }
    }

    /// Refuses pairs once more for each further way that leads to them from another field.
    pub(super) fn refuse_again(&mut self) {
        let again = std::mem::take(&mut self.again).into_iter();
        let again = again.flat_map(|(step, origin)| {
            let refused = self.refused.get(&step).cloned().unwrap_or_default();
            refused.into_iter().map(move |refused| (step, origin, refused))
        });
        let again: Vec<(Step, Origin<'_>, Step)> = again.take(MAX_AGAIN).collect();
        for (step, origin, refused) in again {
            let mut way = vec![refused];
            while let Some(from) = way.last().filter(|at| **at != step).and_then(|at| self.origin(*at).from) {
                way.push(from);
            }
            // The same pairs, by the other way.
            let mut from = None;
            for old in way.into_iter().rev() {
                let origin = match from {
                    Some(_) => Origin { from, ..self.origin(old) },
                    None => origin,
                };
                let Place { file, program, .. } = self.places[old.0 as usize];
                from = Some(self.add(Place::of(file, program, origin), Reading::Same));
            }
            self.refuse(from.unwrap_or(refused));
        }
    }

    /// The pair of the field that a pair is in: the last one that a named type of the file leads to.
    fn owner(&self, step: Step) -> Option<Step> {
        let mut at = step;
        loop {
            let from = self.origin(at).from?;
            let (outer, inner) = (self.places[from.0 as usize].file, self.places[at.0 as usize].file);
            // A pair may be reached from another of the same file's node: by a pointer, say.
            if self.file.node(outer).shape.named().is_some() && outer != inner {
                return Some(at);
            }
            at = from;
        }
    }
}
