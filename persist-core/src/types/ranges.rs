//! Ranges, as structs of their bounds.

use std::ops::{Bound, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

use super::*;

structure! { impl[T] Range<T> as "Range" { start: T, end: T } }
structure! { impl[T] RangeFrom<T> as "RangeFrom" { start: T } }
structure! { impl[T] RangeTo<T> as "RangeTo" { end: T } }
structure! { impl[T] RangeToInclusive<T> as "RangeToInclusive" { end: T } }
structure! { impl[] RangeFull as "RangeFull" {} }

/// The bounds of a `RangeInclusive`, whose fields are private.
struct InclusiveBounds<T> {
    start: T,
    end: T,
}

structure! { impl[T] InclusiveBounds<T> as "InclusiveBounds" { start: T, end: T } }

through! {
    impl[T] RangeInclusive<T> as InclusiveBounds<T>, of [T], encode where [T: Clone];
    |range| {
        if matches!(range.end_bound(), Bound::Excluded(_)) {
            return Err(Error::new(ErrorKind::Value, "an inclusive range that has been iterated to its end"));
        }
        Ok(InclusiveBounds { start: range.start().clone(), end: range.end().clone() })
    };
    |bounds| Ok(bounds.start..=bounds.end);
}
