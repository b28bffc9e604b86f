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
    }
    #[automatically_derived]
    unsafe impl<'a, T: Iterator, U, const N: usize> __persist::Encode
    for Page<'a, T, U, N>
    where
        U: Copy,
        U: __persist::Encode,
        T::Item: __persist::Encode,
    {
        const BOUND: ::core::primitive::usize = __persist::bound(
            <Self as __persist::Encode>::COLUMNS,
        );
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn::at(
                "title",
                __persist::offset_of!(Self, title),
                <&'a str as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "body",
                __persist::offset_of!(Self, body),
                <Cow<'a, str> as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "note",
                __persist::offset_of!(Self, note),
                <Cow<'a, str> as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "first",
                __persist::offset_of!(Self, first),
                <[T::Item; N] as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "links",
                __persist::offset_of!(Self, links),
                <Vec<Link<U>> as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "source",
                __persist::offset_of!(Self, source),
                <PhantomData<T> as __persist::EncodeField>::CODEC,
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
            <&'a str as __persist::EncodeField>::encode_field(
                &self.title,
                "title",
                __w,
            )?;
            <Cow<
                'a,
                str,
            > as __persist::EncodeField>::encode_field(&self.body, "body", __w)?;
            <Cow<
                'a,
                str,
            > as __persist::EncodeField>::encode_field(&self.note, "note", __w)?;
            <[T::Item; N] as __persist::EncodeField>::encode_field(
                &self.first,
                "first",
                __w,
            )?;
            <Vec<
                Link<U>,
            > as __persist::EncodeField>::encode_field(&self.links, "links", __w)?;
            <PhantomData<
                T,
            > as __persist::EncodeField>::encode_field(&self.source, "source", __w)?;
            ::core::result::Result::Ok(())
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
        const LOCATES: ::core::primitive::bool = __persist::locates(
            <Self as __persist::Decode<'__de>>::COLUMNS,
        );
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn::at(
                "title",
                __persist::offset_of!(Self, title),
                <&'a str as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::at(
                "body",
                __persist::offset_of!(Self, body),
                <__persist::Borrowed<
                    Cow<'a, str>,
                > as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::at(
                "note",
                __persist::offset_of!(Self, note),
                <Cow<'a, str> as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::at(
                "first",
                __persist::offset_of!(Self, first),
                <[T::Item; N] as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::at(
                "links",
                __persist::offset_of!(Self, links),
                <Vec<Link<U>> as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::at(
                "source",
                __persist::offset_of!(Self, source),
                <PhantomData<T> as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::fill::<
                Vec<T>,
                _,
            >(
                "drafts",
                __persist::offset_of!(Self, drafts),
                || <Vec<T> as ::core::default::Default>::default(),
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
            <&'a str as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, title));
            <__persist::Borrowed<
                Cow<'a, str>,
            > as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, body));
            <Cow<
                'a,
                str,
            > as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, note));
            <[T::Item; N] as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, first));
            <Vec<
                Link<U>,
            > as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, links));
            <PhantomData<
                T,
            > as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, source));
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                title: <&'a str as __persist::DecodeField<
                    '__de,
                >>::decode_field("title", __r)?,
                body: <__persist::Borrowed<
                    Cow<'a, str>,
                > as __persist::DecodeField<'__de>>::decode_field("body", __r)?
                    .into_inner(),
                note: <Cow<
                    'a,
                    str,
                > as __persist::DecodeField<'__de>>::decode_field("note", __r)?,
                first: <[T::Item; N] as __persist::DecodeField<
                    '__de,
                >>::decode_field("first", __r)?,
                links: <Vec<
                    Link<U>,
                > as __persist::DecodeField<'__de>>::decode_field("links", __r)?,
                source: <PhantomData<
                    T,
                > as __persist::DecodeField<'__de>>::decode_field("source", __r)?,
                drafts: (|| <Vec<T> as ::core::default::Default>::default())(),
            })
        }
    }
};
