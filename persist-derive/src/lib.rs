//! The derive macro of [Persist](https://docs.rs/persist-core). Use it through `persist-core`, which re-exports it.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod case;
mod check;
mod derive;
mod errors;
mod expand;
mod fallback;
mod mentions;
mod model;
mod parse;
mod spelling;
mod values;
mod words;

#[cfg(test)]
mod tests;

/// Makes a type one that `save` and `load` take.
#[proc_macro_derive(Persist, attributes(persist))]
pub fn persist(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(item.into()).into()
}
