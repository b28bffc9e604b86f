//! Golden bytes for every construct of `docs/FORMAT.md`: what Persist writes today must be read tomorrow, by anyone.
//!
//! `tests/format/golden` has lists of bare values (`*.bare`) and containers (`*.persist`, each with its value as `*.txt`;
//! `containers.txt` tells what each of them shows). The tests compare every byte, load every golden back, and have
//! `tests/format/read_persist.py`, a second reader that was written from the specification, read them all.
//!
//! After a change of the format that is meant, `PERSIST_BLESS=1 cargo test -p tests --test golden` writes them anew.

mod compressed;
mod container;
mod elements;
mod files;
mod floats;
mod goldens;
mod integers;
mod leaves;
mod logs;
mod plain;
mod refusals;
mod shapes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::goldens::{Bare, list};

/// The lists of bare values: file name, title, entries.
fn lists() -> Vec<(&'static str, &'static str, Vec<Bare>)> {
    vec![
        ("integers", "Integers: varints, zigzag, single forms, columns.", integers::all()),
        ("floats", "Float columns.", floats::all()),
        ("leaves", "Units, booleans, characters, texts.", leaves::all()),
        ("elements", "Sequences, records, arrays, sets, maps.", elements::all()),
        ("shapes", "Options, tuples, structs, enums, shared and locked values.", shapes::all()),
        ("refused", "Bytes that break one rule each.", refusals::bare()),
    ]
}

fn format_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("format")
}

/// Compares a file of the golden folder with what it must be, or writes it.
fn check(name: &str, expected: &[u8]) {
    let path = format_folder().join("golden").join(name);
    if std::env::var_os("PERSIST_BLESS").is_some() {
        return fs::write(&path, expected).expect("a golden is written");
    }
    let found = fs::read(&path).unwrap_or_default();
    let differs = found.iter().zip(expected).position(|(found, expected)| found != expected);
    assert!(
        found == expected,
        "{} is not what Persist writes now: it has {} bytes in place of {}, and differs from byte {} on. If the format was \
         changed on purpose, `PERSIST_BLESS=1 cargo test -p tests --test golden` writes the goldens anew.",
        path.display(),
        found.len(),
        expected.len(),
        differs.unwrap_or(found.len().min(expected.len())),
    );
}

#[test]
fn bare_values_have_their_golden_bytes() {
    for (name, title, entries) in lists() {
        check(&format!("{name}.bare"), list(title, &entries).as_bytes());
    }
}

#[test]
fn containers_have_their_golden_bytes() {
    let files = files::all();
    for file in &files {
        check(&format!("{}.persist", file.name), &file.bytes);
        check(&format!("{}.txt", file.name), file.text().as_bytes());
    }
    let index: String = files.iter().map(goldens::File::index_line).collect();
    check("containers.txt", index.as_bytes());
}

/// What the Python reader makes of files; `None`, and a notice, where there is no Python.
fn run_python(folder: &Path, files: impl IntoIterator<Item = String>) -> Option<Output> {
    let output =
        Command::new("python3").arg(format_folder().join("read_persist.py")).args(files).current_dir(folder).output();
    if output.is_err() {
        eprintln!("SKIPPED: there is no `python3` here, so the second reader was not run");
    }
    output.ok()
}

/// What the Python reader prints of goldens, none of which it may refuse.
fn python(files: impl IntoIterator<Item = String>) -> Option<String> {
    let output = run_python(&format_folder().join("golden"), files)?;
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the Python reader failed: {errors}");
    Some(String::from_utf8(output.stdout).expect("ASCII"))
}

#[test]
fn the_python_reader_reads_bare_values() {
    for (name, _, entries) in lists() {
        let Some(output) = python([format!("{name}.bare")]) else {
            return;
        };
        let lines: Vec<&str> = output.lines().collect();
        assert_eq!(lines.len(), entries.len(), "{name}.bare: the reader finds as many values");
        for (line, entry) in lines.iter().zip(&entries) {
            let line = line.split(": ").next().filter(|first| *first == "refused").unwrap_or(line);
            assert_eq!(line, entry.line(), "{name}.bare: {}", entry.name);
        }
    }
}

#[test]
fn the_python_reader_reads_containers() {
    let files = files::all();
    let names = files.iter().map(|file| format!("{}.persist", file.name));
    let Some(output) = python(names) else {
        return;
    };
    let mut rest = output.as_str();
    for file in &files {
        let text = file.text();
        let found = rest.get(..text.len()).unwrap_or(rest);
        assert_eq!(found, text, "{}", file.name);
        rest = &rest[text.len()..];
    }
    assert_eq!(rest, "");
}

/// Why the Python reader refuses each of these files, of which it may read none.
fn python_refuses(folder: &str, files: &[(String, Vec<u8>)]) -> Option<Vec<String>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&folder).expect("a folder is made");
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("a file is written");
    }
    let output = run_python(&folder, files.iter().map(|(name, _)| name.clone()))?;
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "what must be refused is read");
    assert_eq!(output.status.code(), Some(1));
    let messages = String::from_utf8(output.stderr).expect("ASCII");
    let lines: Vec<&str> = messages.lines().collect();
    assert_eq!(lines.len(), files.len(), "{messages}");
    let reasons = lines.iter().zip(files).map(|(line, (name, _))| line.strip_prefix(name.as_str()).expect(line));
    Some(reasons.map(str::to_owned).collect())
}

#[test]
fn the_python_reader_refuses_every_flipped_bit() {
    for name in ["meta.persist", "groups_of_texts.persist"] {
        let bytes = fs::read(format_folder().join("golden").join(name)).expect("the golden is there");
        let flipped: Vec<(String, Vec<u8>)> = (0..8 * bytes.len())
            .map(|bit| {
                let mut bytes = bytes.clone();
                bytes[bit / 8] ^= 1 << (bit % 8);
                (bit.to_string(), bytes)
            })
            .collect();
        python_refuses(&format!("flips of {name}"), &flipped);
    }
}

/// What is damaged at the end of a log may be torn, as far as anybody can tell; anywhere else it is damage.
#[test]
fn the_python_reader_finds_every_flipped_bit_of_a_log() {
    let bytes = fs::read(format_folder().join("golden/log_of_two_schemas.persist")).expect("the golden is there");
    let inspection = persist_core::inspect_slice(&bytes).expect("a log");
    let last = inspection.chunks().last().expect("a record").offset as usize - 48;
    let flipped = |bit: usize| {
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        (bit.to_string(), bytes)
    };
    let before: Vec<_> = (0..8 * last).map(flipped).collect();
    python_refuses("flips of a log", &before);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("flips of a log");
    let behind: Vec<_> = (8 * last..8 * bytes.len()).map(flipped).collect();
    for (name, bytes) in &behind {
        fs::write(folder.join(name), bytes).expect("a file is written");
    }
    let Some(output) = run_python(&folder, behind.iter().map(|(name, _)| name.clone())) else { return };
    let text = String::from_utf8(output.stdout).expect("ASCII");
    let torn = format!("torn: {} bytes at {last}", bytes.len() - last);
    assert_eq!(text.lines().filter(|line| *line == torn).count(), behind.len(), "{text}");
}

#[test]
fn the_python_reader_refuses_containers_that_persist_refuses() {
    let refused: Vec<(String, Vec<u8>)> =
        refusals::containers().into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let Some(reasons) = python_refuses("refused", &refused) else {
        return;
    };
    for (reason, (name, _)) in reasons.iter().zip(&refused) {
        assert!(name.starts_with("padding") || !reason.contains("checksum"), "{name}{reason}");
    }
}

/// The table at the end of docs/FORMAT.md: its second column is the container of a number.
#[test]
fn the_example_in_the_specification_is_what_persist_writes() {
    let document = fs::read_to_string(format_folder().join("../../docs/FORMAT.md")).expect("the document is there");
    let (_, example) = document.split_once("## An example").expect("the example is there");
    let columns = example.lines().filter_map(|line| line.split('|').nth(2));
    let bytes: String = columns.filter(|column| column.contains('`')).collect();
    let bytes = bytes.replace([' ', '`'], "");
    assert_eq!(bytes, plain::hex(&persist_core::to_vec(&7_u32).expect("a container is written")));
    let bare = persist_core::encode(&7_u32).expect("a value encodes");
    let bare: Vec<String> = bare.iter().map(|byte| plain::hex(&[*byte])).collect();
    assert!(example.contains(&format!("`{}`", bare.join(" "))), "the bare value is {bare:?}");
}
