//! Where clauses: what the fields need, and no more, as in serde.
//!
//! A type parameter that a saved field mentions is bound by the trait; so is an associated type, by itself.
//! `bound` on a field replaces what that field would need, `bound` on the type what all of them would.
//!
//! Lifetimes: `&'a T` borrows from the input, so the input outlives `'a`. So does a type `Name<'a>`, as most such
//! types hold references; one that does not says `bound = ""` on the field. `Cow<'a, T>` is owned unless its field
//! says `borrow`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, Type, WherePredicate, parse_quote};

use crate::mentions::{Mentioned, Mentions, Stands};
use crate::model::{Field, Model};

/// The trait that an impl is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Describe,
    Encode,
    Decode,
}

impl Side {
    /// The trait, as a bound.
    pub(crate) fn bound(self) -> TokenStream {
        match self {
            Self::Describe => quote!(__persist::Describe),
            Self::Encode => quote!(__persist::Encode),
            Self::Decode => quote!(__persist::Decode<'__de>),
        }
    }
}

/// The generics of an impl, bounds included.
pub(crate) fn of(model: &Model, side: Side) -> Generics {
    let mut generics = model.generics.clone();
    let predicates = &mut generics.make_where_clause().predicates;
    for field in model.fields() {
        let given = field.words.bound.iter().flat_map(|given| &given.value);
        predicates.extend(given.cloned());
    }
    match &model.words.bound {
        Some(given) => predicates.extend(given.value.iter().cloned()),
        None => predicates.extend(inferred(model, side)),
    }
    if side == Side::Decode {
        generics.params.insert(0, GenericParam::Lifetime(input(model)));
    }
    generics
}

/// What the fields need of the type parameters.
pub(super) fn inferred(model: &Model, side: Side) -> Vec<WherePredicate> {
    let mut mentions = Mentions::none(&model.generics);
    let mut earlier = Mentions::none(&model.generics);
    let mut predicates = match model.through() {
        Some(ty) => {
            mentions.add(ty);
            conversions(model, ty, side)
        }
        None => {
            for field in unbound(model) {
                if field.is_saved() && field.words.with.is_none() {
                    mentions.add(&field.ty);
                }
            }
            earlier_types(model).for_each(|ty| earlier.add(ty));
            let mut predicates = defaults(model, side);
            predicates.extend(earlier_conversions(model, side));
            predicates
        }
    };
    // What is only in earlier files is never saved.
    let of_earlier = if side == Side::Encode { Side::Describe } else { side };
    let mut seen = Vec::new();
    for (mentions, bound) in [(mentions, side.bound()), (earlier, of_earlier.bound())] {
        let params = mentions.params.iter().map(|param| param.to_token_stream());
        let projections = mentions.projections.iter().map(|path| path.to_token_stream());
        for bounded in params.chain(projections) {
            let text = bounded.to_string();
            if !seen.contains(&text) {
                seen.push(text);
                predicates.push(parse_quote!(#bounded: #bound));
            }
        }
    }
    predicates
}

/// The fields whose bounds are inferred.
fn unbound(model: &Model) -> impl Iterator<Item = &Field> {
    model.fields().filter(|field| field.words.bound.is_none())
}

/// The types that only earlier files have.
fn earlier_types(model: &Model) -> impl Iterator<Item = &Type> {
    let was = unbound(model).flat_map(|field| field.words.was.iter().map(|given| &given.value.ty));
    let removed = model.removed().filter_map(|removed| removed.kept.as_ref()).map(|kept| &kept.ty);
    was.chain(removed)
}

/// A field is made of its earlier type by `TryFrom` wherever that is implemented, unless a function makes it.
fn earlier_conversions(model: &Model, side: Side) -> Vec<WherePredicate> {
    let mut predicates = Vec::new();
    if side != Side::Decode {
        return predicates;
    }
    for field in unbound(model) {
        let ty = &field.ty;
        for was in field.words.was.iter().map(|given| &given.value).filter(|was| was.with.is_none()) {
            let earlier = &was.ty;
            let mut mentions = Mentions::of(ty, &model.generics);
            mentions.add(earlier);
            if mentions.is_generic() {
                let conversion = quote!(::core::convert::TryFrom<#earlier>);
                predicates.push(parse_quote!(#ty: #conversion));
                predicates.push(parse_quote! {
                    ::core::result::Result<#ty, <#ty as #conversion>::Error>: __persist::Converted<#ty>
                });
            }
        }
    }
    predicates
}

/// A generic type that is saved through another has its conversions wherever they are implemented.
fn conversions(model: &Model, ty: &Type, side: Side) -> Vec<WherePredicate> {
    if model.generics.type_params().next().is_none() {
        return Vec::new();
    }
    match side {
        Side::Describe => Vec::new(),
        Side::Encode => vec![parse_quote!(Self: ::core::clone::Clone), parse_quote!(Self: ::core::convert::Into<#ty>)],
        Side::Decode if model.words.try_from.is_some() => {
            vec![parse_quote!(Self: ::core::convert::TryFrom<#ty>)]
        }
        Side::Decode => vec![parse_quote!(Self: ::core::convert::From<#ty>)],
    }
}

/// A field that is filled by `Default` needs it, where that depends on a type parameter.
fn defaults(model: &Model, side: Side) -> Vec<WherePredicate> {
    if side != Side::Decode {
        return Vec::new();
    }
    let by_trait = |field: &&Field| match &field.words.default {
        Some(given) => given.value.is_none(),
        None => !field.is_saved(),
    };
    let fields = unbound(model).filter(by_trait).map(|field| &field.ty);
    fields
        .filter(|ty| Mentions::of(ty, &model.generics).is_generic())
        .map(|ty| parse_quote!(#ty: ::core::default::Default))
        .collect()
}

/// The lifetime of the input, with what it outlives.
fn input(model: &Model) -> LifetimeParam {
    let mut param = LifetimeParam::new(Lifetime::new("'__de", Span::call_site()));
    for lifetime in borrowed(model) {
        if !param.bounds.iter().any(|bound| *bound == lifetime) {
            param.bounds.push(lifetime);
        }
    }
    param
}

fn borrowed(model: &Model) -> Vec<Lifetime> {
    if let Some(ty) = model.through() {
        return chosen(&Mentions::of(ty, &model.generics), |mentioned| mentioned.stands != Stands::Cow);
    }
    let saved = model.fields().filter(|field| field.is_saved());
    let of_fields = saved.flat_map(|field| borrowed_by(model, field));
    let of_earlier = earlier_types(model)
        .flat_map(|ty| chosen(&Mentions::of(ty, &model.generics), |mentioned| mentioned.stands != Stands::Cow));
    of_fields.chain(of_earlier).collect()
}

fn borrowed_by(model: &Model, field: &Field) -> Vec<Lifetime> {
    let words = &field.words;
    let mentions = Mentions::of(&field.ty, &model.generics);
    match &words.borrow {
        Some(given) if !given.value.is_empty() => given.value.clone(),
        Some(_) => chosen(&mentions, |_| true),
        // The representation says what it borrows; if it does, the field has `borrow` too.
        None if words.with.is_some() => Vec::new(),
        None if words.bound.is_some() => chosen(&mentions, |mentioned| mentioned.stands == Stands::Reference),
        None => chosen(&mentions, |mentioned| mentioned.stands != Stands::Cow),
    }
}

fn chosen(mentions: &Mentions, choose: impl Fn(&Mentioned) -> bool) -> Vec<Lifetime> {
    let chosen = mentions.lifetimes.iter().filter(|mentioned| choose(mentioned));
    chosen.map(|mentioned| mentioned.lifetime.clone()).collect()
}
