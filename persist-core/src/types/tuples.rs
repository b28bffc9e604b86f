//! Tuples of 1 to 16 fields, as structs without names.

use super::foreign::structure;
use crate::schema::Describe;

macro_rules! tuple {
    ($(($($parameter:ident $index:tt $name:literal $value:ident),+);)*) => {$(
        structure! {
            impl[$($parameter)+] ($($parameter,)+), |builder| builder.tuple(&[$(<$parameter as Describe>::describe),+]);
            { $($index: $parameter = $name;)+ }
            ($($value),+) => ($($value,)+)
        }
    )*};
}

tuple! {
    (A 0 "0" a);
    (A 0 "0" a, B 1 "1" b);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g, H 7 "7" h);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g, H 7 "7" h, I 8 "8" i);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g, H 7 "7" h, I 8 "8" i, J 9 "9" j);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g, H 7 "7" h, I 8 "8" i, J 9 "9" j,
        K 10 "10" k);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g, H 7 "7" h, I 8 "8" i, J 9 "9" j,
        K 10 "10" k, L 11 "11" l);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g, H 7 "7" h, I 8 "8" i, J 9 "9" j,
        K 10 "10" k, L 11 "11" l, M 12 "12" m);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g, H 7 "7" h, I 8 "8" i, J 9 "9" j,
        K 10 "10" k, L 11 "11" l, M 12 "12" m, N 13 "13" n);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g, H 7 "7" h, I 8 "8" i, J 9 "9" j,
        K 10 "10" k, L 11 "11" l, M 12 "12" m, N 13 "13" n, O 14 "14" o);
    (A 0 "0" a, B 1 "1" b, C 2 "2" c, D 3 "3" d, E 4 "4" e, F 5 "5" f, G 6 "6" g, H 7 "7" h, I 8 "8" i, J 9 "9" j,
        K 10 "10" k, L 11 "11" l, M 12 "12" m, N 13 "13" n, O 14 "14" o, P 15 "15" p);
}
