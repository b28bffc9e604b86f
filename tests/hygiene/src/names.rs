//! Raw identifiers, and types with the names of Persist's own.

use persist_facade::saving::Persist;

/// A type whose name is a keyword.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
#[allow(non_camel_case_types, reason = "the keyword is in lower case")]
pub struct r#struct {
    /// A field whose name is a keyword.
    pub r#type: u8,
    /// A field whose name is a keyword.
    pub r#match: r#enum,
}

/// An enum whose name is a keyword.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, rename_all = "kebab-case")]
#[allow(non_camel_case_types, reason = "the keyword is in lower case")]
pub enum r#enum {
    /// A variant whose name is a keyword.
    r#async,
    /// A variant whose name is a keyword.
    r#move {
        /// A field whose name is a keyword.
        r#ref: String,
    },
}

/// Makes types that are called like Persist's own.
macro_rules! like_persists {
    ($($name:ident)*) => {$(
        /// Called like one of Persist's own.
        #[derive(Persist, Debug, Clone, PartialEq)]
        #[persist(crate = persist_facade::saving)]
        pub struct $name {
            /// A field.
            pub field: u16,
        }
    )*};
}

like_persists! { Encode Decode Describe Plain Represent Rows Slots Writer Reader Located Flat Field Variant Error }
like_persists! { SchemaBuilder NodeId Fingerprint EncodeColumn DecodeColumn With Borrowed Offsets Leaves Save Load }

/// All of them in one.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub struct All {
    /// A raw one.
    pub raw: r#struct,
    /// Called like Persist's.
    pub encode: Encode,
    /// Called like Persist's.
    pub field: Field,
    /// Called like Persist's.
    pub variants: Vec<Variant>,
}

/// A value with all of them.
#[must_use]
pub fn sample() -> All {
    All {
        raw: r#struct { r#type: 1, r#match: r#enum::r#move { r#ref: "text".to_owned() } },
        encode: Encode { field: 2 },
        field: Field { field: 3 },
        variants: vec![Variant { field: 4 }, Variant { field: 5 }],
    }
}
