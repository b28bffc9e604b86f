//! User code in the middle of a save or a load: whatever it does, each value is dropped exactly once.
#![allow(clippy::redundant_closure, reason = "closures are what the macro takes")]

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};

use persist_core::{Decode, Describe, ErrorKind, encode};
use tests::ledger::{self, Event, Tracked};

use crate::harness::{loads, survives, survives_loading};
use crate::values::*;

macro_rules! survive {
    ($($test:ident: $make:expr;)*) => {
        /// Each call of user code panics, fails or loads in turn: nothing leaks, nothing is dropped twice.
        mod user_code_in_the_middle {
            use super::*;
            $(
                #[test]
                fn $test() {
                    survives($make);
                }
            )*
        }
    };
}

survive! {
    of_values: one;
    of_options: |n| (n % 3 > 0).then(|| one(n));
    of_boxes: |n| Box::new(one(n));
    of_boxed_options: |n| Box::new((n % 2 > 0).then(|| Box::new(one(n))));
    of_lists: |n| several::<Vec<_>>(n);
    of_lists_of_lists: |n| vec![several::<Vec<_>>(n), vec![], several(n + 1)];
    of_boxed_slices: |n| several::<Box<[_]>>(n);
    of_deques: |n| several::<VecDeque<_>>(n);
    of_linked_lists: |n| several::<LinkedList<_>>(n);
    of_heaps: |n| several::<BinaryHeap<_>>(n);
    of_arrays: |n| [one(n), one(n + 1), one(n + 2)];
    of_arrays_of_lists: |n| [several::<Vec<_>>(n), several(n + 1)];
    of_tuples: |n| (one(n), n.to_string(), one(n + 1), Box::new(one(n)));
    of_ordered_sets: |n| several::<BTreeSet<_>>(n);
    of_hash_sets: |n| several::<HashSet<_, Hasher>>(n);
    of_ordered_maps: |n| (0..n % 5).map(|k| (one(k), one(n))).collect::<BTreeMap<_, _>>();
    of_hash_maps: |n| (0..n % 7).map(|k| (one(k), one(n))).collect::<HashMap<_, _, Hasher>>();
    of_maps_of_texts: |n| (0..n % 5).map(|k| (k.to_string(), several(n))).collect::<BTreeMap<_, Vec<_>>>();
    of_shared_values: |n| (Rc::new(one(n)), Arc::new(one(n)));
    of_shared_slices: |n| several::<Rc<[_]>>(n);
    of_cells: |n| (RefCell::new(one(n)), RefCell::new(several::<Vec<_>>(n)));
    of_cells_filled_once: |n| if n % 2 == 0 { OnceCell::new() } else { OnceCell::from(one(n)) };
    of_results: |n| if n % 2 == 0 { Ok(one(n)) } else { Err((one(n), n.to_string())) };
    of_cows: |n| Cow::<[Tracked]>::Owned(several(n));
    of_kinds: kind;
    of_rows: row;
    of_checked_structs: |n| Checked { text: n.to_string(), one: one(n), two: several(n) };
    of_checked_enums: |n| if n % 2 == 0 { CheckedKind::Nothing } else { CheckedKind::One(one(n), n.to_string()) };
    of_checked_wrappers: |n| CheckedOne(one(n));
    of_checked_lists: |n| CheckedList(several(n));
    of_filled_fields: |n| Filled { first: one(n), one: one(n), last: one(n) };
    of_filled_variants: |n| if n % 2 == 0 { FilledKind::One(one(n), one(n)) } else { FilledKind::Other { filled: one(n) } };
    of_wholes: whole;
    of_whole_variants: |n| if n % 3 == 0 { WholeKind::Nothing } else { WholeKind::One(one(n), one(n)) };
    of_boxed_wholes: |n| vec![Box::new(whole(n)), Box::new(whole(n))];
}

/// Apart, as a save that panics leaves a lock poisoned.
#[test]
fn loading_in_the_middle_of_locks() {
    ledger::begin();
    let locks = |n| (Mutex::new(one(n)), RwLock::new(several::<Vec<_>>(n)), Arc::new(Mutex::new(one(n))));
    for rows in [1, 3, 34] {
        let bytes = encode(&(0..rows).map(locks).collect::<Vec<_>>()).expect("locks encode");
        survives_loading::<Vec<(Mutex<Tracked>, RwLock<Vec<Tracked>>, Arc<Mutex<Tracked>>)>>(&bytes, "locks");
    }
}

/// More rows than a block has, and a failure in the last of them.
#[test]
fn failures_behind_the_first_block() {
    ledger::begin();
    let rows: Vec<Row> = (0..600).map(row).collect();
    let bytes = encode(&rows).expect("rows encode");
    drop(rows);
    ledger::begin();
    assert_eq!(loads::<Vec<Row>>(&bytes, "600 rows"), Some(Ok(())));
    let converts = ledger::count(Event::Convert);
    for nth in [converts / 2, converts - 1, converts] {
        ledger::begin();
        ledger::panic_at(Event::Convert, nth);
        assert_eq!(loads::<Vec<Row>>(&bytes, "600 rows, and a panic"), None);
        ledger::begin();
        ledger::fail_at(Event::Convert, nth);
        assert_eq!(loads::<Vec<Row>>(&bytes, "600 rows, and an error"), Some(Err(ErrorKind::Rejected)));
        let drops = ledger::count(Event::Drop);
        for drop in [1, drops / 3, drops / 2, drops] {
            ledger::begin();
            ledger::fail_at(Event::Convert, nth);
            ledger::panic_at(Event::Drop, drop);
            assert_eq!(loads::<Vec<Row>>(&bytes, "600 rows, an error, and a panic in a drop"), None);
        }
    }
}

/// Equal keys in a file: the entry that was first and the one that was second are both dropped.
#[test]
fn duplicates_are_dropped() {
    // Four keys, of which the third is the first again, and four values, each as a varint of one byte.
    let entries: Vec<u8> = [4, 1, 2, 1, 3, 10, 20, 30, 40].map(|n| n << 1 | 1).into();
    fn refused<T: Describe + for<'de> Decode<'de>>(entries: &[u8], what: &str) -> Vec<u8> {
        let bytes = [&T::fingerprint().to_bits().to_le_bytes(), entries].concat();
        ledger::begin();
        assert_eq!(loads::<T>(&bytes, what), Some(Err(ErrorKind::Malformed)));
        assert_eq!(ledger::count(Event::Convert), 8);
        bytes
    }
    let bytes = refused::<BTreeMap<Tracked, Tracked>>(&entries, "an ordered map");
    let drops = ledger::count(Event::Drop);
    for drop in 1..=drops {
        ledger::begin();
        ledger::panic_at(Event::Drop, drop);
        assert_eq!(loads::<BTreeMap<Tracked, Tracked>>(&bytes, "an ordered map, and a panic in a drop"), None);
    }
    // No drop panics here: the standard library's `HashMap::insert` leaks the old value if the key's does.
    refused::<HashMap<Tracked, Tracked, Hasher>>(&entries, "a hash map");
}
