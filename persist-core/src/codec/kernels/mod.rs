//! The kernels: what a column of one leaf type looks like, and the fastest way there and back.
//!
//! | file | columns |
//! |---|---|
//! | [`integers`] | integers: which form, and the plain ones (constant, frame, raw) |
//! | [`compact`] | integers: the forms that only `Effort::Small` looks for (delta, dictionary, patched) |
//! | [`common`] | integers: one more of these, a value that most rows have |
//! | [`digits`] | integers: the plain form of small ranges, which `Effort::Fast` has for enums alone |
//! | [`dictionary`] | what dictionaries of integers and texts share |
//! | [`lengths`] | lengths of texts, counts of elements |
//! | [`tags`] | the variants of enums |
//! | [`booleans`] | `bool`s and the presence of options |
//! | [`floats`] | floats: which form, and the plain ones (constant, raw) |
//! | [`rotated`] | `f64`s without what their exponents have in common |
//! | [`decimal`] | `f64`s as decimals with the last bits beside them |
//! | [`fixed`] | `f32`s as integers times a power of two |
//! | [`parts`] | `f32`s as exponents, or highest bytes, and the rest |
//! | [`exceptions`] | what is neither such a decimal nor such an integer |
//! | [`text`] | strings |
//! | [`vectorised`] | what compiles them for better processors |
//! | `vectors`, `words` | bit packing by AVX-512, and by AVX2 |
//! | [`keys`] | what dictionaries compare texts by |
//! | [`pieces`] | copying what lies in many short pieces |
//! | [`sorting`] | the rows of a block in the order of their tags |
//! | [`prefetch`] | asking for memory beyond the caches |
//!
//! A strided column is loaded once into a contiguous buffer ([`gather`]); everything after that
//! runs on contiguous memory, where the compiler vectorises. The buffers live in these leaf
//! functions, never in a frame that recurses.

mod bits;
pub(crate) mod booleans;
mod common;
mod compact;
mod decimal;
mod dictionary;
mod digits;
mod exceptions;
pub(crate) mod fixed;
pub(crate) mod floats;
pub(crate) mod gather;
pub(crate) mod integer;
pub(crate) mod integers;
mod keys;
pub(crate) mod lengths;
mod parts;
pub(crate) mod pieces;
pub(crate) mod prefetch;
mod rotated;
pub(crate) mod sorting;
pub(crate) mod tags;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub(crate) mod vectorised;
#[cfg(target_arch = "x86_64")]
mod vectors;
#[cfg(target_arch = "x86_64")]
mod words;

/// Evaluates an expression in which `$bits` is the type of a number's bits, and `$kernel` the module
/// that has their columns.
macro_rules! with_number {
    ($number:expr, |$bits:ident, $kernel:ident| $body:expr) => {
        with_number! { $number, $bits, $kernel, $body;
            U8 = integers u8, U16 = integers u16, U32 = integers u32, U64 = integers u64, U128 = integers u128,
            I8 = integers i8, I16 = integers i16, I32 = integers i32, I64 = integers i64, I128 = integers i128,
            F32 = floats u32, F64 = floats u64
        }
    };
    ($number:expr, $bits:ident, $kernel:ident, $body:expr; $($name:ident = $module:ident $type:ty),*) => {
        match $number {
            $($crate::schema::Number::$name => {
                type $bits = $type;
                #[allow(unused_imports, reason = "the type may be all that is asked for")]
                use $crate::codec::kernels::$module as $kernel;
                $body
            })*
        }
    };
}
pub(crate) use with_number;

/// The most bytes that a single length takes.
pub(crate) const fn varint_bound() -> usize {
    super::varint::MAX
}
