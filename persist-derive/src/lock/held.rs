//! The checks beside a type that has been released: an error at the field that stands in the way.
//!
//! Nothing is written where the definition looks as it did when it was released, and declares of all earlier versions what
//! has changed. Otherwise every field asks the runtime's constants, which know the types. A type of the same name in an
//! example or a test is in another crate, which only constants can tell.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::alike::{alike, widens};
use super::reads::{Pair, Types};
use super::seal::seal;
use super::tables::table;
use super::ty::Ty;
use super::{Lock, Stanza, file};
use crate::expand::outline;
use crate::model::{Body, Field, Model, Route};

/// What the lock makes of a type.
#[derive(Default)]
pub(crate) struct Held {
    /// That the lock has nothing to say of it, if the types of its fields are what they look like.
    pub(crate) seal: Option<TokenStream>,
    /// The checks of its fields, if any are needed.
    pub(crate) checks: Option<Checks>,
}

/// Checks beside a type.
pub(crate) struct Checks {
    /// Whether the type is in a crate of which it was released.
    pub(crate) homes: TokenStream,
    /// What is asked.
    pub(crate) asked: TokenStream,
}

/// What the lock of the crate makes of a type.
pub(crate) fn held(model: &Model) -> Held {
    let parsed = file::current();
    match parsed.as_deref() {
        Some(Ok(lock)) => Held::by(lock, model),
        // What is damaged is reported by `lock_formats!`.
        Some(Err(_)) | None => Held::default(),
    }
}

impl Held {
    pub(crate) fn by(lock: &Lock, model: &Model) -> Self {
        if matches!(model.route(), Some(Route::Through(_) | Route::Transparent(_)) | None) {
            return Self::default();
        }
        let (first, mut stanzas) = lock.named(&model.name.text);
        let others = model.words.alias.iter().flat_map(|alias| lock.named(&alias.value.text).1);
        let renamed: Vec<&Stanza> = others.collect();
        let seal = if renamed.is_empty() { seal(model, lock, first, &stanzas) } else { None };
        stanzas.extend(renamed);
        Self { seal, checks: checks(model, stanzas) }
    }
}

fn checks(model: &Model, mut stanzas: Vec<&Stanza>) -> Option<Checks> {
    if let (true, Some(first)) = (outline::is_generic(model), stanzas.first().map(|stanza| &stanza.key)) {
        // All instances have the same names, and only those are asked for.
        stanzas.retain(|stanza| stanza.key.arguments == first.arguments);
    }
    if stanzas.iter().all(|stanza| Pair::new(model, stanza).reads(&mut Tokens)) {
        return None;
    }
    let (shape, outline) = outline::for_lock(model);
    let table = match outline::is_generic(model) {
        false => table(stanzas.iter().copied()),
        true => table(&stanzas.iter().map(|stanza| stanza.of_all_instances()).collect::<Vec<_>>()),
    };
    let checks = sites(model).into_iter().map(|(span, site)| check(span, &outline, &site));
    Some(Checks {
        homes: homes(&stanzas),
        asked: quote! {
            const _: () = {
                use __persist::lock as __lock;
                #shape
                const __STANZAS: __lock::Stanzas = #table;
                #(#checks)*
            };
        },
    })
}

/// Where there may be something to say.
fn sites(model: &Model) -> Vec<(Span, TokenStream)> {
    let mut sites = vec![(model.ident.span(), quote!(Type))];
    match &model.body {
        Body::Struct(fields) => {
            sites.extend(fields.saved().enumerate().map(|(at, field)| (field.span, quote!(Field(#at)))));
        }
        Body::Enum(variants) => {
            for (at, variant) in variants.iter().filter(|variant| !variant.is_other()).enumerate() {
                sites.push((variant.ident.span(), quote!(Variant(#at))));
                let fields = variant.fields.saved().enumerate();
                sites.extend(fields.map(|(field, found)| (found.span, quote!(VariantField(#at, #field)))));
            }
        }
        Body::Union(_) => {}
    }
    sites
}

/// Whether the type is declared in one of the crates whose type was released.
fn homes(stanzas: &[&Stanza]) -> TokenStream {
    let homes: BTreeSet<&str> = stanzas.iter().map(|stanza| stanza.key.krate.as_str()).collect();
    let homes = homes.into_iter().map(|home| quote!(__persist::lock::is_in(::core::module_path!(), #home)));
    // Not `||`: behind a branch, the compiler takes no reference to what a `const fn` makes for a constant.
    quote!(#(#homes)|*)
}

/// One question, whose answer is shown at `span`.
fn check(span: Span, outline: &TokenStream, site: &TokenStream) -> TokenStream {
    let span = Span::call_site().located_at(span);
    quote_spanned! {span=>
        const _: () = if let ::core::option::Option::Some(__text) =
            __lock::problem(&#outline, __STANZAS, __lock::Site::#site)
        {
            ::core::panic!("{}", __text.as_str())
        };
    }
}

/// Judges types by their tokens.
struct Tokens;

impl Types for Tokens {
    fn fit(&mut self, field: &Field, ty: &Ty, pair: Pair<'_>) -> bool {
        // What a representation or a parameter looks like is not in the tokens.
        if field.words.with.is_some() || outline::is_generic(pair.model) {
            return true;
        }
        match pair.was(field).and_then(|was| field.was().get(was).copied()) {
            Some(was) => alike(&was.ty, ty),
            None => alike(&field.ty, ty) || (!pair.exact && widens(&field.ty, ty)),
        }
    }
}
