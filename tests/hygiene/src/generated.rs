//! Types that a `macro_rules` macro writes: fragments arrive in invisible groups, and names with spans of their own.

use persist_facade::saving::Persist;

/// Writes a struct, an enum and a newtype.
macro_rules! types {
    (
        $structure:ident, $enumeration:ident, $newtype:ident,
        $($field:ident: $ty:ty = $value:expr, $name:literal;)*
    ) => {
        /// A struct from a macro.
        #[derive(Persist, Debug, Clone, PartialEq)]
        #[persist(crate = persist_facade::saving, version = 3)]
        pub struct $structure {
            $(
                /// A field from a macro.
                #[persist(rename = $name)]
                pub $field: $ty,
            )*
            /// A field that only the macro names.
            pub internal: Vec<u8>,
            /// A field with a default that the macro was given.
            #[persist(skip, default = ($($value,)*).0)]
            pub skipped: u32,
        }

        /// An enum from a macro.
        #[derive(Persist, Debug, Clone, PartialEq)]
        #[persist(crate = persist_facade::saving)]
        pub enum $enumeration {
            $(
                /// A variant from a macro.
                #[allow(non_camel_case_types, reason = "the macro has the name of a field")]
                $field($ty),
            )*
        }

        /// A newtype from a macro.
        #[derive(Persist, Debug, Clone, PartialEq)]
        #[persist(crate = persist_facade::saving, transparent)]
        pub struct $newtype(pub ($($ty,)*));

        /// Values of the types here.
        #[must_use]
        pub fn samples() -> ($structure, Vec<$enumeration>, $newtype) {
            let structure = $structure { $($field: $value,)* internal: vec![1], skipped: 1 };
            (structure, vec![$($enumeration::$field($value),)*], $newtype(($($value,)*)))
        }
    };
}

types! {
    Struct, Enum, Newtype,
    first: u32 = 1, "1st";
    list: Vec<Option<u16>> = vec![None, Some(2)], "the list";
    r#type: (u8, String) = (3, "x".to_owned()), "type";
}
