//! Changes of fields and variants, each beside the type that was released.

use super::cargo::Crate;

const PLAYER: &str = "
    use persist_core::{Persist, lock_formats};

    #[derive(Persist)]
    pub struct Player {
        pub name: String,
        pub hp: u16,
    }

    lock_formats!(Player);
";

#[test]
fn a_field_has_another_type() {
    let app = Crate::released("field-retyped", PLAYER);
    app.edit("hp: u16", "hp: Vec<u16>");
    app.build().is(r#"
        src/lib.rs:6:9: field `hp` of `Player` is `Vec<u16>`, but version 1 was released with `u16`
          help: raise `version` to 2, and declare `#[persist(was(u16, until = 1, with = …))]` at the field
    "#);
    app.edit("hp: Vec<u16>", "hp: u32");
    app.build().is(r#"
        src/lib.rs:6:9: field `hp` of `Player` is `u32`, but version 1 was released with `u16`
          help: raise `version` to 2, where the one is read as the other
    "#);
    app.edit("hp: u32", "hp: u16");
    app.build().is_nothing();
}

#[test]
fn a_field_is_removed() {
    let app = Crate::released("field-removed", PLAYER);
    app.edit("    pub hp: u16,\n", "");
    app.build().is(r#"
        src/lib.rs:4:12: version 1 of Player was released with field `hp: u16`, which is not here
          help: raise `version` to 2, and declare `#[persist(removed("hp"))]` at the type, or `#[persist(alias = "hp")]` at the field that it is now
    "#);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.build().is(r#"
        src/lib.rs:5:12: version 1 of Player was released with field `hp: u16`, which is not here
          help: declare `#[persist(removed("hp"))]` at the type, or `#[persist(alias = "hp")]` at the field that it is now
    "#);
    app.edit("version = 2", "version = 2, removed(\"hp\")");
    app.build().is_nothing();
}

#[test]
fn a_field_is_added_without_since() {
    let app = Crate::released("field-added", PLAYER);
    app.edit("hp: u16", "hp: u16,\n    pub mana: u8");
    app.build().is(r#"
        src/lib.rs:7:9: version 1 of Player was released without field `mana`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field (or `alias`, if it had another name)
    "#);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.build().is(r#"
        src/lib.rs:8:9: version 1 of Player was released without field `mana`
          help: declare `#[persist(since = 2, default = …)]` at the field
    "#);
    app.edit("    pub mana", "    #[persist(since = 2, default = 3)]\n    pub mana");
    app.build().is_nothing();
}

#[test]
fn a_field_is_renamed() {
    let app = Crate::released("field-renamed", PLAYER);
    app.edit("pub hp", "pub health");
    app.build().is(r#"
        src/lib.rs:4:12: version 1 of Player was released with field `hp: u16`, which is not here
          help: raise `version` to 2, and declare `#[persist(removed("hp"))]` at the type, or `#[persist(alias = "hp")]` at the field that it is now
        src/lib.rs:6:9: version 1 of Player was released without field `health`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field (or `alias`, if it had another name)
    "#);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.edit("    pub health", "    #[persist(alias = \"hp\")]\n    pub health");
    app.build().is_nothing();
}

#[test]
fn the_order_of_fields_and_variants_is_free() {
    let app = Crate::released(
        "reordered",
        "
        #[derive(persist_core::Persist)]
        pub enum Item {
            Coin,
            Potion { strength: u8, name: String },
        }

        persist_core::lock_formats!(Item);
        ",
    );
    app.library(
        "
        #[derive(persist_core::Persist)]
        pub enum Item {
            Potion { name: String, strength: u8 },
            Coin,
        }

        persist_core::lock_formats!(Item);
        ",
    );
    app.build().is_nothing();
    app.check().is("persist.lock: all is sealed");
}

#[test]
fn all_that_has_changed_is_told_in_one_build() {
    let app = Crate::released(
        "bumped",
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Player {
            pub name: String,
            pub hp: u16,
            pub mana: u8,
        }

        #[derive(Persist)]
        pub struct Settings {
            pub volume: f32,
        }

        lock_formats!(Player, Settings);
        ",
    );
    app.library(
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        #[persist(version = 2)]
        pub struct Player {
            pub name: Option<String>,
            pub hp: Vec<u16>,
            pub level: u32,
        }

        #[derive(Persist)]
        pub struct Settings {
            pub volume: String,
        }

        lock_formats!(Player, Settings);
        ",
    );
    app.build().is(r#"
        src/lib.rs:5:12: version 1 of Player was released with field `mana: u8`, which is not here
          help: declare `#[persist(removed("mana"))]` at the type, or `#[persist(alias = "mana")]` at the field that it is now
        src/lib.rs:7:9: field `hp` of `Player` is `Vec<u16>`, but version 1 was released with `u16`
          help: declare `#[persist(was(u16, until = 1, with = …))]` at the field
        src/lib.rs:8:9: version 1 of Player was released without field `level`
          help: declare `#[persist(since = 2, default = …)]` at the field
        src/lib.rs:13:9: field `volume` of `Settings` is `String`, but version 1 was released with `f32`
          help: raise `version` to 2, and declare `#[persist(was(f32, until = 1, with = …))]` at the field
    "#);
    app.library(
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        #[persist(version = 2, removed(\"mana\"))]
        pub struct Player {
            pub name: Option<String>,
            #[persist(was(u16, until = 1, with = alone))]
            pub hp: Vec<u16>,
            #[persist(since = 2, default)]
            pub level: u32,
        }

        fn alone(hp: u16) -> Vec<u16> {
            vec![hp]
        }

        #[derive(Persist)]
        pub struct Settings {
            pub volume: f32,
        }

        lock_formats!(Player, Settings);
        ",
    );
    app.build().is_nothing();
    app.seal().is("persist.lock: sealed: app::Player v2");
    app.build().is_nothing();
}

#[test]
fn a_released_version_is_not_used_again() {
    let app = Crate::released("version-taken-back", PLAYER);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.seal().is("persist.lock: sealed: app::Player v2");
    app.edit("#[persist(version = 2)]\n", "");
    app.build().is(r#"
        src/lib.rs:4:12: version 2 of Player was released, and this is version 1
          help: a version that was released is not used again: raise `version` above it
    "#);
}

#[test]
fn the_name_of_a_removed_field_is_not_used_again() {
    let app = Crate::released("name-used-again", PLAYER);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2, removed(\"hp\"))]\n");
    app.edit("    pub hp: u16,\n", "");
    app.seal().is("persist.lock: sealed: app::Player v2");
    app.edit("version = 2, removed(\"hp\")", "version = 3");
    app.edit("pub name", "#[persist(since = 3, default)]\n    pub hp: String,\n    pub name");
    app.build().is(r#"
        src/lib.rs:7:9: version 2 of Player was released without `hp`, which earlier versions had
          help: the name of what was removed is not used again: take another one
    "#);
}

const ITEM: &str = "
    use persist_core::{Persist, lock_formats};

    #[derive(Persist)]
    pub enum Item {
        Coin,
        Potion { strength: u8 },
        Sword(u16),
    }

    lock_formats!(Item);
";

#[test]
fn a_variant_is_removed() {
    let app = Crate::released("variant-removed", ITEM);
    app.edit("    Coin,\n", "");
    app.build().is(r#"
        src/lib.rs:4:10: version 1 of Item was released with the variant `Coin`, which is not here
          help: raise `version` to 2, and declare `#[persist(removed("Coin"))]` at the enum (a value of it is an error then), or `#[persist(removed(Coin: TYPE, with = …))]`
    "#);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.build().is(r#"
        src/lib.rs:5:10: version 1 of Item was released with the variant `Coin`, which is not here
          help: declare `#[persist(removed("Coin"))]` at the enum (a value of it is an error then), or `#[persist(removed(Coin: TYPE, with = …))]`
    "#);
    app.edit("version = 2", "version = 2, removed(\"Coin\")");
    app.build().is_nothing();
    app.seal().is("persist.lock: sealed: app::Item v2");
    app.edit("version = 2, removed(\"Coin\")", "version = 3");
    app.edit("    Sword", "    Coin { worth: u8 },\n    Sword");
    app.build().is(r#"
        src/lib.rs:7:5: version 2 of Item was released without `Coin`, which earlier versions had
          help: the name of what was removed is not used again: take another one
        src/lib.rs:7:12: version 1 of Item was released without field `Coin.worth`
          help: declare `#[persist(since = 3, default = …)]` at the field
    "#);
}

#[test]
fn a_variant_is_added() {
    let app = Crate::released("variant-added", ITEM);
    app.edit("    Coin,\n", "    Coin,\n    Ring,\n");
    app.build().is(r#"
        src/lib.rs:6:5: version 1 of Item was released without the variant `Ring`
          help: raise `version` to 2
    "#);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.build().is_nothing();
}

#[test]
fn the_fields_of_variants_are_fields() {
    let app = Crate::released("fields-of-variants", ITEM);
    app.edit("strength: u8", "strength: String, taste: u8");
    app.edit("Sword(u16)", "Sword(u16, u16)");
    app.build().is(r#"
        src/lib.rs:6:14: field `Potion.strength` of `Item` is `String`, but version 1 was released with `u8`
          help: raise `version` to 2, and declare `#[persist(was(u8, until = 1, with = …))]` at the field
        src/lib.rs:6:32: version 1 of Item was released without field `Potion.taste`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field (or `alias`, if it had another name)
        src/lib.rs:7:16: version 1 of Item was released without field `Sword.1`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field (or `alias`, if it had another name)
    "#);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.build().is(r#"
        src/lib.rs:7:14: field `Potion.strength` of `Item` is `String`, but version 1 was released with `u8`
          help: declare `#[persist(was(u8, until = 1, with = …))]` at the field
        src/lib.rs:7:32: version 1 of Item was released without field `Potion.taste`
          help: declare `#[persist(since = 2, default = …)]` at the field
        src/lib.rs:8:16: version 1 of Item was released without field `Sword.1`
          help: declare `#[persist(since = 2, default = …)]` at the field
    "#);
}

#[test]
fn an_enum_becomes_a_struct() {
    let app = Crate::released("enum-to-struct", ITEM);
    app.library(
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Item {
            pub strength: u8,
        }

        lock_formats!(Item);
    ",
    );
    app.build().is(r#"
        src/lib.rs:4:12: version 1 of Item was released as `enum`, and is `struct` here
          help: give the new type another name
    "#);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.build().is(r#"
        src/lib.rs:5:12: version 1 of Item was released as `enum`, and is `struct` here
          help: give the new type another name
    "#);
}

#[test]
fn a_fault_is_told_once_however_many_releases_there_are() {
    let app = Crate::released("many-releases", PLAYER);
    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.seal().is("persist.lock: sealed: app::Player v2");
    app.edit("hp: u16", "mana: u8");
    app.edit("name: String", "name: u64");
    app.build().is(r#"
        src/lib.rs:5:12: version 2 of Player was released with field `hp: u16`, which is not here
          help: raise `version` to 3, and declare `#[persist(removed("hp"))]` at the type, or `#[persist(alias = "hp")]` at the field that it is now
        src/lib.rs:6:9: field `name` of `Player` is `u64`, but version 2 was released with `String`
          help: raise `version` to 3, and declare `#[persist(was(String, until = 2, with = …))]` at the field
        src/lib.rs:7:9: version 2 of Player was released without field `mana`
          help: raise `version` to 3, and declare `#[persist(since = 3, default = …)]` at the field (or `alias`, if it had another name)
    "#);
    app.edit("version = 2", "version = 3");
    app.build().is(r#"
        src/lib.rs:5:12: version 2 of Player was released with field `hp: u16`, which is not here
          help: declare `#[persist(removed("hp"))]` at the type, or `#[persist(alias = "hp")]` at the field that it is now
        src/lib.rs:6:9: field `name` of `Player` is `u64`, but version 2 was released with `String`
          help: declare `#[persist(was(String, until = 2, with = …))]` at the field
        src/lib.rs:7:9: version 2 of Player was released without field `mana`
          help: declare `#[persist(since = 3, default = …)]` at the field
    "#);
}
