//! What is told of a long operation while it runs: never less than before, and all of it at the end.

mod scratch;

use std::sync::{Arc, Mutex};

use persist_core::{LoadOptions, Progress, SaveOptions};
use scratch::Scratch;

const ROWS: u64 = 500_000;

fn numbers() -> Vec<u64> {
    (0..ROWS).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left((n % 61) as u32)).collect()
}

/// What was told, in order.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<Progress>>>);

impl Told {
    fn teller(&self) -> impl Fn(Progress) + Send + Sync + 'static {
        let told = Arc::clone(&self.0);
        move |progress| told.lock().expect("nobody panics").push(progress)
    }

    fn load(&self) -> LoadOptions {
        let mut options = LoadOptions::new();
        options.progress(self.teller());
        options
    }

    /// Checks what must hold of everything that is told, and returns the last.
    fn check(&self, times: usize) -> Progress {
        let told = std::mem::take(&mut *self.0.lock().expect("nobody panics"));
        assert!(told.len() >= times, "told {} times", told.len());
        assert!(told.len() <= 4 * times, "told {} times: now and then is enough", told.len());
        for pair in told.windows(2) {
            assert!(pair[0].bytes <= pair[1].bytes && pair[0].rows <= pair[1].rows, "{pair:?}");
        }
        assert!(told.iter().all(|progress| progress.total_bytes.is_none_or(|total| progress.bytes <= total)));
        *told.last().expect("at least one")
    }
}

#[test]
fn saves_and_loads_tell_how_far_they_are() {
    let scratch = Scratch::new("progress");
    let path = scratch.file("f");
    let (told, values) = (Told::default(), numbers());
    let mut options = SaveOptions::new();
    options.progress(told.teller());

    options.save(&path, &values).expect("a file is written");
    let len = std::fs::metadata(&path).expect("a file").len();
    let chunks = persist_core::inspect(&path).expect("a file").chunks().len();
    assert!(chunks > 10);
    let last = told.check(chunks);
    assert_eq!((last.bytes, last.rows, last.total_bytes), (len, ROWS, None));

    options.sequence(&path, values.iter().copied()).expect("a file is written");
    let last = told.check(chunks);
    assert_eq!((last.bytes, last.rows, last.total_bytes), (len, ROWS, None));

    assert_eq!(told.load().load::<Vec<u64>>(&path).expect("it loads").value, values);
    let last = told.check(chunks);
    assert_eq!((last.bytes, last.rows, last.total_bytes), (len, ROWS, Some(len)));

    let items = told.load().load_iter::<u64>(&path).expect("it begins well");
    assert!(items.map(|item| item.expect("a number")).eq(values.iter().copied()));
    let last = told.check(chunks);
    assert_eq!((last.bytes, last.rows, last.total_bytes), (len, ROWS, Some(len)));

    assert_eq!(told.load().verify(&path).expect("it verifies").rows(), ROWS);
    let last = told.check(chunks);
    assert_eq!((last.bytes, last.rows, last.total_bytes), (len, ROWS, Some(len)));
}

#[test]
fn bytes_in_memory_and_streams_do_too() {
    let (told, values) = (Told::default(), numbers());
    let bytes = SaveOptions::new().progress(told.teller()).to_vec(&values).expect("bytes are written");
    let len = bytes.len() as u64;
    let chunks = persist_core::inspect_slice(&bytes).expect("a container").chunks().len();
    let last = told.check(chunks);
    assert_eq!((last.bytes, last.rows), (len, ROWS));

    told.load().from_slice::<Vec<u64>>(&bytes).expect("it loads");
    let last = told.check(chunks);
    assert_eq!((last.bytes, last.rows, last.total_bytes), (len, ROWS, Some(len)));

    told.load().verify_slice(&bytes).expect("it verifies");
    assert_eq!(told.check(chunks).rows, ROWS);

    let items = told.load().iter_from_reader::<u64, _>(bytes.as_slice()).expect("it begins well");
    assert_eq!(items.count() as u64, ROWS);
    let last = told.check(chunks);
    assert_eq!((last.bytes, last.rows, last.total_bytes), (len, ROWS, None));
}

/// A single value is a row, however many chunks it has.
#[test]
fn a_value_is_one_row() {
    let told = Told::default();
    let bytes = SaveOptions::new().progress(told.teller()).to_vec(&(7_u8, numbers())).expect("bytes are written");
    assert_eq!(told.check(2).rows, 1);
    told.load().from_slice::<(u8, Vec<u64>)>(&bytes).expect("it loads");
    assert_eq!(told.check(2).rows, 1);
}
