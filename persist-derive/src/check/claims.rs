//! Rules about who claims a stable name: what is there, what was called so earlier, or what is gone.
//!
//! A file's name has to lead to one of them. The fields of a struct or of a variant are one such space of names, the
//! variants of an enum another, and the names of a type itself a third.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::errors::Errors;
use crate::history::Removed;
use crate::model::Name;
use crate::parse::Repeated;

/// The claims to names of one kind of thing.
pub(super) struct Claims<'a> {
    /// What the names are of, in a message.
    what: &'static str,
    seen: HashMap<&'a str, Role>,
}

/// Why a name is claimed.
#[derive(Clone, Copy)]
enum Role {
    Present,
    Alias,
    Removed,
}

impl<'a> Claims<'a> {
    pub(super) fn to(what: &'static str) -> Self {
        Self { what, seen: HashMap::new() }
    }

    /// Names of what is there. They are claimed first, so that the error is at what is in their way.
    pub(super) fn present(&mut self, names: impl Iterator<Item = &'a Name>, errors: &mut Errors) {
        names.for_each(|name| self.claim(Role::Present, name, errors));
    }

    pub(super) fn aliases(&mut self, aliases: &'a Repeated<Name>, errors: &mut Errors) {
        aliases.iter().for_each(|given| self.claim(Role::Alias, &given.value, errors));
    }

    pub(super) fn removed(&mut self, removed: impl Iterator<Item = &'a Removed>, errors: &mut Errors) {
        removed.for_each(|removed| self.claim(Role::Removed, &removed.name, errors));
    }

    fn claim(&mut self, role: Role, name: &'a Name, errors: &mut Errors) {
        match self.seen.entry(&name.text) {
            Entry::Vacant(free) => {
                free.insert(role);
            }
            Entry::Occupied(taken) => errors.at(name.span, conflict(self.what, &name.text, *taken.get(), role)),
        }
    }
}

fn conflict(what: &str, name: &str, first: Role, second: Role) -> String {
    match (first, second) {
        (Role::Present, Role::Present) => {
            format!("an earlier {what} has the stable name \"{name}\" already; give one of the two another `rename`")
        }
        (Role::Present, Role::Alias) if what == "type" => {
            format!("\"{name}\" is the type's present name, and an alias is an earlier one; remove it")
        }
        (Role::Present, Role::Alias) => format!(
            "a {what} is called \"{name}\" here, and is what a file's \"{name}\" is read as; remove the alias, \
             or give that {what} another `rename`"
        ),
        (Role::Present, _) => format!(
            "a {what} is called \"{name}\" here, so it is not removed; take it out of `removed`, or, if this is \
             another {what}, give it another `rename`: a name that was removed is not used again"
        ),
        (Role::Alias, Role::Removed) => {
            format!("\"{name}\" is an alias here, so a file's \"{name}\" is read and not removed; keep one of the two")
        }
        (Role::Removed, Role::Removed) => format!("\"{name}\" is removed twice here; keep one"),
        _ => format!("\"{name}\" is an alias here already, and a file's \"{name}\" is read once; keep one of the two"),
    }
}
