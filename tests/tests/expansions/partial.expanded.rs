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
        #[inline]
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for PlayerName {
        const LOCATES: ::core::primitive::bool = __persist::locates(
            <Self as __persist::Decode<'__de>>::COLUMNS,
        );
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn::at(
                "name",
                __persist::offset_of!(Self, name),
                <String as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::at(
                    "health",
                    __persist::offset_of!(Self, health),
                    <u32 as __persist::DecodeField<'__de>>::CODEC,
                )
                .default(|| -> u32 { 100 }),
        ];
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_struct(__slots, __r)
        }
        fn own(__slot: __persist::Located<'_, Self>) {
            let __slot = __slot.field::<()>(0);
            <String as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, name));
            <u32 as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, health));
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                name: <String as __persist::DecodeField<
                    '__de,
                >>::decode_field("name", __r)?,
                health: <u32 as __persist::DecodeField<
                    '__de,
                >>::decode_field("health", __r)?,
            })
        }
    }
};
