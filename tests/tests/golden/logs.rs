//! Goldens of logs: what `Log` appends, with a salt that is always the same.

use persist_core::{Durability, LogOptions, LogReader, Persist};
use tests::container::Chunk;
use tests::simulated::SimulatedDisk;

use crate::container::{Container, Head, Header, fingerprint, head, schema_of};
use crate::goldens::{File, log};
use crate::plain::{ToPlain, hex};

mod first {
    use super::Persist;

    /// A row of the first program.
    #[derive(Persist, Clone)]
    pub(super) struct Event {
        pub(super) at: u32,
        pub(super) what: String,
    }

    crate::plain_structs! { Event { at, what } }
}

mod second {
    use super::Persist;

    /// A row of the second one.
    #[derive(Persist, Clone)]
    #[persist(version = 2)]
    pub(super) struct Event {
        pub(super) at: u64,
        pub(super) what: String,
        #[persist(since = 2, default)]
        pub(super) more: Vec<u8>,
    }

    crate::plain_structs! { Event { at, what, more } }
}

const SALT: u64 = 0x0102_0304_0506_0708;

/// A log on a disk of its own.
struct Scene(SimulatedDisk);

impl Scene {
    fn new() -> Self {
        Scene(SimulatedDisk::empty())
    }

    fn options(&self) -> LogOptions {
        LogOptions::new().durability(Durability::None).on_storage(self.0.storage()).clone()
    }

    fn append<T: Persist>(&self, batches: &[&[T]]) {
        let mut log = self.options().open::<T>("/d/log").expect("a log");
        batches.iter().for_each(|rows| log.append_all(rows).expect("it is appended"));
    }

    fn read<T: Persist>(&self) -> LogReader<T> {
        self.options().read("/d/log").expect("a log")
    }

    /// The log with another salt, and with all checksums as they are then.
    fn bytes(&self) -> Vec<u8> {
        let mut log = tests::container::Container::open_log(&self.0.read("/d/log").expect("the log"));
        log.header.salt = SALT;
        let unknown = Chunk { flags: 0x0500, ..Chunk::new(0x80, 9, *b"whatever this is") };
        log.chunks.insert(log.chunks.len().min(1), unknown);
        log.seal_log()
    }

    /// A golden, which is read as the same rows.
    fn golden<T: Persist + ToPlain>(
        &self,
        name: &str,
        what: &str,
        bytes: Vec<u8>,
        lines: Vec<String>,
        rows: usize,
    ) -> File {
        let before: Vec<String> = self.read::<T>().map(|row| row.expect("a row").plain().to_string()).collect();
        let copy = Scene::new();
        copy.0.edit(|image| image.put("/d/log", &bytes));
        let after: Vec<String> = copy.read::<T>().map(|row| row.expect("a row").plain().to_string()).collect();
        assert_eq!((after.len(), &after[..]), (rows, &before[..rows]), "{name}");
        log(name, what, bytes, lines)
    }
}

fn early(count: u32) -> Vec<first::Event> {
    (0..count).map(|at| first::Event { at, what: format!("event {}", at % 7) }).collect()
}

fn late(count: u64) -> Vec<second::Event> {
    (0..count).map(|at| second::Event { at: at << 40, what: "late".to_owned(), more: vec![7; at as usize] }).collect()
}

fn line<T: ToPlain>(rows: &[T]) -> String {
    T::list(rows).to_string()
}

pub(crate) fn all() -> Vec<File> {
    let (few, many) = (early(2), early(300));
    let one = Scene::new();
    one.append(&[&few[..1], &few, &many]);
    let lines = vec![line(&few[..1]), line(&few), line(&many)];
    let bytes = one.bytes();

    let two = Scene::new();
    two.append(&[&few[..]]);
    two.append(&[&late(3)[..], &late(1)]);
    let later = Header::of(&schema_of(&persist_core::to_vec(&late(1)).expect("a container is written")));
    let schema = u64::from_le_bytes(fingerprint(&later.schema));
    let schema = format!("schema: {schema:016x}");
    let both = vec![line(&few), schema, line(&late(3)), line(&late(1))];

    let none = Scene::new();
    none.append::<first::Event>(&[]);
    let empty = none.bytes();
    let torn = bytes[..bytes.len() - 21].to_vec();
    let places = torn.len() - last_record(&bytes);
    let mut torn_lines = lines.clone();
    *torn_lines.last_mut().expect("a line") = format!("torn: {places} bytes at {}", last_record(&bytes));
    vec![
        one.golden::<first::Event>("log", "a log of three records, and a chunk to pass over", bytes, lines, 303),
        one.golden::<first::Event>("log_torn", "a log whose last record is cut off", torn, torn_lines, 3),
        two.golden::<second::Event>(
            "log_of_two_schemas",
            "a log to which a later program appends",
            two.bytes(),
            both,
            6,
        ),
        none.golden::<first::Event>(
            "log_empty",
            "a log without records, and a chunk to pass over",
            empty,
            Vec::new(),
            0,
        ),
    ]
}

/// Where the last chunk of a log begins.
fn last_record(bytes: &[u8]) -> usize {
    let found = persist_core::inspect_slice(bytes).expect("a log");
    found.chunks().last().expect("a chunk").offset as usize - 48
}

/// By the words of docs/FORMAT.md alone.
#[test]
fn a_log_by_hand_is_the_one_that_persist_writes() {
    let scene = Scene::new();
    let row = |at| first::Event { at, what: "x".to_owned() };
    scene.append(&[&[row(7)][..], &[row(1), row(2)]]);
    let found = scene.0.read("/d/log").expect("the log");
    let salt = u64::from_le_bytes(found[32..40].try_into().expect("8 bytes"));
    assert_ne!(salt, 0);
    let header = Header { kind: 1, salt, ..Header::of(&schema_of(&found)) };
    let begun = Container::begin(&header).chunk(head(5, 1), b"\x0f\x03x").chunk(head(5, 2), b"\x03\x05\x03\x03xx");
    assert_eq!(hex(&begun.bytes), hex(&found));
    scene.append(&[&late(1)[..]]);
    let later = Header::of(&schema_of(&persist_core::to_vec(&late(1)).expect("a container is written")));
    let numbered = |kind, count| Head { flags: 0x0100, ..head(kind, count) };
    let begun = begun.chunk(numbered(6, 0), &[&later.fingerprint[..], &later.schema].concat());
    let begun = begun.chunk(numbered(5, 1), b"\x01\x09late\x01");
    assert_eq!(hex(&begun.bytes), hex(&scene.0.read("/d/log").expect("the log")));
}
