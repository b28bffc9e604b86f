//! What a type says of its past: in the schema, and in the tables that earlier files are read by.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{ExprPath, Type};

use super::columns::{self, near};
use super::outline;
use crate::history::{Removed, Was};
use crate::model::{Body, Field, Model, Name, Variant};
use crate::parse::Repeated;

/// The type in the schema, without its fields or variants.
pub(super) fn named(model: &Model) -> TokenStream {
    named_with(model, model.removed().map(|removed| described(model, removed)).collect())
}

/// The same without types.
pub(super) fn named_alone(model: &Model) -> TokenStream {
    let names = model.removed().map(|removed| &removed.name.text);
    named_with(model, names.map(|name| quote!(__persist::Removed::dropped(#name))).collect())
}

fn named_with(model: &Model, removed: Vec<TokenStream>) -> TokenStream {
    let (name, version) = (&model.name.text, model.version());
    let words = &model.words;
    let alias = aliases(&words.alias);
    let removed = called(quote!(removed), removed);
    let upgrades = words.upgrade.as_ref().map(|_| quote!(.upgrades()));
    let partial = words.partial.as_ref().map(|_| quote!(.partial()));
    let accepts_newer = words.accept_newer.as_ref().map(|_| quote!(.accepts_newer()));
    let others = match &model.body {
        Body::Enum(variants) if variants.iter().any(Variant::is_other) => Some(quote!(.others())),
        _ => None,
    };
    quote!(__persist::Named::new(#name, #version) #alias #removed #upgrades #partial #accepts_newer #others)
}

/// A field of the schema without its types.
pub(super) fn field_alone(field: &Field) -> TokenStream {
    let (name, filled) = (&field.name.text, of_filled(field));
    quote!(__persist::Field::unseen(#name) #filled)
}

/// What is said of a field in the schema, after its name and type.
pub(super) fn of_field(model: &Model, field: &Field) -> TokenStream {
    let filled = of_filled(field);
    let was = called(quote!(was), field.was().into_iter().map(|was| was_described(model, was)).collect());
    quote!(#filled #was)
}

/// The part of it that has no types.
fn of_filled(field: &Field) -> TokenStream {
    let words = &field.words;
    let alias = aliases(&words.alias);
    let since = words.since.as_ref().map(|given| {
        let since = given.value;
        quote!(.since(#since))
    });
    let default = words.default.as_ref().map(|_| quote!(.default()));
    quote!(#alias #since #default)
}

/// What is said of a variant in the schema, after its name and fields.
pub(super) fn of_variant(variant: &Variant) -> TokenStream {
    let alias = aliases(&variant.words.alias);
    let removed = called(quote!(removed), variant.removed().map(|removed| &removed.name.text).collect());
    quote!(#alias #removed)
}

/// How the field's column is filled and converted where a file has none, or another.
pub(super) fn of_column(field: &Field) -> TokenStream {
    let default = columns::default(field).map(|make| quote!(.default(#make)));
    let was = called(quote!(was), field.was().into_iter().map(|was| was_read(field, was)).collect());
    quote!(#default #was)
}

/// `Decode::REMOVED`: what becomes of the removed variants that are still read.
pub(super) fn removed_variants(model: &Model) -> Option<TokenStream> {
    let read: Vec<_> = model.removed().filter_map(removed_read).collect();
    (!read.is_empty()).then(|| {
        quote! {
            const REMOVED: &'__de [__persist::DecodeRemoved<'__de>] = &[#(#read),*];
        }
    })
}

/// A call of `method` with a list, if there is something to list.
fn called<T: quote::ToTokens>(method: TokenStream, list: Vec<T>) -> Option<TokenStream> {
    (!list.is_empty()).then(|| quote!(.#method(&[#(#list),*])))
}

fn aliases(names: &Repeated<Name>) -> Option<TokenStream> {
    called(quote!(alias), names.iter().map(|given| &given.value.text).collect())
}

fn described(model: &Model, removed: &Removed) -> TokenStream {
    let name = &removed.name.text;
    match &removed.kept {
        Some(kept) => {
            let (ty, way) = (&kept.ty, outline::way(model, &kept.ty));
            quote!(__persist::Removed::#way::<#ty>(#name))
        }
        None => quote!(__persist::Removed::dropped(#name)),
    }
}

fn was_described(model: &Model, was: &Was) -> TokenStream {
    let (ty, way, until) = (&was.ty, outline::way(model, &was.ty), was.until.value);
    quote!(__persist::Was::#way::<#ty>(#until))
}

fn was_read(field: &Field, was: &Was) -> TokenStream {
    let (ty, read) = (&was.ty, columns::read(field));
    let convert = conversion(field, was);
    quote! {
        __persist::DecodeWas::of::<#ty, #read, _, _>(<#ty as __persist::DecodeField<'__de>>::CODEC, #convert)
    }
}

/// Makes the field of a value of its earlier type.
fn conversion(field: &Field, was: &Was) -> TokenStream {
    let (ty, field_ty) = (&was.ty, &field.ty);
    let convert = match &was.with {
        Some(given) => called_with(ty, &given.value, &quote!(#field_ty)),
        None => quote_spanned! {near(ty.span())=>
            |__value: #ty| __persist::Converted::<#field_ty>::converted(
                <#field_ty as ::core::convert::TryFrom<#ty>>::try_from(__value),
            )
        },
    };
    match columns::wrap(field) {
        Some(wrap) => quote!(|__value: #ty| ::core::result::Result::map((#convert)(__value), #wrap)),
        None => convert,
    }
}

fn removed_read(removed: &Removed) -> Option<TokenStream> {
    let kept = removed.kept.as_ref()?;
    let (name, ty) = (&removed.name.text, &kept.ty);
    let convert = called_with(ty, &kept.with.as_ref()?.value, &quote!(Self));
    Some(quote! {
        __persist::DecodeRemoved::of::<#ty, Self, _, _>(
            #name,
            <#ty as __persist::DecodeField<'__de>>::CODEC,
            #convert,
        )
    })
}

/// Calls a function of the user's that makes `made` of a value of type `ty`, or a result of it.
fn called_with(ty: &Type, path: &ExprPath, made: &TokenStream) -> TokenStream {
    quote_spanned! {near(path.span())=>
        |__value: #ty| __persist::Converted::<#made>::converted((#path)(__value))
    }
}
