//! The lock as constants of `persist_core::__private::lock`, which the code around them calls `__lock`. All of it is
//! literals, so that the compiler has nothing to run.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, TokenStreamExt, format_ident, quote};

use super::ty::{Key, Kind, Ty};
use super::{Form, Line, Lock, Stanza};

impl ToTokens for Lock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { stanzas, retired } = self;
        let stanzas = table(stanzas);
        tokens.append_all(quote!(__lock::Lock { stanzas: #stanzas, retired: &[#(#retired),*] }));
    }
}

/// Some of a lock's stanzas, as a slice.
pub(crate) fn table<'a>(stanzas: impl IntoIterator<Item = &'a Stanza>) -> TokenStream {
    let stanzas = stanzas.into_iter();
    quote!(&[#(#stanzas),*])
}

impl ToTokens for Stanza {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { key, version, revision, form, lines, .. } = self;
        tokens.append_all(quote! {
            __lock::Stanza {
                key: #key,
                version: #version,
                revision: #revision,
                form: #form,
                lines: &[#(#lines),*]
            }
        });
    }
}

impl ToTokens for Form {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(match self {
            Self::Struct => quote!(__lock::Form::Struct),
            Self::Record => quote!(__lock::Form::Record),
            Self::Enum => quote!(__lock::Form::Enum),
        });
    }
}

impl ToTokens for Line {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let variant = option(self.variant.as_ref());
        let field = option(self.field.as_ref().map(|(name, ty)| quote!((#name, #ty))));
        tokens.append_all(quote!(__lock::Line { variant: #variant, field: #field }));
    }
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

impl ToTokens for Ty {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(match self {
            Self::Leaf(kind) => quote!(__lock::Ty::Leaf(#kind)),
            Self::Of(kind, parts) => quote!(__lock::Ty::Of(#kind, &[#(#parts),*])),
            Self::Array(count, element) => quote!(__lock::Ty::Array(#count, &[#element])),
            Self::Named(key) => key.to_token_stream(),
            Self::Itself => quote!(__lock::Ty::Itself),
            Self::Const(value) => {
                // A negative literal is two tokens.
                let sign = (*value < 0).then(|| quote!(-));
                let value = Literal::u128_unsuffixed(value.unsigned_abs());
                quote!(__lock::Ty::Const(#sign #value))
            }
        });
    }
}

impl ToTokens for Key {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { krate, name, arguments } = self;
        tokens.append_all(quote!(__lock::Ty::Named(#krate, #name, &[#(#arguments),*])));
    }
}

impl ToTokens for Kind {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(match self {
            Self::Unit => quote!(__lock::Kind::Unit),
            Self::Bool => quote!(__lock::Kind::Bool),
            Self::Char => quote!(__lock::Kind::Char),
            Self::Text => quote!(__lock::Kind::Text),
            Self::Number(name) => {
                let number = format_ident!("{}", name.to_uppercase());
                quote!(__lock::Kind::Number(__lock::Number::#number))
            }
            Self::Option => quote!(__lock::Kind::Option),
            Self::Sequence => quote!(__lock::Kind::Sequence),
            Self::Set => quote!(__lock::Kind::Set),
            Self::Map => quote!(__lock::Kind::Map),
            Self::Tuple => quote!(__lock::Kind::Tuple),
            Self::Shared => quote!(__lock::Kind::Shared),
            Self::Locked => quote!(__lock::Kind::Locked),
        });
    }
}
