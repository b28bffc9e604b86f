//! Whether a definition reads a released version, as far as names, versions and attributes tell. Of types, somebody else
//! has to know: [`Types`].

use super::ty::Ty;
use super::{Form, Stanza};
use crate::model::{Body, Field, Fields, Model, Name, Variant};
use crate::parse::Repeated;

/// What judges the types of fields.
pub(super) trait Types {
    /// Whether a field of a definition reads, or if it has to be `exact` is, what was released with the type `ty`.
    fn fit(&mut self, field: &Field, ty: &Ty, pair: Pair<'_>) -> bool;
}

/// A released version, and a definition that may read it.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) model: &'a Model,
    pub(super) stanza: &'a Stanza,
    /// Whether it has to be what was released, and not only to read it.
    pub(super) exact: bool,
}

/// Whether a name is among earlier ones.
pub(super) fn is_among(names: &Repeated<Name>, name: &str) -> bool {
    names.iter().any(|given| given.value.text == name)
}

impl<'a> Pair<'a> {
    pub(super) fn new(model: &'a Model, stanza: &'a Stanza) -> Self {
        let exact = stanza.version == model.version() && stanza.key.name == model.name.text;
        Self { model, stanza, exact }
    }

    /// Whether the definition reads the released version: if in doubt, not.
    pub(super) fn reads(self, types: &mut dyn Types) -> bool {
        let form = match &self.model.body {
            Body::Enum(_) => Form::Enum,
            _ if self.model.words.plain.is_some() => Form::Record,
            _ => Form::Struct,
        };
        self.stanza.version <= self.model.version()
            && self.stanza.form == form
            && match &self.model.body {
                Body::Struct(fields) => {
                    let removed: Vec<_> = self.model.removed().map(|removed| &removed.name.text).collect();
                    self.reads_fields(fields, None, &removed, types)
                }
                Body::Enum(variants) => self.reads_variants(variants, types),
                Body::Union(_) => true,
            }
    }

    fn is(self, name: &Name, aliases: &Repeated<Name>, released: &str) -> bool {
        name.text == released || (!self.exact && is_among(aliases, released))
    }

    fn reads_variants(self, variants: &[Variant], types: &mut dyn Types) -> bool {
        let released = self.stanza.lines.iter().filter(|line| line.field.is_none());
        let released: Vec<&String> = released.filter_map(|line| line.variant.as_ref()).collect();
        let is_gone = |name: &String| !self.exact && self.model.removed().any(|removed| removed.name.text == *name);
        let mut saved = variants.iter().filter(|variant| !variant.is_other());
        let find = |name: &String| saved.clone().find(|variant| self.is(&variant.name, &variant.words.alias, name));
        let kept = released.iter().all(|name| match find(name) {
            Some(variant) => {
                let removed: Vec<_> = variant.removed().map(|removed| &removed.name.text).collect();
                self.reads_fields(&variant.fields, Some(name), &removed, types)
            }
            None => is_gone(name),
        });
        kept && (!self.exact || saved.all(|variant| released.contains(&&variant.name.text)))
    }

    fn reads_fields(
        self,
        fields: &Fields,
        variant: Option<&String>,
        removed: &[&String],
        types: &mut dyn Types,
    ) -> bool {
        let lines = self.stanza.lines.iter().filter(|line| line.variant.as_ref() == variant);
        let lines: Vec<&(String, Ty)> = lines.filter_map(|line| line.field.as_ref()).collect();
        let is = |field: &Field, name: &str| self.is(&field.name, &field.words.alias, name);
        let partial = self.model.words.partial.is_some();
        let kept = |name: &String| partial || fields.saved().any(|field| is(field, name));
        let gone = |name: &String| !self.exact && removed.contains(&name);
        lines.iter().all(|(name, _)| kept(name) || gone(name))
            && fields.saved().all(|field| match lines.iter().find(|(name, _)| is(field, name)) {
                Some((_, ty)) => !self.is_new(field) && types.fit(field, ty, self),
                None => !self.exact && self.is_new(field),
            })
    }

    /// Whether a field is declared to be newer than the released version.
    fn is_new(self, field: &Field) -> bool {
        field.words.since.as_ref().is_some_and(|given| given.value > self.stanza.version)
    }

    /// Which of its earlier types a field is read as.
    pub(super) fn was(self, field: &Field) -> Option<usize> {
        field.was().iter().position(|was| !self.exact && self.stanza.version <= was.until.value)
    }
}
