//! Goldens of compressed containers. What a compressor makes of a payload changes from one of its versions to the next, so that
//! these are only read: blessing writes them anew, and nothing compares today's bytes with them.

use std::fs;

use persist_core::{Compression, SaveOptions, inspect_slice};

use crate::goldens::{File, file_by_hand};
use crate::{format_folder, python, python_refuses, run_python};

/// The names of the goldens, by their number in a chunk's head.
const GOLDENS: [(&str, u8, Compression); 2] =
    [("zstd", 1, Compression::Zstd { level: 19 }), ("lz4", 2, Compression::Lz4)];

/// Repetitive in several manners, and a text that is not.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> =
        (0..40).map(|row| format!("reading number {}: {}", row % 7, "x".repeat(row))).collect();
    texts.push("q8#Lk2~vZ".to_owned());
    texts
}

fn golden(name: &str, method: u8, compression: Compression) -> File {
    let path = format_folder().join("golden").join(format!("{name}.persist"));
    if std::env::var_os("PERSIST_BLESS").is_some() {
        let bytes = SaveOptions::new().compression(compression).to_vec(&texts()).expect("a container is written");
        fs::write(&path, bytes).expect("a golden is written");
    }
    let bytes = fs::read(&path).expect("the golden is there");
    let inspection = inspect_slice(&bytes).expect("a container");
    let methods: Vec<u8> = inspection.chunks().iter().map(|chunk| chunk.compression).collect();
    assert_eq!(methods, [method], "the golden shows {name}");
    file_by_hand(name, "", bytes, &texts())
}

#[test]
fn compressed_goldens_are_read() {
    for (name, method, compression) in GOLDENS {
        let file = golden(name, method, compression);
        crate::check(&format!("{name}.txt"), file.text().as_bytes());
    }
}

#[test]
fn the_python_reader_reads_compressed_goldens() {
    let (name, method, compression) = GOLDENS[1];
    let file = golden(name, method, compression);
    if let Some(output) = python(["lz4.persist".to_owned()]) {
        assert_eq!(output, file.text());
    }
    // Python has zstd from 3.14 on; before that, the reader says what is missing.
    let (name, method, compression) = GOLDENS[0];
    let file = golden(name, method, compression);
    if let Some(output) = run_python(&format_folder().join("golden"), ["zstd.persist".to_owned()]) {
        let errors = String::from_utf8_lossy(&output.stderr);
        let missing = errors.contains("which this Python does not have");
        assert!(missing || String::from_utf8_lossy(&output.stdout) == file.text(), "{errors}");
    }
}

/// Blocks of lz4 that break a rule, with checksums that hold.
#[test]
fn the_python_reader_refuses_what_is_no_block() {
    let mut container = tests::container::Container::open(
        &SaveOptions::new().compression(Compression::Lz4).to_vec(&texts()).expect("a container is written"),
    );
    let sound = container.chunks[0].clone();
    let mut files = Vec::new();
    let mut refuse = |name: &str, payload: Vec<u8>| {
        container.chunks[0] = tests::container::Chunk { payload, ..sound.clone() };
        let bytes = container.seal();
        assert!(persist_core::from_slice::<Vec<String>>(&bytes).is_err(), "{name}");
        files.push((name.to_owned(), bytes));
    };
    for len in 0..sound.payload.len() {
        refuse(&format!("cut to {len}"), sound.payload[..len].to_vec());
    }
    refuse("longer", [sound.payload.as_slice(), b"\x10a"].concat());
    refuse("back to nowhere", b"\x10a\x02\x00\x10b".to_vec());
    refuse("back by nothing", b"\x10a\x00\x00\x10b".to_vec());
    python_refuses("no blocks", &files);
}
