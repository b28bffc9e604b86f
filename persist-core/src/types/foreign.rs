//! How types of the standard library get their codecs without a derive.
//!
//! `encode!` and `decode!` write the implementations, from what differs from type to type. Most
//! types need less: `through!` saves one as another, `structure!` as its fields. Generics are given
//! in brackets; `of [T]` lists the types that have to be described, encoded and decoded in turn.

/// Implements `Describe` and `Encode`. A part is a closure that becomes the body of the function of
/// that name; `root` may be left out.
///
/// As the traits are unsafe, so is what is given here: a `SAFETY:` comment stands before each.
macro_rules! encode {
    ($(
        unsafe impl[$($generics:tt)*] $type:ty $(, of [$($part:ty),*])? $(, encode where [$($encode:tt)*])?,
            bound $bound:expr $(, flat $flat:expr)? $(, leaf $leaf:expr)? $(, lead $lead:expr)?
            $(, columns $columns:expr)? $(, variants $variants:expr)?;
        outline $outline:expr;
        rows |$rows:ident, $rows_writer:ident| $encode_rows:expr;
        one |$one:ident, $one_writer:ident| $encode_one:expr;
        $(root |$root:ident, $root_writer:ident| $encode_root:expr;)?
    )*) => {$(
        impl<$($generics)*> Describe for $type
        where
            $($($part: Describe,)*)?
        {
            const LINK: Link = Link::to(&$outline);
        }

        // SAFETY: the user of the macro vouches for it.
        unsafe impl<$($generics)*> Encode for $type
        where
            $($($part: Encode,)*)?
            $($($encode)*)?
        {
            const BOUND: usize = $bound;
            $(const FLAT: Flat = $flat;)?
            $(const LEAF: bool = $leaf;)?
            $(const LEAD: fn() -> Option<usize> = $lead;)?
            $(const COLUMNS: &'static [EncodeColumn] = $columns;)?
            $(const VARIANTS: &'static [EncodeVariant] = $variants;)?

            fn encode_rows($rows: Rows<'_, Self>, $rows_writer: &mut Writer<'_>) -> Result<()> {
                $encode_rows
            }

            #[inline]
            #[allow(unused_variables, reason = "a type may have no fields")]
            fn encode_one(&self, $one_writer: &mut Writer<'_>) -> Result<()> {
                let $one = self;
                $encode_one
            }

            $(fn encode_root(&self, $root_writer: &mut Writer<'_>) -> Result<()> {
                let $root = self;
                $encode_root
            })?
        }
    )*};
}

/// Implements `Describe` and `Encode` of a type without a size: all is done by the reference to it.
macro_rules! encode_unsized {
    (impl[$($parameter:ident)?] $type:ty) => {
        impl<$($parameter: Describe)?> Describe for $type {
            const LINK: Link = Link::to(&Outline::As(Part::of::<&Self>()));
        }

        // SAFETY: the reference writes all, within its own bound.
        unsafe impl<$($parameter: Encode)?> Encode for $type {
            const BOUND: usize = <&Self as Encode>::BOUND;

            #[inline]
            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                <&Self>::encode_one(&self, writer)
            }

            fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
                <&Self>::encode_root(&self, writer)
            }
        }
    };
}

/// Implements `Decode`, in the manner of `encode!`; a type that locates has `own` and `discard`, unless its
/// columns are all that it has to own.
macro_rules! decode {
    ($(
        unsafe impl[$($generics:tt)*] $type:ty $(where [$($bounds:tt)*])?, locates $locates:expr
            $(, ordered $ordered:expr)? $(, flat $flat:expr)? $(, columns $columns:expr)? $(, variants $variants:expr)?;
        rows |$slots:ident, $rows_reader:ident| $decode_rows:expr;
        one |$one_reader:ident| $decode_one:expr;
        $(root |$root_reader:ident| $decode_root:expr;)?
        $(own |$located:ident| $own:expr;)?
        $(discard |$discarded:ident| $discard:expr;)?
    )*) => {$(
        // SAFETY: the user of the macro vouches for it.
        #[allow(unused_variables, reason = "a type may have no fields")]
        unsafe impl<'de, $($generics)*> Decode<'de> for $type
        where
            $($($bounds)*)?
        {
            const LOCATES: bool = $locates;
            $(const ORDERED: bool = $ordered;)?
            $(const FLAT: Flat = $flat;)?
            $(const COLUMNS: &'de [DecodeColumn<'de>] = $columns;)?
            $(const VARIANTS: &'de [DecodeVariant<'de>] = $variants;)?

            fn decode_rows($slots: Slots<'_, Self>, $rows_reader: &mut Reader<'de>) -> Result<()> {
                $decode_rows
            }

            #[inline]
            fn decode_one($one_reader: &mut Reader<'de>) -> Result<Self> {
                $decode_one
            }

            $(fn decode_root($root_reader: &mut Reader<'de>) -> Result<Self> {
                $decode_root
            })?

            $(#[inline]
            fn own($located: Located<'_>) {
                $own
            })?

            $(fn discard($discarded: Slots<'_, Self>) {
                $discard
            })?
        }
    )*};
}

/// Implements the codec of a type that is saved as another one.
///
/// `impl[GENERICS] TYPE as REPRESENTATION, of [TYPES], encode where [BOUNDS];` and two closures,
/// there and back.
macro_rules! through {
    ($(
        impl[$($generics:tt)*] $type:ty as $repr:ty $(, of [$($part:ty),*])? $(, encode where [$($encode:tt)*])?;
        $represent:expr;
        $restore:expr;
    )*) => {
        encode! {$(
            // SAFETY: all is done by the representation, and by its bound.
            unsafe impl[$($generics)*] $type $(, of [$($part),*])? $(, encode where [$($encode)*])?,
                bound <$repr as Encode>::BOUND, flat <$repr as Encode>::FLAT.indirect();
            outline Outline::As(Part::of::<$repr>());
            rows |rows, writer| try_encode_through::<_, $repr>(rows, writer, $represent);
            one |value, writer| apply::<_, Result<$repr>>(value, $represent)?.encode_one(writer);
            root |value, writer| apply::<_, Result<$repr>>(value, $represent)?.encode_root(writer);
        )*}

        decode_through! {$(
            impl[$($generics)*] $type as $repr $(where [$($part: Decode<'de>),*])?;
            $restore;
        )*}
    };
}

/// The decoding half of [`through!`]; `costs` tells what memory the conversion will ask for besides
/// the representation's.
macro_rules! decode_through {
    ($(
        impl[$($generics:tt)*] $type:ty as $repr:ty
            $(where [$($bounds:tt)*])? $(, flat $flat:expr)? $(, costs $costs:expr)?;
        $restore:expr;
    )*) => {
        decode! {$(
            // SAFETY: values are restored whole, or not at all; what had been built is dropped.
            unsafe impl[$($generics)*] $type $(where [$($bounds)*])?, locates false,
                flat decode_through!(@or $($flat)?; <$repr as Decode<'de>>::FLAT.indirect());
            rows |slots, reader| try_decode_through(&slots, reader, |repr: $repr, reader| {
                restored(repr, reader, decode_through!(@or $($costs)?; |_| 0), $restore)
            });
            one |reader| {
                let repr = <$repr as Decode<'de>>::decode_one(reader)?;
                restored(repr, reader, decode_through!(@or $($costs)?; |_| 0), $restore)
            };
            root |reader| {
                let repr = <$repr as Decode<'de>>::decode_root(reader)?;
                restored(repr, reader, decode_through!(@or $($costs)?; |_| 0), $restore)
            };
        )*}
    };
    (@or $given:expr; $default:expr) => { $given };
    (@or; $default:expr) => { $default };
}

/// Implements the codec of a struct whose fields are public, or of a tuple; or declares the struct too,
/// to save another type through it.
macro_rules! structure {
    ($(#[$doc:meta])* struct $type:ident as $name:literal { $($field:ident: $field_type:ty),* }) => {
        $(#[$doc])*
        struct $type {
            $($field: $field_type),*
        }

        structure! { impl[] $type as $name { $($field: $field_type),* } }
    };
    (impl[$($parameter:ident),*] $type:ty as $name:literal { $($field:ident: $field_type:ty),* }) => {
        structure! {
            @impl [$($parameter),*] $type { $($field: $field_type),* }
            Outline::Struct {
                named: Named::new($name, 1).arguments(&[$(Argument::Type(Part::of::<$parameter>())),*]),
                fields: &[$(Field::of::<$field_type>(stringify!($field))),*],
            };
            |reader| Ok(Self { $($field: DecodeField::decode_field("", stringify!($field), reader)?),* });
        }
    };
    (impl[$($parameter:ident),*] $type:ty as tuple { $($field:tt: $field_type:ty),* }) => {
        structure! {
            @impl [$($parameter),*] $type { $($field: $field_type),* }
            Outline::Of { kind: Kind::Tuple, parts: &[$(Part::of::<$field_type>()),*] };
            |reader| Ok(($(<$field_type as DecodeField>::decode_field("", stringify!($field), reader)?,)*));
        }
    };
    (
        @impl [$($parameter:ident),*] $type:ty { $($field:tt: $field_type:ty),* }
        $outline:expr;
        |$reader:ident| $decode_one:expr;
    ) => {
        encode! {
            // SAFETY: the columns are the fields at their own offsets; the bound is the sum of theirs.
            unsafe impl[$($parameter),*] $type, of [$($parameter),*],
                bound structs::bound(<Self as Encode>::COLUMNS),
                columns &[$(
                    EncodeColumn::of::<$field_type>(stringify!($field), std::mem::offset_of!($type, $field)),
                )*];
            outline $outline;
            // SAFETY: as above.
            rows |rows, writer| unsafe {
                structs::encode_columns(rows.places, <Self as Encode>::COLUMNS, writer)
            };
            one |value, writer| {
                let encoded = $(EncodeField::encode_field(&value.$field, "", stringify!($field), writer) &&)* true;
                writer.outcome(encoded)
            };
        }

        decode! {
            // SAFETY: the columns are the fields, each once, at their own offsets.
            unsafe impl[$($parameter: Decode<'de>),*] $type,
                locates structs::locates(<Self as Decode>::COLUMNS),
                columns &[$(
                    DecodeColumn::of::<$field_type>(stringify!($field), std::mem::offset_of!($type, $field)),
                )*];
            rows |slots, reader| structs::decode_struct(slots, reader);
            one |$reader| $decode_one;
        }
    };
}
