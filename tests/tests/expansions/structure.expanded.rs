#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    static __OUTLINE: __persist::Outline<'static> = __persist::Outline::Struct {
        named: __persist::Named::new("Player", 2u32)
            .at(::core::module_path!(), "Player"),
        fields: &[
            __persist::Field::of::<String>("name"),
            __persist::Field::of::<u32>("hp").default(),
            __persist::Field::of::<Vec<Item>>("inventory"),
            __persist::Field::of::<Kind>("type"),
            __persist::Field::of::<__persist::With<foreign::Address, AsText>>("address"),
        ],
    };
    #[automatically_derived]
    impl __persist::Describe for Player {
        const LINK: __persist::Link = __persist::Link::named(
            &__OUTLINE,
            ::core::module_path!(),
            1442542495161170700u64,
        );
        const OFFSETS: &'static [::core::primitive::usize] = &[
            __persist::offset_of!(Self, name),
            __persist::offset_of!(Self, health),
            __persist::offset_of!(Self, inventory),
            __persist::offset_of!(Self, r#type),
            __persist::offset_of!(Self, address),
            __persist::offset_of!(Self, cache),
            __persist::offset_of!(Self, last_seen),
        ];
        #[inline]
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl __persist::Encode for Player {
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn {
                name: "name",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <String as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "hp",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <u32 as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "inventory",
                offset: <Self as __persist::Describe>::OFFSETS[2usize],
                item: <Vec<Item> as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "type",
                offset: <Self as __persist::Describe>::OFFSETS[3usize],
                item: <Kind as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "address",
                offset: <Self as __persist::Describe>::OFFSETS[4usize],
                item: <__persist::With<
                    foreign::Address,
                    AsText,
                > as __persist::EncodeField>::CODEC,
            },
        ];
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __encoded = <String as __persist::EncodeField>::encode_field(
                &self.name,
                "",
                "name",
                __w,
            )
                && <u32 as __persist::EncodeField>::encode_field(
                    &self.health,
                    "",
                    "hp",
                    __w,
                )
                && <Vec<
                    Item,
                > as __persist::EncodeField>::encode_field(
                    &self.inventory,
                    "",
                    "inventory",
                    __w,
                )
                && <Kind as __persist::EncodeField>::encode_field(
                    &self.r#type,
                    "",
                    "type",
                    __w,
                )
                && <__persist::With<
                    foreign::Address,
                    AsText,
                > as __persist::EncodeField>::encode_field(
                    <__persist::With<foreign::Address, AsText>>::of(&self.address),
                    "",
                    "address",
                    __w,
                );
            __w.outcome(__encoded)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for Player {
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn {
                name: "name",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <String as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "hp",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <u32 as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE.default(|| -> u32 { 100 }),
            },
            __persist::DecodeColumn {
                name: "inventory",
                offset: <Self as __persist::Describe>::OFFSETS[2usize],
                item: <Vec<Item> as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "type",
                offset: <Self as __persist::Describe>::OFFSETS[3usize],
                item: <Kind as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "address",
                offset: <Self as __persist::Describe>::OFFSETS[4usize],
                item: <__persist::With<
                    foreign::Address,
                    AsText,
                > as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn::fill::<
                Cache,
                _,
            >(
                "cache",
                <Self as __persist::Describe>::OFFSETS[5usize],
                || <Cache as ::core::default::Default>::default(),
            ),
            __persist::DecodeColumn::fill::<
                Instant,
                _,
            >(
                "lastSeen",
                <Self as __persist::Describe>::OFFSETS[6usize],
                || -> Instant { Instant::now() },
            ),
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
                >>::decode_field("", "hp", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                inventory: match <Vec<
                    Item,
                > as __persist::DecodeField<'__de>>::decode_field("", "inventory", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                r#type: match <Kind as __persist::DecodeField<
                    '__de,
                >>::decode_field("", "type", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                address: match <__persist::With<
                    foreign::Address,
                    AsText,
                > as __persist::DecodeField<'__de>>::decode_field("", "address", __r) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                }
                    .into_inner(),
                cache: (|| <Cache as ::core::default::Default>::default())(),
                last_seen: (|| -> Instant { Instant::now() })(),
            })
        }
    }
};
