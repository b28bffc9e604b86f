//! The first stage: reads `#[persist(…)]` into words with their values.
//!
//! Reading goes on after an error, at the next comma.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::{Attribute, ExprPath, Lifetime, LitStr, Meta, Path, Result, Token, Type, WherePredicate};

use crate::case::Case;
use crate::errors::Errors;
use crate::history::{Removed, Was};
use crate::model::Name;
use crate::values::Entry;
use crate::words::{Place, explain};

/// A word that was written, and its value.
pub(crate) struct Given<T> {
    pub(crate) word: Ident,
    pub(crate) value: T,
}

pub(crate) type Maybe<T> = Option<Given<T>>;

/// A word that may be written several times.
pub(crate) type Repeated<T> = Vec<Given<T>>;

/// The words on a type.
#[derive(Default)]
pub(crate) struct TypeWords {
    pub(crate) accept_newer: Maybe<()>,
    pub(crate) alias: Repeated<Name>,
    pub(crate) bound: Maybe<Vec<WherePredicate>>,
    pub(crate) runtime: Maybe<Path>,
    pub(crate) encode_only: Maybe<()>,
    pub(crate) from: Maybe<Type>,
    pub(crate) into: Maybe<Type>,
    pub(crate) partial: Maybe<()>,
    pub(crate) plain: Maybe<()>,
    pub(crate) removed: Repeated<Vec<Removed>>,
    pub(crate) rename: Maybe<LitStr>,
    pub(crate) rename_all: Maybe<Case>,
    pub(crate) transparent: Maybe<()>,
    pub(crate) try_from: Maybe<Type>,
    pub(crate) upgrade: Maybe<ExprPath>,
    pub(crate) validate: Maybe<ExprPath>,
    pub(crate) version: Maybe<u32>,
}

/// The words on a variant.
#[derive(Default)]
pub(crate) struct VariantWords {
    pub(crate) alias: Repeated<Name>,
    pub(crate) other: Maybe<()>,
    pub(crate) removed: Repeated<Vec<Removed>>,
    pub(crate) rename: Maybe<LitStr>,
    pub(crate) rename_all: Maybe<Case>,
}

/// The words on a field.
#[derive(Default)]
pub(crate) struct FieldWords {
    pub(crate) alias: Repeated<Name>,
    pub(crate) borrow: Maybe<Vec<Lifetime>>,
    pub(crate) bound: Maybe<Vec<WherePredicate>>,
    pub(crate) default: Maybe<Option<TokenStream>>,
    pub(crate) rename: Maybe<LitStr>,
    pub(crate) since: Maybe<u32>,
    pub(crate) skip: Maybe<()>,
    pub(crate) was: Repeated<Was>,
    pub(crate) with: Maybe<Type>,
}

/// The words of one place.
pub(crate) trait Words: Default {
    const PLACE: Place;

    /// Reads the value of `entry` and keeps it. `Ok(false)`: the word does not belong here.
    fn take(&mut self, entry: &Entry) -> Result<bool>;
}

impl Words for TypeWords {
    const PLACE: Place = Place::Type;

    fn take(&mut self, entry: &Entry) -> Result<bool> {
        match entry.word.to_string().as_str() {
            "accept_newer" => put(&mut self.accept_newer, entry, Entry::lossy),
            "alias" => add(&mut self.alias, entry, Entry::earlier_name),
            "bound" => put(&mut self.bound, entry, Entry::bounds),
            "crate" => put(&mut self.runtime, entry, Entry::module),
            "encode_only" => put(&mut self.encode_only, entry, Entry::nothing),
            "from" => put(&mut self.from, entry, Entry::ty),
            "into" => put(&mut self.into, entry, Entry::ty),
            "partial" => put(&mut self.partial, entry, Entry::nothing),
            "plain" => put(&mut self.plain, entry, Entry::nothing),
            "removed" => add(&mut self.removed, entry, Entry::removed),
            "rename" => put(&mut self.rename, entry, Entry::text),
            "rename_all" => put(&mut self.rename_all, entry, Entry::case),
            "transparent" => put(&mut self.transparent, entry, Entry::nothing),
            "try_from" => put(&mut self.try_from, entry, Entry::ty),
            "upgrade" => put(&mut self.upgrade, entry, Entry::function),
            "validate" => put(&mut self.validate, entry, Entry::function),
            "version" => put(&mut self.version, entry, Entry::version),
            _ => Ok(false),
        }
    }
}

impl Words for VariantWords {
    const PLACE: Place = Place::Variant;

    fn take(&mut self, entry: &Entry) -> Result<bool> {
        match entry.word.to_string().as_str() {
            "alias" => add(&mut self.alias, entry, Entry::earlier_name),
            "other" => put(&mut self.other, entry, Entry::nothing),
            "removed" => add(&mut self.removed, entry, Entry::removed_names),
            "rename" => put(&mut self.rename, entry, Entry::text),
            "rename_all" => put(&mut self.rename_all, entry, Entry::case),
            _ => Ok(false),
        }
    }
}

impl Words for FieldWords {
    const PLACE: Place = Place::Field;

    fn take(&mut self, entry: &Entry) -> Result<bool> {
        match entry.word.to_string().as_str() {
            "alias" => add(&mut self.alias, entry, Entry::earlier_name),
            "borrow" => put(&mut self.borrow, entry, Entry::lifetimes),
            "bound" => put(&mut self.bound, entry, Entry::bounds),
            "default" => put(&mut self.default, entry, Entry::expression),
            "rename" => put(&mut self.rename, entry, Entry::text),
            "since" => put(&mut self.since, entry, Entry::version),
            "skip" => put(&mut self.skip, entry, Entry::nothing),
            "was" => add(&mut self.was, entry, Entry::was),
            "with" => put(&mut self.with, entry, Entry::ty),
            _ => Ok(false),
        }
    }
}

/// A word says one thing, so it is written once.
pub(crate) fn put<'a, T>(
    slot: &mut Maybe<T>,
    entry: &Entry<'a>,
    read: impl Fn(&Entry<'a>) -> Result<T>,
) -> Result<bool> {
    let value = read(entry)?;
    if slot.is_some() {
        let message = format!("`{}` is written twice here; keep one", entry.word);
        return Err(syn::Error::new(entry.word.span(), message));
    }
    *slot = Some(Given { word: entry.word.clone(), value });
    Ok(true)
}

/// A past may be long, so its words are written as often as it takes.
fn add<'a, T>(slot: &mut Repeated<T>, entry: &Entry<'a>, read: impl Fn(&Entry<'a>) -> Result<T>) -> Result<bool> {
    let value = read(entry)?;
    slot.push(Given { word: entry.word.clone(), value });
    Ok(true)
}

/// Reads the words of all `#[persist(…)]` among `attributes`.
pub(crate) fn words<W: Words>(attributes: &[Attribute], errors: &mut Errors) -> W {
    let mut words = W::default();
    for attribute in attributes {
        if !attribute.path().is_ident("persist") {
            continue;
        }
        if !matches!(attribute.meta, Meta::List(_)) {
            errors.on(&attribute.meta, "write `#[persist(…)]`, with words in the parentheses");
            continue;
        }
        let read = attribute.parse_args_with(|input: ParseStream| list(input, &mut words, errors));
        if let Err(error) = read {
            errors.add(error);
        }
    }
    words
}

fn list(input: ParseStream, words: &mut impl Words, errors: &mut Errors) -> Result<()> {
    while !input.is_empty() {
        let start = input.fork();
        if let Err(error) = entry(input, words) {
            errors.add(error);
            skip_to_comma(&start)?;
            input.advance_to(&start);
        }
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

fn entry<W: Words>(input: ParseStream, words: &mut W) -> Result<()> {
    let word =
        Ident::parse_any(input).map_err(|cause| syn::Error::new(cause.span(), "expected a word such as `rename`"))?;
    let entry = Entry::of(word, input);
    if !words.take(&entry)? {
        return Err(explain(&entry.word, W::PLACE));
    }
    entry.end()
}

/// A comma between angle brackets belongs to a type.
fn skip_to_comma(input: ParseStream) -> Result<()> {
    let mut depth = 0_u32;
    while !input.is_empty() && (depth > 0 || !input.peek(Token![,])) {
        match input.parse::<TokenTree>()? {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// The word itself, where it was written.
pub(crate) fn word<T>(given: &Maybe<T>) -> Option<&Ident> {
    given.as_ref().map(|given| &given.word)
}

/// The first of the words, where it was written.
pub(crate) fn first_word<T>(given: &Repeated<T>) -> Option<&Ident> {
    given.first().map(|given| &given.word)
}
