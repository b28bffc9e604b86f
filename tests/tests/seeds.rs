//! What the fuzz targets have found interesting, once more: the seeds in `fuzz/seeds`, and those that they began with.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tests::fuzzing::{TARGETS, Target, seeds};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz")
}

fn replay(name: &str, target: Target) {
    let began = seeds(name);
    let folder = folder().join("seeds").join(name);
    let files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("a target has seeds").map(|entry| entry.expect("a seed").path()).collect();
    assert!(!files.is_empty(), "{} has no seeds", folder.display());
    for seed in &began {
        target(seed);
    }
    for file in files {
        // Where one fails, its name is the last.
        println!("{}", file.display());
        target(&fs::read(&file).expect("a seed"));
    }
}

#[test]
fn seeds_are_answered() {
    for (name, target) in TARGETS {
        replay(name, target);
    }
}

/// Each target's function is called by one file, and each file has one.
#[test]
fn targets_and_files_are_the_same() {
    let names = |folder: PathBuf| -> BTreeSet<String> {
        let entries = fs::read_dir(folder).expect("a folder of targets");
        let stem = |path: PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
        entries.map(|entry| stem(entry.expect("a target").path())).collect()
    };
    let listed: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(folder().join("fuzz_targets")), listed);
    assert_eq!(names(folder().join("seeds")), listed);
}
