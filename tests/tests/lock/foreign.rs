//! Types of other crates.

use super::cargo::Crate;

/// A crate whose `Save` leads to `dep::Item` through another type of `dep`, and through a generic one.
fn save(name: &'static str) -> Crate {
    let app = Crate::new(
        name,
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Save {
            pub player: dep::Player,
            pub chest: dep::Chest<dep::Coin>,
        }

        lock_formats!(Save);
        ",
    )
    .depends_on(
        "
        use persist_core::Persist;

        #[derive(Persist)]
        pub struct Player {
            pub items: Vec<Item>,
        }

        #[derive(Persist)]
        pub struct Item {
            pub count: u8,
        }

        #[derive(Persist)]
        pub struct Coin {
            pub worth: u8,
        }

        #[derive(Persist)]
        pub struct Chest<T> {
            pub inside: Vec<T>,
        }
        ",
    );
    app.seal().is(r#"
        persist.lock: sealed: app::Save v1, dep::Player v1, dep::Item v1, dep::Chest<dep::Coin> v1, dep::Coin v1
    "#);
    app
}

const DEP: &str = "../dep/src/lib.rs";

#[test]
fn a_type_of_a_dependency_has_changed_two_levels_down() {
    let app = save("foreign");
    app.change(DEP, "count: u8", "count: u16");
    app.build().is(r#"
        src/lib.rs:9:1: Save.player.items:
        field `count` of `Item` is `u16`, but version 1 was released with `u8`
          help: raise `version` to 2, where the one is read as the other
          help: if `dep` is not yours to change, `PERSIST_LOCK=accept=dep::Item cargo test` takes the new shape as a revision of the old version, if that is still read
    "#);
    app.change(DEP, "count: u16", "count: u8");
    app.change(DEP, "worth: u8", "worth: String");
    app.build().is(r#"
        src/lib.rs:9:1: Save.chest.inside:
        field `worth` of `Coin` is `String`, but version 1 was released with `u8`
          help: raise `version` to 2, and declare `#[persist(was(u8, until = 1, with = …))]` at the field
          help: if `dep` is not yours to change, `PERSIST_LOCK=accept=dep::Coin cargo test` takes the new shape as a revision of the old version, if that is still read
    "#);
    // A dependency that knows its users raises the version.
    app.dependency(
        "
        use persist_core::Persist;

        #[derive(Persist)]
        pub struct Player {
            pub items: Vec<Item>,
        }

        #[derive(Persist)]
        pub struct Item {
            pub count: u8,
        }

        #[derive(Persist)]
        #[persist(version = 2)]
        pub struct Coin {
            #[persist(was(u8, until = 1, with = text))]
            pub worth: String,
        }

        fn text(worth: u8) -> String {
            worth.to_string()
        }

        #[derive(Persist)]
        pub struct Chest<T> {
            pub inside: Vec<T>,
        }
        ",
    );
    app.build().is_nothing();
    app.seal().is("persist.lock: sealed: dep::Coin v2");
}

#[test]
fn a_new_shape_of_a_foreign_type_is_accepted() {
    let app = save("accepted");
    app.change(DEP, "count: u8", "count: u16");
    app.build().is(r#"
        src/lib.rs:9:1: Save.player.items:
        field `count` of `Item` is `u16`, but version 1 was released with `u8`
          help: raise `version` to 2, where the one is read as the other
          help: if `dep` is not yours to change, `PERSIST_LOCK=accept=dep::Item cargo test` takes the new shape as a revision of the old version, if that is still read
    "#);
    app.accept("dep::Item").is("persist.lock: accepted: dep::Item v1r2");
    app.build().is_nothing();
    app.check().is("persist.lock: all is sealed");
    app.accept("dep::Item").is("persist.lock: dep::Item has no new shape");
    app.accept("dep::Nothing").is("PERSIST_LOCK: no type of `lock_formats!` leads to dep::Nothing");
    app.accept("app::Save").is("PERSIST_LOCK: app::Save is this crate's own: raise its `version`");
    app.tests("acept=dep::Item", &["--lib"])
        .is("PERSIST_LOCK=acept=dep::Item: expected `seal`, `check` or `accept=dep::Type`");
    let lock = app.lock();
    let item: Vec<&str> = lock.lines().filter(|line| line.starts_with("dep::Item ")).collect();
    assert_eq!(
        item,
        [
            "dep::Item v1 .count u8",
            "dep::Item v1 struct f2717aabdd0003ae",
            "dep::Item v1r2 .count u16",
            "dep::Item v1r2 struct 44e7a908b3455827",
        ]
    );
}

#[test]
fn a_foreign_type_that_does_not_read_what_was_released_is_not_accepted() {
    let app = save("not-accepted");
    app.change(DEP, "count: u8", "name: u8");
    app.build().is(r#"
        src/lib.rs:9:1: Save.player.items:
        version 1 of Item was released with field `count: u8`, which is not here
          help: raise `version` to 2, and declare `#[persist(removed("count"))]` at the type, or `#[persist(alias = "count")]` at the field that it is now
        version 1 of Item was released without field `name`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field (or `alias`, if it had another name)
          help: if `dep` is not yours to change, `PERSIST_LOCK=accept=dep::Item cargo test` takes the new shape as a revision of the old version, if that is still read
    "#);
    app.accept("dep::Item").is(r#"
        src/lib.rs:9:1: Save.player.items:
        version 1 of Item was released with field `count: u8`, which is not here
          help: declare `#[persist(removed("count"))]` at the type, or `#[persist(alias = "count")]` at the field that it is now
        version 1 of Item was released without field `name`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field
          help: it is not accepted, as files that were released would not be read: keep to a `dep` that reads them
    "#);
}

#[test]
fn a_further_shape_has_to_read_the_first_one_too() {
    let app = save("revisions");
    app.change(DEP, "pub count: u8", "#[persist(alias = \"count\")]\n    pub number: u8");
    app.accept("dep::Item").is("persist.lock: accepted: dep::Item v1r2");
    app.build().is_nothing();
    app.change(DEP, "pub number: u8", "pub number: u16");
    app.accept("dep::Item").is("persist.lock: accepted: dep::Item v1r3");
    app.check().is("persist.lock: all is sealed");
    // Without the alias, the second shape and the third are read, and the first is not.
    app.change(DEP, "    #[persist(alias = \"count\")]\n", "");
    app.build().is(r#"
        src/lib.rs:9:1: Save.player.items:
        version 1 of Item was released with field `count: u8`, which is not here
          help: declare `#[persist(removed("count"))]` at the type, or `#[persist(alias = "count")]` at the field that it is now
        version 1 of Item was released without field `number`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field
          help: if `dep` is not yours to change, `PERSIST_LOCK=accept=dep::Item cargo test` takes the new shape as a revision of the old version, if that is still read
    "#);
    app.accept("dep::Item").is(r#"
        src/lib.rs:9:1: Save.player.items:
        version 1 of Item was released with field `count: u8`, which is not here
          help: declare `#[persist(removed("count"))]` at the type, or `#[persist(alias = "count")]` at the field that it is now
        version 1 of Item was released without field `number`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field
          help: it is not accepted, as files that were released would not be read: keep to a `dep` that reads them
    "#);
}
