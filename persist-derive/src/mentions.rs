//! What a type mentions: type parameters, associated types, lifetimes, and what cannot be saved.
//!
//! Bounds are inferred from it, as serde does: the derive sees tokens, not meanings, so an alias that hides a
//! parameter hides it here too.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, Generics, Lifetime, PathArguments, PathSegment, ReturnType, Type, TypePath};

/// What one or more types mention.
pub(crate) struct Mentions<'a> {
    generics: &'a Generics,
    /// Type parameters, but for those inside `PhantomData`.
    pub(crate) params: Vec<&'a Ident>,
    /// Associated types of type parameters: `T::Item`, `<T as Trait>::Item`.
    pub(crate) projections: Vec<&'a TypePath>,
    pub(crate) lifetimes: Vec<Mentioned<'a>>,
    pub(crate) unsavable: Vec<(&'a Type, Unsavable)>,
}

/// A lifetime, and where it stands.
pub(crate) struct Mentioned<'a> {
    pub(crate) lifetime: &'a Lifetime,
    pub(crate) stands: Stands,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// `&'a T`: can only be loaded by borrowing.
    Reference,
    /// `Cow<'a, T>`: is loaded as an owned value unless the field says `borrow`.
    Cow,
    /// `Name<'a>`: most likely borrows.
    Elsewhere,
}

/// Types whose values mean nothing in another process.
#[derive(Clone, Copy)]
pub(crate) enum Unsavable {
    Dyn,
    Function,
    Pointer,
}

impl<'a> Mentions<'a> {
    pub(crate) fn none(generics: &'a Generics) -> Self {
        Self { generics, params: Vec::new(), projections: Vec::new(), lifetimes: Vec::new(), unsavable: Vec::new() }
    }

    pub(crate) fn of(ty: &'a Type, generics: &'a Generics) -> Self {
        let mut mentions = Self::none(generics);
        mentions.add(ty);
        mentions
    }

    /// Whether bounds on the type would depend on a type parameter.
    pub(crate) fn is_generic(&self) -> bool {
        !self.params.is_empty() || !self.projections.is_empty()
    }

    pub(crate) fn add(&mut self, ty: &'a Type) {
        match ty {
            Type::Array(array) => self.add(&array.elem),
            Type::Group(group) => self.add(&group.elem),
            Type::Paren(paren) => self.add(&paren.elem),
            Type::Slice(slice) => self.add(&slice.elem),
            Type::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.add(elem)),
            Type::Path(path) => self.add_path(path),
            Type::Macro(invocation) => self.add_tokens(invocation.mac.tokens.clone()),
            Type::Reference(reference) => {
                let lifetimes = reference.lifetime.iter();
                lifetimes.for_each(|lifetime| self.add_lifetime(lifetime, Stands::Reference));
                self.add(&reference.elem);
            }
            Type::BareFn(_) => self.unsavable.push((ty, Unsavable::Function)),
            Type::Ptr(_) => self.unsavable.push((ty, Unsavable::Pointer)),
            Type::TraitObject(_) => self.unsavable.push((ty, Unsavable::Dyn)),
            _ => {}
        }
    }

    fn add_path(&mut self, path: &'a TypePath) {
        let segments = &path.path.segments;
        let param = segments.first().and_then(|first| self.param(&first.ident));
        let starts_with_param = param.is_some() && path.path.leading_colon.is_none();
        match (&path.qself, param) {
            (Some(qself), _) => {
                if Self::of(&qself.ty, self.generics).is_generic() {
                    self.projections.push(path);
                }
            }
            (None, Some(param)) if starts_with_param && segments.len() == 1 => {
                self.params.push(param);
            }
            (None, _) if starts_with_param => self.projections.push(path),
            _ if segments.last().is_some_and(|last| last.ident == "PhantomData") => {}
            _ => segments.iter().for_each(|segment| self.add_arguments(segment)),
        }
    }

    fn add_arguments(&mut self, segment: &'a PathSegment) {
        match &segment.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(arguments) => {
                let stands = if segment.ident == "Cow" { Stands::Cow } else { Stands::Elsewhere };
                for argument in &arguments.args {
                    match argument {
                        GenericArgument::Type(ty) => self.add(ty),
                        GenericArgument::AssocType(assoc) => self.add(&assoc.ty),
                        GenericArgument::Lifetime(lifetime) => self.add_lifetime(lifetime, stands),
                        _ => {}
                    }
                }
            }
            PathArguments::Parenthesized(arguments) => {
                arguments.inputs.iter().for_each(|ty| self.add(ty));
                if let ReturnType::Type(_, ty) = &arguments.output {
                    self.add(ty);
                }
            }
        }
    }

    /// A lifetime counts if it is a parameter, or a reference's `'static`, which only `'static` input can give.
    fn add_lifetime(&mut self, lifetime: &'a Lifetime, stands: Stands) {
        let is_static = lifetime.ident == "static" && stands == Stands::Reference;
        if is_static || self.generics.lifetimes().any(|param| param.lifetime == *lifetime) {
            self.lifetimes.push(Mentioned { lifetime, stands });
        }
    }

    /// The arguments of a macro in the place of a type: whatever is named there may be used.
    fn add_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => self.params.extend(self.param(&ident)),
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                _ => {}
            }
        }
    }

    fn param(&self, ident: &Ident) -> Option<&'a Ident> {
        let mut params = self.generics.type_params().map(|param| &param.ident);
        params.find(|param| *param == ident)
    }
}

/// Whether an identifier, or a lifetime's, is among the tokens of a type.
pub(crate) fn names(ty: &Type, name: &str) -> bool {
    fn among(tokens: TokenStream, name: &str) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == name,
            TokenTree::Group(group) => among(group.stream(), name),
            _ => false,
        })
    }
    among(ty.to_token_stream(), name)
}
