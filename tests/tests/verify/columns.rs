//! Columns that a load may step over by their length are walked here: every byte is looked at, and the length is held against it.

use persist_core::{ErrorKind, LoadOptions, Persist, verify_slice};
use tests::container::Container;

/// What was saved.
#[derive(Persist)]
struct Row {
    number: u32,
    text: String,
    words: Vec<String>,
    kind: Kind,
}

#[derive(Persist, Clone)]
enum Kind {
    Word(String),
}

/// What a later program wants of it.
#[derive(Persist, Debug)]
#[persist(partial, rename = "Row")]
#[allow(dead_code, reason = "it is loaded and no more")]
struct Number {
    number: u32,
}

fn container() -> Container {
    let row = |number| Row {
        number,
        text: format!("text {number}"),
        words: vec![format!("word {number}")],
        kind: Kind::Word(format!("kind {number}")),
    };
    Container::open(&persist_core::to_vec(&(0..40).map(row).collect::<Vec<_>>()).expect("it is written"))
}

#[test]
fn bytes_that_nobody_wants_are_checked() {
    let sound = container();
    let payload = &sound.chunks[0].payload;
    for word in ["text 7", "word 7", "kind 7"] {
        let at = payload.windows(6).position(|window| window == word.as_bytes()).expect("a text");
        let mut changed = sound.clone();
        changed.chunks[0].payload[at] = 0xff;
        let bytes = changed.seal();
        let error = verify_slice(&bytes).expect_err("no UTF-8");
        assert_eq!(
            (error.kind(), error.to_string().contains("not UTF-8")),
            (ErrorKind::Malformed, true),
            "{word}: {error}"
        );
    }
}

/// A length that is not its column's leads a load astray, and is found by it only where that shows.
#[test]
fn lengths_are_those_of_their_columns() {
    let sound = container();
    let payload = &sound.chunks[0].payload;
    let mut lengths = 0;
    // Wherever four bytes are a length, others are none.
    for at in 0..payload.len() - 4 {
        let length = u32::from_le_bytes(payload[at..at + 4].try_into().expect("four bytes"));
        if !(100..2_000).contains(&length) || at + length as usize > payload.len() {
            continue;
        }
        lengths += 1;
        for wrong in [length - 1, length + 1] {
            let mut changed = sound.clone();
            changed.chunks[0].payload[at..at + 4].copy_from_slice(&wrong.to_le_bytes());
            verify_slice(&changed.seal()).expect_err("a wrong length");
        }
    }
    assert!(lengths >= 3, "{lengths}");
}

#[test]
fn a_load_that_steps_over_it_does_not_see_it() {
    let sound = container();
    let at = sound.chunks[0].payload.windows(6).position(|window| window == b"text 7").expect("a text");
    let mut changed = sound;
    changed.chunks[0].payload[at] = 0xff;
    let bytes = changed.seal();
    let loaded = LoadOptions::new().from_slice::<Vec<Number>>(&bytes);
    assert_eq!(loaded.expect("the numbers are sound").value.len(), 40);
    verify_slice(&bytes).expect_err("the texts are not");
}
