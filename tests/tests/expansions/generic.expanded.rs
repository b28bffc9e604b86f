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
        fn describe(__b: &mut __persist::SchemaBuilder) -> __persist::NodeId {
            __b.structure(
                <Self as __persist::Describe>::describe,
                "Page",
                1u32,
                &[
                    __persist::Field::of::<&'a str>("title"),
                    __persist::Field::of::<Cow<'a, str>>("body"),
                    __persist::Field::of::<Cow<'a, str>>("note"),
                    __persist::Field::of::<[T::Item; N]>("first"),
                    __persist::Field::of::<Vec<Link<U>>>("links"),
                    __persist::Field::of::<PhantomData<T>>("source"),
                ],
            )
        }
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
            &[
                <&'a str as __persist::Encode>::BOUND,
                <Cow<'a, str> as __persist::Encode>::BOUND,
                <Cow<'a, str> as __persist::Encode>::BOUND,
                <[T::Item; N] as __persist::Encode>::BOUND,
                <Vec<Link<U>> as __persist::Encode>::BOUND,
                <PhantomData<T> as __persist::Encode>::BOUND,
            ],
        );
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn::of::<
                &'a str,
            >("title", ::core::mem::offset_of!(Self, title)),
            __persist::EncodeColumn::of::<
                Cow<'a, str>,
            >("body", ::core::mem::offset_of!(Self, body)),
            __persist::EncodeColumn::of::<
                Cow<'a, str>,
            >("note", ::core::mem::offset_of!(Self, note)),
            __persist::EncodeColumn::of::<
                [T::Item; N],
            >("first", ::core::mem::offset_of!(Self, first)),
            __persist::EncodeColumn::of::<
                Vec<Link<U>>,
            >("links", ::core::mem::offset_of!(Self, links)),
            __persist::EncodeColumn::of::<
                PhantomData<T>,
            >("source", ::core::mem::offset_of!(Self, source)),
        ];
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::encode_struct(__rows, __w)
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            __persist::encode_field::<&'a str>("title", &self.title, __w)?;
            __persist::encode_field::<Cow<'a, str>>("body", &self.body, __w)?;
            __persist::encode_field::<Cow<'a, str>>("note", &self.note, __w)?;
            __persist::encode_field::<[T::Item; N]>("first", &self.first, __w)?;
            __persist::encode_field::<Vec<Link<U>>>("links", &self.links, __w)?;
            __persist::encode_field::<PhantomData<T>>("source", &self.source, __w)?;
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
        const LOCATES: ::core::primitive::bool = __persist::any(
            &[
                <&'a str as __persist::Decode<'__de>>::LOCATES,
                <__persist::Borrowed<Cow<'a, str>> as __persist::Decode<'__de>>::LOCATES,
                <Cow<'a, str> as __persist::Decode<'__de>>::LOCATES,
                <[T::Item; N] as __persist::Decode<'__de>>::LOCATES,
                <Vec<Link<U>> as __persist::Decode<'__de>>::LOCATES,
                <PhantomData<T> as __persist::Decode<'__de>>::LOCATES,
            ],
        );
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn::of::<
                &'a str,
            >("title", ::core::mem::offset_of!(Self, title)),
            __persist::DecodeColumn::of::<
                __persist::Borrowed<Cow<'a, str>>,
            >("body", ::core::mem::offset_of!(Self, body)),
            __persist::DecodeColumn::of::<
                Cow<'a, str>,
            >("note", ::core::mem::offset_of!(Self, note)),
            __persist::DecodeColumn::of::<
                [T::Item; N],
            >("first", ::core::mem::offset_of!(Self, first)),
            __persist::DecodeColumn::of::<
                Vec<Link<U>>,
            >("links", ::core::mem::offset_of!(Self, links)),
            __persist::DecodeColumn::of::<
                PhantomData<T>,
            >("source", ::core::mem::offset_of!(Self, source)),
            __persist::DecodeColumn::fill::<
                Vec<T>,
                _,
            >(
                "drafts",
                ::core::mem::offset_of!(Self, drafts),
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
            __persist::own_field::<
                &'a str,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, title));
            __persist::own_field::<
                __persist::Borrowed<Cow<'a, str>>,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, body));
            __persist::own_field::<
                Cow<'a, str>,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, note));
            __persist::own_field::<
                [T::Item; N],
                _,
            >(&__slot, ::core::mem::offset_of!(Self, first));
            __persist::own_field::<
                Vec<Link<U>>,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, links));
            __persist::own_field::<
                PhantomData<T>,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, source));
        }
        fn discard(__slots: __persist::Slots<'_, Self>) {
            __persist::discard_struct(__slots)
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                title: __persist::decode_field::<&'a str>("title", __r)?,
                body: __persist::decode_field::<
                    __persist::Borrowed<Cow<'a, str>>,
                >("body", __r)?
                    .into_inner(),
                note: __persist::decode_field::<Cow<'a, str>>("note", __r)?,
                first: __persist::decode_field::<[T::Item; N]>("first", __r)?,
                links: __persist::decode_field::<Vec<Link<U>>>("links", __r)?,
                source: __persist::decode_field::<PhantomData<T>>("source", __r)?,
                drafts: (|| <Vec<T> as ::core::default::Default>::default())(),
            })
        }
    }
};
