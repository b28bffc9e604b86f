//! Rules about the words of schema evolution: what a type says of its past has to be possible.

use std::collections::HashSet;

use super::refuse;
use crate::errors::Errors;
use crate::mentions::names;
use crate::model::{Body, Field, Model, Variant};
use crate::parse::{first_word, word};

pub(super) fn check(model: &Model, errors: &mut Errors) {
    a_partial_type_is_a_struct_of_columns(model, errors);
    a_packed_struct_is_not_upgraded(model, errors);
    what_a_struct_removed_is_converted_by_upgrade(model, errors);
    what_upgrade_is_handed_has_a_name(model, errors);
    what_upgrade_is_handed_is_not_of_self(model, errors);
    for field in model.fields() {
        a_field_had_one_type_at_a_time(field, errors);
        a_field_exists_while_it_has_a_type(field, errors);
    }
    if let Body::Enum(variants) = &model.body {
        one_variant_is_the_other(variants, errors);
        variants.iter().for_each(|variant| the_other_variant_is_in_no_file(variant, errors));
    }
}

/// Rules about what is not there, or is compared with a version that may not be there.
pub(super) fn check_missing(model: &Model, errors: &mut Errors) {
    let words = &model.words;
    // These forms have no past of their own, and say so at each word.
    if model.through().is_some() || words.transparent.is_some() || words.encode_only.is_some() {
        return;
    }
    if words.partial.is_none() {
        what_is_kept_is_used(model, errors);
        an_upgrade_has_something_older(model, errors);
    }
    for field in model.fields().filter(|field| field.is_saved()) {
        a_later_field_has_a_default(field, errors);
        a_field_comes_with_a_later_version(model, field, errors);
        an_earlier_type_is_not_of_this_version(model, field, errors);
    }
}

/// A partial type has the fields that it wants, of a type that another program, or another part of this one, saves.
fn a_partial_type_is_a_struct_of_columns(model: &Model, errors: &mut Errors) {
    let words = &model.words;
    let Some(partial) = &words.partial else { return };
    let others = [
        (word(&words.encode_only), "an `encode_only` type is never loaded, and a `partial` one never saved"),
        (
            word(&words.upgrade),
            "a `partial` type takes what is in the file, and the full type's `upgrade` does not run",
        ),
        (first_word(&words.removed), "a `partial` type steps over every field that it does not name"),
        (word(&words.accept_newer), "a `partial` type takes the fields of the versions that it knows"),
        (word(&words.transparent), "a `transparent` struct is its one field, and there are no others to step over"),
        (word(&words.plain), "records are read whole, row by row, and nothing is gained by leaving out fields"),
        (word(&words.from), "a `partial` type takes fields out of a file, not out of another type"),
        (word(&words.try_from), "a `partial` type takes fields out of a file, not out of another type"),
        (word(&words.into), "a `partial` type is never saved"),
    ];
    for (other, why) in others {
        if let Some(other) = other {
            errors.at(other.span(), format!("{why}; remove `{other}`, or `partial`"));
        }
    }
    if matches!(model.body, Body::Enum(_)) {
        errors.at(
            partial.word.span(),
            "`partial` is for structs, whose other fields are stepped over; a variant marked `other` receives \
             the variants that an enum does not name",
        );
    }
}

/// A packed struct is made of its fields in one move, behind the place where values are upgraded.
fn a_packed_struct_is_not_upgraded(model: &Model, errors: &mut Errors) {
    if let (Some(upgrade), Some(_)) = (&model.words.upgrade, &model.repr.packed) {
        errors.at(
            upgrade.word.span(),
            "a packed struct is put together of its fields at the end, and is not there to be upgraded; \
             remove `packed`, or save it through a type that has the `upgrade`: `from = TYPE, into = TYPE`",
        );
    }
}

/// The fields of a struct that are gone come together, in one call, with the value that is to be.
fn what_a_struct_removed_is_converted_by_upgrade(model: &Model, errors: &mut Errors) {
    if !matches!(model.body, Body::Struct(_)) {
        return;
    }
    let kept = model.removed().filter_map(|removed| removed.kept.as_ref());
    let with = kept.filter_map(|kept| kept.with.as_ref());
    for given in with {
        errors.at(
            given.word.span(),
            "`with` is for the variants that an enum has removed; the fields that a struct has removed are handed to \
             its `upgrade`: remove it",
        );
    }
}

/// The removed values are fields of a struct that the derive writes.
fn what_upgrade_is_handed_has_a_name(model: &Model, errors: &mut Errors) {
    if !matches!(model.body, Body::Struct(_)) {
        return;
    }
    for removed in model.removed().filter(|removed| removed.kept.is_some() && removed.ident().is_none()) {
        let name = &removed.name.text;
        errors.at(
            removed.name.span,
            format!(
                "the value would be the field `{name}` of `{}`, and that is no name in Rust; \
                 write `\"{name}\"` alone to drop its values",
                model.removed_ident()
            ),
        );
    }
}

/// The type is written in two places, and `Self` would be another in each.
fn what_upgrade_is_handed_is_not_of_self(model: &Model, errors: &mut Errors) {
    if !matches!(model.body, Body::Struct(_)) {
        return;
    }
    for kept in model.removed().filter_map(|removed| removed.kept.as_ref()) {
        if names(&kept.ty, "Self") {
            errors.on(
                &kept.ty,
                format!(
                    "`Self` would be `{}` where the value is handed on; write `{}`",
                    model.removed_ident(),
                    model.ident
                ),
            );
        }
    }
}

/// The smallest `until` that a file's version does not exceed says which type the file has.
fn a_field_had_one_type_at_a_time(field: &Field, errors: &mut Errors) {
    let mut seen = HashSet::new();
    for given in &field.words.was {
        let until = &given.value.until;
        if !seen.insert(until.value) {
            errors.at(
                until.word.span(),
                format!("another `was` says what the field was until version {}; keep one of the two", until.value),
            );
        }
    }
}

/// Before `since` there was no field to have a type.
fn a_field_exists_while_it_has_a_type(field: &Field, errors: &mut Errors) {
    let Some(since) = &field.words.since else { return };
    for given in &field.words.was {
        let until = &given.value.until;
        if until.value < since.value {
            errors.at(
                until.word.span(),
                format!(
                    "the field exists from version {} on (`since`), and had no type until version {}; \
                     remove this `was`, or correct one of the two numbers",
                    since.value, until.value
                ),
            );
        }
    }
}

/// What is unknown goes to one place.
fn one_variant_is_the_other(variants: &[Variant], errors: &mut Errors) {
    let others = variants.iter().filter_map(|variant| word(&variant.words.other));
    for second in others.skip(1) {
        errors
            .at(second.span(), "an earlier variant receives what this program does not know already; keep one `other`");
    }
}

/// The fields of a variant that is not known are not known either, and the variant itself is never saved.
fn the_other_variant_is_in_no_file(variant: &Variant, errors: &mut Errors) {
    let words = &variant.words;
    let Some(other) = &words.other else { return };
    if !variant.unit {
        errors.at(
            other.word.span(),
            "a variant that this program does not know has fields that it does not know; \
             make the `other` variant one without fields",
        );
    }
    let names = [word(&words.rename), word(&words.rename_all), first_word(&words.alias), first_word(&words.removed)];
    refuse(names, errors, |word| {
        format!("`{word}` has no effect on the `other` variant, which is in no file; remove one of the two")
    });
}

/// A value that nothing makes use of is not worth its type.
fn what_is_kept_is_used(model: &Model, errors: &mut Errors) {
    let is_struct = match model.body {
        Body::Struct(_) if model.words.upgrade.is_none() => true,
        Body::Enum(_) => false,
        _ => return,
    };
    for removed in model.removed() {
        let (Some(kept), name) = (&removed.kept, &removed.name.text) else { continue };
        if is_struct {
            errors.at(
                removed.name.span,
                format!(
                    "the value would be handed to the type's `upgrade`, and there is none; \
                     add `upgrade = PATH`, or drop the value: `removed(\"{name}\")`"
                ),
            );
        } else if kept.with.is_none() {
            errors.at(
                removed.name.span,
                format!(
                    "say what becomes of a value of this variant: `removed({name}: TYPE, with = PATH)`; \
                     without a type, `removed(\"{name}\")`, it is an error to load one"
                ),
            );
        }
    }
}

/// The function is called with values of older versions.
fn an_upgrade_has_something_older(model: &Model, errors: &mut Errors) {
    if let (Some(upgrade), 1) = (&model.words.upgrade, model.version()) {
        errors.at(
            upgrade.word.span(),
            "the type is of version 1, and no version is older; add `version = 2`, or remove `upgrade`",
        );
    }
}

/// A file from before has no value for the field.
fn a_later_field_has_a_default(field: &Field, errors: &mut Errors) {
    if let (Some(since), None) = (&field.words.since, &field.words.default) {
        errors.at(
            since.word.span(),
            format!(
                "a file from before version {} has no value for the field; add `default`, or `default = EXPR`",
                since.value
            ),
        );
    }
}

/// What was there from the start needs no word, and what will come later is not there.
fn a_field_comes_with_a_later_version(model: &Model, field: &Field, errors: &mut Errors) {
    let Some(since) = &field.words.since else { return };
    let version = model.version();
    if since.value == 1 {
        errors.at(
            since.word.span(),
            "version 1 is the first, and a field is taken to be there from then on; remove `since`, \
             or name the version that the field came with",
        );
    } else if since.value > version {
        errors.at(
            since.word.span(),
            format!(
                "the field is from version {0}, and the type is of version {version}; \
                 write `version = {0}` on the type",
                since.value
            ),
        );
    }
}

/// This version has the type that is written here.
fn an_earlier_type_is_not_of_this_version(model: &Model, field: &Field, errors: &mut Errors) {
    let version = model.version();
    for given in &field.words.was {
        let until = &given.value.until;
        if until.value < version {
            continue;
        }
        let advice = match version {
            1 => "write the new version on the type, `version = 2`".to_owned(),
            _ => format!("the last version with the earlier type is {} at the latest", version - 1),
        };
        errors.at(
            until.word.span(),
            format!("the type is of version {version}, in which the field has its present type; {advice}"),
        );
    }
}
