#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    static __OUTLINE: __persist::Outline<'static> = __persist::Outline::Enum {
        named: __persist::Named::new("Shape", 3u32)
            .alias(&["Figure"])
            .removed(
                &[
                    __persist::Removed::dropped("Line"),
                    __persist::Removed::of::<Square>("Square"),
                ],
            )
            .upgrades()
            .others()
            .at(::core::module_path!(), "Shape"),
        variants: &[
            __persist::Variant::of(
                    "Circle",
                    &[
                        __persist::Field::of::<f64>("radius")
                            .was(&[__persist::Was::of::<f32>(1u32)]),
                        __persist::Field::of::<String>("label").since(2u32).default(),
                    ],
                )
                .alias(&["Round"])
                .removed(&["colour"]),
            __persist::Variant::of("Point", &[]),
        ],
    };
    #[automatically_derived]
    impl __persist::Describe for Shape {
        const LINK: __persist::Link = __persist::Link::named(
            &__OUTLINE,
            ::core::module_path!(),
            2307476713109113109u64,
        );
        #[inline]
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl __persist::Encode for Shape {
        const BOUND: ::core::primitive::usize = __persist::variants_bound(
            <Self as __persist::Encode>::VARIANTS,
        );
        const VARIANTS: &'static [__persist::EncodeVariant] = &[
            __persist::EncodeVariant {
                name: "Circle",
                columns: &[
                    __persist::EncodeColumn {
                        name: "radius",
                        offset: 0,
                        item: <f64 as __persist::EncodeField>::CODEC,
                    },
                    __persist::EncodeColumn {
                        name: "label",
                        offset: 0,
                        item: <String as __persist::EncodeField>::CODEC,
                    },
                ],
            },
            __persist::EncodeVariant {
                name: "Point",
                columns: &[],
            },
        ];
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::refuse_unknown(
                __rows,
                |__v: &Self| ::core::matches!(__v, Self::Unknown),
            )?;
            __persist::encode_enum(
                __rows,
                __w,
                |__v: &Self| match __v {
                    Self::Circle { .. } => 0u32,
                    Self::Point { .. } => 1u32,
                    Self::Unknown => 0,
                },
                |__v: &Self, __at: &mut __persist::Offsets| match __v {
                    Self::Circle { radius: __f0, label: __f1, .. } => {
                        __at.measure(__v, __f0);
                        __at.measure(__v, __f1);
                    }
                    _ => {}
                },
            )
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __encoded = match self {
                Self::Circle { radius: __f0, label: __f1, .. } => {
                    __w.variant(0u32, 2u32);
                    <f64 as __persist::EncodeField>::encode_field(
                        __f0,
                        "Circle",
                        "radius",
                        __w,
                    )
                        && <String as __persist::EncodeField>::encode_field(
                            __f1,
                            "Circle",
                            "label",
                            __w,
                        )
                }
                Self::Point { .. } => {
                    __w.variant(1u32, 2u32);
                    true
                }
                Self::Unknown => {
                    return ::core::result::Result::Err(__persist::unknown_variant());
                }
            };
            __w.outcome(__encoded)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for Shape {
        const LOCATES: ::core::primitive::bool = false;
        const VARIANTS: &'__de [__persist::DecodeVariant<'__de>] = &[
            __persist::DecodeVariant::of::<
                (f64, String),
                Self,
                _,
            >(
                "Circle",
                &[
                    __persist::DecodeColumn {
                        name: "radius",
                        offset: __persist::offset_of!((f64, String,), 0),
                        item: <f64 as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE
                            .was(
                                &[
                                    __persist::DecodeWas::of::<
                                        f32,
                                        f64,
                                        _,
                                        _,
                                    >(
                                        <f32 as __persist::DecodeField<'__de>>::CODEC,
                                        |__value: f32| __persist::Converted::<
                                            f64,
                                        >::converted(
                                            <f64 as ::core::convert::TryFrom<f32>>::try_from(__value),
                                        ),
                                    ),
                                ],
                            ),
                    },
                    __persist::DecodeColumn {
                        name: "label",
                        offset: __persist::offset_of!((f64, String,), 1),
                        item: <String as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE
                            .default(|| <String as ::core::default::Default>::default()),
                    },
                ],
                |(__f0, __f1)| Self::Circle {
                    radius: __f0,
                    label: __f1,
                },
            ),
            __persist::DecodeVariant::unit("Point"),
        ];
        const REMOVED: &'__de [__persist::DecodeRemoved<'__de>] = &[
            __persist::DecodeRemoved::of::<
                Square,
                Self,
                _,
                _,
            >(
                "Square",
                <Square as __persist::DecodeField<'__de>>::CODEC,
                |__value: Square| __persist::Converted::<
                    Self,
                >::converted((Self::square)(__value)),
            ),
        ];
        const UPGRADE: ::core::option::Option<&'__de __persist::Upgrade<'__de>> = ::core::option::Option::Some(
            &__persist::Upgrade::of::<
                Self,
                (),
                _,
                _,
            >(
                &[],
                |__value: &mut Self, __from: ::core::primitive::u32, _: ()| {
                    __persist::Converted::<
                        (),
                    >::converted((Self::upgrade)(__value, __from))
                },
            ),
        );
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_enum(
                __slots,
                __r,
                |__i: ::core::primitive::u32| match __i {
                    1u32 => ::core::option::Option::Some(Self::Point {}),
                    2u32 => ::core::option::Option::Some(Self::Unknown {}),
                    _ => ::core::option::Option::None,
                },
            )
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(
                match __r.variant(2u32)? {
                    0u32 => {
                        Self::Circle {
                            radius: match <f64 as __persist::DecodeField<
                                '__de,
                            >>::decode_field("Circle", "radius", __r) {
                                ::core::result::Result::Ok(__value) => __value,
                                ::core::result::Result::Err(__error) => {
                                    return ::core::result::Result::Err(__error);
                                }
                            },
                            label: match <String as __persist::DecodeField<
                                '__de,
                            >>::decode_field("Circle", "label", __r) {
                                ::core::result::Result::Ok(__value) => __value,
                                ::core::result::Result::Err(__error) => {
                                    return ::core::result::Result::Err(__error);
                                }
                            },
                        }
                    }
                    1u32 => Self::Point {},
                    __other => {
                        return ::core::result::Result::Err(
                            __persist::no_variant(__other, 2u32),
                        );
                    }
                },
            )
        }
    }
};
