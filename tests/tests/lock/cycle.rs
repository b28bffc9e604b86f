//! Two releases of a program, as its developer lives through them.

use super::cargo::Crate;

#[test]
fn two_releases() {
    let app = Crate::new(
        "cycle",
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist, Debug)]
        pub struct Save {
            pub player: String,
            pub items: Vec<Item>,
        }

        #[derive(Persist, Debug)]
        pub struct Item {
            pub name: String,
            pub weight: f32,
        }

        lock_formats!(Save);
        ",
    );
    app.write(
        "src/main.rs",
        "
        use app::{Item, Save};

        fn main() {
            let item = Item { name: \"lamp\".to_owned(), weight: 1.5 };
            persist_core::save(\"game.save\", &Save { player: \"Ada\".to_owned(), items: vec![item] }).unwrap();
        }
        ",
    );

    // Before the first release, types change as they like.
    app.test().is("persist.lock: open: app::Save v1, app::Item v1");
    app.check().is(r#"
        persist.lock: not sealed: app::Save v1, app::Item v1
          help: `PERSIST_LOCK=seal cargo test`, and commit the file
    "#);
    // The release: what is open is sealed, and the lock is committed.
    app.seal().is("persist.lock: sealed: app::Save v1, app::Item v1");
    app.check().is("persist.lock: all is sealed");
    assert_eq!(app.run(), "");

    // A change, made without a thought.
    app.edit("weight: f32,", "grams: u32,\n    pub owner: Option<String>,");
    app.edit("player: String", "player: Vec<String>");
    app.write(
        "src/main.rs",
        "
        fn main() {
            println!(\"{:?}\", persist_core::load::<app::Save>(\"game.save\").unwrap());
        }
        ",
    );
    app.build().is(r#"
        src/lib.rs:5:9: field `player` of `Save` is `Vec<String>`, but version 1 was released with `String`
          help: raise `version` to 2, and declare `#[persist(was(String, until = 1, with = …))]` at the field
        src/lib.rs:10:12: version 1 of Item was released with field `weight: f32`, which is not here
          help: raise `version` to 2, and declare `#[persist(removed("weight"))]` at the type, or `#[persist(alias = "weight")]` at the field that it is now
        src/lib.rs:12:9: version 1 of Item was released without field `grams`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field (or `alias`, if it had another name)
        src/lib.rs:13:9: version 1 of Item was released without field `owner`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field (or `alias`, if it had another name)
    "#);

    // What the errors ask for.
    app.edit(
        "#[derive(Persist, Debug)]\npub struct Save",
        "#[derive(Persist, Debug)]\n#[persist(version = 2)]\npub struct Save",
    );
    app.edit(
        "#[derive(Persist, Debug)]\npub struct Item",
        "#[derive(Persist, Debug)]\n#[persist(version = 2)]\npub struct Item",
    );
    app.append(
        "src/lib.rs",
        "

        fn alone(player: String) -> Vec<String> {
            vec![player]
        }

        fn grams(weight: f32) -> u32 {
            (weight * 1000.0) as u32
        }
        ",
    );
    app.edit("    pub player", "    #[persist(was(String, until = 1, with = alone))]\n    pub player");
    app.edit("    pub grams", "    #[persist(alias = \"weight\", was(f32, until = 1, with = grams))]\n    pub grams");
    app.build().is(r#"
        src/lib.rs:17:9: version 1 of Item was released without field `owner`
          help: declare `#[persist(since = 2, default = …)]` at the field
    "#);
    app.edit("    pub owner", "    #[persist(since = 2, default)]\n    pub owner");
    app.build().is_nothing();

    // The new versions are open, and may change further until they are released.
    app.test().is("persist.lock: open: app::Save v2, app::Item v2");
    app.edit("owner: Option<String>", "owner: String");
    app.build().is_nothing();
    app.check().is(r#"
        persist.lock: not sealed: app::Save v2, app::Item v2
          help: `PERSIST_LOCK=seal cargo test`, and commit the file
    "#);
    app.seal().is("persist.lock: sealed: app::Save v2, app::Item v2");
    app.check().is("persist.lock: all is sealed");
    app.seal().is("persist.lock: nothing is open");

    // Release 2 loads what release 1 has saved.
    let loaded = "Save { player: [\"Ada\"], items: [Item { name: \"lamp\", grams: 1500, owner: \"\" }] }\n";
    assert_eq!(app.run(), loaded);
}
