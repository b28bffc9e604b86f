//! A type that is saved as a value of another: `from`, `try_from`, `into`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::bounds::Side;
use super::columns::near;
use super::impls::{self, Made};
use super::{outline, validate};
use crate::model::Model;

pub(super) fn impls(model: &Model, ty: &Type) -> TokenStream {
    let describe = outline::as_type(model, ty);
    let encode = impls::encode(model, encode(ty));
    let decode = impls::decode(model, decode(model, ty));
    quote!(#describe #encode #decode)
}

fn encode(ty: &Type) -> TokenStream {
    let span = near(ty.span());
    let convert = quote_spanned! {span=>
        |__v: &Self| -> #ty {
            <Self as ::core::convert::Into<#ty>>::into(<Self as ::core::clone::Clone>::clone(__v))
        }
    };
    let rows = impls::encode_rows(quote!(__persist::encode_through(__rows, __w, #convert)));
    let one = impls::encode_one(quote! {
        let __repr = (#convert)(self);
        <#ty as __persist::Encode>::encode_one(&__repr, __w)
    });
    let root = impls::encode_root(quote! {
        let __repr = (#convert)(self);
        <#ty as __persist::Encode>::encode_root(&__repr, __w)
    });
    let flat = impls::flat_as(&quote!(#ty), Side::Encode);
    quote! {
        const BOUND: ::core::primitive::usize = <#ty as __persist::Encode>::BOUND;
        #flat
        #rows
        #one
        #root
    }
}

fn decode(model: &Model, ty: &Type) -> TokenStream {
    let span = near(ty.span());
    let convert = if model.words.try_from.is_some() {
        quote_spanned!(span=> |__repr: #ty| <Self as ::core::convert::TryFrom<#ty>>::try_from(__repr))
    } else {
        quote_spanned! {span=>
            |__repr: #ty| ::core::result::Result::Ok::<Self, ::core::convert::Infallible>(
                <Self as ::core::convert::From<#ty>>::from(__repr),
            )
        }
    };
    let rows = impls::decode_rows(
        validate(model),
        quote!(__persist::decode_through::<#ty, Self, _, _>(__slots, __r, #convert)),
    );
    let restored = |routine: TokenStream| {
        Made::Result(quote! {
            __persist::restore::<#ty, Self, _, _>(
                <#ty as __persist::Decode<'__de>>::#routine(__r)?,
                #convert,
            )
        })
    };
    let one = impls::decode_one(model, restored(quote!(decode_one)));
    let root = impls::decode_root(model, restored(quote!(decode_root)));
    let flat = impls::flat_as(&quote!(#ty), Side::Decode);
    quote! {
        const LOCATES: ::core::primitive::bool = false;
        #flat
        #rows
        #one
        #root
    }
}
