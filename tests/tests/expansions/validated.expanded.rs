#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    static __OUTLINE: __persist::Outline<'static> = __persist::Outline::Struct {
        named: __persist::Named::new("Interval", 1u32)
            .at(::core::module_path!(), "Interval"),
        fields: &[__persist::Field::of::<i64>("0"), __persist::Field::of::<i64>("1")],
    };
    #[automatically_derived]
    impl __persist::Describe for Interval {
        const LINK: __persist::Link = __persist::Link::named(
            &__OUTLINE,
            ::core::module_path!(),
            6982133074598682915u64,
        );
        const OFFSETS: &'static [::core::primitive::usize] = &[
            __persist::offset_of!(Self, 0),
            __persist::offset_of!(Self, 1),
        ];
        #[inline]
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl __persist::Encode for Interval {
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn {
                name: "0",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <i64 as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "1",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <i64 as __persist::EncodeField>::CODEC,
            },
        ];
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __encoded = <i64 as __persist::EncodeField>::encode_field(
                &self.0,
                "",
                "0",
                __w,
            ) && <i64 as __persist::EncodeField>::encode_field(&self.1, "", "1", __w);
            __w.outcome(__encoded)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for Interval {
        const LOCATES: ::core::primitive::bool = false;
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn {
                name: "0",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <i64 as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "1",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <i64 as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
        ];
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_validated(
                __slots,
                __r,
                |__slots, __r| __persist::decode_struct(__slots, __r),
                |__v: &Self| __persist::validated((Self::is_ordered)(__v)),
            )
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            let __value = Self {
                0: match <i64 as __persist::DecodeField<
                    '__de,
                >>::decode_field("", "0", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                1: match <i64 as __persist::DecodeField<
                    '__de,
                >>::decode_field("", "1", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
            };
            __persist::validated((Self::is_ordered)(&__value))?;
            ::core::result::Result::Ok(__value)
        }
    }
};
