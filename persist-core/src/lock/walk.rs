//! The walk over all types that a crate's roots lead to, while the crate compiles.
//!
//! A constant has neither heap nor recursion to spare: types wait in an array of fixed capacity, and
//! if they are more, the walk begins anew with a larger one. A type that has been met is found by its
//! [identity], and known by its place, as addresses cannot be compared.

use super::compare::{equal, is_alias, is_in, is_key};
use super::hold;
use super::table::{Form, Lock, Ty, Types, text_of};
use super::text::{DEEPEST, Text};
use crate::schema::identity::{self, NAMED_WITHIN};
use crate::schema::outline::Outline;
use crate::schema::{Argument, Describe, Field, Named, Part, Seal};

/// A type that files are made of.
#[derive(Clone, Copy, Debug)]
pub struct Root {
    pub(super) part: Part,
}

impl Root {
    /// The root `T`.
    #[must_use]
    pub const fn of<T: Describe + ?Sized>() -> Self {
        Root { part: Part::of::<T>() }
    }
}

/// What stands in the way of released versions, in all types that `roots` lead to; `None` if nothing
/// does.
///
/// `module` is the path of the module that asks, `wish` the value of `PERSIST_LOCK`.
#[must_use]
pub const fn walk(lock: &Lock, roots: &[Root], module: &str, wish: Option<&str>) -> Option<Text> {
    let ask = Ask { lock, roots, module, wish };
    if let Some(text) = ask.walk::<512>() {
        return text.trimmed().some();
    }
    if let Some(text) = ask.walk::<4096>() {
        return text.trimmed().some();
    }
    match ask.walk::<32_768>() {
        Some(text) => text.trimmed().some(),
        None => {
            let mut text = Text::new();
            text.push("more types than persist.lock can be held against: 16,384");
            Some(text)
        }
    }
}

/// What is asked.
#[derive(Clone, Copy)]
struct Ask<'a> {
    lock: &'a Lock,
    roots: &'a [Root],
    module: &'a str,
    wish: Option<&'a str>,
}

/// A type that has been met.
#[derive(Clone, Copy)]
struct Met {
    outline: &'static Outline<'static>,
    named: &'static Named<'static>,
    identity: u64,
    /// Which type led to it first: itself, if it is a root.
    from: usize,
    /// The field that did.
    field: &'static str,
}

/// The types met so far, in the order in which they wait.
struct Queue<const N: usize> {
    met: [Option<Met>; N],
    len: usize,
    /// Numbers of types, from 1 on, in the places of their identities; at most half of them are taken.
    places: [u16; N],
    /// Whether there is more than constants lead to.
    blind: bool,
    full: bool,
}

impl Ask<'_> {
    /// The text, or `None` if there are too many types.
    const fn walk<const N: usize>(&self) -> Option<Text> {
        let mut queue = Queue::<N> {
            met: [const { None }; N],
            len: 0,
            places: [0; N],
            blind: false,
            full: self.lock.stanzas.len() > N,
        };
        let mut text = Text::new();
        let mut at = 0;
        while at < self.roots.len() {
            queue.add(&self.roots[at].part, usize::MAX, "", DEEPEST, &mut text);
            at += 1;
        }
        let mut reached = [false; N];
        let mut at = 0;
        while at < queue.len && !queue.full {
            if let Some(met) = queue.met[at] {
                let leads_on = match self.seal(&met) {
                    Some(seal) => {
                        let mut stanza = seal.first;
                        while stanza < seal.end {
                            reached[stanza] = true;
                            stanza += 1;
                        }
                        seal.leads_on
                    }
                    None => {
                        self.hold(&queue, at, &met, &mut reached, &mut text);
                        true
                    }
                };
                if leads_on {
                    queue.add_parts(met.outline, at, &mut text);
                }
            }
            at += 1;
        }
        if queue.full {
            return None;
        }
        if !queue.blind {
            self.unreachable(&reached, &mut text);
        }
        Some(text)
    }

    /// The seal of this lock on a type that it fits.
    const fn seal<'m>(&self, met: &'m Met) -> Option<&'m Seal> {
        if let Some(seal) = &met.named.seal
            && seal.lock == self.lock.identity
            && seal.types == identity::of_fields(met.identity, met.outline)
        {
            return Some(seal);
        }
        None
    }

    /// Holds one type against its stanzas.
    const fn hold<const N: usize>(
        &self,
        queue: &Queue<N>,
        at: usize,
        met: &Met,
        reached: &mut [bool; N],
        text: &mut Text,
    ) {
        let Met { outline, named, .. } = *met;
        let (mut first, mut end) = (usize::MAX, 0);
        self.reach(named, named.name, reached, &mut first, &mut end);
        let mut alias = 0;
        while alias < named.aliases.len() {
            self.reach(named, named.aliases[alias], reached, &mut first, &mut end);
            alias += 1;
        }
        if first >= end || named.held || self.is_as_released(outline, named, first, end) {
            return;
        }
        let stanzas = self.lock.stanzas.slice(first, end);
        let home = is_in(named.place.0, crate_of(self.module));
        let mut found = Text::new();
        hold::problems(outline, stanzas, !home && self.accepts(named), &mut found);
        if found.is_empty() {
            return;
        }
        queue.push_path(at, text);
        text.push(":\n");
        text.push(found.as_str());
        if !home {
            self.push_foreign(named, text);
        }
    }

    /// What to do about a type of another crate.
    const fn push_foreign(&self, named: &Named<'_>, text: &mut Text) {
        let of = crate_of(named.place.0);
        if self.accepts(named) {
            text.push_all(&["  help: it is not accepted, as files that were released would not be read: keep to a `"]);
            text.push_all(&[of, "` that reads them\n"]);
        } else {
            text.push_all(&[
                "  help: if `",
                of,
                "` is not yours to change, `PERSIST_LOCK=accept=",
                of,
                "::",
                named.name,
            ]);
            text.push(" cargo test` takes the new shape as a revision of the old version, if that is still read\n");
        }
    }

    /// Marks the stanzas that a type has under a name, and finds the first one and the end of the
    /// last one.
    const fn reach<const N: usize>(
        &self,
        named: &Named<'_>,
        name: &str,
        reached: &mut [bool; N],
        first: &mut usize,
        end: &mut usize,
    ) {
        let (mut stanza, after) = self.lock.stanzas.named(name);
        while stanza < after {
            let key = self.lock.stanzas.at(stanza).key;
            if is_key(&key, named) || is_alias(&key, named) {
                reached[stanza] = true;
                if stanza < *first {
                    *first = stanza;
                }
                if stanza >= *end {
                    *end = stanza + 1;
                }
            }
            stanza += 1;
        }
    }

    /// Whether a type was released once, and is what it was then.
    const fn is_as_released(&self, outline: &Outline<'_>, named: &Named<'_>, first: usize, end: usize) -> bool {
        let stanza = self.lock.stanzas.at(first);
        end - first == 1
            && stanza.version == named.version
            && equal(stanza.key.name(), named.name)
            && match outline.kind() {
                Some(kind) => stanza.form as u8 == Form::of(kind) as u8,
                None => false,
            }
            && stanza.shape == identity::of_shape(outline)
    }

    /// Whether `PERSIST_LOCK=accept=…` names a type.
    const fn accepts(&self, named: &Named<'_>) -> bool {
        let Some(mut rest) = self.wish else { return false };
        match strip(rest, "accept=") {
            Some(list) => rest = list,
            None => return false,
        }
        loop {
            let (item, more) = split(rest, b',');
            if let Some(name) = strip(item, crate_of(named.place.0))
                && let Some(name) = strip(name, "::")
                && equal(name, named.name)
            {
                return true;
            }
            match more {
                Some(more) => rest = more,
                None => return false,
            }
        }
    }

    /// Types that were released, and that nothing leads to any more.
    const fn unreachable<const N: usize>(&self, reached: &[bool; N], text: &mut Text) {
        let mut at = 0;
        while at < self.lock.stanzas.len() {
            if reached[at] {
                at += 1;
                continue;
            }
            let stanza = self.lock.stanzas.at(at);
            let first = at == 0 || !same_key(&self.lock.stanzas.at(at - 1).key, &stanza.key);
            if first && !self.is_retired(&stanza.key) {
                let Ty::Named(home, name, _) = stanza.key else { return };
                text.push_all(&[home, "::"]);
                text.push_ty(&stanza.key);
                text.push(" was released, and no type of `lock_formats!` leads to it any more:\n");
                text.push_all(&[
                    "  help: if it has another name now, declare `#[persist(alias = \"",
                    name,
                    "\")]` at it",
                ]);
                text.push("; if no file of it will ever be loaded again, add the line `retired ");
                text.push_all(&[home, "::"]);
                text.push_ty(&stanza.key);
                text.push("` to persist.lock\n");
            }
            at += 1;
        }
    }

    const fn is_retired(&self, key: &Ty) -> bool {
        let mut retired = self.lock.retired;
        while let Some((gone, rest)) = retired.split_first() {
            if same_key(&gone, key) {
                return true;
            }
            retired = rest;
        }
        false
    }
}

impl<const N: usize> Queue<N> {
    /// Meets a part, or what it holds; `left`: how many more types without names may lie within one another.
    const fn add(&mut self, part: &Part, from: usize, field: &'static str, left: usize, text: &mut Text) {
        let Some(outline) = part.link.outline() else {
            self.blind = true;
            return;
        };
        match outline {
            Outline::Leaf(_) => {}
            Outline::As(_) | Outline::Array(..) | Outline::Of { .. } if left == 0 => self.blind = true,
            Outline::As(part) | Outline::Array(_, part) => self.add(part, from, field, left - 1, text),
            Outline::Of { parts, .. } => {
                let mut at = 0;
                while at < parts.len() {
                    self.add(&parts[at], from, field, left - 1, text);
                    at += 1;
                }
            }
            Outline::Struct { named, .. } | Outline::Record { named, .. } | Outline::Enum { named, .. } => {
                let from = if from == usize::MAX { self.len } else { from };
                self.meet(Met { outline, named, identity: part.link.identity, from, field }, text);
            }
        }
    }

    const fn meet(&mut self, met: Met, text: &mut Text) {
        let mut place = (met.identity >> 20) as usize % N;
        let mut namesake = None;
        while self.places[place] != 0 {
            if let Some(other) = &self.met[self.places[place] as usize - 1]
                && other.identity == met.identity
            {
                if same_type(other.named, met.named) {
                    return;
                }
                if has_name(other.named) {
                    namesake = Some(other.named);
                }
            }
            place = (place + 1) % N;
        }
        if 2 * (self.len + 1) > N {
            self.full = true;
            return;
        }
        self.met[self.len] = Some(met);
        self.len += 1;
        self.places[place] = self.len as u16;
        if let Some(namesake) = namesake
            && has_name(met.named)
        {
            self.push_path(self.len - 1, text);
            push_namesakes(met.named, namesake, text);
        }
    }

    /// Meets what a type is made of.
    const fn add_parts(&mut self, outline: &'static Outline<'static>, from: usize, text: &mut Text) {
        match outline {
            Outline::Struct { fields, .. } | Outline::Record { fields, .. } => {
                self.add_fields(fields, None, from, text);
            }
            Outline::Enum { variants, .. } => {
                let mut at = 0;
                while at < variants.len() {
                    self.add_fields(variants[at].fields, Some(variants[at].name), from, text);
                    at += 1;
                }
            }
            _ => {}
        }
    }

    /// Meets the types of fields; the path names them, or their variant.
    const fn add_fields(
        &mut self,
        fields: &'static [Field<'static>],
        variant: Option<&'static str>,
        from: usize,
        text: &mut Text,
    ) {
        let mut at = 0;
        while at < fields.len() {
            let Field { name, ty, .. } = &fields[at];
            if ty.link.identity & NAMED_WITHIN != 0 {
                let name = match variant {
                    Some(variant) => variant,
                    None => name,
                };
                self.add(ty, from, name, DEEPEST, text);
            }
            at += 1;
        }
    }

    /// `Save.player.items`: how a type was reached.
    const fn push_path(&self, at: usize, text: &mut Text) {
        let Some(met) = self.met[at] else { return };
        if met.from == at {
            if let Some(named) = met.outline.named() {
                text.push_named(named);
            }
            return;
        }
        self.push_path(met.from, text);
        text.push_all(&[".", met.field]);
    }
}

/// The crate that a module is in.
pub(super) const fn crate_of(path: &str) -> &str {
    split(path, b':').0
}

/// What is before the first `at`, and what is behind it. `at` is ASCII.
const fn split(text: &str, at: u8) -> (&str, Option<&str>) {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        if bytes[index] == at {
            let (before, rest) = bytes.split_at(index);
            let (_, behind) = rest.split_at(1);
            return (text_of(before), Some(text_of(behind)));
        }
        index += 1;
    }
    (text, None)
}

/// What follows `prefix`.
const fn strip<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    if text.len() < prefix.len() {
        return None;
    }
    let (before, behind) = text.as_bytes().split_at(prefix.len());
    if equal(text_of(before), prefix) { Some(text_of(behind)) } else { None }
}

/// Whether two keys are the same.
const fn same_key(a: &Ty, b: &Ty) -> bool {
    match (*a, *b) {
        (Ty::Named(home, name, arguments), Ty::Named(other_home, other_name, others)) => {
            equal(home, other_home) && equal(name, other_name) && same_keys(arguments, others)
        }
        _ => {
            let (mut one, mut other) = (Text::new(), Text::new());
            one.push_ty(a);
            other.push_ty(b);
            equal(one.as_str(), other.as_str())
        }
    }
}

const fn same_keys(mut a: Types, mut b: Types) -> bool {
    loop {
        match (a.split_first(), b.split_first()) {
            (Some((one, rest)), Some((other, others))) if same_key(&one, &other) => (a, b) = (rest, others),
            (None, None) => return true,
            _ => return false,
        }
    }
}

/// Whether a type is saved under a name of its own: some borrow that of another type.
const fn has_name(named: &Named<'_>) -> bool {
    !named.partial && !named.encode_only
}

const fn push_namesakes(named: &Named<'_>, other: &Named<'_>, text: &mut Text) {
    text.push(":\n");
    text.push_all(&[named.place.0, "::", named.place.1, " is saved under the name `", named.name]);
    text.push_all(&["`, as another type of the crate is: ", other.place.0, "::", other.place.1]);
    text.push("\n  help: give one of them a name of its own: `#[persist(rename = \"…\")]`, with `alias = \"");
    text.push_all(&[named.name, "\"` if it was released under this one\n"]);
}

/// Whether two types of one identity are the same: declared in one place, and so their arguments.
const fn same_type(a: &Named<'_>, b: &Named<'_>) -> bool {
    if !equal(a.place.1, b.place.1) || !equal(a.place.0, b.place.0) || a.arguments.len() != b.arguments.len() {
        return false;
    }
    let mut at = 0;
    while at < a.arguments.len() {
        if let (Argument::Type(a), Argument::Type(b)) = (&a.arguments[at], &b.arguments[at])
            && !same_part(a, b, DEEPEST)
        {
            return false;
        }
        at += 1;
    }
    true
}

/// `left`: how many more types without names may lie within one another.
const fn same_part(a: &Part, b: &Part, left: usize) -> bool {
    let (Some(a), Some(b)) = (a.outline(), b.outline()) else { return true };
    if let (Some(a), Some(b)) = (a.named(), b.named()) {
        return same_type(a, b);
    }
    match (a, b) {
        _ if left == 0 => true,
        (Outline::Array(_, a), Outline::Array(_, b)) => same_part(a, b, left - 1),
        (Outline::Of { parts: a, .. }, Outline::Of { parts: b, .. }) => {
            let mut at = 0;
            while at < a.len() && at < b.len() {
                if !same_part(&a[at], &b[at], left - 1) {
                    return false;
                }
                at += 1;
            }
            true
        }
        _ => true,
    }
}
