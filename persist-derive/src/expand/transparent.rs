//! A transparent struct: on the wire and in the schema it is its one field.

use proc_macro2::TokenStream;
use quote::quote;

use super::bounds::Side;
use super::impls::{self, Made};
use super::{columns, outline, structs, validate};
use crate::model::{Field, Fields, Model};

pub(super) fn impls(model: &Model, fields: &Fields) -> TokenStream {
    let Some(field) = fields.list.iter().find(|field| !columns::is_filled(model, field)) else {
        return TokenStream::new();
    };
    let describe = outline::as_field(model, field, columns::offsets(model, fields));
    let encode = impls::encode(model, encode(field));
    let decode = impls::decode(model, decode(model, fields, field));
    quote!(#describe #encode #decode)
}

/// Where memory looks like the wire, a struct that is nothing but its field does too.
fn flat(ty: &TokenStream, side: Side, field: &Field) -> TokenStream {
    let (bound, member) = (side.bound(), &field.member);
    quote! {
        const FLAT: __persist::Flat = __persist::Flat::within::<Self, #ty>(
            <#ty as #bound>::FLAT,
            __persist::offset_of!(Self, #member),
        );
    }
}

fn encode(field: &Field) -> TokenStream {
    let (written, member) = (columns::written(field), &field.member);
    let flat = flat(&written, Side::Encode, field);
    let value = columns::lent(field, quote!(&self.#member));
    let rows = impls::encode_rows(quote! {
        <#written as __persist::Encode>::encode_rows(
            __rows.field::<#written>(__persist::offset_of!(Self, #member)),
            __w,
        )
    });
    let one = impls::encode_one(quote!(<#written as __persist::Encode>::encode_one(#value, __w)));
    let root = impls::encode_root(quote!(<#written as __persist::Encode>::encode_root(#value, __w)));
    quote! {
        const BOUND: ::core::primitive::usize = <#written as __persist::Encode>::BOUND;
        #flat
        #rows
        #one
        #root
    }
}

fn decode(model: &Model, fields: &Fields, field: &Field) -> TokenStream {
    let read = columns::read(field);
    // A validated value has to be looked at, and a skipped field has to be filled: neither is a copy of bytes.
    let as_bytes = model.words.validate.is_none() && fields.saved().count() == fields.list.len();
    let flat = if as_bytes { flat(&read, Side::Decode, field) } else { impls::flat_as(&read, Side::Decode) };
    let locates = if model.words.validate.is_some() {
        quote!(false)
    } else {
        quote!(<#read as __persist::Decode<'__de>>::LOCATES)
    };
    let rows = impls::decode_rows(validate(model), quote!(__persist::decode_transparent(__slots, __r)));
    let in_place = structs::in_place(model, fields, Some(rows));
    let from = |value: TokenStream| {
        let values = fields.list.iter().map(|other| {
            let member = &other.member;
            if columns::is_filled(model, other) {
                let filler = columns::value(model, other, None);
                return quote!(#member: #filler);
            }
            let value = columns::unwrapped(other, value.clone());
            quote!(#member: #value)
        });
        Made::Value(quote!(Self { #(#values),* }))
    };
    let decode = quote!(<#read as __persist::Decode<'__de>>);
    let one = impls::decode_one(model, from(quote!(#decode::decode_one(__r)?)));
    let root = impls::decode_root(model, from(quote!(#decode::decode_root(__r)?)));
    quote! {
        const LOCATES: ::core::primitive::bool = #locates;
        #flat
        #in_place
        #one
        #root
    }
}
