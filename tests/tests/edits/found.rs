//! What the pairs have found wrong, each as small as it can be.

use std::sync::Mutex;

use persist_core::{Persist, Schemas, from_slice, to_vec};

mod old {
    #[derive(persist_core::Persist, Clone, Copy)]
    #[persist(plain)]
    #[repr(C)]
    pub(super) struct Spot {
        pub(super) x: u32,
        pub(super) y: u32,
    }
}

#[test]
fn a_field_of_a_record_is_removed() {
    #[derive(Persist, Debug, PartialEq)]
    #[persist(version = 2, removed("x"))]
    struct Spot {
        y: u32,
    }
    for rows in [1, 4, 5, 300] {
        let old: Vec<old::Spot> = (0..rows).map(|n| old::Spot { x: n, y: n + 1 }).collect();
        let expected: Vec<Spot> = old.iter().map(|spot| Spot { y: spot.y }).collect();
        assert_eq!(from_slice::<Vec<Spot>>(&to_vec(&old).unwrap()).unwrap(), expected);
        assert_eq!(from_slice::<Spot>(&to_vec(&old[0]).unwrap()).unwrap(), expected[0]);
    }
}

#[test]
fn an_option_in_a_lock_is_one_option_outside_of_it() {
    let mut schemas = Schemas::new();
    schemas.register::<Vec<Mutex<Option<u16>>>>().unwrap();
    schemas.register::<Mutex<Option<u16>>>().unwrap();
    let old: Vec<Mutex<Option<u16>>> = [Some(7), None, Some(8)].map(Mutex::new).into();
    let bytes = schemas.encode(&old).unwrap();
    assert_eq!(schemas.decode::<Vec<Option<u16>>>(&bytes).unwrap(), [Some(7), None, Some(8)]);
    assert_eq!(schemas.decode::<Vec<Option<u32>>>(&bytes).unwrap(), [Some(7), None, Some(8)]);
    let one = schemas.encode(&Mutex::new(Some(7_u16))).unwrap();
    assert_eq!(schemas.decode::<Option<u64>>(&one).unwrap(), Some(7));
}

#[test]
fn the_only_field_of_a_removed_variant_is_a_struct() {
    mod old {
        use persist_core::Persist;

        #[derive(Persist)]
        pub(super) struct Item {
            pub(super) count: u16,
        }

        #[derive(Persist)]
        pub(super) enum Kind {
            Gone(Item),
            Here(Item),
        }
    }
    #[derive(Persist, Debug, PartialEq)]
    struct Item {
        count: u32,
    }
    #[derive(Persist, Debug, PartialEq)]
    #[persist(version = 2, removed(Gone: Item, with = Kind::Here))]
    enum Kind {
        Here(Item),
    }
    let old = vec![old::Kind::Gone(old::Item { count: 7 }), old::Kind::Here(old::Item { count: 8 })];
    let new = [Kind::Here(Item { count: 7 }), Kind::Here(Item { count: 8 })];
    assert_eq!(from_slice::<Vec<Kind>>(&to_vec(&old).unwrap()).unwrap(), new);
}
