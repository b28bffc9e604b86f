//! Stable names: conventions, `rename`, and what a name may be.

use quote::{format_ident, quote};

use super::{model, refused};
use crate::case::Case;
use crate::model::Body;

#[test]
fn names_are_identifiers_without_raw_marks() {
    let model = model(quote!(
        struct r#Match {
            r#type: u8,
            other: u8,
        }
    ));
    assert_eq!(model.name.text, "Match");
    let names: Vec<_> = model.fields().map(|field| field.name.text.as_str()).collect();
    assert_eq!(names, ["type", "other"]);
}

#[test]
fn tuple_fields_are_numbered_skipped_ones_included() {
    let model = model(quote!(
        struct A(#[persist(skip)] u8, u8, #[persist(rename = "c")] u8);
    ));
    let names: Vec<_> = model.fields().map(|field| field.name.text.as_str()).collect();
    assert_eq!(names, ["0", "1", "c"]);
}

#[test]
fn conventions_are_serdes() {
    let expected = [
        ("lowercase", "verytasty", "very_tasty"),
        ("UPPERCASE", "VERYTASTY", "VERY_TASTY"),
        ("PascalCase", "VeryTasty", "VeryTasty"),
        ("camelCase", "veryTasty", "veryTasty"),
        ("snake_case", "very_tasty", "very_tasty"),
        ("SCREAMING_SNAKE_CASE", "VERY_TASTY", "VERY_TASTY"),
        ("kebab-case", "very-tasty", "very-tasty"),
        ("SCREAMING-KEBAB-CASE", "VERY-TASTY", "VERY-TASTY"),
    ];
    for (name, variant, field) in expected {
        let case = Case::named(name).expect("a convention");
        assert_eq!(case.variant("VeryTasty"), variant);
        assert_eq!(case.field("very_tasty"), field);
    }
    assert_eq!(expected.len(), Case::ALL.len());
    assert_eq!(Case::Camel.field("_x1_ÿ"), "x1Ÿ");
    assert_eq!(Case::Snake.variant("A1Ä"), "a1_ä");
}

#[test]
fn rename_all_renames_what_has_no_rename() {
    let of_struct = model(quote! {
        #[persist(rename_all = "camelCase")]
        struct A { first_name: u8, #[persist(rename = "x_y")] last_name: u8 }
    });
    let names: Vec<_> = of_struct.fields().map(|field| field.name.text.as_str()).collect();
    assert_eq!(names, ["firstName", "x_y"]);
    assert_eq!(of_struct.name.text, "A");

    let of_enum = model(quote! {
        #[persist(rename_all = "kebab-case")]
        enum A { FirstOne { a_b: u8 }, #[persist(rename_all = "UPPERCASE")] Second { a_b: u8 } }
    });
    let Body::Enum(variants) = &of_enum.body else { panic!("an enum") };
    let names: Vec<_> = variants.iter().map(|variant| variant.name.text.as_str()).collect();
    assert_eq!(names, ["first-one", "second"]);
    let names: Vec<_> = of_enum.fields().map(|field| field.name.text.as_str()).collect();
    assert_eq!(names, ["a_b", "A_B"]);
}

#[test]
fn rename_all_needs_names() {
    refused(
        quote!(
            #[persist(rename_all = "camelCase")]
            struct A(u8);
        ),
        &["there are none here"],
    );
    refused(
        quote!(
            enum A {
                #[persist(rename_all = "camelCase")]
                B,
            }
        ),
        &["there are none here"],
    );
}

#[test]
fn names_are_not_empty_nor_endless() {
    refused(
        quote!(
            #[persist(rename = "")]
            struct A;
        ),
        &["a type's name may not be empty"],
    );
    refused(
        quote!(
            enum A {
                #[persist(rename = "")]
                B,
            }
        ),
        &["a variant's name may not be empty"],
    );
    let endless = "x".repeat(4097);
    refused(
        quote!(
            struct A(#[persist(rename = #endless)] u8);
        ),
        &["at most 4096 bytes", "4097"],
    );
}

#[test]
fn names_differ() {
    refused(
        quote!(
            struct A {
                a: u8,
                #[persist(rename = "a")]
                b: u8,
            }
        ),
        &["an earlier field has the stable name \"a\""],
    );
    refused(
        quote!(
            enum A {
                B,
                #[persist(rename = "B")]
                C,
            }
        ),
        &["an earlier variant"],
    );
    refused(
        quote!(
            enum A {
                B {
                    a: u8,
                    #[persist(rename = "a")]
                    b: u8,
                },
            }
        ),
        &["an earlier field"],
    );
    refused(
        quote!(
            #[persist(rename_all = "lowercase")]
            enum A {
                Ab,
                AB,
            }
        ),
        &["an earlier variant has the stable name \"ab\""],
    );
    model(quote!(
        struct A {
            #[persist(skip)]
            a: u8,
            #[persist(rename = "a")]
            b: u8,
        }
    ));
    model(quote!(
        enum A {
            B { a: u8 },
            C { a: u8 },
        }
    ));
}

#[test]
fn the_format_counts_to_65536() {
    let variants = |count: u32| (0..count).map(|index| format_ident!("V{index}"));
    let most = variants(65_536);
    model(quote!(enum A { #(#most),* }));
    let more = variants(65_537);
    refused(quote!(enum A { #(#more),* }), &["65536 variants", "65537"]);
}
