//! Round trips by property, for every type of the standard library that Persist knows.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::ffi::{CString, OsString};
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::{NonZero, Saturating, Wrapping};
use std::ops::{Bound, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{
    AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicU8, AtomicU16, AtomicU32, AtomicU64,
    AtomicUsize, Ordering as AtomicOrdering,
};
use std::sync::{Arc, Mutex, OnceLock, RwLock};
use std::time::{Duration, SystemTime};

use proptest::collection::vec;
use proptest::prelude::*;
use tests::{round_trip, round_trip_by};

/// Mostly few rows, sometimes several blocks.
fn rows<S: Strategy>(values: S) -> impl Strategy<Value = Vec<S::Value>>
where
    S::Value: Clone,
{
    // A few distinct values repeated give dictionaries and constants a chance.
    (vec(values, 1..40), prop_oneof![Just(0_usize), 1..600_usize], any::<u64>()).prop_map(|(base, more, seed)| {
        let mut rows = base.clone();
        let mut state = seed;
        for _ in 0..more {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            rows.push(base[(state >> 33) as usize % base.len()].clone());
        }
        rows
    })
}

/// Integers of every magnitude, with runs that sort and that cluster.
fn integers() -> impl Strategy<Value = Vec<u128>> {
    let one = (any::<u128>(), 0..128_u32).prop_map(|(value, shift)| value >> shift);
    let progression = (any::<u64>(), 0..1000_u64, 1..600_usize).prop_map(|(start, step, count)| {
        (0..count as u64).map(|index| u128::from(start.wrapping_add(index * step + index % 3))).collect()
    });
    let tail = (vec(0..100_u128, 5..600), any::<u128>()).prop_map(|(mut values, large)| {
        let middle = values.len() / 2;
        values[middle] = large;
        values
    });
    prop_oneof![rows(one), progression, tail]
}

macro_rules! integer_tests {
    ($($name:ident: $type:ty;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(48))]
            $(#[test]
            fn $name(values in integers()) {
                let values: Vec<$type> = values.into_iter().map(|value| value as $type).collect();
                round_trip(&values);
            })*
        }
    };
}

integer_tests! {
    u8_round_trips: u8;
    u16_round_trips: u16;
    u32_round_trips: u32;
    u64_round_trips: u64;
    u128_round_trips: u128;
    usize_round_trips: usize;
    i8_round_trips: i8;
    i16_round_trips: i16;
    i32_round_trips: i32;
    i64_round_trips: i64;
    i128_round_trips: i128;
    isize_round_trips: isize;
}

/// Floats as programs have them: any bits, small decimals, decimals that arithmetic has moved, whole numbers.
fn floats() -> impl Strategy<Value = Vec<f64>> {
    let bits = any::<u64>().prop_map(f64::from_bits);
    let decimal =
        (-100_000..100_000_i64, 0..6_u32).prop_map(|(digits, places)| digits as f64 / 10_f64.powi(places as i32));
    let moved = (-100_000..100_000_i64).prop_map(|digits| digits as f64 * 0.01);
    let special = prop_oneof![
        Just(0.0),
        Just(-0.0),
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(f64::MIN_POSITIVE),
        Just(f64::from_bits(0x7ff8_0000_dead_beef)),
        Just(f64::from_bits(1)),
        Just(f64::MAX),
    ];
    prop_oneof![rows(bits), rows(decimal.clone()), rows(moved), rows(prop_oneof![20 => decimal, 1 => special]),]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn f64_round_trips_bit_for_bit(values in floats()) {
        round_trip_by(&values, |a, b| a.to_bits() == b.to_bits());
    }

    #[test]
    fn f32_round_trips_bit_for_bit(values in floats(), raw in vec(any::<u32>(), 0..40)) {
        let values: Vec<f32> = values.into_iter().map(|value| value as f32).chain(raw.into_iter().map(f32::from_bits)).collect();
        round_trip_by(&values, |a, b| a.to_bits() == b.to_bits());
    }

    #[test]
    fn bool_round_trips(values in rows(any::<bool>())) {
        round_trip(&values);
    }

    #[test]
    fn char_round_trips(values in rows(any::<char>())) {
        round_trip(&values);
    }

    #[test]
    fn text_round_trips(values in rows(".{0,40}")) {
        round_trip(&values);
        round_trip(&values.iter().map(|text| Box::<str>::from(text.as_str())).collect::<Vec<_>>());
        round_trip(&values.iter().map(|text| Rc::<str>::from(text.as_str())).collect::<Vec<_>>());
        round_trip(&values.iter().map(|text| Arc::<str>::from(text.as_str())).collect::<Vec<_>>());
        round_trip(&values.iter().map(|text| Cow::<str>::from(text.clone())).collect::<Vec<_>>());
        round_trip(&values.iter().map(PathBuf::from).collect::<Vec<_>>());
        round_trip(&values.iter().map(|text| Box::<Path>::from(Path::new(text))).collect::<Vec<_>>());
        round_trip(&values.iter().map(OsString::from).collect::<Vec<_>>());
        round_trip(&values.iter().map(|text| CString::new(text.replace('\0', "0")).unwrap()).collect::<Vec<_>>());
    }

    #[test]
    fn borrowed_text_round_trips(values in rows(".{0,40}")) {
        let borrowed: Vec<&str> = values.iter().map(String::as_str).collect();
        let bytes = persist_core::encode(&borrowed).unwrap();
        prop_assert_eq!(persist_core::decode::<Vec<&str>>(&bytes).unwrap(), borrowed.clone());
        let file = persist_core::to_vec(&values).unwrap();
        prop_assert_eq!(persist_core::from_slice::<Vec<&str>>(&file).unwrap(), borrowed);
    }

    #[test]
    fn sequences_round_trip(values in rows(vec(any::<u16>(), 0..9)), bytes in rows(vec(any::<u8>(), 0..40))) {
        round_trip(&values);
        round_trip(&bytes);
        round_trip(&values.iter().map(|row| row.clone().into_boxed_slice()).collect::<Vec<Box<[u16]>>>());
        round_trip(&values.iter().map(|row| row.clone().into()).collect::<Vec<Rc<[u16]>>>());
        round_trip(&values.iter().map(|row| row.clone().into()).collect::<Vec<Arc<[u16]>>>());
        round_trip(&values.iter().map(|row| row.iter().copied().collect()).collect::<Vec<LinkedList<u16>>>());
        round_trip(&values.iter().map(|row| Cow::Owned(row.clone())).collect::<Vec<Cow<'static, [u16]>>>());
        let deques = values.iter().map(|row| {
            let mut deque: VecDeque<u16> = row.iter().copied().collect();
            deque.rotate_left(row.len() / 2);
            deque
        });
        round_trip(&deques.collect::<Vec<_>>());
        let heaps: Vec<BinaryHeap<u16>> = values.iter().map(|row| row.iter().copied().collect()).collect();
        round_trip_by(&heaps, |a, b| a.clone().into_sorted_vec() == b.clone().into_sorted_vec());
    }

    #[test]
    fn nested_sequences_round_trip(values in rows(vec(vec(".{0,9}", 0..4), 0..5))) {
        round_trip(&values);
    }

    #[test]
    fn long_sequences_in_one_row_round_trip(values in vec(vec(any::<i32>(), 0..2000), 1..3), text in vec(".{0,20}", 0..1000)) {
        round_trip(&values);
        round_trip(&[text]);
    }

    #[test]
    fn sets_and_maps_round_trip(values in rows(vec((any::<u16>(), ".{0,9}"), 0..9))) {
        round_trip(&values.iter().map(|row| row.iter().cloned().collect()).collect::<Vec<HashMap<u16, String>>>());
        round_trip(&values.iter().map(|row| row.iter().cloned().collect()).collect::<Vec<BTreeMap<u16, String>>>());
        round_trip(&values.iter().map(|row| row.iter().map(|entry| entry.1.clone()).collect()).collect::<Vec<HashSet<String>>>());
        round_trip(&values.iter().map(|row| row.iter().map(|entry| entry.0).collect()).collect::<Vec<BTreeSet<u16>>>());
    }

    #[test]
    fn arrays_round_trip(values in rows(any::<[u8; 16]>()), numbers in rows(any::<[u32; 3]>())) {
        round_trip(&values);
        round_trip(&numbers);
        round_trip(&values.iter().map(|row| row.map(|byte| byte.to_string())).collect::<Vec<[String; 16]>>());
        round_trip(&values.iter().map(|_| []).collect::<Vec<[u32; 0]>>());
        round_trip(&values.iter().take(3).map(|row| std::array::from_fn(|index| row[index % 16])).collect::<Vec<[u8; 700]>>());
        round_trip(&values.iter().take(3).map(|row| std::array::from_fn(|index| u64::from(row[index % 16]))).collect::<Vec<[u64; 300]>>());
        round_trip(&numbers.iter().map(|row| row.map(|number| number as f32)).collect::<Vec<[f32; 3]>>());
    }

    #[test]
    fn options_and_results_round_trip(values in rows(proptest::option::of(".{0,9}")), nested in rows(proptest::option::of(proptest::option::of(any::<u8>())))) {
        round_trip(&values);
        round_trip(&nested);
        round_trip(&values.iter().map(|value| value.clone().ok_or(7_u8)).collect::<Vec<Result<String, u8>>>());
        round_trip(&values.iter().map(|value| value.clone().map_or_else(OnceCell::new, OnceCell::from)).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| value.clone().map_or_else(OnceLock::new, OnceLock::from)).collect::<Vec<_>>());
    }

    #[test]
    fn pointers_round_trip(values in rows(".{0,9}")) {
        round_trip(&values.iter().cloned().map(Box::new).collect::<Vec<_>>());
        round_trip(&values.iter().cloned().map(Box::pin).collect::<Vec<Pin<Box<String>>>>());
        round_trip(&values.iter().cloned().map(Rc::new).collect::<Vec<_>>());
        round_trip(&values.iter().cloned().map(Arc::new).collect::<Vec<_>>());
        round_trip(&values.iter().cloned().map(Cow::<'static, String>::Owned).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| Box::new(value.len() as u32)).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| Rc::new(value.len() as u32)).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| Arc::new(value.len() as u32)).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| Some(Box::new(value.clone()))).collect::<Vec<_>>());
        round_trip(&values.iter().map(|_| Box::new(())).collect::<Vec<_>>());
    }

    #[test]
    fn cells_round_trip(values in rows(any::<i64>())) {
        round_trip(&values.iter().copied().map(Cell::new).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| RefCell::new(value.to_string())).collect::<Vec<_>>());
        round_trip_by(
            &values.iter().map(|value| Mutex::new(value.to_string())).collect::<Vec<_>>(),
            |a, b| *a.lock().unwrap() == *b.lock().unwrap(),
        );
        round_trip_by(
            &values.iter().map(|value| RwLock::new(*value)).collect::<Vec<_>>(),
            |a, b| *a.read().unwrap() == *b.read().unwrap(),
        );
    }

    #[test]
    fn wrappers_round_trip(values in rows(any::<i32>())) {
        round_trip(&values.iter().copied().map(Wrapping).collect::<Vec<_>>());
        round_trip(&values.iter().copied().map(Saturating).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| Reverse(value.to_string())).collect::<Vec<_>>());
        round_trip(&values.iter().map(|_| PhantomData::<str>).collect::<Vec<_>>());
        round_trip(&values.iter().map(|_| ()).collect::<Vec<_>>());
        round_trip(&values.iter().filter_map(|value| NonZero::new(*value)).collect::<Vec<_>>());
        round_trip(&values.iter().filter_map(|value| NonZero::new(*value as u8)).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| value.cmp(&0)).collect::<Vec<_>>());
    }

    #[test]
    fn ranges_round_trip(values in rows((any::<i32>(), any::<i32>()))) {
        round_trip(&values.iter().map(|(a, b)| *a..*b).collect::<Vec<Range<i32>>>());
        round_trip(&values.iter().map(|(a, b)| a.to_string()..=b.to_string()).collect::<Vec<RangeInclusive<String>>>());
        round_trip(&values.iter().map(|(a, _)| *a..).collect::<Vec<RangeFrom<i32>>>());
        round_trip(&values.iter().map(|(a, _)| ..*a).collect::<Vec<RangeTo<i32>>>());
        round_trip(&values.iter().map(|(a, _)| ..=*a).collect::<Vec<RangeToInclusive<i32>>>());
        round_trip(&values.iter().map(|_| ..).collect::<Vec<RangeFull>>());
        round_trip(&values.iter().map(|(a, b)| match a % 3 {
            0 => Bound::Included(*b),
            1 => Bound::Excluded(*b),
            _ => Bound::Unbounded,
        }).collect::<Vec<_>>());
    }

    #[test]
    fn times_round_trip(values in rows((any::<i32>(), 0..1_000_000_000_u32))) {
        round_trip(&values.iter().map(|(secs, nanos)| Duration::new(u64::from(secs.unsigned_abs()), *nanos)).collect::<Vec<_>>());
        round_trip(&values.iter().map(|(secs, nanos)| {
            let span = Duration::new(u64::from(secs.unsigned_abs()), *nanos);
            if *secs < 0 { SystemTime::UNIX_EPOCH - span } else { SystemTime::UNIX_EPOCH + span }
        }).collect::<Vec<_>>());
    }

    #[test]
    fn addresses_round_trip(values in rows(any::<u128>())) {
        let v4 = |value: &u128| Ipv4Addr::from(*value as u32);
        let v6 = |value: &u128| Ipv6Addr::from(*value);
        round_trip(&values.iter().map(v4).collect::<Vec<_>>());
        round_trip(&values.iter().map(v6).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| if value % 3 == 0 { IpAddr::V4(v4(value)) } else { IpAddr::V6(v6(value)) }).collect::<Vec<_>>());
        round_trip(&values.iter().map(|value| {
            let port = *value as u16;
            if value % 3 == 0 {
                SocketAddr::V4(SocketAddrV4::new(v4(value), port))
            } else {
                SocketAddr::V6(SocketAddrV6::new(v6(value), port, 1, 2))
            }
        }).collect::<Vec<_>>());
    }

    #[test]
    fn tuples_round_trip(values in rows((any::<u8>(), ".{0,9}", any::<i64>()))) {
        round_trip(&values.iter().map(|(a, _, _)| (*a,)).collect::<Vec<_>>());
        round_trip(&values);
        round_trip(&values.iter().map(|(a, b, c)| {
            let b = b.clone();
            (*a, b.clone(), *c, *a, b.clone(), *c, *a, b.clone(), *c, *a, b.clone(), *c)
        }).collect::<Vec<_>>());
    }
}

#[test]
fn tuples_of_sixteen_round_trip() {
    let bytes = |row: u8| std::array::from_fn::<u8, 16, _>(|index| row.wrapping_mul(index as u8));
    let rows: Vec<[u8; 16]> = (0..100).map(bytes).collect();
    type Sixteen = (u8, u16, u32, u64, i8, i16, i32, i64, u8, u16, u32, u64, bool, char, String, Option<u8>);
    let rows: Vec<Sixteen> = rows
        .into_iter()
        .map(|r| {
            (
                r[0],
                r[1].into(),
                r[2].into(),
                r[3].into(),
                r[4] as i8,
                r[5].into(),
                r[6].into(),
                r[7].into(),
                r[8],
                r[9].into(),
                r[10].into(),
                r[11].into(),
                r[12] > 9,
                r[13].into(),
                r[14].to_string(),
                Some(r[15]),
            )
        })
        .collect();
    for row in &rows {
        let bytes = persist_core::encode(row).unwrap();
        let back: Sixteen = persist_core::decode(&bytes).unwrap();
        assert_eq!((&back.0, &back.13, &back.14, &back.15), (&row.0, &row.13, &row.14, &row.15));
    }
    let bytes = persist_core::encode(&rows).unwrap();
    let back: Vec<Sixteen> = persist_core::decode(&bytes).unwrap();
    assert!(rows.iter().zip(&back).all(|(a, b)| (a.1, a.7, &a.14, a.15) == (b.1, b.7, &b.14, b.15)));
}

/// More than 8 MiB of wide rows, in one piece and in many: what lies beyond the caches is asked for before it is needed.
#[test]
fn sequences_beyond_the_caches_round_trip() {
    type Inner = Vec<(String, [u64; 8])>;
    let inner =
        |index: u64| -> Inner { (index..index + index % 5).map(|value| (format!("of {value}"), [value; 8])).collect() };
    let rows: Vec<_> = (0..80_000_u64).map(|index| ([index; 9], index.to_string(), inner(index))).collect();
    assert!(size_of_val(&*rows) > 8 << 20);
    round_trip(&rows);
}

#[test]
fn atomics_round_trip() {
    macro_rules! atomic {
        ($($atomic:ty: $value:expr;)*) => {$(
            for count in [1, 5, 300] {
                let rows: Vec<$atomic> = (0..count).map(|_| <$atomic>::new($value)).collect();
                round_trip_by(&rows, |a, b| a.load(AtomicOrdering::SeqCst) == b.load(AtomicOrdering::SeqCst));
            }
        )*};
    }
    atomic! {
        AtomicBool: true;
        AtomicU8: 7;
        AtomicU16: 700;
        AtomicU32: 70_000;
        AtomicU64: 7 << 40;
        AtomicUsize: 7;
        AtomicI8: -7;
        AtomicI16: -700;
        AtomicI32: -70_000;
        AtomicI64: -7 << 40;
        AtomicIsize: -7;
    }
}

/// Few bytes find room in what is reserved for the value, more make it; both behind others and with none to spare.
#[test]
fn texts_and_bytes_of_every_length_find_room() {
    fn check<T: persist_core::Encode + ?Sized>(value: &T, long: &[u8]) {
        let bytes = persist_core::encode(value).unwrap();
        assert!(bytes.windows(long.len().max(1)).any(|window| window == long) || long.is_empty());
        let mut behind = vec![7; 3];
        behind.shrink_to_fit();
        persist_core::encode_into(value, &mut behind).unwrap();
        assert_eq!(behind[3..], bytes);
    }
    for length in (0..=20).chain(60..=68).chain([127, 128, 129, 1_000, 20_000]) {
        let text = "x".repeat(length);
        let bytes = text.as_bytes();
        check(text.as_str(), bytes);
        check(&text, bytes);
        check(bytes, bytes);
        check(&bytes.to_vec(), bytes);
        check(Path::new(&text), bytes);
        check(&CString::new(bytes).unwrap(), bytes);
        check(&vec![1_i8; length], &vec![1; length]);
        check(&(0_u64, &text, u128::MAX, Some(bytes), [0_u8; 16], Cow::Borrowed(&*text), u64::MAX), bytes);
        check(&[Some(Box::new(text.clone())), None, Some(Box::new(text.clone()))], bytes);
        let value = (text.clone(), Some(bytes.to_vec()), 7_u64);
        let back: (String, Option<Vec<u8>>, u64) =
            persist_core::decode(&persist_core::encode(&value).unwrap()).unwrap();
        assert_eq!(value, back);
    }
}
