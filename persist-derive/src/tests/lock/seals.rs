//! Which types are sealed: what the derive knows of them is what was released.

use proc_macro2::TokenStream;
use quote::quote;

use super::{head, whole};
use crate::lock::held::Held;
use crate::lock::{Form, Lock, identity};
use crate::tests::{model, text};

/// A lock with these stanzas: title, form and lines in order, as of the crate `app`.
fn lock(stanzas: &[(&str, Form, &[&str])]) -> Lock {
    let mut file = "persist.lock 1\n".to_owned();
    for (title, form, lines) in stanzas {
        file += &format!("{}\n", head(&format!("app::{title}"), *form, lines));
        lines.iter().for_each(|line| file += &format!("app::{title} {line}\n"));
    }
    whole(&file)
}

fn seal(lock: &Lock, item: TokenStream) -> Option<String> {
    Held::by(lock, &model(item)).seal.map(text)
}

const PLAYER: (&str, Form, &[&str]) = ("Player v1", Form::Struct, &[".hp u16", ".name String"]);
const LATER: (&str, Form, &[&str]) = ("Player v2", Form::Struct, &[".hp f32", ".level u8", ".name String"]);

#[test]
fn a_seal_has_the_lock_and_the_place_in_it() {
    let lock = lock(&[PLAYER, ("Other v1", Form::Enum, &["::A"])]);
    let sealed = seal(
        &lock,
        quote!(
            struct Player {
                name: String,
                hp: u16,
            }
        ),
    )
    .expect("a seal");
    let (first, _) = lock.named("Player");
    let place = format!("__persist::Seal{{lock:{}u64,first:{first}usize,end:{}usize,types:", lock.identity, first + 1);
    assert!(sealed.starts_with(&place), "{sealed}: {place}");
}

/// Of types, the seal has those of the lock in the order of the source; what the source calls them says nothing.
#[test]
fn types_are_those_of_the_lock_in_the_order_of_the_source() {
    let lock = lock(&[PLAYER]);
    let one = seal(
        &lock,
        quote!(
            struct Player {
                name: String,
                hp: u16,
            }
        ),
    );
    let other = seal(
        &lock,
        quote!(
            struct Player {
                hp: u16,
                name: String,
            }
        ),
    );
    assert!(one.is_some() && other.is_some() && one != other);
    assert_eq!(
        one,
        seal(
            &lock,
            quote!(
                struct Player {
                    #[persist(skip)]
                    cache: u8,
                    name: Alias,
                    #[persist(with = X)]
                    hp: Y,
                }
            )
        )
    );
}

#[test]
fn earlier_versions_are_sealed_with_the_latest() {
    let lock = lock(&[PLAYER, LATER]);
    let (first, _) = lock.named("Player");
    let sealed = seal(
        &lock,
        quote! {
            #[persist(version = 2)]
            struct Player {
                name: String,
                #[persist(was(u16, until = 1, with = f))]
                hp: f32,
                #[persist(since = 2, default)]
                level: u8,
            }
        },
    );
    let place = format!("first:{first}usize,end:{}usize,", first + 2);
    assert!(sealed.as_ref().is_some_and(|sealed| sealed.contains(&place)), "{sealed:?}");
}

#[test]
fn what_is_not_as_it_was_or_not_declared_has_no_seal() {
    let one = lock(&[PLAYER]);
    for item in [
        // Another version, name or form; more, fewer or other fields.
        quote!(
            #[persist(version = 2)]
            struct Player {
                name: String,
                hp: u16,
            }
        ),
        quote!(
            struct Gamer {
                name: String,
                hp: u16,
            }
        ),
        quote!(
            #[persist(rename = "Gamer", alias = "Player")]
            struct Player {
                name: String,
                hp: u16,
            }
        ),
        quote!(
            #[persist(plain)]
            #[repr(C)]
            struct Player {
                name: u8,
                hp: u16,
            }
        ),
        quote!(
            struct Player {
                name: String,
            }
        ),
        quote!(
            struct Player {
                name: String,
                hp: u16,
                level: u8,
            }
        ),
        quote!(
            struct Player {
                name: String,
                #[persist(alias = "hp")]
                health: u16,
            }
        ),
        // What constants cannot answer for, and what only borrows the name.
        quote!(
            struct Player<T> {
                name: T,
                hp: u16,
            }
        ),
        quote!(
            #[persist(partial)]
            struct Player {
                name: String,
                hp: u16,
            }
        ),
        quote!(
            #[persist(encode_only)]
            struct Player {
                name: String,
                hp: u16,
            }
        ),
    ] {
        assert_eq!(seal(&one, item.clone()), None, "{item}");
    }
    let two = lock(&[PLAYER, LATER]);
    let [was, since] = [quote!(was(u16, until = 1, with = f)), quote!(since = 2, default)];
    for (hp, level) in [(None, Some(&since)), (Some(&was), None), (Some(&quote!(since = 2, default)), Some(&since))] {
        let hp = hp.map(|words| quote!(#[persist(#words)]));
        let level = level.map(|words| quote!(#[persist(#words)]));
        let item = quote!(#[persist(version = 2)] struct Player { name: String, #hp hp: f32, #level level: u8 });
        assert_eq!(seal(&two, item.clone()), None, "{item}");
    }
}

#[test]
fn a_name_that_comes_back_has_no_seal() {
    let versions = |second: &'static [&str]| {
        lock(&[
            ("A v1", Form::Struct, &[".x u8", ".y u8"]),
            ("A v2", Form::Struct, second),
            ("A v3", Form::Struct, &[".x u8", ".y u8"]),
        ])
    };
    let item = quote!(
        #[persist(version = 3)]
        struct A {
            x: u8,
            #[persist(since = 3, default)]
            y: u8,
        }
    );
    assert_eq!(seal(&versions(&[".x u8"]), item), None);
    let item = quote!(
        #[persist(version = 3)]
        struct A {
            x: u8,
            y: u8,
        }
    );
    assert!(seal(&versions(&[".x u8", ".y u8"]), item).is_some());
}

#[test]
fn numbers_that_are_wider_and_options_are_read() {
    for (before, now, reads) in [
        ("u8", "u16", true),
        ("u8", "i16", true),
        ("u8", "i8", false),
        ("f32", "f64", true),
        ("u32", "f64", false),
        ("u8", "Option<u8>", true),
        ("u8", "Option<u16>", false),
        ("Option<u8>", "Option<Option<u8>>", false),
        ("String", "Option<String>", true),
        ("Vec<u8>", "Vec<u16>", false),
    ] {
        let (one, two) = (format!(".x {before}"), format!(".x {now}"));
        let lock = lock(&[("A v1", Form::Struct, &[&one]), ("A v2", Form::Struct, &[&two])]);
        let sealed = seal(
            &lock,
            quote!(
                #[persist(version = 2)]
                struct A {
                    x: X,
                }
            ),
        );
        assert_eq!(sealed.is_some(), reads, "{before} as {now}");
    }
}

#[test]
fn further_shapes_and_types_without_a_name_that_hold_themselves_have_no_seal() {
    let again = lock(&[("A v1", Form::Struct, &[".x u8"]), ("A v1r2", Form::Struct, &[".x u16"])]);
    assert_eq!(
        seal(
            &again,
            quote!(
                struct A {
                    x: u16,
                }
            )
        ),
        None
    );
    let itself = lock(&[("A v1", Form::Struct, &[".x Vec<_>"])]);
    assert_eq!(
        seal(
            &itself,
            quote!(
                struct A {
                    x: Nest,
                }
            )
        ),
        None
    );
}

/// The same numbers are in the tests of `persist-core`, of a type with these fields.
#[test]
fn identities_are_those_of_the_runtime() {
    let lines = [
        ".a u8",
        ".b Vec<String>",
        ".c (u8, [f32; 3])",
        ".d HashMap<char, persist_core::Item>",
        ".e Option<persist_core::Turn<persist_core::Item, -3>>",
        ".f Mutex<()>",
        ".g std::Range<u8>",
    ];
    let (title, unqualified) =
        ("persist_core::Every v1", lines.map(|line| line.replace("persist_core::", "").replace("std::", "")));
    let head = head(title, Form::Struct, &unqualified.each_ref().map(String::as_str));
    let lines = lines.map(|line| format!("{title} {line}\n")).concat();
    let lock = whole(&format!("persist.lock 1\n{head}\n{lines}"));
    assert_eq!(identity::of_stanza(&lock.stanzas[0]), 0xf823_2225_a386_b077);
    let sealed = seal(
        &lock,
        quote!(
            struct Every {
                a: A,
                b: B,
                c: C,
                d: D,
                e: E,
                f: F,
                g: G,
            }
        ),
    )
    .expect("a seal");
    let types = format!("types:{}u64,leads_on:true}}", 0xb711_3b29_5c03_384e_u64);
    assert!(sealed.ends_with(&types), "{sealed}");
}
