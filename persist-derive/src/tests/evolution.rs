//! The rules about the words of schema evolution.

use proc_macro2::TokenStream;
use quote::quote;

use super::{model, refused};

/// A field of a struct of version 3.
fn field(words: TokenStream) -> TokenStream {
    quote!(
        #[persist(version = 3)]
        struct A(#[persist(#words)] u32);
    )
}

/// A struct of version 2.
fn structure(words: TokenStream) -> TokenStream {
    quote!(
        #[persist(version = 2, #words)]
        struct A {
            a: u32,
        }
    )
}

/// An enum of version 2.
fn enumeration(words: TokenStream) -> TokenStream {
    quote!(
        #[persist(version = 2, #words)]
        enum A {
            B,
            C { a: u8 },
        }
    )
}

/// A variant beside another.
fn variant(words: TokenStream, body: TokenStream) -> TokenStream {
    quote!(
        enum A {
            B,
            #[persist(#words)]
            C #body
        }
    )
}

#[test]
fn a_later_field_has_a_default() {
    refused(field(quote!(since = 2)), &["before version 2", "add `default`"]);
    model(field(quote!(since = 3, default)));
    model(field(quote!(default = 5, since = 2)));
    // A word that could not be read is not missing.
    refused(field(quote!(since = 2, defalt)), &["did you mean `default`?"]);
}

#[test]
fn since_is_a_version_after_the_first() {
    refused(field(quote!(since = 0, default)), &["counted from 1"]);
    refused(field(quote!(since = 1, default)), &["version 1 is the first", "remove `since`"]);
    refused(field(quote!(since = 4, default)), &["from version 4", "of version 3", "write `version = 4` on the type"]);
    refused(
        quote!(
            struct A(#[persist(since = 2, default)] u8);
        ),
        &["the type is of version 1", "`version = 2`"],
    );
}

#[test]
fn an_earlier_type_ends_before_this_version() {
    model(field(quote!(was(u8, until = 2))));
    refused(field(quote!(was(u8, until = 3))), &["of version 3", "is 2 at the latest"]);
    refused(field(quote!(was(u8, until = 9))), &["is 2 at the latest"]);
    refused(
        quote!(
            struct A(#[persist(was(u8, until = 1))] u16);
        ),
        &["of version 1", "`version = 2`"],
    );
    model(field(quote!(was(u8, until = 1), was(u16, until = 2))));
    refused(field(quote!(was(u8, until = 1), was(u16, until = 1))), &["until version 1", "keep one"]);
}

#[test]
fn a_field_has_no_type_before_it_exists() {
    model(field(quote!(since = 2, default, was(u8, until = 2))));
    refused(field(quote!(since = 2, default, was(u8, until = 1))), &["exists from version 2 on", "until version 1"]);
}

#[test]
fn a_skipped_field_has_no_past() {
    for words in [quote!(alias = "b"), quote!(since = 2), quote!(was(u8, until = 1))] {
        refused(field(quote!(skip, default, #words)), &["has no effect on a field with `skip`"]);
    }
}

#[test]
fn an_upgrade_has_something_older() {
    model(structure(quote!(upgrade = f)));
    model(enumeration(quote!(upgrade = f)));
    refused(
        quote!(
            #[persist(upgrade = f)]
            struct A;
        ),
        &["of version 1", "add `version = 2`"],
    );
}

#[test]
fn removed_values_are_used() {
    model(structure(quote!(removed("b", c: u8), upgrade = f)));
    refused(structure(quote!(removed(b: u8))), &["there is none", "add `upgrade = PATH`", "`removed(\"b\")`"]);
    refused(structure(quote!(removed(b: u8, with = f), upgrade = g)), &["handed to its `upgrade`", "remove it"]);
    model(enumeration(quote!(removed("D", E: u8, with = f))));
    refused(enumeration(quote!(removed(D: u8))), &["`removed(D: TYPE, with = PATH)`", "`removed(\"D\")`"]);
    refused(enumeration(quote!(removed(D: u8), upgrade = f)), &["what becomes of a value"]);
}

#[test]
fn removed_values_are_fields_of_a_struct() {
    for name in ["0", "first-name", "self", "_", "", "a b", "1a", "\"", "r#a"] {
        let item = structure(quote!(removed(#name: u8), upgrade = f));
        let errors = super::errors(item);
        assert!(errors.iter().any(|error| error.contains("of `ARemoved`")), "{name:?}: {errors:?}");
    }
    model(structure(quote!(removed("type": u8, r#fn: u8, firstName: u8), upgrade = f)));
    model(enumeration(quote!(removed("first-name": u8, with = f))));
}

#[test]
fn removed_values_are_not_of_self() {
    refused(structure(quote!(removed(b: Vec<Self>), upgrade = f)), &["`Self` would be `ARemoved`", "write `A`"]);
    refused(structure(quote!(removed(b: [u8; Self::N]), upgrade = f)), &["`Self` would be `ARemoved`"]);
    model(enumeration(quote!(removed(D: Vec<Self>, with = f))));
}

#[test]
fn names_lead_to_one_thing() {
    // Types.
    refused(structure(quote!(alias = "A")), &["the type's present name"]);
    refused(structure(quote!(alias = "B", alias = "B")), &["an alias here already"]);
    // Fields.
    refused(structure(quote!(removed("a"))), &["a field is called \"a\" here, so it is not removed"]);
    refused(structure(quote!(removed("b", "b"))), &["removed twice"]);
    refused(structure(quote!(removed("b"), removed(b: u8), upgrade = f)), &["removed twice"]);
    refused(field(quote!(alias = "0")), &["a field is called \"0\" here"]);
    refused(
        quote!(
            #[persist(removed("b"))]
            struct A {
                #[persist(alias = "b")]
                a: u8,
            }
        ),
        &["an alias here", "not removed"],
    );
    refused(
        quote!(
            struct A {
                #[persist(alias = "b")]
                a: u8,
                b: u8,
            }
        ),
        &["a field is called \"b\" here", "remove the alias"],
    );
    refused(
        quote!(
            struct A(#[persist(alias = "b")] u8, #[persist(alias = "b")] u8);
        ),
        &["an alias here already"],
    );
    // A name that is not saved is free.
    model(quote!(
        #[persist(removed("a"))]
        struct A {
            #[persist(skip)]
            a: u8,
        }
    ));
    model(quote!(
        #[persist(removed("0"))]
        struct A(#[persist(rename = "1")] u8);
    ));
    // Variants, and their fields.
    refused(enumeration(quote!(removed("B"))), &["a variant is called \"B\" here"]);
    refused(variant(quote!(alias = "B"), quote!()), &["a variant is called \"B\" here"]);
    refused(variant(quote!(removed("a")), quote!({ a: u8 })), &["a field is called \"a\" here"]);
    model(variant(quote!(removed("B", "C")), quote!({ a: u8 })));
    model(quote!(
        #[persist(removed("Unknown"))]
        enum A {
            #[persist(other)]
            Unknown,
        }
    ));
}

#[test]
fn earlier_names_were_names() {
    refused(structure(quote!(alias = "")), &["no file has an empty name"]);
    refused(structure(quote!(removed(""))), &["no file has an empty name"]);
    refused(variant(quote!(alias = ""), quote!()), &["no file has an empty name"]);
    refused(variant(quote!(removed("")), quote!()), &["no file has an empty name"]);
    let endless = "x".repeat(4097);
    refused(field(quote!(alias = #endless)), &["at most 4096 bytes", "4097"]);
}

#[test]
fn the_other_variant_is_one_and_nothing_else() {
    model(variant(quote!(other), quote!()));
    for body in [quote!((u8)), quote!({ a: u8 }), quote!({}), quote!(())] {
        refused(variant(quote!(other), body), &["the `other` variant one without fields"]);
    }
    for words in [quote!(rename = "D"), quote!(alias = "D"), quote!(removed("a"))] {
        refused(variant(quote!(other, #words), quote!()), &["no effect on the `other` variant"]);
    }
    refused(
        quote!(
            enum A {
                #[persist(other)]
                B,
                #[persist(other)]
                C,
            }
        ),
        &["keep one `other`"],
    );
}

#[test]
fn a_partial_type_is_a_struct_of_columns() {
    model(structure(quote!(partial, alias = "B", validate = f)));
    model(quote!(
        #[persist(partial, version = 2)]
        #[repr(packed)]
        struct A(#[persist(since = 2, default)] u8);
    ));
    for words in [
        quote!(encode_only),
        quote!(upgrade = f),
        quote!(removed("b")),
        quote!(removed(b: u8)),
        quote!(accept_newer(lossy)),
    ] {
        refused(structure(quote!(partial, #words)), &["or `partial`"]);
    }
    for words in [quote!(transparent), quote!(from = u8), quote!(try_from = u8), quote!(into = u8)] {
        refused(
            quote!(
                #[persist(partial, #words)]
                struct A(u32);
            ),
            &["or `partial`"],
        );
    }
    refused(
        quote!(
            #[persist(partial, plain)]
            #[repr(C)]
            struct A(u32);
        ),
        &["or `partial`"],
    );
    refused(enumeration(quote!(partial)), &["`partial` is for structs", "`other`"]);
}

#[test]
fn forms_without_a_node_have_no_past() {
    let of_type = [quote!(alias = "B"), quote!(removed("b")), quote!(upgrade = f), quote!(accept_newer(lossy))];
    for words in of_type {
        refused(
            quote!(
                #[persist(transparent, #words)]
                struct A(u32);
            ),
            &["no effect beside `transparent`"],
        );
        refused(
            quote!(
                #[persist(from = u8, into = u8, #words)]
                union A { a: u8 }
            ),
            &["no effect beside `into`"],
        );
        refused(structure(quote!(encode_only, #words)), &["never loaded"]);
    }
    for words in [quote!(alias = "b"), quote!(since = 2), quote!(was(u8, until = 1))] {
        refused(
            quote!(
                #[persist(transparent)]
                struct A(#[persist(#words)] u32);
            ),
            &["no effect in a `transparent` struct"],
        );
        refused(
            quote!(
                #[persist(from = u8, into = u8)]
                struct A(#[persist(#words)] u32);
            ),
            &["saved through another"],
        );
        refused(
            quote!(
                #[persist(encode_only, version = 2)]
                struct A(#[persist(#words)] u32);
            ),
            &["never loaded"],
        );
    }
    for words in [quote!(alias = "D"), quote!(other), quote!(removed("a"))] {
        refused(
            quote!(
                #[persist(from = u8, into = u8)]
                enum A {
                    #[persist(#words)]
                    B,
                }
            ),
            &["saved through another"],
        );
        refused(
            quote!(
                #[persist(encode_only)]
                enum A {
                    #[persist(#words)]
                    B,
                }
            ),
            &["never loaded"],
        );
    }
}

#[test]
fn a_packed_struct_is_not_upgraded() {
    refused(
        quote!(
            #[persist(version = 2, upgrade = f)]
            #[repr(C, packed)]
            struct A(u8);
        ),
        &["not there to be upgraded", "remove `packed`", "`from = TYPE, into = TYPE`"],
    );
    model(quote!(
        #[persist(version = 2, removed("b"))]
        #[repr(C, packed)]
        struct A(#[persist(alias = "c", was(u8, until = 1))] u16, #[persist(since = 2, default)] u8);
    ));
}

#[test]
fn records_have_a_past() {
    model(quote!(
        #[persist(plain, version = 3, alias = "B", removed("z", w: u8), upgrade = f, accept_newer(lossy))]
        #[repr(C)]
        struct A {
            #[persist(alias = "c", was(u8, until = 2))]
            x: u32,
            #[persist(since = 2, default = 5)]
            y: u32,
        }
    ));
}
