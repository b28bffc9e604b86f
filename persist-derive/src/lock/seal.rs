//! The seal on a type that the lock has nothing to say of: it is what was released last, and reads what was released before.
//!
//! Names, versions and attributes are in the source, and the types of all versions in the lock. So all is known but
//! whether the types of the fields are those of the lock. That is for the constants of `persist-core`, which have their
//! identities, to see: one number. Where they see another, or where there is no seal, types are compared.

use std::ptr;

use proc_macro2::TokenStream;
use quote::quote;

use super::identity;
use super::reads::{Pair, Types};
use super::ty::{Key, Ty};
use super::{Lock, Stanza};
use crate::expand::outline;
use crate::model::{Body, Field, Model};

/// The seal of a lock, on the stanzas from `first` on.
pub(super) fn seal(model: &Model, lock: &Lock, first: usize, stanzas: &[&Stanza]) -> Option<TokenStream> {
    let latest = *stanzas.last()?;
    let is_own = |stanza: &&Stanza| stanza.key == latest.key && stanza.revision == 1;
    let borrows_name = model.words.partial.is_some() || !model.is_loaded();
    if borrows_name
        || outline::is_generic(model)
        || !Pair::new(model, latest).exact
        || !stanzas.iter().all(is_own)
        || any_name_returns(stanzas)
        || keeps_removed(model)
    {
        return None;
    }
    let mut types = Expected(Vec::new());
    // The latest first, of which the types have to be.
    if !stanzas.iter().rev().all(|stanza| Pair::new(model, stanza).reads(&mut types)) {
        return None;
    }
    let (lock, (types, leads_on)) = (lock.identity, types.identity(&latest.key, model)?);
    let end = first + stanzas.len();
    Some(quote!(__persist::Seal { lock: #lock, first: #first, end: #end, types: #types, leads_on: #leads_on }))
}

/// Whether a name is gone in one version and there again in the latest: it may be that of another field.
fn any_name_returns(stanzas: &[&Stanza]) -> bool {
    let has = |stanza: &Stanza, place| stanza.lines.iter().any(|line| line.place() == place);
    let latest = stanzas.last().into_iter().flat_map(|stanza| &stanza.lines);
    latest.map(|line| line.place()).any(|place| {
        stanzas.windows(2).any(|pair| matches!(*pair, [one, next] if has(one, place) && !has(next, place)))
    })
}

/// Whether what was removed from a struct is still read, by types of its own.
fn keeps_removed(model: &Model) -> bool {
    matches!(model.body, Body::Struct(_)) && model.removed().any(|removed| removed.kept.is_some())
}

/// What the lock takes the types of fields for, earlier ones included: by field, and 0 for that of today, or from 1 on.
struct Expected(Vec<(*const Field, usize, Ty)>);

impl Types for Expected {
    fn fit(&mut self, field: &Field, ty: &Ty, pair: Pair<'_>) -> bool {
        let which = pair.was(field).map_or(0, |was| was + 1);
        match self.of(field, which) {
            Some(expected) => ty.reads_as(expected),
            None => {
                self.0.push((field, which, ty.clone()));
                !ty.has_itself()
            }
        }
    }
}

impl Expected {
    fn of(&self, field: &Field, which: usize) -> Option<&Ty> {
        self.0.iter().find(|(of, at, _)| ptr::eq(*of, field) && *at == which).map(|(.., ty)| ty)
    }

    /// The identity of the type and of all that is expected, and whether named types are among that; nothing if one is
    /// unknown.
    fn identity(&self, key: &Key, model: &Model) -> Option<(u64, bool)> {
        let mut types = Vec::new();
        for field in model.saved() {
            for which in 0..=field.was().len() {
                types.push(self.of(field, which)?);
            }
        }
        let leads_on = types.iter().any(|ty| identity::leads_on(ty));
        Some((identity::of_fields(key, types), leads_on))
    }
}
