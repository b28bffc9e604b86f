//! Reading values: bare and quoted, and what is said about wrong ones.

use quote::quote;

use super::{error, model, refused, text};

#[test]
fn types_and_paths_are_bare_or_quoted() {
    for item in [
        quote!(
            #[persist(from = Vec<u8>, into = "Vec<u8>")]
            struct A;
        ),
        quote!(
            #[persist(from = "Vec<u8>", into = Vec<u8>)]
            struct A;
        ),
    ] {
        let model = model(item);
        assert_eq!(text(model.through()), "Vec<u8>");
    }
    for item in [
        quote!(
            #[persist(crate = app::persist, validate = Self::check)]
            struct A;
        ),
        quote!(
            #[persist(crate = "app::persist", validate = "Self::check")]
            struct A;
        ),
        quote!(
            #[persist(crate = crate::persist, validate = <A as Check>::check)]
            struct A;
        ),
    ] {
        let model = model(item);
        assert!(model.words.runtime.is_some() && model.words.validate.is_some());
    }
}

#[test]
fn expressions_of_every_kind_are_defaults() {
    let texts = [
        "100",
        "-1.5",
        "Vec::new()",
        "HashMap::<u8, u16>::new()",
        "[1, 2, 3]",
        "(1, 2)",
        "vec![1; 3]",
        "if cfg!(test) { 1 } else { 2 }",
        "match 1 { _ => 2 }",
        "{ let x = 1; x }",
        "|| 5",
        "1..5",
        "..",
        "&[1]",
        "A { b: 1, c: 2 }",
        "make().into()",
        "CONST",
        "unsafe { f() }",
    ];
    for source in texts {
        let default: proc_macro2::TokenStream = source.parse().expect("tokens");
        let model = model(quote! {
            struct A(#[persist(skip, default = #default)] u32, #[persist(default = #default, rename = "b")] u32);
        });
        for field in model.fields() {
            let given = field.words.default.as_ref().and_then(|given| given.value.as_ref());
            assert_eq!(text(given), text(&default));
        }
    }
}

#[test]
fn a_default_without_a_value_is_the_trait() {
    let model = model(quote!(
        struct A(#[persist(default)] u32);
    ));
    assert!(model.fields().all(|field| { field.words.default.as_ref().is_some_and(|given| given.value.is_none()) }));
}

#[test]
fn wrong_values_say_how_the_word_is_written() {
    refused(
        quote!(
            #[persist(version)]
            struct A;
        ),
        &["`version` takes a value", "`version = 2`"],
    );
    refused(
        quote!(
            #[persist(version = "2")]
            struct A;
        ),
        &["a whole number", "`version = 2`"],
    );
    refused(
        quote!(
            #[persist(version = -1)]
            struct A;
        ),
        &["a whole number"],
    );
    refused(
        quote!(
            #[persist(version = 0)]
            struct A;
        ),
        &["counted from 1"],
    );
    refused(
        quote!(
            #[persist(version = 4294967296)]
            struct A;
        ),
        &["from 1 to 4294967295"],
    );
    refused(
        quote!(
            #[persist(rename = name)]
            struct A;
        ),
        &["a text in quotes", "`rename = \"name\"`"],
    );
    refused(
        quote!(
            #[persist(rename("name"))]
            struct A;
        ),
        &["`rename = \"name\"`"],
    );
    refused(
        quote!(
            #[persist(encode_only = true)]
            struct A;
        ),
        &["takes no value", "write `encode_only` alone"],
    );
    refused(
        quote!(
            #[persist(from = 5, into = u8)]
            struct A;
        ),
        &["`from` takes a type", "`from = TYPE`"],
    );
    refused(
        quote!(
            #[persist(from = "Vec<", into = u8)]
            struct A;
        ),
        &["\"Vec<\" is not a type"],
    );
    refused(
        quote!(
            #[persist(validate = "1 + 1")]
            struct A;
        ),
        &["is not the path of a function"],
    );
    refused(
        quote!(
            #[persist(bound = T: Copy)]
            struct A<T>(T);
        ),
        &["bounds in quotes", "`bound = \"T: Trait\"`"],
    );
    refused(
        quote!(
            #[persist(bound(serialize = "T: Copy"))]
            struct A<T>(T);
        ),
        &["serves both directions"],
    );
    refused(
        quote!(
            struct A(#[persist(default = )] u8);
        ),
        &["`default` takes an expression"],
    );
    refused(
        quote!(
            struct A<'a>(#[persist(borrow = 5)] &'a str);
        ),
        &["takes lifetimes"],
    );
}

#[test]
fn a_missing_comma_is_named() {
    refused(
        quote!(
            #[persist(version = 2 rename = "x")]
            struct A;
        ),
        &["expected `,`"],
    );
    refused(
        quote!(
            struct A(#[persist(default = 5 rename = "x")] u8);
        ),
        &["expected `,`"],
    );
}

#[test]
fn an_attribute_without_a_list_is_shown_one() {
    refused(
        quote!(
            #[persist]
            struct A;
        ),
        &["write `#[persist(…)]`"],
    );
    refused(
        quote!(
            #[persist = "x"]
            struct A;
        ),
        &["write `#[persist(…)]`"],
    );
    refused(
        quote!(
            #[persist(5)]
            struct A;
        ),
        &["expected a word"],
    );
}

#[test]
fn a_convention_is_one_of_eight() {
    refused(
        quote!(
            #[persist(rename_all = "camelcase")]
            struct A {
                a: u8,
            }
        ),
        &["did you mean \"camelCase\"?"],
    );
    let all = error(quote!(
        #[persist(rename_all = "Title Case Here")]
        struct A {
            a: u8,
        }
    ));
    assert!(all.contains("\"SCREAMING-KEBAB-CASE\""), "{all}");
}

#[test]
fn a_word_is_written_once() {
    refused(
        quote!(
            #[persist(version = 2, version = 3)]
            struct A;
        ),
        &["`version` is written twice"],
    );
    refused(
        quote!(
            struct A(
                #[persist(skip)]
                #[persist(skip)]
                u8,
            );
        ),
        &["`skip` is written twice"],
    );
}
