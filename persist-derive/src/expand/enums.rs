//! An enum: a table of its variants each way, a tag function, and a closure that makes a variant of its fields.
//!
//! A variant's fields are decoded as a tuple and moved in whole. All matches and tables are flat, so that an enum of
//! thousands of variants does not nest anything in the compiler.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Index;

use super::impls::{self, Made};
use super::{columns, history, outline, upgrade, validate};
use crate::model::{Field, Model, Variant};

pub(super) fn impls(model: &Model, variants: &[Variant]) -> TokenStream {
    if variants.is_empty() {
        return empty(model);
    }
    let saved: Vec<_> = variants.iter().filter(|variant| !variant.is_other()).collect();
    let form = Form {
        model,
        fieldless: saved.iter().all(|variant| variant.fields.list.is_empty()),
        count: u32::try_from(saved.len()).unwrap_or(u32::MAX),
        saved,
        other: variants.iter().find(|variant| variant.is_other()),
    };
    let describe = form.describe();
    let encode = form.encode();
    let decode = form.decode();
    quote!(#describe #encode #decode)
}

struct Form<'a> {
    model: &'a Model,
    /// The variants that are in files, in the order of their indices.
    saved: Vec<&'a Variant>,
    /// The variant that stands for those that are not known.
    other: Option<&'a Variant>,
    /// No variant has fields, skipped ones included.
    fieldless: bool,
    count: u32,
}

impl<'a> Form<'a> {
    fn numbered(&self) -> impl Iterator<Item = (u32, &'a Variant)> {
        (0..).zip(self.saved.iter().copied())
    }

    fn describe(&self) -> TokenStream {
        let variants = self.saved.iter().map(|variant| {
            let name = &variant.name.text;
            let fields = variant.fields.saved().map(|field| outline::described(self.model, field));
            let history = history::of_variant(variant);
            quote!(__persist::Variant::of(#name, &[#(#fields),*]) #history)
        });
        outline::of_enum(self.model, &variants.collect::<Vec<_>>())
    }

    fn encode(&self) -> TokenStream {
        let (bound, table, rows) = if self.fieldless {
            (quote!(__persist::TAG_BOUND), None, self.encode_indices())
        } else {
            (
                quote!(__persist::variants_bound(<Self as __persist::Encode>::VARIANTS)),
                Some(self.encode_table()),
                self.encode_variants(),
            )
        };
        let rows = impls::encode_rows(rows);
        let one = self.encode_single();
        impls::encode(
            self.model,
            quote! {
                const BOUND: ::core::primitive::usize = #bound;
                #table
                #rows
                #one
            },
        )
    }

    fn encode_table(&self) -> TokenStream {
        let table = self.saved.iter().copied().map(encode_variant);
        quote! {
            const VARIANTS: &'static [__persist::EncodeVariant] = &[#(#table),*];
        }
    }

    fn encode_indices(&self) -> TokenStream {
        let (count, index, refused) = (self.count, self.index(), self.refused());
        quote!(#refused __persist::encode_fieldless(__rows, __w, #count, |__v: &Self| #index))
    }

    fn encode_variants(&self) -> TokenStream {
        let (index, measure, refused) = (self.index(), self.measure(), self.refused());
        quote! {
            #refused
            __persist::encode_enum(
                __rows,
                __w,
                |__v: &Self| #index,
                |__v: &Self, __at: &mut __persist::Offsets| #measure,
            )
        }
    }

    /// Refuses rows of the other variant, if there is one.
    fn refused(&self) -> Option<TokenStream> {
        self.other.map(|variant| {
            let ident = &variant.ident;
            quote!(__persist::refuse_unknown(__rows, |__v: &Self| ::core::matches!(__v, Self::#ident))?;)
        })
    }

    /// The index of the variant of `__v`; that of the other has been refused.
    fn index(&self) -> TokenStream {
        let arms = self.numbered().map(|(index, variant)| {
            let ident = &variant.ident;
            quote!(Self::#ident { .. } => #index)
        });
        let other = self.other.map(|variant| {
            let ident = &variant.ident;
            quote!(Self::#ident => 0)
        });
        let arms = arms.chain(other);
        quote!(match __v { #(#arms),* })
    }

    /// Measures where the saved fields of `__v` lie.
    fn measure(&self) -> TokenStream {
        let with_fields = self.saved.iter().filter(|variant| variant.fields.saved().next().is_some());
        let arms: Vec<_> = with_fields
            .map(|variant| {
                let (pattern, bound) = saved_pattern(variant);
                quote!(#pattern => { #(__at.measure(__v, #bound);)* })
            })
            .collect();
        let rest = (arms.len() < self.saved.len() || self.other.is_some()).then(|| quote!(_ => {}));
        quote!(match __v { #(#arms)* #rest })
    }

    /// `Encode::encode_one`.
    fn encode_single(&self) -> TokenStream {
        let count = self.count;
        if self.fieldless && self.other.is_none() {
            let index = self.index();
            return impls::encode_one(quote! {
                let __v = self;
                __w.variant(#index, #count);
                ::core::result::Result::Ok(())
            });
        }
        let arms = self.numbered().map(|(index, variant)| {
            let (pattern, bound) = saved_pattern(variant);
            let variant_name = &variant.name.text;
            let fields = variant
                .fields
                .saved()
                .zip(&bound)
                .map(|(field, bound)| columns::encoded(field, quote!(#bound), Some(variant_name)));
            let encoded = columns::all_encoded(fields);
            quote! {
                #pattern => {
                    __w.variant(#index, #count);
                    #encoded
                }
            }
        });
        let refused = self
            .other
            .map(|variant| (&variant.ident, quote!(::core::result::Result::Err(__persist::unknown_variant()))));
        let other = match refused {
            // Nothing comes after a match whose only arm returns.
            Some((_, refused)) if count == 0 => return impls::encode_one(refused),
            Some((ident, refused)) => Some(quote!(Self::#ident => return #refused,)),
            None => None,
        };
        impls::encode_fields(&quote!(match self { #(#arms)* #other }))
    }

    fn decode(&self) -> TokenStream {
        let rows = impls::decode_rows(validate(self.model), self.decode_rows());
        let table = (!self.fieldless).then(|| self.decode_table());
        let one = impls::decode_one(self.model, self.decode_single());
        let removed = history::removed_variants(self.model);
        let upgrade = upgrade::constant(self.model);
        impls::decode(
            self.model,
            quote! {
                const LOCATES: ::core::primitive::bool = false;
                #table
                #removed
                #upgrade
                #rows
                #one
            },
        )
    }

    fn decode_rows(&self) -> TokenStream {
        let (count, unit) = (self.count, self.unit());
        if self.fieldless {
            quote!(__persist::decode_fieldless(__slots, __r, #count, #unit))
        } else {
            quote!(__persist::decode_enum(__slots, __r, #unit))
        }
    }

    /// A closure that makes the variants without fields, by their index; the other comes after all that are saved.
    fn unit(&self) -> TokenStream {
        let numbered = self.numbered().chain(self.other.map(|variant| (self.count, variant)));
        let units = numbered.filter(|(_, variant)| variant.fields.list.is_empty());
        let arms = units.map(|(index, variant)| {
            let ident = &variant.ident;
            quote!(#index => ::core::option::Option::Some(Self::#ident {}),)
        });
        quote! {
            |__i: ::core::primitive::u32| match __i {
                #(#arms)*
                _ => ::core::option::Option::None,
            }
        }
    }

    fn decode_table(&self) -> TokenStream {
        let table = self.saved.iter().map(|variant| {
            let (name, ident) = (&variant.name.text, &variant.ident);
            if variant.fields.list.is_empty() {
                return quote!(__persist::DecodeVariant::unit(#name));
            }
            let assembled = assembled(self.model, name, &quote!(Self::#ident), &variant.fields.list);
            quote!(#assembled)
        });
        quote! {
            const VARIANTS: &'__de [__persist::DecodeVariant<'__de>] = &[#(#table),*];
        }
    }

    fn decode_single(&self) -> Made {
        let count = self.count;
        if count == 0 {
            return none_to_decode();
        }
        let arms = self.numbered().map(|(index, variant)| {
            let ident = &variant.ident;
            let values = variant.fields.list.iter().map(|field| {
                let value = columns::value(self.model, field, Some(&variant.name.text));
                let member = &field.member;
                quote!(#member: #value)
            });
            quote!(#index => Self::#ident { #(#values),* },)
        });
        Made::Value(quote! {
            match __r.variant(#count)? {
                #(#arms)*
                __other => {
                    return ::core::result::Result::Err(__persist::no_variant(__other, #count));
                }
            }
        })
    }
}

/// An enum without variants has no values: nothing is ever saved, and nothing can be loaded.
fn empty(model: &Model) -> TokenStream {
    let describe = outline::of_enum(model, &[]);
    let rows = impls::encode_rows(quote! {
        __persist::encode_fieldless(__rows, __w, 0u32, |__v: &Self| match *__v {})
    });
    let one = impls::encode_one(quote!(match *self {}));
    let encode = impls::encode(
        model,
        quote! {
            const BOUND: ::core::primitive::usize = __persist::TAG_BOUND;
            #rows
            #one
        },
    );
    let rows = impls::decode_rows(
        None,
        quote! {
            __persist::decode_fieldless(__slots, __r, 0u32, |_| ::core::option::Option::None)
        },
    );
    let removed = history::removed_variants(model);
    let one = impls::decode_one(model, none_to_decode());
    let decode = impls::decode(
        model,
        quote! {
            const LOCATES: ::core::primitive::bool = false;
            #removed
            #rows
            #one
        },
    );
    quote!(#describe #encode #decode)
}

/// Where no variant is saved, there is no value to decode.
fn none_to_decode() -> Made {
    Made::Result(quote!(::core::result::Result::Err(__persist::no_variant(__r.variant(0u32)?, 0u32))))
}

fn encode_variant(variant: &Variant) -> TokenStream {
    let name = &variant.name.text;
    let columns = variant.fields.saved().map(|field| columns::encode_column(field, &quote!(0)));
    quote!(__persist::EncodeVariant { name: #name, columns: &[#(#columns),*] })
}

/// A pattern that binds the saved fields of a variant, and what it binds them to.
fn saved_pattern(variant: &Variant) -> (TokenStream, Vec<Ident>) {
    let ident = &variant.ident;
    let (members, bound): (Vec<_>, Vec<_>) =
        variant.fields.saved().enumerate().map(|(index, field)| (&field.member, format_ident!("__f{index}"))).unzip();
    (quote!(Self::#ident { #(#members: #bound,)* .. }), bound)
}

/// A value that is decoded as a tuple of its fields and then made in one move: a variant or a packed struct.
pub(super) fn assembled(model: &Model, name: &str, constructor: &TokenStream, fields: &[Field]) -> TokenStream {
    let types = fields.iter().map(|field| &field.ty);
    let tuple = quote!((#(#types,)*));
    let table = columns::saved_first(model, fields.iter().enumerate()).map(|(index, field)| {
        let index = Index::from(index);
        columns::decode_column(model, field, &quote!(__persist::offset_of!(#tuple, #index)))
    });
    let bound: Vec<_> = (0..fields.len()).map(|index| format_ident!("__f{index}")).collect();
    let members = fields.iter().map(|field| &field.member);
    quote! {
        __persist::DecodeVariant::of::<#tuple, Self, _>(
            #name,
            &[#(#table),*],
            |(#(#bound,)*)| #constructor { #(#members: #bound),* },
        )
    }
}
