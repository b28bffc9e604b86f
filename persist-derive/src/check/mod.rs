//! The third stage: the rules that a type must follow, one function each, the reason above it.
//!
//! Every rule runs, whatever the others found. Only the rules about something *missing* wait until all attributes
//! could be read: a word that was misspelt is not missing.

mod claims;
mod evolution;
mod fields;
mod forms;
mod names;

use proc_macro2::Ident;

use crate::errors::Errors;
use crate::model::Model;

/// Adds an error for each rule that the type breaks.
pub(crate) fn check(model: &Model, errors: &mut Errors) {
    let complete = errors.is_empty();
    names::check(model, errors);
    forms::check(model, errors);
    fields::check(model, errors);
    evolution::check(model, errors);
    if complete {
        forms::check_missing(model, errors);
        fields::check_missing(model, errors);
        evolution::check_missing(model, errors);
    }
}

/// Adds an error at each of `words` that was written.
fn refuse<'a>(
    words: impl IntoIterator<Item = Option<&'a Ident>>,
    errors: &mut Errors,
    message: impl Fn(&Ident) -> String,
) {
    for word in words.into_iter().flatten() {
        errors.at(word.span(), message(word));
    }
}
