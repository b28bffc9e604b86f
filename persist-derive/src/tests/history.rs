//! Reading the words of schema evolution, and what is said about wrong ones.

use quote::quote;

use super::{model, refused, text};
use crate::model::{Body, Model};

fn names<'a>(names: impl Iterator<Item = &'a crate::model::Name>) -> Vec<&'a str> {
    names.map(|name| name.text.as_str()).collect()
}

fn evolved() -> Model {
    model(quote! {
        #[persist(version = 4, alias = "Hero", alias = "Avatar", accept_newer(lossy), upgrade = "Self::upgrade")]
        #[persist(removed("mana", score: u32,), removed(r#type: "Vec<u8>"))]
        struct Player {
            #[persist(alias = "hp", since = 2, default = 5)]
            #[persist(was("u16", until = 3, with = "u32::from"), was(u8, until = 2))]
            health: u32,
            #[persist(was(HashMap<u8, (u16, u32)>, with = Self::list, until = 1,))]
            list: Vec<u8>,
        }
    })
}

#[test]
fn a_type_says_all_of_its_past() {
    let model = evolved();
    assert_eq!(names(model.words.alias.iter().map(|given| &given.value)), ["Hero", "Avatar"]);
    assert!(model.words.accept_newer.is_some());
    assert_eq!(text(model.words.upgrade.as_ref().map(|given| &given.value)), "Self::upgrade");
    assert_eq!(names(model.removed().map(|removed| &removed.name)), ["mana", "score", "type"]);
    let kept = model.removed().map(|removed| text(removed.kept.as_ref().map(|kept| &kept.ty)));
    assert_eq!(kept.collect::<Vec<_>>(), ["", "u32", "Vec<u8>"]);
    let idents = model.removed().map(|removed| removed.ident().map(|ident| ident.to_string()));
    assert_eq!(idents.flatten().collect::<Vec<_>>(), ["mana", "score", "r#type"]);
    assert_eq!(model.removed_ident().to_string(), "PlayerRemoved");
}

#[test]
fn earlier_types_are_sorted_by_their_last_versions() {
    let model = evolved();
    let was: Vec<_> = model.fields().map(|field| field.was()).collect();
    let types: Vec<_> = was.iter().flatten().map(|was| (text(&was.ty), was.until.value)).collect();
    assert_eq!(types, [("u8".to_owned(), 2), ("u16".to_owned(), 3), ("HashMap<u8,(u16,u32)>".to_owned(), 1)]);
    let paths = was.iter().flatten().map(|was| text(was.with.as_ref().map(|given| &given.value)));
    assert_eq!(paths.collect::<Vec<_>>(), ["", "u32::from", "Self::list"]);
}

#[test]
fn an_enum_says_what_becomes_of_its_variants() {
    let model = model(quote! {
        #[persist(removed("Old", Square: Square<u8, 2>, with = Self::square, "round-one": "Round", with = "f"))]
        enum Shape {
            #[persist(alias = "Round", removed("colour", "0"))]
            Circle { radius: f64 },
            #[persist(other)]
            Unknown,
        }
    });
    assert_eq!(names(model.removed().map(|removed| &removed.name)), ["Old", "Square", "round-one"]);
    let with = model.removed().filter_map(|removed| removed.kept.as_ref()?.with.as_ref());
    assert_eq!(with.map(|given| text(&given.value)).collect::<Vec<_>>(), ["Self::square", "f"]);
    let Body::Enum(variants) = &model.body else { panic!("an enum") };
    assert_eq!(names(variants[0].removed().map(|removed| &removed.name)), ["colour", "0"]);
    assert_eq!(variants.iter().map(|variant| variant.is_other()).collect::<Vec<_>>(), [false, true]);
}

/// A variant of the name that is a word of the list too.
#[test]
fn a_removed_variant_may_be_called_with() {
    let model = model(quote! {
        #[persist(removed(with: With, with = f))]
        enum A {}
    });
    assert_eq!(names(model.removed().map(|removed| &removed.name)), ["with"]);
}

#[test]
fn removed_is_a_list_of_names() {
    let of = |list| {
        quote!(
            #[persist(removed #list)]
            struct A;
        )
    };
    refused(of(quote!()), &["`removed` takes a list in parentheses: write `removed(\"name\")`"]);
    refused(of(quote!(= "mana")), &["a list in parentheses"]);
    refused(of(quote!(())), &["the names of what is gone"]);
    refused(of(quote!((5))), &["`removed` takes names"]);
    refused(of(quote!((mana))), &["write `\"mana\"`, in quotes", "`mana: TYPE`"]);
    refused(of(quote!((mana: ))), &["`removed` takes a type: write `removed(name: TYPE)`"]);
    refused(of(quote!((mana: 5))), &["`removed` takes a type"]);
    refused(of(quote!((mana: "Vec<"))), &["\"Vec<\" is not a type"]);
    refused(of(quote!(("mana" "score"))), &["expected `,`"]);
    refused(of(quote!(("mana", with = f))), &["`with` makes use of what is read as the type before it"]);
    refused(of(quote!(("mana", wiht = f))), &["there is no `wiht`"]);
    refused(
        of(quote!((mana: u8, with = 5))),
        &["`with` takes the path of a function: write `with = path::to::function`"],
    );
    refused(of(quote!((mana: u8, with = f, with = g))), &["`with` is written twice"]);
}

#[test]
fn the_removed_fields_of_a_variant_are_names() {
    refused(
        quote!(
            enum A {
                #[persist(removed(colour: u8))]
                B,
            }
        ),
        &["are dropped", "the name alone, in quotes"],
    );
}

#[test]
fn was_has_a_type_and_its_last_version() {
    let of = |list| {
        quote!(
            #[persist(version = 9)]
            struct A(#[persist(was #list)] u32);
        )
    };
    refused(of(quote!()), &["`was` takes a list in parentheses: write `was(TYPE, until = 1)`"]);
    refused(of(quote!(= u8)), &["a list in parentheses"]);
    refused(of(quote!(())), &["a type, the earlier one, first"]);
    refused(of(quote!((until = 1))), &["`was` takes a type, the earlier one, first: write `was(TYPE, until = 1)`"]);
    refused(of(quote!((5, until = 1))), &["`was` takes a type"]);
    refused(of(quote!((u8))), &["which version was the last one with this type"]);
    refused(of(quote!((u8, with = f))), &["which version was the last one"]);
    refused(of(quote!((u8, until = "1"))), &["`until` takes a whole number: write `until = 1`"]);
    refused(of(quote!((u8, until))), &["`until` takes a value: write `until = 1`"]);
    refused(of(quote!((u8, until = 0))), &["counted from 1"]);
    refused(of(quote!((u8, until = 1, until = 2))), &["`until` is written twice"]);
    refused(of(quote!((u8, until = 1, with))), &["`with` takes a value: write `with = path::to::function`"]);
    refused(of(quote!((u8, until = 1, from = 2))), &["there is no `from`"]);
    refused(of(quote!((u8 until = 1))), &["expected `,`"]);
}

#[test]
fn the_cost_of_newer_files_is_written_out() {
    let of = |list| {
        quote!(
            #[persist(accept_newer #list)]
            struct A;
        )
    };
    for list in [quote!(), quote!(= true), quote!(()), quote!((yes)), quote!((lossy, yes)), quote!((lossy = true))] {
        refused(of(list), &["is lost when the value is saved again", "`accept_newer(lossy)`"]);
    }
    model(of(quote!((lossy))));
}

#[test]
fn an_alias_is_a_text_and_since_a_number() {
    refused(
        quote!(
            #[persist(alias)]
            struct A;
        ),
        &["`alias` takes a value: write `alias = \"earlier_name\"`"],
    );
    refused(
        quote!(
            struct A(#[persist(alias = old)] u8);
        ),
        &["`alias` takes a text in quotes"],
    );
    refused(
        quote!(
            #[persist(version = 2)]
            struct A(#[persist(since = "2", default)] u8);
        ),
        &["`since` takes a whole number: write `since = 2`"],
    );
    refused(
        quote!(
            #[persist(version = 2, upgrade)]
            struct A;
        ),
        &["`upgrade` takes a value: write `upgrade = path::to::function`"],
    );
}
