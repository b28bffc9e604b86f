//! Inherent functions and constants with the names of the traits' items, which Rust prefers to them.

use persist_facade::saving::Persist;

/// A struct with such items.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub struct Struct {
    /// A field.
    pub text: String,
}

/// An enum with such items.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub enum Enum {
    /// A variant.
    One(Struct),
    /// A variant.
    Two,
}

/// A packed struct with such items.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving)]
#[repr(C, packed(2))]
pub struct Packed {
    /// A field.
    pub byte: u8,
    /// A field.
    pub word: u64,
}

/// Gives a type items with the names of the traits'.
macro_rules! misleading {
    ($($ty:ident)*) => {$(
        impl $ty {
            /// Misleads.
            pub const BOUND: &str = "not a number";
            /// Misleads.
            pub const COLUMNS: u8 = 0;
            /// Misleads.
            pub const VARIANTS: u8 = 0;
            /// Misleads.
            pub const LOCATES: u8 = 0;
            /// Misleads.
            pub const FLAT: u8 = 0;
            /// Misleads.
            pub const fn describe() {}
            /// Misleads.
            pub const fn fingerprint() {}
            /// Misleads.
            pub const fn encode_rows() {}
            /// Misleads.
            pub const fn encode_one(&self) {}
            /// Misleads.
            pub const fn decode_one() {}
            /// Misleads.
            pub const fn of(&self) {}
            /// Misleads.
            pub const fn into(&self) {}
            /// Misleads.
            pub const fn clone(&self) {}
            /// Misleads.
            pub const fn default() {}
        }
    )*};
}

misleading! { Struct Enum Packed }

/// Values of the types here.
#[must_use]
pub fn samples() -> (Struct, [Enum; 2], Packed) {
    let text = || Struct { text: "text".to_owned() };
    (text(), [Enum::One(text()), Enum::Two], Packed { byte: 1, word: 2 })
}
