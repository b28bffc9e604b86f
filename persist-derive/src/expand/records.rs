//! A record: a `plain` struct, saved row by row as it lies in memory.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::impls::{self, Made};
use super::{columns, outline, upgrade};
use crate::model::{Fields, Model};

pub(super) fn impls(model: &Model, fields: &Fields) -> TokenStream {
    let describe = outline::of_struct(model, &quote!(Record), fields, columns::offsets(model, fields));
    let plain = plain(model, fields);
    let rows = impls::encode_rows(quote!(__persist::encode_records(__rows, __w)));
    let one = impls::encode_one(quote!(__persist::encode_record(self, __w)));
    let encode = impls::encode(
        model,
        quote! {
            const BOUND: ::core::primitive::usize = ::core::mem::size_of::<Self>();
            const FLAT: __persist::Flat = __persist::Flat::record::<Self>();
            #rows
            #one
        },
    );
    let rows = impls::decode_rows(None, quote!(__persist::decode_records(__slots, __r)));
    let one = impls::decode_one(model, Made::Result(quote!(__persist::decode_record(__r))));
    let columns = columns::decode_columns(model, fields);
    let upgrade = upgrade::constant(model);
    let decode = impls::decode(
        model,
        quote! {
            const LOCATES: ::core::primitive::bool = false;
            const FLAT: __persist::Flat = __persist::Flat::record::<Self>();
            const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[#columns];
            #upgrade
            #rows
            #one
        },
    );
    quote!(#describe #plain #encode #decode)
}

fn plain(model: &Model, fields: &Fields) -> TokenStream {
    let sizes = fields.list.iter().map(|field| {
        let ty = &field.ty;
        quote!(::core::mem::size_of::<#ty>())
    });
    let leaves = fields.list.iter().map(|field| {
        let (ty, member) = (&field.ty, &field.member);
        quote_spanned! {columns::at(field)=>
            __at.field::<#ty>(__persist::offset_of!(Self, #member));
        }
    });
    let ident = &model.ident;
    let span = columns::near(ident.span());
    let check = quote_spanned! {span=>
        const CHECK: () = __persist::no_padding::<Self>(&[#(#sizes),*]);
    };
    let plain = impls::plain(
        model,
        quote! {
            #check
            fn leaves(__at: &mut __persist::Leaves<'_>) {
                #(#leaves)*
            }
        },
    );
    // Evaluated here, so that padding is an error where the type is written, not where it is first used.
    let now = model
        .generics
        .params
        .is_empty()
        .then(|| quote_spanned!(span=> const _: () = <#ident as __persist::Plain>::CHECK;));
    quote!(#plain #now)
}
