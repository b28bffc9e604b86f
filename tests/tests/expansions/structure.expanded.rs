#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    #[automatically_derived]
    impl __persist::Describe for Player {
        fn describe(__b: &mut __persist::SchemaBuilder) -> __persist::NodeId {
            __b.structure(
                <Self as __persist::Describe>::describe,
                "Player",
                2u32,
                &[
                    __persist::Field::of::<String>("name"),
                    __persist::Field::of::<u32>("hp"),
                    __persist::Field::of::<Vec<Item>>("inventory"),
                    __persist::Field::of::<Kind>("type"),
                    __persist::Field::of::<
                        __persist::With<foreign::Address, AsText>,
                    >("address"),
                ],
            )
        }
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl __persist::Encode for Player {
        const BOUND: ::core::primitive::usize = __persist::bound(
            &[
                <String as __persist::Encode>::BOUND,
                <u32 as __persist::Encode>::BOUND,
                <Vec<Item> as __persist::Encode>::BOUND,
                <Kind as __persist::Encode>::BOUND,
                <__persist::With<foreign::Address, AsText> as __persist::Encode>::BOUND,
            ],
        );
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn::of::<
                String,
            >("name", ::core::mem::offset_of!(Self, name)),
            __persist::EncodeColumn::of::<
                u32,
            >("hp", ::core::mem::offset_of!(Self, health)),
            __persist::EncodeColumn::of::<
                Vec<Item>,
            >("inventory", ::core::mem::offset_of!(Self, inventory)),
            __persist::EncodeColumn::of::<
                Kind,
            >("type", ::core::mem::offset_of!(Self, r#type)),
            __persist::EncodeColumn::of::<
                __persist::With<foreign::Address, AsText>,
            >("address", ::core::mem::offset_of!(Self, address)),
        ];
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::encode_struct(__rows, __w)
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            __persist::encode_field::<String>("name", &self.name, __w)?;
            __persist::encode_field::<u32>("hp", &self.health, __w)?;
            __persist::encode_field::<Vec<Item>>("inventory", &self.inventory, __w)?;
            __persist::encode_field::<Kind>("type", &self.r#type, __w)?;
            __persist::encode_field::<
                __persist::With<foreign::Address, AsText>,
            >(
                "address",
                <__persist::With<foreign::Address, AsText>>::of(&self.address),
                __w,
            )?;
            ::core::result::Result::Ok(())
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for Player {
        const LOCATES: ::core::primitive::bool = __persist::any(
            &[
                <String as __persist::Decode<'__de>>::LOCATES,
                <u32 as __persist::Decode<'__de>>::LOCATES,
                <Vec<Item> as __persist::Decode<'__de>>::LOCATES,
                <Kind as __persist::Decode<'__de>>::LOCATES,
                <__persist::With<
                    foreign::Address,
                    AsText,
                > as __persist::Decode<'__de>>::LOCATES,
            ],
        );
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn::of::<
                String,
            >("name", ::core::mem::offset_of!(Self, name)),
            __persist::DecodeColumn::of::<
                u32,
            >("hp", ::core::mem::offset_of!(Self, health)),
            __persist::DecodeColumn::of::<
                Vec<Item>,
            >("inventory", ::core::mem::offset_of!(Self, inventory)),
            __persist::DecodeColumn::of::<
                Kind,
            >("type", ::core::mem::offset_of!(Self, r#type)),
            __persist::DecodeColumn::of::<
                __persist::With<foreign::Address, AsText>,
            >("address", ::core::mem::offset_of!(Self, address)),
            __persist::DecodeColumn::fill::<
                Cache,
                _,
            >(
                "cache",
                ::core::mem::offset_of!(Self, cache),
                || <Cache as ::core::default::Default>::default(),
            ),
            __persist::DecodeColumn::fill::<
                Instant,
                _,
            >(
                "lastSeen",
                ::core::mem::offset_of!(Self, last_seen),
                || -> Instant { Instant::now() },
            ),
        ];
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_struct(__slots, __r)
        }
        fn own(__slot: __persist::Located<'_, Self>) {
            __persist::own_field::<
                String,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, name));
            __persist::own_field::<
                u32,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, health));
            __persist::own_field::<
                Vec<Item>,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, inventory));
            __persist::own_field::<
                Kind,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, r#type));
            __persist::own_field::<
                __persist::With<foreign::Address, AsText>,
                _,
            >(&__slot, ::core::mem::offset_of!(Self, address));
        }
        fn discard(__slots: __persist::Slots<'_, Self>) {
            __persist::discard_struct(__slots)
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            let _: fn() -> u32 = || -> u32 { 100 };
            ::core::result::Result::Ok(Self {
                name: __persist::decode_field::<String>("name", __r)?,
                health: __persist::decode_field::<u32>("hp", __r)?,
                inventory: __persist::decode_field::<Vec<Item>>("inventory", __r)?,
                r#type: __persist::decode_field::<Kind>("type", __r)?,
                address: __persist::decode_field::<
                    __persist::With<foreign::Address, AsText>,
                >("address", __r)?
                    .into_inner(),
                cache: (|| <Cache as ::core::default::Default>::default())(),
                last_seen: (|| -> Instant { Instant::now() })(),
            })
        }
    }
};
