#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    fn __packed_fields_are_copied<__F: ::core::marker::Copy>(__field: __F) -> __F {
        __field
    }
    static __OUTLINE: __persist::Outline<'static> = __persist::Outline::Struct {
        named: __persist::Named::new("Header", 1u32)
            .at(::core::module_path!(), "Header"),
        fields: &[
            __persist::Field::of::<u8>("kind"),
            __persist::Field::of::<u64>("length"),
        ],
    };
    #[automatically_derived]
    impl __persist::Describe for Header {
        const LINK: __persist::Link = __persist::Link::named(
            &__OUTLINE,
            ::core::module_path!(),
            14016864421785927992u64,
        );
        #[inline]
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl __persist::Encode for Header {
        const BOUND: ::core::primitive::usize = __persist::bound(
            <Self as __persist::Encode>::COLUMNS,
        );
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn {
                name: "kind",
                offset: __persist::offset_of!((u8, u64,), 0),
                item: <u8 as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "length",
                offset: __persist::offset_of!((u8, u64,), 1),
                item: <u64 as __persist::EncodeField>::CODEC,
            },
        ];
        const IN_PLACE: ::core::primitive::bool = false;
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::encode_copied(
                __rows,
                __w,
                |__v: &Self| (
                    __packed_fields_are_copied::<u8>(__v.kind),
                    __packed_fields_are_copied::<u64>(__v.length),
                ),
                <Self as __persist::Encode>::COLUMNS,
            )
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __encoded = <u8 as __persist::EncodeField>::encode_field(
                &__packed_fields_are_copied::<u8>(self.kind),
                "",
                "kind",
                __w,
            )
                && <u64 as __persist::EncodeField>::encode_field(
                    &__packed_fields_are_copied::<u64>(self.length),
                    "",
                    "length",
                    __w,
                );
            __w.outcome(__encoded)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for Header {
        const LOCATES: ::core::primitive::bool = false;
        const VARIANTS: &'__de [__persist::DecodeVariant<'__de>] = &[
            __persist::DecodeVariant::of::<
                (u8, u64),
                Self,
                _,
            >(
                "Header",
                &[
                    __persist::DecodeColumn {
                        name: "kind",
                        offset: __persist::offset_of!((u8, u64,), 0),
                        item: <u8 as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE,
                    },
                    __persist::DecodeColumn {
                        name: "length",
                        offset: __persist::offset_of!((u8, u64,), 1),
                        item: <u64 as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE,
                    },
                ],
                |(__f0, __f1)| Self { kind: __f0, length: __f1 },
            ),
        ];
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_assembled(
                __slots,
                __r,
                &<Self as __persist::Decode<'__de>>::VARIANTS[0],
            )
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                kind: match <u8 as __persist::DecodeField<
                    '__de,
                >>::decode_field("", "kind", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                length: match <u64 as __persist::DecodeField<
                    '__de,
                >>::decode_field("", "length", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
            })
        }
    }
};
