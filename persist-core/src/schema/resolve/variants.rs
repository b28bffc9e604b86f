//! Variants: which of the file's becomes which of the program's, by name.

use std::borrow::Cow;
use std::collections::HashMap;

use super::fields::{From, To, removed, texts};
use super::plan::{Aim, Arm, Fields, Reading, Step, Variants};
use super::{By, Fault, Origin, Place, Resolver, Segment};
use crate::schema::history::History;
use crate::schema::node::{NodeId, Shape, VariantFields, Variants as Names};

/// A pair of enums.
struct Enums<'a> {
    step: Step,
    file: &'a Names,
    file_parts: &'a [NodeId],
    program: &'a Names,
    program_parts: &'a [NodeId],
    history: &'a History,
}

impl<'a> Resolver<'a> {
    /// Decides a pair of enums; `None` if it is refused.
    pub(super) fn variants(&mut self, step: Step) -> Option<(Reading, bool)> {
        let place = &self.places[step.0 as usize];
        let (from, to, history) =
            (self.file.node(place.file), self.program(place.program), self.history(place.program));
        let (Shape::Enum(file), Shape::Enum(program)) = (&from.shape, &to.shape) else {
            return None;
        };
        let (file_version, version) = (file.version, program.version);
        let newer = history.accepts_newer || history.others;
        self.same_type(step, (&file.name, file_version), (&program.name, version), newer)?;
        let enums = Enums { step, file, file_parts: &from.parts, program, program_parts: &to.parts, history };
        let mut indices: HashMap<&str, usize> = HashMap::new();
        for (index, variant) in program.variants.iter().enumerate() {
            indices.insert(&variant.name, index);
            indices.extend(history.variants[index].aliases.iter().map(|alias| (*alias, index)));
        }
        let removed = removed(&history.removed);
        let upgrade = history.upgrades && file_version < version;
        let mut plain = !upgrade && file.variants.len() == program.variants.len();
        let mut arms = Vec::new();
        for (index, variant) in file.variants.iter().enumerate() {
            let aim = match indices.get(&*variant.name) {
                Some(to) => {
                    let (fields, in_place) = self.variant(&enums, variant, *to);
                    plain &= in_place && index == *to;
                    Some(Aim::Variant { index: *to as u32, fields })
                }
                None => self.unknown(&enums, variant, removed.get(&*variant.name)),
            };
            arms.push(Arm { name: variant.name.to_string(), aim: aim.unwrap_or(Aim::Removed) });
        }
        let plain = plain && arms.iter().all(|arm| matches!(arm.aim, Aim::Variant { .. }));
        let variants = Variants {
            arms,
            has_fields: !from.parts.is_empty(),
            variants: program.variants.len(),
            from: file_version,
            upgrade,
        };
        Some((Reading::Variants(variants), plain))
    }

    /// A variant that the program has.
    fn variant(&mut self, enums: &Enums<'a>, variant: &'a VariantFields, index: usize) -> (Fields, bool) {
        let program = &enums.program.variants[index];
        let range = program.first..program.first + program.fields.len();
        let history = &enums.history.variants[index];
        let to = To {
            names: texts(&program.fields),
            parts: &enums.program_parts[range.clone()],
            version: enums.program.version,
            histories: &enums.history.fields[range],
            removed: history.removed.iter().map(|name| (*name, None)).collect(),
            upgrades: false,
            partial: false,
            accepts_newer: enums.history.accepts_newer,
            ty: Cow::Borrowed(&enums.program.name),
            variant: Some(&program.name),
        };
        let from = self.fields_of(enums, variant);
        self.match_fields(enums.step, &program.name, &from, &to)
    }

    fn fields_of(&self, enums: &Enums<'a>, variant: &'a VariantFields) -> From<'a> {
        From {
            names: texts(&variant.fields),
            parts: &enums.file_parts[variant.first..variant.first + variant.fields.len()],
            version: enums.file.version,
        }
    }

    /// A variant that the program does not have.
    fn unknown(
        &mut self,
        enums: &Enums<'a>,
        variant: &'a VariantFields,
        removed: Option<&Option<(usize, NodeId)>>,
    ) -> Option<Aim> {
        let from = self.fields_of(enums, variant);
        let newer = enums.file.version > enums.program.version;
        match removed {
            Some(Some((removed, ty))) => {
                let step = self.payload(enums, variant, &from, *ty)?;
                Some(Aim::Convert { removed: *removed, step })
            }
            Some(None) => Some(Aim::Removed),
            None if enums.history.others => Some(Aim::Other(from.parts.to_vec())),
            None if enums.history.accepts_newer && newer => Some(Aim::Newer),
            None => {
                let name = variant.name.escape_debug();
                let text = "a variant of the file that the program does not have".to_owned();
                let help = format!(
                    "declare `#[persist(removed(\"{name}\"))]` at `{0}` (a value of it is an error then), \
                     `#[persist(removed({name}: TYPE, with = …))]`, or a variant marked `#[persist(other)]`",
                    enums.program.name
                );
                self.problem(Fault::Form, enums.step, &format!("::{name}"), text, help);
                None
            }
        }
    }

    /// The fields of a removed variant as a type of the program's: a tuple or struct of them, or the
    /// only one itself.
    fn payload(&mut self, enums: &Enums<'a>, variant: &'a VariantFields, from: &From<'a>, ty: NodeId) -> Option<Step> {
        let origin = Origin { by: By::Removed, ..Origin::of(enums.step, Segment::Variant(&variant.name)) };
        let (program, history) = (self.program(ty), self.history(ty));
        let (names, version, aliased) = match &program.shape {
            _ if self.is_the_only_one(from, ty) => return Some(self.pair(from.parts[0], ty, origin)),
            Shape::Struct(to) | Shape::Record(to) => (texts(&to.fields), to.version, &history.fields[..]),
            Shape::Tuple if program.parts.len() == from.parts.len() => (from.names.clone(), from.version, &[][..]),
            Shape::Unit if from.parts.is_empty() => return Some(Step::SAME),
            _ if from.names == ["0"] => return Some(self.pair(from.parts[0], ty, origin)),
            _ => {
                let text = format!("{} cannot be the fields of the variant", self.target.schema.rust_type(ty));
                let help = "name a tuple or a struct of its fields, or the type of its only one";
                self.problem(Fault::Form, enums.step, &origin.segment.to_string(), text, help.to_owned());
                return None;
            }
        };
        let to = To {
            names,
            parts: &program.parts,
            version,
            histories: aliased,
            removed: removed(&history.removed),
            upgrades: false,
            partial: history.partial,
            accepts_newer: false,
            ty: Cow::Owned(self.target.schema.rust_type(ty)),
            variant: None,
        };
        let file = self.places[enums.step.0 as usize].file;
        let step = self.add(Place::of(file, ty, origin), Reading::Same);
        // The type's own version has nothing to do with the enum's: it is read as of today.
        let from = From { version, ..from.clone() };
        let (fields, _) = self.match_fields(step, "", &from, &to);
        self.readings[step.0 as usize] = Reading::Fields(fields);
        Some(step)
    }
}

impl Resolver<'_> {
    /// Whether a type is that of a variant's only field, and not one of the variant's fields, of
    /// which a struct could be either.
    fn is_the_only_one(&self, from: &From<'_>, ty: NodeId) -> bool {
        let ([part], ["0"]) = (from.parts, &from.names[..]) else {
            return false;
        };
        let named = self.file.node(*part).shape.named().zip(self.program(ty).shape.named());
        named.is_some_and(|((file, _), (program, _))| file == program || self.history(ty).aliases.contains(&file))
    }
}
