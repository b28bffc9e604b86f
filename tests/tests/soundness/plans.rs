//! Values of earlier types, which have no user code, loaded as later ones, which have: whatever it does in the middle of a plan,
//! each value is dropped exactly once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};

use persist_core::{ErrorKind, Schemas};
use tests::ledger::{self, Event, Tracked};

use crate::harness::{survives_by_plan, survives_loading_by};
use crate::values::Hasher;

mod old {
    use persist_core::Persist;

    #[derive(Persist)]
    pub(super) enum Kind {
        Nothing,
        One(u32, String),
        Two { first: u16, second: Option<u32>, third: u32 },
        Gone(u32),
        Away { one: u16, two: u32 },
        Inside(Box<Kind>),
    }

    #[derive(Persist)]
    pub(super) struct Row {
        pub(super) number: u16,
        pub(super) dropped: Vec<String>,
        pub(super) text: String,
        pub(super) was: u32,
        pub(super) list: Vec<u16>,
        pub(super) gone: u32,
        pub(super) away: Vec<u16>,
        pub(super) array: [u16; 2],
        pub(super) pair: (u16, u32),
        pub(super) kind: Kind,
        pub(super) spot: Spot,
        pub(super) map: BTreeMap<u16, u32>,
        pub(super) last: u32,
    }

    #[derive(Persist, Clone, Copy)]
    #[persist(plain)]
    #[repr(C)]
    pub(super) struct Spot {
        pub(super) x: u32,
        pub(super) y: u32,
        pub(super) z: u32,
        pub(super) w: [u32; 2],
    }

    use std::collections::BTreeMap;
}

mod new {
    use std::collections::BTreeMap;

    use persist_core::Persist;
    use tests::ledger::{AsText, Planned, Tracked, check};

    #[derive(Persist)]
    #[persist(
        version = 2,
        upgrade = Self::upgrade,
        removed(Gone: Tracked, with = gone),
        removed(Away: (Tracked, Tracked), with = away),
    )]
    pub(super) enum Kind {
        Two {
            #[persist(since = 2, default = Tracked::default())]
            added: Tracked,
            third: Tracked,
            #[persist(was(Option<Tracked>, until = 1, with = list))]
            second: Vec<Tracked>,
            #[persist(skip)]
            filled: Tracked,
            first: Tracked,
        },
        Former(Box<Tracked>, Tracked),
        Inside(Box<Kind>),
        One(Tracked, String, #[persist(since = 2, default)] Tracked),
        Nothing {
            #[persist(since = 2, default)]
            added: Tracked,
        },
    }

    impl Kind {
        fn upgrade(&mut self, _: u32) -> Result<(), Planned> {
            check(self)
        }
    }

    fn gone(tracked: Tracked) -> Result<Kind, Planned> {
        check(&tracked)?;
        Ok(Kind::Former(Box::new(tracked), Tracked::new(1)))
    }

    fn away((one, two): (Tracked, Tracked)) -> Kind {
        Kind::Former(Box::new(one), two)
    }

    fn list(tracked: Option<Tracked>) -> Result<Vec<Tracked>, Planned> {
        check(&tracked)?;
        Ok(tracked.into_iter().collect())
    }

    #[derive(Persist)]
    #[persist(version = 2, removed("dropped", gone: Tracked, away: Vec<Tracked>), upgrade = upgrade)]
    pub(super) struct Row {
        last: Tracked,
        #[persist(with = AsText)]
        text: Tracked,
        #[persist(skip)]
        filled: Tracked,
        list: Vec<Tracked>,
        spot: Spot,
        map: BTreeMap<Tracked, Tracked>,
        #[persist(was(Tracked, until = 1, with = pair))]
        was: (Box<Tracked>, Tracked),
        #[persist(since = 2, default)]
        since: Tracked,
        number: Option<Box<Tracked>>,
        kind: Kind,
        array: [Tracked; 2],
        pair: (Tracked, Tracked),
    }

    fn pair(tracked: Tracked) -> Result<(Box<Tracked>, Tracked), Planned> {
        check(&tracked)?;
        let copy = Tracked::new(tracked.number());
        check(&copy)?;
        Ok((Box::new(tracked), copy))
    }

    fn upgrade(row: &mut Row, _: u32, removed: RowRemoved) -> Result<(), Planned> {
        row.last.must_be_alive("the last field of an upgraded row");
        check(row)?;
        if let Some(gone) = removed.gone {
            row.since = gone;
        }
        check(row)?;
        row.list.extend(removed.away.into_iter().flatten());
        check(row)
    }

    /// Has a `Drop` of its own: one that is not complete must never be dropped.
    #[derive(Persist)]
    #[persist(version = 2, removed("y"))]
    pub(super) struct Spot {
        #[persist(since = 2, default)]
        since: Tracked,
        w: [Tracked; 2],
        z: Option<Tracked>,
        x: Tracked,
    }

    impl Drop for Spot {
        fn drop(&mut self) {
            self.since.must_be_alive("the field of a spot that was filled");
            self.x.must_be_alive("the last field of a spot");
        }
    }
}

fn spot(n: u32) -> old::Spot {
    old::Spot { x: n, y: n, z: n, w: [n, n + 1] }
}

fn kind(n: u32) -> old::Kind {
    match n % 6 {
        0 => old::Kind::Nothing,
        1 => old::Kind::One(n, n.to_string()),
        2 => old::Kind::Two { first: n as u16, second: (n % 4 == 2).then_some(n), third: n },
        3 => old::Kind::Gone(n),
        4 => old::Kind::Away { one: n as u16, two: n },
        _ => old::Kind::Inside(Box::new(kind(n / 2))),
    }
}

fn row(n: u32) -> old::Row {
    old::Row {
        number: n as u16,
        dropped: vec![n.to_string(); n as usize % 3],
        text: n.to_string(),
        was: n,
        list: numbers(n),
        gone: n,
        away: numbers(n + 1),
        array: [n as u16, 7],
        pair: (n as u16, n),
        kind: kind(n),
        spot: spot(n),
        map: numbers::<Vec<u16>>(n).into_iter().map(|key| (key, n)).collect(),
        last: n,
    }
}

fn numbers<C: FromIterator<u16>>(n: u32) -> C {
    (n..n + n % 4).map(|n| n as u16).collect()
}

macro_rules! survive {
    ($($test:ident: |$n:ident| $make:expr => $new:ty;)*) => {
        /// Each call of user code panics, fails or loads in turn: nothing leaks, nothing is dropped twice.
        mod user_code_in_the_middle_of_a_plan {
            use super::*;
            $(
                #[test]
                fn $test() {
                    survives_by_plan::<_, $new>(|$n| $make);
                }
            )*
        }
    };
}

survive! {
    of_widened_values: |n| n as u16 => Tracked;
    of_values_that_become_optional: |n| n as u16 => Option<Tracked>;
    of_values_of_one_type_that_become_optional: |n| n => Option<Tracked>;
    of_options: |n| (n % 3 > 0).then_some(n as u16) => Option<Box<Tracked>>;
    of_boxes: |n| n as u16 => Box<Tracked>;
    of_boxed_options: |n| Box::new((n % 2 > 0).then_some(n as u16)) => Box<Option<Box<Tracked>>>;
    of_values_that_are_shared: |n| n as u16 => Rc<Box<Tracked>>;
    of_lists_that_are_shared: |n| numbers::<Vec<u16>>(n) => Arc<Vec<Rc<Tracked>>>;
    of_lists: |n| numbers::<Vec<u16>>(n) => VecDeque<Tracked>;
    of_lists_that_become_linked: |n| numbers::<Vec<u16>>(n) => LinkedList<Tracked>;
    of_lists_of_lists: |n| vec![numbers::<Vec<u16>>(n), vec![], numbers(n + 1)] => Box<[Vec<Option<Tracked>>]>;
    of_lists_that_become_sets: |n| numbers::<Vec<u16>>(n) => BTreeSet<Tracked>;
    of_sets_that_become_lists: |n| numbers::<BTreeSet<u16>>(n) => Vec<Tracked>;
    of_hash_sets: |n| numbers::<HashSet<u16, Hasher>>(n) => HashSet<Tracked, Hasher>;
    of_maps: |n| numbers::<Vec<_>>(n).into_iter().map(|key| (key, n)).collect::<BTreeMap<u16, u32>>() => BTreeMap<Tracked, Tracked>;
    of_hash_maps: |n| numbers::<Vec<_>>(n).into_iter().map(|key| (key, n)).collect::<BTreeMap<u16, u32>>() => HashMap<Tracked, Option<Tracked>, Hasher>;
    of_arrays: |n| [n as u16, 3, 4] => [Tracked; 3];
    of_arrays_of_lists: |n| [numbers::<Vec<u16>>(n), vec![]] => [Vec<Tracked>; 2];
    of_arrays_that_become_lists: |n| [n as u16, 3, 4] => Vec<Tracked>;
    of_lists_that_become_arrays: |n| vec![n as u16, 3, 4] => [Tracked; 3];
    of_arrays_of_nothing: |_n| [0_u16; 0] => Vec<Tracked>;
    of_tuples: |n| (n as u16, n.to_string(), n) => (Tracked, String, Option<Tracked>);
    of_values_that_are_locked: |n| n as u16 => Mutex<Tracked>;
    of_values_of_one_type_that_are_locked: |n| n => Mutex<Tracked>;
    of_locked_values: |n| Mutex::new(n as u16) => RwLock<Tracked>;
    of_locked_values_that_are_freed: |n| Mutex::new(n as u16) => Tracked;
    of_locked_options_that_are_freed: |n| Mutex::new((n % 3 > 0).then_some(n as u16)) => Option<Tracked>;
    of_locked_lists_that_become_optional: |n| RwLock::new(numbers::<Vec<u16>>(n)) => Option<Vec<Tracked>>;
    of_results: |n| if n % 2 == 0 { Ok(n as u16) } else { Err((n, n.to_string())) } => Result<Tracked, (Option<Tracked>, String)>;
    of_records_that_become_columns: |n| spot(n) => new::Spot;
    of_lists_of_records: |n| vec![spot(n); n as usize % 7] => Vec<Option<new::Spot>>;
    of_arrays_of_records: |n| [spot(n), spot(n + 1)] => [Box<new::Spot>; 2];
    of_kinds: |n| kind(n) => new::Kind;
    of_lists_of_kinds: |n| (0..n % 9).map(kind).collect::<Vec<_>>() => Vec<new::Kind>;
    of_rows: |n| row(n) => new::Row;
    of_boxed_rows: |n| row(n) => Option<Box<new::Row>>;
    of_lists_of_rows: |n| (0..n % 4).map(row).collect::<Vec<_>>() => VecDeque<new::Row>;
}

/// A list that is too long or too short for an array, in the middle of others.
#[test]
fn elements_that_do_not_make_an_array_are_dropped() {
    let mut schemas = Schemas::new();
    schemas.register::<Vec<Vec<u16>>>().expect("a type is registered");
    for length in [0, 1, 2, 4] {
        let mut lists = vec![vec![1_u16, 2, 3]; 40];
        lists[20] = vec![9; length];
        let bytes = schemas.encode(&lists).expect("lists encode");
        ledger::begin();
        let error = schemas.decode::<Vec<[Tracked; 3]>>(&bytes).map(drop).expect_err("no array");
        assert_eq!(error.kind(), ErrorKind::Value);
        assert!(error.to_string().contains("[20]"), "{error}");
        ledger::settle("lists for arrays");
    }
}

/// More rows than a block has, and a failure behind the first block.
#[test]
fn failures_of_a_plan_behind_the_first_block() {
    let mut schemas = Schemas::new();
    schemas.register::<Vec<old::Row>>().expect("a type is registered");
    let bytes = schemas.encode(&(0..600).map(row).collect::<Vec<_>>()).expect("rows encode");
    let load = |bytes: &[u8]| schemas.decode::<Vec<new::Row>>(bytes);
    ledger::begin();
    drop(load(&bytes).expect("rows load"));
    ledger::settle("600 rows");
    for event in [Event::Convert, Event::Validate, Event::Default] {
        ledger::begin();
        drop(load(&bytes).expect("rows load"));
        let count = ledger::count(event);
        for nth in [count / 2, count - 1, count] {
            ledger::begin();
            ledger::panic_at(event, nth);
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| load(&bytes).is_ok())).is_err());
            ledger::disarm();
            ledger::settle("600 rows, and a panic");
            if event != Event::Default {
                ledger::begin();
                ledger::fail_at(event, nth);
                assert_eq!(load(&bytes).map(drop).expect_err("a planned error").kind(), ErrorKind::Rejected);
                ledger::settle("600 rows, and an error");
            }
        }
    }
}

/// The loads above are by plans: by the static path there would be nothing to test.
#[test]
fn earlier_types_are_others() {
    use persist_core::Describe;
    assert_ne!(old::Row::fingerprint(), new::Row::fingerprint());
    assert_ne!(u16::fingerprint(), Tracked::fingerprint());
    let mut schemas = Schemas::new();
    schemas.register::<u16>().expect("a type is registered");
    let cut = schemas.encode(&300_u16).expect("a number encodes");
    survives_loading_by(&|bytes| schemas.decode::<Tracked>(bytes), &cut, "a number");
}
