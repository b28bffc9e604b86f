//! Types that must not compile, in folders by topic, and what the compiler says about them.
//!
//! rustc's own words change with every release, so the whole texts are compared on one toolchain; elsewhere the cases only have
//! to fail. `TRYBUILD=overwrite cargo test -p ui` writes the texts anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The toolchain whose words are in the `.stderr` files.
#[rustversion::stable(1.95)]
#[test]
fn messages_are_as_committed() {
    trybuild::TestCases::new().compile_fail("cases/*/*.rs");
}

/// Every case is a program of its own, so that each can fail.
#[rustversion::not(stable(1.95))]
#[test]
fn no_case_compiles() {
    use std::fs;
    use std::process::{Command, Stdio};

    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui");
    let programs = project.join("src/bin");
    let _ = fs::remove_dir_all(&programs);
    fs::create_dir_all(&programs).unwrap();
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../persist-core");
    let manifest = format!(
        "[package]\nname = \"ui\"\nedition = \"2024\"\n[workspace]\n[dependencies]\npersist-core = {{ path = {core:?} }}\n"
    );
    fs::write(project.join("Cargo.toml"), manifest).unwrap();
    fs::write(project.join("src/bin/compiles.rs"), "fn main() { persist_core::encode(&1).unwrap(); }").unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, project.join("Cargo.lock")).unwrap();

    let compiles = |name: &str| {
        let mut check = Command::new(env!("CARGO"));
        check.args(["check", "--quiet", "--offline", "--bin", name]);
        check.current_dir(&project).stderr(Stdio::null());
        check.env("CARGO_TARGET_DIR", project.join("target"));
        check.status().unwrap().success()
    };
    assert!(compiles("compiles"), "the project around the cases does not compile");
    for case in files("rs") {
        let name = case.to_str().unwrap().replace(['/', '\\'], "_");
        fs::copy(folder().join(case).with_extension("rs"), programs.join(format!("{name}.rs"))).unwrap();
        assert!(!compiles(&name), "{name} compiles");
    }
}

#[test]
fn every_case_has_its_text() {
    assert_eq!(files("rs"), files("stderr"));
}

/// The files that end so, in all topics, without their endings.
fn files(extension: &str) -> BTreeSet<PathBuf> {
    let topics = folder().read_dir().unwrap().map(|topic| topic.unwrap().path());
    let files = topics.flat_map(|topic| topic.read_dir().unwrap()).map(|file| file.unwrap().path());
    let named = files.filter(|file| file.extension().is_some_and(|found| found == extension));
    named.map(|file| file.strip_prefix(folder()).unwrap().with_extension("")).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}
