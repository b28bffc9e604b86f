//! `persist.lock` while macros run: found, read, and written down as tables that the runtime's constants ask.
//!
//! `file` finds the lock of the crate that is compiled, `parse` reads it, `ty` is its notation of types, `alike` says
//! whether a type in the source looks like one of the lock. `held` writes the checks beside a type, `formats` what
//! `lock_formats!` stands for. Tokens decide whether to ask at a field, never what the answer is.

mod alike;
mod file;
pub(crate) mod formats;
pub(crate) mod held;
mod parse;
mod ty;

#[cfg(test)]
mod tests;
