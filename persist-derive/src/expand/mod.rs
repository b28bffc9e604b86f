//! The last stage: writes the impls. One file for each form that a type can be saved in.
//!
//! Rules of all generated code: paths are absolute or begin with `__persist`, primitive types included; names of its
//! own begin with `__`; methods are called by their trait, as a user's inherent method may have the same name; and
//! only `unsafe impl` is unsafe, with spans of the call site, so that `#![forbid(unsafe_code)]` lets it pass.

pub(crate) mod bounds;
mod columns;
mod enums;
mod history;
pub(crate) mod impls;
pub(crate) mod outline;
mod packed;
mod records;
mod structs;
mod through;
mod transparent;
pub(crate) mod upgrade;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use crate::model::{Model, Route};
use impls::framed;

/// The impls of a type that passed the checks.
pub(crate) fn expand(model: &Model) -> TokenStream {
    let impls = match model.route() {
        Some(Route::Struct(fields)) => structs::impls(model, fields),
        Some(Route::Enum(variants)) => enums::impls(model, variants),
        Some(Route::Packed(fields)) => packed::impls(model, fields),
        Some(Route::Transparent(fields)) => transparent::impls(model, fields),
        Some(Route::Record(fields)) => records::impls(model, fields),
        Some(Route::Through(ty)) => through::impls(model, ty),
        None => TokenStream::new(),
    };
    let removed = upgrade::removed_struct(model);
    let checks = model.held.checks.as_ref().map(|checks| &checks.asked);
    let framed = framed(model, quote!(#impls #checks));
    quote!(#removed #framed)
}

/// The crate that the generated code refers to.
pub(crate) fn runtime(model: &Model) -> Path {
    model.words.runtime.as_ref().map_or_else(|| syn::parse_quote!(::persist_core), |given| given.value.clone())
}

/// Runs the user's check on `&value`, in a type that has one.
fn validate(model: &Model) -> Option<TokenStream> {
    let path = &model.words.validate.as_ref()?.value;
    let span = columns::near(path.span());
    Some(quote_spanned!(span=> |__v: &Self| __persist::validated((#path)(__v))))
}
