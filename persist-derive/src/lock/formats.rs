//! `lock_formats!`: the one place of a crate from where all of its released types are checked.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{ExprPath, Path, Token, Type};

use super::{Lock, file};

/// `crate = PATH, Root, OtherRoot = sample`
struct Formats {
    runtime: Path,
    roots: Punctuated<Root, Token![,]>,
}

/// A type that files are made of, and a function that makes one.
struct Root {
    ty: Type,
    sample: Option<ExprPath>,
}

impl Parse for Formats {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut runtime = syn::parse_quote!(::persist_core);
        if input.peek(Token![crate]) && input.peek2(Token![=]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            runtime = input.parse()?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let roots = Punctuated::parse_terminated(input)?;
        if roots.is_empty() {
            let message = "name the types that files are made of: `lock_formats!(Save, Settings)`";
            return Err(syn::Error::new(Span::call_site(), message));
        }
        Ok(Self { runtime, roots })
    }
}

impl Parse for Root {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ty = input.parse()?;
        let sample = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            Some(input.parse()?)
        } else {
            None
        };
        Ok(Self { ty, sample })
    }
}

/// What `lock_formats!` stands for.
pub(crate) fn lock_formats(item: TokenStream) -> TokenStream {
    let formats: Formats = match syn::parse2(item) {
        Ok(formats) => formats,
        Err(error) => return error.to_compile_error(),
    };
    let parsed = file::current();
    let lock = match parsed.as_deref() {
        Some(Err(damage)) => {
            let error = syn::Error::new(Span::call_site(), damage).to_compile_error();
            let watched = watched();
            return quote!(#error const _: () = { #watched };);
        }
        Some(Ok(lock)) => Some(lock),
        None => None,
    };
    formats.written(lock)
}

/// The file as something that the crate is made of, so that it is built again when the file changes.
fn watched() -> TokenStream {
    quote! {
        const _: () = {
            let _ = ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/persist.lock"));
        };
    }
}

impl Formats {
    fn written(&self, lock: Option<&Lock>) -> TokenStream {
        let (runtime, test) = (&self.runtime, self.test(lock));
        let walk = lock.map(|lock| self.walk(lock));
        quote! {
            const _: () = {
                use #runtime::__private::lock as __lock;
                #walk
            };
            #test
        }
    }

    /// The check that is in every build.
    fn walk(&self, lock: &Lock) -> TokenStream {
        let watched = watched();
        let roots = self.roots.iter().map(|root| {
            let ty = &root.ty;
            quote_spanned!(Span::call_site().located_at(ty.span())=> __lock::Root::of::<#ty>())
        });
        quote! {
            #watched
            const __LOCK: __lock::Lock = #lock;
            const __ROOTS: &[__lock::Root] = &[#(#roots),*];
            if let ::core::option::Option::Some(__text) =
                __lock::walk(&__LOCK, __ROOTS, ::core::module_path!(), ::core::option_env!("PERSIST_LOCK"))
            {
                ::core::panic!("{}", __text.as_str())
            }
        }
    }

    /// The check that is a test: it sees what constants do not, and writes the file.
    fn test(&self, lock: Option<&Lock>) -> TokenStream {
        let runtime = &self.runtime;
        let lock = match lock {
            Some(lock) => quote!(::core::option::Option::Some(&#lock)),
            None => quote!(::core::option::Option::None),
        };
        let roots = self.roots.iter().map(|root| {
            let ty = &root.ty;
            let sample = match &root.sample {
                Some(sample) => quote_spanned! {Span::call_site().located_at(sample.span())=>
                    ::core::option::Option::Some(__lock::Sample::new(
                        |__path| #runtime::save::<#ty>(__path, &(#sample)()),
                        |__path| ::core::result::Result::map(#runtime::load::<#ty>(__path), ::core::mem::drop),
                    ))
                },
                None => quote!(::core::option::Option::None),
            };
            quote!((__lock::Root::of::<#ty>(), #sample))
        });
        quote! {
            /// Released formats against today's: docs/LOCK.md of Persist.
            #[cfg(test)]
            #[test]
            fn persist_lock() {
                use #runtime::__private::lock as __lock;
                __lock::test(#lock, &[#(#roots),*], ::core::env!("CARGO_MANIFEST_DIR"), ::core::module_path!());
            }
        }
    }
}
