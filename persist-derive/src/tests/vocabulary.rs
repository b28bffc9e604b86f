//! The vocabulary: every word is read where the table says, and every other word is explained.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{errors, refused};
use crate::words::{Place, WORDS};

fn at(place: Place, word: &str) -> TokenStream {
    let word = Ident::new(word, Span::call_site());
    match place {
        Place::Type => quote!(
            #[persist(#word)]
            enum A {
                V(u8),
            }
        ),
        Place::Variant => quote!(
            enum A {
                #[persist(#word)]
                V { a: u8 },
            }
        ),
        Place::Field => quote!(
            enum A {
                V(#[persist(#word)] u8),
            }
        ),
    }
}

#[test]
fn words_are_read_where_the_table_says() {
    for word in WORDS {
        for place in [Place::Type, Place::Variant, Place::Field] {
            let errors = errors(at(place, word.name));
            let refused =
                errors.iter().any(|error| error.contains("belongs on") || error.contains("unknown attribute"));
            assert_eq!(refused, !word.places.contains(&place), "{} on {place:?}: {errors:?}", word.name);
        }
    }
}

#[test]
fn a_misplaced_word_says_where_it_belongs() {
    refused(at(Place::Field, "version"), &["`version` belongs on a type, not on a field"]);
    refused(at(Place::Type, "default"), &["`default` belongs on a field", "each field that needs a default"]);
    refused(at(Place::Variant, "skip"), &["`skip` belongs on a field, not on a variant"]);
    refused(at(Place::Type, "since"), &["`since` belongs on a field", "a type has `version = N`"]);
    refused(at(Place::Field, "removed"), &["`removed` belongs on a type or a variant, not on a field"]);
    refused(at(Place::Type, "other"), &["`other` belongs on a variant, not on a type"]);
    refused(at(Place::Field, "from"), &["`with = TYPE`"]);
    refused(at(Place::Field, "rename_all"), &["belongs on a type or a variant"]);
}

#[test]
fn a_misspelt_word_is_shown_the_right_one() {
    for (wrong, right) in
        [("defualt", "default"), ("skipp", "skip"), ("Rename", "rename"), ("borow", "borrow"), ("wiht", "with")]
    {
        refused(at(Place::Field, wrong), &[&format!("did you mean `{right}`?")]);
    }
    for (wrong, right) in [
        ("renameAll", "rename_all"),
        ("transparant", "transparent"),
        ("tryfrom", "try_from"),
        ("versoin", "version"),
        ("encodeonly", "encode_only"),
    ] {
        refused(at(Place::Type, wrong), &[&format!("did you mean `{right}`?")]);
    }
}

#[test]
fn an_unknown_word_is_shown_what_there_is() {
    refused(
        at(Place::Variant, "nonsense"),
        &["unknown attribute `nonsense`; a variant takes `alias`, `other`, `removed`, `rename`, `rename_all`"],
    );
}

#[test]
fn words_of_serde_are_explained() {
    for word in ["flatten", "tag", "content", "untagged", "skip_serializing_if", "deny_unknown_fields", "remote"] {
        refused(at(Place::Type, word), &[&format!("serde's `{word}` has no place here")]);
    }
}
