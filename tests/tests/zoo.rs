//! Round trips of the zoo: every type shape, by every path, at the counts at which columns change their form.

use proptest::prelude::*;
use tests::each_animal;
use tests::specimen::{Specimen, specimens};
use tests::zoo::*;

/// Counts around the edges: no tag up to 4 rows, bytes to 16, lengths from 32, blocks of 256.
const COUNTS: [usize; 12] = [1, 2, 4, 5, 9, 16, 17, 31, 32, 33, 64, 3];

fn visit<T>(seed: u64, count: usize)
where
    T: Specimen + persist_core::Encode + for<'de> persist_core::Decode<'de> + std::fmt::Debug + PartialEq,
{
    tests::round_trip(&specimens::<T>(seed, count));
}

macro_rules! round_trips {
    ($($name:ident: $type:ty;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $name(seed: u64, count in prop::sample::select(&COUNTS[..])) {
                    visit::<$type>(seed, count);
                }
            )*
        }

        /// More rows than a block has.
        #[test]
        fn more_than_a_block() {
            $(visit::<$type>(stringify!($name).len() as u64, 258);)*
        }
    };
}

each_animal!(round_trips);

/// A hash map that is represented by another one has an order of its own each time: only the values can be compared.
#[test]
fn represented_hash_maps() {
    for count in [1, 5, 40] {
        let maps = specimens::<RepresentedMap>(count as u64, count);
        let bare = persist_core::encode(&maps).expect("maps encode");
        assert_eq!(persist_core::decode::<Vec<RepresentedMap>>(&bare).expect("maps decode"), maps);
        let bare = persist_core::encode(&maps[0]).expect("a map encodes");
        assert_eq!(persist_core::decode::<RepresentedMap>(&bare).expect("a map decodes"), maps[0]);
    }
}

/// What lives in its input comes back from there.
#[test]
fn borrowed_animals() {
    let names: Vec<String> = specimens(3, 300);
    let bytes: Vec<Vec<u8>> = specimens(5, 300);
    let lent: Vec<Lent<'_>> =
        names.iter().zip(&bytes).zip(0..).map(|((name, bytes), number)| Lent { name, bytes, number }).collect();
    for count in [1, 5, 40, 300] {
        let bare = persist_core::encode(&lent[..count]).expect("a slice encodes");
        assert_eq!(persist_core::decode::<Vec<Lent<'_>>>(&bare).expect("it decodes"), lent[..count]);
        let file = persist_core::to_vec(&lent[..count]).expect("a slice is written");
        let back: Vec<Lent<'_>> = persist_core::from_slice(&file).expect("it loads");
        assert_eq!(back, lent[..count]);
        assert!(back.iter().all(|lent| lent.name.is_empty() || file.as_ptr_range().contains(&lent.name.as_ptr())));
    }
}
