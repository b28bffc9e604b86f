//! The stable names of types: new ones, and those that several types bear.

use super::cargo::Crate;

const HERO: &str = "
    use persist_core::{Persist, lock_formats};

    #[derive(Persist)]
    pub struct Hero {
        pub hp: u16,
    }

    lock_formats!(Hero);
";

#[test]
fn a_root_is_renamed() {
    let app = Crate::released("root-renamed", HERO);
    app.edit("struct Hero", "struct Player");
    app.edit("!(Hero)", "!(Player)");
    app.build().is(r#"
        src/lib.rs:8:1: app::Hero was released, and no type of `lock_formats!` leads to it any more:
          help: if it has another name now, declare `#[persist(alias = "Hero")]` at it; if no file of it will ever be loaded again, add the line `retired app::Hero` to persist.lock
    "#);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(alias = \"Hero\")]\n");
    app.test().is("persist.lock: open: app::Player v1");
    app.seal().is("persist.lock: sealed: app::Player v1");
    // The new name has versions of its own, and those of the old one stay readable.
    app.edit("u16", "String");
    app.build().is(r#"
        src/lib.rs:6:9: field `hp` of `Player` is `String`, but version 1 was released with `u16`
          help: raise `version` to 2, and declare `#[persist(was(u16, until = 1, with = …))]` at the field
    "#);
}

#[test]
fn a_type_is_retired() {
    let app = Crate::released("retired", HERO);
    app.library(
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Settings {
            pub volume: f32,
        }

        lock_formats!(Settings);
        ",
    );
    app.build().is(r#"
        src/lib.rs:8:1: app::Hero was released, and no type of `lock_formats!` leads to it any more:
          help: if it has another name now, declare `#[persist(alias = "Hero")]` at it; if no file of it will ever be loaded again, add the line `retired app::Hero` to persist.lock
    "#);
    app.append("persist.lock", "retired app::Hero");
    app.seal().is("persist.lock: sealed: app::Settings v1");
    app.check().is("persist.lock: all is sealed");
}

#[test]
fn two_types_have_one_name() {
    let app = Crate::new(
        "namesakes",
        "
        use persist_core::{Persist, lock_formats};

        pub mod hero {
            #[derive(persist_core::Persist)]
            pub struct Stats {
                pub hp: u16,
            }
        }

        pub mod world {
            #[derive(persist_core::Persist)]
            pub struct Stats {
                pub age: u64,
            }
        }

        #[derive(Persist)]
        pub struct Save {
            pub hero: hero::Stats,
            pub world: world::Stats,
        }

        lock_formats!(Save);
        ",
    );
    app.seal().is(r#"
        persist.lock: app::world::Stats and app::hero::Stats are both saved as app::Stats
          help: give one of them a name of its own: `#[persist(rename = "…")]`, with `alias = "Stats"` if it was released under this one
    "#);
    // With a lock, the build tells.
    app.write("persist.lock", "persist.lock 1");
    app.build().is(r#"
        src/lib.rs:23:1: Save.world:
        app::world::Stats is saved under the name `Stats`, as another type of the crate is: app::hero::Stats
          help: give one of them a name of its own: `#[persist(rename = "…")]`, with `alias = "Stats"` if it was released under this one
    "#);
    app.edit(
        "    pub struct Stats {\n        pub age",
        "    #[persist(rename = \"WorldStats\")]\n    pub struct Stats {\n        pub age",
    );
    app.build().is_nothing();
    app.seal().is("persist.lock: sealed: app::Save v1, app::Stats v1, app::WorldStats v1");
    app.build().is_nothing();
}

#[test]
fn views_are_held_against_the_type_whose_name_they_bear() {
    let app = Crate::released(
        "views",
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Player {
            pub name: String,
            pub hp: u16,
        }

        #[derive(Persist)]
        #[persist(partial, rename = \"Player\")]
        pub struct NameOnly {
            pub name: String,
        }

        #[derive(Persist)]
        #[persist(encode_only, rename = \"Player\")]
        pub struct PlayerRef<'a> {
            pub name: &'a str,
            pub hp: u16,
        }

        lock_formats!(Player, NameOnly, PlayerRef<'static>);
        ",
    );
    app.write("../sealed.lock", &app.lock());
    app.check().is("persist.lock: all is sealed");
    app.edit("&'a str,\n    pub hp: u16", "&'a str,\n    pub hp: u32");
    app.edit("NameOnly {\n    pub name: String", "NameOnly {\n    pub name: u64");
    app.build().is(r#"
        src/lib.rs:12:9: field `name` of `Player` is `u64`, but version 1 was released with `String`
          help: raise `version` to 2, and declare `#[persist(was(String, until = 1, with = …))]` at the field
        src/lib.rs:19:9: field `hp` of `Player` is `u32`, but version 1 was released with `u16`
          help: raise `version` to 2, where the one is read as the other
    "#);
}
