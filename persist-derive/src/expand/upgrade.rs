//! `upgrade`: the table of the removed fields that it is handed, and the struct in which it gets them.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Ident, Type};

use super::columns::near;
use crate::mentions::{Mentions, names};
use crate::model::{Body, Model};

/// `Decode::UPGRADE`
pub(super) fn constant(model: &Model) -> Option<TokenStream> {
    let path = &model.words.upgrade.as_ref()?.value;
    let handed = handed(model);
    let removed = if handed.is_empty() { quote!(()) } else { struct_type(model, &handed) };
    let columns = handed.iter().map(|field| column(&removed, field));
    let (parameter, call) = if handed.is_empty() {
        (quote!(_), quote!(__value, __from))
    } else {
        (quote!(__removed), quote!(__value, __from, __removed))
    };
    let check = types_are_one(&removed, &handed);
    let upgrade = quote_spanned! {near(path.span())=>
        |__value: &mut Self, __from: ::core::primitive::u32, #parameter: #removed| {
            #check
            __persist::Converted::<()>::converted((#path)(#call))
        }
    };
    Some(quote! {
        const UPGRADE: ::core::option::Option<&'__de __persist::Upgrade<'__de>> = ::core::option::Option::Some(
            &__persist::Upgrade::of::<Self, #removed, _, _>(&[#(#columns),*], #upgrade),
        );
    })
}

/// The struct `NameRemoved`, beside the type, for which `upgrade` names it.
pub(crate) fn removed_struct(model: &Model) -> Option<TokenStream> {
    let handed = handed(model);
    if handed.is_empty() {
        return None;
    }
    let (vis, ident, of) = (&model.vis, model.removed_ident(), &model.ident);
    let fields = handed.iter().map(|field| {
        let Handed { ident, ty, name } = field;
        let doc = format!(" The removed `{name}`; `None` where the file had none.");
        quote! {
            #[doc = #doc]
            #vis #ident: ::core::option::Option<#ty>,
        }
    });
    let unused = unused(model, &handed);
    let (generics, where_clause) = if is_generic(model, &handed) {
        (Some(&model.generics), model.generics.where_clause.as_ref())
    } else {
        (None, None)
    };
    let doc = format!(" The removed fields of [`{of}`], for its `upgrade`.");
    Some(quote! {
        #[doc = #doc]
        #[allow(
            dead_code,
            missing_debug_implementations,
            non_camel_case_types,
            non_snake_case,
            private_interfaces,
            unreachable_pub,
            clippy::all,
            clippy::pedantic
        )]
        #vis struct #ident #generics #where_clause {
            #(#fields)*
            #unused
        }
    })
}

/// A removed field whose values `upgrade` gets.
struct Handed<'a> {
    name: &'a str,
    ident: Ident,
    ty: &'a Type,
}

/// Each name once, so that two of one name are the one error that the rules make of them.
fn handed(model: &Model) -> Vec<Handed<'_>> {
    let mut handed: Vec<Handed<'_>> = Vec::new();
    if !matches!(model.body, Body::Struct(_)) {
        return handed;
    }
    for removed in model.removed() {
        let (Some(kept), Some(ident)) = (&removed.kept, removed.ident()) else { continue };
        let name = removed.name.text.as_str();
        if handed.iter().all(|other| other.name != name) {
            handed.push(Handed { name, ident, ty: &kept.ty });
        }
    }
    handed
}

/// The struct as a type, with the arguments that it takes.
fn struct_type(model: &Model, handed: &[Handed<'_>]) -> TokenStream {
    let ident = model.removed_ident();
    let (_, arguments, _) = model.generics.split_for_impl();
    let arguments = is_generic(model, handed).then_some(arguments);
    quote!(#ident #arguments)
}

fn column(removed: &TokenStream, field: &Handed<'_>) -> TokenStream {
    let Handed { ident, ty, name } = field;
    let option = quote!(::core::option::Option<#ty>);
    quote! {
        __persist::DecodeColumn {
            name: #name,
            offset: __persist::offset_of!(#removed, #ident),
            item: <#option as __persist::DecodeField<'__de>>::CODEC,
            origin: __persist::Origin::FILE.default(|| -> #option { ::core::option::Option::None }),
        }
    }
}

/// Holds the types of the struct's fields, which are written outside of the impl, against those of the columns within.
fn types_are_one(removed: &TokenStream, handed: &[Handed<'_>]) -> Option<TokenStream> {
    let types = handed.iter().map(|field| field.ty);
    let idents = handed.iter().map(|field| &field.ident);
    (!handed.is_empty()).then(|| {
        quote! {
            let _: for<'__r> fn(&'__r #removed) -> (#(&'__r ::core::option::Option<#types>,)*) =
                |__removed| (#(&__removed.#idents,)*);
        }
    })
}

/// Whether the struct has the parameters of the type: all of them, where a field names one.
fn is_generic(model: &Model, handed: &[Handed<'_>]) -> bool {
    let mut params = model.generics.params.iter();
    params.any(|param| {
        let name = match param {
            GenericParam::Type(param) => &param.ident,
            GenericParam::Const(param) => &param.ident,
            GenericParam::Lifetime(param) => &param.lifetime.ident,
        };
        let name = name.to_string();
        handed.iter().any(|field| names(field.ty, &name))
    })
}

/// A field that makes use of the parameters that no other field does, as Rust asks for it.
fn unused(model: &Model, handed: &[Handed<'_>]) -> Option<TokenStream> {
    if !is_generic(model, handed) {
        return None;
    }
    let mut mentions = Mentions::none(&model.generics);
    handed.iter().for_each(|field| mentions.add(field.ty));
    let markers = model.generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) => {
            let ident = &param.ident;
            (!mentions.params.contains(&ident)).then(|| quote!(::core::marker::PhantomData<#ident>))
        }
        GenericParam::Lifetime(param) => {
            let lifetime = &param.lifetime;
            let mut used = mentions.lifetimes.iter();
            (!used.any(|used| used.lifetime == lifetime)).then(|| quote!(::core::marker::PhantomData<&#lifetime ()>))
        }
        GenericParam::Const(_) => None,
    });
    let markers: Vec<_> = markers.collect();
    (!markers.is_empty()).then(|| {
        quote! {
            #[doc(hidden)]
            __unused: (#(#markers,)*),
        }
    })
}
