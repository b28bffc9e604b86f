//! Release 1 of the game: no type has a past.

use std::collections::{BTreeMap, BTreeSet};

use persist_core::Persist;

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct World {
    pub(crate) name: String,
    pub(crate) seed: u32,
    pub(crate) spawn: (i32, i32),
    pub(crate) players: Vec<Player>,
    pub(crate) monsters: Vec<Monster>,
    pub(crate) regions: BTreeMap<u16, Region>,
    pub(crate) chat: Vec<Message>,
    pub(crate) quests: Vec<Quest>,
    pub(crate) weather: Weather,
    pub(crate) motto: String,
    pub(crate) debug: bool,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Player {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) hp: u16,
    pub(crate) mana: Vec<u8>,
    pub(crate) rank: String,
    pub(crate) gold: u32,
    pub(crate) silver: u8,
    pub(crate) guild: String,
    pub(crate) inventory: Vec<Item>,
    pub(crate) friends: BTreeSet<u32>,
    pub(crate) home: Position,
    pub(crate) cloak: Colour,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) count: u8,
    pub(crate) quality: Quality,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) enum Quality {
    Common,
    Rare,
    Epic,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Monster {
    pub(crate) kind: MonsterKind,
    pub(crate) health: f32,
    pub(crate) at: Position,
    pub(crate) lair: Lair,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) enum MonsterKind {
    Slime,
    Wolf { pack: u8 },
    Ghost(String),
    Dummy,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Lair {
    pub(crate) depth: u8,
    pub(crate) name: String,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(plain)]
#[repr(C)]
pub(crate) struct Position {
    pub(crate) x: f32,
    pub(crate) y: f32,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Region {
    pub(crate) tiles: Vec<Tile>,
    pub(crate) heights: [i16; 4],
    pub(crate) neighbours: BTreeSet<u16>,
    pub(crate) corner: (i32, i32),
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) enum Tile {
    Grass,
    Water,
    Stone,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Message {
    pub(crate) from: Sender,
    pub(crate) text: String,
    pub(crate) at: u32,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(transparent)]
pub(crate) struct Sender(pub(crate) u32);

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Quest {
    pub(crate) title: String,
    pub(crate) steps: Vec<String>,
    pub(crate) reward: Pair<u32, String>,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Pair<A, B> {
    pub(crate) first: A,
    pub(crate) second: B,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Weather {
    pub(crate) rain: bool,
    pub(crate) wind: f32,
}

/// In memory a number, in files its three parts.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(from = Rgb, into = Rgb)]
pub(crate) struct Colour(pub(crate) u32);

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rgb {
    r: u8,
    g: u8,
    b: u8,
}

impl From<Rgb> for Colour {
    fn from(Rgb { r, g, b }: Rgb) -> Self {
        Colour(u32::from_be_bytes([0, r, g, b]))
    }
}

impl From<Colour> for Rgb {
    fn from(colour: Colour) -> Self {
        let [_, r, g, b] = colour.0.to_be_bytes();
        Rgb { r, g, b }
    }
}

/// The world as it was on the last day of this release.
pub(crate) fn sample() -> World {
    let mut world = World {
        name: "Hollow Reach".to_owned(),
        seed: u32::MAX,
        spawn: (-120, i32::MAX),
        players: (0..300).map(player).collect(),
        monsters: (0..400).map(monster).collect(),
        regions: (0..60).map(|index| (index * 7, region(index))).collect(),
        chat: (0..300).map(message).collect(),
        quests: (0..40).map(quest).collect(),
        weather: Weather { rain: true, wind: -0.0 },
        motto: "Wälder, Höhlen, und 🐉".to_owned(),
        debug: true,
    };
    edges(&mut world);
    world
}

fn player(index: u32) -> Player {
    const RANKS: [&str; 3] = ["novice", "knight", "lord"];
    let (x, y) = (index as f32 * 0.5, 100.0 - index as f32);
    Player {
        id: 1000 + index * 3,
        name: format!("{} of Reach {index}", ["Ada", "Bo", "Cy", "Dée"][index as usize % 4]),
        hp: (index * 37 % 500) as u16,
        mana: vec![index as u8; index as usize % 4],
        rank: RANKS[index as usize % 3].to_owned(),
        gold: index * index,
        silver: (index % 100) as u8,
        guild: if index.is_multiple_of(5) { String::new() } else { format!("guild {}", index % 5) },
        inventory: (0..index % 4).map(|slot| item(index, slot)).collect(),
        friends: (0..index % 3).map(|friend| 1000 + friend * 3).collect(),
        home: Position { x, y },
        cloak: Colour((index * 0x0001_0203) & 0x00ff_ffff),
    }
}

fn item(player: u32, slot: u32) -> Item {
    let quality = [Quality::Common, Quality::Rare, Quality::Epic][(player + slot) as usize % 3];
    Item { name: format!("item {slot}"), count: (player * 11 + slot) as u8, quality }
}

fn monster(index: u32) -> Monster {
    let kind = match index % 3 {
        0 => MonsterKind::Slime,
        1 => MonsterKind::Wolf { pack: index as u8 },
        _ => MonsterKind::Ghost(format!("ghost {}", index % 10)),
    };
    Monster {
        kind,
        health: index as f32 / 8.0,
        at: Position { x: index as f32, y: -(index as f32) },
        lair: Lair { depth: (index % 9) as u8, name: format!("lair {}", index % 12) },
    }
}

fn region(index: u16) -> Region {
    let tiles = [Tile::Grass, Tile::Water, Tile::Stone];
    Region {
        tiles: (0..usize::from(index % 17)).map(|tile| tiles[(usize::from(index) + tile) % 3]).collect(),
        heights: [index as i16, -1, i16::MIN, i16::MAX],
        neighbours: (0..index % 4).map(|next| index + next * next).collect(),
        corner: (i32::from(index) * 16, -i32::from(index)),
    }
}

fn message(index: u32) -> Message {
    let text = ["hello", "who has a sword?", "brb", "¡olé!"][index as usize % 4].to_owned();
    Message { from: Sender(1000 + index % 7), text, at: 1_700_000_000 + index * 60 }
}

fn quest(index: u32) -> Quest {
    Quest {
        title: format!("quest {index}"),
        steps: (0..index % 3).map(|step| format!("step {step}")).collect(),
        reward: Pair { first: index * 100, second: format!("ring {index}") },
    }
}

/// The largest, the smallest, the empty.
fn edges(world: &mut World) {
    world.players.push(Player {
        id: 0,
        name: "Z of nowhere".to_owned(),
        hp: u16::MAX,
        mana: (0..=u8::MAX).collect(),
        rank: "lord".to_owned(),
        gold: u32::MAX,
        silver: u8::MAX,
        guild: "g".repeat(1000),
        inventory: (0..100).map(|slot| item(255, slot)).collect(),
        friends: (0..300).chain([u32::MAX]).collect(),
        home: Position { x: f32::MIN_POSITIVE / 2.0, y: f32::NEG_INFINITY },
        cloak: Colour(0x00ff_ffff),
    });
    world.monsters.push(Monster {
        kind: MonsterKind::Ghost(String::new()),
        health: f32::MAX,
        at: Position { x: f32::INFINITY, y: -0.0 },
        lair: Lair { depth: u8::MAX, name: String::new() },
    });
    let tiles = vec![Tile::Stone; 700];
    let corner = (i32::MIN, i32::MAX);
    let neighbours = (0..500).chain([u16::MAX]).collect();
    world.regions.insert(u16::MAX, Region { tiles, heights: [0; 4], neighbours, corner });
    world.chat.push(Message { from: Sender(u32::MAX), text: String::new(), at: 0 });
    world.chat.push(Message { from: Sender(0), text: "long ".repeat(300), at: u32::MAX });
}
