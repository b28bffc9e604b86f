/// The removed fields of [`Pair`], for its `upgrade`.
#[allow(
    dead_code,
    missing_debug_implementations,
    non_camel_case_types,
    non_snake_case,
    private_interfaces,
    unreachable_pub,
    clippy::all,
    clippy::pedantic
)]
pub struct PairRemoved<'a, T, const N: usize>
where
    T: Clone,
{
    /// The removed `first`; `None` where the file had none.
    pub first: ::core::option::Option<Option<T>>,
    #[doc(hidden)]
    __unused: (::core::marker::PhantomData<&'a ()>,),
}
#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    #[automatically_derived]
    impl<'a, T, const N: usize> __persist::Describe for Pair<'a, T, N>
    where
        T: Clone,
        T: __persist::Describe,
    {
        const LINK: __persist::Link = __persist::Link::to(
            &__persist::Outline::Struct {
                named: __persist::Named::new("Pair", 2u32)
                    .removed(&[__persist::Removed::of::<Option<T>>("first")])
                    .upgrades()
                    .at(::core::module_path!(), "Pair")
                    .arguments(
                        &[
                            __persist::Argument::Type(__persist::Part::of::<T>()),
                            __persist::Argument::Const(N as ::core::primitive::i128),
                        ],
                    ),
                fields: &[
                    __persist::Field::of::<Cow<'a, str>>("name").since(2u32).default(),
                    __persist::Field::of::<Vec<T>>("second")
                        .was(&[__persist::Was::of::<T>(1u32)]),
                ],
            },
        );
    }
    #[automatically_derived]
    unsafe impl<'a, T, const N: usize> __persist::Encode for Pair<'a, T, N>
    where
        T: Clone,
        T: __persist::Encode,
    {
        const BOUND: ::core::primitive::usize = __persist::bound(
            <Self as __persist::Encode>::COLUMNS,
        );
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn::at(
                "name",
                __persist::offset_of!(Self, name),
                <Cow<'a, str> as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "second",
                __persist::offset_of!(Self, second),
                <Vec<T> as __persist::EncodeField>::CODEC,
            ),
        ];
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::encode_struct(__rows, __w)
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            <Cow<
                'a,
                str,
            > as __persist::EncodeField>::encode_field(&self.name, "name", __w)?;
            <Vec<
                T,
            > as __persist::EncodeField>::encode_field(&self.second, "second", __w)?;
            ::core::result::Result::Ok(())
        }
    }
    #[automatically_derived]
    unsafe impl<'__de: 'a, 'a, T, const N: usize> __persist::Decode<'__de>
    for Pair<'a, T, N>
    where
        T: Clone,
        Vec<T>: ::core::convert::TryFrom<T>,
        ::core::result::Result<
            Vec<T>,
            <Vec<T> as ::core::convert::TryFrom<T>>::Error,
        >: __persist::Converted<Vec<T>>,
        T: __persist::Decode<'__de>,
    {
        const LOCATES: ::core::primitive::bool = __persist::locates(
            <Self as __persist::Decode<'__de>>::COLUMNS,
        );
        const UPGRADE: ::core::option::Option<&'__de __persist::Upgrade<'__de>> = ::core::option::Option::Some(
            &__persist::Upgrade::of::<
                Self,
                PairRemoved<'a, T, N>,
                _,
                _,
            >(
                &[
                    __persist::DecodeColumn::at(
                            "first",
                            __persist::offset_of!(PairRemoved < 'a, T, N >, first),
                            <::core::option::Option<
                                Option<T>,
                            > as __persist::DecodeField<'__de>>::CODEC,
                        )
                        .default(|| -> ::core::option::Option<Option<T>> {
                            ::core::option::Option::None
                        }),
                ],
                |
                    __value: &mut Self,
                    __from: ::core::primitive::u32,
                    __removed: PairRemoved<'a, T, N>|
                {
                    let _: for<'__r> fn(
                        &'__r PairRemoved<'a, T, N>,
                    ) -> (&'__r ::core::option::Option<Option<T>>,) = |__removed| (
                        &__removed.first,
                    );
                    __persist::Converted::<
                        (),
                    >::converted((up)(__value, __from, __removed))
                },
            ),
        );
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn::at(
                    "name",
                    __persist::offset_of!(Self, name),
                    <__persist::Borrowed<
                        Cow<'a, str>,
                    > as __persist::DecodeField<'__de>>::CODEC,
                )
                .default(|| -> __persist::Borrowed<Cow<'a, str>> {
                    <__persist::Borrowed<
                        Cow<'a, str>,
                    >>::new((|| -> Cow<'a, str> { "".into() })())
                }),
            __persist::DecodeColumn::at(
                    "second",
                    __persist::offset_of!(Self, second),
                    <Vec<T> as __persist::DecodeField<'__de>>::CODEC,
                )
                .was(
                    &[
                        __persist::DecodeWas::of::<
                            T,
                            Vec<T>,
                            _,
                            _,
                        >(
                            <T as __persist::DecodeField<'__de>>::CODEC,
                            |__value: T| __persist::Converted::<
                                Vec<T>,
                            >::converted(
                                <Vec<T> as ::core::convert::TryFrom<T>>::try_from(__value),
                            ),
                        ),
                    ],
                ),
        ];
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_struct(__slots, __r)
        }
        fn own(__slot: __persist::Located<'_, Self>) {
            let __slot = __slot.field::<()>(0);
            <__persist::Borrowed<
                Cow<'a, str>,
            > as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, name));
            <Vec<
                T,
            > as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, second));
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                name: <__persist::Borrowed<
                    Cow<'a, str>,
                > as __persist::DecodeField<'__de>>::decode_field("name", __r)?
                    .into_inner(),
                second: <Vec<
                    T,
                > as __persist::DecodeField<'__de>>::decode_field("second", __r)?,
            })
        }
    }
};
