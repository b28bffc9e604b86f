//! The types of a set, each declared once and derived by every library.
//!
//! A library that takes a type as it is has its derive in [`types!`]; one that wants something at a field or variant has it there, in the set's own
//! file (`#[bilrost(…)]`, `#[serde(…)]`). So all of them write and read the same objects.

/// Declares types with the derives of every library, and [`Fory`](crate::libraries::fory::Registered) for the first of them.
///
/// A `struct` has named fields. A `fieldless enum` has unit variants, an `enum` also variants of one unnamed field or of named ones: that is how Fory
/// and bilrost divide them. A `recursive` type contains itself; the field in which it does has `#[rkyv(omit_bounds)]`. bitcode's
/// derives know no such types: where there is one, `without_bitcode` stands before all.
macro_rules! types {
    (without_bitcode $($items:tt)*) => {
        $crate::sets::types::define! { [] [] $($items)* }
    };
    ($($items:tt)*) => {
        $crate::sets::types::define! { [::bitcode::Encode, ::bitcode::Decode] [] $($items)* }
    };
}

/// One type after another. The first brackets have the derives that some sets do without, the second ones gather what Fory is to know.
macro_rules! define {
    // The end.
    ([$($some:path),*] [$root:ident $($name:ident)*]) => {
        impl $crate::libraries::Registered for $root {
            fn register(fory: &mut ::fory::Fory) -> $crate::Result<()> {
                let mut numbers = 1..;
                let mut number = || numbers.next().unwrap_or_default();
                fory.register::<$root>(number())?;
                $(fory.register::<$name>(number())?;)*
                Ok(())
            }
        }
    };
    ($some:tt [$($done:tt)*] $(#[$meta:meta])* $vis:vis recursive $kind:ident $name:ident $body:tt $($rest:tt)*) => {
        $crate::sets::types::define! {
            $some [$($done)*]
            $(#[$meta])*
            #[rkyv(serialize_bounds(__S: ::rkyv::ser::Writer + ::rkyv::ser::Allocator, __S::Error: ::rkyv::rancor::Source))]
            #[rkyv(deserialize_bounds(__D::Error: ::rkyv::rancor::Source))]
            #[rkyv(bytecheck(bounds(__C: ::rkyv::validation::ArchiveContext, __C::Error: ::rkyv::rancor::Source)))]
            $vis $kind $name $body
            $($rest)*
        }
    };
    ($some:tt [$($done:tt)*] $(#[$meta:meta])* $vis:vis struct $name:ident $body:tt $($rest:tt)*) => {
        $crate::sets::types::derive! {
            $some [::fory::ForyStruct, ::bilrost::Message] $(#[$meta])* $vis struct $name $body
        }
        $crate::sets::walk::walk_struct! { $name $body }
        $crate::sets::types::define! { $some [$($done)* $name] $($rest)* }
    };
    ($some:tt [$($done:tt)*] $(#[$meta:meta])* $vis:vis fieldless enum $name:ident $body:tt $($rest:tt)*) => {
        $crate::sets::types::derive! {
            $some [Copy, Eq, ::fory::ForyEnum, ::bilrost::Enumeration]
            $(#[$meta])* #[wincode(tag_encoding = "u8")] #[speedy(tag_type = u8)] $vis enum $name $body
        }
        $crate::sets::walk::walk_fieldless! { $name }
        $crate::sets::types::define! { $some [$($done)* $name] $($rest)* }
    };
    ($some:tt [$($done:tt)*] $(#[$meta:meta])* $vis:vis enum $name:ident $body:tt $($rest:tt)*) => {
        $crate::sets::types::derive! {
            $some [::fory::ForyUnion, ::bilrost::Oneof, ::bilrost::Message]
            $(#[$meta])* #[wincode(tag_encoding = "u8")] #[speedy(tag_type = u8)] $vis enum $name $body
        }
        $crate::sets::walk::walk_enum! { $name $body }
        $crate::sets::types::define! { $some [$($done)* $name] $($rest)* }
    };
}

macro_rules! derive {
    ([$($some:path),*] [$($more:path),*] $(#[$meta:meta])* $vis:vis $kind:ident $name:ident $body:tt) => {
        #[::revision::revisioned(revision = 1)]
        #[derive(
            Clone, Debug, PartialEq, $($some,)* $($more,)*
            ::persist_core::Persist,
            ::wincode::SchemaWrite, ::wincode::SchemaRead,
            ::rkyv::Archive, ::rkyv::Serialize, ::rkyv::Deserialize,
            ::serde::Serialize, ::serde::Deserialize,
            ::savefile_derive::Savefile,
            ::borsh::BorshSerialize, ::borsh::BorshDeserialize,
            ::speedy::Writable, ::speedy::Readable,
        )]
        $(#[$meta])*
        $vis $kind $name $body
    };
}

/// The twins of types: the texts in them are borrowed. The libraries that can read such a type derive it.
macro_rules! borrowed {
    ($($(#[$meta:meta])* $vis:vis $kind:ident $name:ident<'a> $body:tt)*) => {
        $(
            #[derive(
                Debug, PartialEq,
                ::persist_core::Persist,
                ::bitcode::Encode, ::bitcode::Decode,
                ::wincode::SchemaWrite, ::wincode::SchemaRead,
                ::serde::Serialize, ::serde::Deserialize,
                ::speedy::Writable, ::speedy::Readable,
            )]
            $(#[$meta])*
            $vis $kind $name<'a> $body
        )*
    };
}

pub(super) use {borrowed, define, derive, types};
