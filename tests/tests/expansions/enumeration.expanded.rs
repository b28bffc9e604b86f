#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    static __OUTLINE: __persist::Outline<'static> = __persist::Outline::Enum {
        named: __persist::Named::new("Shape", 1u32).at(::core::module_path!(), "Shape"),
        variants: &[
            __persist::Variant::of("Point", &[]),
            __persist::Variant::of("Circle", &[__persist::Field::of::<f64>("radius")]),
            __persist::Variant::of(
                "Rectangle",
                &[__persist::Field::of::<f64>("0"), __persist::Field::of::<f64>("1")],
            ),
            __persist::Variant::of("Text", &[__persist::Field::of::<String>("text")]),
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
                name: "Point",
                columns: &[],
            },
            __persist::EncodeVariant {
                name: "Circle",
                columns: &[
                    __persist::EncodeColumn {
                        name: "radius",
                        offset: 0,
                        item: <f64 as __persist::EncodeField>::CODEC,
                    },
                ],
            },
            __persist::EncodeVariant {
                name: "Rectangle",
                columns: &[
                    __persist::EncodeColumn {
                        name: "0",
                        offset: 0,
                        item: <f64 as __persist::EncodeField>::CODEC,
                    },
                    __persist::EncodeColumn {
                        name: "1",
                        offset: 0,
                        item: <f64 as __persist::EncodeField>::CODEC,
                    },
                ],
            },
            __persist::EncodeVariant {
                name: "Text",
                columns: &[
                    __persist::EncodeColumn {
                        name: "text",
                        offset: 0,
                        item: <String as __persist::EncodeField>::CODEC,
                    },
                ],
            },
        ];
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::encode_enum(
                __rows,
                __w,
                |__v: &Self| match __v {
                    Self::Point { .. } => 0u32,
                    Self::Circle { .. } => 1u32,
                    Self::Rect { .. } => 2u32,
                    Self::Text { .. } => 3u32,
                },
                |__v: &Self, __at: &mut __persist::Offsets| match __v {
                    Self::Circle { radius: __f0, .. } => {
                        __at.measure(__v, __f0);
                    }
                    Self::Rect { 0: __f0, 1: __f1, .. } => {
                        __at.measure(__v, __f0);
                        __at.measure(__v, __f1);
                    }
                    Self::Text { text: __f0, .. } => {
                        __at.measure(__v, __f0);
                    }
                    _ => {}
                },
            )
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __encoded = match self {
                Self::Point { .. } => {
                    __w.variant(0u32, 4u32);
                    true
                }
                Self::Circle { radius: __f0, .. } => {
                    __w.variant(1u32, 4u32);
                    <f64 as __persist::EncodeField>::encode_field(
                        __f0,
                        "Circle",
                        "radius",
                        __w,
                    )
                }
                Self::Rect { 0: __f0, 1: __f1, .. } => {
                    __w.variant(2u32, 4u32);
                    <f64 as __persist::EncodeField>::encode_field(
                        __f0,
                        "Rectangle",
                        "0",
                        __w,
                    )
                        && <f64 as __persist::EncodeField>::encode_field(
                            __f1,
                            "Rectangle",
                            "1",
                            __w,
                        )
                }
                Self::Text { text: __f0, .. } => {
                    __w.variant(3u32, 4u32);
                    <String as __persist::EncodeField>::encode_field(
                        __f0,
                        "Text",
                        "text",
                        __w,
                    )
                }
            };
            __w.outcome(__encoded)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for Shape {
        const LOCATES: ::core::primitive::bool = false;
        const VARIANTS: &'__de [__persist::DecodeVariant<'__de>] = &[
            __persist::DecodeVariant::unit("Point"),
            __persist::DecodeVariant::of::<
                (f64,),
                Self,
                _,
            >(
                "Circle",
                &[
                    __persist::DecodeColumn {
                        name: "radius",
                        offset: __persist::offset_of!((f64,), 0),
                        item: <f64 as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE,
                    },
                ],
                |(__f0,)| Self::Circle { radius: __f0 },
            ),
            __persist::DecodeVariant::of::<
                (f64, f64),
                Self,
                _,
            >(
                "Rectangle",
                &[
                    __persist::DecodeColumn {
                        name: "0",
                        offset: __persist::offset_of!((f64, f64,), 0),
                        item: <f64 as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE,
                    },
                    __persist::DecodeColumn {
                        name: "1",
                        offset: __persist::offset_of!((f64, f64,), 1),
                        item: <f64 as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE,
                    },
                ],
                |(__f0, __f1)| Self::Rect { 0: __f0, 1: __f1 },
            ),
            __persist::DecodeVariant::of::<
                (String, Layout),
                Self,
                _,
            >(
                "Text",
                &[
                    __persist::DecodeColumn {
                        name: "text",
                        offset: __persist::offset_of!((String, Layout,), 0),
                        item: <String as __persist::DecodeField<'__de>>::CODEC,
                        origin: __persist::Origin::FILE,
                    },
                    __persist::DecodeColumn::fill::<
                        Layout,
                        _,
                    >(
                        "layout",
                        __persist::offset_of!((String, Layout,), 1),
                        || <Layout as ::core::default::Default>::default(),
                    ),
                ],
                |(__f0, __f1)| Self::Text {
                    text: __f0,
                    layout: __f1,
                },
            ),
        ];
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_enum(
                __slots,
                __r,
                |__i: ::core::primitive::u32| match __i {
                    0u32 => ::core::option::Option::Some(Self::Point {}),
                    _ => ::core::option::Option::None,
                },
            )
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(
                match __r.variant(4u32)? {
                    0u32 => Self::Point {},
                    1u32 => {
                        Self::Circle {
                            radius: match <f64 as __persist::DecodeField<
                                '__de,
                            >>::decode_field("Circle", "radius", __r) {
                                ::core::result::Result::Ok(__value) => __value,
                                ::core::result::Result::Err(__error) => {
                                    return ::core::result::Result::Err(__error);
                                }
                            },
                        }
                    }
                    2u32 => {
                        Self::Rect {
                            0: match <f64 as __persist::DecodeField<
                                '__de,
                            >>::decode_field("Rectangle", "0", __r) {
                                ::core::result::Result::Ok(__value) => __value,
                                ::core::result::Result::Err(__error) => {
                                    return ::core::result::Result::Err(__error);
                                }
                            },
                            1: match <f64 as __persist::DecodeField<
                                '__de,
                            >>::decode_field("Rectangle", "1", __r) {
                                ::core::result::Result::Ok(__value) => __value,
                                ::core::result::Result::Err(__error) => {
                                    return ::core::result::Result::Err(__error);
                                }
                            },
                        }
                    }
                    3u32 => {
                        Self::Text {
                            text: match <String as __persist::DecodeField<
                                '__de,
                            >>::decode_field("Text", "text", __r) {
                                ::core::result::Result::Ok(__value) => __value,
                                ::core::result::Result::Err(__error) => {
                                    return ::core::result::Result::Err(__error);
                                }
                            },
                            layout: (|| <Layout as ::core::default::Default>::default())(),
                        }
                    }
                    __other => {
                        return ::core::result::Result::Err(
                            __persist::no_variant(__other, 4u32),
                        );
                    }
                },
            )
        }
    }
};
