//! The derive macro of Persist. Depend on `persist-core`, which re-exports it.
//!
//! From the type to its impls in four stages, one file or folder each: `parse` reads the attributes, `model` is the type as
//! Persist sees it, `check` has the rules, `expand` writes the impls. `errors` collects what any of them finds wrong, and
//! `fallback` stands in for `expand` when there was something. No stage knows what the bytes look like: the impls are tables
//! and calls that `persist-core` interprets.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod case;
mod check;
mod derive;
mod errors;
mod expand;
mod fallback;
mod history;
#[cfg_attr(not(test), allow(dead_code, reason = "the checks of the derive, which come next, use it"))]
mod lock;
mod mentions;
mod model;
mod parse;
mod spelling;
mod values;
mod words;

#[cfg(test)]
mod tests;

/// Implements what `save` and `load` ask of a type.
///
/// ```
/// use persist_core::Persist;
///
/// #[derive(Persist, Debug, PartialEq)]
/// #[persist(version = 2)]
/// struct Player {
///     name: String,
///     #[persist(rename = "hp")]
///     health: u32,
///     inventory: Vec<Item>,
///     #[persist(skip)]
///     selected: Option<usize>,
/// }
///
/// #[derive(Persist, Debug, PartialEq)]
/// enum Item {
///     Coin,
///     Potion { strength: u8 },
/// }
///
/// let player = Player {
///     name: "Ada".to_owned(),
///     health: 70,
///     inventory: vec![Item::Coin, Item::Potion { strength: 3 }],
///     selected: None,
/// };
/// let bytes = persist_core::to_vec(&player)?;
/// assert_eq!(persist_core::from_slice::<Player>(&bytes)?, player);
/// # Ok::<(), persist_core::Error>(())
/// ```
///
/// Structs and enums of every kind are supported, generic and recursive ones included. All fields must be of types that
/// implement `Persist` themselves, unless they have `skip` or `with`. In a `#[repr(packed)]` struct the fields must be
/// `Copy`. A union needs `from` and `into`.
///
/// # Attributes
/// They are written `#[persist(…)]`, separated by commas. Types and paths may stand in quotes. serde's words mean what they
/// mean there.
///
/// ## On a type
///
/// | attribute | meaning |
/// |---|---|
/// | `version = N` | the version of this definition, from 1 on; without it, 1 |
/// | `rename = "…"` | the stable name, which files are matched by; without it, the identifier |
/// | `alias = "…"` | an earlier name; may be repeated |
/// | `removed("name", …)` | fields (struct) or variants (enum) that are gone: a field's values are dropped, a value of a variant is an error |
/// | `removed(name: TYPE)` | a field of a struct that is gone, but is still read, and handed to `upgrade` |
/// | `removed(Name: TYPE, with = PATH)` | a variant of an enum that is gone: `fn(TYPE) -> Self` or `-> Result<Self, E>` makes another of its fields |
/// | `upgrade = PATH` | `fn(&mut Self, from: u32)`, or `fn(&mut Self, from: u32, removed: NameRemoved)` where removed fields are still read; called once with every value of an older version, when all fields are there; it returns nothing or a `Result<(), E>` |
/// | `partial` | is loaded and never saved: takes the fields that it names out of files of the larger type whose name (`rename`) and `version` it bears, and steps over all others |
/// | `accept_newer(lossy)` | loads files of a newer version too, without what this version does not know; saving the value again loses that |
/// | `rename_all = "…"` | a convention for the stable names of fields (struct) or variants (enum): `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `SCREAMING-KEBAB-CASE` |
/// | `transparent` | a struct of one field (`PhantomData` and skipped fields apart) is saved as that field is |
/// | `plain` | a `repr(C)` or `repr(transparent)` struct of fixed-width numbers, without padding, is saved as it lies in memory; the struct is `Copy` |
/// | `from = TYPE`, `try_from = TYPE`, `into = TYPE` | is saved as a `TYPE`: cloned and converted by `Into` on the way out, by `From` or `TryFrom` on the way in |
/// | `encode_only` | is saved and never loaded, so that it may hold what cannot be loaded, such as `&[T]` |
/// | `validate = PATH` | `fn(&Self) -> Result<(), E>`, called with every value that is loaded; an error is an error of the load |
/// | `bound = "…"` | bounds in place of those inferred from the fields |
/// | `crate = PATH` | where `persist-core` is, for crates that know it by another name |
///
/// ## On a variant
///
/// | attribute | meaning |
/// |---|---|
/// | `rename = "…"` | the stable name |
/// | `rename_all = "…"` | a convention for the names of its fields |
/// | `alias = "…"` | an earlier name; may be repeated |
/// | `removed("name", …)` | fields that are gone; their values are dropped |
/// | `other` | stands for variants that this program does not know; has no fields, and cannot be saved |
///
/// ## On a field
///
/// | attribute | meaning |
/// |---|---|
/// | `rename = "…"` | the stable name; without it, the identifier, or the position in a tuple |
/// | `alias = "…"` | an earlier name; may be repeated |
/// | `skip` | is not saved; gets its default on load |
/// | `default`, `default = EXPR` | the value where a file has none: `Default::default()`, or that of the expression |
/// | `since = N` | is there from version `N` on; a file of an older version gets the default, which has to be given, and a later one without the field is an error |
/// | `was(TYPE, until = N, with = PATH)` | had another type up to version `N`: `fn(TYPE) -> FIELD` or `-> Result<FIELD, E>` makes the field of it, or else `From` or `TryFrom`; may be repeated, and the smallest `N` that is not below the file's version counts |
/// | `with = TYPE` | is saved by a representation: `TYPE: Represent<FIELD>` |
/// | `borrow` | a `Cow` borrows from the input; without it, it is loaded as an owned value. For other types, the input outlives their lifetimes; with `borrow = 'a + 'b`, those named |
/// | `bound = "…"` | bounds in place of those inferred from this field |
///
/// Names in `removed` and `alias` are those in files, to which `rename_all` does nothing; a name that was removed is not used
/// again. For a struct `Player` that hands removed fields to its `upgrade`, the derive writes a struct `PlayerRemoved` beside
/// it, with an `Option` for each, which is `None` where a file has no such field. It has the parameters of the type where one
/// of these fields mentions any, and none otherwise.
///
/// ```
/// # mod first {
/// #     #[derive(persist_core::Persist)]
/// #     pub struct Player {
/// #         pub hp: u16,
/// #         pub score: u32,
/// #         pub mana: u8,
/// #     }
/// # }
/// use persist_core::Persist;
///
/// #[derive(Persist, Debug, PartialEq)]
/// #[persist(version = 2, removed("mana", score: u32), upgrade = Self::upgrade)]
/// struct Player {
///     #[persist(alias = "hp", was(u16, until = 1, with = percent))]
///     health: f32,
///     #[persist(since = 2, default = 1)]
///     level: u32,
/// }
///
/// fn percent(hp: u16) -> f32 {
///     f32::from(hp) / 100.0
/// }
///
/// impl Player {
///     fn upgrade(&mut self, _from: u32, removed: PlayerRemoved) {
///         self.level += removed.score.unwrap_or(0) / 1000;
///     }
/// }
///
/// // A file from when `Player` had the fields `hp: u16`, `score: u32` and `mana: u8`:
/// let file = persist_core::to_vec(&first::Player { hp: 70, score: 5000, mana: 3 })?;
/// assert_eq!(persist_core::from_slice::<Player>(&file)?, Player { health: 0.7, level: 6 });
/// # Ok::<(), persist_core::Error>(())
/// ```
///
/// # Bounds
/// A type parameter that a saved field mentions outside of `PhantomData` is bound by the trait that is implemented, and so is
/// an associated type such as `T::Item`; types of earlier versions count as fields that are loaded. A skipped field with a generic type needs its `Default`. References borrow from the
/// input, and types with lifetimes are taken to do so; where one does not, `bound = ""` on its field says so.
#[proc_macro_derive(Persist, attributes(persist))]
pub fn persist(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(item.into()).into()
}
