//! `impl Describe`: what the type looks like, as a constant.
//!
//! A type without parameters has a `static`, which recursive types need: its address is known before its value. A generic
//! type has none, as all its instances would share it; its outline is a constant, which must not lead back to itself. So
//! in a generic type the way to a field's type is followed by constants only where its tokens show that it ends: a type
//! parameter, a type of the standard library, or one that holds nothing else. Any other is blind, and gone at run time.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, GenericParam, PathArguments, Type, WherePredicate};

use super::bounds::{self, Side};
use super::{columns, history};
use crate::lock::identity;
use crate::model::{Body, Field, Fields, Model, last_segment};

/// Types that hold nothing, or nothing but their arguments.
const STANDARD: &[&str] = &[
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "f32",
    "f64",
    "bool",
    "char",
    "str",
    "String",
    "Option",
    "Vec",
    "VecDeque",
    "LinkedList",
    "BinaryHeap",
    "HashMap",
    "HashSet",
    "BTreeMap",
    "BTreeSet",
    "Box",
    "Rc",
    "Arc",
    "Cow",
    "Cell",
    "RefCell",
    "Mutex",
    "RwLock",
    "PhantomData",
];

/// `impl Describe` for a type that is as the one that is written `ty`.
pub(super) fn as_type(model: &Model, ty: &Type) -> TokenStream {
    as_written(model, &quote!(#ty), &way(model, ty), ends(model, ty), TokenStream::new())
}

/// `impl Describe` for a type that is as its only field.
pub(super) fn as_field(model: &Model, field: &Field, offsets: TokenStream) -> TokenStream {
    let ends = field.words.with.is_none() && ends(model, &field.ty);
    as_written(model, &columns::written(field), &field_way(model, field), ends, offsets)
}

/// `ends`: whether tokens show that the other type does not hold this one.
fn as_written(model: &Model, ty: &TokenStream, way: &TokenStream, ends: bool, offsets: TokenStream) -> TokenStream {
    let outline = quote!(__persist::Outline::As(__persist::Part::#way::<#ty>()));
    if ends || is_generic(model) {
        return describe(model, &quote!(__persist::Link::to(&#outline)), &offsets);
    }
    let outline = outline_static(model, outline);
    let describe = describe(model, &quote!(__persist::Link::unread(&__OUTLINE)), &offsets);
    quote!(#outline #describe)
}

/// `impl Describe` for a struct (`Struct`) or a record (`Record`).
pub(super) fn of_struct(model: &Model, form: &TokenStream, fields: &Fields, offsets: TokenStream) -> TokenStream {
    let named = named(model);
    let fields = fields.saved().map(|field| described(model, field));
    describe_named(model, &quote!(__persist::Outline::#form { named: #named, fields: &[#(#fields),*] }), &offsets)
}

/// `impl Describe` for an enum.
pub(super) fn of_enum(model: &Model, variants: &[TokenStream]) -> TokenStream {
    let named = named(model);
    let outline = quote!(__persist::Outline::Enum { named: #named, variants: &[#(#variants),*] });
    describe_named(model, &outline, &TokenStream::new())
}

/// The field in the schema.
pub(super) fn described(model: &Model, field: &Field) -> TokenStream {
    let (name, written, way) = (&field.name.text, columns::written(field), field_way(model, field));
    let history = history::of_field(model, field);
    quote!(__persist::Field::#way::<#written>(#name) #history)
}

/// How constants lead to the type of a field: `of` it, or `blind`.
pub(super) fn field_way(model: &Model, field: &Field) -> TokenStream {
    match &field.words.with {
        Some(_) if is_generic(model) => quote!(blind),
        _ => way(model, &field.ty),
    }
}

/// How constants lead to a type that is part of this one: `of` it, or `blind`.
pub(super) fn way(model: &Model, ty: &Type) -> TokenStream {
    if is_generic(model) && !ends(model, ty) { quote!(blind) } else { quote!(of) }
}

/// Whether the type has instances that differ.
pub(crate) fn is_generic(model: &Model) -> bool {
    model.generics.params.iter().any(|param| !matches!(param, GenericParam::Lifetime(_)))
}

/// Whether tokens show that the type does not hold the one that is derived.
fn ends(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Array(array) => ends(model, &array.elem),
        Type::Group(group) => ends(model, &group.elem),
        Type::Paren(paren) => ends(model, &paren.elem),
        Type::Slice(slice) => ends(model, &slice.elem),
        Type::Reference(reference) => ends(model, &reference.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(|elem| ends(model, elem)),
        Type::Path(path) if path.qself.is_none() => {
            let param = path.path.get_ident().is_some_and(|ident| is_param(model, ident));
            param || last_segment(ty).is_some_and(|last| ends_standard(model, last))
        }
        _ => false,
    }
}

fn is_param(model: &Model, ident: &Ident) -> bool {
    model.generics.type_params().any(|param| param.ident == *ident)
}

fn ends_standard(model: &Model, segment: &syn::PathSegment) -> bool {
    let arguments = match &segment.arguments {
        PathArguments::None => true,
        PathArguments::AngleBracketed(list) => list.args.iter().all(|argument| match argument {
            GenericArgument::Type(ty) => ends(model, ty),
            _ => true,
        }),
        PathArguments::Parenthesized(_) => false,
    };
    let name = segment.ident.to_string();
    arguments && segment.ident != model.ident && STANDARD.contains(&name.as_str())
}

/// The name of the type, with its place, its arguments and its history.
fn named(model: &Model) -> TokenStream {
    let (named, ident) = (history::named(model), model.ident.to_string());
    let encode_only = (!model.is_loaded()).then(|| quote!(.encode_only()));
    let arguments = arguments(model);
    let arguments = (!arguments.is_empty()).then(|| quote!(.arguments(&[#(#arguments),*])));
    // Of a generic type, constants ask for names alone.
    let held = model.held.checks.as_ref().filter(|_| !is_generic(model)).map(|checks| {
        let homes = &checks.homes;
        quote!(.held(#homes))
    });
    let at = match &model.held.seal {
        Some(seal) => quote!(.sealed(::core::module_path!(), #ident, #seal)),
        None => quote!(.at(::core::module_path!(), #ident)),
    };
    quote!(#named #at #encode_only #arguments #held)
}

/// What tells the instances of a generic type apart, as far as it is in the schema.
fn arguments(model: &Model) -> Vec<TokenStream> {
    let described = bounds::inferred(model, Side::Describe).into_iter().filter_map(|predicate| match predicate {
        WherePredicate::Type(bound) if model.words.bound.is_none() => {
            let (ty, way) = (&bound.bounded_ty, way(model, &bound.bounded_ty));
            Some(quote!(__persist::Argument::Type(__persist::Part::#way::<#ty>())))
        }
        _ => None,
    });
    let numbers = model.generics.const_params().map(|param| {
        let ident = &param.ident;
        // A `char` is no number of more than 32 bits.
        let number = match last_segment(&param.ty) {
            Some(ty) if ty.ident == "char" => quote!(#ident as ::core::primitive::u32),
            _ => quote!(#ident),
        };
        quote!(__persist::Argument::Const(#number as ::core::primitive::i128))
    });
    described.chain(numbers).collect()
}

/// The outline that the lock's constants ask, and where it is: of a generic type, one without types.
pub(crate) fn for_lock(model: &Model) -> (TokenStream, TokenStream) {
    if !is_generic(model) {
        return (TokenStream::new(), quote!(__OUTLINE));
    }
    let named = history::named_alone(model);
    let ident = model.ident.to_string();
    let named = quote!(#named.at(::core::module_path!(), #ident));
    let alone = |fields: &Fields| {
        let fields = fields.saved().map(history::field_alone);
        quote!(&[#(#fields),*])
    };
    let outline = match &model.body {
        Body::Enum(variants) => {
            let variants = variants.iter().filter(|variant| !variant.is_other()).map(|variant| {
                let (name, fields, history) =
                    (&variant.name.text, alone(&variant.fields), history::of_variant(variant));
                quote!(__persist::Variant::of(#name, #fields) #history)
            });
            quote!(Enum { named: #named, variants: &[#(#variants),*] })
        }
        Body::Struct(fields) => {
            let (form, fields) =
                (if model.words.plain.is_some() { quote!(Record) } else { quote!(Struct) }, alone(fields));
            quote!(#form { named: #named, fields: #fields })
        }
        Body::Union(_) => quote!(Struct { named: #named, fields: &[] }),
    };
    (quote!(static __HELD: __persist::Outline<'static> = __persist::Outline::#outline;), quote!(__HELD))
}

/// `impl Describe` for a type that has errors.
pub(crate) fn stub(model: &Model) -> TokenStream {
    let ident = &model.ident;
    let generics = bounds::of(model, Side::Describe);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics __persist::Describe for #ident #ty_generics #where_clause {
            const LINK: __persist::Link = __persist::Link::UNIT;
        }
    }
}

/// `impl Describe` for a type that has a name.
fn describe_named(model: &Model, outline: &TokenStream, offsets: &TokenStream) -> TokenStream {
    if is_generic(model) {
        return describe(model, &quote!(__persist::Link::to(&#outline)), offsets);
    }
    let outline = outline_static(model, outline.clone());
    let name = identity::of_text(&model.name.text);
    let describe = describe(model, &quote!(__persist::Link::named(&__OUTLINE, ::core::module_path!(), #name)), offsets);
    quote!(#outline #describe)
}

fn outline_static(model: &Model, outline: TokenStream) -> TokenStream {
    let outline = for_static(model, outline);
    quote!(static __OUTLINE: __persist::Outline<'static> = #outline;)
}

fn describe(model: &Model, link: &TokenStream, offsets: &TokenStream) -> TokenStream {
    let ident = &model.ident;
    let generics = bounds::of(model, Side::Describe);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    // A cell of its own; a generic type has none, as all its instances would share it.
    let fingerprint = (!is_generic(model)).then(|| {
        quote! {
            #[inline]
            fn fingerprint() -> __persist::Fingerprint {
                static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
                __FINGERPRINT.of(<Self as __persist::Describe>::describe)
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics __persist::Describe for #ident #ty_generics #where_clause {
            const LINK: __persist::Link = #link;
            #offsets
            #fingerprint
        }
    }
}

/// The tokens as they may stand outside of the impl: without `Self`, and without its lifetimes.
fn for_static(model: &Model, tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut made = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), for_static(model, group.stream()));
                inner.set_span(group.span());
                made.extend([TokenTree::Group(inner)]);
            }
            TokenTree::Ident(ident) if ident == "Self" => made.extend(own_type(model)),
            TokenTree::Punct(quote) if quote.as_char() == '\'' => {
                let name = tokens.next();
                let own = name.as_ref().is_some_and(|name| is_lifetime(model, name));
                let name = if own { Some(static_ident(name)) } else { name };
                made.extend([Some(TokenTree::Punct(quote)), name].into_iter().flatten());
            }
            other => made.extend([other]),
        }
    }
    made
}

/// The type itself, with `'static` for its lifetimes.
fn own_type(model: &Model) -> TokenStream {
    let ident = &model.ident;
    let lifetimes = model.generics.lifetimes().map(|_| quote!('static));
    if model.generics.params.is_empty() { ident.to_token_stream() } else { quote!(#ident<#(#lifetimes),*>) }
}

fn is_lifetime(model: &Model, name: &TokenTree) -> bool {
    let TokenTree::Ident(name) = name else { return false };
    model.generics.lifetimes().any(|param| param.lifetime.ident == *name)
}

fn static_ident(name: Option<TokenTree>) -> TokenTree {
    let span = name.map_or_else(proc_macro2::Span::call_site, |name| name.span());
    TokenTree::Ident(Ident::new("static", span))
}
