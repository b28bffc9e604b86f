//! How types of the standard library get their codecs without a derive: through another type, or as
//! a struct or enum with public parts.

/// Implements the codec of a type that is saved as another one.
///
/// `impl[GENERICS] TYPE as REPRESENTATION, describe where [BOUNDS], encode where [BOUNDS], decode
/// where [BOUNDS];` and two closures, there and back.
macro_rules! through {
    (
        impl[$($generics:tt)*] $type:ty as $repr:ty
            $(, describe where [$($describe:tt)*], encode where [$($encode:tt)*], decode where [$($decode:tt)*])?;
        $represent:expr;
        $restore:expr;
    ) => {
        impl<$($generics)*> $crate::schema::Describe for $type
        $(where $($describe)*)?
        {
            fn describe(builder: &mut $crate::schema::SchemaBuilder) -> $crate::schema::NodeId {
                <$repr as $crate::schema::Describe>::describe(builder)
            }
        }

        // SAFETY: all is done by the representation, and by its bound.
        unsafe impl<$($generics)*> $crate::codec::Encode for $type
        $(where $($encode)*)?
        {
            const BOUND: usize = <$repr as $crate::codec::Encode>::BOUND;
            const FLAT: $crate::codec::flat::Flat = <$repr as $crate::codec::Encode>::FLAT.indirect();

            fn encode_rows(
                rows: $crate::codec::Rows<'_, Self>,
                writer: &mut $crate::codec::Writer<'_>,
            ) -> $crate::error::Result<()> {
                let represent: fn(&$type) -> $crate::error::Result<$repr> = $represent;
                $crate::codec::through::try_encode_through(rows, writer, represent)
            }

            #[inline]
            fn encode_one(&self, writer: &mut $crate::codec::Writer<'_>) -> $crate::error::Result<()> {
                let represent: fn(&$type) -> $crate::error::Result<$repr> = $represent;
                $crate::codec::Encode::encode_one(&represent(self)?, writer)
            }

            fn encode_root(&self, writer: &mut $crate::codec::Writer<'_>) -> $crate::error::Result<()> {
                let represent: fn(&$type) -> $crate::error::Result<$repr> = $represent;
                $crate::codec::Encode::encode_root(&represent(self)?, writer)
            }
        }

        $crate::types::foreign::decode_through! {
            impl[$($generics)*] $type as $repr
                $(, decode where [$($decode)*])?;
            $restore;
        }
    };
}

/// The decoding half of [`through!`]; `costs` tells what memory the conversion will ask for besides the representation's.
macro_rules! decode_through {
    (
        impl[$($generics:tt)*] $type:ty as $repr:ty
            $(, decode where [$($decode:tt)*])? $(, costs $costs:expr)?;
        $restore:expr;
    ) => {
        $crate::types::foreign::decode_through! {
            impl[$($generics)*] $type as $repr $(, decode where [$($decode)*])?,
                flat <$repr as $crate::codec::Decode<'de>>::FLAT.indirect() $(, costs $costs)?;
            $restore;
        }
    };
    (
        impl[$($generics:tt)*] $type:ty as $repr:ty $(, decode where [$($decode:tt)*])?, flat $flat:expr;
        $restore:expr;
    ) => {
        $crate::types::foreign::decode_through! {
            impl[$($generics)*] $type as $repr $(, decode where [$($decode)*])?, flat $flat, costs |_| 0;
            $restore;
        }
    };
    (
        impl[$($generics:tt)*] $type:ty as $repr:ty
            $(, decode where [$($decode:tt)*])?, flat $flat:expr, costs $costs:expr;
        $restore:expr;
    ) => {
        // SAFETY: values are restored whole, or not at all; what had been built is dropped.
        unsafe impl<'de, $($generics)*> $crate::codec::Decode<'de> for $type
        $(where $($decode)*)?
        {
            const LOCATES: bool = false;
            const FLAT: $crate::codec::flat::Flat = $flat;

            fn decode_rows(
                slots: $crate::codec::Slots<'_, Self>,
                reader: &mut $crate::codec::Reader<'de>,
            ) -> $crate::error::Result<()> {
                $crate::codec::through::try_decode_through(&slots, reader, |repr: $repr, reader| {
                    let costs: fn(&$repr) -> usize = $costs;
                    let restore: fn($repr) -> $crate::error::Result<$type> = $restore;
                    reader.charge(costs(&repr))?;
                    restore(repr)
                })
            }

            #[inline]
            fn decode_one(reader: &mut $crate::codec::Reader<'de>) -> $crate::error::Result<Self> {
                let costs: fn(&$repr) -> usize = $costs;
                let restore: fn($repr) -> $crate::error::Result<$type> = $restore;
                let repr = <$repr as $crate::codec::Decode<'de>>::decode_one(reader)?;
                reader.charge(costs(&repr))?;
                restore(repr)
            }

            fn decode_root(reader: &mut $crate::codec::Reader<'de>) -> $crate::error::Result<Self> {
                let costs: fn(&$repr) -> usize = $costs;
                let restore: fn($repr) -> $crate::error::Result<$type> = $restore;
                let repr = <$repr as $crate::codec::Decode<'de>>::decode_root(reader)?;
                reader.charge(costs(&repr))?;
                restore(repr)
            }
        }
    };
}

/// Implements the codec of a foreign struct whose fields are public: its name, or `tuple` for none,
/// and its fields.
macro_rules! structure {
    (
        impl[$($parameter:ident)*] $type:ty, $describe:expr;
        { $($field:tt: $field_type:ty = $name:literal;)* }
        ($($argument:ident),*) => $make:expr
    ) => {
        impl<$($parameter: $crate::schema::Describe),*> $crate::schema::Describe for $type {
            fn describe(builder: &mut $crate::schema::SchemaBuilder) -> $crate::schema::NodeId {
                let describe: fn(&mut $crate::schema::SchemaBuilder) -> $crate::schema::NodeId = $describe;
                describe(builder)
            }
        }

        // SAFETY: the columns are the fields at their own offsets; the bound is the sum of theirs.
        unsafe impl<$($parameter: $crate::codec::Encode),*> $crate::codec::Encode for $type {
            const BOUND: usize =
                $crate::codec::structs::bound(&[$(<$field_type as $crate::codec::Encode>::BOUND),*]);
            const COLUMNS: &'static [$crate::codec::encode::EncodeColumn] = &[$(
                $crate::codec::encode::EncodeColumn::of::<$field_type>($name, std::mem::offset_of!($type, $field)),
            )*];

            fn encode_rows(
                rows: $crate::codec::Rows<'_, Self>,
                writer: &mut $crate::codec::Writer<'_>,
            ) -> $crate::error::Result<()> {
                $crate::codec::structs::encode_struct(rows, writer)
            }

            #[inline]
            #[allow(unused_variables, reason = "a struct may have no fields")]
            fn encode_one(&self, writer: &mut $crate::codec::Writer<'_>) -> $crate::error::Result<()> {
                $($crate::codec::fields::EncodeField::encode_field(&self.$field, $name, writer)?;)*
                Ok(())
            }
        }

        // SAFETY: the columns are the fields, each once, at their own offsets; `own` owns each.
        unsafe impl<'de, $($parameter: $crate::codec::Decode<'de>),*> $crate::codec::Decode<'de> for $type {
            const LOCATES: bool =
                $crate::codec::structs::any(&[$(<$field_type as $crate::codec::Decode<'de>>::LOCATES),*]);
            const COLUMNS: &'de [$crate::codec::decode::DecodeColumn<'de>] = &[$(
                $crate::codec::decode::DecodeColumn::of::<$field_type>($name, std::mem::offset_of!($type, $field)),
            )*];

            fn decode_rows(
                slots: $crate::codec::Slots<'_, Self>,
                reader: &mut $crate::codec::Reader<'de>,
            ) -> $crate::error::Result<()> {
                $crate::codec::structs::decode_struct(slots, reader)
            }

            #[inline]
            #[allow(unused_variables, reason = "a struct may have no fields")]
            fn decode_one(reader: &mut $crate::codec::Reader<'de>) -> $crate::error::Result<Self> {
                $(let $argument: $field_type = $crate::codec::fields::DecodeField::decode_field($name, reader)?;)*
                Ok($make)
            }

            #[inline]
            #[allow(unused_variables, reason = "a struct may have no fields")]
            fn own(slot: $crate::codec::Located<'_, Self>) {
                let slot = slot.field::<()>(0);
                $(<$field_type as $crate::codec::fields::DecodeField<'de>>::own_field(&slot, std::mem::offset_of!($type, $field));)*
            }

            fn discard(slots: $crate::codec::Slots<'_, Self>) {
                $crate::codec::structs::discard_struct(slots);
            }
        }
    };
}

pub(crate) use {decode_through, structure, through};
