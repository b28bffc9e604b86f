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
    let one = impls::encode_fields(&columns::all_encoded(single));
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
    quote! {
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[#columns];
        #rows
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
