//! The data sets, each generated from a fixed seed.
//!
//! [`log`], [`mesh`], [`minecraft`] and [`mk48`] have the shape and the random distributions of
//! the data sets of the public [rust_serialization_benchmark] by David Koloski and its
//! contributors, written anew. The values differ from theirs (another generator, another seed);
//! sizes and times are comparable, not equal. [`message`], [`events`], [`tree`], [`table`] and [`map`] are
//! our own, and [`files`] is real data. [`leaves`] has columns of single leaf types.
//!
//! [rust_serialization_benchmark]: https://github.com/djkoloski/rust_serialization_benchmark

pub mod events;
pub mod files;
pub mod leaves;
pub mod log;
pub mod map;
pub mod mesh;
pub mod message;
pub mod minecraft;
pub mod mk48;
pub(crate) mod random;
pub mod table;
pub mod tree;
mod types;
pub mod walk;

pub use self::events::Events;
pub use self::files::Files;
pub use self::log::Logs;
pub use self::map::Maps;
pub use self::mesh::Mesh;
pub use self::message::Message;
pub use self::minecraft::Players;
pub use self::mk48::Updates;
pub use self::table::Table;
pub use self::tree::Tree;

/// A data set.
pub trait Set: Sized {
    /// What it is called in tables.
    const NAME: &'static str;
    /// How many rows it has at its usual scale.
    const ROWS: usize;
    /// Whether it is one message, of whose bytes those that tell the type do not count.
    const IS_MESSAGE: bool = false;

    /// Generates the set with so many rows: the same rows each time.
    fn generate(rows: usize) -> Self;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_the_same_each_time() {
        assert_eq!(Logs::generate(20), Logs::generate(20));
        assert_eq!(Mesh::generate(20), Mesh::generate(20));
        assert_eq!(Players::generate(20), Players::generate(20));
        assert_eq!(Updates::generate(20), Updates::generate(20));
        assert_eq!(Message::generate(1), Message::generate(1));
        assert_eq!(Events::generate(20), Events::generate(20));
        assert_eq!(Tree::generate(20), Tree::generate(20));
        assert_eq!(Table::generate(20), Table::generate(20));
        assert_eq!(Maps::generate(20), Maps::generate(20));
    }
}
