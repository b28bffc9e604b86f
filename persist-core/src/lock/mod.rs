//! `persist.lock`: the released versions of a crate's types, held against those of today while the
//! crate compiles (docs/LOCK.md).
//!
//! The macros read the file and write it down as a [`table`]. [`hold`] asks of one type what stands
//! in the way of its released versions, in which [`released`] finds fields and variants; [`compare`]
//! asks of a type in the lock whether it is, or is read as, one of the program's; [`walk`] asks it of
//! all types that a crate's roots lead to, unless their [`identity`](crate::schema::identity), or the
//! [seal](crate::schema::Seal) that the derive has put on them, says that nothing has changed. All of that
//! is `const` and says what it has to say as [`text`].
//!
//! The crate's test is the other half ([`test`]): it writes types down as [`lines`], reads each
//! released version as a [`stored`] schema by the resolver, and adds to the [`file`].

mod compare;
mod file;
mod hold;
mod lines;
mod released;
mod stored;
mod table;
mod test;
mod text;
mod walk;

pub use compare::is_in;
pub use hold::{Site, problem};
pub use table::{Lock, Stanzas};
pub use test::{Sample, test};
pub use text::Text;
pub use walk::{Root, walk};

#[cfg(test)]
mod tests;
