//! The file: what is in it, what can be wrong with it, and when it is looked at.

use std::fs;
use std::process::{Command, Stdio};

use super::cargo::Crate;

const SAVE: &str = "
    use persist_core::{Persist, lock_formats};

    #[derive(Persist)]
    pub struct Save {
        pub player: Player,
        pub items: Vec<Item>,
    }

    #[derive(Persist)]
    pub struct Player {
        pub name: String,
        pub hp: u16,
    }

    #[derive(Persist)]
    pub enum Item {
        Coin,
        Potion { strength: u8 },
    }

    lock_formats!(Save);
";

#[test]
fn a_line_of_the_file_is_complete_in_itself() {
    let app = Crate::released("file", SAVE);
    app.says_lock(
        r#"
        persist.lock 1
        app::Item v1 ::Coin
        app::Item v1 ::Potion
        app::Item v1 ::Potion.strength u8
        app::Item v1 enum 140f816d45c31bcd
        app::Player v1 .hp u16
        app::Player v1 .name String
        app::Player v1 struct 895a370c0489a88e
        app::Save v1 .items Vec<app::Item>
        app::Save v1 .player app::Player
        app::Save v1 struct 392aed449ea6aaad
    "#,
    );
}

#[test]
fn names_types_and_arguments_as_they_are_written() {
    let app = Crate::released(
        "notation",
        "
        use std::collections::{BTreeMap, HashSet};
        use std::sync::{Arc, Mutex};

        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct All {
            pub numbers: (u8, i128, f64, usize),
            pub one: (char,),
            pub none: (),
            pub map: BTreeMap<String, HashSet<bool>>,
            pub boxed: Box<[Option<u32>]>,
            pub shared: Arc<Mutex<[u8; 4]>>,
            pub grids: Vec<Grid<i8, -3>>,
            #[persist(rename = \"schl\\u{fc}ssel\")]
            pub key: Range,
            #[persist(rename = \"two words\\n\\\"\")]
            pub two: std::time::Duration,
        }

        #[derive(Persist)]
        pub struct Grid<T, const N: i32>(pub T);

        #[derive(Persist, Clone, Copy)]
        #[persist(plain)]
        #[repr(C)]
        pub struct Range {
            pub from: u32,
            pub to: u32,
        }

        lock_formats!(All);
        ",
    );
    app.says_lock(
        r#"
        persist.lock 1
        app::All v1 ."two words\n\"" std::Duration
        app::All v1 .boxed Vec<Option<u32>>
        app::All v1 .grids Vec<app::Grid<i8, -3>>
        app::All v1 .map HashMap<String, HashSet<bool>>
        app::All v1 .none ()
        app::All v1 .numbers (u8, i128, f64, u64)
        app::All v1 .one (char,)
        app::All v1 .schlüssel app::Range
        app::All v1 .shared Arc<Mutex<[u8; 4]>>
        app::All v1 struct abff61f7a8569ac3
        app::Grid<i8, -3> v1 .0 i8
        app::Grid<i8, -3> v1 struct 10b474d24db66719
        app::Range v1 .from u32
        app::Range v1 .to u32
        app::Range v1 record ac0fa868dc875f2d
    "#,
    );
    app.build().is_nothing();
    app.check().is("persist.lock: all is sealed");
}

#[test]
fn a_file_that_is_damaged_is_reported_once() {
    let app = Crate::released("damaged", SAVE);
    let sealed = app.lock();
    let damaged = |old: &str, new: &str| {
        app.write("persist.lock", &sealed.replace(old, new));
        app.build()
    };
    damaged(".hp u16", ".hp u32").is(r#"
        src/lib.rs:21:1: persist.lock, line 8: the lines of `app::Player v1` are not those that its head was written for. The file was edited by hand, or merged from two branches that sealed this version differently: delete the lines of the version that was not released, and seal again
    "#);
    damaged(".hp u16", ".hp").is(r#"
        src/lib.rs:21:1: persist.lock, line 6: a space is expected, where the line ends. Persist writes no such line: take it back from version control, or delete it if nothing was released with it, and seal again
    "#);
    damaged(".hp u16", ".hp Vec<uint>").is(r#"
        src/lib.rs:21:1: persist.lock, line 6: a type is expected, where `uint>` stands. Persist writes no such line: take it back from version control, or delete it if nothing was released with it, and seal again
    "#);
    damaged("persist.lock 1", "persist.lock 2").is(r#"
        src/lib.rs:21:1: persist.lock, line 1: a newer Persist wrote this file: it is of format 2, and this Persist knows format 1. Update `persist-core`
    "#);
    damaged("persist.lock 1", "persist lock").is(r#"
        src/lib.rs:21:1: persist.lock, line 1: this is not a persist.lock, which begins with the line `persist.lock 1`. Take it back from version control, or remove it if it is not Persist's
    "#);
    damaged("app::Item v1 enum", "app::Item v1 enumeration").is(r#"
        src/lib.rs:21:1: persist.lock, line 5: `struct`, `record`, `enum`, a field or a variant is expected, where `enumeration 140f816d45c31bcd` stands. Persist writes no such line: take it back from version control, or delete it if nothing was released with it, and seal again
    "#);
    let head = sealed.lines().find(|line| line.contains(" enum ")).expect("a head").to_owned() + "\n";
    damaged(&head, "").is(r#"
        src/lib.rs:21:1: persist.lock, line 2: `app::Item v1` has no head: no line `app::Item v1 struct …`, `record …` or `enum …`. The file was edited by hand: take the head back from version control, or delete all lines of `app::Item v1` if it was not released, and seal again
    "#);
    damaged(&head, &format!("<<<<<<< ours\n{head}=======\n>>>>>>> theirs\n")).is(r#"
        src/lib.rs:21:1: persist.lock, line 5: this is left of a merge with conflicts. Resolve it: the lines of both sides can stay, and only the lines with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>` go; then build again. `persist.lock merge=union` in `.gitattributes` does so by itself
    "#);
    // Neither the order of lines, nor repeated ones, comments and other ends of lines are damage.
    let mut lines: Vec<&str> = sealed.lines().skip(1).collect();
    lines.reverse();
    app.write("persist.lock", &format!("persist.lock 1\r\n# ours\r\n\r\n{}\r\n{head}", lines.join("\r\n")));
    app.build().is_nothing();
    app.check().is("persist.lock: all is sealed");
}

#[test]
fn without_a_file_nothing_is_checked() {
    let app = Crate::new("missing", SAVE);
    app.build().is_nothing();
    app.test().is("persist.lock: open: app::Save v1, app::Player v1, app::Item v1");
    app.edit("hp: u16", "hp: String");
    app.build().is_nothing();
    app.check().is(r#"
        persist.lock: not sealed: app::Save v1, app::Player v1, app::Item v1
          help: `PERSIST_LOCK=seal cargo test`, and commit the file
    "#);
    assert!(!app.path("persist.lock").exists());
}

#[test]
fn what_is_sealed_stays_as_it_is() {
    let app = Crate::new("sealed-twice", SAVE);
    app.seal().is("persist.lock: sealed: app::Save v1, app::Player v1, app::Item v1");
    let sealed = app.lock();
    app.seal().is("persist.lock: nothing is open");
    app.check().is("persist.lock: all is sealed");
    assert_eq!(app.lock(), sealed);
    app.edit("hp: u16", "hp: u32");
    app.seal().is(r#"
        src/lib.rs:12:9: field `hp` of `Player` is `u32`, but version 1 was released with `u16`
          help: raise `version` to 2, where the one is read as the other
    "#);
    assert_eq!(app.lock(), sealed);
}

#[test]
fn a_version_that_was_sealed_by_mistake_is_opened_by_hand() {
    let app = Crate::released("opened", SAVE);
    app.edit("hp: u16", "hp: u32");
    app.build().is(r#"
        src/lib.rs:12:9: field `hp` of `Player` is `u32`, but version 1 was released with `u16`
          help: raise `version` to 2, where the one is read as the other
    "#);
    let kept: String = app.lock().split_inclusive('\n').filter(|line| !line.starts_with("app::Player v1 ")).collect();
    app.write("persist.lock", &kept);
    app.build().is_nothing();
    app.check().is(r#"
        persist.lock: not sealed: app::Player v1
          help: `PERSIST_LOCK=seal cargo test`, and commit the file
    "#);
    app.seal().is("persist.lock: sealed: app::Player v1");
    app.check().is("persist.lock: all is sealed");
}

#[test]
fn the_file_alone_makes_cargo_build_again() {
    let app = Crate::released("watched", SAVE);
    app.build().is_nothing();
    let sealed = app.lock();
    app.write("persist.lock", &sealed.replace(".hp u16", ".hp u32"));
    app.build().is(r#"
        src/lib.rs:21:1: persist.lock, line 8: the lines of `app::Player v1` are not those that its head was written for. The file was edited by hand, or merged from two branches that sealed this version differently: delete the lines of the version that was not released, and seal again
    "#);
    app.write("persist.lock", &sealed);
    app.build().is_nothing();
    fs::remove_file(app.path("persist.lock")).expect("the folder can be written");
    app.build().is_nothing();
    app.edit("hp: u16", "hp: String");
    app.build().is_nothing();
}

#[test]
fn processes_that_seal_at_once_lose_nothing() {
    let app = Crate::new("at-once", SAVE);
    let one = Crate::released("at-once-alone", SAVE).lock();
    let test = app.test_program();
    let mut running: Vec<_> = (0..4)
        .map(|_| {
            Command::new(&test)
                .env("PERSIST_LOCK", "seal")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the test can be run")
        })
        .collect();
    for process in &mut running {
        assert!(process.wait().expect("the test ends").success());
    }
    assert_eq!(app.lock(), one);
    assert!(!app.path("persist.lock.new").exists());
}
