//! Rules about stable names.

use std::collections::HashSet;

use crate::errors::Errors;
use crate::model::{Body, Fields, Model, Name};
use crate::parse::word;

/// What the format allows; see `docs/FORMAT.md`, *Schemas*.
const LONGEST_NAME: usize = 4096;
const MOST_MEMBERS: usize = 65_536;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    names_are_usable("type", [&model.name], errors);
    match &model.body {
        Body::Struct(fields) => check_fields(model, fields, errors),
        Body::Enum(variants) => {
            let names = || variants.iter().map(|variant| &variant.name);
            names_are_usable("variant", names(), errors);
            names_differ("variant", names(), errors);
            members_are_countable(model, variants.len(), "variants", errors);
            for variant in variants {
                check_fields(model, &variant.fields, errors);
            }
        }
        Body::Union(_) => {}
    }
    rename_all_has_names(model, errors);
}

fn check_fields(model: &Model, fields: &Fields, errors: &mut Errors) {
    let names = || fields.saved().map(|field| &field.name);
    names_are_usable("field", names(), errors);
    names_differ("field", names(), errors);
    members_are_countable(model, fields.list.len(), "fields", errors);
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

/// Two members of one name could not be told apart in a file.
fn names_differ<'a>(what: &str, names: impl Iterator<Item = &'a Name>, errors: &mut Errors) {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(name.text.as_str()) {
            errors.at(
                name.span,
                format!(
                    "an earlier {what} has the stable name \"{}\" already; give one of the two another `rename`",
                    name.text
                ),
            );
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
