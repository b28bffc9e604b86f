//! The stages in order: parse, model, check, hold against the lock, expand.

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::check::check;
use crate::errors::Errors;
use crate::expand::expand;
use crate::fallback::stubs;
use crate::lock::held::held;
use crate::model::Model;

/// What `#[derive(Persist)]` on `item` writes.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::new();
    let mut model = Model::of(&input, &mut errors);
    check(&model, &mut errors);
    match errors.finish() {
        Ok(()) => {
            model.held = held(&model);
            expand(&model)
        }
        Err(errors) => {
            let errors = errors.iter().map(syn::Error::to_compile_error);
            errors.chain([stubs(&model)]).collect()
        }
    }
}
