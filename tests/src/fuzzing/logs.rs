//! Any bytes, taken for the description of a log, which is then read, opened, appended to and written anew.
//!
//! First where it is changed: a number below 4, and for each change two bytes, the place, and one that is combined with what is there by
//! *exclusive or*; then two bytes, how much is cut off at its end. Then the chunks: a byte that says what it is and one how
//! long, as in [`input`](super::input), and a byte with the number of its schema before the payload.

use persist_core::{Encode, LogOptions, Persist, Recovery, inspect_slice, verify_slice};

use super::input::Input;
use crate::container::{Chunk, Container, FORMAT_VERSION, HEAD, Header};
use crate::simulated::{Image, SimulatedDisk};

mod first {
    /// What the first program appends.
    #[derive(persist_core::Persist, Debug)]
    pub(super) struct Event {
        pub(super) at: u32,
        pub(super) texts: Vec<String>,
    }
}

/// What today's program appends.
#[derive(Persist, Debug)]
#[persist(version = 2)]
struct Event {
    at: u64,
    texts: Vec<String>,
    #[persist(since = 2, default)]
    flag: Option<bool>,
}

/// Kinds of chunks: record, schema, one that may be passed over, and one that has no place there.
const KINDS: [u8; 4] = [5, 6, 0x80, 3];

const PATH: &str = "/d/log";

/// A log of any chunks.
///
/// # Panics
/// If what can be opened cannot be appended to, or loses rows; or if what can be read to its end does not verify.
pub fn log(data: &[u8]) {
    let bytes = built(data);
    let mut image: Image = SimulatedDisk::empty().image();
    image.put(PATH, &bytes);
    let disk = SimulatedDisk::new(image);
    let mut options = LogOptions::new();
    options.on_storage(disk.storage()).max_memory(1 << 20);
    // Errors are as good as rows.
    let (inspected, verified) = (inspect_slice(&bytes), verify_slice(&bytes));
    assert!(inspected.is_ok() || verified.is_err());
    if let Ok(inspection) = inspected {
        assert!(!inspection.to_string().is_empty());
    }
    if let Ok(mut reader) = options.read::<Event>(PATH) {
        let read = reader.by_ref().try_fold(0, |count, row| row.map(|_| count + 1));
        assert!(reader.skipped().is_empty());
        if let (Ok(read), Ok(0)) = (read, reader.unfinished()) {
            assert_eq!(verified.expect("it can be read").rows(), read);
        }
    }
    let Ok(rows) = options.recovery(Recovery::Skip).read::<Event>(PATH).map(rows) else { return };
    let Ok(mut log) = options.open::<Event>(PATH) else { return };
    let event = Event { at: 7, texts: vec!["appended".to_owned()], flag: Some(true) };
    log.append(&event).expect("what was opened can be appended to");
    let (Some(before), Some(after)) = (rows, log.iter().ok().and_then(self::rows)) else { return };
    assert_eq!(before + 1, after, "one more row");
    log.compact().expect("what can be read can be written anew");
    assert_eq!(log.rows() as usize, after);
    drop(log);
    let log = options.recovery(Recovery::Stop).open::<Event>(PATH).expect("what was written anew is sound");
    assert!(log.torn().is_none());
    let last = log.iter().expect("it can be read").last().expect("a row").expect("of this program");
    assert_eq!(last.texts, event.texts);
}

/// How many rows there are; `None` if an error ends them.
fn rows(mut reader: persist_core::LogReader<Event>) -> Option<usize> {
    reader.by_ref().try_fold(0, |count, row| row.ok().map(|_| count + 1))
}

/// The log that is described.
fn built(data: &[u8]) -> Vec<u8> {
    let mut input = Input(data);
    let changes: Vec<[u8; 3]> = (0..input.byte() % 4).map(|_| [input.byte(), input.byte(), input.byte()]).collect();
    let cut = usize::from(u16::from_le_bytes([input.byte(), input.byte()]));
    let mut chunks = Vec::new();
    let mut goes_on = true;
    while goes_on {
        let control = input.byte();
        goes_on = control & 0x80 != 0 && chunks.len() < 100;
        let length = usize::from(input.byte());
        let flags = u16::from_le_bytes([0, input.byte()]);
        let payload = input.take(length);
        chunks.push(Chunk {
            flags,
            ..Chunk::new(KINDS[usize::from(control & 3)], u64::from(control >> 2 & 31), payload)
        });
    }
    let container =
        Container { version: FORMAT_VERSION, kind: 1, flags: 0, header: header::<first::Event>(), chunks, end: None };
    let mut bytes = container.seal();
    // A log has no end mark.
    bytes.truncate(bytes.len() - HEAD - 32);
    for [low, high, change] in changes {
        let len = bytes.len();
        bytes[usize::from(u16::from_le_bytes([low, high])) % len] ^= change;
    }
    bytes.truncate(bytes.len() - cut.min(bytes.len()));
    bytes
}

fn header<T: Encode>() -> Header {
    let empty: &[T] = &[];
    let container = Container::open(&persist_core::to_vec(empty).expect("nothing can be saved"));
    Header { salt: 0x5a17, ..container.header }
}

/// Descriptions of sound logs, and of logs that are damaged in the middle or at the end.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    let payload = |file: Vec<u8>| Container::open(&file).chunks[0].payload.clone();
    let old: Vec<first::Event> = (0..3).map(|at| first::Event { at, texts: vec!["x".repeat(at as usize)] }).collect();
    let new = [Event { at: 1 << 40, texts: Vec::new(), flag: Some(false) }];
    let old = payload(persist_core::to_vec(&old).expect("values are saved"));
    let new = payload(persist_core::to_vec(&new[..]).expect("values are saved"));
    let today = header::<Event>();
    let schema = [&today.fingerprint.to_le_bytes()[..], &today.schema].concat();
    let chunk = |kind: u8, count: u8, number: u8, payload: &[u8], goes_on: bool| {
        let control = kind | count << 2 | u8::from(goes_on) << 7;
        [&[control, payload.len() as u8, number], payload].concat()
    };
    let chunks = [
        chunk(0, 3, 0, &old, true),
        chunk(2, 9, 0, b"passed over", true),
        chunk(0, 3, 0, &old, true),
        chunk(1, 0, 1, &schema, true),
        chunk(0, 1, 1, &new, true),
        chunk(0, 1, 1, &new, false),
    ]
    .concat();
    let changes: [&[u8]; 5] =
        [&[0, 0, 0], &[1, 200, 0, 1, 0, 0], &[1, 60, 1, 0x80, 0, 0], &[0, 5, 0], &[2, 20, 2, 4, 90, 1, 1, 70, 0]];
    changes.iter().map(|changes| [changes, &chunks[..]].concat()).collect()
}

#[cfg(test)]
#[test]
fn the_first_seed_is_a_sound_log() {
    let mut image = SimulatedDisk::empty().image();
    image.put(PATH, &built(&seeds()[0]));
    let mut options = LogOptions::new();
    let log = options.on_storage(SimulatedDisk::new(image).storage()).open::<Event>(PATH).expect("it opens");
    assert_eq!((log.rows(), log.torn()), (8, None));
    assert_eq!(rows(log.iter().expect("it is read")), Some(8));
}
