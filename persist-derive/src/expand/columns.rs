//! What is written about one field: in the schema, in the tables, and in the single-value path.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::history;
use crate::model::{Field, Fields, Model};

/// The type that stands for the field in the schema and on the way out.
pub(super) fn written(field: &Field) -> TokenStream {
    let ty = &field.ty;
    match &field.words.with {
        Some(given) => {
            let with = &given.value;
            quote_spanned!(near(with.span())=> __persist::With<#ty, #with>)
        }
        None => quote!(#ty),
    }
}

/// The type that stands for the field on the way in.
pub(super) fn read(field: &Field) -> TokenStream {
    if borrows_cow(field) {
        let ty = &field.ty;
        return quote_spanned!(at(field)=> __persist::Borrowed<#ty>);
    }
    written(field)
}

/// `borrow` changes how a `Cow` is loaded; what holds references borrows anyway.
fn borrows_cow(field: &Field) -> bool {
    let words = &field.words;
    words.borrow.is_some() && words.with.is_none() && field.is_cow()
}

/// A reference to the field, as the type that is written.
pub(super) fn lent(field: &Field, reference: TokenStream) -> TokenStream {
    if field.words.with.is_none() {
        return reference;
    }
    let written = written(field);
    quote!(<#written>::of(#reference))
}

/// A value of the type that is read, as the field.
pub(super) fn unwrapped(field: &Field, value: TokenStream) -> TokenStream {
    if field.words.with.is_none() && !borrows_cow(field) {
        return value;
    }
    quote!(#value.into_inner())
}

/// What makes the type that is read of the field, where the two differ.
pub(super) fn wrap(field: &Field) -> Option<TokenStream> {
    if field.words.with.is_none() && !borrows_cow(field) {
        return None;
    }
    let read = read(field);
    Some(quote!(<#read>::new))
}

/// A span for generated code about which rustc complains at the field.
pub(super) fn at(field: &Field) -> Span {
    near(field.span)
}

/// A span for generated code about which rustc complains at `span`.
pub(super) fn near(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// The field in the encode table, at `offset`.
pub(super) fn encode_column(field: &Field, offset: &TokenStream) -> TokenStream {
    let (name, written) = (&field.name.text, written(field));
    quote! {
        __persist::EncodeColumn {
            name: #name,
            offset: #offset,
            item: <#written as __persist::EncodeField>::CODEC,
        }
    }
}

/// Whether the field is encoded in the single-value path, where it is `reference`; errors name `variant` where there is one.
pub(super) fn encoded(field: &Field, reference: TokenStream, variant: Option<&str>) -> TokenStream {
    let (name, written) = (&field.name.text, written(field));
    let (value, variant) = (lent(field, reference), variant.unwrap_or_default());
    quote_spanned! {at(field)=>
        <#written as __persist::EncodeField>::encode_field(#value, #variant, #name, __w)
    }
}

/// Whether all of these fields are encoded: one after another, up to one that cannot be.
pub(super) fn all_encoded(fields: impl Iterator<Item = TokenStream>) -> TokenStream {
    let fields: Vec<_> = fields.collect();
    if fields.is_empty() { quote!(true) } else { quote!(#(#fields)&&*) }
}

/// `Describe::OFFSETS`: where the fields of a struct lie, in the order of its decode table.
pub(super) fn offsets(model: &Model, fields: &Fields) -> TokenStream {
    let offsets = saved_first(model, fields.list.iter().enumerate()).map(|(_, field)| {
        let member = &field.member;
        quote!(__persist::offset_of!(Self, #member))
    });
    quote!(const OFFSETS: &'static [::core::primitive::usize] = &[#(#offsets),*];)
}

/// The offset of the field at this index of the decode table; the encode table, which has only what is saved, begins alike.
pub(super) fn offset(index: usize) -> TokenStream {
    quote!(<Self as __persist::Describe>::OFFSETS[#index])
}

/// The decode table of a struct whose fields are decoded in place.
pub(super) fn decode_columns(model: &Model, fields: &Fields) -> TokenStream {
    let columns = saved_first(model, fields.list.iter().enumerate())
        .enumerate()
        .map(|(index, (_, field))| decode_column(model, field, &offset(index)));
    quote!(#(#columns),*)
}

/// Fields in the order of decode tables: those that are in files, as in the schema, and then those that are filled.
pub(super) fn saved_first<'a>(
    model: &'a Model,
    fields: impl Iterator<Item = (usize, &'a Field)> + Clone,
) -> impl Iterator<Item = (usize, &'a Field)> {
    let read = fields.clone().filter(|(_, field)| !is_filled(model, field));
    read.chain(fields.filter(|(_, field)| is_filled(model, field)))
}

/// The field in a decode table, at `offset`.
pub(super) fn decode_column(model: &Model, field: &Field, offset: &TokenStream) -> TokenStream {
    let name = &field.name.text;
    if is_filled(model, field) {
        let (ty, make) = (&field.ty, maker(model, field));
        return quote!(__persist::DecodeColumn::fill::<#ty, _>(#name, #offset, #make));
    }
    let read = read(field);
    let history = history::of_column(field);
    quote! {
        __persist::DecodeColumn {
            name: #name,
            offset: #offset,
            item: <#read as __persist::DecodeField<'__de>>::CODEC,
            origin: __persist::Origin::FILE #history,
        }
    }
}

/// Whether the field comes from no file.
pub(super) fn is_filled(model: &Model, field: &Field) -> bool {
    !field.is_saved() || (model.words.transparent.is_some() && field.is_phantom())
}

/// Makes the value of a field that comes from no file.
fn maker(model: &Model, field: &Field) -> TokenStream {
    if field.is_saved() && is_filled(model, field) {
        return quote!(|| ::core::marker::PhantomData);
    }
    let given = field.words.default.as_ref();
    made(&field.ty, given.and_then(|given| given.value.as_ref()))
}

/// Makes the value of a field that the file does not have, as the type that is read.
pub(super) fn default(field: &Field) -> Option<TokenStream> {
    let given = field.words.default.as_ref()?;
    let make = made(&field.ty, given.value.as_ref());
    let Some(wrap) = wrap(field) else { return Some(make) };
    let read = read(field);
    Some(quote!(|| -> #read { #wrap((#make)()) }))
}

/// A closure with the field's type: `?` and `return` in a user's expression cannot leave the routine around it.
fn made(ty: &Type, value: Option<&TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(|| -> #ty { #value }),
        None => quote!(|| <#ty as ::core::default::Default>::default()),
    }
}

/// The field's value in the single-value path, in which errors name `variant` where there is one.
pub(super) fn value(model: &Model, field: &Field, variant: Option<&str>) -> TokenStream {
    if is_filled(model, field) {
        let make = maker(model, field);
        return quote_spanned!(at(field)=> (#make)());
    }
    let (name, read, variant) = (&field.name.text, read(field), variant.unwrap_or_default());
    let loaded = quote_spanned! {at(field)=>
        match <#read as __persist::DecodeField<'__de>>::decode_field(#variant, #name, __r) {
            ::core::result::Result::Ok(__value) => __value,
            ::core::result::Result::Err(__error) => return ::core::result::Result::Err(__error),
        }
    };
    unwrapped(field, loaded)
}
