//! The rules of where values are made and where their bytes are read.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, LinkedList};
use std::num::NonZero;
use std::rc::Rc;

use persist_core::{Decode, Effort, Encode, ErrorKind, Persist, SaveOptions, decode, encode};
use tests::memory::{held, peak};
use tests::specimen::specimens;
use tests::zoo;

/// Rule 2: no string is allocated before its column is known to be good, and what is only located is never dropped.
#[test]
fn rule_2_located_text_owns_nothing() {
    let texts = vec!["x".repeat(1_000); 200];
    let mut bytes = encode(&texts).expect("texts encode");
    let last = bytes.len() - 1;
    bytes[last] = 0xff;
    let (error, most) = peak(|| decode::<Vec<String>>(&bytes).expect_err("no UTF-8"));
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert!(most < 100_000, "{most} bytes were held for texts of which the last is none");
    drop(error);

    // Texts that are located, and an error in the column behind them.
    #[derive(Persist)]
    struct Pair(String, Box<str>, Vec<String>, Option<String>, zoo::Limited);
    let limited = |n| decode::<zoo::Limited>(&encode(&n).expect("a number encodes")).expect("a small number");
    let pairs: Vec<Pair> = (0..40_u32)
        .map(|n| Pair(n.to_string(), "b".into(), vec!["c".to_owned()], Some("d".to_owned()), limited(n)))
        .collect();
    let mut bytes = encode(&pairs).expect("pairs encode");
    bytes.pop();
    let (kind, left) = held(|| decode::<Vec<Pair>>(&bytes).map(drop).expect_err("cut off").kind());
    assert_eq!((kind, left), (ErrorKind::Truncated, 0));
}

/// Rule 3: enums and options are written whole, whatever niche holds their tag.
#[test]
fn rule_3_niches_are_never_written_first() {
    type Niched = (
        Option<Box<u8>>,
        Option<Option<Option<bool>>>,
        Option<NonZero<u64>>,
        Option<char>,
        Option<String>,
        Result<Option<Vec<u8>>, ()>,
        Option<std::cmp::Ordering>,
    );
    tests::round_trip(&specimens::<(Option<Box<u8>>, Option<Option<Option<bool>>>)>(1, 300));
    tests::round_trip(&specimens::<zoo::NicheOfNiche>(2, 300));
    tests::round_trip(&specimens::<zoo::Niches>(3, 300));
    let rows: Vec<Niched> = (0..70_u8)
        .map(|n| {
            (
                (n % 2 == 0).then(|| Box::new(n)),
                [None, Some(None), Some(Some(None)), Some(Some(Some(n > 9)))][usize::from(n) % 4],
                NonZero::new(u64::from(n % 3)),
                (n % 3 > 0).then_some('x'),
                (n % 5 > 0).then(|| n.to_string()),
                if n % 7 == 0 { Err(()) } else { Ok((n % 2 > 0).then(|| vec![n])) },
                (n % 4 > 0).then(|| n.cmp(&30)),
            )
        })
        .collect();
    tests::round_trip(&rows);
}

/// Rule 4: values of no size have aligned places and a stride of 0; those of a large alignment are aligned wherever they are decoded.
#[test]
fn rule_4_places_are_aligned_and_have_their_stride() {
    #[derive(Persist, Debug, Clone, Copy, PartialEq)]
    #[repr(align(128))]
    struct Nothing;
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(validate = is_aligned)]
    #[repr(align(64))]
    struct Aligned(u8, String, Nothing);
    fn is_aligned(value: &Aligned) -> Result<(), String> {
        let address = std::ptr::from_ref(value).addr();
        if address.is_multiple_of(128) { Ok(()) } else { Err(format!("{address:#x} is not aligned")) }
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    enum Payload {
        Small(u8),
        Aligned(u8, Aligned),
    }
    let aligned = |n: u8| Aligned(n, n.to_string(), Nothing);
    tests::round_trip(&[Nothing; 300]);
    tests::round_trip(&(0..70).map(aligned).collect::<Vec<_>>());
    tests::round_trip(&(0..70).map(|n| (n, Some(aligned(n)))).collect::<Vec<_>>());
    tests::round_trip(&(0..70).map(|n| Box::new(aligned(n))).collect::<Vec<_>>());
    tests::round_trip(&(0..70).map(|n| BTreeMap::from([(n, aligned(n))])).collect::<Vec<_>>());
    tests::round_trip(
        &(0..70).map(|n| if n < 9 { Payload::Small(n) } else { Payload::Aligned(n, aligned(n)) }).collect::<Vec<_>>(),
    );
    tests::round_trip(&specimens::<zoo::Packed>(4, 300));
}

/// Rule 4: values of no size are counted and dropped like others.
#[test]
fn rule_4_values_without_size_are_dropped_once() {
    thread_local! {
        static MADE: Cell<usize> = const { Cell::new(0) };
        static DROPPED: Cell<usize> = const { Cell::new(0) };
    }
    #[derive(Persist, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
    #[persist(from = "()", into = "()")]
    struct Token;
    impl From<()> for Token {
        fn from((): ()) -> Self {
            MADE.set(MADE.get() + 1);
            Token
        }
    }
    impl From<Token> for () {
        fn from(_: Token) {}
    }
    impl Clone for Token {
        fn clone(&self) -> Self {
            ().into()
        }
    }
    impl Drop for Token {
        fn drop(&mut self) {
            DROPPED.set(DROPPED.get() + 1);
        }
    }
    fn balances<T: Encode + for<'de> Decode<'de>>(value: T) {
        let bytes = encode(&vec![&value, &value, &value]).expect("tokens encode");
        drop(value);
        drop(decode::<Vec<T>>(&bytes).expect("tokens decode"));
        for len in 8..bytes.len() {
            assert!(decode::<Vec<T>>(&bytes[..len]).is_err());
        }
        assert_eq!(MADE.get(), DROPPED.get(), "{}", std::any::type_name::<T>());
    }
    let tokens = |count: usize| (0..count).map(|_| Token::from(())).collect::<Vec<_>>();
    balances(tokens(1));
    balances(tokens(300));
    balances((Token::from(()), 7_u8, Some(Token::from(()))));
    balances(Box::new(Token::from(())));
    balances([Token::from(()), Token::from(())]);
    balances(BTreeMap::from([(1_u8, Token::from(())), (2, Token::from(()))]));
    balances(BTreeSet::from([Token::from(())]));
    balances(LinkedList::from_iter(tokens(5)));
    balances(Rc::new(Token::from(())));
    balances(tokens(4).into_boxed_slice());
}

/// Rule 4: bytes that have to be dropped are, where a later one cannot be read.
#[test]
fn rule_4_bytes_with_a_drop_of_their_own_are_dropped() {
    thread_local! {
        static DROPPED: Cell<usize> = const { Cell::new(0) };
    }
    #[derive(Persist)]
    #[persist(transparent)]
    struct Noted(u8);
    impl Drop for Noted {
        fn drop(&mut self) {
            DROPPED.set(DROPPED.get() + 1);
        }
    }
    #[derive(Persist)]
    struct Bytes {
        first: Noted,
        second: u8,
        third: u8,
    }
    let rows: Vec<Bytes> = (0..10).map(|row| Bytes { first: Noted(row), second: row, third: row }).collect();
    let bytes = encode(&rows).expect("bytes encode");
    drop(rows);
    assert_eq!(DROPPED.take(), 10);
    drop(decode::<Vec<Bytes>>(&bytes).expect("bytes decode"));
    assert_eq!(DROPPED.take(), 10);
    // What is cut off is of the last column.
    assert!(decode::<Vec<Bytes>>(&bytes[..bytes.len() - 1]).is_err());
    assert_eq!(DROPPED.take(), 10);
}

/// Rule 7: floats move as integers.
#[test]
fn rule_7_every_bit_of_a_float_survives() {
    let singles: Vec<f32> =
        [0x7fc0_0001, 0x7f80_0001, 0xffff_ffff, 0x8000_0000, 0, 1, 0x7f80_0000].map(f32::from_bits).into();
    let doubles: Vec<f64> = [0x7ff8_0000_0000_0001, 0x7ff0_0000_0000_0001, u64::MAX, 1 << 63, 0, 1, 0x7ff0 << 48]
        .map(f64::from_bits)
        .into();
    for repeat in [1, 2, 30] {
        tests::round_trip_by(&singles.repeat(repeat), |a, b| a.to_bits() == b.to_bits());
        tests::round_trip_by(&doubles.repeat(repeat), |a, b| a.to_bits() == b.to_bits());
        let tenths: Vec<f64> = doubles.iter().copied().chain((0..200).map(|n| f64::from(n) / 10.0)).collect();
        tests::round_trip_by(&tenths, |a, b| a.to_bits() == b.to_bits());
    }
}

/// Rule 7: no read past the end of the input, not even a harmless one. The sanitizers see it: the input has no byte to spare.
#[test]
fn rule_7_no_read_past_the_end() {
    fn exact<T: Encode + for<'de> Decode<'de>>(values: Vec<T>) {
        for effort in [Effort::Fast, Effort::Small] {
            let mut options = SaveOptions::new();
            options.effort(effort);
            let bytes = options.encode(&values).expect("values encode").into_boxed_slice();
            assert!(decode::<Vec<T>>(&bytes).is_ok());
            for len in (0..bytes.len()).rev().step_by(bytes.len().div_ceil(80)) {
                let cut: Box<[u8]> = bytes[..len].into();
                assert!(decode::<Vec<T>>(&cut).is_err());
            }
        }
    }
    for count in [1, 5, 17, 40, 257] {
        exact((0..count).map(|n| n as u16 * 3).collect());
        exact(specimens::<u8>(count, count as usize));
        exact(specimens::<u64>(count, count as usize));
        exact(specimens::<i128>(count, count as usize));
        exact((0..count).map(|n| n as f64 / 10.0).collect());
        exact(specimens::<f32>(count, count as usize));
        exact(specimens::<bool>(count, count as usize));
        exact(specimens::<char>(count, count as usize));
        exact(specimens::<String>(count, count as usize));
        exact(specimens::<zoo::Mixed>(count, count as usize));
        exact(specimens::<zoo::Record>(count, count as usize));
    }
}
