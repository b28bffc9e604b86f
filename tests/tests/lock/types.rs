//! What stands behind the names of fields' types, and what types are saved as.

use super::cargo::Crate;

#[test]
fn an_alias_leads_to_another_type() {
    let app = Crate::released(
        "alias-retargeted",
        "
        use persist_core::{Persist, lock_formats};

        pub type Id = u32;

        #[derive(Persist)]
        pub struct Player {
            pub id: Id,
            pub friends: Vec<Id>,
        }

        lock_formats!(Player);
        ",
    );
    app.edit("type Id = u32", "type Id = u64");
    app.build().is(r#"
        src/lib.rs:7:9: field `id` of `Player` is `u64`, but version 1 was released with `u32`
          help: raise `version` to 2, where the one is read as the other
        src/lib.rs:8:9: field `friends` of `Player` is `Vec<u64>`, but version 1 was released with `Vec<u32>`
          help: raise `version` to 2, where the one is read as the other
    "#);
}

#[test]
fn an_alias_is_what_it_stands_for() {
    let app = Crate::released(
        "alias",
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Player {
            pub id: u32,
            pub items: Vec<Option<String>>,
        }

        lock_formats!(Player);
        ",
    );
    app.library(
        "
        use persist_core::{Persist, lock_formats};

        pub type Id = u32;
        pub type Items<T> = std::collections::VecDeque<Option<T>>;

        #[derive(Persist)]
        pub struct Player {
            pub id: Id,
            pub items: Box<Items<std::rc::Rc<str>>>,
        }

        lock_formats!(Player);
        ",
    );
    app.build().is_nothing();
}

#[test]
fn a_name_of_the_prelude_is_shadowed() {
    let app = Crate::released(
        "shadowed",
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Player {
            pub name: String,
        }

        lock_formats!(Player);
        ",
    );
    app.append(
        "src/lib.rs",
        "

        #[derive(Persist)]
        pub struct String {
            pub bytes: Vec<u8>,
        }
        ",
    );
    app.build().is(r#"
        src/lib.rs:8:1: Player:
        field `name` of `Player` is another `String` than the one that version 1 was released with
          help: raise `version` to 2, and declare `#[persist(was(String, until = 1, with = …))]` at the field
    "#);
}

#[test]
fn what_is_saved_is_what_is_recorded() {
    let app = Crate::released(
        "representations",
        "
        use persist_core::{Persist, Represent, lock_formats};

        #[derive(Persist, Clone)]
        #[persist(from = \"u32\", into = \"u32\")]
        pub struct Color(pub [u8; 4]);

        impl From<u32> for Color {
            fn from(number: u32) -> Self {
                Color(number.to_le_bytes())
            }
        }

        impl From<Color> for u32 {
            fn from(color: Color) -> Self {
                u32::from_le_bytes(color.0)
            }
        }

        #[derive(Persist)]
        pub struct Shape {
            pub color: Color,
            #[persist(with = Vec<AsText>)]
            pub corners: Vec<char>,
        }

        /// Saves a `char` as text.
        pub struct AsText;

        impl Represent<char> for AsText {
            type Repr = String;

            fn represent(value: &char) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
                Ok(value.to_string())
            }

            fn restore(text: String) -> Result<char, Box<dyn std::error::Error + Send + Sync>> {
                Ok(text.parse()?)
            }
        }

        lock_formats!(Shape);
        ",
    );
    app.says_lock(
        r#"
        persist.lock 1
        app::Shape v1 .color u32
        app::Shape v1 .corners Vec<String>
        app::Shape v1 struct a9a1b87dcf906134
    "#,
    );
    app.build().is_nothing();
    app.library(&app.read("src/lib.rs").replace("u32", "u64").replace("[u8; 4]", "[u8; 8]"));
    app.edit("    #[persist(with = Vec<AsText>)]\n", "");
    app.build().is(r#"
        src/lib.rs:21:9: field `color` of `Shape` is `u64`, but version 1 was released with `u32`
          help: raise `version` to 2, where the one is read as the other
        src/lib.rs:22:9: field `corners` of `Shape` is `Vec<char>`, but version 1 was released with `Vec<String>`
          help: raise `version` to 2, and declare `#[persist(was(Vec<String>, until = 1, with = …))]` at the field
    "#);
}

#[test]
fn types_of_macros_are_types() {
    let app = Crate::released(
        "macros",
        "
        macro_rules! stats {
            ($name:ident { $($field:ident: $ty:ty),* }) => {
                #[derive(persist_core::Persist)]
                pub struct $name {
                    $(pub $field: $ty,)*
                }
            };
        }

        stats!(Player { hp: u16, mana: u8 });

        persist_core::lock_formats!(Player);
        ",
    );
    app.edit("hp: u16", "hp: [u16; 2]");
    app.build().is(r#"
        src/lib.rs:10:17: field `hp` of `Player` is `[u16; 2]`, but version 1 was released with `u16`
          help: raise `version` to 2, and declare `#[persist(was(u16, until = 1, with = …))]` at the field
    "#);
}

#[test]
fn types_that_hold_themselves() {
    let app = Crate::released(
        "recursive",
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Tree {
            pub name: String,
            pub children: Vec<Tree>,
        }

        #[derive(Persist)]
        pub struct List<T> {
            pub first: T,
            pub rest: Option<Box<List<T>>>,
        }

        #[derive(Persist)]
        pub struct Folder<T> {
            pub entries: Vec<Entry<T>>,
        }

        #[derive(Persist)]
        pub enum Entry<T> {
            File(T),
            Folder(Folder<T>),
        }

        #[derive(Persist)]
        #[persist(transparent)]
        pub struct Nest(pub Vec<Nest>);

        #[derive(Persist)]
        pub struct Nests {
            pub size: u32,
            pub nest: Nest,
            pub list: List<Nest>,
        }

        lock_formats!(Tree, List<u8>, Folder<String>, Nest, Nests);
        ",
    );
    app.check().is("persist.lock: all is sealed");
    app.build().is_nothing();
    app.edit("name: String", "name: u8");
    app.build().is(r#"
        src/lib.rs:5:9: field `name` of `Tree` is `u8`, but version 1 was released with `String`
          help: raise `version` to 2, and declare `#[persist(was(String, until = 1, with = …))]` at the field
    "#);
    app.edit("name: u8", "name: String");
    app.edit("pub nest: Nest", "pub nest: Option<Option<Nest>>");
    app.build().is(r#"
        src/lib.rs:33:9: field `nest` of `Nests` is `Option<Option<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<…>>>>>>>>>>>>`, but version 1 was released with `Vec<_>`
          help: raise `version` to 2, and declare `#[persist(was(Vec<_>, until = 1, with = …))]` at the field
    "#);
    app.edit("pub nest: Option<Option<Nest>>", "pub nest: Nest");
    app.edit("first: T", "first: Vec<T>");
    app.edit("File(T)", "File(T, u8)");
    app.test().is(r#"
        src/lib.rs:22:13: version 1 of Entry was released without field `File.1`
          help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field (or `alias`, if it had another name)
        src/lib.rs:37:1: List<u8>:
        field `first` of `List` is `Vec<u8>`, but version 1 was released with `u8`
          help: raise `version` to 2, and declare `#[persist(was(u8, until = 1, with = …))]` at the field
    "#);
    app.edit("first: Vec<T>", "first: T");
    // What constants do not lead to, the test does.
    app.edit("File(T, u8)", "File(Vec<T>)");
    app.build().is_nothing();
    app.test().is(r#"
        persist.lock: version 1 of app::Entry<String>: it holds Entry, version 1, which cannot be read as the program's Entry, version 1:
          Entry::File.0: String in the file, Vec<String> in the program; raise the `version` of `Entry` to 2 and declare `#[persist(was(String, until = 1, with = …))]` at the field
        persist.lock: version 1 of app::Folder<String>: it holds Folder, version 1, which cannot be read as the program's Folder, version 1:
          Folder.entries[]::File.0: String in the file, Vec<String> in the program; raise the `version` of `Entry` to 2 and declare `#[persist(was(String, until = 1, with = …))]` at the field
        persist.lock: app::Entry<String> is not what was released as version 1:
          - ::File.0 String
          + ::File.0 Vec<String>
          help: raise `version` to 2, and declare what has changed
    "#);
}

#[test]
fn where_all_is_well_the_compiler_has_nothing_to_check_at_a_type() {
    let app = Crate::released(
        "no-cost",
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Player {
            pub name: String,
            pub hp: u16,
            pub mana: u8,
            pub item: Item,
        }

        #[derive(Persist)]
        pub enum Item {
            Coin,
            Potion { strength: u8 },
        }

        lock_formats!(Player);
        ",
    );
    assert_eq!(app.checks_at_types(), 0);
    app.library(
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        #[persist(version = 2, removed(\"mana\"))]
        pub struct Player {
            #[persist(alias = \"name\")]
            pub title: Option<String>,
            #[persist(was(u16, until = 1, with = f32::from))]
            pub health: f32,
            #[persist(since = 2, default)]
            pub level: u32,
            pub item: Item,
        }

        #[derive(Persist)]
        #[persist(version = 2)]
        pub enum Item {
            Potion { #[persist(alias = \"strength\")] force: u32 },
            Coin,
            Ring,
        }

        lock_formats!(Player);
        ",
    );
    app.edit("was(u16", "alias = \"hp\", was(u16");
    assert_eq!(app.checks_at_types(), 0);
    app.seal().is("persist.lock: sealed: app::Player v2, app::Item v2");
    assert_eq!(app.checks_at_types(), 0);
    // An alias looks like another type, and is asked about: at the type and at each field.
    app.edit("pub level: u32", "pub level: Level");
    app.append("src/lib.rs", "\ntype Level = u32;");
    assert_eq!(app.checks_at_types(), 5);
}
