//! The kernels: what a column of one leaf type looks like, and the fastest way there and back.
//!
//! | file | columns |
//! |---|---|
//! | [`integers`] | integers: which form, and the plain ones (constant, frame, raw) |
//! | [`compact`] | integers: the forms that only `Effort::Small` looks for (delta, dictionary, patched) |
//! | [`booleans`] | `bool`s and the presence of options |
//! | [`floats`] | floats: which form, and the plain ones (constant, raw, exponent, split) |
//! | [`decimal`] | `f64`s as decimals with the last bits beside them |
//! | [`text`] | strings |
//!
//! A strided column is loaded once into a contiguous buffer ([`gather`]); everything after that
//! runs on contiguous memory, where the compiler vectorises. The buffers live in these leaf
//! functions, never in a frame that recurses.

pub(crate) mod bits;
pub(crate) mod booleans;
pub(crate) mod compact;
pub(crate) mod decimal;
pub(crate) mod floats;
pub(crate) mod gather;
pub(crate) mod integer;
pub(crate) mod integers;
#[cfg(test)]
mod tests;
pub(crate) mod text;

/// The most bytes that a single length takes.
pub(crate) const fn varint_bound() -> usize {
    super::varint::MAX
}
