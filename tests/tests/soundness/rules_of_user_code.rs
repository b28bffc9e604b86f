//! The rules of user code, and of what it could change while it is saved.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use persist_core::{Effort, ErrorKind, Persist, Represent, SaveOptions, decode, encode};
use tests::ledger;

/// Rule 1: users write no `unsafe`: not for derives (this file forbids it), and not for a codec of their own.
#[test]
fn rule_1_users_write_no_unsafe_code() {
    struct AsSeconds;
    impl Represent<std::time::Duration> for AsSeconds {
        type Repr = f64;

        fn represent(value: &std::time::Duration) -> Result<f64, Box<dyn std::error::Error + Send + Sync>> {
            Ok(value.as_secs_f64())
        }

        fn restore(seconds: f64) -> Result<std::time::Duration, Box<dyn std::error::Error + Send + Sync>> {
            Ok(std::time::Duration::try_from_secs_f64(seconds)?)
        }
    }
    #[derive(Persist, Debug, PartialEq)]
    struct Timer {
        #[persist(with = AsSeconds)]
        left: std::time::Duration,
    }
    fn both_ways<T: Persist>(value: &T) -> T {
        decode(&encode(value).expect("a value encodes")).expect("it decodes")
    }
    let timer = Timer { left: std::time::Duration::from_millis(1_500) };
    assert_eq!(both_ways(&timer), timer);
}

/// Rule 5: the order is convert, validate, and only then hash or insert.
#[test]
fn rule_5_a_value_is_checked_before_it_is_a_key() {
    thread_local! {
        static STEPS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    fn step(step: &'static str) {
        STEPS.with_borrow_mut(|steps| steps.push(step));
    }
    fn validated(_: &Key) -> Result<(), String> {
        step("validate");
        Ok(())
    }
    #[derive(Persist, Clone, PartialEq, Eq)]
    #[persist(from = "u8", into = "u8", validate = validated)]
    struct Key(u8);
    impl From<u8> for Key {
        fn from(number: u8) -> Self {
            step("convert");
            Key(number)
        }
    }
    impl From<Key> for u8 {
        fn from(key: Key) -> Self {
            key.0
        }
    }
    impl std::hash::Hash for Key {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            step("hash");
            self.0.hash(state);
        }
    }
    let bytes = encode(&HashMap::from([(Key(1), 1_u8)])).expect("a map encodes");
    STEPS.take();
    decode::<HashMap<Key, u8>>(&bytes).expect("a map decodes");
    assert_eq!(STEPS.take(), ["convert", "validate", "hash"]);
    decode::<Vec<HashMap<Key, u8>>>(&encode(&vec![HashMap::from([(Key(1), 1_u8)]); 3]).expect("maps encode"))
        .expect("maps decode");
    let steps = STEPS.take();
    let last_check = steps.iter().rposition(|step| *step == "validate");
    assert!(steps.iter().rposition(|step| *step == "hash") > last_check);
}

/// Rule 6: a place with interior mutability is read once, and held while its content is encoded.
#[test]
fn rule_6_what_is_being_saved_cannot_be_changed_by_user_code() {
    thread_local! {
        static CELL: RefCell<Option<Rc<RefCell<Vec<Meddler>>>>> = const { RefCell::new(None) };
        static LOCK: RefCell<Option<Arc<Mutex<Vec<LockMeddler>>>>> = const { RefCell::new(None) };
        static TRIED: Cell<usize> = const { Cell::new(0) };
    }
    /// Tries to grow the list that it is saved from.
    #[derive(Persist, Clone)]
    #[persist(from = "u32", into = "u32")]
    struct Meddler(u32);
    impl From<u32> for Meddler {
        fn from(number: u32) -> Self {
            Meddler(number)
        }
    }
    impl From<Meddler> for u32 {
        fn from(meddler: Meddler) -> Self {
            TRIED.set(TRIED.get() + 1);
            let cell = CELL.with_borrow(Clone::clone);
            let grown = cell.is_some_and(|cell| cell.try_borrow_mut().map(|mut list| list.push(Meddler(0))).is_ok());
            assert!(!grown, "the list is borrowed while it is saved");
            meddler.0
        }
    }
    #[derive(Persist, Clone)]
    #[persist(from = "u32", into = "u32")]
    struct LockMeddler(u32);
    impl From<u32> for LockMeddler {
        fn from(number: u32) -> Self {
            LockMeddler(number)
        }
    }
    impl From<LockMeddler> for u32 {
        fn from(meddler: LockMeddler) -> Self {
            TRIED.set(TRIED.get() + 1);
            let lock = LOCK.with_borrow(Clone::clone);
            let grown = lock.is_some_and(|lock| lock.try_lock().map(|mut list| list.push(LockMeddler(0))).is_ok());
            assert!(!grown, "the list is locked while it is saved");
            meddler.0
        }
    }
    let cell = Rc::new(RefCell::new((0..40).map(Meddler).collect::<Vec<_>>()));
    CELL.set(Some(Rc::clone(&cell)));
    let lock = Arc::new(Mutex::new((0..40).map(LockMeddler).collect::<Vec<_>>()));
    LOCK.set(Some(Arc::clone(&lock)));
    for bytes in
        [encode(&cell), encode(&vec![Rc::clone(&cell); 3]), persist_core::to_vec(&vec![(1_u8, Rc::clone(&cell)); 3])]
    {
        assert!(bytes.expect("the list encodes").len() > 40);
    }
    for bytes in
        [encode(&lock), encode(&vec![Arc::clone(&lock); 3]), persist_core::to_vec(&vec![(1_u8, Arc::clone(&lock)); 3])]
    {
        assert!(bytes.expect("the list encodes").len() > 40);
    }
    assert!(TRIED.get() >= 560);
    CELL.set(None);
    LOCK.set(None);
}

/// Rule 6: two rows may share one lock; a poisoned lock and a borrowed cell are errors that say so.
#[test]
fn rule_6_locks_are_taken_one_row_at_a_time() {
    let shared = Arc::new(Mutex::new(7_u8));
    let rows = vec![Arc::clone(&shared), Arc::clone(&shared), Arc::clone(&shared)];
    let back: Vec<Mutex<u8>> = {
        let bytes = encode(&rows).expect("shared locks encode");
        decode::<Vec<Arc<Mutex<u8>>>>(&bytes).expect("locks decode").into_iter().filter_map(Arc::into_inner).collect()
    };
    assert!(back.into_iter().all(|lock| lock.into_inner().is_ok_and(|value| value == 7)));

    let poison = AssertUnwindSafe(|| {
        let _guard = shared.lock();
        std::panic::panic_any(ledger::Planned)
    });
    assert!(catch_unwind(poison).is_err());
    for error in [encode(&shared).map(drop), encode(&rows).map(drop)] {
        let error = error.expect_err("a poisoned lock");
        assert_eq!(error.kind(), ErrorKind::Value);
        assert!(error.to_string().contains("poisoned"), "{error}");
    }
    let cell = RefCell::new(1_u8);
    let borrow = cell.borrow_mut();
    let error = encode(&vec![&cell, &cell]).expect_err("a borrowed cell");
    assert_eq!(error.kind(), ErrorKind::Value);
    drop(borrow);
    assert!(encode(&vec![&cell, &cell]).is_ok());
}

/// Rule 6: atomics that change while they are saved are saved as they were at some moment.
#[test]
fn rule_6_atomics_are_read_once() {
    let numbers: Vec<AtomicU64> = (0..300).map(AtomicU64::new).collect();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut step = 0_u64;
            while !stop.load(Ordering::Relaxed) {
                step = step.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                numbers[(step >> 33) as usize % 300].store(step >> (step & 63), Ordering::Relaxed);
            }
        });
        for _ in 0..60 {
            for effort in [Effort::Fast, Effort::Small] {
                let mut options = SaveOptions::new();
                let bytes = options.effort(effort).encode(&numbers).expect("atomics encode");
                assert_eq!(decode::<Vec<AtomicU64>>(&bytes).expect("what was saved is sound").len(), 300);
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
}
