#[doc(hidden)]
#[allow(deprecated)]
const _: () = {
    use ::persist_core::__private as __persist;
    #[automatically_derived]
    impl<T> __persist::Describe for Sorted<T>
    where
        T: __persist::Describe,
    {
        const LINK: __persist::Link = __persist::Link::to(
            &__persist::Outline::As(__persist::Part::of::<Vec<T>>()),
        );
    }
    #[automatically_derived]
    unsafe impl<T> __persist::Encode for Sorted<T>
    where
        Self: ::core::clone::Clone,
        Self: ::core::convert::Into<Vec<T>>,
        T: __persist::Encode,
    {
        const BOUND: ::core::primitive::usize = <Vec<T> as __persist::Encode>::BOUND;
        const FLAT: __persist::Flat = <Vec<T> as __persist::Encode>::FLAT.indirect();
        fn encode_rows(
            __rows: __persist::Rows<'_, Self>,
            __w: &mut __persist::Writer<'_>,
        ) -> __persist::Result<()> {
            __persist::encode_through(
                __rows,
                __w,
                |__v: &Self| -> Vec<T> {
                    <Self as ::core::convert::Into<
                        Vec<T>,
                    >>::into(<Self as ::core::clone::Clone>::clone(__v))
                },
            )
        }
        #[inline]
        fn encode_one(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __repr = (|__v: &Self| -> Vec<T> {
                <Self as ::core::convert::Into<
                    Vec<T>,
                >>::into(<Self as ::core::clone::Clone>::clone(__v))
            })(self);
            <Vec<T> as __persist::Encode>::encode_one(&__repr, __w)
        }
        fn encode_root(&self, __w: &mut __persist::Writer<'_>) -> __persist::Result<()> {
            let __repr = (|__v: &Self| -> Vec<T> {
                <Self as ::core::convert::Into<
                    Vec<T>,
                >>::into(<Self as ::core::clone::Clone>::clone(__v))
            })(self);
            <Vec<T> as __persist::Encode>::encode_root(&__repr, __w)
        }
    }
    #[automatically_derived]
    unsafe impl<'__de, T> __persist::Decode<'__de> for Sorted<T>
    where
        Self: ::core::convert::TryFrom<Vec<T>>,
        T: __persist::Decode<'__de>,
    {
        const LOCATES: ::core::primitive::bool = false;
        const FLAT: __persist::Flat = <Vec<T> as __persist::Decode<'__de>>::FLAT
            .indirect();
        fn decode_rows(
            __slots: __persist::Slots<'_, Self>,
            __r: &mut __persist::Reader<'__de>,
        ) -> __persist::Result<()> {
            __persist::decode_through::<
                Vec<T>,
                Self,
                _,
                _,
            >(
                __slots,
                __r,
                |__repr: Vec<T>| <Self as ::core::convert::TryFrom<
                    Vec<T>,
                >>::try_from(__repr),
            )
        }
        #[inline]
        fn decode_one(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            __persist::restore::<
                Vec<T>,
                Self,
                _,
                _,
            >(
                <Vec<T> as __persist::Decode<'__de>>::decode_one(__r)?,
                |__repr: Vec<T>| <Self as ::core::convert::TryFrom<
                    Vec<T>,
                >>::try_from(__repr),
            )
        }
        fn decode_root(__r: &mut __persist::Reader<'__de>) -> __persist::Result<Self> {
            __persist::restore::<
                Vec<T>,
                Self,
                _,
                _,
            >(
                <Vec<T> as __persist::Decode<'__de>>::decode_root(__r)?,
                |__repr: Vec<T>| <Self as ::core::convert::TryFrom<
                    Vec<T>,
                >>::try_from(__repr),
            )
        }
    }
};
