#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    #[automatically_derived]
    impl<Unit> __persist::Describe for Length<Unit> {
        const LINK: __persist::Link = __persist::Link::to(
            &__persist::Outline::As(__persist::Part::of::<f64>()),
        );
        const OFFSETS: &'static [::core::primitive::usize] = &[
            __persist::offset_of!(Self, 0),
            __persist::offset_of!(Self, 1),
        ];
    }
    #[automatically_derived]
    unsafe impl<Unit> __persist::Encode for Length<Unit> {
        const BOUND: ::core::primitive::usize = <f64 as __persist::Encode>::BOUND;
        const FLAT: __persist::Flat = __persist::Flat::within::<
            Self,
            f64,
        >(<f64 as __persist::Encode>::FLAT, __persist::offset_of!(Self, 0));
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            <f64 as __persist::Encode>::encode_rows(
                __rows.field::<f64>(__persist::offset_of!(Self, 0)),
                __w,
            )
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            <f64 as __persist::Encode>::encode_one(&self.0, __w)
        }
        fn encode_root(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            <f64 as __persist::Encode>::encode_root(&self.0, __w)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de, Unit> __persist::Decode<'__de> for Length<Unit> {
        const LOCATES: ::core::primitive::bool = <f64 as __persist::Decode<
            '__de,
        >>::LOCATES;
        const FLAT: __persist::Flat = __persist::Flat::within::<
            Self,
            f64,
        >(<f64 as __persist::Decode<'__de>>::FLAT, __persist::offset_of!(Self, 0));
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn {
                name: "0",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <f64 as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn::fill::<
                PhantomData<Unit>,
                _,
            >(
                "1",
                <Self as __persist::Describe>::OFFSETS[1usize],
                || ::core::marker::PhantomData,
            ),
        ];
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_transparent(__slots, __r)
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                0: <f64 as __persist::Decode<'__de>>::decode_one(__r)?,
                1: (|| ::core::marker::PhantomData)(),
            })
        }
        fn decode_root(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                0: <f64 as __persist::Decode<'__de>>::decode_root(__r)?,
                1: (|| ::core::marker::PhantomData)(),
            })
        }
    }
};
