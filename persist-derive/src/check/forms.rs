//! Rules about the words on a type: which form it is saved in, and what that form allows.

use quote::ToTokens;

use super::refuse;
use crate::errors::Errors;
use crate::model::{Body, Field, Model};
use crate::parse::{first_word, word};

pub(super) fn check(model: &Model, errors: &mut Errors) {
    a_type_has_one_form(model, errors);
    one_conversion_loads(model, errors);
    one_type_stands_for_this(model, errors);
    a_form_without_a_node_has_no_name(model, errors);
    an_encode_only_type_is_not_loaded(model, errors);
    a_transparent_type_is_a_struct(model, errors);
    a_record_is_a_struct(model, errors);
    a_record_has_no_packing(model, errors);
    a_record_has_no_type_parameters(model, errors);
    a_record_is_not_validated(model, errors);
}

/// Rules about what is not there.
pub(super) fn check_missing(model: &Model, errors: &mut Errors) {
    both_directions_are_given(model, errors);
    a_union_is_saved_through_another_type(model, errors);
    a_transparent_struct_has_one_field(model, errors);
    a_record_has_a_known_layout(model, errors);
    a_record_has_fields(model, errors);
}

/// Each of these words decides what the bytes are, so there can be only one.
fn a_type_has_one_form(model: &Model, errors: &mut Errors) {
    let words = &model.words;
    let through = word(&words.into).or(word(&words.from)).or(word(&words.try_from));
    let forms = [word(&words.transparent), word(&words.plain), through];
    let mut given = forms.into_iter().flatten();
    let Some(first) = given.next() else { return };
    for other in given {
        errors.at(
            other.span(),
            format!("`{first}` and `{other}` are two forms, and a type is saved in one; keep one of them"),
        );
    }
}

/// Both would convert what was loaded.
fn one_conversion_loads(model: &Model, errors: &mut Errors) {
    if let (Some(_), Some(second)) = (&model.words.from, &model.words.try_from) {
        errors.at(
            second.word.span(),
            "`from` and `try_from` both say how the type is loaded; keep `from` if every value can be converted, \
             else `try_from`",
        );
    }
}

/// The schema is that of one type; files written from another could not be read.
fn one_type_stands_for_this(model: &Model, errors: &mut Errors) {
    let words = &model.words;
    let Some(into) = &words.into else { return };
    for from in [&words.from, &words.try_from].into_iter().flatten() {
        let written = into.value.to_token_stream().to_string();
        let read = from.value.to_token_stream().to_string();
        if written != read {
            errors.on(
                &from.value,
                format!(
                    "the type is saved as the one after `into` and has to be loaded as the same; \
                     name one type after both `into` and `{}`",
                    from.word
                ),
            );
        }
    }
}

/// A transparent type and one with `from`/`into` leave no trace in the schema: name and version would be lost.
fn a_form_without_a_node_has_no_name(model: &Model, errors: &mut Errors) {
    let words = &model.words;
    let (form, schema) = if let Some(given) = &words.transparent {
        (&given.word, "of its field")
    } else if let Some(given) = words.into.as_ref().or(words.from.as_ref()).or(words.try_from.as_ref()) {
        (&given.word, "of the other type")
    } else {
        return;
    };
    let without = [
        word(&words.version),
        word(&words.rename),
        word(&words.rename_all),
        first_word(&words.alias),
        first_word(&words.removed),
        word(&words.upgrade),
        word(&words.accept_newer),
    ];
    refuse(without, errors, |word| {
        format!(
            "`{word}` has no effect beside `{form}`: the type has the schema {schema}, and no name or version of its own; remove it"
        )
    });
}

/// Words that say how to load, on a type that never is.
fn an_encode_only_type_is_not_loaded(model: &Model, errors: &mut Errors) {
    let words = &model.words;
    if words.encode_only.is_none() {
        return;
    }
    let loading = [
        word(&words.from),
        word(&words.try_from),
        word(&words.validate),
        first_word(&words.alias),
        first_word(&words.removed),
        word(&words.upgrade),
        word(&words.accept_newer),
    ];
    refuse(loading, errors, |word| {
        format!("`{word}` is about loading, and an `encode_only` type is never loaded; remove one of the two")
    });
}

/// The form of an enum is its variants: there is no one field to be like.
fn a_transparent_type_is_a_struct(model: &Model, errors: &mut Errors) {
    if let (Some(given), false) = (&model.words.transparent, is_struct(model)) {
        errors.at(
            given.word.span(),
            "`transparent` is for a struct with one field; save this type through another: `from = TYPE, into = TYPE`",
        );
    }
}

/// Not every byte is a variant's tag, so bytes could not be taken for an enum as they are.
fn a_record_is_a_struct(model: &Model, errors: &mut Errors) {
    if let (Some(given), false) = (&model.words.plain, is_struct(model)) {
        errors.at(
            given.word.span(),
            "`plain` is for structs of numbers, where all bytes are good values; remove it: an enum is saved as an index",
        );
    }
}

/// A record lies in memory as in the file, and is borrowed from there: its numbers have to be aligned.
fn a_record_has_no_packing(model: &Model, errors: &mut Errors) {
    if let (Some(_), Some(packed)) = (&model.words.plain, &model.repr.packed) {
        errors.at(
            packed.span(),
            "a `plain` struct may not be packed; remove `packed`, and sort the fields by size so that there is no padding",
        );
    }
}

/// Whether there is padding depends on the types of the fields, which have to be known here.
fn a_record_has_no_type_parameters(model: &Model, errors: &mut Errors) {
    if model.words.plain.is_none() {
        return;
    }
    for param in model.generics.type_params() {
        errors.at(
            param.ident.span(),
            "a `plain` struct has no type parameters, as its layout has to be known; remove `plain`, or write the type out",
        );
    }
}

/// Records are borrowed from a file as they lie there, without a look at each.
fn a_record_is_not_validated(model: &Model, errors: &mut Errors) {
    if let (Some(_), Some(validate)) = (&model.words.plain, &model.words.validate) {
        errors.at(
            validate.word.span(),
            "a `plain` struct is loaded by copying bytes, and nothing looks at each value; remove `plain` to validate it",
        );
    }
}

/// What is saved has to be loaded again, unless the type says otherwise.
fn both_directions_are_given(model: &Model, errors: &mut Errors) {
    let words = &model.words;
    if words.partial.is_some() {
        return;
    }
    let from = words.from.as_ref().or(words.try_from.as_ref());
    match (&words.into, from) {
        (Some(into), None) if model.is_loaded() => errors.at(
            into.word.span(),
            "`into` says how the type is saved, but not how it is loaded; \
             add `from` or `try_from` with the same type, or `encode_only`",
        ),
        (None, Some(from)) if model.is_loaded() => errors.at(
            from.word.span(),
            format!(
                "`{}` says how the type is loaded, but not how it is saved; add `into` with the same type",
                from.word
            ),
        ),
        _ => {}
    }
}

/// Nothing in a union says which of its fields holds a value.
fn a_union_is_saved_through_another_type(model: &Model, errors: &mut Errors) {
    if let (Body::Union(token), None) = (&model.body, model.through()) {
        errors.on(
            token,
            "nothing in a union says which field holds a value; make it an enum, \
             or save it through another type: `#[persist(from = TYPE, into = TYPE)]`",
        );
    }
}

/// One field gives its form; the others must come from somewhere else.
fn a_transparent_struct_has_one_field(model: &Model, errors: &mut Errors) {
    let (Some(given), Body::Struct(fields)) = (&model.words.transparent, &model.body) else {
        return;
    };
    let count = fields.saved().filter(|field| !Field::is_phantom(field)).count();
    if count != 1 {
        errors.at(
            given.word.span(),
            format!(
                "a `transparent` struct saves one field (`PhantomData` apart), and this one has {count}; \
                 remove `transparent`, or `skip` all fields but one"
            ),
        );
    }
}

/// Rust orders the fields of a struct as it likes, unless `repr` forbids it.
fn a_record_has_a_known_layout(model: &Model, errors: &mut Errors) {
    if let (Some(given), true) = (&model.words.plain, is_struct(model))
        && !model.repr.c
        && !model.repr.transparent
    {
        errors.at(
            given.word.span(),
            "a `plain` struct needs a fixed layout; add `#[repr(C)]`, or `#[repr(transparent)]` if it has one field",
        );
    }
}

/// Values without bytes could be conjured out of nothing.
fn a_record_has_fields(model: &Model, errors: &mut Errors) {
    if let (Some(given), Body::Struct(fields)) = (&model.words.plain, &model.body)
        && fields.list.is_empty()
    {
        errors.at(given.word.span(), "a `plain` struct has at least one field; remove `plain`");
    }
}

fn is_struct(model: &Model) -> bool {
    matches!(model.body, Body::Struct(_))
}
