//! Stubs beside an error, so that the uses of the type do not add errors of their own and bury it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::{impls, outline, upgrade};
use crate::model::Model;

/// Impls that type-check for every type. They are never run: the errors beside them stop the build.
pub(crate) fn stubs(model: &Model) -> TokenStream {
    let describe = outline::stub(model);
    let plain = model.words.plain.is_some().then(|| {
        impls::plain(
            model,
            quote! {
                const CHECK: () = ();
                fn leaves(_: &mut __persist::Leaves<'_>) {}
            },
        )
    });
    let rows = impls::encode_rows(quote!(__persist::stub()));
    let one = impls::encode_one(quote!(__persist::stub()));
    let encode = impls::encode(
        model,
        quote! {
            const BOUND: ::core::primitive::usize = 0;
            #rows
            #one
        },
    );
    let rows = impls::decode_rows(None, quote!(__persist::stub()));
    let decode = impls::decode(
        model,
        quote! {
            const LOCATES: ::core::primitive::bool = false;
            #rows
            fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
                __persist::stub()
            }
        },
    );
    let framed = impls::framed(model, quote!(#describe #plain #encode #decode));
    let removed = upgrade::removed_struct(model);
    quote!(#removed #framed)
}
