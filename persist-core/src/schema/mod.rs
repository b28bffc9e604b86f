//! Schemas: what types look like, as data.
//!
//! [`describe`] builds the schema of a Rust type, [`node`] is what it is made of, [`graph`] brings
//! it into its one order. [`fingerprint`] makes 64 bits of it that stand for it, [`wire`] bytes
//! that are in every file, [`tree`] text for people; [`known`] remembers both of each type. A schema that was read is held against the
//! rules in [`check`]; what follows from it is in [`facts`]. [`walk`] checks encoded rows, or steps
//! over them, by schema alone.
//!
//! [`history`] is what a program's types declare about earlier versions of themselves; [`resolve`]
//! plans by it how a file's schema is read as a program's.
//!
//! A schema stands beside the codec, and knows neither containers nor files; only the magic, which
//! no fingerprint may equal, is from there, and what the frame keeps in [`known`].

#[cfg(test)]
mod arbitrary;
mod check;
pub(crate) mod describe;
pub(crate) mod facts;
pub(crate) mod fingerprint;
mod graph;
pub(crate) mod history;
pub(crate) mod identity;
pub(crate) mod ids;
pub(crate) mod known;
pub(crate) mod node;
mod notation;
pub(crate) mod outline;
pub(crate) mod resolve;
mod tree;
pub(crate) mod walk;
pub(crate) mod wire;

pub use describe::{Describe, SchemaBuilder};
pub(crate) use describe::{in_type, schema_of};
pub use fingerprint::{Fingerprint, FingerprintCell};
pub use history::{Argument, Field, Named, Removed, Seal, Variant, Was};
pub(crate) use known::{Known, known_of};
pub(crate) use node::Number;
pub use node::{NodeId, Schema};
pub(crate) use outline::Kind;
pub use outline::{Link, Outline, Part};
