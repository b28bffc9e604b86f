//! Rules about the words on fields and variants.

use proc_macro2::{Ident, TokenStream};
use syn::{Expr, ExprLit, Lit, LitStr, Type};

use super::refuse;
use crate::errors::Errors;
use crate::mentions::{Mentioned, Mentions, Stands, Unsavable};
use crate::model::{Body, Field, Model, last_segment};
use crate::parse::{first_word, word};

pub(super) fn check(model: &Model, errors: &mut Errors) {
    a_type_saved_through_another_has_no_fields(model, errors);
    a_transparent_field_has_no_name(model, errors);
    an_encode_only_variant_is_not_loaded(model, errors);
    for field in model.fields() {
        a_skipped_field_has_no_form(field, errors);
        a_record_field_is_bare(model, field, errors);
        an_encode_only_field_is_not_loaded(model, field, errors);
        a_default_is_not_a_bare_text(field, errors);
        borrowed_lifetimes_are_there(model, field, errors);
        a_cow_that_borrows_is_the_whole_field(model, field, errors);
    }
}

/// Rules about what is not there.
pub(super) fn check_missing(model: &Model, errors: &mut Errors) {
    for field in model.fields() {
        a_field_means_something_elsewhere(model, field, errors);
    }
}

/// The other type's fields are saved: words on these ones would do nothing.
fn a_type_saved_through_another_has_no_fields(model: &Model, errors: &mut Errors) {
    if model.through().is_none() {
        return;
    }
    let message = |word: &Ident| {
        format!("`{word}` has no effect here: the type is saved through another, whose fields count; remove it")
    };
    for field in model.fields() {
        let words = &field.words;
        let given = [
            first_word(&words.alias),
            word(&words.borrow),
            word(&words.bound),
            word(&words.default),
            word(&words.rename),
            word(&words.since),
            word(&words.skip),
            first_word(&words.was),
            word(&words.with),
        ];
        refuse(given, errors, message);
    }
    if let Body::Enum(variants) = &model.body {
        for variant in variants {
            let words = &variant.words;
            let given = [
                first_word(&words.alias),
                word(&words.other),
                first_word(&words.removed),
                word(&words.rename),
                word(&words.rename_all),
            ];
            refuse(given, errors, message);
        }
    }
}

/// The struct is saved as its field is, and neither a name nor a version is saved with it.
fn a_transparent_field_has_no_name(model: &Model, errors: &mut Errors) {
    if model.words.transparent.is_none() {
        return;
    }
    for field in model.fields().filter(|field| field.is_saved()) {
        let words = &field.words;
        let given = [
            word(&words.rename),
            word(&words.default),
            first_word(&words.alias),
            word(&words.since),
            first_word(&words.was),
        ];
        refuse(given, errors, |word| {
            format!(
                "`{word}` has no effect in a `transparent` struct, which is saved as its field is, without a name; remove it"
            )
        });
    }
}

/// What is not saved has no name in the file and no representation.
fn a_skipped_field_has_no_form(field: &Field, errors: &mut Errors) {
    let words = &field.words;
    if words.skip.is_none() {
        return;
    }
    let form = [
        word(&words.borrow),
        word(&words.rename),
        word(&words.with),
        first_word(&words.alias),
        word(&words.since),
        first_word(&words.was),
    ];
    refuse(form, errors, |word| {
        format!("`{word}` has no effect on a field with `skip`, which is not saved; remove one of the two")
    });
}

/// A record is its bytes: all of them are saved, and as they are.
fn a_record_field_is_bare(model: &Model, field: &Field, errors: &mut Errors) {
    if model.words.plain.is_none() {
        return;
    }
    let words = &field.words;
    let changes = [word(&words.borrow), word(&words.skip), word(&words.with)];
    refuse(changes, errors, |word| {
        format!("a `plain` struct is saved whole, as it lies in memory; remove `{word}`, or `plain`")
    });
}

/// Words that say how to load, in a type that never is.
fn an_encode_only_field_is_not_loaded(model: &Model, field: &Field, errors: &mut Errors) {
    if model.is_loaded() {
        return;
    }
    let words = &field.words;
    let loading = [
        word(&words.borrow),
        word(&words.default),
        first_word(&words.alias),
        word(&words.since),
        first_word(&words.was),
    ];
    refuse(loading, errors, not_loaded);
}

/// As above, for variants.
fn an_encode_only_variant_is_not_loaded(model: &Model, errors: &mut Errors) {
    let (Body::Enum(variants), false) = (&model.body, model.is_loaded()) else {
        return;
    };
    for words in variants.iter().map(|variant| &variant.words) {
        refuse([first_word(&words.alias), word(&words.other), first_word(&words.removed)], errors, not_loaded);
    }
}

fn not_loaded(word: &Ident) -> String {
    format!("`{word}` is about loading, and an `encode_only` type is never loaded; remove one of the two")
}

/// In serde a text after `default` is the path of a function; here it is an expression, and only a `&str` is a text.
fn a_default_is_not_a_bare_text(field: &Field, errors: &mut Errors) {
    let Some(text) = field.words.default.as_ref().and_then(|given| text(given.value.as_ref()?)) else {
        return;
    };
    if is_str_reference(&field.ty) {
        return;
    }
    let advice = match text.parse::<syn::Path>() {
        Ok(_) => format!(
            "`default = {}()` calls a function, `default = \"{0}\".into()` makes the text a value",
            text.value()
        ),
        Err(_) => format!("`default = {}.into()` makes the text a value of the field's type", text.token()),
    };
    errors.at(text.span(), format!("the text would be the default itself, and the field is no `&str`; {advice}"));
}

/// As in serde: `borrow` on a type without lifetimes is a mistake, as is a lifetime that the type does not have.
fn borrowed_lifetimes_are_there(model: &Model, field: &Field, errors: &mut Errors) {
    let Some(given) = &field.words.borrow else {
        return;
    };
    let mentions = Mentions::of(&field.ty, &model.generics);
    if mentions.lifetimes.is_empty() {
        errors.at(given.word.span(), "the field's type has no lifetime to borrow for; remove `borrow`");
        return;
    }
    for lifetime in &given.value {
        if !mentions.lifetimes.iter().any(|mentioned| mentioned.lifetime == lifetime) {
            errors.at(
                lifetime.span(),
                format!("the field's type has no lifetime `{lifetime}`; name one that it has, or write `borrow` alone"),
            );
        }
    }
}

/// A `Cow` inside another type is loaded as an owned value: `borrow` would promise what it does not do.
fn a_cow_that_borrows_is_the_whole_field(model: &Model, field: &Field, errors: &mut Errors) {
    let (Some(given), None, false) = (&field.words.borrow, &field.words.with, field.is_cow()) else {
        return;
    };
    let mentions = Mentions::of(&field.ty, &model.generics);
    let in_cow = |mentioned: &Mentioned| mentioned.stands == Stands::Cow;
    if !mentions.lifetimes.is_empty() && mentions.lifetimes.iter().all(in_cow) {
        errors.at(
            given.word.span(),
            "a `Cow` borrows where it is the whole field, and inside another type it is loaded as an owned value; \
             use a reference there, or remove `borrow`",
        );
    }
}

/// Addresses and code are not values that a file can hold.
fn a_field_means_something_elsewhere(model: &Model, field: &Field, errors: &mut Errors) {
    if !field.is_saved() || field.words.with.is_some() || model.through().is_some() {
        return;
    }
    for (ty, why) in Mentions::of(&field.ty, &model.generics).unsavable {
        let message = match why {
            Unsavable::Dyn => {
                "a file cannot say which types might stand behind `dyn`; \
                make the field an enum of those that do, give it `with = TYPE`, or `skip` it"
            }
            Unsavable::Function => {
                "a function cannot be saved; \
                make the field an enum of the choices, give it `with = TYPE`, or `skip` it"
            }
            Unsavable::Pointer => {
                "a raw pointer means nothing in another process; \
                use `Box`, `Rc` or `Arc`, give the field `with = TYPE`, or `skip` it"
            }
        };
        errors.on(ty, message);
    }
}

fn text(tokens: &TokenStream) -> Option<LitStr> {
    match syn::parse2(tokens.clone()) {
        Ok(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => Some(text),
        _ => None,
    }
}

fn is_str_reference(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_str_reference(&group.elem),
        Type::Paren(paren) => is_str_reference(&paren.elem),
        Type::Reference(reference) => last_segment(&reference.elem).is_some_and(|segment| segment.ident == "str"),
        _ => false,
    }
}
