//! How most animals are declared: a type as usual, with specimens.

/// Declares types that are compared and printed, and gives each its specimens. An enum's first variant must not recurse.
macro_rules! animals {
    () => {};
    ($(#[$of_type:meta])* struct $name:ident; $($rest:tt)*) => {
        #[derive(Persist, Debug, Clone, PartialEq)]
        $(#[$of_type])*
        pub struct $name;

        impl Specimen for $name {
            fn specimen(_: &mut Source) -> Self {
                $name
            }
        }

        animals! { $($rest)* }
    };
    ($(#[$of_type:meta])* struct $name:ident($($(#[$of_field:meta])* $type:ty),* $(,)?); $($rest:tt)*) => {
        #[derive(Persist, Debug, Clone, PartialEq)]
        $(#[$of_type])*
        pub struct $name($($(#[$of_field])* pub $type),*);

        impl Specimen for $name {
            #[allow(unused_variables, reason = "some have no fields")]
            fn specimen(source: &mut Source) -> Self {
                $name($(source.make::<$type>()),*)
            }
        }

        animals! { $($rest)* }
    };
    ($(#[$of_type:meta])* struct $name:ident { $($(#[$of_field:meta])* $field:ident: $type:ty),* $(,)? } $($rest:tt)*) => {
        #[derive(Persist, Debug, Clone, PartialEq)]
        $(#[$of_type])*
        pub struct $name {
            $($(#[$of_field])* pub $field: $type),*
        }

        impl Specimen for $name {
            #[allow(unused_variables, reason = "some have no fields")]
            fn specimen(source: &mut Source) -> Self {
                $name { $($field: source.make::<$type>()),* }
            }
        }

        animals! { $($rest)* }
    };
    ($(#[$of_type:meta])* enum $name:ident { $(
        $(#[$of_variant:meta])*
        $variant:ident
        $(($($(#[$of_part:meta])* $part:ty),* $(,)?))?
        $({ $($(#[$of_field:meta])* $field:ident: $type:ty),* $(,)? })?
        $(= $value:literal)?
    ),* $(,)? } $($rest:tt)*) => {
        #[derive(Persist, Debug, Clone, PartialEq)]
        $(#[$of_type])*
        #[allow(clippy::large_enum_variant, reason = "programs have such enums")]
        pub enum $name { $(
            $(#[$of_variant])*
            $variant
            $(($($(#[$of_part])* $part),*))?
            $({ $($(#[$of_field])* $field: $type),* })?
            $(= $value)?
        ),* }

        impl Specimen for $name {
            fn specimen(source: &mut Source) -> Self {
                source.choose(&[$(
                    |_source| $name::$variant
                        $(($(_source.make::<$part>()),*))?
                        $({ $($field: _source.make::<$type>()),* })?
                ),*])
            }
        }

        animals! { $($rest)* }
    };
}

pub(crate) use animals;
