//! The stages on token streams: what is read, what is refused and in which words, what is inferred.
//!
//! How the messages look in a compiler is tested in the workspace's `tests` crate (`ui`), and so is what is written.

mod bounds;
mod evolution;
mod forms;
mod history;
mod lock;
mod names;
mod values;
mod vocabulary;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::check::check;
use crate::errors::Errors;
use crate::model::Model;

/// The model of a type that breaks no rule.
fn model(item: TokenStream) -> Model {
    let (model, errors) = read(item);
    assert_eq!(errors, Vec::<String>::new());
    model
}

/// The errors of a type.
fn errors(item: TokenStream) -> Vec<String> {
    read(item).1
}

/// The error of a type that has exactly one.
fn error(item: TokenStream) -> String {
    let errors = errors(item);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    errors.into_iter().next().unwrap_or_default()
}

fn read(item: TokenStream) -> (Model, Vec<String>) {
    let input = syn::parse2(item).expect("a type");
    let mut errors = Errors::new();
    let model = Model::of(&input, &mut errors);
    check(&model, &mut errors);
    let errors = errors.finish().err().unwrap_or_default();
    (model, errors.iter().map(ToString::to_string).collect())
}

/// Asserts that a type has one error, whose text has all of `parts`.
#[track_caller]
fn refused(item: TokenStream, parts: &[&str]) {
    let error = error(item);
    for part in parts {
        assert!(error.contains(part), "no {part:?} in {error:?}");
    }
}

/// The text of tokens without the spaces, which depend on how the tokens were made.
fn text(tokens: impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

#[test]
#[should_panic(expected = "dropped unread")]
fn errors_that_nobody_reads_panic() {
    drop(Errors::new());
}

#[test]
fn all_errors_of_a_type_come_out_together() {
    let errors = errors(quote::quote! {
        #[persist(version = 0, validate, renam = "x", plain)]
        struct A {
            #[persist(skipp, default = "x")]
            a: u32,
            #[persist(rename = "", borrow)]
            b: Vec<u32>,
        }
    });
    assert_eq!(errors.len(), 8, "{errors:#?}");
}

#[test]
fn reading_goes_on_after_an_error() {
    let errors = errors(quote::quote! {
        #[persist(from = HashMap<u8, 5 5, u8>, version = "2", crate = 7)]
        struct A(#[persist(with = 1, rename = 2, skip = false)] u32);
    });
    assert_eq!(errors.len(), 6, "{errors:#?}");
}
