//! A packed struct: its fields may lie anywhere, so they are copied into an aligned tuple, and that is what is saved.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Index;

use super::enums::assembled;
use super::impls::{self, Made};
use super::{columns, outline, validate};
use crate::model::{Fields, Model};

pub(super) fn impls(model: &Model, fields: &Fields) -> TokenStream {
    let describe = outline::of_struct(model, &quote!(Struct), fields, TokenStream::new());
    let encode = impls::encode(model, encode(fields));
    let decode = impls::decode(model, decode(model, fields));
    // A bound of its own says more than rustc's "cannot move out of a shared reference".
    quote! {
        fn __packed_fields_are_copied<__F: ::core::marker::Copy>(__field: __F) -> __F {
            __field
        }
        #describe
        #encode
        #decode
    }
}

fn encode(fields: &Fields) -> TokenStream {
    let types = fields.saved().map(|field| &field.ty);
    let tuple = quote!((#(#types,)*));
    let columns = fields.saved().enumerate().map(|(index, field)| {
        let index = Index::from(index);
        columns::encode_column(field, &quote!(__persist::offset_of!(#tuple, #index)))
    });
    let copies = fields.saved().map(|field| {
        let (ty, member) = (&field.ty, &field.member);
        quote_spanned!(columns::at(field)=> __packed_fields_are_copied::<#ty>(__v.#member))
    });
    let single = fields.saved().map(|field| {
        let (ty, member) = (&field.ty, &field.member);
        let copy = quote_spanned!(columns::at(field)=> &__packed_fields_are_copied::<#ty>(self.#member));
        columns::encoded(field, copy, None)
    });
    let rows = impls::encode_rows(quote! {
        __persist::encode_copied(
            __rows,
            __w,
            |__v: &Self| (#(#copies,)*),
            <Self as __persist::Encode>::COLUMNS,
        )
    });
    let one = impls::encode_fields(&columns::all_encoded(single));
    quote! {
        const BOUND: ::core::primitive::usize = __persist::bound(<Self as __persist::Encode>::COLUMNS);
        const COLUMNS: &'static [__persist::EncodeColumn] = &[#(#columns),*];
        const IN_PLACE: ::core::primitive::bool = false;
        #rows
        #one
    }
}

fn decode(model: &Model, fields: &Fields) -> TokenStream {
    let assembled = assembled(model, &model.name.text, &quote!(Self), &fields.list);
    let parts = quote!(&<Self as __persist::Decode<'__de>>::VARIANTS[0]);
    let rows = impls::decode_rows(validate(model), quote!(__persist::decode_assembled(__slots, __r, #parts)));
    let values = fields.list.iter().map(|field| {
        let (member, value) = (&field.member, columns::value(model, field, None));
        quote!(#member: #value)
    });
    let one = impls::decode_one(model, Made::Value(quote!(Self { #(#values),* })));
    quote! {
        const LOCATES: ::core::primitive::bool = false;
        const VARIANTS: &'__de [__persist::DecodeVariant<'__de>] = &[#assembled];
        #rows
        #one
    }
}
