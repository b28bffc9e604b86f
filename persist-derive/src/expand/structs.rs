//! A struct: a table of its fields each way, the single-value path, and the owning pass.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::impls::{self, Made};
use super::{columns, outline, upgrade, validate};
use crate::model::{Fields, Model};

pub(super) fn impls(model: &Model, fields: &Fields) -> TokenStream {
    let describe = outline::of_struct(model, &quote!(Struct), fields, columns::offsets(model, fields));
    let encode = impls::encode(model, encode(fields));
    let decode = impls::decode(model, decode(model, fields));
    quote!(#describe #encode #decode)
}

fn encode(fields: &Fields) -> TokenStream {
    let columns =
        fields.saved().enumerate().map(|(index, field)| columns::encode_column(field, &columns::offset(index)));
    let single = fields.saved().map(|field| {
        let member = &field.member;
        columns::encoded(field, quote_spanned!(columns::at(field)=> &self.#member), None)
    });
    let one = impls::encode_one(quote! {
        #(#single)*
        ::core::result::Result::Ok(())
    });
    quote! {
        const COLUMNS: &'static [__persist::EncodeColumn] = &[#(#columns),*];
        #one
    }
}

fn decode(model: &Model, fields: &Fields) -> TokenStream {
    // A value that is validated is owned before.
    let locates = model.words.validate.is_some().then(|| {
        quote!(
            const LOCATES: ::core::primitive::bool = false;
        )
    });
    let routine = quote!(__persist::decode_struct(__slots, __r));
    let rows = validate(model).map(|validate| impls::decode_rows(Some(validate), routine));
    let in_place = in_place(model, fields, rows);
    let upgrade = upgrade::constant(model);
    let one = impls::decode_one(model, Made::Value(value(model, fields)));
    quote! {
        #locates
        #upgrade
        #in_place
        #one
    }
}

/// Everything that works on the fields in place, with `rows`, what decodes a block: also of a transparent struct.
pub(super) fn in_place(model: &Model, fields: &Fields, rows: Option<TokenStream>) -> TokenStream {
    let columns = columns::decode_columns(model, fields);
    let owned = owned(model, fields);
    quote! {
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[#columns];
        #rows
        #owned
    }
}

/// A validated type is owned before it is validated, and has nothing left to own.
fn owned(model: &Model, fields: &Fields) -> TokenStream {
    if model.words.validate.is_some() {
        return TokenStream::new();
    }
    let loaded = fields.list.iter().filter(|field| !columns::is_filled(model, field));
    let owned: TokenStream = loaded.enumerate().map(|(index, field)| columns::owned(index, field)).collect();
    if owned.is_empty() {
        return owned;
    }
    quote! {
        fn own(__slot: __persist::Located<'_>) {
            let __at = <Self as __persist::Describe>::OFFSETS;
            #owned
        }
    }
}

/// The struct, read field by field.
fn value(model: &Model, fields: &Fields) -> TokenStream {
    let values = fields.list.iter().map(|field| {
        let (member, value) = (&field.member, columns::value(model, field, None));
        quote!(#member: #value)
    });
    quote!(Self { #(#values),* })
}
