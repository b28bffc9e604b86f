//! Rules about stable names.

use super::claims::Claims;
use crate::errors::Errors;
use crate::history::Removed;
use crate::model::{Body, Fields, Model, Name, Variant};
use crate::parse::{Repeated, word};

/// What the format allows; see `docs/FORMAT.md`, *Schemas*.
const LONGEST_NAME: usize = 4096;
const MOST_MEMBERS: usize = 65_536;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    check_type(model, errors);
    match &model.body {
        Body::Struct(fields) => check_fields(model, fields, model.removed(), errors),
        Body::Enum(variants) => {
            check_variants(model, variants, errors);
            for variant in variants {
                check_fields(model, &variant.fields, variant.removed(), errors);
            }
        }
        Body::Union(_) => {}
    }
    rename_all_has_names(model, errors);
}

fn check_type(model: &Model, errors: &mut Errors) {
    names_are_usable("type", [&model.name], errors);
    earlier_names_are_usable(given(&model.words.alias), errors);
    let mut claims = Claims::to("type");
    claims.present([&model.name].into_iter(), errors);
    claims.aliases(&model.words.alias, errors);
}

fn check_variants(model: &Model, variants: &[Variant], errors: &mut Errors) {
    let saved = || variants.iter().filter(|variant| !variant.is_other());
    let names = || saved().map(|variant| &variant.name);
    names_are_usable("variant", names(), errors);
    members_are_countable(model, saved().count(), "variants", errors);
    let mut claims = Claims::to("variant");
    claims.present(names(), errors);
    for variant in saved() {
        earlier_names_are_usable(given(&variant.words.alias), errors);
        claims.aliases(&variant.words.alias, errors);
    }
    earlier_names_are_usable(model.removed().map(|removed| &removed.name), errors);
    claims.removed(model.removed(), errors);
}

fn check_fields<'a>(
    model: &Model,
    fields: &'a Fields,
    removed: impl Iterator<Item = &'a Removed> + Clone,
    errors: &mut Errors,
) {
    let names = || fields.saved().map(|field| &field.name);
    names_are_usable("field", names(), errors);
    members_are_countable(model, fields.list.len(), "fields", errors);
    let mut claims = Claims::to("field");
    claims.present(names(), errors);
    for field in fields.saved() {
        earlier_names_are_usable(given(&field.words.alias), errors);
        claims.aliases(&field.words.alias, errors);
    }
    earlier_names_are_usable(removed.clone().map(|removed| &removed.name), errors);
    claims.removed(removed, errors);
}

fn given(aliases: &Repeated<Name>) -> impl Iterator<Item = &Name> {
    aliases.iter().map(|given| &given.value)
}

/// A name is what files are matched by: nothing would match an empty one, and the format has a longest one.
fn names_are_usable<'a>(what: &str, names: impl IntoIterator<Item = &'a Name>, errors: &mut Errors) {
    for name in names {
        let length = name.text.len();
        if length == 0 {
            errors.at(
                name.span,
                format!("a {what}'s name may not be empty; remove `rename` to keep the name that it has in Rust"),
            );
        } else if length > LONGEST_NAME {
            errors.at(
                name.span,
                format!("a name has at most {LONGEST_NAME} bytes, and this one has {length}; choose a shorter one"),
            );
        }
    }
}

/// An earlier name was a name, so it was like one.
fn earlier_names_are_usable<'a>(names: impl Iterator<Item = &'a Name>, errors: &mut Errors) {
    for name in names {
        match name.text.len() {
            0 => errors.at(name.span, "no file has an empty name; write the name that files have, or remove this one"),
            1..=LONGEST_NAME => {}
            length => errors.at(
                name.span,
                format!(
                    "a name has at most {LONGEST_NAME} bytes, and this one has {length}: no file has it; remove it"
                ),
            ),
        }
    }
}

/// The format counts fields and variants in 16 bits.
fn members_are_countable(model: &Model, count: usize, what: &str, errors: &mut Errors) {
    if count > MOST_MEMBERS {
        errors.at(
            model.ident.span(),
            format!("the format has room for {MOST_MEMBERS} {what}, and here are {count}; split the type"),
        );
    }
}

/// Tuple fields are called `0`, `1`, …, in every convention: the word would do nothing, and hide a mistake.
fn rename_all_has_names(model: &Model, errors: &mut Errors) {
    let mut check = |word: Option<&proc_macro2::Ident>, fields: &Fields| {
        if let (Some(word), false) = (word, fields.named) {
            errors.at(word.span(), "`rename_all` renames fields that have names, and there are none here; remove it");
        }
    };
    match &model.body {
        Body::Struct(fields) => check(word(&model.words.rename_all), fields),
        Body::Enum(variants) => {
            for variant in variants {
                check(word(&variant.words.rename_all), &variant.fields);
            }
        }
        Body::Union(_) => {}
    }
}
