//! What all forms share: the frame around the impls and their headers.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::bounds::{self, Side};
use super::columns::near;
use super::runtime;
use crate::model::Model;

/// Wraps the impls so that nothing of them is seen outside.
pub(crate) fn framed(model: &Model, impls: TokenStream) -> TokenStream {
    let runtime = runtime(model);
    quote! {
        #[doc(hidden)]
        #[allow(deprecated)]
        const _: () = {
            use #runtime::__private as __persist;
            #impls
        };
    }
}

/// `unsafe impl Plain`.
pub(crate) fn plain(model: &Model, items: TokenStream) -> TokenStream {
    let ident = &model.ident;
    let (impl_generics, ty_generics, where_clause) = model.generics.split_for_impl();
    quote! {
        // SAFETY: each field is of a `Plain` type, which `Leaves::field` asks for, and named at its own offset; that there is
        // nothing between them is what `CHECK` is for.
        #[automatically_derived]
        unsafe impl #impl_generics __persist::Plain for #ident #ty_generics #where_clause {
            #items
        }
    }
}

/// `unsafe impl Encode`; nothing for a type that is never saved.
pub(crate) fn encode(model: &Model, items: TokenStream) -> TokenStream {
    if !model.is_saved() {
        return TokenStream::new();
    }
    let ident = &model.ident;
    let generics = bounds::of(model, Side::Encode);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        // SAFETY: the items are tables of the fields that are saved, with their own offsets and codecs, and calls of the
        // runtime that go by them (docs/DESIGN.md, *Rules that keep it sound*, rule 1).
        #[automatically_derived]
        unsafe impl #impl_generics __persist::Encode for #ident #ty_generics #where_clause {
            #items
        }
    }
}

/// `unsafe impl Decode`; nothing for a type that is never loaded.
pub(crate) fn decode(model: &Model, items: TokenStream) -> TokenStream {
    if !model.is_loaded() {
        return TokenStream::new();
    }
    let ident = &model.ident;
    let generics = bounds::of(model, Side::Decode);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (_, ty_generics, _) = model.generics.split_for_impl();
    quote! {
        // SAFETY: as for `Encode`, of tables of all fields, each once; what fills a field that is not saved is safe code.
        #[automatically_derived]
        unsafe impl #impl_generics __persist::Decode<'__de> for #ident #ty_generics #where_clause {
            #items
        }
    }
}

/// Elements lie in a sequence as those of `ty` do, but have to be converted one by one.
pub(crate) fn flat_as(ty: &TokenStream, side: Side) -> TokenStream {
    let bound = side.bound();
    quote!(const FLAT: __persist::Flat = <#ty as #bound>::FLAT.indirect();)
}

/// The body of `Encode::encode_rows`.
pub(crate) fn encode_rows(body: TokenStream) -> TokenStream {
    quote! {
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            #body
        }
    }
}

/// The body of `Encode::encode_one`.
pub(crate) fn encode_one(body: TokenStream) -> TokenStream {
    quote! {
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            #body
        }
    }
}

/// `Encode::encode_one` by an expression that tells whether all fields are encoded.
pub(crate) fn encode_fields(encoded: &TokenStream) -> TokenStream {
    encode_one(quote! {
        let __encoded = #encoded;
        __w.outcome(__encoded)
    })
}

/// The body of `Encode::encode_root`.
pub(crate) fn encode_root(body: TokenStream) -> TokenStream {
    quote! {
        fn encode_root(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            #body
        }
    }
}

/// `Decode::decode_rows`, which has every value checked where there is a `validate`.
pub(crate) fn decode_rows(validate: Option<TokenStream>, decode: TokenStream) -> TokenStream {
    let body = match validate {
        Some(validate) => quote! {
            __persist::decode_validated(__slots, __r, |__slots, __r| #decode, #validate)
        },
        None => decode,
    };
    quote! {
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            #body
        }
    }
}

/// An expression that makes the value of a type.
pub(crate) enum Made {
    /// `Self`
    Value(TokenStream),
    /// `Result<Self>`
    Result(TokenStream),
}

/// `Decode::decode_one`.
pub(crate) fn decode_one(model: &Model, made: Made) -> TokenStream {
    let body = checked(model, made);
    quote! {
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            #body
        }
    }
}

/// `Decode::decode_root`.
pub(crate) fn decode_root(model: &Model, made: Made) -> TokenStream {
    let body = checked(model, made);
    quote! {
        fn decode_root(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            #body
        }
    }
}

/// The value as the result, validated first where the type asks for it.
fn checked(model: &Model, made: Made) -> TokenStream {
    let Some(validate) = &model.words.validate else {
        return match made {
            Made::Value(value) => quote!(::core::result::Result::Ok(#value)),
            Made::Result(result) => result,
        };
    };
    let path = &validate.value;
    let value = match made {
        Made::Value(value) => value,
        Made::Result(result) => quote!(#result?),
    };
    let valid = quote_spanned! {near(path.span())=>
        __persist::validated((#path)(&__value))?;
    };
    quote! {
        let __value = #value;
        #valid
        ::core::result::Result::Ok(__value)
    }
}
