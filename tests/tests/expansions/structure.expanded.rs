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
        #[inline]
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl __persist::Encode for Player {
        const BOUND: ::core::primitive::usize = __persist::bound(
            <Self as __persist::Encode>::COLUMNS,
        );
        const COLUMNS: &'static [__persist::EncodeColumn] = &[
            __persist::EncodeColumn::at(
                "name",
                __persist::offset_of!(Self, name),
                <String as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "hp",
                __persist::offset_of!(Self, health),
                <u32 as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "inventory",
                __persist::offset_of!(Self, inventory),
                <Vec<Item> as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "type",
                __persist::offset_of!(Self, r#type),
                <Kind as __persist::EncodeField>::CODEC,
            ),
            __persist::EncodeColumn::at(
                "address",
                __persist::offset_of!(Self, address),
                <__persist::With<
                    foreign::Address,
                    AsText,
                > as __persist::EncodeField>::CODEC,
            ),
        ];
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::encode_struct(__rows, __w)
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            <String as __persist::EncodeField>::encode_field(&self.name, "name", __w)?;
            <u32 as __persist::EncodeField>::encode_field(&self.health, "hp", __w)?;
            <Vec<
                Item,
            > as __persist::EncodeField>::encode_field(
                &self.inventory,
                "inventory",
                __w,
            )?;
            <Kind as __persist::EncodeField>::encode_field(&self.r#type, "type", __w)?;
            <__persist::With<
                foreign::Address,
                AsText,
            > as __persist::EncodeField>::encode_field(
                <__persist::With<foreign::Address, AsText>>::of(&self.address),
                "address",
                __w,
            )?;
            ::core::result::Result::Ok(())
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for Player {
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
                    "hp",
                    __persist::offset_of!(Self, health),
                    <u32 as __persist::DecodeField<'__de>>::CODEC,
                )
                .default(|| -> u32 { 100 }),
            __persist::DecodeColumn::at(
                "inventory",
                __persist::offset_of!(Self, inventory),
                <Vec<Item> as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::at(
                "type",
                __persist::offset_of!(Self, r#type),
                <Kind as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::at(
                "address",
                __persist::offset_of!(Self, address),
                <__persist::With<
                    foreign::Address,
                    AsText,
                > as __persist::DecodeField<'__de>>::CODEC,
            ),
            __persist::DecodeColumn::fill::<
                Cache,
                _,
            >(
                "cache",
                __persist::offset_of!(Self, cache),
                || <Cache as ::core::default::Default>::default(),
            ),
            __persist::DecodeColumn::fill::<
                Instant,
                _,
            >(
                "lastSeen",
                __persist::offset_of!(Self, last_seen),
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
            let __slot = __slot.field::<()>(0);
            <String as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, name));
            <u32 as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, health));
            <Vec<
                Item,
            > as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, inventory));
            <Kind as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, r#type));
            <__persist::With<
                foreign::Address,
                AsText,
            > as __persist::DecodeField<
                '__de,
            >>::own_field(&__slot, __persist::offset_of!(Self, address));
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            ::core::result::Result::Ok(Self {
                name: <String as __persist::DecodeField<
                    '__de,
                >>::decode_field("name", __r)?,
                health: <u32 as __persist::DecodeField<'__de>>::decode_field("hp", __r)?,
                inventory: <Vec<
                    Item,
                > as __persist::DecodeField<'__de>>::decode_field("inventory", __r)?,
                r#type: <Kind as __persist::DecodeField<
                    '__de,
                >>::decode_field("type", __r)?,
                address: <__persist::With<
                    foreign::Address,
                    AsText,
                > as __persist::DecodeField<'__de>>::decode_field("address", __r)?
                    .into_inner(),
                cache: (|| <Cache as ::core::default::Default>::default())(),
                last_seen: (|| -> Instant { Instant::now() })(),
            })
        }
    }
};
