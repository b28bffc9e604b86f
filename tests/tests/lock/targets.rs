//! Which crates are held against a lock: the one that it is about, where it is developed.

use super::cargo::Crate;

const PLAYER: &str = "
    use persist_core::{Persist, lock_formats};

    #[derive(Persist)]
    pub struct Player {
        pub hp: u16,
    }

    lock_formats!(Player);
";

/// Another type of the same name, and a program with it.
const NAMESAKE: &str = "
    use persist_core::Persist;

    #[derive(Persist)]
    struct Player {
        names: Vec<String>,
    }

    fn main() {
        let player = Player { names: vec![\"Ada\".to_owned()] };
        assert!(persist_core::to_vec(&player).is_ok());
    }
";

#[test]
fn examples_tests_and_doctests_have_types_of_their_own() {
    let app = Crate::released("targets", PLAYER);
    app.write("examples/demo.rs", NAMESAKE);
    app.write("benches/speed.rs", NAMESAKE);
    app.write("tests/it.rs", &NAMESAKE.replace("fn main", "#[test]\n    fn it"));
    app.append("Cargo.toml", "[[bench]]\nname = \"speed\"\nharness = false");
    let in_docs: String = super::cargo::dedent(NAMESAKE).lines().map(|line| format!("//! {line}\n")).collect();
    let library = app.read("src/lib.rs");
    app.library(&format!("//! ```\n{in_docs}//! ```\n\n{library}"));
    for edition in ["2021", "2024"] {
        app.write(
            "Cargo.toml",
            &app.read("Cargo.toml").replace("edition = \"2024\"", &format!("edition = \"{edition}\"")),
        );
        app.tests("check", &["--lib", "--bins", "--examples", "--tests", "--benches"])
            .is("persist.lock: all is sealed");
        app.tests("", &["--doc"]).is_nothing();
    }
    // The library's is.
    app.edit("pub hp: u16", "pub hp: String");
    app.build().is(r#"
        src/lib.rs:19:9: field `hp` of `Player` is `String`, but version 1 was released with `u16`
          help: raise `version` to 2, and declare `#[persist(was(u16, until = 1, with = …))]` at the field
    "#);
}

#[test]
fn a_published_crate_is_checked_at_home() {
    let app = Crate::new("published", "pub use dep::Player;").depends_on(PLAYER);
    app.write("../dep/persist.lock", "persist.lock 1\napp::Hero v1 struct 0000000000000000");
    app.build().is(r#"
        ../dep/src/lib.rs:8:1: persist.lock, line 2: the lines of `app::Hero v1` are not those that its head was written for. The file was edited by hand, or merged from two branches that sealed this version differently: delete the lines of the version that was not released, and seal again
    "#);
    // What cargo puts into a package.
    let list = app.cargo(&["package", "--list", "--allow-dirty"]).current_dir(app.path("../dep")).output();
    let list = String::from_utf8(list.expect("cargo can be run").stdout).expect("paths are text");
    for packaged in ["Cargo.toml.orig", "persist.lock"] {
        assert!(list.lines().any(|line| line == packaged), "{list}");
    }

    app.write("../dep/Cargo.toml.orig", "");
    app.dependency(PLAYER);
    app.build().is_nothing();
    app.write("../dep/persist.lock", "no lock at all");
    app.build().is_nothing();
}

#[test]
fn a_test_of_a_published_crate_passes() {
    let app = Crate::released("published-test", PLAYER);
    app.write("Cargo.toml.orig", "");
    app.edit("hp: u16", "hp: String");
    app.check().is_nothing();
}
