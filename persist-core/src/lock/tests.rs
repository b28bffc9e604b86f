//! The walk against tables by hand.

use super::*;
use crate::Persist;
use crate::schema::{Describe, Kind, Number, Outline, identity};

const fn text(found: &Option<Text>) -> &str {
    match found {
        Some(text) => text.as_str(),
        None => "",
    }
}

/// A table, in the words of `lock/tables.rs` of `persist-derive`.
mod written {
    use std::sync::Mutex;

    use crate::schema::{Kind, Number, identity};

    pub(super) fn framed(bytes: &[u8]) -> Vec<u8> {
        // One byte of LEB128 holds the lengths of these tests.
        [&[u8::try_from(bytes.len()).ok().filter(|len| *len < 0x80).unwrap()], bytes].concat()
    }

    pub(super) fn leaf(kind: Kind) -> Vec<u8> {
        vec![kind.code()]
    }

    pub(super) fn number(number: Number) -> Vec<u8> {
        leaf(Kind::Number(number))
    }

    pub(super) fn of(kind: Kind, part: &[u8]) -> Vec<u8> {
        [leaf(kind), framed(part)].concat()
    }

    pub(super) fn array(count: u64, part: &[u8]) -> Vec<u8> {
        [&[Kind::Array.code()], &count.to_le_bytes()[..], &framed(part)].concat()
    }

    pub(super) fn named(name: &str, arguments: &[Vec<u8>]) -> Vec<u8> {
        let arguments: Vec<Vec<u8>> = arguments.iter().map(|argument| framed(argument)).collect();
        [leaf(Kind::Struct), framed(b"persist_core"), framed(name.as_bytes()), arguments.concat()].concat()
    }

    pub(super) fn constant(number: i128) -> Vec<u8> {
        [&[254], &number.to_le_bytes()[..]].concat()
    }

    pub(super) fn field(name: &str, ty: &[u8]) -> Vec<u8> {
        [&[0, 1], &framed(name.as_bytes())[..], ty].concat()
    }

    pub(super) fn variant(name: &str) -> Vec<u8> {
        [&[1], &framed(name.as_bytes())[..], &[0]].concat()
    }

    pub(super) fn variant_field(variant: &str, name: &str, ty: &[u8]) -> Vec<u8> {
        [&[1], &framed(variant.as_bytes())[..], &[1], &framed(name.as_bytes()), ty].concat()
    }

    /// Version 1 of types: name, arguments, form, lines; their shapes are those of no type.
    pub(super) type Stanza<'a> = (&'a str, &'a [Vec<u8>], u32, &'a [Vec<u8>]);

    pub(super) fn stanzas(stanzas: &[Stanza<'_>]) -> &'static [u8] {
        let mut stanzas = stanzas.to_vec();
        stanzas.sort_by_key(|(name, ..)| identity::of_text(name));
        let (mut bytes, mut details) = (u32::try_from(stanzas.len()).unwrap().to_le_bytes().to_vec(), Vec::new());
        for (name, arguments, form, lines) in stanzas {
            details.extend(framed(&named(name, arguments)));
            lines.iter().for_each(|line| details.extend(framed(line)));
            bytes.extend(identity::of_text(name).to_le_bytes());
            bytes.extend(0_u64.to_le_bytes());
            let end = u32::try_from(details.len()).unwrap();
            [1, 1, form, end].iter().for_each(|number| bytes.extend(number.to_le_bytes()));
        }
        bytes.extend(details);
        kept(bytes)
    }

    pub(super) fn retired(name: &str) -> &'static [u8] {
        kept(framed(&named(name, &[])))
    }

    /// For ever, as tables of a program are: what a static points to is no leak.
    fn kept(bytes: Vec<u8>) -> &'static [u8] {
        static KEPT: Mutex<Vec<&[u8]>> = Mutex::new(Vec::new());
        let bytes = bytes.leak();
        KEPT.lock().unwrap().push(bytes);
        bytes
    }
}

use written::{array, constant, field, leaf, named, number, of, variant, variant_field};

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

const ROOTS: &[Root] = &[Root::of::<today::Save>()];

const MODULE: &str = "persist_core::lock::tests";

/// What the walk says of some stanzas.
fn found(stanzas: &[written::Stanza<'_>]) -> Option<Text> {
    walk(&Lock::new(written::stanzas(stanzas), written::retired("Hero"), 0), ROOTS, MODULE, None)
}

#[test]
fn what_is_declared_stands_in_no_way() {
    let item = named("Item", &[]);
    let [u8, u16] = [Number::U8, Number::U16].map(number);
    let found = found(&[
        (
            "Item",
            &[],
            2,
            &[
                variant("Coin"),
                variant("Potion"),
                variant_field("Potion", "of", &of(Kind::Option, &item)),
                variant_field("Potion", "strength", &u8),
            ],
        ),
        ("Pair", &[item.clone(), constant(3)], 0, &[field("both", &array(3, &item))]),
        (
            "Player",
            &[],
            0,
            &[field("hp", &u16), field("level", &u8), field("mana", &u8), field("name", &leaf(Kind::Text))],
        ),
    ]);
    assert_eq!(text(&found), "");
}

/// The crate of these tests has no file that a macro could read, so this table is by hand.
#[test]
fn constants_read_tables() {
    const TABLE: &[u8] = b"\0\0\0\0";
    const LOCK: Lock = Lock::new(TABLE, b"\x14\x0c\x0cpersist_core\x05Hello", 0);
    const FOUND: Option<Text> = walk(&LOCK, ROOTS, MODULE, None);
    assert_eq!(text(&FOUND), "");
}

#[test]
fn each_thing_that_stands_in_the_way_is_told() {
    let [u8, u16] = [Number::U8, Number::U16].map(number);
    let string = leaf(Kind::Text);
    let found = found(&[
        ("Gone", &[], 0, &[]),
        ("Hero", &[], 0, &[]),
        ("Item", &[], 2, &[variant("Lamp"), variant("Potion"), variant_field("Potion", "strength", &u16)]),
        ("Player", &[], 0, &[field("health", &string), field("items", &u8), field("level", &u16), field("luck", &u8)]),
    ]);
    assert_eq!(
        text(&found),
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

mod every {
    use std::collections::BTreeMap;
    use std::ops::Range;
    use std::sync::Mutex;

    use super::today::Item;
    use super::*;

    #[derive(Persist)]
    pub(super) struct Every {
        pub(super) a: u8,
        pub(super) b: Vec<String>,
        pub(super) c: (u8, [f32; 3]),
        pub(super) d: BTreeMap<char, Item>,
        pub(super) e: Option<Turn<Item, -3>>,
        pub(super) f: Mutex<()>,
        pub(super) g: Range<u8>,
    }

    #[derive(Persist)]
    pub(super) struct Turn<T, const N: i8>(pub(super) T);
}

fn every() -> &'static Outline<'static> {
    let every = every::Every {
        a: 1,
        b: Vec::new(),
        c: (1, [1.0; 3]),
        d: [].into(),
        e: Some(every::Turn(today::Item::Coin)),
        f: ().into(),
        g: 1..2,
    };
    outline_of(&every)
}

fn outline_of<T: Describe>(_: &T) -> &'static Outline<'static> {
    T::LINK.outline().unwrap()
}

/// The same numbers are in the tests of `persist-derive`, of the lines of this type.
#[test]
fn identities_are_those_of_the_macro() {
    assert_eq!(identity::of_shape(every()), 0xf823_2225_a386_b077);
    let own = identity::of_named(every().named().unwrap());
    assert_eq!(own, every::Every::LINK.identity);
    assert_eq!(identity::of_fields(own, every()), 0xb711_3b29_5c03_384e);
}

#[test]
fn every_kind_has_a_number_of_its_own() {
    for code in 0..=u8::MAX {
        assert_eq!(Kind::of_code(code).map(Kind::code), (code <= 12 || (16..28).contains(&code)).then_some(code));
    }
}
