//! The vocabulary: every word that may stand in `#[persist(…)]`, and what to say about one that may not.

use proc_macro2::Ident;

use crate::spelling::nearest;

/// What an attribute stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Type,
    Variant,
    Field,
}

impl Place {
    fn article(self) -> &'static str {
        match self {
            Self::Type => "a type",
            Self::Variant => "a variant",
            Self::Field => "a field",
        }
    }
}

/// A word of Persist.
pub(crate) struct Word {
    pub(crate) name: &'static str,
    pub(crate) places: &'static [Place],
    /// The word as it is written, with a place holder for its value.
    pub(crate) form: &'static str,
    /// What to write instead where the word does not belong.
    elsewhere: &'static str,
}

const fn word(name: &'static str, places: &'static [Place], form: &'static str, elsewhere: &'static str) -> Word {
    Word { name, places, form, elsewhere }
}

/// What one field or variant may do to have a form of its own, where a user reaches for a type's word.
const WITH: &str = "give a field a representation with `with = TYPE`";

/// All words.
#[rustfmt::skip]
pub(crate) const WORDS: &[Word] = {
    use Place::{Field, Type, Variant};
    &[
        word("accept_newer", &[Type], "accept_newer(lossy)", "versions are those of a type: put it on the type"),
        word("alias", &[Type, Variant, Field], r#"alias = "earlier_name""#, ""),
        word("borrow", &[Field], "borrow = 'a", "put it on each field that borrows"),
        word("bound", &[Type, Field], r#"bound = "T: Trait""#, "put it on the type"),
        word("crate", &[Type], "crate = path::to::persist_core", "put it on the type"),
        word("default", &[Field], "default = EXPR", "put it on each field that needs a default"),
        word("encode_only", &[Type], "encode_only", "a whole type is loaded or is not; `skip` leaves out a field"),
        word("from", &[Type], "from = TYPE", WITH),
        word("into", &[Type], "into = TYPE", WITH),
        word("other", &[Variant], "other", "put it on the variant that stands for those that this program does not know"),
        word("partial", &[Type], "partial", "a whole type takes the fields that it names, and steps over the others: put it on the type"),
        word("plain", &[Type], "plain", "put it on the type of the field"),
        word("removed", &[Type, Variant], r#"removed("name")"#, "put it on what the field was removed from"),
        word("rename", &[Type, Variant, Field], r#"rename = "name""#, ""),
        word("rename_all", &[Type, Variant], r#"rename_all = "camelCase""#, r#"a field has one name: `rename = "name"`"#),
        word("since", &[Field], "since = 2", "put it on each field that came with a later version; variants need no such word, and a type has `version = N`"),
        word("skip", &[Field], "skip", "put it on the fields that are left out"),
        word("transparent", &[Type], "transparent", "put it on the type of the field, where that is a newtype"),
        word("try_from", &[Type], "try_from = TYPE", WITH),
        word("upgrade", &[Type], "upgrade = path::to::function", "the whole type is brought up to date: put it on the type"),
        word("validate", &[Type], "validate = path::to::function", "validate the whole type, or give the field a type of its own that does"),
        word("version", &[Type], "version = 2", "a type has one version: put it on the type"),
        word("was", &[Field], "was(TYPE, until = 1)", "put it on each field that had another type"),
        word("with", &[Field], "with = TYPE", "put it on the field, or save the type through another: `from = TYPE, into = TYPE`"),
    ]
};

/// serde's words that have no place here: a word, why not, and what to do.
#[rustfmt::skip]
const FOREIGN: &[(&str, &str)] = &[
    ("content", "an enum has one form, an index beside the columns of its fields, and there is nothing to choose: remove it"),
    ("deny_unknown_fields", "a file with a field that the type does not know is always refused: remove it"),
    ("deserialize_with", "one word covers both directions: `with = TYPE`, where TYPE implements `Represent` for the field's type"),
    ("expecting", "the messages are made from the schema: remove it"),
    ("field_identifier", "names are matched in the schema, never as values: remove it"),
    ("flatten", "fields are matched by name within their own struct, and a struct within a struct costs nothing: keep it as a field, and remove the word"),
    ("getter", "save the foreign type through one of yours: `with = TYPE` on the field that holds it"),
    ("remote", "save the foreign type through one of yours: `with = TYPE` on the field that holds it"),
    ("rename_all_fields", "put `rename_all` on each variant"),
    ("serialize_with", "one word covers both directions: `with = TYPE`, where TYPE implements `Represent` for the field's type"),
    ("skip_deserializing", "what is saved is what is loaded: `skip` leaves the field out of both"),
    ("skip_serializing", "what is saved is what is loaded: `skip` leaves the field out of both"),
    ("skip_serializing_if", "every row has every column, and a column of equal values costs next to nothing: remove it"),
    ("tag", "an enum has one form, an index beside the columns of its fields, and there is nothing to choose: remove it"),
    ("untagged", "an enum has one form, an index beside the columns of its fields, and there is nothing to choose: remove it"),
    ("variant_identifier", "names are matched in the schema, never as values: remove it"),
];

/// The word called `name`, if Persist has one.
pub(crate) fn find(name: &str) -> Option<&'static Word> {
    WORDS.iter().find(|word| word.name == name)
}

/// Why `word` may not stand at `place`, and what to write instead.
pub(crate) fn explain(word: &Ident, place: Place) -> syn::Error {
    let name = word.to_string();
    let message = misplaced(&name, place).or_else(|| foreign(&name)).unwrap_or_else(|| unknown(&name, place));
    syn::Error::new(word.span(), message)
}

fn misplaced(name: &str, place: Place) -> Option<String> {
    let word = find(name)?;
    let places: Vec<_> = word.places.iter().map(|place| place.article()).collect();
    Some(format!("`{name}` belongs on {}, not on {}; {}", places.join(" or "), place.article(), word.elsewhere,))
}

fn foreign(name: &str) -> Option<String> {
    let (_, advice) = FOREIGN.iter().find(|(foreign, _)| *foreign == name)?;
    Some(format!("serde's `{name}` has no place here; {advice}"))
}

fn unknown(name: &str, place: Place) -> String {
    let here = || {
        let fits = |word: &&Word| word.places.contains(&place);
        WORDS.iter().filter(fits).map(|word| word.name)
    };
    if let Some(near) = nearest(name, here()) {
        return format!("unknown attribute `{name}`; did you mean `{near}`?");
    }
    let words: Vec<_> = here().map(|word| format!("`{word}`")).collect();
    format!("unknown attribute `{name}`; {} takes {}", place.article(), words.join(", "),)
}
