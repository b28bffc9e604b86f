//! Saves Rust objects to files, streams and bytes, and loads them back: one derive, [`save`] and
//! [`load`].
//!
//! ```
//! use persist_core::Persist;
//!
//! #[derive(Persist, Debug, PartialEq)]
//! struct World {
//!     seed: u64,
//!     players: Vec<Player>,
//! }
//!
//! #[derive(Persist, Debug, PartialEq)]
//! struct Player {
//!     name: String,
//!     position: (f64, f64),
//!     holding: Option<Item>,
//! }
//!
//! #[derive(Persist, Debug, PartialEq)]
//! enum Item {
//!     Lamp,
//!     Potion { strength: u8 },
//! }
//!
//! # let folder = std::env::temp_dir().join(format!("persist-guide-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder).unwrap();
//! # let path = folder.join("world.persist");
//! let ada = Player {
//!     name: "Ada".to_owned(),
//!     position: (0.5, 12.0),
//!     holding: Some(Item::Potion { strength: 3 }),
//! };
//! let world = World { seed: 7, players: vec![ada] };
//!
//! persist_core::save(&path, &world)?;
//! let loaded: World = persist_core::load(&path)?;
//! assert_eq!(loaded, world);
//! # std::fs::remove_dir_all(folder).unwrap();
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! On this page: [what to call](#what-to-call) · [types](#types) · [attributes](#attributes) ·
//! [types of other crates](#types-of-other-crates) · [when types change](#when-types-change) ·
//! [guarantees](#guarantees) · [limits](#limits) · [errors](#errors) · [features](#features) · [what is not there yet](#what-is-not-there-yet)
//!
//! # What to call
//!
//! | functions | for | what is written |
//! |---|---|---|
//! | [`save`], [`load`] | files | a container: schema, value, checksums. The file is replaced in one step |
//! | [`SaveOptions::sequence`], [`load_iter`] | files that are larger than memory | the same, from an iterator and to one |
//! | [`to_writer`], [`from_reader`], [`read_all`] | streams | the same, one container or several in a row |
//! | [`to_vec`], [`from_slice`] | bytes in memory that are to last | the same |
//! | [`encode`], [`encode_into`], [`decode`] | messages, values in a key-value store | the bare value behind a fingerprint of its type: as small and fast as can be, without schema and checksum |
//! | [`Schemas`] | values in a key-value store whose types change | the bare value behind a short id of its type |
//! | [`Log`], [`LogReader`] | a file to which values are appended, each safe when the call returns | a container that grows |
//! | [`SaveOptions::sequence`], [`load_iter`] | sequences larger than memory, as iterators | what [`save`] writes of a `Vec` |
//! | [`inspect`], [`verify`] | a look into a file without its types | |
//! | [`SaveOptions`], [`LoadOptions`] | all of these with other settings | |
//!
//! ```
//! use persist_core::{Effort, LoadOptions, SaveOptions};
//!
//! let mut options = SaveOptions::new();
//! options.effort(Effort::Small).meta("program", "scoreboard 1.4");
//! let bytes = options.to_vec(&vec![3_u32, 1, 4])?;
//!
//! let loaded = LoadOptions::new().max_memory(1 << 20).from_slice::<Vec<u32>>(&bytes)?;
//! assert_eq!(loaded.value, [3, 1, 4]);
//! assert_eq!(loaded.meta["program"], b"scoreboard 1.4");
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! # Types
//!
//! Structs and enums get `#[derive(Persist)]`: named, tuple and unit ones, generic and recursive
//! ones, enums with any kind of variant. Of the standard library, these are supported:
//!
//! | | |
//! |---|---|
//! | numbers | `u8` … `u128`, `i8` … `i128`, `usize` and `isize` (as 64 bits), `f32` and `f64` (bit for bit), `NonZero`, `Wrapping`, `Saturating`, `Atomic…` |
//! | other leaves | `bool`, `char`, `()`, `PhantomData`, `Infallible`, `Ordering` |
//! | text | `String`, `&str`, `Box<str>`, `Rc<str>`, `Arc<str>`, `Cow<str>`; paths and `OsString` where they are Unicode; `CString` |
//! | sequences | `Vec`, `VecDeque`, `LinkedList`, `BinaryHeap`, `&[T]`, `Box<[T]>`, `Rc<[T]>`, `Arc<[T]>`, `Cow<[T]>`; arrays of any length, tuples of up to 16 |
//! | sets, maps | `HashSet` and `HashMap` with any hasher, `BTreeSet`, `BTreeMap` |
//! | enums | `Option`, `Result`, `Bound`, `OnceCell`, `OnceLock` |
//! | pointers, cells | `Box`, `Pin<Box>`, `Rc`, `Arc`, `Cow`, `Cell` (of `Copy` types), `RefCell`, `Mutex`, `RwLock`, `Reverse` |
//! | the rest | `Range…`, `Duration`, `SystemTime`, `IpAddr`, `SocketAddr` and their parts |
//!
//! What a `Box`, a reference, a `Cow` or a cell holds is saved as if it stood there itself, so
//! `Box<T>` loads what `T` saved. `Rc` and `Arc` (as one kind) and `Mutex` and `RwLock` (as another) are
//! kinds of their own in a file. `Rc` and `Arc` are saved by value: what several of them share is a copy in each
//! place after a load.
//!
//! # Attributes
//!
//! serde's words, in serde's meaning. All of them, with every detail, are on the page of the derive
//! macro [`Persist`](derive@Persist); by purpose, they are:
//!
//! | purpose | attributes |
//! |---|---|
//! | [names](#names) | `rename`, `rename_all`, `version` |
//! | [what is left out](#what-is-left-out) | `skip`, `default` |
//! | [files from before a change](#when-types-change) | `version`, `alias`, `since`, `default`, `was`, `removed`, `upgrade` |
//! | [files of a newer program](#when-types-change) | `other`, `accept_newer(lossy)` |
//! | [parts of files](#when-types-change) | `partial` |
//! | [another form](#another-form) | `with`, `from`, `try_from`, `into`, `transparent`, `plain` |
//! | [checks](#checks) | `validate`, `try_from` |
//! | [borrowing](#borrowing) | `borrow`, `encode_only` |
//! | [macros and generic code](#macros-and-generic-code) | `bound`, `crate` |
//!
//! ### Names
//!
//! Types, fields and variants are known in a file by their stable names. Give one where the Rust
//! name may change.
//!
//! ```
//! # use persist_core::Persist;
//! #[derive(Persist)]
//! #[persist(version = 2, rename = "Settings", rename_all = "kebab-case")]
//! struct EditorSettings {
//!     tab_width: u8,
//!     #[persist(rename = "colour")]
//!     theme: String,
//! }
//!
//! let bytes = persist_core::to_vec(&EditorSettings { tab_width: 4, theme: "dark".to_owned() })?;
//! let schema = persist_core::inspect_slice(&bytes)?.schema().to_string();
//! assert!(schema.contains("Settings") && schema.contains("tab-width") && schema.contains("colour"));
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! ### What is left out
//!
//! ```
//! # use persist_core::Persist;
//! #[derive(Persist)]
//! struct Document {
//!     text: String,
//!     /// Not saved; `None` after a load.
//!     #[persist(skip)]
//!     selection: Option<(usize, usize)>,
//!     /// Not saved; 1.0 after a load.
//!     #[persist(skip, default = 1.0)]
//!     zoom: f32,
//! }
//!
//! let document = Document { text: "Hello".to_owned(), selection: Some((0, 5)), zoom: 2.5 };
//! let loaded: Document = persist_core::from_slice(&persist_core::to_vec(&document)?)?;
//! assert_eq!((loaded.text.as_str(), loaded.selection, loaded.zoom), ("Hello", None, 1.0));
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! ### Another form
//!
//! `transparent` saves a newtype as what it holds. `from` and `into` save a type by way of another
//! one, and `with` does that for one field (see [types of other crates](#types-of-other-crates)).
//! `plain` saves a struct of numbers as it lies in memory, so that a `Vec` of them is one copy.
//!
//! ```
//! # use persist_core::Persist;
//! #[derive(Persist, Debug, Clone, PartialEq)]
//! #[persist(transparent)]
//! struct Name(String);
//!
//! #[derive(Persist, Debug, Clone, PartialEq)]
//! #[persist(from = [u8; 3], into = [u8; 3])]
//! struct Colour {
//!     r: u8,
//!     g: u8,
//!     b: u8,
//! }
//!
//! impl From<[u8; 3]> for Colour {
//!     fn from([r, g, b]: [u8; 3]) -> Self {
//!         Colour { r, g, b }
//!     }
//! }
//!
//! impl From<Colour> for [u8; 3] {
//!     fn from(colour: Colour) -> Self {
//!         [colour.r, colour.g, colour.b]
//!     }
//! }
//!
//! #[derive(Persist, Debug, Clone, Copy, PartialEq)]
//! #[persist(plain)]
//! #[repr(C)]
//! struct Vertex {
//!     position: [f32; 3],
//!     texture: [f32; 2],
//! }
//!
//! let mesh = (Name("cube".to_owned()), Colour { r: 9, g: 0, b: 0 }, vec![Vertex { position: [0.5; 3], texture: [1.0; 2] }; 8]);
//! let loaded: (Name, Colour, Vec<Vertex>) = persist_core::from_slice(&persist_core::to_vec(&mesh)?)?;
//! assert_eq!(loaded, mesh);
//! // Neither a newtype nor a conversion leaves a trace in the file.
//! let plainer: (String, [u8; 3], Vec<Vertex>) = persist_core::from_slice(&persist_core::to_vec(&mesh)?)?;
//! assert_eq!(plainer.1, [9, 0, 0]);
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! ### Checks
//!
//! A file may hold any value of the type's form. `validate` refuses the ones that make no sense.
//! Where unsafe code relies on an invariant, use `try_from`, which makes the value itself.
//!
//! ```
//! # use persist_core::Persist;
//! #[derive(Persist, Debug)]
//! #[persist(validate = Span::check)]
//! struct Span {
//!     start: u32,
//!     end: u32,
//! }
//!
//! impl Span {
//!     fn check(&self) -> Result<(), String> {
//!         if self.start <= self.end { Ok(()) } else { Err(format!("{self:?} ends before it starts")) }
//!     }
//! }
//!
//! let bytes = persist_core::to_vec(&vec![Span { start: 3, end: 7 }, Span { start: 9, end: 1 }])?;
//! let error = persist_core::from_slice::<Vec<Span>>(&bytes).unwrap_err();
//! assert_eq!(error.kind(), persist_core::ErrorKind::Rejected);
//! assert!(error.to_string().contains("ends before it starts"));
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! ### Borrowing
//!
//! `&str`, `&[u8]` and `&Path` fields borrow from the bytes that are loaded, as does a `Cow` with
//! `borrow`. Slices of wider numbers and of `plain` types borrow from a container that was saved
//! with [`Effort::Fast`] and lies aligned, as in a [`Buffer`] or a mapped file. A type that is only saved may hold
//! references to anything, with `encode_only`.
//!
//! ```
//! # use persist_core::Persist;
//! use std::borrow::Cow;
//!
//! #[derive(Persist, Debug, PartialEq)]
//! struct Message<'a> {
//!     from: &'a str,
//!     #[persist(borrow)]
//!     body: Cow<'a, str>,
//! }
//!
//! #[derive(Persist)]
//! #[persist(encode_only, rename = "Inbox")]
//! struct InboxView<'a> {
//!     messages: &'a [Message<'a>],
//! }
//!
//! #[derive(Persist)]
//! struct Inbox<'a> {
//!     messages: Vec<Message<'a>>,
//! }
//!
//! let messages = [Message { from: "Ada", body: "Hello".into() }];
//! let bytes = persist_core::to_vec(&InboxView { messages: &messages })?;
//! let inbox: Inbox<'_> = persist_core::from_slice(&bytes)?;
//! assert_eq!(inbox.messages, messages);
//! assert!(matches!(inbox.messages[0].body, Cow::Borrowed(_)));
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! ### Macros and generic code
//!
//! Bounds are inferred from the fields: a type parameter that a saved field mentions must be saved
//! itself. Where a field only seems to need that, `bound` says so. `crate` says where this crate
//! is, for code that knows it through another one.
//!
//! ```
//! # use persist_core::Persist;
//! use std::marker::PhantomData;
//!
//! use persist_core as storage;
//!
//! #[derive(Persist)]
//! #[persist(crate = storage)]
//! struct Id<T>(u32, PhantomData<T>);
//!
//! #[derive(Persist)]
//! #[persist(crate = storage)]
//! struct Road<T> {
//!     #[persist(bound = "")]
//!     to: Id<T>,
//!     length: f32,
//! }
//!
//! /// Not saved: nothing but the type of an id.
//! struct City;
//!
//! // Code that is generic over what can be saved asks for the trait of the same name.
//! fn copy<T: Persist>(value: &T) -> storage::Result<T> {
//!     storage::from_slice(&storage::to_vec(value)?)
//! }
//!
//! let road = copy(&Road::<City> { to: Id(7, PhantomData), length: 1.5 })?;
//! assert_eq!((road.to.0, road.length), (7, 1.5));
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! # Types of other crates
//!
//! A type that is not yours cannot get the derive. Say how it is represented, with [`Represent`] on
//! a type of your own, and name that at the field. No unsafe code is needed, and containers lift
//! it: `with = Vec<AsText>`, `with = HashMap<Unchanged, AsText>`.
//!
//! ```
//! use std::error::Error;
//! use std::num::ParseFloatError;
//! use persist_core::{Persist, Represent};
//! # #[derive(Debug, PartialEq)] pub struct Celsius(f64);
//! # impl std::fmt::Display for Celsius {
//! #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
//! # }
//! # impl std::str::FromStr for Celsius {
//! #     type Err = ParseFloatError;
//! #     fn from_str(text: &str) -> Result<Self, ParseFloatError> { text.parse().map(Celsius) }
//! # }
//!
//! /// Saves a `Celsius`, a type of some other crate, as text.
//! struct AsText;
//!
//! impl Represent<Celsius> for AsText {
//!     type Repr = String;
//!
//!     fn represent(value: &Celsius) -> Result<String, Box<dyn Error + Send + Sync>> {
//!         Ok(value.to_string())
//!     }
//!
//!     fn restore(text: String) -> Result<Celsius, Box<dyn Error + Send + Sync>> {
//!         Ok(text.parse()?)
//!     }
//! }
//!
//! #[derive(Persist, Debug, PartialEq)]
//! struct Weather {
//!     #[persist(with = AsText)]
//!     now: Celsius,
//!     #[persist(with = Vec<AsText>)]
//!     tomorrow: Vec<Celsius>,
//! }
//!
//! let weather = Weather { now: "4.5".parse()?, tomorrow: vec!["6".parse()?] };
//! let loaded: Weather = persist_core::from_slice(&persist_core::to_vec(&weather)?)?;
//! assert_eq!(loaded, weather);
//! # Ok::<(), Box<dyn Error>>(())
//! ```
//!
//! # When types change
//!
//! A file of an earlier version of a type loads into today's. Its schema is compared with the
//! program's types once, and what differs is read by a plan: a column is read, converted, stepped
//! over, or filled. What loses nothing is automatic: another order of fields and variants, wider
//! numbers, `T` to `Option<T>`, new variants, arrays and sets to sequences, and the like. The rest is
//! declared:
//!
//! ```
//! # mod last_year {
//! #     #[derive(persist_core::Persist)]
//! #     pub struct Player {
//! #         pub hp: u16,
//! #         pub mana: u8,
//! #         pub items: Vec<Item>,
//! #     }
//! #     #[derive(persist_core::Persist)]
//! #     pub enum Item {
//! #         Lamp,
//! #         Torch(u8),
//! #     }
//! # }
//! use persist_core::Persist;
//!
//! #[derive(Persist, Debug, PartialEq)]
//! #[persist(version = 2, removed("mana"))]
//! struct Player {
//!     /// Was `hp`, and a `u16`.
//!     #[persist(alias = "hp", was(u16, until = 1, with = percent))]
//!     health: f32,
//!     /// Is new.
//!     #[persist(since = 2, default = 1)]
//!     level: u32,
//!     items: Vec<Item>,
//! }
//!
//! /// Had a variant `Torch(u8)`, whose values become lamps.
//! #[derive(Persist, Debug, PartialEq)]
//! #[persist(version = 2, removed(Torch: u8, with = lamp))]
//! enum Item {
//!     Lamp,
//!     Rope { length: f32 },
//! }
//!
//! fn percent(hp: u16) -> f32 {
//!     f32::from(hp) / 100.0
//! }
//!
//! fn lamp(_minutes: u8) -> Item {
//!     Item::Lamp
//! }
//!
//! # let items = vec![last_year::Item::Lamp, last_year::Item::Torch(9)];
//! # let file = persist_core::to_vec(&last_year::Player { hp: 70, mana: 3, items })?;
//! let player: Player = persist_core::from_slice(&file)?;
//! assert_eq!(player, Player { health: 0.7, level: 1, items: vec![Item::Lamp, Item::Lamp] });
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! - Each type has a `version` of its own; `since`, `until` and `upgrade` speak of it.
//! - `removed("x")` drops a field; `removed(x: TYPE)` hands its values to `upgrade`, a function that
//!   is called with every value of an older version.
//! - A file with anything else is refused ([`ErrorKind::Incompatible`]), and so is one of a newer version
//!   ([`ErrorKind::NewerVersion`]). The error tells all differences, and what to write for each.
//! - `accept_newer(lossy)` reads files of newer versions and leaves out what is new; a variant marked
//!   `other` receives those that this program does not know, and is never saved.
//! - A `partial` type names some fields of a larger one, is loaded from its files, and steps over all
//!   other columns.
//! - Bare values carry no schema, and [`decode`] reads today's type alone. [`Schemas`] reads those of
//!   earlier types too.
//!
//! [`lock_formats!`] records what was released in a `persist.lock`. From then on, a change that could not
//! read a released file does not build: `docs/LOCK.md` of the repository has the workflow.
//!
//! `docs/EVOLUTION.md` has a section for each change, with the type before and
//! after, and the table of what is automatic.
//!
//! # Guarantees
//!
//! - **A container loads as exactly what was saved, or the load is an error.** All of it is under
//!   checksums (CRC-64), which find every single flipped bit and every burst of up to 64 bits; what
//!   is cut off, swapped, repeated or appended is found too.
//! - **A file is replaced in one step.** After a crash it is the old one or the new one. When
//!   [`save`] has returned `Ok`, the new one is on the device, as far as file system and device
//!   keep their promises. So is what [`Log::append`] has appended. `docs/RELIABILITY.md` says how
//!   each promise is tested.
//! - **A file is not trusted.** Whatever is in it, a load ends in a value or an error: no panic, no
//!   undefined behaviour, no more memory than allowed, no stack overflow. It runs no code but your
//!   own types' (`validate`, conversions, `Hash`, `Ord`, …).
//! - **A file of another type is refused**, unless the program's type declares how it is read; the
//!   error names every difference.
//! - **Floats come back bit for bit**, equal keys in a map and equal elements of a set are errors
//!   and never *the last one wins*.
//!
//! What these do not cover: checksums are no signatures, and do not find what is changed on
//! purpose. Bare values ([`encode`]) have no checksum: changed bytes are an error *or another
//! value*.
//!
//! The bytes are specified in `docs/FORMAT.md` of the repository, to the last one. Until version
//! 0.1.0 is released, the format may change.
//!
//! # Limits
//!
//! Each is an error of kind [`ErrorKind::Limit`] that names the option.
//!
//! | limit | default | option |
//! |---|---|---|
//! | memory that a loaded value may take | the larger of 1 GiB and 64 times the input | [`LoadOptions::max_memory`] |
//! | nesting of pointers, sequences, sets and maps | 128, at most 256 | [`SaveOptions::max_depth`], [`LoadOptions::max_depth`] |
//! | repetitions of what `Rc`s and `Arc`s share | 2²⁴ | [`SaveOptions::max_shared_repeats`] |
//! | elements that take no bytes, such as `()` | 2²⁴ in one container or bare value | |
//! | metadata and schema together | 16 MiB | |
//!
//! Memory is counted as it is asked for, so a small file that stands for a huge value (a thousand
//! equal rows take a few bytes) stops at the limit. For bytes from strangers, set a limit that fits
//! what you expect. Beside the value, a load of a file holds some chunks (of 256 KiB, unless it was saved
//! otherwise), and a save about as much: a `Vec` of bytes or numbers, or of a `plain` type, goes past them. More is held where the rows
//! of one block of a sequence, 256 of them, have more, or what a large `Box` or an array holds; of such a `Vec` where it is compressed or comes
//! from a stream; and all of a file that an earlier version of the type has saved, if it is no sequence. [`load_iter`] holds a group of items.
//!
//! # Errors
//!
//! There is one [`Error`]. Printed, it says what was found and expected, in which field and row, at
//! which byte and in which file, and what to try. For programs there are [`Error::kind`],
//! [`Error::field_path`], [`Error::offset`] and [`Error::file`]. It converts from and to
//! [`std::io::Error`].
//!
//! ```
//! use persist_core::ErrorKind;
//!
//! let bytes = persist_core::to_vec(&vec!["a text".to_owned()])?;
//!
//! let mut damaged = bytes.clone();
//! damaged[100] ^= 1;
//! let error = persist_core::from_slice::<Vec<String>>(&damaged).unwrap_err();
//! assert_eq!(error.kind(), ErrorKind::Checksum);
//!
//! let error = persist_core::from_slice::<Vec<String>>(&bytes[..100]).unwrap_err();
//! assert_eq!(error.kind(), ErrorKind::Truncated);
//!
//! let error = persist_core::from_slice::<u64>(&bytes).unwrap_err();
//! assert_eq!(error.kind(), ErrorKind::TypeMismatch);
//! # Ok::<(), persist_core::Error>(())
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `derive` | yes | the derive macro [`Persist`](derive@Persist) |
//! | `zstd` | no | [`Compression`] by zstd, in both directions; it compiles a C library |
//! | `lz4` | no | [`Compression`] by lz4, in both directions |
//! | `mmap` | no | `Mapped`: values that borrow from a file mapped into memory (`memmap2`) |
//!
//! # What is not there yet
//!
//! - The identity of shared values: see [types](#types).
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]

extern crate self as persist_core;

mod codec;
mod error;
mod file;
mod frame;
mod inspection;
mod lock;
mod log;
mod options;
mod schema;
mod surface;
mod types;

pub use codec::{Decode, Encode};
pub use error::{Error, ErrorKind, Result};
pub use file::buffer::Buffer;
#[cfg(feature = "mmap")]
pub use file::mapped::Mapped;
pub use file::save::{Durability, Saved};
pub use file::unchanged::Token;
pub use log::{Log, LogOptions, LogReader, Torn};
pub use options::{
    Compression, Effort, Fallback, LoadIter, LoadOptions, Loaded, Progress, ReadAll, Recovery, SaveOptions, Schemas,
    Skipped,
};
pub use schema::{Describe, Fingerprint, Schema};
pub use surface::{
    ChunkInfo, Inspection, LogInfo, SchemaInfo, Unfinished, decode, encode, encode_into, from_reader, from_slice,
    inspect, inspect_slice, load, load_iter, read_all, save, to_vec, to_writer, verify, verify_slice,
};
pub use types::{Represent, Unchanged};

#[cfg(feature = "derive")]
pub use persist_derive::{Persist, lock_formats};

/// A type that can be saved and loaded: what `#[derive(Persist)]` makes of yours.
pub trait Persist: Encode + for<'de> Decode<'de> {}

impl<T: Encode + for<'de> Decode<'de>> Persist for T {}

#[doc(hidden)]
pub mod __private;

/// The examples of the README, compiled as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
