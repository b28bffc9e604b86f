//! What a released version has: fields and variants by the names that they were released under.

use super::compare::{contains, equal};
use super::table::{Line, Stanza, Ty};
use crate::schema::{Field, Variant};

/// The name that a variant was released under; by its aliases too, unless `exact`.
pub(super) const fn released_variant(stanza: &Stanza, variant: &Variant<'_>, exact: bool) -> Option<&'static str> {
    variant_named(stanza, variant.name, if exact { &[] } else { variant.aliases })
}

/// Whether a release has a variant of this name.
pub(super) const fn has_variant(stanza: &Stanza, name: &str) -> bool {
    variant_named(stanza, name, &[]).is_some()
}

const fn variant_named(stanza: &Stanza, name: &str, aliases: &[&str]) -> Option<&'static str> {
    let mut lines = stanza.lines;
    while let Some((line, rest)) = lines.split_first() {
        if let Line { variant: Some(variant), field: None } = line
            && (equal(variant, name) || contains(aliases, variant))
        {
            return Some(variant);
        }
        lines = rest;
    }
    None
}

/// The type that a field was released with; by its aliases too, unless `exact`. `variant` is the name
/// that its variant had.
pub(super) const fn released_field(
    stanza: &Stanza,
    variant: Option<&str>,
    field: &Field<'_>,
    exact: bool,
) -> Option<Ty> {
    field_named(stanza, variant, field.name, if exact { &[] } else { field.aliases })
}

/// The type that a release has for a field of this name.
pub(super) const fn type_of(stanza: &Stanza, variant: Option<&str>, name: &str) -> Option<Ty> {
    field_named(stanza, variant, name, &[])
}

const fn field_named(stanza: &Stanza, variant: Option<&str>, name: &str, aliases: &[&str]) -> Option<Ty> {
    let mut lines = stanza.lines;
    while let Some((line, rest)) = lines.split_first() {
        let within = match (line.variant, variant) {
            (Some(line), Some(variant)) => equal(line, variant),
            (None, None) => true,
            _ => false,
        };
        if let (true, Some((field, ty))) = (within, line.field)
            && (equal(field, name) || contains(aliases, field))
        {
            return Some(ty);
        }
        lines = rest;
    }
    None
}

/// Whether a released version has a variant, or a field, under the name that it has today.
pub(super) const fn has(stanza: &Stanza, variant: Option<&Variant<'_>>, field: Option<&Field<'_>>) -> bool {
    let released = match variant {
        Some(variant) => match released_variant(stanza, variant, true) {
            Some(name) => Some(name),
            None => return false,
        },
        None => None,
    };
    match field {
        Some(field) => released_field(stanza, released, field, true).is_some(),
        None => true,
    }
}
