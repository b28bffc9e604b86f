#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    static __OUTLINE: __persist::Outline<'static> = __persist::Outline::Record {
        named: __persist::Named::new("Vertex", 1u32)
            .at(::core::module_path!(), "Vertex"),
        fields: &[
            __persist::Field::of::<[f32; 3]>("position"),
            __persist::Field::of::<u32>("color"),
        ],
    };
    #[automatically_derived]
    impl __persist::Describe for Vertex {
        const LINK: __persist::Link = __persist::Link::named(
            &__OUTLINE,
            ::core::module_path!(),
            1731488124200651277u64,
        );
        const OFFSETS: &'static [::core::primitive::usize] = &[
            __persist::offset_of!(Self, position),
            __persist::offset_of!(Self, color),
        ];
        #[inline]
        fn fingerprint() -> __persist::Fingerprint {
            static __FINGERPRINT: __persist::FingerprintCell = __persist::FingerprintCell::new();
            __FINGERPRINT.of(<Self as __persist::Describe>::describe)
        }
    }
    #[automatically_derived]
    unsafe impl __persist::Plain for Vertex {
        const CHECK: () = __persist::no_padding::<
            Self,
        >(&[::core::mem::size_of::<[f32; 3]>(), ::core::mem::size_of::<u32>()]);
        fn leaves(__at: &mut __persist::Leaves<'_>) {
            __at.field::<[f32; 3]>(__persist::offset_of!(Self, position));
            __at.field::<u32>(__persist::offset_of!(Self, color));
        }
    }
    const _: () = <Vertex as __persist::Plain>::CHECK;
    #[automatically_derived]
    unsafe impl __persist::Encode for Vertex {
        const BOUND: ::core::primitive::usize = ::core::mem::size_of::<Self>();
        const FLAT: __persist::Flat = __persist::Flat::record::<Self>();
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::encode_records(__rows, __w)
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            __persist::encode_record(self, __w)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de> __persist::Decode<'__de> for Vertex {
        const LOCATES: ::core::primitive::bool = false;
        const FLAT: __persist::Flat = __persist::Flat::record::<Self>();
        const COLUMNS: &'__de [__persist::DecodeColumn<'__de>] = &[
            __persist::DecodeColumn {
                name: "position",
                offset: <Self as __persist::Describe>::OFFSETS[0usize],
                item: <[f32; 3] as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
            __persist::DecodeColumn {
                name: "color",
                offset: <Self as __persist::Describe>::OFFSETS[1usize],
                item: <u32 as __persist::DecodeField<'__de>>::CODEC,
                origin: __persist::Origin::FILE,
            },
        ];
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_records(__slots, __r)
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            __persist::decode_record(__r)
        }
    }
};
