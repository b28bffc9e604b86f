//! The lock as constants.

use quote::{ToTokens, quote};

use super::{example, head, whole};
use crate::lock::Form;
use crate::lock::tables::table;
use crate::tests::text;

#[test]
fn a_lock_becomes_a_literal() {
    let item = head("app::Item v1", Form::Enum, &["::A", "::A.x u8"]);
    let lock =
        whole(&format!("persist.lock 1\nretired app::Hero<-3>\n{item}\napp::Item v1 ::A\napp::Item v1 ::A.x u8\n"));
    assert_eq!(
        text(&lock),
        text(quote! {
            __lock::Lock {
                stanzas: &[__lock::Stanza {
                    key: __lock::Ty::Named("app", "Item", &[]),
                    version: 1u32,
                    revision: 1u32,
                    form: __lock::Form::Enum,
                    lines: &[
                        __lock::Line {
                            variant: ::core::option::Option::Some("A"),
                            field: ::core::option::Option::None
                        },
                        __lock::Line {
                            variant: ::core::option::Option::Some("A"),
                            field: ::core::option::Option::Some((
                                "x",
                                __lock::Ty::Leaf(__lock::Kind::Number(__lock::Number::U8))
                            ))
                        }
                    ]
                }],
                retired: &[__lock::Ty::Named("app", "Hero", &[__lock::Ty::Const(-3)])]
            }
        })
    );
}

#[test]
fn every_kind_of_type_has_its_literal() {
    let types = [
        ("()", quote!(Leaf(__lock::Kind::Unit))),
        ("bool", quote!(Leaf(__lock::Kind::Bool))),
        ("char", quote!(Leaf(__lock::Kind::Char))),
        ("String", quote!(Leaf(__lock::Kind::Text))),
        ("i128", quote!(Leaf(__lock::Kind::Number(__lock::Number::I128)))),
        ("f32", quote!(Leaf(__lock::Kind::Number(__lock::Number::F32)))),
        ("Option<()>", quote!(Of(__lock::Kind::Option, &[__lock::Ty::Leaf(__lock::Kind::Unit)]))),
        ("Vec<()>", quote!(Of(__lock::Kind::Sequence, &[__lock::Ty::Leaf(__lock::Kind::Unit)]))),
        ("HashSet<()>", quote!(Of(__lock::Kind::Set, &[__lock::Ty::Leaf(__lock::Kind::Unit)]))),
        ("Vec<_>", quote!(Of(__lock::Kind::Sequence, &[__lock::Ty::Itself]))),
        ("Arc<()>", quote!(Of(__lock::Kind::Shared, &[__lock::Ty::Leaf(__lock::Kind::Unit)]))),
        ("Mutex<()>", quote!(Of(__lock::Kind::Locked, &[__lock::Ty::Leaf(__lock::Kind::Unit)]))),
        ("((),)", quote!(Of(__lock::Kind::Tuple, &[__lock::Ty::Leaf(__lock::Kind::Unit)]))),
        ("[(); 4]", quote!(Array(4u64, &[__lock::Ty::Leaf(__lock::Kind::Unit)]))),
        (
            "HashMap<(), bool>",
            quote!(Of(
                __lock::Kind::Map,
                &[__lock::Ty::Leaf(__lock::Kind::Unit), __lock::Ty::Leaf(__lock::Kind::Bool)]
            )),
        ),
        (
            r#"dep::"a b"<bool, 7>"#,
            quote!(Named("dep", "a b", &[__lock::Ty::Leaf(__lock::Kind::Bool), __lock::Ty::Const(7)])),
        ),
    ];
    for (ty, expected) in types {
        let head = head("app::A v1", Form::Record, &[&format!(".a {}", ty.replace("dep::", ""))]);
        let lock = whole(&format!("persist.lock 1\n{head}\napp::A v1 .a {ty}\n"));
        let (_, ty) = lock.stanzas[0].lines[0].field.as_ref().expect("a field");
        assert_eq!(text(ty), text(quote!(__lock::Ty::#expected)));
        assert!(text(&lock).contains("form:__lock::Form::Record"));
    }
}

#[test]
fn some_stanzas_become_a_slice() {
    let lock = whole(&example());
    let points = || lock.stanzas.iter().filter(|stanza| stanza.key.name == "Point");
    let [one, two] = points().collect::<Vec<_>>()[..] else { panic!("two revisions of a type") };
    let (first, second) = (one.to_token_stream(), two.to_token_stream());
    assert_eq!(text(table(points())), text(quote!(&[#first, #second])));
    assert!(text(&second).contains("version:1u32,revision:2u32"));
}
