//! Inferred bounds and lifetimes.

use proc_macro2::TokenStream;
use quote::quote;

use super::{model, text};
use crate::expand::bounds::{Side, of};

/// The where clause of an impl.
fn clause(item: TokenStream, side: Side) -> String {
    let generics = of(&model(item), side);
    text(generics.where_clause.map(|clause| clause.predicates))
}

#[track_caller]
fn assert_bounds(item: TokenStream, encode: TokenStream, decode: TokenStream) {
    assert_eq!(clause(item.clone(), Side::Encode), text(encode));
    assert_eq!(clause(item, Side::Decode), text(decode));
}

#[track_caller]
fn assert_outlives(item: TokenStream, lifetimes: TokenStream) {
    let generics = of(&model(item), Side::Decode);
    let input = generics.lifetimes().next().map(|input| &input.bounds);
    assert_eq!(text(input), text(lifetimes));
}

#[test]
fn only_what_fields_need_is_bound() {
    assert_bounds(
        quote!(
            struct A<T, U, V, W>(Vec<T>, (u8, [Option<U>; 2]), PhantomData<V>, #[persist(with = B)] W);
        ),
        quote!(T: __persist::Encode, U: __persist::Encode),
        quote!(T: __persist::Decode<'__de>, U: __persist::Decode<'__de>),
    );
    assert_bounds(
        quote!(
            struct A<T>(other::T, T<u8>::B);
        ),
        quote!(T<u8>::B: __persist::Encode),
        quote!(T<u8>::B: __persist::Decode<'__de>),
    );
}

#[test]
fn associated_types_are_bound_by_themselves() {
    assert_bounds(
        quote!(
            struct A<T: I>(Vec<T::Item>, <T as I>::Other, T::Item)
            where
                T: Copy;
        ),
        quote!(T: Copy, T::Item: __persist::Encode, <T as I>::Other: __persist::Encode),
        quote!(T: Copy, T::Item: __persist::Decode<'__de>, <T as I>::Other: __persist::Decode<'__de>),
    );
}

#[test]
fn a_filled_field_needs_its_default() {
    assert_bounds(
        quote!(
            struct A<T, U>(#[persist(skip)] Option<T>, #[persist(skip, default = f())] U, #[persist(skip)] u8);
        ),
        quote!(),
        quote!(Option<T>: ::core::default::Default),
    );
}

#[test]
fn bounds_are_replaced() {
    assert_bounds(
        quote!(
            #[persist(bound = "T: X, U: Y")]
            struct A<T, U>(T, U);
        ),
        quote!(T: X, U: Y),
        quote!(T: X, U: Y),
    );
    assert_bounds(
        quote!(
            #[persist(bound = "")]
            struct A<T>(T);
        ),
        quote!(),
        quote!(),
    );
    assert_bounds(
        quote!(
            struct A<T, U>(#[persist(bound = "T: X")] T, U);
        ),
        quote!(T: X, U: __persist::Encode),
        quote!(T: X, U: __persist::Decode<'__de>),
    );
}

#[test]
fn a_generic_type_is_saved_through_another_where_it_converts() {
    assert_bounds(
        quote!(
            #[persist(from = Vec<T>, into = Vec<T>)]
            struct A<T, U>(T, U);
        ),
        quote!(Self: ::core::clone::Clone, Self: ::core::convert::Into<Vec<T>>, T: __persist::Encode),
        quote!(Self: ::core::convert::From<Vec<T>>, T: __persist::Decode<'__de>),
    );
    assert_bounds(
        quote!(
            #[persist(from = u8, into = u8)]
            struct A;
        ),
        quote!(),
        quote!(),
    );
}

#[test]
fn parameters_in_groups_and_macros_are_found() {
    let ty = quote!(T);
    let group = proc_macro2::Group::new(proc_macro2::Delimiter::None, ty);
    assert_bounds(quote!(struct A<T>(Vec<#group>);), quote!(T: __persist::Encode), quote!(T: __persist::Decode<'__de>));
    assert_bounds(
        quote!(
            struct A<T>(list![T]);
        ),
        quote!(T: __persist::Encode),
        quote!(T: __persist::Decode<'__de>),
    );
}

#[test]
fn the_input_outlives_what_borrows_from_it() {
    assert_outlives(
        quote!(
            struct A<'a, 'b>(&'a str, Vec<&'b [u8]>, &'a str);
        ),
        quote!('a + 'b),
    );
    assert_outlives(
        quote!(
            struct A<'a>(Vec<Entry<'a>>);
        ),
        quote!('a),
    );
    assert_outlives(
        quote!(
            struct A<'a>(Cow<'a, str>, PhantomData<&'a u8>, #[persist(skip)] Option<&'a u8>);
        ),
        quote!(),
    );
    assert_outlives(
        quote!(
            struct A<'a>(#[persist(borrow)] Cow<'a, str>);
        ),
        quote!('a),
    );
    assert_outlives(
        quote!(
            struct A<'a, 'b>(#[persist(borrow = 'b)] Pair<'a, 'b>);
        ),
        quote!('b),
    );
    assert_outlives(
        quote!(
            struct A<'a>(#[persist(bound = "")] Entry<'a>);
        ),
        quote!(),
    );
    assert_outlives(
        quote!(
            struct A<'a>(#[persist(with = B)] Entry<'a>);
        ),
        quote!(),
    );
    assert_outlives(
        quote!(
            struct A<'a>(#[persist(with = B, borrow)] Entry<'a>);
        ),
        quote!('a),
    );
    assert_outlives(
        quote!(
            struct A(&'static str, Cow<'static, str>, Entry<'static>);
        ),
        quote!('static),
    );
    assert_outlives(
        quote!(
            #[persist(from = Raw<'a>, into = Raw<'a>)]
            struct A<'a, 'b>(&'b str, &'a str);
        ),
        quote!('a),
    );
}

#[test]
fn defaults_of_parameters_are_left_out() {
    let generics = of(
        &model(quote!(
            struct A<T = u8, const N: usize = 3>([T; N]);
        )),
        Side::Decode,
    );
    let (impl_generics, _, _) = generics.split_for_impl();
    assert_eq!(text(impl_generics), text(quote!(<'__de, T, const N: usize>)));
}

#[test]
fn earlier_types_are_loaded_and_never_saved() {
    assert_bounds(
        quote!(
            #[persist(version = 3, removed("a", b: Vec<V>), upgrade = f)]
            struct A<T, U, V, W>(
                T,
                #[persist(was(Option<U>, until = 1, with = g))] Vec<T>,
                #[persist(was(W, until = 1, with = g), bound = "")] u8,
            );
        ),
        quote!(T: __persist::Encode, U: __persist::Describe, V: __persist::Describe),
        quote!(T: __persist::Decode<'__de>, U: __persist::Decode<'__de>, V: __persist::Decode<'__de>),
    );
    assert_bounds(
        quote!(
            #[persist(version = 2, removed(B: T, with = f))]
            enum A<T> {}
        ),
        quote!(T: __persist::Describe),
        quote!(T: __persist::Decode<'__de>),
    );
}

#[test]
fn an_earlier_type_converts_where_that_is_implemented() {
    assert_bounds(
        quote!(
            #[persist(version = 2)]
            struct A<T>(#[persist(was(u8, until = 1))] T, #[persist(was(u8, until = 1))] u16);
        ),
        quote!(T: __persist::Encode),
        quote!(
            T: ::core::convert::TryFrom<u8>,
            ::core::result::Result<T, <T as ::core::convert::TryFrom<u8>>::Error>: __persist::Converted<T>,
            T: __persist::Decode<'__de>
        ),
    );
}

#[test]
fn input_outlives_what_earlier_types_borrow() {
    assert_outlives(
        quote!(
            #[persist(version = 2, removed(b: &'b str), upgrade = f)]
            struct A<'a, 'b, 'c>(#[persist(was(&'a str, until = 1, with = f))] String, PhantomData<&'b &'c ()>);
        ),
        quote!('a + 'b),
    );
}
