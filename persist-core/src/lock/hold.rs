//! One type against its released versions: what of it stands in the way, field by field.
//!
//! A definition of the version that was released last has the shape that was released. Of what was
//! released before, it reads every version. Each question is asked at one [`Site`], so that the
//! derive can ask it where the field is written.

use super::compare::{contains, equal, is_alias, is_key, reads, same};
use super::released::{has, has_variant, released_field, released_variant, type_of};
use super::table::{Form, Line, Stanza, Stanzas, Ty};
use super::text::Text;
use crate::schema::outline::Outline;
use crate::schema::{Field, Named, Part, Variant, identity};

/// What an error is about.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Site {
    /// The type as a whole, and what it does not have any more.
    Type,
    /// A variant, and what it does not have any more.
    Variant(usize),
    /// A field of a struct.
    Field(usize),
    /// A field of a variant.
    VariantField(usize, usize),
}

/// A type of the program, and all that the lock has of it.
#[derive(Clone, Copy)]
struct Held<'a> {
    outline: &'a Outline<'static>,
    named: &'a Named<'static>,
    lock: Stanzas,
    /// Which stanza is asked.
    at: usize,
    stanza: Stanza,
    /// Whether it was released under the name that the type has today.
    own: bool,
    /// Whether the type has to be what was released, and not only to read it.
    exact: bool,
}

/// What stands in the way of a released version at one place of a type; `None` if nothing does.
#[must_use]
pub const fn problem(outline: &Outline<'static>, lock: Stanzas, site: Site) -> Option<Text> {
    if is_sealed(outline) {
        return None;
    }
    let mut text = Text::new();
    problems_at(outline, lock, site, true, &mut text);
    text.trimmed().some()
}

/// Whether the derive has seen that nothing can stand in the way, and types are what it took them for.
const fn is_sealed(outline: &Outline<'_>) -> bool {
    match outline.named() {
        Some(named) => match &named.seal {
            Some(seal) => seal.types == identity::of_fields(identity::of_named(named), outline),
            None => false,
        },
        None => false,
    }
}

/// All of them, at all places. Shapes that were released under the type's own version need not be
/// today's if they are `accepted`.
pub(super) const fn problems(outline: &Outline<'static>, lock: Stanzas, accepted: bool, text: &mut Text) {
    problems_at(outline, lock, Site::Type, !accepted, text);
    match outline {
        Outline::Struct { fields, .. } | Outline::Record { fields, .. } => {
            let mut field = 0;
            while field < fields.len() {
                problems_at(outline, lock, Site::Field(field), !accepted, text);
                field += 1;
            }
        }
        Outline::Enum { variants, .. } => {
            let mut variant = 0;
            while variant < variants.len() {
                problems_at(outline, lock, Site::Variant(variant), !accepted, text);
                let mut field = 0;
                while field < variants[variant].fields.len() {
                    problems_at(outline, lock, Site::VariantField(variant, field), !accepted, text);
                    field += 1;
                }
                variant += 1;
            }
        }
        _ => {}
    }
}

const fn problems_at(outline: &Outline<'static>, lock: Stanzas, site: Site, strictly: bool, text: &mut Text) {
    let before = text.len();
    problems_of(true, outline, lock, site, strictly, before, text);
    problems_of(false, outline, lock, site, strictly, before, text);
}

/// Those of the type's `own` name, or of its aliases. Of a field, only the first is told: from the
/// latest release on, as what is done for one most likely does for those before it.
const fn problems_of(
    own: bool,
    outline: &Outline<'static>,
    lock: Stanzas,
    site: Site,
    strictly: bool,
    before: usize,
    text: &mut Text,
) {
    let Some(named) = outline.named() else { return };
    let mut at = lock.len();
    while at > 0 && (text.len() == before || matches!(site, Site::Type | Site::Variant(_))) {
        at -= 1;
        let stanza = lock.at(at);
        if own && is_key(&stanza.key, named) {
            let exact = strictly && stanza.version == named.version && is_latest(lock, at) && !named.partial;
            if exact || !named.encode_only {
                Held { outline, named, lock, at, stanza, own, exact }.at_site(site, text);
            }
        } else if !own && !named.encode_only && is_alias(&stanza.key, named) {
            Held { outline, named, lock, at, stanza, own, exact: false }.at_site(site, text);
        }
    }
}

/// Whether no later revision of the same version follows.
const fn is_latest(lock: Stanzas, at: usize) -> bool {
    at + 1 >= lock.len() || lock.at(at + 1).revision == 1
}

impl Held<'_> {
    const fn at_site(&self, site: Site, text: &mut Text) {
        let is_enum = matches!(self.outline, Outline::Enum { .. });
        match (site, self.outline) {
            // What has another form altogether has no fields to compare.
            (Site::Field(_) | Site::Variant(_) | Site::VariantField(..), _)
                if is_enum != self.stanza.form.is_enum() => {}
            (Site::Type, _) => self.at_type(text),
            (Site::Field(field), Outline::Struct { fields, .. } | Outline::Record { fields, .. }) => {
                self.at_field(None, &fields[field], text);
            }
            (Site::Variant(variant), Outline::Enum { variants, .. }) => {
                self.at_variant(&variants[variant], text);
            }
            (Site::VariantField(variant, field), Outline::Enum { variants, .. }) => {
                let variant = &variants[variant];
                self.at_field(Some(variant), &variant.fields[field], text);
            }
            _ => {}
        }
    }

    const fn at_type(&self, text: &mut Text) {
        if self.stanza.version > self.named.version {
            self.begin(text);
            text.push(" was released, and this is version ");
            text.push_number(self.named.version as i128);
            text.push("\n  help: a version that was released is not used again: raise `version` above it\n");
            return;
        }
        let form = match self.outline.kind() {
            Some(kind) => Form::of(kind),
            None => return,
        };
        if form.is_enum() != self.stanza.form.is_enum() || (self.exact && form as u8 != self.stanza.form as u8) {
            self.begin(text);
            text.push_all(&[" was released as `", self.stanza.form.word(), "`, and is `", form.word(), "` here"]);
            if self.exact && form.is_enum() == self.stanza.form.is_enum() {
                self.advise_version("", text);
            } else {
                text.push("\n  help: give the new type another name\n");
            }
            return;
        }
        let mut lines = self.stanza.lines;
        while let Some((line, rest)) = lines.split_first() {
            match line {
                Line { variant: None, field: Some((name, ty)) } => self.lacks_field(None, name, &ty, text),
                Line { variant: Some(variant), field: None } => self.lacks_variant(variant, text),
                _ => {}
            }
            lines = rest;
        }
    }

    /// A field that was released, which the type may not have any more.
    const fn lacks_field(&self, variant: Option<&Variant<'_>>, name: &str, ty: &Ty, text: &mut Text) {
        let fields = match (variant, self.outline) {
            (Some(variant), _) => variant.fields,
            (None, Outline::Struct { fields, .. } | Outline::Record { fields, .. }) => *fields,
            _ => return,
        };
        let mut at = 0;
        while at < fields.len() {
            let field = &fields[at];
            if equal(field.name, name) || (!self.exact && contains(field.aliases, name)) {
                return;
            }
            at += 1;
        }
        if self.named.partial || (!self.exact && self.removes(variant, name, ty)) || self.is_lacked_later(variant, name)
        {
            return;
        }
        self.begin(text);
        text.push(" was released with ");
        push_field(variant, name, text);
        text.push(": ");
        text.push_ty(ty);
        text.push("`, which is not here");
        if self.exact {
            self.advise_version("removed(\"", text);
        } else {
            text.push("\n  help: declare `#[persist(removed(\"");
        }
        text.push_all(&[name, "\"))]` at ", if variant.is_some() { "the variant" } else { "the type" }]);
        text.push_all(&[", or `#[persist(alias = \"", name, "\")]` at the field that it is now\n"]);
    }

    /// Whether a removed field, or one with another type, is declared.
    const fn removes(&self, variant: Option<&Variant<'_>>, name: &str, ty: &Ty) -> bool {
        if let Some(variant) = variant {
            return contains(variant.removed, name);
        }
        let mut at = 0;
        while at < self.named.removed.len() {
            let removed = &self.named.removed[at];
            if equal(removed.name, name) {
                return match &removed.ty {
                    Some(kept) => reads(ty, kept, false),
                    None => true,
                };
            }
            at += 1;
        }
        false
    }

    /// Whether a later release has the field too, of which it is told there that the type lacks it.
    const fn is_lacked_later(&self, variant: Option<&Variant<'_>>, name: &str) -> bool {
        let mut at = 0;
        while at < self.lock.len() {
            let later = self.lock.at(at);
            let released = match variant {
                Some(variant) => released_variant(&later, variant, false),
                None => None,
            };
            if self.is_later(at, &later)
                && released.is_some() == variant.is_some()
                && let Some(ty) = type_of(&later, released, name)
                && !self.removes(variant, name, &ty)
            {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Whether a later release has the variant too, of which it is told there that the enum lacks it.
    const fn is_variant_later(&self, name: &str) -> bool {
        let mut at = 0;
        while at < self.lock.len() {
            let later = self.lock.at(at);
            if self.is_later(at, &later) && has_variant(&later, name) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Whether a stanza is a later release of the type: what bears its own name is later than what
    /// bears an alias.
    const fn is_later(&self, at: usize, stanza: &Stanza) -> bool {
        if self.own {
            at > self.at && is_key(&stanza.key, self.named)
        } else {
            (at > self.at && is_alias(&stanza.key, self.named)) || is_key(&stanza.key, self.named)
        }
    }

    /// A variant that was released, which the enum may not have any more.
    const fn lacks_variant(&self, name: &str, text: &mut Text) {
        let Outline::Enum { variants, .. } = self.outline else { return };
        let mut at = 0;
        while at < variants.len() {
            let variant = &variants[at];
            if equal(variant.name, name) || (!self.exact && contains(variant.aliases, name)) {
                return;
            }
            at += 1;
        }
        let mut at = 0;
        while !self.exact && at < self.named.removed.len() {
            if equal(self.named.removed[at].name, name) {
                return;
            }
            at += 1;
        }
        if (!self.exact && self.named.others) || self.is_variant_later(name) {
            return;
        }
        self.begin(text);
        text.push_all(&[" was released with the variant `", name, "`, which is not here"]);
        if self.exact {
            self.advise_version("removed(\"", text);
        } else {
            text.push("\n  help: declare `#[persist(removed(\"");
        }
        text.push_all(&[name, "\"))]` at the enum (a value of it is an error then), or `#[persist(removed(", name]);
        text.push(": TYPE, with = …))]`\n");
    }

    /// A variant of the type: against the one that was released, or as one that is new.
    const fn at_variant(&self, variant: &Variant<'_>, text: &mut Text) {
        let Some(released) = released_variant(&self.stanza, variant, self.exact) else {
            if self.exact {
                self.begin(text);
                text.push_all(&[" was released without the variant `", variant.name, "`"]);
                self.advise_version("", text);
            } else if self.is_used_again(Some(variant), None) {
                self.push_used_again(variant.name, text);
            }
            return;
        };
        let mut lines = self.stanza.lines;
        while let Some((line, rest)) = lines.split_first() {
            if let Line { variant: Some(of), field: Some((name, ty)) } = line
                && equal(of, released)
            {
                self.lacks_field(Some(variant), name, &ty, text);
            }
            lines = rest;
        }
    }

    /// A field of the type: against the one that was released, or as one that is new.
    const fn at_field(&self, variant: Option<&Variant<'_>>, field: &Field<'_>, text: &mut Text) {
        let released = match variant {
            Some(variant) => match released_variant(&self.stanza, variant, self.exact) {
                Some(released) => Some(released),
                // The variant is new as a whole.
                None => return,
            },
            None => None,
        };
        match released_field(&self.stanza, released, field, self.exact) {
            Some(ty) if self.exact => self.same_field(variant, field, &ty, text),
            Some(ty) => self.reads_field(variant, field, &ty, text),
            None => self.new_field(variant, field, text),
        }
    }

    const fn same_field(&self, variant: Option<&Variant<'_>>, field: &Field<'_>, ty: &Ty, text: &mut Text) {
        if !same(ty, &field.ty) {
            push_types(self.named, &self.stanza, variant, field, ty, text);
            if reads(ty, &field.ty, false) {
                text.push("\n  help: raise `version` to ");
                text.push_number(self.stanza.version as i128 + 1);
                text.push(", where the one is read as the other\n");
            } else {
                self.advise_later(text);
                push_was(&self.stanza, ty, text);
            }
        }
    }

    const fn reads_field(&self, variant: Option<&Variant<'_>>, field: &Field<'_>, ty: &Ty, text: &mut Text) {
        if field.since > self.stanza.version {
            self.begin(text);
            text.push(" was released with ");
            push_field(variant, field.name, text);
            text.push("` already, and the field says `since = ");
            text.push_number(field.since as i128);
            text.push("`\n  help: give the new field a name that no earlier version had, or take `since` back\n");
        } else if !reads(ty, read_as(field, self.stanza.version), false) {
            push_types(self.named, &self.stanza, variant, field, ty, text);
            self.advise_later(text);
            push_was(&self.stanza, ty, text);
        }
    }

    const fn new_field(&self, variant: Option<&Variant<'_>>, field: &Field<'_>, text: &mut Text) {
        let fills = field.since > self.stanza.version || (field.since == 0 && field.default);
        if !self.exact && fills {
            if self.is_used_again(variant, Some(field)) {
                self.push_used_again(field.name, text);
            }
            return;
        }
        self.begin(text);
        text.push(" was released without ");
        push_field(variant, field.name, text);
        text.push("`");
        let since = self.advise_later(text);
        text.push("`#[persist(since = ");
        text.push_number(since as i128);
        text.push(", default = …)]` at the field");
        text.push(if self.exact { " (or `alias`, if it had another name)\n" } else { "\n" });
    }

    /// Whether a name was in a version before `stanza`, which has it no more.
    const fn is_used_again(&self, variant: Option<&Variant<'_>>, field: Option<&Field<'_>>) -> bool {
        let mut at = 0;
        while at < self.lock.len() {
            let earlier = self.lock.at(at);
            if earlier.version < self.stanza.version
                && is_key(&earlier.key, self.named)
                && has(&earlier, variant, field)
            {
                return true;
            }
            at += 1;
        }
        false
    }

    const fn push_used_again(&self, name: &str, text: &mut Text) {
        self.begin(text);
        text.push_all(&[" was released without `", name, "`, which earlier versions had"]);
        text.push("\n  help: the name of what was removed is not used again: take another one\n");
    }

    /// `version 1 of Player`.
    const fn begin(&self, text: &mut Text) {
        text.push("version ");
        text.push_number(self.stanza.version as i128);
        text.push(" of ");
        text.push(self.stanza.key.name());
    }

    /// What to do about a shape that was released: another version, and maybe the beginning of an
    /// attribute.
    const fn advise_version(&self, attribute: &str, text: &mut Text) {
        text.push("\n  help: raise `version` to ");
        text.push_number(self.stanza.version as i128 + 1);
        if attribute.is_empty() {
            text.push("\n");
        } else {
            text.push_all(&[", and declare `#[persist(", attribute]);
        }
    }

    /// The beginning of advice to declare what speaks of versions, and so needs one that is later
    /// than the released one; which that is.
    const fn advise_later(&self, text: &mut Text) -> u32 {
        text.push("\n  help: ");
        if self.named.version > self.stanza.version {
            text.push("declare ");
            return self.named.version;
        }
        text.push("raise `version` to ");
        text.push_number(self.stanza.version as i128 + 1);
        text.push(", and declare ");
        self.stanza.version + 1
    }
}

/// What a field of a file of some version is read as.
const fn read_as<'f>(field: &'f Field<'_>, version: u32) -> &'f Part {
    let mut at = 0;
    while at < field.was.len() {
        if version <= field.was[at].until {
            return &field.was[at].ty;
        }
        at += 1;
    }
    &field.ty
}

/// ``field `inventory` of `Player` is `Vec<Option<Item>>`, but version 1 was released with …``
const fn push_types(
    named: &Named<'_>,
    stanza: &Stanza,
    variant: Option<&Variant<'_>>,
    field: &Field<'_>,
    ty: &Ty,
    text: &mut Text,
) {
    let (mut own, mut released) = (Text::new(), Text::new());
    own.push_part(&field.ty);
    released.push_ty(ty);
    push_field(variant, field.name, text);
    text.push_all(&["` of `", named.name, "` is "]);
    // A name may be shadowed, and stand for another type.
    let alike = equal(own.as_str(), released.as_str());
    text.push_all(&[if alike { "another `" } else { "`" }, own.as_str(), "`"]);
    text.push(if alike { " than the one that version " } else { ", but version " });
    text.push_number(stanza.version as i128);
    if !equal(stanza.key.name(), named.name) {
        text.push_all(&[" of `", stanza.key.name(), "`"]);
    }
    text.push(" was released with");
    if !alike {
        text.push_all(&[" `", released.as_str(), "`"]);
    }
}

/// ``field `Variant.name`` without the last quote.
const fn push_field(variant: Option<&Variant<'_>>, name: &str, text: &mut Text) {
    text.push("field `");
    if let Some(variant) = variant {
        text.push_all(&[variant.name, "."]);
    }
    text.push(name);
}

const fn push_was(stanza: &Stanza, ty: &Ty, text: &mut Text) {
    text.push("`#[persist(was(");
    text.push_ty(ty);
    text.push(", until = ");
    text.push_number(stanza.version as i128);
    text.push(", with = …))]` at the field\n");
}
