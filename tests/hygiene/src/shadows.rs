//! Names of the prelude, of primitive types and of the standard crates, taken by something else.

#![allow(non_camel_case_types, non_upper_case_globals, reason = "the names are those of other things")]

use persist_facade::saving::Persist;

/// Takes the name of a crate.
pub mod core {}
/// Takes the name of a crate.
pub mod std {}
/// Takes the name of a crate.
pub mod alloc {}
/// Takes the name of a crate.
pub mod persist_core {}

/// Makes types that take names of the prelude.
macro_rules! shadow {
    ($($name:ident)*) => {$(
        /// Takes a name of the prelude.
        #[derive(Persist, Debug, Clone, Copy, PartialEq, Eq)]
        #[persist(crate = persist_facade::saving)]
        pub struct $name;
    )*};
}

shadow! { Option Result Vec String Box Default Clone Copy From Into TryFrom PhantomData Fn Send Sized }
shadow! { u8 u32 u64 usize bool str f64 char }

/// Takes the name of a variant.
pub const Some: ::core::primitive::u8 = 1;
/// Takes the name of a variant.
pub const None: ::core::primitive::u8 = 2;
/// Takes the name of a variant.
pub const Ok: ::core::primitive::u8 = 3;
/// Takes the name of a variant.
pub const Err: ::core::primitive::u8 = 4;

/// Takes the names of macros.
#[macro_use]
#[allow(unused_macros, reason = "they are there to be avoided")]
mod macros {
    macro_rules! vec {
        () => {};
    }
    macro_rules! panic {
        () => {};
    }
    macro_rules! matches {
        () => {};
    }
}

/// A struct of what the names mean here.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub struct Struct {
    /// Not the prelude's.
    pub option: Option,
    /// Not the prelude's.
    pub result: Result,
    /// Not the language's.
    pub word: u32,
    /// What a list is called here.
    pub list: ::std::vec::Vec<::std::string::String>,
    /// Filled with this module's constant.
    #[persist(skip, default = Some)]
    pub skipped: ::core::primitive::u8,
}

/// An enum with the names of the prelude.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub enum Enum {
    /// Not the prelude's.
    None,
    /// Not the prelude's.
    Some(String),
    /// Not the prelude's.
    Ok {
        /// Not the prelude's.
        result: Result,
    },
    /// Not the prelude's.
    Err(usize, bool),
    /// Not the language's.
    Default,
}

/// A record where the names of numbers mean something else.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving, plain)]
#[repr(C)]
pub struct Record {
    /// A number.
    pub number: ::core::primitive::f64,
}

/// A newtype where the names of numbers mean something else.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, transparent)]
pub struct Newtype(pub ::core::primitive::u64);

/// A type that is saved through another, where the traits' names mean something else.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, try_from = ::std::string::String, into = ::std::string::String)]
pub struct Through(pub ::std::string::String);

impl ::core::convert::From<Through> for ::std::string::String {
    fn from(through: Through) -> Self {
        through.0
    }
}

impl ::core::convert::TryFrom<::std::string::String> for Through {
    type Error = ::std::string::String;

    fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, Self::Error> {
        ::core::result::Result::Ok(Through(text))
    }
}

/// Values of the types here.
#[must_use]
pub fn samples() -> (Struct, [Enum; 5], Record, Newtype, Through) {
    let text = || ::std::string::String::from("text");
    let structure =
        Struct { option: Option, result: Result, word: u32, list: ::std::vec::Vec::from([text()]), skipped: Some };
    let enums = [Enum::None, Enum::Some(String), Enum::Ok { result: Result }, Enum::Err(usize, bool), Enum::Default];
    (structure, enums, Record { number: 1.5 }, Newtype(5), Through(text()))
}
