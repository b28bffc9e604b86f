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
        const OFFSETS: &'static [::core::primitive::usize] = &[
            __persist::offset_of!(Self, name),
            __persist::offset_of!(Self, second),
        ];
    }
    #[automatically_derived]
    unsafe impl<'a, T, const N: usize> __persist::Encode for Pair<'a, T, N>
    where
        T: Clone,
        T: __persist::Encode,
    {
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn {
                name: "name",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <Cow<'a, str> as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "second",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <Vec<T> as __persist::EncodeField>::CODEC,
            },
        ];
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __encoded = <Cow<
                'a,
                str,
            > as __persist::EncodeField>::encode_field(&self.name, "", "name", __w)
                && <Vec<
                    T,
                > as __persist::EncodeField>::encode_field(
                    &self.second,
                    "",
                    "second",
                    __w,
                );
            __w.outcome(__encoded)
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
        const UPGRADE: ::core::option::Option<&'__de __persist::Upgrade<'__de>> = ::core::option::Option::Some(
            &__persist::Upgrade::of::<
                Self,
                PairRemoved<'a, T, N>,
                _,
                _,
            >(
                &[
                    __persist::DecodeColumn {
                        name: "first",
                        offset: __persist::offset_of!(PairRemoved < 'a, T, N >, first),
                        item: <::core::option::Option<
                            Option<T>,
                        > as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE
                            .default(|| -> ::core::option::Option<Option<T>> {
                                ::core::option::Option::None
                            }),
                    },
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
            __persist::DecodeColumn {
                name: "name",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <__persist::Borrowed<
                    Cow<'a, str>,
                > as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE
                    .default(|| -> __persist::Borrowed<Cow<'a, str>> {
                        <__persist::Borrowed<
                            Cow<'a, str>,
                        >>::new((|| -> Cow<'a, str> { "".into() })())
                    }),
            },
            __persist::DecodeColumn {
                name: "second",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <Vec<T> as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE
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
            },
        ];
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                name: match <__persist::Borrowed<
                    Cow<'a, str>,
                > as __persist::DecodeField<'__de>>::decode_field("", "name", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                }
                    .into_inner(),
                second: match <Vec<
                    T,
                > as __persist::DecodeField<'__de>>::decode_field("", "second", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
            })
        }
    }
};
