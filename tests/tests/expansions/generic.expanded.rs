#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    #[automatically_derived]
    impl<'a, T: Iterator, U, const N: usize> __persist::Describe for Page<'a, T, U, N>
    where
        U: Copy,
        U: __persist::Describe,
        T::Item: __persist::Describe,
    {
        const LINK: __persist::Link = __persist::Link::to(
            &__persist::Outline::Struct {
                named: __persist::Named::new("Page", 1u32)
                    .at(::core::module_path!(), "Page")
                    .arguments(
                        &[
                            __persist::Argument::Type(__persist::Part::of::<U>()),
                            __persist::Argument::Type(
                                __persist::Part::blind::<T::Item>(),
                            ),
                            __persist::Argument::Const(N as ::core::primitive::i128),
                        ],
                    ),
                fields: &[
                    __persist::Field::of::<&'a str>("title"),
                    __persist::Field::of::<Cow<'a, str>>("body"),
                    __persist::Field::of::<Cow<'a, str>>("note"),
                    __persist::Field::blind::<[T::Item; N]>("first"),
                    __persist::Field::blind::<Vec<Link<U>>>("links"),
                    __persist::Field::of::<PhantomData<T>>("source"),
                ],
            },
        );
        const OFFSETS: &'static [::core::primitive::usize] = &[
            __persist::offset_of!(Self, title),
            __persist::offset_of!(Self, body),
            __persist::offset_of!(Self, note),
            __persist::offset_of!(Self, first),
            __persist::offset_of!(Self, links),
            __persist::offset_of!(Self, source),
            __persist::offset_of!(Self, drafts),
        ];
    }
    #[automatically_derived]
    unsafe impl<'a, T: Iterator, U, const N: usize> __persist::Encode
    for Page<'a, T, U, N>
    where
        U: Copy,
        U: __persist::Encode,
        T::Item: __persist::Encode,
    {
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn {
                name: "title",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <&'a str as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "body",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <Cow<'a, str> as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "note",
                offset: <Self as __persist::Describe>::OFFSETS[2usize],
                item: <Cow<'a, str> as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "first",
                offset: <Self as __persist::Describe>::OFFSETS[3usize],
                item: <[T::Item; N] as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "links",
                offset: <Self as __persist::Describe>::OFFSETS[4usize],
                item: <Vec<Link<U>> as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "source",
                offset: <Self as __persist::Describe>::OFFSETS[5usize],
                item: <PhantomData<T> as __persist::EncodeField>::CODEC,
            },
        ];
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __encoded = <&'a str as __persist::EncodeField>::encode_field(
                &self.title,
                "",
                "title",
                __w,
            )
                && <Cow<
                    'a,
                    str,
                > as __persist::EncodeField>::encode_field(&self.body, "", "body", __w)
                && <Cow<
                    'a,
                    str,
                > as __persist::EncodeField>::encode_field(&self.note, "", "note", __w)
                && <[T::Item; N] as __persist::EncodeField>::encode_field(
                    &self.first,
                    "",
                    "first",
                    __w,
                )
                && <Vec<
                    Link<U>,
                > as __persist::EncodeField>::encode_field(&self.links, "", "links", __w)
                && <PhantomData<
                    T,
                > as __persist::EncodeField>::encode_field(
                    &self.source,
                    "",
                    "source",
                    __w,
                );
            __w.outcome(__encoded)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de: 'a, 'a, T: Iterator, U, const N: usize> __persist::Decode<'__de>
    for Page<'a, T, U, N>
    where
        U: Copy,
        Vec<T>: ::core::default::Default,
        U: __persist::Decode<'__de>,
        T::Item: __persist::Decode<'__de>,
    {
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn {
                name: "title",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <&'a str as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "body",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <__persist::Borrowed<
                    Cow<'a, str>,
                > as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "note",
                offset: <Self as __persist::Describe>::OFFSETS[2usize],
                item: <Cow<'a, str> as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "first",
                offset: <Self as __persist::Describe>::OFFSETS[3usize],
                item: <[T::Item; N] as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "links",
                offset: <Self as __persist::Describe>::OFFSETS[4usize],
                item: <Vec<Link<U>> as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "source",
                offset: <Self as __persist::Describe>::OFFSETS[5usize],
                item: <PhantomData<T> as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn::fill::<
                Vec<T>,
                _,
            >(
                "drafts",
                <Self as __persist::Describe>::OFFSETS[6usize],
                || <Vec<T> as ::core::default::Default>::default(),
            ),
        ];
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                title: match <&'a str as __persist::DecodeField<
                    '__de,
                >>::decode_field("", "title", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                body: match <__persist::Borrowed<
                    Cow<'a, str>,
                > as __persist::DecodeField<'__de>>::decode_field("", "body", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                }
                    .into_inner(),
                note: match <Cow<
                    'a,
                    str,
                > as __persist::DecodeField<'__de>>::decode_field("", "note", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                first: match <[T::Item; N] as __persist::DecodeField<
                    '__de,
                >>::decode_field("", "first", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                links: match <Vec<
                    Link<U>,
                > as __persist::DecodeField<'__de>>::decode_field("", "links", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                source: match <PhantomData<
                    T,
                > as __persist::DecodeField<'__de>>::decode_field("", "source", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                drafts: (|| <Vec<T> as ::core::default::Default>::default())(),
            })
        }
    }
};
