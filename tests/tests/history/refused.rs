//! What is refused, each with the whole text of its error (`refused/*.txt`).
//!
//! A case is two lists of types, the file's and the program's, and a value of the first type of the file's. The error
//! is that of loading it as the first type of the program's.

mod fields;
mod forms;
mod names;
mod variants;

use persist_core::{Decode, Effort, Encode, ErrorKind, SaveOptions, from_slice};

use crate::fixtures::text;

/// Loads a value as a type that it cannot be loaded as.
fn refused<T: for<'de> Decode<'de>>(name: &str, kind: ErrorKind, value: &impl Encode) {
    for effort in [Effort::Fast, Effort::Small] {
        let bytes = SaveOptions::new().effort(effort).to_vec(value).expect("the value is saved");
        let error = from_slice::<T>(&bytes).map(drop).expect_err(name);
        assert_eq!(error.kind(), kind, "{name}: {error}");
        if effort == Effort::Small {
            text("refused", name, &error.to_string());
        }
    }
}

/// Cases: `name: Kind, value; file { types } program { types }`; of the types, the first is saved and loaded.
macro_rules! cases {
    ($($name:ident: $kind:ident, $value:expr;
        file { $($old:item)* } program $(as $as:ty)? { $($new:item)* })*) => {$(
        #[test]
        fn $name() {
            #[allow(dead_code, unused_imports, reason = "the fields are there to be saved")]
            mod file {
                use std::collections::{BTreeMap, BTreeSet};
                use persist_core::{Encode, Persist};
                $(#[derive(Persist)] $old)*
                pub(super) fn value() -> impl Encode {
                    $value
                }
            }
            #[allow(dead_code, unused_imports, reason = "the fields are there to be loaded")]
            mod program {
                use std::collections::{BTreeMap, BTreeSet};
                use persist_core::{ErrorKind, Persist};
                $(#[derive(Persist)] $new)*
                fn any<A, B>(_: A) -> B {
                    unreachable!("what is refused is not converted")
                }
                fn upgrade<A, B>(_: &mut A, _: u32, _: B) {}
                pub(super) fn load(value: &impl persist_core::Encode) {
                    crate::refused::cases!(@load $name, $kind, value, $($as)?);
                }
            }
            program::load(&file::value());
        }
    )*};
    (@load $name:ident, $kind:ident, $value:ident, $as:ty) => {
        crate::refused::refused::<$as>(stringify!($name), ErrorKind::$kind, $value)
    };
    (@load $name:ident, $kind:ident, $value:ident,) => {
        crate::refused::refused::<World>(stringify!($name), ErrorKind::$kind, $value)
    };
}

pub(crate) use cases;
