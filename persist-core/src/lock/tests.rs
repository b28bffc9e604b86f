//! The constants against tables by hand, while this crate's tests compile and when they run.

use super::*;
use crate::Persist;

const fn text(found: &Option<Text>) -> &str {
    match found {
        Some(text) => text.as_str(),
        None => "",
    }
}

const U8: Ty = Ty::Leaf(Kind::Number(Number::U8));
const U16: Ty = Ty::Leaf(Kind::Number(Number::U16));
const STRING: Ty = Ty::Leaf(Kind::Text);

const fn field(name: &'static str, ty: Ty) -> Line {
    Line { variant: None, field: Some((name, ty)) }
}

const fn stanza(name: &'static str, version: u32, form: Form, lines: &'static [Line]) -> Stanza {
    Stanza { key: Ty::Named("persist_core", name, &[]), version, revision: 1, form, digest: 0, lines }
}

mod today {
    use super::*;

    #[derive(Persist)]
    #[persist(version = 2, removed("mana"))]
    pub(super) struct Player {
        pub(super) name: String,
        #[persist(alias = "hp")]
        pub(super) health: u32,
        #[persist(since = 2, default)]
        pub(super) items: Vec<Item>,
        #[persist(was(u8, until = 1, with = wide))]
        pub(super) level: String,
    }

    fn wide(level: u8) -> String {
        level.to_string()
    }

    #[derive(Persist)]
    pub(super) enum Item {
        Coin,
        Potion { strength: u8, of: Option<Box<Item>> },
    }

    #[derive(Persist)]
    pub(super) struct Save {
        pub(super) players: Vec<Player>,
        pub(super) pairs: Pair<Item, 3>,
    }

    #[derive(Persist)]
    pub(super) struct Pair<T, const N: usize> {
        pub(super) both: [T; N],
    }
}

const ITEM: &[Line] = &[
    Line { variant: Some("Coin"), field: None },
    Line { variant: Some("Potion"), field: None },
    Line {
        variant: Some("Potion"),
        field: Some(("of", Ty::Of(Kind::Option, &[Ty::Named("persist_core", "Item", &[])]))),
    },
    Line { variant: Some("Potion"), field: Some(("strength", U8)) },
];

/// The table of names, as the macro makes it.
const fn names<const N: usize>(stanzas: &[Stanza; N]) -> [(u64, usize); N] {
    let mut names = [(0, 0); N];
    let mut at = 0;
    while at < N {
        let name = (digest::of_name(stanzas[at].key.name()), at);
        let mut place = at;
        while place > 0 && names[place - 1].0 > name.0 {
            names[place] = names[place - 1];
            place -= 1;
        }
        names[place] = name;
        at += 1;
    }
    names
}

const STANZAS: [Stanza; 3] = [
    stanza("Item", 1, Form::Enum, ITEM),
    Stanza {
        key: Ty::Named("persist_core", "Pair", &[Ty::Named("persist_core", "Item", &[]), Ty::Const(3)]),
        version: 1,
        revision: 1,
        form: Form::Struct,
        digest: 0,
        lines: &[field("both", Ty::Array(3, &[Ty::Named("persist_core", "Item", &[])]))],
    },
    stanza(
        "Player",
        1,
        Form::Struct,
        &[field("hp", U16), field("level", U8), field("mana", U8), field("name", STRING)],
    ),
];

const LOCK: Lock =
    Lock { stanzas: &STANZAS, names: &names(&STANZAS), retired: &[Ty::Named("persist_core", "Hero", &[])] };

const ROOTS: &[Root] = &[Root::of::<today::Save>()];

const FOUND: Option<Text> = walk(&LOCK, ROOTS, "persist_core::lock::tests", None);

#[test]
fn what_is_declared_stands_in_no_way() {
    assert_eq!(text(&FOUND), "");
}

#[test]
fn each_thing_that_stands_in_the_way_is_told() {
    const STANZAS: [Stanza; 4] = [
        stanza("Gone", 1, Form::Struct, &[]),
        stanza("Hero", 1, Form::Struct, &[]),
        stanza(
            "Item",
            1,
            Form::Enum,
            &[
                Line { variant: Some("Lamp"), field: None },
                Line { variant: Some("Potion"), field: None },
                Line { variant: Some("Potion"), field: Some(("strength", U16)) },
            ],
        ),
        stanza(
            "Player",
            1,
            Form::Struct,
            &[field("health", STRING), field("items", U8), field("level", U16), field("luck", U8)],
        ),
    ];
    const CHANGED: Lock =
        Lock { stanzas: &STANZAS, names: &names(&STANZAS), retired: &[Ty::Named("persist_core", "Hero", &[])] };
    const FOUND: Option<Text> = walk(&CHANGED, ROOTS, "persist_core::lock::tests", None);
    assert_eq!(
        text(&FOUND),
        r#"Save.players:
version 1 of Player was released with field `luck: u8`, which is not here
  help: declare `#[persist(removed("luck"))]` at the type, or `#[persist(alias = "luck")]` at the field that it is now
version 1 of Player was released without field `name`
  help: declare `#[persist(since = 2, default = …)]` at the field
field `health` of `Player` is `u32`, but version 1 was released with `String`
  help: declare `#[persist(was(String, until = 1, with = …))]` at the field
version 1 of Player was released with field `items` already, and the field says `since = 2`
  help: give the new field a name that no earlier version had, or take `since` back
field `level` of `Player` is `String`, but version 1 was released with `u16`
  help: declare `#[persist(was(u16, until = 1, with = …))]` at the field
Save.players.items:
version 1 of Item was released with the variant `Lamp`, which is not here
  help: raise `version` to 2, and declare `#[persist(removed("Lamp"))]` at the enum (a value of it is an error then), or `#[persist(removed(Lamp: TYPE, with = …))]`
version 1 of Item was released without the variant `Coin`
  help: raise `version` to 2
field `Potion.strength` of `Item` is `u8`, but version 1 was released with `u16`
  help: raise `version` to 2, and declare `#[persist(was(u16, until = 1, with = …))]` at the field
version 1 of Item was released without field `Potion.of`
  help: raise `version` to 2, and declare `#[persist(since = 2, default = …)]` at the field (or `alias`, if it had another name)
persist_core::Gone was released, and no type of `lock_formats!` leads to it any more:
  help: if it has another name now, declare `#[persist(alias = "Gone")]` at it; if no file of it will ever be loaded again, add the line `retired persist_core::Gone` to persist.lock"#
    );
}

#[test]
fn the_types_of_these_tests_are_types_like_others() {
    let save = today::Save { players: Vec::new(), pairs: today::Pair { both: [const { today::Item::Coin }; 3] } };
    assert_eq!(save.players.len() + save.pairs.both.len(), 3);
    let potion = today::Item::Potion { strength: 1, of: None };
    let player = today::Player { name: String::new(), health: 1, items: vec![potion], level: String::new() };
    assert!(matches!(player.items[0], today::Item::Potion { strength: 1, of: None }));
    assert_eq!(player.name.len() + player.level.len() + player.health as usize, 1);
}

/// The same number is in the tests of `persist-derive`, of the lines of this type.
#[test]
fn digests_are_those_of_the_macro() {
    let item = <today::Item as crate::__private::Describe>::LINK.outline().unwrap();
    assert_eq!(digest::of_shape(item), 0xa19e_9827_c3f0_8057);
}
