//! Tuples of 1 to 16 fields, as structs without names.

use super::*;

/// The tuples that begin with what is in brackets and go on with one or more of the rest.
macro_rules! tuples {
    ([$($before:ident $index:tt)*]) => {};
    ([$($before:ident $index:tt)*] $next:ident $next_index:tt $($rest:tt)*) => {
        structure! {
            impl[$($before,)* $next] ($($before,)* $next,) as tuple { $($index: $before,)* $next_index: $next }
        }
        tuples! { [$($before $index)* $next $next_index] $($rest)* }
    };
}

tuples! { [] A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14 P 15 }
