//! The rules of recursive types and of instances of generic ones. (Rule 8 is in nesting.rs.)

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use persist_core::{Describe, ErrorKind, Persist, decode, encode, from_slice, to_vec};
use tests::memory::peak;
use tests::specimen::specimens;
use tests::zoo;

/// Rule 9: types that lead back to themselves compile, also in twos, also generic, and know themselves.
#[test]
fn rule_9_recursive_types_have_no_constant_cycles() {
    #[derive(Persist, Debug, Clone, PartialEq)]
    struct Left<T> {
        value: T,
        right: Option<Box<Right<T>>>,
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    enum Right<T> {
        End,
        Lists(Vec<Left<T>>, BTreeMap<u8, Right<T>>),
        Shared(Rc<Left<T>>, [Option<Box<Right<T>>>; 2]),
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(transparent)]
    struct Nest(Vec<Nest>);
    #[derive(Persist, Debug, Clone, PartialEq)]
    struct Fixed {
        chain: zoo::Chain,
        inner: Vec<Fixed>,
        left: Option<Box<Left<Fixed>>>,
    }
    let left = |n: u8| Left { value: n, right: None };
    let value = Left {
        value: 1,
        right: Some(Box::new(Right::Lists(
            vec![left(2), left(3)],
            BTreeMap::from([(4, Right::Shared(Rc::new(left(5)), [None, Some(Box::new(Right::End))]))]),
        ))),
    };
    tests::round_trip(&vec![value; 40]);
    tests::round_trip(&vec![Nest(vec![Nest(vec![]), Nest(vec![Nest(vec![])])]); 5]);
    let fixed = |inner| Fixed { chain: specimens::<zoo::Chain>(1, 1).remove(0), inner, left: None };
    tests::round_trip(&[fixed(vec![
        fixed(vec![]),
        Fixed { left: Some(Box::new(Left { value: fixed(vec![]), right: None })), ..fixed(vec![]) },
    ])]);
}

/// Rule 10: instances of a generic type share nothing.
#[test]
fn rule_10_instances_have_fingerprints_of_their_own() {
    #[derive(Persist, Debug, PartialEq)]
    struct Holds<T>(T);
    #[derive(Persist, Debug, PartialEq)]
    struct Array<const N: usize>([u8; N]);
    fn fingerprint<T: Describe>() -> String {
        T::fingerprint().to_string()
    }
    let instances = || {
        [
            fingerprint::<Holds<u8>>(),
            fingerprint::<Holds<i8>>(),
            fingerprint::<Holds<u64>>(),
            fingerprint::<Holds<i64>>(),
            fingerprint::<Holds<String>>(),
            fingerprint::<Holds<Vec<u8>>>(),
            fingerprint::<Holds<Holds<u8>>>(),
            fingerprint::<Array<1>>(),
            fingerprint::<Array<2>>(),
            fingerprint::<(Holds<u8>, Holds<i8>)>(),
            fingerprint::<(Holds<i8>, Holds<u8>)>(),
        ]
    };
    let first = instances();
    assert_eq!(first.iter().collect::<HashSet<_>>().len(), first.len());
    for _ in 0..3 {
        assert_eq!(instances(), first, "and they stay the same");
        assert!(std::thread::spawn(fingerprint::<Holds<u8>>).join().is_ok_and(|other| other == first[0]));
    }
    let bytes = encode(&Holds(7_u8)).expect("it encodes");
    assert_eq!(decode::<Holds<u8>>(&bytes).expect("it decodes"), Holds(7));
    assert_eq!(decode::<Holds<i8>>(&bytes).expect_err("another instance").kind(), ErrorKind::UnknownFingerprint);
    // What vanishes from the schema is the same type to a file.
    assert_eq!(fingerprint::<Box<Holds<u8>>>(), first[0]);
}

/// Rule 10: the schema of a type is built once. (It takes several times as much memory as a small container.)
#[test]
fn rule_10_no_schema_is_built_for_a_small_container() {
    #[derive(Persist, Debug, PartialEq)]
    struct Message<T> {
        id: T,
        kind: u8,
        name: String,
        at: (f32, f32),
        read: bool,
        answers: Option<T>,
        tags: Vec<u16>,
    }
    let message = || Message {
        id: 7_u64,
        kind: 1,
        name: "a name".to_owned(),
        at: (1.5, 2.5),
        read: true,
        answers: None,
        tags: vec![1, 2, 3],
    };
    let save = || to_vec(&message()).expect("a message is written");
    let (bytes, first) = peak(save);
    assert!(first > 2_000, "building a schema is seen: {first} bytes");
    assert!(peak(save).1 < 1_000);
    let (loaded, most) = peak(|| from_slice::<Message<u64>>(&bytes).expect("it loads"));
    assert_eq!(loaded, message());
    assert!(most < 1_000, "{most} bytes");
}
