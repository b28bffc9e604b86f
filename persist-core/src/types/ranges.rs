//! Ranges, as structs of their bounds.

use std::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

use super::foreign::{structure, through};
use crate::codec::{Decode, Encode};
use crate::error::{Error, ErrorKind};
use crate::schema::{Describe, Field, Named};

macro_rules! range {
    ($($range:ident, $($field:ident = $name:literal),*;)*) => {$(
        structure! {
            impl[T] $range<T>, |builder| builder.structure(
                <Self as Describe>::describe, &Named::new(stringify!($range), 1), &[$(Field::of::<T>($name)),*],
            );
            { $($field: T = $name;)* }
            ($($field),*) => $range { $($field),* }
        }
    )*};
}

range! {
    Range, start = "start", end = "end";
    RangeFrom, start = "start";
    RangeTo, end = "end";
    RangeToInclusive, end = "end";
    InclusiveBounds, start = "start", end = "end";
}

/// The bounds of a `RangeInclusive`, whose fields are private.
struct InclusiveBounds<T> {
    start: T,
    end: T,
}

through! {
    impl[T] RangeInclusive<T> as InclusiveBounds<T>,
        describe where [T: Describe], encode where [T: Encode + Clone], decode where [T: Decode<'de>];
    |range| {
        if matches!(std::ops::RangeBounds::end_bound(range), std::ops::Bound::Excluded(_)) {
            return Err(Error::new(ErrorKind::Value, "an inclusive range that has been iterated to its end"));
        }
        Ok(InclusiveBounds { start: range.start().clone(), end: range.end().clone() })
    };
    |bounds| Ok(bounds.start..=bounds.end);
}

structure! {
    impl[] RangeFull, |builder| builder.structure(RangeFull::describe, &Named::new("RangeFull", 1), &[]);
    {}
    () => RangeFull
}
