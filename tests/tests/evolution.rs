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
fn roots_change_their_form() {
    // One value where there was another.
    assert_eq!(read::<Option<u32>>(&7_u16).unwrap(), Some(7));
    assert_eq!(read::<Box<i64>>(&-7_i8).unwrap(), Box::new(-7));
    assert_eq!(read::<std::sync::Arc<u64>>(&7_u64).unwrap(), std::sync::Arc::new(7));
    // Groups where one value is asked for, and the other way round.
    let numbers: Vec<u16> = (0..1000).collect();
    let wide: Vec<u32> = numbers.iter().map(|number| u32::from(*number)).collect();
    assert_eq!(read::<Option<Vec<u32>>>(&numbers).unwrap().as_ref(), Some(&wide));
    assert_eq!(read::<Box<Vec<u32>>>(&numbers).unwrap().as_ref(), &wide);
    assert_eq!(read::<[u16; 1000]>(&numbers).unwrap().as_slice(), numbers);
    assert_eq!(read::<[u32; 1000]>(&numbers).unwrap().as_slice(), wide);
    let array: [u16; 300] = std::array::from_fn(|index| index as u16);
    assert_eq!(read::<Vec<u16>>(&array).unwrap(), array);
    assert_eq!(
        read::<std::collections::VecDeque<u64>>(&array).unwrap(),
        wide[..300].iter().map(|n| u64::from(*n)).collect::<Vec<_>>()
    );
    let error = read::<[u32; 999]>(&numbers).unwrap_err();
    assert!(error.to_string().contains("1000 elements, where an array of 999"), "{error}");
}

#[test]
fn locks_come_and_go() {
    #[derive(Persist, Debug)]
    #[persist(rename = "Room")]
    struct Open {
        name: String,
        seats: u16,
        tags: Vec<String>,
    }
    #[derive(Persist, Debug)]
    #[persist(rename = "Room")]
    struct Locked {
        name: std::sync::Mutex<String>,
        seats: std::sync::RwLock<u32>,
        tags: std::sync::Mutex<Vec<String>>,
    }
    let open = |i: usize| Open { name: format!("room {i}"), seats: i as u16, tags: vec!["a".repeat(i % 7); i % 3] };
    let locked = |i: usize| {
        let Open { name, seats, tags } = open(i);
        Locked { name: name.into(), seats: u32::from(seats).into(), tags: tags.into() }
    };
    let text = |value: &dyn std::fmt::Debug| format!("{value:?}");
    for count in [1, 3, 40, 300] {
        let (all_open, all_locked): (Vec<_>, Vec<_>) = (0..count).map(|i| (open(i), locked(i))).unzip();
        let bytes = persist_core::to_vec(&all_open).unwrap();
        assert_eq!(text(&from_slice::<Vec<Locked>>(&bytes).unwrap()), text(&all_locked));
        #[derive(Persist, Debug)]
        #[persist(rename = "Room")]
        struct Wide {
            seats: u64,
            tags: Vec<String>,
            name: String,
        }
        let bytes = persist_core::to_vec(&all_locked).unwrap();
        let wide: Vec<Wide> = from_slice(&bytes).unwrap();
        for (wide, open) in wide.iter().zip(&all_open) {
            assert_eq!((&wide.name, wide.seats, &wide.tags), (&open.name, u64::from(open.seats), &open.tags));
        }
    }
}

#[test]
fn records_become_columns_and_columns_records() {
    #[derive(Persist, Debug, Clone, Copy, PartialEq)]
    #[persist(plain)]
    #[repr(C)]
    struct Corner {
        at: [i16; 3],
        colour: u16,
        weight: f32,
    }
    #[derive(Persist, Debug, Clone, Copy, PartialEq)]
    #[persist(plain, version = 2, rename = "Corner", removed("colour"))]
    #[repr(C)]
    struct Wider {
        weight: f64,
        at: [i32; 3],
        #[persist(since = 2, default = 9)]
        flags: u32,
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(version = 2, rename = "Corner", removed("weight"))]
    struct Columns {
        #[persist(since = 2, default)]
        name: String,
        colour: Option<u64>,
        at: Vec<i16>,
    }
    let corner = |i: usize| Corner { at: [i as i16, -(i as i16), 3], colour: i as u16, weight: i as f32 / 3.0 };
    for count in [1, 2, 4, 5, 31, 32, 257, 700] {
        let corners: Vec<Corner> = (0..count).map(corner).collect();
        let wider: Vec<Wider> =
            corners.iter().map(|c| Wider { weight: f64::from(c.weight), at: c.at.map(i32::from), flags: 9 }).collect();
        assert_eq!(read::<Vec<Wider>>(&corners).unwrap(), wider);
        let columns: Vec<Columns> = corners
            .iter()
            .map(|c| Columns { name: String::new(), colour: Some(u64::from(c.colour)), at: c.at.to_vec() })
            .collect();
        assert_eq!(read::<Vec<Columns>>(&corners).unwrap(), columns);
        // Not in one piece: by option, and as the values of a map.
        let options: Vec<Option<Corner>> = corners.iter().map(|c| Some(*c).filter(|c| c.colour % 3 > 0)).collect();
        let expected: Vec<Option<Wider>> = options.iter().zip(&wider).map(|(c, w)| c.map(|_| *w)).collect();
        assert_eq!(read::<Vec<Option<Wider>>>(&options).unwrap(), expected);
        // And back.
        fn colour_or_one(colour: Option<u64>) -> u64 {
            colour.unwrap_or(1)
        }
        #[derive(Persist, Debug, Clone, Copy, PartialEq)]
        #[persist(plain, version = 3, rename = "Corner", removed("name", "at"))]
        #[repr(C)]
        struct Back {
            #[persist(was(Option<u64>, until = 2, with = colour_or_one))]
            colour: u64,
        }
        let back: Vec<Back> = columns.iter().map(|c| Back { colour: c.colour.unwrap() }).collect();
        assert_eq!(read::<Vec<Back>>(&columns).unwrap(), back);
    }
}

#[test]
fn records_whose_numbers_are_joined_become_columns() {
    #[derive(Persist, Debug, Clone, Copy, PartialEq)]
    #[persist(plain)]
    #[repr(C)]
    struct Corner {
        at: [f32; 2],
        weight: f32,
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(version = 2, rename = "Corner", removed("at"))]
    struct Heavy {
        #[persist(since = 2, default)]
        name: String,
        weight: f64,
    }
    for count in [5, 85, 86, 257, 700] {
        let corners: Vec<Corner> =
            (0..count).map(|i| i as f32).map(|i| Corner { at: [i / 7.0, -i / 3.0], weight: i * i / 9.0 }).collect();
        let heavy: Vec<Heavy> =
            corners.iter().map(|c| Heavy { name: String::new(), weight: f64::from(c.weight) }).collect();
        assert_eq!(read::<Vec<Heavy>>(&corners).unwrap(), heavy);
    }
}

#[test]
fn recursive_types_change_at_every_level() {
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(rename = "Tree")]
    struct Old {
        label: String,
        weight: u8,
        children: Vec<Old>,
        next: Option<Box<Old>>,
    }
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(rename = "Tree", version = 2)]
    struct New {
        next: Option<std::rc::Rc<New>>,
        #[persist(since = 2, default = 3)]
        depth: u8,
        weight: i32,
        children: std::collections::VecDeque<New>,
        label: std::sync::Arc<str>,
    }
    fn old(depth: usize) -> Old {
        let children = (0..depth.min(3)).map(|i| old(depth - 1 - i)).collect();
        let next = (depth > 2).then(|| Box::new(old(depth - 3)));
        Old { label: format!("node {depth}"), weight: depth as u8, children, next }
    }
    fn new(old: &Old) -> New {
        New {
            next: old.next.as_ref().map(|next| std::rc::Rc::new(new(next))),
            depth: 3,
            weight: i32::from(old.weight),
            children: old.children.iter().map(new).collect(),
            label: old.label.as_str().into(),
        }
    }
    let tree = old(9);
    assert_eq!(read::<New>(&tree).unwrap(), new(&tree));
}

#[test]
fn text_is_borrowed_through_a_plan() {
    #[derive(Persist, Debug)]
    struct Line {
        text: String,
        number: u16,
        words: Vec<String>,
    }
    #[derive(Persist, Debug, PartialEq)]
    #[persist(rename = "Line")]
    struct Borrowed<'a> {
        words: Vec<&'a str>,
        number: u32,
        #[persist(borrow)]
        text: std::borrow::Cow<'a, str>,
    }
    let lines: Vec<Line> = (0..300)
        .map(|i| Line { text: format!("line {i}"), number: i, words: vec![format!("w{i}"); usize::from(i % 4)] })
        .collect();
    let bytes = persist_core::to_vec(&lines).unwrap();
    let borrowed: Vec<Borrowed<'_>> = from_slice(&bytes).unwrap();
    for (line, borrowed) in lines.iter().zip(&borrowed) {
        assert_eq!((&*line.text, u32::from(line.number)), (&*borrowed.text, borrowed.number));
        assert_eq!(line.words, borrowed.words);
        assert!(matches!(borrowed.text, std::borrow::Cow::Borrowed(_)));
    }
    // Numbers of another width have to be made.
    let numbers = persist_core::to_vec(&vec![1_u16, 2]).unwrap();
    assert_eq!(from_slice::<&[u32]>(&numbers).unwrap_err().kind(), ErrorKind::Borrow);
}

#[test]
fn enums_of_hundreds_of_variants_and_unknown_ones() {
    macro_rules! hundreds {
        ($($tens:ident)*) => {
            hundreds! { @all [$($tens)*] }
        };
        (@all [$($tens:ident)*]) => {
            #[derive(Persist, Debug, Clone, Copy, PartialEq)]
            #[persist(rename = "Code")]
            enum Few { $($tens(u8),)* Last }
        };
    }
    hundreds! { A B C D E F G H I J }
    #[derive(Persist, Debug, Clone, Copy, PartialEq)]
    #[persist(rename = "Code")]
    enum Known {
        Last,
        C(u32),
        #[persist(other)]
        Unknown,
    }
    let few: Vec<Few> = (0..600)
        .map(|i: u32| match i % 4 {
            0 => Few::Last,
            1 => Few::C(i as u8),
            2 => Few::A(i as u8),
            _ => Few::J(1),
        })
        .collect();
    let known: Vec<Known> = few
        .iter()
        .map(|few| match few {
            Few::Last => Known::Last,
            Few::C(number) => Known::C(u32::from(*number)),
            _ => Known::Unknown,
        })
        .collect();
    assert_eq!(read::<Vec<Known>>(&few).unwrap(), known);
    let error = persist_core::to_vec(&known).unwrap_err();
    assert_eq!((error.kind(), error.field_path().as_str()), (ErrorKind::Value, "[Code][2]"));
    let error = persist_core::encode(&Some(Known::Unknown)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
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
