//! The checks beside a type that has been released: an error at the field that stands in the way.
//!
//! Nothing is written where the definition looks as it did when it was released, and declares of all earlier versions what
//! has changed. Otherwise every field asks the runtime's constants, which know the types. A type of the same name in an
//! example or a test is in another crate, which only constants can tell.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::alike::{alike, widens};
use super::tables::table;
use super::ty::Ty;
use super::{Form, Lock, Stanza, file};
use crate::expand::outline;
use crate::model::{Body, Field, Fields, Model, Name, Route, Variant};
use crate::parse::Repeated;

/// What the lock makes of a type: whether its fields are checked here, and the checks.
pub(crate) struct Held {
    /// Whether the type is in a crate of which it was released.
    pub(crate) homes: TokenStream,
    pub(crate) checks: TokenStream,
}

/// The checks of a type, if any are needed.
pub(crate) fn held(model: &Model) -> Option<Held> {
    let parsed = file::current()?;
    // What is damaged is reported by `lock_formats!`.
    let lock = parsed.as_ref().as_ref().ok()?;
    checks(model, lock)
}

pub(super) fn checks(model: &Model, lock: &Lock) -> Option<Held> {
    if matches!(model.route(), Some(Route::Through(_) | Route::Transparent(_)) | None) {
        return None;
    }
    let mut stanzas: Vec<&Stanza> = lock.stanzas.iter().filter(|stanza| concerns(model, stanza)).collect();
    if let (true, Some(first)) = (outline::is_generic(model), stanzas.first().map(|stanza| &stanza.key)) {
        // All instances have the same names, and only those are asked for.
        stanzas.retain(|stanza| stanza.key.arguments == first.arguments);
    }
    if stanzas.iter().all(|stanza| looks_readable(model, stanza)) {
        return None;
    }
    let (shape, outline) = outline::for_lock(model);
    let table = match outline::is_generic(model) {
        false => table(stanzas.iter().copied()),
        true => table(&stanzas.iter().map(|stanza| stanza.of_all_instances()).collect::<Vec<_>>()),
    };
    let checks = sites(model).into_iter().map(|(span, site)| check(span, &outline, &site));
    Some(Held {
        homes: homes(&stanzas),
        checks: quote! {
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

/// Whether a released version may be of this type: it has one of its names.
fn concerns(model: &Model, stanza: &Stanza) -> bool {
    stanza.key.name == model.name.text || is_among(&model.words.alias, &stanza.key.name)
}

fn is_among(names: &Repeated<Name>, name: &str) -> bool {
    names.iter().any(|given| given.value.text == name)
}

/// A released version, and a definition that may read it.
struct Pair<'a> {
    model: &'a Model,
    stanza: &'a Stanza,
    /// Whether it has to be what was released, and not only to read it.
    exact: bool,
}

/// Whether the definition looks as if it read a released version: if in doubt, not.
fn looks_readable(model: &Model, stanza: &Stanza) -> bool {
    let exact = stanza.version == model.version() && stanza.key.name == model.name.text;
    let pair = Pair { model, stanza, exact };
    let form = match &model.body {
        Body::Enum(_) => Form::Enum,
        _ if model.words.plain.is_some() => Form::Record,
        _ => Form::Struct,
    };
    stanza.version <= model.version()
        && stanza.form == form
        && match &model.body {
            Body::Struct(fields) => {
                let removed: Vec<_> = model.removed().map(|removed| &removed.name.text).collect();
                pair.reads_fields(fields, None, &removed)
            }
            Body::Enum(variants) => pair.reads_variants(variants),
            Body::Union(_) => true,
        }
}

impl Pair<'_> {
    fn is(&self, name: &Name, aliases: &Repeated<Name>, released: &str) -> bool {
        name.text == released || (!self.exact && is_among(aliases, released))
    }

    fn reads_variants(&self, variants: &[Variant]) -> bool {
        let released = self.stanza.lines.iter().filter(|line| line.field.is_none());
        let released: Vec<&String> = released.filter_map(|line| line.variant.as_ref()).collect();
        let is_gone = |name: &String| !self.exact && self.model.removed().any(|removed| removed.name.text == *name);
        let mut saved = variants.iter().filter(|variant| !variant.is_other());
        let find = |name: &String| saved.clone().find(|variant| self.is(&variant.name, &variant.words.alias, name));
        let kept = released.iter().all(|name| match find(name) {
            Some(variant) => {
                let removed: Vec<_> = variant.removed().map(|removed| &removed.name.text).collect();
                self.reads_fields(&variant.fields, Some(name), &removed)
            }
            None => is_gone(name),
        });
        kept && (!self.exact || saved.all(|variant| released.contains(&&variant.name.text)))
    }

    fn reads_fields(&self, fields: &Fields, variant: Option<&String>, removed: &[&String]) -> bool {
        let lines = self.stanza.lines.iter().filter(|line| line.variant.as_ref() == variant);
        let lines: Vec<&(String, Ty)> = lines.filter_map(|line| line.field.as_ref()).collect();
        let is = |field: &Field, name: &str| self.is(&field.name, &field.words.alias, name);
        let partial = self.model.words.partial.is_some();
        let kept = |name: &String| partial || fields.saved().any(|field| is(field, name));
        let gone = |name: &String| !self.exact && removed.contains(&name);
        lines.iter().all(|(name, _)| kept(name) || gone(name))
            && fields.saved().all(|field| match lines.iter().find(|(name, _)| is(field, name)) {
                Some((_, ty)) => self.reads_field(field, ty),
                None => !self.exact && self.is_new(field),
            })
    }

    /// Whether a field is declared to be newer than the released version.
    fn is_new(&self, field: &Field) -> bool {
        field.words.since.as_ref().is_some_and(|given| given.value > self.stanza.version)
    }

    fn reads_field(&self, field: &Field, ty: &Ty) -> bool {
        // What a representation or a parameter looks like is not in the tokens.
        if self.is_new(field) || field.words.with.is_some() || outline::is_generic(self.model) {
            return !self.is_new(field);
        }
        let was = field.was().into_iter().find(|was| !self.exact && self.stanza.version <= was.until.value);
        match was {
            Some(was) => alike(&was.ty, ty),
            None => alike(&field.ty, ty) || (!self.exact && widens(&field.ty, ty)),
        }
    }
}
