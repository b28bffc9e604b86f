//! The tests that `docs/RELIABILITY.md` names are there, so that nobody looks for them in vain.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// All functions in the tests, and the names of the test targets.
fn known(folder: &Path, functions: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of tests") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            known(&path, functions);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a test");
            let names = text.lines().filter_map(|line| line.trim().strip_prefix("fn ")?.split(['(', '<']).next());
            functions.extend(names.map(str::to_owned));
        }
    }
}

#[test]
fn the_tests_that_it_names_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(root.join("../docs/RELIABILITY.md")).expect("the document");
    let mut functions = BTreeSet::new();
    known(&root.join("tests"), &mut functions);
    let mut named = 0;
    // The last column of each table.
    for row in document.lines().filter(|line| line.starts_with('|')) {
        let cell = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default();
        for name in cell.split('`').skip(1).step_by(2) {
            let (target, name) = name.split_once(": ").map_or((None, name), |(target, name)| (Some(target), name));
            let is_test = name.trim_end_matches('…').bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
            if let Some(target) = target {
                let folder = root.join("tests").join(target);
                assert!(folder.exists() || folder.with_extension("rs").exists(), "there is no test `{target}`");
            }
            if !is_test || !name.contains('_') || name == "if_unchanged" {
                continue;
            }
            named += 1;
            let is_there = match name.strip_suffix('…') {
                Some(start) => functions.range(start.to_owned()..).next().is_some_and(|name| name.starts_with(start)),
                None => functions.contains(name),
            };
            assert!(is_there, "there is no test `{name}`");
        }
    }
    assert!(named > 30, "{named}");
}
