//! The rules about forms and about the words on fields.

use quote::quote;

use super::{error, model, refused};

#[test]
fn a_type_has_one_form() {
    refused(
        quote!(
            #[persist(transparent, plain)]
            #[repr(C)]
            struct A(u8);
        ),
        &["`transparent` and `plain` are two forms"],
    );
    refused(
        quote!(
            #[persist(plain, from = u8, into = u8)]
            #[repr(C)]
            struct A(u8);
        ),
        &["`plain` and `into`"],
    );
    refused(
        quote!(
            #[persist(from = u8, try_from = u8, into = u8)]
            struct A(u8);
        ),
        &["keep `from` if every value"],
    );
}

#[test]
fn both_directions_are_given() {
    refused(
        quote!(
            #[persist(from = u8)]
            struct A(u8);
        ),
        &["not how it is saved", "add `into`"],
    );
    refused(
        quote!(
            #[persist(try_from = u8)]
            struct A(u8);
        ),
        &["not how it is saved", "add `into`"],
    );
    refused(
        quote!(
            #[persist(into = u8)]
            struct A(u8);
        ),
        &["not how it is loaded", "`encode_only`"],
    );
    refused(
        quote!(
            #[persist(into = u8, from = u16)]
            struct A(u8);
        ),
        &["name one type"],
    );
    model(quote!(
        #[persist(into = u8, encode_only)]
        struct A(u8);
    ));
    // A word that could not be read is not missing.
    refused(
        quote!(
            #[persist(into = u8, from = 5)]
            struct A(u8);
        ),
        &["`from` takes a type"],
    );
}

#[test]
fn a_form_without_a_node_has_no_name() {
    refused(
        quote!(
            #[persist(transparent, version = 2)]
            struct A(u8);
        ),
        &["`version` has no effect beside `transparent`"],
    );
    refused(
        quote!(
            #[persist(transparent, rename = "B")]
            struct A(u8);
        ),
        &["`rename` has no effect"],
    );
    refused(
        quote!(
            #[persist(from = u8, into = u8, version = 2)]
            struct A(u8);
        ),
        &["`version` has no effect beside `into`"],
    );
    refused(
        quote!(
            #[persist(transparent)]
            struct A(#[persist(rename = "b")] u8);
        ),
        &["without a name"],
    );
}

#[test]
fn a_transparent_struct_has_one_field() {
    model(quote!(
        #[persist(transparent)]
        struct A(u8);
    ));
    model(quote!(
        #[persist(transparent)]
        struct A<T>(u8, PhantomData<T>);
    ));
    model(quote!(
        #[persist(transparent)]
        struct A(u8, #[persist(skip)] u8);
    ));
    refused(
        quote!(
            #[persist(transparent)]
            struct A(u8, u8);
        ),
        &["this one has 2"],
    );
    refused(
        quote!(
            #[persist(transparent)]
            struct A;
        ),
        &["this one has 0"],
    );
    refused(
        quote!(
            #[persist(transparent)]
            enum A {
                B(u8),
            }
        ),
        &["`transparent` is for a struct"],
    );
}

#[test]
fn a_record_is_a_struct_of_known_layout() {
    model(quote!(
        #[persist(plain)]
        #[repr(C)]
        struct A {
            a: u8,
            b: [u16; 2],
        }
    ));
    model(quote!(
        #[persist(plain)]
        #[repr(C, align(8))]
        struct A {
            a: u64,
        }
    ));
    model(quote!(
        #[persist(plain)]
        #[repr(transparent)]
        struct A(f32);
    ));
    model(quote!(
        #[persist(plain)]
        #[repr(C)]
        struct A<const N: usize>([f32; N]);
    ));
    refused(
        quote!(
            #[persist(plain)]
            struct A(u8);
        ),
        &["add `#[repr(C)]`"],
    );
    refused(
        quote!(
            #[persist(plain)]
            #[repr(align(4))]
            struct A(u8);
        ),
        &["add `#[repr(C)]`"],
    );
    refused(
        quote!(
            #[persist(plain)]
            #[repr(C)]
            struct A;
        ),
        &["at least one field"],
    );
    refused(
        quote!(
            #[persist(plain)]
            #[repr(C)]
            struct A<T>(T);
        ),
        &["no type parameters"],
    );
    refused(
        quote!(
            #[persist(plain)]
            #[repr(C, packed)]
            struct A(u8);
        ),
        &["may not be packed"],
    );
    refused(
        quote!(
            #[persist(plain)]
            #[repr(C)]
            enum A {
                B,
            }
        ),
        &["`plain` is for structs of numbers"],
    );
    refused(
        quote!(
            #[persist(plain, validate = f)]
            #[repr(C)]
            struct A(u8);
        ),
        &["remove `plain` to validate it"],
    );
    refused(
        quote!(
            #[persist(plain)]
            #[repr(C)]
            struct A(#[persist(skip)] u8);
        ),
        &["saved whole", "`skip`"],
    );
    refused(
        quote!(
            #[persist(plain)]
            #[repr(C)]
            struct A(#[persist(with = B)] u8);
        ),
        &["saved whole", "`with`"],
    );
}

#[test]
fn a_union_is_saved_through_another_type() {
    refused(quote!(union A { a: u8 }), &["make it an enum", "from = TYPE, into = TYPE"]);
    model(quote!(#[persist(from = u8, into = u8)] union A { a: u8 }));
}

#[test]
fn nothing_is_loaded_of_an_encode_only_type() {
    refused(
        quote!(
            #[persist(encode_only, validate = f)]
            struct A(u8);
        ),
        &["`validate` is about loading"],
    );
    refused(
        quote!(
            #[persist(encode_only, from = u8, into = u8)]
            struct A(u8);
        ),
        &["`from` is about loading"],
    );
    refused(
        quote!(
            #[persist(encode_only)]
            struct A(#[persist(default)] u8);
        ),
        &["`default` is about loading"],
    );
    model(quote!(
        #[persist(encode_only)]
        struct A<'a>(&'a [u16], #[persist(skip)] u8);
    ));
}

#[test]
fn words_without_effect_are_refused() {
    refused(
        quote!(
            struct A(#[persist(skip, rename = "b")] u8);
        ),
        &["`rename` has no effect on a field with `skip`"],
    );
    refused(
        quote!(
            struct A(#[persist(skip, with = B)] u8);
        ),
        &["`with` has no effect on a field with `skip`"],
    );
    refused(
        quote!(
            #[persist(from = u8, into = u8)]
            struct A(#[persist(skip)] u8);
        ),
        &["`skip` has no effect here"],
    );
    refused(
        quote!(
            #[persist(from = u8, into = u8)]
            enum A {
                #[persist(rename = "C")]
                B,
            }
        ),
        &["`rename` has no effect here"],
    );
    refused(
        quote!(
            struct A(#[persist(borrow)] String);
        ),
        &["no lifetime to borrow for"],
    );
    refused(
        quote!(
            struct A<'a, 'b>(&'b str, #[persist(borrow = 'b)] Cow<'a, str>);
        ),
        &["no lifetime `'b`"],
    );
}

#[test]
fn a_text_is_the_default_of_a_str_reference_only() {
    model(quote!(
        struct A(#[persist(default = "x")] &'static str);
    ));
    let of_path = error(quote!(
        struct A(#[persist(default = "make::it")] String);
    ));
    assert!(of_path.contains("`default = make::it()` calls a function"), "{of_path}");
    assert!(of_path.contains("`default = \"make::it\".into()`"), "{of_path}");
    let of_text = error(quote!(
        struct A(#[persist(default = "a b")] String);
    ));
    assert!(!of_text.contains("calls a function"), "{of_text}");
    assert!(of_text.contains("`default = \"a b\".into()`"), "{of_text}");
}

#[test]
fn what_means_nothing_elsewhere_is_not_saved() {
    refused(
        quote!(
            struct A(Vec<Box<dyn Shape>>);
        ),
        &["behind `dyn`", "an enum", "`with = TYPE`"],
    );
    refused(
        quote!(
            enum A {
                B(*const u8),
            }
        ),
        &["raw pointer"],
    );
    refused(
        quote!(
            struct A(Option<fn(u8) -> u8>);
        ),
        &["a function cannot be saved"],
    );
    model(quote!(
        struct A(PhantomData<*const u8>, #[persist(skip)] fn(), #[persist(with = B)] Box<dyn Shape>);
    ));
    model(quote!(
        #[persist(from = u8, into = u8)]
        struct A(fn());
    ));
}
