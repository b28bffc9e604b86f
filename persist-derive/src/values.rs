//! Reads what stands behind a word: nothing, a number, a text, a type, a path, an expression.
//!
//! Each reader knows how its word is written and says so when it meets something else. Types and paths are
//! read bare or in quotes.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprPath, Lifetime, LitInt, LitStr, Path, Result, Token, Type, WherePredicate};

use crate::case::Case;
use crate::spelling::nearest;
use crate::words;

/// A word, and the input behind it.
pub(crate) struct Entry<'a> {
    pub(crate) word: Ident,
    /// The word as it is to be written.
    pub(crate) form: &'static str,
    pub(crate) input: ParseStream<'a>,
}

impl<'a> Entry<'a> {
    pub(crate) fn of(word: Ident, input: ParseStream<'a>) -> Self {
        let form = words::find(&word.to_string()).map_or("", |word| word.form);
        Self { word, form, input }
    }

    /// Nothing: the word alone.
    pub(crate) fn nothing(&self) -> Result<()> {
        if self.at_end() {
            return Ok(());
        }
        Err(self.error(format!("`{0}` takes no value: write `{0}` alone", self.word)))
    }

    /// A version: a whole number from 1 on.
    pub(crate) fn version(&self) -> Result<u32> {
        self.equals()?;
        let number: LitInt = self.parse("a whole number")?;
        match number.base10_parse() {
            Ok(0) => Err(syn::Error::new(
                number.span(),
                "versions are counted from 1, and 1 is the version of a type that names none",
            )),
            Ok(version) => Ok(version),
            Err(_) => Err(syn::Error::new(number.span(), "a version is a whole number from 1 to 4294967295")),
        }
    }

    pub(crate) fn text(&self) -> Result<LitStr> {
        self.refuse_list("one name serves both directions")?;
        self.equals()?;
        self.parse("a text in quotes")
    }

    /// The name of a naming convention.
    pub(crate) fn case(&self) -> Result<Case> {
        let text = self.text()?;
        let name = text.value();
        if let Some(case) = Case::named(&name) {
            return Ok(case);
        }
        let known = || Case::ALL.into_iter().map(|(name, _)| name);
        let advice = match nearest(&name, known()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => {
                let known: Vec<_> = known().map(|name| format!("\"{name}\"")).collect();
                format!("there are {}", known.join(", "))
            }
        };
        Err(syn::Error::new(text.span(), format!("unknown naming convention \"{name}\"; {advice}")))
    }

    pub(crate) fn ty(&self) -> Result<Type> {
        self.equals()?;
        self.quoted_or_bare("a type")
    }

    /// The path of a function.
    pub(crate) fn function(&self) -> Result<ExprPath> {
        self.equals()?;
        self.quoted_or_bare("the path of a function")
    }

    /// The path of a crate or module.
    pub(crate) fn module(&self) -> Result<Path> {
        self.equals()?;
        if self.input.peek(LitStr) {
            return self.unquote("a path", Path::parse_mod_style);
        }
        self.parse_with("a path", Path::parse_mod_style)
    }

    /// The predicates of a where clause, in quotes.
    pub(crate) fn bounds(&self) -> Result<Vec<WherePredicate>> {
        self.refuse_list("one list of bounds serves both directions")?;
        self.equals()?;
        if !self.input.peek(LitStr) {
            return Err(self.expected("bounds in quotes"));
        }
        let predicates: Punctuated<_, Token![,]> = self.unquote("a list of bounds", Punctuated::parse_terminated)?;
        Ok(predicates.into_iter().collect())
    }

    /// The lifetimes to borrow for, if they are named: `'a + 'b`, bare or in quotes.
    pub(crate) fn lifetimes(&self) -> Result<Vec<Lifetime>> {
        if self.at_end() {
            return Ok(Vec::new());
        }
        self.equals()?;
        let parse = Punctuated::<Lifetime, Token![+]>::parse_separated_nonempty;
        let lifetimes = if self.input.peek(LitStr) {
            self.unquote("lifetimes", parse)?
        } else {
            self.parse_with("lifetimes", parse)?
        };
        Ok(lifetimes.into_iter().collect())
    }

    /// An expression, if there is one.
    ///
    /// An expression that syn's small grammar does not know (a block, a closure, an array) goes on to the next comma;
    /// rustc reads it, so that syn's large grammar need not be built.
    pub(crate) fn expression(&self) -> Result<Option<TokenStream>> {
        if self.at_end() {
            return Ok(None);
        }
        self.equals()?;
        let ahead = self.input.fork();
        if let Ok(expression) = ahead.parse::<Expr>() {
            if ahead.is_empty() || ahead.peek(Token![,]) {
                self.input.advance_to(&ahead);
                return Ok(Some(expression.into_token_stream()));
            }
            if ahead.peek(syn::Ident) || ahead.peek(syn::Lit) {
                return Err(ahead.error("expected `,` before the next word"));
            }
        }
        let mut rest = TokenStream::new();
        while !self.at_end() {
            rest.extend([self.input.parse::<TokenTree>()?]);
        }
        if rest.is_empty() {
            return Err(self.expected("an expression"));
        }
        Ok(Some(rest))
    }

    /// The end of the entry, which every reader leaves behind.
    pub(crate) fn end(&self) -> Result<()> {
        if self.at_end() {
            return Ok(());
        }
        Err(self.error("expected `,` before the next word".to_owned()))
    }

    /// serde has lists with a word for each direction; a list is never right here.
    fn refuse_list(&self, why: &str) -> Result<()> {
        if self.input.peek(syn::token::Paren) {
            return Err(self.error(format!("{why}: write `{}`", self.form)));
        }
        Ok(())
    }

    fn at_end(&self) -> bool {
        self.input.is_empty() || self.input.peek(Token![,])
    }

    fn equals(&self) -> Result<()> {
        if self.input.peek(Token![=]) && !self.input.peek(Token![==]) {
            self.input.parse::<Token![=]>()?;
            return Ok(());
        }
        Err(self.expected("a value"))
    }

    pub(crate) fn quoted_or_bare<T: Parse>(&self, what: &str) -> Result<T> {
        if self.input.peek(LitStr) {
            return self.unquote(what, T::parse);
        }
        self.parse(what)
    }

    fn parse<T: Parse>(&self, what: &str) -> Result<T> {
        self.parse_with(what, T::parse)
    }

    fn parse_with<T>(&self, what: &str, parse: fn(ParseStream) -> Result<T>) -> Result<T> {
        let span = self.here();
        parse(self.input).map_err(|_| self.expected_at(span, what))
    }

    fn unquote<T>(&self, what: &str, parse: fn(ParseStream) -> Result<T>) -> Result<T> {
        let text: LitStr = self.input.parse()?;
        text.parse_with(parse).map_err(|_| syn::Error::new(text.span(), format!("\"{}\" is not {what}", text.value())))
    }

    pub(crate) fn expected(&self, what: &str) -> syn::Error {
        self.expected_at(self.here(), what)
    }

    pub(crate) fn expected_at(&self, span: Span, what: &str) -> syn::Error {
        syn::Error::new(span, format!("`{}` takes {what}: write `{}`", self.word, self.form))
    }

    pub(crate) fn error(&self, message: String) -> syn::Error {
        syn::Error::new(self.here(), message)
    }

    /// Where the value is or should be.
    pub(crate) fn here(&self) -> Span {
        if self.at_end() {
            return self.word.span();
        }
        self.input.cursor().token_tree().map_or_else(|| self.input.span(), |(token, _)| token.span())
    }
}
