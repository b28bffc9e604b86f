#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    static __OUTLINE: __persist::Outline<'static> = __persist::Outline::Struct {
        named: __persist::Named::new("Player", 4u32)
            .partial()
            .at(::core::module_path!(), "PlayerName"),
        fields: &[
            __persist::Field::of::<String>("name"),
            __persist::Field::of::<u32>("health").since(2u32).default(),
        ],
    };
    #[automatically_derived]
    impl __persist::Describe for PlayerName {
        const LINK: __persist::Link = __persist::Link::named(
            &__OUTLINE,
            ::core::module_path!(),
            1442542495161170700u64,
        );
        const OFFSETS: &'static [::core::primitive::usize] = &[
            __persist::offset_of!(Self, name),
            __persist::offset_of!(Self, health),
        ];
        #[inline]
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for PlayerName {
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn {
                name: "name",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <String as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "health",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <u32 as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE.default(|| -> u32 { 100 }),
            },
        ];
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                name: match <String as __persist::DecodeField<
                    '__de,
                >>::decode_field("", "name", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                health: match <u32 as __persist::DecodeField<
                    '__de,
                >>::decode_field("", "health", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
            })
        }
    }
};
