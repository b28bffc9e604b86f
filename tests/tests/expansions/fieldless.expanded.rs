#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use app::persist::__private as __persist;
    static __OUTLINE: __persist::Outline<'static> = __persist::Outline::Enum {
        named: __persist::Named::new("Level", 1u32).at(::core::module_path!(), "Level"),
        variants: &[
            __persist::Variant::of("TRACE", &[]),
            __persist::Variant::of("WARNING", &[]),
            __persist::Variant::of("FATAL_ERROR", &[]),
        ],
    };
    #[automatically_derived]
    impl __persist::Describe for Level {
        const LINK: __persist::Link = __persist::Link::named(
            &__OUTLINE,
            ::core::module_path!(),
            2219098086343686093u64,
        );
        #[inline]
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl __persist::Encode for Level {
        const BOUND: ::core::primitive::usize = __persist::TAG_BOUND;
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::encode_fieldless(
                __rows,
                __w,
                3u32,
                |__v: &Self| match __v {
                    Self::Trace { .. } => 0u32,
                    Self::Warning { .. } => 1u32,
                    Self::FatalError { .. } => 2u32,
                },
            )
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __v = self;
            __w.variant(
                match __v {
                    Self::Trace { .. } => 0u32,
                    Self::Warning { .. } => 1u32,
                    Self::FatalError { .. } => 2u32,
                },
                3u32,
            );
            ::core::result::Result::Ok(())
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for Level {
        const LOCATES: ::core::primitive::bool = false;
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_fieldless(
                __slots,
                __r,
                3u32,
                |__i: ::core::primitive::u32| match __i {
                    0u32 => ::core::option::Option::Some(Self::Trace {}),
                    1u32 => ::core::option::Option::Some(Self::Warning {}),
                    2u32 => ::core::option::Option::Some(Self::FatalError {}),
                    _ => ::core::option::Option::None,
                },
            )
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(
                match __r.variant(3u32)? {
                    0u32 => Self::Trace {},
                    1u32 => Self::Warning {},
                    2u32 => Self::FatalError {},
                    __other => {
                        return ::core::result::Result::Err(
                            __persist::no_variant(__other, 3u32),
                        );
                    }
                },
            )
        }
    }
};
