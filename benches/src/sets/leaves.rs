//! Columns of one leaf type each, with a narrow and a wide distribution: what the kernels see.

use persist_core::Persist;
use rand::RngExt;
use rand::distr::{Alphanumeric, SampleString};

use super::random::{Random, coin, exactly, maybe, pick, seeded, several};
use crate::Result;
use crate::libraries::Raced;

/// Values per column.
pub const ROWS: usize = 65_536;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The Rust type.
    pub name: &'static str,
    /// How its values are spread: `narrow` or `wide`.
    pub distribution: &'static str,
    /// The plain bytes of all values: the width of a fixed-width type in memory, the contents of
    /// a text or byte sequence.
    pub plain_bytes: usize,
}

/// Visits columns of different types.
pub trait Visitor {
    /// Whether a leaf type is wanted at all.
    fn wants(&self, name: &str) -> bool;

    /// Receives one column.
    ///
    /// # Errors
    /// Whatever the visitor fails with, which ends the visit.
    fn visit<T: Raced>(&mut self, leaf: Leaf, values: Vec<T>) -> Result<()>
    where
        Vec<T>: Raced;
}

/// A fieldless enum of twelve variants.
#[derive(Clone, Copy, Debug, PartialEq, bitcode::Encode, bitcode::Decode, Persist)]
pub enum Month {
    /// 1
    January,
    /// 2
    February,
    /// 3
    March,
    /// 4
    April,
    /// 5
    May,
    /// 6
    June,
    /// 7
    July,
    /// 8
    August,
    /// 9
    September,
    /// 10
    October,
    /// 11
    November,
    /// 12
    December,
}

/// Shows a visitor every column that it wants.
///
/// # Errors
/// The first error of the visitor.
pub fn visit_all(visitor: &mut impl Visitor) -> Result<()> {
    integers(visitor)?;
    other_fixed(visitor)?;
    variable(visitor)
}

fn integers(visitor: &mut impl Visitor) -> Result<()> {
    fixed(visitor, "u8", |r| r.random_range(0..10_u8), Random::random)?;
    fixed(visitor, "u16", |r| r.random_range(0..100_u16), Random::random)?;
    fixed(visitor, "u32", |r| r.random_range(0..1_000_u32), Random::random)?;
    fixed(visitor, "u64", |r| r.random_range(0..1_000_u64), Random::random)?;
    fixed(visitor, "i32", |r| r.random_range(-500..500_i32), Random::random)?;
    fixed(visitor, "i64", |r| r.random_range(-500..500_i64), Random::random)?;
    fixed(visitor, "u128", |r| r.random_range(0..1_000_u128), Random::random)
}

fn other_fixed(visitor: &mut impl Visitor) -> Result<()> {
    fixed(visitor, "bool", |r| r.random_bool(0.02), coin)?;
    fixed(
        visitor,
        "f32",
        |r| r.random_range(0..10_000) as f32 / 100.0,
        |r| (r.random::<f32>() - 0.5) * f32::from(r.random::<i16>()),
    )?;
    fixed(
        visitor,
        "f64",
        |r| f64::from(r.random_range(0..10_000)) / 100.0,
        |r| (r.random::<f64>() - 0.5) * f64::from(r.random::<i32>()),
    )?;
    fixed(visitor, "char", |r| char::from(r.random_range(b' '..=b'~')), Random::random)?;
    fixed(visitor, "Option<u32>", |r| maybe(r, |r| r.random_range(0..1_000)), |r| maybe(r, Random::random))?;
    fixed(visitor, "[u8; 16]", |r| [r.random_range(0..10_u8); 16], Random::random)?;
    const MONTHS: [Month; 12] = [
        Month::January,
        Month::February,
        Month::March,
        Month::April,
        Month::May,
        Month::June,
        Month::July,
        Month::August,
        Month::September,
        Month::October,
        Month::November,
        Month::December,
    ];
    fixed(visitor, "enum", |r| pick(r, &MONTHS[..2]), |r| pick(r, &MONTHS))
}

fn variable(visitor: &mut impl Visitor) -> Result<()> {
    const WORDS: [&str; 8] = ["north", "east", "south", "west", "up", "down", "inside", "out"];
    let words = |r: &mut Random| pick(r, &WORDS).to_owned();
    let texts = |r: &mut Random| {
        let length = r.random_range(0..32);
        Alphanumeric.sample_string(r, length)
    };
    both(visitor, "String", String::len, words, texts)?;
    both(
        visitor,
        "Vec<u8>",
        Vec::len,
        |r| several(r, 0..8, Random::random::<u8>),
        |r| several(r, 0..64, Random::random::<u8>),
    )
}

/// A type whose values are all as wide as in memory.
fn fixed<T: Raced>(
    visitor: &mut impl Visitor,
    name: &'static str,
    narrow: impl FnMut(&mut Random) -> T,
    wide: impl FnMut(&mut Random) -> T,
) -> Result<()>
where
    Vec<T>: Raced,
{
    both(visitor, name, |_| size_of::<T>(), narrow, wide)
}

fn both<T: Raced>(
    visitor: &mut impl Visitor,
    name: &'static str,
    plain_bytes: impl Fn(&T) -> usize,
    narrow: impl FnMut(&mut Random) -> T,
    wide: impl FnMut(&mut Random) -> T,
) -> Result<()>
where
    Vec<T>: Raced,
{
    if !visitor.wants(name) {
        return Ok(());
    }
    let mut show = |distribution, values: Vec<T>| {
        let leaf = Leaf { name, distribution, plain_bytes: values.iter().map(&plain_bytes).sum() };
        visitor.visit(leaf, values)
    };
    show("narrow", exactly(&mut seeded(), ROWS, narrow))?;
    show("wide", exactly(&mut seeded(), ROWS, wide))
}
