//! The words of schema evolution that have a list behind them: `removed(…)`, `was(…)`, `accept_newer(lossy)`.
//!
//! What stands in the list is known to its word alone, so each reader says how the whole of it is written.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{ExprPath, LitStr, Result, Token, Type};

use crate::model::Name;
use crate::parse::{Given, Maybe, put};
use crate::values::Entry;

/// A field or variant that is gone.
pub(crate) struct Removed {
    pub(crate) name: Name,
    /// What its values are still read as; without it, they are dropped.
    pub(crate) kept: Option<Kept>,
}

impl Removed {
    /// The name as an identifier, if it can be one: a raw one where it is a keyword.
    pub(crate) fn ident(&self) -> Option<Ident> {
        let name = &self.name.text;
        // What is no word is not shown to the lexer, which might complain in a place of its own.
        let is_word = name.chars().all(|c| c == '_' || c.is_alphanumeric());
        if !is_word || matches!(name.as_str(), "" | "_" | "self" | "Self" | "super" | "crate") {
            return None;
        }
        let mut ident = syn::parse_str::<Ident>(name).or_else(|_| syn::parse_str(&format!("r#{name}"))).ok()?;
        ident.set_span(self.name.span);
        Some(ident)
    }
}

/// How the values of a removed field or variant are read.
pub(crate) struct Kept {
    pub(crate) ty: Type,
    /// What makes a value of the enum of them.
    pub(crate) with: Maybe<ExprPath>,
}

/// A type that a field had in earlier versions.
pub(crate) struct Was {
    pub(crate) ty: Type,
    /// The last version in which the field had it.
    pub(crate) until: Given<u32>,
    /// What makes the field of it.
    pub(crate) with: Maybe<ExprPath>,
}

const UNTIL: &str = "until = 1";
const WITH: &str = "with = path::to::function";

impl Entry<'_> {
    /// A name that files may still have.
    pub(crate) fn earlier_name(&self) -> Result<Name> {
        Ok(Name::given(&self.text()?))
    }

    /// `(lossy)`: the word that says what it costs.
    pub(crate) fn lossy(&self) -> Result<()> {
        let why = || {
            self.error(
                "what a newer version wrote and this one does not know is left out, and is lost when the value is \
                 saved again; to have it so, write `accept_newer(lossy)`"
                    .to_owned(),
            )
        };
        if !self.input.peek(syn::token::Paren) {
            return Err(why());
        }
        self.list(|list| match list.parse::<Ident>() {
            Ok(word) if word == "lossy" && list.is_empty() => Ok(()),
            _ => Err(why()),
        })
    }

    /// `("name", name: TYPE, …)`, with a `with = PATH` behind the types.
    pub(crate) fn removed(&self) -> Result<Vec<Removed>> {
        self.list(|list| {
            let mut removed = Vec::new();
            while !list.is_empty() {
                self.removed_one(list, &mut removed)?;
                self.comma(list)?;
            }
            if removed.is_empty() {
                return Err(self.expected("the names of what is gone"));
            }
            Ok(removed)
        })
    }

    /// `("name", …)`
    pub(crate) fn removed_names(&self) -> Result<Vec<Removed>> {
        let removed = self.removed()?;
        match removed.iter().find_map(|removed| removed.kept.as_ref()) {
            Some(kept) => Err(syn::Error::new_spanned(
                &kept.ty,
                "the removed fields of a variant are dropped: write the name alone, in quotes; to make use of their \
                 values, give the variant a new name, and read the one of before as a type: \
                 `removed(Name: TYPE, with = PATH)` on the enum",
            )),
            None => Ok(removed),
        }
    }

    fn removed_one(&self, list: ParseStream, removed: &mut Vec<Removed>) -> Result<()> {
        if list.peek(Ident::peek_any) && list.peek2(Token![=]) {
            return self.removed_with(list, removed);
        }
        let inner = Entry { form: "removed(name: TYPE)", ..self.inner(list) };
        let bare = !list.peek(LitStr);
        let name = if bare { self.inner(list).bare_name()? } else { Name::given(&list.parse()?) };
        if !list.peek(Token![:]) {
            if bare {
                let message = format!(
                    "write `\"{0}\"`, in quotes, to drop its values, or `{0}: TYPE` to make use of them",
                    name.text
                );
                return Err(syn::Error::new(name.span, message));
            }
            removed.push(Removed { name, kept: None });
            return Ok(());
        }
        list.parse::<Token![:]>()?;
        let ty = inner.quoted_or_bare("a type")?;
        removed.push(Removed { name, kept: Some(Kept { ty, with: None }) });
        Ok(())
    }

    fn bare_name(&self) -> Result<Name> {
        let span = self.here();
        let ident = Ident::parse_any(self.input).map_err(|_| self.expected_at(span, "names"))?;
        Ok(Name { text: ident.unraw().to_string(), span: ident.span() })
    }

    /// The `with` behind a removed variant's type.
    fn removed_with(&self, list: ParseStream, removed: &mut [Removed]) -> Result<()> {
        let word = Ident::parse_any(list)?;
        if word != "with" {
            let message = format!("`removed` has names, types and `with`: there is no `{word}`");
            return Err(syn::Error::new(word.span(), message));
        }
        match removed.last_mut() {
            Some(Removed { kept: Some(kept), .. }) => {
                put(&mut kept.with, &Entry { word, form: WITH, input: list }, Entry::function).map(drop)
            }
            _ => Err(syn::Error::new(
                word.span(),
                "`with` makes use of what is read as the type before it: write `removed(Name: TYPE, with = PATH)`",
            )),
        }
    }

    /// `(TYPE, until = N, with = PATH)`
    pub(crate) fn was(&self) -> Result<Was> {
        self.list(|list| {
            let inner = self.inner(list);
            if list.is_empty() || list.peek(Token![,]) || (list.peek(Ident::peek_any) && list.peek2(Token![=])) {
                return Err(inner.expected("a type, the earlier one, first"));
            }
            let ty = inner.quoted_or_bare("a type")?;
            let (mut until, mut with) = (None, None);
            self.comma(list)?;
            while !list.is_empty() {
                let word = Ident::parse_any(list)?;
                match word.to_string().as_str() {
                    "until" => put(&mut until, &Entry { word, form: UNTIL, input: list }, Entry::version)?,
                    "with" => put(&mut with, &Entry { word, form: WITH, input: list }, Entry::function)?,
                    _ => {
                        let message = format!("`was` has a type, `until` and `with`: there is no `{word}`");
                        return Err(syn::Error::new(word.span(), message));
                    }
                };
                self.comma(list)?;
            }
            match until {
                Some(until) => Ok(Was { ty, until, with }),
                None => Err(syn::Error::new(
                    self.word.span(),
                    "say which version was the last one with this type: `was(TYPE, until = 1)`",
                )),
            }
        })
    }

    /// Reads what stands between parentheses.
    fn list<T>(&self, read: impl FnOnce(ParseStream) -> Result<T>) -> Result<T> {
        if !self.input.peek(syn::token::Paren) {
            return Err(self.expected("a list in parentheses"));
        }
        let list;
        syn::parenthesized!(list in self.input);
        let value = read(&list);
        if value.is_err() {
            // What is left unread would be an error of its own.
            list.parse::<TokenStream>()?;
        }
        value
    }

    /// The comma before what comes next, if anything does.
    fn comma(&self, list: ParseStream) -> Result<()> {
        if !list.is_empty() {
            list.parse::<Token![,]>()
                .map_err(|error| syn::Error::new(error.span(), format!("expected `,`: write `{}`", self.form)))?;
        }
        Ok(())
    }

    /// The same word, with the list behind it as its input.
    fn inner<'b>(&self, list: ParseStream<'b>) -> Entry<'b> {
        Entry { word: self.word.clone(), form: self.form, input: list }
    }
}
