//! Every rule of schema evolution, one by one: a file of one type is read as another.

use persist_core::{Decode, Effort, Encode, Error, ErrorKind, Persist, SaveOptions, from_slice};

/// Reads a value's file as another type, whatever the effort it was written with.
fn read<T: for<'de> Decode<'de> + PartialEq + std::fmt::Debug>(value: &impl Encode) -> Result<T, Error> {
    let mut options = SaveOptions::new();
    let fast = options.effort(Effort::Fast).to_vec(value)?;
    let small = options.effort(Effort::Small).to_vec(value)?;
    let (fast, small) = (from_slice::<T>(&fast), from_slice::<T>(&small));
    match (&fast, &small) {
        (Ok(one), Ok(other)) => assert_eq!(one, other),
        (Err(one), Err(other)) => assert_eq!(one.kind(), other.kind()),
        _ => panic!("{fast:?} {small:?}"),
    }
    fast
}

mod old {
    use super::*;
    #[derive(Persist, Debug, Clone, PartialEq)]
    pub(crate) struct Player {
        pub(crate) name: String,
        pub(crate) hp: u16,
        pub(crate) mana: Vec<u8>,
        pub(crate) score: u32,
        pub(crate) kind: Kind,
        pub(crate) at: (i32, i32),
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    pub(crate) enum Kind {
        Human,
        Orc { strength: u8 },
        Ghost(String, u8),
    }
}

mod new {
    use super::*;
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(version = 2, alias = "Player", removed("mana", score: u64), upgrade = upgrade)]
    pub(crate) struct Hero {
        pub(crate) kind: Kind,
        #[persist(since = 2, default = vec!["new".to_owned()])]
        pub(crate) tags: Vec<String>,
        #[persist(alias = "hp")]
        pub(crate) health: u64,
        #[persist(was((i32, i32), until = 1, with = length))]
        pub(crate) at: f64,
        pub(crate) name: Option<String>,
        #[persist(since = 2, default)]
        pub(crate) points: u64,
        #[persist(skip)]
        pub(crate) cache: Vec<u8>,
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(version = 2, removed(Ghost: (String, u8), with = ghost))]
    pub(crate) enum Kind {
        Troll,
        Orc {
            #[persist(since = 2, default = 7)]
            speed: u16,
            strength: u32,
        },
        Human,
        Spirit(String),
    }
    fn length((x, y): (i32, i32)) -> f64 {
        f64::from(x).hypot(f64::from(y))
    }
    fn ghost((name, _): (String, u8)) -> Result<Kind, String> {
        if name == "bad" { Err("no such ghost".to_owned()) } else { Ok(Kind::Spirit(name)) }
    }
    fn upgrade(hero: &mut Hero, from: u32, removed: HeroRemoved) {
        assert_eq!(from, 1);
        hero.points = removed.score.unwrap_or(99) * 2;
    }
}

fn players(count: usize) -> Vec<old::Player> {
    (0..count)
        .map(|i| old::Player {
            name: format!("player {i}"),
            hp: i as u16,
            mana: vec![1; i % 5],
            score: i as u32,
            kind: match i % 3 {
                0 => old::Kind::Human,
                1 => old::Kind::Orc { strength: i as u8 },
                _ => old::Kind::Ghost(format!("ghost {i}"), 3),
            },
            at: (3 * i as i32, 4 * i as i32),
        })
        .collect()
}

fn hero(player: &old::Player) -> new::Hero {
    new::Hero {
        kind: match &player.kind {
            old::Kind::Human => new::Kind::Human,
            old::Kind::Orc { strength } => new::Kind::Orc { speed: 7, strength: u32::from(*strength) },
            old::Kind::Ghost(name, _) => new::Kind::Spirit(name.clone()),
        },
        tags: vec!["new".to_owned()],
        health: u64::from(player.hp),
        at: f64::from(player.at.0).hypot(f64::from(player.at.1)),
        name: Some(player.name.clone()),
        points: u64::from(player.score) * 2,
        cache: Vec::new(),
    }
}

#[test]
fn everything_at_once_for_any_number_of_rows() {
    for count in [0, 1, 2, 5, 31, 32, 33, 255, 256, 257, 1000] {
        let players = players(count);
        let expected: Vec<new::Hero> = players.iter().map(hero).collect();
        assert_eq!(read::<Vec<new::Hero>>(&players).unwrap(), expected, "{count}");
        if let Some(player) = players.first() {
            assert_eq!(read::<new::Hero>(player).unwrap(), expected[0]);
        }
    }
}

#[test]
fn a_conversion_that_fails_names_field_and_row() {
    let mut players = players(40);
    players[5].kind = old::Kind::Ghost("bad".to_owned(), 0);
    let error = read::<Vec<new::Hero>>(&players).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    println!("{error}");
}

#[test]
fn a_root_goes_behind_a_lock_and_out_of_it() {
    use std::collections::BTreeSet;
    use std::rc::Rc;
    use std::sync::{Mutex, RwLock};

    // A sequence or set alone comes in groups, anything else as a single value.
    let list: Vec<u8> = (0..100).collect();
    let bare = persist_core::to_vec(&list).unwrap();
    let locked = persist_core::to_vec(&Mutex::new(list.clone())).unwrap();

    assert_eq!(from_slice::<Mutex<Vec<u16>>>(&bare).unwrap().into_inner().unwrap().len(), 100);
    assert_eq!(from_slice::<RwLock<BTreeSet<u8>>>(&bare).unwrap().into_inner().unwrap().len(), 100);
    assert_eq!(from_slice::<Mutex<[u8; 100]>>(&bare).unwrap().into_inner().unwrap()[99], 99);
    let nested = from_slice::<Option<Rc<Mutex<Option<Vec<u8>>>>>>(&bare).unwrap().unwrap();
    assert_eq!(nested.lock().unwrap().as_ref(), Some(&list));

    assert_eq!(from_slice::<Vec<u8>>(&locked).unwrap(), list);
    assert_eq!(from_slice::<Box<[u16]>>(&locked).unwrap().len(), 100);
    assert_eq!(from_slice::<BTreeSet<u8>>(&locked).unwrap().len(), 100);
    assert_eq!(from_slice::<[u8; 100]>(&locked).unwrap()[99], 99);
    assert_eq!(from_slice::<Option<Mutex<Vec<u8>>>>(&locked).unwrap().unwrap().into_inner().unwrap(), list);
    assert_eq!(from_slice::<Option<Vec<u8>>>(&locked).unwrap(), Some(list));
}
