/// The removed fields of [`Player`], for its `upgrade`.
#[allow(
    dead_code,
    missing_debug_implementations,
    non_camel_case_types,
    non_snake_case,
    private_interfaces,
    unreachable_pub,
    clippy::all,
    clippy::pedantic
)]
pub(crate) struct PlayerRemoved {
    /// The removed `score`; `None` where the file had none.
    pub(crate) score: ::core::option::Option<u32>,
    /// The removed `type`; `None` where the file had none.
    pub(crate) r#type: ::core::option::Option<Kind>,
}
#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    static __OUTLINE: __persist::Outline<'static> = __persist::Outline::Struct {
        named: __persist::Named::new("Player", 4u32)
            .alias(&["Hero"])
            .removed(
                &[
                    __persist::Removed::dropped("mana"),
                    __persist::Removed::of::<u32>("score"),
                    __persist::Removed::of::<Kind>("type"),
                ],
            )
            .upgrades()
            .accepts_newer()
            .at(::core::module_path!(), "Player"),
        fields: &[
            __persist::Field::of::<String>("name").alias(&["title"]),
            __persist::Field::of::<u32>("health")
                .alias(&["hp", "life"])
                .since(2u32)
                .default()
                .was(&[__persist::Was::of::<u8>(2u32), __persist::Was::of::<u16>(3u32)]),
            __persist::Field::of::<Vec<Item>>("inventory").since(3u32).default(),
            __persist::Field::of::<__persist::With<foreign::Address, AsText>>("address")
                .default()
                .was(&[__persist::Was::of::<String>(1u32)]),
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
            __persist::offset_of!(Self, address),
            __persist::offset_of!(Self, cache),
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
                name: "health",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <u32 as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "inventory",
                offset: <Self as __persist::Describe>::OFFSETS[2usize],
                item: <Vec<Item> as __persist::EncodeField>::CODEC,
            },
            __persist::EncodeColumn {
                name: "address",
                offset: <Self as __persist::Describe>::OFFSETS[3usize],
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
                    "health",
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
        const UPGRADE: ::core::option::Option<&'__de __persist::Upgrade<'__de>> = ::core::option::Option::Some(
            &__persist::Upgrade::of::<
                Self,
                PlayerRemoved,
                _,
                _,
            >(
                &[
                    __persist::DecodeColumn {
                        name: "score",
                        offset: __persist::offset_of!(PlayerRemoved, score),
                        item: <::core::option::Option<
                            u32,
                        > as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE
                            .default(|| -> ::core::option::Option<u32> {
                                ::core::option::Option::None
                            }),
                    },
                    __persist::DecodeColumn {
                        name: "type",
                        offset: __persist::offset_of!(PlayerRemoved, r#type),
                        item: <::core::option::Option<
                            Kind,
                        > as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE
                            .default(|| -> ::core::option::Option<Kind> {
                                ::core::option::Option::None
                            }),
                    },
                ],
                |
                    __value: &mut Self,
                    __from: ::core::primitive::u32,
                    __removed: PlayerRemoved|
                {
                    let _: for<'__r> fn(
                        &'__r PlayerRemoved,
                    ) -> (
                        &'__r ::core::option::Option<u32>,
                        &'__r ::core::option::Option<Kind>,
                    ) = |__removed| (&__removed.score, &__removed.r#type);
                    __persist::Converted::<
                        (),
                    >::converted((Self::upgrade)(__value, __from, __removed))
                },
            ),
        );
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
                origin: __persist::Origin::FILE
                    .default(|| -> u32 { 100 })
                    .was(
                        &[
                            __persist::DecodeWas::of::<
                                u8,
                                u32,
                                _,
                                _,
                            >(
                                <u8 as __persist::DecodeField<'__de>>::CODEC,
                                |__value: u8| __persist::Converted::<
                                    u32,
                                >::converted(
                                    <u32 as ::core::convert::TryFrom<u8>>::try_from(__value),
                                ),
                            ),
                            __persist::DecodeWas::of::<
                                u16,
                                u32,
                                _,
                                _,
                            >(
                                <u16 as __persist::DecodeField<'__de>>::CODEC,
                                |__value: u16| __persist::Converted::<
                                    u32,
                                >::converted((u32::from)(__value)),
                            ),
                        ],
                    ),
            },
            __persist::DecodeColumn {
                name: "inventory",
                offset: <Self as __persist::Describe>::OFFSETS[2usize],
                item: <Vec<Item> as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE
                    .default(|| <Vec<Item> as ::core::default::Default>::default()),
            },
            __persist::DecodeColumn {
                name: "address",
                offset: <Self as __persist::Describe>::OFFSETS[3usize],
                item: <__persist::With<
                    foreign::Address,
                    AsText,
                > as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE
                    .default(|| -> __persist::With<foreign::Address, AsText> {
                        <__persist::With<
                            foreign::Address,
                            AsText,
                        >>::new((|| -> foreign::Address { foreign::Address::LOCAL })())
                    })
                    .was(
                        &[
                            __persist::DecodeWas::of::<
                                String,
                                __persist::With<foreign::Address, AsText>,
                                _,
                                _,
                            >(
                                <String as __persist::DecodeField<'__de>>::CODEC,
                                |__value: String| ::core::result::Result::map(
                                    (|__value: String| __persist::Converted::<
                                        foreign::Address,
                                    >::converted((parse)(__value)))(__value),
                                    <__persist::With<foreign::Address, AsText>>::new,
                                ),
                            ),
                        ],
                    ),
            },
            __persist::DecodeColumn::fill::<
                Cache,
                _,
            >(
                "cache",
                <Self as __persist::Describe>::OFFSETS[4usize],
                || <Cache as ::core::default::Default>::default(),
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
                >>::decode_field("", "health", __r) {
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
            })
        }
    }
};
