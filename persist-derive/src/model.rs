//! The second stage: the type as Persist sees it, with its stable names.

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Generics, Index, LitStr, Member, Token, Type, Visibility};

use crate::case::Case;
use crate::errors::Errors;
use crate::history::{Removed, Was};
use crate::lock::held::Held;
use crate::parse::{FieldWords, Maybe, TypeWords, VariantWords, words};

/// A type that derives `Persist`.
pub(crate) struct Model {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) name: Name,
    pub(crate) words: TypeWords,
    pub(crate) repr: Repr,
    pub(crate) body: Body,
    /// What the lock makes of it.
    pub(crate) held: Held,
}

pub(crate) enum Body {
    Struct(Fields),
    Enum(Vec<Variant>),
    Union(Token![union]),
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) name: Name,
    pub(crate) words: VariantWords,
    pub(crate) fields: Fields,
    /// Whether it is written with neither braces nor parentheses.
    pub(crate) unit: bool,
}

pub(crate) struct Fields {
    /// Whether the fields have names of their own: not `0`, `1`, ….
    pub(crate) named: bool,
    pub(crate) list: Vec<Field>,
}

pub(crate) struct Field {
    /// The field as the source calls it.
    pub(crate) member: Member,
    pub(crate) name: Name,
    pub(crate) ty: Type,
    pub(crate) words: FieldWords,
    pub(crate) span: Span,
}

/// A stable name: what the schema calls a type, a field or a variant.
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// What `#[repr(…)]` says about the layout.
#[derive(Default)]
pub(crate) struct Repr {
    pub(crate) c: bool,
    pub(crate) transparent: bool,
    pub(crate) packed: Option<Ident>,
}

/// How a type is saved.
pub(crate) enum Route<'a> {
    /// As columns of its fields.
    Struct(&'a Fields),
    Enum(&'a [Variant]),
    /// As columns of its fields, copied out of an unaligned layout.
    Packed(&'a Fields),
    /// As its one field.
    Transparent(&'a Fields),
    /// Row by row, as it lies in memory.
    Record(&'a Fields),
    /// As a value of another type.
    Through(&'a Type),
}

impl Model {
    pub(crate) fn of(input: &DeriveInput, errors: &mut Errors) -> Self {
        let words: TypeWords = words(&input.attrs, errors);
        let case = words.rename_all.as_ref().map(|given| given.value);
        let body = match &input.data {
            Data::Struct(data) => Body::Struct(Fields::of(&data.fields, case, errors)),
            Data::Enum(data) => {
                Body::Enum(data.variants.iter().map(|variant| Variant::of(variant, case, errors)).collect())
            }
            Data::Union(data) => Body::Union(data.union_token),
        };
        Self {
            vis: input.vis.clone(),
            ident: input.ident.clone(),
            generics: input.generics.clone(),
            name: Name::of(&words.rename, &input.ident, str::to_owned),
            repr: Repr::of(&input.attrs),
            words,
            body,
            held: Held::default(),
        }
    }

    /// The type through which this one is saved or loaded, if it names one.
    pub(crate) fn through(&self) -> Option<&Type> {
        let words = &self.words;
        let given = words.into.as_ref().or(words.from.as_ref());
        given.or(words.try_from.as_ref()).map(|given| &given.value)
    }

    /// How the type is saved. There is an answer for every type that passed the checks.
    pub(crate) fn route(&self) -> Option<Route<'_>> {
        if let Some(ty) = self.through() {
            return Some(Route::Through(ty));
        }
        match &self.body {
            Body::Struct(fields) if self.words.transparent.is_some() => Some(Route::Transparent(fields)),
            Body::Struct(fields) if self.words.plain.is_some() => Some(Route::Record(fields)),
            Body::Struct(fields) if self.repr.packed.is_some() => Some(Route::Packed(fields)),
            Body::Struct(fields) => Some(Route::Struct(fields)),
            Body::Enum(variants) => Some(Route::Enum(variants)),
            Body::Union(_) => None,
        }
    }

    pub(crate) fn version(&self) -> u32 {
        self.words.version.as_ref().map_or(1, |given| given.value)
    }

    pub(crate) fn is_saved(&self) -> bool {
        self.words.partial.is_none()
    }

    pub(crate) fn is_loaded(&self) -> bool {
        self.words.encode_only.is_none()
    }

    /// The fields of the struct, or the variants of the enum, that are gone.
    pub(crate) fn removed(&self) -> impl Iterator<Item = &Removed> + Clone {
        self.words.removed.iter().flat_map(|given| &given.value)
    }

    /// The name of the struct in which `upgrade` is handed what was removed.
    pub(crate) fn removed_ident(&self) -> Ident {
        format_ident!("{}Removed", self.ident, span = self.ident.span())
    }

    /// The fields that are saved.
    pub(crate) fn saved(&self) -> impl Iterator<Item = &Field> {
        self.fields().filter(|field| field.is_saved())
    }

    /// The fields of the struct or of all variants.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        let (fields, variants) = match &self.body {
            Body::Struct(fields) => (Some(fields), &[][..]),
            Body::Enum(variants) => (None, &variants[..]),
            Body::Union(_) => (None, &[][..]),
        };
        let variants = variants.iter().map(|variant| &variant.fields);
        fields.into_iter().chain(variants).flat_map(|fields| &fields.list)
    }
}

impl Variant {
    fn of(variant: &syn::Variant, case: Option<Case>, errors: &mut Errors) -> Self {
        let words: VariantWords = words(&variant.attrs, errors);
        let of_fields = words.rename_all.as_ref().map(|given| given.value);
        Self {
            ident: variant.ident.clone(),
            name: Name::of(&words.rename, &variant.ident, |name| {
                case.map_or_else(|| name.to_owned(), |case| case.variant(name))
            }),
            fields: Fields::of(&variant.fields, of_fields, errors),
            unit: matches!(variant.fields, syn::Fields::Unit),
            words,
        }
    }

    /// Whether the variant stands for those that the program does not know, and is in no file.
    pub(crate) fn is_other(&self) -> bool {
        self.words.other.is_some()
    }

    /// The fields of the variant that are gone.
    pub(crate) fn removed(&self) -> impl Iterator<Item = &Removed> + Clone {
        self.words.removed.iter().flat_map(|given| &given.value)
    }
}

impl Fields {
    fn of(fields: &syn::Fields, case: Option<Case>, errors: &mut Errors) -> Self {
        Self {
            named: matches!(fields, syn::Fields::Named(_)),
            list: fields.iter().enumerate().map(|(index, field)| Field::of(field, index, case, errors)).collect(),
        }
    }

    /// The fields that are saved.
    pub(crate) fn saved(&self) -> impl Iterator<Item = &Field> {
        self.list.iter().filter(|field| field.is_saved())
    }
}

impl Field {
    fn of(field: &syn::Field, index: usize, case: Option<Case>, errors: &mut Errors) -> Self {
        let words: FieldWords = words(&field.attrs, errors);
        let (member, name) = match &field.ident {
            Some(ident) => {
                let name = Name::of(&words.rename, ident, |name| {
                    case.map_or_else(|| name.to_owned(), |case| case.field(name))
                });
                (Member::Named(ident.clone()), name)
            }
            None => {
                let name = words.rename.as_ref().map_or_else(
                    || Name { text: index.to_string(), span: span_of(&field.ty) },
                    |given| Name::given(&given.value),
                );
                (Member::Unnamed(Index::from(index)), name)
            }
        };
        Self {
            span: field.ident.as_ref().map_or_else(|| span_of(&field.ty), Ident::span),
            member,
            name,
            ty: field.ty.clone(),
            words,
        }
    }

    pub(crate) fn is_saved(&self) -> bool {
        self.words.skip.is_none()
    }

    /// The types that the field had, the earliest first.
    pub(crate) fn was(&self) -> Vec<&Was> {
        let mut was: Vec<_> = self.words.was.iter().map(|given| &given.value).collect();
        was.sort_by_key(|was| was.until.value);
        was
    }

    /// Whether the type is written as `PhantomData`, which a transparent struct may have beside its field.
    pub(crate) fn is_phantom(&self) -> bool {
        last_segment(&self.ty).is_some_and(|segment| segment.ident == "PhantomData")
    }

    /// Whether the type is written as `Cow`: not one that holds a `Cow`.
    pub(crate) fn is_cow(&self) -> bool {
        last_segment(&self.ty).is_some_and(|segment| segment.ident == "Cow")
    }
}

impl Name {
    /// The name given by `rename`, else the identifier without `r#`, in the convention asked for.
    fn of(rename: &Maybe<LitStr>, ident: &Ident, convention: impl Fn(&str) -> String) -> Self {
        match rename {
            Some(given) => Self::given(&given.value),
            None => Self { text: convention(&ident.unraw().to_string()), span: ident.span() },
        }
    }

    pub(crate) fn given(text: &LitStr) -> Self {
        Self { text: text.value(), span: text.span() }
    }
}

impl Repr {
    /// rustc reports what it does not like about a `repr`; here it is only looked at.
    fn of(attributes: &[Attribute]) -> Self {
        let mut repr = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("repr")) {
            let _ = attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("C") {
                    repr.c = true;
                } else if meta.path.is_ident("transparent") {
                    repr.transparent = true;
                } else if meta.path.is_ident("packed") {
                    repr.packed = meta.path.get_ident().cloned();
                }
                if meta.input.peek(syn::token::Paren) {
                    let size;
                    syn::parenthesized!(size in meta.input);
                    size.parse::<proc_macro2::TokenStream>()?;
                }
                Ok(())
            });
        }
        repr
    }
}

fn span_of(ty: &Type) -> Span {
    syn::spanned::Spanned::span(ty)
}

/// The last segment of a path, seen through the invisible groups that `macro_rules` leaves.
pub(crate) fn last_segment(ty: &Type) -> Option<&syn::PathSegment> {
    match ty {
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}
