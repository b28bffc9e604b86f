//! Saves and loads in which every call of user code panics in turn, or returns an error, or starts another load.

use std::panic::{AssertUnwindSafe, catch_unwind};

use persist_core::{Decode, Describe, Encode, Error, ErrorKind, Schemas, decode, encode};
use tests::ledger::{self, Event, LOADING, SAVING};

/// Runs `act` with what was planned; a panic that was not planned goes on.
pub(super) fn as_planned<R>(what: &str, act: impl FnOnce() -> R) -> Option<R> {
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(done) => Some(done),
        Err(panic) if panic.is::<ledger::Planned>() => None,
        Err(panic) => {
            eprintln!("{what}: a panic that nobody planned");
            std::panic::resume_unwind(panic)
        }
    }
}

/// Numbers from 1 to `last`: all, or some that are spread.
pub(super) fn some_of(last: usize) -> impl Iterator<Item = usize> {
    const MOST: usize = 24;
    (1..=last).step_by(last.div_ceil(MOST).max(1)).chain((last > MOST).then_some(last))
}

/// Loads `bytes`, which are a `T`'s or damaged, as is planned, and requires that everything is dropped.
pub(super) fn loads<T: for<'de> Decode<'de>>(bytes: &[u8], what: &str) -> Option<Result<(), ErrorKind>> {
    loads_by(&|bytes| decode::<T>(bytes), bytes, what)
}

/// The same, by any function that loads.
fn loads_by<T>(load: &dyn Fn(&[u8]) -> Result<T, Error>, bytes: &[u8], what: &str) -> Option<Result<(), ErrorKind>> {
    let loaded = as_planned(what, || load(bytes));
    ledger::disarm();
    let outcome = loaded.map(|loaded| loaded.map(drop).map_err(|error| error.kind()));
    ledger::settle(what);
    outcome
}

pub(super) fn survives_loading<T: for<'de> Decode<'de>>(bytes: &[u8], name: &str) {
    survives_loading_by(&|bytes| decode::<T>(bytes), bytes, name);
}

/// The same, by any function that loads.
pub(super) fn survives_loading_by<T>(load: &dyn Fn(&[u8]) -> Result<T, Error>, bytes: &[u8], name: &str) {
    let loads = |bytes: &[u8], what: &str| loads_by(load, bytes, what);
    ledger::begin();
    assert_eq!(loads(bytes, name), Some(Ok(())), "{name}");
    // Of the dropping, too, nothing is lost.
    let counts = LOADING.map(|event| (event, ledger::count(event)));
    for (event, count) in counts {
        for nth in some_of(count) {
            let what = format!("{name}, a panic at {event:?} {nth} of {count}");
            ledger::begin();
            ledger::panic_at(event, nth);
            assert_eq!(loads(bytes, &what), None, "{what}");
        }
    }
    for (event, count) in counts.into_iter().filter(|(event, _)| matches!(event, Event::Convert | Event::Validate)) {
        for nth in some_of(count) {
            let what = format!("{name}, an error at {event:?} {nth} of {count}");
            ledger::begin();
            ledger::fail_at(event, nth);
            assert_eq!(loads(bytes, &what), Some(Err(ErrorKind::Rejected)), "{what}");
            // The values that had been made are dropped then, and each of these drops panics in turn.
            let drops = ledger::count(Event::Drop);
            for drop in some_of(drops) {
                let what = format!("{what}, and a panic at drop {drop} of {drops}");
                ledger::begin();
                ledger::fail_at(event, nth);
                ledger::panic_at(Event::Drop, drop);
                assert_eq!(loads(bytes, &what), None, "{what}");
            }
        }
    }
    for len in some_of(bytes.len() - 1) {
        let what = format!("{name}, cut to {len}");
        ledger::begin();
        assert!(matches!(loads(&bytes[..len], &what), Some(Err(_))), "{what}");
        let drops = ledger::count(Event::Drop);
        if drops > 0 {
            let what = format!("{what}, and a panic at a drop");
            ledger::begin();
            ledger::panic_at(Event::Drop, drops.div_ceil(2));
            assert_eq!(loads(&bytes[..len], &what), None, "{what}");
        }
    }
    ledger::begin();
    ledger::load_inside();
    assert_eq!(loads(bytes, name), Some(Ok(())), "{name}, with loads inside");
}

pub(super) fn survives_saving<T: Encode>(value: T, name: &str) -> Vec<u8> {
    let alive = ledger::alive();
    let before = SAVING.map(ledger::count);
    let bytes = encode(&value).expect("a value encodes");
    let file = persist_core::to_vec(&value).expect("a value is written");
    assert_eq!(encode(&value).expect("a value encodes"), bytes, "{name}, a second time");
    let after = SAVING.map(ledger::count);
    for ((event, before), after) in SAVING.into_iter().zip(before).zip(after) {
        // It was encoded three times.
        let count = (after - before) / 3;
        for nth in some_of(count) {
            let what = format!("{name}, a save with a panic at {event:?} {nth} of {count}");
            let mut buffer = b"before".to_vec();
            ledger::panic_at(event, ledger::count(event) + nth);
            let saved = as_planned(&what, || persist_core::encode_into(&value, &mut buffer).is_ok());
            ledger::disarm();
            assert_eq!(saved, None, "{what}");
            assert_eq!(buffer, b"before", "{what}");
            assert_eq!(ledger::alive(), alive, "{what}");
        }
    }
    ledger::load_inside();
    assert_eq!(encode(&value).expect("a value encodes"), bytes, "{name}, with saves inside");
    assert_eq!(persist_core::to_vec(&value).expect("a value is written"), file);
    ledger::disarm();
    drop(value);
    ledger::settle(name);
    bytes
}

/// One value, and blocks of several sizes.
pub(super) fn survives<T: Encode + for<'de> Decode<'de>>(make: impl Fn(u32) -> T) {
    let name = std::any::type_name::<T>();
    ledger::begin();
    let bytes = survives_saving(make(7), name);
    survives_loading::<T>(&bytes, name);
    for rows in [3, 6, 34] {
        let name = format!("{rows} rows of {name}");
        let bytes = survives_saving((0..rows).map(&make).collect::<Vec<_>>(), &name);
        survives_loading::<Vec<T>>(&bytes, &name);
    }
}

/// One value and blocks of several sizes of an earlier type, loaded as a later one.
pub(super) fn survives_by_plan<O: Encode + Describe, N: for<'de> Decode<'de>>(make: impl Fn(u32) -> O) {
    let name = std::any::type_name::<N>();
    let mut schemas = Schemas::new();
    schemas.register::<O>().expect("a type is registered");
    schemas.register::<Vec<O>>().expect("a type is registered");
    let bytes = schemas.encode(&make(7)).expect("a value encodes");
    survives_loading_by(&|bytes| schemas.decode::<N>(bytes), &bytes, name);
    for rows in [3, 6, 34] {
        let bytes = schemas.encode(&(0..rows).map(&make).collect::<Vec<O>>()).expect("values encode");
        survives_loading_by(&|bytes| schemas.decode::<Vec<N>>(bytes), &bytes, &format!("{rows} rows of {name}"));
    }
}
